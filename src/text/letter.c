#include "text/letter.h"

#include "text/letter_table.h"
#include "text/utf8.h"

#include <string.h>

static inline text_letter kind_of(uint32_t c)
{
    if (c >= 0x110000)
        return TEXT_SIGN;
    size_t block = letter_block[c >> LETTER_SHIFT];
    return (text_letter)
        letter_kind[(block << LETTER_SHIFT) + (c & ((1u << LETTER_SHIFT) - 1))];
}

text_letter text_letter_of(uint32_t c)
{
    return kind_of(c);
}

/* How many of the eight bytes at a place are small letters of ASCII, up to the first that
   is none. */
static inline size_t small_letters(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
    uint64_t eight = text_eight(at), seven = eight & ~high;
    /* The highest bit of each: not before 'a', and not behind 'z'. */
    uint64_t letter = (seven + (0x80 - 'a') * ones) & ~(seven + (0x7F - 'z') * ones);
    return text_before(~letter | eight);
}

/* The code point of a letter of two or three bytes, and how many it has; 0: look at it
   closer. */
static inline size_t short_code(const unsigned char *b, size_t left, uint32_t *c)
{
    if (b[0] >= 0xC0 && b[0] < 0xE0 && left > 1) {
        *c = (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
        return 2;
    }
    if (b[0] >= 0xE0 && b[0] < 0xF0 && left > 2) {
        *c = (b[0] & 0xFu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
        return 3;
    }
    return 0;
}

size_t text_letters(str s, size_t *capitals, size_t *small)
{
    size_t at = 0, n_small = 0, n_capitals = 0;
    const unsigned char *b = (const unsigned char *)s.at;
    if (s.len >= sizeof(uint64_t))
        at = n_small = small_letters(s.at);
    while (at < s.len) {
        uint32_t c = b[at];
        size_t size = 1;
        if (c >= 'a' && c <= 'z') {
            n_small++;
            at++;
            continue;
        }
        if (c >= 0x80 && !(size = short_code(b + at, s.len - at, &c))) {
            str rest = { s.at + at, s.len - at };
            c = text_next(&rest);
            size = s.len - at - rest.len;
        }
        text_letter l = kind_of(c);
        if (l < TEXT_CAPITAL_LETTER || l > TEXT_LETTER_UNCASED)
            break;
        n_capitals += l == TEXT_CAPITAL_LETTER;
        n_small += l == TEXT_SMALL_LETTER;
        at += size;
    }
    *capitals += n_capitals;
    *small += n_small;
    return at;
}

uint32_t text_lower_of(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    size_t low = 0, high = sizeof letter_lower / sizeof *letter_lower;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (letter_lower[mid][0] < c)
            low = mid + 1;
        else
            high = mid;
    }
    bool hit =
        low < sizeof letter_lower / sizeof *letter_lower && letter_lower[low][0] == c;
    return hit ? letter_lower[low][1] : c;
}

/* Most letters of most words are small already: only a capital is looked up. The
   dotless i changes too, and Georgian's capitals, which count as without case. */
static inline bool has_lower(uint32_t c)
{
    return kind_of(c) == TEXT_CAPITAL_LETTER || c == 0x131 ||
           (c >= 0x1C90 && c <= 0x1CBF);
}

size_t text_lower(str s, char *out, size_t cap)
{
    size_t n = 0;
    while (s.len) {
        char bytes[4];
        unsigned char b = (unsigned char)*s.at;
        if (b < 0x80) {
            if (n < cap)
                out[n] = (char)(b >= 'A' && b <= 'Z' ? b + 32 : b);
            n++;
            s.at++;
            s.len--;
            continue;
        }
        const char *from = s.at;
        uint32_t c = text_next(&s);
        size_t size = (size_t)(s.at - from);
        if (has_lower(c)) {
            size = text_put(text_lower_of(c), bytes);
            from = bytes;
        }
        if (n + size <= cap && size == 2)
            memcpy(out + n, from, 2);
        else if (n + size <= cap)
            memcpy(out + n, from, size);
        n += size;
    }
    return n;
}
