/* A program that uses the library as its users do: through dateline.h. What it
   takes from base/ are its own lists and paths. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <dateline.h>

#include "base/buf.h"

#include "geodata.h"
#include "test.h"

#include <math.h>
#include <unistd.h>

typedef struct program {
    arena a;
    dateline *dl;
    dateline_events *events;
    dateline_map *map;
    dateline_error err;
    int warnings;
} program;

static void count_warnings(void *user, dateline_level level, const char *message)
{
    program *p = user;
    CHECK(message && *message && !strchr(message, '\n'));
    p->warnings += level == DATELINE_WARNING;
}

/* False, having said so, when there is no geodata. */
static bool open_program(program *p, int threads)
{
    *p = (program){ 0 };
    const char *dir = geodata_dir(&p->a);
    if (!dir) {
        print_message("skipped: no compiled geodata; make geodata\n");
        return false;
    }
    dateline_config config = { .geodata = dir,
                               .styles = "styles",
                               .threads = threads,
                               .log = count_warnings,
                               .user = p };
    if (dateline_open(&config, &p->dl, &p->err))
        TEST_FAIL("%s", p->err.message);
    return true;
}

static void close_program(program *p)
{
    dateline_map_free(p->map);
    dateline_events_free(p->events);
    dateline_close(p->dl);
    arena_clear(&p->a);
}

static const char SHEET[] = "id,date,title,place,kind,lat,lon\n"
                            "a,2020-09-27,War begins,Stepanakert,offensive,,\n"
                            "b,2020-10-11,Shelling,Ganja,attack,,\n"
                            "c,2020-11-09,Fall of Shusha,Shusha,clash,,\n"
                            "d,2020-11-10,Ceasefire,Yerevan,ceasefire,,\n"
                            "e,2020-12-10,Parade,Baku,other,,\n"
                            "f,2023-02-18,A meeting,Munich,meeting,,\n"
                            "g,2020-11-01,Nobody knows where,Qwxzpfk,other,,\n"
                            "h,2020-11-02,Somewhere on a road,,other,39.6,46.5\n";

static dateline_input sheet(const char *text)
{
    return (dateline_input){
        .bytes = text, .len = strlen(text), .name = "sheet.csv", .format = DATELINE_CSV
    };
}

static void read_sheet(program *p, const char *text)
{
    if (dateline_read(p->dl, sheet(text), &p->events, &p->err) ||
        dateline_geocode(p->dl, p->events, NULL, &p->err))
        TEST_FAIL("%s", p->err.message);
}

typedef struct catcher {
    buf bytes;
    size_t most; /* stop after so many bytes; 0: never */
} catcher;

static bool catch (void *user, const void *bytes, size_t len)
{
    catcher *c = user;
    buf_add(&c->bytes, bytes, len);
    return !c->most || c->bytes.len <= c->most;
}

static dateline_output into(catcher *c, dateline_format format)
{
    return (dateline_output){ .write = catch, .user = c, .format = format };
}

static void draw(program *p, const dateline_map_options *o)
{
    dateline_map_free(p->map);
    if (dateline_map_new(p->dl, p->events, o, &p->map, &p->err))
        TEST_FAIL("%s", p->err.message);
}

static buf written(program *p, dateline_format format)
{
    catcher c = { 0 };
    if (dateline_map_write(p->map, into(&c, format), &p->err))
        TEST_FAIL("%s", p->err.message);
    return c.bytes;
}

