#include "style/names.h"

#include "base/error.h"
#include "base/num.h"
#include "parse/json.h"
#include "text/near.h"
#include "text/utf8.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { MAX_EXTENDS = 8 };

dateline_status style_find_name(const char *source, const parse_value *v, str name,
                                const char *const *names, size_t n, size_t *out,
                                dateline_error *err)
{
    str all[64];
    for (size_t i = 0; i < n && i < 64; i++) {
        all[i] = str_of(names[i]);
        if (str_eq(all[i], name)) {
            *out = i;
            return DATELINE_OK;
        }
    }
    size_t near = text_nearest(name, all, n < 64 ? n : 64, 3);
    return error_at(err, DATELINE_INPUT, source, v->line, v->column,
                    "unknown name '%.*s'%s%s%s", STR_ARGS(text_head(name, 40)),
                    near == TEXT_NONE ? "" : "; did you mean '",
                    near == TEXT_NONE ? "" : names[near], near == TEXT_NONE ? "" : "'?");
}

typedef struct reader {
    const char *source;
    arena *a;
    dateline_error *err;
} reader;

static dateline_status wrong(const reader *r, const parse_value *v, const char *what)
{
    return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column, "%s", what);
}

static dateline_status find_name(const reader *r, const parse_value *v, str name,
                                 const char *const *names, size_t n, size_t *out)
{
    return style_find_name(r->source, v, name, names, n, out, r->err);
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static dateline_status read_color(const reader *r, const parse_value *v, style_color *out)
{
    str t = v->text;
    bool good = v->kind == PARSE_STRING && (t.len == 7 || t.len == 9) && t.at[0] == '#';
    uint32_t c = 0;
    for (size_t i = 1; good && i < t.len; i++) {
        good = hex(t.at[i]) >= 0;
        c = c << 4 | (uint32_t)hex(t.at[i]);
    }
    if (v->kind == PARSE_STRING && str_eq(t, STR("none"))) {
        *out = 0;
        return DATELINE_OK;
    }
    if (!good)
        return wrong(r, v, "a color is written \"#rrggbb\", \"#rrggbbaa\" or \"none\"");
    *out = t.len == 7 ? c << 8 | 0xFF : c;
    return DATELINE_OK;
}

static dateline_status read_number(const reader *r, const parse_value *v, double min,
                                   double max, double *out)
{
    if (v->kind == PARSE_NUMBER && num_parse(v->text, out) && *out >= min && *out <= max)
        return DATELINE_OK;
    if (!v->key.len)
        return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column,
                        "a number from %g to %g is wanted here", min, max);
    return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column,
                    "'%.*s' must be a number from %g to %g", STR_ARGS(v->key), min, max);
}

static dateline_status read_flag(const reader *r, const parse_value *v, bool *out)
{
    if (v->kind != PARSE_BOOL)
        return wrong(r, v, "true or false is wanted here");
    *out = str_eq(v->text, STR("true"));
    return DATELINE_OK;
}

static dateline_status read_dash(const reader *r, const parse_value *v, float dash[4])
{
    if (v->kind != PARSE_ARRAY || v->n > 4 || v->n % 2)
        return wrong(r, v, "a dash is a list of two or four lengths");
    memset(dash, 0, 4 * sizeof *dash);
    for (size_t i = 0; i < v->n; i++) {
        double d = 0;
        dateline_status st = read_number(r, &v->items[i], 0, 200, &d);
        if (st)
            return st;
        dash[i] = (float)d;
    }
    return DATELINE_OK;
}

static dateline_status read_symbol(const reader *r, const parse_value *v,
                                   style_symbol *out)
{
    size_t symbol = 0;
    dateline_status st =
        find_name(r, v, v->text, style_symbol_names, STYLE_SYMBOLS, &symbol);
    if (!st)
        *out = (style_symbol)symbol;
    return st;
}

/* A member of an object of a document, and where its value goes. */
typedef struct field {
    const char *name;
    enum { NUMBER, FLAG, COLOR, DASH, SYMBOL } kind;
    size_t offset;
    double min, max;
} field;

static const field type_fields[] = {
    { "size", NUMBER, offsetof(style_type, size_px), 4, 400 },
    { "spacing", NUMBER, offsetof(style_type, spacing_em), -0.1, 2 },
    { "bold", FLAG, offsetof(style_type, bold), 0, 0 },
    { "italic", FLAG, offsetof(style_type, italic), 0, 0 },
    { "caps", FLAG, offsetof(style_type, caps), 0, 0 },
    { "color", COLOR, offsetof(style_type, color), 0, 0 },
    { "halo", COLOR, offsetof(style_type, halo), 0, 0 },
    { "halo_width", NUMBER, offsetof(style_type, halo_px), 0, 40 },
};

