/*
 * reading - sentences into happenings: what, when, where, says who.
 *
 * The reader goes through an article sentence by sentence. What its parts know of it they
 * keep in one place, so that a later room can ask for more than the happenings.
 *
 * A sentence is cut into clauses at its signs and at the words that join clauses. The
 * triggers in them are candidates; the ones that stand become happenings. A happening is
 * firm when it can stand alone, and faint when it is only taken for granted ("after X
 * had seized the town"): a faint one adds to a firm one that it tells again, or falls.
 */
#ifndef READING_READING_H
#define READING_READING_H

#include "article/article.h"
#include "dates/dates.h"
#include "event/event.h"
#include "mention/mention.h"

enum {
    READING_CLAUSES = 64,  /* of a sentence; the rest of it belongs to the last */
    READING_TRIGGERS = 48, /* of a sentence; later ones are passed over */
    READING_MORE = 6,      /* further evidence that is kept */
    READING_LIST = 8,      /* places of a list */
    READING_SIDES = 4,     /* countries that an article is about */
    READING_NONE = -1,
};

typedef struct reading_clause {
    uint32_t first, end; /* tokens */
    uint32_t relation;   /* CLAUSE atoms; 0: a main clause */
    uint32_t modal;      /* atoms of the words of these classes in it */
    uint32_t phase;
    uint32_t claim;
    uint32_t placenoun;
    uint32_t first_negation; /* token; UINT32_MAX: none */
    int trigger;             /* the first one in it; READING_NONE */
} reading_clause;

typedef struct reading_trigger {
    uint32_t first, end; /* tokens */
    const lexicon_entry *entry;
    int clause;
    bool spent;   /* part of a date expression */
    bool blocked; /* denied, wished, imagined */
    bool faint;
    bool planned;
    bool yielded;  /* a light verb whose noun tells it */
    bool told;     /* somebody says so */
    bool who;      /* part of who somebody is: "protesters" */
    int date;      /* its own; READING_NONE */
    int duration;  /* its own; READING_NONE */
    int place, to; /* mentions of its own; READING_NONE */
    dateline_kind kind;
    double strength; /* 0: nothing happens */
} reading_trigger;

/* Where something is, as far as it can be drawn. */
typedef struct reading_spot {
    bool known;
    uint32_t place; /* of the gazetteer; GEOCODE_NOWHERE */
    geo_lonlat where;
    double radius_km, confidence;
    dateline_geo_precision precision;
    uint32_t start, end; /* bytes, as written */
    bool part;           /* the north of it, say */
    const char *rule;
} reading_spot;

typedef struct reading_figures {
    int64_t low, middle, high; /* -1 */
} reading_figures;

typedef struct reading_when {
    dateline_when when;
    char edtf[WHEN_TEXT];
    uint32_t start, end; /* bytes of the expression; equal: none of its own */
    bool own, approximate, open;
    const char *rule;
} reading_when;

typedef struct reading_span {
    uint32_t first, end; /* tokens */
} reading_span;

typedef struct happening {
    uint32_t sentence, story;
    reading_span evidence;
    reading_span clause;
    reading_span more[READING_MORE];
    int n_more;
    const lexicon_entry *trigger;
    uint32_t trigger_at;
    dateline_kind kind;
    dateline_event_status status;
    reading_when when;
    reading_spot spot, to;
    bool own_place, faint, headline, gone;
    reading_figures killed;
    uint32_t source_start, source_end; /* bytes: who says so; equal: nobody */
    int actor1, actor2;                /* mentions; READING_NONE */
    double confidence;
} happening;

/* What the sentences before leave to the next one. */
typedef struct reading_topic {
    reading_spot spot;
    uint32_t spot_sentence, spot_paragraph;
    reading_when when;
    uint32_t when_sentence, when_paragraph;
    int last;        /* the happening told last; READING_NONE */
    happening named; /* only named in the sentence before: "after a clash" */
    uint32_t named_sentence;
    bool has_named;
} reading_topic;

