#include "raster/paint.h"

#include "look/blend.h"
#include "look/hatch.h"
#include "look/look.h"
#include "raster/stretch.h"

#include <math.h>
#include <string.h>

/* ---- what is made ready ------------------------------------------------------ */

static geo_rect box_of(const geo_path *path, double grow)
{
    geo_rect box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < path->n_points; i++) {
        geo_xy at = path->points[i];
        box.x0 = at.x < box.x0 ? at.x : box.x0;
        box.y0 = at.y < box.y0 ? at.y : box.y0;
        box.x1 = at.x > box.x1 ? at.x : box.x1;
        box.y1 = at.y > box.y1 ? at.y : box.y1;
    }
    return (geo_rect){ box.x0 - grow, box.y0 - grow, box.x1 + grow, box.y1 + grow };
}

/* A curve as so many lines that they are within a tenth of a device pixel. */
static int flatten(geo_xy *out, geo_xy a, const geo_xy c[3], double scale)
{
    double bend = hypot(a.x - 2 * c[0].x + c[1].x, a.y - 2 * c[0].y + c[1].y) +
                  hypot(c[0].x - 2 * c[1].x + c[2].x, c[0].y - 2 * c[1].y + c[2].y);
    int n = (int)ceil(sqrt(fmin(bend * scale, 1e4) * 4));
    n = n < 1 ? 1 : n > 24 ? 24 : n;
    for (int i = 1; i <= n; i++) {
        double t = (double)i / n, s = 1 - t;
        double w0 = s * s * s, w1 = 3 * s * s * t, w2 = 3 * s * t * t, w3 = t * t * t;
        out[i - 1] = (geo_xy){ w0 * a.x + w1 * c[0].x + w2 * c[1].x + w3 * c[2].x,
                               w0 * a.y + w1 * c[0].y + w2 * c[1].y + w3 * c[2].y };
    }
    return n;
}

/* An outline as rings of lines. Most need a small part of the room that one might. */
static geo_path rings_of(const shape *s, double scale, arena *a)
{
    geo_xy points[24 * SHAPE_POINTS];
    int parts[SHAPE_OPS + 1] = { 0 };
    geo_path out = { .points = points, .parts = parts };
    const geo_xy *at = s->points;
    geo_xy last = { 0, 0 };
    for (int i = 0; i < s->n_ops; i++) {
        if (s->ops[i] == SHAPE_CLOSE) {
            int first = out.parts[out.n_parts];
            out.points[out.n_points++] = out.points[first];
            out.parts[++out.n_parts] = out.n_points;
            continue;
        }
        if (s->ops[i] == SHAPE_CURVE) {
            out.n_points += flatten(out.points + out.n_points, last, at, scale);
            at += 3;
        } else {
            out.points[out.n_points++] = *at++;
        }
        last = out.points[out.n_points - 1];
    }
    out.points = arena_array(a, geo_xy, (size_t)out.n_points);
    out.parts = arena_array(a, int, (size_t)out.n_parts + 1);
    memcpy(out.points, points, (size_t)out.n_points * sizeof *points);
    memcpy(out.parts, parts, ((size_t)out.n_parts + 1) * sizeof *parts);
    return out;
}

static void plan_item(const paint_plan *p, const scene_feature *x, paint_item *out,
                      arena *a)
{
    double grid = 1 / p->scale, width = look_strokes(&x->paint) ? x->paint.width : 0;
    *out = (paint_item){ .feature = x, .box = { 1, 1, 0, 0 } };
    if (!look_shows(x))
        return;
    if (x->kind == SCENE_POINT) {
        out->box = box_of(&x->path, fmax(x->paint.size, 1) + width + 1);
        if (!look_meets(out->box, p->part))
            return;
        shape outline;
        look_marker_shape(x, grid, &outline);
        out->path = rings_of(&outline, p->scale, a);
        return;
    }
    /* A miter reaches twice the width. */
    out->box = box_of(&x->path, 2 * width + grid);
    if (!look_meets(out->box, p->part))
        return;
    out->path = look_crisp(&x->path, &x->paint, grid, a);
    if (look_hatches(x))
        out->hatch = hatch_lines(&x->path, x->paint.hatch_gap, x->paint.hatch_angle, a);
}

