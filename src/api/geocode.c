#include "api/geocode.h"

#include "base/error.h"

#include <string.h>

static const double MIN_CONFIDENCE = 0.3;

double geocode_least(const dateline_geocode_options *o)
{
    return o->min_confidence > 0 ? o->min_confidence : MIN_CONFIDENCE;
}

static str joined_hints(arena *a, const dateline_event *e)
{
    const char *parts[3] = { e->admin2, e->admin1, e->country };
    buf text = { 0 };
    for (int i = 0; i < 3; i++)
        if (parts[i] && *parts[i])
            buf_addf(&text, "%s%s", text.len ? ", " : "", parts[i]);
    str out = { str_copy(a, buf_str(&text)), text.len };
    buf_clear(&text);
    return out;
}

static geocode_query query_of(arena *a, const dateline_event *e, str text,
                              const dateline_geocode_options *o)
{
    return (geocode_query){ .text = text,
                            .within = joined_hints(a, e),
                            .country = o->country,
                            .near = o->near,
                            .lang = *e->lang ? e->lang : o->lang };
}

static void locate(dateline_events *events, dateline_event *e, const gazetteer *g,
                   const geocode_answer *found)
{
    gazetteer_place p = gazetteer_at(g, found->place);
    e->located = true;
    e->where = found->where;
    e->confidence = found->confidence;
    e->place_name = event_keep(events, p.name);
    e->place_id = event_keep(events, p.id);
    e->country_code = event_keep(events, str_of(p.country));
    if (!*e->admin1)
        e->admin1 = event_keep(events, p.admin1);
    /* What the source says of its own precision stands, unless it is finer than
       the place can be. */
    if (e->geo_precision == DATELINE_GEO_UNKNOWN ||
        e->geo_precision == DATELINE_GEO_EXACT)
        e->geo_precision = found->precision;
    if (e->radius_km <= 0)
        e->radius_km = found->radius_km;
    e->needs_review |= found->confidence < 0.5;
}

static const double SWAPPED_FAR_KM = 300, SWAPPED_NEAR_KM = 60;

/* Coordinates that are far from the place named beside them, and near it when
   latitude and longitude change places, are not used. */
static void refuse_swapped(dateline *dl, dateline_events *events,
                           const dateline_geocode_options *o, arena *a)
{
    for (size_t i = 0; i < event_count(events); i++) {
        dateline_event *e = event_edit(events, i);
        geo_lonlat turned = { e->where.lat, e->where.lon };
        if (!e->located || !*e->place || *e->place_id || turned.lat < -90 ||
            turned.lat > 90)
            continue;
        geocode_query query = query_of(a, e, str_of(e->place), o);
        geocode_answer found;
        if (!geocode_find(dl->gazetteer, &query, &found, 1) || found.radius_km > 100 ||
            geo_distance_km(found.where, e->where) < SWAPPED_FAR_KM ||
            geo_distance_km(found.where, turned) > SWAPPED_NEAR_KM)
            continue;
        handle_log(
            dl, DATELINE_WARNING,
            "%s:%d: latitude and longitude of '%.60s' look swapped; the place itself "
            "is used",
            e->origin, e->line, e->place);
        e->located = false;
        e->needs_review = true;
    }
}

typedef struct wanted {
    size_t event;
    bool to; /* the place that a movement went to */
} wanted;

static size_t collect(dateline_events *events, const dateline_geocode_options *o,
                      arena *a, wanted *want, geocode_query *queries)
{
    size_t n = 0;
    for (size_t i = 0; i < event_count(events); i++) {
        const dateline_event *e = event_at(events, i);
        if (!e->located && *e->place) {
            want[n] = (wanted){ i, false };
            queries[n++] = query_of(a, e, str_of(e->place), o);
        }
        if (!e->to_located && *e->to_place) {
            want[n] = (wanted){ i, true };
            queries[n++] = query_of(a, e, str_of(e->to_place), o);
        }
    }
    return n;
}

