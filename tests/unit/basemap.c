#include "basemap/basemap.h"

#include "base/file.h"
#include "basemap/compile.h"
#include "basemap/format.h"
#include "test.h"

#include <math.h>

/* Two countries, AA with two units and BB, in a region from 0 to 10 degrees;
   between them a border with a small and a large bend. AA has an island and a
   lake; a line of control lies on the upper part of the border. */
#define HEAD(LAYER, MORE)                                      \
    "{\"type\":\"Feature\",\"properties\":{\"layer\":\"" LAYER \
    "\",\"edition\":\"region\"" MORE "},\"geometry\":{\"type\":"
#define UPPER "[5,6],[5,8],[5,10]"

static const char REGION[] = HEAD(
    "box",
    "") "\"Polygon\",\"coordinates\":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]}"
        "}\n" HEAD(
            "country",
            ",\"code\":\"AA\",\"name\":\"Alfa\",\"rank\":"
            "2") "\"MultiPolygon\",\"coordinates\":[[[[0,"
                 "0],[5,0],[5,1.9],[5.01,2],[5,2.1],[6,4]"
                 ",[5,6],"
                 "[5,8],[5,10],[0,10],[0,5],[0,0]]],[[[7,"
                 "7],[7.5,7],[7.5,7.5],[7,7.5],[7,7]]]]}}"
                 "\n" HEAD(
                     "country",
                     ",\"code\":\"BB\",\"name\":"
                     "\"Bravo\"") "\"Polygon\","
                                  "\"coordinates\":[[[5,"
                                  "0],[5,1.9],[5.01,2],["
                                  "5,2.1],[6,4],[5,6],[5,"
                                  "8],[5,10],"
                                  "[6.5,10],[6.5,0],[5,0]"
                                  "]]}}\n" HEAD(
                                      "admin1",
                                      ",\"code\":\"AA-"
                                      "S\",\"name\":"
                                      "\"South\"") "\"Pol"
                                                   "ygon"
                                                   "\","
                                                   "\"coo"
                                                   "rdina"
                                                   "tes\""
                                                   ":[[["
                                                   "0,0],"
                                                   "[5,0]"
                                                   ",[5,"
                                                   "1.9],"
                                                   "[5."
                                                   "01,2]"
                                                   ",[5,"
                                                   "2.1],"
                                                   "[6,4]"
                                                   ",[3,"
                                                   "4.5],"
                                                   "[0,5]"
                                                   ","
                                                   "[0,0]"
                                                   "]]}}"
                                                   "\n" HEAD(
                                                       "a"
                                                       "d"
                                                       "m"
                                                       "i"
                                                       "n"
                                                       "1",
                                                       ","
                                                       "\"code\":\"AA-N\",\"name\":"
                                                       "\"North\"") "\"Polygon\","
                                                                    "\"coordinates\":[[["
                                                                    "0,5],[3,4.5],[6,4],["
                                                                    "5,6],[5,8],[5,10],["
                                                                    "0,10],[0,5]]]}}\n"
                                                                    "\n" HEAD(
                                                                        "border",
                                                                        ",\"code\":\"AA|"
                                                                        "BB\",\"class\":"
                                                                        "\"contact\","
                                                                        "\"from\":1994,"
                                                                        "\"to\":20201110,"
                                                                        "\"approximate\":"
                                                                        "true") "\"LineSt"
                                                                                "ring\","
                                                                                "\"coordi"
                                                                                "nates\":"
                                                                                "[" UPPER
                                                                                "]}}"
                                                                                "\n" HEAD(
                                                                                    "lak"
                                                                                    "e",
                                                                                    ",\"n"
                                                                                    "ame"
                                                                                    "\":"
                                                                                    "\"S"
                                                                                    "\\u0"
                                                                                    "0f6"
                                                                                    "\"") "\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,2],[1,1]],[[1.4,1.4],[1.6,1.4],"
                                                                                          "[1.6,1.6],[1.4,1.6],[1.4,1.4]]]}}\n" HEAD(
                                                                                              "river",
                                                                                              ",\"name\":\"R\"") "\"LineString\",\"coordinates\":[[1,9],[2,9.2],[3,9],[9,5],[3,4],[1,3]]}}\n";