static const field paint_fields[] = {
    { "fill", COLOR, offsetof(style_paint, fill), 0, 0 },
    { "stroke", COLOR, offsetof(style_paint, stroke), 0, 0 },
    { "width", NUMBER, offsetof(style_paint, width), 0, 400 },
    { "dash", DASH, offsetof(style_paint, dash), 0, 0 },
    { "hatch", COLOR, offsetof(style_paint, hatch), 0, 0 },
    { "hatch_width", NUMBER, offsetof(style_paint, hatch_width), 0, 400 },
    { "hatch_gap", NUMBER, offsetof(style_paint, hatch_gap), 0, 400 },
    { "hatch_angle", NUMBER, offsetof(style_paint, hatch_angle), 0, 400 },
    { "symbol", SYMBOL, offsetof(style_paint, symbol), 0, 0 },
    { "size", NUMBER, offsetof(style_paint, size), 0, 400 },
    { "opacity", NUMBER, offsetof(style_paint, opacity), 0, 1 },
};

static const field kind_fields[] = {
    { "symbol", SYMBOL, offsetof(style_paint, symbol), 0, 0 },
    { "color", COLOR, offsetof(style_paint, fill), 0, 0 },
};

enum { MAX_FIELDS = 16 };
#define COUNT(fields) (sizeof(fields) / sizeof *(fields))

static dateline_status read_field(const reader *r, const parse_value *v, const field *f,
                                  void *object)
{
    void *to = (char *)object + f->offset;
    switch (f->kind) {
    case NUMBER:
        return read_number(r, v, f->min, f->max, to);
    case FLAG:
        return read_flag(r, v, to);
    case COLOR:
        return read_color(r, v, to);
    case DASH:
        return read_dash(r, v, to);
    default:
        return read_symbol(r, v, to);
    }
}

static dateline_status read_fields(const reader *r, const parse_value *v,
                                   const field *fields, size_t n, void *object)
{
    const char *names[MAX_FIELDS];
    for (size_t i = 0; i < n; i++)
        names[i] = fields[i].name;
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++) {
        const parse_value *m = &v->items[i];
        size_t at = 0;
        st = find_name(r, m, m->key, names, n, &at);
        st = st ? st : read_field(r, m, &fields[at], object);
    }
    return st;
}

/* What a kind does not say stays as the style that is extended has it. */
static dateline_status read_kind(const reader *r, const parse_value *v, style_paint *p)
{
    bool whole = p->fill || (parse_member(v, "symbol") && parse_member(v, "color"));
    dateline_status st = read_fields(r, v, kind_fields, COUNT(kind_fields), p);
    return st || whole ? st : wrong(r, v, "a kind has a symbol and a color");
}

static dateline_status read_group(const reader *r, const parse_value *group, style *out)
{
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < group->n; i++) {
        const parse_value *m = &group->items[i];
        size_t at = 0;
        if (m->kind != PARSE_OBJECT)
            return wrong(r, m, "an object is wanted here");
        if (str_eq(group->key, STR("types"))) {
            st = find_name(r, m, m->key, style_role_names, STYLE_ROLES, &at);
            st = st ? st
                    : read_fields(r, m, type_fields, COUNT(type_fields), &out->types[at]);
        } else if (str_eq(group->key, STR("classes"))) {
            st = find_name(r, m, m->key, style_class_names, STYLE_CLASSES, &at);
            st = st ? st
                    : read_fields(r, m, paint_fields, COUNT(paint_fields),
                                  &out->classes[at]);
        } else {
            st = find_name(r, m, m->key, style_kind_names, DATELINE_KINDS, &at);
            st = st ? st : read_kind(r, m, &out->kinds[at]);
        }
    }
    return st;
}

/* Heights that rise, each with its color: the whole ramp, or none of it. */
static dateline_status read_ramp(const reader *r, const parse_value *v, style_ramp *out)
{
    *out = (style_ramp){ 0 };
    if (v->kind != PARSE_ARRAY || v->n > STYLE_RAMP)
        return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column,
                        "a ramp is a list of at most %d steps [height, color]",
                        STYLE_RAMP);
    for (size_t i = 0; i < v->n; i++) {
        const parse_value *step = &v->items[i];
        if (step->kind != PARSE_ARRAY || step->n != 2)
            return wrong(r, step, "a step of a ramp is [height in metres, color]");
        dateline_status st =
            read_number(r, &step->items[0], -12000, 9000, &out->height[i]);
        st = st ? st : read_color(r, &step->items[1], &out->color[i]);
        if (st)
            return st;
        if ((out->color[i] & 0xFF) != 0xFF)
            return wrong(r, &step->items[1], "a step of a ramp has an opaque color");
        if (i && out->height[i] <= out->height[i - 1])
            return wrong(r, &step->items[0], "the heights of a ramp rise");
        out->n++;
    }
    return DATELINE_OK;
}

