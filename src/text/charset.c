#include "text/charset.h"

#include "text/charset_table.h"
#include "text/utf8.h"

#include <string.h>

static const uint16_t *table_of(str charset)
{
    for (size_t i = 0; i < sizeof charset_names / sizeof *charset_names; i++)
        if (str_eq_nocase(charset, str_of(charset_names[i].name)))
            return charset_codes[charset_names[i].table];
    return NULL;
}

bool text_from_charset(arena *a, str bytes, str charset, str *out)
{
    const uint16_t *table = table_of(charset);
    size_t n = 0;
    if (!table)
        return false;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char b = (unsigned char)bytes.at[i];
        n += b < 0x80 ? 1 : table[b - 0x80] < 0x800 ? 2 : 3;
    }
    char *text = arena_array(a, char, n + 1);
    *out = (str){ text, n };
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char b = (unsigned char)bytes.at[i];
        text += text_put(b < 0x80 ? b : table[b - 0x80], text);
    }
    return true;
}
