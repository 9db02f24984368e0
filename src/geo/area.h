/*
 * geo/area - areas on a grid of whole numbers that stay valid.
 *
 * The keeper of GEOS. Rounding flips thin rings, folds them over themselves and
 * lays edges on each other; readers of vector tiles want none of that. Most
 * areas come out clean, which an exact test in whole numbers shows; only the
 * others load GEOS and go through its snap rounding (Hobby 1999).
 */
#ifndef GEO_AREA_H
#define GEO_AREA_H

#include "base/arena.h"
#include "geo/clip.h"

#include <dateline.h>

/* Rings, even-odd and closed, inside rect. Unlike geo_clip_rings, which treats
   each ring by itself, it leaves no edges that lie on each other along the sides
   of rect. The result may share the points of in. */
geo_path geo_area_clip(const geo_path *in, geo_rect rect, arena *a);

/* Coordinates that a grid may have. */
enum { GEO_GRID_MAX = 1 << 28 };

/* What a worker needs for the repair of areas; used by one thread at a time.
   GEOS is opened by the first area that needs it. */
typedef struct geo_repair geo_repair;
geo_repair *geo_repair_new(void);
void geo_repair_free(geo_repair *r);

/* Rings, even-odd, rounded to whole numbers. In the result, each outer ring is
   followed by its holes; rings are closed; outer rings wind clockwise on the
   page (geo_ring_area2 is positive), holes the other way; rings do not cross,
   overlap or touch themselves. What has no area after rounding is left out, so
   the result may be empty. Coordinates beyond GEO_GRID_MAX are
   DATELINE_LIMIT. */
dateline_status geo_area_snap(geo_repair *r, const geo_path *rings, arena *a,
                              geo_path *out, dateline_error *err);

/* What lies within half of the lines, in their own unit: rings as above, with round ends,
   exact to a sixteenth of it. */
dateline_status geo_area_band(geo_repair *r, const geo_path *lines, double half, arena *a,
                              geo_path *out, dateline_error *err);
#endif
