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

/* Pixels 0x..RRGGBB in rows of stride; the upper 8 bits mean nothing. */
typedef struct png_image {
    const uint32_t *pixels;
    int width, height;
    size_t stride; /* pixels */
} png_image;

typedef struct png_info {
    double scale;                    /* device pixels for one CSS pixel; 1 is 72 dpi */
    const char *title, *description; /* NULL or "": left out */
    const char *lang;                /* of both */
} png_info;

dateline_status png_encode(const png_image *image, const png_info *info, buf *out,
                           dateline_error *err);
/* The same for rows without gaps, whose memory becomes workspace. */
dateline_status png_encode_over(uint32_t *pixels, int width, int height,
                                const png_info *info, buf *out, dateline_error *err);

/* For animations: filtered RGB rows as one zlib stream, which is what stands in
   IDAT and, after a sequence number, in fdAT; and a chunk around bytes. */
dateline_status png_rows(const png_image *image, buf *out, dateline_error *err);
void png_chunk(buf *out, const char type[4], str data);
/* The eight bytes at the start, IHDR (RGB), sRGB, pHYs and the texts. */
void png_begin(buf *out, int width, int height, const png_info *info);
#endif
