/*
 * offer/ground - what is under the labels: lines that they had better not cross, and
 * the water.
 */
#ifndef OFFER_GROUND_H
#define OFFER_GROUND_H

#include "label/label.h"
#include "scene/scene.h"

typedef struct offer_ground offer_ground;

/* Of what s shows so far; k is the type scale. In the arena. */
offer_ground *offer_ground_new(const scene *s, double k, arena *work);
/* What lies under a box, weighed: 0 nothing, 1 a border straight through one line of
   text of this size; with the shore, but not if the label names the water. */
double offer_crossings(const offer_ground *g, const label_box *box, double em,
                       bool on_water);
/* The part of a box that is water, 0..1. */
double offer_water(const offer_ground *g, const label_box *box);
#endif
