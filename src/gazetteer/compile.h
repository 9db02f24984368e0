/*
 * gazetteer/compile - text tables into the file that gazetteer_open maps.
 *
 * The columns of a table are named by its header line and described in
 * geodata/README.md.
 */
#ifndef GAZETTEER_COMPILE_H
#define GAZETTEER_COMPILE_H

#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>

typedef struct gazetteer_table {
    const char *name; /* for messages */
    str text;
} gazetteer_table;

/* A row that cannot be understood is DATELINE_INPUT with its line and column:
   a compiled gazetteer has all of its tables or is not written. */
dateline_status gazetteer_compile(const gazetteer_table *tables, size_t n, buf *out,
                                  dateline_error *err);
#endif
