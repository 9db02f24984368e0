#include "page/page.h"
#include "page/fit.h"

#include "base/num.h"
#include "base/rng.h"

#include "studio.h"
#include "test.h"

#include <math.h>

/* --------------------------------------------------------------------- fit */

static geo_box fit(crowd *c)
{
    return page_fit(c->list, c->n, &c->a);
}

TEST(fit_leaves_out_what_lies_far_from_the_rest)
{
    crowd c = { 0 };
    crowd_add_region(&c);
    crowd_add(&c, "Brussels", 4.3517, 50.8466);
    crowd_add(&c, "Moscow", 37.6156, 55.7522);
    crowd_add(&c, "Washington", -77.0365, 38.8951);

    geo_box box = fit(&c);

    CHECK(!geo_box_has(box, (geo_lonlat){ 4.3517, 50.8466 }));
    CHECK(!geo_box_has(box, (geo_lonlat){ 37.6156, 55.7522 }));
    CHECK(geo_box_has(box, (geo_lonlat){ 44.5136, 40.1776 }));
    CHECK(geo_box_has(box, (geo_lonlat){ 49.8920, 40.3777 }));
    for (size_t i = 0; i + 3 < c.n; i++)
        CHECK(geo_box_has(box, c.events[i].where));
    CHECK(geo_box_width(box) < 8 && box.north - box.south < 4);
    arena_clear(&c.a);
}

TEST(fit_of_one_place_shows_its_surroundings)
{
    crowd c = { 0 };
    crowd_add(&c, "Shusha", 46.7488, 39.7601);

    geo_box box = fit(&c);

    CHECK(geo_box_has(box, c.events[0].where));
    CHECK(geo_box_width(box) > 0.1 && geo_box_width(box) < 2);
    CHECK(box.north - box.south > 0.1 && box.north - box.south < 2);
    arena_clear(&c.a);
}

TEST(fit_counts_forty_events_in_one_town_once)
{
    crowd one = { 0 }, many = { 0 };
    crowd_add_region(&one);
    crowd_add_region(&many);
    for (int i = 0; i < 40; i++)
        crowd_add(&many, "Stepanakert", 46.7515 + 0.0003 * i, 39.8153); /* a street */

    geo_box a = fit(&one), b = fit(&many);

    CHECK(a.west == b.west && a.east == b.east && a.south == b.south &&
          a.north == b.north);
    arena_clear(&one.a);
    arena_clear(&many.a);
}

TEST(fit_of_two_places_has_both_however_far)
{
    crowd c = { 0 };
    crowd_add(&c, "Hanoi", 105.8412, 21.0245);
    crowd_add(&c, "Brussels", 4.3517, 50.8466);

    geo_box box = fit(&c);

    CHECK(geo_box_has(box, c.events[0].where));
    CHECK(geo_box_has(box, c.events[1].where));
    arena_clear(&c.a);
}

TEST(fit_crosses_the_antimeridian_where_that_is_shorter)
{
    crowd c = { 0 };
    crowd_add(&c, "Suva", 178.4417, -18.1416);
    crowd_add(&c, "Nadi", 177.4167, -17.8);
    crowd_add(&c, "Lakeba", -178.8, -18.2);
    crowd_add(&c, "Taveuni", -179.99, -16.85);

    geo_box box = fit(&c);

    CHECK(box.west > box.east);
    CHECK(geo_box_width(box) < 6);
    for (size_t i = 0; i < c.n; i++)
        CHECK(geo_box_has(box, c.events[i].where));
    arena_clear(&c.a);
}

TEST(fit_of_what_has_no_place_is_nothing)
{
    crowd c = { 0 };
    crowd_add(&c, "nowhere", 0, 0)->located = false;
    crowd_add(&c, "Armenia", 45, 40)->geo_precision = DATELINE_GEO_COUNTRY;
    crowd_add(&c, "Asia", 90, 45)->radius_km = 3000;

    geo_box box = fit(&c);

    CHECK(box.west == 0 && box.east == 0 && box.south == 0 && box.north == 0);
    box = page_fit(NULL, 0, &c.a);
    CHECK(box.west == 0 && box.north == 0);
    arena_clear(&c.a);
}

TEST(fit_of_a_long_border_alone_is_the_border)
{
    crowd c = { 0 };
    dateline_event *e = crowd_add(&c, "border", 37, 50);
    e->radius_km = 420;
    e->geo_precision = DATELINE_GEO_LINE;
    geo_box box = fit(&c);
    CHECK(box.west < 32 && box.east > 42 && box.south < 47 && box.north > 53);

    crowd_add(&c, "town", 37, 50);
    box = fit(&c);
    CHECK(box.west > 36 && box.east < 38);
    arena_clear(&c.a);
}

