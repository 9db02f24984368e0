/*
 * phrase/fold - what stands around a date is of it. For this room only.
 */
#ifndef PHRASE_FOLD_H
#define PHRASE_FOLD_H

#include "phrase/phrase.h"

/* Make one date of one with more beside it, or of a date and a clock time. False when
   they do not belong together. */
bool phrase_fold_in(phrase_match *m, const phrase_match *found);
#endif
