#include "event/event.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/sort.h"
#include "when/when.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_NOTES = 200 };

/* Every string of an event, for copying and for what is missing. */
static const size_t strings[] = {
    offsetof(dateline_event, id),           offsetof(dateline_event, title),
    offsetof(dateline_event, description),  offsetof(dateline_event, date_edtf),
    offsetof(dateline_event, date_text),    offsetof(dateline_event, place),
    offsetof(dateline_event, to_place),     offsetof(dateline_event, admin1),
    offsetof(dateline_event, admin2),       offsetof(dateline_event, country),
    offsetof(dateline_event, place_name),   offsetof(dateline_event, place_id),
    offsetof(dateline_event, country_code), offsetof(dateline_event, actor1),
    offsetof(dateline_event, actor2),       offsetof(dateline_event, attributed_to),
    offsetof(dateline_event, source),       offsetof(dateline_event, source_url),
    offsetof(dateline_event, source_date),  offsetof(dateline_event, lang),
    offsetof(dateline_event, tags),         offsetof(dateline_event, color),
    offsetof(dateline_event, symbol),       offsetof(dateline_event, image),
    offsetof(dateline_event, image_credit), offsetof(dateline_event, article),
    offsetof(dateline_event, cluster),      offsetof(dateline_event, extra),
    offsetof(dateline_event, origin),
};
enum { STRINGS = sizeof strings / sizeof *strings };

static const char **string_at(dateline_event *e, size_t i)
{
    return (const char **)(void *)((char *)e + strings[i]);
}

dateline_event event_blank(void)
{
    dateline_event e = { .fatalities_low = -1,
                         .fatalities = -1,
                         .fatalities_high = -1,
                         .evidence_start = -1,
                         .evidence_end = -1 };
    for (size_t i = 0; i < STRINGS; i++)
        *string_at(&e, i) = "";
    return e;
}

/* -------------------------------------------------------------- Collection */

static dateline_event *items(const event_store *s)
{
    return (dateline_event *)(void *)s->items.at;
}

static size_t n_items(const event_store *s)
{
    return s->items.len / sizeof(dateline_event);
}

dateline_events *event_events_new(void)
{
    arena a = { 0 };
    dateline_events *events = arena_new(&a, dateline_events);
    event_store *s = arena_new(&a, event_store);
    s->text = a;
    s->sorted = true;
    s->items.max = (size_t)LIMIT_EVENTS * sizeof(dateline_event);
    events->store = s;
    return events;
}

void event_events_free(dateline_events *events)
{
    if (!events)
        return;
    event_store *s = events->store;
    buf_clear(&s->items);
    buf_clear(&s->rejects);
    buf_clear(&s->notes);
    arena text = s->text; /* events and the store are in it */
    arena_clear(&text);
}

void event_set_headline(dateline_events *events, str headline)
{
    event_store *s = events->store;
    s->headline = s->headline ? "" : str_copy(&s->text, headline);
}

const char *event_headline(const dateline_events *events)
{
    return events->store->headline ? events->store->headline : "";
}

size_t event_count(const dateline_events *events)
{
    return n_items(events->store);
}

const char *event_keep(dateline_events *events, str s)
{
    return s.len ? str_copy(&events->store->text, s) : "";
}

/* --------------------------------------------------------------------- Ids */

static event_id *slot_of(const event_store *s, const char *id, uint64_t hash)
{
    size_t mask = s->id_slots - 1, i = (size_t)hash & mask;
    while (s->ids[i].id && (s->ids[i].hash != hash || strcmp(s->ids[i].id, id) != 0))
        i = (i + 1) & mask;
    return &s->ids[i];
}

static void add_id(event_store *s, event_id id)
{
    *slot_of(s, id.id, id.hash) = id;
    s->n_ids++;
}

static void grow_ids(event_store *s, size_t slots)
{
    event_id *old = s->ids;
    size_t n = s->id_slots;
    s->ids = arena_array(&s->text, event_id, slots);
    s->id_slots = slots;
    s->n_ids = 0;
    for (size_t i = 0; i < n; i++)
        if (old[i].id)
            add_id(s, old[i]);
}

/* The id itself if it is new; else with -2, -3, ... Each id counts its copies, so
   that a million equal ones do not take a million tries each. */
static const char *unique_id(event_store *s, const char *wanted)
{
    if ((s->n_ids + 1) * 2 > s->id_slots)
        grow_ids(s, s->id_slots ? s->id_slots * 2 : 64);
    const char *id = wanted;
    uint64_t hash = hash_str(str_of(id));
    event_id *first = slot_of(s, wanted, hash);
    if (first->id) {
        event_id *taken = first;
        while (taken->id) {
            first->copies++;
            id = str_print(&s->text, "%s-%u", wanted, first->copies + 1);
            hash = hash_str(str_of(id));
            taken = slot_of(s, id, hash);
        }
    } else {
        id = str_copy(&s->text, str_of(wanted));
    }
    add_id(s, (event_id){ id, hash, 0 });
    return id;
}