dateline_status dateline_geocode(dateline *dl, dateline_events *events,
                                 const dateline_geocode_options *options,
                                 dateline_error *err)
{
    static const dateline_geocode_options defaults = { 0 };
    const dateline_geocode_options *o = options ? options : &defaults;
    arena scratch = { 0 };
    bool placed = false;
    for (size_t i = 0; i < event_count(events) && !placed; i++)
        placed = event_at(events, i)->located && *event_at(events, i)->place;
    if (placed && !handle_gazetteer(dl, NULL))
        refuse_swapped(dl, events, o, &scratch);
    size_t max = event_count(events) * 2 + 1, lost = 0;
    wanted *want = arena_array(&scratch, wanted, max);
    geocode_query *queries = arena_array(&scratch, geocode_query, max);
    size_t n = collect(events, o, &scratch, want, queries);
    if (!n) {
        arena_clear(&scratch);
        return DATELINE_OK;
    }
    dateline_status st = handle_gazetteer(dl, err);
    geocode_answer *answers = arena_array(&scratch, geocode_answer, n);
    if (!st)
        geocode_batch(dl->gazetteer, queries, n, answers, &scratch);
    double least = geocode_least(o);
    st = st ? st : handle_go_on(dl, "locating", n, n, err);
    for (size_t i = 0; !st && i < n; i++) {
        dateline_event *e = event_edit(events, want[i].event);
        bool found =
            answers[i].place != GEOCODE_NOWHERE && answers[i].confidence >= least;
        if (found && want[i].to) {
            e->to_located = true;
            e->to_where = answers[i].where;
        } else if (found) {
            locate(events, e, dl->gazetteer, &answers[i]);
        } else if (!want[i].to && ++lost <= 3) {
            handle_log(dl, DATELINE_WARNING, "%s:%d: no such place '%.60s'", e->origin,
                       e->line, e->place);
        }
    }
    if (lost > 3)
        handle_log(dl, DATELINE_WARNING, "%zu more places were not found", lost - 3);
    if (!st)
        gazetteer_rest(dl->gazetteer);
    arena_clear(&scratch);
    return st;
}

void geocode_fill(dateline *dl, const char *asked, const geocode_answer *found,
                  dateline_place *out)
{
    const gazetteer *g = dl->gazetteer;
    gazetteer_place p = gazetteer_at(g, found->place);
    const char *lang = asked ? asked : "en";
    arena *a = &dl->memory;
    bool own;
    uint32_t country;
    *out = (dateline_place){ .place_id = str_copy(a, p.id),
                             .name =
                                 str_copy(a, gazetteer_name(g, found->place, lang, &own)),
                             .matched = str_copy(a, found->name),
                             .kind = gazetteer_kind_name(p.kind),
                             .region = str_copy(a, p.admin1),
                             .country = "",
                             .where = found->where,
                             .radius_km = found->radius_km,
                             .precision = found->precision,
                             .population = p.population,
                             .confidence = found->confidence,
                             .rule = geocode_rule_name(found->rule),
                             .lies_in = "",
                             .disputed = "",
                             .valid_from = "",
                             .valid_to = "" };
    memcpy(out->country_code, p.country, sizeof out->country_code);
    str id = str_of(str_print(a, "cc:%s", p.country));
    if (p.country[0] && gazetteer_by_id(g, id, &country))
        out->country = str_copy(a, gazetteer_name(g, country, lang, &own));
}

dateline_status dateline_find_place(dateline *dl, const char *name,
                                    const dateline_geocode_options *options,
                                    dateline_place *places, size_t capacity,
                                    size_t *found, dateline_error *err)
{
    static const dateline_geocode_options defaults = { 0 };
    const dateline_geocode_options *o = options ? options : &defaults;
    *found = 0;
    dateline_status st = handle_gazetteer(dl, err);
    if (st)
        return st;
    arena scratch = { 0 };
    geocode_query query = {
        .text = str_of(name), .country = o->country, .near = o->near, .lang = o->lang
    };
    geocode_answer *answers = arena_array(&scratch, geocode_answer, capacity + 1);
    *found = geocode_find(dl->gazetteer, &query, answers, capacity);
    for (size_t i = 0; i < *found; i++) {
        geocode_fill(dl, o->lang, &answers[i], &places[i]);
        geocode_about(dl, answers[i].place, answers[i].where, o->lang ? o->lang : "en",
                      &places[i]);
    }
    arena_clear(&scratch);
    if (!*found)
        return error_set(err, DATELINE_NOT_FOUND, "no such place '%.80s'", name);
    return DATELINE_OK;
}

dateline_status dateline_gazetteer_size(dateline *dl, size_t *places, size_t *names,
                                        dateline_error *err)
{
    *places = *names = 0;
    dateline_status st = handle_gazetteer(dl, err);
    if (!st) {
        *places = gazetteer_count(dl->gazetteer);
        *names = gazetteer_count_names(dl->gazetteer);
    }
    return st;
}
