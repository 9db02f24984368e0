/*
 * reading.h - all words of a language, and the whole way from a text to its events, for
 * tests.
 */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "event/event.h"
#include "extract/extract.h"
#include "lexicon.h"

/* NULL when the tables are not there. */
static inline const lexicon *reading_words(const char *lang, arena *a,
                                           dateline_error *err)
{
    static const char *const kinds[] = { "article", "names",   "names2",
                                         "dates",   "common",  "landmarks",
                                         "events",  "events2", "clauses" };
    return lexicon_of(lang, kinds, sizeof kinds / sizeof *kinds, a, err);
}

typedef struct reading_result {
    arena a;
    article x;
    dates d;
    mentions m;
    dateline_events *events;
} reading_result;

/* Events are freed, and the arena is cleared, by the caller. */
static inline dateline_status reading_read(reading_result *r, str text,
                                           const lexicon *words, const gazetteer *g,
                                           const char *lang, dateline_when published)
{
    dateline_status st = article_open(text, ARTICLE_AUTO, "test", &r->a, &r->x, NULL);
    r->events = event_events_new();
    if (st)
        return st;
    article_parse(&r->x, words, lexicon_memory_new(&r->a), lang, &r->a);
    dates_options when = { .published = published };
    dates_find(&r->x, &when, &r->a, &r->d);
    mention_options where = { 0 };
    mention_find(&r->x, g, &where, name_memory_new(&r->a), &r->a, &r->m);
    extract_source source = { .article = "test" };
    return extract_events(&r->x, &r->d, &r->m, g, &source, r->events, NULL);
}

static inline void reading_free(reading_result *r)
{
    event_events_free(r->events);
    arena_clear(&r->a);
}
#endif
