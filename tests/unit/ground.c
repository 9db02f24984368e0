#include "collect/collect.h"
#include "collect/cover.h"

#include "studio.h"
#include "test.h"

#include <math.h>

static const geo_box CAUCASUS = { 42, 38, 50, 43.5 };

typedef struct site {
    studio s;
    relief *heights;
    geo_projector *projector;
    geo_view view;
    scene scene;
    arena a;
} site;

/* False when there is no geodata. */
static bool open_site(site *t, const char *projection, geo_box box)
{
    *t = (site){ 0 };
    if (!studio_open(&t->s, "en"))
        return false;
    char *path = str_print(&t->a, "%s/relief.bin", geodata_dir(&t->a));
    CHECK_INT(relief_open(path, &t->heights, NULL), DATELINE_OK);
    CHECK_INT(geo_projector_open(projection, box, &t->projector, NULL), DATELINE_OK);
    CHECK_INT(geo_view_fit(t->projector, box, (geo_rect){ 20, 30, 620, 430 }, 0, &t->view,
                           NULL),
              DATELINE_OK);
    t->s.style.land =
        (style_ramp){ { 0, 1000, 3000 }, { 0xE0F0D0FF, 0xE0D0B0FF, 0xFFFFFFFF }, 3 };
    t->s.style.sea = (style_ramp){ { -4000, 0 }, { 0x80B0E0FF, 0xD0E8F8FF }, 2 };
    t->s.style.political[0] = 0;
    t->s.style.mono = false;
    t->s.style.shade = 0.5;
    return true;
}

static void collect(site *t)
{
    t->scene = (scene){ 0 };
    CHECK_INT(collect_map(&t->s.in, &t->view, &t->a, &t->scene, NULL), DATELINE_OK);
}

static void close_site(site *t)
{
    relief_close(t->heights);
    geo_projector_close(t->projector);
    studio_close(&t->s);
    arena_clear(&t->a);
}

/* The image's pixel at a place on the Earth. */
static uint32_t pixel_at(const site *t, const scene_image *m, double lon, double lat)
{
    geo_xy px;
    CHECK(geo_view_locate(&t->view, (geo_lonlat){ lon, lat }, &px));
    double x = (px.x - m->box.x0) / (m->box.x1 - m->box.x0) * m->width;
    double y = (px.y - m->box.y0) / (m->box.y1 - m->box.y0) * m->height;
    CHECK(x >= 0 && x < m->width && y >= 0 && y < m->height);
    return m->pixels[(size_t)y * (size_t)m->width + (size_t)x];
}

TEST(a_tinted_ground_is_two_pictures_that_meet_at_the_coast)
{
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    t.s.in.relief = t.heights;
    collect(&t);
    const scene_layer *under = &t.scene.layers[SCENE_LAND];
    const scene_layer *over = &t.scene.layers[SCENE_AREAS];
    CHECK_INT(under->n_images, 1);
    CHECK_INT(over->n_images, 1);
    const scene_image *sea = &under->images[0], *land = &over->images[0];
    CHECK(sea->width >= 200 && sea->height >= 133);
    CHECK(sea->box.x0 == 20 && sea->box.y1 == 430);
    /* Clear in the Black Sea and the Caspian, there in the mountains. */
    CHECK_INT(pixel_at(&t, land, 41.3, 42.2) & 0xFF, 0);
    CHECK_INT(pixel_at(&t, land, 50.5, 41), 0);
    CHECK_INT(pixel_at(&t, land, 44.5, 42.6) & 0xFF, 255);
    CHECK_INT(pixel_at(&t, sea, 44.5, 42.6) & 0xFF, 255);
    /* Deeper is darker. */
    CHECK((pixel_at(&t, sea, 41.0, 42.3) >> 24) < (pixel_at(&t, sea, 50.0, 43.2) >> 24));
    close_site(&t);
}

