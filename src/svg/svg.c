/*
 * The SVG writer. Drawing programs differ in what they understand, so the file
 * keeps to shapes with presentation attributes: no style sheets, patterns,
 * masks, clip paths or references but those of texts to the paths they stand on.
 */
#include "svg/svg.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "look/hatch.h"
#include "look/look.h"
#include "svg/writer.h"

#include <math.h>
#include <string.h>

/* Pages narrower than this are enlarged in use, and get a second decimal. */
static const double SMALL_PAGE = 500;

static bool same_paint(const scene_feature *x, const scene_feature *y)
{
    const style_paint *a = &x->paint, *b = &y->paint;
    return x->kind == y->kind && x->rounded == y->rounded && a->fill == b->fill &&
           a->stroke == b->stroke && a->width == b->width && a->dash[0] == b->dash[0] &&
           a->dash[1] == b->dash[1] && a->dash[2] == b->dash[2] &&
           a->dash[3] == b->dash[3] && a->hatch == b->hatch &&
           a->hatch_width == b->hatch_width && a->hatch_gap == b->hatch_gap &&
           a->hatch_angle == b->hatch_angle && a->symbol == b->symbol &&
           a->size == b->size && a->opacity == b->opacity;
}

/* Fill and stroke of lines and areas, and of markers but for the part of their
   stroke that lies under the fill. */
static void write_paint(buf *out, const scene_feature *x)
{
    const style_paint *p = &x->paint;
    svg_attr_color(out, "fill", x->kind == SCENE_LINE ? 0 : p->fill);
    if (x->kind == SCENE_AREA && p->fill)
        buf_add_text(out, " fill-rule=\"evenodd\"");
    if (look_strokes(p))
        svg_stroke(out, p, p->width, x->rounded && x->kind != SCENE_POINT);
}

/* Ends a start tag: as an empty element, or with its title and an end tag. */
static void finish(svg_writer *w, const char *tag, const char *title)
{
    if (!title || !*title) {
        buf_add_text(w->out, "/>\n");
        return;
    }
    buf_add_text(w->out, "><title>");
    svg_escape(w->out, str_of(title));
    buf_addf(w->out, "</title></%s>\n", tag);
}

static void write_opacity(buf *out, double opacity)
{
    if (opacity < 1)
        svg_attr_num(out, "opacity", opacity, 3);
}

static void write_hatch(svg_writer *w, const scene_feature *x)
{
    const style_paint *p = &x->paint;
    style_paint plain = { .stroke = p->hatch };
    geo_path lines = hatch_lines(&x->path, p->hatch_gap, p->hatch_angle, w->a);
    size_t mark = w->out->len;
    buf_add_text(w->out, "<path fill=\"none\"");
    svg_stroke(w->out, &plain, p->hatch_width, false);
    if (look_dashes(p))
        buf_add_text(w->out, " stroke-dasharray=\"none\"");
    if (svg_path(w->out, &lines, false, w->decimals))
        buf_add_text(w->out, "/>\n");
    else if (!w->out->over)
        w->out->len = mark;
}

/* A line or an area. paint: its attributes are not inherited from a group. */
static void write_path(svg_writer *w, const scene_feature *x, str id, bool paint)
{
    size_t mark = w->out->len;
    bool hatched = look_hatches(x);
    if (hatched) {
        buf_add_text(w->out, "<g");
        write_opacity(w->out, x->paint.opacity);
        buf_add_text(w->out, ">\n");
    }
    buf_add_text(w->out, "<path");
    if (id.len)
        svg_attr(w->out, "id", id);
    if (*x->source && !strcmp(x->source, "events") && *x->key)
        svg_attr(w->out, "data-event-id", str_of(x->key));
    if (paint)
        write_paint(w->out, x);
    if (!hatched)
        write_opacity(w->out, x->paint.opacity);
    geo_path path = look_crisp(&x->path, &x->paint, 1, w->a);
    if (!svg_path(w->out, &path, x->kind == SCENE_AREA, w->decimals)) {
        if (!w->out->over)
            w->out->len = mark;
        return;
    }
    finish(w, "path", x->title);
    if (hatched) {
        write_hatch(w, x);
        buf_add_text(w->out, "</g>\n");
    }
}

