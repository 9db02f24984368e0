/*
 * Prints text/letter_table.h: what kind of character each code point is, and the small
 * letter of each capital. Runs at build time, because the facts are ICU's.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

enum { CODES = 0x110000, SHIFT = 7, BLOCK = 1 << SHIFT, BLOCKS = CODES >> SHIFT };

static uint8_t pool[CODES];
static unsigned n_pool;

/* The order is that of text_letter in text/letter.h. */
static uint8_t kind(UChar32 c)
{
    int type = u_charType(c);
    if (c == '\n')
        return 6;
    if (u_isUWhiteSpace(c))
        return 5;
    if (type == U_DECIMAL_DIGIT_NUMBER)
        return 4;
    /* Modern Georgian has capitals in Unicode and none in running text. */
    if ((c >= 0x10D0 && c <= 0x10FF) || (c >= 0x1C90 && c <= 0x1CBF))
        return 3;
    if (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER)
        return 1;
    if (type == U_LOWERCASE_LETTER)
        return 2;
    if (type == U_OTHER_LETTER || type == U_MODIFIER_LETTER ||
        type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ||
        type == U_ENCLOSING_MARK)
        return 3;
    /* Soft hyphens, joiners and marks of direction belong to the word around them. */
    return type == U_FORMAT_CHAR ? 3 : 0;
}

static unsigned place(const uint8_t *block)
{
    for (unsigned i = 0; i < n_pool; i++)
        if (!memcmp(pool + i * BLOCK, block, BLOCK))
            return i;
    memcpy(pool + n_pool * BLOCK, block, BLOCK);
    return n_pool++;
}

static UChar32 lower(UChar32 c)
{
    /* One i for Turkish and all others: words are compared, not shown. */
    return c == 0x130 || c == 0x131 ? 'i' : u_tolower(c);
}

int main(void)
{
    printf("/* Made by text/gen/letter_table.c from ICU. */\n");
    printf("static const uint16_t letter_block[] = {");
    for (int b = 0; b < BLOCKS; b++) {
        uint8_t block[BLOCK];
        for (int i = 0; i < BLOCK; i++)
            block[i] = kind(b * BLOCK + i);
        printf("%s%u,", b % 16 ? " " : "\n    ", place(block));
    }
    printf("\n};\nstatic const uint8_t letter_kind[] = {");
    for (unsigned i = 0; i < n_pool * BLOCK; i++)
        printf("%s%u,", i % 32 ? " " : "\n    ", pool[i]);
    printf("\n};\nstatic const uint32_t letter_lower[][2] = {");
    for (UChar32 c = 0x80, n = 0; c < CODES; c++)
        if (lower(c) != c)
            printf("%s{ %d, %d },", n++ % 6 ? " " : "\n    ", c, lower(c));
    printf("\n};\nenum { LETTER_SHIFT = %d };\n", SHIFT);
    return 0;
}
