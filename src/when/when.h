/*
 * when - dates as people and programs write them, and as intervals of time.
 *
 * A date becomes a dateline_when: half-open seconds UTC and how exactly the
 * source states it. Beside it goes the EDTF text, which says more than that
 * (a season, a day without a year, which end of an interval is approximate) and
 * is what is stored and shown.
 *
 * The text is EDTF (ISO 8601-2; Library of Congress, 2019) of level 0 or 1. The one thing
 * of level 2 is a month or day whose year is not known, XXXX-07-15, alone or as the end
 * of an interval: level 1 cannot say it.
 *
 * Read are ISO 8601, EDTF of those levels, compact forms, and the usual forms of English,
 * Vietnamese, French and Russian. Relative dates ("last week") are not: they need a
 * context.
 *
 * The calendar is that of base/civil.h.
 */
#ifndef WHEN_WHEN_H
#define WHEN_WHEN_H

#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

enum { WHEN_TEXT = 96 };

typedef struct when_rules {
    bool month_first; /* read 03/04/2023 as 4 March */
    int offset_s;     /* east of UTC, of clock times that state no zone */
} when_rules;

typedef struct when_date {
    dateline_when when;   /* UNDATED for a day without a year */
    bool ambiguous;       /* day and month could be the other way round */
    char edtf[WHEN_TEXT]; /* canonical */
} when_date;

/* Read all of s. rules may be NULL. DATELINE_INPUT, with the reason and without
   a position, when it is no date or one that does not exist. */
dateline_status when_parse(str s, const when_rules *rules, when_date *out,
                           dateline_error *err);

/* The interval from one date to another; either may be NULL, for an end that is
   not known. DATELINE_INPUT when it would end before it starts. */
dateline_status when_span(const when_date *from, const when_date *to, when_date *out,
                          dateline_error *err);

/* An offset from UTC, such as Z, +04:00 or -0330, in seconds east. */
bool when_offset(str s, int *offset_s);

/* The EDTF of w; "" when undated. when_parse reads back the same w, if w is what
   when_parse can give. */
void when_write(dateline_when w, char out[WHEN_TEXT]);

/* The first and the last day of w, inclusive, as YYYY-MM-DD. False, and "", when
   that end is open or outside the years 1 to 9999, which other programs cannot
   read. */
bool when_first_day(dateline_when w, char out[16]);
bool when_last_day(dateline_when w, char out[16]);
/* The same as YYYY-MM-DDThh:mm:ssZ: the start of the first and of the last unit
   that w speaks of, be it a day or a minute. */
bool when_first_time(dateline_when w, char out[24]);
bool when_last_time(dateline_when w, char out[24]);

/* "day", "month", ...; "undated" for 0. */
const char *when_precision_name(dateline_precision precision);
#endif
