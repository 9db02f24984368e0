#include "geo/project.h"

#include "base/rng.h"
#include "base/str.h"
#include "geo/view.h"

#include "test.h"

#include <math.h>

static const geo_box CAUCASUS = { 40, 38, 51, 43.5 }, WORLD = { -180, -85, 180, 85 },
                     FIJI = { 176, -21, -178, -12 };

static geo_projector *opened(const char *definition, geo_box box)
{
    geo_projector *p;
    dateline_error err = { 0 };
    if (geo_projector_open(definition, box, &p, &err))
        TEST_FAIL("%s: %s", definition ? definition : "NULL", err.message);
    return p;
}

static geo_xy projected(const geo_projector *p, double lon, double lat)
{
    geo_xy at = { lon, lat };
    geo_project(p, &at, 1);
    return at;
}

/* Numbers from Snyder, "Map Projections - a Working Manual" (1987), appendix A, from
   the definitions of the EPSG codes, or from the closed form. */
TEST(project_gives_published_coordinates)
{
    static const struct {
        const char *definition;
        double lon, lat, x, y, tolerance;
    } known[] = {
        { "mercator", 0, 0, 0, 0, 1e-6 },
        { "mercator", 180, 85.0511287798066, 20037508.342789, 20037508.342789, 1e-2 },
        { "mercator", -180, -85.0511287798066, -20037508.342789, -20037508.342789, 1e-2 },
        { "mercator", 45, 60, 5009377.085697, 8399737.889818, 1e-3 },
        { "mercator", 0, 89.9, 0, 20037508.342789, 1e-2 },
        { "EPSG:3857", 45, 60, 5009377.085697, 8399737.889818, 1e-3 },
        { "epsg:3857", 45, 60, 5009377.085697, 8399737.889818, 1e-3 },
        /* UTM: the central meridian, and one degree east of it on the equator */
        { "EPSG:32638", 45, 0, 500000, 0, 1e-3 },
        { "EPSG:32638", 45, 40, 500000, 4427757.2187, 1e-2 },
        { "+proj=lcc +lat_1=33 +lat_2=45 +lat_0=23 +lon_0=-96 +ellps=clrk66", -75, 35,
          1894410.9, 1564649.5, 0.1 },
        { "+proj=aea +lat_1=29.5 +lat_2=45.5 +lat_0=23 +lon_0=-96 +ellps=clrk66", -75, 35,
          1885472.7, 1535925.0, 0.1 },
        { "+proj=laea +lat_0=40 +lon_0=-100 +ellps=clrk66", -110, 30, -965932.1,
          -1056814.9, 0.1 },
        { "+proj=ortho +lat_0=40 +lon_0=-100 +R=1", -110, 30, -0.1503837, -0.1651911,
          1e-7 },
        { "+proj=merc +ellps=clrk66 +lon_0=-180", -75, 35, 11688673.7, 4139145.6, 0.1 },
        /* Savric, Patterson and Jenny 2018: the pole line is 0.59 of the equator */
        { "+proj=eqearth +R=6371008.7714", 180, 0, 17243963.37, 0, 1 },
        { "+proj=eqearth +R=6371008.7714", 0, 90, 0, 8392929.69, 1 },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        geo_projector *p = opened(known[i].definition, CAUCASUS);
        geo_xy at = projected(p, known[i].lon, known[i].lat);
        geo_projector_close(p);
        if (!(hypot(at.x - known[i].x, at.y - known[i].y) <= known[i].tolerance * 1.5))
            TEST_FAIL("%s: %g %g is at %.4f %.4f, not %.4f %.4f", known[i].definition,
                      known[i].lon, known[i].lat, at.x, at.y, known[i].x, known[i].y);
    }
}

/* The closed form of Equal Earth on the sphere. */
TEST(project_equal_earth_follows_its_formula)
{
    geo_projector *p = opened("+proj=eqearth +R=6371008.7714", WORLD);
    uint64_t seed = 2;
    for (int i = 0; i < 200; i++) {
        double lon = rng_unit(&seed) * 358 - 179, lat = rng_unit(&seed) * 178 - 89;
        double rad = 3.14159265358979323846 / 180, m = sqrt(3) / 2;
        double t = asin(m * sin(lat * rad)), t2 = t * t, t6 = t2 * t2 * t2;
        double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
        double x =
            lon * rad * cos(t) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
        double y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
        geo_xy at = projected(p, lon, lat);
        CHECK_NEAR(at.x, x * 6371008.7714, 0.01);
        CHECK_NEAR(at.y, y * 6371008.7714, 0.01);
    }
    geo_projector_close(p);
}

