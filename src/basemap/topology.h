/*
 * basemap/topology - rings and lines cut into arcs that are shared.
 *
 * A corner is a node when the rings and lines through it do not all go on in
 * the same way, when a line ends there, or when a ring enters or leaves the
 * edge of the map; everything between two nodes is an arc, kept once. (The
 * idea is that of TopoJSON, Bostock 2012.)
 */
#ifndef BASEMAP_TOPOLOGY_H
#define BASEMAP_TOPOLOGY_H

#include "basemap/source.h"

typedef struct basemap_arc {
    uint32_t first, n; /* in basemap_topology.vertices */
} basemap_arc;

typedef struct basemap_topology {
    basemap_point *points; /* each different point once */
    size_t n_points;
    buf vertices;       /* uint32_t: which point */
    buf arcs;           /* basemap_arc */
    buf refs;           /* uint32_t: arc * 2, + 1 backwards */
    uint32_t *part_ref; /* for each part of the drafts its first ref, and one past */
} basemap_topology;

static inline const basemap_arc *basemap_arc_at(const basemap_topology *t, size_t i)
{
    return (const basemap_arc *)(const void *)t->arcs.at + i;
}
static inline size_t basemap_arc_count(const basemap_topology *t)
{
    return t->arcs.len / sizeof(basemap_arc);
}
static inline const uint32_t *basemap_arc_vertices(const basemap_topology *t, size_t i)
{
    return (const uint32_t *)(const void *)t->vertices.at + basemap_arc_at(t, i)->first;
}
static inline const uint32_t *basemap_refs(const basemap_topology *t)
{
    return (const uint32_t *)(const void *)t->refs.at;
}

/* Whether the edge from a to b lies on the edge of the map. */
bool basemap_on_edge(const basemap_bounds *box, basemap_point a, basemap_point b);

/* The arcs of one edition. Other editions' parts have no refs. */
void basemap_topology_build(const basemap_drafts *d, int edition, arena *a,
                            basemap_topology *out);
void basemap_topology_clear(basemap_topology *t);

/* A logarithmic weight for each vertex of an arc of n points: how large the
   triangle is that vanishes with it, never less than of those that vanish
   before it (Visvalingam and Whyatt 1993). Ends, and corners on the edge of
   the map, are always kept. */
void basemap_weigh(const basemap_point *points, size_t n, const basemap_bounds *box,
                   unsigned char *weights, arena *scratch);
#endif
