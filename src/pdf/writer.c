/*
 * The state of a page. Colors, strengths and pens are set only where they change.
 */
#include "pdf/writer.h"

#include "look/look.h"

#include <math.h>
#include <string.h>

void pdf_forget(pdf_writer *w)
{
    w->state = (pdf_state){ .fill = 0xFFFFFFFF,
                            .stroke = 0xFFFFFFFF,
                            .width = -1,
                            .alpha = -1,
                            .rounded = -1,
                            .dash = { -1, -1, -1, -1 } };
}

static void set_alpha(pdf_writer *w, style_color color, double opacity)
{
    int alpha = (int)((color & 255) * fmin(fmax(opacity, 0), 1) + 0.5);
    if (w->state.alpha == alpha)
        return;
    w->state.alpha = alpha;
    w->alphas[alpha] = true;
    buf_addf(w->page, "/A%d gs\n", alpha);
}

/* Thousandths: more than the steps of 8 bits. */
static void add_color(buf *out, style_color rgb, const char *how)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        unsigned v = ((rgb >> shift & 255) * 1000 + 127) / 255;
        if (v == 0 || v == 1000)
            buf_addf(out, "%u ", v / 1000);
        else
            buf_addf(out, ".%03u ", v);
    }
    buf_add_text(out, how);
}

void pdf_fill_color(pdf_writer *w, style_color color, double opacity)
{
    set_alpha(w, color, opacity);
    if (w->state.fill == color >> 8)
        return;
    w->state.fill = color >> 8;
    add_color(w->page, color >> 8, "rg\n");
}

void pdf_stroke_color(pdf_writer *w, style_color color, double opacity)
{
    set_alpha(w, color, opacity);
    if (w->state.stroke == color >> 8)
        return;
    w->state.stroke = color >> 8;
    add_color(w->page, color >> 8, "RG\n");
}

void pdf_pen(pdf_writer *w, double width, bool rounded, const float dash[4])
{
    static const float solid[4] = { 0 };
    style_paint p = { 0 };
    memcpy(p.dash, dash ? dash : solid, sizeof p.dash);
    int n = look_dashes(&p);
    width = fmax(width, w->thinnest);
    if (w->state.width != width) {
        pdf_num(w->page, width);
        buf_add_text(w->page, " w\n");
        w->state.width = width;
    }
    if (w->state.rounded != rounded) {
        buf_addf(w->page, "%d J %d j\n", rounded, rounded);
        w->state.rounded = rounded;
    }
    bool same = true;
    for (int i = 0; i < 4; i++)
        same &= w->state.dash[i] == p.dash[i];
    if (!same) {
        buf_add_byte(w->page, '[');
        for (int i = 0; i < n; i++)
            pdf_num(w->page, fmax((double)p.dash[i], 0));
        buf_add_text(w->page, " ] 0 d\n");
        memcpy(w->state.dash, p.dash, sizeof p.dash);
    }
}

/* ---- groups -------------------------------------------------------------------- */

int pdf_name_object(pdf_writer *w)
{
    int object = pdf_reserve(w->file);
    buf_addf(&w->named, " /X%d %d 0 R", ++w->n_named, object);
    return object;
}

pdf_group pdf_group_begin(pdf_writer *w, geo_rect box, double opacity)
{
    pdf_group g = { w->page, box, opacity };
    w->page = arena_new(w->a, buf);
    pdf_forget(w);
    return g;
}

void pdf_group_end(pdf_writer *w, pdf_group *g)
{
    buf head = { 0 };
    int object = pdf_name_object(w);
    buf_add_text(&head, "/Type /XObject /Subtype /Form /Group << /S /Transparency >> "
                        "/BBox [");
    pdf_num(&head, g->box.x0);
    pdf_num(&head, g->box.y0);
    pdf_num(&head, g->box.x1);
    pdf_num(&head, g->box.y1);
    buf_addf(&head, " ] /Resources %d 0 R", w->resources);
    buf_add_byte(&head, 0);
    pdf_stream(w->file, object, (const char *)head.at, buf_str(w->page));
    buf_clear(&head);
    buf_clear(w->page);
    w->page = g->outer;
    pdf_forget(w);
    set_alpha(w, 255, g->opacity);
    buf_addf(w->page, "/X%d Do\n", w->n_named);
}
