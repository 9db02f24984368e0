/*
 * tile/tileset - all tiles of a box and a range of zooms, into a container.
 *
 * Each zoom is made as one scene or a few (tile/sheet.h), cut by the workers
 * and written in a fixed order by the calling thread, so the bytes do not
 * depend on the number of threads.
 */
#ifndef TILE_TILESET_H
#define TILE_TILESET_H

#include "base/limits.h"
#include "tile/sheet.h"

/* Called with the tiles done of all; false to stop. */
typedef struct tile_progress {
    bool (*step)(void *user, uint64_t done, uint64_t total);
    void *user;
} tile_progress;

typedef struct tile_zoom {
    int z;
    uint64_t tiles;    /* written */
    uint64_t empty;    /* looked at, with nothing in them */
    uint64_t features; /* in all tiles together */
    uint64_t bytes;    /* as written */
    uint64_t largest;  /* bytes of the largest tile */
} tile_zoom;

typedef struct tile_report {
    tile_zoom zooms[LIMIT_ZOOM + 1];
    int n_zooms;
    uint64_t tiles, bytes;
} tile_report;

/* DATELINE_USAGE when the options make no sense, DATELINE_LIMIT when they ask
   for more than LIMIT_TILES. */
dateline_status tile_check(const tile_options *o, dateline_error *err);

/* Write to path: container is DATELINE_XYZ or DATELINE_MBTILES. progress may be
   NULL; DATELINE_CANCELLED when it says stop. No tile with anything in it is
   DATELINE_NOT_FOUND. */
dateline_status tile_write(const scene_input *in, const tile_options *o, const char *path,
                           dateline_format container, const tile_progress *progress,
                           tile_report *report, dateline_error *err);
#endif
