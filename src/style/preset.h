/*
 * style/preset - page sizes by name, and how large type is on them.
 */
#ifndef STYLE_PRESET_H
#define STYLE_PRESET_H

#include "base/arena.h"
#include "base/str.h"

#include <dateline.h>

typedef struct style_preset {
    const char *name;
    int width_px, height_px;
    double type_scale; /* of all text, marks and lines */
} style_preset;

/* All presets of a document, in its order. */
dateline_status style_presets_read(str text, const char *source, arena *a,
                                   style_preset **out, size_t *n, dateline_error *err);
#endif
