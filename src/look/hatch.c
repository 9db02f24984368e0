/*
 * The area is turned so that hatching runs along u; every edge then notes where
 * it crosses each line v = k * gap. The crossings of a line, in order of u, are
 * alternately where the area begins and ends. Lines are taken half open,
 * v0 <= k * gap < v1, so that a corner on a line counts once or twice as it must.
 */
#include "look/hatch.h"

#include "base/sort.h"

#include <math.h>

enum { MOST_CROSSINGS = 2000000 };

/* Lines further out than this are not on a page. */
static const double FAR = 1e8;
static const double pi = 3.14159265358979323846;

typedef struct crossing {
    int line;
    double u;
} crossing;

typedef struct turned {
    double cos_a, sin_a, gap;
} turned;

static double along(const turned *t, geo_xy p)
{
    return p.x * t->cos_a + p.y * t->sin_a;
}

static double across(const turned *t, geo_xy p)
{
    return -p.x * t->sin_a + p.y * t->cos_a;
}

/* Lines first <= k < last. */
typedef struct lines {
    int first, last;
} lines;

/* Those that the edge p-q crosses; none of an edge that is nowhere near a page. */
static lines lines_of(const turned *t, geo_xy p, geo_xy q)
{
    double a = across(t, p) / t->gap, b = across(t, q) / t->gap;
    double first = ceil(fmin(a, b)), last = ceil(fmax(a, b));
    if (!(fabs(first) < FAR && fabs(last) < FAR))
        return (lines){ 0, 0 };
    return (lines){ (int)first, (int)last };
}

static double count(const geo_path *area, const turned *t)
{
    double n = 0;
    for (int r = 0; r < area->n_parts; r++)
        for (int i = area->parts[r] + 1; i < area->parts[r + 1]; i++) {
            lines l = lines_of(t, area->points[i - 1], area->points[i]);
            n += l.last - l.first;
        }
    return n;
}

static size_t collect(const geo_path *area, const turned *t, crossing *out)
{
    size_t n = 0;
    for (int r = 0; r < area->n_parts; r++)
        for (int i = area->parts[r] + 1; i < area->parts[r + 1]; i++) {
            geo_xy p = area->points[i - 1], q = area->points[i];
            double pu = along(t, p), pv = across(t, p);
            double slope = (along(t, q) - pu) / (across(t, q) - pv);
            lines l = lines_of(t, p, q);
            for (int k = l.first; k < l.last; k++)
                out[n++] = (crossing){ k, pu + (k * t->gap - pv) * slope };
        }
    return n;
}

static int in_order(const void *a, const void *b, const void *ctx)
{
    const crossing *p = a, *q = b;
    (void)ctx;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    return p->u < q->u ? -1 : p->u > q->u;
}

/* Fit the gap into a tile at multiples of 45 degrees. */
static double fitted(double gap, double angle)
{
    const double tile = 256;
    if (fmod(angle, 45) != 0)
        return gap;
    double slant = fmod(angle, 90) != 0 ? sqrt(2) : 1;
    double n = floor(tile / (gap * slant) + 0.5);
    return n >= 8 ? tile / n / slant : gap;
}

geo_path hatch_lines(const geo_path *area, double gap, double angle, arena *a)
{
    geo_path out = { 0 };
    if (!(gap > 0.25) || !isfinite(gap) || !isfinite(angle))
        return out;
    turned t = { cos(angle * pi / 180), -sin(angle * pi / 180), fitted(gap, angle) };
    double most = count(area, &t);
    while (most > MOST_CROSSINGS) {
        t.gap *= 2;
        most = count(area, &t);
    }
    crossing *at = arena_array(a, crossing, (size_t)most + 1);
    size_t n = collect(area, &t, at);
    sort_stable(at, n, sizeof *at, in_order, NULL, a);
    out.points = arena_array(a, geo_xy, n + 1);
    out.parts = arena_array(a, int, n / 2 + 2);
    for (size_t i = 0; i + 1 < n; i += 2) {
        if (at[i].line != at[i + 1].line) {
            i--; /* an open ring left one over */
            continue;
        }
        if (at[i + 1].u - at[i].u < 0.05)
            continue;
        double v = at[i].line * t.gap;
        for (int k = 0; k < 2; k++) {
            double u = at[i + (size_t)k].u;
            out.points[out.n_points++] =
                (geo_xy){ u * t.cos_a - v * t.sin_a, u * t.sin_a + v * t.cos_a };
        }
        out.parts[++out.n_parts] = out.n_points;
    }
    return out;
}