TEST(project_and_back_is_the_same_place_for_any_projection)
{
    static const char *const names[] = { "auto",
                                         "mercator",
                                         "lambert",
                                         "albers",
                                         "azimuthal",
                                         "orthographic",
                                         "equal-earth",
                                         "EPSG:3857",
                                         "EPSG:32638",
                                         "+proj=robin",
                                         "+proj=moll +lon_0=150",
                                         "+proj=tmerc +lon_0=45 +ellps=WGS84" };
    static const geo_box boxes[] = { { 40, 38, 51, 43.5 },
                                     { 176, -21, -178, -12 },
                                     { -74.3, 40.4, -73.6, 41 },
                                     { 102, 8, 110, 24 } };
    uint64_t seed = 6;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t k = 0; k < 4; k++) {
            if (!strcmp(names[i], "EPSG:32638") || strstr(names[i], "tmerc"))
                if (k) /* far outside their zone they are undefined */
                    continue;
            geo_projector *p = opened(names[i], boxes[k]);
            geo_box b = boxes[k];
            for (int round = 0; round < 200; round++) {
                double lon = b.west + rng_unit(&seed) * geo_box_width(b);
                double lat = b.south + rng_unit(&seed) * (b.north - b.south);
                geo_lonlat back;
                geo_xy at = projected(p, lon, lat);
                CHECK(isfinite(at.x) && isfinite(at.y));
                CHECK(geo_unproject(p, at, &back));
                double off = geo_wrap_lon(back.lon - lon);
                if (!(fabs(off) < 1e-7 && fabs(back.lat - lat) < 1e-7))
                    TEST_FAIL("%s: %.9f %.9f comes back as %.9f %.9f", names[i], lon, lat,
                              back.lon, back.lat);
            }
            geo_projector_close(p);
        }
}

static const char *chosen(geo_box box)
{
    static char text[200];
    geo_projector *p = opened(NULL, box);
    snprintf(text, sizeof text, "%s", geo_projector_definition(p));
    geo_projector_close(p);
    return text;
}

TEST(project_auto_chooses_what_suits_the_area)
{
    CHECK(strstr(chosen(CAUCASUS), "+proj=lcc") != NULL);
    CHECK(strstr(chosen((geo_box){ -80, -5, -60, 7 }), "+proj=laea") != NULL);
    CHECK(strstr(chosen((geo_box){ -60, 70, 60, 90 }), "+proj=laea") != NULL);
    CHECK(strstr(chosen(WORLD), "+proj=eqearth") != NULL);
    CHECK(strstr(chosen(FIJI), "+lon_0=179 ") != NULL);
}

TEST(project_is_fitted_to_the_area)
{
    geo_projector *p = opened("lambert", (geo_box){ 40, 36, 50, 42 });
    CHECK_TEXT(geo_projector_definition(p), "+proj=lcc +lat_1=37 +lat_2=41 +lat_0=39 "
                                            "+lon_0=45 +ellps=WGS84 +units=m");
    geo_xy mid = projected(p, 45, 39);
    CHECK_NEAR(mid.x, 0, 1e-3);
    CHECK_NEAR(mid.y, 0, 1e-3);
    geo_projector_close(p);
}

TEST(project_refuses_what_is_no_projection_and_says_what_is)
{
    static const char *const wrong[] = { "mercater",
                                         "+proj=nonsense",
                                         "EPSG:99999999",
                                         "EPSG:",
                                         "lambert ",
                                         "+proj=lcc +lat_1=99",
                                         "+proj=longlat +ellps=WGS84",
                                         "EPSG:4326" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        geo_projector *p = NULL;
        dateline_error err = { 0 };
        if (geo_projector_open(wrong[i], CAUCASUS, &p, &err) != DATELINE_USAGE)
            TEST_FAIL("'%s' was taken for a projection", wrong[i]);
        CHECK(!p);
        CHECK(strstr(err.message, wrong[i]) != NULL);
        CHECK(strstr(err.message, "lambert") != NULL);
    }
}

