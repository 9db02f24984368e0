#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, LARGE = 2 * BLOCK_SIZE, ALIGN = 16, MOST_SPARE = 8 };

struct arena_block {
    arena_block *next;
    size_t size;
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
        a->blocks = block;
        a->used = a->size = room;
    }
    return block->bytes;
}

/* A block to fill, one that was kept if there is any. */
static arena_block *next_block(arena *a, size_t room)
{
    arena_block *block = a->spare;
    if (block && room == BLOCK_SIZE) {
        a->spare = block->next;
        return block;
    }
    block = malloc(sizeof *block + room);
    if (!block)
        arena_out_of_memory(room);
    block->size = room;
    return block;
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
        arena_block *block = next_block(a, room);
        block->next = a->blocks;
        a->blocks = block;
        a->used = 0;
        a->size = room;
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

static void free_all(arena_block *block)
{
    while (block) {
        arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_clear(arena *a)
{
    free_all(a->blocks);
    free_all(a->spare);
    *a = (arena){ 0 };
}

void arena_reuse(arena *a)
{
    arena_block *spare = a->spare, *other = NULL;
    size_t n = 0;
    for (arena_block *block = spare; block; block = block->next)
        n++;
    for (arena_block *block = a->blocks, *next; block; block = next) {
        bool kept = block->size == BLOCK_SIZE && n < MOST_SPARE;
        arena_block **list = kept ? &spare : &other;
        n += kept;
        next = block->next;
        block->next = *list;
        *list = block;
    }
    free_all(other);
    *a = (arena){ .spare = spare };
}
