/* CSV and JSON: the columns that intake_read knows, those that are used. */
#include "export/export.h"

#include "base/error.h"
#include "base/jsonw.h"
#include "base/num.h"
#include "event/event.h"
#include "event/langs.h"
#include "kind/kind.h"
#include "parse/csv.h"
#include "shape/shape.h"

#include <stdio.h>
#include <string.h>

enum { KEY = 40 };

typedef enum type {
    TEXT,   /* a member of the event */
    COUNT,  /* an int64_t, -1 when unknown */
    SMALL,  /* an int, 0 when unknown */
    WORD,   /* worked out, a text */
    NUMBER, /* worked out, a number */
    TRUTH,
    OBJECT, /* JSON already */
} type;

/* What is not a member as it stands. */
typedef enum worked_out {
    STATED,
    KIND,
    STATUS,
    GEO_PRECISION,
    GEOMETRY,
    LAT,
    LON,
    TO_LAT,
    TO_LON,
    RADIUS,
    CONFIDENCE,
    NEEDS_REVIEW,
} worked_out;

typedef struct column {
    const char *key;
    size_t at; /* of the member */
    worked_out worked_out;
    type type;
    bool always; /* in CSV even when no event has it */
} column;

#define AT(member) offsetof(dateline_event, member)

static const column columns[] = {
    { "id", AT(id), STATED, TEXT, true },
    { "date", AT(date_edtf), STATED, TEXT, true },
    { "date_text", AT(date_text), STATED, TEXT, false },
    { "title", AT(title), STATED, TEXT, true },
    { "description", AT(description), STATED, TEXT, true },
    { "kind", 0, KIND, WORD, true },
    { "status", 0, STATUS, WORD, false },
    { "place", AT(place), STATED, TEXT, true },
    { "to_place", AT(to_place), STATED, TEXT, false },
    { "admin1", AT(admin1), STATED, TEXT, false },
    { "admin2", AT(admin2), STATED, TEXT, false },
    { "country", AT(country), STATED, TEXT, false },
    { "place_name", AT(place_name), STATED, TEXT, false },
    { "place_id", AT(place_id), STATED, TEXT, false },
    { "country_code", AT(country_code), STATED, TEXT, false },
    { "lat", 0, LAT, NUMBER, true },
    { "lon", 0, LON, NUMBER, true },
    { "to_lat", 0, TO_LAT, NUMBER, false },
    { "to_lon", 0, TO_LON, NUMBER, false },
    { "geo_precision", 0, GEO_PRECISION, WORD, false },
    { "radius_km", 0, RADIUS, NUMBER, false },
    { "confidence", 0, CONFIDENCE, NUMBER, false },
    { "geometry", 0, GEOMETRY, WORD, false },
    { "actor1", AT(actor1), STATED, TEXT, false },
    { "actor2", AT(actor2), STATED, TEXT, false },
    { "attributed_to", AT(attributed_to), STATED, TEXT, false },
    { "fatalities_low", AT(fatalities_low), STATED, COUNT, false },
    { "fatalities", AT(fatalities), STATED, COUNT, false },
    { "fatalities_high", AT(fatalities_high), STATED, COUNT, false },
    { "source", AT(source), STATED, TEXT, false },
    { "source_url", AT(source_url), STATED, TEXT, false },
    { "source_date", AT(source_date), STATED, TEXT, false },
    { "lang", AT(lang), STATED, TEXT, false },
    { "tags", AT(tags), STATED, TEXT, false },
    { "priority", AT(priority), STATED, SMALL, false },
    { "n", AT(n), STATED, SMALL, false },
    { "color", AT(color), STATED, TEXT, false },
    { "symbol", AT(symbol), STATED, TEXT, false },
    { "image", AT(image), STATED, TEXT, false },
    { "image_credit", AT(image_credit), STATED, TEXT, false },
    { "article", AT(article), STATED, TEXT, false },
    { "evidence_start", AT(evidence_start), STATED, COUNT, false },
    { "evidence_end", AT(evidence_end), STATED, COUNT, false },
    { "needs_review", 0, NEEDS_REVIEW, TRUTH, false },
    { "cluster", AT(cluster), STATED, TEXT, false },
    { "extra", AT(extra), STATED, OBJECT, false }
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ------------------------------------------------------------------ Values */

static void put_real(buf *out, double v, bool known)
{
    if (known)
        num_write(out, v);
}

static void put_worked_out(buf *out, const dateline_event *e, worked_out what)
{
    switch (what) {
    case KIND:
        buf_add_text(out, kind_name(e->kind));
        break;
    case STATUS:
        buf_add_text(out, e->status ? kind_status_name(e->status) : "");
        break;
    case GEO_PRECISION:
        buf_add_text(out, kind_precision_name(e->geo_precision));
        break;
    case GEOMETRY:
        if (e->located && e->geometry)
            shape_write_wkt(out, e->geometry);
        break;
    case LAT:
        put_real(out, e->where.lat, e->located);
        break;
    case LON:
        put_real(out, e->where.lon, e->located);
        break;
    case TO_LAT:
        put_real(out, e->to_where.lat, e->to_located);
        break;
    case TO_LON:
        put_real(out, e->to_where.lon, e->to_located);
        break;
    case RADIUS:
        put_real(out, e->radius_km, e->radius_km > 0);
        break;
    case CONFIDENCE: /* unless it is what a reader assumes */
        put_real(out, e->confidence, e->confidence != (e->located ? 1 : 0));
        break;
    default:
        buf_add_text(out, e->needs_review ? "true" : "");
    }
}

/* Append the value of a column, nothing when it is not known. */
static void put_value(buf *out, const dateline_event *e, const column *c)
{
    const char *member = (const char *)e + c->at;
    int64_t count = 0;
    int small = 0;
    switch (c->type) {
    case TEXT:
    case OBJECT:
        buf_add_text(out, *(const char *const *)(const void *)member);
        break;
    case COUNT:
        memcpy(&count, member, sizeof count);
        if (count != -1)
            buf_addf(out, "%lld", (long long)count);
        break;
    case SMALL:
        memcpy(&small, member, sizeof small);
        if (small)
            buf_addf(out, "%d", small);
        break;
    default:
        put_worked_out(out, e, c->worked_out);
    }
}

static const char *text_in(const dateline_event *e, const char *lang, bool title)
{
    const dateline_text *t = event_text_in(e, lang);
    return !t ? "" : title ? t->title : t->description;
}

/* --------------------------------------------------------------------- CSV */

static void put_field(buf *out, str s, bool *first)
{
    if (!*first)
        buf_add_byte(out, ',');
    *first = false;
    parse_csv_put(out, s);
}

static bool is_used(const dateline_events *events, const column *c)
{
    bool used = c->always;
    buf value = { 0 };
    for (size_t i = 0; i < event_count(events) && !used; i++) {
        put_value(&value, event_at(events, i), c);
        used = value.len > 0;
    }
    buf_clear(&value);
    return used;
}

static void put_header(const event_langs *langs, const bool used[COLUMNS], buf *out)
{
    bool first = true;
    for (size_t i = 0; i < COLUMNS; i++)
        if (used[i])
            put_field(out, str_of(columns[i].key), &first);
    for (size_t i = 0; i < langs->n; i++) {
        char key[KEY];
        snprintf(key, sizeof key, "title_%.8s", langs->lang[i]);
        if (langs->titles[i])
            put_field(out, str_of(key), &first);
        snprintf(key, sizeof key, "description_%.8s", langs->lang[i]);
        if (langs->descriptions[i])
            put_field(out, str_of(key), &first);
    }
    buf_add_text(out, "\r\n");
}

static void put_row(const dateline_event *e, const event_langs *langs,
                    const bool used[COLUMNS], buf *value, buf *out)
{
    bool first = true;
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!used[i])
            continue;
        value->len = 0;
        put_value(value, e, &columns[i]);
        put_field(out, buf_str(value), &first);
    }
    for (size_t i = 0; i < langs->n; i++) {
        if (langs->titles[i])
            put_field(out, str_of(text_in(e, langs->lang[i], true)), &first);
        if (langs->descriptions[i])
            put_field(out, str_of(text_in(e, langs->lang[i], false)), &first);
    }
    buf_add_text(out, "\r\n");
}

