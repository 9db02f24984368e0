/*
 * phrase/number - a number in digits or words at a token. For this room only.
 */
#ifndef PHRASE_NUMBER_H
#define PHRASE_NUMBER_H

#include "phrase/phrase.h"

typedef struct phrase_number {
    uint32_t n; /* tokens with its ending; 0: there is none */
    int value;
    int digits; /* 0: in words */
} phrase_number;

/* Note the number in digits at a token in its cell; the view has all tags. */
void phrase_number_note(const phrase_view *v, uint32_t token, phrase_cell *c);
phrase_number phrase_number_at(const phrase_view *v, uint32_t token);
/* Of Roman capitals, perhaps with an ending, as centuries have: "XIXe"; 0: none. */
int phrase_roman(str s);
#endif
