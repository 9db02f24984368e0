#include "marks/marks.h"
#include "collect/collect.h"
#include "page/page.h"
#include "page/steps.h"

#include "studio.h"
#include "test.h"

#include <math.h>
#include <string.h>

typedef struct shot {
    studio s;
    crowd c;
    scene_page p;
} shot;

static bool open_shot(shot *t, const char *lang)
{
    *t = (shot){ 0 };
    return studio_open(&t->s, lang);
}

static void take(shot *t)
{
    dateline_error err = { 0 };
    t->s.in.events = t->c.list;
    t->s.in.n_events = t->c.n;
    if (page_make(&t->s.in, &t->s.options, &t->s.a, &t->p, &err))
        TEST_FAIL("%s", err.message);
}

static void close_shot(shot *t)
{
    page_clear(&t->p);
    studio_close(&t->s);
    arena_clear(&t->c.a);
}

static const scene_layer *layer(const shot *t, scene_layer_id id)
{
    return &t->p.scene.layers[id];
}

static const scene_feature *find(const shot *t, scene_layer_id id, const char *key)
{
    for (size_t i = 0; i < layer(t, id)->n_features; i++)
        if (!strcmp(layer(t, id)->features[i].key, key))
            return &layer(t, id)->features[i];
    return NULL;
}

static double far(geo_xy a, geo_xy b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

static const scene_attr *attr(const scene_feature *f, const char *name)
{
    for (int i = 0; i < f->n_attrs; i++)
        if (!strcmp(f->attrs[i].name, name))
            return &f->attrs[i];
    return NULL;
}

/* The corners of a map, so that what is tested stands in its middle. */
static void add_corners(crowd *c)
{
    crowd_add(c, "West", 44.0, 40.0);
    crowd_add(c, "East", 48.5, 40.6);
}

/* --------------------------------------------------------- fans and stacks */

TEST(events_at_one_place_stand_around_it)
{
    for (size_t n = 2; n <= 6; n++) {
        shot t;
        if (!open_shot(&t, "en"))
            skip();
        add_corners(&t.c);
        for (size_t i = 0; i < n; i++)
            crowd_add(&t.c, "Ganja", 46.3606, 40.6828);
        take(&t);
        const scene_layer *l = layer(&t, SCENE_EVENTS);
        CHECK_INT(l->n_features, n + 2);
        size_t loud = 0;
        for (size_t i = 0; i < l->n_features; i++) {
            const scene_feature *f = &l->features[i];
            loud += !f->quiet;
            for (size_t j = 0; j < i; j++)
                CHECK(far(f->path.points[0], l->features[j].path.points[0]) >=
                      f->paint.size);
        }
        CHECK_INT(loud, 3);
        CHECK_INT(layer(&t, SCENE_ARROWS)->n_features, n + 1); /* stalks and foot */
        close_shot(&t);
    }
}

TEST(events_that_are_too_many_for_a_fan_are_counted)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    add_corners(&t.c);
    for (int i = 0; i < 7; i++)
        crowd_add(&t.c, "Ganja", 46.3606, 40.6828);
    take(&t);
    const scene_layer *l = layer(&t, SCENE_EVENTS);
    CHECK_INT(l->n_features, 3);
    const scene_feature *f = &l->features[2];
    CHECK_TEXT(f->badge, "7");
    CHECK_INT(f->stacked, 7);
    CHECK_NEAR(attr(f, "count")->number, 7, 0);
    CHECK(strstr(attr(f, "events")->text, t.c.events[8].id) != NULL);
    CHECK(strstr(f->title, "7 events: ") == f->title);
    for (int i = 1; i < f->n_attrs; i++)
        CHECK(strcmp(f->attrs[i - 1].name, f->attrs[i].name) < 0);
    close_shot(&t);
}

TEST(events_without_room_around_them_are_counted)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    t.s.options.box = (geo_box){ 44, 39.4, 48.5, 41.4 };
    for (int i = 0; i < 4; i++)
        crowd_add(&t.c, "Here", 46.3606, 40.6828);
    for (int i = 0; i < 6; i++)
        crowd_add(&t.c, "Near", 46.36 + 0.12 * cos(i), 40.68 + 0.09 * sin(i));
    take(&t);
    for (size_t i = 0; i < layer(&t, SCENE_EVENTS)->n_features; i++)
        CHECK(layer(&t, SCENE_EVENTS)->features[i].clear <= 0);
    close_shot(&t);
}

