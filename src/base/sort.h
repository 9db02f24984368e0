/*
 * sort - stable, and the same on every machine.
 */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* <0, 0, >0 as for a and b in that order. */
typedef int sort_compare(const void *a, const void *b, const void *ctx);

/* Sort n items of size bytes; equal items keep their order. What it needs on
   the way comes from scratch. */
void sort_stable(void *items, size_t n, size_t size, sort_compare *compare,
                 const void *ctx, arena *scratch);
#endif
