#include "test.h"

#include "base/rng.h"
#include "geo/area.h"

#include <math.h>

/* A path of rings from coordinates; the first point of each is repeated here. */
static geo_path rings_of(arena *a, const double *xy, const int *sizes, int n)
{
    int total = 0;
    for (int i = 0; i < n; i++)
        total += sizes[i] + 1;
    geo_path p = { .points = arena_array(a, geo_xy, (size_t)total),
                   .parts = arena_array(a, int, (size_t)n + 1) };
    for (int i = 0; i < n; i++) {
        p.parts[p.n_parts++] = p.n_points;
        for (int k = 0; k <= sizes[i]; k++)
            p.points[p.n_points++] =
                (geo_xy){ xy[2 * (k % sizes[i])], xy[2 * (k % sizes[i]) + 1] };
        xy += 2 * sizes[i];
    }
    p.parts[n] = p.n_points;
    return p;
}

static double ring_area(const geo_path *p, int i)
{
    return geo_ring_area2(p->points + p->parts[i], p->parts[i + 1] - p->parts[i]) / 2;
}

static double total_area(const geo_path *p)
{
    double sum = 0;
    for (int i = 0; i < p->n_parts; i++)
        sum += ring_area(p, i);
    return sum;
}

/* The area under the even-odd rule, by counting unit cells. */
static double counted_area(const geo_path *p, int size)
{
    double n = 0;
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            n += geo_inside(p, (geo_xy){ x + 0.501, y + 0.499 });
    return n;
}

static geo_path snap(const geo_path *in, arena *a)
{
    geo_path out;
    geo_repair *r = geo_repair_new();
    CHECK_INT(geo_area_snap(r, in, a, &out, NULL), DATELINE_OK);
    geo_repair_free(r);
    return out;
}

TEST(area_snap_turns_the_outer_ring_clockwise_on_the_page)
{
    arena a = { 0 };
    geo_path in =
        rings_of(&a, (double[]){ 0, 0, 0, 10.2, 10.4, 9.8, 9.6, 0.2 }, (int[]){ 4 }, 1);

    geo_path out = snap(&in, &a);

    CHECK_INT(out.n_parts, 1);
    CHECK_INT(out.n_points, 5);
    CHECK_NEAR(ring_area(&out, 0), 100, 0);
    arena_clear(&a);
}

TEST(area_snap_puts_holes_after_their_rings_and_islands_after_those)
{
    arena a = { 0 };
    const double xy[] = { 40, 40, 60, 40, 60, 60, 40, 60, /* island in the lake */
                          20, 20, 80, 20, 80, 80, 20, 80, /* lake */
                          0,  0,  99, 0,  99, 99, 0,  99 };
    geo_path in = rings_of(&a, xy, (int[]){ 4, 4, 4 }, 3);

    geo_path out = snap(&in, &a);

    CHECK_INT(out.n_parts, 3);
    CHECK_NEAR(ring_area(&out, 0), 400, 0);
    CHECK_NEAR(ring_area(&out, 1), 99 * 99, 0);
    CHECK_NEAR(ring_area(&out, 2), -3600, 0);
    arena_clear(&a);
}

TEST(area_snap_drops_what_rounds_to_nothing)
{
    arena a = { 0 };
    const double xy[] = { 0, 0, 50, 0.3, 50, 0.4, 5, 5, 5.2, 5, 5.2, 5.3 };
    geo_path in = rings_of(&a, xy, (int[]){ 3, 3 }, 2);

    geo_path out = snap(&in, &a);

    CHECK_INT(out.n_parts, 0);
    arena_clear(&a);
}

TEST(area_snap_removes_spikes_and_straight_corners)
{
    arena a = { 0 };
    const double xy[] = { 5, 0, 10, 0, 10, 5, 20, 5, 10, 5, 10, 10, 0, 10, 0, 0 };
    geo_path in = rings_of(&a, xy, (int[]){ 8 }, 1);

    geo_path out = snap(&in, &a);

    CHECK_INT(out.n_parts, 1);
    CHECK_INT(out.n_points, 5);
    CHECK_NEAR(ring_area(&out, 0), 100, 0);
    arena_clear(&a);
}

