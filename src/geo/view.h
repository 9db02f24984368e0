/*
 * geo/view - which part of the Earth stands on which pixels.
 */
#ifndef GEO_VIEW_H
#define GEO_VIEW_H

#include "geo/geo.h"
#include "geo/project.h"

/* A rectangle of the page, CSS pixels, y down. */
typedef struct geo_rect {
    double x0, y0, x1, y1;
} geo_rect;

typedef struct geo_view {
    const geo_projector *projector;
    geo_box box;     /* covers all that the frame shows; for queries */
    geo_rect frame;  /* where on the page the map is */
    geo_xy origin;   /* projected metres of the frame's upper left corner */
    double m_per_px; /* projected metres; the true scale at the centre differs
                        by the projection's own distortion */
} geo_view;

/* Fit box into frame, leaving padding pixels free on every side of what the
   box's edges reach. DATELINE_USAGE where the projection cannot show it. */
dateline_status geo_view_fit(const geo_projector *projector, geo_box box, geo_rect frame,
                             double padding, geo_view *out, dateline_error *err);
/* A block of web-Mercator tiles, size pixels each: columns x0..x1 and rows
   y0..y1 of zoom z, both ends included. No padding; box is grown by buffer
   pixels on every side, frame is not. */
typedef struct geo_tiles {
    int z;
    uint32_t x0, y0, x1, y1;
} geo_tiles;
geo_view geo_view_tiles(const geo_projector *mercator, geo_tiles block, double size,
                        double buffer);
/* The tiles of a zoom that a box touches; a box across the antimeridian has
   x1 < x0 and stands for two blocks. */
geo_tiles geo_tiles_of(geo_box box, int z);

/* The longitude in the middle of box; past 180 where box crosses the antimeridian,
   as the pixels of web Mercator run on there. Longitudes within 180 degrees of it
   are the ones to project. */
double geo_view_middle(const geo_view *v);

/* Projected metres to pixels. */
geo_xy geo_view_px(const geo_view *v, geo_xy metres);
/* False where the projection has no such point; it may be outside the frame. */
bool geo_view_locate(const geo_view *v, geo_lonlat p, geo_xy *px);
/* Whether it is in the frame. */
bool geo_view_shows(const geo_view *v, geo_lonlat p);
bool geo_view_unlocate(const geo_view *v, geo_xy px, geo_lonlat *out);
/* True length on the ground of one pixel at a point of the page, along x, km. */
double geo_view_km_per_px(const geo_view *v, geo_xy at);
#endif
