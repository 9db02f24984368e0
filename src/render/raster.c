#include "render/render.h"

#include "base/error.h"
#include "base/limits.h"
#include "render/paint.h"
#include "render/png.h"

#include <math.h>
#include <string.h>

static dateline_status check_size(double width, double height, dateline_error *err)
{
    if (!(width >= 1 && height >= 1))
        return error_set(err, DATELINE_USAGE,
                         "the picture has no pixels; give it a size");
    if (width > LIMIT_PAGE_PX || height > LIMIT_PAGE_PX)
        return error_set(err, DATELINE_LIMIT,
                         "the picture would be %.0f x %.0f pixels; at most %d x %d are "
                         "possible",
                         width, height, LIMIT_PAGE_PX, LIMIT_PAGE_PX);
    return DATELINE_OK;
}

/* What Cairo ran into, if anything. */
static dateline_status check_cairo(const cairo_calls *c, cairo_t *cr, dateline_error *err)
{
    cairo_status_t status = c->status(cr);
    if (status)
        return error_set(err, DATELINE_FAILED, "cannot draw the picture: %s",
                         c->status_to_string(status));
    return DATELINE_OK;
}

/* Black pixels: a scene need not have a background. */
static void make_room(render_raster *r, int width, int height)
{
    size_t n = (size_t)width * (size_t)height;
    if (n > r->cap) {
        arena_clear(&r->memory);
        r->pixels = arena_array(&r->memory, uint32_t, n);
        r->cap = n;
    } else if (r->pixels) {
        memset(r->pixels, 0, n * sizeof *r->pixels);
    }
    r->width = width;
    r->height = height;
    r->stride = (size_t)width;
}

dateline_status render_draw(const scene *s, geo_rect part, double scale, font *f,
                            render_raster *out, dateline_error *err)
{
    double width = floor((part.x1 - part.x0) * scale + 0.5);
    double height = floor((part.y1 - part.y0) * scale + 0.5);
    dateline_status st = check_size(width, height, err);
    if (st) {
        render_raster_free(out);
        return st;
    }
    make_room(out, (int)width, (int)height);
    const cairo_calls *c = font_cairo(f);
    cairo_surface_t *surface =
        c->image_surface_create_for_data((unsigned char *)out->pixels, CAIRO_FORMAT_RGB24,
                                         out->width, out->height, out->width * 4);
    cairo_t *cr = c->create(surface);
    c->scale(cr, scale, scale);
    c->translate(cr, -part.x0, -part.y0);
    arena memory = { 0 };
    ink_canvas canvas = {
        out->pixels, out->width, out->height, scale, { part.x0 * scale, part.y0 * scale }
    };
    ink k = ink_new(&canvas, &memory);
    painter p = { .c = c,
                  .cr = cr,
                  .f = f,
                  .memory = &memory,
                  .part = part,
                  .scale = scale,
                  .ink = &k };
    paint_scene(&p, s);
    st = check_cairo(c, cr, err);
    c->destroy(cr);
    c->surface_finish(surface);
    c->surface_destroy(surface);
    arena_clear(&memory);
    if (st)
        render_raster_free(out);
    return st;
}

void render_raster_free(render_raster *r)
{
    arena_clear(&r->memory);
    *r = (render_raster){ 0 };
}

static dateline_status draw_png(const scene *s, geo_rect part, const png_info *info,
                                font *f, buf *out, dateline_error *err)
{
    render_raster r = { 0 };
    dateline_status st = render_draw(s, part, info->scale, f, &r, err);
    if (st)
        return st;
    st = png_encode(r.pixels, r.width, r.height, info, out, err);
    render_raster_free(&r);
    return st;
}

dateline_status render_png(const scene *s, double scale, font *f, buf *out,
                           dateline_error *err)
{
    png_info info = { scale, s->title, s->description, s->lang };
    return draw_png(s, (geo_rect){ 0, 0, s->width_px, s->height_px }, &info, f, out, err);
}

dateline_status render_png_tile(const scene *s, geo_rect part, double scale, font *f,
                                buf *out, dateline_error *err)
{
    return draw_png(s, part, &(png_info){ .scale = scale }, f, out, err);
}
