#include "label/lines.h"

#include "label/grid.h"
#include "label/shape.h"

#include <math.h>

/* Longer segments are cut, so that each lies in a few cells only. */
static const double longest = 24;
enum { MOST_PIECES = 4096 };

struct label_lines {
    label_segment *at;
    label_grid grid; /* of their middles */
};

static bool finite_segment(const label_segment *s)
{
    return fabs(s->a.x) <= 1e9 && fabs(s->a.y) <= 1e9 && fabs(s->b.x) <= 1e9 &&
           fabs(s->b.y) <= 1e9 && isfinite(s->cost);
}

static size_t pieces(const label_segment *s)
{
    double far = label_max(fabs(s->b.x - s->a.x), fabs(s->b.y - s->a.y));
    return far < longest * MOST_PIECES ? (size_t)(far / longest) + 1 : MOST_PIECES;
}

static label_xy between(const label_segment *s, double t)
{
    return (label_xy){ s->a.x + t * (s->b.x - s->a.x), s->a.y + t * (s->b.y - s->a.y) };
}

label_lines *label_lines_new(const label_segment *segments, size_t n, arena *a)
{
    label_lines *l = arena_new(a, label_lines);
    size_t count = 0, m = 0;
    for (size_t i = 0; i < n; i++)
        count += finite_segment(&segments[i]) ? pieces(&segments[i]) : 0;
    l->at = arena_array(a, label_segment, count);
    label_box *middles = arena_array(a, label_box, count);
    for (size_t i = 0; i < n; i++) {
        const label_segment *s = &segments[i];
        size_t parts = finite_segment(s) ? pieces(s) : 0;
        for (size_t k = 0; k < parts; k++, m++) {
            label_xy p = between(s, (double)k / (double)parts);
            label_xy q = between(s, (double)(k + 1) / (double)parts);
            l->at[m] = (label_segment){ p, q, s->cost };
            double x = (p.x + q.x) / 2, y = (p.y + q.y) / 2;
            middles[m] = (label_box){ x, y, x, y };
        }
    }
    l->grid = label_grid_new(middles, m, 0, a);
    return l;
}

double label_lines_cost(const label_lines *l, const label_box *box)
{
    const label_grid *g = &l->grid;
    double sum = 0, reach = longest / 2;
    label_box around = { box->x0 - reach, box->y0 - reach, box->x1 + reach,
                         box->y1 + reach };
    label_span s = label_span_of(&g->frame, &around, 0);
    for (uint32_t r = s.r0; r <= s.r1; r++) {
        size_t row = (size_t)r * g->frame.columns;
        uint32_t end = g->start[row + s.c1 + 1];
        for (uint32_t i = g->start[row + s.c0]; i < end; i++) {
            const label_segment *at = &l->at[g->item[i]];
            if ((at->a.x < box->x0 && at->b.x < box->x0) ||
                (at->a.x > box->x1 && at->b.x > box->x1) ||
                (at->a.y < box->y0 && at->b.y < box->y0) ||
                (at->a.y > box->y1 && at->b.y > box->y1))
                continue;
            sum += at->cost * label_length_inside(at->a, at->b, box);
        }
    }
    return sum;
}
