/*
 * geocode/judge - one text with what the batch knows about its neighborhood.
 */
#ifndef GEOCODE_JUDGE_H
#define GEOCODE_JUDGE_H

#include "geocode/geocode.h"

enum { JUDGE_ANCHORS = 64 };

/* Places that are certain, each with its share of the batch. */
typedef struct judge_anchor {
    geo_lonlat where;
    char country[3]; /* of a country, which is a whole and no point; else "" */
    double share;
    uint32_t place;
    bool once; /* one text of the batch named it */
} judge_anchor;

typedef struct judge_context {
    judge_anchor anchors[JUDGE_ANCHORS];
    size_t n;
} judge_context;

/* geocode_find among neighbors; context may be NULL. */
size_t judge_find(const gazetteer *g, const geocode_query *query,
                  const judge_context *context, geocode_answer *answers, size_t capacity);
geocode_answer judge_place(const gazetteer *g, uint32_t place);
#endif
