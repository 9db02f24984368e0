#include "text/utf8.h"

#include <string.h>

/* Length of the valid sequence at s, 0 if there is none. */
static size_t sequence(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80)
        return 1;
    size_t len = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || len > n)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return len;
}

size_t text_utf8_check(str s)
{
    size_t i = 0;
    const unsigned char *b = (const unsigned char *)s.at;
    while (i < s.len) {
        if (b[i] < 0x80) {
            size_t n =
                i + sizeof(uint64_t) <= s.len ? text_before(text_eight(s.at + i)) : 1;
            i += n;
            continue;
        }
        /* What letters of most scripts are, without the special cases. */
        size_t before = i;
        while (i + 1 < s.len && b[i] >= 0xC2 && b[i] < 0xE0 && (b[i + 1] & 0xC0) == 0x80)
            i += 2;
        while (i + 2 < s.len && b[i] > 0xE0 && b[i] < 0xED && (b[i + 1] & 0xC0) == 0x80 &&
               (b[i + 2] & 0xC0) == 0x80)
            i += 3;
        if (i > before)
            continue;
        size_t len = sequence((const unsigned char *)s.at + i, s.len - i);
        if (!len)
            break;
        i += len;
    }
    return i;
}

size_t text_put(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | (c >> 6));
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | (c >> 12));
        out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (c >> 18));
    out[1] = (char)(0x80 | ((c >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((c >> 6) & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t text_count(str s)
{
    /* Eight bytes at once: of those that go on in a sequence the highest bit is set and
       the next one is not. */
    size_t i = 0, behind = 0;
    for (uint64_t part; i + sizeof part <= s.len; i += sizeof part) {
        memcpy(&part, s.at + i, sizeof part);
        part = part >> 7 & ~part >> 6 & 0x0101010101010101u;
        behind += (size_t)(part * 0x0101010101010101u >> 56);
    }
    for (; i < s.len; i++)
        behind += ((unsigned char)s.at[i] & 0xC0) == 0x80;
    return s.len - behind;
}

str text_head(str s, size_t n)
{
    str rest = s;
    while (rest.len && n--)
        text_next(&rest);
    return (str){ s.at, s.len - rest.len };
}

void text_position(str s, size_t offset, int *line, int *column)
{
    if (offset > s.len)
        offset = s.len;
    int lines = 1;
    size_t start = 0;
    for (size_t i = 0; i < offset; i++)
        if (s.at[i] == '\n') {
            lines++;
            start = i + 1;
        }
    *line = lines;
    *column = (int)text_count((str){ s.at + start, offset - start }) + 1;
}

static bool decode_utf16(arena *a, str bytes, bool big, str *out, size_t *bad_at)
{
    char *to = arena_array(a, char, bytes.len * 2 + 1);
    size_t n = 0;
    for (size_t i = 2; i < bytes.len; i += 2) {
        uint32_t unit[2] = { 0, 0 };
        for (size_t k = 0; k < 2 && i + 2 * k + 1 < bytes.len; k++) {
            const unsigned char *p = (const unsigned char *)bytes.at + i + 2 * k;
            unit[k] = big ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);
        }
        uint32_t c = unit[0];
        bool high = c >= 0xD800 && c < 0xDC00,
             low = unit[1] >= 0xDC00 && unit[1] < 0xE000;
        if (i + 1 >= bytes.len || (high && !low) || (c >= 0xDC00 && c < 0xE000)) {
            *bad_at = i;
            return false;
        }
        if (high) {
            c = 0x10000 + ((c - 0xD800) << 10) + (unit[1] - 0xDC00);
            i += 2;
        }
        n += text_put(c, to + n);
    }
    *out = (str){ to, n };
    return true;
}

bool text_decode(arena *a, str bytes, str *out, size_t *bad_at)
{
    *out = (str){ 0 };
    if (bytes.len >= 2 &&
        (!memcmp(bytes.at, "\xFF\xFE", 2) || !memcmp(bytes.at, "\xFE\xFF", 2)))
        return decode_utf16(a, bytes, bytes.at[0] == '\xFE', out, bad_at);
    if (bytes.len >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3))
        *out = (str){ bytes.at + 3, bytes.len - 3 };
    else
        *out = bytes;
    size_t good = text_utf8_check(*out);
    if (good == out->len)
        return true;
    *bad_at = good + (bytes.len - out->len);
    *out = (str){ 0 };
    return false;
}
