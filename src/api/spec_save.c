/*
 * What was drawn as a map spec that draws it again.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "api/picture.h"
#include "base/jsonw.h"
#include "base/num.h"
#include "export/export.h"
#include "page/fit.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void member(jsonw *w, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    jsonw_key(w, key);
    jsonw_text(w, value);
}

static void number(jsonw *w, const char *key, double value)
{
    if (value == 0)
        return;
    jsonw_key(w, key);
    jsonw_num(w, value);
}

static void flag(jsonw *w, const char *key, bool value)
{
    if (!value)
        return;
    jsonw_key(w, key);
    jsonw_bool(w, true);
}

static void numbers(jsonw *w, const double *v, size_t n)
{
    jsonw_open(w, '[');
    for (size_t i = 0; i < n; i++)
        jsonw_num(w, v[i]);
    jsonw_close(w, ']');
}

static void write_size(jsonw *w, const picture *p, arena *a)
{
    const style_preset *size = &p->preset;
    jsonw_key(w, "size");
    if (size->width_mm > 0) {
        buf text = { 0 };
        num_write(&text, size->width_mm);
        buf_add_byte(&text, 'x');
        num_write(&text, size->height_mm);
        buf_add_text(&text, "mm");
        jsonw_text(w, str_copy(a, buf_str(&text)));
        buf_clear(&text);
    } else {
        numbers(w, (double[]){ size->width_px, size->height_px }, 2);
    }
}

static void write_frame(jsonw *w, const picture *p, arena *a)
{
    const scene_page_options *page = &p->page;
    bool fits = geo_box_is_zero(page->box);
    dateline_box b = fits ? page_fit(p->input.events, p->input.n_events, a) : page->box;
    jsonw_key(w, "frame");
    jsonw_open(w, '{');
    jsonw_key(w, "bbox");
    numbers(w, (double[]){ b.west, b.south, b.east, b.north }, 4);
    member(w, "projection", page->projection);
    if (page->padding > 0) {
        number(w, "padding", page->padding);
    } else if (fits || page->fitted) {
        member(w, "padding", "auto");
    }
    jsonw_close(w, '}');
}

static void write_labels(jsonw *w, const picture *p)
{
    static const char *const policies[] = { "as-written", "dual", "local" };
    jsonw_key(w, "labels");
    jsonw_open(w, '{');
    member(w, "policy", policies[p->input.naming]);
    if (p->input.n_names) {
        jsonw_key(w, "overrides");
        jsonw_open(w, '{');
        for (size_t i = 0; i < p->input.n_names; i++) {
            /* The first of a name counts. */
            bool again = false;
            for (size_t k = 0; k < i; k++)
                again |= !strcmp(p->input.names[k].from, p->input.names[i].from);
            if (again)
                continue;
            jsonw_key(w, p->input.names[i].from);
            jsonw_text(w, p->input.names[i].to);
        }
        jsonw_close(w, '}');
    }
    number(w, "reference_cities", p->options.reference_cities);
    number(w, "min_px", p->options.min_text_px);
    jsonw_close(w, '}');
}

static void write_boundaries(jsonw *w, const picture *p, arena *a)
{
    int day = p->input.asof;
    jsonw_key(w, "boundaries");
    jsonw_open(w, '{');
    member(w, "view", p->input.boundaries == BASEMAP_DEFACTO ? "defacto" : "un");
    member(w, "asof",
           day ? str_print(a, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100)
               : "none");
    member(w, "areas", p->options.areas);
    member(w, "disclaimer", p->options.no_note ? "none" : "auto");
    jsonw_close(w, '}');
}

static void write_points(jsonw *w, const dateline_annotation *n, size_t from, size_t to)
{
    jsonw_open(w, '[');
    for (size_t i = from; i < to; i++)
        numbers(w, (double[]){ n->points[i].lon, n->points[i].lat }, 2);
    jsonw_close(w, ']');
}

