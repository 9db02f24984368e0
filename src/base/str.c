#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

str str_of(const char *z)
{
    return (str){ z, z ? strlen(z) : 0 };
}

bool str_eq(str a, str b)
{
    return a.len == b.len && (!a.len || !memcmp(a.at, b.at, a.len));
}

static char lower(char c)
{
    if (c < 'A' || c > 'Z')
        return c;
    return (char)(c | 0x20);
}

bool str_eq_nocase(str a, str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

int str_compare(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.at, b.at, n) : 0;
    if (c)
        return c;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_eq((str){ s.at, prefix.len }, prefix);
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len &&
           str_eq((str){ s.at + s.len - suffix.len, suffix.len }, suffix);
}

str str_cut(str *rest, char sep)
{
    const char *hit = rest->len ? memchr(rest->at, sep, rest->len) : NULL;
    str head = *rest;
    if (!hit) {
        *rest = (str){ 0 };
        return head;
    }
    head.len = (size_t)(hit - rest->at);
    *rest = (str){ hit + 1, rest->len - head.len - 1 };
    return head;
}

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.len && blank(s.at[0])) {
        s.at++;
        s.len--;
    }
    while (s.len && blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

char *str_copy(arena *a, str s)
{
    char *z = arena_array(a, char, s.len + 1);
    if (s.len)
        memcpy(z, s.at, s.len);
    return z;
}

char *str_print(arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        n = 0;
    char *z = arena_array(a, char, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(z, (size_t)n + 1, format, args);
    va_end(args);
    return z;
}
