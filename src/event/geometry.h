/*
 * geometry - shapes of events, from and to GeoJSON and WKT.
 *
 * A point stays a point; a LineString, MultiLineString, Polygon or MultiPolygon
 * becomes a dateline_geometry and a point on or in it that stands for it. Rings
 * are closed and wound as RFC 7946 says: the outer ring counterclockwise, holes
 * clockwise and after it.
 */
#ifndef EVENT_GEOMETRY_H
#define EVENT_GEOMETRY_H

#include "base/jsonw.h"
#include "parse/json.h"

#include <dateline.h>
#include <stdbool.h>

typedef struct event_shape {
    bool located;                      /* false: null or empty */
    dateline_lonlat where;             /* the point, or one that stands for the shape */
    const dateline_geometry *geometry; /* NULL for a point */
} event_shape;

/* A GeoJSON geometry or null; what it makes is in the arena. Of a MultiPoint the
   first point is taken. DATELINE_INPUT without a position but with the reason. */
dateline_status event_geometry_of_json(arena *a, const parse_value *v, event_shape *out,
                                       dateline_error *err);
/* Well-known text, perhaps with "SRID=4326;" before it. */
dateline_status event_geometry_of_wkt(arena *a, str wkt, event_shape *out,
                                      dateline_error *err);

/* Degrees that a source gives: finite, latitude within 90, longitude within 180
   or, from 0 to 360 eastward, brought there. The reason tells when the two look
   swapped. */
dateline_status event_check_lonlat(dateline_lonlat *p, dateline_error *err);

/* Coordinates have at most 6 decimals. */
void event_geometry_json(jsonw *w, const dateline_event *e);
void event_geometry_wkt(buf *out, const dateline_geometry *g);
/* Of every point; false when the event is not located. */
bool event_geometry_box(const dateline_event *e, dateline_box *out);
#endif
