/*
 * raster - a scene into pixels.
 *
 * It reads the scene and nothing else: no events, no styles, no projection.
 * Layers are drawn in order; in each, images, then features in order, then texts.
 * Most of a map is drawn by ink.h; Cairo draws the glyphs (mask.c).
 */
#ifndef RASTER_RASTER_H
#define RASTER_RASTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"
#include "scene/scene.h"

#include <dateline.h>
#include <stddef.h>
#include <stdint.h>

typedef struct raster_png_options {
    double scale; /* device pixels for one pixel of the page */
    int threads;  /* that may draw and compress; 0: one. The bytes are the same */
} raster_png_options;
/* RGB or, for 256 colors or fewer, palette; sRGB; pHYs for 72 dpi times scale;
   title, author, description, alternative text. */
dateline_status raster_png_page(const scene *s, const raster_png_options *o, font *f,
                                buf *out, dateline_error *err);
/* The same with one thread. */
dateline_status raster_png(const scene *s, double scale, font *f, buf *out,
                           dateline_error *err);

/* A part of the page, without title and description. What does not meet the
   part is not drawn. For tiles that are drawn one at a time. */
dateline_status raster_png_tile(const scene *s, geo_rect part, double scale, font *f,
                                buf *out, dateline_error *err);

/* A scene drawn into memory. */
typedef struct raster {
    int width, height; /* device pixels */
    size_t stride;     /* pixels from row to row */
    uint32_t *pixels;  /* 0x..RRGGBB; the upper 8 bits mean nothing */
    size_t cap;        /* pixels there is room for */
    arena memory;
} raster;
/* Draw a part of the page. out is zero, or was drawn on before: its memory is
   then used again, which saves a third of the time. After a failure it is zero;
   after success the caller frees it. */
dateline_status raster_draw(const scene *s, geo_rect part, double scale, font *f,
                            raster *out, dateline_error *err);
void raster_free(raster *r);
#endif