TEST(project_of_what_is_no_point_is_no_point)
{
    static const char *const names[] = { "mercator", "lambert", "orthographic",
                                         "azimuthal", "equal-earth" };
    for (int i = 0; i < 5; i++) {
        geo_projector *p = opened(names[i], CAUCASUS);
        geo_lonlat out;
        geo_xy bad[] = { { NAN, 40 }, { 45, NAN }, { INFINITY, 40 }, { 45, -INFINITY } };
        geo_project(p, bad, 4);
        for (int k = 0; k < 4; k++) {
            CHECK(isnan(bad[k].x));
            CHECK(isnan(bad[k].y));
        }
        CHECK(!geo_unproject(p, (geo_xy){ NAN, 0 }, &out));
        CHECK(!geo_unproject(p, (geo_xy){ 0, INFINITY }, &out) || isfinite(out.lat));
        geo_project(p, NULL, 0);
        geo_projector_close(p);
    }
    geo_projector_close(NULL);
}

TEST(project_orthographic_has_no_other_side)
{
    geo_projector *p = opened("orthographic", CAUCASUS);
    geo_lonlat out;
    CHECK(isnan(projected(p, -135, -40).x));
    CHECK(!geo_unproject(p, (geo_xy){ 7e6, 0 }, &out));
    geo_projector_close(p);
}

TEST(project_has_the_poles_where_it_can)
{
    geo_projector *p = opened("azimuthal", (geo_box){ -60, 60, 60, 90 });
    geo_xy a = projected(p, -50, 90), b = projected(p, 120, 90);
    CHECK_NEAR(hypot(a.x - b.x, a.y - b.y), 0, 1e-3);
    geo_projector_close(p);
    p = opened("mercator", WORLD);
    CHECK_NEAR(projected(p, 0, 90).y, 20037508.34, 0.01);
    CHECK_NEAR(projected(p, 0, -90).y, -20037508.34, 0.01);
    geo_projector_close(p);
}

TEST(project_says_where_it_cuts_the_globe)
{
    static const struct {
        const char *definition;
        geo_box box;
        bool cut;
        double meridian;
    } known[] = {
        { "equal-earth", { -180, -80, 180, 80 }, true, -180 },
        { "equal-earth", { 90, -40, -90, 40 }, true, 0 },
        { "mercator", { 170, -20, -170, 20 }, true, 0 },
        { "+proj=robin +lon_0=150", { -180, -80, 180, 80 }, true, -30 },
        { "+proj=robin +lon_0=-100.5 +R=1", { -180, -80, 180, 80 }, true, 79.5 },
        { "+proj=robin", { -180, -80, 180, 80 }, true, -180 },
        { "lambert", { 40, 38, 51, 43 }, false, 0 },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double meridian = 999;
        geo_projector *p = opened(known[i].definition, known[i].box);
        CHECK_INT(geo_projector_cut(p, &meridian), known[i].cut);
        if (known[i].cut)
            CHECK_NEAR(meridian, known[i].meridian, 1e-9);
        geo_projector_close(p);
    }
}

/* -------------------------------------------------------------------- view */

static const geo_rect FRAME = { 18, 90, 1262, 900 };

static geo_view fitted(const geo_projector *p, geo_box box, double padding)
{
    geo_view v;
    dateline_error err = { 0 };
    if (geo_view_fit(p, box, FRAME, padding, &v, &err))
        TEST_FAIL("%s", err.message);
    return v;
}

static bool in_frame(geo_xy p, double margin)
{
    return p.x >= FRAME.x0 + margin && p.x <= FRAME.x1 - margin &&
           p.y >= FRAME.y0 + margin && p.y <= FRAME.y1 - margin;
}

TEST(view_shows_all_of_its_box_inside_the_padding_for_any_area)
{
    uint64_t seed = 12;
    for (int round = 0; round < 60; round++) {
        double w = 0.05 + rng_unit(&seed) * 60, h = 0.05 + rng_unit(&seed) * 30;
        double west = rng_unit(&seed) * 360 - 180, south = rng_unit(&seed) * 110 - 70;
        geo_box box = { geo_wrap_lon(west), south, geo_wrap_lon(west + w), south + h };
        geo_projector *p = opened(NULL, box);
        geo_view v = fitted(p, box, 40);
        for (int i = 0; i <= 20; i++)
            for (int k = 0; k <= 20; k++) {
                geo_lonlat at = { geo_wrap_lon(west + w * i / 20), south + h * k / 20 };
                geo_xy px;
                CHECK(geo_view_locate(&v, at, &px));
                if (!in_frame(px, 39))
                    TEST_FAIL("%g %g of %g %g %g %g falls at %g %g", at.lon, at.lat,
                              box.west, box.south, box.east, box.north, px.x, px.y);
            }
        geo_projector_close(p);
    }
}

