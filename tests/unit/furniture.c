#include "furniture/furniture.h"
#include "page/fit.h"
#include "page/page.h"

#include "studio.h"
#include "test.h"
#include "text/utf8.h"

#include <math.h>

static scene_page made(studio *s, crowd *c)
{
    scene_page p;
    dateline_error err = { 0 };
    s->in.events = c->list;
    s->in.n_events = c->n;
    if (page_make(&s->in, &s->options, &s->a, &p, &err))
        TEST_FAIL("%s", err.message);
    return p;
}

static const scene_text *text_keyed(const scene *s, scene_layer_id layer, const char *key)
{
    for (size_t i = 0; i < s->layers[layer].n_texts; i++)
        if (!strcmp(s->layers[layer].texts[i].key, key))
            return &s->layers[layer].texts[i];
    return NULL;
}

static const scene_feature *feature_keyed(const scene *s, scene_layer_id layer,
                                          const char *key)
{
    for (size_t i = 0; i < s->layers[layer].n_features; i++)
        if (!strcmp(s->layers[layer].features[i].key, key))
            return &s->layers[layer].features[i];
    return NULL;
}

/* Whether a text of the furniture has these words in it. */
static bool says(const scene *s, const char *words)
{
    for (size_t i = 0; i < s->layers[SCENE_FURNITURE].n_texts; i++)
        if (strstr(s->layers[SCENE_FURNITURE].texts[i].text, words))
            return true;
    return false;
}

static bool left_out(const scene *s, const char *key)
{
    for (size_t i = 0; i < s->n_left_out; i++)
        if (!strcmp(s->left_out[i].key, key))
            return true;
    return false;
}

static geo_rect bounds(const scene_feature *f)
{
    geo_rect r = { 1e9, 1e9, -1e9, -1e9 };
    for (int i = 0; i < f->path.n_points; i++) {
        geo_xy p = f->path.points[i];
        r = (geo_rect){ fmin(r.x0, p.x), fmin(r.y0, p.y), fmax(r.x1, p.x),
                        fmax(r.y1, p.y) };
    }
    return r;
}

/* No text is cut by the page, lies on another or is too small to read. */
static void check_texts(const scene *s, const char *what)
{
    for (int l = 0; l < SCENE_LAYERS; l++)
        for (size_t i = 0; i < s->layers[l].n_texts; i++) {
            const scene_text *t = &s->layers[l].texts[i];
            if (t->box.x0 < -0.1 || t->box.y0 < -0.1 || t->box.x1 > s->width_px + 0.1 ||
                t->box.y1 > s->height_px + 0.1)
                TEST_FAIL("%s: '%s' is cut by the page", what, t->text);
            if (t->font.size_px < 10.99)
                TEST_FAIL("%s: '%s' is %.1f px high", what, t->text, t->font.size_px);
        }
    const scene_layer *f = &s->layers[SCENE_FURNITURE];
    for (size_t i = 0; i < f->n_texts; i++)
        for (size_t k = i + 1; k < f->n_texts; k++)
            if (furniture_meets(f->texts[i].box, f->texts[k].box, -0.1))
                TEST_FAIL("%s: '%s' lies on '%s'", what, f->texts[i].text,
                          f->texts[k].text);
}

/* ------------------------------------------------------------ header, footer */

