/*
 * raster/ink - areas and lines straight into pixels.
 *
 * Most of a map is thousands of short thin lines, for which Cairo's general
 * machinery costs several times what the pixels need. Coverage is exact: the
 * area of a pixel that a shape covers, in 255 steps.
 */
#ifndef RASTER_INK_H
#define RASTER_INK_H

#include "base/arena.h"
#include "geo/clip.h"
#include "style/style.h"

#include <stdbool.h>
#include <stdint.h>

/* Whole units of 1/256 device pixel, top to bottom; turn is 1 where the edge ran
   downward at first, else -1. */
typedef struct ink_edge {
    int x0, y0, x1, y1, turn;
} ink_edge;

/* Pixels to draw on, and where on the page they are. */
typedef struct ink_canvas {
    uint32_t *pixels; /* 0x..RRGGBB, row after row */
    int width, height;
    double scale;  /* device pixels for one pixel of the page */
    geo_xy origin; /* upper left corner, device pixels */
} ink_canvas;

typedef struct ink {
    ink_canvas on;
    ink_edge *edges; /* of the shape in the making */
    size_t n_edges, cap_edges;
    int *order; /* room for sorting them, and for those in reach */
    size_t cap_order;
    arena edge_room, order_room;
    float *cells;    /* coverage added at each pixel of a band of rows */
    uint64_t *marks; /* for each row, a bit for each block of cells that is used */
    int *firsts;     /* how many edges begin in each band */
} ink;

typedef enum ink_rule {
    INK_EVEN_ODD = 0, /* areas */
    INK_UNION,        /* lines, made of pieces that all turn the same way */
} ink_rule;

/* The pixels and memory outlive the ink. */
ink ink_new(const ink_canvas *on, arena *memory);
/* Give back the room that shapes took while they were made; more may come. */
void ink_rest(ink *k);
/* One edge, device pixels. */
void ink_add(ink *k, geo_xy a, geo_xy b);
/* Put what was added down in color, and start anew. */
void ink_put(ink *k, ink_rule rule, style_color color, double opacity);

typedef struct ink_pen {
    double width;  /* pixels of the page */
    float dash[4]; /* pixels of the page; all 0: solid */
    bool rounded;  /* joins and ends */
    bool butt;     /* ends are not, whatever joins are */
} ink_pen;

/* Fill rings or stroke lines, pixels of the page. */
void ink_fill(ink *k, const geo_path *path, style_color color, double opacity);
void ink_stroke(ink *k, const geo_path *path, bool closed, const ink_pen *pen,
                style_color color, double opacity);
#endif
