/*
 * Prints text/nfc_table.h: what text/nfc.c needs of each code point. Runs at build time,
 * because the facts are ICU's.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { CODES = 0x110000, SHIFT = 7, BLOCK = 1 << SHIFT, BLOCKS = CODES >> SHIFT };

static uint8_t all[CODES], pool[CODES];

/* The order is that of text_clean in text/nfc.h. */
static uint8_t kind(UChar32 c, const UNormalizer2 *nfc)
{
    if (c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028 ||
        c == 0x2029)
        return 3;
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR)
        return 2;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return 4;
    /* Also what does not begin a sequence of its own. */
    return unorm2_hasBoundaryBefore(nfc, c) &&
                   u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES
               ? 0
               : 1;
}

/* A table of bytes in two stages. */
static void print_bytes(const char *name)
{
    unsigned n_pool = 0;
    printf("static const uint16_t %s_block[] = {", name);
    for (int b = 0; b < BLOCKS; b++) {
        unsigned i = 0;
        while (i < n_pool && memcmp(pool + i * BLOCK, all + b * BLOCK, BLOCK))
            i++;
        if (i == n_pool)
            memcpy(pool + n_pool++ * BLOCK, all + b * BLOCK, BLOCK);
        printf("%s%u,", b % 16 ? " " : "\n    ", i);
    }
    printf("\n};\nstatic const uint8_t %s_row[] = {", name);
    for (unsigned i = 0; i < n_pool * BLOCK; i++)
        printf("%s%u,", i % 32 ? " " : "\n    ", pool[i]);
    printf("\n};\n");
}

static bool is_hangul(UChar32 c)
{
    return c >= 0xAC00 && c <= 0xD7A3;
}

typedef struct pair {
    UChar32 a, b, c;
} pair;

static int compare(const void *x, const void *y)
{
    const pair *p = x, *q = y;
    return p->a != q->a ? (p->a < q->a ? -1 : 1) : (p->b > q->b) - (p->b < q->b);
}

/* What two become; by the first and the second. */
static void print_pairs(const UNormalizer2 *nfc, const UNormalizer2 *nfd)
{
    static pair pairs[CODES / 16];
    size_t n = 0;
    for (UChar32 c = 0; c < CODES; c++) {
        UChar text[16];
        UErrorCode bad = U_ZERO_ERROR;
        int32_t len = unorm2_getRawDecomposition(nfd, c, text, 16, &bad), i = 0;
        UChar32 a = 0, b = 0;
        if (len < 0 || is_hangul(c))
            continue;
        U16_NEXT(text, i, len, a);
        if (i < len)
            U16_NEXT(text, i, len, b);
        if (b && unorm2_composePair(nfc, a, b) == c)
            pairs[n++] = (pair){ a, b, c };
    }
    qsort(pairs, n, sizeof *pairs, compare);
    printf("static const uint32_t nfc_pair[][3] = {");
    for (size_t i = 0; i < n; i++)
        printf("%s{ %d, %d, %d },", i % 4 ? " " : "\n    ", pairs[i].a, pairs[i].b,
               pairs[i].c);
    printf("\n};\n");
}

int main(void)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
    if (U_FAILURE(code))
        return 1;
    printf("/* Made by text/gen/nfc_table.c from Unicode " U_UNICODE_VERSION
           ". */\n#include <stdint.h>\n\nenum { NFC_SHIFT = %d };\n",
           SHIFT);
    for (UChar32 c = 0; c < CODES; c++)
        all[c] = kind(c, nfc);
    print_bytes("nfc_kind");
    for (UChar32 c = 0; c < CODES; c++)
        all[c] = u_getCombiningClass(c);
    print_bytes("nfc_class");
    /* Whole decompositions, by code point; 0 fills up. */
    printf("static const uint32_t nfc_split[][5] = {");
    for (UChar32 c = 0, n = 0; c < CODES; c++) {
        UChar text[16];
        UErrorCode bad = U_ZERO_ERROR;
        int32_t len = unorm2_getDecomposition(nfd, c, text, 16, &bad);
        UChar32 to[4] = { 0 };
        if (len < 0 || is_hangul(c))
            continue;
        for (int32_t i = 0, k = 0; i < len; k++)
            U16_NEXT(text, i, len, to[k]);
        printf("%s{ %d, %d, %d, %d, %d },", n++ % 3 ? " " : "\n    ", c, to[0], to[1],
               to[2], to[3]);
    }
    printf("\n};\n");
    print_pairs(nfc, nfd);
    return 0;
}
