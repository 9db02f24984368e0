/*
 * event - events, and the collection that owns them.
 *
 * A collection has one arena for the text and geometry of its events. Beside the
 * events it keeps what a reader has to tell: rejects, which are rows that could
 * not become events, and notes, which are warnings counted by kind so that ten
 * thousand bad rows make one line.
 *
 * Events are sorted by (when.begin, id), undated ones last, when they are asked
 * for; so adding many costs one sort.
 */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct event_id {
    const char *id; /* NULL: a free slot */
    uint64_t hash;
    unsigned copies; /* how many more wanted this id */
} event_id;

/* What a reader found worth telling, once, with the first place and a count. */
typedef struct event_note {
    dateline_level level;
    const char *key; /* notes with the same key are counted as one */
    const char *text;
    const char *origin;
    size_t count;
    int line; /* of the first; 0 unknown */
} event_note;

typedef struct event_store {
    arena text;
    buf items, rejects, notes; /* of dateline_event, dateline_reject, event_note */
    bool sorted;
    const char *headline; /* of the one article that it was read from; "": of several */
    event_id *ids;        /* open addressing; a power of two */
    size_t n_ids, id_slots;
} event_store;

/* All state is behind the pointer, so that asking a const collection can sort it. */
struct dateline_events {
    event_store *store;
};

dateline_events *event_events_new(void);
/* The headline of an article whose events are added; of more than one there is none. */
void event_set_headline(dateline_events *events, str headline);
const char *event_headline(const dateline_events *events);
void event_events_free(dateline_events *events);

/* Add a copy, with an id made unique, and one made up from date, place and title
   when it has none; strings that are NULL become "", and date_edtf is written
   from when if it is missing. DATELINE_USAGE for a location that is none,
   DATELINE_LIMIT when there are too many. */
dateline_status event_add(dateline_events *events, const dateline_event *event,
                          dateline_error *err);
size_t event_count(const dateline_events *events);
/* NULL past the last. */
const dateline_event *event_at(const dateline_events *events, size_t i);
/* The same, to be filled in by the geocoder: what is put in must live in the
   collection (event_keep), and when and id stay as they are. */
dateline_event *event_edit(dateline_events *events, size_t i);
/* A copy of s that lives as long as the collection; never NULL. */
const char *event_keep(dateline_events *events, str s);
/* Sort now: needed before several threads read. */
void event_sort(const dateline_events *events);

void event_reject(dateline_events *events, const char *origin, int line, int column,
                  const char *reason);
size_t event_reject_count(const dateline_events *events);
const dateline_reject *event_reject_at(const dateline_events *events, size_t i);

/* Count a note; of those with the same key the first is kept. Of different ones
   at most two hundred are. */
void event_note_add(dateline_events *events, const event_note *note);
/* Count the note with that key once more; false when there is none yet. */
bool event_note_again(dateline_events *events, const char *key, const char *origin);
size_t event_note_count(const dateline_events *events);
const event_note *event_note_at(const dateline_events *events, size_t i);

/* Undo what was added since; nothing may have been asked for in between. */
typedef struct event_mark {
    size_t items, rejects, notes;
    bool sorted;
} event_mark;
event_mark event_mark_of(const dateline_events *events);
void event_undo(dateline_events *events, event_mark mark);

/* Take the numbers off the events added since, so that they go by order. */
void event_unnumber(dateline_events *events, size_t since);

/* An event with nothing known: strings "", numbers of people -1. */
dateline_event event_blank(void);
#endif