TEST(api_goes_from_a_sheet_to_a_picture)
{
    program p;
    size_t drawn, unplaced;
    if (!open_program(&p, 0))
        skip();
    read_sheet(&p, SHEET);
    CHECK_INT(dateline_events_count(p.events), 8);
    CHECK_INT(p.warnings, 1);
    draw(&p, &(dateline_map_options){ .width_px = 640, .height_px = 480, .lang = "vi" });
    dateline_map_count(p.map, &drawn, &unplaced);
    CHECK_INT(drawn, 7);

    buf png = written(&p, DATELINE_PNG);

    CHECK(png.len > 5000);
    CHECK(!memcmp(png.at, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0", 24));
    buf_clear(&png);
    close_program(&p);
}

TEST(api_geocodes_what_it_knows_and_says_what_it_does_not)
{
    program p;
    if (!open_program(&p, 0))
        skip();
    read_sheet(&p, SHEET);
    const dateline_event *found = NULL, *lost = NULL, *stated = NULL;
    for (size_t i = 0; i < dateline_events_count(p.events); i++) {
        const dateline_event *e = dateline_events_at(p.events, i);
        found = !strcmp(e->id, "d") ? e : found;
        lost = !strcmp(e->id, "g") ? e : lost;
        stated = !strcmp(e->id, "h") ? e : stated;
    }
    CHECK(found && lost && stated);
    CHECK(found->located && fabs(found->where.lon - 44.51) < 0.1);
    CHECK(fabs(found->where.lat - 40.18) < 0.1);
    CHECK_TEXT(found->country_code, "AM");
    CHECK(found->confidence > 0.3);
    CHECK(!lost->located);
    CHECK_NEAR(stated->where.lon, 46.5, 0);
    CHECK_NEAR(stated->confidence, 1, 0);
    CHECK(!dateline_events_at(p.events, 8));
    CHECK_INT(dateline_events_count(NULL), 0);
    close_program(&p);
}

TEST(api_fits_both_capitals_and_leaves_far_cities_to_pointers)
{
    program p;
    dateline_xy px;
    if (!open_program(&p, 0))
        skip();
    if (dateline_read(p.dl, (dateline_input){ .path = "docs/examples/karabakh.csv" },
                      &p.events, &p.err) ||
        dateline_geocode(p.dl, p.events, NULL, &p.err))
        TEST_FAIL("%s", p.err.message);
    draw(&p, NULL);
    static const struct {
        double lon, lat;
        bool inside;
    } cities[] = { { 44.51, 40.18, true },  { 49.89, 40.38, true },
                   { 46.75, 39.82, true },  { 4.35, 50.85, false },
                   { 37.62, 55.75, false }, { -77.04, 38.9, false } };
    for (size_t i = 0; i < sizeof cities / sizeof *cities; i++) {
        bool there = dateline_map_locate(
                         p.map, (dateline_lonlat){ cities[i].lon, cities[i].lat }, &px) &&
                     px.x > 0 && px.x < 1280 && px.y > 0 && px.y < 960;
        CHECK_INT(there, cities[i].inside);
    }
    close_program(&p);
}

TEST(api_writes_a_map_in_every_format_as_often_as_wanted)
{
    static const struct {
        dateline_format format;
        const char *start;
    } formats[] = { { DATELINE_SVG, "<?xml" },
                    { DATELINE_PDF, "%PDF-" },
                    { DATELINE_PNG, "\x89PNG" } };
    program p;
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    draw(&p, NULL);
    for (int i = 0; i < 3; i++) {
        buf once = written(&p, formats[i].format), again = written(&p, formats[i].format);
        CHECK(once.len > 1000);
        CHECK(!memcmp(once.at, formats[i].start, strlen(formats[i].start)));
        CHECK(str_eq(buf_str(&once), buf_str(&again)));
        buf_clear(&once);
        buf_clear(&again);
    }
    close_program(&p);
}

static buf svg_of(const char *text, int threads)
{
    program p;
    if (!open_program(&p, threads))
        skip();
    read_sheet(&p, text);
    draw(&p, NULL);
    buf svg = written(&p, DATELINE_SVG);
    close_program(&p);
    return svg;
}

TEST(api_map_does_not_depend_on_the_order_of_rows_or_on_threads)
{
    arena a = { 0 };
    str rest = str_of(SHEET), head = str_cut(&rest, '\n');
    const char *rows = "";
    while (rest.len) {
        str row = str_cut(&rest, '\n');
        rows = str_print(&a, "%.*s\n%s", STR_ARGS(row), rows);
    }
    const char *turned = str_print(&a, "%.*s\n%s", STR_ARGS(head), rows);

    buf one = svg_of(SHEET, 1), two = svg_of(turned, 1), three = svg_of(SHEET, 7);

    CHECK(str_eq(buf_str(&one), buf_str(&two)));
    CHECK(str_eq(buf_str(&one), buf_str(&three)));
    buf_clear(&one);
    buf_clear(&two);
    buf_clear(&three);
    arena_clear(&a);
}

TEST(api_handles_share_nothing)
{
    program p, q;
    if (!open_program(&p, 1) || !open_program(&q, 1))
        skip();
    read_sheet(&p, SHEET);
    read_sheet(&q, SHEET);
    draw(&p, &(dateline_map_options){ .lang = "ru" });
    draw(&q, &(dateline_map_options){ .lang = "ru" });
    buf first = written(&p, DATELINE_SVG);
    close_program(&p);

    buf second = written(&q, DATELINE_SVG);

    CHECK(str_eq(buf_str(&first), buf_str(&second)));
    buf_clear(&first);
    buf_clear(&second);
    close_program(&q);
}

/* A map has a copy of what it needs. */
TEST(api_map_outlives_the_events_it_was_made_from)
{
    program p;
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    draw(&p, NULL);
    buf before = written(&p, DATELINE_SVG);
    dateline_events_free(p.events);
    p.events = NULL;

    buf after = written(&p, DATELINE_SVG);

    CHECK(str_eq(buf_str(&before), buf_str(&after)));
    buf_clear(&before);
    buf_clear(&after);
    close_program(&p);
}

/* ------------------------------------------------------------------ errors */

TEST(api_input_that_cannot_be_read_leaves_no_events)
{
    program p;
    if (!open_program(&p, 1))
        skip();
    static const char bytes[] = "date,title\n2020-01-01,\xff\xfe\n";
    CHECK_INT(dateline_read(p.dl, (dateline_input){ 0 }, &p.events, &p.err),
              DATELINE_USAGE);
    CHECK(!p.events);
    CHECK_INT(
        dateline_read(p.dl, (dateline_input){ .path = "no/such.csv" }, &p.events, &p.err),
        DATELINE_IO);
    CHECK(!p.events);
    CHECK_INT(dateline_read(p.dl, sheet(bytes), &p.events, &p.err), DATELINE_INPUT);
    CHECK(!p.events);
    CHECK_INT(p.err.line, 2);
    CHECK_TEXT(p.err.source, "sheet.csv");
    CHECK_INT(dateline_read(p.dl, sheet(bytes), &p.events, NULL), DATELINE_INPUT);
    close_program(&p);
}

TEST(api_input_that_cannot_be_read_leaves_earlier_events_alone)
{
    program p;
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    CHECK_INT(dateline_read(p.dl, sheet("date,title\n\xff"), &p.events, NULL),
              DATELINE_INPUT);
    CHECK_INT(dateline_events_count(p.events), 8);
    CHECK_INT(dateline_read(p.dl, sheet("date,title,place\n1999,More,Baku\n"), &p.events,
                            &p.err),
              DATELINE_OK);
    CHECK_INT(dateline_events_count(p.events), 9);
    close_program(&p);
}

TEST(api_map_that_cannot_be_made_is_null)
{
    static const struct {
        dateline_map_options options;
        dateline_status status;
        const char *part;
    } wrong[] = {
        { { .style = "newsrom-light" }, DATELINE_NOT_FOUND, "newsroom-light" },
        { { .style = "no/such.json" }, DATELINE_IO, "no/such.json" },
        { { .lang = "xx" }, DATELINE_NOT_FOUND, "en" },
        { { .preset = "mobil" }, DATELINE_NOT_FOUND, "mobile" },
        { { .projection = "mercater" }, DATELINE_USAGE, "mercater" },
        { { .width_px = 10 }, DATELINE_USAGE, "64" },
        { { .width_px = 20000 }, DATELINE_LIMIT, "16384" },
        { { .width_px = -5 }, DATELINE_USAGE, "64" },
        { { .scale = 100 }, DATELINE_LIMIT, "16384" },
    };
    program p;
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dateline_map *map = (dateline_map *)(void *)&p; /* not NULL */
        dateline_error err = { 0 };
        dateline_status st =
            dateline_map_new(p.dl, p.events, &wrong[i].options, &map, &err);
        if (st != wrong[i].status || map || err.status != st ||
            !strstr(err.message, wrong[i].part))
            TEST_FAIL("%zu: status %d, message '%s'", i, st, err.message);
        CHECK_INT(dateline_map_new(p.dl, p.events, &wrong[i].options, &map, NULL), st);
    }
    close_program(&p);
}

TEST(api_map_of_nothing_says_what_to_do)
{
    program p;
    if (!open_program(&p, 1))
        skip();
    CHECK_INT(dateline_events_new(&p.events, &p.err), DATELINE_OK);
    CHECK_INT(dateline_map_new(p.dl, p.events, NULL, &p.map, &p.err), DATELINE_NOT_FOUND);
    CHECK(!p.map);
    CHECK(strstr(p.err.message, "box") != NULL);
    draw(&p, &(dateline_map_options){ .box = { 44, 39, 48, 42 } });
    close_program(&p);
}

TEST(api_geodata_that_is_missing_names_the_file_and_the_remedy)
{
    dateline *dl = NULL;
    dateline_place place;
    dateline_error err = { 0 };
    size_t found = 7;
    CHECK_INT(
        dateline_open(&(dateline_config){ .geodata = "no/such", .styles = "styles" }, &dl,
                      &err),
        DATELINE_OK);
    CHECK_INT(dateline_find_place(dl, "Baku", NULL, &place, 1, &found, &err),
              DATELINE_GEODATA);
    CHECK_INT(found, 0);
    CHECK(strstr(err.message, "no/such/gazetteer.bin") != NULL);
    dateline_close(dl);
    dateline_close(NULL);
    dateline_events_free(NULL);
    dateline_map_free(NULL);
}

TEST(api_place_is_found_by_name_or_not)
{
    program p;
    dateline_place places[3];
    size_t found = 0;
    if (!open_program(&p, 1))
        skip();
    CHECK_INT(dateline_find_place(p.dl, "Xankəndi", NULL, places, 3, &found, &p.err),
              DATELINE_OK);
    CHECK(found >= 1);
    CHECK_NEAR(places[0].where.lon, 46.75, 0.1);
    CHECK_TEXT(places[0].rule, "whole");
    CHECK_INT(dateline_find_place(p.dl, "Qwxzpfk", NULL, places, 3, &found, &p.err),
              DATELINE_NOT_FOUND);
    CHECK_INT(found, 0);
    CHECK(strstr(p.err.message, "Qwxzpfk") != NULL);
    CHECK_INT(dateline_find_place(p.dl, "", NULL, places, 3, &found, &p.err),
              DATELINE_NOT_FOUND);
    close_program(&p);
}

TEST(api_output_without_a_place_or_a_format_is_a_usage_error)
{
    program p;
    catcher c = { 0 };
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    draw(&p, NULL);
    CHECK_INT(
        dateline_map_write(p.map, (dateline_output){ .format = DATELINE_SVG }, &p.err),
        DATELINE_USAGE);
    CHECK_INT(dateline_map_write(p.map, (dateline_output){ 0 }, &p.err), DATELINE_USAGE);
    CHECK_INT(dateline_map_write(p.map, into(&c, DATELINE_CSV), &p.err), DATELINE_USAGE);
    CHECK_INT(dateline_map_write(p.map, (dateline_output){ .path = "x.gif" }, &p.err),
              DATELINE_USAGE);
    CHECK(strstr(p.err.message, "x.gif") != NULL);
    CHECK_INT(dateline_events_write(p.events, into(&c, DATELINE_PNG), &p.err),
              DATELINE_USAGE);
    CHECK_INT(c.bytes.len, 0);
    close_program(&p);
}

TEST(api_receiver_that_stops_ends_the_writing)
{
    program p;
    catcher c = { .most = 10 };
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    draw(&p, NULL);
    CHECK_INT(dateline_map_write(p.map, into(&c, DATELINE_SVG), &p.err),
              DATELINE_CANCELLED);
    buf_clear(&c.bytes);
    close_program(&p);
}

/* A table to its answer; the status is the caller's to check. */
static dateline_status look_up_table(program *p, const char *table, catcher *c,
                                     uint64_t *rows, uint64_t *located)
{
    dateline_input in = { .bytes = table, .len = strlen(table), .name = "t.csv" };
    return dateline_geocode_table(p->dl, in, NULL, into(c, DATELINE_CSV), rows, located,
                                  &p->err);
}

static const char TABLE_HEAD[] = "id,query,name,lon,lat,country,kind,precision,radius_km,"
                                 "confidence,place_id\r\n";

TEST(api_table_has_a_row_for_each_row_in_the_same_order)
{
    program p;
    catcher c = { 0 };
    uint64_t rows, located;
    if (!open_program(&p, 3))
        skip();
    CHECK_INT(look_up_table(&p,
                            "Query;ID;lang;country\n"
                            "Shusha;a;vi;\n"
                            "\"Qwxzpfk;\";\"b,2\";;\n"
                            ";c;;\n"
                            "Martuni;d;;am\n"
                            "Martuni;e;;Azerbaijan\n"
                            "Baku",
                            &c, &rows, &located),
              DATELINE_OK);
    CHECK_INT(rows, 6);
    CHECK_INT(located, 4);
    str rest = { (const char *)c.bytes.at, c.bytes.len };
    static const char *const starts[] = {
        TABLE_HEAD,
        "a,Shusha,Shusha,46.75,39.76,AZ,settlement,exact,",
        "\"b,2\",\"Qwxzpfk;\",,,,,,,,,\r\n",
        "c,,,,,,,,,,\r\n",
        "d,Martuni,Martuni,45.",
        "e,Martuni,Martuni,47.",
        ",Baku,Baku,49.",
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        CHECK(str_starts(rest, str_of(starts[i])));
        str_cut(&rest, '\n');
    }
    CHECK_INT(rest.len, 0);
    buf_clear(&c.bytes);
    close_program(&p);
}

TEST(api_table_with_a_fault_says_where)
{
    static const struct {
        const char *table, *message;
        int line, column;
    } faults[] = {
        { "", "the file is empty", 0, 0 },
        { "id,place\n1,Baku\n", "no column 'query'", 1, 1 },
        { "query\nBaku\n", "no column 'id'", 1, 1 },
        { "id,query\n1,B\xFF\n", "not valid UTF-8", 2, 3 },
        { "id,query\n\n1,\"Baku\n", "never closed", 3, 3 },
    };
    program p;
    uint64_t rows = 9, located = 9;
    if (!open_program(&p, 1))
        skip();
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        catcher c = { 0 };
        CHECK_INT(look_up_table(&p, faults[i].table, &c, &rows, &located),
                  DATELINE_INPUT);
        CHECK(strstr(p.err.message, faults[i].message) != NULL);
        CHECK_INT(p.err.line, faults[i].line);
        CHECK_INT(p.err.column, faults[i].column);
        CHECK_INT(rows + located, 0);
        buf_clear(&c.bytes);
    }
    catcher c = { .most = 10 };
    CHECK_INT(look_up_table(&p, "id,query\n1,Baku\n", &c, NULL, NULL),
              DATELINE_CANCELLED);
    buf_clear(&c.bytes);
    dateline_input in = { .bytes = "id,query\n", .len = 9 };
    CHECK_INT(
        dateline_geocode_table(p.dl, in, NULL, (dateline_output){ 0 }, NULL, NULL, NULL),
        DATELINE_USAGE);
    close_program(&p);
}

