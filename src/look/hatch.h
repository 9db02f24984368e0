/*
 * look/hatch - parallel lines inside an area, as plain lines.
 *
 * Patterns and clip paths are lost in many drawing programs, so the lines are
 * cut to the area here, for every kind of output alike.
 */
#ifndef LOOK_HATCH_H
#define LOOK_HATCH_H

#include "base/arena.h"
#include "geo/clip.h"

/* The lines at angle degrees, counterclockwise from the x axis (45 rises to the
   right), gap pixels apart, inside the rings of area, even-odd. Lines pass
   through the origin of the page; at multiples of 45 degrees the gap is adjusted
   by a few percent so that they also meet across tiles of 256 pixels. Where
   there would be more than a million pieces the gap is doubled until there are
   fewer. In the arena. */
geo_path hatch_lines(const geo_path *area, double gap, double angle, arena *a);
#endif
