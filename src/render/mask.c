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
 * are drawn twice as wide and averaged, so they stand on halves.
 */
#include "render/paint.h"

#include <math.h>
#include <string.h>

enum {
    FINE = 2, /* glyph positions in a device pixel: halves cannot be told from quarters */
    LANE = 16,      /* pixels worked on at once; also the free margin of rows */
    MOST_HALO = 12, /* device pixels */
};

/* The pixels of a text: device coordinates of the surface. Rows have LANE free
   pixels on both sides, and reach free rows above and below. */
typedef struct frame {
    int x0, y0, width, height;
    int stride, reach;
} frame;

static unsigned char *room(painter *p, paint_mask *m, size_t n)
{
    if (m->cap < n) {
        m->at = arena_array(p->memory, unsigned char, n * 2);
        m->cap = n * 2;
    }
    return memset(m->at, 0, n);
}

/* The device pixels of box that can be seen, with what lies a halo beyond. */
static bool find_frame(const painter *p, geo_rect box, double radius, frame *out)
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
    out->stride = (out->width + LANE - 1) / LANE * LANE + 2 * LANE;
    out->reach = (int)ceil(radius) + 1;
    return true;
}

/* Draw the glyphs FINE times as wide. */
static const unsigned char *draw_wide(painter *p, const scene_text *t, const frame *f,
                                      size_t stride)
{
    const cairo_calls *c = p->c;
    unsigned char *wide = room(p, &p->wide, stride * (size_t)f->height);
    cairo_surface_t *surface = c->image_surface_create_for_data(
        wide, CAIRO_FORMAT_A8, f->width * FINE, f->height, (int)stride);
    cairo_t *cr = c->create(surface);
    /* Coverages add up; Pixman has a short way for that, and none for OVER here. */
    c->set_operator(cr, CAIRO_OPERATOR_ADD);
    c->translate(cr, -f->x0 * FINE, -f->y0);
    c->scale(cr, FINE * p->scale, p->scale);
    c->translate(cr, -p->part.x0, -p->part.y0);
    for (int i = 0; i < t->n_lines; i++)
        font_show(p->f, cr, str_of(t->lines[i].text), t->font, t->lines[i].x,
                  t->lines[i].y);
    c->destroy(cr);
    c->surface_finish(surface);
    c->surface_destroy(surface);
    return wide;
}

static void narrow(const unsigned char *wide, size_t wide_stride, const frame *f,
                   unsigned char *out)
{
    for (int y = 0; y < f->height; y++) {
        const unsigned char *in = wide + (size_t)y * wide_stride;
        unsigned char *row = out + (size_t)(y + f->reach) * (size_t)f->stride + LANE;
        for (int x = 0; x < f->width; x++, in += FINE)
            row[x] = (unsigned char)((in[0] + in[1] + FINE / 2) / FINE);
    }
}

/* out = max(out, in + bias where in is not 0), for whole lanes. */
static void spread_row(const unsigned char *restrict in, unsigned char *restrict out,
                       int n, int bias)
{
    for (int x = 0; x < n; x += LANE)
        for (int k = 0; k < LANE; k++) {
            int v = in[x + k], o = out[x + k];
            int far = v ? v + bias : 0;
            far = far > 255 ? 255 : far;
            out[x + k] = (unsigned char)(far > o ? far : o);
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
                spread_row(mask + (ptrdiff_t)at + shift, out + at, lanes,
                           (int)fmin(bias, 255));
            }
        }
}

static void put_down(painter *p, const frame *f, unsigned char *mask, style_color color)
{
    const cairo_calls *c = p->c;
    unsigned char *first = mask + (size_t)f->reach * (size_t)f->stride + LANE;
    cairo_surface_t *surface = c->image_surface_create_for_data(
        first, CAIRO_FORMAT_A8, f->width, f->height, f->stride);
    paint_color(p, color, 1);
    c->mask_surface(p->cr, surface, f->x0, f->y0);
    c->surface_destroy(surface);
}

void paint_text_mask(painter *p, const scene_text *t)
{
    frame f;
    double radius = t->halo ? fmin(t->halo_px * p->scale, MOST_HALO) : 0;
    if (!find_frame(p, paint_text_box(t), fmax(radius, 0), &f))
        return;
    size_t wide_stride = ((size_t)f.width * FINE + 3) / 4 * 4;
    const unsigned char *wide = draw_wide(p, t, &f, wide_stride);
    size_t bytes = (size_t)f.stride * (size_t)(f.height + 2 * f.reach);
    unsigned char *mask = room(p, &p->mask, bytes);
    narrow(wide, wide_stride, &f, mask);
    p->c->save(p->cr);
    p->c->identity_matrix(p->cr);
    if (radius > 0) {
        unsigned char *halo = room(p, &p->halo, bytes);
        spread(mask, &f, radius, halo);
        put_down(p, &f, halo, t->halo);
    }
    put_down(p, &f, mask, t->color);
    p->c->restore(p->cr);
}
