/*
 * pdf/truetype - the glyphs of a font file that a document needs, as a font.
 *
 * For outlines of the glyf table (OpenType 1.9), which is what PDF embeds as
 * FontFile2. Offsets and lengths of the file are checked before they are followed.
 */
#ifndef PDF_TRUETYPE_H
#define PDF_TRUETYPE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct truetype {
    str head, hhea, maxp, hmtx, loca, glyf; /* tables, views into the file */
    str cvt, fpgm, prep;                    /* empty where there are none */
    int units, n_glyphs, n_metrics;         /* units of an em; glyphs; widths in hmtx */
    bool wide;                              /* offsets of 32 bits */
    int box[4], ascent, descent;            /* units */
} truetype;

/* False when the font has no such outlines, varies, or is damaged. index: which
   font of a collection. */
bool truetype_open(str file, int index, truetype *out);
/* Advance, in thousandths of an em. */
double truetype_width(const truetype *t, uint32_t glyph);
/* Add a font to out that has glyph 0 and then those of glyphs, 1 to n, and what they
   are composed of. */
void truetype_subset(const truetype *t, const uint32_t *glyphs, size_t n, arena *a,
                     buf *out);
#endif
