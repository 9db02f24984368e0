#include "test.h"

#include "base/file.h"
#include "base/rng.h"
#include "geo/area.h"
#include "store/store.h"
#include "tile/archive.h"
#include "tile/mvt_read.h"
#include "tile/tileset.h"

#include <libdeflate.h>
#include <math.h>
#include <unistd.h>

/* ---- help -------------------------------------------------------------------- */

static geo_path path_of(arena *a, const double *xy, int n)
{
    geo_path p = { .points = arena_array(a, geo_xy, (size_t)n),
                   .parts = arena_array(a, int, 2),
                   .n_points = n,
                   .n_parts = 1 };
    for (int i = 0; i < n; i++)
        p.points[i] = (geo_xy){ xy[2 * i], xy[2 * i + 1] };
    p.parts[1] = n;
    return p;
}

static geo_path box_path(arena *a, double x0, double y0, double x1, double y1)
{
    return path_of(a, (double[]){ x0, y0, x1, y0, x1, y1, x0, y1, x0, y0 }, 5);
}

static scene_feature *add(scene *s, arena *a, scene_kind kind, const char *source,
                          geo_path path)
{
    scene_feature *f = scene_add_feature(s, a, SCENE_EVENTS);
    f->kind = kind;
    f->source = source;
    f->path = path;
    return f;
}

static const tile_options vector = { .max_zoom = 4 };

/* Cut one tile, numbered as in the block, and decode it. */
static tile_content cut(const scene *s, geo_tiles block, uint32_t x, uint32_t y, arena *a)
{
    tile_sheet *sheet = tile_sheet_of(s, block, &vector);
    tile_cutter *cutter = tile_cutter_new(NULL);
    tile_cuts cuts = { 0 };
    tile_content out;
    dateline_error err = { 0 };
    CHECK_INT(
        tile_sheet_cut(sheet, cutter, (geo_tiles){ block.z, x, y, x, y }, &cuts, NULL),
        DATELINE_OK);
    if (tile_mvt_read(buf_str(&cuts.bytes), a, &out, &err))
        TEST_FAIL("%s", err.message);
    tile_cuts_free(&cuts);
    tile_cutter_free(cutter);
    tile_sheet_free(sheet);
    return out;
}

static const tile_mvt_feature *only(const tile_content *t)
{
    CHECK_INT(t->n_layers, 1);
    CHECK_INT(t->layers[0].n_features, 1);
    return &t->layers[0].features[0];
}

static str encoded(const tile_mvt_feature *f, const char *layer, arena *a)
{
    tile_mvt *m = tile_mvt_new();
    buf out = { 0 };
    tile_mvt_start(m);
    tile_mvt_layer(m, layer);
    tile_mvt_add(m, f);
    tile_mvt_end(m, &out);
    str copy = { str_copy(a, buf_str(&out)), out.len };
    buf_clear(&out);
    tile_mvt_free(m);
    return copy;
}

/* ---- encoder and decoder ----------------------------------------------------- */

TEST(mvt_writes_the_point_of_the_specification)
{
    arena a = { 0 };
    tile_mvt_feature f = { .kind = SCENE_POINT,
                           .path = path_of(&a, (double[]){ 25, 17 }, 1) };

    str got = encoded(&f, "x", &a);

    /* MVT 2.1, 4.3.5.1: command 9, then 50 34. */
    CHECK_INT(got.len, 19);
    CHECK(!memcmp(
        got.at,
        "\x1a\x11\x78\x02\x0a\x01x\x12\x07\x18\x01\x22\x03\x09\x32\x22\x28\x80\x20", 19));
    arena_clear(&a);
}

TEST(mvt_writes_the_polygon_of_the_specification)
{
    arena a = { 0 };
    tile_mvt_feature f = { .kind = SCENE_AREA,
                           .path =
                               path_of(&a, (double[]){ 3, 6, 8, 12, 20, 34, 3, 6 }, 4) };

    str got = encoded(&f, "x", &a);

    /* 4.3.5.6, which winds the other way than exterior rings must. */
    CHECK(!memcmp(got.at + got.len - 12, "\x09\x06\x0c\x12\x0a\x0c\x18\x2c\x0f", 9));
    arena_clear(&a);
}