/* ----------------------------------------------------------------- clusters */

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void add_many(crowd *c, size_t n)
{
    uint32_t seed = 5;
    for (size_t i = 0; i < n; i++) {
        double lon = 44 + next(&seed) % 5000 / 1000.0;
        double lat = 38.8 + next(&seed) % 2500 / 1000.0;
        crowd_add(c, "Somewhere", lon, lat);
    }
}

TEST(events_that_are_many_become_clusters_that_count_them_all)
{
    static const size_t sizes[] = { 300, 600 };
    for (int k = 0; k < 2; k++) {
        shot t;
        if (!open_shot(&t, "en"))
            skip();
        add_many(&t.c, sizes[k]);
        take(&t);
        const scene_layer *l = layer(&t, SCENE_EVENTS);
        int sum = 0;
        for (size_t i = 0; i < l->n_features; i++) {
            const scene_feature *f = &l->features[i];
            sum += f->stacked;
            if (f->stacked > 1)
                CHECK_TEXT(f->badge, str_print(&t.s.a, "%d", f->stacked));
            for (size_t j = 0; j < i; j++)
                CHECK(far(f->path.points[0], l->features[j].path.points[0]) > 26);
        }
        CHECK_INT(sum, sizes[k]);
        CHECK(l->n_features < 160);
        close_shot(&t);
    }
}

TEST(clusters_are_the_same_each_time)
{
    buf dumps[2] = { 0 };
    for (int i = 0; i < 2; i++) {
        shot t;
        if (!open_shot(&t, "en"))
            skip();
        add_many(&t.c, 300);
        take(&t);
        scene_dump(&t.p.scene, &dumps[i]);
        close_shot(&t);
    }
    CHECK(str_eq(buf_str(&dumps[0]), buf_str(&dumps[1])));
    buf_clear(&dumps[0]);
    buf_clear(&dumps[1]);
}

/* -------------------------------------------------------------------- areas */

static dateline_event *add_area(crowd *c, const char *id, double lon, double lat)
{
    dateline_event *e = crowd_add(c, id, lon, lat);
    e->geo_precision = DATELINE_GEO_ADM1;
    e->place_id = id;
    e->radius_km = 30;
    return e;
}

TEST(events_of_an_area_share_its_outline_and_a_badge_inside)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    add_corners(&t.c);
    for (int i = 0; i < 3; i++)
        add_area(&t.c, "a1:AZ-TOV", 45.63, 40.97);
    take(&t);
    const scene_feature *wash = find(&t, SCENE_AREAS, "area-a1:AZ-TOV");
    CHECK(wash != NULL);
    CHECK(!wash->hollow && wash->paint.fill);
    CHECK(wash->path.n_points > 20); /* no circle: those have 73 of the same radius */
    size_t washes = 0;
    for (size_t i = 0; i < layer(&t, SCENE_AREAS)->n_features; i++)
        washes += layer(&t, SCENE_AREAS)->features[i].class == STYLE_WASH;
    CHECK_INT(washes, 1);
    const scene_layer *l = layer(&t, SCENE_EVENTS);
    CHECK_INT(l->n_features, 3);
    CHECK_TEXT(l->features[2].badge, "3–5"); /* the list tells what it holds */
    CHECK(geo_inside(&wash->path, l->features[2].path.points[0]));
    close_shot(&t);
}

TEST(areas_without_an_outline_are_circles)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    add_corners(&t.c);
    add_area(&t.c, "", 46.3, 40.3);
    add_area(&t.c, "", 46.3, 40.3);
    take(&t);
    size_t circles = 0;
    for (size_t i = 0; i < layer(&t, SCENE_AREAS)->n_features; i++)
        circles += layer(&t, SCENE_AREAS)->features[i].class == STYLE_WASH;
    CHECK_INT(circles, 1);
    close_shot(&t);
}

TEST(areas_that_lie_over_each_other_are_tinted_once)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    add_corners(&t.c);
    add_area(&t.c, "", 46.3, 40.3)->radius_km = 15;
    add_area(&t.c, "", 46.31, 40.31)->radius_km = 45;
    add_area(&t.c, "", 47.9, 40.3)->radius_km = 15;
    take(&t);
    const scene_layer *l = layer(&t, SCENE_AREAS);
    int tinted = 0, hollow = 0;
    for (size_t i = 0; i < l->n_features; i++) {
        tinted += l->features[i].class == STYLE_WASH && l->features[i].paint.fill;
        hollow += l->features[i].class == STYLE_WASH && l->features[i].hollow;
    }
    CHECK_INT(tinted, 2);
    CHECK_INT(hollow, 1);
    close_shot(&t);
}

