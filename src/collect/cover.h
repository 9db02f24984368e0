/*
 * collect/cover - how much of the cells of a grid areas cover.
 */
#ifndef COLLECT_COVER_H
#define COLLECT_COVER_H

#include "scene/scene.h"

/* The share of each of nx * ny equal cells of box that areas of the layer of this
   source cover, 0 to 1. */
float *cover_cells(const scene_layer *layer, const char *source, geo_rect box, int nx,
                   int ny, arena *a);
#endif
