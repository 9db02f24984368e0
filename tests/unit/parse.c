#include "base/error.h"
#include "base/limits.h"
#include "base/rng.h"
#include "parse/csv.h"
#include "parse/csv_stream.h"
#include "parse/json.h"

#include "test.h"

#include <stdlib.h>

/* Rows as text: fields in brackets, rows ended by a line break. */
static dateline_status csv_dump(str text, buf *out, dateline_error *err)
{
    parse_csv c;
    parse_csv_open(&c, text, "t.csv", 0);
    dateline_status st;
    while (!(st = parse_csv_next(&c, err)) && c.n_fields) {
        for (size_t i = 0; i < c.n_fields; i++)
            buf_addf(out, "[%.*s]", STR_ARGS(c.fields[i].text));
        buf_add_byte(out, '\n');
    }
    parse_csv_close(&c);
    return st;
}

#define CHECK_CSV(TEXT, WANT)                                        \
    do {                                                             \
        buf out_ = { 0 };                                            \
        CHECK_INT(csv_dump(str_of(TEXT), &out_, NULL), DATELINE_OK); \
        CHECK_STR(buf_str(&out_), WANT);                             \
        buf_clear(&out_);                                            \
    } while (0)

TEST(csv_fields_are_cut_at_commas_and_any_line_end)
{
    CHECK_CSV("a,b\n1,2\n", "[a][b]\n[1][2]\n");
    CHECK_CSV("a,b\r\n1,2\r\n", "[a][b]\n[1][2]\n");
    CHECK_CSV("a,b\r1,2", "[a][b]\n[1][2]\n");
    CHECK_CSV("a,\n,b\n", "[a][]\n[][b]\n");
}

TEST(csv_empty_lines_are_not_rows)
{
    CHECK_CSV("\n\na,b\n\r\n\n1,2\n\n", "[a][b]\n[1][2]\n");
    CHECK_CSV("", "");
}

TEST(csv_quotes_protect_delimiters_line_breaks_and_doubled_quotes)
{
    CHECK_CSV("a,b\n\"x,y\",\"one\ntwo\"\n", "[a][b]\n[x,y][one\ntwo]\n");
    CHECK_CSV("a,b\n\"say \"\"hi\"\"\",\"\"\n", "[a][b]\n[say \"hi\"][]\n");
}

TEST(csv_quotes_inside_a_bare_field_and_text_after_a_quote_stay)
{
    CHECK_CSV("a,b\n5\" gun,\"x\" tail\n", "[a][b]\n[5\" gun][x tail]\n");
    CHECK_CSV("a,b\n\"x\"  ,2\n", "[a][b]\n[x][2]\n");
}

TEST(csv_delimiter_is_the_one_that_cuts_evenly)
{
    CHECK_CSV("a;b\n1,5;2,5\n", "[a][b]\n[1,5][2,5]\n");
    CHECK_CSV("a\tb\n1, x\t2\n", "[a][b]\n[1, x][2]\n");
    CHECK_CSV("a|b\n1|2\n", "[a][b]\n[1][2]\n");
    CHECK_CSV("\"a;b;c\",d\n\"1;2;3\",4\n", "[a;b;c][d]\n[1;2;3][4]\n");
    CHECK_CSV("a\nb\n", "[a]\n[b]\n");
}

TEST(csv_fields_know_their_line_and_column_in_code_points)
{
    parse_csv c;
    parse_csv_open(&c, STR("a,b\n\xE1\xBB\x87x,\"1\n2\",z\n"), "t", ',');
    CHECK_INT(parse_csv_next(&c, NULL), DATELINE_OK);
    CHECK_INT(parse_csv_next(&c, NULL), DATELINE_OK);

    CHECK_INT(c.n_fields, 3);
    CHECK_INT(c.fields[1].line, 2);
    CHECK_INT(c.fields[1].column, 4);
    CHECK_INT(c.fields[2].line, 3);
    CHECK_INT(c.fields[2].column, 4);
    parse_csv_close(&c);
}

TEST(csv_quote_that_is_never_closed_is_told_where_it_opens)
{
    dateline_error err = { 0 };
    buf out = { 0 };

    CHECK_INT(csv_dump(STR("a,b\n1,\"x\n2,y\n"), &out, &err), DATELINE_INPUT);

    CHECK_INT(err.line, 2);
    CHECK_INT(err.column, 3);
    CHECK_TEXT(err.source, "t.csv");
    CHECK_TEXT(err.message, "the quote that opens here is never closed");
    buf_clear(&out);
}