TEST(api_table_row_that_a_comma_cut_is_not_looked_up_and_told)
{
    program p;
    catcher c = { 0 };
    uint64_t located;
    if (!open_program(&p, 1))
        skip();
    CHECK_INT(
        look_up_table(&p, "id,query\n1,Paris, Texas\n2,Baku,,\n", &c, NULL, &located),
        DATELINE_OK);
    CHECK_INT(located, 1);
    CHECK_INT(p.warnings, 1);
    buf_clear(&c.bytes);
    close_program(&p);
}

TEST(api_nearest_is_a_settlement_else_the_sea_or_the_country)
{
    static const struct {
        dateline_lonlat at;
        const char *name, *kind;
    } wanted[] = {
        { { 44.5126, 40.1777 }, "Yerevan", "settlement" },
        { { 46.76, 39.76 }, "Shusha", "settlement" },
        { { 50.8, 41.5 }, "Caspian Sea", "sea" },
        { { 180, 0 }, "Pacific Ocean", "sea" },
        { { -180, 0 }, "Pacific Ocean", "sea" },
        { { 13, 90 }, "Arctic Ocean", "sea" },
        { { 0, -90 }, "Antarctica", "country" },
        { { 360, 25 }, "Algeria", "country" },
    };
    program p;
    dateline_nearest near;
    if (!open_program(&p, 1))
        skip();
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        CHECK_INT(dateline_find_nearest(p.dl, wanted[i].at, NULL, &near, &p.err),
                  DATELINE_OK);
        CHECK_TEXT(near.place.name, wanted[i].name);
        CHECK_TEXT(near.place.kind, wanted[i].kind);
        CHECK_TEXT(near.place.rule, "position");
        CHECK(near.distance_km < 2 && near.bearing >= 0 && near.bearing < 360);
    }
    CHECK_INT(dateline_find_nearest(p.dl, (dateline_lonlat){ 47.05, 39.76 }, NULL, &near,
                                    &p.err),
              DATELINE_OK);
    CHECK(near.distance_km > 1 && near.distance_km < 30);
    const dateline_lonlat bad[] = { { 0, 90.1 }, { 361, 0 }, { NAN, 0 }, { 0, NAN } };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_INT(dateline_find_nearest(p.dl, bad[i], NULL, &near, &p.err),
                  DATELINE_USAGE);
    CHECK(!near.place.name);
    close_program(&p);
}

