/*
 * geo/project - longitude and latitude to metres on a plane, and back.
 *
 * The keeper of PROJ. Web Mercator, which tiles need by the million, is its
 * closed form (EPSG 1024, popular visualisation pseudo-Mercator) and loads no
 * library; everything else is PROJ's. A projector is used by one thread at a
 * time.
 */
#ifndef GEO_PROJECT_H
#define GEO_PROJECT_H

#include "base/arena.h"
#include "geo/geo.h"

#include <dateline.h>

typedef struct geo_projector geo_projector;

/* definition: "mercator" (web Mercator), "equal-earth", "lambert", "albers",
   "azimuthal", "orthographic", each fitted to box where it has parameters; a
   PROJ string that starts with "+proj="; "EPSG:nnnn"; or "auto" or NULL: what
   suits the box (conic up to 60 degrees wide, azimuthal near the poles and the
   equator, Equal Earth for the world; Snyder 1987, chapter 6). */
dateline_status geo_projector_open(const char *definition, geo_box box,
                                   geo_projector **out, dateline_error *err);
void geo_projector_close(geo_projector *p);

/* What was chosen, as a PROJ string or "mercator". */
const char *geo_projector_definition(const geo_projector *p);

/* In place: lon/lat in degrees to metres; NaN where there is no such point. */
void geo_project(const geo_projector *p, geo_xy *points, size_t n);
/* Metres to degrees; false where there is no such point. */
bool geo_unproject(const geo_projector *p, geo_xy point, geo_lonlat *out);

/* Whether the projection cuts the globe along the meridian opposite to its
   centre, and where that is; lines across it must be cut. */
bool geo_projector_cut(const geo_projector *p, double *meridian);

/* PROJ takes milliseconds to load: a caller that knows it will be needed may
   start that beside other work. Harmless to call twice. */
void geo_project_preload(void);
#endif
