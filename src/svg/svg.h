/*
 * svg - a scene into SVG.
 *
 * It reads the scene and nothing else. The file keeps to what all drawing programs
 * understand, so that a map can be edited in any: one group a layer, one element a
 * feature or label.
 */
#ifndef SVG_SVG_H
#define SVG_SVG_H

#include "base/buf.h"
#include "font/font.h"
#include "scene/scene.h"

#include <dateline.h>
#include <stdbool.h>

typedef struct svg_options {
    bool outline_text; /* glyph outlines in place of live text */
} svg_options;
/* options may be NULL; f may be NULL unless text is outlined. */
dateline_status svg_write(const scene *s, const svg_options *options, font *f, buf *out,
                          dateline_error *err);
#endif
