/*
 * scene/page - a whole page: which area, where the map stands on the page, and
 * what stands around it.
 */
#ifndef SCENE_PAGE_H
#define SCENE_PAGE_H

#include "scene/block.h"
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
    geo_projector *projector; /* closed by scene_page_clear */
    geo_rect stamp, caption;  /* room for them, where asked for */
} scene_page;

/* A complete page with all events of in. DATELINE_NOT_FOUND when there is
   neither a located event nor a box. On failure nothing has to be cleared. */
dateline_status scene_page_make(const scene_input *in, const scene_page_options *o,
                                arena *a, scene_page *out, dateline_error *err);
/* The same without the events, whose markers are kept free: the ground on which
   slides are drawn. */
dateline_status scene_page_ground(const scene_input *in, const scene_page_options *o,
                                  arena *a, scene_page *out, dateline_error *err);
/* Add the events as in->states has them to a copy of the ground. */
dateline_status scene_page_events(const scene_input *in, const scene_page *ground,
                                  arena *a, scene *out, dateline_error *err);
void scene_page_clear(scene_page *p);

/* Which of the events the frame should hold: those that are no outliers. The box
   around them, grown a little; all zero when none is located. */
geo_box scene_fit(const dateline_event *const *events, size_t n, arena *scratch);
/* What fits the events, grown for a frame on the page until it has capitals of the
   countries that it shows, where they are near enough, a place that the audience knows,
   and some more that can be found on other maps. */
geo_box scene_widen(const scene_input *in, geo_box fit, geo_rect frame, arena *scratch);

/* Steps of scene_page_make, each in a file of its own. */
void scene_add_header(const scene_input *in, const scene_page_options *o, arena *a,
                      scene_page *p, double *bottom);
void scene_add_footer(const scene_input *in, const scene_page_options *o, arena *a,
                      scene_page *p, double *top);
void scene_add_graticule(const scene_input *in, arena *a, scene_page *p);
void scene_describe(const scene_input *in, const scene_page_options *o, arena *a,
                    scene *s);
/* The dated list of events beside or below the map (list.c): how high it is when it
   is width px wide, 0: there is nothing to list; and its texts in a box that wide,
   as many as it holds, with a line that counts the others. */
double scene_list_size(const scene_input *in, const scene_page_options *o, arena *a,
                       double width);
void scene_add_list(const scene_input *in, const scene_page_options *o, arena *a,
                    scene_page *p, geo_rect box);
void scene_add_pointers(const scene_input *in, arena *a, scene *s, geo_rect *keep,
                        size_t *n_keep);
#endif