TEST(api_events_written_are_read_back_without_loss)
{
    static const dateline_format formats[] = { DATELINE_CSV, DATELINE_JSON,
                                               DATELINE_GEOJSON, DATELINE_GEOJSONSEQ };
    program p;
    if (!open_program(&p, 1))
        skip();
    read_sheet(&p, SHEET);
    for (int i = 0; i < 4; i++) {
        catcher once = { 0 }, again = { 0 };
        dateline_events *back = NULL;
        CHECK_INT(dateline_events_write(p.events, into(&once, formats[i]), &p.err), 0);
        dateline_input in = { .bytes = (const char *)once.bytes.at,
                              .len = once.bytes.len,
                              .name = "sheet.csv", /* GeoJSON says where it is from */
                              .format = formats[i] };
        CHECK_INT(dateline_read(p.dl, in, &back, &p.err), DATELINE_OK);
        CHECK_INT(dateline_events_count(back), 8);
        CHECK_INT(dateline_events_write(back, into(&again, formats[i]), &p.err), 0);
        CHECK(str_eq(buf_str(&once.bytes), buf_str(&again.bytes)));
        dateline_events_free(back);
        buf_clear(&once.bytes);
        buf_clear(&again.bytes);
    }
    close_program(&p);
}

TEST(api_when_is_read_from_text)
{
    dateline_when when;
    dateline_error err = { 0 };
    CHECK_INT(dateline_when_read("1994-05", &when, &err), DATELINE_OK);
    CHECK_INT(when.precision, DATELINE_MONTH);
    CHECK_INT(when.begin, 767750400);
    CHECK_INT(when.end, 770428800);
    CHECK_INT(dateline_when_read("31 Febuary", &when, &err), DATELINE_INPUT);
    CHECK_INT(when.precision, DATELINE_UNDATED);
}

