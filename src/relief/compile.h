/*
 * relief/compile - packed grids into the file that relief_open maps.
 *
 * A packed grid is what geodata/rebuild/relief.py writes: a header (relief/format.h)
 * and, row by row from the north, each height's difference from the median of the
 * left neighbour, the upper one, and the plane through them and the corner between
 * (Weinberger, Seroussi and Sapiro 2000), in Rice's code: the quotient by 2^k in
 * ones with a zero behind, then k bits; 24 ones announce 20 plain bits. k is the
 * least with n * 2^k >= sum of what came before, both halved when n is 64.
 */
#ifndef RELIEF_COMPILE_H
#define RELIEF_COMPILE_H

#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct relief_source {
    const char *name; /* for messages */
    str bytes;
} relief_source;

/* Whether it begins as a packed grid does. */
bool relief_is_source(str bytes);
/* Append the file to out: sources from fine to coarse. DATELINE_INPUT where one is
   damaged. The same sources give the same bytes. */
dateline_status relief_compile(const relief_source *sources, size_t n, buf *out,
                               dateline_error *err);
#endif
