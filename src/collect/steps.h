/*
 * collect/steps - steps of collect_map, each in a file of its own.
 */
#ifndef COLLECT_STEPS_H
#define COLLECT_STEPS_H

#include "collect/collector.h"

/* Colors of countries, where the style has such; after the countries and the disputed
   areas of s. */
dateline_status collect_tints(const scene_input *in, arena *a, scene *s,
                              dateline_error *err);
/* The settlements that a reader orients by. */
void collect_settlements(const collector *c);
#endif