/* A document that comes in blocks. */
typedef struct csv_pieces {
    str rest;
    bool fails; /* at its end */
} csv_pieces;

static dateline_status csv_piece(void *ctx, char *at, size_t n, size_t *got,
                                 dateline_error *err)
{
    csv_pieces *p = ctx;
    *got = n < p->rest.len ? n : p->rest.len;
    memcpy(at, p->rest.at, *got);
    p->rest = (str){ p->rest.at + *got, p->rest.len - *got };
    if (p->fails && *got < n)
        return error_set(err, DATELINE_IO, "no more");
    return DATELINE_OK;
}

static void csv_put_row(const parse_csv *c, buf *out)
{
    for (size_t i = 0; i < c->n_fields; i++)
        buf_addf(out, "%d:%d[%.*s]", c->fields[i].line, c->fields[i].column,
                 STR_ARGS(c->fields[i].text));
    buf_add_byte(out, '\n');
}

/* Rows and what ended them, of the whole or by blocks of this size. */
static void csv_trace(str text, size_t room, buf *out)
{
    dateline_error err = { 0 };
    dateline_status st;
    csv_pieces pieces = { .rest = text };
    parse_csv c;
    parse_csv_stream s = { 0 };
    parse_csv_open(&c, text, "t.csv", 0);
    if (room)
        CHECK_INT(parse_csv_stream_open(&s, csv_piece, &pieces, "t.csv", room, NULL),
                  DATELINE_OK);
    s.csv.delimiter = c.delimiter; /* a small block is too little to find it */
    const parse_csv *row = room ? &s.csv : &c;
    while (!(st = room ? parse_csv_stream_next(&s, &err) : parse_csv_next(&c, &err)) &&
           row->n_fields)
        csv_put_row(row, out);
    buf_addf(out, "%d %d:%d %s", st, err.line, err.column, err.message);
    parse_csv_stream_close(&s);
    parse_csv_close(&c);
}

TEST(csv_in_blocks_has_the_rows_of_the_whole)
{
    static const char letters[] = "ab,,\"\"\n\n\r;";
    uint64_t seed = 5;
    for (int round = 0; round < 4000; round++) {
        char text[64];
        size_t n = rng_below(&seed, sizeof text);
        for (size_t i = 0; i < n; i++)
            text[i] = letters[rng_below(&seed, sizeof letters - 1)];
        buf whole = { 0 }, blocks = { 0 };
        csv_trace((str){ text, n }, 0, &whole);
        csv_trace((str){ text, n }, 1 + rng_below(&seed, 20), &blocks);
        if (!str_eq(buf_str(&whole), buf_str(&blocks)))
            TEST_FAIL("of '%.*s'\n%.*s\nbut in blocks\n%.*s", (int)n, text,
                      STR_ARGS(buf_str(&whole)), STR_ARGS(buf_str(&blocks)));
        buf_clear(&whole);
        buf_clear(&blocks);
    }
}

TEST(csv_in_blocks_takes_no_more_room_than_its_longest_row)
{
    buf text = { 0 };
    for (int i = 0; i < 300; i++) {
        for (int k = 0; k < 3000; k++)
            buf_add_byte(&text, k & 1 ? '\n' : '\r');
        buf_addf(&text, "%d,row", i);
    }
    csv_pieces pieces = { .rest = buf_str(&text) };
    parse_csv_stream s;
    size_t n = 0;
    CHECK_INT(parse_csv_stream_open(&s, csv_piece, &pieces, "t", 64, NULL), DATELINE_OK);
    for (; !parse_csv_stream_next(&s, NULL) && s.csv.n_fields; n++)
        CHECK_INT(s.csv.fields[0].line, 1 + 1500 * (n + 1));
    CHECK_INT(n, 300);
    CHECK_INT(s.room, 64);
    parse_csv_stream_close(&s);
    buf_clear(&text);
}

