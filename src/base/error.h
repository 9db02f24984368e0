/*
 * error - filling in a dateline_error, in one line, where the fault is seen.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/str.h"

#include <dateline.h>

/* Set *err, which may be NULL, and return status. */
dateline_status error_set(dateline_error *err, dateline_status status, const char *format,
                          ...) __attribute__((format(printf, 3, 4)));
/* The same with a position: source is shortened from the left when it is long;
   line and column are 1-based, 0 when unknown. */
dateline_status error_at(dateline_error *err, dateline_status status, const char *source,
                         int line, int column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Name the source of an error that has none yet. */
void error_source(dateline_error *err, const char *source);
#endif
