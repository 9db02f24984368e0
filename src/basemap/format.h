/*
 * basemap/format - the file that basemap/compile writes and basemap_open maps.
 *
 * A header with a table of sections, then the sections. All numbers are little
 * endian, records are packed, and a reader checks every index it follows, so
 * that a damaged file gives wrong shapes or an error and nothing worse.
 * Coordinates are whole hundred-thousandths of a degree (about a metre).
 * Longitudes may run past 180 degrees: a ring that crosses the antimeridian
 * stays whole.
 *
 *     feature -> rings (or lines) -> references to arcs -> vertices, weights
 *
 * A reference is an arc's number times two, plus one when it runs backwards.
 * An arc has both its ends; consecutive arcs of a ring share them.
 */
#ifndef BASEMAP_FORMAT_H
#define BASEMAP_FORMAT_H

#include <stdint.h>

#define BASEMAP_MAGIC "DLBMAP\r\n"
#define BASEMAP_UNIT 100000 /* steps in a degree */

enum {
    BASEMAP_VERSION = 2,
    BASEMAP_EDITIONS = 2, /* the region, the world */
    BASEMAP_HEADER = 24,  /* magic 8, version, sections, file length, crc of the table */
    BASEMAP_SECTION = 12, /* offset, count, record size */
    /* Weights are logarithmic: a fifth of an octave of area a step, from the
       area of one square step of the grid. */
    BASEMAP_WEIGHT_STEPS = 5,
    BASEMAP_WEIGHT_KEEP = 255, /* ends of arcs and the edge of the map */
};

enum {
    BASEMAP_S_EDITIONS = 0, /* box 16, then first and count of features in each layer */
    BASEMAP_S_FEATURES,
    BASEMAP_S_RINGS,    /* first reference, count, box 16 */
    BASEMAP_S_REFS,     /* u32 */
    BASEMAP_S_ARCS,     /* first vertex, count, box 16 */
    BASEMAP_S_VERTICES, /* lon, lat as i32 */
    BASEMAP_S_WEIGHTS,  /* u8, one for each vertex */
    BASEMAP_S_STRINGS,  /* UTF-8 */
    BASEMAP_SECTIONS
};

enum {
    BASEMAP_R_EDITION = 16 + 8 * 9,
    BASEMAP_R_FEATURE = 64,
    BASEMAP_R_RING = 24,
    BASEMAP_R_REF = 4,
    BASEMAP_R_ARC = 24,
    BASEMAP_R_VERTEX = 8,
    BASEMAP_R_WEIGHT = 1,
    BASEMAP_R_STRING = 1,
};

/* Where the parts of a feature's record are. */
enum {
    BASEMAP_F_ID = 0,
    BASEMAP_F_BOX = 8, /* west, south, east, north */
    BASEMAP_F_CODE = 24,
    BASEMAP_F_NAME = 28,
    BASEMAP_F_CODE_LEN = 32, /* u16 */
    BASEMAP_F_NAME_LEN = 34, /* u16 */
    BASEMAP_F_LAYER = 36,    /* u8, as are the next three */
    BASEMAP_F_CLASS = 37,
    BASEMAP_F_RANK = 38,
    BASEMAP_F_FLAGS = 39,
    BASEMAP_F_FIRST = 40, /* ring */
    BASEMAP_F_COUNT = 44,
    BASEMAP_F_FROM = 48,
    BASEMAP_F_TO = 52,
    BASEMAP_F_SHOWN = 56, /* u8 for each view: the class there */
};

enum { BASEMAP_HAS_RINGS = 1, BASEMAP_BY_HAND = 2 };

typedef struct basemap_point {
    int32_t x, y; /* lon, lat */
} basemap_point;

typedef struct basemap_bounds {
    int32_t w, s, e, n;
} basemap_bounds;

/* Nothing yet: any point makes it a box. */
#define BASEMAP_NO_BOUNDS ((basemap_bounds){ INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN })

static inline void basemap_bounds_add(basemap_bounds *b, basemap_bounds o)
{
    b->w = o.w < b->w ? o.w : b->w;
    b->s = o.s < b->s ? o.s : b->s;
    b->e = o.e > b->e ? o.e : b->e;
    b->n = o.n > b->n ? o.n : b->n;
}
#endif