static const char WORLD[] =
    "{\"type\":\"Feature\",\"properties\":{\"layer\":\"box\",\"edition\":\"world\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]}}\n"
    "{\"type\":\"Feature\",\"properties\":{\"layer\":\"country\",\"edition\":\"world\","
    "\"code\":\"EE\",\"name\":\"East\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":"
    "[[[150,50],[195,55],[190,70],[150,70],[150,50]]]}}\n"
    "{\"type\":\"Feature\",\"properties\":{\"layer\":\"country\",\"edition\":\"world\","
    "\"code\":\"PP\",\"name\":\"Pole\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":"
    "[[[-180,-80],[-180,-90],[0,-90],[180,-90],[180,-80],[0,-70],[-180,-80]]]}}\n";

typedef struct fixture {
    buf bytes;
    basemap *map;
    arena a;
    basemap_feature *f;
    size_t n;
} fixture;

static void compile(const char *region, const char *world, buf *out)
{
    basemap_source s[] = { { "region.geojsonl", str_of(region) },
                           { "world.geojsonl", str_of(world) } };
    CHECK_INT(basemap_compile(s, 2, out, NULL), DATELINE_OK);
}

static void open_fixture(fixture *t)
{
    *t = (fixture){ 0 };
    compile(REGION, WORLD, &t->bytes);
    CHECK_INT(basemap_open_bytes(buf_str(&t->bytes), &t->map, NULL), DATELINE_OK);
}

static void close_fixture(fixture *t)
{
    basemap_close(t->map);
    buf_clear(&t->bytes);
    arena_clear(&t->a);
}

static void query(fixture *t, basemap_layer layer, geo_box box, double tolerance)
{
    basemap_found found;
    CHECK_INT(basemap_query(t->map, layer, box, tolerance, &t->a, &found, NULL),
              DATELINE_OK);
    t->f = found.features;
    t->n = found.n;
}

static const basemap_feature *find(const fixture *t, const char *code)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->f[i].code, str_of(code)))
            return &t->f[i];
    return NULL;
}

static bool has_point(const basemap_feature *f, double lon, double lat)
{
    for (int i = 0; i < f->n_points; i++)
        if (fabs(f->points[i].lon - lon) < 1e-6 && fabs(f->points[i].lat - lat) < 1e-6)
            return true;
    return false;
}

static const geo_box ALL = { 0.1, 0.1, 9.9, 9.9 };

TEST(basemap_countries_are_closed_rings_that_wind_one_way)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COUNTRY, ALL, 0);
    CHECK_INT(t.n, 2);
    const basemap_feature *f = find(&t, "AA");
    CHECK(f && f->area && f->rank == 2);
    CHECK_STR(f->name, "Alfa");
    CHECK_INT(f->n_parts, 2);
    for (int p = 0; p < f->n_parts; p++) {
        const geo_lonlat *r = f->points + f->parts[p];
        int n = f->parts[p + 1] - f->parts[p];
        double area = 0;
        CHECK(r[0].lon == r[n - 1].lon && r[0].lat == r[n - 1].lat);
        for (int i = 1; i < n; i++)
            area += r[i - 1].lon * r[i].lat - r[i].lon * r[i - 1].lat;
        CHECK(area > 0);
    }
    CHECK_NEAR(f->box.east, 7.5, 1e-9);
    close_fixture(&t);
}

TEST(basemap_border_and_both_countries_share_every_point_at_every_scale)
{
    static const double tolerances[] = { 0, 0.001, 0.05, 0.5 };
    fixture t;
    open_fixture(&t);
    for (int k = 0; k < 4; k++) {
        query(&t, BASEMAP_BORDER, ALL, tolerances[k]);
        basemap_feature *lines = t.f;
        size_t n = t.n;
        query(&t, BASEMAP_COUNTRY, ALL, tolerances[k]);
        for (size_t i = 0; i < n; i++)
            for (int p = 0; p < lines[i].n_points; p++) {
                geo_lonlat at = lines[i].points[p];
                CHECK(has_point(find(&t, "AA"), at.lon, at.lat));
                CHECK(has_point(find(&t, "BB"), at.lon, at.lat));
            }
    }
    close_fixture(&t);
}

