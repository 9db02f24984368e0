/*
 * scene/offer - what would like a label, and where it could stand.
 *
 * One offer a thing: its texts in several lengths, the positions of each, and
 * what showing it is worth. scene_label lets label/ choose among them.
 */
#ifndef SCENE_OFFER_H
#define SCENE_OFFER_H

#include "label/candidates.h"
#include "label/label.h"
#include "scene/block.h"
#include "scene/scene.h"

enum { OFFER_VARIANTS = 4, OFFER_POSITIONS = 24, OFFER_CANDIDATES = 96 };

typedef struct offer {
    scene_layer_id layer;
    scene_block blocks[OFFER_VARIANTS][2]; /* a heading and what stands below it */
    int n_blocks[OFFER_VARIANTS];
    int n_variants;
    double weight;
    geo_xy anchor;
    const char *key, *text;
    bool is_event;
    label_candidate candidates[OFFER_CANDIDATES];
    int variant[OFFER_CANDIDATES]; /* of each candidate */
    int n_candidates;
    double clear;   /* radius of its marker */
    size_t feature; /* index in layer SCENE_LABELS_PLACE of a settlement's mark */
} offer;

typedef struct offers {
    const scene_input *in;
    scene *s;
    arena *a;
    double k; /* type scale */
    offer *items;
    size_t n, cap;
    label_disc *discs; /* of all markers */
    size_t n_discs;
    double *clear; /* of each disc: what clears the whole stack there */
    const label_markers *markers;
} offers;

/* A new offer at the end. */
offer *offer_add(offers *o, scene_layer_id layer);
/* Positions around a point for all variants of an offer; clear is the radius to
   keep off. */
void offer_around(offers *o, offer *of, double clear);
/* Width and height of a variant's ink. */
void offer_size(const offer *of, int variant, double *w, double *h);

/* What is on the map already. */
typedef struct offer_taken {
    label_box page;
    label_box *boxes; /* of labels and furniture */
    size_t n;
    geo_xy (*lines)[2]; /* leader lines */
    size_t n_lines;
} offer_taken;

typedef struct offer_leader {
    label_box box;
    geo_xy line[2];
    int variant;
} offer_leader;

/* A place for a label that found none beside its marker; false if there is none
   within reach either. */
bool offer_lead(const offers *o, const offer_taken *taken, const offer *of,
                offer_leader *out);

/* Settlements; events; countries; waters. */
void offer_places(offers *o);
void offer_events(offers *o);
void offer_areas(offers *o);
#endif
