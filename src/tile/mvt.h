/*
 * tile/mvt - one Mapbox Vector Tile, version 2.1.
 *
 * It knows coordinates of the tile only (0..4096, y down, a buffer beyond): what
 * was cut and rounded comes from tile/sheet.h. A writer is made once for each
 * worker and used for tile after tile; it is warm after the first.
 *
 * Readers of tiles differ in what they forgive, so nothing has to be forgiven:
 * no empty layers or geometries, no segments without length, no repeated keys
 * or values, rings in the winding that the specification wants.
 */
#ifndef TILE_MVT_H
#define TILE_MVT_H

#include "base/buf.h"
#include "scene/scene.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    TILE_EXTENT = 4096,
    TILE_BUFFER = 80, /* what is drawn over the edge of a tile: 10 px of 512 */
};

/* Coordinates on which command integers stay in 32 bits. */
enum { TILE_COORDINATE_MAX = 1 << 28 };

typedef struct tile_mvt tile_mvt;
tile_mvt *tile_mvt_new(void);
void tile_mvt_free(tile_mvt *m);

/* An empty tile. */
void tile_mvt_start(tile_mvt *m);
/* The layer of the features to come. Names are not repeated in a tile. */
void tile_mvt_layer(tile_mvt *m, const char *name);

typedef struct tile_mvt_feature {
    scene_kind kind;
    geo_path path; /* tile units; areas as geo_area_snap leaves them */
    uint64_t id;   /* 0: none */
    const scene_attr *attrs;
    int n_attrs;
} tile_mvt_feature;

/* Add a feature. Points and lines are rounded here. False when nothing is left
   of it at this resolution. Empty texts and numbers that are none are not
   written, nor is an attribute whose name came before. */
bool tile_mvt_add(tile_mvt *m, const tile_mvt_feature *f);
/* The bytes of the tile onto out; nothing when it has no features. Returns how
   many features it has. */
size_t tile_mvt_end(tile_mvt *m, buf *out);
#endif
