/*
 * point - one date taken apart: the step between text and interval.
 *
 * For the readers of dates in this room only.
 */
#ifndef WHEN_POINT_H
#define WHEN_POINT_H

#include "when/when.h"

typedef struct when_point {
    int64_t year;
    int unknown_digits;  /* X at the end of a year: 1 decade, 2 century, 4 no year */
    int month;           /* 1-12; 21-24 is a season; 0: not stated */
    int day;             /* 0: not stated */
    bool month_x, day_x; /* stated as XX */
    bool clock, clock_seconds;
    int hour, minute, second;
    bool zone; /* offset_s is stated */
    int offset_s;
    bool approximate, uncertain;
    /* Made by when_point_settle; begin == end when undated. */
    dateline_precision precision;
    int64_t begin, end;
} when_point;

enum { WHEN_NO_YEAR = 4 };

/* Check that there is such a day and hour, and work the interval out. */
dateline_status when_point_settle(when_point *p, const when_rules *rules,
                                  dateline_error *err);
/* A settled point as a date of its own. */
void when_point_date(const when_point *p, when_date *out);

/* ISO and EDTF without intervals, and compact digits. False when s has not that
   form; the point is not settled. */
bool when_read_edtf(str s, when_point *p);
/* A clock time such as 14:30, 14:30:05.2Z or 14:30+04:00, all of s. */
bool when_read_clock(str s, when_point *p);

/* What a date in words turned out to be. */
typedef struct when_words {
    when_point from, to;
    bool range; /* both are set; else from alone */
    bool ambiguous;
} when_words;
/* Dates in words or with day and month in the human order; not settled.
   DATELINE_INPUT with the reason when s is none. */
dateline_status when_read_words(str s, const when_rules *rules, when_words *out,
                                dateline_error *err);
#endif
