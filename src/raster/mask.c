/*
 * Texts as pixels. Stroking the outlines of glyphs for a halo costs more than
 * all the rest of a label, so the glyphs are drawn once, as coverage, and the
 * halo is computed from the coverage: a pixel that is partly covered tells how
 * far the edge is from its middle, so the distance from any pixel to the ink is
 * the least of |q| + 1/2 - coverage(p + q) over nearby q, exact for straight
 * upright edges and within a tenth of a pixel elsewhere. Its halo is then what
 * a stroke of that radius would cover.
 *
 * Cairo puts glyphs on whole device pixels, which makes small text uneven. They
 * are drawn twice as wide and averaged, so they stand on halves; those that are
 * turned are filled as outlines, exactly where they are.
 */
#include "look/along.h"
#include "look/blend.h"
#include "look/look.h"
#include "raster/paint.h"

#include <math.h>
#include <string.h>

enum {
    FINE = 2, /* glyph positions in a device pixel: halves cannot be told from quarters */
    LANE = 16,      /* pixels worked on at once; also the free margin of rows */
    MOST_HALO = 12, /* device pixels */
    WIDEST = 32000, /* that Cairo can draw on */
};

static double halo_of(const paint_plan *plan, const scene_text *t)
{
    double radius = t->halo ? t->halo_px * plan->scale : 0;
    return fmin(fmax(radius, 0), MOST_HALO);
}

/* ---- glyphs ------------------------------------------------------------------ */

/* The device pixels of box that can be seen, with what lies a halo beyond. */
static bool find_frame(const paint_plan *p, geo_rect box, double radius,
                       paint_glyphs *out)
{
    double far = radius + 2, s = p->scale;
    double x0 = fmax(box.x0 - p->part.x0, 0) * s - far;
    double y0 = fmax(box.y0 - p->part.y0, 0) * s - far;
    double x1 = (fmin(box.x1, p->part.x1) - p->part.x0) * s + far;
    double y1 = (fmin(box.y1, p->part.y1) - p->part.y0) * s + far;
    if (!(x1 > x0 && y1 > y0))
        return false;
    out->x0 = (int)floor(x0);
    out->y0 = (int)floor(y0);
    out->width = (int)ceil(x1) - out->x0;
    out->height = (int)ceil(y1) - out->y0;
    out->fine = out->width * FINE < WIDEST ? FINE : 1;
    out->stride = ((size_t)(out->width * out->fine) + 3) / 4 * 4;
    return true;
}

static void fill_along(const scene_text *t, font *f, cairo_t *cr)
{
    const cairo_calls *c = font_cairo(f);
    arena memory = { 0 };
    font_glyphs g = font_lay(f, str_of(t->lines[0].text), t->font);
    along l = along_lay(t, g, &memory);
    for (int i = 0; i < l.n; i++) {
        const along_piece *piece = &l.pieces[i];
        for (int k = piece->first; k < piece->first + piece->n; k++) {
            geo_xy at = along_glyph(piece, g, k);
            c->save(cr);
            c->translate(cr, at.x, at.y);
            c->rotate(cr, atan2(piece->sin_a, piece->cos_a));
            font_glyph_path(f, cr, &g.at[k], t->font.size_px, 0, 0);
            c->restore(cr);
        }
    }
    c->fill(cr);
    arena_clear(&memory);
}

static void draw_glyphs(const paint_plan *p, const scene_text *t, font *f,
                        paint_glyphs *g, arena *a)
{
    const cairo_calls *c = font_cairo(f);
    unsigned char *at = arena_array(a, unsigned char, g->stride *(size_t)g->height);
    cairo_surface_t *surface = c->image_surface_create_for_data(
        at, CAIRO_FORMAT_A8, g->width * g->fine, g->height, (int)g->stride);
    cairo_t *cr = c->create(surface);
    /* Coverages add up; Pixman has a short way for that, and none for OVER here. */
    c->set_operator(cr, CAIRO_OPERATOR_ADD);
    c->translate(cr, -g->x0 * g->fine, -g->y0);
    c->scale(cr, g->fine * p->scale, p->scale);
    c->translate(cr, -p->part.x0, -p->part.y0);
    if (along_is(t))
        fill_along(t, f, cr);
    else
        for (int i = 0; i < t->n_lines; i++)
            font_show(f, cr, str_of(t->lines[i].text), t->font, t->lines[i].x,
                      t->lines[i].y);
    c->destroy(cr);
    c->surface_finish(surface);
    c->surface_destroy(surface);
    g->at = at;
}

void paint_plan_glyphs(paint_plan *p, font *f, arena *a)
{
    for (int i = 0; i < SCENE_LAYERS; i++) {
        const scene_layer *l = &p->s->layers[i];
        p->glyphs[i] = arena_array(a, paint_glyphs, l->n_texts + 1);
        for (size_t k = 0; k < l->n_texts; k++) {
            const scene_text *t = &l->texts[k];
            if (!(t->opacity > 0) || !t->n_lines || !t->color)
                continue;
            geo_rect box = look_text_box(t);
            if (look_meets(box, p->part) &&
                find_frame(p, box, halo_of(p, t), &p->glyphs[i][k]))
                draw_glyphs(p, t, f, &p->glyphs[i][k], a);
        }
    }
}

/* ---- masks ------------------------------------------------------------------- */

/* The pixels of a text in a band: device coordinates of the part. Rows have LANE
   free pixels on both sides, and reach free rows above and below. */