TEST(area_snap_makes_two_rings_of_a_bow_tie)
{
    arena a = { 0 };
    geo_path in = rings_of(&a, (double[]){ 0, 0, 20, 20, 20, 0, 0, 20 }, (int[]){ 4 }, 1);

    geo_path out = snap(&in, &a);

    CHECK_INT(out.n_parts, 2);
    CHECK_NEAR(ring_area(&out, 0), 100, 0);
    CHECK_NEAR(ring_area(&out, 1), 100, 0);
    arena_clear(&a);
}

TEST(area_snap_takes_a_ring_that_touches_itself_apart)
{
    arena a = { 0 };
    /* A band around a square hole, closed by a bridge that is walked twice, as
       clipping leaves them. */
    const double xy[] = { 0,  0,  30, 0,  30, 30, 0,  30, 0, 10,
                          10, 10, 10, 20, 20, 20, 20, 10, 0, 10 };
    geo_path in = rings_of(&a, xy, (int[]){ 10 }, 1);

    geo_path out = snap(&in, &a);

    CHECK_NEAR(total_area(&out), 800, 0);
    CHECK_INT(out.n_parts, 2);
    CHECK(ring_area(&out, 0) > 0);
    CHECK(ring_area(&out, 1) < 0);
    arena_clear(&a);
}

TEST(area_snap_refuses_coordinates_beyond_the_grid)
{
    arena a = { 0 };
    dateline_error err = { 0 };
    geo_path out, in = rings_of(&a, (double[]){ 0, 0, 1e12, 0, 1, 1 }, (int[]){ 3 }, 1);
    geo_repair *r = geo_repair_new();

    CHECK_INT(geo_area_snap(r, &in, &a, &out, &err), DATELINE_LIMIT);
    CHECK_INT(out.n_parts, 0);
    geo_repair_free(r);
    arena_clear(&a);
}

TEST(area_band_is_what_lies_near_the_lines)
{
    arena a = { 0 };
    geo_path lines =
        rings_of(&a, (double[]){ 10, 10, 50, 10, 50, 40, 100, 100 }, (int[]){ 3, 1 }, 2);
    lines.parts[1] = 3; /* open: without the points that close a ring */
    lines.parts[2] = 4;
    lines.points[3] = (geo_xy){ 100, 100 };
    lines.n_points = 4;
    geo_repair *r = geo_repair_new();
    geo_path out;

    CHECK_INT(geo_area_band(r, &lines, 5, &a, &out, NULL), DATELINE_OK);

    CHECK(geo_inside(&out, (geo_xy){ 30, 14 }) && geo_inside(&out, (geo_xy){ 54, 30 }));
    CHECK(geo_inside(&out, (geo_xy){ 6, 10 }) && geo_inside(&out, (geo_xy){ 50, 44 }));
    CHECK(!geo_inside(&out, (geo_xy){ 30, 16 }) && !geo_inside(&out, (geo_xy){ 44, 30 }));
    CHECK(!geo_inside(&out, (geo_xy){ 100, 100 })); /* a point is no line */
    CHECK(total_area(&out) > 700 && total_area(&out) < 800);

    lines.n_parts = 0;
    CHECK_INT(geo_area_band(r, &lines, 5, &a, &out, NULL), DATELINE_OK);
    CHECK_INT(out.n_parts, 0);
    geo_repair_free(r);
    arena_clear(&a);
}

TEST(area_clip_leaves_no_edges_on_each_other)
{
    arena a = { 0 };
    /* A U whose legs are inside and whose bridge is not. */
    const double xy[] = { 0, 0, 30, 0, 30, 10, 10, 10, 10, 20, 30, 20, 30, 30, 0, 30 };
    geo_path in = rings_of(&a, xy, (int[]){ 8 }, 1);

    geo_path out = geo_area_clip(&in, (geo_rect){ 20, -5, 50, 50 }, &a);

    CHECK_INT(out.n_parts, 2);
    CHECK_INT(out.n_points, 10);
    CHECK_NEAR(fabs(ring_area(&out, 0)), 100, 1e-9);
    CHECK_NEAR(fabs(ring_area(&out, 1)), 100, 1e-9);
    arena_clear(&a);
}