TEST(csv_in_blocks_refuses_what_is_too_long_before_it_is_read)
{
    buf text = { 0 };
    dateline_error err = { 0 };
    buf_add_text(&text, "a,b\n\"");
    for (int i = 0; i < 4 * 1024 * 1024; i++)
        buf_add_byte(&text, 'x');
    csv_pieces pieces = { .rest = buf_str(&text) };
    parse_csv_stream s;
    CHECK_INT(parse_csv_stream_open(&s, csv_piece, &pieces, "t", 0, NULL), DATELINE_OK);
    CHECK_INT(parse_csv_stream_next(&s, &err), DATELINE_OK);
    CHECK_INT(parse_csv_stream_next(&s, &err), DATELINE_LIMIT);
    CHECK_INT(err.line, 2);
    CHECK(pieces.rest.len > 3 * 1024 * 1024);
    parse_csv_stream_close(&s);
    buf_clear(&text);
}

TEST(csv_in_blocks_passes_over_a_mark_and_tells_what_its_source_tells)
{
    csv_pieces pieces = { .rest = STR("\xEF\xBB\xBFid,b\n1"), .fails = true };
    parse_csv_stream s;
    dateline_error err = { 0 };
    CHECK_INT(parse_csv_stream_open(&s, csv_piece, &pieces, "t", 8, NULL), DATELINE_OK);
    CHECK_INT(parse_csv_stream_next(&s, &err), DATELINE_OK);
    CHECK_INT(parse_csv_stream_next(&s, &err), DATELINE_IO);
    CHECK_TEXT(err.message, "no more");
    CHECK_INT(s.csv.n_fields, 0);
    parse_csv_stream_close(&s);

    pieces = (csv_pieces){ .rest = STR("\xEF\xBB\xBFid;b\n1;2\n") };
    CHECK_INT(parse_csv_stream_open(&s, csv_piece, &pieces, "t", 0, NULL), DATELINE_OK);
    CHECK_INT(parse_csv_stream_next(&s, &err), DATELINE_OK);
    CHECK_INT(s.csv.n_fields, 2);
    CHECK_STR(s.csv.fields[0].text, "id");
    parse_csv_stream_close(&s);
}

TEST(csv_field_that_is_written_is_read_back_with_any_delimiter)
{
    static const char *const fields[] = {
        "plain", "a,b;c\td|e", "say \"hi\"", "\"", "two\nlines", "\r", "", " x "
    };
    static const char delimiters[] = ",;\t|";
    for (size_t d = 0; d < 4; d++) {
        buf out = { 0 };
        parse_csv c;
        size_t n = sizeof fields / sizeof *fields;
        for (size_t i = 0; i < n; i++) {
            if (i)
                buf_add_byte(&out, (unsigned char)delimiters[d]);
            parse_csv_put(&out, str_of(fields[i]));
        }
        parse_csv_open(&c, buf_str(&out), "t", delimiters[d]);
        CHECK_INT(parse_csv_next(&c, NULL), DATELINE_OK);
        CHECK_INT(c.n_fields, n);
        for (size_t i = 0; i < n; i++)
            CHECK_STR(c.fields[i].text, fields[i]);
        parse_csv_close(&c);
        buf_clear(&out);
    }
}

static dateline_status csv_with_long(size_t field, size_t fields, bool quoted,
                                     dateline_error *err)
{
    buf text = { 0 }, out = { 0 };
    buf_add_text(&text, "a,b\n");
    for (size_t i = 0; i < fields; i++) {
        buf_add_text(&text, i ? "," : "");
        buf_add_text(&text, quoted ? "\"" : "");
        memset(buf_room(&text, field), 'x', field);
        buf_add_text(&text, quoted ? "\"" : "");
    }
    dateline_status st = csv_dump(buf_str(&text), &out, err);
    buf_clear(&text);
    buf_clear(&out);
    return st;
}

TEST(csv_fields_and_rows_have_limits)
{
    dateline_error err = { 0 };

    CHECK_INT(csv_with_long(LIMIT_FIELD, 2, false, NULL), DATELINE_OK);
    CHECK_INT(csv_with_long(LIMIT_FIELD, 2, true, NULL), DATELINE_OK);
    CHECK_INT(csv_with_long(LIMIT_FIELD + 1, 1, false, NULL), DATELINE_LIMIT);
    CHECK_INT(csv_with_long(LIMIT_FIELD + 1, 1, true, &err), DATELINE_LIMIT);
    CHECK_INT(err.line, 2);
    CHECK_INT(csv_with_long(60000, 20, false, &err), DATELINE_LIMIT);
    CHECK_TEXT(err.message, "a row is longer than 1048576 bytes");
}

