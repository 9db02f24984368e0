/*
 * row - one row or object of a document becomes an event or a reject.
 *
 * The readers put cells in by header; event_row_finish makes sense of them.
 * For the readers of this room only.
 */
#ifndef EVENT_ROW_H
#define EVENT_ROW_H

#include "event/column.h"
#include "event/event.h"
#include "event/geometry.h"
#include "parse/json.h"
#include "when/when.h"

/* What holds for a whole document. */
typedef struct event_reader {
    dateline_events *into;
    const char *name;
    event_schema schema;
    when_rules dates;
    bool dates_clear; /* the order of day and month is known: nothing to review */
    arena scratch;    /* cleared after each row */
    size_t rows;
    size_t first;    /* how many events there were before */
    bool n_by_order; /* each n so far was its row's number */
} event_reader;

typedef struct event_cell {
    str text; /* trimmed; empty: nothing here */
    int line, column;
    const event_header *header;
    const parse_value *value; /* of JSON, else NULL */
} event_cell;

enum { EVENT_ROW_TEXTS = 16 };

typedef struct event_row {
    event_reader *reader;
    int line, column; /* where it starts */
    event_cell cells[COL_COUNT];
    event_cell texts[EVENT_ROW_TEXTS]; /* titles and descriptions by language */
    size_t n_texts;
    event_cell too_long; /* one over LIMIT_FIELD; its text is empty when there is none */
    event_cell *extras;  /* in scratch */
    size_t n_extras, extra_room;
    event_shape shape;
} event_row;

void event_row_start(event_row *row, event_reader *reader, int line, int column);
/* header lives as long as the row. Cells without text are left out. Of two cells
   for one column the one with the column's own name is taken, else the first;
   the other is kept as extra. */
void event_row_put(event_row *row, const event_header *header, event_cell cell);
/* Add the event, or a reject, to the collection. Fails only for what is wrong
   with more than the row. */
dateline_status event_row_finish(event_row *row, dateline_error *err);
/* The row is no event, for a reason that has a position or gets the row's. */
void event_row_reject(event_row *row, dateline_error *why);

/* The parts, as event_row_finish asks for them. */
dateline_status event_row_when(event_row *row, dateline_event *e, dateline_error *err);
dateline_status event_row_where(event_row *row, dateline_event *e, dateline_error *err);

bool event_row_has(const event_row *row, event_column column);
/* In scratch; "" when not there. */
const char *event_row_text(event_row *row, event_column column);
/* Numbers from low to high; one that is none is set aside. A whole number may be
   written 12.0. */
int64_t event_row_whole(event_row *row, event_column column, int64_t low, int64_t high,
                        int64_t missing);
double event_row_real(event_row *row, event_column column, double low, double high,
                      double missing);
/* Keep a value that is no use as extra, and count it as a warning. */
void event_row_set_aside(event_row *row, event_column column, const char *should_be);
/* Fail because of a cell. */
dateline_status event_row_wrong(const event_row *row, const event_cell *cell,
                                dateline_error *err, const char *reason);

/* A warning, counted under key. */
void event_reader_note(event_reader *r, dateline_level level, const char *key, int line,
                       const char *text);
#endif
