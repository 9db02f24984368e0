#include "scene/page.h"

void scene_page_keep(scene_page *p, geo_rect r, double grown)
{
    if (p->n_keep < SCENE_KEEP_FREE)
        p->keep[p->n_keep++] =
            (geo_rect){ r.x0 - grown, r.y0 - grown, r.x1 + grown, r.y1 + grown };
}
