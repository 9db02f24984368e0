/*
 * marks - how the markers of events stand together on a map.
 *
 * What happened at one spot shares a marker with its count, or stands around the spot
 * as a fan; where markers are too dense to be told apart they become one; what is known
 * to an area only tints that; movements are arrows. Nothing here knows of labels, of
 * furniture or of the page.
 */
#ifndef MARKS_MARKS_H
#define MARKS_MARKS_H

#include "scene/input.h"

/* Merge the markers of events that fall on one spot into one with a count, and
   add the wash of regions. For pictures, after collect_events. */
void marks_stack(const scene_input *in, arena *a, scene *s);

/* Whether the event is known to an area only. */
bool marks_is_area(const dateline_event *e);

/* A curved arrow with an open head; bend is a part of the length, left of the way
   when positive. *middle is where something could stand that belongs to it. NULL when
   it is too short to draw. */
typedef struct arrow_shape {
    geo_xy from, to;
    double bend, width; /* of the body where it is widest, px */
    double aside;       /* how far *middle is outside its bend, px */
    geo_rect frame;     /* it ends there */
} arrow_shape;
scene_feature *marks_add_arrow(arena *a, scene *s, arrow_shape w, geo_xy *middle);
#endif
