#include "export/export.h"
#include "base/rng.h"
#include "event/event.h"
#include "intake/intake.h"
#include "kind/kind.h"
#include "parse/json.h"
#include "when/when.h"

#include "test.h"

#include <stdlib.h>

static uint64_t seed_of_the_run(void)
{
    const char *z = getenv("DATELINE_SEED");
    uint64_t seed = z ? strtoull(z, NULL, 10) : 17;
    return seed ? seed : 17;
}

/* -------------------------------------------------------------- At random */

static const char *pick(uint64_t *seed, const char *const *from, size_t n)
{
    return from[rng_below(seed, (uint32_t)n)];
}

static const char *words(uint64_t *seed)
{
    static const char *const some[] = {
        "",         "a",         "Shusha",  "x, \"y\"; z", "Thượng", "1,5", "line\nbreak",
        "Нагорный", "tab\there", "{\"a\":", "0012",        "null"
    };
    return pick(seed, some, sizeof some / sizeof *some);
}

static double degrees(uint64_t *seed, double half)
{
    return (double)((int64_t)(rng_unit(seed) * 2e6 * half) - (int64_t)(1e6 * half)) / 1e6;
}

static void random_when(uint64_t *seed, dateline_event *e, char edtf[WHEN_TEXT])
{
    static const char *const dates[] = { "2020",
                                         "2020-09",
                                         "2023-09-19",
                                         "2021-11-16T14:30Z",
                                         "1990~/1994~",
                                         "XXXX-07-15",
                                         "",
                                         "../2020",
                                         "2020-11/..",
                                         "2021-24",
                                         "201X",
                                         "-0043",
                                         "2023-09-19/2023-09-20",
                                         "/2024-04-17",
                                         "2020?" };
    when_date d = { 0 };
    const char *text = pick(seed, dates, sizeof dates / sizeof *dates);
    if (*text)
        CHECK_INT(when_parse(str_of(text), NULL, &d, NULL), DATELINE_OK);
    e->when = d.when;
    strcpy(edtf, d.edtf);
    e->date_edtf = edtf;
}

static const dateline_lonlat square[] = { { 1, 1 },   { 3, 1 },   { 3, 3 },
                                          { 1, 3 },   { 1, 1 },   { 2, 2 },
                                          { 2, 2.5 }, { 2.5, 2 }, { 2, 2 } };
static const size_t square_parts[] = { 0, 5, 9 };
static const dateline_geometry area = { DATELINE_AREA, square, 9, square_parts, 2 };
static const size_t line_parts[] = { 0, 2, 4 };
static const dateline_geometry line = { DATELINE_LINE, square, 4, line_parts, 2 };

static void random_where(uint64_t *seed, dateline_event *e)
{
    static const char *const ids[] = { "gn:1", "wof:7" };
    e->place = words(seed);
    if (rng_below(seed, 2)) {
        e->place_id = pick(seed, ids, 2);
        e->place_name = "Shusha";
    }
    e->located = rng_below(seed, 4) > 0;
    if (!e->located)
        return;
    e->where = (dateline_lonlat){ degrees(seed, 179), degrees(seed, 89) };
    e->geo_precision = (dateline_geo_precision)(1 + rng_below(seed, 8));
    e->confidence = rng_below(seed, 101) / 100.0;
    e->radius_km = rng_below(seed, 3) * 12.5;
    uint32_t shape = rng_below(seed, 6);
    e->geometry = shape == 0 ? &area : shape == 1 ? &line : NULL;
    e->to_located = rng_below(seed, 4) == 0;
    if (e->to_located)
        e->to_where = (dateline_lonlat){ degrees(seed, 179), degrees(seed, 89) };
}

