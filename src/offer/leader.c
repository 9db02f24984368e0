/*
 * Leader lines, the last resort: an event whose label found no room beside its
 * marker gets it further off, with a line of one or two straight segments between. The
 * positions are candidates like any other, so the search untangles them: a line
 * crosses neither label, marker nor another line.
 */
#include "offer/offers.h"

#include <math.h>

enum { DIRECTIONS = 24, LENGTHS = 6 };

/* From a text to the marker of another thing, at least, px at a type scale of 1. */
static const double CLEAR_PX = 8;
/* px at a type scale of 1, from the marker's edge to the text. */
static const double LENGTH[LENGTHS] = { 16, 28, 40, 54, 68, 84 };
/* Parts of the weight: having a line at all, its length, a bend, the text above or
   below instead of to a side. */
static const double LINE = 0.25, LONG = 0.1, BENT = 0.02;
static const double SHORTER[OFFER_VARIANTS] = { 0, 0.08, 0.14, 0.16 };

/* The box of a label whose near side the line reaches at tip. */
static label_box box_at(geo_xy tip, geo_xy dir, double w, double h)
{
    double x = dir.x > 0.35 ? tip.x : dir.x < -0.35 ? tip.x - w : tip.x - w / 2;
    double y = dir.y > 0.75 ? tip.y : dir.y < -0.75 ? tip.y - h : tip.y - h / 2;
    return (label_box){ x, y, x + w, y + h };
}

/* A text that stands beside the marker of another thing seems to name it, whatever the
   line says. */
static bool is_near_other(const offers *o, const label_candidate *c)
{
    label_xy from = c->line[c->n_line - 2], to = c->line[c->n_line - 1];
    double dx = from.x - to.x, dy = from.y - to.y, d = fmax(1e-9, hypot(dx, dy));
    double away = CLEAR_PX * o->k;
    label_disc tip = { to.x + dx / d * away, to.y + dy / d * away, 0 };
    return label_ambiguity(o->markers, &c->box, &tip, 0) > 0.5;
}

static void add(offers *o, offer *of, int variant, label_candidate c)
{
    double em = of->blocks[variant][0].text.font.size_px;
    c.cost += LINE + SHORTER[variant];
    if (c.cost >= 1 || !label_box_inside(&c.box, &o->page) || is_near_other(o, &c))
        return;
    if (!o->many_led)
        c.cost += fmin(0.1, 0.03 * offer_crossings(o->ground, &c.box, em, false));
    c.cost *= of->weight * (o->crowded ? 0.6 : 1);
    c.box.x0 -= offer_aside(o);
    c.box.x1 += offer_aside(o);
    offer_candidate(o, of, c, variant);
}

static void straight(offers *o, offer *of, int variant, geo_xy dir, double length)
{
    double w, h, gap = 3 * o->k, from = of->clear + 1, to = of->clear + length * o->k;
    offer_size(of, variant, &w, &h);
    label_xy *line = arena_array(o->work, label_xy, 2);
    line[0] = (label_xy){ of->anchor.x + from * dir.x, of->anchor.y + from * dir.y };
    line[1] = (label_xy){ of->anchor.x + to * dir.x, of->anchor.y + to * dir.y };
    geo_xy tip = { line[1].x + gap * dir.x, line[1].y + gap * dir.y };
    add(o, of, variant,
        (label_candidate){ .box = box_at(tip, dir, w, h),
                           .cost = LONG * length / LENGTH[LENGTHS - 1],
                           .line = line,
                           .n_line = 2 });
}

/* Away from the marker, then level to the first line of the text. */
static void bent(offers *o, offer *of, int variant, geo_xy dir, double length)
{
    double w, h, gap = 3 * o->k, side = dir.x < 0 ? -1 : 1;
    double from = of->clear + 1, to = of->clear + length * 0.75 * o->k;
    double level = length * 0.25 * o->k;
    offer_size(of, variant, &w, &h);
    label_xy *line = arena_array(o->work, label_xy, 3);
    line[0] = (label_xy){ of->anchor.x + from * dir.x, of->anchor.y + from * dir.y };
    line[1] = (label_xy){ of->anchor.x + to * dir.x, of->anchor.y + to * dir.y };
    line[2] = (label_xy){ line[1].x + side * level, line[1].y };
    double x = side > 0 ? line[2].x + gap : line[2].x - gap - w;
    double y = line[2].y - of->blocks[variant][0].text.font.size_px * 0.42;
    add(o, of, variant,
        (label_candidate){ .box = { x, y, x + w, y + h },
                           .cost = BENT + LONG * length / LENGTH[LENGTHS - 1],
                           .line = line,
                           .n_line = 3 });
}

void offer_leaders(offers *o, offer *of)
{
    int step = o->many_led ? 2 : 1;
    for (int v = o->many_led ? of->n_variants - 1 : 0; v < of->n_variants; v++)
        for (int i = 0; i < DIRECTIONS; i += step) {
            double angle = 6.283185307179586 * i / DIRECTIONS;
            geo_xy dir = { cos(angle), sin(angle) };
            for (int k = 0; k < LENGTHS; k += step) {
                straight(o, of, v, dir, LENGTH[k]);
                if (fabs(dir.x) > 0.2 && fabs(dir.y) > 0.45)
                    bent(o, of, v, dir, LENGTH[k]);
            }
        }
}
