#include "intake/formats.h"

#include "base/error.h"
#include "intake/finish.h"
#include "parse/csv.h"

#include <string.h>

enum { MAX_COLUMNS = 4096, TAG_ROWS = 25 };

typedef struct sheet {
    intake_reader *reader;
    arena keep; /* the headers */
    intake_header *headers;
    size_t n;
    size_t skip; /* rows before the first of data */
} sheet;

/* ----------------------------------------------------------------- Headers */

static bool is_digits(str s, size_t n)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len && (!n || s.len == n);
}

static bool is_gdelt(const parse_csv *c)
{
    return c->delimiter == '\t' && c->n_fields == INTAKE_GDELT_COLUMNS &&
           is_digits(c->fields[0].text, 0) && is_digits(c->fields[1].text, 8);
}

/* A row of HXL: every cell is a tag or empty. */
static bool is_tags(const parse_csv *c)
{
    size_t tags = 0;
    for (size_t i = 0; i < c->n_fields; i++) {
        str cell = str_trim(c->fields[i].text);
        if (cell.len && cell.at[0] != '#')
            return false;
        tags += cell.len > 1;
    }
    return tags > 1;
}

/* A name that no column before has: extra members need different names. */
static str unique_name(sheet *s, str name, size_t i)
{
    name = str_trim(name);
    if (!name.len)
        name = str_of(str_print(&s->keep, "column %zu", i + 1));
    for (size_t k = 0; k < i; k++)
        if (str_eq(s->headers[k].name, name))
            return str_of(str_print(&s->keep, "%.*s (%zu)", STR_ARGS(name), i + 1));
    return (str){ str_copy(&s->keep, name), name.len };
}

static void set_headers(sheet *s, const parse_csv *c, bool gdelt)
{
    intake_reader *r = s->reader;
    s->n = c->n_fields;
    s->headers = arena_array(&s->keep, intake_header, s->n);
    str *names = arena_array(&s->keep, str, s->n);
    for (size_t i = 0; i < s->n; i++)
        names[i] = gdelt ? intake_gdelt_name(i) : c->fields[i].text;
    intake_reader_schema(r, gdelt ? SCHEMA_GDELT : intake_schema_find(names, s->n));
    for (size_t i = 0; i < s->n; i++) {
        intake_header h = intake_header_of(r->schema, names[i]);
        h.name = unique_name(s, names[i], i);
        s->headers[i] = h;
        r->dates_clear |= h.locale != 0;
    }
}

static dateline_status no_columns(const sheet *s, dateline_error *err)
{
    buf list = { .max = 160 };
    for (size_t i = 0; i < s->n && !list.over; i++) {
        if (i)
            buf_add_text(&list, ", ");
        buf_add_str(&list, s->headers[i].name);
    }
    dateline_status st =
        error_at(err, DATELINE_INPUT, s->reader->name, 1, 1,
                 "no column is a date, place or title; the columns are: %.*s%s",
                 STR_ARGS(buf_str(&list)), list.over ? ", ..." : "");
    buf_clear(&list);
    return st;
}

/* Whether a row can become an event at all, and what to tell about the rest. */
static dateline_status check_headers(const sheet *s, dateline_error *err)
{
    intake_reader *r = s->reader;
    bool usable = false;
    for (size_t i = 0; i < s->n; i++) {
        intake_column c = s->headers[i].column;
        usable |= c == COL_DATE || c == COL_START || c == COL_PLACE || c == COL_TITLE ||
                  c == COL_LAT || c == COL_GEOMETRY || c == COL_TEXT_TITLE;
    }
    if (!usable)
        return no_columns(s, err);
    if (r->schema != SCHEMA_GENERIC)
        return DATELINE_OK;
    for (size_t i = 0; i < s->n; i++)
        if (s->headers[i].column == COL_EXTRA)
            intake_reader_unknown(r, s->headers[i].name, 1);
    return DATELINE_OK;
}

/* The reader stands after the first row; tags in one of the next take its place. */
static void find_tags(sheet *s, parse_csv *c)
{
    for (size_t row = 1; row < TAG_ROWS; row++) {
        if (parse_csv_next(c, NULL) || !c->n_fields) /* told when it is read as data */
            return;
        if (is_tags(c) && c->n_fields <= MAX_COLUMNS) {
            s->skip = row + 1;
            set_headers(s, c, false);
            return;
        }
    }
}

