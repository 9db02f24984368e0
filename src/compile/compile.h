/*
 * compile - text tables into the file that gazetteer_open maps.
 *
 * A table is tab-separated text. Its first line names its columns, in any order, as
 * far as it has them; lines that begin with '#' are remarks.
 *
 * Places: id kind name country admin1 lat lon radius_km population code names from
 * to parent source. A new place needs id, kind, name, lat and lon. names are joined
 * by '|', each with a language tag before it ("vi:Ba-cu") or without; one tagged
 * "ru~:" is no name but an adjective or the like; parent is the id of the place it
 * lies in; from and to are years or dates such as 2020-11-10; source is for people
 * and not kept. A row whose id an earlier table has replaces what it states, and its
 * names come before those of the earlier one; two rows of one table may not have the
 * same id.
 *
 * Words that go with names, told by a column "word": lang word position kind.
 * position is before, after or before|after; kind is one or several kinds of place,
 * joined by '|'; "small" among them says a village. Other words of that column say where
 * something lies (gazetteer/relation.h).
 *
 * Endings by which words are inflected, told by a column "ending": lang ending instead
 * adjective. instead is what the base form has in its place, often nothing; adjective is
 * yes or empty. Both are compared as folds, where apostrophes and accents fall away.
 */
#ifndef COMPILE_COMPILE_H
#define COMPILE_COMPILE_H

#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>

typedef struct compile_table {
    const char *name; /* for messages */
    str text;
} compile_table;

/* A row that cannot be understood is DATELINE_INPUT with its line and column:
   a compiled gazetteer has all of its tables or is not written. out is empty. */
dateline_status compile_tables(const compile_table *tables, size_t n, buf *out,
                               dateline_error *err);
#endif
