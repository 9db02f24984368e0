#include "export/export.h"

#include "base/jsonw.h"
#include "base/num.h"
#include "base/sort.h"
#include "event/event.h"
#include "event/langs.h"
#include "kind/kind.h"
#include "shape/shape.h"
#include "when/when.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the features of this collection have beyond the fixed list. */
typedef struct more {
    bool to, where, admin2, country, lang, tags, color, symbol, image, image_credit,
        extra;
    event_langs langs;
} more;

static more find_more(const dateline_events *events)
{
    more m = { .langs = event_langs_of(events) };
    for (size_t i = 0; i < event_count(events); i++) {
        const dateline_event *e = event_at(events, i);
        m.to |= e->to_located;
        m.where |= e->located && e->geometry;
        m.admin2 |= *e->admin2 != 0;
        m.country |= *e->country != 0;
        m.lang |= *e->lang != 0;
        m.tags |= *e->tags != 0;
        m.color |= *e->color != 0;
        m.symbol |= *e->symbol != 0;
        m.image |= *e->image != 0;
        m.image_credit |= *e->image_credit != 0;
        m.extra |= *e->extra != 0;
    }
    return m;
}

/* ------------------------------------------------------------------ Values */

static void text(jsonw *w, const char *key, const char *z)
{
    jsonw_key(w, key);
    if (z && *z)
        jsonw_text(w, z);
    else
        jsonw_null(w);
}

static void integer(jsonw *w, const char *key, int64_t v, int64_t missing)
{
    jsonw_key(w, key);
    if (v == missing)
        jsonw_null(w);
    else
        jsonw_int(w, v);
}

/* Always with a decimal point: GDAL would type 60 as an integer. */
static void real(jsonw *w, const char *key, double v, bool known)
{
    jsonw_key(w, key);
    if (!known || !isfinite(v)) {
        jsonw_null(w);
        return;
    }
    buf number = { 0 };
    num_write(&number, v);
    if (!memchr(number.at, '.', number.len))
        buf_add_text(&number, ".0");
    jsonw_raw(w, buf_str(&number));
    buf_clear(&number);
}

static void position(jsonw *w, const char *key, double v, bool known)
{
    jsonw_key(w, key);
    if (known)
        jsonw_fixed(w, v, 6);
    else
        jsonw_null(w);
}

/* UCDP's date_prec: a day, up to six days, a week, a month, more; 0 unknown. */
static int date_prec(dateline_when w)
{
    if (!w.precision || w.begin == INT64_MIN || w.end == INT64_MAX)
        return w.precision ? 5 : 0;
    int64_t days = (w.end - w.begin + 86399) / 86400;
    return days <= 1 ? 1 : days <= 6 ? 2 : days == 7 ? 3 : days <= 31 ? 4 : 5;
}

static const char *date_precision(const dateline_event *e)
{
    bool season = e->when.precision == DATELINE_MONTH && !e->when.interval &&
                  e->when.end - e->when.begin > 40 * (int64_t)86400;
    return season ? "season" : when_precision_name(e->when.precision);
}

/* A timestamp says nothing that time does not, and a column whose only text is one
   is taken for a column of times (GDAL), in which the next text would be lost. */
static bool is_timestamp(const char *s)
{
    static const char shape[] = "dddd-dd-ddT";
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
            return false;
    return true;
}

/* ---------------------------------------------------------------- Features */

static void write_dates(jsonw *w, const dateline_event *e)
{
    char day[16], time[24];
    when_first_day(e->when, day);
    text(w, "start", day);
    when_last_day(e->when, day);
    text(w, "end", day);
    when_first_time(e->when, time);
    text(w, "time", time);
    when_last_time(e->when, time);
    text(w, "time_end", time);
    text(w, "date_edtf", e->date_edtf);
    text(w, "date_text", is_timestamp(e->date_text) ? "" : e->date_text);
    text(w, "date_precision", date_precision(e));
    integer(w, "date_prec", date_prec(e->when), 0);
}

static void write_place(jsonw *w, const dateline_event *e)
{
    text(w, "place", *e->place_name ? e->place_name : e->place);
    text(w, "place_as_written", e->place);
    text(w, "place_id", e->place_id);
    text(w, "country_code", e->country_code);
    text(w, "admin1", e->admin1);
    text(w, "geo_precision", kind_precision_name(e->geo_precision));
    integer(w, "where_prec", kind_where_prec(e->geo_precision), 0);
    real(w, "radius_km", e->radius_km, e->located);
    text(w, "to_place", e->to_place);
}

