/*
 * marks/mark - markers while they are being arranged, and the steps of marks_stack,
 * each in a file of its own.
 */
#ifndef MARKS_MARK_H
#define MARKS_MARK_H

#include "marks/marks.h"

/* Those that one marker stands for are a chain of indexes into all. */
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

/* Whether it is in SCENE_AREAS, and its marker not that of a place. */
bool marks_has_wash(const marks *m, const dateline_event *e);
/* a also stands for what b stands for; it stays where it is. */
void marks_join(const marks *m, mark *a, const mark *b);
/* The size of one marker, px across. */
double marks_size(const marks *m, const mark *of);
/* The middle of a marker or its fan, and how far it reaches from there, px. */
geo_xy marks_middle(const marks *m, const mark *of);
double marks_reach(const marks *m, const mark *of);

/* wash.c: areas, and rings of uncertainty, in SCENE_AREAS; the markers of areas move
   to where these have most room. */
void marks_add_washes(const marks *m);
void marks_place_badges(const marks *m);
/* cluster.c: where markers are too dense to be told apart, they become one. */
void marks_cluster(marks *m);
/* fan.c: the markers as features, in SCENE_EVENTS, and the stalks of fans. */
void marks_draw(const marks *m);
/* arrow.c: movements, in SCENE_ARROWS. */
void marks_add_arrows(const scene_input *in, arena *a, scene *s);
#endif
