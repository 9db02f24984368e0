#include "parse/csv.h"

#include "base/error.h"
#include "base/limits.h"

#include <string.h>

enum {
    SAMPLE_ROWS = 20,
    SAMPLE_BYTES = 64 * 1024,
    MAX_FIELD = LIMIT_FIELD,
    MAX_ROW = LIMIT_ROW
};

/* How a delimiter cuts the first rows. */
typedef struct cut {
    size_t first; /* fields of the first row */
    size_t even;  /* rows with as many as the first */
} cut;

static cut try_delimiter(const char *at, const char *end, char delimiter)
{
    cut c = { 0 };
    size_t fields = 1, rows = 0, bytes = 0;
    bool quoted = false, fresh = true;
    for (; at <= end && rows < SAMPLE_ROWS; at++) {
        bool line_end = at == end || (!quoted && (*at == '\n' || *at == '\r'));
        if (!line_end) {
            if (*at == '"' && (quoted || fresh))
                quoted = !quoted;
            fresh = !quoted && *at == delimiter;
            fields += fresh;
            bytes++;
            continue;
        }
        if (bytes) {
            c.first = rows ? c.first : fields;
            c.even += fields == c.first;
            rows++;
        }
        fields = 1;
        bytes = 0;
        fresh = true;
    }
    return c;
}

/* The delimiter that gives the most rows the width of the first row; of two that
   do, the one that gives more fields. A decimal comma does not mislead, because
   headers have none. */
static char find_delimiter(const char *at, const char *end)
{
    static const char candidates[] = { ',', ';', '\t', '|' };
    if (end - at > SAMPLE_BYTES)
        end = at + SAMPLE_BYTES;
    char best = ',';
    cut best_cut = { 1, 0 };
    for (size_t i = 0; i < sizeof candidates; i++) {
        cut c = try_delimiter(at, end, candidates[i]);
        if (c.first < 2)
            continue;
        if (best_cut.first < 2 || c.even > best_cut.even ||
            (c.even == best_cut.even && c.first > best_cut.first)) {
            best = candidates[i];
            best_cut = c;
        }
    }
    return best;
}

void parse_csv_open(parse_csv *c, str text, const char *source, char delimiter)
{
    *c = (parse_csv){ .source = source, .line = 1, .column = 1, .delimiter = delimiter };
    c->at = text.len ? text.at : "";
    c->end = c->at + text.len;
    if (!delimiter)
        c->delimiter = find_delimiter(c->at, c->end);
}

void parse_csv_close(parse_csv *c)
{
    arena_clear(&c->table);
    arena_clear(&c->text);
    *c = (parse_csv){ 0 };
}

static parse_field *add_field(parse_csv *c)
{
    if (c->n_fields == c->capacity) {
        size_t capacity = c->capacity ? c->capacity * 2 : 64;
        parse_field *fields = arena_array(&c->table, parse_field, capacity);
        if (c->n_fields)
            memcpy(fields, c->fields, c->n_fields * sizeof *fields);
        c->fields = fields;
        c->capacity = capacity;
    }
    parse_field *f = &c->fields[c->n_fields++];
    *f = (parse_field){ .line = c->line, .column = c->column };
    return f;
}

/* Step over one byte, counting lines and code points. CRLF is one line end: the
   CR counts only when no LF follows. */
static void step(parse_csv *c)
{
    char b = *c->at++;
    if (b == '\n' || (b == '\r' && (c->at == c->end || *c->at != '\n'))) {
        c->line++;
        c->column = 1;
    } else if (((unsigned char)b & 0xC0) != 0x80) {
        c->column++;
    }
}

static bool at_field_end(const parse_csv *c)
{
    return c->at == c->end || *c->at == c->delimiter || *c->at == '\n' || *c->at == '\r';
}

