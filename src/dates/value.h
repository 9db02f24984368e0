/*
 * dates/value - dates that may lack a year, and what they are as EDTF. For this room
 * only.
 */
#ifndef DATES_VALUE_H
#define DATES_VALUE_H

#include "when/when.h"

#include <stdbool.h>
#include <stdint.h>

/* A unit of the calendar. What is 0 is not stated; month may be a season of EDTF. */
typedef struct dates_stamp {
    int year;
    bool no_year;    /* the year is not known; it may stand for one of 365 days */
    uint8_t unknown; /* digits at the end of the year: 1 decade, 2 century */
    int month, day;
    bool about;
    bool clock, seconds, zone;
    int hour, minute, second, offset; /* minutes east */
} dates_stamp;

typedef enum dates_shape {
    DATES_OPEN = 0, /* not known */
    DATES_AT,       /* from */
    DATES_FROM_TO,
    DATES_FROM_ON, /* from and later: "2020/.." */
    DATES_UP_TO,   /* to and earlier: "/2020" */
    DATES_TEXT,    /* a duration: in text */
} dates_shape;

typedef struct dates_value {
    dates_shape shape;
    dates_stamp from, to;
    char text[WHEN_TEXT];
    bool guessed, no_year;
} dates_value;

dates_value dates_at(dates_stamp s);
dates_value dates_between(dates_stamp from, dates_stamp to);
/* "" when it is open. */
void dates_write(const dates_value *v, char out[WHEN_TEXT]);
/* What was written so, or is in the tables; open when it is none. */
dates_value dates_of_when(dateline_when w);
dates_value dates_of_text(str edtf);

/* A whole unit later or earlier. Days of a stamp without a year count as in a year of
   365 days; without one, years are not counted: false. */
bool dates_add_days(dates_stamp *s, int n);
bool dates_add_months(dates_stamp *s, int n);
/* The first or last day or month of what a value says, as a day, month or year. */
dates_stamp dates_begin(const dates_value *v);
dates_stamp dates_end(const dates_value *v);
/* How many days the second day is later. */
int dates_days_from(const dates_stamp *a, const dates_stamp *b);
int dates_weekday(const dates_stamp *s);
int dates_month_days(const dates_stamp *s);
#endif
