/*
 * dates/table - the patterns. For this room only.
 *
 * A form is a row of elements. Optional ones begin with '?', those that nothing may
 * stand before with '='.
 *
 *   n N   a number; one up to 31        h i s  hour, minute and second
 *   d m   of a day, of a month          r      in Roman digits
 *   y Y   a year of four digits; of two
 *   M W S T P Z L H B  a word for a month, weekday, season, time of day, part, time
 *         zone, landmark, holiday, beginning
 *   U X   a unit; one that is counted from the day of writing: U:day|week
 *   E     a word that says every and of what: "daily"
 *   w     a word that joins: w:since|from
 *   #     '/', '.' or '-', the same each time     -  a dash
 *   C     what an earlier pass found
 *   other signs stand for themselves
 */
#ifndef DATES_TABLE_H
#define DATES_TABLE_H

#include "dates/pattern.h"

enum { DATES_PASSES = 3 };

typedef enum dates_check {
    DATES_SURE = 0,
    DATES_BARE_DATE,   /* two numbers alone */
    DATES_MONTH_FIRST, /* and the second cannot be a month */
    DATES_BARE_YEAR,   /* a number of four digits alone */
    DATES_LONE,        /* nothing follows in its clause */
    DATES_WHOLE,       /* it is all of the text */
    DATES_FIGURES,     /* and has no number in words */
    DATES_LED,         /* only behind a word that leads to a date */
    DATES_BEHIND,      /* the joining word is one that stands behind its date */
    DATES_NO_AGE,      /* not said of a person */
    DATES_NO_NAME,     /* no capital word follows */
    DATES_FREE,        /* no number follows */
    DATES_RISING,      /* the second year is the later one */
} dates_check;

typedef struct dates_row {
    const char *name;
    int pass;
    dates_op op;
    dates_check check;
    const char *form;
} dates_row;

const dates_row *dates_table(size_t *n);
#endif
