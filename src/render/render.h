/*
 * render - a scene into PNG, SVG or PDF bytes.
 *
 * It reads the scene and nothing else: no events, no styles, no projection.
 * Layers are drawn in order; in each, features in order and then texts. Within
 * a feature: fill, stroke, hatching. A marker's size includes its stroke, which
 * lies outside the fill.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"
#include "scene/scene.h"

#include <dateline.h>
#include <stddef.h>
#include <stdint.h>

typedef struct render_png_options {
    double scale; /* device pixels for one pixel of the page */
    int threads;  /* that may draw and compress; 0: one. The bytes are the same */
} render_png_options;
/* RGB or, for 256 colors or fewer, palette; sRGB; pHYs for 72 dpi times scale;
   title, author, description, alternative text. */
dateline_status render_png_page(const scene *s, const render_png_options *o, font *f,
                                buf *out, dateline_error *err);
/* The same with one thread. */
dateline_status render_png(const scene *s, double scale, font *f, buf *out,
                           dateline_error *err);

/* A part of the page, without title and description. What does not meet the
   part is not drawn. For tiles that are drawn one at a time. */
dateline_status render_png_tile(const scene *s, geo_rect part, double scale, font *f,
                                buf *out, dateline_error *err);

/* A scene drawn into memory. */
typedef struct render_raster {
    int width, height; /* device pixels */
    size_t stride;     /* pixels from row to row */
    uint32_t *pixels;  /* 0x..RRGGBB; the upper 8 bits mean nothing */
    size_t cap;        /* pixels there is room for */
    arena memory;
} render_raster;
/* Draw a part of the page. out is zero, or was drawn on before: its memory is
   then used again, which saves a third of the time. After a failure it is zero;
   after success the caller frees it. */
dateline_status render_draw(const scene *s, geo_rect part, double scale, font *f,
                            render_raster *out, dateline_error *err);
void render_raster_free(render_raster *r);

typedef struct render_svg_options {
    bool outline_text; /* glyph outlines in place of live text */
} render_svg_options;
/* options may be NULL; f may be NULL unless text is outlined. */
dateline_status render_svg(const scene *s, const render_svg_options *options, font *f,
                           buf *out, dateline_error *err);

typedef struct render_pdf_options {
    double points_per_px; /* points for one pixel of the page: 0.75 at 96 dpi, or
                             what makes its millimetres exact */
    double bleed_pt;      /* how far the ground goes on beyond each side of the page,
                             which is then the trim box */
} render_pdf_options;
/* Pages, each of its scene's size. Title, author, subject, language and date are
   those of the first page; layers are those of all. */
dateline_status render_pdf_pages(const scene *const *pages, size_t n,
                                 const render_pdf_options *o, font *f, buf *out,
                                 dateline_error *err);
/* The same without bleed. */
dateline_status render_pdf(const scene *const *pages, size_t n, double points_per_px,
                           font *f, buf *out, dateline_error *err);
#endif
