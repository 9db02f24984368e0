/*
 * basemap/compile - GeoJSON text sequences into the file that basemap_open maps.
 */
#ifndef BASEMAP_COMPILE_H
#define BASEMAP_COMPILE_H

#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>

/* One source: one GeoJSON feature a line. Its properties are described in
   geodata/README.md. */
typedef struct basemap_source {
    const char *name; /* for messages */
    str text;
} basemap_source;

/* A line that cannot be understood is DATELINE_INPUT with its position. */
dateline_status basemap_compile(const basemap_source *sources, size_t n, buf *out,
                                dateline_error *err);
#endif
