/*
 * civil - the calendar: seconds since 1970 to year, month and day, and back.
 *
 * Proleptic Gregorian, UTC, without leap seconds. Years are astronomical: 0 is
 * 1 BC.
 */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdint.h>

typedef struct civil_time {
    int64_t year;
    int month, day; /* from 1 */
    int hour, minute, second;
} civil_time;

/* Of any second. */
civil_time civil_of(int64_t seconds);
/* Of a year that seconds can reach. Month 13 is January of the next year, day 0 the
   last one of the month before, and so on. */
int64_t civil_seconds(civil_time t);
/* 28 to 31; month is 1 to 12. */
int civil_month_days(int64_t year, int month);
/* 1 is Monday, 7 Sunday. */
int civil_weekday(int64_t seconds);
#endif
