/*
 * relief - how high the ground is: the bundled grid, or the user's own.
 *
 * Heights in metres above the sea, below it negative. The bundled file is made by
 * relief/compile.h from ETOPO5 (5 arc-minutes); SRTM tiles (.hgt) and GeoTIFF with
 * geographic coordinates are read as they are. Two grids are bundled, the region's
 * and the world's; what lies inside the first is answered from it, else from the
 * second, so that one picture has one look.
 */
#ifndef RELIEF_RELIEF_H
#define RELIEF_RELIEF_H

#include "base/arena.h"
#include "base/str.h"
#include "geo/geo.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct relief relief;

/* What is no relief, damaged or cut short is DATELINE_GEODATA. */
dateline_status relief_open(const char *path, relief **out, dateline_error *err);
/* The same from bytes, which stay the caller's and must outlive it. */
dateline_status relief_open_bytes(str bytes, relief **out, dateline_error *err);
/* Lay a finer grid over it: .hgt or GeoTIFF. DATELINE_INPUT says what is wrong. */
dateline_status relief_add(relief *r, const char *path, dateline_error *err);
/* A reader for fuzzing and tests: an SRTM tile whose south-western corner is at
   west, south from its bytes, which are borrowed. */
dateline_status relief_add_hgt(relief *r, str bytes, int west, int south,
                               dateline_error *err);
/* NULL is fine. */
void relief_close(relief *r);

/* Height at a point, bicubic; false where no grid has it. */
bool relief_at(const relief *r, geo_lonlat p, double *metres);

/* Heights on a raster along meridians and parallels, for tints and shading: row by
   row from the north, smooth between the cells of a coarse grid (cubic B-spline),
   averaged over those of a fine one. west and north are of the middle of the first
   cell; NaN where no grid has it. */
typedef struct relief_raster {
    double west, north; /* west may be below -180, and it may run on past 180 */
    double dx, dy;      /* degrees from one cell to the next, both positive */
    int nx, ny;
    float *at; /* nx * ny, in the arena */
} relief_raster;
/* Make to->at for the rest of *to, on at most so many threads. What is made on the
   way is in the arena too. */
void relief_fill(const relief *r, relief_raster *to, int threads, arena *a);

/* The finest spacing of the grids inside box, degrees of latitude. */
double relief_spacing(const relief *r, geo_box box);
#endif
