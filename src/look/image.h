/*
 * look/image - what shows of the pixels of a scene.
 *
 * A pixel of an image stands for a cell of its box; between the middles of cells it
 * is smooth, and beyond the outer ones it is as they are.
 */
#ifndef LOOK_IMAGE_H
#define LOOK_IMAGE_H

#include "base/arena.h"
#include "scene/scene.h"

/* What shows of an image: its box inside frame. Empty (x1 <= x0) when nothing does;
   a frame without an extent is no limit. */
geo_rect image_seen(const scene_image *m, geo_rect frame);

/* The same picture for formats that have images of their own: cut to what shows,
   and where it darkens and is grey, black of that strength, so that it needs no
   mode of blending. */
typedef struct image_cut {
    geo_rect box;
    int width, height;
    uint32_t *pixels; /* 0xRRGGBBAA */
    bool multiply;    /* has to be blended that way after all */
    bool opaque, grey;
} image_cut;
/* False when nothing shows. In the arena. */
bool image_cut_out(const scene_image *m, geo_rect frame, arena *a, image_cut *out);
#endif
