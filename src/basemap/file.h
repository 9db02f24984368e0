/*
 * basemap/file - checked access to the mapped file; see basemap/format.h.
 *
 * Every function tells when an index of the file leads out of it, and a file
 * that has been damaged so costs no more than a few times its own size.
 */
#ifndef BASEMAP_FILE_H
#define BASEMAP_FILE_H

#include "base/file.h"
#include "basemap/basemap.h"
#include "basemap/format.h"

typedef struct basemap_section {
    const unsigned char *at;
    uint32_t n;
} basemap_section;

struct basemap {
    arena memory; /* of the struct itself */
    file_map map; /* empty when the bytes are someone else's */
    basemap_section section[BASEMAP_SECTIONS];
};

typedef struct basemap_ring {
    uint32_t first, n; /* refs */
    basemap_bounds box;
} basemap_ring;

/* An arc and where its vertices are, in the direction of the reference. */
typedef struct basemap_walk {
    const unsigned char *vertices, *weights;
    uint32_t n;
    bool backwards;
    basemap_bounds box;
} basemap_walk;

static inline uint32_t basemap_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static inline basemap_bounds basemap_read_bounds(const unsigned char *p)
{
    return (basemap_bounds){ (int32_t)basemap_u32(p), (int32_t)basemap_u32(p + 4),
                             (int32_t)basemap_u32(p + 8), (int32_t)basemap_u32(p + 12) };
}

/* The i-th vertex in the direction of the walk; i < n. */
static inline basemap_point basemap_vertex(const basemap_walk *w, uint32_t i)
{
    const unsigned char *p = w->vertices + (size_t)8 * (w->backwards ? w->n - 1 - i : i);
    return (basemap_point){ (int32_t)basemap_u32(p), (int32_t)basemap_u32(p + 4) };
}
static inline unsigned char basemap_weight(const basemap_walk *w, uint32_t i)
{
    return w->weights[w->backwards ? w->n - 1 - i : i];
}

/* The features of a layer of an edition: how many, and the first record. */
uint32_t basemap_layer_features(const basemap *b, int edition, int layer,
                                const unsigned char **first);
bool basemap_ring_at(const basemap *b, uint32_t i, basemap_ring *out);
bool basemap_walk_at(const basemap *b, uint32_t ref_index, basemap_walk *out);
str basemap_text(const basemap *b, uint32_t at, uint32_t len);
/* The edition for a box of grid steps; west of east. */
int basemap_edition_for(const basemap *b, int64_t w, int64_t s, int64_t e, int64_t n);
/* How many vertices a query may look at before the file must be damaged. */
uint64_t basemap_budget(const basemap *b);
#endif