TEST(events_near_a_place_have_a_ring_of_that_radius)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    add_corners(&t.c);
    dateline_event *e = crowd_add(&t.c, "Kilisali", 46.18, 39.62);
    e->geo_precision = DATELINE_GEO_NEAR;
    e->radius_km = 20;
    take(&t);
    const scene_layer *l = layer(&t, SCENE_AREAS);
    CHECK_INT(l->n_features, 1);
    const scene_feature *ring = &l->features[0];
    CHECK(!ring->paint.fill && ring->paint.stroke && ring->paint.width <= 1);
    geo_xy at;
    CHECK(geo_view_locate(&t.p.scene.view, e->where, &at));
    double px = 20 / geo_view_km_per_px(&t.p.scene.view, at);
    for (int i = 0; i < ring->path.n_points; i++)
        CHECK_NEAR(far(ring->path.points[i], at), px, px * 0.02);
    close_shot(&t);
}

/* ------------------------------------------------------------------- arrows */

static dateline_event *add_move(crowd *c, geo_lonlat from, geo_lonlat to)
{
    dateline_event *e = crowd_add(c, "Start", from.lon, from.lat);
    e->to_place = "Goal";
    e->to_located = true;
    e->to_where = to;
    return e;
}

static size_t arrows(const shot *t)
{
    size_t n = 0;
    for (size_t i = 0; i < layer(t, SCENE_ARROWS)->n_features; i++)
        n += layer(t, SCENE_ARROWS)->features[i].class == STYLE_MOVEMENT;
    return n;
}

TEST(movements_of_one_way_are_one_arrow_with_a_count)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    geo_lonlat a = { 46.75, 39.82 }, b = { 45.2, 40.4 };
    add_corners(&t.c);
    add_move(&t.c, a, b);
    add_move(&t.c, a, b);
    add_move(&t.c, b, a);
    take(&t);
    CHECK_INT(arrows(&t), 2);
    const scene_feature *count = NULL;
    for (size_t i = 0; i < layer(&t, SCENE_ARROWS)->n_features; i++)
        if (!strncmp(layer(&t, SCENE_ARROWS)->features[i].key, "moves-", 6))
            count = &layer(&t, SCENE_ARROWS)->features[i];
    CHECK(count != NULL && count->kind == SCENE_POINT);
    CHECK_TEXT(layer(&t, SCENE_ARROWS)->texts[0].text, "2");
    close_shot(&t);
}

TEST(arrows_swell_from_their_start_and_end_at_their_goal)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    geo_lonlat a = { 46.75, 39.82 }, b = { 45.2, 40.4 };
    add_corners(&t.c);
    dateline_event *e = add_move(&t.c, a, b);
    take(&t);
    const scene_feature *f = find(&t, SCENE_ARROWS, str_print(&t.s.a, "move-%s", e->id));
    geo_xy from, to;
    CHECK(f && f->kind == SCENE_AREA);
    CHECK(geo_view_locate(&t.p.scene.view, a, &from) &&
          geo_view_locate(&t.p.scene.view, b, &to));
    double start = INFINITY, end = INFINITY, off = 0, len = far(from, to);
    for (int i = 0; i < f->path.n_points; i++) {
        geo_xy p = f->path.points[i];
        start = fmin(start, far(p, from));
        end = fmin(end, far(p, to));
        off = fmax(off, fabs((to.x - from.x) * (p.y - from.y) -
                             (to.y - from.y) * (p.x - from.x)) /
                            len);
    }
    CHECK(start > 8 && start < 20 && end > 8 && end < 20);
    CHECK(off > 0.08 * len && off < 0.3 * len);
    int n = f->path.n_points;
    CHECK(far(f->path.points[0], f->path.points[n - 2]) < 3);
    close_shot(&t);
}

TEST(arrows_stay_in_the_frame)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    add_corners(&t.c);
    crowd_add(&t.c, "South", 46, 39.5);
    add_move(&t.c, (geo_lonlat){ 46.75, 39.82 }, (geo_lonlat){ 37.62, 55.75 });
    add_move(&t.c, (geo_lonlat){ 46.75, 39.82 }, (geo_lonlat){ -77, 38.9 });
    add_move(&t.c, (geo_lonlat){ 46.75, 39.82 }, (geo_lonlat){ 46.75, 39.82 });
    take(&t);
    CHECK_INT(arrows(&t), 2);
    geo_rect frame = t.p.scene.view.frame;
    for (size_t i = 0; i < layer(&t, SCENE_ARROWS)->n_features; i++) {
        const scene_feature *f = &layer(&t, SCENE_ARROWS)->features[i];
        for (int k = 0; k < f->path.n_points; k++) {
            geo_xy p = f->path.points[k];
            CHECK(p.x > frame.x0 && p.x < frame.x1 && p.y > frame.y0 && p.y < frame.y1);
        }
    }
    close_shot(&t);
}

