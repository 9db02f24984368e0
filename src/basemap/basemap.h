/*
 * basemap - the shapes under the events: land, water, borders.
 *
 * It reads one memory-mapped file, made by basemap/compile.h. The file is a
 * topology: arcs that are shared by the areas on both sides, so that a border
 * and the two countries along it coincide at every scale. Each vertex carries
 * its weight (the effective area of Visvalingam and Whyatt 1993), so that one
 * copy serves every scale: a query takes the vertices that matter at its
 * resolution, the ends of arcs always.
 *
 * Two editions: the region at 1:10M, clipped to its box, and the world at
 * 1:50M. A query that lies inside the region's box gets the region's edition,
 * any other the world's.
 */
#ifndef BASEMAP_BASEMAP_H
#define BASEMAP_BASEMAP_H

#include "base/arena.h"
#include "base/str.h"
#include "geo/geo.h"

#include <dateline.h>
#include <stdint.h>

typedef enum basemap_layer {
    BASEMAP_COUNTRY = 0, /* areas; together they are the land */
    BASEMAP_ADMIN1,      /* areas of AM AZ GE TR IR RU */
    BASEMAP_LAKE,        /* areas, the Caspian among them */
    BASEMAP_RIVER,       /* lines */
    BASEMAP_COAST,       /* lines, the shores of seas */
    BASEMAP_BORDER,      /* lines between countries */
    BASEMAP_ADMIN1_LINE, /* lines between first-order units of one country */
    BASEMAP_LAYERS
} basemap_layer;

/* What a border is. The words are those of the tables. */
typedef enum basemap_class {
    BASEMAP_PLAIN = 0, /* international boundary; or no border at all */
    BASEMAP_DISPUTED,
    BASEMAP_CONTACT, /* line of contact or control */
    BASEMAP_BREAKAWAY,
    BASEMAP_FORMER,
    BASEMAP_INDEFINITE,
} basemap_class;

typedef struct basemap_feature {
    basemap_layer layer;
    basemap_class class;
    uint64_t id; /* stable across scales and editions */
    str code;    /* ISO 3166 of a country or unit; "AM|AZ" of a border; or "" */
    str name;    /* international; or "" */
    int rank;    /* 1 is drawn first at small scales, 9 last */
    bool area;   /* rings, closed (first point repeated); else lines */
    geo_box box; /* of the whole feature */
    const geo_lonlat *points;
    const int *parts; /* starts of rings or lines, n_parts + 1 of them */
    int n_points, n_parts;
} basemap_feature;

typedef struct basemap basemap;

dateline_status basemap_open(const char *path, basemap **out, dateline_error *err);
void basemap_close(basemap *b);

/* Features of a layer whose box meets box, in file order. tolerance is the
   size in degrees of latitude of what may be left out: about half a pixel.
   Longitudes may run past 180 where that keeps a ring whole. */
dateline_status basemap_query(const basemap *b, basemap_layer layer, geo_box box,
                              double tolerance, arena *a, basemap_feature **out,
                              size_t *n, dateline_error *err);

/* The country whose area has this point: its code, or "" at sea. */
str basemap_country_at(const basemap *b, geo_lonlat p, arena *scratch);
#endif
