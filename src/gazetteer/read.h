/*
 * gazetteer/read - steps through the file that several parts of the reader take.
 */
#ifndef GAZETTEER_READ_H
#define GAZETTEER_READ_H

#include "gazetteer/format.h"

/* What is stored of a place; rest stands at its names. */
typedef struct facts {
    const unsigned char *fixed; /* PLACE_SIZE bytes */
    uint32_t place;
    str id;
    uint32_t parent; /* + 1; 0: none */
    uint32_t n_names;
    cursor rest;
} facts;

/* False when there is no such place or its record is damaged. */
bool read_facts(const gazetteer *g, uint32_t place, facts *out);
/* A cursor at the record of a place; read_record then takes one after the other. */
cursor read_records(const gazetteer *g, uint32_t place);
bool read_record(cursor *c, facts *out);
/* An unknown kind is that of settlements. */
gazetteer_kind read_kind(const facts *f);
geo_lonlat read_where(const facts *f);
/* The next name and its language in WORDS, 0 for none; false past the last. */
bool read_name(facts *f, str *name, uint32_t *lang);
/* What a key of a dictionary leads to; false when there is no such key. */
bool read_postings(const dictionary *d, str key, str *postings);
/* The next posting of a list: where a record starts in PLACES, and the number of the
   name. record is that of the one before, 0 at first. False at the end. */
bool read_posting(cursor *list, uint32_t *record, uint32_t *name);
/* s, or nothing when it is not UTF-8: then the file is damaged. */
str read_text(str s);
/* A string of WORDS; empty past the last. */
str read_word(const gazetteer *g, uint32_t index);
/* The same as a language tag of at most three letters. */
void read_lang(const gazetteer *g, uint32_t index, char lang[4]);
#endif
