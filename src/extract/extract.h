/*
 * extract - what happened, when and where: the events of an article.
 *
 * Sentence by sentence: a trigger of the lexicon says that something of a kind
 * happened; the dates and the places around it say when and where; words of planning,
 * doubt and attribution say whether. What is told twice becomes one event with all its
 * evidence, in an article and across several. An event whose places are only actors has
 * no place: it belongs on the timeline, not on a map.
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "article/article.h"
#include "base/buf.h"
#include "dates/dates.h"
#include "event/event.h"
#include "mention/mention.h"

typedef struct extract_source {
    const char *article;                  /* name of the file */
    const char *outlet, *url, *published; /* or NULL */
} extract_source;

/* Add the events of an article to a collection: on the map or, without a place, for the
   timeline. Each has evidence, confidence, precision and, in extra, the id of the rule
   and further evidence. */
dateline_status extract_events(const article *x, const dates *d, const mentions *m,
                               const gazetteer *g, const extract_source *source,
                               dateline_events *into, dateline_error *err);

/* Give events of different articles that tell the same happening one cluster; arena is
   scratch. */
void extract_join(dateline_events *events, arena *a);

/* What the writer of mentions asks: the places, and the table of geodata/words/signs.tsv
   of the languages that countries have on their signs; it may be empty. */
typedef struct extract_places {
    const gazetteer *g;
    str signs;
} extract_places;

/* The mentions of places and dates as a JSON array: start, end, text, type, sense,
   name, place_id, country, lat, lon, kind, confidence, value, value_text_only.
   A word for the kind of unit is part of a name where its language is at home and has
   it so: "huyện X" in Vietnam. */
void extract_write_mentions(const article *x, const dates *d, const mentions *m,
                            extract_places places, buf *out);

/* What a person should know: dates that stay open, with candidate years and reasons. One
   line each, in English, as all messages. */
void extract_warnings(const article *x, const dates *d, arena *a, const char ***lines,
                      size_t *n);
#endif
