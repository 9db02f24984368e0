#include "base/rng.h"
#include "base/squeeze.h"
#include "look/hatch.h"
#include "look/shape.h"
#include "pdf/file.h"
#include "png/join.h"
#include "raster/ink.h"
#include "svg/parts.h"

#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <zlib.h>

/* ---- joining ----------------------------------------------------------------- */

enum { JOINED = 300000 };

/* Text-like, noise, or one byte only: blocks of all three kinds. */
static void fill_bytes(unsigned char *at, size_t n, int how)
{
    uint64_t seed = 7;
    for (size_t i = 0; i < n; i++) {
        double v = rng_unit(&seed);
        at[i] = how == 0   ? 0
                : how == 1 ? (unsigned char)(v * 256)
                           : (unsigned char)(97 + 20 * v * v * v);
        if (how == 2 && i > 300 && v < 0.3) {
            size_t from = i - 1 - (size_t)(rng_unit(&seed) * 290);
            for (int k = 0; k < 20 && i < n; k++)
                at[i++] = at[from++];
            i--;
        }
    }
}

TEST(render_joined_pieces_are_one_stream)
{
    static unsigned char bytes[JOINED], back[JOINED];
    static const size_t cuts[] = { 0, 1, 1, 40, 5000, 5003, 131072, 250000, JOINED };
    for (int how = 0; how < 3; how++)
        for (int level = 1; level < 10; level += 4) {
            fill_bytes(bytes, JOINED, how);
            buf b = { 0 };
            uint32_t adler = 1;
            squeeze *z = squeeze_new(level);
            buf_add(&b, "\x78\x01", 2);
            for (size_t i = 1; i < sizeof cuts / sizeof *cuts; i++) {
                str part = { (const char *)bytes + cuts[i - 1], cuts[i] - cuts[i - 1] };
                size_t from = b.len;
                CHECK_INT(squeeze_raw(z, part, &b, NULL), DATELINE_OK);
                adler = join_adler32(adler, squeeze_adler32(1, part), part.len);
                CHECK(cuts[i] == JOINED || join_open(&b, from));
            }
            buf_add_u32be(&b, adler);
            squeeze_free(z);
            uLongf n = JOINED;
            CHECK_INT(uncompress(back, &n, b.at, b.len), Z_OK);
            CHECK_INT(n, JOINED);
            CHECK(!memcmp(bytes, back, JOINED));
            buf_clear(&b);
        }
}

TEST(render_joining_refuses_what_is_no_stream)
{
    uint64_t seed = 3;
    unsigned char noise[200];
    for (int round = 0; round < 2000; round++) {
        buf b = { 0 };
        for (size_t i = 0; i < sizeof noise; i++)
            noise[i] = (unsigned char)(rng_unit(&seed) * 256);
        buf_add(&b, noise, (size_t)(rng_unit(&seed) * sizeof noise));
        size_t before = b.len;
        if (!join_open(&b, 0)) {
            CHECK_INT(b.len, before);
            CHECK(!before || !memcmp(b.at, noise, before));
        }
        buf_clear(&b);
    }
}

/* ---- PDF --------------------------------------------------------------------- */

TEST(render_pdf_numbers_are_short_and_finite)
{
    buf b = { 0 };
    double values[] = { 0, -0.001, 0.5, -0.25, 12, 100.1, 1.005, NAN, INFINITY, -1e300 };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        pdf_num(&b, values[i]);
    CHECK_STR(buf_str(&b), " 0 0 .5 -.25 12 100.1 1 0 0 -32000");
    b.len = 0;
    pdf_text(&b, STR("Đà (\xF0\x9D\x84\x9E)"));
    CHECK_STR(buf_str(&b), "<FEFF011000E000200028D834DD1E0029>");
    buf_clear(&b);
}

/* ---- ink ------------------------------------------------------------------- */

TEST(render_ink_leaves_holes_and_joins_overlaps)
{
    arena a = { 0 };
    uint32_t px[20 * 20] = { 0 };
    ink k = ink_new(&(ink_canvas){ px, 20, 20, 1, { 0, 0 } }, &a);
    geo_xy p[] = { { 2, 2 }, { 18, 2 }, { 18, 18 }, { 2, 18 }, { 2, 2 },
                   { 6, 6 }, { 14, 6 }, { 14, 14 }, { 6, 14 }, { 6, 6 } };
    geo_path rings = { p, (int[]){ 0, 5, 10 }, 10, 2 };

    ink_fill(&k, &rings, 0xFFFFFFFF, 1);

    CHECK_INT(px[3 * 20 + 3] & 0xFFFFFF, 0xFFFFFF);
    CHECK_INT(px[10 * 20 + 10], 0);
    /* A line that crosses itself is as dark there as elsewhere. */
    memset(px, 0, sizeof px);
    geo_xy q[] = { { 0, 10 }, { 20, 10 }, { 20, 0 }, { 10, 0 }, { 10, 20 } };
    geo_path line = { q, (int[]){ 0, 5 }, 5, 1 };
    ink_stroke(&k, &line, false, &(ink_pen){ .width = 4 }, 0xFFFFFF80, 1);
    CHECK_INT(px[10 * 20 + 5] & 255, 128);
    CHECK_INT(px[10 * 20 + 10] & 255, 128);
    CHECK_INT(px[5 * 20 + 5], 0);
    ink_rest(&k);
    arena_clear(&a);
}

