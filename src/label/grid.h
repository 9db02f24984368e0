/*
 * grid - which boxes lie in which cells of a uniform grid (internal to label).
 *
 * The cells are as large as the boxes are on average, so that the lists hold at
 * most a few entries for each box, however odd the sizes are.
 */
#ifndef LABEL_GRID_H
#define LABEL_GRID_H

#include "label/label.h"

/* fmax and fmin of numbers; those of the C library are calls. */
static inline double label_max(double a, double b)
{
    return a > b ? a : b;
}

static inline double label_min(double a, double b)
{
    return a < b ? a : b;
}

typedef struct label_frame {
    double x0, y0;          /* px */
    double per_x, per_y;    /* cells per px */
    uint32_t columns, rows; /* at least 1 */
} label_frame;

/* First and last column and row that a box covers, both inclusive. */
typedef struct label_span {
    uint32_t c0, r0, c1, r1;
} label_span;

typedef struct label_grid {
    label_frame frame;
    uint32_t *start; /* cells + 1 offsets into item */
    uint32_t *item;  /* indices of boxes, ascending in each cell */
} label_grid;

/* A frame for n boxes that grow by gap. All coordinates are finite. */
label_frame label_frame_for(const label_box *boxes, size_t n, double gap);
/* The cells of a box that has grown by half of gap on each side: two boxes less
   than gap apart share a cell. What lies outside of the frame counts to the
   cells at its rim. */
label_span label_span_of(const label_frame *f, const label_box *box, double gap);
/* Enters each box, with its part of the gap, into every cell that it covers. n <
 * UINT32_MAX / 8. */
label_grid label_grid_new(const label_box *boxes, size_t n, double gap, arena *a);

#endif