TEST(basemap_border_is_derived_except_where_a_line_has_taken_its_place)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_BORDER, ALL, 0);
    CHECK_INT(t.n, 2);
    CHECK_INT(t.f[0].class, BASEMAP_CONTACT);
    CHECK_INT(t.f[0].from, 19940101);
    CHECK_INT(t.f[0].to, 20201110);
    CHECK(t.f[0].approximate && has_point(&t.f[0], 5, 8) && !has_point(&t.f[0], 6, 4));
    CHECK_STR(t.f[1].code, "AA|BB");
    CHECK_INT(t.f[1].class, BASEMAP_PLAIN);
    CHECK(has_point(&t.f[1], 6, 4) && !has_point(&t.f[1], 5, 8));
    CHECK_INT(t.f[1].n_parts, 1);
    CHECK(t.f[0].id != t.f[1].id);
    close_fixture(&t);
}

TEST(basemap_coast_is_neither_a_border_nor_the_edge_of_the_map)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COAST, ALL, 0);
    CHECK_INT(t.n, 2);
    const basemap_feature *island = find(&t, "AA"), *shore = find(&t, "BB");
    CHECK(island && shore && !island->area);
    CHECK_INT(island->n_points, 5);
    CHECK(has_point(island, 7, 7) && !has_point(island, 0, 5));
    CHECK_INT(shore->n_points, 2);
    CHECK_NEAR(shore->points[0].lon, 6.5, 1e-9);
    CHECK_NEAR(shore->points[1].lon, 6.5, 1e-9);
    close_fixture(&t);
}

TEST(basemap_line_between_units_ends_at_the_border)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_ADMIN1_LINE, ALL, 0);
    CHECK_INT(t.n, 1);
    CHECK_STR(t.f[0].code, "AA");
    CHECK_INT(t.f[0].n_points, 3);
    CHECK(has_point(&t.f[0], 6, 4) && has_point(&t.f[0], 3, 4.5) &&
          has_point(&t.f[0], 0, 5));
    close_fixture(&t);
}

TEST(basemap_tolerance_leaves_out_small_bends_first)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COUNTRY, ALL, 0.005);
    CHECK(has_point(find(&t, "BB"), 5.01, 2));
    query(&t, BASEMAP_COUNTRY, ALL, 0.1);
    CHECK(!has_point(find(&t, "BB"), 5.01, 2) && has_point(find(&t, "BB"), 6, 4));
    CHECK_INT(find(&t, "AA")->n_parts, 2);
    query(&t, BASEMAP_COUNTRY, ALL, 0.3);
    CHECK_INT(find(&t, "AA")->n_parts, 1);
    close_fixture(&t);
}

TEST(basemap_lake_keeps_its_island_and_its_name)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_LAKE, ALL, 0.01);
    CHECK_INT(t.n, 1);
    CHECK_STR(t.f[0].name, "S\xc3\xb6");
    CHECK_INT(t.f[0].n_parts, 2);
    query(&t, BASEMAP_LAKE, (geo_box){ 3, 3, 4, 4 }, 0.01);
    CHECK_INT(t.n, 0);
    close_fixture(&t);
}

TEST(basemap_line_is_cut_where_it_cannot_be_seen)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_RIVER, (geo_box){ 1, 2.5, 4, 9.5 }, 0);
    CHECK_INT(t.n, 1);
    CHECK_INT(t.f[0].n_parts, 1);
    query(&t, BASEMAP_RIVER, (geo_box){ 0.5, 2.5, 1.5, 9.5 }, 0);
    CHECK_INT(t.f[0].n_parts, 2);
    CHECK(has_point(&t.f[0], 1, 9) && has_point(&t.f[0], 1, 3));
    CHECK(!has_point(&t.f[0], 9, 5));
    query(&t, BASEMAP_RIVER, (geo_box){ 8, 9.5, 9, 9.9 }, 0);
    CHECK_INT(t.n, 0);
    close_fixture(&t);
}

TEST(basemap_ring_stays_closed_when_most_of_it_is_outside)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COUNTRY, (geo_box){ 4, 1, 5.5, 3 }, 0);
    const basemap_feature *f = find(&t, "AA");
    CHECK(f && has_point(f, 5.01, 2));
    CHECK(f->points[0].lon == f->points[f->n_points - 1].lon);
    CHECK_INT(f->n_parts, 1);
    close_fixture(&t);
}

