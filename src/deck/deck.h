/*
 * deck - events told in order: the same map at one moment after another.
 *
 * Area, base labels and furniture are those of one ground, so that slides differ
 * only in events, date stamp and caption.
 */
#ifndef DECK_DECK_H
#define DECK_DECK_H

#include "scene/page.h"

#include <dateline.h>

typedef struct deck {
    scene *slides;
    size_t n;
} deck;

/* One slide for each step of in->events, which are in order of time. cumulative
   keeps earlier events, faded. Everything is in the arena. */
dateline_status deck_make(const scene_input *in, const scene_page *ground,
                          dateline_step step, bool cumulative, arena *a, deck *out,
                          dateline_error *err);

/* How strong an event is drawn that is age slides old: 1, 0.55, 0.35, 0.25. */
double deck_fade(size_t age);
#endif