TEST(render_ink_strokes_as_much_as_width_times_length)
{
    arena a = { 0 };
    static uint32_t px[100 * 100];
    memset(px, 0, sizeof px);
    ink k = ink_new(&(ink_canvas){ px, 100, 100, 1, { 0, 0 } }, &a);
    geo_xy p[21];
    for (int i = 0; i <= 20; i++)
        p[i] = (geo_xy){ 10 + 4 * i, 50 + (i % 2 ? 1.5 : -1.5) };
    geo_path line = { p, (int[]){ 0, 21 }, 21, 1 };
    double sum = 0, length = 20 * sqrt(16 + 9);

    ink_stroke(&k, &line, false, &(ink_pen){ .width = 1.1 }, 0xFFFFFFFF, 1);
    for (int i = 0; i < 100 * 100; i++)
        sum += (px[i] & 255) / 255.0;
    CHECK_NEAR(sum, 1.1 * length, 2);

    memset(px, 0, sizeof px);
    sum = 0;
    ink_stroke(&k, &line, false, &(ink_pen){ .width = 1, .dash = { 3, 2 } }, 0xFFFFFFFF,
               1);
    for (int i = 0; i < 100 * 100; i++)
        sum += (px[i] & 255) / 255.0;
    CHECK_NEAR(sum, length * 3 / 5, 2);
    ink_rest(&k);
    arena_clear(&a);
}

TEST(render_ink_survives_wild_coordinates)
{
    arena a = { 0 };
    static uint32_t px[32 * 32];
    ink k = ink_new(&(ink_canvas){ px, 32, 32, 1, { 0, 0 } }, &a);
    geo_xy p[] = { { -1e9, -1e9 },  { 1e9, 3 },    { 5, 1e300 }, { NAN, 4 },
                   { 7, INFINITY }, { -40, 12.3 }, { 50, 12.4 }, { 50, 12.4 } };
    geo_path path = { p, (int[]){ 0, 8 }, 8, 1 };

    ink_fill(&k, &path, 0xFF0000FF, 1);
    ink_stroke(&k, &path, true, &(ink_pen){ .width = 3, .rounded = true }, 0xFFFF, 0.5);
    ink_stroke(&k, &path, false, &(ink_pen){ .width = 0 }, 0xFFFF, 1);

    CHECK_INT(k.n_edges, 0);
    ink_rest(&k);
    arena_clear(&a);
}

/* ---- symbols and hatching -------------------------------------------------- */

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

TEST(render_symbols_stay_inside_their_size)
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

TEST(render_symbols_with_upright_edges_fit_the_pixels)
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

TEST(render_hatching_stays_inside_and_keeps_its_gap)
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

TEST(render_hatching_of_nonsense_is_empty_or_ends)
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

/* ---- pieces of SVG --------------------------------------------------------- */

TEST(render_svg_never_gives_an_id_twice)
{
    arena a = { 0 };
    svg_ids ids = { .a = &a };

    CHECK_STR(svg_id(&ids, "land", ""), "land");
    CHECK_STR(svg_id(&ids, "event-", "x"), "event-x");
    CHECK_STR(svg_id(&ids, "event-", "x"), "event-x-2");
    CHECK_STR(svg_id(&ids, "event-", "x-2"), "event-x-2-2");
    str b = svg_id(&ids, "event-", "a b"), c = svg_id(&ids, "event-", "a_b");
    CHECK(!str_eq(b, c));
    for (int i = 0; i < 2000; i++)
        svg_id(&ids, "event-", "same");
    CHECK_INT(ids.n, 2006);
    arena_clear(&a);
}

TEST(render_svg_escapes_what_xml_cannot_hold)
{
    buf b = { 0 };

    svg_escape(&b, STR("a<b>&\"\x01\n\xff\xc3\x28\xef\xbf\xbf"
                       "é"));

    CHECK_STR(buf_str(&b), "a&lt;b&gt;&amp;&quot; (é");
    buf_clear(&b);
}

TEST(render_svg_paths_are_short_and_do_not_drift)
{
    buf b = { 0 };
    geo_xy p[] = { { 0, 0 },         { 10, 0 },        { 10, 5.04 },    { 0, 0 },
                   { 3, 3 },         { 3.04, 3 },      { 3, 3 },        { 20, 20 },
                   { 20.44, 20.44 }, { 20.88, 20.88 }, { 21.32, 21.32 } };
    geo_path rings = { p, (int[]){ 0, 4, 7 }, 7, 2 };
    geo_path line = { p, (int[]){ 7, 11 }, 11, 1 };

    CHECK(svg_path(&b, &rings, true, 1));
    CHECK_STR(buf_str(&b), " d=\"m0 0h10v5z\"");
    b.len = 0;
    CHECK(svg_path(&b, &line, false, 1));
    CHECK_STR(buf_str(&b), " d=\"m20 20 .4 .4 .5 .5 .4 .4\"");
    b.len = 0;
    CHECK(!svg_path(&b, &(geo_path){ p + 4, (int[]){ 0, 3 }, 3, 1 }, true, 1));
    CHECK_INT(b.len, 0);
    buf_clear(&b);
}
