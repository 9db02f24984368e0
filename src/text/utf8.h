/*
 * text/utf8 - code points in and out of UTF-8.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Where the first byte stands that is not part of valid UTF-8 (RFC 3629: no
   overlong forms, no surrogates); s.len when all is valid. */
size_t text_utf8_check(str s);
/* Take the next code point off valid UTF-8; *rest is not empty. */
static inline uint32_t text_next(str *rest)
{
    const unsigned char *s = (const unsigned char *)rest->at;
    if (s[0] >= 0xC0 && s[0] < 0xE0 && rest->len > 1) {
        rest->at += 2;
        rest->len -= 2;
        return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
    }
    size_t len = s[0] < 0x80 ? 1 : s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (len > rest->len)
        len = rest->len;
    uint32_t c = len == 1 ? s[0] : s[0] & (0x7Fu >> len);
    if (len == 2)
        c = c << 6 | (s[1] & 0x3Fu);
    else if (len == 3)
        c = c << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    else if (len == 4)
        c = c << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
    rest->at += len;
    rest->len -= len;
    return c;
}
/* Eight bytes as a number, the first of them the lowest. */
static inline uint64_t text_eight(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}
/* How many of eight bytes stand before the first whose highest bit is set. */
static inline size_t text_before(uint64_t eight)
{
    eight &= 0x8080808080808080u;
    return eight ? (size_t)__builtin_ctzll(eight) / 8 : sizeof eight;
}
/* Write c; returns 1 to 4 bytes. */
size_t text_put(uint32_t c, char out[4]);
/* How many code points valid UTF-8 has. */
size_t text_count(str s);
/* At most n code points of s. */
str text_head(str s, size_t n);
/* Line and column, 1-based, columns in code points, of a byte offset. */
void text_position(str s, size_t offset, int *line, int *column);
/* Bytes in UTF-8, whatever a byte order mark says: UTF-8 with or without BOM
   is returned without it; UTF-16 with a BOM is converted into the arena. False
   when it is none of these or not valid; *bad_at is then the byte offset. */
bool text_decode(arena *a, str bytes, str *out, size_t *bad_at);
#endif
