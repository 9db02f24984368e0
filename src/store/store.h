/*
 * store - databases in one file, written once or only read.
 *
 * The keeper of SQLite. It knows no map: the caller brings the SQL. What is
 * written has no journal and one transaction, since nobody sees the file before
 * it is finished (base/file.h), and the same rows give the same bytes.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct store store;

typedef enum store_kind {
    STORE_NULL = 0,
    STORE_INTEGER,
    STORE_REAL,
    STORE_TEXT,
    STORE_BLOB,
} store_kind;

typedef struct store_value {
    store_kind kind;
    int64_t integer;
    double real;
    str bytes; /* of text and blobs */
} store_value;

static inline store_value store_int(int64_t v)
{
    return (store_value){ .kind = STORE_INTEGER, .integer = v };
}
static inline store_value store_text(str s)
{
    return (store_value){ .kind = STORE_TEXT, .bytes = s };
}
static inline store_value store_blob(str s)
{
    return (store_value){ .kind = STORE_BLOB, .bytes = s };
}

/* An empty database at path, which must not exist, with the tables of schema
   (SQL statements). */
dateline_status store_create(const char *path, const char *schema, store **out,
                             dateline_error *err);
/* Run SQL statements that return nothing. */
dateline_status store_run(store *s, const char *sql, dateline_error *err);
/* Run one statement with a value for each '?'. Its compiled form is kept while
   the next call passes the same pointer. */
dateline_status store_insert(store *s, const char *sql, const store_value *values,
                             size_t n, dateline_error *err);
/* Make all that was written last. Nothing can be written after it. */
dateline_status store_finish(store *s, dateline_error *err);

/* A finished database, read only; what is no SQLite database is
   DATELINE_INPUT. */
dateline_status store_open(const char *path, store **out, dateline_error *err);
/* Start a question with a value for each '?'; it ends the one before. Text and
   blobs of values stay where they are until its last row is read. */
dateline_status store_ask(store *s, const char *sql, const store_value *values, size_t n,
                          dateline_error *err);
/* The next row: n of its columns, from the first, into row. *more is false after
   the last. Text and blobs live until the next call. */
dateline_status store_next(store *s, store_value *row, size_t n, bool *more,
                           dateline_error *err);

/* NULL is fine. What is not finished is not written. */
void store_close(store *s);
#endif
