/*
 * scene - what will be drawn, resolved to the last color; a plain value.
 *
 * Built in steps: collect_map and collect_events (select, project, clip,
 * simplify), marks_stack (one marker for a spot), scene_paint (style),
 * offer_label (texts). Page, slide and raster tile take all of them; vector tiles
 * stop after the collecting. No function pointers; what is made is in the caller's
 * arena, events and their texts stay where they are.
 */
#ifndef SCENE_SCENE_H
#define SCENE_SCENE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "font/font.h"
#include "geo/clip.h"
#include "geo/view.h"
#include "style/style.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

/* In drawing order; the names are the ids of the groups of an SVG. */
typedef enum scene_layer_id {
    SCENE_BACKGROUND = 0,
    SCENE_SEA,
    SCENE_LAND,
    SCENE_AREAS,
    SCENE_HATCHING,
    SCENE_BORDERS,
    SCENE_BORDERS_DISPUTED,
    SCENE_RIVERS,
    SCENE_ROADS,
    SCENE_LABELS_WATER,
    SCENE_LABELS_COUNTRY,
    SCENE_LABELS_PLACE,
    SCENE_ARROWS,
    SCENE_EVENTS,
    SCENE_EVENT_LABELS,
    SCENE_INSET,
    SCENE_FURNITURE,
    SCENE_LAYERS
} scene_layer_id;

/* "background", "sea", ..., "borders-disputed", ..., "furniture". */
const char *scene_layer_name(scene_layer_id id);

typedef enum scene_kind {
    SCENE_POINT = 0, /* a symbol at points[0] */
    SCENE_LINE,
    SCENE_AREA,
} scene_kind;

typedef enum scene_attr_kind {
    SCENE_ATTR_TEXT = 0,
    SCENE_ATTR_NUMBER, /* double */
    SCENE_ATTR_INTEGER,
    SCENE_ATTR_BOOL,
} scene_attr_kind;

typedef struct scene_attr {
    const char *name;
    scene_attr_kind kind;
    const char *text;
    double number; /* also of integers and bools */
} scene_attr;

typedef struct scene_feature {
    scene_kind kind;
    geo_path path;      /* page pixels, y down; clipped and simplified; areas even-odd,
                           rings closed */
    style_paint paint;  /* zero before scene_paint */
    uint64_t id;        /* stable across zooms, slides and tiles; 0: none */
    const char *key;    /* id of the event or place, for SVG ids; "" if none */
    const char *title;  /* what it is, for <title>; "" if none */
    const char *source; /* class for tiles: "events", "places", "countries",
                           "admin1", "water", "rivers", "borders" or "" */
    const scene_attr *attrs; /* sorted by name */
    int n_attrs;
    bool rounded;      /* line joins and caps */
    style_class class; /* what scene_paint goes by, where event is NULL */
    const dateline_event *event;
    dateline_when from, to; /* the first and the last of a stack; undated: none */
    const char *places;     /* names of the places of a stack, where it has several */
    int stacked;       /* events at one place that this marker stands for; 0 or 1: one */
    const char *told;  /* of few events at one place: when and what each was; else NULL */
    const char *badge; /* what stands on the marker: a number, a count; NULL: nothing */
    style_color tint;  /* in place of the fill of its class; 0: that */
    bool hollow;       /* without the fill that its class has */
    bool listed;       /* told in the list: its label is the name of the place, no more */
    bool quiet;        /* of a fan: another marker has the label of the place */
    double clear;      /* of a fan: the label stands around home and keeps so far off, px;
                          0: around the marker itself */
    geo_xy home;
    double fade; /* multiplies the paint's opacity; 1 in a plain map */
} scene_feature;

typedef struct scene_line {
    const char *text;
    double x, y;  /* left end of the baseline, px */
    double width; /* advance, px */
    font_extent extent;
} scene_line;

typedef struct scene_text {
    scene_line *lines;
    int n_lines;
    const char *text; /* the whole, lines joined by spaces, NFC */
    font_spec font;
    style_color color, halo;
    double halo_px;
    double opacity;
    style_role role;
    geo_rect box;    /* ink of all lines */
    geo_xy anchor;   /* what it names */
    const char *key; /* id of the event or place; "" if none */
    bool is_event;
    const char *lang;   /* BCP 47 */
    const geo_xy *path; /* the baseline of a text that is not level: its first line
                           stands along it from path[0]; NULL: level */
    int n_path;
    const geo_rect *boxes; /* of a text on a path: what its ink covers, piece by
                              piece; NULL: box */
    int n_boxes;
    geo_xy leader[3]; /* from the anchor to the text */
    int n_leader;     /* 0: none */
    double contrast;  /* against what is painted below, halo included */
} scene_text;

/* Pixels, below the features of their layer. */
typedef struct scene_image {
    geo_rect box;           /* on the page, px */
    int width, height;      /* pixels */
    const uint32_t *pixels; /* 0xRRGGBBAA, not premultiplied, row by row from the top;
                               between them it is smooth */
    const char *key;
    bool multiply; /* darkens what is below instead of covering it */
} scene_image;

typedef struct scene_layer {
    scene_image *images;
    size_t n_images, cap_images;
    scene_feature *features;
    size_t n_features, cap_features;
    scene_text *texts;
    size_t n_texts, cap_texts;
} scene_layer;

/* A marker as the layout report lists it. */
typedef struct scene_marker {
    const char *key;
    double x, y, r;
    bool is_event;
} scene_marker;

typedef struct scene_left_out {
    const char *key, *text, *why;
} scene_left_out;

typedef struct scene {
    double width_px, height_px;
    geo_view view; /* its frame is the map's part of the page */
    scene_layer layers[SCENE_LAYERS];
    scene_marker *markers;
    size_t n_markers, cap_markers;
    scene_left_out *left_out;
    size_t n_left_out, cap_left_out;
    const char *title, *description; /* of the picture, for metadata: the long one */
    const char *alt;                 /* one sentence of at most 250 characters */
    const char *author;              /* for metadata; NULL: none */
    const char *lang;
    const char *css_family;
    style_color background;
    const char *created; /* creation date for metadata, "2024-04-17T00:00:00Z" */
} scene;

/* Each at the end of its layer or list, valid until the next one is added there;
   a feature is shown (fade 1), a text opaque, and their strings are "". */
scene_feature *scene_add_feature(scene *s, arena *a, scene_layer_id layer);
/* An area as wide and high as r, with its sides along the page's. */
scene_feature *scene_add_rect(scene *s, arena *a, scene_layer_id layer, geo_rect r,
                              style_class class);
scene_text *scene_add_text(scene *s, arena *a, scene_layer_id layer);
scene_image *scene_add_image(scene *s, arena *a, scene_layer_id layer);
void scene_add_marker(scene *s, arena *a, scene_marker m);
void scene_leave_out(scene *s, arena *a, const char *key, const char *text,
                     const char *why);
/* A scene that shares what s has and can be added to without touching s. */
scene scene_copy(const scene *s);

/* A path of one part with n points, to be filled in. */
geo_path scene_path(arena *a, int n);
/* One point, as a path. */
geo_path scene_point_path(arena *a, geo_xy at);

/* A fixed, line-oriented form for golden tests and bug reports. */
void scene_dump(const scene *s, buf *out);
#endif
