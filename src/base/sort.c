#include "base/sort.h"

#include <string.h>

/* Bottom-up merge sort: runs of 1, 2, 4, ... from one array into the other. */
void sort_stable(void *items, size_t n, size_t size, sort_compare *compare,
                 const void *ctx, arena *scratch)
{
    if (n < 2)
        return;
    char *from = items, *to = arena_array(scratch, char, n *size);
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t start = 0; start < n; start += 2 * run) {
            size_t mid = start + run < n ? start + run : n;
            size_t end = start + 2 * run < n ? start + 2 * run : n;
            size_t a = start, b = mid, out = start;
            while (a < mid || b < end) {
                size_t take;
                if (a < mid &&
                    (b == end || compare(from + a * size, from + b * size, ctx) <= 0))
                    take = a++;
                else
                    take = b++;
                memcpy(to + out++ * size, from + take * size, size);
            }
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != (char *)items)
        memcpy(items, from, n * size);
}
