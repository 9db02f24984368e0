/*
 * page/fit - which area a map of some events shows.
 */
#ifndef PAGE_FIT_H
#define PAGE_FIT_H

#include "scene/input.h"

/* Which of the events the frame should hold: those that are no outliers. The box
   around them, grown a little; all zero when none is located. */
geo_box page_fit(const dateline_event *const *events, size_t n, arena *scratch);
/* What fits the events, grown for a frame on the page until it has capitals of the
   countries that it shows, where they are near enough, a place that the audience knows,
   and some more that can be found on other maps. */
geo_box page_widen(const scene_input *in, geo_box fit, geo_rect frame, arena *scratch);
#endif