/* ----------------------------------------------------------------- pointers */

TEST(pointers_are_at_most_eight_and_the_rest_is_counted)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    t.s.options.box = (geo_box){ 43.5, 38.8, 50.5, 41.3 };
    for (int i = 0; i < 12; i++)
        crowd_add(&t.c, str_print(&t.c.a, "Far %d", i), 47 + 30 * cos(i),
                  40 + 20 * sin(i));
    take(&t);
    size_t n = 0;
    for (size_t i = 0; i < layer(&t, SCENE_ARROWS)->n_features; i++)
        n += layer(&t, SCENE_ARROWS)->features[i].class == STYLE_POINTER_MARK;
    CHECK(n > 4 && n <= 8);
    const scene_layer *l = layer(&t, SCENE_ARROWS);
    size_t counted = 0;
    for (size_t i = 0; i < l->n_texts; i++)
        counted += !strcmp(l->texts[i].text, str_print(&t.s.a, "and %zu more", 12 - n));
    CHECK_INT(counted, 1);
    close_shot(&t);
}

/* --------------------------------------------------------------------- list */

static const geo_rect BOX = { 20, 500, 620, 780 };

TEST(numbers_of_the_list_rise_with_the_dates)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    t.s.options.width_px = 640;
    t.s.options.height_px = 800;
    t.s.options.list = SCENE_ALWAYS;
    take(&t);
    const int *of = page_list_numbers(&t.s.in, &t.s.options, &t.s.a, &t.p, BOX);
    CHECK(of != NULL);
    int most = 0;
    for (size_t i = 0; i < t.c.n; i++) {
        most = of[i] > most ? of[i] : most;
        for (size_t j = 0; j < t.c.n; j++)
            if (of[i] && of[j] && of[i] < of[j])
                CHECK(t.c.events[i].when.begin <= t.c.events[j].when.begin);
    }
    CHECK(most > 3 && most <= 9); /* a narrow page */
    close_shot(&t);
}

TEST(list_tells_what_it_numbers_and_counts_the_rest)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    t.s.options.width_px = 640;
    t.s.options.height_px = 800;
    t.s.options.list = SCENE_ALWAYS;
    take(&t);
    size_t before = layer(&t, SCENE_FURNITURE)->n_texts;
    geo_rect box = { 20, 500, 620, 580 };
    const int *of = page_list_numbers(&t.s.in, &t.s.options, &t.s.a, &t.p, box);
    page_add_list(&t.s.in, &t.s.options, &t.s.a, &t.p, box);
    const scene_layer *l = layer(&t, SCENE_FURNITURE);
    size_t told = 0;
    for (size_t i = 0; i < t.c.n; i++)
        told += of[i] > 0;
    CHECK(told >= 2 && told < t.c.n);
    CHECK_INT(l->n_texts - before, 2 * told + 1);
    CHECK_TEXT(l->texts[l->n_texts - 1].text,
               str_print(&t.s.a, "and %zu more", t.c.n - told));
    for (size_t i = before; i < l->n_texts; i++) {
        geo_rect b = l->texts[i].box;
        CHECK(b.x0 >= box.x0 - 0.5 && b.x1 <= box.x1 + 0.5);
        CHECK(b.y0 >= box.y0 - 0.5 && b.y1 <= box.y1 + 0.5);
    }
    close_shot(&t);
}

TEST(list_is_there_when_it_is_asked_for_or_labels_would_not_fit)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    t.s.in.events = t.c.list;
    t.s.in.n_events = t.c.n;
    scene_page_options *o = &t.s.options;
    CHECK_NEAR(page_list_size(&t.s.in, o, &t.s.a, 600), 0, 0); /* there is room */
    o->width_px = 400;
    o->height_px = 500;
    CHECK(page_list_size(&t.s.in, o, &t.s.a, 364) > 50);
    o->list = SCENE_NEVER;
    CHECK_NEAR(page_list_size(&t.s.in, o, &t.s.a, 364), 0, 0);
    o->list = SCENE_AUTO;
    o->numbers = true;
    o->width_px = 1280;
    CHECK(page_list_size(&t.s.in, o, &t.s.a, 300) > 50);
    t.s.in.n_events = 0;
    CHECK_NEAR(page_list_size(&t.s.in, o, &t.s.a, 300), 0, 0);
    studio_close(&t.s);
    arena_clear(&t.c.a);
}

