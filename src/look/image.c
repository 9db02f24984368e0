#include "look/image.h"

#include "look/blend.h"

#include <math.h>
#include <string.h>

geo_rect image_seen(const scene_image *m, geo_rect frame)
{
    bool any = frame.x1 > frame.x0 && frame.y1 > frame.y0;
    geo_rect none = { 0, 0, 0, 0 }, b = m->box;
    if (m->width < 1 || m->height < 1 || !m->pixels || !(b.x1 > b.x0 && b.y1 > b.y0))
        return none;
    if (any)
        b = (geo_rect){ fmax(b.x0, frame.x0), fmax(b.y0, frame.y0), fmin(b.x1, frame.x1),
                        fmin(b.y1, frame.y1) };
    return b.x1 > b.x0 && b.y1 > b.y0 ? b : none;
}

/* The pixels that frame leaves of an image, made anew where it cuts through cells. */
static void cut_pixels(const scene_image *m, geo_rect seen, arena *a, image_cut *out)
{
    double cell_x = (m->box.x1 - m->box.x0) / m->width;
    double cell_y = (m->box.y1 - m->box.y0) / m->height;
    out->box = seen;
    out->width = (int)fmin(ceil((seen.x1 - seen.x0) / cell_x - 1e-6), m->width);
    out->height = (int)fmin(ceil((seen.y1 - seen.y0) / cell_y - 1e-6), m->height);
    out->width = out->width < 1 ? 1 : out->width;
    out->height = out->height < 1 ? 1 : out->height;
    size_t n = (size_t)out->width * (size_t)out->height;
    out->pixels = arena_array(a, uint32_t, n);
    if (out->width == m->width && out->height == m->height) {
        memcpy(out->pixels, m->pixels, n * sizeof *out->pixels);
        return;
    }
    double step_x = (seen.x1 - seen.x0) / out->width / cell_x;
    double step_y = (seen.y1 - seen.y0) / out->height / cell_y;
    double first_x = (seen.x0 - m->box.x0) / cell_x;
    double first_y = (seen.y0 - m->box.y0) / cell_y;
    for (int y = 0; y < out->height; y++) {
        int from = (int)fmin(first_y + (y + 0.5) * step_y, m->height - 1);
        for (int x = 0; x < out->width; x++) {
            int at = (int)fmin(first_x + (x + 0.5) * step_x, m->width - 1);
            out->pixels[(size_t)y * (size_t)out->width + (size_t)x] =
                m->pixels[(size_t)from * (size_t)m->width + (size_t)at];
        }
    }
}

bool image_cut_out(const scene_image *m, geo_rect frame, arena *a, image_cut *out)
{
    geo_rect seen = image_seen(m, frame);
    *out = (image_cut){ .multiply = m->multiply, .opaque = true, .grey = true };
    if (!(seen.x1 > seen.x0))
        return false;
    cut_pixels(m, seen, a, out);
    size_t n = (size_t)out->width * (size_t)out->height;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = out->pixels[i];
        out->opaque &= (c & 255) == 255;
        out->grey &= (c >> 24) == (c >> 16 & 255) && (c >> 24) == (c >> 8 & 255);
    }
    if (out->multiply && out->grey) {
        for (size_t i = 0; i < n; i++) {
            uint32_t c = out->pixels[i];
            out->pixels[i] = blend_over255((255 - (c >> 24)) * (c & 255));
        }
        out->multiply = out->opaque = false;
    }
    return true;
}
