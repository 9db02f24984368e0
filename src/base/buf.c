#include "base/buf.h"

#include "base/error.h"
#include "base/limits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for n bytes and one more, for the NUL that printf adds. */
static bool grow(buf *b, size_t n)
{
    size_t max = b->max ? b->max : LIMIT_BUF;
    if (b->over || n > max || b->len > max - n) {
        b->over = true;
        return false;
    }
    if (b->len + n < b->cap)
        return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap <= b->len + n)
        cap *= 2;
    unsigned char *at = realloc(b->at, cap);
    if (!at)
        arena_out_of_memory(cap);
    b->at = at;
    b->cap = cap;
    return true;
}

void buf_add(buf *b, const void *bytes, size_t n)
{
    if (n && grow(b, n)) {
        memcpy(b->at + b->len, bytes, n);
        b->len += n;
    }
}

void buf_add_str(buf *b, str s)
{
    buf_add(b, s.at, s.len);
}

void buf_add_text(buf *b, const char *z)
{
    buf_add(b, z, strlen(z));
}

void buf_add_byte(buf *b, unsigned char c)
{
    buf_add(b, &c, 1);
}

void buf_addf(buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char small[256];
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n > 0 && (size_t)n < sizeof small)
        buf_add(b, small, (size_t)n);
    else if (n > 0 && grow(b, (size_t)n)) {
        vsnprintf((char *)b->at + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buf_add_u32le(buf *b, uint32_t v)
{
    unsigned char c[4] = { (unsigned char)v, (unsigned char)(v >> 8),
                           (unsigned char)(v >> 16), (unsigned char)(v >> 24) };
    buf_add(b, c, 4);
}

void buf_add_u32be(buf *b, uint32_t v)
{
    unsigned char c[4] = { (unsigned char)(v >> 24), (unsigned char)(v >> 16),
                           (unsigned char)(v >> 8), (unsigned char)v };
    buf_add(b, c, 4);
}

unsigned char *buf_room(buf *b, size_t n)
{
    if (!grow(b, n))
        return NULL;
    unsigned char *at = memset(b->at + b->len, 0, n);
    b->len += n;
    return at;
}

str buf_str(const buf *b)
{
    return (str){ (const char *)b->at, b->len };
}

dateline_status buf_status(const buf *b, const char *what, dateline_error *err)
{
    if (b->over)
        return error_set(err, DATELINE_LIMIT, "%s would be larger than %zu bytes", what,
                         b->max ? b->max : (size_t)LIMIT_BUF);
    return DATELINE_OK;
}

void buf_clear(buf *b)
{
    free(b->at);
    *b = (buf){ .max = b->max };
}
