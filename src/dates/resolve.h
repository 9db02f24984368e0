/*
 * dates/resolve - what a match says, as of a day. For this room only.
 */
#ifndef DATES_RESOLVE_H
#define DATES_RESOLVE_H

#include "dates/dates.h"
#include "dates/value.h"
#include "phrase/phrase.h"

enum { DATES_YEARS = 4 };

/* What is known where the expression stands. */
typedef struct dates_context {
    bool known; /* the day of writing: */
    dates_stamp today;
    bool story;         /* today is the story's own day */
    dates_value before; /* the date before in the text; open when there is none */
    int32_t before_index;
    bool ahead; /* without a year: to come, */
    bool past;  /* or past, as is told; with neither the one that a reader thinks of */
    bool whole; /* the expression is all of the text */
    int years[DATES_YEARS]; /* that the text stated, the last first; 0: none */
    bool text;              /* by the text alone: without what everybody knows */
    bool local;             /* what local time is: */
    int offset;             /* minutes east */
    const struct dates_happening *event; /* that the expression is counted from; NULL */
} dates_context;

typedef struct dates_answer {
    dates_value value;
    dates_type type;
    dates_anchor anchor;
} dates_answer;

dates_answer dates_resolve(const phrase_match *m, const phrase_match *found,
                           const dates_context *x);
/* What a date or clock time says, without the forms that stand around it. */
dates_answer dates_resolve_point(const phrase_seen *s, const dates_context *x);
#endif