void paint_plan_shapes(paint_plan *p, arena *a)
{
    p->first_texts = SCENE_LAYERS;
    for (int i = 0; i < SCENE_LAYERS; i++) {
        const scene_layer *layer = &p->s->layers[i];
        p->items[i] = arena_array(a, paint_item, layer->n_features + 1);
        for (size_t k = 0; k < layer->n_features; k++)
            plan_item(p, &layer->features[k], &p->items[i][k], a);
        if (layer->n_texts && p->first_texts == SCENE_LAYERS)
            p->first_texts = i;
    }
}

/* ---- painting ---------------------------------------------------------------- */

/* What a painter can see, px of the page. */
static geo_rect seen(const painter *p)
{
    double s = p->plan->scale;
    const ink_canvas *on = &p->ink->on;
    return (geo_rect){ on->origin.x / s, on->origin.y / s, (on->origin.x + on->width) / s,
                       (on->origin.y + on->height) / s };
}

/* Device pixels that something which fades may cover. */
typedef struct corner {
    int x0, y0, x1, y1;
} corner;

/* Overlapping parts of one thing fade as one: what is there before is kept, and
   mixed with what is there after. */
static corner begin_fade(painter *p, geo_rect box)
{
    const ink_canvas *on = &p->ink->on;
    double s = p->plan->scale;
    corner c = { (int)fmax(floor(box.x0 * s - on->origin.x) - 1, 0),
                 (int)fmax(floor(box.y0 * s - on->origin.y) - 1, 0),
                 (int)fmin(ceil(box.x1 * s - on->origin.x) + 1, on->width),
                 (int)fmin(ceil(box.y1 * s - on->origin.y) + 1, on->height) };
    c.x1 = c.x1 > c.x0 ? c.x1 : c.x0;
    c.y1 = c.y1 > c.y0 ? c.y1 : c.y0;
    size_t wide = (size_t)(c.x1 - c.x0), n = wide * (size_t)(c.y1 - c.y0);
    if (p->cap_aside < n) {
        p->aside = arena_array(p->memory, uint32_t, n);
        p->cap_aside = n;
    }
    for (int y = c.y0; y < c.y1; y++)
        memcpy(p->aside + (size_t)(y - c.y0) * wide,
               on->pixels + (size_t)y * (size_t)on->width + c.x0,
               wide * sizeof *p->aside);
    return c;
}

static void end_fade(painter *p, corner c, double opacity)
{
    const ink_canvas *on = &p->ink->on;
    unsigned o = (unsigned)(fmin(fmax(opacity, 0), 1) * 255 + 0.5);
    const uint32_t *before = p->aside;
    for (int y = c.y0; y < c.y1; y++) {
        uint32_t *row = on->pixels + (size_t)y * (size_t)on->width;
        for (int x = c.x0; x < c.x1; x++, before++)
            if (row[x] != *before)
                row[x] = blend(*before, row[x], o);
    }
}

static ink_pen pen_of(const style_paint *paint, double width, bool rounded)
{
    ink_pen pen = { .width = width, .rounded = rounded };
    memcpy(pen.dash, paint->dash, sizeof pen.dash);
    return pen;
}

/* Around a fill the stroke lies outside, so it is drawn first and twice as wide;
   without a fill it lies on the outline. */
static void put_marker(painter *p, const paint_item *item, double opacity)
{
    const style_paint *paint = &item->feature->paint;
    if (look_strokes(paint)) {
        ink_pen pen = pen_of(paint, paint->fill ? 2 * paint->width : paint->width, true);
        pen.butt = true;
        ink_stroke(p->ink, &item->path, true, &pen, paint->stroke, opacity);
    }
    if (paint->fill)
        ink_fill(p->ink, &item->path, paint->fill, opacity);
}

