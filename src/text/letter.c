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

size_t text_letters(str s, size_t *capitals, size_t *small)
{
    size_t at = 0, many[TEXT_NEWLINE + 1] = { 0 };
    const unsigned char *b = (const unsigned char *)s.at;
    while (at < s.len) {
        if (b[at] >= 'a' && b[at] <= 'z' && at + sizeof(uint64_t) <= s.len) {
            size_t n = small_letters(s.at + at);
            many[TEXT_SMALL_LETTER] += n;
            at += n;
            continue;
        }
        str rest = { s.at + at, s.len - at };
        text_letter l = kind_of(text_next(&rest));
        if (l < TEXT_CAPITAL_LETTER || l > TEXT_LETTER_UNCASED)
            break;
        many[l]++;
        at = s.len - rest.len;
    }
    *capitals += many[TEXT_CAPITAL_LETTER];
    *small += many[TEXT_SMALL_LETTER];
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
        const char *from = s.at;
        uint32_t c = text_next(&s);
        size_t size = (size_t)(s.at - from);
        if (c < 0x80) {
            bytes[0] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            from = bytes;
        } else if (has_lower(c)) {
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
