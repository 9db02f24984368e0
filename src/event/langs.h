/*
 * langs - the languages that the texts of a collection are in.
 */
#ifndef EVENT_LANGS_H
#define EVENT_LANGS_H

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>

enum { EVENT_LANGS = 32 };

/* Sorted; what is past EVENT_LANGS is left out. */
typedef struct event_langs {
    const char *lang[EVENT_LANGS];
    bool titles[EVENT_LANGS], descriptions[EVENT_LANGS]; /* whether any event has one */
    size_t n;
} event_langs;

event_langs event_langs_of(const dateline_events *events);
/* The text of an event in a language, or NULL. */
const dateline_text *event_text_in(const dateline_event *e, const char *lang);
#endif
