#include "basemap/basemap.h"
#include "basemap/compile.h"

#include "geodata.h"
#include "test.h"

#include <math.h>

static const geo_box KARABAKH = { 44, 38, 49, 42 };

typedef struct open_map {
    arena a;
    basemap *map;
} open_map;

static void open_compiled(open_map *m)
{
    *m = (open_map){ 0 };
    const char *dir = geodata_dir(&m->a);
    if (!dir)
        TEST_SKIP("no compiled geodata; make geodata");
    CHECK_INT(basemap_open(str_print(&m->a, "%s/basemap.bin", dir), &m->map, NULL),
              DATELINE_OK);
}

static void close_compiled(open_map *m)
{
    basemap_close(m->map);
    arena_clear(&m->a);
}

/* Whether a feature with this code is drawn, and as what. */
static bool shows(open_map *m, basemap_layer layer, geo_box box, const char *code,
                  basemap_view view, int asof, basemap_class *as)
{
    basemap_found found;
    CHECK_INT(basemap_query(m->map, layer, box, 0.01, &m->a, &found, NULL), DATELINE_OK);
    for (size_t i = 0; i < found.n; i++)
        if (str_eq(found.features[i].code, str_of(code)))
            return basemap_shows(&found.features[i], view, asof, as);
    TEST_FAIL("there is no %s", code);
    return false;
}

TEST(a_day_decides_which_line_of_contact_is_drawn)
{
    static const struct {
        const char *code;
        int asof;
        bool shown;
    } days[] = {
        { "AZ|AZ-NKAO", 19880220, true },  { "AZ|AZ-NKAO", 19911126, false },
        { "AZ|AZ-NK", 19911126, true },    { "AZ|AZ-NK", 20230919, true },
        { "AZ|AZ-NK", 20230920, false },   { "AZ|AZ-NK", 0, false },
        { "AZ|AZ-LOC", 19940511, false },  { "AZ|AZ-LOC", 19940512, true },
        { "AZ|AZ-LOC", 20201109, true },   { "AZ|AZ-LOC", 20201110, false },
        { "AZ|AZ-LOC2", 20201109, false }, { "AZ|AZ-LOC2", 20201110, true },
        { "AZ|AZ-LOC2", 20230920, false }, { "GE|GE-SO", 0, true },
        { "GE|GE-SO", 19900101, false },
    };
    static const geo_box caucasus = { 41, 37.5, 51, 43.5 };
    open_map m;
    open_compiled(&m);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        basemap_class as;
        bool shown = shows(&m, BASEMAP_BORDER, caucasus, days[i].code, BASEMAP_UN,
                           days[i].asof, &as);
        if (shown != days[i].shown)
            TEST_FAIL("%s on %d", days[i].code, days[i].asof);
    }
    close_compiled(&m);
}

TEST(a_view_decides_what_a_disputed_line_is_drawn_as)
{
    static const geo_box black_sea = { 30, 40, 46, 48 };
    open_map m;
    basemap_class as;
    open_compiled(&m);
    CHECK(shows(&m, BASEMAP_BORDER, black_sea, "RU|UA", BASEMAP_UN, 20200101, &as));
    CHECK(shows(&m, BASEMAP_BORDER, KARABAKH, "AZ|AZ-NK", BASEMAP_UN, 20000101, &as));
    CHECK_INT(as, BASEMAP_DISPUTED);
    CHECK(
        shows(&m, BASEMAP_BORDER, KARABAKH, "AZ|AZ-NK", BASEMAP_DEFACTO, 20000101, &as));
    CHECK_INT(as, BASEMAP_FORMER);
    CHECK(shows(&m, BASEMAP_BORDER, black_sea, "GE|GE-AB", BASEMAP_UN, 0, &as));
    CHECK_INT(as, BASEMAP_BREAKAWAY);
    CHECK(shows(&m, BASEMAP_BORDER, black_sea, "GE|GE-AB", BASEMAP_DEFACTO, 0, &as));
    CHECK_INT(as, BASEMAP_CONTACT);
    CHECK(shows(&m, BASEMAP_BORDER, KARABAKH, "AM|AZ", BASEMAP_DEFACTO, 20000101, &as));
    CHECK_INT(as, BASEMAP_PLAIN);
    const char *held = "hc:republic-of-artsakh";
    CHECK(!shows(&m, BASEMAP_AREA, KARABAKH, held, BASEMAP_UN, 20000101, &as));
    CHECK(shows(&m, BASEMAP_AREA, KARABAKH, held, BASEMAP_DEFACTO, 20000101, &as));
    CHECK(!shows(&m, BASEMAP_AREA, KARABAKH, "hc:nkao", BASEMAP_UN, 19880220, &as));
    close_compiled(&m);
}

