/*
 * candidates - the positions that a label may take around its point.
 *
 * Boxes are those of the ink. Where the baseline begins within them is the
 * business of whoever knows the font.
 */
#ifndef LABEL_CANDIDATES_H
#define LABEL_CANDIDATES_H

#include "label/label.h"

enum { LABEL_CANDIDATES_MAX = 32 };

typedef struct label_point {
    double x, y;          /* anchor, px */
    double clear;         /* radius of the largest symbol there, px */
    double width, height; /* of the ink, px */
    double em;            /* size of the type, px */
    double gap;           /* from the symbol to the ink, px; 0: 0.25 em */
} label_point;

/* The first n positions of the order of preference into out, which has room for
   them; returns how many, at most LABEL_CANDIDATES_MAX. The order is upper
   right, lower right, upper left, lower left, above, below, right, left (Slocum
   after Yoeli), and the same again 0.75, 1.35 and 2.15 em further out. In each
   position the box is gap away from the symbol where it comes nearest. Costs
   grow in this order from 0 to 0.48 of cost_unit: with the weight of the label
   as unit, no label is given up for a better position of a single other one. */
int label_candidates(const label_point *p, double cost_unit, int n, label_candidate *out);

/* For each of n markers the distance from its center that clears every marker
   stacked there, those whose centers are at most near px apart from it. Without
   this the label of a small marker on a large one has no place to go. */
void label_clearances(const label_disc *markers, size_t n, double near, double *clear,
                      arena *scratch);

/* Where the markers are, for questions of ambiguity. */
typedef struct label_markers label_markers;
const label_markers *label_markers_new(const label_disc *markers, size_t n, arena *a);
/* From 0 to 1: 0 if every other marker is at least twice as far from the box as
   its own, 0.5 if one is as near, 1 if one touches it. A marker whose center is
   within near px of that of own belongs to the same stack and does not count. */
double label_ambiguity(const label_markers *m, const label_box *box,
                       const label_disc *own, double near);
/* Adds cost times ambiguity to each of n candidates. */
void label_add_ambiguity(const label_markers *m, const label_disc *own, double near,
                         double cost, label_candidate *candidates, int n);
#endif