TEST(without_ramps_light_and_shadow_alone_are_drawn)
{
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    t.s.in.relief = t.heights;
    t.s.style.land.n = t.s.style.sea.n = 0;
    collect(&t);
    CHECK_INT(t.scene.layers[SCENE_LAND].n_images, 0);
    CHECK_INT(t.scene.layers[SCENE_AREAS].n_images, 1);
    const scene_image *m = &t.scene.layers[SCENE_AREAS].images[0];
    size_t dark = 0, light = 0;
    for (int i = 0; i < m->width * m->height; i++) {
        uint32_t ink = m->pixels[i] >> 8;
        CHECK(ink == 0 || ink == 0xFFFFFF);
        dark += !ink && (m->pixels[i] & 0xFF) > 8;
        light += ink && (m->pixels[i] & 0xFF) > 8;
    }
    CHECK(dark > 1000 && light > 1000);
    close_site(&t);
}

TEST(a_flat_style_a_plain_map_and_vector_tiles_have_no_pictures)
{
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    for (int i = 0; i < 4; i++) {
        t.s.in.relief = i == 0 ? NULL : t.heights;
        t.s.in.vector = i == 1;
        t.s.style.mono = i == 2;
        if (i == 3) {
            t.s.style.land.n = t.s.style.sea.n = 0;
            t.s.style.shade = 0;
        }
        collect(&t);
        for (int layer = 0; layer < SCENE_LAYERS; layer++)
            CHECK_INT(t.scene.layers[layer].n_images, 0);
    }
    close_site(&t);
}

TEST(the_same_ground_is_drawn_the_same_twice)
{
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    t.s.in.relief = t.heights;
    collect(&t);
    scene_image one = t.scene.layers[SCENE_AREAS].images[0];
    collect(&t);
    scene_image two = t.scene.layers[SCENE_AREAS].images[0];
    CHECK(!memcmp(one.pixels, two.pixels,
                  sizeof *one.pixels * (size_t)one.width * (size_t)one.height));
    close_site(&t);
}

TEST(off_the_earth_there_is_no_ground)
{
    site t;
    if (!open_site(&t, "equal-earth", (geo_box){ -180, -85, 180, 85 }))
        return;
    t.s.in.relief = t.heights;
    collect(&t);
    const scene_image *m = &t.scene.layers[SCENE_LAND].images[0];
    CHECK_INT(m->pixels[0], 0);
    CHECK_INT(pixel_at(&t, m, 0, 0) & 0xFF, 255);
    CHECK_INT(pixel_at(&t, m, 179, 0) & 0xFF, 255);
    CHECK_INT(pixel_at(&t, m, -179, 0) & 0xFF, 255);
    close_site(&t);
}

TEST(coverage_adds_up_across_areas_side_by_side)
{
    arena a = { 0 };
    scene s = { 0 };
    geo_rect left = { -5, 2, 3.25, 8 }, right = { 3.25, 2, 15, 8 };
    scene_add_rect(&s, &a, SCENE_LAND, left, STYLE_LAND)->source = "countries";
    scene_add_rect(&s, &a, SCENE_LAND, right, STYLE_LAND)->source = "countries";
    scene_add_rect(&s, &a, SCENE_LAND, (geo_rect){ 0, 0, 9, 9 }, STYLE_LAND)->source = "";

    float *c = cover_cells(&s.layers[SCENE_LAND], "countries", (geo_rect){ 0, 0, 10, 10 },
                           5, 4, &a);

    for (int x = 0; x < 5; x++) {
        CHECK_NEAR(c[0 * 5 + x], 0.2, 1e-5); /* rows of 2.5: from 2 on */
        CHECK_NEAR(c[1 * 5 + x], 1, 1e-5);
        CHECK_NEAR(c[2 * 5 + x], 1, 1e-5);
        CHECK_NEAR(c[3 * 5 + x], 0.2, 1e-5);
    }
    arena_clear(&a);
}

/* What of a scene a change may touch. */
static size_t differences(const scene *one, const scene *two, scene_layer_id layer)
{
    const scene_layer *a = &one->layers[layer], *b = &two->layers[layer];
    if (a->n_features != b->n_features)
        return 1;
    size_t n = 0;
    for (size_t i = 0; i < a->n_features; i++)
        n += a->features[i].id != b->features[i].id ||
             a->features[i].class != b->features[i].class ||
             a->features[i].path.n_points != b->features[i].path.n_points;
    return n;
}

