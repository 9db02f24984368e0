#include "base/error.h"
#include "base/num.h"
#include "spec/spec.h"
#include "style/style.h"
#include "text/utf8.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An annotation as it stands in a spec. */
typedef struct note {
    const char *type, *text, *label, *class, *fill;
    const parse_value *from, *to, *at, *geometry;
    double radius_km, curve, width_px, body_px;
} note;

typedef struct notes {
    const spec_reader *r;
    dateline_annotation *list;
    size_t n, cap;
} notes;

typedef struct points {
    dateline_lonlat *at;
    size_t n, cap;
    size_t *parts; /* of an area with holes; NULL: one */
    size_t n_parts;
} points;

static const struct {
    const char *name;
    dateline_annotation_type type;
} types[] = {
    { "text", DATELINE_NOTE_TEXT },   { "callout", DATELINE_NOTE_CALLOUT },
    { "arrow", DATELINE_NOTE_ARROW }, { "line", DATELINE_NOTE_LINE },
    { "area", DATELINE_NOTE_AREA },   { "ring", DATELINE_NOTE_RING },
};

static dateline_status read_position(const spec_reader *r, const parse_value *v,
                                     dateline_lonlat *out)
{
    if (v->kind != PARSE_ARRAY || v->n < 2 || v->n > 3)
        return spec_wrong(r, v, "a position is [longitude, latitude]");
    dateline_status st = spec_number(r, &v->items[0], -180, 180, &out->lon);
    return st ? st : spec_number(r, &v->items[1], -90, 90, &out->lat);
}

static bool is_on_page(const parse_value *v)
{
    return v->kind == PARSE_STRING && str_starts(v->text, STR("px:"));
}

/* "px:40,820" */
static dateline_status read_page_position(const spec_reader *r, const parse_value *v,
                                          dateline_xy *out)
{
    str rest = { v->text.at + 3, v->text.len - 3 }, x = str_cut(&rest, ',');
    bool good = num_parse(str_trim(x), &out->x) && num_parse(str_trim(rest), &out->y) &&
                out->x >= 0 && out->y >= 0 && out->x <= 16384 && out->y <= 16384;
    return good ? DATELINE_OK
                : spec_wrong(r, v, "a position on the page is \"px:40,820\"");
}

dateline_status spec_place(const spec_reader *r, const parse_value *v,
                           dateline_lonlat *out)
{
    if (v->kind != PARSE_STRING)
        return read_position(r, v, out);
    if (is_on_page(v))
        return spec_wrong(r, v,
                          "a position on the page is for texts and callouts; write "
                          "[longitude, latitude] or the name of a place");
    const char *name = str_copy(r->a, v->text);
    dateline_error why = { 0 };
    dateline_status st = r->house->locate(r->house->ctx, name, out, &why);
    if (st)
        return error_at(r->err, st, r->source, v->line, v->column, "%s", why.message);
    return st;
}

/* ---------------------------------------------------------------- Geometry */

static void add_note(notes *to, const dateline_annotation *like, const points *p)
{
    to->list = arena_grow(to->r->a, to->list, to->n, &to->cap, sizeof *to->list);
    dateline_annotation *n = &to->list[to->n++];
    *n = *like;
    n->points = p->at;
    n->n_points = p->n;
    n->parts = p->parts;
    n->n_parts = p->n_parts;
}

/* Positions of one line or ring, added to p. */
static dateline_status read_positions(const notes *to, const parse_value *v, points *p)
{
    if (v->kind != PARSE_ARRAY || v->n < 2)
        return spec_wrong(to->r, v, "a line has two positions or more");
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++) {
        p->at = arena_grow(to->r->a, p->at, p->n, &p->cap, sizeof *p->at);
        st = read_position(to->r, &v->items[i], &p->at[p->n++]);
    }
    return st;
}

static dateline_status read_part(notes *to, const parse_value *v,
                                 dateline_annotation *like)
{
    points p = { 0 };
    dateline_status st = read_positions(to, v, &p);
    if (st)
        return st;
    add_note(to, like, &p);
    /* One text for all parts. */
    like->text = NULL;
    return DATELINE_OK;
}

/* A polygon: its edge, then its holes. */
static dateline_status read_rings(notes *to, const parse_value *v,
                                  dateline_annotation *like)
{
    points p = { .parts = arena_array(to->r->a, size_t, v->n + 1), .n_parts = v->n };
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++) {
        p.parts[i] = p.n;
        st = read_positions(to, &v->items[i], &p);
    }
    if (st)
        return st;
    p.parts[v->n] = p.n;
    add_note(to, like, &p);
    like->text = NULL;
    return DATELINE_OK;
}

/* depth: 0 a line, 1 a list of lines or a polygon, 2 a list of polygons. */
static dateline_status read_parts(notes *to, const parse_value *v, int depth, bool area,
                                  dateline_annotation *like)
{
    if (!depth)
        return read_part(to, v, like);
    if (v->kind != PARSE_ARRAY || !v->n)
        return spec_wrong(to->r, v, "a list of coordinates is wanted here");
    if (area && depth == 1)
        return read_rings(to, v, like);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++)
        st = read_parts(to, &v->items[i], depth - 1, area, like);
    return st;
}