TEST(api_lists_styles_and_presets)
{
    program p;
    int w = 0, h = 0;
    if (!open_program(&p, 1))
        skip();
    bool found = false;
    for (size_t i = 0; dateline_style_at(p.dl, i); i++)
        found |= !strcmp(dateline_style_at(p.dl, i), "newsroom-light");
    CHECK(found);
    CHECK(!dateline_style_at(p.dl, 1000));
    CHECK_TEXT(dateline_preset_at(p.dl, 0, &w, &h), "desktop");
    CHECK_INT(w, 1280);
    CHECK(!dateline_preset_at(p.dl, 1000, &w, &h));
    CHECK_TEXT(dateline_version(), DATELINE_VERSION);
    CHECK_TEXT(dateline_status_name(DATELINE_NOT_FOUND), "not-found");
    CHECK(dateline_status_name((dateline_status)99) != NULL);
    CHECK(dateline_kind_name((dateline_kind)99) != NULL);
    close_program(&p);
}

/* ---------------------------------------------------------------- progress */

typedef struct counter {
    const char *stage; /* that is to be cancelled; NULL: the first that asks */
    int refusals;
    bool willing;
} counter;

static bool count(void *user, const char *stage, uint64_t done, uint64_t total)
{
    counter *c = user;
    CHECK(stage && *stage);
    CHECK(!total || done <= total);
    if (c->willing || (c->stage && strcmp(stage, c->stage) != 0))
        return true;
    c->refusals++;
    return false;
}