static bool ring_has(const geo_lonlat *p, int n, geo_lonlat at)
{
    bool odd = false;
    for (int i = 0, k = n - 1; i < n; k = i++)
        if ((p[i].lat > at.lat) != (p[k].lat > at.lat) &&
            at.lon < (p[k].lon - p[i].lon) * (at.lat - p[i].lat) / (p[k].lat - p[i].lat) +
                         p[i].lon)
            odd = !odd;
    return odd;
}

static bool has(const basemap_feature *f, double lon, double lat)
{
    bool odd = false;
    for (int i = 0; i < f->n_parts; i++)
        odd ^= ring_has(f->points + f->parts[i], f->parts[i + 1] - f->parts[i],
                        (geo_lonlat){ lon, lat });
    return odd;
}

TEST(an_outline_is_found_by_the_id_of_its_place)
{
    static const struct {
        const char *id;
        double in[2], out[2];
    } places[] = {
        { "cc:AM", { 44.51, 40.18 }, { 49.87, 40.41 } },
        { "a1:AZ-LAC", { 46.55, 39.6 }, { 46.75, 39.82 } },
        { "hc:nagorno-karabakh", { 46.75, 39.82 }, { 46.55, 39.6 } },
        { "hc:nkao", { 47.03, 39.52 }, { 47.145, 39.6 } },
        { "hc:seven-districts", { 46.04, 40.11 }, { 46.36, 40.68 } },
        { "hc:aghdam-controlled", { 46.93, 39.99 }, { 47.1, 40.15 } },
        { "hc:lachin-corridor", { 46.55, 39.6 }, { 46.75, 39.76 } },
        { "hc:peacekeeper-zone", { 46.82, 40.21 }, { 46.75, 39.76 } },
        { "hc:nakhchivan-ar", { 45.41, 39.21 }, { 46.41, 39.21 } },
        { "hc:south-ossetia", { 43.97, 42.3 }, { 44.11, 41.98 } },
        { "a1:GE-AB", { 41.02, 43.02 }, { 42.7, 42.25 } },
        { "a1:UA-43", { 34.1, 45.2 }, { 33.5, 46.6 } },
    };
    static const geo_box wide = { 28, 36, 52, 48 };
    open_map m;
    open_compiled(&m);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        basemap_feature f;
        if (!basemap_outline(m.map, str_of(places[i].id), wide, 0.005, &m.a, &f) ||
            !has(&f, places[i].in[0], places[i].in[1]) ||
            has(&f, places[i].out[0], places[i].out[1]))
            TEST_FAIL("%s", places[i].id);
        CHECK(f.area && f.n_parts >= 1);
    }
    close_compiled(&m);
}

TEST(an_outline_that_the_map_has_not_is_none)
{
    open_map m;
    basemap_feature f;
    open_compiled(&m);
    const char *ids[] = { "", ":", "cc:", "cc:QQ", "a1:", "hc:", "gn:616052", "AM" };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        CHECK(!basemap_outline(m.map, str_of(ids[i]), KARABAKH, 0.01, &m.a, &f));
    geo_box paris = { 2, 48, 3, 49 };
    CHECK(!basemap_outline(m.map, STR("hc:nkao"), paris, 0.01, &m.a, &f));
    CHECK(!basemap_outline(m.map, STR("cc:AM"), (geo_box){ 0, 5, 1, -5 }, 0, &m.a, &f));
    CHECK(!basemap_outline(m.map, STR("cc:AM"), KARABAKH, NAN, &m.a, &f));
    close_compiled(&m);
}

