#include "tile/about.h"

#include "base/jsonw.h"
#include "base/sort.h"
#include "tile/item.h"

#include <math.h>
#include <string.h>

static const double MERCATOR_LAT = 85.0511287798066;

static int by_name(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return strcmp(((const tile_field *)a)->name, ((const tile_field *)b)->name);
}

static void add_field(tile_about *a, tile_about_layer *l, const char *name,
                      scene_attr_kind kind)
{
    l->fields =
        arena_grow(a->memory, l->fields, l->n_fields, &l->cap_fields, sizeof *l->fields);
    l->fields[l->n_fields++] = (tile_field){ str_copy(a->memory, str_of(name)), kind };
}

/* Features of a layer mostly have the same attributes in the same order, so the
   search goes on where the last one ended. */
static void note(tile_about *a, tile_about_layer *l, const scene_attr *attr, size_t *at)
{
    if (attr->kind == SCENE_ATTR_TEXT && (!attr->text || !*attr->text))
        return;
    scene_attr_kind kind =
        attr->kind == SCENE_ATTR_INTEGER ? SCENE_ATTR_NUMBER : attr->kind;
    for (size_t i = 0; i < l->n_fields; i++) {
        tile_field *f = &l->fields[(*at + i) % l->n_fields];
        if (strcmp(f->name, attr->name) != 0)
            continue;
        if (f->kind != kind)
            f->kind = SCENE_ATTR_TEXT;
        *at = (*at + i + 1) % l->n_fields;
        return;
    }
    add_field(a, l, attr->name, kind);
}

void tile_about_add(tile_about *a, const tile_sheet *s)
{
    size_t at = 0;
    for (size_t i = 0; !s->png && i < s->n_items; i++) {
        const tile_item *item = &s->items[i];
        tile_about_layer *l = &a->layers[item->layer];
        if (!l->present)
            l->min_zoom = s->block.z;
        l->present = true;
        l->max_zoom = s->block.z > l->max_zoom ? s->block.z : l->max_zoom;
        for (int k = 0; k < item->feature->n_attrs; k++)
            note(a, l, &item->feature->attrs[k], &at);
    }
    arena scratch = { 0 };
    for (int i = 0; i < TILE_LAYERS; i++)
        sort_stable(a->layers[i].fields, a->layers[i].n_fields, sizeof(tile_field),
                    by_name, NULL, &scratch);
    arena_clear(&scratch);
}

static bool is_world(geo_box b)
{
    return b.west == 0 && b.east == 0 && b.south == 0 && b.north == 0;
}

geo_box tile_about_bounds(const tile_options *o)
{
    geo_box b = o->box;
    if (is_world(b))
        return (geo_box){ -180, -MERCATOR_LAT, 180, MERCATOR_LAT };
    if (b.west > b.east)
        b.west = -180, b.east = 180;
    if (b.east - b.west < 0.001) {
        b.west = fmax(-180, b.west - 0.01);
        b.east = fmin(180, b.east + 0.01);
    }
    if (b.north - b.south < 0.001) {
        b.south -= 0.01;
        b.north += 0.01;
    }
    b.south = fmax(-MERCATOR_LAT, fmin(MERCATOR_LAT - 0.01, b.south));
    b.north = fmin(MERCATOR_LAT, fmax(b.south + 0.01, b.north));
    return b;
}

geo_lonlat tile_about_center(const tile_about *a, int *zoom)
{
    geo_box b = tile_about_bounds(a->options), asked = a->options->box;
    geo_lonlat c = { (b.west + b.east) / 2, (b.south + b.north) / 2 };
    double width = b.east - b.west;
    if (!is_world(asked) && asked.west > asked.east) {
        c.lon = geo_box_center(asked).lon;
        width = geo_box_width(asked);
    }
    *zoom = a->min_zoom;
    while (*zoom < a->max_zoom && ldexp(width, *zoom) < 720) /* two tiles wide */
        ++*zoom;
    return c;
}

/* "vector_layers": [...], as a member. */
static void add_layers(const tile_about *a, jsonw *w)
{
    static const char *const kinds[] = { "String", "Number", "Number", "Boolean" };
    jsonw_key(w, "vector_layers");
    jsonw_open(w, '[');
    for (int i = 0; i < TILE_LAYERS; i++) {
        const tile_about_layer *l = &a->layers[i];
        if (!l->present)
            continue;
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_text(w, tile_layer_name(i));
        jsonw_key(w, "description");
        jsonw_text(w, "");
        jsonw_key(w, "minzoom");
        jsonw_int(w, l->min_zoom);
        jsonw_key(w, "maxzoom");
        jsonw_int(w, l->max_zoom);
        jsonw_key(w, "fields");
        jsonw_open(w, '{');
        for (size_t k = 0; k < l->n_fields; k++) {
            jsonw_key(w, l->fields[k].name);
            jsonw_text(w, kinds[l->fields[k].kind]);
        }
        jsonw_close(w, '}');
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

void tile_about_layers_json(const tile_about *a, buf *out)
{
    jsonw w = { .out = out };
    jsonw_open(&w, '{');
    add_layers(a, &w);
    jsonw_close(&w, '}');
}

static void add_text(jsonw *w, const char *key, const char *text)
{
    if (!text || !*text)
        return;
    jsonw_key(w, key);
    jsonw_text(w, text);
    jsonw_line(w);
}

static void add_places(const tile_about *a, jsonw *w)
{
    int zoom;
    geo_lonlat c = tile_about_center(a, &zoom);
    geo_box b = tile_about_bounds(a->options);
    jsonw_key(w, "bounds");
    jsonw_list(w, (double[]){ b.west, b.south, b.east, b.north }, 4, 6);
    jsonw_line(w);
    jsonw_key(w, "center");
    jsonw_list(w, (double[]){ c.lon, c.lat, zoom }, 3, 6);
    jsonw_line(w);
}

void tile_about_json(const tile_about *a, buf *out)
{
    const tile_options *o = a->options;
    arena scratch = { 0 };
    const char *url = o->url ? o->url : "";
    size_t n = strlen(url);
    jsonw w = { .out = out };
    jsonw_open(&w, '{');
    add_text(&w, "tilejson", "3.0.0");
    add_text(&w, "name", o->name && *o->name ? o->name : "dateline");
    add_text(&w, "description", o->description);
    add_text(&w, "attribution", o->attribution);
    add_text(&w, "version", "1.0.0");
    add_text(&w, "scheme", "xyz");
    add_text(&w, "format", o->png ? "png" : "pbf");
    jsonw_key(&w, "tiles");
    jsonw_open(&w, '[');
    jsonw_text(&w, str_print(&scratch, "%s%s{z}/{x}/{y}.%s", url,
                             n && url[n - 1] != '/' ? "/" : "", o->png ? "png" : "pbf"));
    jsonw_close(&w, ']');
    jsonw_line(&w);
    jsonw_key(&w, "minzoom");
    jsonw_int(&w, a->min_zoom);
    jsonw_key(&w, "maxzoom");
    jsonw_int(&w, a->max_zoom);
    jsonw_line(&w);
    add_places(a, &w);
    if (o->png) {
        jsonw_key(&w, "tileSize");
        jsonw_int(&w, o->size_px ? o->size_px : 256);
    } else {
        add_layers(a, &w);
    }
    jsonw_close(&w, '}');
    buf_add_text(out, "\n");
    arena_clear(&scratch);
}
