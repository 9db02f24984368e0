#include "parse/csv_stream.h"

#include "base/error.h"

#include <limits.h>
#include <string.h>

enum { ROOM = 256 * 1024, MOST_LINES = INT_MAX / 2 };

/* Another block, which begins with what stands in this one from the byte at from. */
static dateline_status refill(parse_csv_stream *s, const char *from, dateline_error *err)
{
    size_t kept = (size_t)(s->csv.end - from), got = 0;
    if (kept == s->room) {
        arena larger = { 0 };
        char *block = arena_array(&larger, char, s->room * 2);
        memcpy(block, from, kept);
        arena_clear(&s->own);
        s->own = larger;
        s->block = block;
        s->room *= 2;
    } else if (kept) {
        memmove(s->block, from, kept);
    }
    dateline_status st = s->read(s->ctx, s->block + kept, s->room - kept, &got, err);
    s->ended = st || got < s->room - kept;
    s->csv.at = s->block;
    s->csv.end = s->block + kept + got;
    return st;
}

dateline_status parse_csv_stream_open(parse_csv_stream *s, parse_csv_read *read,
                                      void *ctx, const char *source, size_t room,
                                      dateline_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    *s = (parse_csv_stream){ .read = read, .ctx = ctx, .room = room ? room : ROOM };
    s->block = arena_array(&s->own, char, s->room);
    s->csv.end = s->block;
    dateline_status st = refill(s, s->block, err);
    str text = { s->block, (size_t)(s->csv.end - s->block) };
    if (str_starts(text, str_of(mark)))
        text = (str){ text.at + 3, text.len - 3 };
    parse_csv_open(&s->csv, text, source, 0);
    return st;
}

/* To the next line that is not empty. Nothing of empty lines is kept, but for a CR
   that may be half of a line end. */
static dateline_status pass_empty(parse_csv_stream *s, dateline_error *err)
{
    parse_csv *c = &s->csv;
    dateline_status st = DATELINE_OK;
    for (;;) {
        const char *from = c->at;
        parse_csv_skip(c);
        if (c->line > MOST_LINES)
            st = error_at(err, DATELINE_LIMIT, c->source, c->line, 1,
                          "there are too many lines");
        if (st || s->ended || c->at < c->end)
            return st;
        if (c->at > from && c->at[-1] == '\r') {
            c->at--;
            c->line--;
        }
        st = refill(s, c->at, err);
    }
}

dateline_status parse_csv_stream_next(parse_csv_stream *s, dateline_error *err)
{
    parse_csv *c = &s->csv;
    c->n_fields = 0;
    for (;;) {
        dateline_status st = pass_empty(s, err);
        if (st)
            return st;
        const char *at = c->at;
        int line = c->line, column = c->column;
        dateline_error why = { 0 };
        st = parse_csv_next(c, &why);
        bool whole = s->ended || c->at < c->end || st == DATELINE_LIMIT;
        if (whole && st && err)
            *err = why;
        if (whole)
            return st;
        c->line = line;
        c->column = column;
        c->n_fields = 0;
        st = refill(s, at, err);
        if (st)
            return st;
    }
}

void parse_csv_stream_close(parse_csv_stream *s)
{
    parse_csv_close(&s->csv);
    arena_clear(&s->own);
    *s = (parse_csv_stream){ 0 };
}
