/*
 * geocode/match - from a written text to candidates, before any judgement.
 */
#ifndef GEOCODE_MATCH_H
#define GEOCODE_MATCH_H

#include "geocode/geocode.h"

/* How a part of a text stands to the first. */
typedef enum match_role {
    MATCH_NAME = 0,
    MATCH_WITHIN, /* behind a comma, a dash or in brackets */
    MATCH_OTHER,  /* behind a slash: another name of the same place */
} match_role;

enum { MATCH_PARTS = 6, MATCH_MOST = 256 };

typedef struct match_part {
    str text;
    match_role role;
} match_part;

/* Cut a text at commas, brackets, slashes and dashes between spaces. What is
   beyond MATCH_PARTS is left out. */
size_t match_split(str text, match_part parts[MATCH_PARTS]);

typedef struct match {
    gazetteer_place at;
    str name;       /* as the gazetteer spells it */
    double quality; /* 0..1 */
    geocode_rule rule;
    uint32_t kinds; /* that a type word asked for; 0: none did */
    double weight;  /* for the judge */
} match;

/* The places that a part can name, as it is and without type words; each place
   once, by its best reading. At most MATCH_MOST. */
size_t match_find(const gazetteer *g, str part, const char *lang, match *out);
#endif
