#include "render/paint.h"

#include "render/hatch.h"
#include "render/shape.h"

#include <math.h>
#include <string.h>

enum {
    CRISP_POINTS = 12,
    WIDEST_MASK = 8000, /* four times as many pixels is what Cairo can do */
};

void paint_color(const painter *p, style_color color, double opacity)
{
    p->c->set_source_rgba(p->cr, (color >> 24) / 255.0, (color >> 16 & 255) / 255.0,
                          (color >> 8 & 255) / 255.0, (color & 255) / 255.0 * opacity);
}

bool paint_meets(geo_rect a, geo_rect b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

geo_rect paint_text_box(const scene_text *t)
{
    geo_rect box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double grow = fmax(t->halo_px, 0) + 1;
    for (int i = 0; i < t->n_lines; i++) {
        const scene_line *l = &t->lines[i];
        box.x0 = fmin(box.x0, l->x + l->extent.ink_x0 - grow);
        box.y0 = fmin(box.y0, l->y + l->extent.ink_y0 - grow);
        box.x1 = fmax(box.x1, l->x + l->extent.ink_x1 + grow);
        box.y1 = fmax(box.y1, l->y + l->extent.ink_y1 + grow);
    }
    return box;
}

static bool upright(const geo_path *path)
{
    if (path->n_points > CRISP_POINTS)
        return false;
    for (int r = 0; r < path->n_parts; r++)
        for (int i = path->parts[r] + 1; i < path->parts[r + 1]; i++)
            if (path->points[i].x != path->points[i - 1].x &&
                path->points[i].y != path->points[i - 1].y)
                return false;
    return true;
}

geo_path paint_crisp(const geo_path *path, const style_paint *paint, double grid,
                     arena *a)
{
    if (!(grid > 0) || !upright(path))
        return *path;
    bool odd = paint->stroke && fmod(floor(paint->width / grid + 0.5), 2) != 0;
    double half = odd ? 0.5 : 0;
    geo_path out = *path;
    out.points = arena_array(a, geo_xy, (size_t)path->n_points);
    for (int i = 0; i < path->n_points; i++) {
        out.points[i].x = (floor(path->points[i].x / grid - half + 0.5) + half) * grid;
        out.points[i].y = (floor(path->points[i].y / grid - half + 0.5) + half) * grid;
    }
    return out;
}

static void trace(const painter *p, const geo_path *path, bool close)
{
    const cairo_calls *c = p->c;
    c->new_path(p->cr);
    for (int r = 0; r < path->n_parts; r++) {
        int from = path->parts[r], to = path->parts[r + 1];
        for (int i = from; i < to; i++) {
            geo_xy at = path->points[i];
            if (i == from)
                c->move_to(p->cr, at.x, at.y);
            else if (!close || i < to - 1)
                c->line_to(p->cr, at.x, at.y);
        }
        if (close && to > from)
            c->close_path(p->cr);
    }
}

static void trace_shape(const painter *p, const shape *s)
{
    const cairo_calls *c = p->c;
    const geo_xy *at = s->points;
    c->new_path(p->cr);
    for (int i = 0; i < s->n_ops; i++)
        switch (s->ops[i]) {
        case SHAPE_MOVE:
            c->move_to(p->cr, at->x, at->y);
            at++;
            break;
        case SHAPE_LINE:
            c->line_to(p->cr, at->x, at->y);
            at++;
            break;
        case SHAPE_CURVE:
            c->curve_to(p->cr, at[0].x, at[0].y, at[1].x, at[1].y, at[2].x, at[2].y);
            at += 3;
            break;
        default:
            c->close_path(p->cr);
            break;
        }
}

/* Pen for lines: width, dashes, joins. */
static void set_pen(const painter *p, const style_paint *paint, double width,
                    bool rounded)
{
    const cairo_calls *c = p->c;
    double dash[4], sum = 0;
    for (int i = 0; i < 4; i++) {
        dash[i] = paint->dash[i] > 0 ? (double)paint->dash[i] : 0;
        sum += dash[i];
    }
    c->set_dash(p->cr, dash, sum > 0 ? (dash[2] + dash[3] > 0 ? 4 : 2) : 0, 0);
    c->set_line_width(p->cr, fmax(width, p->thinnest));
    c->set_line_join(p->cr, rounded ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    c->set_line_cap(p->cr, rounded ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
}

static geo_rect feature_box(const scene_feature *x)
{
    double grow = x->paint.width;
    if (x->kind == SCENE_POINT)
        grow = fmax(grow, x->paint.size);
    geo_rect box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < x->path.n_points; i++) {
        geo_xy at = x->path.points[i];
        box.x0 = fmin(box.x0, at.x);
        box.y0 = fmin(box.y0, at.y);
        box.x1 = fmax(box.x1, at.x);
        box.y1 = fmax(box.y1, at.y);
    }
    return (geo_rect){ box.x0 - grow, box.y0 - grow, box.x1 + grow, box.y1 + grow };
}

static void cairo_stroke_path(painter *p, const geo_path *path, bool area,
                              const style_paint *paint, bool rounded)
{
    trace(p, path, area);
    set_pen(p, paint, paint->width, rounded);
    p->c->stroke(p->cr);
}

/* Hatching as a paint of its own, for lines. */
static style_paint hatch_paint(const style_paint *of)
{
    return (style_paint){ .stroke = of->hatch, .width = of->hatch_width };
}

static void paint_path(painter *p, const scene_feature *x, double opacity)
{
    const style_paint *paint = &x->paint;
    bool area = x->kind == SCENE_AREA;
    geo_path path = paint_crisp(&x->path, paint, p->vector ? 0 : 1 / p->scale, p->memory);
    trace(p, &path, area);
    if (area && paint->fill) {
        paint_color(p, paint->fill, opacity);
        p->c->fill_preserve(p->cr);
    }
    if (paint->stroke && paint->width > 0) {
        set_pen(p, paint, paint->width, x->rounded);
        paint_color(p, paint->stroke, opacity);
        p->c->stroke(p->cr);
    }
    if (area && paint->hatch && paint->hatch_width > 0) {
        style_paint lines = hatch_paint(paint);
        path = hatch_lines(&x->path, paint->hatch_gap, paint->hatch_angle, p->memory);
        paint_color(p, paint->hatch, opacity);
        cairo_stroke_path(p, &path, false, &lines, false);
    }
}

static void ink_line(painter *p, const geo_path *path, bool area,
                     const style_paint *paint, bool rounded)
{
    ink_pen pen = { .width = paint->width, .rounded = rounded };
    memcpy(pen.dash, paint->dash, sizeof pen.dash);
    ink_stroke(p->ink, path, area, &pen, paint->stroke, paint->opacity);
}

/* The same as paint_path, straight into pixels. */
static void ink_path(painter *p, const scene_feature *x)
{
    const style_paint *paint = &x->paint;
    bool area = x->kind == SCENE_AREA;
    geo_path path = paint_crisp(&x->path, paint, 1 / p->scale, p->memory);
    p->c->surface_flush(p->c->get_target(p->cr));
    if (area && paint->fill)
        ink_fill(p->ink, &path, paint->fill, paint->opacity);
    if (paint->stroke && paint->width > 0)
        ink_line(p, &path, area, paint, x->rounded);
    if (area && paint->hatch && paint->hatch_width > 0) {
        style_paint lines = hatch_paint(paint);
        lines.opacity = paint->opacity;
        path = hatch_lines(&x->path, paint->hatch_gap, paint->hatch_angle, p->memory);
        ink_line(p, &path, false, &lines, false);
    }
    p->c->surface_mark_dirty(p->c->get_target(p->cr));
}

void paint_marker_shape(const scene_feature *x, double grid, shape *out)
{
    const style_paint *paint = &x->paint;
    double stroke = paint->stroke && paint->width > 0 ? paint->width : 0;
    double size = paint->size - (paint->fill ? 2 * stroke : stroke);
    style_symbol symbol = paint->symbol;
    /* The stroke is the ring then. */
    if (symbol == STYLE_SQUARE_RING && stroke > 0)
        symbol = STYLE_SQUARE;
    out->n_ops = out->n_points = 0;
    if (x->path.n_points > 0 && size > 0)
        symbol_outline(symbol, x->path.points[0], size, grid, out);
}

/* Around a fill the stroke lies outside, so it is drawn first and twice as wide;
   without a fill it lies on the outline. */
static void paint_marker(painter *p, const scene_feature *x, double opacity)
{
    const style_paint *paint = &x->paint;
    shape outline;
    paint_marker_shape(x, p->vector ? 0 : 1 / p->scale, &outline);
    trace_shape(p, &outline);
    if (paint->stroke && paint->width > 0) {
        set_pen(p, paint, paint->fill ? 2 * paint->width : paint->width, true);
        if (paint->dash[0] > 0)
            p->c->set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
        paint_color(p, paint->stroke, opacity);
        p->c->stroke_preserve(p->cr);
    }
    if (paint->fill) {
        paint_color(p, paint->fill, opacity);
        p->c->fill(p->cr);
    }
}

/* Overlapping parts of one thing fade as one: it is drawn aside and put down
   with its opacity. */
static void begin_fade(painter *p, geo_rect box)
{
    const cairo_calls *c = p->c;
    geo_rect seen = { fmax(box.x0, p->part.x0), fmax(box.y0, p->part.y0),
                      fmin(box.x1, p->part.x1), fmin(box.y1, p->part.y1) };
    c->save(p->cr);
    c->rectangle(p->cr, floor(seen.x0) - 1, floor(seen.y0) - 1,
                 ceil(seen.x1 - seen.x0) + 3, ceil(seen.y1 - seen.y0) + 3);
    c->clip(p->cr);
    c->push_group(p->cr);
}

static void end_fade(painter *p, double opacity)
{
    p->c->pop_group_to_source(p->cr);
    p->c->paint_with_alpha(p->cr, opacity);
    p->c->restore(p->cr);
}

static int count_parts(const style_paint *paint)
{
    return (paint->fill != 0) + (paint->stroke && paint->width > 0) +
           (paint->hatch && paint->hatch_width > 0);
}

static void paint_feature(painter *p, const scene_feature *x)
{
    double opacity = x->paint.opacity;
    int parts = count_parts(&x->paint);
    if (!(opacity > 0) || !parts)
        return;
    geo_rect box = feature_box(x);
    if (!paint_meets(box, p->part))
        return;
    bool fade = opacity < 1 && parts > 1;
    if (fade)
        begin_fade(p, box);
    if (p->ink && !fade && x->kind != SCENE_POINT)
        ink_path(p, x);
    else if (x->kind == SCENE_POINT)
        paint_marker(p, x, fade ? 1 : opacity);
    else
        paint_path(p, x, fade ? 1 : opacity);
    if (fade)
        end_fade(p, opacity);
}

/* The flat outlines of glyphs again, without points that are nearer than near to
   the one before. */
static void retrace(const painter *p, const cairo_path_t *path, double near)
{
    const cairo_calls *c = p->c;
    geo_xy last = { 0, 0 };
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *d = &path->data[i];
        if (d->header.type == CAIRO_PATH_CLOSE_PATH) {
            c->close_path(p->cr);
            continue;
        }
        geo_xy at = { d[1].point.x, d[1].point.y };
        if (d->header.type == CAIRO_PATH_MOVE_TO)
            c->move_to(p->cr, at.x, at.y);
        else if (hypot(at.x - last.x, at.y - last.y) < near)
            continue;
        else
            c->line_to(p->cr, at.x, at.y);
        last = at;
    }
}

/* The outlines of a text for its halo. A rough outline will do, as the halo has
   the color of the ground, and it takes half the room. */
static void trace_halo(painter *p, const scene_text *t)
{
    const cairo_calls *c = p->c;
    c->new_path(p->cr);
    for (int i = 0; i < t->n_lines; i++)
        font_path(p->f, p->cr, str_of(t->lines[i].text), t->font, t->lines[i].x,
                  t->lines[i].y);
    c->set_tolerance(p->cr, 0.15 * t->halo_px * p->scale);
    cairo_path_t *path = c->copy_path_flat(p->cr);
    c->new_path(p->cr);
    retrace(p, path, 0.35 * t->halo_px);
    c->path_destroy(path);
    c->set_tolerance(p->cr, 0.1);
}

/* A text as text, on its stroked outline. */
static void paint_text_vector(painter *p, const scene_text *t)
{
    const cairo_calls *c = p->c;
    if (t->halo && t->halo_px > 0) {
        trace_halo(p, t);
        c->set_dash(p->cr, NULL, 0, 0);
        c->set_line_width(p->cr, 2 * t->halo_px);
        c->set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
        c->set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
        paint_color(p, t->halo, 1);
        c->stroke(p->cr);
    }
    paint_color(p, t->color, 1);
    for (int i = 0; i < t->n_lines; i++)
        font_show(p->f, p->cr, str_of(t->lines[i].text), t->font, t->lines[i].x,
                  t->lines[i].y);
    c->new_path(p->cr);
}

static void paint_leader(painter *p, const scene_text *t)
{
    style_paint plain = { 0 };
    p->c->new_path(p->cr);
    for (int i = 0; i < t->n_leader && i < 3; i++)
        p->c->line_to(p->cr, t->leader[i].x, t->leader[i].y);
    set_pen(p, &plain, 1, false);
    paint_color(p, t->color, t->opacity);
    p->c->stroke(p->cr);
}

static void paint_text(painter *p, const scene_text *t)
{
    if (!(t->opacity > 0))
        return;
    if (t->n_leader >= 2)
        paint_leader(p, t);
    geo_rect box = paint_text_box(t);
    if (!t->n_lines || !t->color || !paint_meets(box, p->part))
        return;
    bool fade = t->opacity < 1;
    if (fade)
        begin_fade(p, box);
    if (p->vector || (box.x1 - box.x0) * p->scale > WIDEST_MASK)
        paint_text_vector(p, t);
    else
        paint_text_mask(p, t);
    if (fade)
        end_fade(p, t->opacity);
}

void paint_scene(painter *p, const scene *s)
{
    const cairo_calls *c = p->c;
    c->set_fill_rule(p->cr, CAIRO_FILL_RULE_EVEN_ODD);
    c->set_miter_limit(p->cr, 4); /* as in SVG */
    if (s->background) {
        c->rectangle(p->cr, p->part.x0, p->part.y0, p->part.x1 - p->part.x0,
                     p->part.y1 - p->part.y0);
        paint_color(p, s->background, 1);
        c->fill(p->cr);
    }
    for (int i = 0; i < SCENE_LAYERS; i++) {
        const scene_layer *layer = &s->layers[i];
        for (size_t k = 0; k < layer->n_features; k++)
            paint_feature(p, &layer->features[k]);
        for (size_t k = 0; k < layer->n_texts; k++)
            paint_text(p, &layer->texts[k]);
    }
}
