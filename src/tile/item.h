/*
 * tile/item - what sheet, cut and picture share: the features of a sheet, each
 * with the box that says which tiles it may be in.
 */
#ifndef TILE_ITEM_H
#define TILE_ITEM_H

#include "geo/area.h"
#include "tile/sheet.h"

typedef struct tile_item {
    const scene_feature *feature;
    scene_kind kind; /* as it is cut; may differ from the feature's */
    geo_path path;   /* page pixels */
    geo_rect box;    /* of path */
    double pad;      /* how far beyond its box it still shows, px */
    int layer;       /* of vector tiles; of the scene in pictures */
    uint64_t id;
} tile_item;

struct tile_sheet {
    arena memory;
    geo_projector *projector; /* NULL when the scene came from outside */
    scene own;
    const scene *scene;
    geo_tiles block;
    double px; /* side of a tile */
    bool png;
    double scale;
    tile_item *items; /* by layer */
    size_t n_items;
    /* Vector tiles: the items of row i of the block are
       row_items[row_start[i]..row_start[i + 1]]. */
    size_t *row_start;
    uint32_t *row_items;
};

struct tile_cutter {
    arena memory;
    font *font;
    tile_mvt *mvt;
    geo_repair *repair;
    arena row, tile; /* scratch */
};

geo_rect tile_path_box(const geo_path *path);
/* Which of n strips of width side a stretch from..to touches, the first and the
   last; false if none. */
bool tile_strips(double from, double to, double side, uint32_t n, uint32_t *first,
                 uint32_t *last);

dateline_status tile_cut_row(const tile_sheet *s, tile_cutter *c, geo_tiles row,
                             tile_cuts *out, dateline_error *err);
dateline_status tile_cut_picture(const tile_sheet *s, tile_cutter *c, uint32_t x,
                                 uint32_t y, tile_cuts *out, dateline_error *err);
void tile_add_cut(const tile_sheet *s, tile_cuts *out, tile_cut cut);
#endif
