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
    gpointer (*ref)(gpointer object);
    void (*set_config)(PangoFcFontMap *map, FcConfig *config);
    FcPattern *(*get_pattern)(PangoFcFont *font);
} glib_calls;

static const lazy_name object_names[] = {
    { "g_object_unref", offsetof(glib_calls, unref) },
    { "g_object_ref", offsetof(glib_calls, ref) },
};
static const lazy_name fc_names[] = {
    { "pango_fc_font_map_set_config", offsetof(glib_calls, set_config) },
    { "pango_fc_font_get_pattern", offsetof(glib_calls, get_pattern) },
};

/* A text that has been laid out. */
typedef struct run {
    uint64_t hash;
    str text;
    font_spec spec;
    font_extent extent;
    PangoLayout *layout; /* NULL when too many are kept already */
    font_glyphs glyphs;  /* NULL until somebody asks for them */
    bool used;
} run;

/* A file that glyphs are of. */
typedef struct source {
    const char *file;
    int index;
    PangoFont *font; /* of some size; borrowed from known */
} source;

/* The face of a font of Pango's, which has one for each size. */
typedef struct known {
    PangoFont *font;
    int face;
} known;

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
    source *faces;
    size_t n_faces, cap_faces;
    known *known;
    size_t n_known, cap_known;
    cairo_font_options_t *options;
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
        st = lazy_open(LAZY_GOBJECT, object_names, COUNT(object_names), &f->glib, err);
    if (!st)
        st = lazy_open(LAZY_PANGOFT2, fc_names, COUNT(fc_names), &f->glib, err);
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
    f->options = f->cairo.font_options_create();
    f->cairo.font_options_set_antialias(f->options, CAIRO_ANTIALIAS_GRAY);
    f->cairo.font_options_set_hint_style(f->options, CAIRO_HINT_STYLE_NONE);
    f->cairo.font_options_set_hint_metrics(f->options, CAIRO_HINT_METRICS_OFF);
    f->pangocairo.context_set_font_options(f->context, f->options);
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
    for (size_t i = 0; i < f->n_known; i++)
        f->glib.unref(f->known[i].font);
    if (f->options)
        f->cairo.font_options_destroy(f->options);
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

/* The face that one of Pango's fonts is of; a new one where the file is new. */
static int face_of(font *f, PangoFont *of)
{
    for (size_t i = 0; i < f->n_known; i++)
        if (f->known[i].font == of)
            return f->known[i].face;
    FcPattern *pattern = f->glib.get_pattern((PangoFcFont *)(void *)of);
    FcChar8 *file = NULL;
    int index = 0;
    f->fontconfig.PatternGetString(pattern, FC_FILE, 0, &file);
    f->fontconfig.PatternGetInteger(pattern, FC_INDEX, 0, &index);
    str name = str_of((const char *)file);
    size_t i = 0;
    while (i < f->n_faces &&
           (f->faces[i].index != index || !str_eq(str_of(f->faces[i].file), name)))
        i++;
    if (i == f->n_faces) {
        f->faces = arena_grow(&f->memory, f->faces, i, &f->cap_faces, sizeof(source));
        f->faces[f->n_faces++] = (source){ str_copy(&f->memory, name), index, of };
    }
    f->known = arena_grow(&f->memory, f->known, f->n_known, &f->cap_known, sizeof(known));
    f->known[f->n_known++] = (known){ f->glib.ref(of), (int)i };
    return (int)i;
}

/* Where the cluster ends whose first byte is at from: at the next greater start,
   else at the end of the item. */
static int cluster_end(const PangoGlyphItem *item, int from)
{
    int end = item->item->length;
    for (int i = 0; i < item->glyphs->num_glyphs; i++) {
        int at = item->glyphs->log_clusters[i];
        if (at > from && at < end)
            end = at;
    }
    return end;
}

static double add_item(font *f, const PangoGlyphItem *item, double x, font_glyph *out,
                       int *n)
{
    int face = face_of(f, item->item->analysis.font);
    const double u = 1.0 / PANGO_SCALE;
    for (int i = 0; i < item->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *g = &item->glyphs->glyphs[i];
        int at = item->glyphs->log_clusters[i];
        double width = g->geometry.width * u;
        bool unknown = (g->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
        if (g->glyph != PANGO_GLYPH_EMPTY)
            out[(*n)++] = (font_glyph){ .face = face,
                                        .id = unknown ? 0 : g->glyph,
                                        .x = x + g->geometry.x_offset * u,
                                        .y = g->geometry.y_offset * u,
                                        .from = x,
                                        .to = x + width,
                                        .at = item->item->offset + at,
                                        .len = cluster_end(item, at) - at,
                                        .leftward = item->item->analysis.level % 2 };
        x += width;
    }
    return x;
}

font_glyphs font_lay(font *f, str text, font_spec spec)
{
    run *r = find(f, text, spec);
    if (r->glyphs.at)
        return r->glyphs;
    PangoLayout *layout = r->layout ? r->layout : lay_out(f, text, spec);
    PangoLayoutLine *line = f->pango.layout_get_line_readonly(layout, 0);
    size_t most = 1;
    for (GSList *l = line->runs; l; l = l->next)
        most += (size_t)((PangoGlyphItem *)l->data)->glyphs->num_glyphs;
    font_glyph *at = arena_array(&f->memory, font_glyph, most);
    int n = 0;
    double x = 0;
    for (GSList *l = line->runs; l; l = l->next)
        x = add_item(f, l->data, x, at, &n);
    r->glyphs = (font_glyphs){ at, n };
    if (!r->layout)
        f->glib.unref(layout);
    return r->glyphs;
}

const char *font_face_file(const font *f, int face, int *index)
{
    *index = f->faces[face].index;
    return f->faces[face].file;
}

void font_glyph_path(font *f, cairo_t *cr, const font_glyph *g, double size_px, double x,
                     double y)
{
    PangoCairoFont *of = (PangoCairoFont *)(void *)f->faces[g->face].font;
    cairo_scaled_font_t *scaled = f->pangocairo.font_get_scaled_font(of);
    f->cairo.set_font_face(cr, f->cairo.scaled_font_get_font_face(scaled));
    f->cairo.set_font_size(cr, size_px);
    f->cairo.set_font_options(cr, f->options);
    f->cairo.glyph_path(cr, &(cairo_glyph_t){ g->id, x, y }, 1);
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
