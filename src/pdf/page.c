/*
 * Features of a page as operators.
 */
#include "pdf/writer.h"

#include "look/hatch.h"
#include "look/image.h"
#include "look/look.h"
#include "png/png.h"

#include <math.h>
#include <string.h>

/* ---- images -------------------------------------------------------------------- */

/* The strengths of its pixels, as another image. */
static int write_mask(pdf_writer *w, const png_image *m)
{
    buf bytes = { 0 };
    int object = pdf_reserve(w->file);
    char *entries = str_print(
        w->a,
        "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /DecodeParms << /Predictor 15 /Columns %d >>",
        m->width, m->height, m->width);
    dateline_status st = png_squeeze_image(m, 3, 1, &bytes, w->file->err);
    w->file->status = w->file->status ? w->file->status : st;
    pdf_squeezed(w->file, object, entries, buf_str(&bytes));
    buf_clear(&bytes);
    return object;
}

static void write_image(pdf_writer *w, const image_cut *cut)
{
    png_image m = { cut->pixels, cut->width, cut->height };
    char *mask = str_print(w->a, "%s", "");
    if (!cut->opaque)
        mask = str_print(w->a, " /SMask %d 0 R", write_mask(w, &m));
    buf bytes = { 0 };
    int colors = cut->grey ? 1 : 3;
    char *entries = str_print(
        w->a,
        "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s "
        "/BitsPerComponent 8 /Interpolate true /DecodeParms << /Predictor 15 /Colors %d "
        "/Columns %d >>%s",
        m.width, m.height, cut->grey ? "DeviceGray" : "DeviceRGB", colors, m.width, mask);
    dateline_status st = png_squeeze_image(&m, 0, colors, &bytes, w->file->err);
    w->file->status = w->file->status ? w->file->status : st;
    pdf_squeezed(w->file, pdf_name_object(w), entries, buf_str(&bytes));
    buf_clear(&bytes);
}

/* The unit square of an image has y up. */
void pdf_draw_image(pdf_writer *w, const scene_image *m)
{
    image_cut cut;
    if (!image_cut_out(m, w->s->view.frame, w->a, &cut))
        return;
    write_image(w, &cut);
    buf_add_text(w->page, "q /A255 gs");
    w->alphas[255] = true;
    if (cut.multiply) {
        buf_add_text(w->page, " /M gs");
        w->multiply = true;
    }
    pdf_num(w->page, cut.box.x1 - cut.box.x0);
    buf_add_text(w->page, " 0 0");
    pdf_num(w->page, cut.box.y0 - cut.box.y1);
    pdf_num(w->page, cut.box.x0);
    pdf_num(w->page, cut.box.y1);
    buf_addf(w->page, " cm /X%d Do Q\n", w->n_named);
}

/* ---- features ------------------------------------------------------------------ */

static void add_point(buf *out, geo_xy p)
{
    pdf_num(out, p.x);
    pdf_num(out, p.y);
}

static void add_shape(buf *out, const shape *s)
{
    const geo_xy *at = s->points;
    for (int i = 0; i < s->n_ops; i++)
        switch (s->ops[i]) {
        case SHAPE_MOVE:
            add_point(out, *at++);
            buf_add_text(out, " m");
            break;
        case SHAPE_LINE:
            add_point(out, *at++);
            buf_add_text(out, " l");
            break;
        case SHAPE_CURVE:
            for (int k = 0; k < 3; k++)
                add_point(out, *at++);
            buf_add_text(out, " c");
            break;
        default:
            buf_add_text(out, " h");
            break;
        }
    buf_add_byte(out, '\n');
}

/* Around a fill the stroke lies outside, so it is drawn first and twice as wide;
   without a fill it lies on the outline. */
static void draw_marker(pdf_writer *w, const scene_feature *x, double opacity)
{
    const style_paint *p = &x->paint;
    shape outline;
    look_marker_shape(x, 0, &outline);
    if (!outline.n_ops)
        return;
    if (look_strokes(p)) {
        pdf_stroke_color(w, p->stroke, opacity);
        pdf_pen(w, p->fill ? 2 * p->width : p->width, !look_dashes(p), p->dash);
        add_shape(w->page, &outline);
        buf_add_text(w->page, "S\n");
    }
    if (p->fill) {
        pdf_fill_color(w, p->fill, opacity);
        add_shape(w->page, &outline);
        buf_add_text(w->page, "f*\n");
    }
}

