/*
 * font - measures and draws single lines of text.
 *
 * The keeper of Pango, and of Cairo, whose calls raster, svg and pdf share through a
 * table. It knows no map. Only the families that styles/fonts.conf names are used, with
 * hinting off, so that pictures repeat from machine to machine. Base direction
 * follows the first strong character (UAX 9, rule P2).
 *
 * A font is used by one thread at a time.
 */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include "base/arena.h"
#include "base/str.h"
#include "font/cairo_calls.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct font font;

typedef struct font_spec {
    double size_px; /* em */
    bool bold, italic;
    double spacing_em; /* added between letters */
} font_spec;

/* Relative to the left end of the baseline, y down, pixels. */
typedef struct font_extent {
    double width;           /* advance */
    double ascent, descent; /* of the line: both positive */
    double ink_x0, ink_y0, ink_x1, ink_y1;
    int missing; /* characters that no family has */
} font_extent;

/* conf is the path of a fontconfig file; its families are in the order in which
   they are tried. */
dateline_status font_open(const char *conf, font **out, dateline_error *err);
void font_close(font *f);

/* Measured once for each text and spec; repeated calls are cheap. */
font_extent font_measure(font *f, str text, font_spec spec);

/* Draw with the current source, the baseline's left end at x, y. */
void font_show(font *f, cairo_t *cr, str text, font_spec spec, double x, double y);
/* Add the outlines to the current path. */
void font_path(font *f, cairo_t *cr, str text, font_spec spec, double x, double y);

/* One glyph of a line. */
typedef struct font_glyph {
    int face;        /* which file it is of, for font_face_file */
    uint32_t id;     /* in that file; 0: none has it */
    double x, y;     /* its origin, from the left end of the baseline, px */
    double from, to; /* what it takes of the line, x */
    int at, len;     /* bytes of the text that it stands for, with the others of
                        its cluster: a letter with its marks */
    bool leftward;   /* of a run from right to left */
} font_glyph;

typedef struct font_glyphs {
    const font_glyph *at; /* from left to right; those of a cluster together */
    int n;
} font_glyphs;

/* What font_show draws, glyph by glyph; lives as long as f. */
font_glyphs font_lay(font *f, str text, font_spec spec);
/* Where the outlines of a face are: a path and which font of that file. */
const char *font_face_file(const font *f, int face, int *index);
/* Add the outline of a glyph, its origin at x, y, to the current path. */
void font_glyph_path(font *f, cairo_t *cr, const font_glyph *g, double size_px, double x,
                     double y);

const cairo_calls *font_cairo(const font *f);
/* The CSS font-family list that stands for the same families. */
const char *font_css_family(const font *f);
#endif
