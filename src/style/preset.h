/*
 * style/preset - page sizes by name, and how large type is on them.
 */
#ifndef STYLE_PRESET_H
#define STYLE_PRESET_H

#include "base/arena.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>

/* Of a page in print: a pixel is 1/96 inch, of a screen as well as of paper. */
static const double STYLE_PX_PER_MM = 96 / 25.4;

typedef enum style_medium {
    STYLE_SCREEN = 0,
    STYLE_PRINT, /* its size is in millimetres */
    STYLE_ROOM,  /* a wall, seen from the last row */
} style_medium;

typedef struct style_preset {
    const char *name;
    double width_px, height_px; /* exact: of print not whole */
    double width_mm, height_mm; /* of print; else 0 */
    double type_scale;          /* of all text, marks and lines */
    double points_per_px;       /* of a PDF of it: 0.75, of a slide that which makes
                                   it 13 1/3 inches wide */
    style_medium medium;
} style_preset;

/* All presets of a document, in its order. */
dateline_status style_presets_read(str text, const char *source, arena *a,
                                   style_preset **out, size_t *n, dateline_error *err);

/* The smallest size of text, px, that is still read on it: 11 px on a screen, 6 pt in
   print, 14 pt of a slide. */
double style_least_type(const style_preset *p);
#endif
