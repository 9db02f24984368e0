#include "base/sort.h"

#include <stdbool.h>
#include <string.h>

typedef struct sorting {
    size_t n, size;
    sort_compare *compare;
    const void *ctx;
} sorting;

/* Two runs of one array, from start to mid to end, into one of the other. */
static void merge(const sorting *s, const char *from, char *to, size_t start, size_t run)
{
    size_t mid = start + run < s->n ? start + run : s->n;
    size_t end = start + 2 * run < s->n ? start + 2 * run : s->n;
    size_t a = start, b = mid;
    for (size_t out = start; out < end; out++) {
        bool left = a < mid && (b == end || s->compare(from + a * s->size,
                                                       from + b * s->size, s->ctx) <= 0);
        memcpy(to + out * s->size, from + (left ? a : b) * s->size, s->size);
        a += left;
        b += !left;
    }
}

/* Bottom-up merge sort: runs of 1, 2, 4, ... from one array into the other. */
void sort_stable(void *items, size_t n, size_t size, sort_compare *compare,
                 const void *ctx, arena *scratch)
{
    if (n < 2)
        return;
    sorting s = { n, size, compare, ctx };
    char *from = items, *to = arena_array(scratch, char, n *size);
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t start = 0; start < n; start += 2 * run)
            merge(&s, from, to, start, run);
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != (char *)items)
        memcpy(items, from, n * size);
}
