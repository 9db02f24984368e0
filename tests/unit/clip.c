#include "geo/clip.h"

#include "base/rng.h"

#include "test.h"

#include <math.h>

static const geo_rect R = { 0, 0, 100, 80 }, ODD = { 1.1, 2.3, 97.7, 79.9 };

enum { MOST = 64 };

typedef struct drawing {
    geo_xy points[MOST];
    int parts[8];
    geo_path path;
} drawing;

static void add_part(drawing *d, const geo_xy *points, int n)
{
    d->path.points = d->points;
    d->path.parts = d->parts;
    d->parts[d->path.n_parts++] = d->path.n_points;
    for (int i = 0; i < n; i++)
        d->points[d->path.n_points++] = points[i];
    d->parts[d->path.n_parts] = d->path.n_points;
}

static geo_xy anywhere(uint64_t *seed)
{
    /* Whole numbers often, so that points fall on edges and corners. */
    if (rng_below(seed, 2))
        return (geo_xy){ rng_below(seed, 15) * 10.0 - 20,
                         rng_below(seed, 13) * 10.0 - 20 };
    return (geo_xy){ rng_unit(seed) * 160 - 30, rng_unit(seed) * 140 - 30 };
}

static bool inside(const geo_path *p, geo_rect r)
{
    for (int i = 0; i < p->n_points; i++)
        if (!(p->points[i].x >= r.x0 && p->points[i].x <= r.x1 &&
              p->points[i].y >= r.y0 && p->points[i].y <= r.y1))
            return false;
    return true;
}

static bool same(const geo_path *a, const geo_path *b)
{
    if (a->n_parts != b->n_parts || a->n_points != b->n_points)
        return false;
    for (int i = 0; i < a->n_points; i++)
        if (a->points[i].x != b->points[i].x || a->points[i].y != b->points[i].y)
            return false;
    for (int i = 0; i <= a->n_parts && a->n_parts; i++)
        if (a->parts[i] != b->parts[i])
            return false;
    return true;
}

static double length(const geo_path *p)
{
    double sum = 0;
    for (int i = 0; i < p->n_parts; i++)
        for (int k = p->parts[i]; k + 1 < p->parts[i + 1]; k++)
            sum += hypot(p->points[k + 1].x - p->points[k].x,
                         p->points[k + 1].y - p->points[k].y);
    return sum;
}

TEST(clip_line_that_crosses_is_cut_at_both_edges)
{
    arena a = { 0 };
    drawing d = { 0 };
    add_part(&d, (geo_xy[]){ { -50, 40 }, { 150, 40 } }, 2);

    geo_path out = geo_clip_lines(&d.path, R, &a);

    CHECK_INT(out.n_parts, 1);
    CHECK_INT(out.n_points, 2);
    CHECK(out.points[0].x == 0 && out.points[0].y == 40);
    CHECK(out.points[1].x == 100 && out.points[1].y == 40);
    arena_clear(&a);
}

TEST(clip_line_that_comes_back_is_two_lines)
{
    arena a = { 0 };
    drawing d = { 0 };
    add_part(&d, (geo_xy[]){ { 50, 40 }, { 150, 40 }, { 150, 60 }, { 50, 60 } }, 4);

    geo_path out = geo_clip_lines(&d.path, R, &a);

    CHECK_INT(out.n_parts, 2);
    CHECK_INT(out.parts[1], 2);
    CHECK_NEAR(length(&out), 100, 1e-9);
    arena_clear(&a);
}

TEST(clip_line_outside_leaves_nothing)
{
    arena a = { 0 };
    drawing d = { 0 };
    add_part(&d, (geo_xy[]){ { -50, 40 }, { 50, -40 }, { 200, -40 } }, 3);
    add_part(&d, (geo_xy[]){ { 5, 5 } }, 1);
    add_part(&d, NULL, 0);

    geo_path out = geo_clip_lines(&d.path, R, &a);

    CHECK_INT(out.n_parts, 0);
    CHECK_INT(out.n_points, 0);
    arena_clear(&a);
}

