/*
 * Texts of a PDF: glyphs of embedded fonts. The halo below them is no text, so that
 * a search finds every label once: the outline of each glyph is an object that is
 * stroked wherever it is needed.
 */
#include "base/num.h"
#include "look/along.h"
#include "look/look.h"
#include "pdf/writer.h"

#include <math.h>

/* A row of glyphs where x grows along the baseline. */
typedef struct row {
    geo_xy at; /* of x = origin */
    double origin, cos_a, sin_a;
    double size;
    str text; /* of the line */
} row;

/* Where x, y of the row is, and which way what follows runs, y down or up. scale is
   of its units. */
static void add_matrix(buf *out, const row *r, geo_xy p, double scale, bool up)
{
    double dx = p.x - r->origin, c = r->cos_a * scale, s = r->sin_a * scale;
    double values[4] = { c, s, up ? s : -s, up ? -c : c };
    for (int i = 0; i < 4; i++) {
        buf_add_byte(out, ' ');
        num_write_fixed(out, values[i], 5);
    }
    pdf_num(out, r->at.x + dx * r->cos_a - p.y * r->sin_a);
    pdf_num(out, r->at.y + dx * r->sin_a + p.y * r->cos_a);
}

/* What a glyph shows: the first of a cluster all of it. */
static str shown(const row *r, font_glyphs g, int i)
{
    bool first = i == 0 || g.at[i - 1].at != g.at[i].at;
    size_t from = (size_t)g.at[i].at, n = (size_t)g.at[i].len;
    if (!first || from + n > r->text.len)
        return (str){ 0 };
    return (str){ r->text.at + from, n };
}

/* Glyphs first..end-1, all of one face, at one height. */
static void add_glyphs(pdf_writer *w, const row *r, font_glyphs g, int first, int end)
{
    buf *out = w->page;
    pdf_face *face = pdf_fonts_face(&w->fonts, g.at[first].face);
    double pen = g.at[first].x;
    add_matrix(out, r, (geo_xy){ pen, g.at[first].y }, 1, true);
    buf_add_text(out, " Tm\n[<");
    for (int i = first; i < end; i++) {
        int code = pdf_fonts_code(&w->fonts, face, g.at[i].id, shown(r, g, i));
        double off = (pen - g.at[i].x) / r->size * 1000;
        if (fabs(off) >= 0.5) {
            buf_add_byte(out, '>');
            pdf_num(out, floor(off + 0.5));
            buf_add_byte(out, '<');
            pen -= floor(off + 0.5) / 1000 * r->size;
        }
        buf_addf(out, "%04X", (unsigned)code);
        pen += face->codes[code].width / 1000 * r->size;
    }
    buf_add_text(out, ">] TJ\n");
}

static void show_row(pdf_writer *w, const row *r, font_glyphs g, int first, int end)
{
    int face = -1;
    for (int i = first, k; i < end; i = k) {
        for (k = i + 1;
             k < end && g.at[k].face == g.at[i].face && g.at[k].y == g.at[i].y;)
            k++;
        if (g.at[i].face != face) {
            face = g.at[i].face;
            buf_addf(w->page, "/F%d", face);
            pdf_num(w->page, r->size);
            buf_add_text(w->page, " Tf\n");
        }
        add_glyphs(w, r, g, i, k);
    }
}

/* ---- halos --------------------------------------------------------------------- */

static void add_cairo_path(buf *out, const cairo_path_t *path)
{
    static const char *const ops[] = { [CAIRO_PATH_MOVE_TO] = " m",
                                       [CAIRO_PATH_LINE_TO] = " l",
                                       [CAIRO_PATH_CURVE_TO] = " c",
                                       [CAIRO_PATH_CLOSE_PATH] = " h" };
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *d = &path->data[i];
        /* Cairo moves back to the start of what it closes. */
        if (d->header.type == CAIRO_PATH_MOVE_TO &&
            (i + d->header.length >= path->num_data ||
             d[d->header.length].header.type == CAIRO_PATH_MOVE_TO))
            continue;
        for (int k = 1; k < d->header.length; k++) {
            pdf_num(out, d[k].point.x);
            pdf_num(out, d[k].point.y);
        }
        buf_add_text(out, ops[d->header.type]);
    }
    buf_add_byte(out, '\n');
}

