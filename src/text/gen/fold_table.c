/*
 * Prints text/fold_table.h: what each code point becomes in a folded name.
 *
 * Runs at build time, because the rules come from ICU and libdateline does not
 * link ICU: it is 30 MB of tables of which names need some tens of kilobytes.
 *
 * A code point becomes, in this order:
 *   - what the tables below say;
 *   - nothing, for apostrophes, combining marks and what is invisible;
 *   - a space, for punctuation, symbols, separators and controls;
 *   - its decimal value, for the digits of every script;
 *   - else its compatibility decomposition without case (NFKC_Casefold, then
 *     NFKD), with the marks dropped that Latin, Greek, Cyrillic, Hebrew and Arabic
 *     put on letters. The marks of kana and of Indic and Thai scripts are letters
 *     in all but name and stay. Hangul syllables stay whole.
 * The result is folded again until nothing changes, so that a fold of a fold is
 * the same fold.
 */
#include "text/gen/print.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum {
    CODES = 0x110000,
    SHIFT = 6,
    BLOCK = 1 << SHIFT,
    BLOCKS = CODES >> SHIFT,
    SAME = 0,
    POOL = 1 << 16,
    LONGEST = 32
};

typedef struct folded {
    UChar32 at[LONGEST];
    int n;
} folded;

/* Letters that do not decompose, as they are written when the letter is not to
   be had. */
static const struct {
    UChar32 from;
    const char *to;
} letters[] = {
    { 0x00C6, "ae" },
    { 0x00D0, "d" },
    { 0x00D8, "o" },
    { 0x00DE, "th" },
    { 0x00E6, "ae" },
    { 0x00F0, "d" },
    { 0x00F8, "o" },
    { 0x00FE, "th" },
    { 0x0110, "d" },
    { 0x0111, "d" },
    { 0x0126, "h" },
    { 0x0127, "h" },
    { 0x0130, "i" },
    { 0x0131, "i" },
    { 0x0138, "k" },
    { 0x0141, "l" },
    { 0x0142, "l" },
    { 0x014A, "n" },
    { 0x014B, "n" },
    { 0x0152, "oe" },
    { 0x0153, "oe" },
    { 0x0166, "t" },
    { 0x0167, "t" },
    { 0x0180, "b" },
    { 0x0181, "b" },
    { 0x0186, "o" },
    { 0x0187, "c" },
    { 0x0188, "c" },
    { 0x0189, "d" },
    { 0x018A, "d" },
    { 0x018E, "e" },
    { 0x018F, "e" },
    { 0x0190, "e" },
    { 0x0191, "f" },
    { 0x0192, "f" },
    { 0x0193, "g" },
    { 0x0197, "i" },
    { 0x0198, "k" },
    { 0x0199, "k" },
    { 0x019A, "l" },
    { 0x019D, "n" },
    { 0x019E, "n" },
    { 0x019F, "o" },
    { 0x01A4, "p" },
    { 0x01A5, "p" },
    { 0x01AC, "t" },
    { 0x01AD, "t" },
    { 0x01B2, "v" },
    { 0x01B3, "y" },
    { 0x01B4, "y" },
    { 0x01B5, "z" },
    { 0x01B6, "z" },
    { 0x01DD, "e" },
    { 0x01E4, "g" },
    { 0x01E5, "g" },
    { 0x0243, "b" },
    { 0x0244, "u" },
    { 0x0246, "e" },
    { 0x0247, "e" },
    { 0x0248, "j" },
    { 0x0249, "j" },
    { 0x024C, "r" },
    { 0x024D, "r" },
    { 0x024E, "y" },
    { 0x024F, "y" },
    { 0x0253, "b" },
    { 0x0254, "o" },
    { 0x0256, "d" },
    { 0x0257, "d" },
    { 0x0259, "e" },
    { 0x025B, "e" },
    { 0x0260, "g" },
    { 0x0268, "i" },
    { 0x0269, "i" },
    { 0x0272, "n" },
    { 0x0275, "o" },
    { 0x0289, "u" },
    { 0x028B, "v" },
    { 0x1E9E, "ss" },
    /* Arabic letters that keyboards of different countries type differently. */
    { 0x0649, "\u064A" },
    { 0x06CC, "\u064A" },
    { 0x06A9, "\u0643" },
    { 0x06C1, "\u0647" },
    { 0x0629, "\u0647" },
    { 0x06BE, "\u0647" },
    { 0x06D5, "\u0647" },
    /* The Armenian ligature is one letter in the present spelling. */
    { 0x0587, "\u0565\u0582" },
};

