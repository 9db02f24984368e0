#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message is cut at a character, not inside one. */
static void cut_at_character(char *text, size_t size)
{
    size_t n = strlen(text);
    if (n + 1 < size)
        return;
    while (n && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
        n--;
    if (n && ((unsigned char)text[n - 1] & 0x80))
        n--;
    text[n] = 0;
}

static void set_message(dateline_error *err, dateline_status status, const char *format,
                        va_list args)
{
    *err = (dateline_error){ .status = status };
    vsnprintf(err->message, sizeof err->message, format, args);
    cut_at_character(err->message, sizeof err->message);
    for (char *c = err->message; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
}

dateline_status error_set(dateline_error *err, dateline_status status, const char *format,
                          ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        set_message(err, status, format, args);
        va_end(args);
    }
    return status;
}

void error_source(dateline_error *err, const char *source)
{
    if (!err || err->source[0] || !source)
        return;
    size_t n = strlen(source), max = sizeof err->source - 1;
    const char *from = source;
    if (n > max) {
        from += n - max;
        while (((unsigned char)*from & 0xC0) == 0x80)
            from++;
    }
    snprintf(err->source, sizeof err->source, "%s", from);
}

dateline_status error_at(dateline_error *err, dateline_status status, const char *source,
                         int line, int column, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        set_message(err, status, format, args);
        va_end(args);
        err->line = line;
        err->column = column;
        error_source(err, source);
    }
    return status;
}