TEST(numbers_stand_on_the_markers)
{
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    int *numbers = arena_array(&t.s.a, int, t.c.n + 1);
    for (size_t i = 0; i < t.c.n; i++)
        numbers[i] = (int)i + 1;
    scene s = { 0 };
    dateline_error err = { 0 };
    take(&t);
    s.view = t.p.scene.view;
    t.s.in.numbers = numbers;
    if (collect_events(&t.s.in, &t.s.a, &s, &err))
        TEST_FAIL("%s", err.message);
    marks_stack(&t.s.in, &t.s.a, &s);
    scene_paint(&t.s.in, &s);
    size_t plain = 0;
    for (size_t i = 0; i < s.layers[SCENE_EVENTS].n_features; i++) {
        const scene_feature *f = &s.layers[SCENE_EVENTS].features[i];
        CHECK(f->badge != NULL && f->listed);
        size_t n = f->event == NULL ? 0 : (size_t)(f->event - t.c.events);
        plain += !strcmp(f->badge, str_print(&t.s.a, "%d", numbers[n]));
        CHECK(f->paint.size >= 20);
    }
    CHECK(plain >= 10);
    close_shot(&t);
}

/* -------------------------------------------------------------------- names */

TEST(names_follow_the_policy)
{
    shot t;
    uint32_t place;
    if (!open_shot(&t, "en"))
        skip();
    scene_input *in = &t.s.in;
    arena *a = &t.s.a;
    if (!gazetteer_by_id(t.s.places, STR("gn:146970"), &place))
        skip();
    dateline_event *e = crowd_add(&t.c, "Stepanakert", 46.7528, 39.8177);
    e->place_id = "gn:146970";
    CHECK_TEXT(scene_place_name(in, e, a), "Stepanakert");
    in->naming = SCENE_DUAL;
    CHECK_TEXT(scene_place_name(in, e, a), "Stepanakert / Khankendi");
    CHECK(strstr(scene_name_of(in, place, a), " / ") != NULL);
    in->naming = SCENE_LOCAL;
    CHECK_TEXT(scene_place_name(in, e, a), "Xankəndi");
    CHECK_TEXT(scene_name_of(in, place, a), "Xankəndi");
    static const scene_name_override names[] = { { "xankəndi", "Khankendi" } };
    in->names = names;
    in->n_names = 1;
    CHECK_TEXT(scene_place_name(in, e, a), "Khankendi");
    CHECK_TEXT(scene_name_of(in, place, a), "Khankendi");
    in->naming = SCENE_DUAL;
    e->place = "Stepanakert / Khankendi";
    CHECK_TEXT(scene_place_name(in, e, a), "Stepanakert / Khankendi");
    studio_close(&t.s);
    arena_clear(&t.c.a);
}

TEST(names_that_come_in_two_are_in_the_letters_of_the_map)
{
    static const struct {
        const char *lang, *want;
    } of[] = { { "en", "Stepanakert / Khankendi" },
               { "vi", "Stepanakert / Khankendi" },
               { "ru", "Степанакерт / Ханкенди" },
               { "ka", "სტეფანაკერტი / ხანქენდი" },
               { "hy", "Ստեփանակերտ / Խանքենդի" } };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        shot t;
        uint32_t place;
        if (!open_shot(&t, of[i].lang))
            skip();
        dateline_event *e = crowd_add(&t.c, "Stepanakert / Khankendi", 46.7528, 39.8177);
        if (!gazetteer_by_id(t.s.places, STR("gn:146970"), &place))
            skip();
        e->place_id = "gn:146970";
        CHECK_TEXT(scene_place_name(&t.s.in, e, &t.s.a), of[i].want);
        studio_close(&t.s);
        arena_clear(&t.c.a);
    }
}

TEST(names_that_are_part_of_the_first_are_no_second_ones)
{
    static const char *const langs[] = { "en", "ru", "vi" };
    for (size_t i = 0; i < 3; i++) {
        shot t;
        uint32_t place;
        if (!open_shot(&t, langs[i]))
            skip();
        t.s.in.naming = SCENE_DUAL;
        if (!gazetteer_by_id(t.s.places, STR("hc:nagorno-karabakh"), &place))
            skip();
        str second = str_of(scene_name_of(&t.s.in, place, &t.s.a));
        str first = str_trim(str_cut(&second, '/'));
        second = str_trim(second);
        CHECK(second.len && !str_ends(first, second));
        studio_close(&t.s);
        arena_clear(&t.c.a);
    }
}

