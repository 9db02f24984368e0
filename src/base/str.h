/*
 * str - a view of UTF-8 bytes that belong to someone else.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct str {
    const char *at;
    size_t len;
} str;

#define STR(literal) ((str){ (literal), sizeof(literal) - 1 })

/* printf("%.*s", STR_ARGS(s)) */
#define STR_ARGS(s) (int)(s).len, (s).at

/* NULL is the empty view. */
str str_of(const char *z);

bool str_eq(str a, str b);
/* ASCII letters compare without case; other bytes as they are. */
bool str_eq_nocase(str a, str b);
/* Byte order, shorter first among equals: <0, 0, >0. */
int str_compare(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);

/* Cut *rest at the first sep: the part before it is returned, *rest is what
   follows. Without a sep, all of *rest is returned and *rest becomes empty. */
str str_cut(str *rest, char sep);
/* Without the ASCII white space at both ends. */
str str_trim(str s);

/* A NUL-terminated copy; never NULL. */
char *str_copy(arena *a, str s);
/* printf into the arena; never NULL. */
char *str_print(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif
