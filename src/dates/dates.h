/*
 * dates - when: the date expressions of an article as EDTF values.
 *
 * Absolute, partial, relative and vague expressions, durations and clock times. What
 * needs the day of writing is resolved against the day that the caller states; without
 * it, it stays open (XXXX-07-15, or no value): never the clock, and never a date that
 * merely stands in the text. In a file of several stories each story's own date counts.
 * News looks back: a day or a weekday without a year is the nearest past one, unless
 * the words say otherwise. A day or month that is little ahead is to come, though, when
 * nothing says that it is past.
 *
 * Values are EDTF of the levels that when/when.h states, or durations of ISO 8601 with X
 * for digits that are not known (PXD, "some days").
 *
 * Which words together are an expression is the question of phrase/phrase.h.
 */
#ifndef DATES_DATES_H
#define DATES_DATES_H

#include "article/article.h"
#include "phrase/phrase.h"
#include "when/when.h"

typedef enum dates_type {
    DATES_DATE = 0, /* a point or interval of the calendar */
    DATES_RELATIVE, /* the same, said from another one: "last month", "two days later" */
    DATES_TIME,     /* with a clock time */
    DATES_DURATION, /* how long: P6W */
    DATES_REPEATED, /* how often: P1D */
    DATES_VAGUE,    /* "recently", "for years" */
} dates_type;

/* What a relative date was counted from. */
typedef enum dates_anchor {
    DATES_NO_ANCHOR = 0,
    DATES_PUBLISHED, /* the day of writing */
    DATES_STORY,     /* the date of the story in the file */
    DATES_BEFORE,    /* another date of the text: index in reference */
    DATES_EVENT,     /* something that the text says happened */
} dates_anchor;

const char *dates_type_name(dates_type type);
const char *dates_anchor_name(dates_anchor anchor);

typedef struct dates_date {
    uint32_t first, n; /* tokens */
    uint32_t sentence;
    dates_type type;
    dates_anchor anchor;
    int32_t reference;         /* with DATES_BEFORE; -1 */
    char value[WHEN_TEXT];     /* EDTF, or a duration; "" when it stays open */
    char text_only[WHEN_TEXT]; /* the same without the day of writing */
    dateline_when when;        /* of value; undated when that is no date */
    bool open_year; /* a day or month without a year that could not be resolved */
    bool guessed;   /* the year is not stated: it was taken from the day of writing */
    double confidence;
    const char *rule; /* which pattern, for people */
} dates_date;

/* The day of each story: that of writing, or what the story says of itself. */
typedef struct dates_story {
    dateline_when written; /* undated: not known */
    bool own;              /* of the story itself, not the caller's */
} dates_story;

typedef struct dates_options {
    dateline_when published; /* undated: not stated */
    int offset_s; /* of "local time", seconds east; 0 and local false: unknown */
    bool local;
    bool ahead; /* what has no year is to come, as in a diary; else it is past, as in news
                 */
    const phrase_patterns *patterns; /* NULL: made for the call */
} dates_options;

typedef struct dates {
    dates_date *dates; /* in the order of the text; none overlaps another */
    size_t n;
    dates_story *stories; /* one for each of the article */
} dates;

void dates_find(const article *x, const dates_options *options, arena *a, dates *out);

/* A single expression, all of text, as of a day: for tests and tables. False when it is
   none. */
bool dates_read(const article *x, const dates_options *options, arena *a,
                dates_date *out);
#endif
