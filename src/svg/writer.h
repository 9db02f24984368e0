/*
 * svg/writer - what the parts of the SVG writer share.
 */
#ifndef SVG_WRITER_H
#define SVG_WRITER_H

#include "font/font.h"
#include "scene/scene.h"
#include "svg/parts.h"

typedef struct svg_writer {
    const scene *s;
    buf *out;
    arena *a; /* for what is needed on the way */
    svg_ids ids;
    int decimals;
    size_t n_texts;       /* written so far */
    str *paths;           /* ids of the paths of texts that stand on one, in order */
    size_t n_paths, next; /* how many there are; the next to be used */
    /* Only when texts are outlined: */
    bool outline;
    font *f;
    const cairo_calls *c;
    cairo_t *cr;
} svg_writer;

/* The paths that texts stand on, before any of them. */
void svg_text_paths(svg_writer *w);
dateline_status svg_image(svg_writer *w, const scene_image *m, dateline_error *err);
/* One label: a leader if it has one, then one element. */
void svg_text(svg_writer *w, const scene_text *t);
#endif
