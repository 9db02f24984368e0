/*
 * row - the cells of one row or object of a document, by what they are.
 *
 * The readers put them in by header; finish.h makes an event of them.
 */
#ifndef INTAKE_ROW_H
#define INTAKE_ROW_H

#include "intake/reader.h"
#include "parse/json.h"
#include "shape/shape.h"

typedef struct intake_cell {
    str text; /* trimmed; empty: nothing here */
    int line, column;
    const intake_header *header;
    const parse_value *value; /* of JSON, else NULL */
} intake_cell;

enum { INTAKE_ROW_TEXTS = 16 };

typedef struct intake_row {
    intake_reader *reader;
    int line, column; /* where it starts */
    intake_cell cells[COL_COUNT];
    intake_cell texts[INTAKE_ROW_TEXTS]; /* titles and descriptions by language */
    size_t n_texts;
    intake_cell too_long; /* one over LIMIT_FIELD; its text is empty when there is none */
    intake_cell *extras;  /* in scratch */
    size_t n_extras, extra_room;
    shape_value shape;
} intake_row;

void intake_row_start(intake_row *row, intake_reader *reader, int line, int column);
/* header lives as long as the row. Cells without text are left out. Of two cells
   for one column the one with the column's own name is taken, else the first;
   the other is kept as extra. */
void intake_row_put(intake_row *row, const intake_header *header, intake_cell cell);
/* Keep a cell that is no part of the event. */
void intake_row_extra(intake_row *row, intake_cell cell);
/* The row is no event, for a reason that has a position or gets the row's. */
void intake_row_reject(intake_row *row, dateline_error *why);

bool intake_row_has(const intake_row *row, intake_column column);
/* In scratch; "" when not there. */
const char *intake_row_text(intake_row *row, intake_column column);
/* Numbers from low to high; one that is none is set aside. A whole number may be
   written 12.0. */
int64_t intake_row_whole(intake_row *row, intake_column column, int64_t low, int64_t high,
                         int64_t missing);
double intake_row_real(intake_row *row, intake_column column, double low, double high,
                       double missing);
/* Keep a value that is no use as extra, and count it as a warning. */
void intake_row_set_aside(intake_row *row, intake_column column, const char *should_be);
/* Fail because of a cell. */
dateline_status intake_row_wrong(const intake_row *row, const intake_cell *cell,
                                 dateline_error *err, const char *reason);
#endif