typedef struct frame {
    int x0, y0, width, height;
    int stride, reach;
} frame;

static unsigned char *room(arena *a, unsigned char **at, size_t *cap, size_t n)
{
    if (*cap < n) {
        *at = arena_array(a, unsigned char, n * 2);
        *cap = n * 2;
    }
    return memset(*at, 0, n);
}

static void narrow(const paint_glyphs *g, const frame *f, unsigned char *out)
{
    for (int y = 0; y < f->height; y++) {
        const unsigned char *in = g->at + (size_t)(f->y0 + y - g->y0) * g->stride;
        unsigned char *row = out + (size_t)(y + f->reach) * (size_t)f->stride + LANE;
        if (g->fine == 1)
            memcpy(row, in, (size_t)f->width);
        else
            for (int x = 0; x < f->width; x++, in += FINE)
                row[x] = (unsigned char)((in[0] + in[1] + FINE / 2) / FINE);
    }
}

/* out = max(out, in - less), of whole lanes; all in bytes, which vectors hold many
   of. */
static void spread_less(const unsigned char *restrict in, unsigned char *restrict out,
                        int n, unsigned char less)
{
    for (int x = 0; x < n; x += LANE)
        for (int k = 0; k < LANE; k++) {
            unsigned char v = in[x + k] > less ? in[x + k] : less, o = out[x + k];
            v = (unsigned char)(v - less);
            out[x + k] = v > o ? v : o;
        }
}

/* out = max(out, in + more) where in is not 0. */
static void spread_more(const unsigned char *restrict in, unsigned char *restrict out,
                        int n, unsigned char more)
{
    unsigned char most = (unsigned char)(255 - more);
    for (int x = 0; x < n; x += LANE)
        for (int k = 0; k < LANE; k++) {
            unsigned char v = in[x + k] < most ? in[x + k] : most, o = out[x + k];
            v = in[x + k] ? (unsigned char)(v + more) : 0;
            out[x + k] = v > o ? v : o;
        }
}

static void spread(const unsigned char *mask, const frame *f, double radius,
                   unsigned char *out)
{
    int lanes = f->stride - 2 * LANE;
    for (int dy = -f->reach; dy <= f->reach; dy++)
        for (int dx = -f->reach; dx <= f->reach; dx++) {
            double bias = (radius - sqrt(dx * dx + dy * dy)) * 255;
            if (bias <= -255)
                continue;
            for (int y = 0; y < f->height; y++) {
                size_t at = (size_t)(y + f->reach) * (size_t)f->stride + LANE;
                ptrdiff_t shift = (ptrdiff_t)dy * f->stride + dx;
                const unsigned char *in = mask + (ptrdiff_t)at + shift;
                if (bias > 0)
                    spread_more(in, out + at, lanes, (unsigned char)fmin(bias, 255));
                else
                    spread_less(in, out + at, lanes, (unsigned char)-bias);
            }
        }
}

/* Color over n pixels where alphas cover them, of 255 each. */
static void put_row(uint32_t *at, const unsigned char *alphas, int n, style_color color)
{
    unsigned strength = color & 255;
    for (int i = 0; i < n; i++) {
        unsigned a = alphas[i];
        uint64_t eight = 1;
        if (!a && i + 8 <= n)
            memcpy(&eight, alphas + i, 8);
        if (!eight)
            i += 7;
        if (!a)
            continue;
        a = strength == 255 ? a : (a * strength + 127) / 255;
        at[i] = blend(at[i], color >> 8, a);
    }
}

/* The rows and columns that the band has. */
static void put_down(painter *p, const frame *f, const unsigned char *mask,
                     style_color color)
{
    const ink_canvas *on = &p->ink->on;
    int x0 = f->x0 > 0 ? f->x0 : 0;
    int x1 = f->x0 + f->width < on->width ? f->x0 + f->width : on->width;
    for (int y = 0; y < f->height && x1 > x0; y++) {
        int row = f->y0 + y - p->y0;
        if (row < 0 || row >= on->height)
            continue;
        put_row(on->pixels + (size_t)row * (size_t)on->width + x0,
                mask + (size_t)(y + f->reach) * (size_t)f->stride + LANE + x0 - f->x0,
                x1 - x0, color);
    }
}

void paint_text_mask(painter *p, const scene_text *t, const paint_glyphs *g)
{
    double radius = halo_of(p->plan, t);
    int reach = (int)ceil(radius) + 1, bottom = p->y0 + p->ink->on.height;
    frame f = { .x0 = g->x0, .width = g->width, .reach = reach };
    f.y0 = g->y0 > p->y0 - reach ? g->y0 : p->y0 - reach;
    int end = g->y0 + g->height < bottom + reach ? g->y0 + g->height : bottom + reach;
    f.height = end - f.y0;
    if (f.height <= 0)
        return;
    f.stride = (f.width + LANE - 1) / LANE * LANE + 2 * LANE;
    size_t bytes = (size_t)f.stride * (size_t)(f.height + 2 * reach);
    unsigned char *mask = room(p->memory, &p->mask, &p->cap_mask, bytes);
    narrow(g, &f, mask);
    if (radius > 0) {
        unsigned char *halo = room(p->memory, &p->halo, &p->cap_halo, bytes);
        spread(mask, &f, radius, halo);
        put_down(p, &f, halo, t->halo);
    }
    put_down(p, &f, mask, t->color);
}
