/*
 * offer/offers - offers while they are being made.
 *
 * One offer a thing: its texts in several lengths, the positions of each, and
 * what showing it is worth. offer_label lets label/ choose among them.
 */
#ifndef OFFER_OFFERS_H
#define OFFER_OFFERS_H

#include "label/candidates.h"
#include "label/label.h"
#include "offer/ground.h"
#include "scene/block.h"
#include "scene/input.h"

enum { OFFER_VARIANTS = 4 };

/* Added on both sides of a block in its candidates' boxes, px at a type scale of 1:
   texts side by side want more space between them than lines of text do. */
static const double OFFER_ASIDE_PX = 2;
/* Markers that make a crowd. In one all preferences weigh this much. */
enum { OFFER_CROWD = 400 };
static const double OFFER_CROWDED = 0.25;

/* A text of one line on a baseline of its own, level or not. */
typedef struct offer_name {
    const geo_xy *path; /* the baseline, from where the text begins */
    int n_path;
    double spacing_em;
} offer_name;

typedef struct offer {
    scene_layer_id layer;
    scene_block blocks[OFFER_VARIANTS][2]; /* a heading and what stands below it */
    int n_blocks[OFFER_VARIANTS];
    int n_variants;
    double weight;
    geo_xy anchor;
    const char *key, *text;
    bool is_event;
    label_candidate *candidates;
    int *variant;            /* of each candidate */
    const offer_name **name; /* of each candidate; NULL: a block in its box */
    int n_candidates, cap_candidates;
    double clear;   /* radius of its marker */
    double own;     /* markers whose centers are so near the anchor are its own, px */
    size_t feature; /* index in layer SCENE_LABELS_PLACE of a settlement's mark */
} offer;

typedef struct offers {
    const scene_input *in;
    scene *s;
    arena *a;    /* of what the scene keeps */
    arena *work; /* of what is done with once the labels are placed */
    double k;    /* type scale */
    label_box page;
    offer *items;
    size_t n, cap;
    label_disc *discs; /* of all markers */
    size_t n_discs;
    size_t n_place_discs; /* those of the settlements come first, then the events' */
    double *clear;        /* of each disc: what clears the whole stack there */
    const label_markers *markers;
    bool many_led; /* so many need leader lines that each gets fewer to choose from */
    bool crowded;  /* more markers than a reader tells apart: any label beats none */
    const offer_ground *ground;
} offers;

/* A new offer at the end. */
offer *offer_add(offers *o, scene_layer_id layer);
/* A position at the end; returns its index. */
int offer_candidate(offers *o, offer *of, label_candidate c, int variant);
/* Positions around a point for all variants of an offer; clear is the radius to
   keep off. */
void offer_around(offers *o, offer *of, double clear);
/* What a text keeps free to either side, px. */
static inline double offer_aside(const offers *o)
{
    return o->crowded ? 0 : OFFER_ASIDE_PX * o->k;
}
/* Width and height of a variant's ink. */
void offer_size(const offer *of, int variant, double *w, double *h);
/* Positions further off, with leader lines of one or two segments and at most 90 px:
   for what finds no room beside its marker. */
void offer_leaders(offers *o, offer *of);

/* The text of a name as it stands on a candidate's baseline. */
scene_text offer_name_text(const offers *o, const offer *of, int candidate);
/* How a name fits a path: its letters are spaced so far that they fill this part of it,
   at most by most_em. */
typedef struct offer_fit {
    double fill, most_em, cost;
    double shift; /* where on the path: -1 begin, 0 middle, 1 end */
} offer_fit;
/* The spacing that this comes to on a path of this length, em. */
double offer_spacing(const offers *o, const offer *of, double length, offer_fit fit);
/* A candidate for a name whose ink's middle follows the path, as far as that is long
   enough; false if it is not. */
bool offer_along(offers *o, offer *of, const geo_xy *path, int n, offer_fit fit);

/* Where a name could run through an area: the longest lines inside of it. */
typedef struct offer_axis {
    geo_xy from, to; /* left to right */
    double angle;    /* radians, within a right angle; 0: level */
    double score;    /* the more the better; at most about 1 */
} offer_axis;
/* At most cap axes with room for a band of this height above and below, the best
   first; length is what the name would like to have. */
int offer_axes(const geo_path *area, double height, double length, offer_axis *out,
               int cap, arena *scratch);

/* Settlements; events; countries, waters and regions; rivers. */
void offer_places(offers *o);
void offer_events(offers *o);
void offer_areas(offers *o);
void offer_rivers(offers *o);
/* The name of a water or another thing of these kinds (bits 1 << gazetteer_kind) in
   the language of the map, through the gazetteer; else name itself. */
const char *offer_translate(const offers *o, const char *name, uint32_t kinds);
#endif
