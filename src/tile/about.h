/*
 * tile/about - what a tileset says of itself: TileJSON 3.0, and the metadata of
 * MBTiles 1.3.
 */
#ifndef TILE_ABOUT_H
#define TILE_ABOUT_H

#include "tile/sheet.h"

typedef struct tile_field {
    const char *name;
    scene_attr_kind kind; /* TEXT where features differ; NUMBER for integers, too */
} tile_field;

/* A layer of vector tiles. */
typedef struct tile_about_layer {
    tile_field *fields; /* sorted by name */
    size_t n_fields, cap_fields;
    int min_zoom, max_zoom;
    bool present;
} tile_about_layer;

typedef struct tile_about {
    arena *memory;
    const tile_options *options;
    int min_zoom, max_zoom; /* that have tiles */
    tile_about_layer layers[TILE_LAYERS];
} tile_about;

/* Note the layers and attributes of a sheet. */
void tile_about_add(tile_about *a, const tile_sheet *s);

/* Boxes do not wrap in either format: one across the antimeridian becomes the
   whole width. A box without extent is widened a little, since viewers show
   nothing in it. */
geo_box tile_about_bounds(const tile_options *o);
/* Where a viewer starts, and at what zoom. */
geo_lonlat tile_about_center(const tile_about *a, int *zoom);

/* The contents of tile.json. */
void tile_about_json(const tile_about *a, buf *out);
/* {"vector_layers": [...]}, the "json" row of MBTiles. */
void tile_about_layers_json(const tile_about *a, buf *out);
#endif
