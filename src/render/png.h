/*
 * render/png - pixels into PNG (W3C PNG, third edition).
 *
 * RGB of 8 bits, or a palette when there are no more than 256 colors; nothing
 * is approximated. The same pixels give the same bytes.
 */
#ifndef RENDER_PNG_H
#define RENDER_PNG_H

#include "base/buf.h"

#include <dateline.h>
#include <stdint.h>

typedef struct png_info {
    double scale;                    /* device pixels for one CSS pixel; 1 is 72 dpi */
    const char *title, *description; /* NULL or "": left out */
    const char *lang;                /* of both */
} png_info;

/* Pixels 0x..RRGGBB, row after row without gaps; the upper 8 bits mean nothing.
   Their memory becomes workspace. */
dateline_status png_encode(uint32_t *pixels, int width, int height, const png_info *info,
                           buf *out, dateline_error *err);
#endif
