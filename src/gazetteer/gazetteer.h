/*
 * gazetteer - names to candidate places, and what is known of a place.
 *
 * It does not judge: which of thirty Martunis is meant is geocode's business.
 * It reads one memory-mapped file, made by gazetteer/compile.h from text
 * tables; opening it reads the header only, so a lookup touches a few pages.
 * Names are found by their fold (text/fold.h).
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
    GAZETTEER_LINE, /* border, line of contact */
    GAZETTEER_SITE, /* monastery, airport, post, reservoir dam */
    GAZETTEER_KINDS
} gazetteer_kind;

/* "settlement", "country", ...; the words of the tables' kind column. */
const char *gazetteer_kind_name(gazetteer_kind kind);

/* How large a settlement stands on a map: 0 for what is no settlement. */
typedef enum gazetteer_rank {
    GAZETTEER_PLACE = 0,
    GAZETTEER_CAPITAL,    /* of a country */
    GAZETTEER_ADMIN_SEAT, /* of a first-order unit */
    GAZETTEER_CITY,       /* over 100,000 */
    GAZETTEER_TOWN,
    GAZETTEER_VILLAGE,
} gazetteer_rank;

typedef struct gazetteer gazetteer;

/* A place. Strings are views into the file. */
typedef struct gazetteer_place {
    uint32_t index; /* in the file */
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
    double importance;        /* 0..1: kind, feature code and population together */
} gazetteer_place;

dateline_status gazetteer_open(const char *path, gazetteer **out, dateline_error *err);
void gazetteer_close(gazetteer *g);
size_t gazetteer_count(const gazetteer *g);
gazetteer_place gazetteer_at(const gazetteer *g, uint32_t index);

/* A name that a lookup hit. */
typedef struct gazetteer_hit {
    uint32_t place;
    str name;     /* the name as the table spells it */
    char lang[4]; /* "" when the table does not say */
} gazetteer_hit;

/* All places that have a name with this fold, most important first, at most
   capacity of them; returns how many there are. */
size_t gazetteer_find(const gazetteer *g, str folded, gazetteer_hit *hits,
                      size_t capacity);

/* The name of a place in a language, the international name when the table
   has none; found says which. */
str gazetteer_name(const gazetteer *g, uint32_t place, const char *lang, bool *found);
/* The i-th of a place's names; false past the last. */
bool gazetteer_name_at(const gazetteer *g, uint32_t place, size_t i, str *name,
                       char lang[4]);

/* Settlements inside a box, most important first, at most capacity of them. */
size_t gazetteer_settlements(const gazetteer *g, geo_box box, uint32_t *places,
                             size_t capacity, arena *scratch);
/* The place with this id; false if there is none. */
bool gazetteer_by_id(const gazetteer *g, str id, uint32_t *place);
#endif
