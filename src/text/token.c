#include "text/token.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <stdbool.h>

typedef struct scan {
    str text;
    arena *a;
    text_token *tokens;
    size_t n, cap;
} scan;

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0x2018 || c == 0x02BB ||
           c == 0x0060 || c == 0x00B4;
}

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x00AD;
}

static bool is_word(text_letter l)
{
    return l >= TEXT_CAPITAL_LETTER && l <= TEXT_LETTER_UNCASED;
}

static void put(scan *s, size_t at, size_t len, text_shape shape, text_gap gap)
{
    s->tokens = arena_grow(s->a, s->tokens, s->n, &s->cap, sizeof *s->tokens);
    s->tokens[s->n++] =
        (text_token){ (uint32_t)at, (uint32_t)len, (uint8_t)shape, (uint8_t)gap };
}

/* The code point at an offset and how many bytes it has. */
static inline uint32_t peek(str text, size_t at, size_t *size)
{
    const unsigned char *b = (const unsigned char *)text.at + at;
    if (b[0] < 0x80) {
        *size = 1;
        return b[0];
    }
    size_t left = text.len - at;
    if (b[0] < 0xE0 && left > 1) {
        *size = 2;
        return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
    }
    if (b[0] < 0xF0 && left > 2) {
        *size = 3;
        return (b[0] & 0xFu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    }
    str rest = { text.at + at, left };
    uint32_t c = text_next(&rest);
    *size = left - rest.len;
    return c;
}

/* Most characters are of ASCII, and known without the large table. */
static const uint8_t ascii_kind[0x80] = {
    ['\t'] = TEXT_BLANK,
    ['\n'] = TEXT_NEWLINE,
    ['\v'] = TEXT_BLANK,
    ['\f'] = TEXT_BLANK,
    ['\r'] = TEXT_BLANK,
    [' '] = TEXT_BLANK,
#define TEN(first, kind)                                                            \
    [first] = kind, [first + 1] = kind, [first + 2] = kind, [first + 3] = kind,     \
    [first + 4] = kind, [first + 5] = kind, [first + 6] = kind, [first + 7] = kind, \
    [first + 8] = kind, [first + 9] = kind
#define ALPHABET(first, kind)                                          \
    TEN(first, kind), TEN((first) + 10, kind),                         \
        [first + 20] = kind, [first + 21] = kind, [first + 22] = kind, \
                 [first + 23] = kind, [first + 24] = kind, [first + 25] = kind
    TEN('0', TEXT_DIGIT),
    ALPHABET('A', TEXT_CAPITAL_LETTER),
    ALPHABET('a', TEXT_SMALL_LETTER),
};

static inline text_letter kind_of(uint32_t c)
{
    return c < 0x80 ? (text_letter)ascii_kind[c] : text_letter_of(c);
}

/* The gap that the blanks from *at on make; *at goes behind them. */
static text_gap blanks(str text, size_t *at)
{
    size_t size, lines = 0;
    bool any = false, underscore = true;
    while (*at < text.len) {
        uint32_t c = peek(text, *at, &size);
        text_letter l = kind_of(c);
        if (c != '_' && l != TEXT_BLANK && l != TEXT_NEWLINE)
            break;
        lines += l == TEXT_NEWLINE || c == 0x2028 || c == 0x2029;
        underscore &= c == '_';
        any = true;
        *at += size;
    }
    if (lines)
        return lines > 1 ? TEXT_PARAGRAPH : TEXT_LINE;
    return !any ? TEXT_GLUED : underscore ? TEXT_UNDERSCORE : TEXT_SPACE;
}

/* A sign between two letters that joins them. A hyphen may have a blank behind it. */
static bool joins(str text, size_t at, uint32_t c, size_t size)
{
    size_t next = at + size, width;
    if (is_hyphen(c) && next < text.len && text.at[next] == ' ')
        next++;
    if (next >= text.len)
        return false;
    return is_word(kind_of(peek(text, next, &width)));
}

static text_shape shape_of(size_t capitals, size_t small, bool first)
{
    if (!capitals)
        return small ? TEXT_LOWER : TEXT_UNCASED;
    if (capitals == 1 && first)
        return TEXT_CAPITAL;
    return small ? TEXT_MIXED : TEXT_UPPER;
}

/* The word at an offset, of whose first letter the kind is known; returns where it
   ends. */
static size_t word(scan *s, size_t at, text_letter first, text_gap gap)
{
    size_t capitals = 0, small = 0;
    str rest = { s->text.at + at, s->text.len - at };
    size_t end = at + text_letters(rest, &capitals, &small);
    put(s, at, end - at, shape_of(capitals, small, first == TEXT_CAPITAL_LETTER), gap);
    return end;
}

static size_t number(scan *s, size_t at, text_gap gap)
{
    size_t end = at, size;
    while (end < s->text.len && kind_of(peek(s->text, end, &size)) == TEXT_DIGIT)
        end += size;
    put(s, at, end - at, TEXT_NUMBER, gap);
    return end;
}

size_t text_tokens(str text, arena *a, text_token **out)
{
    scan s = { .text = text, .a = a };
    /* Words of four letters are the rule; what is not used is never touched. */
    s.cap = text.len / 4 + 16;
    s.tokens = arena_array(a, text_token, s.cap);
    text_gap joint = TEXT_GLUED; /* what a sign that was passed over makes of a gap */
    bool after_word = false;
    size_t at = 0;
    while (at < text.len) {
        text_gap gap = TEXT_GLUED;
        unsigned char here = (unsigned char)text.at[at];
        bool plain = here == ' ' && at + 1 < text.len &&
                     (unsigned char)text.at[at + 1] > ' ' &&
                     (unsigned char)text.at[at + 1] < 0x80 && text.at[at + 1] != '_';
        if (plain) {
            gap = TEXT_SPACE;
            at++;
        } else if (here <= ' ' || here >= 0x80 || here == '_') {
            gap = blanks(text, &at);
        }
        if (joint != TEXT_GLUED)
            gap = joint;
        if (!s.n)
            gap = TEXT_PARAGRAPH;
        joint = TEXT_GLUED;
        if (at == text.len)
            break;
        size_t size;
        uint32_t c = peek(text, at, &size);
        text_letter l = kind_of(c);
        if (is_word(l)) {
            at = word(&s, at, l, gap);
            after_word = true;
        } else if (l == TEXT_DIGIT) {
            at = number(&s, at, gap);
            after_word = false;
        } else if (gap == TEXT_GLUED && after_word &&
                   (is_hyphen(c) || is_apostrophe(c)) && joins(text, at, c, size)) {
            joint = is_hyphen(c) ? TEXT_HYPHEN : TEXT_APOSTROPHE;
            at += size;
        } else {
            put(&s, at, size, TEXT_MARK, gap);
            at += size;
            after_word = false;
        }
    }
    *out = s.tokens;
    return s.n;
}
