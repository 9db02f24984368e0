/*
 * scene/marks - steps of scene_stack, each in a file of its own.
 */
#ifndef SCENE_MARKS_H
#define SCENE_MARKS_H

#include "scene/scene.h"

/* Markers while they are being arranged. Those that one marker stands for are a
   chain of indexes into all. */
typedef struct marks {
    const scene_input *in;
    scene *s;
    arena *a;
    double k;           /* type scale */
    scene_feature *all; /* one for each event */
    int *number;        /* of each of all: in the list, 0: none */
    bool *area;         /* of each of all: marked in its area */
    size_t *next;       /* of each of all: the next in its chain; SIZE_MAX: none */
    size_t n_all;
    struct mark *of; /* the markers: n_spots of places, then those of areas */
    size_t n, n_spots;
} marks;

typedef struct mark {
    scene_feature f;
    size_t first, last; /* of its chain */
    int events;         /* in the chain, shown or not */
    int numbered;       /* of these */
    double fan;         /* radius of the ring on which they stand, px; 0: stacked */
    int seats;          /* how many do */
} mark;

/* Whether there is a point that could stand for the event: of a country there is none,
   nor of a region that goes beyond the map. */
bool scene_has_spot(const scene_input *in, const geo_view *v, const dateline_event *e);
/* Whether the event is known to an area only. */
bool marks_is_area(const dateline_event *e);
/* Whether it is in SCENE_AREAS, and its marker not that of a place. */
bool marks_has_wash(const marks *m, const dateline_event *e);
/* a also stands for what b stands for; it stays where it is. */
void marks_join(const marks *m, mark *a, const mark *b);
/* The middle of a marker or its fan, and how far it reaches from there, px. */
geo_xy marks_middle(const marks *m, const mark *of);
double marks_reach(const marks *m, const mark *of);
/* The size of a badge with this text relative to that of the style. */
double marks_badge_size(const char *text);

/* wash.c: areas, and rings of uncertainty, in SCENE_AREAS; the markers of areas move
   to where these have most room. */
void marks_add_washes(const marks *m);
void marks_place_badges(const marks *m);
/* cluster.c: where markers are too dense to be told apart, they become one. */
void marks_cluster(marks *m);
/* stack.c: what happened at one place stands around it where there is room. */
void marks_plan_fans(marks *m);
/* fan.c: the markers as features, in SCENE_EVENTS, and the stalks of fans. */
void marks_draw(const marks *m);
/* arrow.c: movements, in SCENE_ARROWS. */
void scene_add_arrows(const scene_input *in, arena *a, scene *s);
/* A curved arrow with an open head; bend is a part of the length, left of the way
   when positive. *middle is where something could stand that belongs to it. NULL when
   it is too short to draw. */
typedef struct arrow_shape {
    geo_xy from, to;
    double bend, width; /* of the body where it is widest, px */
    double aside;       /* how far *middle is outside its bend, px */
    geo_rect frame;     /* it ends there */
} arrow_shape;
scene_feature *scene_add_arrow(arena *a, scene *s, arrow_shape w, geo_xy *middle);

/* A line or area in degrees as it falls on the page, cut to the frame; straight
   between its points. */
geo_path scene_page_path(const scene *s, const geo_lonlat *points, const int *parts,
                         int n_parts, bool area, arena *a);
/* A circle on the ground, cut to the frame; no parts where there is none. */
geo_path scene_circle(const scene *s, geo_lonlat at, double km, arena *a);
#endif
