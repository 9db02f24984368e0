/*
 * The longest lines inside an area. The area is turned by a number of angles; at each
 * of them it is cut into rows half as high as the band that a name needs, and what
 * three rows in turn have in common is room for a name.
 */
#include "base/sort.h"
#include "offer/offers.h"

#include <math.h>

enum { MOST_ROWS = 400, STEPS = 6 };

static const double STEP = 0.17453292519943295; /* 10 degrees */
/* What turning a name by a right angle costs, of 1: names are read level. */
static const double SLANT = 0.9, OFF_CENTER = 0.35;

typedef struct crossing {
    int row;
    double x;
} crossing;

typedef struct span {
    double x0, x1;
} span;

typedef struct cutter {
    const geo_path *area;
    double sine, cosine, angle;
    double y0, step; /* of the rows, in the turned frame */
    int rows;
    crossing *at;
    size_t n;
    double length;
    geo_xy middle; /* of the area, turned */
    double size;   /* square root of what it covers, px */
    offer_axis *out;
    int n_out, cap;
    arena *a;
} cutter;

static geo_xy turned(const cutter *c, geo_xy p)
{
    return (geo_xy){ p.x * c->cosine + p.y * c->sine, p.y * c->cosine - p.x * c->sine };
}

static geo_xy back(const cutter *c, double x, double y)
{
    return (geo_xy){ x * c->cosine - y * c->sine, y * c->cosine + x * c->sine };
}

static int by_row(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const crossing *p = a, *q = b;
    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    return (p->x > q->x) - (p->x < q->x);
}

/* The rows that an edge crosses; half-open, so that a vertex counts once. */
static int rows_of(const cutter *c, geo_xy p, geo_xy q, int *first)
{
    double low = fmin(p.y, q.y), high = fmax(p.y, q.y);
    int r0 = (int)ceil((low - c->y0) / c->step), r1 = (int)ceil((high - c->y0) / c->step);
    *first = r0 > 0 ? r0 : 0;
    r1 = r1 < c->rows ? r1 : c->rows;
    return r1 > *first ? r1 - *first : 0;
}

static size_t cross_edge(cutter *c, geo_xy p, geo_xy q, bool fill)
{
    int first, n = rows_of(c, p, q, &first);
    for (int i = 0; fill && i < n; i++) {
        double y = c->y0 + (first + i) * c->step;
        c->at[c->n++] =
            (crossing){ first + i, p.x + (q.x - p.x) * (y - p.y) / (q.y - p.y) };
    }
    return (size_t)n;
}

static size_t cross_all(cutter *c, bool fill)
{
    size_t n = 0;
    for (int part = 0; part < c->area->n_parts; part++) {
        int i = c->area->parts[part], end = c->area->parts[part + 1];
        geo_xy p = i < end ? turned(c, c->area->points[i]) : (geo_xy){ 0 };
        for (i++; i < end; i++) {
            geo_xy q = turned(c, c->area->points[i]);
            n += cross_edge(c, p, q, fill);
            p = q;
        }
    }
    return n;
}

static double score_of(const cutter *c, span s, double y)
{
    double long_enough = fmin(1.25, (s.x1 - s.x0) / c->length);
    double dx = (s.x0 + s.x1) / 2 - c->middle.x, dy = y - c->middle.y;
    double off = fmin(1, sqrt(dx * dx + dy * dy) / c->size);
    return long_enough - SLANT * fabs(c->angle) / 1.5708 - OFF_CENTER * off;
}

/* Into the list of the best, the best first. */
static void keep(cutter *c, span s, double y)
{
    offer_axis axis = { .from = back(c, s.x0, y),
                        .to = back(c, s.x1, y),
                        .angle = c->angle,
                        .score = score_of(c, s, y) };
    int at = c->n_out;
    while (at > 0 && c->out[at - 1].score < axis.score)
        at--;
    if (at == c->cap)
        return;
    if (c->n_out < c->cap)
        c->n_out++;
    for (int i = c->n_out - 1; i > at; i--)
        c->out[i] = c->out[i - 1];
    c->out[at] = axis;
}