TEST(area_clip_fills_the_rectangle_of_an_area_around_it)
{
    arena a = { 0 };
    const double xy[] = { 0, 0, 99, 0, 99, 99, 0, 99, 45, 45, 55, 45, 55, 55, 45, 55 };
    geo_path in = rings_of(&a, xy, (int[]){ 4, 4 }, 2);

    geo_path out = geo_area_clip(&in, (geo_rect){ 50, 20, 60, 90 }, &a);
    geo_path none = geo_area_clip(&in, (geo_rect){ 120, 20, 130, 90 }, &a);

    CHECK_NEAR(counted_area(&out, 99), 10 * 70 - 5 * 10, 0);
    CHECK_INT(none.n_parts, 0);
    arena_clear(&a);
}

TEST(area_clip_is_the_even_odd_area_inside_for_any_rings)
{
    uint64_t seed = 5;
    for (int round = 0; round < 300; round++) {
        arena a = { 0 };
        double xy[2 * 3 * 12];
        int sizes[3], n = 1 + (int)rng_below(&seed, 3), at = 0;
        for (int i = 0; i < n; i++) {
            sizes[i] = 3 + (int)rng_below(&seed, 9);
            for (int k = 0; k < 2 * sizes[i]; k++)
                xy[at++] = floor(rng_unit(&seed) * 20) * 2;
        }
        geo_path in = rings_of(&a, xy, sizes, n);
        geo_rect r = { 10, 8, 30, 33 };

        geo_path out = geo_area_clip(&in, r, &a);

        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 40; x++) {
                geo_xy p = { x + 0.50123457, y + 0.4971317 };
                bool inside = p.x > r.x0 && p.x < r.x1 && p.y > r.y0 && p.y < r.y1;
                CHECK_INT(geo_inside(&out, p), inside && geo_inside(&in, p));
            }
        for (int i = 0; i < out.n_points; i++)
            CHECK(out.points[i].x >= r.x0 && out.points[i].x <= r.x1 &&
                  out.points[i].y >= r.y0 && out.points[i].y <= r.y1);
        arena_clear(&a);
    }
}

static int side(geo_xy a, geo_xy b, geo_xy c)
{
    double v = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    return (v > 0) - (v < 0);
}

static bool proper_crossing(const geo_path *p)
{
    for (int i = 0; i + 1 < p->n_points; i++)
        for (int k = i + 1; k + 1 < p->n_points; k++) {
            geo_xy a = p->points[i], b = p->points[i + 1], c = p->points[k],
                   d = p->points[k + 1];
            bool ends = false;
            for (int r = 1; r <= p->n_parts; r++)
                ends = ends || i + 1 == p->parts[r] || k + 1 == p->parts[r];
            if (!ends && side(a, b, c) * side(a, b, d) < 0 &&
                side(c, d, a) * side(c, d, b) < 0)
                return true;
        }
    return false;
}

TEST(area_snap_leaves_no_crossings_for_any_rings)
{
    uint64_t seed = 20;
    for (int round = 0; round < 300; round++) {
        arena a = { 0 };
        double xy[2 * 3 * 12];
        int sizes[3], n = 1 + (int)rng_below(&seed, 3), at = 0;
        for (int i = 0; i < n; i++) {
            sizes[i] = 3 + (int)rng_below(&seed, 9);
            for (int k = 0; k < 2 * sizes[i]; k++)
                xy[at++] = rng_unit(&seed) * 40;
        }
        geo_path in = rings_of(&a, xy, sizes, n);

        geo_path out = snap(&in, &a);

        CHECK(!proper_crossing(&out));
        for (int i = 0; i < out.n_parts; i++)
            CHECK(ring_area(&out, i) != 0);
        if (out.n_parts)
            CHECK(ring_area(&out, 0) > 0);
        for (int i = 0; i < out.n_points; i++)
            CHECK(out.points[i].x == floor(out.points[i].x));
        /* Rounding moves an edge by half a unit at most. */
        CHECK_NEAR(total_area(&out), counted_area(&in, 40), 260);
        arena_clear(&a);
    }
}
