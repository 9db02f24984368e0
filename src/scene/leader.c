/*
 * Leader lines, the last resort: an event whose label found no room beside its
 * marker gets it further off, with a straight line between. Nothing that is placed
 * already moves; the line crosses neither label, marker nor another line, and is
 * at most 90 px long.
 */
#include "scene/offer.h"

#include <math.h>

enum {
    DIRECTIONS = 24,
    SHORTEST = 22,
    LONGEST = 90,
    STEP = 11
}; /* px at a type scale of 1 */

typedef struct segment {
    geo_xy a, b;
} segment;

static double cross(geo_xy o, geo_xy a, geo_xy b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

static bool crosses(segment s, segment t)
{
    return cross(s.a, s.b, t.a) * cross(s.a, s.b, t.b) < 0 &&
           cross(t.a, t.b, s.a) * cross(t.a, t.b, s.b) < 0;
}

static bool in_box(label_box b, geo_xy p)
{
    return p.x > b.x0 && p.x < b.x1 && p.y > b.y0 && p.y < b.y1;
}

static bool meets_box(segment s, label_box b)
{
    segment diagonals[2] = { { { b.x0, b.y0 }, { b.x1, b.y1 } },
                             { { b.x0, b.y1 }, { b.x1, b.y0 } } };
    return in_box(b, s.a) || in_box(b, s.b) || crosses(s, diagonals[0]) ||
           crosses(s, diagonals[1]);
}

static double distance_to(segment s, geo_xy p)
{
    double dx = s.b.x - s.a.x, dy = s.b.y - s.a.y, len2 = dx * dx + dy * dy;
    double t = len2 > 0 ? ((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / len2 : 0;
    t = fmax(0, fmin(1, t));
    return hypot(p.x - s.a.x - t * dx, p.y - s.a.y - t * dy);
}

/* Whether a box and the line to it keep off all that is there. */
static bool is_free(const offers *o, const offer_taken *taken, const offer *of,
                    label_box box, segment line)
{
    double gap = 3 * o->k;
    for (size_t i = 0; i < taken->n; i++)
        if (label_boxes_touch(&box, &taken->boxes[i], gap) ||
            meets_box(line, taken->boxes[i]))
            return false;
    for (size_t i = 0; i < o->n_discs; i++) {
        const label_disc *d = &o->discs[i];
        geo_xy at = { d->x, d->y };
        bool own = hypot(at.x - of->anchor.x, at.y - of->anchor.y) < 0.5;
        if (label_disc_touches(d, &box) || (!own && distance_to(line, at) < d->r + 1))
            return false;
    }
    for (size_t i = 0; i < taken->n_lines; i++) {
        segment other = { taken->lines[i][0], taken->lines[i][1] };
        if (crosses(line, other) || meets_box(other, box))
            return false;
    }
    return true;
}

/* The box of a label whose near side the line reaches at tip. */
static label_box box_at(geo_xy tip, geo_xy dir, double w, double h)
{
    double x = dir.x > 0.35 ? tip.x : dir.x < -0.35 ? tip.x - w : tip.x - w / 2;
    double y = dir.y > 0.75 ? tip.y : dir.y < -0.75 ? tip.y - h : tip.y - h / 2;
    return (label_box){ x, y, x + w, y + h };
}

static bool try_at(const offers *o, const offer_taken *taken, const offer *of,
                   int variant, double length, offer_leader *out)
{
    double w, h, gap = 3 * o->k;
    offer_size(of, variant, &w, &h);
    for (int i = 0; i < DIRECTIONS; i++) {
        /* East first, then alternately to both sides of it. */
        int turn = (i + 1) / 2 * (i % 2 ? -1 : 1);
        double angle = 6.283185307179586 * turn / DIRECTIONS;
        geo_xy dir = { cos(angle), sin(angle) };
        double from = of->clear + 1, to = of->clear + length;
        segment line = { { of->anchor.x + from * dir.x, of->anchor.y + from * dir.y },
                         { of->anchor.x + to * dir.x, of->anchor.y + to * dir.y } };
        geo_xy tip = { line.b.x + gap * dir.x, line.b.y + gap * dir.y };
        label_box box = box_at(tip, dir, w, h);
        if (!label_box_inside(&box, &taken->page) || !is_free(o, taken, of, box, line))
            continue;
        *out = (offer_leader){ box, { line.a, line.b }, variant };
        return true;
    }
    return false;
}

bool offer_lead(const offers *o, const offer_taken *taken, const offer *of,
                offer_leader *out)
{
    for (int length = SHORTEST; length <= LONGEST; length += STEP)
        for (int v = 0; v < of->n_variants; v++)
            if (try_at(o, taken, of, v, length * o->k, out))
                return true;
    return false;
}
