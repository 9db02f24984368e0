/*
 * relief/grid - heights at the crossings of meridians and parallels.
 */
#ifndef RELIEF_GRID_H
#define RELIEF_GRID_H

#include "base/file.h"
#include "relief/relief.h"

typedef enum grid_cells {
    GRID_LE16 = 0, /* int16, little endian: the bundled file */
    GRID_BE16,     /* int16, big endian, -32768 a void: SRTM */
    GRID_FLOAT,    /* the machine's own, NaN a void */
} grid_cells;

typedef struct relief_grid {
    grid_cells cells;
    const unsigned char *at;
    int nx, ny;
    double west, north; /* of the first cell's middle */
    double dx, dy;      /* positive; rows run southward */
    bool wraps;         /* the last column is followed by the first */
    bool bundled;
} relief_grid;

struct relief {
    arena memory; /* of the struct, too */
    file_map map;
    relief_grid *grids; /* bundled ones first, then added ones from coarse to fine */
    size_t n, cap, n_bundled;
    file_map *maps; /* of added files */
    size_t n_maps, cap_maps;
};

static inline float grid_le16(const unsigned char *p)
{
    return (float)(int16_t)(uint16_t)(p[0] | p[1] << 8);
}
static inline float grid_be16(const unsigned char *p)
{
    int16_t v = (int16_t)(uint16_t)(p[0] << 8 | p[1]);
    return v == INT16_MIN ? __builtin_nanf("") : (float)v;
}
/* The cell in column x of row y, both inside. */
static inline float grid_cell(const relief_grid *g, int x, int y)
{
    size_t i = (size_t)y * (size_t)g->nx + (size_t)x;
    if (g->cells == GRID_LE16)
        return grid_le16(g->at + 2 * i);
    if (g->cells == GRID_BE16)
        return grid_be16(g->at + 2 * i);
    return ((const float *)(const void *)g->at)[i];
}

/* Where a longitude is in columns of the grid, turned to where the grid has it. */
double grid_column(const relief_grid *g, double lon);
/* Put a grid among the others. */
void relief_keep(relief *r, relief_grid g);
/* Whether the grid reaches over the box. */
bool grid_covers(const relief_grid *g, geo_box box);
/* The bundled grid that answers for the box, the first that has all of it, else the
   last; NULL when nothing is bundled. */
const relief_grid *relief_ground(const relief *r, geo_box box);
/* The corner that the name of an SRTM tile tells: N39E046.hgt. */
bool relief_hgt_corner(const char *path, int *west, int *south);

/* Read a GeoTIFF; path is for messages. Cells are put in r's memory. */
dateline_status relief_read_tiff(relief *r, const char *path, str bytes,
                                 dateline_error *err);
#endif
