/*
 * look/along - a text whose baseline is a path.
 *
 * Each cluster of glyphs, a letter with its marks, stays as it is and is turned as
 * a whole: its middle stands on the path, along the chord of the path below it. A
 * text on a straight path stays in one piece; so does one that runs leftward, whose
 * letters join, along the chord of all of its path.
 */
#ifndef LOOK_ALONG_H
#define LOOK_ALONG_H

#include "base/arena.h"
#include "font/font.h"
#include "scene/scene.h"

typedef struct along_piece {
    int first, n; /* glyphs */
    geo_xy at;    /* where the left end of its baseline stands, px of the page */
    double cos_a, sin_a;
} along_piece;

typedef struct along {
    const along_piece *pieces;
    int n;
} along;

/* Whether t stands on a path that can be used. */
bool along_is(const scene_text *t);
/* The pieces of a text with these glyphs, from path[0] on; where the path is too
   short its last segment goes on. */
along along_lay(const scene_text *t, font_glyphs g, arena *a);
/* Where a glyph of a piece stands. */
geo_xy along_glyph(const along_piece *p, font_glyphs g, int i);
/* What the ink can cover, px of the page. */
geo_rect along_box(const scene_text *t);
/* The path from extra before its start to extra behind width. */
geo_path along_baseline(const scene_text *t, double width, double extra, arena *a);
#endif
