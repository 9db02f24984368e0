#include "deck/deck.h"
#include "page/page.h"

#include "studio.h"
#include "test.h"

#include <math.h>

TEST(deck_fades_with_age)
{
    const deck_options usual = { 0 };
    CHECK_NEAR(deck_fade(&usual, 0), 1, 0);
    CHECK_NEAR(deck_fade(&usual, 1), 0.55, 0);
    CHECK_NEAR(deck_fade(&usual, 2), 0.35, 0);
    CHECK_NEAR(deck_fade(&usual, 3), 0.25, 0);
    CHECK_NEAR(deck_fade(&usual, 4), 0.25, 0);
    CHECK_NEAR(deck_fade(&usual, 1000), 0.25, 0);
}

typedef struct show {
    studio s;
    crowd c;
    scene_page ground;
    deck d;
} show;

static void set_date(crowd *c, dateline_event *e, const char *edtf)
{
    when_date d;
    (void)c;
    if (when_parse(str_of(edtf), NULL, &d, NULL))
        TEST_FAIL("no date: %s", edtf);
    e->when = d.when;
}

/* Six events in order of time, at places far enough from each other to be told
   apart; two share a day, three a month, four a year. */
static void add_story(crowd *c)
{
    static const struct {
        const char *place, *date;
        double lon, lat;
    } story[] = {
        { "Yerevan", "2018-04-23", 44.5136, 40.1776 },
        { "Stepanakert", "2020-09-27", 46.7515, 39.8153 },
        { "Ganja", "2020-10-11", 46.3606, 40.6828 },
        { "Baku", "2020-10-17", 49.892, 40.3777 },
        { "Gyumri", "2020-10-17", 43.8453, 40.7894 },
        { "Nakhchivan", "2023-09", 45.4122, 39.2089 },
    };
    for (size_t i = 0; i < 6; i++) {
        dateline_event *e = crowd_add(c, story[i].place, story[i].lon, story[i].lat);
        set_date(c, e, story[i].date);
    }
}

static bool open_show(show *w)
{
    dateline_error err = { 0 };
    *w = (show){ 0 };
    if (!studio_open(&w->s, "en"))
        return false;
    add_story(&w->c);
    w->s.options.width_px = 1920;
    w->s.options.height_px = 1080;
    w->s.options.stamp = true;
    w->s.in.type_scale = 1.9;
    w->s.in.events = w->c.list;
    w->s.in.n_events = w->c.n;
    if (page_ground(&w->s.in, &w->s.options, &w->s.a, &w->ground, &err))
        TEST_FAIL("%s", err.message);
    return true;
}

static void make(show *w, dateline_step step, bool cumulative)
{
    dateline_error err = { 0 };
    const deck_options o = { .step = step, .cumulative = cumulative };
    if (deck_make(&w->s.in, &w->ground, &o, &w->s.a, &w->d, &err))
        TEST_FAIL("%s", err.message);
}

static void close_show(show *w)
{
    page_clear(&w->ground);
    studio_close(&w->s);
    arena_clear(&w->c.a);
}

TEST(deck_has_a_slide_for_each_step)
{
    show w;
    if (!open_show(&w))
        skip();
    make(&w, DATELINE_STEP_EVENT, true);
    CHECK_INT(w.d.n, 6);
    make(&w, DATELINE_STEP_DAY, true);
    CHECK_INT(w.d.n, 5);
    make(&w, DATELINE_STEP_MONTH, true);
    CHECK_INT(w.d.n, 4);
    make(&w, DATELINE_STEP_YEAR, true);
    CHECK_INT(w.d.n, 3);
    close_show(&w);
}

TEST(deck_puts_what_has_no_date_on_one_slide)
{
    show w;
    if (!open_show(&w))
        skip();
    for (int i = 0; i < 2; i++)
        crowd_add(&w.c, "Lachin", 46.5466, 39.6413)->when = (dateline_when){ 0 };
    w.s.in.n_events = w.c.n;
    make(&w, DATELINE_STEP_YEAR, false);
    CHECK_INT(w.d.n, 4);
    CHECK_INT(w.d.slides[3].layers[SCENE_EVENTS].features[0].stacked, 2);
    close_show(&w);
}

TEST(deck_tells_the_same_day_of_two_months_and_two_years_apart)
{
    show w;
    if (!open_show(&w))
        skip();
    set_date(&w.c, &w.c.events[0], "2020-01-31");
    set_date(&w.c, &w.c.events[1], "2020-02-01");
    set_date(&w.c, &w.c.events[2], "2020-10-17");
    set_date(&w.c, &w.c.events[3], "2020-11-17");
    set_date(&w.c, &w.c.events[4], "2021-11-17");
    set_date(&w.c, &w.c.events[5], "2021-11-17");
    make(&w, DATELINE_STEP_DAY, false);
    CHECK_INT(w.d.n, 5);
    make(&w, DATELINE_STEP_MONTH, false);
    CHECK_INT(w.d.n, 5);
    make(&w, DATELINE_STEP_YEAR, false);
    CHECK_INT(w.d.n, 2);
    close_show(&w);
}

/* The fade of the marker of an event on a slide; 0 if it has none. */
static double fade_of(const scene *s, const dateline_event *e)
{
    for (size_t i = 0; i < s->layers[SCENE_EVENTS].n_features; i++)
        if (s->layers[SCENE_EVENTS].features[i].event == e)
            return s->layers[SCENE_EVENTS].features[i].fade;
    return 0;
}

