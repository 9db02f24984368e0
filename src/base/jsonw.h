/*
 * jsonw - writes JSON into a buf: commas, quotes and escapes, nothing else.
 *
 * The caller opens and closes in the right order. Everything stands on one line
 * but for jsonw_line. Text is UTF-8 already.
 */
#ifndef BASE_JSONW_H
#define BASE_JSONW_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct jsonw {
    buf *out;
    bool comma; /* something stands before the next member or element */
} jsonw;

void jsonw_open(jsonw *w, char bracket); /* '{' or '[' */
void jsonw_close(jsonw *w, char bracket);
/* The name of the next member. */
void jsonw_key(jsonw *w, const char *key);
void jsonw_str(jsonw *w, str s);
void jsonw_text(jsonw *w, const char *z);
void jsonw_num(jsonw *w, double v);
void jsonw_fixed(jsonw *w, double v, int decimals);
/* An array of n numbers. */
void jsonw_list(jsonw *w, const double *v, size_t n, int decimals);
void jsonw_int(jsonw *w, int64_t v);
void jsonw_bool(jsonw *w, bool v);
void jsonw_null(jsonw *w);
/* JSON that is written already. */
void jsonw_raw(jsonw *w, str json);
/* A line break between elements, for files that are read as diffs. */
void jsonw_line(jsonw *w);
#endif
