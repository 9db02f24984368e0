/*
 * phrase/table - the patterns. For this room only.
 *
 * A form is a row of elements. Optional ones begin with '?', those that nothing may
 * stand before with '='.
 *
 *   n N   a number; one up to 31        h i s  hour, minute and second; I  in one
 *   q     hour and minute in four digits         digit or two
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
#ifndef PHRASE_TABLE_H
#define PHRASE_TABLE_H

#include "phrase/phrase.h"

enum { PHRASE_PASSES = 3 };

typedef enum phrase_check {
    PHRASE_SURE = 0,
    PHRASE_BARE_DATE,   /* two numbers alone */
    PHRASE_MONTH_FIRST, /* and the second cannot be a month */
    PHRASE_BARE_YEAR,   /* a number of four digits alone */
    PHRASE_LONE,        /* nothing follows in its clause */
    PHRASE_WHOLE,       /* it is all of the text */
    PHRASE_FIGURES,     /* and has no number in words */
    PHRASE_LED,         /* only behind a word that leads to a date */
    PHRASE_BEHIND,      /* the joining word is one that stands behind its date */
    PHRASE_NO_AGE,      /* not said of a person */
    PHRASE_NO_NAME,     /* no capital word follows */
    PHRASE_FREE,        /* no number follows */
    PHRASE_AT_HOUR,     /* the word for the hour also says at which */
    PHRASE_FROM_CASE,   /* a word in it has the case that says from */
    PHRASE_TO_CASE,     /* its last word has the one that says until */
    PHRASE_CASES,  /* the first inside has the one, and the second the other or none */
    PHRASE_RISING, /* the second year is the later one */
} phrase_check;

typedef struct phrase_row {
    const char *name;
    int pass;
    phrase_op op;
    phrase_check check;
    const char *form;
} phrase_row;

const phrase_row *phrase_table(size_t *n);
#endif