static dateline_status find_headers(sheet *s, str text, dateline_error *err)
{
    parse_csv c;
    parse_csv_open(&c, text, s->reader->name, 0);
    dateline_status st = parse_csv_next(&c, err);
    if (!st && c.n_fields > MAX_COLUMNS)
        st = error_at(err, DATELINE_LIMIT, s->reader->name, 1, 1,
                      "there are more than %d columns", MAX_COLUMNS);
    if (!st) {
        bool gdelt = is_gdelt(&c);
        s->skip = !gdelt;
        set_headers(s, &c, gdelt);
        if (!gdelt && !is_tags(&c))
            find_tags(s, &c);
        st = check_headers(s, err);
    }
    parse_csv_close(&c);
    return st;
}

/* ------------------------------------------------------------ Day or month */

/* "19/09/2023": two small numbers and a year. */
static bool is_small_date(str s, int *first, int *second)
{
    int part[2] = { 0 };
    size_t i = 0;
    s = str_trim(s);
    for (int k = 0; k < 2; k++) {
        size_t from = i;
        for (; i < s.len && s.at[i] >= '0' && s.at[i] <= '9' && i - from < 2; i++)
            part[k] = part[k] * 10 + (s.at[i] - '0');
        if (i == from || i == s.len || !strchr("/.-", s.at[i]))
            return false;
        i++;
    }
    *first = part[0];
    *second = part[1];
    return s.len >= i + 4 && is_digits((str){ s.at + i, 4 }, 4);
}

/* A file writes its dates one way: a single 09/19/2023 tells that 03/04/2023 has
   the month first, a single 19/09/2023 the other way. */
static void find_date_order(sheet *s, str text)
{
    parse_csv c;
    bool day_first = false, month_first = false;
    parse_csv_open(&c, text, s->reader->name, 0);
    while (!parse_csv_next(&c, NULL) && c.n_fields)
        for (size_t i = 0; i < c.n_fields && i < s->n; i++) {
            intake_column column = s->headers[i].column;
            int first, second;
            bool date = column == COL_DATE || column == COL_START || column == COL_END;
            if (!date || !is_small_date(c.fields[i].text, &first, &second))
                continue;
            day_first |= first > 12;
            month_first |= second > 12;
        }
    parse_csv_close(&c);
    s->reader->dates.month_first = month_first && !day_first;
    s->reader->dates_clear |= month_first != day_first;
}

/* -------------------------------------------------------------------- Rows */

static dateline_status read_row(sheet *s, const parse_csv *c, dateline_error *err)
{
    intake_row row;
    intake_row_start(&row, s->reader, c->fields[0].line, c->fields[0].column);
    for (size_t i = 0; i < c->n_fields; i++) {
        const parse_field *f = &c->fields[i];
        intake_cell cell = { .text = f->text, .line = f->line, .column = f->column };
        if (i < s->n) {
            intake_row_put(&row, &s->headers[i], cell);
            continue;
        }
        if (!str_trim(f->text).len)
            continue;
        dateline_error why = { 0 };
        error_at(&why, DATELINE_INPUT, s->reader->name, f->line, f->column,
                 "the row has %zu fields, but there are %zu columns; put a field with "
                 "'%c' in quotes",
                 c->n_fields, s->n, c->delimiter);
        s->reader->rows++;
        intake_row_reject(&row, &why);
        arena_clear(&s->reader->scratch);
        return DATELINE_OK;
    }
    return intake_row_finish(&row, err);
}

static dateline_status read_rows(sheet *s, str text, dateline_error *err)
{
    parse_csv c;
    parse_csv_open(&c, text, s->reader->name, 0);
    dateline_status st = parse_csv_next(&c, err);
    for (size_t row = 0; !st && c.n_fields; row++) {
        bool blank = c.n_fields == 1 && !str_trim(c.fields[0].text).len;
        if (row >= s->skip && !blank)
            st = read_row(s, &c, err);
        if (!st)
            st = parse_csv_next(&c, err);
    }
    parse_csv_close(&c);
    return st;
}

dateline_status intake_read_csv(intake_reader *r, str text, dateline_error *err)
{
    sheet s = { .reader = r };
    dateline_status st = find_headers(&s, text, err);
    if (!st && !r->dates_clear)
        find_date_order(&s, text);
    if (!st)
        st = read_rows(&s, text, err);
    arena_clear(&s.keep);
    return st;
}
