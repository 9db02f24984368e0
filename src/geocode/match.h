/*
 * geocode/match - from a written text to candidates, before any judgement.
 *
 * A text is read in steps: as it stands and without words for its kind; those words and
 * the name in their base forms; with a relation ("5 km north of"); by its sound. A step
 * is taken only when the ones before found nothing that is good, so that a plain name of
 * one word costs one look into the gazetteer. Whatever the text, a part takes at most
 * MATCH_LOOKUPS looks for names by letters and MATCH_ALIKE by sound.
 */
#ifndef GEOCODE_MATCH_H
#define GEOCODE_MATCH_H

#include "geocode/geocode.h"

/* How a part of a text stands to the first. */
typedef enum match_role {
    MATCH_NAME = 0,
    MATCH_WITHIN, /* behind a comma, a dash, a word such as "in", or in brackets */
    MATCH_OTHER,  /* behind a slash: another name of the same place */
} match_role;

enum { MATCH_PARTS = 6, MATCH_MOST = 128, MATCH_LOOKUPS = 600, MATCH_ALIKE = 48 };

typedef struct match_part {
    str text;
    match_role role;
} match_part;

/* Cut a text at commas, brackets, slashes and dashes between spaces. What is beyond
   MATCH_PARTS is left out. */
size_t match_split(const gazetteer *g, str text, match_part parts[MATCH_PARTS]);

enum { MATCH_PIECES = 3 };

/* Cut a part that is no name as it stands where its words tell: "Rami village in
   Idlib", "Xocalı rayonunun Xankəndi kəndi", "Goma Congo". The name comes first, also
   where it is written last; the others are what it lies in. 1 when there is nothing to
   cut. */
size_t match_cut(const gazetteer *g, str part, str pieces[MATCH_PIECES]);

/* What the name that was found is to its place. */
typedef enum match_name {
    MATCH_MAIN = 0, /* its name in international use, or in English */
    MATCH_SHORT,    /* the first words of that: "Salon" of Salon-de-Provence */
    MATCH_TAGGED,   /* that of a stated language */
    MATCH_ALIAS,    /* one that no language claims */
} match_name;

typedef struct match {
    gazetteer_place at;
    str name; /* as the gazetteer spells it */
    match_name is;
    geo_lonlat where; /* its point, or the one that the text describes by it */
    double radius_km; /* of what is described; 0: the place's own */
    double quality;   /* 0..1 */
    double sure;      /* 0..1: more than that no reading of this kind can be */
    geocode_rule rule;
    uint32_t kinds;   /* that a type word asked for; 0: none did */
    unsigned edits;   /* between the sounds of what is written and of the name */
    bool small;       /* it asked for a village */
    bool associative; /* the word is of what belongs to the place: "Armenian" */
    double weight;    /* for the judge */
} match;

match_name match_name_of(const gazetteer_hit *hit, const gazetteer_place *place);

typedef enum match_effort {
    MATCH_EXACT,   /* as it is and without type words */
    MATCH_SPELLED, /* all steps; no slips and no sound where nothing was found before */
    MATCH_LOOSE,   /* all steps */
} match_effort;

/* The places that a part can name; each place once, by its best reading. At most
   MATCH_MOST. */
size_t match_find(const gazetteer *g, str part, const char *lang, match_effort effort,
                  match *out);
#endif