TEST(a_map_of_the_world_still_finds_what_only_the_region_has)
{
    open_map m;
    basemap_feature f;
    open_compiled(&m);
    geo_box world = { -180, -85, 180, 85 };
    CHECK(basemap_outline(m.map, STR("hc:nagorno-karabakh"), world, 0.05, &m.a, &f));
    CHECK(f.approximate && f.from == 19911126 && f.to == 20230920);
    close_compiled(&m);
}

TEST(roads_have_dates_and_classes)
{
    open_map m;
    basemap_class as;
    open_compiled(&m);
    CHECK(shows(&m, BASEMAP_ROAD, KARABAKH, "hc:lachin-corridor", BASEMAP_UN, 20221212,
                &as));
    CHECK_INT(as, BASEMAP_CORRIDOR);
    CHECK(!shows(&m, BASEMAP_ROAD, KARABAKH, "hc:lachin-corridor", BASEMAP_UN, 0, &as));
    CHECK(shows(&m, BASEMAP_ROAD, KARABAKH, "hc:m2-motorway", BASEMAP_UN, 0, &as));
    CHECK_INT(as, BASEMAP_PLAIN);
    CHECK(!strcmp(basemap_class_name(BASEMAP_RAILWAY), "railway") &&
          !strcmp(basemap_class_name(BASEMAP_HIDDEN), "hidden"));
    close_compiled(&m);
}

/* ------------------------------------------------------------------ sources */

static dateline_status compile_area(const char *more, dateline_error *err)
{
    arena a = { 0 };
    buf out = { 0 };
    const char *text =
        str_print(&a,
                  "{\"type\":\"Feature\",\"properties\":{\"layer\":\"area\",\"edition\":"
                  "\"region\"%s},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                  "[[[1,1],[2,1],[2,2],[1,1]]]}}\n",
                  more);
    basemap_source s = { "test", str_of(text) };
    dateline_status st = basemap_compile(&s, 1, &out, err);
    buf_clear(&out);
    arena_clear(&a);
    return st;
}

TEST(a_source_says_what_a_line_is_in_each_view)
{
    dateline_error err = { 0 };
    CHECK_INT(compile_area("", &err), DATELINE_OK);
    CHECK_INT(compile_area(",\"class\":\"disputed\",\"un\":\"hidden\"", &err),
              DATELINE_OK);
    CHECK_INT(compile_area(",\"un\":\"contact\",\"defacto\":\"former\"", &err),
              DATELINE_OK);
    CHECK_INT(compile_area(",\"un\":\"nothing\"", &err), DATELINE_INPUT);
    CHECK(strstr(err.message, "basemap/compile.h") != NULL);
    CHECK_INT(compile_area(",\"defacto\":7", &err), DATELINE_INPUT);
    CHECK_INT(compile_area(",\"class\":\"hidden\"", &err), DATELINE_INPUT);
}

/* Whether a line of what was found comes within so many degrees of a point. */
static bool passes(const basemap_found *found, double lon, double lat, double near)
{
    for (size_t i = 0; i < found->n; i++)
        for (int k = 0; k < found->features[i].n_points; k++) {
            geo_lonlat p = found->features[i].points[k];
            if (hypot(p.lon - lon, p.lat - lat) < near)
                return true;
        }
    return false;
}