static void write_sources(jsonw *w, const dateline_event *e)
{
    text(w, "actor1", e->actor1);
    text(w, "actor2", e->actor2);
    text(w, "attributed_to", e->attributed_to);
    integer(w, "fatalities_low", e->fatalities_low, -1);
    integer(w, "fatalities", e->fatalities, -1);
    integer(w, "fatalities_high", e->fatalities_high, -1);
    text(w, "source", e->source);
    text(w, "source_url", e->source_url);
    text(w, "source_date", e->source_date);
    text(w, "article", e->article);
    integer(w, "evidence_start", e->evidence_start, -1);
    integer(w, "evidence_end", e->evidence_end, -1);
    real(w, "confidence", e->confidence, e->located || e->confidence > 0);
    jsonw_key(w, "needs_review");
    jsonw_bool(w, e->needs_review);
    text(w, "cluster", e->cluster);
    integer(w, "priority", e->priority, 0);
}

/* 1 to 9, then a to z; null after that. */
static void write_symbol(jsonw *w, const dateline_event *e, int64_t n)
{
    static const char symbols[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char symbol[2] = { 0 };
    if (n >= 1 && n <= 35)
        symbol[0] = symbols[n];
    text(w, "marker-symbol", *e->symbol ? e->symbol : symbol);
}

/* simplestyle 1.1.0; a color of three digits is written out, as it wants. */
static void write_style(jsonw *w, const dateline_event *e, int64_t n,
                        const export_options *o)
{
    char color[8];
    const char *c = *e->color                              ? e->color
                    : o && o->colors && o->colors[e->kind] ? o->colors[e->kind]
                                                           : kind_color(e->kind);
    if (strlen(c) == 4)
        snprintf(color, sizeof color, "#%c%c%c%c%c%c", c[1], c[1], c[2], c[2], c[3],
                 c[3]);
    else
        snprintf(color, sizeof color, "%.7s", c);
    text(w, "marker-color", color);
    text(w, "marker-size",
         e->priority == 1   ? "large"
         : e->priority == 3 ? "small"
                            : "medium");
    write_symbol(w, e, n);
    text(w, "stroke", color);
    real(w, "stroke-width", 2, true);
    real(w, "stroke-opacity", 1, true);
    text(w, "fill", color);
    real(w, "fill-opacity", 0.25, true);
}

static void write_more(jsonw *w, const dateline_event *e, const more *m)
{
    if (m->to) {
        position(w, "to_lon", e->to_where.lon, e->to_located);
        position(w, "to_lat", e->to_where.lat, e->to_located);
    }
    if (m->where) {
        bool apart = e->located && e->geometry;
        position(w, "lon", e->where.lon, apart);
        position(w, "lat", e->where.lat, apart);
    }
    const struct {
        bool used;
        const char *key, *value;
    } texts[] = { { m->admin2, "admin2", e->admin2 },
                  { m->country, "country", e->country },
                  { m->lang, "lang", e->lang },
                  { m->tags, "tags", e->tags },
                  { m->color, "color", e->color },
                  { m->symbol, "symbol", e->symbol },
                  { m->image, "image", e->image },
                  { m->image_credit, "image_credit", e->image_credit } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].used)
            text(w, texts[i].key, texts[i].value);
    for (size_t i = 0; i < m->langs.n; i++) {
        const char *lang = m->langs.lang[i];
        const dateline_text *t = event_text_in(e, lang);
        char key[64];
        snprintf(key, sizeof key, "title_%.8s", lang);
        if (m->langs.titles[i])
            text(w, key, t ? t->title : "");
        snprintf(key, sizeof key, "description_%.8s", lang);
        if (m->langs.descriptions[i] && strcmp(lang, "vi") != 0 &&
            strcmp(lang, "en") != 0)
            text(w, key, t ? t->description : "");
    }
    if (m->extra)
        text(w, "extra", e->extra);
}

static const char *description_in(const dateline_event *e, const char *lang)
{
    const dateline_text *t = event_text_in(e, lang);
    if (t && *t->description)
        return t->description;
    return strcmp(e->lang, lang) ? "" : e->description;
}

static void write_properties(jsonw *w, const dateline_event *e, int64_t n, const more *m,
                             const export_options *o)
{
    jsonw_open(w, '{');
    text(w, "event_id", e->id);
    integer(w, "n", n, 0);
    text(w, "title", e->title);
    text(w, "description", e->description);
    text(w, "description_vi", description_in(e, "vi"));
    text(w, "description_en", description_in(e, "en"));
    text(w, "kind", kind_name(e->kind));
    text(w, "status", kind_status_name(e->status));
    write_dates(w, e);
    write_place(w, e);
    write_sources(w, e);
    write_style(w, e, n, o);
    write_more(w, e, m);
    jsonw_close(w, '}');
}

static void write_box(jsonw *w, dateline_box box)
{
    jsonw_key(w, "bbox");
    jsonw_list(w, (double[]){ box.west, box.south, box.east, box.north }, 4, 6);
}

