/*
 * search - the two ways to choose among slots (internal to label).
 */
#ifndef LABEL_SEARCH_H
#define LABEL_SEARCH_H

#include "label/graph.h"

#define LABEL_NO_SLOT UINT32_MAX

/* A slot for each label of the graph or LABEL_NO_SLOT; none excludes another,
   and the sum of their values is high. */
const uint32_t *label_search(const label_graph *g, uint64_t seed, size_t effort,
                             arena *a);
/* A slot for each label that has one; the sum of the values of those that
   exclude no other slot taken is high. */
const uint32_t *label_search_all(const label_graph *g, uint64_t seed, size_t effort,
                                 arena *a);

/* How many steps a search takes with the effort that the caller asks for, when
   contested labels are in each other's way and discontent ones of them have not
   got the best of their slots yet. */
uint64_t label_steps(uint32_t contested, uint32_t discontent, size_t effort);

enum { LABEL_CHANCES = 1024, LABEL_STAGES = 64 };
typedef struct label_schedule {
    double chance[LABEL_CHANCES]; /* -ln of numbers spread evenly over (0, 1) */
    double heat, cooling;         /* as a part of the value at stake */
    uint64_t steps;               /* of each stage */
} label_schedule;
/* From the first heat to the last in LABEL_STAGES stages. */
void label_schedule_start(label_schedule *s, double first, double last, uint64_t steps);
#endif
