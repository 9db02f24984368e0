#include "style/preset.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "style/names.h"

enum { MIN_PX = 64 };

typedef struct reader {
    const char *source;
    arena *a;
    dateline_error *err;
} reader;

static dateline_status wrong(const reader *r, const parse_value *v, const char *what)
{
    return error_at(r->err, DATELINE_INPUT, r->source, v->line, v->column, "%s", what);
}

/* Two lengths, neither of which makes a page too small or too large. */
static bool read_size(const parse_value *v, double px, double *w, double *h)
{
    double *to[] = { w, h };
    if (v->kind != PARSE_ARRAY || v->n != 2)
        return false;
    for (int i = 0; i < 2; i++) {
        const parse_value *x = &v->items[i];
        if (x->kind != PARSE_NUMBER || !num_parse(x->text, to[i]) ||
            !(*to[i] * px >= MIN_PX && *to[i] * px <= LIMIT_PAGE_PX))
            return false;
    }
    return true;
}

static dateline_status read_member(const reader *r, const parse_value *m, style_preset *p)
{
    enum { SIZE, SIZE_MM, TYPE, SLIDE };
    static const char *const keys[] = { "size", "size_mm", "type", "slide" };
    size_t key = 0;
    dateline_status st = style_find_name(r->source, m, m->key, keys, 4, &key, r->err);
    if (st)
        return st;
    switch (key) {
    case SIZE:
        if (!read_size(m, 1, &p->width_px, &p->height_px))
            return wrong(r, m, "a size is [width, height] in pixels, 64 to 16384");
        return st;
    case SIZE_MM:
        if (!read_size(m, STYLE_PX_PER_MM, &p->width_mm, &p->height_mm))
            return wrong(r, m, "a size in millimetres is [width, height], 17 to 4334");
        return st;
    case TYPE:
        if (m->kind != PARSE_NUMBER || !num_parse(m->text, &p->type_scale) ||
            !(p->type_scale >= 0.2 && p->type_scale <= 10))
            return wrong(r, m, "a type scale is a number from 0.2 to 10");
        return st;
    default:
        if (m->kind != PARSE_BOOL)
            return wrong(r, m, "true or false is wanted here");
        p->medium = str_eq(m->text, STR("true")) ? STYLE_ROOM : p->medium;
        return st;
    }
}

static dateline_status read_preset(const reader *r, const parse_value *m, style_preset *p)
{
    *p = (style_preset){ .name = str_copy(r->a, m->key), .points_per_px = 0.75 };
    if (m->kind != PARSE_OBJECT)
        return wrong(r, m, "a preset is an object with a size and a type scale");
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < m->n; i++)
        st = read_member(r, &m->items[i], p);
    if (st)
        return st;
    if ((p->width_px > 0) == (p->width_mm > 0) || p->type_scale <= 0)
        return wrong(r, m,
                     "a preset has a size, in pixels or 'size_mm', and a type scale");
    if (p->width_mm > 0) {
        p->width_px = p->width_mm * STYLE_PX_PER_MM;
        p->height_px = p->height_mm * STYLE_PX_PER_MM;
        p->medium = STYLE_PRINT;
    }
    if (p->medium == STYLE_ROOM)
        p->points_per_px = 960 / p->width_px;
    return st;
}

dateline_status style_presets_read(str text, const char *source, arena *a,
                                   style_preset **out, size_t *n, dateline_error *err)
{
    const parse_value *doc;
    reader r = { source, a, err };
    *out = NULL;
    *n = 0;
    dateline_status st = parse_json(a, parse_text_of(text, source), &doc, err);
    if (st)
        return st;
    if (doc->kind != PARSE_OBJECT)
        return wrong(&r, doc, "presets are a JSON object of names");
    style_preset *all = arena_array(a, style_preset, doc->n + 1);
    for (size_t i = 0; !st && i < doc->n; i++)
        st = read_preset(&r, &doc->items[i], &all[i]);
    if (st)
        return st;
    *out = all;
    *n = doc->n;
    return DATELINE_OK;
}

double style_least_type(const style_preset *p)
{
    return p->medium == STYLE_PRINT  ? 6 / p->points_per_px
           : p->medium == STYLE_ROOM ? 14 / p->points_per_px
                                     : 11;
}