TEST(clip_line_ends_where_there_is_no_point)
{
    arena a = { 0 };
    drawing d = { 0 };
    add_part(&d, (geo_xy[]){ { 1, 1 }, { 2, 2 }, { NAN, NAN }, { 3, 3 }, { 4, 4 } }, 5);

    geo_path out = geo_clip_lines(&d.path, R, &a);

    CHECK_INT(out.n_parts, 2);
    CHECK_INT(out.n_points, 4);
    arena_clear(&a);
}

TEST(clip_lines_twice_is_clip_once_and_stays_inside_for_any_lines)
{
    uint64_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        arena a = { 0 };
        drawing d = { 0 };
        geo_rect r = round % 2 ? R : ODD;
        for (int part = 0; part < 3; part++) {
            geo_xy points[16];
            int n = 2 + (int)rng_below(&seed, 10);
            for (int i = 0; i < n; i++)
                points[i] = anywhere(&seed);
            add_part(&d, points, n);
        }
        geo_path once = geo_clip_lines(&d.path, r, &a);
        geo_path twice = geo_clip_lines(&once, r, &a);
        CHECK(inside(&once, r));
        CHECK(same(&once, &twice));
        CHECK(length(&once) <= length(&d.path) + 1e-9);
        arena_clear(&a);
    }
}

/* What is cut off and what is kept is the whole. */
TEST(clip_lines_on_both_sides_of_an_edge_make_the_whole_for_any_line)
{
    uint64_t seed = 17;
    geo_rect left = { -1000, -1000, 50, 1000 }, right = { 50, -1000, 1000, 1000 };
    for (int round = 0; round < 500; round++) {
        arena a = { 0 };
        drawing d = { 0 };
        geo_xy points[12];
        for (int i = 0; i < 12; i++)
            points[i] = (geo_xy){ rng_unit(&seed) * 160 - 30, rng_unit(&seed) * 100 };
        add_part(&d, points, 12);
        geo_path l = geo_clip_lines(&d.path, left, &a);
        geo_path r = geo_clip_lines(&d.path, right, &a);
        CHECK_NEAR(length(&l) + length(&r), length(&d.path), 1e-6);
        arena_clear(&a);
    }
}

TEST(clip_ring_around_the_rectangle_becomes_the_rectangle)
{
    arena a = { 0 };
    drawing d = { 0 };
    add_part(&d,
             (geo_xy[]){ { -9, -9 }, { 109, -9 }, { 109, 89 }, { -9, 89 }, { -9, -9 } },
             5);

    geo_path out = geo_clip_rings(&d.path, R, &a);

    CHECK_INT(out.n_parts, 1);
    CHECK_INT(out.n_points, 5);
    CHECK_NEAR(geo_ring_area2(out.points, 5), 2 * 8000, 1e-9);
    arena_clear(&a);
}

TEST(clip_ring_that_is_none_is_dropped)
{
    arena a = { 0 };
    drawing d = { 0 };
    add_part(&d, (geo_xy[]){ { 1, 1 }, { 5, 5 }, { 1, 1 } }, 3);
    add_part(&d, (geo_xy[]){ { 1, 1 }, { 9, NAN }, { 9, 9 }, { 1, 1 } }, 4);
    add_part(&d, (geo_xy[]){ { 201, 1 }, { 209, 5 }, { 209, 9 }, { 201, 1 } }, 4);

    geo_path out = geo_clip_rings(&d.path, R, &a);

    CHECK_INT(out.n_parts, 0);
    arena_clear(&a);
}

static void add_star(drawing *d, uint64_t *seed)
{
    geo_xy points[18], mid = anywhere(seed);
    int n = 3 + (int)rng_below(seed, 14);
    for (int i = 0; i < n; i++) {
        double t = 6.28318530717958648 * i / n, r = 5 + rng_unit(seed) * 90;
        points[i] = (geo_xy){ mid.x + r * cos(t), mid.y + r * sin(t) };
    }
    points[n] = points[0];
    add_part(d, points, n + 1);
}

