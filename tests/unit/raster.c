#include "raster/ink.h"

#include "test.h"

#include <math.h>
#include <string.h>

TEST(raster_ink_leaves_holes_and_joins_overlaps)
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

TEST(raster_ink_strokes_as_much_as_width_times_length)
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

TEST(raster_ink_survives_wild_coordinates)
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