static dateline_status read_shape(notes *to, const parse_value *v,
                                  dateline_annotation *like)
{
    static const struct {
        const char *name;
        int depth;
        bool area;
    } shapes[] = { { "LineString", 0, false },
                   { "MultiLineString", 1, false },
                   { "Polygon", 1, true },
                   { "MultiPolygon", 2, true } };
    const parse_value *type = parse_member(v, "type");
    const parse_value *at = parse_member(v, "coordinates");
    bool wants_area = like->type == DATELINE_NOTE_AREA;
    for (size_t i = 0; type && at && i < COUNT(shapes); i++)
        if (str_eq(type->text, str_of(shapes[i].name)) && shapes[i].area == wants_area)
            return read_parts(to, at, shapes[i].depth, shapes[i].area, like);
    return spec_wrong(to->r, v,
                      wants_area ? "an area is a Polygon or MultiPolygon"
                                 : "a line is a LineString or MultiLineString");
}

/* A geometry, a feature or a collection of features. */
static dateline_status read_geojson(notes *to, const parse_value *v,
                                    dateline_annotation *like)
{
    if (v->kind != PARSE_OBJECT)
        return spec_wrong(to->r, v, "a geometry is GeoJSON, or the path of such a file");
    const parse_value *geometry = parse_member(v, "geometry");
    const parse_value *features = parse_member(v, "features");
    if (!features)
        return read_shape(to, geometry ? geometry : v, like);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < features->n; i++) {
        geometry = parse_member(&features->items[i], "geometry");
        st = read_shape(to, geometry ? geometry : &features->items[i], like);
    }
    return st;
}

static dateline_status read_geometry(notes *to, const parse_value *v,
                                     dateline_annotation *like)
{
    if (v->kind != PARSE_STRING)
        return read_geojson(to, v, like);
    const char *path = spec_path(to->r, v->text);
    const parse_value *doc;
    str text, plain;
    size_t bad;
    dateline_error why = { 0 };
    dateline_status st = to->r->house->load(to->r->house->ctx, path, &text, &why);
    if (st)
        return error_at(to->r->err, st, to->r->source, v->line, v->column, "%s",
                        why.message);
    if (!text_decode(to->r->a, text, &plain, &bad))
        return error_at(to->r->err, DATELINE_INPUT, path, 0, 0, "this is not UTF-8");
    spec_reader there = *to->r;
    there.source = path;
    const spec_reader *here = to->r;
    to->r = &there;
    st = parse_json(there.a, parse_text_of(plain, path), &doc, there.err);
    st = st ? st : read_geojson(to, doc, like);
    to->r = here;
    return st;
}

/* ------------------------------------------------------------- Annotations */

static const char *const fills[] = { "hatch45", "none", "plain", NULL };
static const char *const only_auto[] = { "auto", NULL };
static const char *const only_schematic[] = { "schematic", NULL };
static const spec_field note_fields[] = {
    { .name = "type", .type = SPEC_TEXT, .offset = offsetof(note, type) },
    { .name = "from" },
    { .name = "to" },
    { .name = "at" },
    { .name = "geometry" },
    { .name = "text", .type = SPEC_TEXT, .offset = offsetof(note, text) },
    { .name = "label", .type = SPEC_TEXT, .offset = offsetof(note, label) },
    { .name = "class", .type = SPEC_TEXT, .offset = offsetof(note, class) },
    { .name = "radius_km",
      .type = SPEC_NUMBER,
      .offset = offsetof(note, radius_km),
      .min = 0.01,
      .max = 20000 },
    { .name = "curve",
      .type = SPEC_NUMBER,
      .offset = offsetof(note, curve),
      .min = -1,
      .max = 1 },
    { .name = "width_px",
      .type = SPEC_NUMBER,
      .offset = offsetof(note, width_px),
      .min = 20,
      .max = 2000 },
    { .name = "fill", .type = SPEC_WORD, .offset = offsetof(note, fill), .words = fills },
    { .name = "side", .type = SPEC_DONE, .words = only_auto },
    { .name = "style", .type = SPEC_DONE, .words = only_schematic },
    { .name = "width",
      .type = SPEC_NUMBER,
      .offset = offsetof(note, body_px),
      .min = 0.5,
      .max = 60 },
};

/* What is a place or a shape is looked at once the type is known. */
static dateline_status keep(const parse_value *v, note *n)
{
    const struct {
        const char *name;
        const parse_value **to;
    } kept[] = { { "from", &n->from },
                 { "to", &n->to },
                 { "at", &n->at },
                 { "geometry", &n->geometry } };
    for (size_t i = 0; i < COUNT(kept); i++)
        *kept[i].to = parse_member(v, kept[i].name);
    return DATELINE_OK;
}

