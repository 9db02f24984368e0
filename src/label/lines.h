/*
 * lines - what labels had better not lie across: borders, rivers, roads.
 *
 * Unlike obstacles they may be crossed, at a cost.
 */
#ifndef LABEL_LINES_H
#define LABEL_LINES_H

#include "label/label.h"

typedef struct label_segment {
    label_xy a, b;
    double cost; /* of one px of it under a label */
} label_segment;

typedef struct label_lines label_lines;

/* Segments whose coordinates are not finite, or beyond 1e9 px, are taken for none. */
label_lines *label_lines_new(const label_segment *segments, size_t n, arena *a);
/* The length of each segment inside the box times its cost, summed. */
double label_lines_cost(const label_lines *l, const label_box *box);
#endif
