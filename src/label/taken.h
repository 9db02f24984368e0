/*
 * taken - which parts of the page labels have (internal to label).
 */
#ifndef LABEL_TAKEN_H
#define LABEL_TAKEN_H

#include "label/grid.h"

typedef struct label_taken_box label_taken_box;
typedef struct label_taken {
    label_frame frame;
    double gap; /* px */
    label_taken_box **cells;
    arena *a;
} label_taken;

/* Nothing yet; for boxes of about the place and size of these. */
label_taken label_taken_new(const label_box *boxes, size_t n, double gap, arena *a);
void label_taken_add(label_taken *t, const label_box *box, uint32_t owner);
/* A box of another owner touches this one. In a heap of thousands of boxes that
   are too small to touch each other the answer is yes without looking at all. */
bool label_taken_touches(const label_taken *t, const label_box *box, uint32_t owner);
#endif
