#include "text/gen/print.h"

#include <stdio.h>

void print_numbers(const char *type, const char *name, const uint16_t *at, size_t n)
{
    char text[96];
    snprintf(text, sizeof text, "static const %s %s[%zu] = {", type, name, n);
    fputs(text, stdout);
    for (size_t i = 0; i < n; i++) {
        snprintf(text, sizeof text, "%s%u,", i % 20 ? "" : "\n", (unsigned)at[i]);
        fputs(text, stdout);
    }
    fputs("\n};\n", stdout);
}
