#include "text/upper.h"

#include "text/utf8.h"

#include <string.h>

/* Blocks where capital and small letter alternate, the capital on even code
   points; the exceptions in them are left as they are. */
static bool alternates(uint32_t c)
{
    return (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
           (c >= 0x1EA0 && c <= 0x1EFF) || (c >= 0x1E00 && c <= 0x1E95) ||
           (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) ||
           (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1DE && c <= 0x1EF) ||
           (c >= 0x1F8 && c <= 0x21F) || (c >= 0x222 && c <= 0x233);
}

/* Letters whose capital stands elsewhere: pairs of small and capital. Greek with an
   accent, which capitals keep here; y with diaeresis; the turned e of Azerbaijani. */
static uint32_t apart(uint32_t c)
{
    static const uint32_t pairs[][2] = {
        { 0xFF, 0x178 },  { 0x131, 'I' },   { 0x1DD, 0x18E }, { 0x259, 0x18F },
        { 0x390, 0x3AA }, { 0x3AC, 0x386 }, { 0x3AD, 0x388 }, { 0x3AE, 0x389 },
        { 0x3AF, 0x38A }, { 0x3B0, 0x3AB }, { 0x3C2, 0x3A3 }, { 0x3CA, 0x3AA },
        { 0x3CB, 0x3AB }, { 0x3CC, 0x38C }, { 0x3CD, 0x38E }, { 0x3CE, 0x38F },
        { 0x4CF, 0x4C0 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return 0;
}

typedef struct block {
    uint32_t from, to, down; /* how far below a small letter its capital is */
} block;

/* Blocks where the capital on an odd code point comes before the small letter. */
static bool alternates_oddly(uint32_t c)
{
    return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ||
           (c >= 0x1CD && c <= 0x1DC) || (c >= 0x4C1 && c <= 0x4CE);
}

static uint32_t upper(uint32_t c, bool turkic)
{
    static const block blocks[] = {
        { 'a', 'z', 32 },     { 0xE0, 0xF6, 32 },   { 0xF8, 0xFE, 32 },
        { 0x1A1, 0x1A1, 1 },  { 0x1B0, 0x1B0, 1 },  { 0x3B1, 0x3C9, 32 },
        { 0x430, 0x44F, 32 }, { 0x450, 0x45F, 80 }, { 0x561, 0x586, 48 },
    };
    if (c == 'i' && turkic)
        return 0x130;
    uint32_t far = apart(c);
    if (far)
        return far;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (c >= blocks[i].from && c <= blocks[i].to)
            return c - blocks[i].down;
    if (alternates_oddly(c))
        return c - (c % 2 == 0);
    return c - (alternates(c) && c % 2 == 1);
}

str text_upper(arena *a, str s, const char *lang)
{
    bool turkic = lang && (!strncmp(lang, "tr", 2) || !strncmp(lang, "az", 2)) &&
                  (!lang[2] || lang[2] == '-');
    /* One letter may become two (the Armenian ligature), and a capital may take
       more bytes than the small letter. */
    char *out = arena_array(a, char, s.len * 2 + 8);
    size_t n = 0;
    while (s.len) {
        uint32_t c = text_next(&s);
        if (c == 0xDF) {
            n += text_put('S', out + n);
            n += text_put('S', out + n);
        } else if (c == 0x587) {
            n += text_put(0x535, out + n);
            n += text_put(0x552, out + n);
        } else {
            n += text_put(upper(c, turkic), out + n);
        }
    }
    return (str){ out, n };
}
