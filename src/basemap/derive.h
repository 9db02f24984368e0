/*
 * basemap/derive - lines that follow from who is on the two sides of an arc.
 */
#ifndef BASEMAP_DERIVE_H
#define BASEMAP_DERIVE_H

#include "basemap/topology.h"

/* A line of the file: a run of refs. */
typedef struct basemap_run {
    uint32_t first, n; /* in basemap_derived.refs */
} basemap_run;

typedef struct basemap_derived {
    buf made; /* basemap_draft whose first and n count runs; by layer, then code */
    buf runs; /* basemap_run */
    buf refs; /* uint32_t */
} basemap_derived;

/* Borders, lines between units and coasts of one edition; see compile.h. */
void basemap_derive(const basemap_drafts *d, const basemap_topology *t, int edition,
                    arena *a, basemap_derived *out);
void basemap_derived_clear(basemap_derived *d);
#endif