TEST(basemap_country_at_a_point)
{
    fixture t;
    open_fixture(&t);
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 2.5, 5 }, &t.a), "AA");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 5.5, 4 }, &t.a), "AA");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 6.2, 4 }, &t.a), "BB");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 7.2, 7.2 }, &t.a), "AA");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 9, 9 }, &t.a), "");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 170, 60 }, &t.a), "EE");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ -172, 60 }, &t.a), "EE");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 188, 60 }, &t.a), "EE");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ 90, -89 }, &t.a), "PP");
    CHECK_STR(basemap_country_at(t.map, (geo_lonlat){ NAN, 0 }, &t.a), "");
    close_fixture(&t);
}

TEST(basemap_box_beyond_the_region_gets_the_world)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COUNTRY, (geo_box){ 1, 1, 9, 10 }, 0);
    CHECK(find(&t, "AA") != NULL);
    query(&t, BASEMAP_COUNTRY, (geo_box){ 1, 1, 9, 10.1 }, 0);
    CHECK_INT(t.n, 0);
    close_fixture(&t);
}

TEST(basemap_view_across_the_antimeridian_has_shapes_whole)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COUNTRY, (geo_box){ 170, 40, -160, 75 }, 0);
    CHECK_INT(t.n, 1);
    CHECK_INT(t.f[0].n_parts, 1);
    CHECK(has_point(&t.f[0], 195, 55) && has_point(&t.f[0], 190, 70));
    CHECK_NEAR(t.f[0].box.east, -165, 1e-9);
    query(&t, BASEMAP_COUNTRY, (geo_box){ -175, 40, -160, 75 }, 0);
    CHECK_INT(t.n, 1);
    CHECK(has_point(&t.f[0], -165, 55));
    close_fixture(&t);
}

TEST(basemap_view_of_the_world_has_each_place_once)
{
    fixture t;
    open_fixture(&t);
    query(&t, BASEMAP_COUNTRY, (geo_box){ -180, -90, 180, 90 }, 0.1);
    const basemap_feature *east = find(&t, "EE"), *pole = find(&t, "PP");
    CHECK(east && pole);
    CHECK_INT(east->n_parts, 2);
    CHECK_INT(pole->n_parts, 1);
    for (int i = 0; i < east->n_points; i++)
        CHECK(fabs(east->points[i].lon) <= 180);
    query(&t, BASEMAP_COAST, (geo_box){ -180, -90, 180, 90 }, 0.1);
    CHECK_INT(t.n, 2);
    for (size_t k = 0; k < t.n; k++)
        for (int i = 0; i < t.f[k].n_points; i++)
            CHECK(t.f[k].points[i].lat > -85 && fabs(t.f[k].points[i].lon) <= 180);
    close_fixture(&t);
}

TEST(basemap_box_that_is_not_on_the_earth_is_refused)
{
    fixture t;
    open_fixture(&t);
    basemap_found found;
    dateline_error err = { 0 };
    CHECK_INT(basemap_query(t.map, BASEMAP_COAST, (geo_box){ 0, 5, 1, NAN }, 0, &t.a,
                            &found, &err),
              DATELINE_USAGE);
    CHECK_INT(basemap_query(t.map, BASEMAP_COAST, (geo_box){ 0, 5, 1, 4 }, 0, &t.a,
                            &found, &err),
              DATELINE_USAGE);
    close_fixture(&t);
}

TEST(basemap_compiles_to_the_same_bytes_again)
{
    buf one = { 0 }, two = { 0 };
    compile(REGION, WORLD, &one);
    compile(REGION, WORLD, &two);
    CHECK_INT(one.len, two.len);
    CHECK(!memcmp(one.at, two.at, one.len));
    buf_clear(&one);
    buf_clear(&two);
}

static void refuse(const char *text, int line, int column)
{
    basemap_source s = { "x.geojsonl", str_of(text) };
    buf out = { 0 };
    dateline_error err = { 0 };
    CHECK_INT(basemap_compile(&s, 1, &out, &err), DATELINE_INPUT);
    CHECK_INT(err.line, line);
    CHECK_INT(err.column, column);
    CHECK_TEXT(err.source, "x.geojsonl");
    buf_clear(&out);
}

