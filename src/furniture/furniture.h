/*
 * furniture - what stands around the map and on it: where there is room, and the
 * pieces themselves; the legend in legend.h.
 *
 * A piece takes a page in the making and adds itself; what labels have to keep off is
 * added to what the page keeps free.
 */
#ifndef FURNITURE_FURNITURE_H
#define FURNITURE_FURNITURE_H

#include "scene/input.h"
#include "scene/page.h"

/* Margins of the page, px at a type scale of 1. */
#define FURNITURE_MARGIN 18.0

/* What furniture would hide, in cells of the frame and event by event. */
typedef struct furniture_ground furniture_ground;
furniture_ground *furniture_survey(const scene_input *in, const scene *s, arena *a);

typedef struct furniture_wish {
    double width, height;
    scene_corner corner; /* where a reader looks for it */
    bool corners_only;
    bool only; /* nowhere else */
    bool must; /* even over some events, but no more than a third of all */
} furniture_wish;

/* The place along the frame's edge that hides least, off everything that is kept
   free. False when each would hide an event, or there is none. */
bool furniture_find(const furniture_ground *g, const scene_page *p, furniture_wish w,
                    geo_rect *out);
bool furniture_meets(geo_rect a, geo_rect b, double gap);
/* Room at the corner of the frame, reported when there is none. */
bool furniture_stand(const scene_input *in, const furniture_ground *g, arena *a,
                     scene_page *p, furniture_wish w, const char *key, geo_rect *out);

/* How far the length of a pixel strays from that in the middle of the frame. */
double furniture_scale_variation(const geo_view *v);
/* The share of the frame's width that a scale bar takes which is 1, 2 or 5 times a
   power of ten long: 0.1 to 0.25; 0 where there is none. */
double furniture_scale_share(const geo_view *v, double *km);
void furniture_add_scale(const scene_input *in, const furniture_ground *g, arena *a,
                         scene_page *p);

void furniture_add_inset(const scene_input *in, const scene_page_options *o,
                         const furniture_ground *g, arena *a, scene_page *p);
void furniture_add_north(const scene_input *in, const furniture_ground *g, arena *a,
                         scene_page *p);

/* Title and subtitle, from the top; *bottom is where they end. Notes, owners and the
   logo, from the bottom; *top is where they begin. */
void furniture_add_header(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p, double *bottom);
void furniture_add_footer(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p, double *top);
/* Meridians and parallels with their degrees. */
void furniture_add_graticule(const scene_input *in, arena *a, scene_page *p);

/* The note on boundaries: that they are nobody's claim, whose view they show, of
   what day, and by what rule places are named. */
const char *furniture_disclaimer(const scene_input *in, arena *a);
/* The first and the last date of the events; false when none has any. */
bool furniture_dates(const scene_input *in, dateline_when *from, dateline_when *to);
/* "3 events, 2020 - 2023": of those that are drawn; "" when there are none. */
const char *furniture_span(const scene_input *in, arena *a);
#endif
