/*
 * scene/input - what a scene is made from, and what events and places are called on it.
 */
#ifndef SCENE_INPUT_H
#define SCENE_INPUT_H

#include "basemap/basemap.h"
#include "font/font.h"
#include "gazetteer/gazetteer.h"
#include "relief/relief.h"
#include "scene/scene.h"
#include "style/style.h"
#include "style/words.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

/* How an event stands at the moment that is drawn. */
typedef struct scene_state {
    double fade; /* opacity, 0: not yet shown */
    bool labelled;
} scene_state;

/* The language of the names on a country's signs. */
typedef struct scene_signs {
    char country[3], lang[3];
} scene_signs;

/* How places are called. */
typedef enum scene_naming {
    SCENE_AS_WRITTEN = 0, /* as the source writes a place, where that serves */
    SCENE_DUAL,           /* both names of a place that has two in use: "A / B" */
    SCENE_LOCAL,          /* as the country it lies in calls it */
} scene_naming;

typedef struct scene_name_override {
    const char *from, *to; /* what would stand on the map, what shall stand there */
} scene_name_override;

/* What a scene is made from. Everything is borrowed and outlives the scene. */
typedef struct scene_input {
    const gazetteer *gazetteer;
    const basemap *basemap;
    const relief *relief; /* NULL: no tint by height, no shading */
    basemap_view boundaries;
    int asof; /* yyyymmdd: borders, areas and lines of that day; 0: today's */
    scene_naming naming;
    const scene_name_override *names;
    size_t n_names;
    const scene_signs *signs; /* for local names, by country */
    size_t n_signs;
    const style *style;
    const style_words *words; /* of the language of the map */
    font *font;
    const dateline_event *const *events; /* those to draw, in order */
    size_t n_events;
    const scene_state *states; /* one for each event; NULL: all shown, labelled */
    const int *numbers;        /* one for each event, as the list has it; 0: it has none;
                                  NULL: markers are not numbered */
    bool apart;                /* markers of different places are not joined */
    double cluster_px;         /* nearer ones are, whatever else there is; 0: where they
                                  are dense */
    double type_scale;         /* of all text, marks and lines; 1 */
    double tolerance_px;       /* what simplification may move; else 0.35 */
    double settlements;        /* how many settlements to offer for each 10,000
                                  square pixels; else 0.9 */
    int cities;                /* how many to show, where there are so many; 0: as many
                                  as settlements and the style say */
    double buffer_px;          /* how far beyond the frame to collect; else 0 */
    bool vector; /* for vector tiles: units as areas, every settlement, nothing
                    merged; else settlements without a label are not drawn and
                    events known to the country only are left out */
} scene_input;

/* The factor on all sizes, as in->type_scale or 1. */
static inline double scene_scale(const scene_input *in)
{
    return in->type_scale > 0 ? in->type_scale : 1;
}
/* Whether an event has a place on a map: of what is known to the country only, the
   country's middle is none. */
static inline bool scene_has_place(const dateline_event *e)
{
    return e->located && (e->geo_precision != DATELINE_GEO_COUNTRY || e->geometry);
}

/* When an event was, as a reader writes it, with the hour where the source gives it. */
const char *scene_when(const style_words *w, const dateline_event *e, arena *a);
/* The title of an event in a language, else as it is. */
const char *scene_event_title(const dateline_event *e, const char *lang);
/* The same where it is short, or the map has few events; of a clause the kind, where that
   says something, else "". */
const char *scene_short_title(const scene_input *in, const dateline_event *e);
/* What an event's place is called on the map: as the source writes it where that
   is a name in the map's language or two names at once, else as the gazetteer
   has it in that language; without the country behind a comma. */
const char *scene_place_name(const scene_input *in, const dateline_event *e, arena *a);
/* The same of a place of the gazetteer: what settlements and areas are called. */
const char *scene_name_of(const scene_input *in, uint32_t place, arena *a);

/* Give every feature its paint. */
void scene_paint(const scene_input *in, scene *s);
#endif
