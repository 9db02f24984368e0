/*
 * render/paint - a scene onto a Cairo context; for PNG and PDF.
 */
#ifndef RENDER_PAINT_H
#define RENDER_PAINT_H

#include "base/arena.h"
#include "font/font.h"
#include "render/ink.h"
#include "render/shape.h"
#include "scene/scene.h"

#include <stdbool.h>

/* Pixels that a text is drawn into before it is put on the page. */
typedef struct paint_mask {
    unsigned char *at;
    size_t cap;
} paint_mask;

typedef struct painter {
    const cairo_calls *c;
    cairo_t *cr; /* the page's pixels, scaled and moved to the surface */
    font *f;
    arena *memory;   /* for what is needed on the way */
    geo_rect part;   /* what can be seen, pixels of the page */
    double scale;    /* device pixels for one pixel of the page */
    double thinnest; /* lines are at least this wide, pixels of the page */
    ink *ink;        /* NULL: Cairo draws everything */
    bool vector;     /* text stays text, nothing is fitted to a grid of pixels */
    paint_mask wide, mask, halo;
} painter;

/* Everything of s that meets p->part. */
void paint_scene(painter *p, const scene *s);
/* The source color with its alpha times opacity. */
void paint_color(const painter *p, style_color color, double opacity);
/* The ink of all lines with its halo, pixels of the page; empty for no lines. */
geo_rect paint_text_box(const scene_text *t);
bool paint_meets(geo_rect a, geo_rect b);
/* A text as pixels: its glyphs become a mask, whose dilation is the halo. */
void paint_text_mask(painter *p, const scene_text *t);

/* The outline of a point's symbol, fitted to grid; empty when nothing is left of
   it. It lies half the stroke's width inside the marker's size, and where there
   is also a fill the whole width. */
void paint_marker_shape(const scene_feature *x, double grid, shape *out);
/* Furniture stands on whole pixels: when all edges of path are upright and few,
   moves them onto the grid (fills) or between (lines of odd width), into a copy
   in the arena. Else path itself. */
geo_path paint_crisp(const geo_path *path, const style_paint *paint, double grid,
                     arena *a);
#endif
