/*
 * phrase/pattern - the table's forms made ready, and which of them have a chance at a
 * token. For this room only.
 */
#ifndef PHRASE_PATTERN_H
#define PHRASE_PATTERN_H

#include "phrase/phrase.h"

struct phrase_row;

enum { PATTERN_ELEMENTS = 20, PATTERN_NEEDS = 6, PATTERN_SIGN = '\'' };

typedef struct element {
    char kind; /* of the table; PATTERN_SIGN: sign */
    bool optional, glued, number;
    lexicon_class class; /* of words; 0 when it is none */
    uint32_t atoms, class_bit;
    char sign;
} element;

/* One of some atoms, which the words of a sentence must have. */
typedef struct pattern_need {
    uint8_t of; /* an index of phrase_view.atoms */
    uint32_t atoms;
} pattern_need;

typedef struct pattern {
    const struct phrase_row *row;
    uint8_t n;
    uint32_t classes, words; /* what it may begin with */
    bool number, other;      /* likewise */
    uint8_t n_any;
    uint32_t needs; /* what it cannot do without: HAS and bits of classes */
    pattern_need any[PATTERN_NEEDS]; /* and one atom of each of these */
    element elements[PATTERN_ELEMENTS];
} pattern;

/* Of the patterns of a pass, some. */
typedef struct pattern_set {
    uint64_t bits[PHRASE_SET];
} pattern_set;

/* Take note of a cell that is complete, with the gap before its token: patterns that
   need what no cell has are not tried. */
void pattern_note(phrase_view *v, const phrase_cell *c, uint8_t gap);
/* Make ready for a pass (0 to 2); false when no pattern of it can match. */
bool pattern_start(const phrase_patterns *p, int pass, phrase_view *v);
/* Those that may begin at a token; false for none. */
bool pattern_candidates(const phrase_patterns *p, int pass, const phrase_view *v,
                        uint32_t token, pattern_set *out);
const pattern *pattern_of(const phrase_patterns *p, int pass, size_t i);
#endif
