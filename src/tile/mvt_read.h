/*
 * tile/mvt_read - the features of a vector tile, as strict as version 2.1 is.
 *
 * For tests and for those who look into tiles of others: what the specification
 * forbids is DATELINE_INPUT, with the layer and what is wrong; unknown fields
 * and features of type UNKNOWN are passed over, as it wants, and a layer without
 * features is let through.
 */
#ifndef TILE_MVT_READ_H
#define TILE_MVT_READ_H

#include "base/arena.h"
#include "tile/mvt.h"

typedef struct tile_layer {
    const char *name;
    uint32_t version, extent;
    tile_mvt_feature *features; /* rings closed; each point a part of its own */
    size_t n_features;
} tile_layer;

typedef struct tile_content {
    tile_layer *layers;
    size_t n_layers;
} tile_content;

/* Decode; everything is in the arena. Integers keep 53 bits, as scene_attr
   does. */
dateline_status tile_mvt_read(str bytes, arena *a, tile_content *out,
                              dateline_error *err);
#endif