static void write_geometry(jsonw *w, const dateline_annotation *n)
{
    bool area = n->type == DATELINE_NOTE_AREA;
    jsonw_key(w, "geometry");
    jsonw_open(w, '{');
    member(w, "type", area ? "Polygon" : "LineString");
    jsonw_key(w, "coordinates");
    if (area)
        jsonw_open(w, '[');
    if (!n->n_parts)
        write_points(w, n, 0, n->n_points);
    for (size_t i = 0; i < n->n_parts; i++)
        write_points(w, n, n->parts[i], n->parts[i + 1]);
    if (area)
        jsonw_close(w, ']');
    jsonw_close(w, '}');
}

/* "px:40,820" */
static void write_page_position(jsonw *w, dateline_xy at)
{
    buf text = { 0 };
    buf_add_text(&text, "px:");
    num_write(&text, at.x);
    buf_add_byte(&text, ',');
    num_write(&text, at.y);
    jsonw_key(w, "at");
    jsonw_str(w, buf_str(&text));
    buf_clear(&text);
}

static void write_annotation(jsonw *w, const dateline_annotation *n)
{
    static const char *const types[] = { "text", "callout", "arrow",
                                         "line", "area",    "ring" };
    jsonw_line(w);
    jsonw_open(w, '{');
    member(w, "type", types[n->type]);
    member(w, "text", n->text);
    member(w, "class", n->style_class);
    number(w, "radius_km", n->radius_km);
    number(w, "curve", n->curve);
    number(w, "width_px", n->width_px);
    number(w, "width", n->body_px);
    if (n->hatch)
        member(w, "fill", "hatch45");
    if (n->on_page) {
        write_page_position(w, n->at);
    } else if (n->type == DATELINE_NOTE_LINE || n->type == DATELINE_NOTE_AREA) {
        write_geometry(w, n);
    } else if (n->n_points) {
        dateline_lonlat from = n->points[0], to = n->points[n->n_points - 1];
        bool arrow = n->type == DATELINE_NOTE_ARROW;
        jsonw_key(w, arrow ? "from" : "at");
        numbers(w, (double[]){ from.lon, from.lat }, 2);
        if (arrow) {
            jsonw_key(w, "to");
            numbers(w, (double[]){ to.lon, to.lat }, 2);
        }
    }
    jsonw_close(w, '}');
}

static void write_notes(jsonw *w, const dateline_map_options *o)
{
    if (o->notes && *o->notes) {
        jsonw_key(w, "notes");
        jsonw_open(w, '[');
        for (str rest = str_of(o->notes); rest.len;)
            jsonw_str(w, str_cut(&rest, '\n'));
        jsonw_close(w, ']');
    }
    if (!o->n_annotations)
        return;
    jsonw_key(w, "annotations");
    jsonw_open(w, '[');
    for (size_t i = 0; i < o->n_annotations; i++)
        write_annotation(w, &o->annotations[i]);
    jsonw_close(w, ']');
}

static const char *file_absolute(arena *a, const char *path)
{
    char *room = arena_array(a, char, PATH_MAX + 1);
    return realpath(path, room) ? room : path;
}

/* As a reader of the spec in its own folder finds it. */
static const char *path_from(const char *spec, const char *path, arena *a)
{
    bool beside = spec && !strchr(spec, '/');
    return !path || !*path || beside ? path : file_absolute(a, path);
}

static const char *theme(const picture *p, const char *spec, arena *a)
{
    const char *name = p->options.style ? p->options.style : HANDLE_STYLE;
    return str_ends(str_of(name), STR(".json")) ? path_from(spec, name, a) : name;
}

/* Before the furniture, which says whether there is one: a key that comes later counts.
 */
