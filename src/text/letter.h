/*
 * text/letter - kinds of characters, and words without capitals.
 *
 * The lower form keeps accents, unlike the fold (text/fold.h): in Vietnamese they make
 * other words. It is for comparing: the dotless i is an i.
 */
#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include "base/str.h"

#include <stdint.h>

typedef enum text_letter {
    TEXT_SIGN = 0, /* punctuation, symbols, controls */
    TEXT_CAPITAL_LETTER,
    TEXT_SMALL_LETTER,
    TEXT_LETTER_UNCASED, /* of scripts without case; combining marks */
    TEXT_DIGIT,          /* decimal, of any script */
    TEXT_BLANK,
    TEXT_NEWLINE,
} text_letter;

text_letter text_letter_of(uint32_t c);
/* How many bytes at the start of valid UTF-8 are letters; how many of these are capitals
   and small ones is added to the counts. */
size_t text_letters(str s, size_t *capitals, size_t *small);
/* The small letter of a capital; else c. */
uint32_t text_lower_of(uint32_t c);
/* Write the lower form of valid UTF-8 and return its length. When that is more than
   cap, out holds the part that fits. */
size_t text_lower(str s, char *out, size_t cap);
#endif
