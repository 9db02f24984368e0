/*
 * raster/paint - a scene into pixels.
 *
 * A page is drawn in bands of rows, which may be drawn at once: a painter has a
 * band and nothing of it is shared but what was made ready before, in paint_plan.
 * The glyphs of texts are made ready too, because a font is for one thread.
 */
#ifndef RASTER_PAINT_H
#define RASTER_PAINT_H

#include "base/arena.h"
#include "font/font.h"
#include "raster/ink.h"
#include "scene/scene.h"

#include <stdbool.h>

/* A feature, ready to be drawn. */
typedef struct paint_item {
    const scene_feature *feature;
    geo_rect box;   /* what it can cover, px of the page; empty: nothing */
    geo_path path;  /* crisp; of a point the outline of its symbol */
    geo_path hatch; /* lines; empty: none */
} paint_item;

/* The coverage of a text's glyphs, twice as wide as they are. */
typedef struct paint_glyphs {
    int x0, y0, width, height; /* device pixels of the part */
    int fine;                  /* how many times as wide: 1 or 2 */
    size_t stride;
    const unsigned char *at; /* NULL: nothing shows */
} paint_glyphs;

/* What the painters of the bands share. */
typedef struct paint_plan {
    const scene *s;
    geo_rect part; /* of the page */
    double scale;  /* device pixels for one pixel of the page */
    paint_item *items[SCENE_LAYERS];
    paint_glyphs *glyphs[SCENE_LAYERS];
    int first_texts; /* the first layer that has texts */
} paint_plan;

/* Shapes are for any thread, glyphs for that of the font. */
void paint_plan_shapes(paint_plan *p, arena *a);
void paint_plan_glyphs(paint_plan *p, font *f, arena *a);

/* Rows of the picture and where they are. */
typedef struct painter {
    const paint_plan *plan;
    ink *ink;
    arena *memory;
    int y0; /* of the band, device pixels of the part */
    unsigned char *mask, *halo;
    size_t cap_mask, cap_halo;
    uint32_t *aside; /* what was there before something that fades */
    size_t cap_aside;
} painter;

/* Everything below the first text, and then the rest. */
void paint_ground(painter *p);
void paint_rest(painter *p);
/* A text: its glyphs become a mask, whose dilation is the halo. */
void paint_text_mask(painter *p, const scene_text *t, const paint_glyphs *g);
#endif