TEST(fit_survives_the_poles_and_the_corners_of_the_world)
{
    crowd c = { 0 };
    crowd_add(&c, "North Pole", 0, 90);
    CHECK_NEAR(fit(&c).north, 90, 0.2);
    crowd_add(&c, "South Pole", 0, -90);
    crowd_add(&c, "Corner", -180, 0);
    geo_box box = fit(&c);
    CHECK(isfinite(box.west) && isfinite(box.east) && box.south >= -90 &&
          box.north <= 90 && box.south < box.north);
    arena_clear(&c.a);
}

/* ------------------------------------------------------------------- pages */

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

static double depth(geo_rect a, geo_rect b)
{
    double w = fmin(a.x1, b.x1) - fmax(a.x0, b.x0),
           h = fmin(a.y1, b.y1) - fmax(a.y0, b.y0);
    return fmax(0, fmin(w, h));
}

static bool in_rect(geo_rect a, geo_rect outer, double slack)
{
    return a.x0 >= outer.x0 - slack && a.y0 >= outer.y0 - slack &&
           a.x1 <= outer.x1 + slack && a.y1 <= outer.y1 + slack;
}

/* All texts of a page in one list. */
static size_t texts_of(const scene *s, arena *a, const scene_text ***out)
{
    size_t n = 0;
    for (int l = 0; l < SCENE_LAYERS; l++)
        n += s->layers[l].n_texts;
    *out = arena_array(a, const scene_text *, n + 1);
    n = 0;
    for (int l = 0; l < SCENE_LAYERS; l++)
        for (size_t i = 0; i < s->layers[l].n_texts; i++)
            (*out)[n++] = &s->layers[l].texts[i];
    return n;
}

/* What the ink of a text covers: pieces, where it does not stand level. */
static const geo_rect *pieces_of(const scene_text *t, int *n)
{
    *n = t->n_boxes > 0 ? t->n_boxes : 1;
    return t->n_boxes > 0 ? t->boxes : &t->box;
}

static double overlap(const scene_text *a, const scene_text *b)
{
    int n, m;
    const geo_rect *of_a = pieces_of(a, &n), *of_b = pieces_of(b, &m);
    double most = 0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < m; k++)
            most = fmax(most, depth(of_a[i], of_b[k]));
    return most;
}

static double distance_to(const scene_text *t, double x, double y)
{
    int n;
    const geo_rect *b = pieces_of(t, &n);
    double least = INFINITY;
    for (int i = 0; i < n; i++) {
        double dx = fmax(fmax(b[i].x0 - x, 0), x - b[i].x1);
        double dy = fmax(fmax(b[i].y0 - y, 0), y - b[i].y1);
        least = fmin(least, hypot(dx, dy));
    }
    return least;
}

/* What holds for every page, whatever is on it. */
static void check_page(studio *s, const scene *page, const char *what)
{
    const scene_text **texts;
    geo_rect whole = { 0, 0, page->width_px, page->height_px }, frame = page->view.frame;
    size_t n = texts_of(page, &s->a, &texts);
    for (size_t i = 0; i < n; i++) {
        if (!in_rect(texts[i]->box, whole, 0.01))
            TEST_FAIL("%s: '%s' is not inside the page", what, texts[i]->text);
        for (size_t k = i + 1; k < n; k++)
            if (overlap(texts[i], texts[k]) > 0.05)
                TEST_FAIL("%s: '%s' lies on '%s'", what, texts[i]->text, texts[k]->text);
    }
    for (int l = 0; l < SCENE_FURNITURE; l++)
        for (size_t i = 0; i < page->layers[l].n_texts; i++)
            if (!in_rect(page->layers[l].texts[i].box, frame, 0.01))
                TEST_FAIL("%s: '%s' is not inside the frame", what,
                          page->layers[l].texts[i].text);
    for (size_t i = 0; i < page->n_markers; i++) {
        const scene_marker *m = &page->markers[i];
        if (m->x - m->r < frame.x0 - 1 || m->x + m->r > frame.x1 + 1 ||
            m->y - m->r < frame.y0 - 1 || m->y + m->r > frame.y1 + 1)
            TEST_FAIL("%s: marker of %s, %.1f %.1f r %.1f, is cut by the frame %.0f %.0f "
                      "%.0f %.0f",
                      what, m->key, m->x, m->y, m->r, frame.x0, frame.y0, frame.x1,
                      frame.y1);
        for (size_t k = 0; k < n; k++) {
            /* The number on a marker hides the settlement that it stands on. */
            bool number = texts[k]->role == STYLE_BADGE;
            if (strcmp(texts[k]->key, m->key) != 0 && (m->is_event || !number) &&
                distance_to(texts[k], m->x, m->y) < m->r - 1)
                TEST_FAIL("%s: '%s' lies on the marker of %s", what, texts[k]->text,
                          m->key);
        }
    }
}

