/*
 * gazetteer/read - steps through the file that several parts of the reader take.
 */
#ifndef GAZETTEER_READ_H
#define GAZETTEER_READ_H

#include "gazetteer/format.h"

/* What is stored of a place; rest stands at its names. */
typedef struct facts {
    const unsigned char *fixed; /* PLACE_SIZE bytes */
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
/* The rest of the next key in KEYS, which shares so much with the one before, and how its
   postings begin. */
str read_key(cursor *c, uint32_t *shared, uint32_t *head);

/* Where a name leads. */
typedef struct postings {
    uint32_t head, place;
    bool single;
    cursor list;
} postings;

/* Those of the key that was read. */
postings read_postings(cursor *c, uint32_t head);
/* The next of them: a place, and the number of its name. False past the last. */
bool read_posting(postings *p, uint32_t *place, uint32_t *name);
/* The hit of the name-th name of a place. */
void read_hit(const gazetteer *g, uint32_t place, uint32_t name, gazetteer_hit *hit);
/* The place that has the i-th of the sorted ids, and the mark of that. */
uint32_t read_place_of_id(const gazetteer *g, uint32_t i, unsigned *mark);
/* The mark of an id, by which nearly all others are told from it. */
unsigned read_mark(str id);

/* s, or nothing when it is not UTF-8: then the file is damaged. */
str read_text(str s);
/* A string of WORDS; empty past the last. */
str read_word(const gazetteer *g, uint32_t index);
/* The same as a language tag of at most three letters; true when it is one of
   adjectives. */
bool read_lang(const gazetteer *g, uint32_t index, char lang[4]);
/* The year of "1923", "2020-11" or "2020-11-10"; false for anything else. */
bool read_year(str date, int *year);

/* An ending by which words are inflected. */
typedef struct ending {
    str text, instead;
    uint32_t lang; /* in WORDS */
    bool adjective;
} ending;

/* How many endings there are, and the i-th; false when it is damaged. */
uint32_t read_n_endings(const gazetteer *g);
bool read_ending(const gazetteer *g, uint32_t i, ending *out);
/* As str_compare, from the last bytes to the first. */
int read_compare_ends(str a, str b);
#endif
