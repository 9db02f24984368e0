#include "intake/row.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "kind/kind.h"
#include "text/utf8.h"

#include <math.h>

void intake_row_start(intake_row *row, intake_reader *reader, int line, int column)
{
    *row = (intake_row){ .reader = reader, .line = line, .column = column };
}

void intake_row_extra(intake_row *row, intake_cell cell)
{
    row->extras = arena_grow(&row->reader->scratch, row->extras, row->n_extras,
                             &row->extra_room, sizeof *row->extras);
    row->extras[row->n_extras++] = cell;
}

void intake_row_put(intake_row *row, const intake_header *header, intake_cell cell)
{
    cell.text = str_trim(cell.text);
    cell.header = header;
    if (cell.text.len > LIMIT_FIELD)
        row->too_long = cell;
    if (!cell.text.len || header->column == COL_IGNORE)
        return;
    if (header->column == COL_EXTRA) {
        intake_row_extra(row, cell);
        return;
    }
    if (header->column == COL_TEXT_TITLE || header->column == COL_TEXT_DESCRIPTION) {
        if (row->n_texts < INTAKE_ROW_TEXTS)
            row->texts[row->n_texts++] = cell;
        else
            intake_row_extra(row, cell);
        return;
    }
    intake_cell *slot = &row->cells[header->column];
    if (!slot->text.len) {
        *slot = cell;
    } else if (slot->header->alias && !header->alias) {
        intake_row_extra(row, *slot);
        *slot = cell;
    } else {
        intake_row_extra(row, cell);
    }
}

void intake_row_reject(intake_row *row, dateline_error *why)
{
    event_reject(row->reader->into, row->reader->name, why->line ? why->line : row->line,
                 why->line ? why->column : row->column, why->message);
}

bool intake_row_has(const intake_row *row, intake_column column)
{
    return row->cells[column].text.len > 0;
}

const char *intake_row_text(intake_row *row, intake_column column)
{
    return intake_row_has(row, column)
               ? str_copy(&row->reader->scratch, row->cells[column].text)
               : "";
}

dateline_status intake_row_wrong(const intake_row *row, const intake_cell *cell,
                                 dateline_error *err, const char *reason)
{
    return error_at(err, DATELINE_INPUT, row->reader->name, cell->line, cell->column,
                    "%s", reason);
}

void intake_row_set_aside(intake_row *row, intake_column column, const char *should_be)
{
    intake_cell *cell = &row->cells[column];
    intake_reader *r = row->reader;
    char *key = str_print(&r->scratch, "value:%d", (int)column);
    if (!event_note_again(r->into, key, r->name)) {
        str head = text_head(cell->text, 40);
        const char *near = column == COL_KIND ? kind_near(cell->text) : NULL;
        intake_reader_note(r, DATELINE_WARNING, key, cell->line,
                           str_print(&r->scratch,
                                     "%.*s '%.*s' is not %s%s%s%s; it is kept as extra",
                                     STR_ARGS(cell->header->name), STR_ARGS(head),
                                     should_be, near ? " (did you mean '" : "",
                                     near ? near : "", near ? "'?)" : ""));
    }
    intake_row_extra(row, *cell);
    cell->text = (str){ 0 };
}

static bool number(intake_row *row, intake_column column, double *out)
{
    return intake_row_has(row, column) && num_parse_comma(row->cells[column].text, out);
}

int64_t intake_row_whole(intake_row *row, intake_column column, int64_t low, int64_t high,
                         int64_t missing)
{
    double v;
    int64_t n;
    if (!intake_row_has(row, column))
        return missing;
    if (num_parse_int(row->cells[column].text, &n) && n >= low && n <= high)
        return n;
    if (number(row, column, &v) && floor(v) == v && v >= (double)low && v <= (double)high)
        return (int64_t)v;
    intake_row_set_aside(row, column, "a whole number that can be here");
    return missing;
}

double intake_row_real(intake_row *row, intake_column column, double low, double high,
                       double missing)
{
    double v;
    if (!intake_row_has(row, column))
        return missing;
    if (number(row, column, &v) && v >= low && v <= high)
        return v;
    intake_row_set_aside(row, column, "a number that can be here");
    return missing;
}