static void random_event(uint64_t *seed, dateline_events *into)
{
    static const char *const langs[] = { "", "vi", "en" };
    static const char *const colors[] = { "", "#abc", "#c1272d" };
    static const char *const extras[] = { "", "{\"a\":1.50,\"b\":[true,\"x\"]}" };
    char edtf[WHEN_TEXT], id[16];
    dateline_text texts[2] = { { "fr", "Titre", "" }, { "vi", "", "mô tả" } };
    dateline_event e = event_blank();
    snprintf(id, sizeof id, "r%u", rng_below(seed, 1000000));
    e.id = id;
    e.title = "Title";
    e.description = words(seed);
    e.kind = (dateline_kind)rng_below(seed, DATELINE_KINDS);
    e.status = (dateline_event_status)rng_below(seed, 5);
    random_when(seed, &e, edtf);
    random_where(seed, &e);
    if (!*e.date_edtf && !e.located)
        e.place = "P"; /* else it is no event */
    e.to_place = words(seed);
    e.admin1 = words(seed);
    e.country = words(seed);
    e.actor1 = words(seed);
    e.source = words(seed);
    e.fatalities = (int64_t)rng_below(seed, 5) - 1;
    e.evidence_start = (int64_t)rng_below(seed, 5) - 1;
    e.lang = pick(seed, langs, 3);
    e.color = pick(seed, colors, 3);
    e.extra = pick(seed, extras, 2);
    e.priority = (int)rng_below(seed, 4);
    e.needs_review = rng_below(seed, 2);
    e.texts = texts;
    e.n_texts = strcmp(e.lang, "vi") ? rng_below(seed, 3) : rng_below(seed, 2);
    CHECK_INT(event_add(into, &e, NULL), DATELINE_OK);
}

/* ---------------------------------------------------------------- Comparing */

static void check_same_geometry(const dateline_geometry *a, const dateline_geometry *b)
{
    CHECK(!a == !b);
    if (!a)
        return;
    CHECK_INT(a->shape, b->shape);
    CHECK_INT(a->n_parts, b->n_parts);
    CHECK_INT(a->n_points, b->n_points);
    for (size_t i = 0; i < a->n_points; i++) {
        CHECK_NEAR(a->points[i].lon, b->points[i].lon, 0);
        CHECK_NEAR(a->points[i].lat, b->points[i].lat, 0);
    }
}

static void check_same(const dateline_event *a, const dateline_event *b)
{
#define SAME_TEXT(member) CHECK_TEXT(b->member, a->member)
#define SAME(member) CHECK_NEAR((double)b->member, (double)a->member, 1e-12)
    SAME_TEXT(id);
    SAME_TEXT(title);
    SAME_TEXT(description);
    SAME_TEXT(date_edtf);
    SAME_TEXT(place);
    SAME_TEXT(place_name);
    SAME_TEXT(place_id);
    SAME_TEXT(to_place);
    SAME_TEXT(admin1);
    SAME_TEXT(country);
    SAME_TEXT(actor1);
    SAME_TEXT(source);
    SAME_TEXT(lang);
    SAME_TEXT(color);
    SAME_TEXT(extra);
    SAME_TEXT(date_text);
    SAME(kind);
    SAME(status);
    SAME(located);
    SAME(to_located);
    SAME(geo_precision);
    SAME(fatalities);
    SAME(fatalities_low);
    SAME(evidence_start);
    SAME(priority);
    SAME(n);
    SAME(needs_review);
    SAME(when.begin);
    SAME(when.end);
    SAME(when.precision);
    SAME(when.interval);
    SAME(when.approximate);
    SAME(when.open_end);
    SAME(n_texts);
    if (a->located) {
        SAME(where.lon);
        SAME(where.lat);
        SAME(radius_km);
        SAME(confidence);
    }
    if (a->to_located) {
        SAME(to_where.lon);
        SAME(to_where.lat);
    }
    check_same_geometry(a->geometry, b->geometry);
}

static void check_round_trip(const dateline_events *events, dateline_format format)
{
    buf out = { 0 }, again = { 0 };
    dateline_error err = { 0 };
    dateline_events *back = event_events_new();

    CHECK_INT(export_write(events, format, NULL, &out, NULL), DATELINE_OK);
    if (intake_read(buf_str(&out), "", DATELINE_AUTO, back, &err))
        TEST_FAIL("%d:%d: %s", err.line, err.column, err.message);

    CHECK_INT(event_reject_count(back), 0);
    CHECK_INT(event_count(back), event_count(events));
    for (size_t i = 0; i < event_count(events); i++)
        check_same(event_at(events, i), event_at(back, i));
    CHECK_INT(export_write(back, format, NULL, &again, NULL), DATELINE_OK);
    CHECK(str_eq(buf_str(&again), buf_str(&out)));
    buf_clear(&out);
    buf_clear(&again);
    event_events_free(back);
}

