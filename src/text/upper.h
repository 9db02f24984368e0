/*
 * text/upper - capitals, for names that a map sets in them.
 */
#ifndef TEXT_UPPER_H
#define TEXT_UPPER_H

#include "base/arena.h"
#include "base/str.h"

/* s in capitals: Latin with the letters of Vietnamese, Turkish and Azerbaijani,
   Greek, Cyrillic, Armenian. Georgian has no capitals in running text and stays.
   lang is BCP 47; "tr" and "az" have a dotted capital I. */
str text_upper(arena *a, str s, const char *lang);
#endif
