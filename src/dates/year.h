/*
 * dates/year - the year of a day or month, and the month of a day, that has none. For
 * this room only.
 */
#ifndef DATES_YEAR_H
#define DATES_YEAR_H

#include "dates/resolve.h"

/* Set the year of a stamp, or that it has none; out says which. */
void dates_guess_year(dates_stamp *s, const phrase_seen *seen, const dates_context *x,
                      dates_value *out);
void dates_guess_quarter(dates_stamp *s, const phrase_seen *seen, const dates_context *x,
                         dates_value *out);
/* How many months later than today's a day without a month is meant. */
int dates_nearest_month(const phrase_seen *s, int day, const dates_context *x);
#endif
