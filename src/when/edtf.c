/* ISO 8601 and EDTF without intervals, and clock times. */
#include "when/point.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many of the first at most n bytes are digits. */
static size_t digits(str s, size_t n)
{
    size_t i = 0;
    while (i < s.len && i < n && is_digit(s.at[i]))
        i++;
    return i;
}

static void skip(str *s, size_t n)
{
    s->at += n;
    s->len -= n;
}

/* Take a number of exactly n digits. */
static bool take_digits(str *s, size_t n, int *out)
{
    if (digits(*s, n) < n)
        return false;
    int v = 0;
    for (size_t i = 0; i < n; i++)
        v = v * 10 + (s->at[i] - '0');
    skip(s, n);
    *out = v;
    return true;
}

static bool take_byte(str *s, char c)
{
    if (!s->len || s->at[0] != c)
        return false;
    skip(s, 1);
    return true;
}

static bool is_x(char c)
{
    return c == 'X' || c == 'x' || c == 'u';
}

static void qualify(char c, when_point *p)
{
    p->approximate |= c == '~' || c == '%';
    p->uncertain |= c == '?' || c == '%';
}

static bool is_qualifier(char c)
{
    return c == '~' || c == '?' || c == '%';
}

/* Y and a number, or four digits of which the last may be X; a sign before. */
static bool take_year(str *s, when_point *p)
{
    bool far = take_byte(s, 'Y'), minus = take_byte(s, '-');
    size_t n = digits(*s, far ? 12 : 4), x = 0;
    if (far && n < 4)
        return false;
    if (!far)
        while (n + x < 4 && n + x < s->len && is_x(s->at[n + x]))
            x++;
    if (!far && (n + x != 4 || (minus && x) || x == 3))
        return false;
    for (size_t i = 0; i < n; i++)
        p->year = p->year * 10 + (s->at[i] - '0');
    for (size_t i = 0; i < x; i++)
        p->year *= 10;
    if (minus)
        p->year = -p->year;
    p->unknown_digits = (int)x;
    skip(s, n + x);
    return true;
}

/* "-05" or "-XX". */
static bool take_part(str *s, int *value, bool *x)
{
    str rest = *s;
    if (!take_byte(&rest, '-'))
        return false;
    if (rest.len >= 2 && is_x(rest.at[0]) && is_x(rest.at[1])) {
        *x = true;
        skip(&rest, 2);
    } else if (!take_digits(&rest, 2, value) || !*value) {
        return false;
    }
    *s = rest;
    return true;
}

static bool read_zone(str s, when_point *p)
{
    s = str_trim(s);
    if (!s.len)
        return true;
    p->zone = true;
    if (str_eq_nocase(s, STR("Z")) || str_eq_nocase(s, STR("UTC")) ||
        str_eq_nocase(s, STR("GMT")))
        return true;
    int hours = 0, minutes = 0;
    bool west = s.at[0] == '-';
    if (!take_byte(&s, west ? '-' : '+') || !take_digits(&s, 2, &hours))
        return false;
    take_byte(&s, ':');
    if (s.len && !take_digits(&s, 2, &minutes))
        return false;
    p->offset_s = (hours * 60 + minutes) * (west ? -60 : 60);
    return !s.len && hours <= 15 && minutes <= 59;
}

static bool take_half_day(str *s, when_point *p)
{
    str rest = str_trim(*s);
    bool pm = str_eq_nocase(rest, STR("pm")) || str_eq_nocase(rest, STR("p.m."));
    if (!pm && !str_eq_nocase(rest, STR("am")) && !str_eq_nocase(rest, STR("a.m.")))
        return true;
    if (p->hour < 1 || p->hour > 12)
        return false;
    p->hour = p->hour % 12 + (pm ? 12 : 0);
    *s = (str){ 0 };
    return true;
}

bool when_read_clock(str s, when_point *p)
{
    if (!take_digits(&s, digits(s, 2) == 2 ? 2 : 1, &p->hour))
        return false;
    bool colons = take_byte(&s, ':');
    if (!take_digits(&s, 2, &p->minute))
        return false;
    p->clock = true;
    if (colons ? take_byte(&s, ':') : digits(s, 2) == 2) {
        if (!take_digits(&s, 2, &p->second))
            return false;
        p->clock_seconds = true;
        if (take_byte(&s, '.') || take_byte(&s, ','))
            skip(&s, digits(s, s.len));
    }
    return take_half_day(&s, p) && read_zone(s, p);
}

/* 20230919, 20230919143000, 20230919T1430Z: of 2 to 4 places for the parts, only
   the year has four. */
static bool read_compact(str s, when_point *p)
{
    int year = 0;
    if (digits(s, 9) != 8 && digits(s, 15) != 14)
        return false;
    bool whole = take_digits(&s, 4, &year) && take_digits(&s, 2, &p->month) &&
                 take_digits(&s, 2, &p->day);
    p->year = year;
    if (!whole || !p->month || !p->day)
        return false;
    if (!s.len)
        return true;
    take_byte(&s, 'T');
    return when_read_clock(s, p);
}

bool when_read_edtf(str s, when_point *p)
{
    *p = (when_point){ 0 };
    if (read_compact(s, p))
        return true;
    *p = (when_point){ 0 };
    while (s.len && is_qualifier(s.at[0])) {
        qualify(s.at[0], p);
        skip(&s, 1);
    }
    while (s.len && is_qualifier(s.at[s.len - 1]))
        qualify(s.at[--s.len], p);
    if (!take_year(&s, p))
        return false;
    if (!s.len)
        return true;
    if (!take_part(&s, &p->month, &p->month_x))
        return false;
    if (!s.len)
        return true;
    if (!take_part(&s, &p->day, &p->day_x) || (p->month_x && p->day))
        return false;
    if (!s.len)
        return true;
    bool year = !p->unknown_digits || p->unknown_digits == WHEN_NO_YEAR;
    bool clock = year && !p->month_x && !p->day_x &&
                 (take_byte(&s, 'T') || take_byte(&s, 't') || take_byte(&s, ' '));
    return clock && when_read_clock(str_trim(s), p);
}

bool when_offset(str s, int *offset_s)
{
    when_point p = { 0 };
    bool known = s.len && read_zone(s, &p);
    *offset_s = p.offset_s;
    return known;
}