static dateline_status read_members(const spec_reader *r, const parse_value *v, note *n)
{
    spec_field fields[COUNT(note_fields)];
    memcpy(fields, note_fields, sizeof fields);
    if (v->kind != PARSE_OBJECT)
        return spec_wrong(r, v, "an annotation is an object, { ... }");
    /* Those that are kept as they are: any value will do here. */
    parse_value known = *v;
    parse_value *items = arena_array(r->a, parse_value, v->n + 1);
    for (size_t i = 0; i < v->n; i++) {
        items[i] = v->items[i];
        for (size_t k = 1; k <= 4; k++)
            if (str_eq(items[i].key, str_of(fields[k].name)))
                items[i].kind = PARSE_NULL;
    }
    known.items = items;
    dateline_status st = spec_members(r, &known, "annotation", fields, COUNT(fields), n);
    return st ? st : keep(v, n);
}

/* The class of the style by its name; what editors call it goes, too. */
static dateline_status read_class(const spec_reader *r, const parse_value *v, note *n)
{
    static const char *const also[][2] = { { "disputed", "disputed-area" },
                                           { "road-closed", "corridor" } };
    str all[STYLE_CLASSES + COUNT(also)];
    for (int i = 0; n->class && i < STYLE_CLASSES; i++) {
        all[i] = str_of(style_class_name((style_class)i));
        if (!strcmp(style_class_name((style_class)i), n->class))
            return DATELINE_OK;
    }
    for (size_t i = 0; n->class && i < COUNT(also); i++) {
        all[STYLE_CLASSES + i] = str_of(also[i][0]);
        if (!strcmp(also[i][0], n->class)) {
            n->class = also[i][1];
            return DATELINE_OK;
        }
    }
    return n->class ? spec_unknown(r, parse_member(v, "class"), "class", str_of(n->class),
                                   all, COUNT(all))
                    : DATELINE_OK;
}

/* Words that stand on the page, not on the map. */
static dateline_status add_on_page(notes *to, const parse_value *at,
                                   dateline_annotation *like)
{
    points none = { 0 };
    like->on_page = true;
    dateline_status st = read_page_position(to->r, at, &like->at);
    if (!st)
        add_note(to, like, &none);
    return st;
}

static dateline_status add_points(notes *to, const parse_value *v, const note *n,
                                  dateline_annotation *like)
{
    const parse_value *first = like->type == DATELINE_NOTE_ARROW ? n->from : n->at;
    bool arrow = like->type == DATELINE_NOTE_ARROW;
    points p = { .at = arena_array(to->r->a, dateline_lonlat, 2) };
    if (!first || (arrow && !n->to))
        return spec_wrong(to->r, v, "'%s' wants %s", n->type,
                          arrow ? "from and to" : "at, [longitude, latitude] or a place");
    if (like->type == DATELINE_NOTE_RING && !(like->radius_km > 0))
        return spec_wrong(to->r, v, "a ring wants radius_km");
    if (is_on_page(first) &&
        (like->type == DATELINE_NOTE_TEXT || like->type == DATELINE_NOTE_CALLOUT))
        return add_on_page(to, first, like);
    dateline_status st = spec_place(to->r, first, &p.at[p.n++]);
    if (!st && arrow)
        st = spec_place(to->r, n->to, &p.at[p.n++]);
    if (!st)
        add_note(to, like, &p);
    return st;
}

static dateline_status read_note(notes *to, const parse_value *v)
{
    note n = { 0 };
    dateline_status st = read_members(to->r, v, &n);
    if (st)
        return st;
    size_t i = 0;
    while (n.type && i < COUNT(types) && strcmp(n.type, types[i].name) != 0)
        i++;
    if (!n.type || i == COUNT(types))
        return spec_wrong(to->r, v,
                          "the type of an annotation is text, callout, arrow, line, area "
                          "or ring");
    st = read_class(to->r, v, &n);
    if (st)
        return st;
    if (n.body_px > 0 && types[i].type != DATELINE_NOTE_ARROW)
        return spec_wrong(to->r, parse_member(v, "width"),
                          "a width is of arrows; lines are as wide as their class");
    dateline_annotation like = { .type = types[i].type,
                                 .text = n.text ? n.text : n.label,
                                 .style_class = n.class,
                                 .radius_km = n.radius_km,
                                 .curve = n.curve,
                                 .width_px = n.width_px,
                                 .body_px = n.body_px,
                                 .hatch = n.fill && !strcmp(n.fill, "hatch45") };
    if (like.type != DATELINE_NOTE_LINE && like.type != DATELINE_NOTE_AREA)
        return add_points(to, v, &n, &like);
    if (!n.geometry)
        return spec_wrong(to->r, v, "'%s' wants a geometry", n.type);
    return read_geometry(to, n.geometry, &like);
}

dateline_status spec_annotations(const spec_reader *r, const parse_value *v)
{
    notes to = { .r = r };
    dateline_status st = DATELINE_OK;
    if (v->kind != PARSE_ARRAY)
        return spec_wrong(r, v, "a list, [ ... ], of annotations is wanted here");
    for (size_t i = 0; !st && i < v->n; i++)
        st = read_note(&to, &v->items[i]);
    r->out->map.annotations = to.list;
    r->out->map.n_annotations = to.n;
    return st;
}