static void put_path(painter *p, const paint_item *item, double opacity)
{
    const scene_feature *x = item->feature;
    const style_paint *paint = &x->paint;
    bool area = x->kind == SCENE_AREA;
    if (area && paint->fill)
        ink_fill(p->ink, &item->path, paint->fill, opacity);
    if (look_strokes(paint)) {
        ink_pen pen = pen_of(paint, paint->width, x->rounded);
        ink_stroke(p->ink, &item->path, area, &pen, paint->stroke, opacity);
    }
    if (item->hatch.n_points) {
        ink_pen pen = { .width = paint->hatch_width };
        ink_stroke(p->ink, &item->hatch, false, &pen, paint->hatch, opacity);
    }
}

static void put_feature(painter *p, const paint_item *item, geo_rect view)
{
    const scene_feature *x = item->feature;
    if (!(item->box.x1 >= item->box.x0) || !look_meets(item->box, view))
        return;
    double opacity = x->paint.opacity;
    bool fade = opacity < 1 && look_pieces(x) > 1;
    corner c = { 0 };
    if (fade)
        c = begin_fade(p, item->box);
    if (x->kind == SCENE_POINT)
        put_marker(p, item, fade ? 1 : opacity);
    else
        put_path(p, item, fade ? 1 : opacity);
    if (fade)
        end_fade(p, c, opacity);
}

static void put_leader(painter *p, const scene_text *t)
{
    geo_xy points[3] = { t->leader[0], t->leader[1], t->leader[2] };
    int parts[2] = { 0, t->n_leader < 3 ? t->n_leader : 3 };
    geo_path path = { points, parts, parts[1], 1 };
    ink_stroke(p->ink, &path, false, &(ink_pen){ .width = 1 }, t->color, t->opacity);
}

static void put_text(painter *p, const scene_text *t, const paint_glyphs *g,
                     geo_rect view)
{
    if (!(t->opacity > 0))
        return;
    if (t->n_leader >= 2)
        put_leader(p, t);
    geo_rect box = look_text_box(t);
    if (!g->at || !look_meets(box, view))
        return;
    corner c = { 0 };
    if (t->opacity < 1)
        c = begin_fade(p, box);
    paint_text_mask(p, t, g);
    if (t->opacity < 1)
        end_fade(p, c, t->opacity);
}

/* Images and features of a layer. */
static void put_shapes(painter *p, int layer)
{
    const paint_plan *plan = p->plan;
    const scene_layer *l = &plan->s->layers[layer];
    geo_rect view = seen(p);
    for (size_t k = 0; k < l->n_images; k++) {
        arena memory = { 0 };
        stretch_image(&p->ink->on, &l->images[k], plan->s->view.frame, &memory);
        arena_clear(&memory);
    }
    for (size_t k = 0; k < l->n_features; k++)
        put_feature(p, &plan->items[layer][k], view);
}

static void put_texts(painter *p, int layer)
{
    const paint_plan *plan = p->plan;
    const scene_layer *l = &plan->s->layers[layer];
    geo_rect view = seen(p);
    for (size_t k = 0; k < l->n_texts; k++)
        put_text(p, &l->texts[k], &plan->glyphs[layer][k], view);
}

static void put_background(painter *p)
{
    const ink_canvas *on = &p->ink->on;
    style_color color = p->plan->s->background;
    size_t n = (size_t)on->width * (size_t)on->height;
    uint32_t over = blend(0, color >> 8, color & 255);
    for (size_t i = 0; i < n && color; i++)
        on->pixels[i] = over;
}

void paint_ground(painter *p)
{
    put_background(p);
    for (int i = 0; i < SCENE_LAYERS && i <= p->plan->first_texts; i++)
        put_shapes(p, i);
    ink_rest(p->ink);
}

void paint_rest(painter *p)
{
    for (int i = p->plan->first_texts; i < SCENE_LAYERS; i++) {
        if (i > p->plan->first_texts)
            put_shapes(p, i);
        put_texts(p, i);
    }
    ink_rest(p->ink);
}
