#include "furniture/furniture.h"

#include "scene/block.h"

#include <math.h>
#include <string.h>

/* No text is smaller, px. */
static const double LEAST_PX = 11;

static const char *key_of(style_role role)
{
    return role == STYLE_TITLE ? "title" : role == STYLE_SUBTITLE ? "subtitle" : "credit";
}

/* A text of at most so many lines; one that is longer is set smaller, then on more
   lines. It is never cut. */
static scene_block headline(const scene_input *in, arena *a, const char *text,
                            scene_block_options o, int lines)
{
    double size_px = in->style->types[o.role].size_px * scene_scale(in);
    scene_block b = scene_block_make(in, a, text, o), full = b;
    for (o.size = 0.92; o.size > 0.7 && size_px * o.size >= LEAST_PX; o.size -= 0.08) {
        if (b.text.n_lines <= lines)
            return b;
        b = scene_block_make(in, a, text, o);
    }
    return b.text.n_lines < full.text.n_lines || full.text.n_lines > 2 ? b : full;
}

/* A block under what is at *y; *y becomes its lower end. */
static void add_block(const scene_input *in, arena *a, scene_page *p,
                      const scene_block *b, style_role role, double *y)
{
    double margin = FURNITURE_MARGIN * scene_scale(in), x = margin;
    if (in->words->right_to_left)
        x = p->scene.width_px - margin - b->width;
    scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
    *t = scene_block_at(b, a, x, *y - fmin(0, b->top) * 0.35);
    t->contrast = style_contrast(t->color, in->style->classes[STYLE_BACKGROUND].fill);
    t->key = key_of(role);
    *y = t->box.y1 + (b->bottom - b->height) * 0.8;
}

bool furniture_dates(const scene_input *in, dateline_when *from, dateline_when *to)
{
    *from = *to = (dateline_when){ 0 };
    for (size_t i = 0; i < in->n_events; i++) {
        dateline_when w = in->events[i]->when;
        if (w.precision == DATELINE_UNDATED || w.begin == INT64_MIN)
            continue;
        if (!from->precision || w.begin < from->begin)
            *from = w;
        int64_t end = w.end == INT64_MAX ? w.begin : w.end;
        int64_t last = to->end == INT64_MAX ? to->begin : to->end;
        if (!to->precision || end > last)
            *to = w;
    }
    return from->precision != DATELINE_UNDATED;
}

const char *furniture_span(const scene_input *in, arena *a)
{
    dateline_when from, to;
    if (!in->n_events)
        return "";
    const char *events = style_events(in->words, (long)in->n_events, a);
    if (!furniture_dates(in, &from, &to))
        return events;
    return style_say(in->words, WORD_EVENT_COUNT_SPAN, a, "events", events, "span",
                     style_span(in->words, from, to, a), NULL);
}

void furniture_add_header(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p, double *bottom)
{
    double k = scene_scale(in), y = FURNITURE_MARGIN * k * 0.8;
    double width = p->scene.width_px - 2 * FURNITURE_MARGIN * k;
    bool titled = o->title && *o->title, given = o->subtitle && *o->subtitle;
    const char *texts[2] = { o->title, given ? o->subtitle : furniture_span(in, a) };
    style_role roles[2] = { STYLE_TITLE, titled ? STYLE_SUBTITLE : STYLE_BODY };
    for (int i = 0; i < 2; i++) {
        if (!texts[i] || !*texts[i])
            continue;
        /* On a wide page height is what the map is short of. */
        scene_block b =
            headline(in, a, texts[i],
                     (scene_block_options){ .role = roles[i], .max_width_px = width },
                     p->scene.width_px > 1.4 * p->scene.height_px ? 1 : 2);
        /* On a stamp of a page the map goes before what was made up to explain it. */
        if (y + b.height > 0.3 * p->scene.height_px && (i || b.height > y * 4)) {
            scene_leave_out(&p->scene, a, key_of(roles[i]), texts[i],
                            "no room on the page");
            continue;
        }
        add_block(in, a, p, &b, roles[i], &y);
    }
    *bottom = y + 4 * k;
}