TEST(mvt_drops_segments_that_round_to_nothing)
{
    arena a = { 0 };
    tile_content t;
    tile_mvt_feature f = {
        .kind = SCENE_LINE,
        .path = path_of(&a, (double[]){ 1, 1, 1.2, 1.1, 5, 1, 5.1, 1.3, 5, 9 }, 5)
    };

    CHECK_INT(tile_mvt_read(encoded(&f, "x", &a), &a, &t, NULL), DATELINE_OK);

    CHECK_INT(only(&t)->path.n_points, 3);
    f.path = path_of(&a, (double[]){ 1, 1, 1.2, 1.1 }, 2);
    CHECK_INT(encoded(&f, "x", &a).len, 0);
    arena_clear(&a);
}

TEST(mvt_keeps_kinds_of_attributes_and_leaves_out_what_is_none)
{
    arena a = { 0 };
    tile_content t;
    const scene_attr attrs[] = {
        { "b", SCENE_ATTR_BOOL, NULL, 1 },     { "d", SCENE_ATTR_NUMBER, NULL, -0.5 },
        { "e", SCENE_ATTR_TEXT, "", 0 },       { "i", SCENE_ATTR_INTEGER, NULL, -18000 },
        { "n", SCENE_ATTR_NUMBER, NULL, NAN }, { "t", SCENE_ATTR_TEXT, "Şuşa", 0 },
        { "t", SCENE_ATTR_TEXT, "again", 0 },  { "u", SCENE_ATTR_INTEGER, NULL, 9e15 },
        { "z", SCENE_ATTR_TEXT, NULL, 0 },
    };
    tile_mvt_feature f = { .kind = SCENE_POINT,
                           .path = path_of(&a, (double[]){ 0, 0 }, 1),
                           .id = UINT64_C(1) << 52,
                           .attrs = attrs,
                           .n_attrs = 9 };

    CHECK_INT(tile_mvt_read(encoded(&f, "x", &a), &a, &t, NULL), DATELINE_OK);

    const tile_mvt_feature *g = only(&t);
    CHECK(g->id == UINT64_C(1) << 52);
    CHECK_INT(g->n_attrs, 5);
    CHECK_TEXT(g->attrs[0].name, "b");
    CHECK_INT(g->attrs[0].kind, SCENE_ATTR_BOOL);
    CHECK_NEAR(g->attrs[1].number, -0.5, 0);
    CHECK_INT(g->attrs[2].kind, SCENE_ATTR_INTEGER);
    CHECK_NEAR(g->attrs[2].number, -18000, 0);
    CHECK_TEXT(g->attrs[3].text, "Şuşa");
    CHECK_NEAR(g->attrs[4].number, 9e15, 0);
    arena_clear(&a);
}

static tile_mvt_feature random_feature(uint64_t *seed, arena *a)
{
    static const char *const names[] = { "alpha", "beta", "gamma", "delta" };
    tile_mvt_feature f = { .kind = (scene_kind)rng_below(seed, 3),
                           .id = rng_next(seed) >> 12 };
    int n = f.kind == SCENE_POINT ? 1 : 3 + (int)rng_below(seed, 20);
    double xy[64];
    for (int i = 0; i < 2 * n; i++)
        xy[i] = floor(rng_unit(seed) * 5000) - 400;
    geo_path raw = path_of(a, xy, n);
    f.path = raw;
    if (f.kind == SCENE_AREA) {
        raw.points[n - 1] = raw.points[0];
        geo_repair *r = geo_repair_new();
        CHECK_INT(geo_area_snap(r, &raw, a, &f.path, NULL), DATELINE_OK);
        geo_repair_free(r);
    }
    scene_attr *attrs = arena_array(a, scene_attr, 4);
    for (int i = 0; i < 4; i++)
        if (rng_below(seed, 2))
            attrs[f.n_attrs++] =
                (scene_attr){ names[i], SCENE_ATTR_TEXT, names[rng_below(seed, 4)], 0 };
    f.attrs = attrs;
    return f;
}

static void check_same(const tile_mvt_feature *got, const tile_mvt_feature *want)
{
    CHECK_INT(got->kind, want->kind);
    CHECK(got->id == want->id);
    CHECK_INT(got->path.n_points, want->path.n_points);
    CHECK_INT(got->path.n_parts, want->path.n_parts);
    for (int i = 0; i < want->path.n_points; i++)
        CHECK(got->path.points[i].x == want->path.points[i].x &&
              got->path.points[i].y == want->path.points[i].y);
    CHECK_INT(got->n_attrs, want->n_attrs);
    for (int i = 0; i < want->n_attrs; i++) {
        CHECK_TEXT(got->attrs[i].name, want->attrs[i].name);
        CHECK_TEXT(got->attrs[i].text, want->attrs[i].text);
    }
}

