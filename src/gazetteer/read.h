/*
 * gazetteer/read - steps through the file that several parts of the reader take.
 */
#ifndef GAZETTEER_READ_H
#define GAZETTEER_READ_H

#include "gazetteer/format.h"

/* What is stored of a place beside its fixed fields; rest stands at its names. */
typedef struct facts {
    str id;
    uint32_t parent; /* + 1; 0: none */
    uint32_t n_names;
    cursor rest;
} facts;

/* False when there is no such place or its facts are damaged. */
bool read_facts(const gazetteer *g, uint32_t place, facts *out);
/* Where they are stored, or the start of the section when they are not. */
const unsigned char *read_facts_at(const gazetteer *g, uint32_t place);
/* The next name and its language in WORDS, 0 for none; false past the last. */
bool read_name(facts *f, str *name, uint32_t *lang);
/* A coordinate, forced into -most..most. */
double read_degrees(const unsigned char *p, double most);
/* s, or nothing when it is not UTF-8: then the file is damaged. */
str read_text(str s);
/* A string of WORDS; empty past the last. */
str read_word(const gazetteer *g, uint32_t index);
/* The same as a language tag of at most three letters. */
void read_lang(const gazetteer *g, uint32_t index, char lang[4]);
#endif
