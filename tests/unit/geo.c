#include "geo/geo.h"

#include "base/rng.h"

#include "test.h"

#include <math.h>

static double lon_of(uint64_t *seed)
{
    return rng_unit(seed) * 360 - 180;
}

static double lat_of(uint64_t *seed)
{
    return rng_unit(seed) * 180 - 90;
}

TEST(geo_wrap_lon_is_from_180_west_to_just_before_180_east)
{
    static const double pairs[][2] = { { 0, 0 },       { 180, -180 }, { -180, -180 },
                                       { 190, -170 },  { -190, 170 }, { 540, -180 },
                                       { -540, -180 }, { 725, 5 },    { 179.5, 179.5 } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        CHECK_NEAR(geo_wrap_lon(pairs[i][0]), pairs[i][1], 1e-12);
}

TEST(geo_wrap_lon_is_in_range_for_any_number)
{
    uint64_t seed = 4;
    double edges[] = { nextafter(-180, -1e9),
                       nextafter(180, 0),
                       nextafter(180, 1e9),
                       nextafter(-540, -1e9),
                       nextafter(-540, 0),
                       1e300,
                       -1e300,
                       1e17,
                       5e-324 };
    for (int i = 0; i < 2000; i++) {
        double lon = i < 9 ? edges[i] : (rng_unit(&seed) - 0.5) * pow(10, i % 20);
        double w = geo_wrap_lon(lon);
        if (!(w >= -180 && w < 180))
            TEST_FAIL("%.17g wraps to %.17g", lon, w);
        CHECK_NEAR(geo_wrap_lon(w), w, 0);
    }
    CHECK(isnan(geo_wrap_lon(NAN)));
    CHECK(isnan(geo_wrap_lon(INFINITY)));
}

TEST(geo_box_has_its_edges_and_what_is_between)
{
    geo_box box = { 40.1, 38.2, 50.3, 42.4 };
    CHECK(geo_box_has(box, (geo_lonlat){ 45, 40 }));
    CHECK(geo_box_has(box, (geo_lonlat){ 40.1, 38.2 }));
    CHECK(geo_box_has(box, (geo_lonlat){ 50.3, 42.4 }));
    CHECK(!geo_box_has(box, (geo_lonlat){ 50.31, 40 }));
    CHECK(!geo_box_has(box, (geo_lonlat){ 40.09, 40 }));
    CHECK(!geo_box_has(box, (geo_lonlat){ 45, 38.19 }));
    CHECK(!geo_box_has(box, (geo_lonlat){ -135, 40 }));
}

TEST(geo_box_across_the_antimeridian_has_both_sides_of_it)
{
    geo_box fiji = { 176.7, -20.9, -178.1, -12.4 };
    CHECK_NEAR(geo_box_width(fiji), 5.2, 1e-9);
    CHECK(geo_box_has(fiji, (geo_lonlat){ 178.4, -18.1 }));
    CHECK(geo_box_has(fiji, (geo_lonlat){ -179.9, -16.5 }));
    CHECK(geo_box_has(fiji, (geo_lonlat){ -180, -16.5 }));
    CHECK(geo_box_has(fiji, (geo_lonlat){ 176.7, -16.5 }));
    CHECK(geo_box_has(fiji, (geo_lonlat){ -178.1, -16.5 }));
    CHECK(!geo_box_has(fiji, (geo_lonlat){ 0, -16.5 }));
    CHECK_NEAR(geo_box_center(fiji).lon, 179.3, 1e-9);
}

TEST(geo_box_has_its_corners_for_any_box)
{
    uint64_t seed = 8;
    for (int i = 0; i < 5000; i++) {
        double s = lat_of(&seed), n = lat_of(&seed);
        geo_box b = { lon_of(&seed), fmin(s, n), lon_of(&seed), fmax(s, n) };
        CHECK(geo_box_has(b, (geo_lonlat){ b.west, b.south }));
        CHECK(geo_box_has(b, (geo_lonlat){ b.east, b.north }));
        CHECK(geo_box_has(b, geo_box_center(b)));
        CHECK(geo_box_width(b) > 0 && geo_box_width(b) <= 360);
        CHECK(geo_box_meets(b, b));
    }
}

TEST(geo_box_of_the_world_has_everything)
{
    geo_box world = { -180, -90, 180, 90 };
    CHECK_NEAR(geo_box_width(world), 360, 0);
    CHECK(geo_box_has(world, (geo_lonlat){ -180, 90 }));
    CHECK(geo_box_has(world, (geo_lonlat){ 179.999, -90 }));
    CHECK(geo_box_has(world, (geo_lonlat){ 180, 0 }));
    CHECK_NEAR(geo_box_center(world).lon, 0, 0);
}

TEST(geo_boxes_meet_exactly_when_they_share_a_point_for_any_two)
{
    uint64_t seed = 15;
    for (int i = 0; i < 2000; i++) {
        /* Whole degrees, so that the share can be counted. */
        geo_box b[2];
        for (int k = 0; k < 2; k++) {
            int s = (int)rng_below(&seed, 20), w = (int)rng_below(&seed, 360) - 180;
            b[k] = (geo_box){ w, s, geo_wrap_lon(w + 1 + (int)rng_below(&seed, 200)),
                              s + (int)rng_below(&seed, 5) };
        }
        bool share = false;
        for (int lon = -180; lon < 180 && !share; lon++)
            for (int lat = 0; lat < 26 && !share; lat++)
                share = geo_box_has(b[0], (geo_lonlat){ lon, lat }) &&
                        geo_box_has(b[1], (geo_lonlat){ lon, lat });
        CHECK_INT(geo_box_meets(b[0], b[1]), share);
        CHECK_INT(geo_box_meets(b[1], b[0]), share);
    }
}

/* These took for ever once. */
TEST(geo_box_with_absurd_numbers_gives_an_answer)
{
    static const double absurd[] = { 1e300, -1e300, 1e17, INFINITY, -INFINITY, NAN, 0 };
    for (int i = 0; i < 7; i++)
        for (int k = 0; k < 7; k++) {
            geo_box box = { absurd[i], -10, absurd[k], 10 };
            geo_lonlat p = { absurd[(i + k) % 7], 0 };
            (void)geo_box_has(box, p);
            (void)geo_box_meets(box, (geo_box){ 0, 0, 10, 10 });
            (void)geo_box_meets((geo_box){ 0, 0, 10, 10 }, box);
            double width = geo_box_width(box);
            CHECK(width > 0 && width <= 360);
            (void)geo_box_around(&p, 1);
        }
    CHECK(!geo_box_has((geo_box){ 0, 0, 10, 10 }, (geo_lonlat){ NAN, 5 }));
    CHECK(!geo_box_has((geo_box){ 0, 0, 10, 10 }, (geo_lonlat){ 5, NAN }));
}

TEST(geo_box_around_leaves_out_the_widest_gap)
{
    geo_lonlat points[] = { { 0, 1 }, { 179, -5 }, { -160, 7 } };

    geo_box b = geo_box_around(points, 3);

    CHECK_NEAR(b.west, 179, 0);
    CHECK_NEAR(b.east, 0, 0);
    CHECK_NEAR(geo_box_width(b), 181, 1e-9);
    CHECK_NEAR(b.south, -5, 0);
    CHECK_NEAR(b.north, 7, 0);
}

TEST(geo_box_around_crosses_the_antimeridian_where_that_is_shorter)
{
    geo_lonlat fiji[] = { { 178.4, -18.1 }, { -179.8, -16.5 }, { 177.4, -17.6 } };

    geo_box b = geo_box_around(fiji, 3);

    CHECK_NEAR(b.west, 177.4, 0);
    CHECK_NEAR(b.east, -179.8, 0);
}

TEST(geo_box_around_one_point_is_that_point)
{
    geo_lonlat p = { 46.75, 39.8 };
    geo_box b = geo_box_around(&p, 1);
    CHECK_NEAR(b.west, 46.75, 0);
    CHECK_NEAR(b.east, 46.75, 0);
    b = geo_box_around(NULL, 0);
    CHECK(b.west == 0 && b.east == 0 && b.south == 0 && b.north == 0);
}

TEST(geo_box_around_passes_over_what_is_no_point)
{
    geo_lonlat points[] = { { NAN, 0 }, { 10, 20 }, { 0, INFINITY }, { 12, 21 } };

    geo_box b = geo_box_around(points, 4);

    CHECK(b.west == 10 && b.east == 12 && b.south == 20 && b.north == 21);
}

TEST(geo_box_around_has_all_and_does_not_depend_on_order_for_any_points)
{
    uint64_t seed = 31;
    for (int round = 0; round < 1000; round++) {
        geo_lonlat p[12], turned[12];
        size_t n = 2 + rng_below(&seed, 11);
        for (size_t i = 0; i < n; i++)
            p[i] = (geo_lonlat){ lon_of(&seed), lat_of(&seed) };
        for (size_t i = 0; i < n; i++)
            turned[i] = p[(i * 7 + 3) % n];
        geo_box b = geo_box_around(p, n);
        for (size_t i = 0; i < n; i++)
            CHECK(geo_box_has(b, p[i]));
        if (n % 7) { /* else turned is no permutation */
            geo_box c = geo_box_around(turned, n);
            CHECK(b.west == c.west && b.east == c.east && b.south == c.south &&
                  b.north == c.north);
        }
        /* No box that starts at one of the points is narrower. */
        for (size_t i = 0; i < n; i++) {
            double width = 0;
            for (size_t k = 0; k < n; k++)
                width = fmax(width, fmod(p[k].lon - p[i].lon + 720, 360));
            CHECK(geo_box_width(b) <= width + 1e-9);
        }
    }
}

TEST(geo_distances_are_known_ones)
{
    static const struct {
        geo_lonlat a, b;
        double km, tolerance;
    } known[] = {
        { { 0, 0 }, { 0, 0 }, 0, 0 },
        { { 0, 0 }, { 180, 0 }, 20015.115, 0.01 }, /* half the circle */
        { { 0, 90 }, { 77, -90 }, 20015.115, 0.01 },
        { { 0, 0 }, { 0, 1 }, 111.19508, 0.001 },
        { { 179.5, 0 }, { -179.5, 0 }, 111.19508, 0.001 },
        { { 44.5136, 40.1776 }, { 49.8920, 40.3777 }, 456.2, 1 },    /* Yerevan, Baku */
        { { 105.8412, 21.0245 }, { 106.6602, 10.7626 }, 1144.6, 3 }, /* Hanoi, Saigon */
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        CHECK_NEAR(geo_distance_km(known[i].a, known[i].b), known[i].km,
                   known[i].tolerance);
        CHECK_NEAR(geo_distance_km(known[i].b, known[i].a), known[i].km,
                   known[i].tolerance);
    }
}

TEST(geo_bearings_are_clockwise_from_north)
{
    CHECK_NEAR(geo_bearing((geo_lonlat){ 0, 0 }, (geo_lonlat){ 0, 10 }), 0, 1e-9);
    CHECK_NEAR(geo_bearing((geo_lonlat){ 0, 0 }, (geo_lonlat){ 10, 0 }), 90, 1e-9);
    CHECK_NEAR(geo_bearing((geo_lonlat){ 0, 0 }, (geo_lonlat){ 0, -10 }), 180, 1e-9);
    CHECK_NEAR(geo_bearing((geo_lonlat){ 179, 0 }, (geo_lonlat){ -179, 0 }), 90, 1e-9);
    CHECK_NEAR(geo_bearing((geo_lonlat){ -179, 0 }, (geo_lonlat){ 179, 0 }), 270, 1e-9);
}

TEST(geo_toward_arrives_where_distance_and_bearing_say_for_any_start)
{
    uint64_t seed = 99;
    for (int i = 0; i < 2000; i++) {
        geo_lonlat from = { lon_of(&seed), lat_of(&seed) * 0.98 };
        double bearing = rng_unit(&seed) * 360, km = 1 + rng_unit(&seed) * 9000;
        geo_lonlat to = geo_toward(from, bearing, km);
        CHECK(to.lon >= -180 && to.lon < 180 && to.lat >= -90 && to.lat <= 90);
        CHECK_NEAR(geo_distance_km(from, to), km, 1e-6);
        double back = geo_bearing(from, to);
        CHECK(back >= 0 && back < 360);
        double off = fabs(back - bearing);
        CHECK_NEAR(fmin(off, 360 - off), 0, 1e-4);
    }
}
