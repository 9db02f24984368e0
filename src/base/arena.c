#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGN = 16 };

struct arena_block {
    arena_block *next;
    _Alignas(ALIGN) unsigned char bytes[];
};

void arena_out_of_memory(size_t n)
{
    fprintf(stderr, "dateline: out of memory (%zu bytes)\n", n);
    abort();
}

void *arena_alloc(arena *a, size_t n, size_t size)
{
    if (size && n > (SIZE_MAX - ALIGN - sizeof(arena_block)) / size)
        arena_out_of_memory(SIZE_MAX);
    size_t need = (n * size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!a->blocks || a->size - a->used < need) {
#ifdef ARENA_ONE_BLOCK_EACH
        /* The sanitizer build: an overrun inside a shared block would be silent. */
        size_t room = need;
#else
        size_t room = need > BLOCK_SIZE ? need : BLOCK_SIZE;
#endif
        /* The system's pages are zero already, and not there before they are used. */
        bool large = need > BLOCK_SIZE;
        arena_block *block =
            large ? calloc(1, sizeof *block + room) : malloc(sizeof *block + room);
        if (!block)
            arena_out_of_memory(room);
        block->next = a->blocks;
        *a = (arena){ .blocks = block, .size = room };
        if (large) {
            a->used = need;
            return block->bytes;
        }
    }
    void *p = a->blocks->bytes + a->used;
    a->used += need;
    return memset(p, 0, need);
}

void *arena_widen(arena *a, const void *items, size_t n, size_t *cap, size_t size)
{
    *cap = n < 16 ? 32 : n * 2;
    void *more = arena_alloc(a, *cap, size);
    if (n)
        memcpy(more, items, n * size);
    return more;
}

void arena_clear(arena *a)
{
    for (arena_block *block = a->blocks; block;) {
        arena_block *next = block->next;
        free(block);
        block = next;
    }
    *a = (arena){ 0 };
}
