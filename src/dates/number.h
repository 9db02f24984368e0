/*
 * dates/number - a number in digits or words at a token. For this room only.
 */
#ifndef DATES_NUMBER_H
#define DATES_NUMBER_H

#include "dates/pattern.h"

typedef struct dates_number {
    uint32_t n; /* tokens with its ending; 0: there is none */
    int value;
    int digits; /* 0: in words */
} dates_number;

/* Note the number in digits at a token in its cell; the view has all tags. */
void dates_number_note(const dates_view *v, uint32_t token, dates_cell *c);
dates_number dates_number_at(const dates_view *v, uint32_t token);
/* Of Roman capitals, perhaps with an ending, as centuries have: "XIXe"; 0: none. */
int dates_roman(str s);
/* The tag of a class that begins at a token and has one of the atoms (0: any). */
const lexicon_tag *dates_tag_at(const dates_view *v, uint32_t token, lexicon_class c,
                                uint32_t atoms);
#endif
