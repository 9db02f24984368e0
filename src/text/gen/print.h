/*
 * text/gen/print - how the generators of tables write C.
 */
#ifndef TEXT_GEN_PRINT_H
#define TEXT_GEN_PRINT_H

#include <stddef.h>
#include <stdint.h>

/* static const TYPE NAME[n] = { ... }; on stdout. */
void print_numbers(const char *type, const char *name, const uint16_t *at, size_t n);
#endif