/* Apostrophes and their kin are dropped: people leave them out, and write them
   in a dozen ways. */
static const UChar32 dropped[] = {
    0x0027, 0x0060, 0x00B4, 0x02B9, 0x02BA, 0x02BB, 0x02BC, 0x02BD, 0x02BE,
    0x02BF, 0x02C8, 0x02CA, 0x02CB, 0x0374, 0x0384, 0x055A, 0x055B, 0x055C,
    0x055E, 0x05F3, 0x05F4, 0x0640, 0x2018, 0x2019, 0x201B, 0x2032, 0x2035,
    0xA78B, 0xA78C, 0xFF07, 0xFF40, 0x1FBD, 0x1FBF, 0x1FEF, 0x1FFD, 0x1FFE,
};

/* Ranges of combining marks that are dropped; both ends included. */
static const struct {
    UChar32 from, to;
} marks[] = {
    { 0x0300, 0x0344 }, { 0x0346, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD },
    { 0x05BF, 0x05BF }, { 0x05C1, 0x05C2 }, { 0x05C4, 0x05C5 }, { 0x05C7, 0x05C7 },
    { 0x0610, 0x061A }, { 0x064B, 0x065F }, { 0x0670, 0x0670 }, { 0x06D6, 0x06DC },
    { 0x06DF, 0x06E4 }, { 0x06E7, 0x06E8 }, { 0x06EA, 0x06ED }, { 0x08CA, 0x08E1 },
    { 0x08E3, 0x08FF }, { 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF },
    { 0xFE20, 0xFE2F },
};

static bool is_dropped(UChar32 c)
{
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (dropped[i] == c)
            return true;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (c >= marks[i].from && c <= marks[i].to)
            return true;
    return u_charType(c) == U_FORMAT_CHAR ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool is_space(UChar32 c)
{
    switch (u_charType(c)) {
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR:
    case U_SURROGATE:
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
    case U_MATH_SYMBOL:
    case U_CURRENCY_SYMBOL:
    case U_MODIFIER_SYMBOL:
    case U_OTHER_SYMBOL:
        return true;
    default:
        return c == 0xFFFD;
    }
}

static void append(folded *f, const UChar *text, int32_t n)
{
    for (int32_t i = 0; i < n && f->n < LONGEST;) {
        UChar32 c;
        U16_NEXT(text, i, n, c);
        f->at[f->n++] = c;
    }
}

static bool from_letters(UChar32 c, folded *out)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].from == c) {
            UErrorCode code = U_ZERO_ERROR;
            UChar text[8];
            int32_t n = 0;
            u_strFromUTF8(text, 8, &n, letters[i].to, -1, &code);
            append(out, text, n);
            return true;
        }
    return false;
}

/* One step: c itself when nothing applies. */
static folded step(UChar32 c, const UNormalizer2 *casefold, const UNormalizer2 *decompose)
{
    folded out = { .n = 0 };
    if (from_letters(c, &out) || is_dropped(c))
        return out;
    int digit = u_charDigitValue(c);
    if (digit >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
        out.at[out.n++] = '0' + digit;
        return out;
    }
    UErrorCode code = U_ZERO_ERROR;
    UChar one[2], low[64], split[64];
    int32_t n_one = 0;
    U16_APPEND_UNSAFE(one, n_one, c);
    int32_t n_low = unorm2_normalize(casefold, one, n_one, low, 64, &code);
    int32_t n = unorm2_normalize(decompose, low, n_low, split, 64, &code);
    bool hangul = c >= 0xAC00 && c <= 0xD7A3;
    bool moved = U_SUCCESS(code) && !hangul && (n != n_one || u_memcmp(split, one, n));
    if (moved)
        append(&out, split, n);
    else
        out.at[out.n++] = is_space(c) ? ' ' : c;
    return out;
}

