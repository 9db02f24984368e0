#include "html/html.h"

#include <stdbool.h>

enum { LOOKED_AT = 4096 };

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == ':' || c == '.';
}

/* `charset=x` of <meta>, or `encoding="x"` of XML. */
static str value_behind(str rest, str key)
{
    size_t at = key.len, n = 0;
    if (rest.len < key.len || !str_eq_nocase((str){ rest.at, key.len }, key))
        return (str){ 0 };
    while (at < rest.len &&
           (rest.at[at] == '"' || rest.at[at] == '\'' || rest.at[at] == ' '))
        at++;
    while (at + n < rest.len && is_name(rest.at[at + n]))
        n++;
    return (str){ rest.at + at, n };
}

str html_charset(str bytes)
{
    bytes.len = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
    for (; bytes.len; bytes.at++, bytes.len--) {
        str name = value_behind(bytes, STR("charset="));
        if (!name.len)
            name = value_behind(bytes, STR("encoding="));
        if (name.len)
            return name;
    }
    return (str){ 0 };
}
