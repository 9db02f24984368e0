#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, LARGE = 2 * BLOCK_SIZE, ALIGN = 16 };

struct arena_block {
    arena_block *next;
    _Alignas(ALIGN) unsigned char bytes[];
};

void arena_out_of_memory(size_t n)
{
    fprintf(stderr, "dateline: out of memory (%zu bytes)\n", n);
    abort();
}

/* A block of its own, behind the one that is being filled. It comes from the system,
   mostly, and is zero: what is never used of it takes no memory. */
static void *large(arena *a, size_t room)
{
    arena_block *block = calloc(1, sizeof *block + room);
    if (!block)
        arena_out_of_memory(room);
    if (a->blocks) {
        block->next = a->blocks->next;
        a->blocks->next = block;
    } else {
        *a = (arena){ .blocks = block, .used = room, .size = room };
    }
    return block->bytes;
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
        if (room >= LARGE)
            return large(a, room);
        arena_block *block = malloc(sizeof *block + room);
        if (!block)
            arena_out_of_memory(room);
        block->next = a->blocks;
        *a = (arena){ .blocks = block, .size = room };
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
