/*
 * dates/holiday - the day of a holiday in a year. For this room only.
 */
#ifndef DATES_HOLIDAY_H
#define DATES_HOLIDAY_H

#include "dates/value.h"
#include "lexicon/lexicon.h"

/* Year 0: without a year; the day is then 0 when it is not the same in each. */
dates_stamp dates_holiday(const lexicon_entry *e, int year);
#endif