static void check_round_trips(dateline_format format)
{
    uint64_t seed = seed_of_the_run();
    for (int round = 0; round < 100; round++) {
        dateline_events *events = event_events_new();
        for (uint32_t n = 1 + rng_below(&seed, 12); n; n--)
            random_event(&seed, events);
        check_round_trip(events, format);
        event_events_free(events);
    }
}

TEST(export_written_as_csv_is_read_back_the_same_for_any_events)
{
    check_round_trips(DATELINE_CSV);
}

TEST(export_written_as_json_is_read_back_the_same_for_any_events)
{
    check_round_trips(DATELINE_JSON);
}

TEST(export_written_as_geojson_is_read_back_the_same_for_any_events)
{
    check_round_trips(DATELINE_GEOJSON);
}

TEST(export_written_as_geojsonseq_is_read_back_the_same_for_any_events)
{
    check_round_trips(DATELINE_GEOJSONSEQ);
}

/* Whatever stands in a sheet, each of its rows is an event or a reject. */
TEST(intake_rows_in_are_events_and_rejects_for_any_sheet)
{
    static const char *const cells[] = {
        "",
        "A",
        "2020",
        "2023-02-30",
        "19/09/2023",
        "91",
        "46.75",
        "NaN",
        "clash",
        "\"x, y\"",
        "\"two\nlines\"",
        "1e999",
        "POINT (1 2)",
        "..",
        "-1",
    };
    static const char *const headers[] = { "title", "date",     "lat",     "lon",
                                           "place", "end",      "kind",    "foo",
                                           "n",     "geometry", "title_vi" };
    uint64_t seed = seed_of_the_run();
    for (int round = 0; round < 500; round++) {
        buf text = { 0 };
        size_t width = 2 + rng_below(&seed, 8), rows = rng_below(&seed, 20);
        for (size_t i = 0; i < width; i++)
            buf_addf(&text, "%s%s", i ? "," : "", headers[(i + (size_t)round) % 11]);
        buf_add_byte(&text, '\n');
        for (size_t k = 0; k < rows; k++) {
            size_t n = width + rng_below(&seed, 10) / 9;
            for (size_t i = 0; i < n; i++)
                buf_addf(&text, "%s%s", i ? "," : "", pick(&seed, cells, 15));
            buf_add_byte(&text, '\n');
        }
        dateline_events *events = event_events_new();
        dateline_status st = intake_read(buf_str(&text), "", DATELINE_CSV, events, NULL);
        if (!st)
            CHECK_INT(event_count(events) + event_reject_count(events), rows);
        else
            CHECK_INT(st, DATELINE_INPUT); /* no usable column */
        event_events_free(events);
        buf_clear(&text);
    }
}

TEST(export_order_of_rows_does_not_change_what_is_written)
{
    dateline_events *a = event_events_new(), *b = event_events_new();
    buf x = { 0 }, y = { 0 };
    CHECK_INT(intake_read(STR("id,title,date\n1,A,2020\n2,B,2019\n4,D,2020\n"), "",
                          DATELINE_CSV, a, NULL),
              DATELINE_OK);
    CHECK_INT(intake_read(STR("id,title,date\n4,D,2020\n1,A,2020\n2,B,2019\n"), "",
                          DATELINE_CSV, b, NULL),
              DATELINE_OK);

    export_geojson(a, NULL, &x);
    export_geojson(b, NULL, &y);

    CHECK(str_eq(buf_str(&x), buf_str(&y)));
    buf_clear(&x);
    buf_clear(&y);
    event_events_free(a);
    event_events_free(b);
}

/* ----------------------------------------------------------------- GeoJSON */

static const char *const properties[] = {
    "event_id",
    "n",
    "title",
    "description",
    "description_vi",
    "description_en",
    "kind",
    "status",
    "start",
    "end",
    "time",
    "time_end",
    "date_edtf",
    "date_text",
    "date_precision",
    "date_prec",
    "place",
    "place_as_written",
    "place_id",
    "country_code",
    "admin1",
    "geo_precision",
    "where_prec",
    "radius_km",
    "to_place",
    "actor1",
    "actor2",
    "attributed_to",
    "fatalities_low",
    "fatalities",
    "fatalities_high",
    "source",
    "source_url",
    "source_date",
    "article",
    "evidence_start",
    "evidence_end",
    "confidence",
    "needs_review",
    "cluster",
    "priority",
    "marker-color",
    "marker-size",
    "marker-symbol",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "fill",
    "fill-opacity",
};

