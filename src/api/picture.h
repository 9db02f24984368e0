/*
 * api/picture - from options to what scene/page needs, for maps and slides.
 */
#ifndef API_PICTURE_H
#define API_PICTURE_H

#include "api/handle.h"
#include "scene/page.h"

typedef struct picture {
    const dateline *dl;      /* whose it is */
    dateline_events *events; /* own copy */
    const dateline_event **list;
    style style;
    style_words words;
    scene_input input;
    scene_page_options page;
} picture;

/* preset is what options leave open; NULL: the default size. */
dateline_status picture_open(dateline *dl, const dateline_events *events,
                             const dateline_map_options *o, const char *preset, arena *a,
                             picture *p, dateline_error *err);
void picture_close(picture *p);

const scene *map_scene(const dateline_map *m);
const picture *map_picture(const dateline_map *m);
#endif
