/*
 * pdf/fonts - the fonts of a PDF: glyphs that are used, as codes of fonts that
 * are embedded.
 *
 * A code stands for a glyph together with the text that it shows, so that one glyph
 * that shows different characters can still be searched for.
 */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "base/file.h"
#include "font/font.h"
#include "pdf/file.h"
#include "pdf/truetype.h"

/* What a code stands for. */
typedef struct pdf_code {
    uint32_t glyph;
    str text;
    double width; /* thousandths of an em */
    int outline;  /* the XObject that strokes it; 0: none yet */
} pdf_code;

typedef struct pdf_face {
    file_map file;
    truetype outlines;
    bool usable;
    const char *name;
    int object;      /* 0: not used */
    pdf_code *codes; /* [0] is glyph 0 without a text */
    size_t n, cap;
    int *slots; /* open addressing, a power of two; 0: free, else a code */
    size_t n_slots;
} pdf_face;

typedef struct pdf_fonts {
    pdf_file *to;
    font *f;
    pdf_face *faces; /* as font numbers them */
    size_t n, cap;
} pdf_fonts;

/* The face that a glyph is of, opened. */
pdf_face *pdf_fonts_face(pdf_fonts *p, int face);
/* The code of a glyph that shows text, which is copied; the face is usable. */
int pdf_fonts_code(pdf_fonts *p, pdf_face *face, uint32_t glyph, str text);
/* Write those that are used, and name them F and their number in resources. */
void pdf_fonts_write(pdf_fonts *p, buf *resources);
void pdf_fonts_close(pdf_fonts *p);
#endif
