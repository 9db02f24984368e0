/*
 * studio.h - made-up events, and all that a scene is made from.
 */
#ifndef TEST_STUDIO_H
#define TEST_STUDIO_H

#include "base/file.h"
#include "event/event.h"
#include "scene/input.h"
#include "scene/page.h"
#include "when/when.h"

#include "geodata.h"
#include "test.h"

enum { CROWD = 600 };

typedef struct crowd {
    arena a;
    dateline_event events[CROWD];
    const dateline_event *list[CROWD];
    size_t n;
} crowd;

static inline dateline_event *crowd_add(crowd *c, const char *place, double lon,
                                        double lat)
{
    dateline_event *e = &c->events[c->n];
    *e = event_blank();
    e->id = str_print(&c->a, "e%03zu", c->n);
    e->title = str_print(&c->a, "What happened at %s", place);
    e->place = place;
    e->where = (geo_lonlat){ lon, lat };
    e->located = true;
    e->geo_precision = DATELINE_GEO_EXACT;
    when_date d;
    if (!when_parse(
            str_of(str_print(&c->a, "2020-%02zu-%02zu", c->n % 12 + 1, c->n % 28 + 1)),
            NULL, &d, NULL))
        e->when = d.when;
    c->list[c->n++] = e;
    return e;
}

/* Towns of the region and the two capitals. */
static inline void crowd_add_region(crowd *c)
{
    static const struct {
        const char *name;
        double lon, lat;
    } towns[] = {
        { "Stepanakert", 46.7515, 39.8153 }, { "Shusha", 46.7488, 39.7601 },
        { "Hadrut", 47.0306, 39.5200 },      { "Lachin", 46.5466, 39.6413 },
        { "Kalbajar", 46.0389, 40.1064 },    { "Ganja", 46.3606, 40.6828 },
        { "Sumgait", 49.6686, 40.5897 },     { "Nakhchivan", 45.4122, 39.2089 },
        { "Gyumri", 43.8453, 40.7894 },      { "Jermuk", 45.6722, 39.8417 },
        { "Yerevan", 44.5136, 40.1776 },     { "Baku", 49.8920, 40.3777 },
        { "Yerevan", 44.5136, 40.1776 },     { "Stepanakert", 46.7515, 39.8153 },
    };
    for (size_t i = 0; i < sizeof towns / sizeof *towns; i++)
        crowd_add(c, towns[i].name, towns[i].lon, towns[i].lat);
}

typedef struct studio {
    arena a;
    gazetteer *places;
    basemap *map;
    font *font;
    style style;
    style_words words;
    scene_input in;
    scene_page_options options;
    bool open;
} studio;

/* False, having said so, when there is no geodata or no font. */
static inline bool studio_open(studio *s, const char *lang)
{
    str text;
    dateline_error err = { 0 };
    *s = (studio){ 0 };
    const char *dir = geodata_dir(&s->a);
    if (!dir) {
        print_message("skipped: no compiled geodata; make geodata\n");
        return false;
    }
    if (font_open("styles/fonts.conf", &s->font, &err)) {
        print_message("skipped: %s\n", err.message);
        return false;
    }
    const char *words = str_print(&s->a, "styles/words/%s.json", lang);
    if (gazetteer_open(str_print(&s->a, "%s/gazetteer.bin", dir), &s->places, &err) ||
        basemap_open(str_print(&s->a, "%s/basemap.bin", dir), &s->map, &err) ||
        file_read(&s->a, "styles/newsroom-light.json", &text, &err) ||
        style_read(text, "newsroom-light", NULL, NULL, &s->a, &s->style, &err) ||
        file_read(&s->a, words, &text, &err) ||
        style_words_read(text, words, &s->a, &s->words, &err))
        TEST_FAIL("%s", err.message);
    static const scene_signs signs[] = {
        { "AM", "hy" }, { "AZ", "az" }, { "GE", "ka" }, { "TR", "tr" }, { "RU", "ru" }
    };
    s->in = (scene_input){ .gazetteer = s->places,
                           .signs = signs,
                           .n_signs = sizeof signs / sizeof *signs,
                           .basemap = s->map,
                           .style = &s->style,
                           .words = &s->words,
                           .font = s->font,
                           .type_scale = 1 };
    s->options = (scene_page_options){ .width_px = 1280,
                                       .height_px = 960,
                                       .title = "A title",
                                       .source = "the source",
                                       .map_data = "Natural Earth" };
    return true;
}

static inline void studio_close(studio *s)
{
    gazetteer_close(s->places);
    basemap_close(s->map);
    font_close(s->font);
    arena_clear(&s->a);
}
#endif