TEST(mvt_reads_back_what_it_wrote_for_any_features)
{
    uint64_t seed = 11;
    tile_mvt *m = tile_mvt_new();
    for (int round = 0; round < 200; round++) {
        arena a = { 0 };
        buf out = { 0 };
        tile_content t;
        tile_mvt_feature want[30];
        size_t n = 0;
        tile_mvt_start(m);
        tile_mvt_layer(m, "one");
        for (int i = 0; i < 30; i++) {
            want[n] = random_feature(&seed, &a);
            n += tile_mvt_add(m, &want[n]);
        }
        CHECK_INT(tile_mvt_end(m, &out), n);

        CHECK_INT(tile_mvt_read(buf_str(&out), &a, &t, NULL), DATELINE_OK);

        CHECK_INT(t.n_layers, 1);
        CHECK_INT(t.layers[0].version, 2);
        CHECK_INT(t.layers[0].extent, 4096);
        CHECK_INT(t.layers[0].n_features, n);
        for (size_t i = 0; i < n; i++)
            check_same(&t.layers[0].features[i], &want[i]);
        buf_clear(&out);
        arena_clear(&a);
    }
    tile_mvt_free(m);
}

TEST(mvt_reader_refuses_what_the_specification_forbids)
{
    static const struct {
        const char *bytes;
        size_t n;
    } bad[] = {
        { "\x1a\x04\x78\x02\x0a", 5 },                           /* ends early */
        { "\x1a\x02\x78\x02", 4 },                               /* no name */
        { "\x1a\x0a\x0a\x01x\x12\x05\x18\x01\x22\x01\x09", 12 }, /* no version */
        { "\x1a\x07\x78\x02\x0a\x01x\x12\x00", 9 },              /* empty feature */
        { "\x1a\x0c\x78\x02\x0a\x01x\x12\x05\x18\x01\x22\x01\x09", 14 }, /* no step */
        { "\x1a\x0e\x78\x02\x0a\x01x\x12\x07\x18\x02\x22\x03\x09\x32\x22",
          16 }, /* a line of one point */
    };
    arena a = { 0 };
    tile_content t;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_INT(tile_mvt_read((str){ bad[i].bytes, bad[i].n }, &a, &t, NULL),
                  DATELINE_INPUT);
    arena_clear(&a);
}

/* ---- cutting ----------------------------------------------------------------- */

TEST(cut_gives_a_point_near_a_seam_to_both_sides)
{
    arena a = { 0 };
    scene s = { 0 };
    geo_tiles block = { 3, 2, 2, 3, 3 };
    scene_feature *f =
        add(&s, &a, SCENE_POINT, "events", path_of(&a, (double[]){ 510, 100 }, 1));
    f->id = 77;

    tile_content left = cut(&s, block, 2, 2, &a), right = cut(&s, block, 3, 2, &a),
                 below = cut(&s, block, 2, 3, &a);

    CHECK_NEAR(only(&left)->path.points[0].x, 4080, 0);
    CHECK_NEAR(only(&right)->path.points[0].x, -16, 0);
    CHECK(only(&left)->id == 77 && only(&right)->id == 77);
    CHECK_TEXT(left.layers[0].name, "events");
    CHECK_INT(below.n_layers, 0);
    arena_clear(&a);
}

TEST(cut_clips_areas_to_the_tile_and_its_buffer)
{
    arena a = { 0 };
    scene s = { 0 };
    geo_tiles block = { 3, 2, 2, 3, 3 };
    add(&s, &a, SCENE_AREA, "countries", box_path(&a, -10, -10, 1034, 1034));

    tile_content t = cut(&s, block, 3, 3, &a);

    const tile_mvt_feature *f = only(&t);
    CHECK_NEAR(geo_ring_area2(f->path.points, f->path.n_points) / 2, 4256.0 * 4256, 0);
    for (int i = 0; i < f->path.n_points; i++)
        CHECK(f->path.points[i].x == -80 || f->path.points[i].x == 4176);
    arena_clear(&a);
}