/* How deep two markers of events lie in each other; given for both is how far an
   exact one may be moved from its place. */
static void check_markers(const scene *page, const char *what)
{
    for (size_t i = 0; i < page->n_markers; i++)
        for (size_t k = i + 1; k < page->n_markers; k++) {
            const scene_marker *a = &page->markers[i], *b = &page->markers[k];
            if (!a->is_event || !b->is_event)
                continue;
            double d = hypot(a->x - b->x, a->y - b->y);
            if (d < 0.5 * (a->r + b->r))
                TEST_FAIL("%s: markers of %s and %s are %.1f apart, radii %.1f and %.1f",
                          what, a->key, b->key, d, a->r, b->r);
        }
}

/* Towns in a circle, outliers far away, several events in each. */
static void add_any(crowd *c, uint64_t *seed)
{
    static const geo_lonlat crowded[] = { { 2.3, 48.9 },   { 105.8, 21 },  { 44.5, 40.2 },
                                          { -74, 40.7 },   { 121.5, 31 },  { 29, 41 },
                                          { -179.9, -17 }, { 18.1, 69.6 }, { 28, -26 } };
    uint32_t where = rng_below(seed, 18);
    double lon = where < 9 ? crowded[where].lon : rng_unit(seed) * 340 - 170;
    double lat = where < 9 ? crowded[where].lat : rng_unit(seed) * 110 - 50;
    double km = 5 * pow(10, rng_unit(seed) * 2.2);
    size_t towns = 1 + rng_below(seed, 30);
    for (size_t i = 0; i < towns; i++) {
        geo_lonlat at = geo_toward((geo_lonlat){ lon, lat }, rng_unit(seed) * 360,
                                   rng_unit(seed) * km);
        const char *name = str_print(&c->a, "Place %u", rng_below(seed, 1000));
        for (uint32_t k = 0; k <= rng_below(seed, 3) && c->n < CROWD; k++) {
            dateline_event *e = crowd_add(c, name, at.lon, at.lat);
            e->kind = (dateline_kind)rng_below(seed, DATELINE_KINDS);
            e->priority = (int)rng_below(seed, 4);
        }
    }
    for (uint32_t i = 0; i < rng_below(seed, 4); i++) {
        geo_lonlat far =
            geo_toward((geo_lonlat){ lon, lat }, rng_unit(seed) * 360, km * 12 + 500);
        crowd_add(c, str_print(&c->a, "Far %u", i), far.lon, far.lat);
    }
}

/* How many pointers have this in their titles; *last is the last of them. */
static int pointers_of(const scene *s, const char *name, const scene_feature **last)
{
    int n = 0;
    const scene_layer *l = &s->layers[SCENE_ARROWS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->class != STYLE_POINTER_MARK || !strstr(f->title, name))
            continue;
        n++;
        if (last)
            *last = f;
    }
    return n;
}

TEST(page_of_karabakh_is_neat_in_every_language)
{
    static const char *const langs[] = { "en", "vi", "ru", "hy" };
    for (int i = 0; i < 4; i++) {
        studio s;
        crowd c = { 0 };
        if (!studio_open(&s, langs[i]))
            skip();
        crowd_add_region(&c);
        crowd_add(&c, "Brussels", 4.3517, 50.8466);
        crowd_add(&c, "Moscow", 37.6156, 55.7522);
        scene_page p = made(&s, &c);
        check_page(&s, &p.scene, langs[i]);
        check_markers(&p.scene, langs[i]);
        CHECK_INT(pointers_of(&p.scene, "", NULL), 2);
        page_clear(&p);
        studio_close(&s);
        arena_clear(&c.a);
    }
}

