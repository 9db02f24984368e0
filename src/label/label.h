/*
 * label - which labels fit on a map, and where.
 *
 * Pure geometry: this room knows boxes, points and weights. It does not know
 * text, fonts, maps or Cairo, so it can be tested to exhaustion with made-up
 * boxes.
 *
 * Hard rules: no label touches another label, an obstacle, or the edge of the
 * page. Within them the search maximises the total weight of what is placed,
 * less the cost of the positions taken.
 */
#ifndef LABEL_LABEL_H
#define LABEL_LABEL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LABEL_NOT_PLACED = -1 };

/* Page coordinates in pixels, y down. x0 <= x1 and y0 <= y1. */
typedef struct label_box {
    double x0, y0, x1, y1;
} label_box;

/* A disc that labels keep off, such as a marker. Obstacles whose coordinates are
   not finite, or beyond 1e9 px, are taken for none. */
typedef struct label_disc {
    double x, y, r;
} label_disc;

typedef struct label_xy {
    double x, y;
} label_xy;

/* A candidate whose box is not finite or inside out is never taken, nor is one
   that costs as much as its label is worth.

   A label that is not level covers less than the box around it: then boxes are
   what it covers, piece by piece, and box is around them all. A leader line is
   part of its candidate: it keeps off the labels and lines of others, and off the
   obstacles but for discs that the label's anchor lies in. */
typedef struct label_candidate {
    label_box box;
    double cost;            /* 0 for the best position; same unit as weight */
    const label_box *boxes; /* NULL: box */
    int n_boxes;
    const label_xy *line; /* NULL: none */
    int n_line;           /* points */
} label_candidate;

typedef struct label {
    double weight;             /* what placing it is worth; > 0 */
    double anchor_x, anchor_y; /* what it names; leader lines come from there */
    const label_candidate *candidates;
    int n_candidates;
    int placed; /* out: index into candidates, or LABEL_NOT_PLACED */
} label;

typedef struct label_problem {
    label *labels;
    size_t n_labels;
    label_box page;
    const label_disc *discs; /* markers */
    size_t n_discs;
    const label_box *boxes; /* furniture */
    size_t n_boxes;
    double gap;    /* clear space between two labels, px */
    uint64_t seed; /* 0: a fixed one */
    size_t effort; /* steps for each label; 0: what suits the size */
} label_problem;

/* Set placed of each label; returns how many were placed. Deterministic: the
   same problem gives the same answer everywhere. Time and memory grow with the
   number of candidates, at most; of labels in such a crowd that they exclude
   each other millions of times the heaviest are searched, and the others go
   where there is room left. */
size_t label_place(const label_problem *p, arena *scratch);

/* Set placed of each label that has a sound candidate, whether it fits or not,
   such that the total weight of the labels that touch nothing is as high as can
   be. Returns how many touch nothing. Labels that cannot keep off the obstacles
   in any position count as touching. For maps where nothing may be left out,
   and for comparison with the literature. */
size_t label_place_all(const label_problem *p, arena *scratch);

/* The rules, for those who report on a layout. Boxes that share no more than an
   edge do not touch at a gap of 0; at a greater one, less than gap lies between
   them both across and down. */
bool label_boxes_touch(const label_box *a, const label_box *b, double gap);
bool label_disc_touches(const label_disc *d, const label_box *b);
bool label_box_inside(const label_box *b, const label_box *page);
/* The same for whole candidates: boxes and lines. */
bool label_candidates_touch(const label_candidate *a, const label_candidate *b,
                            double gap);
#endif
