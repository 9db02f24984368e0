#include "raster/logo.h"

#include "base/error.h"

#include <string.h>

enum { SIDE_MAX = 4096 };

typedef struct source {
    str rest;
} source;

static cairo_status_t feed(void *ctx, unsigned char *to, unsigned int n)
{
    source *s = ctx;
    if (n > s->rest.len)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, s->rest.at, n);
    s->rest = (str){ s->rest.at + n, s->rest.len - n };
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t u32(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Before any memory is taken for it: the sides that its header states. */
static bool has_good_sides(str bytes)
{
    uint32_t w = u32(bytes.at + 16), h = u32(bytes.at + 20);
    return w >= 1 && h >= 1 && w <= SIDE_MAX && h <= SIDE_MAX;
}

static uint32_t straight(uint32_t argb)
{
    uint32_t alpha = argb >> 24, out = 0;
    if (!alpha)
        return 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        uint32_t c = ((argb >> shift & 0xFF) * 255 + alpha / 2) / alpha;
        out = out << 8 | (c > 255 ? 255 : c);
    }
    return out << 8 | alpha;
}

static void copy_pixels(const cairo_calls *c, cairo_surface_t *from, arena *a,
                        scene_image *out)
{
    int w = c->image_surface_get_width(from), h = c->image_surface_get_height(from);
    size_t stride = (size_t)c->image_surface_get_stride(from);
    const unsigned char *rows = c->image_surface_get_data(from);
    bool opaque = c->image_surface_get_format(from) == CAIRO_FORMAT_RGB24;
    uint32_t *pixels = arena_array(a, uint32_t, (size_t)w * (size_t)h);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            uint32_t v;
            memcpy(&v, rows + (size_t)y * stride + (size_t)x * 4, 4);
            pixels[(size_t)y * (size_t)w + (size_t)x] =
                straight(opaque ? v | 0xFF000000U : v);
        }
    *out = (scene_image){
        .box = { 0, 0, w, h }, .width = w, .height = h, .pixels = pixels, .key = ""
    };
}

dateline_status raster_read_png(str bytes, const char *name, font *f, arena *a,
                                scene_image *out, dateline_error *err)
{
    if (bytes.len < 33 || memcmp(bytes.at, "\x89PNG\r\n\x1a\n", 8) != 0)
        return error_at(err, DATELINE_INPUT, name, 0, 0, "a picture has to be a PNG");
    if (!has_good_sides(bytes))
        return error_at(err, DATELINE_LIMIT, name, 0, 0,
                        "a picture is at most %dx%d pixels", SIDE_MAX, SIDE_MAX);
    const cairo_calls *c = font_cairo(f);
    source s = { bytes };
    cairo_surface_t *surface = c->image_surface_create_from_png_stream(feed, &s);
    cairo_status_t status = c->surface_status(surface);
    cairo_format_t format =
        status ? CAIRO_FORMAT_INVALID : c->image_surface_get_format(surface);
    dateline_status st = DATELINE_OK;
    if (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24)
        copy_pixels(c, surface, a, out);
    else
        st =
            error_at(err, DATELINE_INPUT, name, 0, 0, "the PNG is damaged or of 16 bits");
    c->surface_destroy(surface);
    return st;
}