/* Whatever the fields hold, quoting them all brings them back. */
TEST(csv_quoted_fields_come_back_for_any_text)
{
    static const char letters[] = "ab\",;\n\r\t| ";
    uint64_t seed = 11;
    for (int round = 0; round < 500; round++) {
        buf text = { 0 }, want = { 0 }, got = { 0 };
        size_t rows = 1 + rng_below(&seed, 4), width = 1 + rng_below(&seed, 4);
        for (size_t i = 0; i < rows * width; i++) {
            buf_add_text(&text, i % width ? ",\"" : "\"");
            buf_add_byte(&want, '[');
            for (uint32_t n = rng_below(&seed, 6); n; n--) {
                char c = letters[rng_below(&seed, sizeof letters - 1)];
                buf_add_byte(&want, (unsigned char)c);
                buf_add_text(&text, c == '"' ? "\"" : "");
                buf_add_byte(&text, (unsigned char)c);
            }
            buf_add_byte(&want, ']');
            buf_add_byte(&text, '"');
            if (i % width == width - 1) {
                buf_add_byte(&text, '\n');
                buf_add_byte(&want, '\n');
            }
        }
        parse_csv c;
        parse_csv_open(&c, buf_str(&text), "t", ',');
        while (!parse_csv_next(&c, NULL) && c.n_fields) {
            for (size_t i = 0; i < c.n_fields; i++)
                buf_addf(&got, "[%.*s]", STR_ARGS(c.fields[i].text));
            buf_add_byte(&got, '\n');
        }
        parse_csv_close(&c);
        CHECK(str_eq(buf_str(&got), buf_str(&want)));
        buf_clear(&text);
        buf_clear(&want);
        buf_clear(&got);
    }
}

static const parse_value *json(arena *a, const char *text, dateline_error *err)
{
    const parse_value *v;
    parse_json(a, parse_text_of(str_of(text), "t.json"), &v, err);
    return v;
}

#define CHECK_REFUSED(TEXT, STATUS, LINE, COLUMN) \
    do {                                          \
        arena a_ = { 0 };                         \
        dateline_error err_ = { 0 };              \
        CHECK(!json(&a_, TEXT, &err_));           \
        CHECK_INT(err_.status, STATUS);           \
        CHECK_INT(err_.line, LINE);               \
        CHECK_INT(err_.column, COLUMN);           \
        arena_clear(&a_);                         \
    } while (0)

TEST(json_keeps_numbers_as_they_are_written)
{
    arena a = { 0 };

    const parse_value *v =
        json(&a, "[0.12345678901234567, 123456789012345678901, 1e999, -0, NaN]", NULL);

    CHECK_INT(v->n, 5);
    CHECK_STR(v->items[0].text, "0.12345678901234567");
    CHECK_STR(v->items[1].text, "123456789012345678901");
    CHECK_STR(v->items[2].text, "1e999");
    CHECK_STR(v->items[3].text, "-0");
    CHECK_STR(v->items[4].text, "NaN");
    arena_clear(&a);
}

TEST(json_values_know_their_line_and_column)
{
    arena a = { 0 };

    const parse_value *v = json(&a, "{\"\xC3\xA9\": 1,\n  \"b\": [true, \"x\"]}", NULL);

    CHECK_INT(v->items[0].line, 1);
    CHECK_INT(v->items[0].column, 7);
    CHECK_STR(v->items[1].key, "b");
    CHECK_INT(v->items[1].items[1].line, 2);
    CHECK_INT(v->items[1].items[1].column, 15);
    arena_clear(&a);
}

TEST(json_members_stay_in_order_and_are_found_by_name)
{
    arena a = { 0 };

    const parse_value *v = json(&a, "{\"z\":1,\"a\":\"\\u00e9\\n\",\"m\":null}", NULL);

    CHECK_STR(v->items[0].key, "z");
    CHECK_STR(v->items[2].key, "m");
    CHECK_STR(parse_member(v, "a")->text, "\xC3\xA9\n");
    CHECK(!parse_member(v, "b"));
    CHECK(!parse_member(NULL, "b"));
    arena_clear(&a);
}

