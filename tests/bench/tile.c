/* Vector tiles from a made-up scene: 20,000 points with five attributes, 300 areas
   with ragged shores and 300 lines of 400 points, on 38 x 24 tiles; cut, rounded,
   repaired and encoded by one thread, not compressed. */
#include "base/rng.h"
#include "tile/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COLUMNS = 38, ROWS = 24, POINTS = 20000, SHAPES = 300, CORNERS = 400 };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static geo_path ragged(arena *a, uint64_t *seed, bool ring)
{
    double x = rng_unit(seed) * COLUMNS * 512, y = rng_unit(seed) * ROWS * 512;
    double r = 50 + rng_unit(seed) * 1500;
    geo_path p = { .points = arena_array(a, geo_xy, CORNERS),
                   .parts = arena_array(a, int, 2),
                   .n_points = CORNERS,
                   .n_parts = 1 };
    for (int i = 0; i < CORNERS; i++) {
        double t = 6.28318530718 * i / (CORNERS - 1),
               far = r * (0.7 + 0.3 * rng_unit(seed));
        p.points[i] = (geo_xy){ x + far * cos(t), y + far * sin(t) };
    }
    if (ring)
        p.points[CORNERS - 1] = p.points[0];
    p.parts[1] = CORNERS;
    return p;
}

static void add_point(scene *s, arena *a, uint64_t *seed, int i)
{
    scene_feature *f = scene_add_feature(s, a, SCENE_EVENTS);
    scene_attr attrs[] = {
        { "day", SCENE_ATTR_INTEGER, NULL, 18000 + i % 3000 },
        { "event_id", SCENE_ATTR_TEXT, str_print(a, "event-%d", i), 0 },
        { "kind", SCENE_ATTR_TEXT, i % 3 ? "clash" : "talks", 0 },
        { "start", SCENE_ATTR_TEXT, str_print(a, "20%02d-01-01", i % 24), 0 },
        { "title", SCENE_ATTR_TEXT, str_print(a, "Event number %d", i), 0 },
    };
    scene_attr *copy = arena_array(a, scene_attr, 5);
    for (int k = 0; k < 5; k++)
        copy[k] = attrs[k];
    f->path = scene_point_path(
        a, (geo_xy){ rng_unit(seed) * COLUMNS * 512, rng_unit(seed) * ROWS * 512 });
    f->source = "events";
    f->id = (uint64_t)i + 1;
    f->attrs = copy;
    f->n_attrs = 5;
}

static void fill(scene *s, arena *a)
{
    uint64_t seed = 3;
    for (int i = 0; i < SHAPES; i++) {
        scene_feature *f = scene_add_feature(s, a, SCENE_LAND);
        f->kind = SCENE_AREA;
        f->source = "countries";
        f->path = ragged(a, &seed, true);
        f = scene_add_feature(s, a, SCENE_RIVERS);
        f->kind = SCENE_LINE;
        f->source = "rivers";
        f->path = ragged(a, &seed, false);
    }
    for (int i = 0; i < POINTS; i++)
        add_point(s, a, &seed, i);
}

int main(void)
{
    arena a = { 0 };
    scene s = { 0 };
    geo_tiles block = { 10, 600, 370, 600 + COLUMNS - 1, 370 + ROWS - 1 };
    fill(&s, &a);
    double best = 1e300;
    size_t tiles = 0, features = 0, bytes = 0;
    for (int run = 0; run < 5; run++) {
        double t = seconds();
        tile_sheet *sheet = tile_sheet_of(&s, block, &(tile_options){ .max_zoom = 10 });
        tile_cutter *cutter = tile_cutter_new(NULL);
        tile_cuts cuts = { 0 };
        if (tile_sheet_cut(sheet, cutter, block, &cuts, NULL))
            return 1;
        t = seconds() - t;
        best = t < best ? t : best;
        const tile_cut *cut = (const tile_cut *)(const void *)cuts.cuts.at;
        tiles = cuts.cuts.len / sizeof *cut;
        bytes = cuts.bytes.len;
        features = 0;
        for (size_t i = 0; i < tiles; i++)
            features += cut[i].n_features;
        tile_cuts_free(&cuts);
        tile_cutter_free(cutter);
        tile_sheet_free(sheet);
    }
    printf("%-40s %10.3f ms  %.0f tiles/s, %.0f features/s, %zu bytes\n", "vector_tiles",
           best * 1e3, (double)tiles / best, (double)features / best, bytes);
    arena_clear(&a);
    return 0;
}