TEST(page_headline_of_any_length_is_whole_and_two_lines_at_most)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "vi"))
        skip();
    crowd_add(&c, "Shusha", 46.7488, 39.7601);
    s.options.title =
        "Ế Ộ Ữ Ặ: Hơn một trăm nghìn người rời vùng đất này trong mười ngày, "
        "theo số liệu của chính quyền sở tại";
    scene_page p = made(&s, &c);
    const scene_text *t = text_keyed(&p.scene, SCENE_FURNITURE, "title");
    CHECK(t != NULL);
    CHECK_TEXT(t->text, s.options.title);
    CHECK(t->n_lines <= 2);
    if (t->n_lines == 2)
        CHECK(t->lines[1].y - t->lines[0].y >= 1.35 * t->font.size_px);
    check_texts(&p.scene, "headline");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_footer_says_whose_lines_of_what_day_and_how_places_are_named)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "Shusha", 46.7488, 39.7601);
    s.options.notes = "First note\nSecond note";
    s.in.asof = 20211116;
    scene_page p = made(&s, &c);
    CHECK(says(&p.scene, s.words.word[WORD_DISPUTED]));
    CHECK(says(&p.scene, s.words.word[WORD_VIEW_UN]));
    CHECK(says(&p.scene, "16 Nov 2021"));
    CHECK(says(&p.scene, s.words.word[WORD_NAMES_WRITTEN]));
    CHECK(says(&p.scene, "First note") && says(&p.scene, "Second note"));
    CHECK(says(&p.scene, "Natural Earth") && says(&p.scene, "the source"));
    page_clear(&p);

    s.in.boundaries = BASEMAP_DEFACTO;
    s.in.naming = SCENE_DUAL;
    p = made(&s, &c);
    CHECK(says(&p.scene, s.words.word[WORD_VIEW_DEFACTO]));
    CHECK(says(&p.scene, s.words.word[WORD_NAMES_DUAL]));
    page_clear(&p);

    s.options.no_note = true;
    p = made(&s, &c);
    CHECK(!says(&p.scene, s.words.word[WORD_DISPUTED]));
    CHECK(!says(&p.scene, s.words.word[WORD_VIEW_DEFACTO]));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_logo_stands_in_the_footer_off_its_text)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "Shusha", 46.7488, 39.7601);
    uint32_t pixels[4] = { 0xFF0000FF, 0xFF0000FF, 0xFF0000FF, 0xFF0000FF };
    scene_image logo = {
        .box = { 0, 0, 300, 100 }, .width = 2, .height = 2, .pixels = pixels
    };
    s.options.logo = &logo;
    scene_page p = made(&s, &c);
    CHECK_INT(p.scene.layers[SCENE_FURNITURE].n_images, 1);
    geo_rect box = p.scene.layers[SCENE_FURNITURE].images[0].box;
    CHECK(box.y0 > p.scene.view.frame.y1 && box.x1 <= 1280 && box.y1 <= 960);
    CHECK_NEAR((box.x1 - box.x0) / (box.y1 - box.y0), 3, 0.01);
    CHECK(!furniture_meets(box, text_keyed(&p.scene, SCENE_FURNITURE, "credit")->box, 2));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

/* -------------------------------------------------------------------- legend */

static void many_kinds(crowd *c)
{
    static const dateline_kind kinds[] = { DATELINE_OFFENSIVE, DATELINE_CLASH,
                                           DATELINE_MEETING, DATELINE_TALKS,
                                           DATELINE_CEASEFIRE };
    crowd_add_region(c);
    for (size_t i = 0; i < c->n; i++)
        c->events[i].kind = kinds[i % 5];
}

TEST(page_legend_names_what_is_drawn_and_nothing_else)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    many_kinds(&c);
    c.events[3].status = DATELINE_CLAIMED;
    scene_page p = made(&s, &c);
    bool drawn[DATELINE_KINDS] = { 0 }, badge = false, claimed = false;
    for (size_t i = 0; i < p.scene.layers[SCENE_EVENTS].n_features; i++) {
        const scene_feature *f = &p.scene.layers[SCENE_EVENTS].features[i];
        badge |= f->badge && !f->listed;
        if (f->event && !f->badge) {
            drawn[f->event->kind] = true;
            claimed |= f->event->status == DATELINE_CLAIMED;
        }
    }
    for (int kind = 0; kind < DATELINE_KINDS; kind++)
        if (drawn[kind] != says(&p.scene, s.words.kinds[kind]))
            TEST_FAIL("'%s' is %sdrawn, and the legend says otherwise",
                      s.words.kinds[kind], drawn[kind] ? "" : "not ");
    CHECK(says(&p.scene, s.words.word[WORD_CLUSTER]) == badge);
    CHECK(says(&p.scene, s.words.word[WORD_CLAIMED_MARK]) == claimed);
    CHECK(!says(&p.scene, s.words.word[WORD_PLANNED_MARK]));
    check_texts(&p.scene, "legend");
    page_clear(&p);

    s.options.legend = SCENE_NEVER;
    p = made(&s, &c);
    CHECK(!feature_keyed(&p.scene, SCENE_FURNITURE, "legend"));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_of_one_kind_has_no_legend_unless_asked)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "Shusha", 46.7488, 39.7601)->kind = DATELINE_CLASH;
    scene_page p = made(&s, &c);
    CHECK(!feature_keyed(&p.scene, SCENE_FURNITURE, "legend"));
    page_clear(&p);
    s.options.legend = SCENE_ALWAYS;
    p = made(&s, &c);
    CHECK(feature_keyed(&p.scene, SCENE_FURNITURE, "legend"));
    CHECK(says(&p.scene, s.words.kinds[DATELINE_CLASH]));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_furniture_hides_no_event_and_no_other_furniture)
{
    static const double sizes[][2] = { { 640, 800 },   { 1280, 960 }, { 1600, 900 },
                                       { 1080, 1920 }, { 400, 300 },  { 900, 500 } };
    static const char *const langs[] = { "en", "vi", "ru", "hy", "ka" };
    for (size_t l = 0; l < 5; l++) {
        studio s;
        crowd c = { 0 };
        if (!studio_open(&s, langs[l]))
            skip();
        many_kinds(&c);
        s.options.north = s.options.graticule = true;
        for (size_t i = 0; i < 6; i++) {
            s.options.width_px = sizes[i][0];
            s.options.height_px = sizes[i][1];
            scene_page p = made(&s, &c);
            const char *what =
                str_print(&s.a, "%s %.0fx%.0f", langs[l], sizes[i][0], sizes[i][1]);
            check_texts(&p.scene, what);
            for (size_t k = 0; k < p.n_keep; k++) {
                const scene_layer *e = &p.scene.layers[SCENE_EVENTS];
                for (size_t m = 0; m < e->n_features; m++) {
                    geo_xy at = e->features[m].path.points[0];
                    geo_rect spot = { at.x, at.y, at.x, at.y };
                    if (e->features[m].kind == SCENE_POINT &&
                        furniture_meets(spot, p.keep[k], -4))
                        TEST_FAIL("%s: furniture on the marker of %s", what,
                                  e->features[m].key);
                }
            }
            page_clear(&p);
        }
        studio_close(&s);
        arena_clear(&c.a);
    }
}