typedef struct reading {
    const article *x;
    const dates *d;
    const mentions *m;
    const gazetteer *g;
    arena *a;

    bool *shadowed; /* of each tag: a part of a longer word, "không" of "không kích" */
    uint32_t sentence, paragraph; /* in hand */
    reading_clause clauses[READING_CLAUSES];
    int n_clauses;
    reading_trigger triggers[READING_TRIGGERS];
    int n_triggers;
    size_t first_date, end_date;       /* that begin in the sentence */
    size_t first_mention, end_mention; /* likewise */
    int general_date;                  /* of all of the sentence; READING_NONE */
    int general_place;                 /* mention; READING_NONE */
    /* Of the whole article, found once: the areas named most, and the smallest
       place that it names, which tells the sectors of a border apart. */
    const mention *sides[READING_SIDES];
    int n_sides;
    uint32_t main_place; /* named most of what is no country; GEOCODE_NOWHERE */
    geo_lonlat landmark;
    bool has_landmark;
    bool elaborates;

    reading_topic topic;
    uint32_t bodies; /* sentences of the body that the story has had */
    happening *happenings;
    size_t n, cap;
} reading;

/* read.c: an article with all its happenings, in the arena; article, dates and mentions
   must outlive it. */
reading *reading_article(const article *x, const dates *d, const mentions *m,
                         const gazetteer *g, arena *a);

/* What follows is for the parts of this room, but for what asks of tokens and dates. */

/* clause.c */
void reading_shadow(reading *r); /* once for an article */
void reading_cut(reading *r);
int reading_clause_of(const reading *r, uint32_t token);
bool reading_in_date(const reading *r, uint32_t token);
/* The first mention of the sentence that begins at a token or behind it. */
size_t reading_mention_from(const reading *r, uint32_t token);
/* The first tag of a sentence that begins at a token or behind it. */
uint32_t reading_tag_from(const reading *r, uint32_t sentence, uint32_t token);
/* trigger.c: the triggers, with places and dates of their own. */
void reading_collect(reading *r);
bool reading_is_noun(const reading_trigger *t);
/* Kinds that are words: what they are about is elsewhere. */
bool reading_is_speech(dateline_kind kind);
/* weigh.c: after reading_cut; finds the triggers and what they weigh. */
void reading_triggers(reading *r);
/* Which of the sentence's triggers a thing at a token belongs to; READING_NONE. */
int reading_owner(const reading *r, uint32_t token);
/* plain.c: a happening that no word of the lexicon tells. */
void reading_plain(reading *r);
bool reading_is_exact(const dates_date *d);
bool reading_in_name(const reading *r, uint32_t token);
/* spot.c */
void reading_survey(reading *r); /* once for an article */
/* What a mention stands for, by way of others. */
const mention *reading_meant(const reading *r, size_t mention);
reading_spot reading_spot_at(const geocode_answer *a, const char *rule);
bool reading_is_place(const reading *r, size_t mention);
reading_spot reading_spot_of(const reading *r, size_t mention);
/* The better of two mentions of one trigger: a town says more than a province. */
int reading_finer(const reading *r, int a, int b);
/* list.c: the other mentions of the list that a happening's place is of; how many. */
size_t reading_listed(const reading *r, const happening *h, size_t others[READING_LIST]);
/* Put it over all of them: in their middle, and as far as the farthest. */
void reading_spread(const reading *r, happening *h, const size_t *others, size_t n);
/* line.c: a border or a road that a trigger is about. */
bool reading_line(const reading *r, const reading_trigger *t, reading_spot *out);
/* place.c */
void reading_place(reading *r, int trigger, happening *h);
/* time.c */
reading_when reading_when_of(const reading *r, int date);
void reading_time(reading *r, int trigger, happening *h);
/* status.c */
void reading_status(reading *r, int trigger, happening *h);
/* figures.c: of the killed in the sentence. */
reading_figures reading_killed(const reading *r, uint32_t first, uint32_t end);
bool reading_has_casualty(const reading *r, uint32_t first, uint32_t end);
/* happen.c: the happenings of the sentence in hand. */
void reading_happen(reading *r);
/* kind.c */
/* A verb of saying: what follows it is what is said. */
bool reading_is_talk(const lexicon_entry *e);
/* Kinds that tell the same happening belong to one family. */
int reading_family(dateline_kind kind);
#endif
