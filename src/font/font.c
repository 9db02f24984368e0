#include "font/font.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lazy.h"
#include "font/pango_calls.h"

#include <math.h>
#include <string.h>

static const lazy_name cairo_names[] = {
#define X(name) { "cairo_" #name, offsetof(cairo_calls, name) },
    CAIRO_CALLS(X)
#undef X
};
static const lazy_name pango_names[] = {
#define X(name) { "pango_" #name, offsetof(pango_calls, name) },
    PANGO_CALLS(X)
#undef X
};
static const lazy_name pangocairo_names[] = {
#define X(name) { "pango_cairo_" #name, offsetof(pangocairo_calls, name) },
    PANGOCAIRO_CALLS(X)
#undef X
};
static const lazy_name fontconfig_names[] = {
#define X(name) { "Fc" #name, offsetof(fontconfig_calls, name) },
    FONTCONFIG_CALLS(X)
#undef X
};

typedef struct glib_calls {
    void (*unref)(gpointer object);
    void (*set_config)(PangoFcFontMap *map, FcConfig *config);
} glib_calls;

static const lazy_name unref_name[] = { { "g_object_unref",
                                          offsetof(glib_calls, unref) } };
static const lazy_name config_name[] = { { "pango_fc_font_map_set_config",
                                           offsetof(glib_calls, set_config) } };

/* A text that has been laid out. */
typedef struct run {
    uint64_t hash;
    str text;
    font_spec spec;
    font_extent extent;
    PangoLayout *layout; /* NULL when too many are kept already */
    bool used;
} run;

enum { FIRST_RUNS = 512, KEPT_LAYOUTS = 4096 };

struct font {
    arena memory;
    cairo_calls cairo;
    pango_calls pango;
    pangocairo_calls pangocairo;
    fontconfig_calls fontconfig;
    glib_calls glib;
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    run *runs; /* open addressing, a power of two */
    size_t n_runs, cap_runs, n_layouts;
};

#define COUNT(names) (sizeof(names) / sizeof *(names))

static dateline_status load(font *f, dateline_error *err)
{
    dateline_status st =
        lazy_open(LAZY_CAIRO, cairo_names, COUNT(cairo_names), &f->cairo, err);
    if (!st)
        st = lazy_open(LAZY_PANGO, pango_names, COUNT(pango_names), &f->pango, err);
    if (!st)
        st = lazy_open(LAZY_PANGOCAIRO, pangocairo_names, COUNT(pangocairo_names),
                       &f->pangocairo, err);
    if (!st)
        st = lazy_open(LAZY_FONTCONFIG, fontconfig_names, COUNT(fontconfig_names),
                       &f->fontconfig, err);
    if (!st)
        st = lazy_open(LAZY_GOBJECT, unref_name, 1, &f->glib, err);
    if (!st)
        st = lazy_open(LAZY_PANGOFT2, config_name, 1, &f->glib, err);
    return st;
}

static dateline_status load_fonts(font *f, const char *conf, dateline_error *err)
{
    str text;
    dateline_status st = file_read(&f->memory, conf, &text, err);
    if (st)
        return st;
    f->config = f->fontconfig.ConfigCreate();
    if (!f->config ||
        !f->fontconfig.ConfigParseAndLoadFromMemory(f->config, (const FcChar8 *)text.at,
                                                    FcTrue) ||
        !f->fontconfig.ConfigBuildFonts(f->config))
        return error_set(err, DATELINE_GEODATA, "cannot read the font list '%s'", conf);
    FcFontSet *set = f->fontconfig.ConfigGetFonts(f->config, FcSetSystem);
    if (!set || !set->nfont)
        return error_set(err, DATELINE_GEODATA,
                         "none of the fonts of '%s' is installed; install "
                         "fonts-noto-core",
                         conf);
    return DATELINE_OK;
}

static dateline_status make_context(font *f, dateline_error *err)
{
    f->map = f->pangocairo.font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (!f->map)
        return error_set(err, DATELINE_FAILED, "Pango was built without FreeType");
    f->glib.set_config((PangoFcFontMap *)(void *)f->map, f->config);
    f->context = f->pango.font_map_create_context(f->map);
    f->pango.context_set_round_glyph_positions(f->context, 0);
    cairo_font_options_t *options = f->cairo.font_options_create();
    f->cairo.font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    f->cairo.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    f->cairo.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    f->pangocairo.context_set_font_options(f->context, options);
    f->cairo.font_options_destroy(options);
    return DATELINE_OK;
}

dateline_status font_open(const char *conf, font **out, dateline_error *err)
{
    *out = NULL;
    arena memory = { 0 };
    font *f = arena_new(&memory, font);
    f->memory = memory;
    f->cap_runs = FIRST_RUNS;
    f->runs = arena_array(&f->memory, run, f->cap_runs);
    dateline_status st = load(f, err);
    if (!st)
        st = load_fonts(f, conf, err);
    if (!st)
        st = make_context(f, err);
    if (st)
        font_close(f);
    else
        *out = f;
    return st;
}

void font_close(font *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->cap_runs; i++)
        if (f->runs[i].layout)
            f->glib.unref(f->runs[i].layout);
    if (f->context)
        f->glib.unref(f->context);
    if (f->map)
        f->glib.unref(f->map);
    if (f->config)
        f->fontconfig.ConfigDestroy(f->config);
    arena memory = f->memory;
    arena_clear(&memory);
}

