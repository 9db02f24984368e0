/*
 * png - pixels into PNG (W3C PNG, third edition).
 *
 * RGB of 8 bits, or a palette when there are no more than 256 colors; nothing
 * is approximated. The same pixels give the same bytes, whatever the number of
 * threads: rows are always compressed in the same pieces.
 */
#ifndef PNG_PNG_H
#define PNG_PNG_H

#include "base/buf.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct png_info {
    double scale;                    /* device pixels for one CSS pixel; 1 is 72 dpi */
    const char *title, *description; /* NULL or "": left out */
    const char *alt, *author;
    const char *lang; /* of all of them */
    int threads;      /* 0 or 1: the calling one */
} png_info;

/* Pixels 0x..RRGGBB, row after row without gaps; the upper 8 bits mean nothing.
   Their memory becomes workspace. */
dateline_status png_encode(uint32_t *pixels, int width, int height, const png_info *info,
                           buf *out, dateline_error *err);

/* How many bytes of a pixel 0xRRGGBBAA are stored. */
typedef enum png_kind {
    PNG_GREY_ALPHA = 2, /* red and alpha */
    PNG_RGB = 3,
    PNG_RGBA = 4,
} png_kind;

typedef struct png_image {
    const uint32_t *pixels; /* 0xRRGGBBAA */
    int width, height;
} png_image;

/* A small picture to be put into another file, without any information. */
dateline_status png_encode_image(const png_image *m, png_kind kind, buf *out,
                                 dateline_error *err);
/* Only its rows, each behind the number of its filter, as zlib; colors is how many
   bytes of a pixel are taken, after the first skip ones. */
dateline_status png_squeeze_image(const png_image *m, int skip, int colors, buf *out,
                                  dateline_error *err);
#endif