static void write_feature(jsonw *w, const dateline_event *e, size_t i, const more *m,
                          const export_options *o)
{
    dateline_box box;
    jsonw_open(w, '{');
    text(w, "type", "Feature");
    text(w, "id", e->id);
    if (e->geometry && shape_box(e, &box))
        write_box(w, box);
    jsonw_key(w, "geometry");
    shape_write_json(w, e);
    jsonw_key(w, "properties");
    write_properties(w, e, e->n ? e->n : (int64_t)i + 1, m, o);
    jsonw_close(w, '}');
}

/* -------------------------------------------------------------- Collection */

typedef struct span {
    double west, east;
} span;

static int compare_spans(const void *a, const void *b, const void *ctx)
{
    const span *x = a, *y = b;
    (void)ctx;
    return x->west < y->west ? -1 : x->west > y->west;
}

/* West and east of what leaves out the widest gap of longitude, which may be a
   box over the antimeridian. */
static void narrowest(span *spans, size_t n, dateline_box *box, arena *scratch)
{
    sort_stable(spans, n, sizeof *spans, compare_spans, NULL, scratch);
    double east = spans[0].east, widest = -1, last = spans[0].east;
    box->west = spans[0].west;
    for (size_t i = 0; i < n; i++)
        last = fmax(last, spans[i].east);
    widest = spans[0].west + 360 - last; /* the gap over the antimeridian */
    box->east = last;
    for (size_t i = 1; i < n; i++) {
        if (spans[i].west - east > widest) {
            widest = spans[i].west - east;
            box->west = spans[i].west;
            box->east = east;
        }
        east = fmax(east, spans[i].east);
    }
}

static bool box_of(const dateline_events *events, dateline_box *out)
{
    arena scratch = { 0 };
    size_t n = 0, count = event_count(events);
    span *spans = arena_array(&scratch, span, count);
    *out = (dateline_box){ 180, 90, -180, -90 };
    for (size_t i = 0; i < count; i++) {
        dateline_box box;
        if (!shape_box(event_at(events, i), &box))
            continue;
        spans[n++] = (span){ box.west, box.east };
        out->south = fmin(out->south, box.south);
        out->north = fmax(out->north, box.north);
    }
    if (n)
        narrowest(spans, n, out, &scratch);
    arena_clear(&scratch);
    return n > 0;
}

static int compare_names(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Without the folder: the same bytes wherever a file lies. */
static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The files that the events came from, each once. */
static void write_origins(jsonw *w, const dateline_events *events)
{
    arena scratch = { 0 };
    size_t n = 0, count = event_count(events);
    const char **names = arena_array(&scratch, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const char *origin = file_name(event_at(events, i)->origin);
        if (*origin && (!n || strcmp(names[n - 1], origin) != 0))
            names[n++] = origin;
    }
    sort_stable(names, n, sizeof *names, compare_names, NULL, &scratch);
    jsonw_key(w, "sources");
    jsonw_open(w, '[');
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(names[i - 1], names[i]) != 0)
            jsonw_text(w, names[i]);
    jsonw_close(w, ']');
    arena_clear(&scratch);
}

void export_geojson(const dateline_events *events, const export_options *options,
                    buf *out)
{
    export_options none = { 0 };
    const export_options *o = options ? options : &none;
    jsonw w = { .out = out };
    more m = find_more(events);
    dateline_box box;
    jsonw_open(&w, '{');
    text(&w, "type", "FeatureCollection");
    text(&w, "name", o->name && *o->name ? o->name : "events");
    text(&w, "description", o->description);
    jsonw_key(&w, "dateline");
    jsonw_open(&w, '{');
    text(&w, "version", DATELINE_VERSION);
    text(&w, "created", o->created);
    write_origins(&w, events);
    text(&w, "boundaries_view", o->boundaries_view);
    text(&w, "asof", o->asof);
    text(&w, "naming", o->naming);
    text(&w, "licence", o->licence);
    jsonw_close(&w, '}');
    if (box_of(events, &box))
        write_box(&w, box);
    jsonw_key(&w, "features");
    jsonw_open(&w, '[');
    for (size_t i = 0; i < event_count(events); i++) {
        jsonw_line(&w);
        write_feature(&w, event_at(events, i), i, &m, o);
    }
    buf_add_byte(out, '\n');
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
    buf_add_byte(out, '\n');
}

void export_features(const dateline_events *events, const export_options *options,
                     buf *out)
{
    export_options none = { 0 };
    const export_options *o = options ? options : &none;
    jsonw w = { .out = out };
    more m = find_more(events);
    jsonw_open(&w, '[');
    for (size_t i = 0; i < event_count(events); i++)
        write_feature(&w, event_at(events, i), i, &m, o);
    jsonw_close(&w, ']');
}

void export_geojsonseq(const dateline_events *events, const export_options *options,
                       buf *out)
{
    more m = find_more(events);
    for (size_t i = 0; i < event_count(events); i++) {
        buf_add_byte(out, 0x1E);
        write_feature(&(jsonw){ .out = out }, event_at(events, i), i, &m, options);
        buf_add_byte(out, '\n');
    }
}