TEST(json_mistakes_are_told_with_their_place)
{
    CHECK_REFUSED("", DATELINE_INPUT, 1, 1);
    CHECK_REFUSED("{\"a\":1,}", DATELINE_INPUT, 1, 8);
    CHECK_REFUSED("[1 2]", DATELINE_INPUT, 1, 4);
    CHECK_REFUSED("[1,\n2", DATELINE_INPUT, 2, 2);
    CHECK_REFUSED("[\"abc", DATELINE_INPUT, 1, 2);
    CHECK_REFUSED("[1]]", DATELINE_INPUT, 1, 4);
    CHECK_REFUSED("{\"a\":1\n,\"a\":2}", DATELINE_INPUT, 2, 4);
    CHECK_REFUSED("[\"\\u0000\"]", DATELINE_INPUT, 1, 9);
    CHECK_REFUSED("[ nul]", DATELINE_INPUT, 1, 3);
    CHECK_REFUSED("[01]", DATELINE_INPUT, 1, 2);
}

TEST(json_depth_is_limited_and_ten_thousand_levels_are_refused_at_once)
{
    arena a = { 0 };
    dateline_error err = { 0 };
    char deep[20001];
    memset(deep, '[', 10000);
    memset(deep + 10000, ']', 10000);
    deep[20000] = 0;

    CHECK(!json(&a, deep, &err));
    CHECK_INT(err.status, DATELINE_LIMIT);
    CHECK_INT(err.column, LIMIT_JSON_DEPTH + 1);

    memset(deep + LIMIT_JSON_DEPTH, ']', LIMIT_JSON_DEPTH);
    deep[2 * LIMIT_JSON_DEPTH] = 0;
    CHECK(json(&a, deep, NULL));
    arena_clear(&a);
}

TEST(json_is_written_back_as_it_was_read)
{
    static const char text[] =
        "{\"a\":[1,2.50,1e3,true,false,null],\"b\":{},\"c\":[],\"d\":\"\\\"\\n\"}";
    arena a = { 0 };
    buf out = { 0 };

    parse_json_write(json(&a, text, NULL), &out);

    CHECK_STR(buf_str(&out), text);
    buf_clear(&out);
    arena_clear(&a);
}

static const char *const names[] = { "features", "events", NULL };

TEST(json_list_gives_elements_one_by_one_with_their_places)
{
    arena a = { 0 };
    parse_list l;
    const parse_value *v;

    CHECK_INT(
        parse_list_open(
            &l, &a,
            parse_text_of(STR("{\"n\":1,\n\"events\":[{\"a\":1},\n 7],\"t\":2}"), "t"),
            names, NULL),
        DATELINE_OK);

    CHECK(l.found && !l.more);
    CHECK_STR(l.name, "events");
    CHECK_INT(parse_member(l.envelope, "events")->n, 0);
    CHECK_STR(parse_member(l.envelope, "t")->text, "2");
    CHECK_INT(parse_list_next(&l, &a, &v, NULL), DATELINE_OK);
    CHECK_INT(v->kind, PARSE_OBJECT);
    CHECK_INT(v->line, 2);
    CHECK_INT(v->column, 11);
    CHECK_INT(parse_list_next(&l, &a, &v, NULL), DATELINE_OK);
    CHECK_STR(v->text, "7");
    CHECK_INT(v->line, 3);
    CHECK_INT(parse_list_next(&l, &a, &v, NULL), DATELINE_OK);
    CHECK(!v);
    arena_clear(&a);
}

TEST(json_list_without_a_list_is_the_whole_document)
{
    arena a = { 0 };
    parse_list l;

    CHECK_INT(
        parse_list_open(&l, &a, parse_text_of(STR("{\"x\":[1]}"), "t"), names, NULL),
        DATELINE_OK);

    CHECK(!l.found);
    CHECK_INT(parse_member(l.envelope, "x")->n, 1);
    arena_clear(&a);
}

TEST(json_list_sees_that_a_second_value_follows)
{
    arena a = { 0 };
    parse_list l;

    CHECK_INT(parse_list_open(&l, &a, parse_text_of(STR("{\"x\":1}\n{\"x\":2}"), "t"),
                              names, NULL),
              DATELINE_OK);

    CHECK(l.more);
    CHECK_INT(l.rest.line, 2);
    arena_clear(&a);
}

TEST(json_list_that_is_cut_off_is_refused_before_anything_is_read)
{
    arena a = { 0 };
    parse_list l;
    dateline_error err = { 0 };

    CHECK_INT(parse_list_open(&l, &a, parse_text_of(STR("[{\"a\":1},{\"b\""), "t"), names,
                              &err),
              DATELINE_INPUT);

    CHECK_TEXT(err.message,
               "the JSON ends where ':' should follow; is the file cut off?");
    arena_clear(&a);
}