static PangoLayout *lay_out(font *f, str text, font_spec spec)
{
    const pango_calls *p = &f->pango;
    PangoLayout *layout = p->layout_new(f->context);
    PangoFontDescription *d = p->font_description_new();
    p->font_description_set_family(d, "Noto Sans");
    p->font_description_set_weight(d,
                                   spec.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    p->font_description_set_style(d,
                                  spec.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    p->font_description_set_absolute_size(d, spec.size_px * PANGO_SCALE);
    p->layout_set_font_description(layout, d);
    p->font_description_free(d);
    p->layout_set_single_paragraph_mode(layout, 1);
    PangoAttrList *list = p->attr_list_new();
    /* A ligature is one glyph for two letters: a search of a PDF would miss it. */
    p->attr_list_insert(list, p->attr_font_features_new("liga=0, clig=0"));
    if (spec.spacing_em != 0) {
        double units = spec.spacing_em * spec.size_px * PANGO_SCALE;
        p->attr_list_insert(list, p->attr_letter_spacing_new((int)lround(units)));
    }
    p->layout_set_attributes(layout, list);
    p->attr_list_unref(list);
    p->layout_set_text(layout, text.at ? text.at : "", (int)text.len);
    return layout;
}

static font_extent extent_of(font *f, PangoLayout *layout)
{
    PangoRectangle ink, logical;
    PangoLayoutLine *line = f->pango.layout_get_line_readonly(layout, 0);
    f->pango.layout_line_get_extents(line, &ink, &logical);
    double u = 1.0 / PANGO_SCALE;
    return (font_extent){ .width = logical.width * u,
                          .ascent = -logical.y * u,
                          .descent = (logical.y + logical.height) * u,
                          .ink_x0 = ink.x * u,
                          .ink_y0 = ink.y * u,
                          .ink_x1 = (ink.x + ink.width) * u,
                          .ink_y1 = (ink.y + ink.height) * u,
                          .missing = f->pango.layout_get_unknown_glyphs_count(layout) };
}

static bool same_spec(font_spec a, font_spec b)
{
    return a.size_px == b.size_px && a.bold == b.bold && a.italic == b.italic &&
           a.spacing_em == b.spacing_em;
}

/* The slot of a text: its own, or the free one where it belongs. */
static run *slot(run *runs, size_t cap, uint64_t hash, str text, font_spec spec)
{
    for (size_t i = hash & (cap - 1);; i = (i + 1) & (cap - 1)) {
        run *r = &runs[i];
        if (!r->used ||
            (r->hash == hash && str_eq(r->text, text) && same_spec(r->spec, spec)))
            return r;
    }
}

static void grow(font *f)
{
    size_t cap = f->cap_runs * 2;
    run *more = arena_array(&f->memory, run, cap);
    for (size_t i = 0; i < f->cap_runs; i++)
        if (f->runs[i].used) {
            run r = f->runs[i];
            *slot(more, cap, r.hash, r.text, r.spec) = r;
        }
    f->runs = more;
    f->cap_runs = cap;
}

static run *find(font *f, str text, font_spec spec)
{
    uint64_t hash =
        hash_str(text) ^ (uint64_t)llround(spec.size_px * 64) * 0x9E3779B97F4A7C15u;
    run *r = slot(f->runs, f->cap_runs, hash, text, spec);
    if (r->used)
        return r;
    if (f->n_runs * 2 > f->cap_runs) {
        grow(f);
        r = slot(f->runs, f->cap_runs, hash, text, spec);
    }
    PangoLayout *layout = lay_out(f, text, spec);
    *r = (run){ .hash = hash,
                .text = { str_copy(&f->memory, text), text.len },
                .spec = spec,
                .extent = extent_of(f, layout),
                .used = true };
    f->n_runs++;
    if (f->n_layouts < KEPT_LAYOUTS) {
        r->layout = layout;
        f->n_layouts++;
    } else {
        f->glib.unref(layout);
    }
    return r;
}

font_extent font_measure(font *f, str text, font_spec spec)
{
    return find(f, text, spec)->extent;
}

typedef void draw_line(cairo_t *cr, PangoLayoutLine *line);

static void draw(font *f, cairo_t *cr, str text, font_spec spec, dateline_xy at,
                 draw_line *how)
{
    run *r = find(f, text, spec);
    PangoLayout *layout = r->layout ? r->layout : lay_out(f, text, spec);
    f->cairo.move_to(cr, at.x, at.y);
    how(cr, f->pango.layout_get_line_readonly(layout, 0));
    if (!r->layout)
        f->glib.unref(layout);
}

void font_show(font *f, cairo_t *cr, str text, font_spec spec, double x, double y)
{
    draw(f, cr, text, spec, (dateline_xy){ x, y }, f->pangocairo.show_layout_line);
}

void font_path(font *f, cairo_t *cr, str text, font_spec spec, double x, double y)
{
    draw(f, cr, text, spec, (dateline_xy){ x, y }, f->pangocairo.layout_line_path);
}

const cairo_calls *font_cairo(const font *f)
{
    return &f->cairo;
}

const char *font_css_family(const font *f)
{
    (void)f;
    return "'Noto Sans', 'Noto Sans Armenian', 'Noto Sans Georgian', 'Noto Sans Arabic', "
           "'Helvetica Neue', Arial, sans-serif";
}
