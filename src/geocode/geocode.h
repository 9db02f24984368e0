/*
 * geocode - which place a text means, and how sure that is.
 *
 * It knows no word of any language: names and words such as "village" come from
 * the gazetteer.
 *
 * Every candidate gets a weight, the product of what speaks for it: importance
 * and in how many languages it is spoken of, how it matches, the kind that a type word
 * asks for, the qualifiers behind a comma or in brackets, the hints. Beside the
 * candidates stands a constant weight for the places of that name which the gazetteer
 * does not have. Confidence is a candidate's share of the whole; so a village of no
 * importance is doubtful when nothing else speaks for it, and a contradicted qualifier
 * leaves little.
 */
#ifndef GEOCODE_GEOCODE_H
#define GEOCODE_GEOCODE_H

#include "base/arena.h"
#include "base/str.h"
#include "gazetteer/gazetteer.h"
#include "geo/geo.h"

#include <dateline.h>
#include <stddef.h>
#include <stdint.h>

typedef struct geocode_query {
    str text;            /* as written: "Rami village", "Martuni (Nagorno-Karabakh)" */
    str within;          /* what it lies in, as written: "Tavush, Armenia"; or empty */
    const char *country; /* ISO 3166-1 alpha-2 to prefer; or NULL */
    geo_box near;        /* area to prefer; all zero: none */
    const char *lang;    /* of the text: "vi"; or NULL */
    bool spelled; /* what no name is like by its letters is not looked for by sound */
} geocode_query;

/* How the text was read. */
typedef enum geocode_rule {
    GEOCODE_NONE = 0,
    GEOCODE_WHOLE,     /* all of it is a name */
    GEOCODE_TYPED,     /* a name beside a word for its kind */
    GEOCODE_WIDENED,   /* the same, of an area that is known by its seat only */
    GEOCODE_QUALIFIED, /* a name and what it lies in */
    GEOCODE_REVERSED,  /* what it lies in, then the name */
    GEOCODE_EITHER,    /* two names of one place: "Stepanakert / Khankendi" */
    GEOCODE_POSITION,  /* no name: where it lies */
    GEOCODE_INFLECTED, /* another form of the name: "Ереване" */
    GEOCODE_ADJECTIVE, /* a word for what belongs to the place: "Armenian" */
    GEOCODE_SOUND,     /* the same sound in another script or spelling */
    GEOCODE_MISSPELT,  /* nearly the same sound */
    GEOCODE_NEAR,      /* near, between or in a direction of what is named */
} geocode_rule;

/* "whole", "typed", ...; never NULL. */
const char *geocode_rule_name(geocode_rule rule);

#define GEOCODE_NOWHERE UINT32_MAX

typedef struct geocode_answer {
    uint32_t place; /* of the gazetteer; GEOCODE_NOWHERE when there is none */
    str name;       /* the name that matched, a view into the gazetteer */
    geo_lonlat where;
    double confidence; /* 0..1 */
    dateline_geo_precision precision;
    double radius_km; /* the place lies, or extends, within this of where */
    geocode_rule rule;
    bool by_neighbors; /* other places of the batch spoke for it */
} geocode_answer;

/* The candidates for one text, best first, at most capacity of them; returns how
   many it filled in. An empty, overlong or unknown text has none. */
size_t geocode_find(const gazetteer *g, const geocode_query *query,
                    geocode_answer *answers, size_t capacity);

/* The answer that a place is when it was found by where it lies; certain. */
geocode_answer geocode_place(const gazetteer *g, uint32_t place);

/* One answer for each of n texts that belong together. The ones that are certain
   decide between candidates for the others. */
void geocode_batch(const gazetteer *g, const geocode_query *queries, size_t n,
                   geocode_answer *answers, arena *scratch);
#endif
