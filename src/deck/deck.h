/*
 * deck - events told in order: the same map at one moment after another.
 *
 * Area, base labels and furniture are those of one ground, so that slides differ
 * only in events, date stamp and caption.
 */
#ifndef DECK_DECK_H
#define DECK_DECK_H

#include "scene/input.h"
#include "scene/page.h"

#include <dateline.h>

typedef struct deck {
    scene *slides;
    size_t n;
} deck;

typedef struct deck_options {
    dateline_step step;
    bool cumulative;    /* earlier events stay, faded */
    const double *fade; /* by age; NULL: as deck_fade has it */
    size_t n_fade;
} deck_options;

/* One slide for each step of in->events, which are in order of time. Everything is in
   the arena. */
dateline_status deck_make(const scene_input *in, const scene_page *ground,
                          const deck_options *o, arena *a, deck *out,
                          dateline_error *err);

/* How strong an event is drawn that is age slides old: 1, 0.55, 0.35, 0.25 where the
   options do not say; what is older than they tell stays as it was. */
double deck_fade(const deck_options *o, size_t age);
#endif
