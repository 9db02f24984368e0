/*
 * dates/pattern - what expressions of time look like: a table of patterns over the
 * classes of the lexicon, numbers and signs. For this room only.
 *
 * No pattern is of a language. Which words are months, which say "ago" and which
 * endings a number may have is in the lexicon; the patterns say in which orders they
 * make sense, and those are tried at each place, the longest that fits being taken.
 */
#ifndef DATES_PATTERN_H
#define DATES_PATTERN_H

#include "dates/dates.h"

enum { DATES_NO_CORE = -1, DATES_BLOCKED = -2 };

/* What becomes of a pattern. */
typedef enum dates_op {
    DATES_POINT = 0,   /* its parts together are a date or a clock time */
    DATES_DAYS,        /* from the first to the second of days, months or years */
    DATES_DECORATE,    /* the date inside, with more known of it */
    DATES_MERGE,       /* one of the two inside is a clock time */
    DATES_CORE,        /* the one inside */
    DATES_RANGE,       /* from the first inside to the second */
    DATES_SINCE,       /* the one inside, or a landmark, and what comes after it */
    DATES_UNTIL,       /* all before */
    DATES_AGO,         /* so long before the day of writing */
    DATES_LATER,       /* so long after the date before, or after the one inside */
    DATES_EARLIER,     /* so long before it */
    DATES_PAST_SPAN,   /* the last so many */
    DATES_COMING_SPAN, /* the next so many */
    DATES_LENGTH,      /* a duration */
    DATES_EVERY,
    DATES_SAME,   /* the day, month or year of the date before */
    DATES_WEEK,   /* that the one inside is in */
    DATES_THEN,   /* the date before, or after it, or before it */
    DATES_CLAUSE, /* before or after what a clause says */
} dates_op;

/* What a pattern has seen. */
typedef struct dates_seen {
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
    bool padded;                      /* a number of two digits among them */
    int32_t core[2];
    uint8_t cores;
    str landmark;
    const lexicon_entry *holiday;
} dates_seen;

typedef struct dates_match {
    uint32_t first, n; /* tokens; n 0: nothing */
    dates_op op;
    dates_seen seen;
    const char *rule;
    const struct dates_happening *event; /* that it is counted from; NULL */
} dates_match;

/* What is known of a token of the sentence. */
typedef struct dates_cell {
    uint32_t tag;            /* the first of a date class that begins there; UINT32_MAX */
    int32_t core;            /* the match that begins there */
    uint32_t classes, words; /* bits from LEXICON_MONTH on; atoms of DATEWORD */
    uint32_t has;            /* the classes, and above them what else it can be */
    char sign;               /* a sign of one byte; '?' another one; 0: none */
    bool number, roman;
    uint8_t
        digits; /* of a number in digits, and the other two: as dates_number_at has it */
    uint32_t digits_n;
    int32_t digits_value;
} dates_cell;

/* Words whose atoms patterns ask for. */
enum { DATES_WORDS, DATES_UNITS, DATES_DEICTICS, DATES_ATOMS, DATES_SET = 5 };

/* A sentence as the patterns see it. */
typedef struct dates_view {
    const article *x;
    const dates_cell *cells; /* [token - first] */
    const dates_match *found;
    uint32_t first, end; /* tokens of the sentence */
    size_t n_found;
    bool whole;                  /* it is one expression and nothing else */
    uint32_t has;                /* what there is among its cells */
    uint32_t atoms[DATES_ATOMS]; /* and among its words */
    uint64_t unmet;              /* of what patterns need of these, as bits */
    uint64_t open[DATES_SET];    /* patterns of the pass that it has all for, as bits */
    uint32_t begin_has, begin_words; /* what one of these may begin with */
    bool begin_core;                 /* or with a match, or a Roman number */
} dates_view;

/* Make ready for a pass (0 to 2); false when no pattern of it can match. */
bool dates_view_start(const dates_patterns *p, int pass, dates_view *v);
/* Whether a match of the pass may begin at a cell: at most none does. */
static inline bool dates_may_begin(const dates_view *v, const dates_cell *c)
{
    return (c->has & v->begin_has || c->words & v->begin_words ||
            (v->begin_core && (c->roman || c->core >= 0))) &&
           c->core != DATES_BLOCKED;
}
/* The longest match of the pass that begins at a token where one may. */
bool dates_pattern_at(const dates_patterns *p, int pass, const dates_view *v,
                      uint32_t token, dates_match *out);
/* What can be told from the token itself; the tags are the caller's. */
dates_cell dates_cell_of(const article *x, uint32_t token);
/* Take note of a cell that is complete, with the gap before its token: patterns that
   need what no cell has are not tried. */
void dates_view_note(dates_view *v, dates_cell *c, uint8_t gap);
/* All cells are noted. */
void dates_view_end(const dates_patterns *p, dates_view *v);
/* Whether a tag is of a class that dates are made of. */
static inline bool dates_is_class(lexicon_class c)
{
    return c >= LEXICON_MONTH && c <= LEXICON_NOTDATE;
}
#endif
