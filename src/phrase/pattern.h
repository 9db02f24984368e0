/*
 * phrase/pattern - the table's forms made ready, and which of them have a chance at a
 * token. For this room only.
 */
#ifndef PHRASE_PATTERN_H
#define PHRASE_PATTERN_H

#include "phrase/phrase.h"

struct phrase_row;

enum { PATTERN_ELEMENTS = 20, PATTERN_SIGN = '\'' };

typedef struct element {
    char kind; /* of the table; PATTERN_SIGN: sign */
    bool optional, glued, number;
    lexicon_class class; /* of words; 0 when it is none */
    uint32_t atoms, class_bit;
    char sign;
} element;

/* What a token is to be so that one of the elements from here on, up to the first that is
   not optional, has a chance there. */
typedef struct pattern_ahead {
    uint32_t has, words;
    bool any;  /* more than that */
    bool ends; /* nothing else is needed */
} pattern_ahead;

typedef struct pattern {
    const struct phrase_row *row;
    uint8_t n;
    uint32_t classes, words; /* what it may begin with */
    bool number, other;      /* likewise */
    uint32_t needs;          /* what it cannot do without: HAS and bits of classes */
    element elements[PATTERN_ELEMENTS];
    pattern_ahead ahead[PATTERN_ELEMENTS + 1];
} pattern;

/* Of the patterns of a pass, some. */
typedef struct pattern_set {
    uint64_t bits[PHRASE_SET];
} pattern_set;

/* Take note of a cell that is complete, with the gap before its token: patterns that
   need what no cell has are not tried. */
void pattern_note(phrase_view *v, phrase_cell *c, uint8_t gap);
/* All cells are noted. */
void pattern_end(const phrase_patterns *p, phrase_view *v);
/* Make ready for a pass (0 to 2); false when no pattern of it can match. */
bool pattern_start(const phrase_patterns *p, int pass, phrase_view *v);
/* Those that may begin at a token; false for none. */
bool pattern_candidates(const phrase_patterns *p, int pass, const phrase_view *v,
                        uint32_t token, pattern_set *out);
/* What may stand behind the first element. */
const pattern_ahead *pattern_second(const phrase_patterns *p, int pass, size_t i);
const pattern *pattern_of(const phrase_patterns *p, int pass, size_t i);
#endif