/* --------------------------------------------------------------------- inset */

TEST(page_inset_shows_where_a_narrow_frame_lies)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "Shusha", 46.7488, 39.7601);
    crowd_add(&c, "Shusha", 46.7488, 39.7601);
    scene_page p = made(&s, &c);
    const scene_feature *ground = feature_keyed(&p.scene, SCENE_INSET, "inset");
    const scene_feature *extent = feature_keyed(&p.scene, SCENE_INSET, "inset-extent");
    CHECK(ground && extent);
    geo_rect g = bounds(ground), e = bounds(extent), f = p.scene.view.frame;
    double share = (g.x1 - g.x0) / (f.x1 - f.x0);
    CHECK(share > 0.179 && share < 0.251 && g.x1 - g.x0 >= 120);
    CHECK(e.x0 > g.x0 && e.x1 < g.x1 && e.y0 > g.y0 && e.y1 < g.y1);
    CHECK_NEAR(extent->paint.width, 1.5, 0.01);
    CHECK_NEAR((e.x0 + e.x1) / 2, (g.x0 + g.x1) / 2, 2);
    for (size_t i = 0; i < p.scene.layers[SCENE_INSET].n_features; i++) {
        geo_rect r = bounds(&p.scene.layers[SCENE_INSET].features[i]);
        CHECK(r.x0 > g.x0 - 0.1 && r.x1 < g.x1 + 0.1 && r.y0 > g.y0 - 0.1 &&
              r.y1 < g.y1 + 0.1);
    }
    page_clear(&p);

    s.options.inset = SCENE_NEVER;
    p = made(&s, &c);
    CHECK_INT(p.scene.layers[SCENE_INSET].n_features, 0);
    page_clear(&p);

    s.options.inset = SCENE_AUTO;
    s.options.box = (geo_box){ 30, 30, 60, 50 };
    p = made(&s, &c);
    CHECK_INT(p.scene.layers[SCENE_INSET].n_features, 0);
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_inset_of_a_region_shows_far_events_with_their_names)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    for (int i = 0; i < 4; i++)
        crowd_add(&c, "Shusha", 46.6 + 0.1 * i, 39.7601);
    crowd_add(&c, "Brussels", 4.3517, 50.8466);
    scene_page p = made(&s, &c);
    CHECK(feature_keyed(&p.scene, SCENE_INSET, "inset-event"));
    const scene_text *t = text_keyed(&p.scene, SCENE_INSET, "inset");
    CHECK(t && !strcmp(t->text, "Brussels"));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_inset_works_at_the_ends_of_the_earth)
{
    static const geo_box boxes[] = { { 178, -19, -178, -16 }, { 20, 78, 30, 81 },
                                     { -70, -69, -60, -66 },  { 0, 86, 9, 89.5 },
                                     { 30, -2, 39, 3 },       { -180, 60, -171, 66 } };
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    s.options.inset = SCENE_ALWAYS;
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        s.options.box = boxes[i];
        scene_page p = made(&s, &c);
        const scene_feature *ground = feature_keyed(&p.scene, SCENE_INSET, "inset");
        CHECK(ground != NULL);
        geo_rect g = bounds(ground);
        for (size_t k = 0; k < p.scene.layers[SCENE_INSET].n_features; k++) {
            geo_rect r = bounds(&p.scene.layers[SCENE_INSET].features[k]);
            CHECK(isfinite(r.x0) && isfinite(r.y1));
            CHECK(r.x0 > g.x0 - 0.6 && r.x1 < g.x1 + 0.6);
        }
        page_clear(&p);
    }
    studio_close(&s);
    arena_clear(&c.a);
}