static dateline_status read_ramps(const reader *r, const parse_value *v, style *out)
{
    static const char *const names[] = { "land", "sea" };
    if (v->kind != PARSE_OBJECT)
        return wrong(r, v, "ramps are an object of 'land' and 'sea'");
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++) {
        size_t at = 0;
        st = find_name(r, &v->items[i], v->items[i].key, names, 2, &at);
        st = st ? st : read_ramp(r, &v->items[i], at ? &out->sea : &out->land);
    }
    return st;
}

static dateline_status read_political(const reader *r, const parse_value *v, style *out)
{
    size_t max = COUNT(out->political);
    memset(out->political, 0, sizeof out->political);
    if (v->kind != PARSE_ARRAY || v->n > max)
        return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column,
                        "'political' is a list of at most %zu colors", max);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < v->n; i++) {
        st = read_color(r, &v->items[i], &out->political[i]);
        if (!st && (out->political[i] & 0xFF) != 0xFF)
            st = wrong(r, &v->items[i], "a tint of countries is an opaque color");
    }
    return st;
}

/* Members of the document itself that are plain values. */
static const field style_fields[] = {
    { "event-ground", COLOR, offsetof(style, event_ground), 0, 0 },
    { "kind-size", NUMBER, offsetof(style, kind_size), 4, 100 },
    { "shade", NUMBER, offsetof(style, shade), 0, 1 },
    { "slide", FLAG, offsetof(style, slide), 0, 0 },
    { "mono", FLAG, offsetof(style, mono), 0, 0 },
    { "contrast", NUMBER, offsetof(style, least_contrast), 3, 21 },
    { "settlements", NUMBER, offsetof(style, settlements), 0.05, 4 },
};

static dateline_status read_text(const reader *r, const parse_value *v)
{
    return v->kind == PARSE_STRING ? DATELINE_OK : wrong(r, v, "a text is wanted here");
}

static dateline_status read_member(const reader *r, const parse_value *m, style *out)
{
    enum { TYPES, CLASSES, KINDS, RAMPS, POLITICAL, EXTENDS, STYLE, TITLE, SCHEMA, N };
    static const char *const keys[N + COUNT(style_fields)] = {
        "types", "classes", "kinds",    "ramps",        "political", "extends",
        "style", "title",   "$schema",  "event-ground", "kind-size", "shade",
        "slide", "mono",    "contrast", "settlements",
    };
    size_t key = 0;
    dateline_status st = find_name(r, m, m->key, keys, COUNT(keys), &key);
    if (st)
        return st;
    switch (key) {
    case TYPES:
    case CLASSES:
    case KINDS:
        if (m->kind != PARSE_OBJECT)
            return wrong(r, m, "an object is wanted here");
        return read_group(r, m, out);
    case RAMPS:
        return read_ramps(r, m, out);
    case POLITICAL:
        return read_political(r, m, out);
    case EXTENDS: /* was read before */
    case STYLE:   /* and these are for people and editors */
    case TITLE:
    case SCHEMA:
        return read_text(r, m);
    default:
        return read_field(r, m, &style_fields[key - N], out);
    }
}

/* The document's own members over those of the document that it extends. */
static dateline_status apply(const reader *r, str text, style_load *load, void *ctx,
                             int depth, style *out)
{
    const parse_value *doc;
    dateline_status st = parse_json(r->a, parse_text_of(text, r->source), &doc, r->err);
    if (st)
        return st;
    if (doc->kind != PARSE_OBJECT)
        return wrong(r, doc, "a style is a JSON object");
    const parse_value *base = parse_member(doc, "extends");
    if (base && base->kind != PARSE_STRING)
        return wrong(r, base, "'extends' is the name of a style");
    if (base && depth >= MAX_EXTENDS)
        return wrong(r, base, "styles extend each other in a circle");
    if (base) {
        reader below = *r;
        below.source = str_copy(r->a, base->text);
        str under = { 0 };
        st = load ? load(ctx, below.source, &under, r->err)
                  : wrong(r, base, "this style may not extend another");
        st = st ? st : apply(&below, under, load, ctx, depth + 1, out);
    }
    for (size_t i = 0; !st && i < doc->n; i++)
        st = read_member(r, &doc->items[i], out);
    return st;
}

dateline_status style_read(str text, const char *source, style_load *load, void *ctx,
                           arena *a, style *out, dateline_error *err)
{
    reader r = { source, a, err };
    *out = (style){ .kind_size = 14, .least_contrast = 4.5, .settlements = 1 };
    for (int i = 0; i < STYLE_CLASSES; i++)
        out->classes[i].opacity = 1;
    dateline_status st = apply(&r, text, load, ctx, 0, out);
    for (int i = 0; i < STYLE_ROLES; i++)
        if (!st && out->types[i].size_px <= 0)
            st = error_at(err, DATELINE_INPUT, source, 1, 1, "type '%s' has no size",
                          style_role_names[i]);
    return st;
}