TEST(clip_rings_twice_is_clip_once_and_stays_inside_for_any_rings)
{
    uint64_t seed = 2;
    for (int round = 0; round < 3000; round++) {
        arena a = { 0 };
        drawing d = { 0 };
        geo_rect r = round % 2 ? R : ODD;
        for (int part = 0; part < 3; part++)
            add_star(&d, &seed);
        geo_path once = geo_clip_rings(&d.path, r, &a);
        geo_path twice = geo_clip_rings(&once, r, &a);
        CHECK(inside(&once, r));
        CHECK(same(&once, &twice));
        for (int i = 0; i < once.n_parts; i++) {
            geo_xy first = once.points[once.parts[i]];
            geo_xy last = once.points[once.parts[i + 1] - 1];
            CHECK(first.x == last.x && first.y == last.y);
        }
        arena_clear(&a);
    }
}

TEST(clip_rings_keeps_what_is_inside_inside_for_any_star)
{
    uint64_t seed = 23;
    for (int round = 0; round < 500; round++) {
        arena a = { 0 };
        drawing d = { 0 };
        add_star(&d, &seed);
        geo_path out = geo_clip_rings(&d.path, R, &a);
        for (int i = 0; i < 50; i++) {
            geo_xy p = { rng_unit(&seed) * 100, rng_unit(&seed) * 80 };
            CHECK_INT(geo_inside(&out, p), geo_inside(&d.path, p));
        }
        arena_clear(&a);
    }
}

TEST(clip_ring_that_zigzags_over_every_edge_fits_in_its_room)
{
    enum { TEETH = 400 };
    arena a = { 0 };
    geo_xy *points = arena_array(&a, geo_xy, 2 * TEETH + 2);
    int parts[2] = { 0, 2 * TEETH + 1 };
    for (int i = 0; i < 2 * TEETH; i++) {
        double t = 6.28318530717958648 * i / (2 * TEETH), r = i % 2 ? 39 : 71;
        points[i] = (geo_xy){ 50 + r * cos(t), 40 + r * sin(t) };
    }
    points[2 * TEETH] = points[0];
    geo_path in = { points, parts, 2 * TEETH + 1, 1 };

    geo_path out = geo_clip_rings(&in, R, &a);

    CHECK_INT(out.n_parts, 1);
    CHECK(inside(&out, R));
    arena_clear(&a);
}

TEST(clip_survives_coordinates_as_large_as_they_get)
{
    static const double wild[] = { 1e308, -1e308, 1e200, 0, 50, -1e-300 };
    uint64_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        arena a = { 0 };
        drawing d = { 0 };
        geo_xy points[8];
        for (int i = 0; i < 7; i++)
            points[i] = (geo_xy){ wild[rng_below(&seed, 6)], wild[rng_below(&seed, 6)] };
        points[7] = points[0];
        add_part(&d, points, 8);
        geo_path rings = geo_clip_rings(&d.path, R, &a);
        geo_path lines = geo_clip_lines(&d.path, R, &a);
        CHECK(inside(&rings, R));
        CHECK(inside(&lines, R));
        arena_clear(&a);
    }
}

TEST(thin_keeps_ends_and_adds_nothing_for_any_line)
{
    uint64_t seed = 41;
    for (int round = 0; round < 1000; round++) {
        arena a = { 0 };
        drawing d = { 0 };
        for (int part = 0; part < 3; part++) {
            geo_xy points[12];
            int n = 2 + (int)rng_below(&seed, 10);
            for (int i = 0; i < n; i++)
                points[i] = (geo_xy){ rng_unit(&seed) * 10, rng_unit(&seed) * 10 };
            add_part(&d, points, n);
        }
        drawing before = d;
        geo_thin(&d.path, 4, false);
        CHECK_INT(d.path.n_parts, 3);
        CHECK(d.path.n_points <= before.path.n_points);
        CHECK_INT(d.parts[3], d.path.n_points);
        for (int i = 0; i < 3; i++) {
            geo_xy was[2] = { before.points[before.parts[i]],
                              before.points[before.parts[i + 1] - 1] };
            geo_xy is[2] = { d.points[d.parts[i]], d.points[d.parts[i + 1] - 1] };
            for (int k = 0; k < 2; k++)
                CHECK(was[k].x == is[k].x && was[k].y == is[k].y);
            for (int k = d.parts[i] + 1; k + 1 < d.parts[i + 1]; k++)
                CHECK(hypot(d.points[k].x - d.points[k - 1].x,
                            d.points[k].y - d.points[k - 1].y) >= 4 - 1e-9);
        }
        arena_clear(&a);
    }
}

