/* CSV and JSON: the columns that event_read knows, those that are used. */
#include "event/write.h"

#include "base/error.h"
#include "base/jsonw.h"
#include "base/num.h"
#include "event/column.h"
#include "event/event.h"
#include "event/geometry.h"
#include "event/langs.h"
#include "kind/kind.h"
#include "parse/csv.h"

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

typedef struct column {
    const char *key;
    size_t at; /* of the member */
    event_column column;
    type type;
    bool always; /* in CSV even when no event has it */
} column;

#define AT(member) offsetof(dateline_event, member)

static const column columns[] = {
    { "id", AT(id), COL_ID, TEXT, true },
    { "date", AT(date_edtf), COL_DATE, TEXT, true },
    { "date_text", AT(date_text), COL_DATE_TEXT, TEXT, false },
    { "title", AT(title), COL_TITLE, TEXT, true },
    { "description", AT(description), COL_DESCRIPTION, TEXT, true },
    { "kind", 0, COL_KIND, WORD, true },
    { "status", 0, COL_STATUS, WORD, false },
    { "place", AT(place), COL_PLACE, TEXT, true },
    { "to_place", AT(to_place), COL_TO_PLACE, TEXT, false },
    { "admin1", AT(admin1), COL_ADMIN1, TEXT, false },
    { "admin2", AT(admin2), COL_ADMIN2, TEXT, false },
    { "country", AT(country), COL_COUNTRY, TEXT, false },
    { "place_name", AT(place_name), COL_PLACE_NAME, TEXT, false },
    { "place_id", AT(place_id), COL_PLACE_ID, TEXT, false },
    { "country_code", AT(country_code), COL_COUNTRY_CODE, TEXT, false },
    { "lat", 0, COL_LAT, NUMBER, true },
    { "lon", 0, COL_LON, NUMBER, true },
    { "to_lat", 0, COL_TO_LAT, NUMBER, false },
    { "to_lon", 0, COL_TO_LON, NUMBER, false },
    { "geo_precision", 0, COL_GEO_PRECISION, WORD, false },
    { "radius_km", 0, COL_RADIUS, NUMBER, false },
    { "confidence", 0, COL_CONFIDENCE, NUMBER, false },
    { "geometry", 0, COL_GEOMETRY, WORD, false },
    { "actor1", AT(actor1), COL_ACTOR1, TEXT, false },
    { "actor2", AT(actor2), COL_ACTOR2, TEXT, false },
    { "attributed_to", AT(attributed_to), COL_ATTRIBUTED_TO, TEXT, false },
    { "fatalities_low", AT(fatalities_low), COL_FATALITIES_LOW, COUNT, false },
    { "fatalities", AT(fatalities), COL_FATALITIES, COUNT, false },
    { "fatalities_high", AT(fatalities_high), COL_FATALITIES_HIGH, COUNT, false },
    { "source", AT(source), COL_SOURCE, TEXT, false },
    { "source_url", AT(source_url), COL_SOURCE_URL, TEXT, false },
    { "source_date", AT(source_date), COL_SOURCE_DATE, TEXT, false },
    { "lang", AT(lang), COL_LANG, TEXT, false },
    { "tags", AT(tags), COL_TAGS, TEXT, false },
    { "priority", AT(priority), COL_PRIORITY, SMALL, false },
    { "n", AT(n), COL_N, SMALL, false },
    { "color", AT(color), COL_COLOR, TEXT, false },
    { "symbol", AT(symbol), COL_SYMBOL, TEXT, false },
    { "image", AT(image), COL_IMAGE, TEXT, false },
    { "image_credit", AT(image_credit), COL_IMAGE_CREDIT, TEXT, false },
    { "article", AT(article), COL_ARTICLE, TEXT, false },
    { "evidence_start", AT(evidence_start), COL_EVIDENCE_START, COUNT, false },
    { "evidence_end", AT(evidence_end), COL_EVIDENCE_END, COUNT, false },
    { "needs_review", 0, COL_NEEDS_REVIEW, TRUTH, false },
    { "cluster", AT(cluster), COL_CLUSTER, TEXT, false },
    { "extra", AT(extra), COL_EXTRA_JSON, OBJECT, false }
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ------------------------------------------------------------------ Values */

static void put_real(buf *out, double v, bool known)
{
    if (known)
        num_write(out, v);
}

static void put_worked_out(buf *out, const dateline_event *e, event_column c)
{
    switch (c) {
    case COL_KIND:
        buf_add_text(out, kind_name(e->kind));
        break;
    case COL_STATUS:
        buf_add_text(out, e->status ? kind_status_name(e->status) : "");
        break;
    case COL_GEO_PRECISION:
        buf_add_text(out, kind_precision_name(e->geo_precision));
        break;
    case COL_GEOMETRY:
        if (e->located && e->geometry)
            event_geometry_wkt(out, e->geometry);
        break;
    case COL_LAT:
        put_real(out, e->where.lat, e->located);
        break;
    case COL_LON:
        put_real(out, e->where.lon, e->located);
        break;
    case COL_TO_LAT:
        put_real(out, e->to_where.lat, e->to_located);
        break;
    case COL_TO_LON:
        put_real(out, e->to_where.lon, e->to_located);
        break;
    case COL_RADIUS:
        put_real(out, e->radius_km, e->radius_km > 0);
        break;
    case COL_CONFIDENCE: /* unless it is what a reader assumes */
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
        put_worked_out(out, e, c->column);
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

void event_write_csv(const dateline_events *events, buf *out)
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

void event_write_json(const dateline_events *events, buf *out)
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

dateline_status event_write(const dateline_events *events, dateline_format format,
                            const event_write_options *options, buf *out,
                            dateline_error *err)
{
    switch (format) {
    case DATELINE_GEOJSON:
        event_write_geojson(events, options, out);
        break;
    case DATELINE_GEOJSONSEQ:
        event_write_geojsonseq(events, options, out);
        break;
    case DATELINE_CSV:
        event_write_csv(events, out);
        break;
    case DATELINE_JSON:
        event_write_json(events, out);
        break;
    default:
        return error_set(err, DATELINE_USAGE,
                         "events are written as GeoJSON, GeoJSONSeq, CSV or JSON");
    }
    return buf_status(out, "the document of events", err);
}