TEST(courses_of_borders_and_roads_are_found_by_their_ids)
{
    static const geo_box wide = { 28, 36, 52, 48 };
    open_map m;
    basemap_found f;
    open_compiled(&m);
    basemap_course(m.map, STR("bd:AM-AZ"), wide, 0.005, &m.a, &f);
    CHECK(passes(&f, 46.0, 39.78, 0.3) && passes(&f, 44.8, 39.72, 0.1));
    CHECK(!passes(&f, 43.5, 40.2, 0.3)); /* that of Armenia and Turkey */
    basemap_course(m.map, STR("bd:AM-AZ:north"), KARABAKH, 0.005, &m.a, &f);
    CHECK(f.n >= 1);
    basemap_course(m.map, STR("bd:AZ-AZ-LOC"), wide, 0.005, &m.a, &f);
    CHECK_INT(f.n, 1);
    basemap_course(m.map, STR("hc:lachin-corridor"), wide, 0.005, &m.a, &f);
    CHECK(passes(&f, 46.55, 39.64, 0.2));
    for (size_t i = 0; i < f.n; i++)
        CHECK(!f.features[i].area);
    close_compiled(&m);
}

TEST(a_course_leaves_out_what_is_disputed_where_the_rest_is_not)
{
    static const geo_box ukraine = { 22, 44, 42, 53 }, kosovo = { 19, 41, 23, 44 };
    open_map m;
    basemap_found f;
    open_compiled(&m);
    basemap_course(m.map, STR("bd:RU-UA"), ukraine, 0.01, &m.a, &f);
    CHECK(passes(&f, 36.5, 50.3, 0.3));
    CHECK(!passes(&f, 33.7, 46.1, 0.3)); /* the neck of Crimea */
    basemap_course(m.map, STR("bd:RS-XK"), kosovo, 0.01, &m.a, &f);
    CHECK(f.n >= 1);
    const char *ids[] = {
        "", "bd:", "bd:AM", "bd:AM-", "bd:QQ-RR", "gn:616052", "AM|AZ"
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        basemap_course(m.map, str_of(ids[i]), ukraine, 0.01, &m.a, &f);
        CHECK_INT(f.n, 0);
    }
    basemap_course(m.map, STR("bd:RU-UA"), ukraine, NAN, &m.a, &f);
    CHECK_INT(f.n, 0);
    close_compiled(&m);
}

TEST(an_island_or_exclave_is_its_countrys_ring_around_it)
{
    static const struct {
        geo_lonlat at;
        double km;
        geo_lonlat in, out;
    } islands[] = {
        { { 34.38, 31.42 }, 11, { 34.47, 31.5 }, { 34.6, 31.3 } },  /* Gaza Strip */
        { { 21.2, 54.8 }, 70, { 20.5, 54.7 }, { 23.3, 54.9 } },     /* Kaliningrad */
        { { 14.2, 37.6 }, 90, { 13.4, 38.1 }, { 16.2, 38.9 } },     /* Sicily */
        { { 45.4, 39.2 }, 42, { 45.41, 39.21 }, { 46.75, 39.82 } }, /* Nakhchivan */
    };
    open_map m;
    open_compiled(&m);
    for (size_t i = 0; i < sizeof islands / sizeof *islands; i++) {
        basemap_feature f;
        if (!basemap_island(m.map, islands[i].at, islands[i].km, 0.01, &m.a, &f))
            TEST_FAIL("island %zu is not found", i);
        CHECK(has(&f, islands[i].in.lon, islands[i].in.lat));
        CHECK(!has(&f, islands[i].out.lon, islands[i].out.lat));
    }
    basemap_feature f;
    geo_lonlat donbas = { 38, 48.3 }, sea = { 34, 43 };
    CHECK(!basemap_island(m.map, donbas, 120, 0.01, &m.a, &f));
    CHECK(!basemap_island(m.map, sea, 120, 0.01, &m.a, &f));
    geo_lonlat karabakh = { 47.5, 40.2 }; /* all of Azerbaijan is none */
    CHECK(!basemap_island(m.map, karabakh, 160, 0.01, &m.a, &f));
    CHECK(!basemap_island(m.map, donbas, 0, 0.01, &m.a, &f));
    CHECK(!basemap_island(m.map, donbas, NAN, 0.01, &m.a, &f));
    close_compiled(&m);
}
