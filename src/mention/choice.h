/*
 * mention/choice - which place each name of an article is, and what it means there.
 *
 * Internal to the room. In turn: focus, which place each name is; sense, what it means;
 * nominal, what "this region" stands for.
 */
#ifndef MENTION_CHOICE_H
#define MENTION_CHOICE_H

#include "mention/mention.h"
#include "name/name.h"

#define CHOICE_NONE UINT32_MAX

/* Of a name of the article. */
typedef struct choice {
    const memory_word *known;
    double best;     /* of the scores of where it stands */
    uint32_t times;  /* it stands there */
    uint32_t asked;  /* kinds that type words ask for anywhere */
    uint32_t within; /* a name that it is said to lie in; CHOICE_NONE */
    uint32_t place;  /* GEOCODE_NOWHERE: not known */
    uint32_t voted;  /* where it counted as surely being, which speaks for others */
    bool alone;      /* it is tentative, and nothing speaks for it */
    double share;    /* 0..1: that it is this place and no namesake */
    float *together; /* how many other names may lie beside each candidate; or NULL */
} choice;

/* Decide on the places of names, one choice for each; spans that turn out to be no
   places are dropped. */
choice *focus_resolve(work *w, const mention_options *options);
/* What the article is mostly about: a country or region; GEOCODE_NOWHERE. */
uint32_t focus_of(const work *w, const mention *all, size_t n);
/* What each of the spans, which became mentions, means. */
void sense_decide(const work *w, mention *all, size_t n);
/* Words that stand for places named before go behind the n mentions; how many there are
   then. */
size_t nominal_find(const work *w, mention **all, size_t n, size_t *cap);
#endif
