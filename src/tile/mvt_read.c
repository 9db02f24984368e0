#include "tile/mvt_read.h"

#include "base/error.h"
#include "base/sort.h"
#include "text/utf8.h"

#include <string.h>

/* A message or packed field that is being read. bad is sticky. */
typedef struct wire {
    str rest;
    bool bad;
} wire;

typedef struct field {
    unsigned number, type;
    uint64_t integer; /* types 0, 1 and 5 */
    str bytes;        /* type 2 */
} field;

/* A layer before its features are understood. */
typedef struct raw_layer {
    str *features, *keys, *values;
    size_t n_features, n_keys, n_values;
    const char **names; /* of the keys */
    scene_attr *attrs;  /* of the values, without names */
    const char *name;
    arena *a;
} raw_layer;

typedef struct raw_feature {
    uint64_t id;
    str tags, geometry;
    uint64_t type;
    bool typed;
    bool twice; /* it has two geometries */
} raw_feature;

static uint64_t take_varint(wire *w)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (!w->rest.len) {
            w->bad = true;
            return 0;
        }
        unsigned char c = (unsigned char)*w->rest.at;
        w->rest.at++;
        w->rest.len--;
        v |= (uint64_t)(c & 127) << shift;
        if (c < 128)
            return v;
    }
    w->bad = true;
    return 0;
}

static uint64_t take_fixed(wire *w, size_t n)
{
    if (w->rest.len < n) {
        w->bad = true;
        return 0;
    }
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)(unsigned char)w->rest.at[i] << (8 * i);
    w->rest.at += n;
    w->rest.len -= n;
    return v;
}

static str take_bytes(wire *w)
{
    uint64_t len = take_varint(w);
    if (w->bad || len > w->rest.len) {
        w->bad = true;
        return (str){ 0 };
    }
    str bytes = { w->rest.at, (size_t)len };
    w->rest.at += len;
    w->rest.len -= (size_t)len;
    return bytes;
}

/* The next field; false at the end or when what follows is no field. */
static bool take_field(wire *w, field *f)
{
    if (w->bad || !w->rest.len)
        return false;
    uint64_t tag = take_varint(w);
    *f = (field){ .number = (unsigned)(tag >> 3), .type = (unsigned)(tag & 7) };
    if (tag >> 3 == 0 || tag >> 32)
        w->bad = true;
    switch (f->type) {
    case 0:
        f->integer = take_varint(w);
        break;
    case 1:
        f->integer = take_fixed(w, 8);
        break;
    case 5:
        f->integer = take_fixed(w, 4);
        break;
    case 2:
        f->bytes = take_bytes(w);
        break;
    default:
        w->bad = true;
    }
    return !w->bad;
}

