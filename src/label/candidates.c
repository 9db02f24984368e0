#include "label/candidates.h"

#include "base/sort.h"
#include "label/grid.h"

#include <math.h>

/* From 45 degrees a corner of the box looks at the symbol. */
static const double diagonal = 0.70710678118654752440;
static const double usual_gap = 0.25;                  /* em; 0.25 to 0.4 reads well */
static const double rings[] = { 0, 0.75, 1.35, 2.15 }; /* em, on top of the gap */
static const double rank_cost = 0.015, ring_cost = 0.125;

/* Markers looked at for one answer, at most: in a heap of thousands nobody could
   tell the difference. */
enum { POSITIONS = 8, MOST_NEAR = 128 };

/* Which way from the anchor, -1, 0 or 1 right and down. */
static const signed char ways[POSITIONS][2] = { { 1, -1 }, { 1, 1 },  { -1, -1 },
                                                { -1, 1 }, { 0, -1 }, { 0, 1 },
                                                { 1, 0 },  { -1, 0 } };

/* Where an extent begins that lies size px long before, around or after 0. */
static double beginning(int way, double distance, double size)
{
    if (way == 0)
        return -size / 2;
    return way > 0 ? distance : -distance - size;
}

static label_box box_at(const label_point *p, int position, double distance)
{
    const signed char *way = ways[position];
    double d = way[0] && way[1] ? distance * diagonal : distance;
    double x = p->x + beginning(way[0], d, p->width);
    double y = p->y + beginning(way[1], d, p->height);
    return (label_box){ x, y, x + p->width, y + p->height };
}

int label_candidates(const label_point *p, double cost_unit, int n, label_candidate *out)
{
    double gap = p->gap > 0 ? p->gap : usual_gap * p->em;
    n = n < LABEL_CANDIDATES_MAX ? n : LABEL_CANDIDATES_MAX;
    for (int i = 0; i < n; i++) {
        int ring = i / POSITIONS, position = i % POSITIONS;
        double distance = p->clear + gap + rings[ring] * p->em;
        out[i] = (label_candidate){ .box = box_at(p, position, distance),
                                    .cost = cost_unit *
                                            (ring * ring_cost + position * rank_cost) };
    }
    return n > 0 ? n : 0;
}

static int by_radius(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const label_disc *x = a, *y = b;
    return (x->r < y->r) - (x->r > y->r);
}

static bool finite_disc(const label_disc *d)
{
    return fabs(d->x) <= 1e9 && fabs(d->y) <= 1e9 && d->r >= 0 && d->r <= 1e9;
}

/* Between the centers. Not hypot, which may differ in the last digit from one C
   library to the next. */
static double apart(const label_disc *a, const label_disc *b)
{
    double dx = a->x - b->x, dy = a->y - b->y;
    return sqrt(dx * dx + dy * dy);
}

/* The farthest edge, from the center of d, of the markers stacked with d. Large
   markers come first in the grid, so that a heap costs at most near px. */
static double clearance(const label_grid *g, const label_disc *sorted,
                        const label_disc *d, double near)
{
    double clear = d->r;
    label_box box = { d->x - near, d->y - near, d->x + near, d->y + near };
    label_span s = label_span_of(&g->frame, &box, 0);
    for (uint32_t row = s.r0; row <= s.r1; row++) {
        size_t cell = (size_t)row * g->frame.columns;
        uint32_t i = g->start[cell + s.c0], end = g->start[cell + s.c1 + 1];
        for (int looked = 0; i < end && looked < MOST_NEAR; i++, looked++) {
            const label_disc *o = &sorted[g->item[i]];
            double distance = apart(o, d);
            if (distance <= near)
                clear = label_max(clear, distance + o->r);
        }
    }
    return clear;
}

void label_clearances(const label_disc *markers, size_t n, double near, double *clear,
                      arena *scratch)
{
    label_disc *sorted = arena_array(scratch, label_disc, n);
    label_box *centers = arena_array(scratch, label_box, n);
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (finite_disc(&markers[i]))
            sorted[m++] = markers[i];
    sort_stable(sorted, m, sizeof *sorted, by_radius, NULL, scratch);
    for (size_t i = 0; i < m; i++)
        centers[i] = (label_box){ sorted[i].x, sorted[i].y, sorted[i].x, sorted[i].y };
    near = near > 0 ? near : 0;
    label_grid g = label_grid_new(centers, m, 0, scratch);
    for (size_t i = 0; i < n; i++)
        clear[i] =
            finite_disc(&markers[i]) ? clearance(&g, sorted, &markers[i], near) : 0;
}

struct label_markers {
    label_disc *at;
    label_grid grid;
};

const label_markers *label_markers_new(const label_disc *markers, size_t n, arena *a)
{
    label_markers *m = arena_new(a, label_markers);
    label_box *boxes = arena_array(a, label_box, n);
    m->at = arena_array(a, label_disc, n);
    size_t sound = 0;
    for (size_t i = 0; i < n; i++) {
        const label_disc *d = &markers[i];
        if (!finite_disc(d))
            continue;
        boxes[sound] = (label_box){ d->x - d->r, d->y - d->r, d->x + d->r, d->y + d->r };
        m->at[sound++] = *d;
    }
    m->grid = label_grid_new(boxes, sound, 0, a);
    return m;
}

/* From the box to the edge of the disc; 0 if they touch. */
static double distance_to(const label_box *b, const label_disc *d)
{
    double dx = label_max(label_max(b->x0 - d->x, d->x - b->x1), 0);
    double dy = label_max(label_max(b->y0 - d->y, d->y - b->y1), 0);
    return label_max(sqrt(dx * dx + dy * dy) - d->r, 0);
}

double label_ambiguity(const label_markers *m, const label_box *box,
                       const label_disc *own, double near)
{
    /* A label on its own marker is not thereby clear of all others. */
    double reach = 2 * label_max(distance_to(box, own), 0.5), nearest = reach;
    label_box around = { box->x0 - reach, box->y0 - reach, box->x1 + reach,
                         box->y1 + reach };
    label_span s = label_span_of(&m->grid.frame, &around, 0);
    int looked = 0;
    for (uint32_t row = s.r0; row <= s.r1; row++) {
        size_t cell = (size_t)row * m->grid.frame.columns;
        uint32_t i = m->grid.start[cell + s.c0], end = m->grid.start[cell + s.c1 + 1];
        for (; i < end && nearest > 0 && looked < MOST_NEAR; i++, looked++) {
            const label_disc *d = &m->at[m->grid.item[i]];
            if (apart(d, own) > near)
                nearest = label_min(nearest, distance_to(box, d));
        }
    }
    return 1 - nearest / reach;
}

void label_add_ambiguity(const label_markers *m, const label_disc *own, double near,
                         double cost, label_candidate *candidates, int n)
{
    for (int i = 0; i < n; i++)
        candidates[i].cost += cost * label_ambiguity(m, &candidates[i].box, own, near);
}