/* Whether a call asked or not, it ended as it was told to. */
static void check_cancelled(counter *c, dateline_status st, const dateline_error *err)
{
    CHECK_INT(st, c->refusals ? DATELINE_CANCELLED : DATELINE_OK);
    if (st)
        CHECK_INT(err->status, DATELINE_CANCELLED);
    c->refusals = 0;
}

TEST(api_call_whose_progress_says_no_ends_as_cancelled)
{
    arena a = { 0 };
    const char *dir = geodata_dir(&a);
    if (!dir)
        TEST_SKIP("no compiled geodata; make geodata");
    counter c = { 0 };
    dateline_config config = {
        .geodata = dir, .styles = "styles", .threads = 2, .progress = count, .user = &c
    };
    dateline *dl = NULL;
    dateline_events *events = NULL;
    dateline_map *map = NULL;
    dateline_error err = { 0 };
    catcher out = { 0 };
    size_t slides = 0;
    CHECK_INT(dateline_open(&config, &dl, &err), DATELINE_OK);
    dateline_status st = dateline_read(dl, sheet(SHEET), &events, &err);
    CHECK(!st == !!events);
    check_cancelled(&c, st, &err);

    c.willing = true;
    if (!events)
        CHECK_INT(dateline_read(dl, sheet(SHEET), &events, &err), DATELINE_OK);
    c.willing = false;
    check_cancelled(&c, dateline_geocode(dl, events, NULL, &err), &err);
    c.willing = true;
    CHECK_INT(dateline_geocode(dl, events, NULL, &err), DATELINE_OK);
    c.willing = false;
    st = dateline_map_new(dl, events, NULL, &map, &err);
    CHECK(!st == !!map);
    check_cancelled(&c, st, &err);
    st = dateline_slides(dl, events, NULL, into(&out, DATELINE_PDF), &slides, &err);
    CHECK(!st == !!slides && !st == !!out.bytes.len);
    check_cancelled(&c, st, &err);

    buf_clear(&out.bytes);
    dateline_map_free(map);
    dateline_events_free(events);
    dateline_close(dl);
    arena_clear(&a);
}