static const scene_feature *by_key(const scene *s, scene_layer_id layer, const char *key)
{
    for (size_t i = 0; i < s->layers[layer].n_features; i++)
        if (!strcmp(s->layers[layer].features[i].key, key))
            return &s->layers[layer].features[i];
    return NULL;
}

TEST(boundaries_and_their_day_change_borders_and_areas_only)
{
    static const struct {
        basemap_view view;
        int asof;
    } cases[] = { { BASEMAP_UN, 20200101 },
                  { BASEMAP_DEFACTO, 20200101 },
                  { BASEMAP_UN, 20211116 },
                  { BASEMAP_DEFACTO, 0 } };
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    collect(&t);
    scene today = t.scene;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        t.s.in.boundaries = cases[i].view;
        t.s.in.asof = cases[i].asof;
        collect(&t);
        for (int layer = 0; layer < SCENE_LAYERS; layer++) {
            bool may = layer == SCENE_HATCHING || layer == SCENE_BORDERS ||
                       layer == SCENE_BORDERS_DISPUTED;
            if (!may)
                CHECK_INT(differences(&today, &t.scene, (scene_layer_id)layer), 0);
        }
        CHECK(differences(&today, &t.scene, SCENE_BORDERS_DISPUTED));
    }
    close_site(&t);
}

TEST(a_line_of_contact_is_collected_with_its_dates)
{
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    t.s.in.asof = 20200101;
    collect(&t);
    const scene_feature *f = by_key(&t.scene, SCENE_BORDERS_DISPUTED, "AZ|AZ-LOC");
    CHECK(f && f->class == STYLE_BORDER_CONTACT && f->kind == SCENE_LINE);
    CHECK_INT(f->n_attrs, 7);
    CHECK_TEXT(f->attrs[0].name, "approximate");
    CHECK_TEXT(f->attrs[1].text, "contact");
    CHECK_TEXT(f->attrs[3].name, "from");
    CHECK_NEAR(f->attrs[3].number, 19940512, 0);
    CHECK_NEAR(f->attrs[6].number, 20201110, 0);
    for (int i = 1; i < f->n_attrs; i++)
        CHECK(strcmp(f->attrs[i - 1].name, f->attrs[i].name) < 0);
    CHECK(by_key(&t.scene, SCENE_HATCHING, "hc:nagorno-karabakh"));
    CHECK(!by_key(&t.scene, SCENE_HATCHING, "hc:republic-of-artsakh"));
    const scene_feature *road =
        by_key(&t.scene, SCENE_BORDERS_DISPUTED, "hc:lachin-corridor");
    CHECK(road && road->class == STYLE_CORRIDOR);
    close_site(&t);
}

TEST(settlements_of_a_picture_keep_apart_and_have_every_capital)
{
    static const char *const capitals[] = { "Yerevan", "Baku", "Tbilisi" };
    site t;
    if (!open_site(&t, "auto", CAUCASUS))
        return;
    collect(&t);
    const scene_layer *places = &t.scene.layers[SCENE_LABELS_PLACE];
    CHECK(places->n_features > 6 && places->n_features < 30);
    for (size_t i = 0; i < 3; i++) {
        bool found = false;
        for (size_t k = 0; k < places->n_features; k++)
            found |= !strcmp(places->features[k].title, capitals[i]) &&
                     places->features[k].class == STYLE_CAPITAL_MARK;
        if (!found)
            TEST_FAIL("without %s", capitals[i]);
    }
    for (size_t i = 0; i < places->n_features; i++)
        for (size_t k = 0; k < i; k++) {
            geo_xy p = places->features[i].path.points[0];
            geo_xy q = places->features[k].path.points[0];
            CHECK(hypot(p.x - q.x, p.y - q.y) > 40);
        }
    close_site(&t);
}
