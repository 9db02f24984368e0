/*
 * arena - memory that is freed all at once.
 *
 * A job (one map, one tile, one request) owns an arena; everything made on the
 * way to its result lives there and dies with it. There is no arena_free_one.
 *
 * Allocation never fails: when the system is out of memory the process stops,
 * as it does inside GLib, which Pango brings along anyway. Sizes that come
 * from input are checked against a limit before they get here.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct arena_block arena_block;
typedef struct arena {
    arena_block *blocks;
    size_t used, size;
    arena_block *spare; /* kept by arena_reuse */
} arena;

/* Zeroed room for n items of size bytes each, aligned for any type. */
void *arena_alloc(arena *a, size_t n, size_t size);
/* One zeroed T, or n of them. */
#define arena_new(a, T) ((T *)arena_alloc((a), 1, sizeof(T)))
#define arena_array(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T)))
/* A copy of n items of size bytes each in an array of twice the size, *cap. */
void *arena_widen(arena *a, const void *items, size_t n, size_t *cap, size_t size);
/* Room for one more item behind n in an array in the arena: items itself while
   n < *cap, else a wider copy. NULL and 0 are an array without any room. */
static inline void *arena_grow(arena *a, void *items, size_t n, size_t *cap, size_t size)
{
    return n < *cap ? items : arena_widen(a, items, n, cap, size);
}
/* Say how much was wanted and end the process. */
_Noreturn void arena_out_of_memory(size_t n);
/* Give everything back. The arena is empty and ready for use again. */
void arena_clear(arena *a);
/* Empty it for the next of many jobs: some of the room, half a MiB at most, is kept for
   that one. */
void arena_reuse(arena *a);
#endif
