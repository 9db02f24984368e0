/*
 * gazetteer - names to candidate places, and what is known of a place.
 *
 * It does not judge: which of thirty Martunis is meant is geocode's business.
 * It reads one memory-mapped file, made by compile/compile.h from text
 * tables; opening it reads the header only, so a lookup touches a few pages, and
 * lookups in one region of the world the same ones.
 * Names are found by their fold (text/fold.h).
 *
 * A file that is cut short is refused when it is opened. Damage inside is found
 * by gazetteer_check; until then it can make answers wrong, never reads outside
 * the file, and strings are valid UTF-8 in any case.
 */
#ifndef GAZETTEER_GAZETTEER_H
#define GAZETTEER_GAZETTEER_H

#include "base/arena.h"
#include "base/str.h"
#include "geo/geo.h"

#include <dateline.h>
#include <stdint.h>

typedef enum gazetteer_kind {
    GAZETTEER_SETTLEMENT = 0,
    GAZETTEER_COUNTRY,
    GAZETTEER_ADMIN1,
    GAZETTEER_ADMIN2,
    GAZETTEER_REGION, /* informal, historic or disputed area */
    GAZETTEER_WORLD_REGION,
    GAZETTEER_SEA,
    GAZETTEER_LAKE,
    GAZETTEER_RIVER,
    GAZETTEER_MOUNTAIN,
    GAZETTEER_PASS,
    GAZETTEER_ROAD,
    GAZETTEER_LINE,         /* border, line of contact */
    GAZETTEER_SITE,         /* monastery, airport, post, reservoir dam */
    GAZETTEER_ORGANIZATION, /* named like a place, and none: a newspaper, a club */
    GAZETTEER_KINDS
} gazetteer_kind;

/* "settlement", "country", "admin1", "admin2", "region", "world_region", "sea",
   "lake", "river", "mountain", "pass", "road", "line", "site", "organization": the
   words of the tables' kind column. Never NULL. */
const char *gazetteer_kind_name(gazetteer_kind kind);

/* How large a settlement stands on a map: 0 for what is no settlement. */
typedef enum gazetteer_rank {
    GAZETTEER_PLACE = 0,
    GAZETTEER_CAPITAL,    /* of a country */
    GAZETTEER_ADMIN_SEAT, /* of a first-order unit */
    GAZETTEER_CITY,       /* over 100,000 */
    GAZETTEER_TOWN,
    GAZETTEER_VILLAGE, /* also what a larger neighbour outshines */
} gazetteer_rank;

typedef struct gazetteer gazetteer;

/* A place. Strings are views into the file. */
typedef struct gazetteer_place {
    uint32_t index; /* in the file, where neighbors stand together */
    str id;         /* stable: "gn:616052", "cc:AM", "hc:taghavard" */
    str name;       /* preferred in international use */
    gazetteer_kind kind;
    gazetteer_rank rank;
    str code;           /* GeoNames feature code, "PPLC", or "" */
    char country[3];    /* ISO 3166-1 alpha-2; "" for what lies in none or several */
    str admin1;         /* name of the first-order unit, or "" */
    geo_lonlat where;   /* a representative point */
    double radius_km;   /* 0: small */
    int64_t population; /* -1 unknown */
    int valid_from, valid_to; /* years; 0: always */
    str from, to;             /* the same as the table has it: "1923", "2020-11-10" */
    double importance;        /* 0..1: kind, feature code and population together */
    uint32_t n_names;         /* in how many languages and spellings it is spoken of */
} gazetteer_place;

/* What is no gazetteer, damaged in its header, cut short or of another version is
   DATELINE_GEODATA. */
dateline_status gazetteer_open(const char *path, gazetteer **out, dateline_error *err);
/* The same for bytes that stay the caller's and outlive the gazetteer; name is for
   messages. */
dateline_status gazetteer_open_bytes(str bytes, const char *name, gazetteer **out,
                                     dateline_error *err);
/* Read all of the file and verify it: checksums, and that every number in it leads
   where it may. DATELINE_GEODATA says what is wrong. */
dateline_status gazetteer_check(const gazetteer *g, dateline_error *err);
void gazetteer_close(gazetteer *g);
/* Give back the memory that the system holds for what was touched, when no more
   questions come for a while. Views stay valid; what they show is read again. */
void gazetteer_rest(const gazetteer *g);

size_t gazetteer_count(const gazetteer *g);
/* How many different folded names it knows. */
size_t gazetteer_count_names(const gazetteer *g);
/* An index past the last yields an empty place. */
gazetteer_place gazetteer_at(const gazetteer *g, uint32_t index);