TEST(page_is_neat_for_any_events)
{
    studio s;
    uint64_t seed = 2024;
    if (!studio_open(&s, "en"))
        skip();
    for (int round = 0; round < 60; round++) {
        crowd c = { 0 };
        s.in.type_scale = 1 + 0.3 * rng_below(&seed, 4);
        s.options.width_px = 480 * s.in.type_scale + rng_below(&seed, 1200);
        s.options.height_px = 480 * s.in.type_scale + rng_below(&seed, 900);
        add_any(&c, &seed);
        scene_page p = made(&s, &c);
        const char *what = str_print(&s.a, "round %d", round);
        check_page(&s, &p.scene, what);
        check_markers(&p.scene, what);
        page_clear(&p);
        arena_clear(&c.a);
    }
    studio_close(&s);
}

TEST(page_is_the_same_each_time)
{
    studio s;
    crowd c = { 0 };
    buf once = { 0 }, again = { 0 };
    if (!studio_open(&s, "vi"))
        skip();
    crowd_add_region(&c);
    scene_page p = made(&s, &c), q = made(&s, &c);
    scene_dump(&p.scene, &once);
    scene_dump(&q.scene, &again);
    CHECK(once.len > 1000);
    CHECK(str_eq(buf_str(&once), buf_str(&again)));
    page_clear(&p);
    page_clear(&q);
    buf_clear(&once);
    buf_clear(&again);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_of_forty_events_in_one_town_has_one_marker_with_their_number)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    for (int i = 0; i < 40; i++)
        crowd_add(&c, "Shusha", 46.7488, 39.7601);
    scene_page p = made(&s, &c);
    const scene_layer *l = &p.scene.layers[SCENE_EVENTS];
    CHECK_INT(l->n_features, 1);
    CHECK_INT(l->features[0].stacked, 40);
    CHECK_INT(l->n_texts, 1);
    CHECK_TEXT(l->texts[0].text, "40");
    check_page(&s, &p.scene, "one town");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_with_nothing_to_draw_says_so)
{
    studio s;
    crowd c = { 0 };
    scene_page p;
    dateline_error err = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "nowhere", 0, 0)->located = false;
    s.in.events = c.list;
    s.in.n_events = c.n;
    CHECK_INT(page_make(&s.in, &s.options, &s.a, &p, &err), DATELINE_NOT_FOUND);
    CHECK(strstr(err.message, "--box") != NULL);

    s.options.box = (geo_box){ 44, 39, 48, 42 };
    CHECK_INT(page_make(&s.in, &s.options, &s.a, &p, &err), DATELINE_OK);
    check_page(&s, &p.scene, "box");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_across_the_antimeridian_shows_both_sides)
{
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add(&c, "Suva", 178.4417, -18.1416);
    crowd_add(&c, "Lakeba", -178.8, -18.2);
    crowd_add(&c, "Labasa", 179.3833, -16.4333);
    scene_page p = made(&s, &c);
    CHECK_INT(p.scene.layers[SCENE_EVENTS].n_features, 3);
    CHECK(p.scene.layers[SCENE_LAND].n_features > 0);
    check_page(&s, &p.scene, "Fiji");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

/* The length that the scale bar states, and how long it is drawn; false if the
   page has none. */
static bool scale_bar(const scene *s, double *km, double *px)
{
    const scene_layer *l = &s->layers[SCENE_FURNITURE];
    const char *text = NULL;
    *px = 0;
    for (size_t i = 0; i < l->n_texts; i++)
        if (!strcmp(l->texts[i].key, "scale"))
            text = l->texts[i].text;
    for (size_t i = 0; i < l->n_features; i++)
        if (!strcmp(l->features[i].key, "scale-bar"))
            *px = fmax(*px,
                       l->features[i].path.points[1].x - l->features[i].path.points[0].x);
    if (!text)
        return false;
    char digits[32];
    size_t n = 0;
    for (const char *c = text; *c && *c != ' '; c++)
        if (*c >= '0' && *c <= '9' && n + 1 < sizeof digits)
            digits[n++] = *c;
    CHECK(num_parse((str){ digits, n }, km));
    *km /= str_ends(str_of(text), STR(" m")) ? 1000 : 1;
    return true;
}

/* Between 12 and 25 per cent of the width there is not always a length of 1, 2 or 5:
   the next one is 2.5 times as long. Then it is shorter, but no shorter than 10. */
TEST(page_scale_bar_has_a_round_length_that_is_true_for_any_area)
{
    studio s;
    uint64_t seed = 5;
    int bars = 0;
    if (!studio_open(&s, "en"))
        skip();
    for (int round = 0; round < 25; round++) {
        crowd c = { 0 };
        double lon = rng_unit(&seed) * 360 - 180, lat = rng_unit(&seed) * 110 - 50;
        double half = 0.02 * pow(10, rng_unit(&seed) * 2.3), km, px;
        s.options.box = (geo_box){ geo_wrap_lon(lon - half), lat - half * 0.7,
                                   geo_wrap_lon(lon + half), lat + half * 0.7 };
        scene_page p = made(&s, &c);
        if (scale_bar(&p.scene, &km, &px)) {
            double lead = km / pow(10, floor(log10(km) + 1e-9));
            geo_rect f = p.scene.view.frame;
            geo_xy mid = { (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2 };
            geo_lonlat a, b;
            CHECK(fabs(lead - 1) < 1e-9 || fabs(lead - 2) < 1e-9 ||
                  fabs(lead - 5) < 1e-9);
            CHECK(px / (f.x1 - f.x0) > 0.0999 && px / (f.x1 - f.x0) < 0.2501);
            CHECK(
                geo_view_unlocate(&p.scene.view, (geo_xy){ mid.x - px / 2, mid.y }, &a));
            CHECK(
                geo_view_unlocate(&p.scene.view, (geo_xy){ mid.x + px / 2, mid.y }, &b));
            CHECK_NEAR(geo_distance_km(a, b) / km, 1, 0.02);
            bars++;
        }
        page_clear(&p);
        arena_clear(&c.a);
    }
    CHECK(bars > 15);
    studio_close(&s);
}

TEST(page_of_the_world_has_no_scale_bar)
{
    studio s;
    crowd c = { 0 };
    double km, px;
    if (!studio_open(&s, "en"))
        skip();
    s.options.box = (geo_box){ -180, -80, 180, 80 };
    scene_page p = made(&s, &c);
    CHECK(!scale_bar(&p.scene, &km, &px));
    check_page(&s, &p.scene, "world");
    page_clear(&p);
    studio_close(&s);
}

TEST(page_pointers_stay_inside_the_frame_and_point_the_right_way)
{
    static const struct {
        const char *name, *direction;
        double lon, lat, dx, dy;
    } far[] = { { "Moscow", "N", 37.6, 55.75, 0, -1 },
                { "Riyadh", "S", 46.7, 24.7, 0, 1 },
                { "Washington", "NW", -77, 38.9, -0.7, -0.7 },
                { "Beijing", "NE", 116.4, 39.9, 0.7, -0.7 } };
    studio s;
    crowd c = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add_region(&c);
    for (int i = 0; i < 4; i++)
        crowd_add(&c, far[i].name, far[i].lon, far[i].lat);
    scene_page p = made(&s, &c);
    CHECK_INT(pointers_of(&p.scene, "", NULL), 4);
    for (int i = 0; i < 4; i++) {
        const scene_feature *f = NULL;
        CHECK_INT(pointers_of(&p.scene, far[i].name, &f), 1);
        geo_xy tip = f->path.points[0], tail = f->path.points[2];
        double dx = tip.x - tail.x, dy = tip.y - tail.y, len = hypot(dx, dy);
        for (int k = 0; k < f->path.n_points; k++)
            CHECK(in_rect((geo_rect){ f->path.points[k].x, f->path.points[k].y,
                                      f->path.points[k].x, f->path.points[k].y },
                          p.scene.view.frame, 0));
        /* Within some 40 degrees: great circles leave at a slant. */
        if ((dx * far[i].dx + dy * far[i].dy) / len < 0.75)
            TEST_FAIL("the pointer to %s goes %g %g", far[i].name, dx / len, dy / len);
    }
    check_page(&s, &p.scene, "pointers");
    page_clear(&p);
    studio_close(&s);
    arena_clear(&c.a);
}

TEST(page_ground_and_events_make_the_same_map)
{
    studio s;
    crowd c = { 0 };
    scene_page ground;
    scene slide;
    dateline_error err = { 0 };
    if (!studio_open(&s, "en"))
        skip();
    crowd_add_region(&c);
    s.in.events = c.list;
    s.in.n_events = c.n;
    if (page_ground(&s.in, &s.options, &s.a, &ground, &err) ||
        page_events(&s.in, &ground, &s.a, &slide, &err))
        TEST_FAIL("%s", err.message);
    CHECK_INT(ground.scene.layers[SCENE_EVENTS].n_features, 0);
    CHECK(slide.layers[SCENE_EVENTS].n_features > 5);
    CHECK_INT(slide.layers[SCENE_LAND].n_features,
              ground.scene.layers[SCENE_LAND].n_features);
    check_page(&s, &slide, "slide");
    page_clear(&ground);
    studio_close(&s);
    arena_clear(&c.a);
}
