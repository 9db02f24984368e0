/*
 * phrase - which words of a sentence together speak of time: "the first Monday of May",
 * "từ 3 đến 5-5". What that is as a date, is not its business.
 *
 * A table of patterns says what expressions look like, over the classes of the lexicon,
 * numbers and signs. No pattern is of a language. Which words are months, which say
 * "ago" and which endings a number may have is in the lexicon; the patterns say in which
 * orders they make sense, and those are tried at each place, the longest that fits being
 * taken. Numbers of people, scores, distances and shares are left alone.
 *
 * A sentence is read in passes: dates as they are stated, what stands beside them, and
 * what is said from one to another.
 */
#ifndef PHRASE_PHRASE_H
#define PHRASE_PHRASE_H

#include "article/article.h"
#include "lexicon/lexicon.h"

enum { PHRASE_NO_CORE = -1, PHRASE_BLOCKED = -2 };

/* What becomes of a pattern. */
typedef enum phrase_op {
    PHRASE_POINT = 0,   /* its parts together are a date or a clock time */
    PHRASE_DAYS,        /* from the first to the second of days, months or years */
    PHRASE_DECORATE,    /* the date inside, with more known of it */
    PHRASE_MERGE,       /* one of the two inside is a clock time */
    PHRASE_CORE,        /* the one inside */
    PHRASE_RANGE,       /* from the first inside to the second */
    PHRASE_SINCE,       /* the one inside, or a landmark, and what comes after it */
    PHRASE_UNTIL,       /* all before */
    PHRASE_AGO,         /* so long before the day of writing */
    PHRASE_LATER,       /* so long after the date before, or after the one inside */
    PHRASE_EARLIER,     /* so long before it */
    PHRASE_PAST_SPAN,   /* the last so many */
    PHRASE_COMING_SPAN, /* the next so many */
    PHRASE_LENGTH,      /* a duration */
    PHRASE_EVERY,
    PHRASE_SAME,   /* the day, month or year of the date before */
    PHRASE_WEEK,   /* that the one inside is in */
    PHRASE_THEN,   /* the date before, or after it, or before it */
    PHRASE_FOR,    /* so long from the one inside on */
    PHRASE_CLAUSE, /* before or after what a clause says */
} phrase_op;

/* What a pattern has seen. */
typedef struct phrase_seen {
    int day[2], month[2], year[2];
    uint8_t days, months, years;
    uint8_t unknown;               /* digits of the year: 1 decade, 2 century */
    int count;                     /* of units; 0: none */
    uint32_t unit, words, deictic; /* atoms */
    int step;
    int weekday, season, part, daypart, daypart_step;
    bool weak, clock, seconds, zone, local, quarter, approximate;
    int hour, minute, second, offset; /* of the zone, in minutes */
    char sign;                        /* between day and month */
    bool worded;                      /* a day or month is a number in words */
    bool dash;                        /* between days or dates */
    bool padded;                      /* a number of two digits among them */
    int32_t core[2];
    uint8_t cores;
    str landmark;
    const lexicon_entry *holiday;
} phrase_seen;

typedef struct phrase_match {
    uint32_t first, n; /* tokens; n 0: nothing */
    phrase_op op;
    phrase_seen seen;
    const char *rule;
} phrase_match;

/* What is known of a token of the sentence. */
typedef struct phrase_cell {
    uint32_t tag;            /* the first of a date class that begins there; UINT32_MAX */
    int32_t core;            /* the match that begins there */
    uint32_t classes, words; /* bits from LEXICON_MONTH on; atoms of DATEWORD */
    uint32_t has;            /* the classes, and above them what else it can be */
    char sign;               /* a sign of one byte; '?' another one; 0: none */
    bool number, roman;
    uint8_t
        digits; /* of a number in digits, and the other two: as phrase_number_at has it */
    uint32_t digits_n;
    int32_t digits_value;
} phrase_cell;

/* Words whose atoms patterns ask for. */
enum { PHRASE_WORDS, PHRASE_UNITS, PHRASE_DEICTICS, PHRASE_ATOMS, PHRASE_SET = 5 };

/* A sentence as the patterns see it. */
typedef struct phrase_view {
    const article *x;
    const phrase_cell *cells; /* [token - first] */
    const phrase_match *found;
    uint32_t first, end; /* tokens of the sentence */
    size_t n_found;
    bool hyphens;                 /* days are written "6-2" in this text */
    bool whole;                   /* it is one expression and nothing else */
    uint32_t has;                 /* what there is among its cells */
    uint32_t atoms[PHRASE_ATOMS]; /* and among its words */
    uint64_t unmet;               /* of what patterns need of these, as bits */
    uint64_t open[PHRASE_SET];    /* patterns of the pass that it has all for, as bits */
    uint32_t begin_has, begin_words; /* what one of these may begin with */
    bool begin_core;                 /* or with a match, or a Roman number */
} phrase_view;

/* What expressions look like, made ready once for any number of articles and threads. */
typedef struct phrase_patterns phrase_patterns;
phrase_patterns *phrase_patterns_new(arena *a);

typedef struct phrase_reader {
    const article *x;
    arena *a;
    const phrase_patterns *patterns;
    phrase_view view;   /* of the sentence that is open */
    phrase_cell *cells; /* [token - base] */
    size_t cells_cap;
    uint32_t base;
    bool hyphens;        /* as phrase_view has it */
    phrase_match *found; /* what phrase_seen.core means */
    size_t n_found, found_cap;
} phrase_reader;

/* Open a sentence: the first two passes are done. False when there is nothing of time
   in it. */
bool phrase_open(phrase_reader *r, const article_sentence *s);
/* The longest expression that begins at a token of the open sentence; false for none. */
bool phrase_at(const phrase_reader *r, uint32_t token, phrase_match *out);
/* Keep a match among the found ones, and say which it is. */
int32_t phrase_keep(phrase_reader *r, const phrase_match *m);
/* The expression that all of a text is, behind words that lead to one. False when it is
   none. */
bool phrase_whole(phrase_reader *r, phrase_match *out);
/* The one that a match is, when it adds nothing to it. */
const phrase_match *phrase_core(const phrase_match *m, const phrase_match *found);

/* The tag of a class that begins at a token and has one of the atoms (0: any). */
const lexicon_tag *phrase_tag_at(const phrase_view *v, uint32_t token, lexicon_class c,
                                 uint32_t atoms);
#endif