const char *furniture_disclaimer(const scene_input *in, arena *a)
{
    const style_words *w = in->words;
    style_word names = in->naming == SCENE_DUAL    ? WORD_NAMES_DUAL
                       : in->naming == SCENE_LOCAL ? WORD_NAMES_LOCAL
                                                   : WORD_NAMES_WRITTEN;
    const char *view = style_boundaries(
        w, in->boundaries == BASEMAP_DEFACTO ? WORD_VIEW_DEFACTO : WORD_VIEW_UN, in->asof,
        a);
    return str_print(a, "%s %s %s", w->word[WORD_DISPUTED], style_sentence(w, view, a),
                     style_sentence(w, w->word[names], a));
}

static const char *joined(arena *a, const char *x, const char *y)
{
    if (!x || !*x)
        return y ? y : "";
    return y && *y ? str_print(a, "%s  ·  %s", x, y) : x;
}

enum { NOTES = 0, OWNERS, NOT_PLACED, MAP_DATA, DISCLAIMER, PARTS };

/* What the footer says, part by part; "" what there is nothing to say of. */
static void write_parts(const scene_input *in, const scene_page_options *o, arena *a,
                        const char *parts[PARTS])
{
    const style_words *w = in->words;
    for (int i = 0; i < PARTS; i++)
        parts[i] = "";
    if (o->source && *o->source)
        parts[OWNERS] = style_say(w, WORD_SOURCE, a, "a", o->source, NULL);
    parts[OWNERS] = joined(a, parts[OWNERS], o->credit);
    if (o->map_data && *o->map_data)
        parts[MAP_DATA] = style_say(w, WORD_MAP_DATA, a, "a", o->map_data, NULL);
    long lost = 0;
    for (size_t i = 0; i < in->n_events; i++)
        lost += !scene_has_place(in->events[i]);
    if (lost)
        parts[NOT_PLACED] =
            style_say(w, WORD_NOT_PLACED, a, "events", style_events(w, lost, a), NULL);
    if (!o->no_note)
        parts[DISCLAIMER] = furniture_disclaimer(in, a);
}

typedef struct footer {
    scene_block *blocks; /* from the top */
    int n;
    double height;
} footer;

static void stack(const scene_input *in, arena *a, footer *f, const char *text,
                  double width)
{
    if (!*text)
        return;
    scene_block b = scene_block_make(
        in, a, text,
        (scene_block_options){ .role = STYLE_CREDIT, .max_width_px = width });
    if (f->n)
        f->height += scene_block_gap(&f->blocks[f->n - 1], &b) + 3 * scene_scale(in);
    f->height += b.height;
    f->blocks[f->n++] = b;
}

enum { MOST_NOTES = 12 };

static footer set_footer(const scene_input *in, arena *a, const char *const parts[PARTS],
                         double width)
{
    footer f = { .blocks = arena_array(a, scene_block, MOST_NOTES + 2) };
    str notes = str_of(parts[NOTES]);
    while (notes.len && f.n < MOST_NOTES)
        stack(in, a, &f, str_copy(a, str_trim(str_cut(&notes, '\n'))), width);
    const char *line = joined(a, parts[OWNERS], parts[NOT_PLACED]);
    line = joined(a, line, parts[MAP_DATA]);
    stack(in, a, &f, joined(a, line, parts[DISCLAIMER]), width);
    return f;
}

/* The logo at its size, or as large as the page has room for. */
static geo_rect logo_size(const scene_input *in, const scene_page_options *o)
{
    if (!o->logo || !o->logo->pixels || o->logo->width < 1 || o->logo->height < 1)
        return (geo_rect){ 0 };
    double w = o->logo->box.x1 - o->logo->box.x0, h = o->logo->box.y1 - o->logo->box.y0;
    if (!(w > 0) || !(h > 0)) {
        w = o->logo->width;
        h = o->logo->height;
    }
    double most = 44 * scene_scale(in);
    double shrink = fmin(1, fmin(most / h, 0.22 * o->width_px / w));
    return (geo_rect){ 0, 0, w * shrink, h * shrink };
}

