/*
 * Prints text/charset_table.h: what the upper half of each character set of one byte
 * stands for. Runs at build time, because the facts are ICU's. The names are those that
 * pages write, by the standard of encodings on the web (encoding.spec.whatwg.org).
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucnv.h>

static const struct {
    const char *set; /* of ICU */
    const char *names[8];
} sets[] = {
    { "windows-1250", { "windows-1250", "cp1250", "x-cp1250" } },
    { "windows-1251", { "windows-1251", "cp1251", "x-cp1251", "win-1251" } },
    { "windows-1252",
      { "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
        "us-ascii", "ascii" } },
    { "windows-1253", { "windows-1253", "cp1253" } },
    { "windows-1254",
      { "windows-1254", "cp1254", "iso-8859-9", "iso8859-9", "iso_8859-9", "latin5" } },
    { "windows-1255", { "windows-1255", "cp1255" } },
    { "windows-1256", { "windows-1256", "cp1256" } },
    { "windows-1257", { "windows-1257", "cp1257" } },
    { "windows-1258", { "windows-1258", "cp1258", "x-cp1258" } },
    { "iso-8859-2", { "iso-8859-2", "iso8859-2", "latin2" } },
    { "iso-8859-5", { "iso-8859-5", "iso8859-5", "cyrillic" } },
    { "iso-8859-7", { "iso-8859-7", "iso8859-7", "greek" } },
    { "iso-8859-15", { "iso-8859-15", "iso8859-15", "latin9" } },
    { "koi8-r", { "koi8-r", "koi8r", "koi8" } },
    { "koi8-u", { "koi8-u" } },
    { "ibm-866", { "ibm866", "cp866" } },
};
enum { SETS = sizeof sets / sizeof *sets };

static int print_set(const char *set)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *c = ucnv_open(set, &status);
    if (U_FAILURE(status))
        return 1;
    printf("    {");
    for (int b = 0x80; b < 0x100; b++) {
        char byte = (char)b;
        UChar out[4];
        status = U_ZERO_ERROR;
        int32_t n = ucnv_toUChars(c, out, 4, &byte, 1, &status);
        printf("%s0x%X,", b % 12 ? " " : "\n     ", n == 1 ? (unsigned)out[0] : 0xFFFDu);
    }
    printf(" },\n");
    ucnv_close(c);
    return 0;
}

int main(void)
{
    int bad = 0;
    printf("/* Made by text/gen/charset_table.c from ICU. */\n"
           "#include <stdint.h>\n\nstatic const uint16_t charset_codes[][128] = {\n");
    for (int i = 0; i < SETS; i++)
        bad |= print_set(sets[i].set);
    printf("};\nstatic const struct {\n    const char *name;\n    uint8_t table;\n"
           "} charset_names[] = {\n");
    for (int i = 0; i < SETS; i++)
        for (int k = 0; k < 8 && sets[i].names[k]; k++)
            printf("    { \"%s\", %d },\n", sets[i].names[k], i);
    printf("};\n");
    return bad;
}