/* A name that a lookup hit. */
typedef struct gazetteer_hit {
    str name; /* the name as the table spells it */
    uint32_t place;
    char lang[4];   /* "" when the table does not say */
    bool adjective; /* the name is a word for what belongs to the place: "Armenian" */
    uint8_t edits;  /* between what was asked and what was found; 0 for the same */
} gazetteer_hit;

/* All places that have a name with this fold, most important first, at most
   capacity of them; returns how many there are. */
size_t gazetteer_find(const gazetteer *g, str folded, gazetteer_hit *hits,
                      size_t capacity);

/* Whether a name's fold is this text, or begins with it and goes on after a space: it is
   worth to read on. Costs no more than one lookup. */
bool gazetteer_begins(const gazetteer *g, str folded);
/* The same of the bytes that a name's fold may begin with, which need not end with a
   word. */
bool gazetteer_begins_so(const gazetteer *g, str start);

/* The settlements and other places whose main name begins with this text and goes on
   after a space, by name, at most capacity of them; returns how many. None when there are
   so many names of that kind that their beginning says nothing ("San", "New"). */
size_t gazetteer_find_longer(const gazetteer *g, str folded, gazetteer_hit *hits,
                             size_t capacity);

/* The same by sound (text/sound.h): places that have a name which sounds so, or else
   within one edit, or else within two if most_edits is 2: a letter put in, left out,
   changed, or two changed places. Only the nearest are given, most important first.
   name is the first one of that sound. A sound of less than four letters is found as it
   is or not at all, of less than seven within one edit; those with digits, or of more
   than 60 letters, are not known. The work is bounded for any bytes: TREE_VISITS letters
   of gazetteer/tree.h, and at most 1024 places, which is then what it returns. */
size_t gazetteer_find_alike(const gazetteer *g, str sound, unsigned most_edits,
                            gazetteer_hit *hits, size_t capacity);

/* The name of a place in a language: the first one the table tags with it, else the
   only one in a script that the language alone uses, or, for Russian, the only
   untagged Cyrillic one that has no letter of another language; else the
   international name, with found false. */
str gazetteer_name(const gazetteer *g, uint32_t place, const char *lang, bool *found);
/* The i-th of a place's names, the preferred one first; false past the last. Adjectives
   are no names, and passed over. */
bool gazetteer_name_at(const gazetteer *g, uint32_t place, size_t i, str *name,
                       char lang[4]);

/* Settlements inside a box, most important first, at most capacity of them;
   returns how many it filled in. */
size_t gazetteer_settlements(const gazetteer *g, geo_box box, uint32_t *places,
                             size_t capacity, arena *scratch);
/* The settlement nearest to a point by its own point; false if there is none within so
   many kilometers. */
bool gazetteer_nearest(const gazetteer *g, geo_lonlat p, double within_km,
                       uint32_t *place);
/* As gazetteer_settlements for what is no settlement (seas, lakes, regions, ...) and has
   its point in the box, of these kinds as bits 1 << gazetteer_kind. */
size_t gazetteer_areas(const gazetteer *g, geo_box box, uint32_t kinds_mask,
                       uint32_t *places, size_t capacity);
/* The place with this id; false if there is none. */
bool gazetteer_by_id(const gazetteer *g, str id, uint32_t *place);
/* The place that this one is stated to lie in; false if the table does not say. */
bool gazetteer_parent(const gazetteer *g, uint32_t place, uint32_t *parent);

typedef enum gazetteer_side {
    GAZETTEER_BEFORE = 1, /* "lake Sevan" */
    GAZETTEER_AFTER = 2,  /* "Gegharkunik province" */
} gazetteer_side;

/* The kinds that a folded word or phrase implies when it stands on this side of a
   name, as bits 1 << gazetteer_kind, and its relations (gazetteer/relation.h); 0 if it
   is no such word. */
uint32_t gazetteer_type(const gazetteer *g, str folded, gazetteer_side side);

/* The folded words of a language of which a row of the table says just these kinds, on
   this side of a name, in the order of their bytes, at most capacity of them; returns how
   many it filled in. */
size_t gazetteer_type_words(const gazetteer *g, const char *lang, gazetteer_side side,
                            uint32_t kinds, str *words, size_t capacity);

/* What a word may be a form of: its first keep bytes and then instead. */
typedef struct gazetteer_stem {
    size_t keep;
    str instead; /* folded; often empty */
    char lang[4];
    bool adjective; /* the ending makes a word for what belongs to the place */
} gazetteer_stem;

/* The stems of a folded word by the endings of all languages that it ends with,
   the longest ending first, at most capacity of them; returns how many there are.
   At least two code points of the word are kept. */
size_t gazetteer_stems(const gazetteer *g, str folded, gazetteer_stem *stems,
                       size_t capacity);
#endif