static void write_insets(jsonw *w, const dateline_map_options *o)
{
    bool placed = o->inset_corner || o->inset_size > 0;
    if (!placed && !o->n_far)
        return;
    jsonw_key(w, "insets");
    jsonw_open(w, '[');
    if (placed) {
        jsonw_open(w, '{');
        member(w, "kind", "locator");
        member(w, "corner", o->inset_corner);
        number(w, "size", o->inset_size);
        jsonw_close(w, '}');
    }
    if (o->n_far) {
        jsonw_open(w, '{');
        member(w, "kind", "far");
        jsonw_key(w, "places");
        jsonw_open(w, '[');
        for (size_t i = 0; i < o->n_far; i++)
            numbers(w, (double[]){ o->far[i].lon, o->far[i].lat }, 2);
        jsonw_close(w, ']');
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_furniture(jsonw *w, const picture *p, const char *spec, arena *a)
{
    const dateline_map_options *o = &p->options;
    if (o->cluster || o->cluster_px > 0) {
        jsonw_key(w, "cluster");
        jsonw_open(w, '{');
        member(w, "mode", o->cluster);
        number(w, "radius_px", o->cluster_px);
        jsonw_close(w, '}');
    }
    write_insets(w, o);
    jsonw_key(w, "furniture");
    jsonw_open(w, '{');
    member(w, "legend", o->legend);
    member(w, "inset",
           o->inset || !(o->n_far || o->inset_corner || o->inset_size > 0) ? o->inset
                                                                           : "auto");
    member(w, "list", o->list);
    flag(w, "north", o->north);
    flag(w, "graticule", o->graticule);
    member(w, "logo", path_from(spec, o->logo, a));
    jsonw_close(w, '}');
    if (!o->relief && !o->terrain)
        return;
    jsonw_key(w, "relief");
    jsonw_open(w, '{');
    member(w, "draw", o->relief);
    member(w, "terrain", path_from(spec, o->terrain, a));
    jsonw_close(w, '}');
}

static void write_head(jsonw *w, const picture *p, const char *spec, arena *a)
{
    const dateline_map_options *o = &p->options;
    jsonw_key(w, "dateline");
    jsonw_int(w, 1);
    member(w, "lang", o->lang ? o->lang : "en");
    member(w, "preset", o->preset);
    write_size(w, p, a);
    number(w, "scale", o->scale);
    number(w, "bleed_mm", o->bleed_mm);
    flag(w, "outline_text", o->outline_text);
    flag(w, "missing_glyphs", o->missing_glyphs);
    member(w, "theme", theme(p, spec, a));
    member(w, "title", o->title);
    member(w, "subtitle", o->subtitle);
    member(w, "source", o->source);
    member(w, "credit", o->credit);
    member(w, "alt", o->alt);
    member(w, "published", o->published);
}

dateline_status dateline_map_write_spec(const dateline_map *m, dateline_output out,
                                        dateline_error *err)
{
    const picture *p = map_picture(m);
    arena a = { 0 };
    buf text = { 0 }, events = { 0 };
    jsonw w = { .out = &text };
    jsonw_open(&w, '{');
    write_head(&w, p, out.path, &a);
    jsonw_line(&w);
    write_frame(&w, p, &a);
    jsonw_line(&w);
    write_labels(&w, p);
    write_boundaries(&w, p, &a);
    jsonw_line(&w);
    write_furniture(&w, p, out.path, &a);
    member(&w, "number", p->options.numbers ? "by-date" : NULL);
    write_notes(&w, &p->options);
    jsonw_line(&w);
    /* Where they are is known: nothing is to be looked up again. */
    jsonw_key(&w, "geocode");
    jsonw_bool(&w, false);
    jsonw_key(&w, "events");
    export_json(p->events, &events);
    str list = buf_str(&events);
    const char *from = memchr(list.at, '[', list.len);
    while (list.len && list.at[list.len - 1] != ']')
        list.len--;
    jsonw_raw(&w, (str){ from, (size_t)(list.at + list.len - from) });
    jsonw_close(&w, '}');
    buf_add_byte(&text, '\n');
    dateline_status st = buf_status(&events, "the spec", err);
    st = st ? st : buf_status(&text, "the spec", err);
    st = st ? st : handle_write(out, buf_str(&text), err);
    buf_clear(&text);
    buf_clear(&events);
    arena_clear(&a);
    return st;
}
