#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits from i on; moves i past them and counts them. */
static size_t skip_digits(str s, size_t *i)
{
    size_t from = *i;
    while (*i < s.len && digit(s.at[*i]))
        ++*i;
    return *i - from;
}

static bool skip_sign(str s, size_t *i)
{
    bool minus = *i < s.len && s.at[*i] == '-';
    *i += *i < s.len && (s.at[*i] == '+' || s.at[*i] == '-');
    return minus;
}

/* Checks the grammar; the text is then safe to hand to a correctly rounding
   reader. */
static bool looks_like_number(str s)
{
    size_t i = 0;
    skip_sign(s, &i);
    size_t digits = skip_digits(s, &i);
    if (i < s.len && s.at[i] == '.') {
        i++;
        digits += skip_digits(s, &i);
    }
    if (digits && i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
        i++;
        skip_sign(s, &i);
        size_t exponent = skip_digits(s, &i);
        digits = exponent && exponent <= 4 ? digits : 0;
    }
    return digits && i == s.len;
}

/* Both are exact doubles, so that one operation rounds once (Clinger 1990). */
static bool exact(uint64_t digits, int scale, double *out)
{
    static const double tens[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    if (digits > UINT64_C(1) << 53 || scale < -22 || scale > 22)
        return false;
    *out = scale < 0 ? (double)digits / tens[-scale] : (double)digits * tens[scale];
    return true;
}

/* Correctly rounded for up to 15 significant digits and small powers of ten,
   which is every coordinate that people write; beyond that, within one unit in
   the last place. */
/* The digits as a whole number, as many as it holds; *scale is the power of ten
   that it is too small or too large by. */
static uint64_t significand(str s, size_t *i, int *scale)
{
    uint64_t digits = 0;
    int n = 0;
    bool point = false;
    for (; *i < s.len && s.at[*i] != 'e' && s.at[*i] != 'E'; ++*i) {
        if (s.at[*i] == '.') {
            point = true;
        } else if (n < 18) {
            digits = digits * 10 + (uint64_t)(s.at[*i] - '0');
            n += digits > 0;
            *scale -= point;
        } else {
            *scale += !point;
        }
    }
    return digits;
}

static int exponent(str s, size_t i)
{
    int e = 0;
    if (i >= s.len)
        return 0;
    i++;
    bool down = skip_sign(s, &i);
    for (; i < s.len; i++)
        e = e * 10 + (s.at[i] - '0');
    return down ? -e : e;
}

static double decimal(str s)
{
    size_t i = 0;
    int scale = 0;
    bool minus = skip_sign(s, &i);
    uint64_t digits = significand(s, &i, &scale);
    scale += exponent(s, i);
    double near;
    if (exact(digits, scale, &near))
        return minus ? -near : near;
    long double v = (long double)digits;
    if (scale && digits) /* 0e9999 is 0, not 0 times infinity */
        v = scale < 0 ? v / powl(10, -scale) : v * powl(10, scale);
    return minus ? -(double)v : (double)v;
}

bool num_parse(str s, double *out)
{
    if (!looks_like_number(s))
        return false;
    double v = decimal(s);
    if (!isfinite(v))
        return false;
    *out = v;
    return true;
}

bool num_parse_comma(str s, double *out)
{
    char copy[64];
    if (s.len >= sizeof copy)
        return false;
    size_t commas = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool comma = s.at[i] == ',';
        copy[i] = (char)(comma ? '.' : s.at[i]);
        commas += comma;
    }
    return commas <= 1 && num_parse((str){ copy, s.len }, out);
}

bool num_parse_int(str s, int64_t *out)
{
    bool minus = s.len && s.at[0] == '-';
    size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+');
    if (i == s.len || s.len - i > 18)
        return false;
    int64_t v = 0;
    for (; i < s.len; i++) {
        if (!digit(s.at[i]))
            return false;
        v = v * 10 + (s.at[i] - '0');
    }
    *out = minus ? -v : v;
    return true;
}

/* printf obeys the locale of the program that we are in: whatever stands for the
   decimal sign becomes a point. */
static void without_locale(char *text)
{
    size_t to = 0;
    for (size_t i = 0; text[i]; i++) {
        bool own = digit(text[i]) || strchr("+-e", text[i]);
        if (own || (to && text[to - 1] != '.'))
            text[to++] = (char)(own ? text[i] : '.');
    }
    text[to] = 0;
}

void num_write(buf *b, double v)
{
    if (!isfinite(v)) {
        buf_add_text(b, "null");
        return;
    }
    if (v == 0) {
        buf_add_byte(b, '0');
        return;
    }
    char text[400];
    double back;
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, v);
        without_locale(text);
        if (digits < 17 && !(num_parse(str_of(text), &back) && back == v))
            continue;
        int exponent = (int)floor(log10(fabs(v)));
        int decimals = digits - 1 - exponent;
        snprintf(text, sizeof text, "%.*f", decimals > 0 ? decimals : 0, v);
        without_locale(text);
        if (num_parse(str_of(text), &back) && back == v)
            break;
    }
    buf_add_text(b, text);
}

void num_write_fixed(buf *b, double v, int decimals)
{
    if (!isfinite(v)) {
        buf_add_text(b, "null");
        return;
    }
    char text[400];
    snprintf(text, sizeof text, "%.*f", decimals, v);
    without_locale(text);
    if (decimals > 0) {
        size_t n = strlen(text);
        while (n > 0 && text[n - 1] == '0')
            n--;
        if (n > 0 && text[n - 1] == '.')
            n--;
        text[n] = 0;
    }
    buf_add_text(b, strcmp(text, "-0") ? text : "0");
}
