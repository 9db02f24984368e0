/*
 * tile/archive - where the tiles of a tileset go: a directory or MBTiles.
 *
 * It is built beside its final name and put there when it is finished, so it is
 * there as a whole or not at all. A directory in its place is replaced only
 * when it looks like a tileset.
 */
#ifndef TILE_ARCHIVE_H
#define TILE_ARCHIVE_H

#include "tile/about.h"

typedef struct tile_archive tile_archive;

/* DATELINE_XYZ or DATELINE_MBTILES; about->options say what the tiles are. */
dateline_status tile_archive_new(dateline_format container, const char *path,
                                 const tile_about *about, tile_archive **out,
                                 dateline_error *err);
/* Whether vector tiles have to come compressed with gzip. */
bool tile_archive_wants_gzip(const tile_archive *a);
/* A tile in XYZ numbering, each only once. */
dateline_status tile_archive_add(tile_archive *a, tile_id id, str bytes,
                                 dateline_error *err);
/* Write what the tileset says of itself and put it in its place. */
dateline_status tile_archive_finish(tile_archive *a, dateline_error *err);
/* NULL is fine; what is not finished is removed. */
void tile_archive_free(tile_archive *a);
#endif