/* A context that paths can be made in, without edges. */
static cairo_t *open_outlines(pdf_writer *w)
{
    const cairo_calls *c = font_cairo(w->f);
    if (!w->surface) {
        w->surface = c->recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
        w->cr = c->create(w->surface);
    }
    c->new_path(w->cr);
    return w->cr;
}

static void take_outlines(pdf_writer *w, buf *out)
{
    const cairo_calls *c = font_cairo(w->f);
    cairo_path_t *path = c->copy_path(w->cr);
    c->new_path(w->cr);
    add_cairo_path(out, path);
    c->path_destroy(path);
}

/* The object that strokes a glyph, an em being a thousand units. */
static int outline_of(pdf_writer *w, const font_glyph *g, pdf_code *code)
{
    enum { EM = 1000 };
    if (code->outline)
        return code->outline;
    buf b = { 0 };
    font_glyph_path(w->f, open_outlines(w), g, EM, 0, 0);
    take_outlines(w, &b);
    buf_add_text(&b, "S");
    pdf_stream(w->file, pdf_name_object(w),
               "/Type /XObject /Subtype /Form /BBox [-2000 -3000 5000 2000]",
               buf_str(&b));
    buf_clear(&b);
    code->outline = w->n_named;
    return code->outline;
}

static void stroke_row(pdf_writer *w, const row *r, font_glyphs g, int first, int end)
{
    for (int i = first; i < end; i++) {
        pdf_face *face = pdf_fonts_face(&w->fonts, g.at[i].face);
        int code = pdf_fonts_code(&w->fonts, face, g.at[i].id, shown(r, g, i));
        int outline = outline_of(w, &g.at[i], &face->codes[code]);
        buf_add_byte(w->page, 'q');
        add_matrix(w->page, r, (geo_xy){ g.at[i].x, g.at[i].y }, r->size / 1000, false);
        buf_addf(w->page, " cm /X%d Do Q\n", outline);
    }
}

/* ---- lines --------------------------------------------------------------------- */

typedef void draw_row(pdf_writer *w, const row *r, font_glyphs g, int first, int end);

static void draw_line(pdf_writer *w, const scene_text *t, int line, font_glyphs g,
                      draw_row *how)
{
    const scene_line *l = &t->lines[line];
    row r = {
        .at = { l->x, l->y }, .cos_a = 1, .size = t->font.size_px, .text = str_of(l->text)
    };
    if (!along_is(t)) {
        how(w, &r, g, 0, g.n);
        return;
    }
    along pieces = along_lay(t, g, w->a);
    for (int i = 0; i < pieces.n; i++) {
        const along_piece *p = &pieces.pieces[i];
        r.at = p->at;
        r.origin = g.at[p->first].from;
        r.cos_a = p->cos_a;
        r.sin_a = p->sin_a;
        how(w, &r, g, p->first, p->first + p->n);
    }
}

/* A reader may not see the words of letters that are turned, spaced or run leftward;
   they are stated then. */
static bool is_plain(const scene_text *t, font_glyphs g)
{
    if (along_is(t) || t->font.spacing_em > 0)
        return false;
    for (int i = 0; i < g.n; i++)
        if (g.at[i].leftward)
            return false;
    return true;
}

static int count_lines(const scene_text *t)
{
    return along_is(t) ? 1 : t->n_lines;
}

