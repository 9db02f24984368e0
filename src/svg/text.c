/*
 * Labels of an SVG: one element each, so that they can be edited and moved.
 */
#include "base/num.h"
#include "look/along.h"
#include "svg/writer.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

static bool in(uint32_t c, uint32_t from, uint32_t to)
{
    return c >= from && c <= to;
}

/* Letters of the scripts that run from right to left; their digits and
   punctuation are weak or neutral. */
static bool is_rtl(uint32_t c)
{
    return in(c, 0x05BE, 0x05FF) || in(c, 0x0608, 0x060B) || in(c, 0x060D, 0x065F) ||
           in(c, 0x066D, 0x06EF) || in(c, 0x06FA, 0x08FF) || in(c, 0xFB1D, 0xFDFF) ||
           in(c, 0xFE70, 0xFEFC) || in(c, 0x10800, 0x10FFF) || in(c, 0x1E800, 0x1EFFF);
}

static bool is_ltr(uint32_t c)
{
    return in(c, 'A', 'Z') || in(c, 'a', 'z') ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !in(c, 0x2000, 0x2BFF) &&
            !in(c, 0x3000, 0x3004) && !in(c, 0x0590, 0x08FF));
}

/* By the first strong character (UAX 9, P2), as font does. */
static bool runs_leftward(str s)
{
    s.len = text_utf8_check(s);
    while (s.len) {
        uint32_t c = text_next(&s);
        if (is_rtl(c))
            return true;
        if (is_ltr(c))
            return false;
    }
    return false;
}

static void write_leader(svg_writer *w, const scene_text *t)
{
    int parts[2] = { 0, t->n_leader };
    geo_xy points[3] = { t->leader[0], t->leader[1], t->leader[2] };
    geo_path path = { points, parts, t->n_leader, 1 };
    style_paint paint = { .stroke = t->color };
    size_t mark = w->out->len;
    buf_add_text(w->out, "<path fill=\"none\"");
    svg_stroke(w->out, &paint, 1, false);
    if (t->opacity < 1)
        svg_attr_num(w->out, "opacity", t->opacity, 3);
    if (svg_path(w->out, &path, false, w->decimals))
        buf_add_text(w->out, "/>\n");
    else if (!w->out->over)
        w->out->len = mark;
}

