#include "base/error.h"
#include "base/limits.h"
#include "compile/model.h"
#include "text/near.h"
#include "text/utf8.h"

#include <string.h>

enum { MOST_BYTES = LIMIT_INPUT, MOST_ROW = LIMIT_ROW };

/* The next line without its end; false past the last. */
static bool take_line(model_rows *rows, str *line)
{
    while (rows->rest.len) {
        *line = str_cut(&rows->rest, '\n');
        rows->line++;
        if (line->len && line->at[line->len - 1] == '\r')
            line->len--;
        if (line->len && line->at[0] != '#')
            return true;
    }
    return false;
}

static int find_column(str name, const str *wanted, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq(name, wanted[i]))
            return i;
    return -1;
}

static dateline_status unknown_column(const model_rows *rows, str name, const str *wanted,
                                      int n, dateline_error *err)
{
    size_t near = text_nearest(name, wanted, (size_t)n, 2);
    if (near == TEXT_NONE)
        return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line, 1,
                        "unknown column '%.*s'", STR_ARGS(text_head(name, 40)));
    return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line, 1,
                    "unknown column '%.*s' (did you mean '%.*s'?)",
                    STR_ARGS(text_head(name, 40)), STR_ARGS(wanted[near]));
}

dateline_status model_rows_open(const compile_table *table, const str *wanted, int n,
                                model_rows *out, dateline_error *err)
{
    *out = (model_rows){ .table = table->name, .rest = table->text };
    if (table->text.len > MOST_BYTES)
        return error_at(err, DATELINE_LIMIT, table->name, 0, 0,
                        "the table is larger than 1 GiB");
    size_t good = text_utf8_check(out->rest);
    if (good < out->rest.len) {
        int line, column;
        text_position((str){ out->rest.at, good }, good, &line, &column);
        return error_at(err, DATELINE_INPUT, table->name, line, column,
                        "this is not UTF-8; convert the table first");
    }
    if (str_starts(out->rest, STR("\xEF\xBB\xBF")))
        out->rest = (str){ out->rest.at + 3, out->rest.len - 3 };
    str header;
    if (!take_line(out, &header))
        return error_at(err, DATELINE_INPUT, table->name, 1, 1,
                        "the table is empty; its first line names the columns");
    for (bool more = true; more; out->n_columns++) {
        more = header.len && memchr(header.at, '\t', header.len);
        str name = str_trim(str_cut(&header, '\t'));
        int column = find_column(name, wanted, n);
        if (column < 0)
            return unknown_column(out, name, wanted, n, err);
        for (int i = 0; i < out->n_columns; i++)
            if (out->place_of[i] == column)
                return error_at(err, DATELINE_INPUT, table->name, (int)out->line, 1,
                                "column '%.*s' stands twice", STR_ARGS(name));
        out->place_of[out->n_columns] = column;
    }
    return DATELINE_OK;
}

bool model_rows_next(model_rows *rows, dateline_status *status, dateline_error *err)
{
    str line;
    *status = DATELINE_OK;
    for (int i = 0; i < MODEL_COLUMNS; i++) {
        rows->field[i] = (str){ 0 };
        rows->column[i] = 1;
    }
    if (!take_line(rows, &line))
        return false;
    if (line.len > MOST_ROW) {
        *status = error_at(err, DATELINE_LIMIT, rows->table, (int)rows->line, 1,
                           "a row of more than 1 MiB");
        return false;
    }
    int column = 1;
    for (int i = 0; line.len || !i; i++) {
        str field = str_cut(&line, '\t');
        if (i == rows->n_columns) {
            *status =
                error_at(err, DATELINE_INPUT, rows->table, (int)rows->line, column,
                         "more fields than the header's %d columns", rows->n_columns);
            return false;
        }
        rows->field[rows->place_of[i]] = str_trim(field);
        rows->column[rows->place_of[i]] = column;
        column += (int)text_count(field) + 1;
    }
    return true;
}

bool model_kind(str word, gazetteer_kind *out)
{
    for (int i = 0; i < GAZETTEER_KINDS; i++)
        if (str_eq(word, str_of(gazetteer_kind_name((gazetteer_kind)i)))) {
            *out = (gazetteer_kind)i;
            return true;
        }
    return false;
}