/* The outline of a marker. Where there is a fill the stroke lies around it: a
   wider one below, then the fill. */
static void write_outline(svg_writer *w, const scene_feature *x, const char *title)
{
    const style_paint *p = &x->paint;
    double stroke = look_strokes(p) ? p->width : 0;
    shape outline;
    look_marker_shape(x, 1, &outline);
    if (!outline.n_ops)
        return;
    if (p->fill && stroke > 0) {
        buf_add_text(w->out, "<path fill=\"none\"");
        svg_stroke(w->out, p, 2 * stroke, false);
        buf_add_text(w->out, " stroke-linejoin=\"round\"");
        svg_shape(w->out, &outline, 2);
        buf_add_text(w->out, "/>\n");
    }
    buf_add_text(w->out, "<path");
    svg_attr_color(w->out, "fill", p->fill);
    if (p->fill)
        buf_add_text(w->out, " fill-rule=\"evenodd\"");
    else {
        svg_stroke(w->out, p, stroke, false);
        buf_add_text(w->out, " stroke-linejoin=\"round\"");
    }
    svg_shape(w->out, &outline, 2);
    finish(w, "path", title);
}

static void write_circle(svg_writer *w, const scene_feature *x, str id, bool paint)
{
    const style_paint *p = &x->paint;
    double stroke = look_strokes(p) ? p->width : 0;
    buf_add_text(w->out, "<circle");
    if (id.len)
        svg_attr(w->out, "id", id);
    svg_attr_num(w->out, "cx", x->path.points[0].x, 2);
    svg_attr_num(w->out, "cy", x->path.points[0].y, 2);
    svg_attr_num(w->out, "r", fmax(p->size - stroke, 0) / 2, 2);
    if (paint)
        write_paint(w->out, x);
}

/* A marker that is not an event's. */
static void write_marker(svg_writer *w, const scene_feature *x, str id, bool paint)
{
    if (x->paint.symbol == STYLE_CIRCLE) {
        write_circle(w, x, id, paint);
        write_opacity(w->out, x->paint.opacity);
        finish(w, "circle", x->title);
        return;
    }
    buf_add_text(w->out, "<g");
    if (id.len)
        svg_attr(w->out, "id", id);
    write_opacity(w->out, x->paint.opacity);
    buf_add_text(w->out, ">\n");
    write_outline(w, x, x->title);
    buf_add_text(w->out, "</g>\n");
}

static str id_of(svg_writer *w, const scene_feature *x, const char *prefix)
{
    return *x->key ? svg_id(&w->ids, prefix, x->key) : (str){ 0 };
}

/* Features that look alike, one after the other. Markers other than circles
   state their paint themselves. */
static void write_alike(svg_writer *w, const scene_feature *x, size_t n,
                        const char *prefix)
{
    bool group = n > 1 && (x->kind != SCENE_POINT || x->paint.symbol == STYLE_CIRCLE);
    if (group) {
        buf_add_text(w->out, "<g");
        write_paint(w->out, x);
        buf_add_text(w->out, ">\n");
    }
    for (size_t i = 0; i < n; i++)
        if (x->kind == SCENE_POINT)
            write_marker(w, &x[i], id_of(w, &x[i], prefix), !group);
        else
            write_path(w, &x[i], id_of(w, &x[i], prefix), !group);
    if (group)
        buf_add_text(w->out, "</g>\n");
}

static bool plain_name(const char *name)
{
    if (!(*name >= 'a' && *name <= 'z'))
        return false;
    for (const char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_' ||
              *c == '-'))
            return false;
    return true;
}

static void write_value(buf *out, const char *name, const scene_attr *at)
{
    buf_add_text(out, " data-");
    for (const char *c = name; *c; c++)
        buf_add_byte(out, *c == '_' ? '-' : (unsigned char)*c);
    buf_add_text(out, "=\"");
    if (at->kind == SCENE_ATTR_TEXT)
        svg_escape(out, str_of(at->text));
    else if (at->kind == SCENE_ATTR_BOOL)
        buf_add_text(out, at->number != 0 ? "true" : "false");
    else
        num_write(out, at->number);
    buf_add_byte(out, '"');
}

