/*
 * api/picture - from options to what a scene and its page are made from, for maps,
 * slides and tiles.
 */
#ifndef API_PICTURE_H
#define API_PICTURE_H

#include "api/handle.h"
#include "relief/relief.h"
#include "scene/input.h"
#include "scene/page.h"

typedef struct picture {
    dateline *dl;            /* whose it is */
    dateline_events *events; /* own copy of those that are drawn */
    const dateline_event **list;
    style style;
    style_words words;
    style_preset preset; /* the size that is drawn, in pixels and perhaps in mm */
    relief *relief;
    scene_image logo;
    scene_input input;
    scene_page_options page;
    dateline_map_options options; /* a copy, with what it points at */
} picture;

/* preset is what options leave open; NULL: the default size. */
dateline_status picture_open(dateline *dl, const dateline_events *events,
                             const dateline_map_options *o, const char *preset, arena *a,
                             picture *p, dateline_error *err);
void picture_close(picture *p);

/* A day, "2021-11-16", as 20211116; false when it is none. */
bool picture_day(const char *text, int *day);
/* What of options is a choice of words: DATELINE_USAGE names the words there are. */
dateline_status picture_choices(const dateline_map_options *o, picture *p,
                                dateline_error *err);
/* How places are called: options.names is a word, or a table that is read. */
dateline_status picture_naming(const dateline_map_options *o, arena *a, picture *p,
                               dateline_error *err);
/* The languages of local names: after picture_naming. */
dateline_status picture_signs(arena *a, picture *p, dateline_error *err);
/* DATELINE_INPUT with the first character of s that would be drawn as a box, unless that
   is what options ask for. */
dateline_status picture_check_glyphs(const picture *p, const scene *s,
                                     dateline_error *err);
/* A copy that points at nothing that is not in the arena. */
dateline_map_options picture_keep(const dateline_map_options *o, arena *a);

const scene *map_scene(const dateline_map *m);
const picture *map_picture(const dateline_map *m);
#endif
