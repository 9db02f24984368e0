/*
 * shape - candidates that are more than one box (internal to label).
 */
#ifndef LABEL_SHAPE_H
#define LABEL_SHAPE_H

#include "label/label.h"

/* A box and nothing else. */
static inline bool label_is_plain(const label_candidate *c)
{
    return c->n_boxes <= 0 && c->n_line < 2;
}

/* The boxes that a candidate covers, one or more; n gets their number. */
static inline const label_box *label_boxes_of(const label_candidate *c, int *n)
{
    *n = c->n_boxes > 0 ? c->n_boxes : 1;
    return c->n_boxes > 0 ? c->boxes : &c->box;
}

/* Around boxes and line. */
label_box label_bounds(const label_candidate *c);
/* A box touches the disc, or the line does, unless the anchor lies in the disc. */
bool label_shape_hits_disc(const label_candidate *c, label_xy anchor,
                           const label_disc *d);
bool label_shape_hits_box(const label_candidate *c, const label_box *b);
/* The part of a segment inside a box, px; 0 if it passes by. */
double label_length_inside(label_xy a, label_xy b, const label_box *box);
#endif
