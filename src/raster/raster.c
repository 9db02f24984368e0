#include "raster/raster.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/pool.h"
#include "png/png.h"
#include "raster/paint.h"

#include <math.h>
#include <string.h>

enum {
    BAND_PIXELS = 240000,
    MOST_BANDS = 16,
};

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

/* Black pixels: a scene need not have a background. */
static void make_room(raster *r, int width, int height)
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

/* A picture that is drawn in bands of rows. */
typedef struct job {
    paint_plan plan;
    font *f;
    arena memory; /* of the glyphs */
    painter *painters;
    ink *inks;
    arena *memories; /* of each band */
} job;

/* Rows lose a little by being drawn in bands, and gain when there are threads. */
static int count_bands(const raster *r)
{
    size_t n = (size_t)r->width * (size_t)r->height / BAND_PIXELS + 1;
    return (int)(n < MOST_BANDS ? n : MOST_BANDS);
}

static void make_bands(job *j, const raster *r, int n, arena *a)
{
    double scale = j->plan.scale;
    geo_xy origin = { j->plan.part.x0 * scale, j->plan.part.y0 * scale };
    j->painters = arena_array(a, painter, (size_t)n);
    j->inks = arena_array(a, ink, (size_t)n);
    j->memories = arena_array(a, arena, (size_t)n);
    for (int i = 0; i < n; i++) {
        int y0 = (int)((long)r->height * i / n),
            y1 = (int)((long)r->height * (i + 1) / n);
        ink_canvas on = { r->pixels + (size_t)y0 * r->stride,
                          r->width,
                          y1 - y0,
                          scale,
                          { origin.x, origin.y + y0 } };
        j->inks[i] = ink_new(&on, &j->memories[i]);
        j->painters[i] = (painter){
            .plan = &j->plan, .ink = &j->inks[i], .memory = &j->memories[i], .y0 = y0
        };
    }
}

/* The glyphs of all texts, beside the bands. */
static void draw_ground(void *ctx, size_t i, int worker)
{
    job *j = ctx;
    (void)worker;
    if (i)
        paint_ground(&j->painters[i - 1]);
    else
        paint_plan_glyphs(&j->plan, j->f, &j->memory);
}

static void draw_rest(void *ctx, size_t i, int worker)
{
    job *j = ctx;
    (void)worker;
    paint_rest(&j->painters[i]);
}

static dateline_status draw(const scene *s, geo_rect part, double scale, int threads,
                            font *f, raster *out, dateline_error *err)
{
    double width = floor((part.x1 - part.x0) * scale + 0.5);
    double height = floor((part.y1 - part.y0) * scale + 0.5);
    dateline_status st = check_size(width, height, err);
    if (st) {
        raster_free(out);
        return st;
    }
    make_room(out, (int)width, (int)height);
    arena memory = { 0 };
    job j = { .plan = { .s = s, .part = part, .scale = scale }, .f = f };
    int n = count_bands(out);
    paint_plan_shapes(&j.plan, &memory);
    make_bands(&j, out, n, &memory);
    pool_run(threads, (size_t)n + 1, draw_ground, &j);
    pool_run(threads, (size_t)n, draw_rest, &j);
    for (int i = 0; i < n; i++)
        arena_clear(&j.memories[i]);
    arena_clear(&j.memory);
    arena_clear(&memory);
    return DATELINE_OK;
}

dateline_status raster_draw(const scene *s, geo_rect part, double scale, font *f,
                            raster *out, dateline_error *err)
{
    return draw(s, part, scale, 1, f, out, err);
}

void raster_free(raster *r)
{
    arena_clear(&r->memory);
    *r = (raster){ 0 };
}

static dateline_status draw_png(const scene *s, geo_rect part, const png_info *info,
                                font *f, buf *out, dateline_error *err)
{
    raster r = { 0 };
    dateline_status st = draw(s, part, info->scale, info->threads, f, &r, err);
    if (st)
        return st;
    st = png_encode(r.pixels, r.width, r.height, info, out, err);
    raster_free(&r);
    return st;
}

dateline_status raster_png_page(const scene *s, const raster_png_options *o, font *f,
                                buf *out, dateline_error *err)
{
    png_info info = { o->scale,  s->title, s->description, s->alt,
                      s->author, s->lang,  o->threads };
    return draw_png(s, (geo_rect){ 0, 0, s->width_px, s->height_px }, &info, f, out, err);
}

dateline_status raster_png(const scene *s, double scale, font *f, buf *out,
                           dateline_error *err)
{
    return raster_png_page(s, &(raster_png_options){ .scale = scale }, f, out, err);
}

dateline_status raster_png_tile(const scene *s, geo_rect part, double scale, font *f,
                                buf *out, dateline_error *err)
{
    return draw_png(s, part, &(png_info){ .scale = scale }, f, out, err);
}
