/*
 * scene/block - a few lines of text that are placed as one.
 */
#ifndef SCENE_BLOCK_H
#define SCENE_BLOCK_H

#include "scene/input.h"

/* Lines relative to the upper left corner of their ink, which is 0, 0. */
typedef struct scene_block {
    scene_text text;
    double width, height; /* of the ink */
    double top, bottom;   /* of the line boxes, relative to the ink's corner */
    bool broken;          /* inside a word that was too long, where it has no hyphen */
} scene_block;

typedef struct scene_block_options {
    style_role role;
    double max_width_px; /* 0: one line */
    int max_lines; /* what does not fit is cut with an ellipsis; 0: as many as it takes */
    bool center;   /* else left, or right in a right-to-left script */
    double size;   /* factor on the type's size; 0: 1 */
} scene_block_options;

scene_block scene_block_make(const scene_input *in, arena *a, const char *text,
                             scene_block_options o);
/* b's text with its ink's corner at x, y. */
scene_text scene_block_at(const scene_block *b, arena *a, double x, double y);
/* Between the ink of a block and that of the one below it, px. */
double scene_block_gap(const scene_block *upper, const scene_block *lower);
#endif