void export_csv(const dateline_events *events, buf *out)
{
    event_langs langs = event_langs_of(events);
    bool used[COLUMNS];
    buf value = { 0 };
    for (size_t i = 0; i < COLUMNS; i++)
        used[i] = is_used(events, &columns[i]);
    put_header(&langs, used, out);
    for (size_t k = 0; k < event_count(events); k++)
        put_row(event_at(events, k), &langs, used, &value, out);
    buf_clear(&value);
}

/* -------------------------------------------------------------------- JSON */

static void put_member(jsonw *w, const column *c, str value)
{
    if (!value.len)
        return;
    jsonw_key(w, c->key);
    if (c->type == TEXT || c->type == WORD)
        jsonw_str(w, value);
    else
        jsonw_raw(w, value);
}

static void put_texts(jsonw *w, const dateline_event *e)
{
    for (size_t i = 0; i < e->n_texts; i++) {
        char key[KEY];
        snprintf(key, sizeof key, "title_%.8s", e->texts[i].lang);
        if (*e->texts[i].title) {
            jsonw_key(w, key);
            jsonw_text(w, e->texts[i].title);
        }
        snprintf(key, sizeof key, "description_%.8s", e->texts[i].lang);
        if (*e->texts[i].description) {
            jsonw_key(w, key);
            jsonw_text(w, e->texts[i].description);
        }
    }
}

void export_json(const dateline_events *events, buf *out)
{
    jsonw w = { .out = out };
    buf value = { 0 };
    jsonw_open(&w, '{');
    jsonw_key(&w, "events");
    jsonw_open(&w, '[');
    for (size_t k = 0; k < event_count(events); k++) {
        const dateline_event *e = event_at(events, k);
        jsonw_line(&w);
        jsonw_open(&w, '{');
        for (size_t i = 0; i < COLUMNS; i++) {
            value.len = 0;
            put_value(&value, e, &columns[i]);
            put_member(&w, &columns[i], buf_str(&value));
        }
        put_texts(&w, e);
        jsonw_close(&w, '}');
    }
    buf_add_byte(out, '\n');
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
    buf_add_byte(out, '\n');
    buf_clear(&value);
}