static void add_logo(const scene_input *in, const scene_page_options *o, arena *a,
                     scene_page *p, geo_rect size, double bottom)
{
    if (size.x1 <= 0)
        return;
    double margin = FURNITURE_MARGIN * scene_scale(in);
    double x = in->words->right_to_left ? margin : p->scene.width_px - margin - size.x1;
    scene_image *logo = scene_add_image(&p->scene, a, SCENE_FURNITURE);
    *logo = *o->logo;
    logo->key = "logo";
    logo->box = (geo_rect){ x, bottom - size.y1, x + size.x1, bottom };
}

static void add_footer_texts(const scene_input *in, arena *a, scene_page *p,
                             const footer *f, double top)
{
    double k = scene_scale(in), margin = FURNITURE_MARGIN * k, y = top;
    for (int i = 0; i < f->n; i++) {
        const scene_block *b = &f->blocks[i];
        if (i)
            y += scene_block_gap(&f->blocks[i - 1], b) + 3 * k;
        double x =
            in->words->right_to_left ? p->scene.width_px - margin - b->width : margin;
        scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
        *t = scene_block_at(b, a, x, y);
        t->contrast = style_contrast(t->color, in->style->classes[STYLE_BACKGROUND].fill);
        t->key = i + 1 < f->n ? "note" : "credit";
        y += b->height;
    }
}

/* How high the footer is with the longest note on boundaries: to choose another view,
   day or naming must not move the map. */
static double tallest_footer(const scene_input *in, arena *a,
                             const char *const parts[PARTS], double width, double least)
{
    static const int a_long_day = 20200928;
    const char *other[PARTS];
    double height = least;
    for (int i = 0; i < PARTS; i++)
        other[i] = parts[i];
    for (int i = 0; i < 6 && *parts[DISCLAIMER]; i++) {
        scene_input as = *in;
        as.boundaries = i % 2 ? BASEMAP_DEFACTO : BASEMAP_UN;
        as.naming = (scene_naming)(i / 2);
        as.asof = a_long_day;
        other[DISCLAIMER] = furniture_disclaimer(&as, a);
        height = fmax(height, set_footer(in, a, other, width).height);
    }
    return height;
}

void furniture_add_footer(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p, double *top)
{
    /* What goes first where a page is too small for all; who is owed what and that
       the lines are nobody's claim goes last. */
    static const int drops[] = { NOT_PLACED, NOTES, MAP_DATA, DISCLAIMER, OWNERS };
    double k = scene_scale(in), margin = FURNITURE_MARGIN * k;
    double bottom = p->scene.height_px - margin * 0.75;
    geo_rect logo = logo_size(in, o);
    double width = p->scene.width_px - 2 * margin - (logo.x1 > 0 ? logo.x1 + margin : 0);
    const char *parts[PARTS];
    write_parts(in, o, a, parts);
    parts[NOTES] = o->notes ? o->notes : "";
    footer f = set_footer(in, a, parts, width);
    for (size_t i = 0; i < PARTS && f.height > 0.34 * p->scene.height_px; i++) {
        if (!*parts[drops[i]])
            continue;
        scene_leave_out(&p->scene, a, "footer", parts[drops[i]], "no room on the page");
        parts[drops[i]] = "";
        f = set_footer(in, a, parts, width);
    }
    double height = fmax(tallest_footer(in, a, parts, width, f.height), logo.y1);
    add_logo(in, o, a, p, logo, bottom);
    add_footer_texts(in, a, p, &f, bottom - f.height);
    *top = height > 0 ? bottom - height - 9 * k : p->scene.height_px - margin;
}
