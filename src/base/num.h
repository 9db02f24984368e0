/*
 * num - the one way numbers are read and written: no locale, no surprises.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* The whole of s is a decimal number ([+-]digits[.digits][e[+-]digits]); no
   spaces, no hex, no nan or inf. */
bool num_parse(str s, double *out);
/* The same, with ',' allowed as the decimal sign. */
bool num_parse_comma(str s, double *out);
bool num_parse_int(str s, int64_t *out);

/* The shortest form that reads back to the same double, no exponent, -0 as 0.
   What is not finite is written as "null". */
void num_write(buf *b, double v);
/* At most decimals digits after the point, trailing zeros dropped. */
void num_write_fixed(buf *b, double v, int decimals);
#endif
