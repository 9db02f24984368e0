/*
 * look - how a feature of a scene looks, in every kind of output alike: which of its
 * parts show, and where exactly.
 *
 * Within a feature: fill, stroke, hatching. A marker's size includes its stroke, which
 * lies outside the fill.
 *
 * Rasters, SVG and PDF are drawn by rooms that know nothing of each other; what they
 * have to agree on is decided here. Hatching (hatch.h), the outlines of symbols
 * (shape.h), the letters of a text on a path (along.h) and the part of an image that
 * is seen (image.h) are given as plain lines, shapes and pixels.
 */
#ifndef LOOK_LOOK_H
#define LOOK_LOOK_H

#include "base/arena.h"
#include "look/shape.h"
#include "scene/scene.h"

#include <stdbool.h>

/* The ink of all lines with its halo, pixels of the page; empty for no lines. */
geo_rect look_text_box(const scene_text *t);
bool look_meets(geo_rect a, geo_rect b);
/* The outline of a point's symbol, fitted to grid; empty when nothing is left of
   it. It lies half the stroke's width inside the marker's size, and where there
   is also a fill the whole width. */
void look_marker_shape(const scene_feature *x, double grid, shape *out);
/* Furniture stands on whole pixels: when all edges of path are upright and few,
   moves them onto the grid (fills) or between (lines of odd width), into a copy
   in the arena. Else path itself. */
geo_path look_crisp(const geo_path *path, const style_paint *paint, double grid,
                    arena *a);
/* Whether a feature has a stroke, has hatching, shows at all. */
bool look_strokes(const style_paint *p);
bool look_hatches(const scene_feature *x);
bool look_shows(const scene_feature *x);
/* The dashes of a line: how many numbers, 0 when it is solid. */
int look_dashes(const style_paint *p);
/* How many pieces that overlap a feature is drawn in. */
int look_pieces(const scene_feature *x);
#endif
