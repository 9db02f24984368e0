/*
 * geo/clip - lines and rings cut to a rectangle of the page.
 */
#ifndef GEO_CLIP_H
#define GEO_CLIP_H

#include "base/arena.h"
#include "geo/view.h"

/* Lines or rings: parts[i] is where part i starts; parts[n_parts] is n_points. */
typedef struct geo_path {
    geo_xy *points;
    int *parts;
    int n_points, n_parts;
} geo_path;

geo_path geo_path_copy(const geo_path *path, arena *a);

/* The parts of lines inside rect; a line that leaves and comes back becomes
   two (Liang and Barsky 1984). Points that are NaN end a part. */
geo_path geo_clip_lines(const geo_path *in, geo_rect rect, arena *a);
/* The parts of rings inside rect, closed, running along its edges where they
   leave it (Sutherland and Hodgman 1974). Rings of fewer than 4 points or with
   NaN are dropped. */
geo_path geo_clip_rings(const geo_path *in, geo_rect rect, arena *a);
/* Leave out points nearer than tolerance to the one before; ends stay. Rings
   that collapse are dropped when closed is true. In place. */
void geo_thin(geo_path *path, double tolerance, bool closed);
/* Twice the signed area of a ring; positive when it winds clockwise on the
   page (y down). */
double geo_ring_area2(const geo_xy *points, int n);
/* A point deep inside an area of rings, even-odd, and its distance to the
   nearest edge: the pole of inaccessibility to within about 1 px. False when the
   area is empty. */
bool geo_inner_point(const geo_path *area, geo_xy *at, double *clearance);
bool geo_inside(const geo_path *area, geo_xy p);
#endif
