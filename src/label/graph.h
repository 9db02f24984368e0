/*
 * graph - which candidates exclude each other (internal to label).
 *
 * A slot is a candidate that the page and the obstacles allow. Slots of one
 * label exclude each other by definition and are not listed as neighbors.
 */
#ifndef LABEL_GRAPH_H
#define LABEL_GRAPH_H

#include "label/label.h"

/* The value of the best candidate of a problem; values are whole numbers so
   that sums do not depend on their order. */
enum { LABEL_VALUE_ONE = 1 << 24 };

typedef struct label_graph {
    uint32_t n_labels, n_slots;
    uint32_t *first;     /* n_labels + 1: the slots of each label */
    uint32_t *owner;     /* label of each slot, an index into origin */
    uint32_t *candidate; /* of each slot, an index into the label's candidates */
    int32_t *value;      /* of each slot: weight less cost */
    label_box *box;      /* of each slot, around all of it */
    const label_candidate **shape; /* of each slot that is more than a box, or NULL */
    uint32_t *origin;              /* n_labels: index into the labels of the problem */
    uint32_t *start;               /* n_slots + 1 offsets into neighbor */
    uint32_t *neighbor;            /* slots of other labels */
} label_graph;

/* The slots of all labels, the heaviest label first, without neighbors. Labels
   that have none are left out; or, with all, they come last with whatever
   candidates they have and a value of 0. */
label_graph label_graph_slots(const label_problem *p, bool all, arena *a);
/* Finds the neighbors of the slots of as many labels as time allows, and forgets
   the other labels, the lightest. */
void label_graph_link(label_graph *g, double gap, arena *a);
/* Takes out slots that some best placement does without. For the placement of
   all labels only slots of the same label may stand in for each other. */
void label_graph_reduce(label_graph *g, bool all, arena *a);
#endif
