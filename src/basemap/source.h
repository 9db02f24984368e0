/*
 * basemap/source - GeoJSON lines into drafts of features.
 */
#ifndef BASEMAP_SOURCE_H
#define BASEMAP_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"
#include "basemap/basemap.h"
#include "basemap/compile.h"
#include "basemap/format.h"

/* A ring, without its repeated last point, or a line. */
typedef struct basemap_part {
    uint32_t first, n; /* points */
    bool inner;        /* a hole */
} basemap_part;

typedef struct basemap_draft {
    int edition; /* 0 the region, 1 the world */
    int layer;   /* basemap_layer, or BASEMAP_LAYERS for a box */
    int class;
    int shown[BASEMAP_VIEWS]; /* the class in a view, plus one; 0: follows from class */
    int rank;
    int from, to;
    bool approximate;
    str code, name;
    uint32_t first, n; /* parts */
} basemap_draft;

/* Growing arrays of the types above. */
typedef struct basemap_drafts {
    buf drafts, parts, points;
    basemap_bounds box[BASEMAP_EDITIONS];
    bool has_box[BASEMAP_EDITIONS];
} basemap_drafts;

static inline const basemap_draft *basemap_draft_at(const basemap_drafts *d, size_t i)
{
    return (const basemap_draft *)(const void *)d->drafts.at + i;
}
static inline size_t basemap_draft_count(const basemap_drafts *d)
{
    return d->drafts.len / sizeof(basemap_draft);
}
static inline const basemap_part *basemap_part_at(const basemap_drafts *d, size_t i)
{
    return (const basemap_part *)(const void *)d->parts.at + i;
}
static inline const basemap_point *basemap_point_at(const basemap_drafts *d, size_t i)
{
    return (const basemap_point *)(const void *)d->points.at + i;
}

static inline bool basemap_is_area(int layer)
{
    return layer == BASEMAP_COUNTRY || layer == BASEMAP_ADMIN1 || layer == BASEMAP_LAKE ||
           layer == BASEMAP_AREA;
}

/* Add the features of one source. Strings are in the arena or in the source. */
dateline_status basemap_read_source(const basemap_source *source, arena *a,
                                    basemap_drafts *out, dateline_error *err);
void basemap_drafts_clear(basemap_drafts *d);
#endif
