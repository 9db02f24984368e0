#include "text/near.h"

#include "text/fold.h"
#include "text/utf8.h"

#include <stdint.h>

enum { LONGEST = 256 };

/* How many code points s has; more than LONGEST are not read. */
static int decode(str s, uint32_t out[LONGEST])
{
    int n = 0;
    while (s.len && n < LONGEST)
        out[n++] = text_next(&s);
    return s.len ? LONGEST + 1 : n;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Three rows of the usual table, indexed by columns of b. */
typedef struct rows {
    int before[LONGEST + 1], above[LONGEST + 1], here[LONGEST + 1];
} rows;

static int fill_row(rows *r, const uint32_t *a, int i, const uint32_t *b, int n_b)
{
    r->here[0] = i;
    int best = i;
    for (int k = 1; k <= n_b; k++) {
        int d = r->above[k - 1] + (a[i - 1] != b[k - 1]);
        d = least(d, least(r->above[k], r->here[k - 1]) + 1);
        if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
            d = least(d, r->before[k - 2] + 1);
        r->here[k] = d;
        best = least(best, d);
    }
    for (int k = 0; k <= n_b; k++) {
        r->before[k] = r->above[k];
        r->above[k] = r->here[k];
    }
    return best;
}

int text_distance(str a, str b, int max)
{
    if (str_eq(a, b))
        return 0;
    uint32_t from[LONGEST], to[LONGEST];
    int n_a = decode(a, from), n_b = decode(b, to);
    int gap = n_a > n_b ? n_a - n_b : n_b - n_a;
    if (n_a > LONGEST || n_b > LONGEST || gap > max)
        return max + 1;
    rows r;
    for (int k = 0; k <= n_b; k++)
        r.before[k] = r.above[k] = k;
    for (int i = 1; i <= n_a; i++)
        /* The least of a row never falls, swaps included: what is over max stays so. */
        if (fill_row(&r, from, i, to, n_b) > max)
            return max + 1;
    return least(r.above[n_b], max + 1);
}

size_t text_nearest(str word, const str *candidates, size_t n, int max)
{
    char folded[1024], other[1024];
    size_t len = text_fold(word, folded, sizeof folded);
    if (len > sizeof folded)
        return TEXT_NONE;
    str mine = { folded, len };
    int letters = (int)text_count(mine);
    int best = max < letters ? max : letters - 1;
    size_t nearest = TEXT_NONE;
    for (size_t i = 0; i < n; i++) {
        size_t n_other = text_fold(candidates[i], other, sizeof other);
        if (n_other > sizeof other)
            continue;
        int d = text_distance(mine, (str){ other, n_other }, best);
        if (d <= best) {
            nearest = i;
            best = d - 1; /* only a nearer one is better */
        }
    }
    return nearest;
}