/* data-* from the attributes, which are sorted by name, so that a name given
   twice stands beside its like. The day it starts is also data-date. */
static void write_attrs(svg_writer *w, const scene_feature *x)
{
    const scene_attr *last = NULL, *start = NULL;
    for (int i = 0; i < x->n_attrs; i++) {
        const scene_attr *at = &x->attrs[i];
        bool empty = at->kind == SCENE_ATTR_TEXT && (!at->text || !*at->text);
        if (empty || !plain_name(at->name) || !strcmp(at->name, "event-id") ||
            !strcmp(at->name, "event_id") || !strcmp(at->name, "date") ||
            (last && !strcmp(at->name, last->name)))
            continue;
        if (!strcmp(at->name, "start"))
            start = at;
        write_value(w->out, at->name, at);
        last = at;
    }
    if (start)
        write_value(w->out, "date", start);
    if (!x->event || !x->event->located)
        return;
    svg_attr_num(w->out, "data-lon", x->event->where.lon, 5);
    svg_attr_num(w->out, "data-lat", x->event->where.lat, 5);
}

/* All features of one event that follow each other. */
static void write_event(svg_writer *w, const scene_feature *x, size_t n)
{
    buf_add_text(w->out, "<g");
    svg_attr(w->out, "id", svg_id(&w->ids, "event-", x->key));
    svg_attr(w->out, "data-event-id", str_of(x->key));
    write_attrs(w, x);
    write_opacity(w->out, x->kind == SCENE_POINT ? x->paint.opacity : 1);
    buf_add_text(w->out, ">\n");
    if (*x->title) {
        buf_add_text(w->out, "<title>");
        svg_escape(w->out, str_of(x->title));
        buf_add_text(w->out, "</title>\n");
    }
    for (size_t i = 0; i < n; i++) {
        if (!look_shows(&x[i]))
            continue;
        if (x[i].kind != SCENE_POINT)
            write_path(w, &x[i], (str){ 0 }, true);
        else if (x[i].paint.symbol == STYLE_CIRCLE) {
            write_circle(w, &x[i], (str){ 0 }, true);
            buf_add_text(w->out, "/>\n");
        } else
            write_outline(w, &x[i], NULL);
    }
    buf_add_text(w->out, "</g>\n");
}

static bool same_event(const scene_feature *x, const scene_feature *y)
{
    return !strcmp(x->key, y->key) && x->paint.opacity == y->paint.opacity;
}

static void write_features(svg_writer *w, const scene_layer *layer, scene_layer_id id)
{
    const scene_feature *x = layer->features;
    const char *prefix = str_print(w->a, "%s-", scene_layer_name(id));
    for (size_t i = 0, n = 0; i < layer->n_features; i += n) {
        bool event = id == SCENE_EVENTS && *x[i].key;
        n = 1;
        if (!look_shows(&x[i]))
            continue;
        while (i + n < layer->n_features &&
               (event ? same_event(&x[i], &x[i + n])
                      : look_shows(&x[i + n]) && same_paint(&x[i], &x[i + n]) &&
                            !(id == SCENE_EVENTS && *x[i + n].key)))
            n++;
        if (event)
            write_event(w, &x[i], n);
        else
            write_alike(w, &x[i], n, prefix);
    }
}

static dateline_status write_layer(svg_writer *w, scene_layer_id id, dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    const scene_layer *layer = &w->s->layers[id];
    const char *name = scene_layer_name(id);
    buf_addf(w->out, "<g id=\"%s\" inkscape:label=\"%s\" inkscape:groupmode=\"layer\">\n",
             name, name);
    if (id == SCENE_BACKGROUND && w->s->background) {
        buf_add_text(w->out, "<rect");
        svg_attr_num(w->out, "width", w->s->width_px, 2);
        svg_attr_num(w->out, "height", w->s->height_px, 2);
        svg_attr_color(w->out, "fill", w->s->background);
        buf_add_text(w->out, "/>\n");
    }
    for (size_t i = 0; !st && i < layer->n_images; i++)
        st = svg_image(w, &layer->images[i], err);
    write_features(w, layer, id);
    for (size_t i = 0; i < layer->n_texts; i++)
        svg_text(w, &layer->texts[i]);
    buf_add_text(w->out, "</g>\n");
    return st;
}