TEST(basemap_source_that_cannot_be_understood_is_refused_with_its_position)
{
    refuse("[]", 1, 1);
    refuse("\n\n{\"type\":\"Feature\"", 3, 18);
    refuse(HEAD("sea", ""), 1, 46);
    refuse(HEAD("river", ",\"name\":\"\xff\""), 1, 78);
    refuse(HEAD("river", ",\"rank\":10"), 1, 77);
    refuse(HEAD("river", "") "\"LineString\",\"coordinates\":[[1,2],[3,x]]}}", 1, 125);
    refuse(HEAD("river", "") "\"LineString\",\"coordinates\":[[1,2],[3,91]]}}", 1, 128);
    refuse(HEAD("river", "") "\"LineString\",\"coordinates\":[[1,2],[[3,4]]]}}", 1, 129);
    refuse(HEAD("river", "") "\"Polygon\",\"coordinates\":[[[1,2],[3,4],[1,2]]]}}", 1,
           135);
    refuse(HEAD("river", "") "\"LineString\",\"coordinates\":[[1,2],[3,4]]}} x", 1, 131);
}

/* Damage is found by the checks on the way, not by luck: nothing here may
   crash, and under the sanitizers nothing may read outside. */
TEST(basemap_damaged_file_is_an_error_or_wrong_shapes)
{
    fixture t;
    open_fixture(&t);
    unsigned char *copy = arena_array(&t.a, unsigned char, t.bytes.len);
    for (size_t cut = 0; cut < t.bytes.len; cut += 7) {
        basemap *b = NULL;
        CHECK_INT(basemap_open_bytes((str){ (char *)t.bytes.at, cut }, &b, NULL),
                  DATELINE_GEODATA);
        CHECK(!b);
    }
    for (size_t i = 0; i < t.bytes.len; i++) {
        memcpy(copy, t.bytes.at, t.bytes.len);
        copy[i] ^= (unsigned char)(1u << (i % 8));
        copy[(i * 31) % t.bytes.len] = 0xFF;
        basemap *b = NULL;
        arena a = { 0 };
        basemap_found found;
        if (basemap_open_bytes((str){ (char *)copy, t.bytes.len }, &b, NULL))
            continue;
        for (int layer = 0; layer < BASEMAP_LAYERS; layer++) {
            basemap_query(b, (basemap_layer)layer, ALL, 0.001, &a, &found, NULL);
            basemap_query(b, (basemap_layer)layer, (geo_box){ -180, -90, 180, 90 }, 0, &a,
                          &found, NULL);
        }
        basemap_country_at(b, (geo_lonlat){ 2, 2 }, &a);
        basemap_close(b);
        arena_clear(&a);
    }
    close_fixture(&t);
}

TEST(basemap_open_says_what_to_do_when_there_is_none)
{
    basemap *b = NULL;
    dateline_error err = { 0 };
    CHECK_INT(basemap_open("/nonexistent/x.dlmap", &b, &err), DATELINE_GEODATA);
    CHECK(strstr(err.message, "make geodata") != NULL);
    CHECK_INT(basemap_open_bytes(STR("not a map"), &b, &err), DATELINE_GEODATA);
    CHECK(!b);
    basemap_close(NULL);
}

/* ------------------------------------------------------- the bundled sources */

static void open_bundled(fixture *t)
{
    static const char *const names[] = { "region-land", "region-lines", "region-water",
                                         "world-land",  "world-lines",  "world-water" };
    basemap_source s[6];
    *t = (fixture){ 0 };
    for (int i = 0; i < 6; i++) {
        s[i].name = names[i];
        const char *path = str_print(&t->a, "geodata/basemap/%s.geojsonl", names[i]);
        if (!file_exists(path))
            TEST_SKIP("%s is not here: run from the project's folder", path);
        CHECK_INT(file_read(&t->a, path, &s[i].text, NULL), DATELINE_OK);
    }
    CHECK_INT(basemap_compile(s, 6, &t->bytes, NULL), DATELINE_OK);
    CHECK_INT(basemap_open_bytes(buf_str(&t->bytes), &t->map, NULL), DATELINE_OK);
}

