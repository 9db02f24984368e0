/*
 * tile/sheet - one scene over a block of tiles, ready to be cut into them.
 *
 * Labels are placed once for a whole block, so no label is cut at a seam or
 * differs on its two sides. A zoom is one block as long as the page it makes is
 * not too large to place labels on; otherwise pictures are made in blocks on a
 * fixed grid of 4096 pixels, and a label then stays inside its block, as it
 * stays inside the frame of a page. Vector tiles have no labels; their blocks of
 * 64 tiles a side only bound memory.
 *
 * Columns of a block may run past the last one of their zoom: a block across
 * the antimeridian is one block, and its tiles are numbered modulo 2^z.
 */
#ifndef TILE_SHEET_H
#define TILE_SHEET_H

#include "base/arena.h"
#include "base/buf.h"
#include "scene/input.h"
#include "tile/mvt.h"

#include <dateline.h>
#include <stdbool.h>

typedef struct tile_options {
    geo_box box;            /* all zero: the world */
    int min_zoom, max_zoom; /* 0 to LIMIT_ZOOM */
    bool png;               /* else vector tiles */
    int size_px;            /* side of a picture on the page, 256 or 512; else 256 */
    double scale;           /* device pixels for one of the page; else 1 */
    const char *name, *description, *attribution; /* or NULL */
    const char *url; /* where the directory will be served; else relative */
    int threads;
    const char *fonts_conf; /* for workers that draw; see font_open */
    bool gzip;              /* compress vector tiles of a directory, too */
} tile_options;

/* XYZ numbering: y grows south. */
typedef struct tile_id {
    int z;
    uint32_t x, y;
} tile_id;

/* The tiles of a zoom that the box touches, columns running past 2^z where it
   crosses the antimeridian. */
geo_tiles tile_block(const tile_options *o, int z);
/* The block that has a tile of tile_block(o, z), for tile_sheet_new. */
geo_tiles tile_block_at(const tile_options *o, int z, uint32_t x, uint32_t y);

typedef struct tile_sheet tile_sheet;
/* in->font is used only while the sheet is made. */
dateline_status tile_sheet_new(const scene_input *in, const tile_options *o,
                               geo_tiles block, tile_sheet **out, dateline_error *err);
/* A sheet of a scene that is there already, whose frame is the block's, size_px
   for each tile; the scene outlives the sheet. */
tile_sheet *tile_sheet_of(const scene *s, geo_tiles block, const tile_options *o);
void tile_sheet_free(tile_sheet *s);
geo_tiles tile_sheet_block(const tile_sheet *s);

/* The layers of vector tiles, in the order in which they are written: countries,
   admin1, areas, water, rivers, borders, roads, places, events. */
enum { TILE_LAYERS = 9, TILE_EVENTS = 8 };
const char *tile_layer_name(int layer);

/* What one worker needs to cut tiles. */
typedef struct tile_cutter tile_cutter;
/* f draws pictures; NULL for vector tiles. It is the caller's. */
tile_cutter *tile_cutter_new(font *f);
void tile_cutter_free(tile_cutter *c);

/* A tile among the bytes of a cut. */
typedef struct tile_cut {
    uint32_t x, y; /* x modulo 2^z */
    size_t at, len, n_features;
} tile_cut;

/* What a worker has cut; cleared by the caller and used again. */
typedef struct tile_cuts {
    buf bytes;
    buf cuts; /* of type tile_cut */
} tile_cuts;

/* Add the tiles of a part of the block to out, row by row: vector tiles that have
   something, pictures always. */
dateline_status tile_sheet_cut(const tile_sheet *s, tile_cutter *c, geo_tiles part,
                               tile_cuts *out, dateline_error *err);
void tile_cuts_free(tile_cuts *cuts);
#endif