static folded fold(UChar32 c, const UNormalizer2 *casefold, const UNormalizer2 *decompose)
{
    folded now = { .at = { c }, .n = 1 };
    for (int round = 0; round < 6; round++) {
        folded next = { .n = 0 };
        for (int i = 0; i < now.n; i++) {
            folded part = step(now.at[i], casefold, decompose);
            for (int k = 0; k < part.n && next.n < LONGEST; k++)
                next.at[next.n++] = part.at[k];
        }
        bool done =
            next.n == now.n && !memcmp(next.at, now.at, (size_t)now.n * sizeof *now.at);
        now = next;
        if (done)
            break;
    }
    return now;
}

/* Where the pool has these bytes, put there if they are new. Each entry is a
   length and that many bytes. */
static unsigned pooled(unsigned char *pool, unsigned *used, const char *bytes, size_t n)
{
    for (unsigned at = 1; at < *used; at += 1u + pool[at])
        if (pool[at] == n && !memcmp(pool + at + 1, bytes, n))
            return at;
    unsigned at = *used;
    if (at + 1 + n > POOL)
        return POOL;
    pool[at] = (unsigned char)n;
    memcpy(pool + at + 1, bytes, n);
    *used += 1u + (unsigned)n;
    return at;
}

static uint16_t stage1[BLOCKS], stage2[BLOCKS * BLOCK], rows[CODES];
static unsigned char pool[POOL];

/* rows[c]: SAME, or where its fold is in the pool; false when the pool is full. */
static bool fill(unsigned *used)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&code);
    const UNormalizer2 *decompose = unorm2_getNFKDInstance(&code);
    if (U_FAILURE(code))
        return false;
    for (UChar32 c = 0; c < CODES; c++) {
        folded f = fold(c, casefold, decompose);
        if (f.n == 1 && f.at[0] == c)
            continue;
        char bytes[LONGEST * 4];
        int32_t n = 0;
        for (int i = 0; i < f.n; i++)
            U8_APPEND_UNSAFE(bytes, n, f.at[i]);
        unsigned at = pooled(pool, used, bytes, (size_t)n);
        if (at == POOL)
            return false;
        rows[c] = (uint16_t)at;
    }
    return true;
}

int main(void)
{
    unsigned used = 1; /* 0 is SAME */
    if (!fill(&used)) {
        fputs("fold_table: no normalizer, or the pool is full\n", stderr);
        return 1;
    }
    size_t blocks = 0;
    for (size_t b = 0; b < BLOCKS; b++) {
        size_t k = 0;
        while (k < blocks && memcmp(stage2 + k * BLOCK, rows + b * BLOCK, BLOCK * 2))
            k++;
        if (k == blocks)
            memcpy(stage2 + blocks++ * BLOCK, rows + b * BLOCK, BLOCK * 2);
        stage1[b] = (uint16_t)k;
    }
    fputs(
        "/* Made by text/gen/fold_table.c from Unicode " U_UNICODE_VERSION
        ". A code point c folds to the\n   bytes at fold_pool + fold_row[fold_block[c >> "
        "6] * 64 + (c & 63)], a length first;\n   0 is itself. */\n#include "
        "<stdint.h>\n\n",
        stdout);
    static uint16_t wide[POOL];
    for (unsigned i = 0; i < used; i++)
        wide[i] = pool[i];
    print_numbers("uint16_t", "fold_block", stage1, BLOCKS);
    print_numbers("uint16_t", "fold_row", stage2, blocks * BLOCK);
    print_numbers("unsigned char", "fold_pool", wide, used);
    return 0;
}
