/*
 * geocode/finder - the readings of one text, from the sure ones to the far-fetched.
 *
 * Internal to the room. Every step adds to the same list of matches, and a step is
 * taken only while those before it found nothing that is good.
 */
#ifndef GEOCODE_FINDER_H
#define GEOCODE_FINDER_H

#include "base/limits.h"
#include "gazetteer/relation.h"
#include "geocode/match.h"

enum {
    FINDER_FOLD = LIMIT_NAME * 4,
    FINDER_WORDS = 24,
    FINDER_PHRASE = 4, /* words of a type or of a relation, at most */
    FINDER_SPANS = 12,
    FINDER_FORMS = 96,
    FINDER_FORM = 192, /* bytes of a text that is looked at for endings */
};

/* A part of the text that can be the name, and what the words beside it ask for. */
typedef struct finder_span {
    str folded;
    uint32_t kinds;
    bool found; /* there is such a name */
} finder_span;

typedef struct finder {
    const gazetteer *g;
    const char *lang;
    str written; /* the part as it stands */
    bool plain;  /* it is ASCII: the writer may have had no other letters */
    match *out;
    size_t n, cap;
    int *left;  /* looks for names that may still be made */
    str folded; /* views of words and spans lead into it */
    str words[FINDER_WORDS];
    size_t n_words;                  /* 0 when there are too many */
    bool whole;                      /* all of it is a name */
    finder_span spans[FINDER_SPANS]; /* without type words; the whole is not among them */
    size_t n_spans;
} finder;

/* How a text was come by that is looked up. */
typedef struct finder_way {
    uint32_t kinds;
    double factor;
    double sure;       /* at most; 0: 1 */
    geocode_rule rule; /* GEOCODE_NONE: as it is written */
    bool adjective;    /* an ending made a word for what belongs to the place */
    size_t instead;    /* bytes at the end that are not as written */
} finder_way;

/* Look up a fold as it is; how many places have it. */
size_t finder_exact(finder *f, str folded, const finder_way *way);
/* Add a match, or make the one of its place better. */
void finder_add(finder *f, match m);
/* The match when a word beside the name asks for these kinds. */
match finder_kinds(match m, uint32_t kinds);
/* The quality of the best match so far. */
double finder_best(const finder *f);
/* It is more than a doubtful alias. */
bool finder_is_done(const finder *f);
/* The factor for readings that are further off than what was found: a share of the
   best; 1 when that is nothing. */
double finder_trust(const finder *f, double share);
/* All readings of an inner part of the text, which is folded. */
void finder_inner(const finder *f, str folded, finder *in, match *out, size_t cap);

/* Words from first up to, not including, end; they stand with one space between. */
static inline str finder_span_of(const str *words, size_t first, size_t end)
{
    const char *start = words[first].at, *stop = words[end - 1].at + words[end - 1].len;
    return (str){ start, (size_t)(stop - start) };
}

/* What a phrase says on a side of a name: a relation as the table has it, a kind in any
   form of the word. */
uint32_t finder_type(const gazetteer *g, str phrase, gazetteer_side side);

/* A form that the text can be an inflection of. */
typedef struct finder_form {
    str folded;
    double fit; /* 0..1: of the ending's language */
    bool adjective;
    size_t instead;
    size_t kept; /* bytes that are as written */
} finder_form;

typedef struct finder_forms {
    finder_form at[FINDER_FORMS];
    size_t n;
    char room[FINDER_FORMS * (FINDER_FORM + 32)];
    size_t used;
} finder_forms;

/* How well an ending fits the language of the text, 0..1; 0: not at all. */
double finder_fit(const finder *f, str word, const gazetteer_stem *stem);
/* The base forms of a folded text; those of its last word first. */
void finder_inflect(const finder *f, str folded, finder_forms *out);
/* Look up the base forms of the text and of its spans. */
void finder_inflected(finder *f);
/* Look for names in international use of which a word for a kind is translated. */
void finder_translated(finder *f);
/* Look for the letters with one out of place or too many. */
void finder_slips(finder *f);
/* Look by sound. */
void finder_alike(finder *f);
/* What stands near, between or in a direction. */
void finder_relation(finder *f);
#endif
