/*
 * furniture/legend - what the map shows, with a sample and a name for each.
 */
#ifndef FURNITURE_LEGEND_H
#define FURNITURE_LEGEND_H

#include "scene/input.h"
#include "scene/page.h"

typedef struct legend_entry legend_entry;
typedef struct legend {
    legend_entry *entries;
    size_t n, kinds; /* of them are kinds of events */
    double width, height;
    int columns;
} legend;

/* What could be in it, whatever the view of borders, the day and the naming, for a view
   of which nothing but the markers of the events has been collected. all: also what
   every reader knows. */
legend legend_foresee(const scene_input *in, const scene *events, bool all, arena *a);
/* What is in it, from a complete scene. */
legend legend_of(const scene_input *in, const scene *s, bool all, arena *a);
/* Set it in columns: one, or two when there is much, for a panel on the map; as many
   as a strip of that width holds. */
void legend_as_panel(const scene_input *in, legend *l);
void legend_as_strip(const scene_input *in, legend *l, double width);
/* Without what a reader understands unsaid: room is not kept for that. */
void legend_trim(legend *l);
/* Drop what is least important until it is that high; what is dropped is reported. */
void legend_shorten(const scene_input *in, legend *l, double width, double height,
                    arena *a, scene *s);
void legend_draw(const scene_input *in, const legend *l, arena *a, scene_page *p,
                 geo_rect at, bool panel);
#endif
