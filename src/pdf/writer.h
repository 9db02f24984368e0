/*
 * pdf/writer - what the parts of the PDF writer share.
 */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "font/font.h"
#include "pdf/file.h"
#include "pdf/fonts.h"
#include "scene/scene.h"

/* What the graphics state of the page is known to be; what is not known is NAN or
   unlike anything. */
typedef struct pdf_state {
    style_color fill, stroke; /* without alpha */
    double width;
    int alpha; /* 0..255; -1: not known */
    int rounded;
    float dash[4];
} pdf_state;

typedef struct pdf_writer {
    pdf_file *file;
    pdf_fonts fonts;
    font *f;
    arena *a;
    const scene *s;
    buf *page; /* the operators of what is being drawn */
    pdf_state state;
    double thinnest;  /* lines are at least this wide, px */
    bool alphas[256]; /* strengths that are used */
    bool multiply;
    bool layers[SCENE_LAYERS]; /* that are used */
    int resources;             /* an object all pages share */
    buf named;                 /* its XObjects */
    int n_named;
    cairo_surface_t *surface; /* for outlines of fonts that cannot be embedded */
    cairo_t *cr;
} pdf_writer;

/* Forget what the state is. */
void pdf_forget(pdf_writer *w);
/* An object that operators can name as X and the number in w->n_named. */
int pdf_name_object(pdf_writer *w);
/* Set the color of fills or strokes, and the strength of both. */
void pdf_fill_color(pdf_writer *w, style_color color, double opacity);
void pdf_stroke_color(pdf_writer *w, style_color color, double opacity);
void pdf_pen(pdf_writer *w, double width, bool rounded, const float dash[4]);
/* Between them things are drawn as one and put down with that strength. box is what
   they cover. */
typedef struct pdf_group {
    buf *outer;
    geo_rect box;
    double opacity;
} pdf_group;
pdf_group pdf_group_begin(pdf_writer *w, geo_rect box, double opacity);
void pdf_group_end(pdf_writer *w, pdf_group *g);

/* The map and everything on it, px of the page; rect is what the page has of it,
   bleed included. */
void pdf_draw(pdf_writer *w, const scene *s, geo_rect rect);
void pdf_draw_text(pdf_writer *w, const scene_text *t);
void pdf_draw_image(pdf_writer *w, const scene_image *m);
#endif
