#include "collect/collect.h"

#include "studio.h"
#include "test.h"

#include <string.h>

typedef struct world {
    studio s;
    geo_projector *projector;
    arena a;
    scene scene;
} world;

/* False when there is no geodata. */
static bool open_world(world *w, geo_box box, basemap_view view)
{
    static const style_color tints[4] = { 0xF2E6C9FF, 0xCFE2C6FF, 0xF6DFD6FF,
                                          0xE5DEECFF };
    *w = (world){ 0 };
    if (!studio_open(&w->s, "en"))
        return false;
    memcpy(w->s.style.political, tints, sizeof tints);
    w->s.in.boundaries = view;
    w->s.in.asof = 20210101;
    geo_view v;
    CHECK_INT(geo_projector_open(NULL, box, &w->projector, NULL), DATELINE_OK);
    CHECK_INT(geo_view_fit(w->projector, box, (geo_rect){ 0, 0, 1000, 800 }, 0, &v, NULL),
              DATELINE_OK);
    CHECK_INT(collect_map(&w->s.in, &v, &w->a, &w->scene, NULL), DATELINE_OK);
    scene_paint(&w->s.in, &w->scene);
    return true;
}

static void close_world(world *w)
{
    geo_projector_close(w->projector);
    studio_close(&w->s);
    arena_clear(&w->a);
}

/* 0: it is not on the map. */
static style_color tint_of(const world *w, str code)
{
    const scene_layer *land = &w->scene.layers[SCENE_LAND];
    for (size_t i = 0; i < land->n_features; i++)
        if (!strcmp(land->features[i].source, "countries") &&
            str_eq(str_of(land->features[i].key), code))
            return land->features[i].paint.fill;
    return 0;
}

TEST(neighbors_on_the_whole_earth_have_different_tints)
{
    world w;
    basemap_found borders;
    size_t pairs = 0;
    if (!open_world(&w, (geo_box){ -180, -60, 180, 80 }, BASEMAP_UN))
        skip();
    CHECK_INT(basemap_query(w.s.map, BASEMAP_BORDER, (geo_box){ -180, -90, 180, 90 }, 0.1,
                            &w.a, &borders, NULL),
              DATELINE_OK);
    for (size_t i = 0; i < borders.n; i++) {
        str right = borders.features[i].code, left = str_cut(&right, '|');
        style_color p = tint_of(&w, left), q = tint_of(&w, right);
        if (left.len != 2 || right.len != 2 || !p || !q)
            continue;
        pairs++;
        if (p == q)
            TEST_FAIL("%.*s and %.*s are alike", STR_ARGS(left), STR_ARGS(right));
    }
    CHECK(pairs > 200);
    close_world(&w);
}

TEST(a_country_has_the_same_tint_on_every_map)
{
    static const geo_box boxes[] = { { 40, 36, 52, 44 }, { 44, 39, 47, 41 } };
    static const char *const codes[] = { "AM", "AZ", "IR" };
    world whole, part;
    if (!open_world(&whole, (geo_box){ -180, -60, 180, 80 }, BASEMAP_UN))
        skip();
    for (size_t i = 0; i < 2; i++) {
        CHECK(open_world(&part, boxes[i], BASEMAP_DEFACTO));
        for (size_t k = 0; k < 3; k++)
            CHECK_INT(tint_of(&part, str_of(codes[k])),
                      tint_of(&whole, str_of(codes[k])));
        close_world(&part);
    }
    close_world(&whole);
}

TEST(what_is_disputed_has_the_tint_of_no_country)
{
    world w;
    size_t found = 0;
    if (!open_world(&w, (geo_box){ 44, 38.5, 49, 41.5 }, BASEMAP_UN))
        skip();
    const scene_layer *areas = &w.scene.layers[SCENE_AREAS];
    for (size_t i = 0; i < areas->n_features; i++) {
        if (strcmp(areas->features[i].key, "untinted-hc:nagorno-karabakh") != 0)
            continue;
        found++;
        CHECK_INT(areas->features[i].paint.fill, w.s.style.classes[STYLE_LAND].fill);
        for (size_t k = 0; k < 4; k++)
            CHECK(areas->features[i].paint.fill != w.s.style.political[k]);
    }
    CHECK_INT(found, 1);
    close_world(&w);
}

TEST(a_style_without_tints_has_plain_land)
{
    world w;
    if (!open_world(&w, (geo_box){ 44, 38.5, 49, 41.5 }, BASEMAP_UN))
        skip();
    memset(w.s.style.political, 0, sizeof w.s.style.political);
    geo_view v = w.scene.view;
    w.scene = (scene){ 0 };
    CHECK_INT(collect_map(&w.s.in, &v, &w.a, &w.scene, NULL), DATELINE_OK);
    scene_paint(&w.s.in, &w.scene);
    CHECK_INT(tint_of(&w, STR("AM")), w.s.style.classes[STYLE_LAND].fill);
    CHECK_INT(w.scene.layers[SCENE_AREAS].n_features, 0);
    close_world(&w);
}