static const parse_value *written(arena *a, const char *csv, buf *out)
{
    dateline_events *events = event_events_new();
    const parse_value *v;
    CHECK_INT(intake_read(str_of(csv), "t.csv", DATELINE_CSV, events, NULL), DATELINE_OK);
    export_geojson(events, NULL, out);
    CHECK_INT(parse_json(a, parse_text_of(buf_str(out), "out"), &v, NULL), DATELINE_OK);
    event_events_free(events);
    return v;
}

TEST(geojson_features_have_all_properties_in_their_order)
{
    arena a = { 0 };
    buf out = { 0 };

    const parse_value *v = written(&a, "title,date\nA,2020\n", &out);

    const parse_value *p =
        parse_member(&parse_member(v, "features")->items[0], "properties");
    CHECK_INT(p->n, sizeof properties / sizeof *properties);
    for (size_t i = 0; i < p->n; i++)
        CHECK_STR(p->items[i].key, properties[i]);
    CHECK_INT(parse_member(&parse_member(v, "features")->items[0], "geometry")->kind,
              PARSE_NULL);
    CHECK(!parse_member(v, "bbox"));
    buf_clear(&out);
    arena_clear(&a);
}

#define CHECK_PROPERTY(NAME, WANT) CHECK_STR(parse_member(p, NAME)->text, WANT)

TEST(geojson_dates_are_full_days_and_numbers_keep_their_type)
{
    arena a = { 0 };
    buf out = { 0 };

    const parse_value *v =
        written(&a, "title,date,lat,lon,radius_km\nA,2020-02/..,39.8,46.7,60\n", &out);

    const parse_value *f = &parse_member(v, "features")->items[0];
    const parse_value *p = parse_member(f, "properties");
    CHECK_PROPERTY("start", "2020-02-01");
    CHECK_INT(parse_member(p, "end")->kind, PARSE_NULL);
    CHECK_PROPERTY("time", "2020-02-01T00:00:00Z");
    CHECK_PROPERTY("date_edtf", "2020-02/..");
    CHECK_PROPERTY("radius_km", "60.0");
    CHECK_PROPERTY("confidence", "1.0");
    CHECK_PROPERTY("where_prec", "1");
    CHECK_PROPERTY("marker-symbol", "1");
    CHECK_PROPERTY("marker-color", "#555555");
    CHECK(parse_member(f, "id")->kind == PARSE_STRING);
    buf_clear(&out);
    arena_clear(&a);
}

TEST(geojson_box_crosses_the_antimeridian_where_that_is_shorter)
{
    arena a = { 0 };
    buf out = { 0 };

    const parse_value *v =
        written(&a, "title,date,lat,lon\nA,2020,-17,178\nB,2020,-18,-179\n", &out);

    const parse_value *box = parse_member(v, "bbox");
    CHECK_STR(box->items[0].text, "178");
    CHECK_STR(box->items[1].text, "-18");
    CHECK_STR(box->items[2].text, "-179");
    CHECK_STR(box->items[3].text, "-17");
    buf_clear(&out);
    arena_clear(&a);
}

TEST(geojson_options_name_the_layer_and_color_the_kinds)
{
    const char *colors[DATELINE_KINDS] = { 0 };
    colors[DATELINE_CLASH] = "#123456";
    dateline_events *events = event_events_new();
    buf out = { 0 };
    CHECK_INT(intake_read(STR("title,date,kind\nA,2020,clash\nB,2021,war\n"), "t",
                          DATELINE_CSV, events, NULL),
              DATELINE_OK);

    export_geojson(
        events, &(export_options){ .name = "N", .asof = "2023-09-19", .colors = colors },
        &out);

    buf_add_byte(&out, 0);
    CHECK(strstr((char *)out.at, "\"name\":\"N\""));
    CHECK(strstr((char *)out.at, "\"asof\":\"2023-09-19\""));
    CHECK(strstr((char *)out.at, "\"marker-color\":\"#123456\""));
    CHECK(strstr((char *)out.at, "\"marker-color\":\"#c1272d\""));
    buf_clear(&out);
    event_events_free(events);
}
