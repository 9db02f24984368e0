/*
 * geo - the shapes of the Earth and of the page.
 *
 * Values only; projections are in geo/project.h, clipping in geo/clip.h.
 * Longitude first, degrees, WGS 84. Page coordinates are CSS pixels, y down.
 */
#ifndef GEO_GEO_H
#define GEO_GEO_H

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>

typedef dateline_lonlat geo_lonlat;
typedef dateline_box geo_box; /* west > east crosses the antimeridian */
typedef dateline_xy geo_xy;

/* In [-180, 180). */
double geo_wrap_lon(double lon);
/* The same whether or not a box crosses the antimeridian. */
bool geo_box_has(geo_box box, geo_lonlat p);
/* No box at all, as an option that is not given. */
bool geo_box_is_zero(geo_box box);
bool geo_box_meets(geo_box a, geo_box b);
/* East minus west, in (0, 360]: equal ones are the whole circle. */
double geo_box_width(geo_box box);
geo_lonlat geo_box_center(geo_box box);
/* The smallest box around points: the one that leaves out the widest gap of
   longitude, so that it crosses the antimeridian where that is shorter. All zero
   without points; those that are not finite are passed over. A box around one
   meridian is the whole circle to the functions above: grow it first. */
geo_box geo_box_around(const geo_lonlat *points, size_t n);

/* On the sphere of the mean radius 6371.0088 km (IUGG). */
double geo_distance_km(geo_lonlat a, geo_lonlat b);
/* Initial bearing from a to b, degrees clockwise from north, in [0, 360). */
double geo_bearing(geo_lonlat a, geo_lonlat b);
/* The point at a distance and bearing. */
geo_lonlat geo_toward(geo_lonlat from, double bearing, double km);
#endif