/* ------------------------------------------------- scale, graticule, north */

TEST(page_scale_bar_has_two_halves_and_takes_its_share_of_the_width)
{
    studio s;
    int good = 0, all = 0;
    if (!studio_open(&s, "en"))
        skip();
    for (int i = 0; i < 16; i++) {
        crowd c = { 0 };
        crowd_add(&c, "A", 44, 40);
        crowd_add(&c, "B", 44.6 + 0.31 * i, 40.9);
        scene_page p = made(&s, &c);
        const scene_feature *bar = feature_keyed(&p.scene, SCENE_FURNITURE, "scale-bar");
        const scene_feature *half =
            feature_keyed(&p.scene, SCENE_FURNITURE, "scale-half");
        CHECK(bar && half);
        geo_rect b = bounds(bar), h = bounds(half), f = p.scene.view.frame;
        double share = (b.x1 - b.x0) / (f.x1 - f.x0);
        all++;
        good += share >= 0.12 && share <= 0.25;
        CHECK(share > 0.0999 && share < 0.2501);
        CHECK_NEAR(h.x0, (b.x0 + b.x1) / 2, 0.01);
        page_clear(&p);
        arena_clear(&c.a);
    }
    CHECK(good * 10 >= all * 8);
    studio_close(&s);
}

TEST(page_graticule_has_round_degrees_where_its_lines_leave_the_frame)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add_region(&c);
    s.options.graticule = true;
    scene_page p = made(&s, &c);
    int lines = 0, labels = 0;
    for (size_t i = 0; i < p.scene.layers[SCENE_LAND].n_features; i++)
        lines += !strcmp(p.scene.layers[SCENE_LAND].features[i].key, "graticule");
    CHECK(lines >= 5 && lines <= 20);
    for (size_t i = 0; i < p.scene.layers[SCENE_FURNITURE].n_texts; i++) {
        const scene_text *t = &p.scene.layers[SCENE_FURNITURE].texts[i];
        geo_lonlat at;
        if (strcmp(t->key, "degree") != 0)
            continue;
        CHECK(geo_view_unlocate(&p.scene.view, t->anchor, &at));
        bool north = str_ends(str_of(t->text), STR("N"));
        double degrees = north ? at.lat : at.lon;
        CHECK(north || str_ends(str_of(t->text), STR("E")));
        CHECK_NEAR(degrees, round(degrees), 0.01);
        CHECK(str_starts(str_of(t->text),
                         str_of(str_print(&s.a, "%.0f°", round(degrees)))));
        labels++;
    }
    CHECK(labels >= 4);
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_north_arrow_points_north_where_it_stands)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    s.options.box = (geo_box){ 5, 45, 60, 70 };
    s.options.north = true;
    scene_page p = made(&s, &c);
    const scene_feature *f = feature_keyed(&p.scene, SCENE_FURNITURE, "north");
    CHECK(f != NULL);
    geo_xy tip = f->path.points[0], tail = f->path.points[2];
    geo_lonlat from, to;
    CHECK(geo_view_unlocate(&p.scene.view, tail, &from));
    CHECK(geo_view_unlocate(&p.scene.view, tip, &to));
    double bearing = geo_bearing(from, to);
    CHECK(bearing < 1.5 || bearing > 358.5);
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

/* ----------------------------------------------------------------- fit, alt */

static geo_box fitted(crowd *c)
{
    return page_fit(c->list, c->n, &c->a);
}

