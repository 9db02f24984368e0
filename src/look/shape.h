/*
 * look/shape - an outline of straight lines and cubic curves, and the outlines
 * of the map symbols.
 *
 * One description for Cairo and for SVG, so that pictures agree. Outlines are
 * filled by the even-odd rule; holes are part of them.
 */
#ifndef LOOK_SHAPE_H
#define LOOK_SHAPE_H

#include "geo/geo.h"
#include "style/style.h"

typedef enum shape_op {
    SHAPE_MOVE = 0, /* one point */
    SHAPE_LINE,     /* one point */
    SHAPE_CURVE,    /* three points */
    SHAPE_CLOSE,    /* none */
} shape_op;

enum { SHAPE_OPS = 64, SHAPE_POINTS = 128 };

typedef struct shape {
    unsigned char ops[SHAPE_OPS];
    geo_xy points[SHAPE_POINTS];
    int n_ops, n_points;
} shape;

/* The outline of a symbol that is size pixels across, centered on at. grid is
   the size of a device pixel in pixels: symbols with upright edges are fitted
   to it, which moves them by at most half of it. A grid of 0 leaves them where
   they are. */
void symbol_outline(style_symbol symbol, geo_xy at, double size, double grid, shape *out);
#endif