TEST(names_of_undisputed_places_are_single)
{
    shot t;
    uint32_t place;
    if (!open_shot(&t, "en"))
        skip();
    t.s.in.naming = SCENE_DUAL;
    if (gazetteer_by_id(t.s.places, STR("gn:616052"), &place)) /* Yerevan */
        CHECK_TEXT(scene_name_of(&t.s.in, place, &t.s.a), "Yerevan");
    studio_close(&t.s);
}

TEST(names_change_nothing_but_labels)
{
    static const scene_layer_id same[] = { SCENE_LAND,    SCENE_AREAS,  SCENE_HATCHING,
                                           SCENE_BORDERS, SCENE_RIVERS, SCENE_ROADS,
                                           SCENE_ARROWS,  SCENE_EVENTS };
    shot t, u;
    if (!open_shot(&t, "en") || !open_shot(&u, "en"))
        skip();
    u.s.in.naming = SCENE_LOCAL;
    crowd_add_region(&t.c);
    crowd_add_region(&u.c);
    take(&t);
    take(&u);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const scene_layer *x = layer(&t, same[i]), *y = layer(&u, same[i]);
        CHECK_INT(x->n_features, y->n_features);
        for (size_t k = 0; k < x->n_features; k++)
            CHECK(!memcmp(x->features[k].path.points, y->features[k].path.points,
                          (size_t)x->features[k].path.n_points * sizeof(geo_xy)));
    }
    close_shot(&t);
    close_shot(&u);
}

/* -------------------------------------------------------------- annotations */

TEST(annotations_are_drawn_in_the_frame_and_kept_free)
{
    static const geo_lonlat points[] = { { 45, 40 }, { 46.5, 40.3 }, { 46.4, 39.8 } };
    static const char text[] =
        "A callout of a dozen words that wraps within the width it may have";
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    take(&t);
    dateline_annotation notes[6] = { 0 };
    for (int i = 0; i < 6; i++)
        notes[i] = (dateline_annotation){ .type = (dateline_annotation_type)i,
                                          .points = points,
                                          .n_points = 3,
                                          .radius_km = 20,
                                          .hatch = i == DATELINE_NOTE_AREA,
                                          .text = text };
    t.s.options.annotations = notes;
    t.s.options.n_annotations = 6;
    size_t kept = t.p.n_keep, said = layer(&t, SCENE_EVENT_LABELS)->n_texts;
    page_add_annotations(&t.s.in, &t.s.options, &t.s.a, &t.p);
    const scene_layer *l = layer(&t, SCENE_EVENT_LABELS);
    CHECK_INT(l->n_texts - said, 6);
    CHECK_INT(t.p.n_keep - kept, 6);
    geo_rect frame = t.p.scene.view.frame;
    for (size_t i = said; i < l->n_texts; i++) {
        geo_rect b = l->texts[i].box;
        CHECK(b.x0 > frame.x0 && b.y0 > frame.y0 && b.x1 < frame.x1 && b.y1 < frame.y1);
        CHECK(b.x1 - b.x0 <= 181);
    }
    CHECK(find(&t, SCENE_HATCHING, "note-5") && find(&t, SCENE_AREAS, "note-6"));
    CHECK(find(&t, SCENE_ROADS, "note-4") && find(&t, SCENE_ARROWS, "note-3"));
    close_shot(&t);
}

TEST(annotations_that_make_no_sense_are_left_out)
{
    static const geo_lonlat one[] = { { 45, 40 } };
    shot t;
    if (!open_shot(&t, "en"))
        skip();
    crowd_add_region(&t.c);
    take(&t);
    dateline_annotation notes[12] = { 0 };
    for (int i = 0; i < 12; i++)
        notes[i] = (dateline_annotation){ .type = (dateline_annotation_type)(i % 6),
                                          .points = one,
                                          .n_points = i < 6 ? 0 : 1 };
    t.s.options.annotations = notes;
    t.s.options.n_annotations = 12;
    size_t kept = t.p.n_keep;
    page_add_annotations(&t.s.in, &t.s.options, &t.s.a, &t.p);
    CHECK_INT(t.p.n_keep, kept);
    close_shot(&t);
}
