/*
 * relief/format - the file that relief/compile writes and relief_open maps.
 *
 *     magic 8, version, grids, length of the file: u32
 *     for each grid 32 bytes: west, north (i32, in cells from 0, 0), cells in a
 *     degree, columns, rows, where its heights begin, 8 bytes of nothing
 *     the heights: int16, metres, row by row from the north
 *
 * All little endian. The first grid is the region's, the last the world's.
 */
#ifndef RELIEF_FORMAT_H
#define RELIEF_FORMAT_H

#define RELIEF_MAGIC "DLRELIEF"
#define RELIEF_SOURCE_MAGIC "DLRLSRC\n"

enum {
    RELIEF_VERSION = 1,
    RELIEF_HEADER = 20,
    RELIEF_RECORD = 32,
    RELIEF_GRIDS_MAX = 16,
    RELIEF_SIDE_MAX = 100000,         /* cells along one side of a grid */
    RELIEF_CELLS_MAX = 1 << 28,       /* in one grid */
    RELIEF_SOURCE_HEADER = 8 + 7 * 4, /* magic, west, north, per degree, columns,
                                         rows, metres in a step, crc of the rest */
};
#endif
