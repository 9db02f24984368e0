/*
 * reader - what holds for a whole document while it is read, and what there is to
 * tell about it.
 */
#ifndef INTAKE_READER_H
#define INTAKE_READER_H

#include "event/event.h"
#include "intake/column.h"
#include "when/when.h"

typedef struct intake_reader {
    dateline_events *into;
    const char *name;
    intake_schema schema;
    when_rules dates;
    bool dates_clear; /* the order of day and month is known: nothing to review */
    arena scratch;    /* cleared after each row */
    size_t rows;
    size_t first;    /* how many events there were before */
    bool n_by_order; /* each n so far was its row's number */
} intake_reader;

/* A warning, counted under key. */
void intake_reader_note(intake_reader *r, dateline_level level, const char *key, int line,
                        const char *text);
/* Say which data set it is, when it is one. */
void intake_reader_schema(intake_reader *r, intake_schema schema);
/* Say that a column is not known, with the one that is probably meant. */
void intake_reader_unknown(intake_reader *r, str name, int line);
#endif
