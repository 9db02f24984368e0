/*
 * Labels of an SVG: one element each, so that they can be edited and moved.
 */
#include "base/num.h"
#include "render/svg.h"
#include "text/utf8.h"

#include <math.h>

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

static void write_names(svg_writer *w, const scene_text *t)
{
    if (*t->key) {
        svg_attr(w->out, "id", svg_id(&w->ids, "label-", t->key));
        if (t->is_event)
            svg_attr(w->out, "data-event-id", str_of(t->key));
    }
    if (t->lang && *t->lang)
        svg_attr(w->out, "lang", str_of(t->lang));
}

static void write_live(svg_writer *w, const scene_text *t)
{
    buf *out = w->out;
    bool leftward = runs_leftward(str_of(t->text));
    buf_add_text(out, "<text");
    write_names(w, t);
    svg_attr_num(out, "x", t->lines[0].x, 2);
    svg_attr_num(out, "y", t->lines[0].y, 2);
    svg_attr_num(out, "font-size", t->font.size_px, 2);
    if (t->font.bold)
        buf_add_text(out, " font-weight=\"700\"");
    if (t->font.italic)
        buf_add_text(out, " font-style=\"italic\"");
    if (t->font.spacing_em != 0)
        svg_attr_num(out, "letter-spacing", t->font.spacing_em * t->font.size_px, 2);
    /* x is the left end in both cases: the end of a text that runs leftward. */
    if (leftward)
        buf_add_text(out, " direction=\"rtl\" text-anchor=\"end\"");
    write_colors(out, t);
    buf_add_byte(out, '>');
    for (int i = 0; i < t->n_lines; i++) {
        const scene_line *l = &t->lines[i];
        if (t->n_lines > 1) {
            buf_add_text(out, i ? " <tspan" : "<tspan");
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

/* What Cairo has as its path, as a shape piece by piece. */
static void write_outlines(svg_writer *w, const scene_text *t)
{
    w->c->new_path(w->cr);
    for (int i = 0; i < t->n_lines; i++)
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
    if (!(t->opacity > 0) || !t->color || !t->n_lines)
        return;
    if (t->n_leader >= 2 && t->n_leader <= 3)
        write_leader(w, t);
    if (w->outline)
        write_outlines(w, t);
    else
        write_live(w, t);
}