TEST(view_box_covers_the_whole_frame_for_any_area)
{
    static const char *const names[] = { "auto",      "mercator",     "lambert",
                                         "azimuthal", "orthographic", "equal-earth" };
    uint64_t seed = 13;
    for (int round = 0; round < 120; round++) {
        double w = 0.05 + rng_unit(&seed) * 50, h = 0.05 + rng_unit(&seed) * 25;
        double west = rng_unit(&seed) * 360 - 180, south = 10 + rng_unit(&seed) * 40;
        geo_box box = { geo_wrap_lon(west), south, geo_wrap_lon(west + w), south + h };
        geo_projector *p = opened(names[round % 6], box);
        geo_view v = fitted(p, box, 30);
        for (int i = 0; i < 400; i++) {
            geo_xy px = { FRAME.x0 + rng_unit(&seed) * (FRAME.x1 - FRAME.x0),
                          FRAME.y0 + rng_unit(&seed) * (FRAME.y1 - FRAME.y0) };
            geo_lonlat at;
            if (!geo_view_unlocate(&v, px, &at))
                continue;
            if (!geo_box_has(v.box, at))
                TEST_FAIL("%s %g %g %g %g: %g %g is in the frame, not in the box "
                          "%g %g %g %g",
                          names[round % 6], box.west, box.south, box.east, box.north,
                          at.lon, at.lat, v.box.west, v.box.south, v.box.east,
                          v.box.north);
        }
        geo_projector_close(p);
    }
}

TEST(view_over_a_pole_covers_all_longitudes)
{
    geo_box arctic = { -180, 66, 180, 90 };
    geo_projector *p = opened("+proj=stere +lat_0=90 +ellps=WGS84", arctic);
    geo_view v = fitted(p, arctic, 20);
    geo_xy px;
    CHECK_NEAR(geo_box_width(v.box), 360, 0);
    CHECK_NEAR(v.box.north, 90, 0);
    CHECK(geo_view_locate(&v, (geo_lonlat){ 0, 90 }, &px));
    CHECK(in_frame(px, 100));
    geo_projector_close(p);
}

TEST(view_locates_and_unlocates_the_same_place)
{
    geo_projector *p = opened(NULL, FIJI);
    geo_view v = fitted(p, FIJI, 20);
    static const geo_lonlat places[] = { { 178.44, -18.14 },
                                         { -179.5, -16.8 },
                                         { -180, -15 } };
    for (int i = 0; i < 3; i++) {
        geo_xy px;
        geo_lonlat back;
        CHECK(geo_view_locate(&v, places[i], &px));
        CHECK(in_frame(px, 0));
        CHECK(geo_view_unlocate(&v, px, &back));
        CHECK_NEAR(geo_wrap_lon(back.lon - places[i].lon), 0, 1e-7);
        CHECK_NEAR(back.lat, places[i].lat, 1e-7);
        CHECK(back.lon >= -180 && back.lon < 180);
    }
    geo_projector_close(p);
}

TEST(view_pixels_are_as_long_as_they_say)
{
    geo_projector *p = opened(NULL, CAUCASUS);
    geo_view v = fitted(p, CAUCASUS, 20);
    geo_lonlat a, b;
    geo_xy mid = { (FRAME.x0 + FRAME.x1) / 2, (FRAME.y0 + FRAME.y1) / 2 };
    CHECK(geo_view_unlocate(&v, (geo_xy){ mid.x - 100, mid.y }, &a));
    CHECK(geo_view_unlocate(&v, (geo_xy){ mid.x + 100, mid.y }, &b));
    CHECK_NEAR(geo_view_km_per_px(&v, mid) / (geo_distance_km(a, b) / 200), 1, 0.002);
    geo_projector_close(p);
}

TEST(view_of_a_page_that_is_too_small_is_a_usage_error)
{
    geo_projector *p = opened(NULL, CAUCASUS);
    geo_view v;
    dateline_error err = { 0 };
    CHECK_INT(geo_view_fit(p, CAUCASUS, (geo_rect){ 0, 0, 40, 40 }, 20, &v, &err),
              DATELINE_USAGE);
    CHECK(strstr(err.message, "--size") != NULL);
    geo_projector_close(p);
}