TEST(cut_writes_layers_in_one_order_whatever_the_scene_has_first)
{
    arena a = { 0 };
    scene s = { 0 };
    static const char *const sources[] = { "events", "",      "borders",
                                           "places", "roads", "rivers",
                                           "water",  "areas", "countries" };
    for (int i = 0; i < 9; i++)
        add(&s, &a, SCENE_LINE, sources[i],
            path_of(&a, (double[]){ 10, 10, 300, 200 }, 2));

    tile_content t = cut(&s, (geo_tiles){ 0, 0, 0, 0, 0 }, 0, 0, &a);

    CHECK_INT(t.n_layers, 8);
    static const char *const order[] = { "countries", "areas", "water",  "rivers",
                                         "borders",   "roads", "places", "events" };
    for (int i = 0; i < 8; i++)
        CHECK_TEXT(t.layers[i].name, order[i]);
    arena_clear(&a);
}

TEST(cut_makes_areas_valid_after_rounding)
{
    arena a = { 0 };
    scene s = { 0 };
    /* A comb: clipped at the edge of the tile its teeth hang together by edges
       that are walked twice. */
    double xy[2 * 43];
    int n = 0;
    for (int i = 0; i < 20; i++) {
        xy[2 * n] = i % 2 ? 560 : 480;
        xy[2 * n++ + 1] = 20 + 20 * i;
        xy[2 * n] = i % 2 ? 560 : 480;
        xy[2 * n++ + 1] = 40 + 20 * i - 2 * (i % 2);
    }
    xy[2 * n] = 600, xy[2 * n++ + 1] = 420;
    xy[2 * n] = 600, xy[2 * n++ + 1] = 20;
    xy[2 * n] = xy[0], xy[2 * n++ + 1] = xy[1];
    add(&s, &a, SCENE_AREA, "countries", path_of(&a, xy, n));

    tile_content t = cut(&s, (geo_tiles){ 1, 0, 0, 1, 1 }, 0, 0, &a);

    const tile_mvt_feature *f = only(&t);
    CHECK_INT(f->path.n_parts, 10);
    for (int i = 0; i < f->path.n_parts; i++)
        CHECK(geo_ring_area2(f->path.points + f->path.parts[i],
                             f->path.parts[i + 1] - f->path.parts[i]) > 0);
    arena_clear(&a);
}

TEST(cut_keeps_events_that_are_smaller_than_a_unit)
{
    arena a = { 0 };
    scene s = { 0 };
    add(&s, &a, SCENE_AREA, "events", box_path(&a, 100, 100, 100.05, 100.05));
    add(&s, &a, SCENE_AREA, "events", box_path(&a, 200, 200, 300, 200.02));
    add(&s, &a, SCENE_AREA, "water", box_path(&a, 100, 100, 100.05, 100.05));

    tile_content t = cut(&s, (geo_tiles){ 0, 0, 0, 0, 0 }, 0, 0, &a);

    CHECK_INT(t.n_layers, 1);
    CHECK_INT(t.layers[0].n_features, 2);
    CHECK_INT(t.layers[0].features[0].kind, SCENE_POINT);
    CHECK_INT(t.layers[0].features[1].kind, SCENE_LINE);
    arena_clear(&a);
}

TEST(cut_gives_ids_once_and_joins_pieces_of_one_feature)
{
    arena a = { 0 };
    scene s = { 0 };
    add(&s, &a, SCENE_AREA, "countries", box_path(&a, 0, 0, 50, 50))->id = 5;
    add(&s, &a, SCENE_AREA, "countries", box_path(&a, 400, 0, 450, 50))->id = 5;
    add(&s, &a, SCENE_POINT, "events", path_of(&a, (double[]){ 9, 9 }, 1))->id = 6;
    add(&s, &a, SCENE_POINT, "events", path_of(&a, (double[]){ 9, 9 }, 1))->id = 6;
    add(&s, &a, SCENE_LINE, "events", path_of(&a, (double[]){ 9, 9, 20, 9 }, 2))->id = 6;

    tile_content t = cut(&s, (geo_tiles){ 0, 0, 0, 0, 0 }, 0, 0, &a);

    CHECK_INT(t.n_layers, 2);
    CHECK_INT(t.layers[0].n_features, 1);
    CHECK_INT(t.layers[0].features[0].path.n_parts, 2);
    const tile_mvt_feature *events = t.layers[1].features;
    CHECK_INT(t.layers[1].n_features, 3);
    CHECK(events[0].id == 6);
    CHECK(events[1].id == 0);
    CHECK(events[2].id && events[2].id != 6 && events[2].id < UINT64_C(1) << 53);
    arena_clear(&a);
}