static void draw_path(pdf_writer *w, const scene_feature *x, double opacity)
{
    const style_paint *p = &x->paint;
    bool area = x->kind == SCENE_AREA, fill = area && p->fill, line = look_strokes(p);
    if (!x->path.n_points)
        return;
    /* One path serves both where nothing shines through. */
    bool both = fill && line && opacity >= 1 && (p->fill & p->stroke & 255) == 255;
    if (fill) {
        pdf_fill_color(w, p->fill, opacity);
        if (both) {
            pdf_stroke_color(w, p->stroke, opacity);
            pdf_pen(w, p->width, x->rounded, p->dash);
        }
        pdf_path(w->page, &x->path, true);
        buf_add_text(w->page, both ? "B*\n" : "f*\n");
    }
    if (line && !both) {
        pdf_stroke_color(w, p->stroke, opacity);
        pdf_pen(w, p->width, x->rounded, p->dash);
        pdf_path(w->page, &x->path, area);
        buf_add_text(w->page, "S\n");
    }
    if (look_hatches(x)) {
        geo_path lines = hatch_lines(&x->path, p->hatch_gap, p->hatch_angle, w->a);
        if (!lines.n_points)
            return;
        pdf_stroke_color(w, p->hatch, opacity);
        pdf_pen(w, p->hatch_width, false, NULL);
        pdf_path(w->page, &lines, false);
        buf_add_text(w->page, "S\n");
    }
}

static geo_rect box_of(const scene_feature *x)
{
    double grow =
        fmax(2 * x->paint.width, 0) + (x->kind == SCENE_POINT ? x->paint.size : 1);
    geo_rect box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < x->path.n_points; i++) {
        geo_xy at = x->path.points[i];
        box = (geo_rect){ fmin(box.x0, at.x), fmin(box.y0, at.y), fmax(box.x1, at.x),
                          fmax(box.y1, at.y) };
    }
    return (geo_rect){ box.x0 - grow, box.y0 - grow, box.x1 + grow, box.y1 + grow };
}

static void draw_feature(pdf_writer *w, const scene_feature *x, geo_rect rect)
{
    double opacity = x->paint.opacity;
    geo_rect box = box_of(x);
    if (!look_shows(x) || !look_meets(box, rect))
        return;
    bool group = opacity < 1 && look_pieces(x) > 1;
    pdf_group g;
    if (group)
        g = pdf_group_begin(w, box, opacity);
    if (x->kind == SCENE_POINT)
        draw_marker(w, x, group ? 1 : opacity);
    else
        draw_path(w, x, group ? 1 : opacity);
    if (group)
        pdf_group_end(w, &g);
}

static void draw_background(pdf_writer *w, geo_rect r)
{
    pdf_fill_color(w, w->s->background, 1);
    pdf_num(w->page, r.x0);
    pdf_num(w->page, r.y0);
    pdf_num(w->page, r.x1 - r.x0);
    pdf_num(w->page, r.y1 - r.y0);
    buf_add_text(w->page, " re f\n");
}

void pdf_draw(pdf_writer *w, const scene *s, geo_rect rect)
{
    w->s = s;
    pdf_forget(w);
    buf_add_text(w->page, "4 M\n"); /* as in SVG */
    for (int i = 0; i < SCENE_LAYERS; i++) {
        const scene_layer *l = &s->layers[i];
        bool ground = i == SCENE_BACKGROUND && s->background;
        if (!ground && !l->n_images && !l->n_features && !l->n_texts)
            continue;
        w->layers[i] = true;
        buf_addf(w->page, "/OC /L%d BDC\n", i);
        if (ground)
            draw_background(w, rect);
        for (size_t k = 0; k < l->n_images; k++)
            pdf_draw_image(w, &l->images[k]);
        for (size_t k = 0; k < l->n_features; k++)
            draw_feature(w, &l->features[k], rect);
        for (size_t k = 0; k < l->n_texts; k++)
            pdf_draw_text(w, &l->texts[k]);
        buf_add_text(w->page, "EMC\n");
    }
}
