/*
 * phrase/take - what an element of a pattern makes of a place. For this room only.
 */
#ifndef PHRASE_TAKE_H
#define PHRASE_TAKE_H

#include "phrase/pattern.h"

/* How many tokens it takes. */
typedef struct taken {
    bool ok;
    uint32_t n;
} taken;

taken take_element(const phrase_view *v, const element *e, uint32_t at, phrase_seen *s);
#endif
