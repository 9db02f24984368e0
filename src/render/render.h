/*
 * render - a scene into PNG, SVG or PDF bytes.
 *
 * It reads the scene and nothing else: no events, no styles, no projection.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/buf.h"
#include "font/font.h"
#include "scene/scene.h"

#include <dateline.h>

/* RGB, 8 bits, sRGB chunk, pHYs for 72 dpi times scale, tEXt/iTXt title and
   description. scale is device pixels for one pixel of the page. */
dateline_status render_png(const scene *s, double scale, font *f, buf *out,
                           dateline_error *err);

/* A picture that is composited over something else or onto transparent ground;
   rgba is straight alpha when transparent is true. For tiles. */
dateline_status render_png_tile(const scene *s, geo_rect part, double scale, font *f,
                                buf *out, dateline_error *err);

typedef struct render_svg_options {
    bool outline_text; /* glyph outlines in place of live text */
} render_svg_options;
dateline_status render_svg(const scene *s, const render_svg_options *options, font *f,
                           buf *out, dateline_error *err);

/* Pages of the same size; units_per_px is points for one pixel of the page
   (0.75 at 96 dpi). */
dateline_status render_pdf(const scene *const *pages, size_t n, double points_per_px,
                           font *f, buf *out, dateline_error *err);
#endif