TEST(fit_shows_what_matters_most_and_leaves_the_rest_to_pointers)
{
    crowd c = { 0 };
    for (int i = 0; i < 5; i++)
        crowd_add(&c, "near", 46 + 0.2 * i, 40)->priority = 1 + i % 2;
    crowd_add(&c, "less", 46.4, 41.3)->priority = 3;
    geo_box box = fitted(&c);
    CHECK(!geo_box_has(box, (geo_lonlat){ 46.4, 41.3 }));
    CHECK(geo_box_has(box, (geo_lonlat){ 46.8, 40 }));

    crowd only = { 0 };
    crowd_add(&only, "less", 46.4, 41.3)->priority = 3;
    CHECK(geo_box_has(fitted(&only), (geo_lonlat){ 46.4, 41.3 }));
    arena_clear(&c.a);
    arena_clear(&only.a);
}

TEST(fit_of_a_town_is_60_to_120_km_and_of_a_region_the_whole_of_it)
{
    crowd town = { 0 }, region = { 0 };
    for (int i = 0; i < 9; i++)
        crowd_add(&town, "town", 46.75 + 0.002 * i, 39.8);
    geo_box box = fitted(&town);
    double high = (box.north - box.south) * 111.2;
    CHECK(high > 60 && high < 120);

    dateline_event *e = crowd_add(&region, "region", 46.75, 39.8);
    e->geo_precision = DATELINE_GEO_REGION;
    e->radius_km = 150;
    box = fitted(&region);
    for (int i = 0; i < 4; i++)
        CHECK(geo_box_has(box, geo_toward(e->where, 90 * i, 149)));
    arena_clear(&town.a);
    arena_clear(&region.a);
}

TEST(page_is_told_in_a_sentence_and_at_length_in_order_of_time)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    many_kinds(&c);
    scene_page p = made(&s, &c);
    CHECK(text_count(str_of(p.scene.alt)) <= 250);
    CHECK(strstr(p.scene.alt, "Azerbaijan") && strstr(p.scene.alt, "14 events"));
    /* The first of January is told before the last of December. */
    const char *january = strstr(p.scene.description, "1 Jan 2020"),
               *december = strstr(p.scene.description, "12 Dec 2020");
    CHECK(january && december && january < december);
    page_clear(&p);

    c.n = 1;
    p = made(&s, &c);
    CHECK(strstr(p.scene.alt, "What happened at Stepanakert"));
    page_clear(&p);

    s.options.alt = "In the editor's words";
    p = made(&s, &c);
    CHECK_TEXT(p.scene.alt, "In the editor's words");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_too_small_for_all_says_what_it_leaves_out)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    many_kinds(&c);
    s.options.width_px = 240;
    s.options.height_px = 180;
    scene_page p = made(&s, &c);
    geo_rect f = p.scene.view.frame;
    CHECK(f.y1 - f.y0 > 50 && f.x1 - f.x0 > 180);
    CHECK(left_out(&p.scene, "footer"));
    check_texts(&p.scene, "stamp");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

/* --------------------------------------------------- what readers know it by */

static const geo_rect PAGE = { 0, 0, 1240, 850 };
static const geo_lonlat YEREVAN = { 44.514, 40.178 }, BAKU = { 49.867, 40.409 };

TEST(widen_takes_in_both_capitals_around_a_region_between_them)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    dateline_event *e = crowd_add(&c, "Nagorno-Karabakh", 46.75, 39.8);
    e->geo_precision = DATELINE_GEO_REGION;
    e->radius_km = 70;
    s.in.events = c.list;
    s.in.n_events = c.n;
    geo_box fit = fitted(&c), wide = page_widen(&s.in, fit, PAGE, &c.a);
    CHECK(!geo_box_has(fit, YEREVAN) && !geo_box_has(fit, BAKU));
    CHECK(geo_box_has(wide, YEREVAN) && geo_box_has(wide, BAKU));
    /* On a small page what happened needs the room. */
    geo_rect small = { 0, 0, 400, 250 };
    geo_box less = page_widen(&s.in, fit, small, &c.a);
    CHECK(geo_box_width(less) < geo_box_width(wide));
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(widen_leaves_alone_what_is_wide_or_has_many_events)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    s.in.events = c.list;
    crowd_add(&c, "Madrid", -3.7, 40.4);
    crowd_add(&c, "Warsaw", 21, 52.2);
    s.in.n_events = c.n;
    geo_box fit = fitted(&c), wide = page_widen(&s.in, fit, PAGE, &c.a);
    CHECK(!memcmp(&fit, &wide, sizeof fit));
    c.n = 0;
    for (int i = 0; i < 60; i++)
        crowd_add(&c, "somewhere", 46.5 + 0.01 * i, 39.8);
    s.in.n_events = c.n;
    fit = fitted(&c);
    wide = page_widen(&s.in, fit, PAGE, &c.a);
    CHECK(!memcmp(&fit, &wide, sizeof fit));
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_shows_where_a_movement_near_by_goes)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    dateline_event *e = crowd_add(&c, "Stepanakert", 46.75, 39.82);
    e->kind = DATELINE_DISPLACEMENT;
    e->to_place = "Goris";
    e->to_located = true;
    e->to_where = (geo_lonlat){ 46.34, 39.51 };
    scene_page p = made(&s, &c);
    CHECK(geo_view_shows(&p.scene.view, e->to_where));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

