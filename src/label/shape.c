#include "label/shape.h"

#include "label/grid.h"

#include <math.h>

/* Clear space between a leader line and what it passes, px. */
static const double beside = 1;

label_box label_bounds(const label_candidate *c)
{
    label_box all = c->box;
    for (int i = 0; i < c->n_boxes; i++) {
        const label_box *b = &c->boxes[i];
        all = (label_box){ label_min(all.x0, b->x0), label_min(all.y0, b->y0),
                           label_max(all.x1, b->x1), label_max(all.y1, b->y1) };
    }
    for (int i = 0; i < c->n_line; i++) {
        label_xy p = c->line[i];
        all = (label_box){ label_min(all.x0, p.x), label_min(all.y0, p.y),
                           label_max(all.x1, p.x), label_max(all.y1, p.y) };
    }
    return all;
}

/* Narrows the part from..to of a segment that runs from start by change to where it
   lies between low and high (Liang and Barsky 1984). */
static bool cut(double start, double change, double low, double high, double part[2])
{
    if (change == 0)
        return start >= low && start <= high;
    double t0 = (low - start) / change, t1 = (high - start) / change;
    part[0] = label_max(part[0], label_min(t0, t1));
    part[1] = label_min(part[1], label_max(t0, t1));
    return part[0] <= part[1];
}

static bool part_inside(label_xy a, label_xy b, const label_box *box, double part[2])
{
    part[0] = 0;
    part[1] = 1;
    return cut(a.x, b.x - a.x, box->x0, box->x1, part) &&
           cut(a.y, b.y - a.y, box->y0, box->y1, part);
}

double label_length_inside(label_xy a, label_xy b, const label_box *box)
{
    double part[2], dx = b.x - a.x, dy = b.y - a.y;
    if (!part_inside(a, b, box, part))
        return 0;
    return (part[1] - part[0]) * sqrt(dx * dx + dy * dy);
}

static bool line_meets_box(const label_candidate *c, const label_box *box, double gap)
{
    label_box grown = { box->x0 - gap, box->y0 - gap, box->x1 + gap, box->y1 + gap };
    double part[2];
    for (int i = 0; i + 1 < c->n_line; i++)
        if (part_inside(c->line[i], c->line[i + 1], &grown, part))
            return true;
    return false;
}

static double turn(label_xy o, label_xy a, label_xy b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

static bool segments_cross(label_xy a, label_xy b, label_xy c, label_xy d)
{
    return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

static bool lines_cross(const label_candidate *a, const label_candidate *b)
{
    for (int i = 0; i + 1 < a->n_line; i++)
        for (int k = 0; k + 1 < b->n_line; k++)
            if (segments_cross(a->line[i], a->line[i + 1], b->line[k], b->line[k + 1]))
                return true;
    return false;
}

static bool boxes_touch(const label_candidate *a, const label_candidate *b, double gap)
{
    int n, m;
    const label_box *of_a = label_boxes_of(a, &n), *of_b = label_boxes_of(b, &m);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < m; k++)
            if (label_boxes_touch(&of_a[i], &of_b[k], gap))
                return true;
    return false;
}

static bool line_meets_boxes(const label_candidate *a, const label_candidate *b,
                             double gap)
{
    int n;
    const label_box *boxes = label_boxes_of(b, &n);
    for (int i = 0; a->n_line > 1 && i < n; i++)
        if (line_meets_box(a, &boxes[i], gap))
            return true;
    return false;
}

bool label_candidates_touch(const label_candidate *a, const label_candidate *b,
                            double gap)
{
    if (boxes_touch(a, b, gap))
        return true;
    double off = label_min(gap, beside);
    return line_meets_boxes(a, b, off) || line_meets_boxes(b, a, off) ||
           lines_cross(a, b);
}

static double distance(label_xy a, label_xy b, double x, double y)
{
    double dx = b.x - a.x, dy = b.y - a.y, all = dx * dx + dy * dy;
    double t = all > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / all : 0;
    t = label_max(0, label_min(1, t));
    dx = x - a.x - t * dx;
    dy = y - a.y - t * dy;
    return sqrt(dx * dx + dy * dy);
}

static bool line_meets_disc(const label_candidate *c, label_xy anchor,
                            const label_disc *d)
{
    if (c->n_line < 2 || distance(anchor, anchor, d->x, d->y) < d->r)
        return false;
    for (int i = 0; i + 1 < c->n_line; i++)
        if (distance(c->line[i], c->line[i + 1], d->x, d->y) < d->r + beside)
            return true;
    return false;
}

bool label_shape_hits_disc(const label_candidate *c, label_xy anchor, const label_disc *d)
{
    int n;
    const label_box *boxes = label_boxes_of(c, &n);
    for (int i = 0; i < n; i++)
        if (label_disc_touches(d, &boxes[i]))
            return true;
    return line_meets_disc(c, anchor, d);
}

bool label_shape_hits_box(const label_candidate *c, const label_box *b)
{
    int n;
    const label_box *boxes = label_boxes_of(c, &n);
    for (int i = 0; i < n; i++)
        if (label_boxes_touch(&boxes[i], b, 0))
            return true;
    return line_meets_box(c, b, 0);
}
