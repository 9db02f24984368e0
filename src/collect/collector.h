/*
 * collect/collector - shapes in degrees onto the page.
 */
#ifndef COLLECT_COLLECTOR_H
#define COLLECT_COLLECTOR_H

#include "scene/input.h"

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
#endif