TEST(api_progress_that_says_no_cancels_and_leaves_no_file)
{
    arena a = { 0 };
    const char *dir = geodata_dir(&a);
    if (!dir)
        TEST_SKIP("no compiled geodata; make geodata");
    char folder[] = "/tmp/dateline-test-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    counter c = { .stage = "tiles" };
    dateline_config config = {
        .geodata = dir, .styles = "styles", .threads = 2, .progress = count, .user = &c
    };
    dateline *dl = NULL;
    dateline_events *events = NULL;
    dateline_error err = { 0 };
    uint64_t tiles = 7;
    CHECK_INT(dateline_open(&config, &dl, &err), DATELINE_OK);
    CHECK_INT(dateline_read(dl, sheet(SHEET), &events, &err), DATELINE_OK);
    CHECK_INT(dateline_geocode(dl, events, NULL, &err), DATELINE_OK);
    dateline_tile_options o = { .zooms = 6 };
    const char *path = str_print(&a, "%s/t.mbtiles", folder);

    dateline_status st =
        dateline_tiles(dl, events, &o, (dateline_output){ .path = path }, &tiles, &err);

    char **names;
    size_t n;
    CHECK_INT(st, DATELINE_CANCELLED);
    CHECK_INT(err.status, DATELINE_CANCELLED);
    CHECK(c.refusals > 0);
    CHECK_INT(tiles, 0);
    CHECK_INT(file_list(&a, folder, &names, &n, NULL), DATELINE_OK);
    CHECK_INT(n, 0);
    file_remove_tree(folder);
    dateline_events_free(events);
    dateline_close(dl);
    arena_clear(&a);
}

TEST(api_tiles_and_slides_are_counted)
{
    char folder[] = "/tmp/dateline-test-XXXXXX";
    program p;
    uint64_t tiles = 0;
    size_t slides = 0;
    if (!open_program(&p, 2))
        skip();
    CHECK(mkdtemp(folder) != NULL);
    read_sheet(&p, SHEET);
    CHECK_INT(dateline_tiles(
                  p.dl, p.events, &(dateline_tile_options){ .zooms = 5 },
                  (dateline_output){ .path = str_print(&p.a, "%s/t.mbtiles", folder) },
                  &tiles, &p.err),
              DATELINE_OK);
    CHECK(tiles > 4);
    catcher pdf = { 0 };
    CHECK_INT(dateline_slides(p.dl, p.events,
                              &(dateline_slides_options){ .step = DATELINE_STEP_YEAR },
                              into(&pdf, DATELINE_PDF), &slides, &p.err),
              DATELINE_OK);
    CHECK_INT(slides, 2);
    CHECK(pdf.bytes.len > 1000 && !memcmp(pdf.bytes.at, "%PDF-", 5));
    CHECK_INT(dateline_slides(p.dl, p.events, NULL, (dateline_output){ .path = "x.gif" },
                              &slides, &p.err),
              DATELINE_USAGE);
    CHECK_INT(slides, 0);
    buf_clear(&pdf.bytes);
    file_remove_tree(folder);
    close_program(&p);
}
