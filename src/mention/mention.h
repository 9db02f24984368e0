/*
 * mention - where: the places that an article names, and whether it means them.
 *
 * Names are looked for with the gazetteer, longest first, in any script, inflected,
 * glued to a word or misspelled. Names of people and organizations that hold a place
 * ("Tổng thống Azerbaijan", "France 24") are kept apart. What a name means is one of
 * three: literal (the place itself), metonymic (its government, army, people act) or
 * associative (it says whose: "Armenian forces"). Rules go by the words around it,
 * which the lexicon classes. What the article is about helps to choose between
 * namesakes.
 */
#ifndef MENTION_MENTION_H
#define MENTION_MENTION_H

#include "article/article.h"
#include "gazetteer/gazetteer.h"
#include "geocode/geocode.h"
#include "name/memory.h"

typedef enum mention_sense {
    MENTION_LITERAL = 0,
    MENTION_METONYMIC,
    MENTION_ASSOCIATIVE,
} mention_sense;

/* How a name stands in its sentence, as far as the words around it say. */
typedef enum mention_role {
    MENTION_SOMEWHERE = 0,
    MENTION_AT, /* in, at */
    MENTION_TO,
    MENTION_FROM,
    MENTION_NEAR,
    MENTION_THROUGH,
    MENTION_WITHIN,  /* says where the place named before it lies: "Istanbul, Turkey" */
    MENTION_SUBJECT, /* it acts */
    MENTION_OWNER,   /* something is its: "quân đội Nga" */
} mention_role;

const char *mention_sense_name(mention_sense sense);

typedef struct mention {
    uint32_t start, end; /* bytes of the article's text; may cut a glued token */
    uint32_t first, n;   /* tokens that it touches */
    uint32_t sentence;
    bool nominal;        /* no name: "this region"; answer is what it stands for */
    uint32_t antecedent; /* of a nominal: index of that mention; UINT32_MAX */
    mention_sense sense;
    mention_role role;
    geocode_answer answer; /* place GEOCODE_NOWHERE: a name that is not known */
    gazetteer_place place; /* of answer, when there is one */
    bool government;       /* a seat or site that stands for a government */
    bool fuzzy;            /* misspelled, glued or in a doubtful form */
    bool dateline;         /* in a caption, dateline or headline it locates no event */
    double confidence;     /* that it is a place's name and this place */
    const char *rule;      /* what decided the sense, for people */
} mention;

typedef struct mention_options {
    const char *country; /* to prefer; or NULL */
    geo_box near;        /* area to prefer; all zero: none */
} mention_options;

typedef struct mentions {
    mention *mentions; /* by where they begin; names do not overlap */
    size_t n;
    uint32_t focus; /* the country or region that it is mostly about;
                       GEOCODE_NOWHERE */
} mentions;

void mention_find(const article *x, const gazetteer *g, const mention_options *options,
                  name_memory *memory, arena *a, mentions *out);
#endif
