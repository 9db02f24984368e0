/*
 * collect - the base map and the events as features, in pixels of a view.
 *
 * Selects, projects, clips and simplifies; what comes of it has its attributes and no
 * paint. Vector tiles need no more than this.
 */
#ifndef COLLECT_COLLECT_H
#define COLLECT_COLLECT_H

#include "scene/input.h"

/* Of the frame's shorter side: where the map has no outline, a larger circle is a tint
   over all of it, and the outline of nothing. */
#define COLLECT_WIDE_CIRCLE 0.4

/* Add to s the basemap and the settlements inside view.frame grown by
   buffer_px, unpainted, with their attributes. */
dateline_status collect_map(const scene_input *in, const geo_view *view, arena *a,
                            scene *s, dateline_error *err);
/* The same for the events that are shown, one feature each. */
dateline_status collect_events(const scene_input *in, arena *a, scene *s,
                               dateline_error *err);

/* Whether there is a point that could stand for the event: of a country there is none,
   nor of a region that goes beyond the map. */
bool collect_has_spot(const scene_input *in, const geo_view *v, const dateline_event *e);
/* What a border of this class is painted as. */
style_class collect_border_class(basemap_class class);
#endif
