/*
 * raster/logo - pictures that come from outside, to stand on a page.
 */
#ifndef RASTER_LOGO_H
#define RASTER_LOGO_H

#include "base/arena.h"
#include "base/str.h"
#include "font/font.h"
#include "scene/scene.h"

#include <dateline.h>

/* A PNG of at most 4096 pixels a side, whose box is its size at 0, 0. name is how
   messages call it; the pixels are in the arena. */
dateline_status raster_read_png(str bytes, const char *name, font *f, arena *a,
                                scene_image *out, dateline_error *err);
#endif
