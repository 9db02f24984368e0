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
 * Two editions: the region, clipped to its box, with the units of its
 * countries, and the world, which is good to about a kilometre. A query that
 * lies inside the region's box gets the region's edition, any other the
 * world's.
 *
 * Where the United Nations do not count an area to the side that holds it, the
 * area belongs to the former and the line of control is a border with a class.
 * Such lines and areas have days and may look different in another view: see
 * basemap_shows. A query gives them all.
 * Sources and choices: geodata/README.md.
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
    BASEMAP_ADMIN1,      /* areas of AM AZ GE TR IR RU; not in the world's edition */
    BASEMAP_LAKE,        /* areas, the Caspian among them */
    BASEMAP_RIVER,       /* lines */
    BASEMAP_COAST,       /* lines, the shores of seas and of the Caspian */
    BASEMAP_BORDER,      /* lines between countries */
    BASEMAP_ADMIN1_LINE, /* lines between first-order units of one country */
    BASEMAP_AREA,        /* areas with a status: what is hatched, or was a unit once */
    BASEMAP_ROAD,        /* lines: roads, railways, corridors, by hand */
    BASEMAP_LAYERS
} basemap_layer;

/* What a border or an area is. The words are those of the tables. */
typedef enum basemap_class {
    BASEMAP_PLAIN = 0, /* international boundary; or no border at all */
    BASEMAP_DISPUTED,
    BASEMAP_CONTACT, /* line of contact or control */
    BASEMAP_BREAKAWAY,
    BASEMAP_FORMER,
    BASEMAP_INDEFINITE,
    BASEMAP_CORRIDOR, /* a road that agreements name */
    BASEMAP_RAILWAY,
    BASEMAP_CLASSES,
    BASEMAP_HIDDEN = 15, /* not drawn: see basemap_feature.shown */
} basemap_class;

/* Whose view of disputed lines: which of them are drawn, and as what. */
typedef enum basemap_view {
    BASEMAP_UN = 0,  /* as the United Nations count areas */
    BASEMAP_DEFACTO, /* lines of control as they are held, those of claims thinner */
    BASEMAP_VIEWS
} basemap_view;

typedef struct basemap_feature {
    basemap_layer layer;
    basemap_class class;
    basemap_class shown[BASEMAP_VIEWS]; /* the class in each view */
    uint64_t id;                        /* stable across scales and editions */
    str code;         /* ISO 3166 of a country or unit; "AM|AZ" of a border; of an
                         AREA the id of its place, "hc:nagorno-karabakh"; or "" */
    str name;         /* international; or "" */
    int rank;         /* 1 is drawn first at small scales, 9 last */
    int from, to;     /* yyyymmdd when it began and ended; 0: always, still */
    bool approximate; /* drawn by hand */
    bool area;        /* rings, closed (first point repeated); else lines */
    geo_box box;      /* of the whole feature */
    const geo_lonlat *points;
    const int *parts; /* starts of rings or lines, n_parts + 1 of them */
    int n_points, n_parts;
} basemap_feature;

/* The word of a class in tables and tiles: "international", "disputed", ... */
const char *basemap_class_name(basemap_class class);

/* What a border or area is drawn as, of a day (yyyymmdd; 0: the newest) and in a view;
   false when it is not drawn at all. */
bool basemap_shows(const basemap_feature *f, basemap_view view, int asof,
                   basemap_class *as);

/* What a query found. */
typedef struct basemap_found {
    basemap_feature *features;
    size_t n;
} basemap_found;

typedef struct basemap basemap;

dateline_status basemap_open(const char *path, basemap **out, dateline_error *err);
/* The same from bytes, which stay the caller's and must outlive it. */
dateline_status basemap_open_bytes(str bytes, basemap **out, dateline_error *err);
/* NULL is fine. */
void basemap_close(basemap *b);
/* Give the memory of its file's pages back until they are asked for again. */
void basemap_rest(const basemap *b);

/* Features of a layer whose box meets box, in file order. tolerance is the
   size in degrees of latitude of what may be left out: about half a pixel.

   Inside box, and a twentieth of its size around it, shapes are exact to the
   tolerance. Outside, runs of vertices that cannot be seen are left out: rings
   stay closed, lines are cut. What is smaller than a pixel is left out.

   Rings are even-odd; outer ones wind counter-clockwise, holes clockwise.
   Longitudes run on past 180 where that keeps a shape whole: they are within
   180 degrees of the middle of box, at which distance everything is cut. So a
   box that crosses the antimeridian needs no care, and a view of the whole
   world has each place once. */
dateline_status basemap_query(const basemap *b, basemap_layer layer, geo_box box,
                              double tolerance, arena *a, basemap_found *out,
                              dateline_error *err);

/* The outline of a place that is an area, whatever its dates: a country ("cc:AM"),
   a unit ("a1:AZ-LAC") or one of BASEMAP_AREA ("hc:nagorno-karabakh"), with what
   basemap_query says of box and tolerance. False where the map has none, or nothing
   of it meets the box. */
bool basemap_outline(const basemap *b, str place_id, geo_box box, double tolerance,
                     arena *a, basemap_feature *out);

/* The island or exclave of a country that a place is, as far as can be told: the ring of
   the country around the point, when it is about as large as a circle of that radius.
   False where there is no such ring. */
bool basemap_island(const basemap *b, geo_lonlat p, double radius_km, double tolerance,
                    arena *a, basemap_feature *out);

/* The course of a place that is a line: a border ("bd:AM-AZ", after the codes of its
   sides; what follows a second colon is a sector of it) or a road, corridor or railway by
   its own id. Disputed and former lines of a pair are left out when it has others. With
   lines, and what basemap_query says of box and tolerance; n is 0 where the map has none,
   or nothing of it meets the box. */
void basemap_course(const basemap *b, str place_id, geo_box box, double tolerance,
                    arena *a, basemap_found *out);

/* The country whose area has this point: its code, or "" at sea. A view into
   the map. */
str basemap_country_at(const basemap *b, geo_lonlat p, arena *scratch);
#endif
