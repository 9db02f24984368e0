/*
 * parse/csv_stream - the rows of a document that comes block after block.
 *
 * What parse/csv makes of the whole document, in memory that depends on the
 * longest row only. A row that the end of a block cuts is read again when the
 * next block is there.
 */
#ifndef PARSE_CSV_STREAM_H
#define PARSE_CSV_STREAM_H

#include "parse/csv.h"

/* The next n bytes of the document; *got is less only at its end. */
typedef dateline_status parse_csv_read(void *ctx, char *at, size_t n, size_t *got,
                                       dateline_error *err);

typedef struct parse_csv_stream {
    parse_csv csv; /* fields[0..n_fields) are the current row */
    parse_csv_read *read;
    void *ctx;
    char *block;
    size_t room; /* of it; it grows with a row that is longer */
    bool ended;  /* the block holds the end of the document */
    arena own;
} parse_csv_stream;

/* room is the size of the first block, 0: enough for the delimiter to be found. A
   UTF-8 byte order mark is passed over. The delimiter is found as parse_csv_open
   does. Close it also when this fails. */
dateline_status parse_csv_stream_open(parse_csv_stream *s, parse_csv_read *read,
                                      void *ctx, const char *source, size_t room,
                                      dateline_error *err);
/* As parse_csv_next. The bytes need not be UTF-8; DATELINE_LIMIT also for more lines
   than can be counted. */
dateline_status parse_csv_stream_next(parse_csv_stream *s, dateline_error *err);
void parse_csv_stream_close(parse_csv_stream *s);
#endif