/* The widest span of a row that its neighbors have too. */
static bool widest(const crossing *const rows[4], double least, span *best)
{
    const crossing *a = rows[0], *b = rows[1], *d = rows[2];
    *best = (span){ 0, least };
    bool found = false;
    while (a + 1 < rows[1] && b + 1 < rows[2] && d + 1 < rows[3]) {
        span s = { fmax(a->x, fmax(b->x, d->x)), fmin(a[1].x, fmin(b[1].x, d[1].x)) };
        if (s.x1 - s.x0 > best->x1 - best->x0) {
            *best = s;
            found = true;
        }
        /* Go on where a pair ends first. */
        if (a[1].x <= b[1].x && a[1].x <= d[1].x)
            a += 2;
        else if (b[1].x <= d[1].x)
            b += 2;
        else
            d += 2;
    }
    return found;
}

typedef struct found {
    span s;
    double y, score;
} found;

/* The best rows of an angle, no two of which one name would touch. */
static void keep_best(cutter *c, found *rows, int n)
{
    enum { EACH = 4 };
    for (int k = 0; k < EACH; k++) {
        int best = -1;
        for (int i = 0; i < n; i++)
            if (rows[i].score > -1e8 && (best < 0 || rows[i].score > rows[best].score))
                best = i;
        if (best < 0)
            return;
        double y = rows[best].y;
        keep(c, rows[best].s, y);
        for (int i = 0; i < n; i++)
            if (fabs(rows[i].y - y) < 2.5 * c->step)
                rows[i].score = -1e9;
    }
}

static void cut_rows(cutter *c)
{
    size_t start = 0;
    found all[MOST_ROWS];
    int n = 0;
    const crossing *rows[4] = { c->at, c->at, c->at, c->at };
    for (int r = 0; r < c->rows; r++) {
        size_t end = start;
        while (end < c->n && c->at[end].row == r)
            end++;
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = c->at + start;
        rows[3] = c->at + end;
        span s;
        double y = c->y0 + (r - 1) * c->step;
        if (r >= 2 && widest(rows, c->length * 0.2, &s))
            all[n++] = (found){ s, y, score_of(c, s, y) };
        start = end;
    }
    keep_best(c, all, n);
}

static bool cut_at(cutter *c, double angle)
{
    double low = 1e9, high = -1e9;
    c->angle = angle;
    c->sine = sin(angle);
    c->cosine = cos(angle);
    for (int i = 0; i < c->area->n_points; i++) {
        double y = turned(c, c->area->points[i]).y;
        low = fmin(low, y);
        high = fmax(high, y);
    }
    c->rows = (int)fmin(MOST_ROWS, (high - low) / c->step + 1);
    c->y0 = low + 0.01;
    c->n = 0;
    c->at = arena_array(c->a, crossing, cross_all(c, false) + 1);
    cross_all(c, true);
    sort_stable(c->at, c->n, sizeof *c->at, by_row, NULL, c->a);
    return c->rows >= 3;
}

int offer_axes(const geo_path *area, double height, double length, offer_axis *out,
               int cap, arena *scratch)
{
    cutter c = { .area = area,
                 .step = fmax(2, height / 2),
                 .length = length,
                 .out = out,
                 .cap = cap,
                 .a = scratch };
    geo_xy middle;
    double clearance, covers = 0;
    if (!area->n_parts || !geo_inner_point(area, &middle, &clearance))
        return 0;
    for (int k = 0; k < area->n_parts; k++)
        covers += fabs(geo_ring_area2(area->points + area->parts[k],
                                      area->parts[k + 1] - area->parts[k])) /
                  2;
    c.size = sqrt(covers) + 1;
    for (int i = -STEPS; i <= STEPS; i++) {
        double angle = i * STEP;
        if (!cut_at(&c, angle))
            continue;
        c.middle = turned(&c, middle);
        cut_rows(&c);
    }
    return c.n_out;
}
