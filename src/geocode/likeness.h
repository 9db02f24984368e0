/*
 * geocode/likeness - how easily one spelling is taken for another.
 */
#ifndef GEOCODE_LIKENESS_H
#define GEOCODE_LIKENESS_H

#include "base/str.h"

#include <stdint.h>

enum { LIKENESS_LETTERS = 64, LIKENESS_FAR = 9 };

/* For each letter of the Latin and the Russian alphabet, the ones that stand beside it
   on a keyboard and the ones that it is taken for, as bits. */
typedef struct likeness {
    uint64_t beside[LIKENESS_LETTERS], alike[LIKENESS_LETTERS];
} likeness;

/* Fill in what the comparisons of one question share. */
void likeness_prepare(likeness *l);
/* What it costs to make b of a, both folded: 1 for a letter put in, left out or changed,
   less for a slip to the next key (QWERTY, QWERTZ, AZERTY, Russian), a letter that
   sounds or looks alike, one that is doubled, two changed places; more for the first
   letter. Words over 64 code points, and what costs more, are LIKENESS_FAR apart. */
double likeness_cost(const likeness *l, str a, str b);
#endif
