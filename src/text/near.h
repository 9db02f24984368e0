/*
 * text/near - how far two words are apart, for "did you mean".
 */
#ifndef TEXT_NEAR_H
#define TEXT_NEAR_H

#include "base/str.h"

#include <stddef.h>

/* The fewest letters to insert, delete, replace or swap with a neighbour that
   make a of b (optimal string alignment), in code points; max + 1 when that is
   more than max. Words over 256 code points are the same or out of reach. */
int text_distance(str a, str b, int max);

#define TEXT_NONE ((size_t)-1)

/* Which candidate is nearest to a word, compared by their folds, within max and
   within less than the word's length; TEXT_NONE if none is. The first wins a tie. */
size_t text_nearest(str word, const str *candidates, size_t n, int max);
#endif
