/*
 * basemap/compile - GeoJSON text sequences into the file that basemap_open maps.
 *
 * A feature's properties are
 *
 *     layer    country admin1 lake area (areas), river coast border admin1_line
 *              road (lines), or box: the edge of an edition, one for each
 *     edition  region or world
 *     code, name, rank (1 first ... 9 last; else 5)
 *     class    of a border or area: disputed contact breakaway former
 *              indefinite; of a road: corridor railway
 *     un, defacto  another class in that view, or hidden
 *     from, to years or yyyymmdd, where a line or area has not always been
 *     approximate  true where an outline is drawn by hand
 *
 * and others, which are passed over. Areas whose corners coincide share their
 * edges. From these come three layers that need not be in the sources: edges
 * between two countries are borders, between two units of one country
 * admin1_lines, and edges of one country alone that are not on its edition's
 * box are coast. A line of these layers that is in the sources and runs along
 * such edges takes their place, with its class.
 */
#ifndef BASEMAP_COMPILE_H
#define BASEMAP_COMPILE_H

#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>

/* One source: one GeoJSON feature a line; empty lines do not matter. */
typedef struct basemap_source {
    const char *name; /* for messages */
    str text;
} basemap_source;

/* Append the file to out. A line that cannot be understood is DATELINE_INPUT
   with its position. The same sources in the same order give the same bytes. */
dateline_status basemap_compile(const basemap_source *sources, size_t n, buf *out,
                                dateline_error *err);
#endif