static const char *made_up_id(event_store *s, const dateline_event *e)
{
    buf text = { 0 };
    buf_addf(&text, "%s\n%s\n%s", e->date_edtf, e->place, e->title);
    if (e->located) {
        buf_add_byte(&text, '\n');
        num_write_fixed(&text, e->where.lon, 6);
        buf_add_byte(&text, ' ');
        num_write_fixed(&text, e->where.lat, 6);
    }
    uint64_t hash = hash_str(buf_str(&text));
    buf_clear(&text);
    return str_print(&s->text, "e%012llx", (unsigned long long)(hash >> 16));
}

/* ------------------------------------------------------------------ Adding */

static const dateline_geometry *copy_geometry(arena *a, const dateline_geometry *from)
{
    if (!from || !from->n_points)
        return NULL;
    dateline_lonlat *points = arena_array(a, dateline_lonlat, from->n_points);
    memcpy(points, from->points, from->n_points * sizeof *points);
    size_t *parts = arena_array(a, size_t, from->n_parts + 1);
    memcpy(parts, from->parts, (from->n_parts + 1) * sizeof *parts);
    dateline_geometry *to = arena_new(a, dateline_geometry);
    *to =
        (dateline_geometry){ from->shape, points, from->n_points, parts, from->n_parts };
    return to;
}

static const char *copy_or_empty(arena *a, const char *z)
{
    return z && *z ? str_copy(a, str_of(z)) : "";
}

static const dateline_text *copy_texts(arena *a, const dateline_event *e)
{
    if (!e->n_texts)
        return NULL;
    dateline_text *to = arena_array(a, dateline_text, e->n_texts);
    for (size_t i = 0; i < e->n_texts; i++)
        to[i] = (dateline_text){ copy_or_empty(a, e->texts[i].lang),
                                 copy_or_empty(a, e->texts[i].title),
                                 copy_or_empty(a, e->texts[i].description) };
    return to;
}

static bool on_earth(dateline_lonlat p)
{
    return isfinite(p.lon) && isfinite(p.lat) && p.lat >= -90 && p.lat <= 90 &&
           p.lon >= -180 && p.lon <= 360;
}

static double wrap(double lon)
{
    return lon >= 180 ? lon - 360 : lon;
}

static dateline_status check(const dateline_events *events, const dateline_event *e,
                             dateline_error *err)
{
    if (n_items(events->store) >= LIMIT_EVENTS)
        return error_set(err, DATELINE_LIMIT, "there are more than %u events",
                         LIMIT_EVENTS);
    if ((e->located && !on_earth(e->where)) || (e->to_located && !on_earth(e->to_where)))
        return error_set(
            err, DATELINE_USAGE,
            "an event's location is not a longitude and latitude in degrees");
    if (e->when.precision > DATELINE_SECOND ||
        (e->when.precision && e->when.end <= e->when.begin))
        return error_set(err, DATELINE_USAGE, "an event ends before it begins");
    return DATELINE_OK;
}

/* A string of the event before is shared when it is the same: sources, countries
   and actors repeat from row to row. */
static const char *share(event_store *s, const char *before, const char *z)
{
    if (!z || !*z)
        return "";
    return before && !strcmp(before, z) ? before : str_copy(&s->text, str_of(z));
}

dateline_status event_add(dateline_events *events, const dateline_event *event,
                          dateline_error *err)
{
    dateline_status st = check(events, event, err);
    if (st)
        return st;
    event_store *s = events->store;
    dateline_event e = *event;
    dateline_event *before = n_items(s) ? &items(s)[n_items(s) - 1] : NULL;
    char edtf[WHEN_TEXT];
    if (!e.date_edtf || !*e.date_edtf) {
        when_write(e.when, edtf);
        e.date_edtf = edtf;
    }
    for (size_t i = 1; i < STRINGS; i++) /* not the id */
        *string_at(&e, i) =
            share(s, before ? *string_at(before, i) : NULL, *string_at(&e, i));
    if (e.located)
        e.where.lon = wrap(e.where.lon);
    if (e.to_located)
        e.to_where.lon = wrap(e.to_where.lon);
    e.id = unique_id(s, e.id && *e.id ? e.id : made_up_id(s, &e));
    e.texts = copy_texts(&s->text, &e);
    e.geometry = copy_geometry(&s->text, e.geometry);
    s->sorted = false;
    buf_add(&s->items, &e, sizeof e);
    return buf_status(&s->items, "the collection of events", err);
}

/* ----------------------------------------------------------------- Sorting */

typedef struct sort_key {
    int64_t begin;
    const char *id;
    size_t index;
    bool undated;
} sort_key;

static int compare(const sort_key *a, const sort_key *b)
{
    if (a->undated != b->undated)
        return a->undated ? 1 : -1;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return strcmp(a->id, b->id);
}

static int compare_keys(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return compare(a, b);
}