TEST(basemap_bundled_countries_are_where_they_are)
{
    static const struct place {
        double lon, lat;
        const char *country;
    } places[] = {
        { 44.51, 40.18, "AM" },  { 49.87, 40.41, "AZ" }, { 44.79, 41.71, "GE" },
        { 46.75, 39.82, "AZ" },  { 45.41, 39.21, "AZ" }, { 46.41, 39.21, "AM" },
        { 46.55, 39.64, "AZ" },  { 41.02, 43.0, "GE" },  { 43.97, 42.23, "GE" },
        { 43.1, 40.6, "TR" },    { 46.29, 38.08, "IR" }, { 47.5, 42.98, "RU" },
        { 34.1, 44.95, "UA" },   { 37.8, 48.0, "UA" },   { 29.6, 46.84, "MD" },
        { 33.36, 35.25, "CY" },  { 35.8, 33.0, "SY" },   { 35.2, 31.9, "PS" },
        { 51.0, 41.0, "" },      { 34.0, 43.0, "" },     { 2.35, 48.85, "FR" },
        { 105.85, 21.03, "VN" }, { 178.0, -17.8, "FJ" }, { -175.0, 66.5, "RU" },
        { -13.2, 27.15, "EH" },  { 21.16, 42.66, "XK" }, { 44.06, 9.56, "SO" },
        { 0.0, -85.0, "AQ" },    { -150.0, 0.0, "" },    { 13.38, 52.52, "DE" },
    };
    fixture t;
    open_bundled(&t);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        str got =
            basemap_country_at(t.map, (geo_lonlat){ places[i].lon, places[i].lat }, &t.a);
        if (!str_eq(got, str_of(places[i].country)))
            TEST_FAIL("at %g %g is %.*s, not %s", places[i].lon, places[i].lat,
                      STR_ARGS(got), places[i].country);
    }
    close_fixture(&t);
}

TEST(basemap_bundled_units_have_codes_of_their_own_and_corrected_names)
{
    fixture t;
    open_bundled(&t);
    query(&t, BASEMAP_ADMIN1, (geo_box){ 24, 30, 64, 52 }, 0.01);
    CHECK(t.n > 230);
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = 0; k < i; k++)
            CHECK(!str_eq(t.f[i].code, t.f[k].code));
    CHECK_STR(find(&t, "AZ-LAC")->name, "Lachin");
    geo_box lachin = find(&t, "AZ-LAC")->box;
    CHECK(lachin.west < 46.55 && lachin.east > 46.55 && lachin.north < 41);
    CHECK_STR(find(&t, "AZ-SS")->name, "Shusha");
    CHECK(find(&t, "AZ-GYG") && find(&t, "GE-AB") && find(&t, "AM-SU"));
    close_fixture(&t);
}

static bool has_name(const fixture *t, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->f[i].name, str_of(name)))
            return true;
    return false;
}

TEST(basemap_bundled_waters_and_lines_are_there_and_few_enough)
{
    static const geo_box caucasus = { 41, 37.5, 51, 43.5 };
    fixture t;
    open_bundled(&t);
    size_t points = 0;
    for (int layer = 0; layer < BASEMAP_LAYERS; layer++) {
        query(&t, (basemap_layer)layer, caucasus, 0.004);
        for (size_t i = 0; i < t.n; i++)
            points += (size_t)t.f[i].n_points;
        if (layer == BASEMAP_LAKE)
            CHECK(has_name(&t, "Caspian Sea") && has_name(&t, "Lake Sevan") &&
                  has_name(&t, "Lake Van") && has_name(&t, "Lake Urmia") &&
                  has_name(&t, "Mingachevir Reservoir"));
        if (layer == BASEMAP_RIVER)
            CHECK(has_name(&t, "Kura") && has_name(&t, "Aras") && has_name(&t, "Terek") &&
                  has_name(&t, "Rioni") && has_name(&t, "Hakari") &&
                  has_name(&t, "Coruh"));
        if (layer == BASEMAP_BORDER) {
            CHECK(find(&t, "AM|AZ") && find(&t, "GE|RU"));
            CHECK_INT(find(&t, "GE|GE-AB")->class, BASEMAP_BREAKAWAY);
            CHECK(find(&t, "GE|GE-SO")->approximate);
        }
    }
    CHECK(points > 5000 && points < 30000);
    CHECK(t.bytes.len < 12u * 1024 * 1024);
    close_fixture(&t);
}