TEST(view_of_one_point_is_not_magnified_without_end)
{
    geo_box point = { 45, 40, 45.0000001, 40.0000001 };
    geo_projector *p = opened(NULL, point);
    geo_view v = fitted(p, point, 20);
    CHECK_NEAR(v.m_per_px, 0.05, 1e-9);
    geo_projector_close(p);
}

/* ------------------------------------------------------------------- tiles */

TEST(view_tiles_of_a_box_hold_its_corners_at_every_zoom)
{
    uint64_t seed = 55;
    for (int round = 0; round < 500; round++) {
        int z = (int)rng_below(&seed, 23);
        double s = rng_unit(&seed) * 170 - 85, n = rng_unit(&seed) * 170 - 85;
        geo_box b = { rng_unit(&seed) * 360 - 180, fmin(s, n),
                      rng_unit(&seed) * 360 - 180, fmax(s, n) };
        geo_tiles t = geo_tiles_of(b, z);
        double side = ldexp(1, z);
        CHECK_INT(t.z, z);
        CHECK(t.x0 < side && t.x1 < side && t.y0 < side && t.y1 < side && t.y0 <= t.y1);
        CHECK_INT(t.x0 > t.x1 && b.west < b.east, 0);
        /* The edges of the first tile stand around the western edge. */
        double west = t.x0 / side * 360 - 180, east = (t.x1 + 1.0) / side * 360 - 180;
        CHECK(west <= b.west + 1e-9 && b.west < west + 360 / side + 1e-9);
        CHECK(east >= b.east - 1e-9 && b.east >= east - 360 / side - 1e-9);
        double rad = 3.14159265358979323846 / 180;
        double north = atan(sinh(3.14159265358979323846 * (1 - 2 * t.y0 / side))) / rad;
        double south =
            atan(sinh(3.14159265358979323846 * (1 - 2 * (t.y1 + 1.0) / side))) / rad;
        CHECK(north >= b.north - 1e-9 && south <= b.south + 1e-9);
    }
}

TEST(view_tiles_known_from_elsewhere)
{
    geo_tiles t = geo_tiles_of((geo_box){ -180, -90, 180, 90 }, 0);
    CHECK(t.x0 == 0 && t.y0 == 0 && t.x1 == 0 && t.y1 == 0);
    t = geo_tiles_of((geo_box){ -180, -90, 180, 90 }, 3);
    CHECK(t.x0 == 0 && t.y0 == 0 && t.x1 == 7 && t.y1 == 7);
    /* Yerevan at zoom 10 */
    t = geo_tiles_of((geo_box){ 44.51, 40.18, 44.51, 40.18 }, 10);
    CHECK_INT(t.x0, 638);
    CHECK_INT(t.y0, 386);
    t = geo_tiles_of((geo_box){ 177, -20, -178, -15 }, 4);
    CHECK_INT(t.x0, 15);
    CHECK_INT(t.x1, 0);
}

TEST(view_tiles_of_absurd_boxes_are_tiles)
{
    static const double absurd[] = { 1e300, -1e300, INFINITY, -INFINITY, NAN };
    for (int z = 0; z <= 22; z += 11)
        for (int i = 0; i < 5; i++) {
            geo_tiles t = geo_tiles_of(
                (geo_box){ absurd[i], absurd[i], absurd[4 - i], absurd[4 - i] }, z);
            uint32_t side = UINT32_C(1) << z;
            CHECK(t.x0 < side && t.x1 < side && t.y0 < side && t.y1 < side);
        }
}

TEST(view_of_a_tile_has_its_corners_at_the_corners_of_the_picture)
{
    geo_projector *p = opened("mercator", WORLD);
    geo_view v = geo_view_tiles(p, (geo_tiles){ 10, 638, 386, 639, 386 }, 512, 16);
    geo_lonlat corner;
    CHECK_NEAR(v.frame.x1, 1024, 0);
    CHECK_NEAR(v.frame.y1, 512, 0);
    CHECK(geo_view_unlocate(&v, (geo_xy){ 0, 0 }, &corner));
    CHECK_NEAR(corner.lon, 638 / 1024.0 * 360 - 180, 1e-9);
    CHECK(geo_box_has(v.box, corner));
    CHECK_NEAR(geo_box_width(v.box), (1024 + 32) / 512.0 * 360 / 1024, 1e-9);
    geo_projector_close(p);
}