TEST(thin_drops_rings_that_collapse)
{
    drawing d = { 0 };
    add_part(&d, (geo_xy[]){ { 0, 0 }, { 0.1, 0 }, { 0.1, 0.1 }, { 0, 0 } }, 4);
    add_part(&d, (geo_xy[]){ { 0, 0 }, { 9, 0 }, { 9, 9 }, { 0, 0 } }, 4);

    geo_thin(&d.path, 1, true);

    CHECK_INT(d.path.n_parts, 1);
    CHECK_INT(d.path.n_points, 4);
    CHECK_NEAR(d.points[1].x, 9, 0);
}

TEST(ring_area_is_positive_when_it_winds_clockwise_on_the_page)
{
    geo_xy right_down[] = { { 0, 0 }, { 4, 0 }, { 4, 3 }, { 0, 3 }, { 0, 0 } };
    geo_xy back[] = { { 0, 0 }, { 0, 3 }, { 4, 3 }, { 4, 0 }, { 0, 0 } };
    CHECK_NEAR(geo_ring_area2(right_down, 5), 24, 0);
    CHECK_NEAR(geo_ring_area2(back, 5), -24, 0);
    CHECK_NEAR(geo_ring_area2(NULL, 0), 0, 0);
}

TEST(inner_point_of_a_square_is_its_middle)
{
    drawing d = { 0 };
    geo_xy at = { 0, 0 };
    double clearance;
    add_part(&d, (geo_xy[]){ { 0, 0 }, { 90, 0 }, { 90, 90 }, { 0, 90 }, { 0, 0 } }, 5);

    CHECK(geo_inner_point(&d.path, &at, &clearance));

    CHECK_NEAR(at.x, 45, 2);
    CHECK_NEAR(at.y, 45, 2);
    CHECK_NEAR(clearance, 45, 2);
}

TEST(inner_point_keeps_off_holes)
{
    drawing d = { 0 };
    geo_xy at = { 0, 0 };
    double clearance;
    add_part(&d, (geo_xy[]){ { 0, 0 }, { 90, 0 }, { 90, 90 }, { 0, 90 }, { 0, 0 } }, 5);
    add_part(&d, (geo_xy[]){ { 20, 10 }, { 80, 10 }, { 80, 80 }, { 20, 80 }, { 20, 10 } },
             5);

    CHECK(geo_inner_point(&d.path, &at, &clearance));

    CHECK(geo_inside(&d.path, at));
    CHECK(clearance > 8);
}

/* The search looked at the width alone once and stopped too early here. */
TEST(inner_point_of_a_narrow_area_is_found_in_its_wide_part)
{
    drawing d = { 0 };
    geo_xy at = { 0, 0 };
    double clearance;
    geo_xy ring[] = { { 0, 0 },   { 2, 0 },   { 2, 150 }, { 18, 180 },
                      { 2, 210 }, { 0, 300 }, { 0, 0 } };
    add_part(&d, ring, 7);

    CHECK(geo_inner_point(&d.path, &at, &clearance));

    CHECK(geo_inside(&d.path, at));
    CHECK_NEAR(at.y, 180, 2);
    CHECK(clearance > 7.8);
}

TEST(inner_point_of_what_is_no_area_is_none)
{
    static const double odd[] = { 5, NAN, INFINITY };
    for (int i = 0; i < 3; i++)
        for (int n = 0; n <= 4; n++) {
            drawing d = { 0 };
            geo_xy at = { 0, 0 }, points[4];
            double clearance;
            for (int k = 0; k < 4; k++)
                points[k] = (geo_xy){ k ? odd[i] : 5, 5 };
            add_part(&d, points, n);
            CHECK(!geo_inner_point(&d.path, &at, &clearance));
        }
}