static sort_key key_of(const dateline_event *e, size_t i)
{
    return (sort_key){ e->when.begin, e->id, i, e->when.precision == DATELINE_UNDATED };
}

/* Keys are sorted, then each event moves once, along the cycles of the order. */
void event_sort(const dateline_events *events)
{
    event_store *s = events->store;
    if (s->sorted)
        return;
    s->sorted = true;
    size_t n = n_items(s);
    dateline_event *e = items(s);
    bool in_order = true;
    for (size_t i = 1; i < n && in_order; i++) {
        sort_key a = key_of(&e[i - 1], 0), b = key_of(&e[i], 0);
        in_order = compare(&a, &b) < 0;
    }
    if (in_order)
        return;
    arena scratch = { 0 };
    sort_key *keys = arena_array(&scratch, sort_key, n);
    for (size_t i = 0; i < n; i++)
        keys[i] = key_of(&e[i], i);
    sort_stable(keys, n, sizeof *keys, compare_keys, NULL, &scratch);
    for (size_t i = 0; i < n; i++) {
        if (keys[i].index == i)
            continue;
        dateline_event moving = e[i];
        size_t to = i;
        while (keys[to].index != i) {
            size_t from = keys[to].index;
            e[to] = e[from];
            keys[to].index = to;
            to = from;
        }
        e[to] = moving;
        keys[to].index = to;
    }
    arena_clear(&scratch);
}

const dateline_event *event_at(const dateline_events *events, size_t i)
{
    event_sort(events);
    return i < n_items(events->store) ? &items(events->store)[i] : NULL;
}

dateline_event *event_edit(dateline_events *events, size_t i)
{
    event_sort(events);
    return i < n_items(events->store) ? &items(events->store)[i] : NULL;
}

/* ------------------------------------------------------- Rejects and notes */

void event_reject(dateline_events *events, const char *origin, int line, int column,
                  const char *reason)
{
    event_store *s = events->store;
    dateline_reject r = { "", line, column, event_keep(events, str_of(reason)) };
    size_t n = event_reject_count(events);
    const dateline_reject *before = n ? event_reject_at(events, n - 1) : NULL;
    r.origin = share(s, before ? before->origin : NULL, origin);
    buf_add(&s->rejects, &r, sizeof r);
}

size_t event_reject_count(const dateline_events *events)
{
    return events->store->rejects.len / sizeof(dateline_reject);
}

const dateline_reject *event_reject_at(const dateline_events *events, size_t i)
{
    const dateline_reject *r = (const dateline_reject *)(void *)events->store->rejects.at;
    return i < event_reject_count(events) ? &r[i] : NULL;
}

static event_note *notes(const dateline_events *events)
{
    return (event_note *)(void *)events->store->notes.at;
}

bool event_note_again(dateline_events *events, const char *key, const char *origin)
{
    for (size_t i = 0; i < event_note_count(events); i++) {
        event_note *old = &notes(events)[i];
        if (!strcmp(old->key, key) && !strcmp(old->origin, origin)) {
            old->count++;
            return true;
        }
    }
    return false;
}

void event_note_add(dateline_events *events, const event_note *note)
{
    event_store *s = events->store;
    if (event_note_again(events, note->key, note->origin) ||
        event_note_count(events) >= MAX_NOTES)
        return;
    event_note copy = *note;
    copy.count = 1;
    copy.key = event_keep(events, str_of(note->key));
    copy.text = event_keep(events, str_of(note->text));
    copy.origin = event_keep(events, str_of(note->origin));
    buf_add(&s->notes, &copy, sizeof copy);
}

size_t event_note_count(const dateline_events *events)
{
    return events->store->notes.len / sizeof(event_note);
}

const event_note *event_note_at(const dateline_events *events, size_t i)
{
    return i < event_note_count(events) ? &notes(events)[i] : NULL;
}

/* ----------------------------------------------------------------- Undoing */

event_mark event_mark_of(const dateline_events *events)
{
    return (event_mark){ event_count(events), event_reject_count(events),
                         event_note_count(events), events->store->sorted };
}

void event_undo(dateline_events *events, event_mark mark)
{
    event_store *s = events->store;
    s->items.len = mark.items * sizeof(dateline_event);
    s->rejects.len = mark.rejects * sizeof(dateline_reject);
    s->notes.len = mark.notes * sizeof(event_note);
    s->sorted = mark.sorted;
    /* Ids are found again from what is left; copies that were counted start over. */
    if (s->id_slots)
        memset(s->ids, 0, s->id_slots * sizeof *s->ids);
    s->n_ids = 0;
    for (size_t i = 0; i < mark.items; i++) {
        const char *id = items(s)[i].id;
        add_id(s, (event_id){ id, hash_str(str_of(id)), 0 });
    }
}

void event_unnumber(dateline_events *events, size_t since)
{
    for (size_t i = since; i < event_count(events); i++)
        items(events->store)[i].n = 0;
}