TEST(deck_fades_as_it_is_told_to)
{
    static const double fades[] = { 0.9, 0.4, 0 };
    const deck_options o = { .fade = fades, .n_fade = 3 };
    CHECK_NEAR(deck_fade(&o, 0), 0.9, 0);
    CHECK_NEAR(deck_fade(&o, 1), 0.4, 0);
    CHECK_NEAR(deck_fade(&o, 2), 0, 0);
    CHECK_NEAR(deck_fade(&o, 9), 0, 0);
}

TEST(deck_keeps_earlier_events_faded_by_their_age)
{
    const deck_options usual = { 0 };
    show w;
    if (!open_show(&w))
        skip();
    make(&w, DATELINE_STEP_EVENT, true);
    for (size_t slide = 0; slide < 6; slide++)
        for (size_t i = 0; i < 6; i++)
            CHECK_NEAR(fade_of(&w.d.slides[slide], w.c.list[i]),
                       i > slide ? 0 : deck_fade(&usual, slide - i), 0);
    make(&w, DATELINE_STEP_EVENT, false);
    for (size_t slide = 0; slide < 6; slide++)
        for (size_t i = 0; i < 6; i++)
            CHECK_NEAR(fade_of(&w.d.slides[slide], w.c.list[i]), i == slide, 0);
    close_show(&w);
}

static bool same_path(const geo_path *a, const geo_path *b)
{
    return a->n_points == b->n_points && a->n_parts == b->n_parts &&
           !memcmp(a->points, b->points, (size_t)a->n_points * sizeof *a->points);
}

TEST(deck_slides_differ_in_nothing_but_the_events)
{
    static const scene_layer_id base[] = { SCENE_BACKGROUND,     SCENE_SEA,
                                           SCENE_LAND,           SCENE_HATCHING,
                                           SCENE_BORDERS,        SCENE_BORDERS_DISPUTED,
                                           SCENE_RIVERS,         SCENE_LABELS_WATER,
                                           SCENE_LABELS_COUNTRY, SCENE_LABELS_PLACE };
    show w;
    if (!open_show(&w))
        skip();
    make(&w, DATELINE_STEP_EVENT, true);
    for (size_t slide = 0; slide < w.d.n; slide++)
        for (size_t l = 0; l < sizeof base / sizeof *base; l++) {
            const scene_layer *is = &w.d.slides[slide].layers[base[l]];
            const scene_layer *was = &w.ground.scene.layers[base[l]];
            CHECK_INT(is->n_features, was->n_features);
            CHECK_INT(is->n_texts, was->n_texts);
            for (size_t i = 0; i < is->n_features; i++)
                CHECK(same_path(&is->features[i].path, &was->features[i].path));
            for (size_t i = 0; i < is->n_texts; i++) {
                CHECK_TEXT(is->texts[i].text, was->texts[i].text);
                CHECK_NEAR(is->texts[i].box.x0, was->texts[i].box.x0, 0);
            }
        }
    CHECK(w.ground.scene.layers[SCENE_LABELS_COUNTRY].n_texts > 0);
    close_show(&w);
}

static const scene_text *furniture(const scene *s, const char *key, int which)
{
    for (size_t i = 0; i < s->layers[SCENE_FURNITURE].n_texts; i++)
        if (!strcmp(s->layers[SCENE_FURNITURE].texts[i].key, key) && !which--)
            return &s->layers[SCENE_FURNITURE].texts[i];
    return NULL;
}

TEST(deck_stamps_each_slide_with_its_date_in_the_same_place)
{
    static const char *const stamps[] = { "23 Apr 2018", "27 Sep 2020", "11 Oct 2020",
                                          "17 Oct 2020", "Sep 2023" };
    show w;
    if (!open_show(&w))
        skip();
    make(&w, DATELINE_STEP_DAY, true);
    for (size_t i = 0; i < 5; i++) {
        const scene_text *t = furniture(&w.d.slides[i], "stamp", 0);
        CHECK(t != NULL);
        CHECK_TEXT(t->text, stamps[i]);
        CHECK_NEAR(t->box.x0, furniture(&w.d.slides[0], "stamp", 0)->box.x0, 0);
        CHECK_NEAR(t->box.y0, furniture(&w.d.slides[0], "stamp", 0)->box.y0, 0);
    }
    CHECK_TEXT(furniture(&w.d.slides[3], "caption", 0)->text, "2 events");
    CHECK_TEXT(furniture(&w.d.slides[4], "caption", 0)->text,
               "What happened at Nakhchivan");
    close_show(&w);
}

TEST(deck_marks_what_happens_now)
{
    show w;
    if (!open_show(&w))
        skip();
    make(&w, DATELINE_STEP_DAY, true);
    static const size_t now[] = { 1, 1, 1, 2, 1 };
    for (size_t i = 0; i < 5; i++) {
        size_t rings = 0;
        const scene_layer *l = &w.d.slides[i].layers[SCENE_EVENTS];
        for (size_t k = 0; k < l->n_features; k++)
            rings += !strcmp(l->features[k].key, "current");
        CHECK_INT(rings, now[i]);
    }
    close_show(&w);
}

TEST(deck_of_no_events_has_no_slide)
{
    show w;
    if (!open_show(&w))
        skip();
    w.s.in.n_events = 0;
    make(&w, DATELINE_STEP_EVENT, true);
    CHECK_INT(w.d.n, 0);
    close_show(&w);
}
