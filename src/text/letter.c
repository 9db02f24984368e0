#include "text/letter.h"

#include "text/letter_table.h"
#include "text/utf8.h"

#include <string.h>

text_letter text_letter_of(uint32_t c)
{
    if (c >= 0x110000)
        return TEXT_SIGN;
    size_t block = letter_block[c >> LETTER_SHIFT];
    return (text_letter)
        letter_kind[(block << LETTER_SHIFT) + (c & ((1u << LETTER_SHIFT) - 1))];
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
static uint32_t lower(uint32_t c)
{
    bool other = c == 0x131 || (c >= 0x1C90 && c <= 0x1CBF);
    return text_letter_of(c) == TEXT_CAPITAL_LETTER || other ? text_lower_of(c) : c;
}

size_t text_lower(str s, char *out, size_t cap)
{
    size_t n = 0;
    while (s.len) {
        unsigned char first = (unsigned char)*s.at;
        char bytes[4];
        size_t size = 1;
        if (first < 0x80) {
            bytes[0] = (char)text_lower_of(first);
            s.at++;
            s.len--;
        } else {
            size = text_put(lower(text_next(&s)), bytes);
        }
        if (n + size <= cap)
            memcpy(out + n, bytes, size);
        n += size;
    }
    return n;
}
