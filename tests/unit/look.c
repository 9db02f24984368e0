#include "look/hatch.h"

#include "look/shape.h"

#include "test.h"

#include <math.h>

/* The farthest that the outline reaches from c along x or y. */
static double reach_of(const shape *s, geo_xy c)
{
    double far = 0;
    geo_xy last = { 0, 0 };
    for (int i = 0, k = 0; i < s->n_ops; i++) {
        int n = s->ops[i] == SHAPE_CURVE ? 3 : s->ops[i] == SHAPE_CLOSE ? 0 : 1;
        const geo_xy *p = &s->points[k];
        for (int j = 0; j <= 8 && n; j++) {
            double t = j / 8.0, u = 1 - t;
            geo_xy at = p[0];
            if (n == 3) {
                at.x = u * u * u * last.x + 3 * u * u * t * p[0].x +
                       3 * u * t * t * p[1].x + t * t * t * p[2].x;
                at.y = u * u * u * last.y + 3 * u * u * t * p[0].y +
                       3 * u * t * t * p[1].y + t * t * t * p[2].y;
            }
            far = fmax(far, fmax(fabs(at.x - c.x), fabs(at.y - c.y)));
        }
        k += n;
        last = s->points[k - 1];
    }
    return far;
}

TEST(look_symbols_stay_inside_their_size)
{
    for (int i = 0; i < STYLE_SYMBOLS; i++)
        for (double size = 3; size <= 32; size += 1.3) {
            shape s;
            geo_xy at = { 100.3, 50.7 };

            symbol_outline((style_symbol)i, at, size, 0, &s);
            CHECK(s.n_ops > 2 && s.ops[s.n_ops - 1] == SHAPE_CLOSE);
            if (reach_of(&s, at) > size / 2 + 0.01)
                TEST_FAIL("symbol %d of %g reaches %g", i, size, reach_of(&s, at));
            symbol_outline((style_symbol)i, at, size, 1, &s);
            if (reach_of(&s, at) > size / 2 + 1)
                TEST_FAIL("fitted symbol %d of %g reaches %g", i, size, reach_of(&s, at));
        }
}

TEST(look_symbols_with_upright_edges_fit_the_pixels)
{
    const style_symbol fitted[] = { STYLE_BAR, STYLE_SQUARE, STYLE_PLUS, STYLE_GRID,
                                    STYLE_SQUARE_RING };
    for (size_t i = 0; i < sizeof fitted / sizeof *fitted; i++)
        for (double size = 4; size < 24; size += 0.7) {
            shape s;

            symbol_outline(fitted[i], (geo_xy){ 10.4, 20.9 }, size, 0.5, &s);

            for (int k = 0; k < s.n_points; k++) {
                CHECK_NEAR(fmod(s.points[k].x, 0.5), 0, 1e-9);
                CHECK_NEAR(fmod(s.points[k].y, 0.5), 0, 1e-9);
            }
        }
}

TEST(look_hatching_stays_inside_and_keeps_its_gap)
{
    arena a = { 0 };
    geo_xy p[] = { { 0, 0 },   { 100, 0 }, { 100, 100 }, { 0, 100 }, { 0, 0 },
                   { 30, 30 }, { 70, 30 }, { 70, 70 },   { 30, 70 }, { 30, 30 } };
    geo_path area = { p, (int[]){ 0, 5, 10 }, 10, 2 };

    geo_path lines = hatch_lines(&area, 5, 45, &a);

    CHECK(lines.n_parts > 30);
    double length = 0;
    for (int i = 0; i < lines.n_parts; i++) {
        geo_xy u = lines.points[2 * i], v = lines.points[2 * i + 1];
        geo_xy middle = { (u.x + v.x) / 2, (u.y + v.y) / 2 };
        CHECK(geo_inside(&area, middle));
        CHECK_NEAR(u.x + u.y, v.x + v.y, 1e-6);
        length += hypot(u.x - v.x, u.y - v.y);
    }
    CHECK_NEAR(length, (10000 - 1600) / 5.0, 40);
    arena_clear(&a);
}

TEST(look_hatching_of_nonsense_is_empty_or_ends)
{
    arena a = { 0 };
    geo_xy p[] = { { 0, 0 }, { NAN, 5 }, { 1e12, 1e12 }, { 3, INFINITY }, { 8, 9 } };
    geo_path area = { p, (int[]){ 0, 5 }, 5, 1 };
    geo_xy q[] = { { 0, 0 }, { 16000, 0 }, { 0, 16000 }, { 16000, 16000 }, { 0, 0 } };
    geo_path large = { q, (int[]){ 0, 5 }, 5, 1 };

    CHECK_INT(hatch_lines(&area, 0, 45, &a).n_parts, 0);
    CHECK_INT(hatch_lines(&area, NAN, 45, &a).n_parts, 0);
    hatch_lines(&area, 5, 30, &a);
    CHECK(hatch_lines(&large, 0.3, 0, &a).n_parts < 1000000);
    arena_clear(&a);
}
