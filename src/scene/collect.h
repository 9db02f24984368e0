/*
 * scene/collect - what the files that gather features share.
 */
#ifndef SCENE_COLLECT_H
#define SCENE_COLLECT_H

#include "scene/scene.h"

typedef struct collector {
    const scene_input *in;
    const geo_view *view;
    arena *a;       /* of the scene */
    arena *scratch; /* of one feature: most of what is projected is clipped away */
    scene *s;
    geo_rect frame;  /* pixels, with the buffer */
    geo_rect window; /* degrees; x0 is west, x1 may pass 180 */
    double tolerance_px;
} collector;

/* Without the scratch arena. */
collector collector_start(const scene_input *in, const geo_view *view, arena *a,
                          scene *s);
/* Degrees to clipped, simplified pixels; in the scene's arena. */
geo_path collector_to_page(const collector *c, geo_path degrees, bool area);

/* Whether there is a point that could stand for the event: of a country there is none,
   nor of a region that goes beyond the map. */
bool scene_has_spot(const scene_input *in, const geo_view *v, const dateline_event *e);
/* What a border of this class is painted as. */
style_class collector_border_class(basemap_class class);
/* Colors of countries, where the style has such; after the countries and the disputed
   areas of s. */
dateline_status scene_add_tints(const scene_input *in, arena *a, scene *s,
                                dateline_error *err);
/* The settlements that a reader orients by. */
void collector_add_settlements(const collector *c);
#endif