static dateline_status too_long(const parse_csv *c, const parse_field *f, size_t limit,
                                bool quoted, dateline_error *err)
{
    return error_at(err, DATELINE_LIMIT, c->source, f->line, f->column,
                    "a %s is longer than %zu bytes%s",
                    limit == MAX_FIELD ? "field" : "row", limit,
                    quoted ? "; is the quote that opens here never closed?" : "");
}

/* The field with its doubled quotes made single, and what follows the closing
   quote as it stands. */
static str unquote(arena *a, const char *from, const char *to)
{
    char *out = arena_array(a, char, (size_t)(to - from) + 1);
    size_t n = 0;
    bool quoted = true;
    for (const char *p = from; p < to; p++) {
        if (quoted && *p == '"') {
            quoted = p + 1 < to && p[1] == '"';
            p += quoted;
            if (!quoted)
                continue;
        }
        out[n++] = *p;
    }
    return (str){ out, n };
}

/* A field that starts with a quote; the position is on the quote. */
static dateline_status quoted_field(parse_csv *c, parse_field *f, dateline_error *err)
{
    const char *from = c->at + 1, *close = NULL;
    size_t inner = 0;
    step(c);
    while (!close) {
        if (c->at == c->end)
            return error_at(err, DATELINE_INPUT, c->source, f->line, f->column,
                            "the quote that opens here is never closed");
        if (c->at - from > MAX_FIELD)
            return too_long(c, f, MAX_FIELD, true, err);
        if (*c->at != '"') {
            step(c);
        } else if (c->end - c->at > 1 && c->at[1] == '"') {
            inner++;
            step(c);
            step(c);
        } else {
            close = c->at;
            step(c);
        }
    }
    while (!at_field_end(c))
        step(c);
    bool trailing = str_trim((str){ close + 1, (size_t)(c->at - close) - 1 }).len > 0;
    f->text = inner || trailing ? unquote(&c->text, from, trailing ? c->at : close)
                                : (str){ from, (size_t)(close - from) };
    return DATELINE_OK;
}

static dateline_status one_field(parse_csv *c, dateline_error *err)
{
    parse_field *f = add_field(c);
    const char *from = c->at;
    if (c->at < c->end && *c->at == '"') {
        dateline_status st = quoted_field(c, f, err);
        if (st)
            return st;
    } else {
        while (!at_field_end(c))
            step(c);
        f->text = (str){ from, (size_t)(c->at - from) };
    }
    if (f->text.len > MAX_FIELD)
        return too_long(c, f, MAX_FIELD, false, err);
    return DATELINE_OK;
}

void parse_csv_skip(parse_csv *c)
{
    while (c->at < c->end && (*c->at == '\n' || *c->at == '\r'))
        step(c);
}

dateline_status parse_csv_next(parse_csv *c, dateline_error *err)
{
    c->n_fields = 0;
    if (c->text.blocks)
        arena_clear(&c->text);
    parse_csv_skip(c);
    if (c->at == c->end)
        return DATELINE_OK;
    const char *from = c->at;
    for (;;) {
        dateline_status st = one_field(c, err);
        if (!st && c->at - from > MAX_ROW)
            st = too_long(c, &c->fields[0], MAX_ROW, false, err);
        if (st) {
            c->n_fields = 0;
            return st;
        }
        if (c->at == c->end || *c->at != c->delimiter)
            return DATELINE_OK;
        step(c);
    }
}

void parse_csv_put(buf *out, str field)
{
    bool quote = false;
    for (size_t i = 0; i < field.len && !quote; i++)
        quote = strchr("\",;\t|\r\n", field.at[i]) != NULL;
    if (!quote) {
        buf_add_str(out, field);
        return;
    }
    buf_add_byte(out, '"');
    for (size_t i = 0; i < field.len; i++) {
        if (field.at[i] == '"')
            buf_add_byte(out, '"');
        buf_add_byte(out, (unsigned char)field.at[i]);
    }
    buf_add_byte(out, '"');
}