static void add_lines(pdf_writer *w, const scene_text *t)
{
    for (int i = 0; i < count_lines(t); i++) {
        str text = str_of(t->lines[i].text);
        font_glyphs g = font_lay(w->f, text, t->font);
        bool stated = !is_plain(t, g);
        if (!g.n)
            continue;
        if (stated) {
            buf_add_text(w->page, "/Span << /ActualText ");
            pdf_text(w->page, text);
            buf_add_text(w->page, " >> BDC\n");
        }
        buf_add_text(w->page, "BT\n");
        draw_line(w, t, i, g, show_row);
        buf_add_text(w->page, "ET\n");
        if (stated)
            buf_add_text(w->page, "EMC\n");
    }
}

/* Strokes of neighbours overlap, so a halo that shines through is drawn as one. */
static void add_halo(pdf_writer *w, const scene_text *t)
{
    bool group = (t->halo & 255) < 255;
    pdf_group g;
    if (group)
        g = pdf_group_begin(w, look_text_box(t), (t->halo & 255) / 255.0);
    pdf_stroke_color(w, t->halo | 255, 1);
    /* Outlines are scaled, and what strokes them is too. */
    pdf_pen(w, 2 * t->halo_px / t->font.size_px * 1000, true, NULL);
    buf_add_text(w->page, "/Artifact BMC\n");
    for (int i = 0; i < count_lines(t); i++)
        draw_line(w, t, i, font_lay(w->f, str_of(t->lines[i].text), t->font), stroke_row);
    buf_add_text(w->page, "EMC\n");
    if (group)
        pdf_group_end(w, &g);
}

/* ---- fonts that cannot be embedded --------------------------------------------- */

static void add_outlines(pdf_writer *w, const scene_text *t, const char *how)
{
    cairo_t *cr = open_outlines(w);
    for (int i = 0; i < t->n_lines; i++)
        font_path(w->f, cr, str_of(t->lines[i].text), t->font, t->lines[i].x,
                  t->lines[i].y);
    take_outlines(w, w->page);
    buf_add_text(w->page, how);
}

static bool can_embed(pdf_writer *w, const scene_text *t)
{
    for (int i = 0; i < t->n_lines; i++) {
        font_glyphs g = font_lay(w->f, str_of(t->lines[i].text), t->font);
        for (int k = 0; k < g.n; k++)
            if (!pdf_fonts_face(&w->fonts, g.at[k].face)->usable)
                return false;
    }
    return true;
}

/* ---- texts --------------------------------------------------------------------- */

static void draw_leader(pdf_writer *w, const scene_text *t)
{
    geo_xy points[3] = { t->leader[0], t->leader[1], t->leader[2] };
    int parts[2] = { 0, t->n_leader < 3 ? t->n_leader : 3 };
    geo_path path = { points, parts, parts[1], 1 };
    pdf_stroke_color(w, t->color, t->opacity);
    pdf_pen(w, 1, false, NULL);
    pdf_path(w->page, &path, false);
    buf_add_text(w->page, "S\n");
}

void pdf_draw_text(pdf_writer *w, const scene_text *t)
{
    if (!(t->opacity > 0))
        return;
    if (t->n_leader >= 2)
        draw_leader(w, t);
    if (!t->n_lines || !t->color || !(t->font.size_px > 0))
        return;
    bool embed = can_embed(w, t), group = t->opacity < 1;
    pdf_group g;
    if (group)
        g = pdf_group_begin(w, look_text_box(t), t->opacity);
    bool halo = t->halo && t->halo_px > 0;
    if (halo && embed)
        add_halo(w, t);
    if (halo && !embed) {
        pdf_stroke_color(w, t->halo, 1);
        pdf_pen(w, 2 * t->halo_px, true, NULL);
        add_outlines(w, t, "S\n");
    }
    pdf_fill_color(w, t->color, 1);
    if (embed)
        add_lines(w, t);
    else
        add_outlines(w, t, "f\n");
    if (group)
        pdf_group_end(w, &g);
}
