/*
 * import/lines - lines of fields between tabs, without quotes: as GeoNames writes.
 */
#ifndef IMPORT_LINES_H
#define IMPORT_LINES_H

#include "parse/csv.h"

enum { LINES_FIELDS = 19 };

typedef struct lines {
    str rest;
    int line; /* of the fields */
    parse_field field[LINES_FIELDS];
    int n; /* how many the line has, also beyond the last that is kept */
} lines;

/* body begins in this line of its file. */
lines lines_of(str body, int line);
/* The next line that is not empty; false past the last. */
bool lines_next(lines *l);
#endif
