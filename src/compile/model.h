/*
 * model - the places of all tables together, on their way into a file.
 *
 * Strings are views into the tables.
 */
#ifndef COMPILE_MODEL_H
#define COMPILE_MODEL_H

#include "base/buf.h"
#include "compile/compile.h"
#include "gazetteer/gazetteer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The names that one row of a table gives: the preferred one and the rest, joined
   by '|'. */
typedef struct model_names {
    str preferred, rest;
    struct model_names *older;
} model_names;

typedef struct model_place {
    str id, code, admin1, parent;
    model_names *names; /* of the latest table first */
    gazetteer_kind kind;
    char country[3];
    geo_lonlat where;
    double radius_km;
    int64_t population;   /* -1 unknown */
    str from, to;         /* years or dates */
    uint32_t table, line; /* where it was seen last, for messages */
    double importance;
    gazetteer_rank rank;
    uint32_t order; /* 0 for the most important */
    uint32_t group, cell_x, cell_y, curve;
} model_place;

/* A word such as "village". */
typedef struct model_type {
    str lang, folded;
    uint32_t kinds, side;
} model_type;

/* An ending by which words are inflected. */
typedef struct model_ending {
    str lang, folded, instead;
    bool adjective;
} model_ending;

typedef struct model {
    arena *own;
    const compile_table *tables;
    model_place *places;
    size_t n_places, cap_places;
    uint32_t *slots; /* open addressing by id: place + 1 */
    size_t n_slots;
    model_type *types;
    size_t n_types, cap_types;
    model_ending *endings;
    size_t n_endings, cap_endings;
} model;

/* Add a table of places. */
dateline_status model_read(model *m, uint32_t table, dateline_error *err);
/* Add a table of type words. */
dateline_status model_read_types(model *m, uint32_t table, dateline_error *err);
/* Add a table of endings. */
dateline_status model_read_endings(model *m, uint32_t table, dateline_error *err);
/* The place with an id, or NULL. */
model_place *model_find(const model *m, str id);
/* Set importance and rank of all places, and sort them by it. Ids are not found
   any more after that. */
void model_weigh(model *m);
/* Set order, group and cell of all places, which are sorted by importance, and sort
   them as they are numbered. */
void model_arrange(model *m);
/* The sections of the words that go with names. */
struct words;
void model_write_types(const model *m, buf *out);
void model_write_endings(const model *m, struct words *shared, buf *out);
/* All of it as a file. */
dateline_status model_write(const model *m, buf *out, dateline_error *err);

/* The lines of a table: fields by column, with positions for messages. */
enum { MODEL_COLUMNS = 16 };

typedef struct model_rows {
    const char *table; /* its name */
    str rest;          /* what has not been read */
    uint32_t line;
    int n_columns;
    int place_of[MODEL_COLUMNS]; /* which wanted column stands in each field */
    str field[MODEL_COLUMNS];    /* by wanted column; empty when absent */
    int column[MODEL_COLUMNS];   /* where it starts, in characters, 1-based */
} model_rows;

/* Read the header line; each of its columns must be one of the wanted. */
dateline_status model_rows_open(const compile_table *table, const str *wanted, int n,
                                model_rows *out, dateline_error *err);
/* The next row; false past the last or on an error, which status then says. Empty
   lines and those that begin with '#' are passed over. */
bool model_rows_next(model_rows *rows, dateline_status *status, dateline_error *err);
/* A kind by its word; false if there is none. */
bool model_kind(str word, gazetteer_kind *out);
#endif