/* The halo is a stroke of the same element, painted first. */
static void write_colors(buf *out, const scene_text *t)
{
    svg_attr_color(out, "fill", t->color);
    if (t->halo && t->halo_px > 0) {
        svg_attr_color(out, "stroke", t->halo);
        svg_attr_num(out, "stroke-width", 2 * t->halo_px, 2);
        buf_add_text(out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    if (t->opacity < 1)
        svg_attr_num(out, "opacity", t->opacity, 3);
}

/* Texts of nothing in particular are numbered as in the layout report. */
static void write_names(svg_writer *w, const scene_text *t)
{
    const char *number = str_print(w->a, "%zu", w->n_texts);
    str id =
        *t->key ? svg_id(&w->ids, "label-", t->key) : svg_id(&w->ids, "text-", number);
    svg_attr(w->out, "id", id);
    if (*t->key && t->is_event)
        svg_attr(w->out, "data-event-id", str_of(t->key));
    if (t->lang && *t->lang)
        svg_attr(w->out, "lang", str_of(t->lang));
}

static void write_font(buf *out, const scene_text *t)
{
    svg_attr_num(out, "font-size", t->font.size_px, 2);
    if (t->font.bold)
        buf_add_text(out, " font-weight=\"700\"");
    if (t->font.italic)
        buf_add_text(out, " font-style=\"italic\"");
    if (t->font.spacing_em != 0)
        svg_attr_num(out, "letter-spacing", t->font.spacing_em * t->font.size_px, 2);
}

static void write_lines(svg_writer *w, const scene_text *t)
{
    buf *out = w->out;
    size_t at = 0, len = strlen(t->text);
    for (int i = 0; i < t->n_lines; i++) {
        const scene_line *l = &t->lines[i];
        /* A word may stand on two lines; else there is a space between them. */
        bool space = i && !(at < len && t->text[at] != ' ');
        at += strlen(l->text) + space;
        if (t->n_lines > 1) {
            buf_add_text(out, space ? " <tspan" : "<tspan");
            svg_attr_num(out, "x", l->x, 2);
            svg_attr_num(out, "y", l->y, 2);
            buf_add_byte(out, '>');
        }
        svg_escape(out, str_of(l->text));
        if (t->n_lines > 1)
            buf_add_text(out, "</tspan>");
    }
    buf_add_text(out, "</text>\n");
}

static void write_level(svg_writer *w, const scene_text *t)
{
    buf *out = w->out;
    buf_add_text(out, "<text");
    write_names(w, t);
    svg_attr_num(out, "x", t->lines[0].x, 2);
    svg_attr_num(out, "y", t->lines[0].y, 2);
    write_font(out, t);
    /* x is the left end in both cases: the end of a text that runs leftward. */
    if (runs_leftward(str_of(t->text)))
        buf_add_text(out, " direction=\"rtl\" text-anchor=\"end\"");
    write_colors(out, t);
    buf_add_byte(out, '>');
    write_lines(w, t);
}

/* ---- texts on paths ------------------------------------------------------------ */

/* Of the size of the type and of the width of a text: how much longer its path is on
   both sides, for fonts that are wider than those it was measured with. */
static const double MORE_EM = 0.5, MORE_WIDTH = 0.1;

static double width_of(const scene_text *t)
{
    return t->lines[0].width > 0 ? t->lines[0].width : t->font.size_px;
}

static double extra_of(const scene_text *t)
{
    return MORE_EM * t->font.size_px + MORE_WIDTH * width_of(t);
}

static bool is_shown(const scene_text *t)
{
    return t->opacity > 0 && t->color && t->n_lines;
}

static bool is_curved(const scene_text *t)
{
    return along_is(t) && t->n_path > 2 && !runs_leftward(str_of(t->lines[0].text));
}

static size_t count_curved(const scene *s)
{
    size_t n = 0;
    for (int i = 0; i < SCENE_LAYERS; i++)
        for (size_t k = 0; k < s->layers[i].n_texts; k++)
            n += is_shown(&s->layers[i].texts[k]) && is_curved(&s->layers[i].texts[k]);
    return n;
}

static void write_text_path(svg_writer *w, const scene_text *t)
{
    geo_path path = along_baseline(t, width_of(t), extra_of(t), w->a);
    str id = svg_id(&w->ids, "along-", *t->key ? t->key : "text");
    w->paths[w->n_paths++] = id;
    buf_add_text(w->out, "<path");
    svg_attr(w->out, "id", id);
    svg_path(w->out, &path, false, 2);
    buf_add_text(w->out, "/>\n");
}

void svg_text_paths(svg_writer *w)
{
    size_t n = w->outline ? 0 : count_curved(w->s);
    if (!n)
        return;
    w->paths = arena_array(w->a, str, n);
    buf_add_text(w->out, "<defs>\n");
    for (int i = 0; i < SCENE_LAYERS; i++)
        for (size_t k = 0; k < w->s->layers[i].n_texts; k++) {
            const scene_text *t = &w->s->layers[i].texts[k];
            if (is_shown(t) && is_curved(t))
                write_text_path(w, t);
        }
    buf_add_text(w->out, "</defs>\n");
}

/* The middle of the text stands where it was measured to, so that another font errs
   to both sides. */
static void write_curved(svg_writer *w, const scene_text *t)
{
    buf *out = w->out;
    str id = w->paths[w->next++];
    buf_add_text(out, "<text");
    write_names(w, t);
    write_font(out, t);
    buf_add_text(out, " text-anchor=\"middle\"");
    write_colors(out, t);
    buf_addf(out, "><textPath href=\"#%.*s\" xlink:href=\"#%.*s\"", STR_ARGS(id),
             STR_ARGS(id));
    svg_attr_num(out, "startOffset", extra_of(t) + width_of(t) / 2, 2);
    buf_add_byte(out, '>');
    svg_escape(out, str_of(t->lines[0].text));
    buf_add_text(out, "</textPath></text>\n");
}

/* In one piece, turned about the left end of its baseline. */
static void write_turned(svg_writer *w, const scene_text *t)
{
    buf *out = w->out;
    geo_path chord = along_baseline(t, width_of(t), 0, w->a);
    geo_xy a = chord.points[0], b = chord.points[chord.n_points - 1];
    double angle = atan2(b.y - a.y, b.x - a.x);
    double short_by = width_of(t) - hypot(b.x - a.x, b.y - a.y);
    a.x -= cos(angle) * short_by / 2;
    a.y -= sin(angle) * short_by / 2;
    buf_add_text(out, "<text");
    write_names(w, t);
    buf_add_text(out, " transform=\"rotate(");
    num_write_fixed(out, angle * 180 / 3.14159265358979323846, 2);
    buf_add_byte(out, ' ');
    num_write_fixed(out, a.x, 2);
    buf_add_byte(out, ' ');
    num_write_fixed(out, a.y, 2);
    buf_add_text(out, ")\"");
    svg_attr_num(out, "x", a.x, 2);
    svg_attr_num(out, "y", a.y, 2);
    write_font(out, t);
    if (runs_leftward(str_of(t->text)))
        buf_add_text(out, " direction=\"rtl\" text-anchor=\"end\"");
    write_colors(out, t);
    buf_add_byte(out, '>');
    svg_escape(out, str_of(t->lines[0].text));
    buf_add_text(out, "</text>\n");
}

/* ---- outlines ------------------------------------------------------------------ */

static void trace_along(svg_writer *w, const scene_text *t)
{
    font_glyphs g = font_lay(w->f, str_of(t->lines[0].text), t->font);
    along l = along_lay(t, g, w->a);
    for (int i = 0; i < l.n; i++) {
        const along_piece *piece = &l.pieces[i];
        for (int k = piece->first; k < piece->first + piece->n; k++) {
            geo_xy at = along_glyph(piece, g, k);
            w->c->save(w->cr);
            w->c->translate(w->cr, at.x, at.y);
            w->c->rotate(w->cr, atan2(piece->sin_a, piece->cos_a));
            font_glyph_path(w->f, w->cr, &g.at[k], t->font.size_px, 0, 0);
            w->c->restore(w->cr);
        }
    }
}

/* What Cairo has as its path, as a shape piece by piece. */
static void write_outlines(svg_writer *w, const scene_text *t)
{
    w->c->new_path(w->cr);
    if (along_is(t))
        trace_along(w, t);
    for (int i = 0; i < t->n_lines && !along_is(t); i++)
        font_path(w->f, w->cr, str_of(t->lines[i].text), t->font, t->lines[i].x,
                  t->lines[i].y);
    cairo_path_t *path = w->c->copy_path(w->cr);
    w->c->new_path(w->cr);
    buf_add_text(w->out, "<path");
    write_names(w, t);
    svg_attr(w->out, "aria-label", str_of(t->text));
    write_colors(w->out, t);
    svg_cairo_path(w->out, path, 2);
    buf_add_text(w->out, "/>\n");
    w->c->path_destroy(path);
}

void svg_text(svg_writer *w, const scene_text *t)
{
    w->n_texts++;
    if (!is_shown(t))
        return;
    if (t->n_leader >= 2 && t->n_leader <= 3)
        write_leader(w, t);
    if (w->outline)
        write_outlines(w, t);
    else if (is_curved(t))
        write_curved(w, t);
    else if (along_is(t))
        write_turned(w, t);
    else
        write_level(w, t);
}
