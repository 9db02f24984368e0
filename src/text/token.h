/*
 * text/token - a text as words, numbers and signs.
 *
 * A word ends at a space, underscore, hyphen or apostrophe: "bình_Nga", "Bakü'de",
 * "Nagorno-Karabakh" and "l'Arménie" are two words each, and the gap before a word says
 * what stood there. A number is a run of digits alone: "18h30" is three tokens,
 * "2.000" too. Every other sign is a token of its own.
 */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* How a word is written. */
typedef enum text_shape {
    TEXT_LOWER = 0,
    TEXT_CAPITAL, /* only its first letter is one: "Yerevan"; also a single capital */
    TEXT_UPPER,   /* two capitals or more and no small letter: "NATO" */
    TEXT_MIXED,   /* other: "iPhone", "AZerbaijan" */
    TEXT_UNCASED, /* a script without case */
    TEXT_NUMBER,
    TEXT_MARK, /* one sign */
} text_shape;

/* What stands before a token. */
typedef enum text_gap {
    TEXT_GLUED = 0, /* nothing */
    TEXT_SPACE,     /* one or more */
    TEXT_UNDERSCORE,
    TEXT_HYPHEN, /* between letters; a space may follow it: "Nagorno- Karabakh" */
    TEXT_APOSTROPHE,
    TEXT_LINE,      /* the first of a line */
    TEXT_PARAGRAPH, /* after an empty line, or the first of all */
} text_gap;

typedef struct text_token {
    uint32_t at, len; /* bytes in the text */
    uint8_t shape, gap;
} text_token;

/* The tokens of valid UTF-8 of less than 4 GiB. */
size_t text_tokens(str s, arena *a, text_token **out);

static inline str text_token_str(str text, const text_token *t)
{
    return (str){ text.at + t->at, t->len };
}
/* From the first to the last of n tokens, with what stands between. */
static inline str text_span(str text, const text_token *t, size_t n)
{
    const text_token *last = t + n - 1;
    return (str){ text.at + t->at, (size_t)(last->at + last->len - t->at) };
}
#endif