static bool has_images(const scene *s)
{
    for (int i = 0; i < SCENE_LAYERS; i++)
        if (s->layers[i].n_images)
            return true;
    return false;
}

/* What the picture is and shows: the sentence, then all of it. */
static void write_description(buf *out, const scene *s)
{
    str alt = str_of(s->alt), all = str_of(s->description);
    buf_add_text(out, "<title>");
    svg_escape(out, str_of(s->title));
    buf_add_text(out, "</title>\n<desc>");
    if (alt.len && !str_starts(all, alt)) {
        svg_escape(out, alt);
        buf_add_text(out, all.len ? "\n" : "");
    }
    svg_escape(out, all);
    buf_add_text(out, "</desc>\n");
}

static void write_head(svg_writer *w)
{
    const scene *s = w->s;
    buf *out = w->out;
    str lang = str_of(s->lang && *s->lang ? s->lang : "en");
    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                      "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"");
    /* Drawing programs know references of SVG 1.1 only. */
    if (w->n_paths || has_images(s))
        buf_add_text(out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    svg_attr_num(out, "width", s->width_px, 2);
    svg_attr_num(out, "height", s->height_px, 2);
    buf_add_text(out, " viewBox=\"0 0 ");
    num_write_fixed(out, s->width_px, 2);
    buf_add_byte(out, ' ');
    num_write_fixed(out, s->height_px, 2);
    buf_add_text(out, "\" role=\"img\"");
    svg_attr(out, "lang", lang);
    svg_attr(out, "xml:lang", lang);
    svg_attr(out, "font-family",
             str_of(s->css_family && *s->css_family ? s->css_family : "sans-serif"));
    buf_add_text(out, ">\n");
    write_description(out, s);
}

static dateline_status open_outline(svg_writer *w, cairo_surface_t **surface,
                                    dateline_error *err)
{
    w->c = font_cairo(w->f);
    /* Without edges, beyond which Cairo would leave glyphs out. */
    *surface = w->c->recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    w->cr = w->c->create(*surface);
    if (w->c->status(w->cr))
        return error_set(err, DATELINE_FAILED, "cannot outline text: %s",
                         w->c->status_to_string(w->c->status(w->cr)));
    return DATELINE_OK;
}

dateline_status svg_write(const scene *s, const svg_options *options, font *f, buf *out,
                          dateline_error *err)
{
    arena memory = { 0 };
    cairo_surface_t *surface = NULL;
    svg_writer w = { .s = s,
                     .out = out,
                     .a = &memory,
                     .ids = { .a = &memory },
                     .decimals = s->width_px < SMALL_PAGE ? 2 : 1,
                     .outline = options && options->outline_text && f,
                     .f = f };
    dateline_status st = w.outline ? open_outline(&w, &surface, err) : DATELINE_OK;
    if (!st) {
        for (int i = 0; i < SCENE_LAYERS; i++)
            svg_id(&w.ids, scene_layer_name((scene_layer_id)i), "");
        buf head = { .max = out->max };
        w.out = &head;
        svg_text_paths(&w);
        w.out = out;
        write_head(&w);
        buf_add_str(out, buf_str(&head));
        buf_clear(&head);
        for (int i = 0; !st && i < SCENE_LAYERS; i++)
            st = write_layer(&w, (scene_layer_id)i, err);
        buf_add_text(out, "</svg>\n");
        st = st ? st : buf_status(out, "the picture", err);
    }
    if (surface) {
        w.c->destroy(w.cr);
        w.c->surface_destroy(surface);
    }
    arena_clear(&memory);
    return st;
}
