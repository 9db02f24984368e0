/*
 * buf - growing bytes with a ceiling given at birth.
 *
 * Sticky: an add that would pass the ceiling marks the buffer and is ignored,
 * as are all adds after it; the writer checks once, at the end, with
 * buf_status. A zero buf is ready for use, with the default ceiling.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct buf {
    unsigned char *at;
    size_t len, cap;
    size_t max; /* 0: LIMIT_BUF */
    bool over;
} buf;

void buf_add(buf *b, const void *bytes, size_t n);
void buf_add_str(buf *b, str s);
void buf_add_text(buf *b, const char *z);
void buf_add_byte(buf *b, unsigned char c);
void buf_addf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Little and big endian, whatever the machine's own order. */
void buf_add_u32le(buf *b, uint32_t v);
void buf_add_u32be(buf *b, uint32_t v);
/* Room for n more bytes, zeroed and counted as added; NULL when over. */
unsigned char *buf_room(buf *b, size_t n);
str buf_str(const buf *b);
/* DATELINE_LIMIT when the ceiling was passed, naming what was being written. */
dateline_status buf_status(const buf *b, const char *what, dateline_error *err);
void buf_clear(buf *b);
#endif
