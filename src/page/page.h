/*
 * page - a whole page: which area, where the map stands on the page, and what is told
 * beside it.
 *
 * It lets other rooms collect features, arrange markers, stand furniture and place
 * labels, each when it is known what the others have left free.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "scene/input.h"
#include "scene/page.h"

/* A complete page with all events of in. DATELINE_NOT_FOUND when there is
   neither a located event nor a box. On failure nothing has to be cleared. */
dateline_status page_make(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *out, dateline_error *err);
/* The same without the events, whose markers are kept free: the ground on which
   slides are drawn. */
dateline_status page_ground(const scene_input *in, const scene_page_options *o, arena *a,
                            scene_page *out, dateline_error *err);
/* Add the events as in->states has them to a copy of the ground. */
dateline_status page_events(const scene_input *in, const scene_page *ground, arena *a,
                            scene *out, dateline_error *err);
void page_clear(scene_page *p);
#endif
