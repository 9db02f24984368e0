/*
 * import/row - one place on its way into a table.
 */
#ifndef IMPORT_ROW_H
#define IMPORT_ROW_H

#include "import/import.h"
#include "parse/csv.h"

enum {
    ROW_NAMES = 256,      /* the rest of a place's names is left out */
    ROW_NAME_BYTES = 1024 /* a longer name is no name */
};

/* Strings to numbers. */
typedef struct row_map {
    struct row_slot *slots; /* open addressing */
    size_t n, n_slots;
} row_map;

/* Where the number of a key stands, 0 when it is new; the key outlives the map. */
uint32_t *row_map_at(row_map *m, str key, arena *own);
/* 0 for a key that is not there. */
uint32_t row_map_find(const row_map *m, str key);

/* What one source becomes. */
typedef struct row_sink {
    import_build *build;
    const char *source;
    buf *out;
    import_report *report;
    row_map seen;  /* ids, and the lines where they stand */
    arena scratch; /* of the current row */
} row_sink;

typedef struct row_name {
    str lang, text;
} row_name;

typedef struct row {
    parse_field at; /* where the row stands */
    str id, name, admin1, from, to;
    const char *kind, *code; /* code may be NULL */
    char country[3];
    double lat, lon, radius_km; /* 0: none */
    int64_t population;         /* -1: unknown */
    row_name names[ROW_NAMES];
    size_t n_names;
} row;

/* Begin a table of places. */
void row_open(row_sink *s, import_build *b, const import_source *source, buf *out,
              import_report *report);
void row_close(row_sink *s);

/* Count a row as rejected, and keep the reason if it is one of the first. False. */
bool row_reject(row_sink *s, parse_field at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Text without spaces around it and fit for a table; false when it is not UTF-8 or has
   control characters, the first of which is at *bad. */
bool row_tidy(row_sink *s, str text, str *out, size_t *bad);
/* The text of a field likewise; false and rejected when it is not fit. */
bool row_text(row_sink *s, parse_field field, str *out);
/* A latitude or longitude; false and rejected when it is none. */
bool row_degrees(row_sink *s, parse_field field, double most, double *out);
/* A whole number, with or without separators; nothing when there is none. */
bool row_population(row_sink *s, parse_field field, int64_t *out);

/* A further name; lang is empty when it is not known. What repeats another, is too
   long or one too many is passed over. */
void row_add_name(row *r, str lang, str text);
/* Write the place, unless it has no usable name, position or id of its own. A place of
   the gazetteer below gets its id. */
bool row_put(row_sink *s, row *r);
#endif
