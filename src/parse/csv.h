/*
 * parse/csv - rows of comma-separated values, one at a time.
 *
 * RFC 4180 with what people have besides: four delimiters, three line ends, text
 * after a closing quote, quotes inside a field that is not quoted. It knows
 * nothing of headers. Empty lines are not rows.
 *
 * Fields are views into the document, or into the reader where doubled quotes
 * had to be taken out; they live until the next row is read.
 */
#ifndef PARSE_CSV_H
#define PARSE_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>
#include <stddef.h>

typedef struct parse_field {
    str text;
    int line, column; /* of its first character, 1-based, in code points */
} parse_field;

typedef struct parse_csv {
    const char *source;
    const char *at, *end;
    int line, column; /* of *at */
    char delimiter;
    parse_field *fields;
    size_t n_fields, capacity;
    arena table; /* the fields */
    arena text;  /* of the current row */
} parse_csv;

/* text is valid UTF-8 and outlives the reader; source names it in messages.
   delimiter 0: the one of , ; tab | that cuts the first rows most evenly. */
void parse_csv_open(parse_csv *c, str text, const char *source, char delimiter);

/* The next row is c->fields[0..n_fields); n_fields is 0 after the last one.
   DATELINE_INPUT for a quote that is never closed, with the place where it
   opens; DATELINE_LIMIT for a row or field that is too long. */
dateline_status parse_csv_next(parse_csv *c, dateline_error *err);

/* Go to the next line that is not empty, or to the end. */
void parse_csv_skip(parse_csv *c);

void parse_csv_close(parse_csv *c);

/* Write a field, in quotes when a reader, with whatever delimiter, could take it for
   more. */
void parse_csv_put(buf *out, str field);
#endif
