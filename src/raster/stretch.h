/*
 * raster/stretch - an image of a scene onto pixels.
 */
#ifndef RASTER_STRETCH_H
#define RASTER_STRETCH_H

#include "base/arena.h"
#include "raster/ink.h"
#include "scene/scene.h"

/* Draw what frame lets show onto the canvas, smooth between the image's pixels. */
void stretch_image(const ink_canvas *on, const scene_image *m, geo_rect frame, arena *a);
#endif
