/*
 * offer - what would like a label on a map, and where that could stand.
 *
 * Settlements, events, countries, waters, regions and rivers make offers: texts of
 * several lengths, and positions for each; the room label, which knows boxes only,
 * chooses among them.
 */
#ifndef OFFER_OFFER_H
#define OFFER_OFFER_H

#include "scene/input.h"

/* Place labels inside the frame; boxes are kept free. Markers of s that belong
   to no label are obstacles too. */
enum { OFFER_LABEL_PLACES = 1, OFFER_LABEL_EVENTS = 2 };
dateline_status offer_label(const scene_input *in, scene *s, int which,
                            const geo_rect *boxes, size_t n_boxes, arena *a,
                            dateline_error *err);
#endif
