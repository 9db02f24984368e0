/*
 * shape - points, lines and areas of events, from and to GeoJSON and WKT.
 *
 * A point stays a point; a LineString, MultiLineString, Polygon or MultiPolygon
 * becomes a dateline_geometry and a point on or in it that stands for it. Rings
 * are closed and wound as RFC 7946 says: the outer ring counterclockwise, holes
 * clockwise and after it.
 */
#ifndef SHAPE_SHAPE_H
#define SHAPE_SHAPE_H

#include "base/jsonw.h"
#include "parse/json.h"

#include <dateline.h>
#include <stdbool.h>

typedef struct shape_value {
    bool located;                      /* false: null or empty */
    dateline_lonlat where;             /* the point, or one that stands for the shape */
    const dateline_geometry *geometry; /* NULL for a point */
} shape_value;

/* A GeoJSON geometry or null; what it makes is in the arena. Of a MultiPoint the
   first point is taken. DATELINE_INPUT without a position but with the reason. */
dateline_status shape_of_json(arena *a, const parse_value *v, shape_value *out,
                              dateline_error *err);
/* Well-known text, perhaps with "SRID=4326;" before it. */
dateline_status shape_of_wkt(arena *a, str wkt, shape_value *out, dateline_error *err);

/* Degrees that a source gives: finite, latitude within 90, longitude within 180
   or, from 0 to 360 eastward, brought there. The reason tells when the two look
   swapped. */
dateline_status shape_check_lonlat(dateline_lonlat *p, dateline_error *err);

/* Coordinates have at most 6 decimals. */
void shape_write_json(jsonw *w, const dateline_event *e);
void shape_write_wkt(buf *out, const dateline_geometry *g);
/* Of every point; false when the event is not located. */
bool shape_box(const dateline_event *e, dateline_box *out);
#endif