static int64_t unzigzag(uint64_t v)
{
    return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

static dateline_status wrong(dateline_error *err, const raw_layer *l, const char *what)
{
    return error_set(err, DATELINE_INPUT, "bad vector tile: layer '%.40s': %s",
                     l->name ? l->name : "", what);
}

static void add_view(arena *a, str **all, size_t *n, str view)
{
    if (!(*n & (*n - 1))) { /* full at 0 and at each power of two */
        str *more = arena_array(a, str, *n ? *n * 2 : 1);
        if (*n)
            memcpy(more, *all, *n * sizeof **all);
        *all = more;
    }
    (*all)[(*n)++] = view;
}

/* ---- values ------------------------------------------------------------------ */

static double real_of(const field *f)
{
    if (f->type == 5) {
        uint32_t bits = (uint32_t)f->integer;
        float v;
        memcpy(&v, &bits, sizeof v);
        return (double)v;
    }
    double v;
    memcpy(&v, &f->integer, sizeof v);
    return v;
}

/* Fields 1 to 7 of a Value: string, float, double, int, uint, sint, bool. */
static bool read_value_field(const field *f, arena *a, scene_attr *out)
{
    static const unsigned types[] = { 0, 2, 5, 1, 0, 0, 0, 0 };
    if (f->type != types[f->number])
        return false;
    *out = (scene_attr){ .kind = SCENE_ATTR_INTEGER };
    switch (f->number) {
    case 1:
        out->kind = SCENE_ATTR_TEXT;
        out->text = str_copy(a, f->bytes);
        return text_utf8_check(f->bytes) == f->bytes.len;
    case 2:
    case 3:
        out->kind = SCENE_ATTR_NUMBER;
        out->number = real_of(f);
        return true;
    case 4:
        out->number = (double)(int64_t)f->integer;
        return true;
    case 5:
        out->number = (double)f->integer;
        return true;
    case 6:
        out->number = (double)unzigzag(f->integer);
        return true;
    default:
        out->kind = SCENE_ATTR_BOOL;
        out->number = f->integer != 0;
        return true;
    }
}

static dateline_status read_values(raw_layer *l, dateline_error *err)
{
    l->attrs = arena_array(l->a, scene_attr, l->n_values);
    for (size_t i = 0; i < l->n_values; i++) {
        wire w = { l->values[i], false };
        int found = 0;
        for (field f; take_field(&w, &f);) {
            if (f.number > 7)
                continue;
            if (!read_value_field(&f, l->a, &l->attrs[i]))
                return wrong(err, l, "a value has the wrong type or is not UTF-8");
            found++;
        }
        if (w.bad || found != 1)
            return wrong(err, l, "a value has not exactly one type");
    }
    return DATELINE_OK;
}

static dateline_status read_keys(raw_layer *l, dateline_error *err)
{
    l->names = arena_array(l->a, const char *, l->n_keys);
    for (size_t i = 0; i < l->n_keys; i++) {
        if (text_utf8_check(l->keys[i]) != l->keys[i].len)
            return wrong(err, l, "a key is not UTF-8");
        l->names[i] = str_copy(l->a, l->keys[i]);
    }
    return DATELINE_OK;
}

static int by_text(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool repeated(const char **names, size_t n, arena *a)
{
    const char **sorted = arena_array(a, const char *, n);
    if (n)
        memcpy(sorted, names, n * sizeof *sorted);
    sort_stable(sorted, n, sizeof *sorted, by_text, NULL, a);
    for (size_t i = 1; i < n; i++)
        if (!strcmp(sorted[i - 1], sorted[i]))
            return true;
    return false;
}

static dateline_status read_tags(const raw_layer *l, str tags, tile_mvt_feature *f,
                                 dateline_error *err)
{
    wire w = { tags, false };
    scene_attr *attrs = arena_array(l->a, scene_attr, tags.len / 2 + 1);
    while (w.rest.len) {
        uint64_t key = take_varint(&w);
        if (w.bad || !w.rest.len)
            return wrong(err, l, "tags are not pairs");
        uint64_t value = take_varint(&w);
        if (w.bad || key >= l->n_keys || value >= l->n_values)
            return wrong(err, l, "a tag is out of range");
        attrs[f->n_attrs] = l->attrs[value];
        attrs[f->n_attrs++].name = l->names[key];
    }
    f->attrs = attrs;
    const char **names = arena_array(l->a, const char *, (size_t)f->n_attrs);
    for (int i = 0; i < f->n_attrs; i++)
        names[i] = attrs[i].name;
    return repeated(names, (size_t)f->n_attrs, l->a)
               ? wrong(err, l, "a feature has a key twice")
               : DATELINE_OK;
}

/* ---- geometry ---------------------------------------------------------------- */

/* A path that is being drawn; the wire bounds how many points it can get. */
typedef struct pen {
    wire w;
    geo_path path;
    int64_t x, y;
    const char *wrong;
} pen;

static bool step(pen *p)
{
    uint64_t dx = take_varint(&p->w), dy = take_varint(&p->w);
    if (p->w.bad || dx > UINT32_MAX || dy > UINT32_MAX) {
        p->wrong = "a geometry ends early or steps too far";
        return false;
    }
    p->x += unzigzag(dx);
    p->y += unzigzag(dy);
    p->path.points[p->path.n_points++] = (geo_xy){ (double)p->x, (double)p->y };
    return true;
}

static void begin_part(pen *p)
{
    p->path.parts[p->path.n_parts++] = p->path.n_points;
}

/* The next command and its count; false at the end. */
static bool command(pen *p, unsigned *id, uint64_t *count)
{
    if (!p->w.rest.len)
        return false;
    uint64_t v = take_varint(&p->w);
    *id = (unsigned)(v & 7);
    *count = v >> 3;
    if (p->w.bad || v > UINT32_MAX || (*id != 1 && *id != 2 && *id != 7)) {
        p->wrong = "an unknown command";
        return false;
    }
    return true;
}

static void read_points(pen *p)
{
    unsigned id;
    uint64_t count;
    if (!command(p, &id, &count) || id != 1 || !count) {
        p->wrong = "a point does not start with a move";
        return;
    }
    for (uint64_t i = 0; i < count; i++) {
        begin_part(p);
        if (!step(p))
            return;
    }
    if (p->w.rest.len)
        p->wrong = "more than a move in a point";
}

/* MoveTo(1), LineTo(at least min), and for rings ClosePath. */
static bool read_run(pen *p, uint64_t min, bool ring)
{
    unsigned id;
    uint64_t count;
    begin_part(p);
    int first = p->path.n_points;
    if (!command(p, &id, &count))
        return false;
    if (id != 1 || count != 1) {
        p->wrong = "a line or ring does not start with one move";
        return false;
    }
    if (!step(p))
        return false;
    if (!command(p, &id, &count) || id != 2 || count < min) {
        p->wrong = "too few lines in a line or ring";
        return false;
    }
    for (uint64_t i = 0; i < count; i++) {
        geo_xy before = { (double)p->x, (double)p->y };
        if (!step(p))
            return false;
        if (before.x == (double)p->x && before.y == (double)p->y) {
            p->wrong = "a segment without length";
            return false;
        }
    }
    if (!ring)
        return true;
    if (!command(p, &id, &count) || id != 7 || count != 1) {
        p->wrong = "a ring is not closed once";
        return false;
    }
    p->path.points[p->path.n_points++] = p->path.points[first];
    return true;
}

static bool areas_sound(const geo_path *path)
{
    for (int i = 0; i < path->n_parts; i++) {
        double area = geo_ring_area2(path->points + path->parts[i],
                                     path->parts[i + 1] - path->parts[i]);
        if (area == 0 || (i == 0 && area < 0))
            return false;
    }
    return true;
}

static dateline_status read_geometry(const raw_layer *l, const raw_feature *raw,
                                     tile_mvt_feature *f, dateline_error *err)
{
    /* Each point takes two bytes or more; a closing one stands for a command. */
    size_t most = raw->geometry.len + 2;
    pen p = { .w = { raw->geometry, false },
              .path = { .points = arena_array(l->a, geo_xy, most),
                        .parts = arena_array(l->a, int, most) } };
    if (f->kind == SCENE_POINT)
        read_points(&p);
    else
        while (!p.wrong && p.w.rest.len)
            read_run(&p, f->kind == SCENE_AREA ? 2 : 1, f->kind == SCENE_AREA);
    if (p.wrong)
        return wrong(err, l, p.wrong);
    p.path.parts[p.path.n_parts] = p.path.n_points;
    f->path = p.path;
    if (f->kind == SCENE_AREA && !areas_sound(&f->path))
        return wrong(err, l, "a ring without area, or a hole before its ring");
    return DATELINE_OK;
}

/* ---- messages ---------------------------------------------------------------- */

/* *known is false for type UNKNOWN, which is allowed and means nothing. */
static dateline_status read_feature(const raw_layer *l, str bytes, tile_mvt_feature *f,
                                    bool *known, dateline_error *err)
{
    wire w = { bytes, false };
    raw_feature raw = { 0 };
    for (field in; take_field(&w, &in);) {
        static const unsigned types[] = { 0, 0, 2, 0, 2 };
        if (in.number > 4)
            continue;
        if (in.type != types[in.number])
            return wrong(err, l, "a feature has a field of the wrong type");
        if (in.number == 1)
            raw.id = in.integer;
        if (in.number == 2)
            raw.tags = in.bytes;
        if (in.number == 3) {
            raw.type = in.integer;
            raw.typed = true;
        }
        if (in.number == 4) {
            raw.twice = raw.geometry.at != NULL;
            raw.geometry = in.bytes;
        }
    }
    if (w.bad || raw.twice || !raw.typed || !raw.geometry.len)
        return wrong(err, l, "a feature ends early, or has not one type and geometry");
    *known = raw.type >= 1 && raw.type <= 3;
    if (!*known)
        return raw.type ? wrong(err, l, "a feature of a type that does not exist")
                        : DATELINE_OK;
    f->id = raw.id;
    f->kind = (scene_kind)(raw.type - 1);
    dateline_status st = read_geometry(l, &raw, f, err);
    return st ? st : read_tags(l, raw.tags, f, err);
}

/* What is wrong with the form of a field of a layer; NULL when nothing is. */
static const char *field_fault(const field *f)
{
    if (f->number >= 1 && f->number <= 4 && f->type != 2)
        return "a field of the wrong type";
    if ((f->number == 5 || f->number == 15) &&
        (f->type != 0 || !f->integer || f->integer > UINT32_MAX))
        return "a bad extent or version";
    if (f->number == 1 && text_utf8_check(f->bytes) != f->bytes.len)
        return "a name that is not UTF-8";
    return NULL;
}

static void put_field(raw_layer *l, const field *f, tile_layer *out)
{
    switch (f->number) {
    case 1:
        l->name = out->name = str_copy(l->a, f->bytes);
        break;
    case 2:
        add_view(l->a, &l->features, &l->n_features, f->bytes);
        break;
    case 3:
        add_view(l->a, &l->keys, &l->n_keys, f->bytes);
        break;
    case 4:
        add_view(l->a, &l->values, &l->n_values, f->bytes);
        break;
    case 5:
        out->extent = (uint32_t)f->integer;
        break;
    case 15:
        out->version = (uint32_t)f->integer;
        break;
    default:
        break;
    }
}

/* The fields of a layer, in whatever order they come. */
static dateline_status sort_fields(raw_layer *l, str bytes, tile_layer *out,
                                   dateline_error *err)
{
    wire w = { bytes, false };
    for (field f; take_field(&w, &f);) {
        const char *fault = field_fault(&f);
        if (fault)
            return wrong(err, l, fault);
        put_field(l, &f, out);
    }
    if (w.bad)
        return wrong(err, l, "it ends early");
    if (!l->name)
        return wrong(err, l, "no name");
    if (out->version != 1 && out->version != 2)
        return wrong(err, l, "no version, or another than 1 and 2");
    return DATELINE_OK;
}

static dateline_status read_layer(str bytes, arena *a, tile_layer *out,
                                  dateline_error *err)
{
    raw_layer l = { .a = a };
    *out = (tile_layer){ .extent = 4096 };
    dateline_status st = sort_fields(&l, bytes, out, err);
    if (!st)
        st = read_keys(&l, err);
    if (!st)
        st = read_values(&l, err);
    if (st)
        return st;
    out->features = arena_array(a, tile_mvt_feature, l.n_features);
    for (size_t i = 0; !st && i < l.n_features; i++) {
        bool known = false;
        tile_mvt_feature f = { 0 };
        st = read_feature(&l, l.features[i], &f, &known, err);
        if (!st && known)
            out->features[out->n_features++] = f;
    }
    return st;
}

dateline_status tile_mvt_read(str bytes, arena *a, tile_content *out, dateline_error *err)
{
    *out = (tile_content){ 0 };
    wire w = { bytes, false };
    str *layers = NULL;
    size_t n = 0;
    for (field f; take_field(&w, &f);) {
        if (f.number == 3 && f.type != 2)
            w.bad = true;
        else if (f.number == 3)
            add_view(a, &layers, &n, f.bytes);
    }
    if (w.bad)
        return error_set(err, DATELINE_INPUT, "bad vector tile: it ends early");
    tile_layer *all = arena_array(a, tile_layer, n);
    const char **names = arena_array(a, const char *, n);
    for (size_t i = 0; i < n; i++) {
        dateline_status st = read_layer(layers[i], a, &all[i], err);
        if (st)
            return st;
        names[i] = all[i].name;
    }
    if (repeated(names, n, a))
        return error_set(err, DATELINE_INPUT, "bad vector tile: a layer twice");
    *out = (tile_content){ all, n };
    return DATELINE_OK;
}
