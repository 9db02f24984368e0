/*
 * page/steps - steps of page_make, each in a file of its own.
 */
#ifndef PAGE_STEPS_H
#define PAGE_STEPS_H

#include "scene/input.h"
#include "scene/page.h"

void page_describe(const scene_input *in, const scene_page_options *o, arena *a,
                   scene *s);
/* The dated list of events beside or below the map (list.c): how high it is when it
   is width px wide, 0: there is nothing to list; and its texts in a box that wide,
   as many as it holds, with a line that counts the others. */
double page_list_size(const scene_input *in, const scene_page_options *o, arena *a,
                      double width);
void page_add_list(const scene_input *in, const scene_page_options *o, arena *a,
                   scene_page *p, geo_rect box);
void page_add_pointers(const scene_input *in, arena *a, scene *s, geo_rect *keep,
                       size_t *n_keep);
/* The numbers of the events that the list has room to tell in this box, by
   date, in->n_events of them, for in->numbers; NULL where the page has no list. The
   view of p is known by then. */
const int *page_list_numbers(const scene_input *in, const scene_page_options *o, arena *a,
                             const scene_page *p, geo_rect box);
/* The annotations of o; what they cover is kept free. After
   marks_stack. */
void page_add_annotations(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p);
#endif
