/*
 * scene/page - what is asked of a whole page, and a page in the making: its scene and
 * what labels keep off.
 */
#ifndef SCENE_PAGE_H
#define SCENE_PAGE_H

#include "scene/scene.h"

typedef enum scene_choice { SCENE_AUTO = 0, SCENE_NEVER, SCENE_ALWAYS } scene_choice;
typedef enum scene_side { SCENE_ANY_SIDE = 0, SCENE_RIGHT, SCENE_BELOW } scene_side;
typedef enum scene_corner {
    SCENE_ANY_CORNER = 0,
    SCENE_UPPER_LEFT,
    SCENE_UPPER_RIGHT,
    SCENE_LOWER_RIGHT,
    SCENE_LOWER_LEFT,
} scene_corner;

typedef struct scene_page_options {
    double width_px, height_px;
    const char *title, *subtitle, *source, *credit; /* NULL or "": none; no subtitle:
                                                       the span of the events */
    const char *map_data;                           /* attribution of the bundled data */
    geo_box box;                                    /* area; all zero: fits the events */
    bool fitted;            /* box is what fits the events: with padding */
    double padding;         /* of the frame's shorter side; 0: 0.08 to 0.12 */
    const char *projection; /* NULL: what suits the area */
    bool stamp;             /* leave room for a date stamp and a caption: slides */
    bool no_note;           /* without the note on boundaries */
    const char *created;    /* for metadata, "2024-04-17T00:00:00Z" */
    scene_choice legend, inset, list, relief;
    scene_side list_side; /* of the map */
    scene_corner inset_corner;
    double inset_size; /* its width, of the frame's; 0: 0.19 */
    bool graticule, north, numbers;
    const char *alt, *notes;
    const scene_image *logo; /* box is its size in pixels of the page at 0, 0 */
    const dateline_annotation *annotations;
    size_t n_annotations;
} scene_page_options;

enum { SCENE_KEEP_FREE = 96 };

typedef struct scene_page {
    scene scene;
    geo_rect keep[SCENE_KEEP_FREE]; /* furniture that labels keep off */
    size_t n_keep;
    geo_projector *projector; /* closed by page_clear */
    geo_rect stamp, caption;  /* room for them, where asked for */
} scene_page;

/* Add r, grown on all sides, to what labels keep off. A list that is full keeps what it
   has: there are far fewer pieces than places. */
void scene_page_keep(scene_page *p, geo_rect r, double grown);
#endif