TEST(cut_numbers_columns_past_the_antimeridian_from_zero)
{
    arena a = { 0 };
    scene s = { 0 };
    tile_options o = { .box = { 170, -20, -170, -15 }, .max_zoom = 4 };
    geo_tiles block = tile_block(&o, 4);
    CHECK_INT(block.x0, 15);
    CHECK_INT(block.x1, 16);
    add(&s, &a, SCENE_POINT, "events", path_of(&a, (double[]){ 512 + 100, 100 }, 1));
    tile_sheet *sheet = tile_sheet_of(&s, block, &o);
    tile_cutter *cutter = tile_cutter_new(NULL);
    tile_cuts cuts = { 0 };

    CHECK_INT(tile_sheet_cut(sheet, cutter, block, &cuts, NULL), DATELINE_OK);

    CHECK_INT(cuts.cuts.len, sizeof(tile_cut));
    CHECK_INT(((tile_cut *)(void *)cuts.cuts.at)->x, 0);
    tile_cuts_free(&cuts);
    tile_cutter_free(cutter);
    tile_sheet_free(sheet);
    arena_clear(&a);
}

TEST(cut_of_the_world_shows_points_on_both_sides_of_the_antimeridian)
{
    arena a = { 0 };
    scene s = { 0 };
    geo_tiles world = { 1, 0, 0, 1, 1 };
    add(&s, &a, SCENE_POINT, "events", path_of(&a, (double[]){ 1023, 100 }, 1))->id = 3;

    tile_content west = cut(&s, world, 0, 0, &a), east = cut(&s, world, 1, 0, &a);

    CHECK_NEAR(only(&west)->path.points[0].x, -8, 0);
    CHECK_NEAR(only(&east)->path.points[0].x, 4088, 0);
    CHECK(only(&west)->id == 3);
    arena_clear(&a);
}

/* ---- blocks ------------------------------------------------------------------ */

TEST(block_of_a_zoom_is_one_until_its_page_is_too_large)
{
    tile_options o = { .box = { 38, 38, 51, 44 }, .max_zoom = 12, .png = true };

    geo_tiles z8 = tile_block(&o, 8), at = tile_block_at(&o, 8, z8.x0 + 1, z8.y0 + 1);
    CHECK(!memcmp(&z8, &at, sizeof at));

    geo_tiles z12 = tile_block(&o, 12);
    at = tile_block_at(&o, 12, z12.x0 + 40, z12.y0 + 40);
    CHECK_INT(at.x1 - at.x0, 15);
    CHECK_INT(at.x0 % 16, 0);
    CHECK_INT(at.y0 % 16, 0);
}

TEST(block_that_goes_around_the_world_is_the_world)
{
    tile_options o = { .box = { 10, -10, 5, 10 } };

    geo_tiles t = tile_block(&o, 2);

    CHECK_INT(t.x0, 0);
    CHECK_INT(t.x1, 3);
}