/* ----------------------------------------------------------- clauses, clocks */

TEST(page_lists_what_several_events_of_an_area_were)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    for (int i = 0; i < 3; i++) {
        dateline_event *e = crowd_add(&c, "Nagorno-Karabakh", 46.75, 39.8);
        e->geo_precision = DATELINE_GEO_REGION;
        e->radius_km = 70;
        e->title = str_print(&c.a, "Chapter %d", i);
    }
    scene_page p = made(&s, &c);
    for (int i = 0; i < 3; i++)
        CHECK(says(&p.scene, str_print(&c.a, "Chapter %d", i)));
    page_clear(&p);
    s.options.list = SCENE_NEVER;
    p = made(&s, &c);
    CHECK(!says(&p.scene, "Chapter 1"));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

static bool labels(const scene *s, const char *words)
{
    const scene_layer *l = &s->layers[SCENE_EVENT_LABELS];
    for (size_t i = 0; i < l->n_texts; i++)
        if (strstr(l->texts[i].text, words))
            return true;
    return false;
}

TEST(page_labels_two_events_of_a_town_by_what_they_were)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "Goris", 46.342, 39.511)->title = "A market opens";
    crowd_add(&c, "Goris", 46.342, 39.511)->title = "A bridge closes";
    scene_page p = made(&s, &c);
    CHECK(labels(&p.scene, "A market opens · 2\u00A0Feb\u00A02020: A bridge closes"));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_labels_a_clause_by_its_kind_and_cuts_none)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    dateline_event *e = crowd_add(&c, "Goris", 46.342, 39.511);
    e->kind = DATELINE_CLASH;
    e->title =
        "Soldiers of both sides exchanged fire for several hours along the road that "
        "leads to the border";
    crowd_add(&c, "Sisian", 46.03, 39.52);
    crowd_add(&c, "Kapan", 46.406, 39.208);
    crowd_add(&c, "Meghri", 46.24, 38.9);
    scene_page p = made(&s, &c);
    CHECK(labels(&p.scene, ": Clash"));
    CHECK(!labels(&p.scene, "…") && !labels(&p.scene, "exchanged fire"));
    page_clear(&p);
    e->title = "Armed clash, Goris";
    p = made(&s, &c);
    CHECK(labels(&p.scene, ": Armed clash") && !labels(&p.scene, "clash, Goris"));
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_says_the_hour_as_its_source_does)
{
    studio s;
    crowd c = { 0 };
    when_date d;
    if (!studio_open(&s, "en"))
        skip();
    dateline_event *e = crowd_add(&c, "Goris", 46.342, 39.511);
    CHECK_INT(when_parse(STR("2021-11-16T22:30+04:00"), NULL, &d, NULL), DATELINE_OK);
    e->when = d.when;
    e->date_edtf = "2021-11-16T22:30:00+04:00";
    CHECK_TEXT(scene_when(&s.words, e, &c.a), "16 Nov 2021, 22:30");
    e->date_edtf = "2021-11-16T18:30Z";
    CHECK_TEXT(scene_when(&s.words, e, &c.a), "16 Nov 2021, 18:30 UTC");
    /* The day is that of the place. */
    CHECK_INT(when_parse(STR("2021-11-17T01:30+04:00"), NULL, &d, NULL), DATELINE_OK);
    e->when = d.when;
    e->date_edtf = "2021-11-17T01:30+04:00";
    CHECK_TEXT(scene_when(&s.words, e, &c.a), "17 Nov 2021, 01:30");
    e->date_edtf = "2021-11-17T01:30+0x:00";
    CHECK_TEXT(scene_when(&s.words, e, &c.a), "16 Nov 2021, 21:30 UTC");
    studio_close(&s);
    arena_clear(&c.a);
}
