/*
 * Names of rivers, along the river where it runs straight enough: above it, or else
 * below, never upside down.
 */
#include "offer/offers.h"

#include <math.h>
#include <string.h>

enum { MOST_POINTS = 4000, MOST_RUNS = 14, WINDOW = 3 };

/* Radians: all turns under a name, and the sharpest. */
static const double MOST_BENT = 1.5, SHARPEST = 0.3;

typedef struct course {
    geo_xy *at; /* evenly spaced, smoothed */
    int n;
    double step; /* px */
} course;

/* A part of a line at even steps. */
static course resample(const geo_xy *p, int n, double step, arena *a)
{
    course c = { .step = step, .at = arena_array(a, geo_xy, MOST_POINTS) };
    double next = 0, done = 0;
    for (int i = 0; i + 1 < n && c.n < MOST_POINTS; i++) {
        double d = hypot(p[i + 1].x - p[i].x, p[i + 1].y - p[i].y);
        for (; d > 0 && next <= done + d && c.n < MOST_POINTS; next += step) {
            double t = (next - done) / d;
            c.at[c.n++] = (geo_xy){ p[i].x + t * (p[i + 1].x - p[i].x),
                                    p[i].y + t * (p[i + 1].y - p[i].y) };
        }
        done += d;
    }
    return c;
}

/* The mean of a few points to both sides: letters do not follow every bend. */
static void smooth(course *c, arena *a)
{
    geo_xy *out = arena_array(a, geo_xy, (size_t)c->n + 1);
    for (int i = 0; i < c->n; i++) {
        int w = i < c->n - 1 - i ? i : c->n - 1 - i;
        w = w < WINDOW ? w : WINDOW;
        for (int k = i - w; k <= i + w; k++) {
            out[i].x += c->at[k].x / (2 * w + 1);
            out[i].y += c->at[k].y / (2 * w + 1);
        }
    }
    c->at = out;
}

/* How far the course turns between two of its points; more than MOST_BENT where it
   does so too sharply. */
static double bent(const course *c, int from, int to)
{
    double sum = 0;
    for (int i = from + 1; i + 1 <= to; i++) {
        double ax = c->at[i].x - c->at[i - 1].x, ay = c->at[i].y - c->at[i - 1].y;
        double bx = c->at[i + 1].x - c->at[i].x, by = c->at[i + 1].y - c->at[i].y;
        double turn = fabs(atan2(ax * by - ay * bx, ax * bx + ay * by));
        if (turn > SHARPEST)
            return 9;
        sum += turn;
    }
    return sum;
}

/* The run as it is read, moved off the river by so many px upward. */
static geo_xy *beside(const course *c, int from, int to, double up, arena *a)
{
    int n = to - from + 1;
    bool reverse = c->at[to].x < c->at[from].x;
    geo_xy *out = arena_array(a, geo_xy, (size_t)n);
    for (int i = 0; i < n; i++) {
        int at = reverse ? to - i : from + i;
        int before = at > from ? at - 1 : at, after = at < to ? at + 1 : at;
        double dx = c->at[after].x - c->at[before].x,
               dy = c->at[after].y - c->at[before].y,
               d = fmax(1e-9, hypot(dx, dy)) * (reverse ? -1 : 1);
        out[i] = (geo_xy){ c->at[at].x + dy / d * up, c->at[at].y - dx / d * up };
    }
    return out;
}

static void add_crossings(const offers *o, offer *of, double em)
{
    label_candidate *c = &of->candidates[of->n_candidates - 1];
    double sum = 0;
    for (int i = 0; i < c->n_boxes; i++)
        sum += offer_crossings(o->ground, &c->boxes[i], em, false);
    c->cost += of->weight * fmin(0.6, 0.12 * sum);
}

static void try_run(offers *o, offer *of, const course *c, int from, int to)
{
    double em = of->blocks[0][0].text.font.size_px;
    double off = of->blocks[0][0].height / 2 + 0.3 * em, turns = bent(c, from, to);
    double slant =
        fabs(c->at[to].y - c->at[from].y) / fmax(1, fabs(c->at[to].x - c->at[from].x));
    if (turns > MOST_BENT || slant > 4)
        return;
    for (int side = 0; side < 2; side++) {
        geo_xy *path = beside(c, from, to, side ? -off : off, o->work);
        offer_fit fit = { .fill = 0,
                          .most_em = 0,
                          .cost = of->weight *
                                  (0.25 * turns + 0.1 * side + 0.04 * fmin(4, slant)) };
        if (offer_along(o, of, path, to - from + 1, fit))
            add_crossings(o, of, em);
    }
}

static void offer_line(offers *o, offer *of, const geo_xy *p, int n)
{
    double em = of->blocks[0][0].text.font.size_px, width = of->blocks[0][0].width;
    arena scratch = { 0 };
    course c = resample(p, n, em / 2, &scratch);
    smooth(&c, &scratch);
    int run = (int)ceil(width * 1.12 / c.step) + 1;
    int stride = (c.n - run) / MOST_RUNS;
    stride = stride > run / 4 ? stride : run / 4 > 0 ? run / 4 : 1;
    for (int i = 0; i + run < c.n; i += stride)
        try_run(o, of, &c, i, i + run);
    arena_clear(&scratch);
}

/* Whether this is the first of the features of a river that has several. */
static bool is_first(const scene_layer *l, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (l->features[k].kind == SCENE_LINE &&
            !strcmp(l->features[k].title, l->features[i].title))
            return false;
    return true;
}

static void offer_parts(offers *o, offer *of, const scene_layer *l, size_t first)
{
    for (size_t i = first; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->kind != SCENE_LINE || strcmp(f->title, l->features[first].title))
            continue;
        for (int part = 0; part < f->path.n_parts; part++) {
            int begin = f->path.parts[part], n = f->path.parts[part + 1] - begin;
            if (n > 1)
                offer_line(o, of, f->path.points + begin, n);
        }
    }
}

void offer_rivers(offers *o)
{
    const scene_layer *l = &o->s->layers[SCENE_RIVERS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->kind != SCENE_LINE || !*f->title || !is_first(l, i))
            continue;
        const char *name = offer_translate(o, f->title, 1u << GAZETTEER_RIVER);
        scene_block block = scene_block_make(
            o->in, o->a, name, (scene_block_options){ .role = STYLE_RIVER_NAME });
        if (!block.text.n_lines)
            continue;
        offer *of = offer_add(o, SCENE_LABELS_WATER);
        of->blocks[0][0] = block;
        of->n_blocks[0] = of->n_variants = 1;
        of->weight = 1.2;
        of->anchor = f->path.points[0];
        of->key = f->key;
        of->text = block.text.text;
        offer_parts(o, of, l, i);
        if (!of->n_candidates)
            o->n--;
    }
}