TEST(options_that_make_no_sense_are_refused)
{
    static const tile_options bad[] = {
        { .min_zoom = 5, .max_zoom = 4 },
        { .max_zoom = 23 },
        { .size_px = 300 },
        { .box = { 0, 10, 10, 0 } },
        { .box = { 0, 0, 200, 10 } },
        { .scale = NAN },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_INT(tile_check(&bad[i], NULL), DATELINE_USAGE);
    CHECK_INT(tile_check(&(tile_options){ .max_zoom = 14 }, NULL), DATELINE_LIMIT);
    CHECK_INT(tile_check(&(tile_options){ .max_zoom = 10 }, NULL), DATELINE_OK);
}

/* ---- containers -------------------------------------------------------------- */

static char *scratch_path(arena *a, const char *name)
{
    return str_print(a, "/tmp/dateline-test-%ld-%s", (long)getpid(), name);
}

static dateline_status write_archive(dateline_format container, const char *path,
                                     bool finish)
{
    arena a = { 0 };
    tile_options o = { .box = { 40, 38, 50, 42 }, .max_zoom = 2, .name = "test" };
    tile_about about = { .memory = &a, .options = &o, .max_zoom = 2 };
    scene s = { 0 };
    scene_feature *f =
        add(&s, &a, SCENE_POINT, "events", path_of(&a, (double[]){ 100, 100 }, 1));
    scene_attr attrs[] = { { "day", SCENE_ATTR_INTEGER, NULL, 18000 },
                           { "title", SCENE_ATTR_TEXT, "x", 0 } };
    f->attrs = attrs;
    f->n_attrs = 2;
    tile_sheet *sheet = tile_sheet_of(&s, (geo_tiles){ 1, 0, 0, 1, 1 }, &o);
    tile_about_add(&about, sheet);
    tile_sheet_free(sheet);
    tile_archive *archive;
    dateline_status st = tile_archive_new(container, path, &about, &archive, NULL);
    if (!st)
        st = tile_archive_add(archive, (tile_id){ 2, 2, 1 }, STR("tile"), NULL);
    if (!st && finish)
        st = tile_archive_finish(archive, NULL);
    tile_archive_free(archive);
    arena_clear(&a);
    return st;
}

TEST(mbtiles_has_tms_rows_and_its_metadata)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "t.mbtiles");
    CHECK_INT(write_archive(DATELINE_MBTILES, path, true), DATELINE_OK);
    store *s;
    store_value row[4];
    bool more;

    CHECK_INT(store_open(path, &s, NULL), DATELINE_OK);
    CHECK_INT(store_ask(s, "SELECT * FROM tiles", NULL, 0, NULL), DATELINE_OK);
    CHECK_INT(store_next(s, row, 4, &more, NULL), DATELINE_OK);
    CHECK_INT(row[1].integer, 2);
    CHECK_INT(row[2].integer, 2);
    CHECK_STR(row[3].bytes, "tile");
    CHECK_INT(
        store_ask(s, "SELECT value FROM metadata WHERE name = 'json'", NULL, 0, NULL),
        DATELINE_OK);
    CHECK_INT(store_next(s, row, 1, &more, NULL), DATELINE_OK);
    CHECK_STR(row[0].bytes,
              "{\"vector_layers\":[{\"id\":\"events\",\"description\":\"\",\"minzoom\":1,"
              "\"maxzoom\":1,\"fields\":{\"day\":\"Number\",\"title\":\"String\"}}]}");
    CHECK_INT(
        store_ask(s, "SELECT value FROM metadata WHERE name = 'bounds'", NULL, 0, NULL),
        DATELINE_OK);
    CHECK_INT(store_next(s, row, 1, &more, NULL), DATELINE_OK);
    CHECK_STR(row[0].bytes, "40,38,50,42");
    store_close(s);
    file_remove(path);
    arena_clear(&a);
}

TEST(directory_of_tiles_appears_whole_and_replaces_only_tiles)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "xyz"), **names;
    size_t n;
    str bytes;

    CHECK_INT(write_archive(DATELINE_XYZ, path, false), DATELINE_OK);
    CHECK(!file_exists(path));
    CHECK_INT(write_archive(DATELINE_XYZ, path, true), DATELINE_OK);
    CHECK_INT(write_archive(DATELINE_XYZ, path, true), DATELINE_OK);

    CHECK_INT(file_read(&a, str_print(&a, "%s/2/2/1.pbf", path), &bytes, NULL),
              DATELINE_OK);
    CHECK_STR(bytes, "tile");
    CHECK_INT(file_list(&a, path, &names, &n, NULL), DATELINE_OK);
    CHECK_INT(n, 2);
    CHECK_TEXT(names[1], "tile.json");
    CHECK_INT(file_write(str_print(&a, "%s/letter.txt", path), STR("dear"), NULL),
              DATELINE_OK);
    CHECK_INT(write_archive(DATELINE_XYZ, path, true), DATELINE_USAGE);
    CHECK(file_exists(str_print(&a, "%s/letter.txt", path)));
    file_remove_tree(path);
    arena_clear(&a);
}

TEST(bounds_of_a_tileset_do_not_wrap_and_are_never_empty)
{
    tile_options crossing = { .box = { 170, -20, -170, -10 } };
    tile_options point = { .box = { 44.5, 40.2, 44.5, 40.2 } };

    geo_box b = tile_about_bounds(&crossing), p = tile_about_bounds(&point);

    CHECK_NEAR(b.west, -180, 0);
    CHECK_NEAR(b.east, 180, 0);
    CHECK(p.west < 44.5 && p.east > 44.5 && p.south < 40.2 && p.north > 40.2);
    tile_about about = { .options = &crossing, .max_zoom = 9 };
    int zoom;
    geo_lonlat c = tile_about_center(&about, &zoom);
    CHECK(fabs(c.lon) > 179);
    CHECK_INT(zoom, 6);
}
