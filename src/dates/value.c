#include "dates/value.h"

#include "base/civil.h"

#include <string.h>

enum { DAY_S = 86400, ANY_YEAR = 2001 };

dates_value dates_at(dates_stamp s)
{
    return (dates_value){ .shape = DATES_AT, .from = s, .to = s };
}

dates_value dates_between(dates_stamp from, dates_stamp to)
{
    return (dates_value){ .shape = DATES_FROM_TO, .from = from, .to = to };
}

static int64_t seconds_of(const dates_stamp *s)
{
    int year = s->no_year ? ANY_YEAR : s->year;
    return civil_seconds((civil_time){ .year = year, .month = s->month, .day = s->day });
}

int dates_weekday(const dates_stamp *s)
{
    return civil_weekday(seconds_of(s));
}

int dates_days_from(const dates_stamp *a, const dates_stamp *b)
{
    return (int)((seconds_of(b) - seconds_of(a)) / DAY_S);
}

int dates_month_days(const dates_stamp *s)
{
    return civil_month_days(s->no_year ? ANY_YEAR : s->year, s->month);
}

bool dates_add_days(dates_stamp *s, int n)
{
    if (!s->day || n > 400000 || n < -400000)
        return false;
    civil_time t = civil_of(seconds_of(s) + (int64_t)n * DAY_S);
    if (t.year < 1 || t.year > 9999)
        return false;
    s->year = s->no_year ? 0 : (int)t.year;
    s->month = t.month;
    s->day = t.day;
    return true;
}

bool dates_add_months(dates_stamp *s, int n)
{
    if (!s->month || s->month > 12 || (s->no_year && (n % 12 == 0 && n)))
        return false;
    int at = (s->no_year ? ANY_YEAR : s->year) * 12 + s->month - 1 + n;
    if (at < 12 || at / 12 > 9999)
        return false;
    s->year = s->no_year ? 0 : at / 12;
    s->month = at % 12 + 1;
    if (s->day && s->day > dates_month_days(s))
        s->day = dates_month_days(s);
    return true;
}

/* Text that is put together; what there is no room for is left out. */
typedef struct writer {
    char *out;
    size_t n, cap;
} writer;

static void put(writer *w, char c)
{
    if (w->n + 1 < w->cap)
        w->out[w->n++] = c;
    w->out[w->n] = 0;
}

static void put_text(writer *w, const char *text)
{
    while (*text)
        put(w, *text++);
}

/* A sign, and a number with zeros before it in so many digits or more. */
static void put_number(writer *w, const char *sign, int value, int digits)
{
    char room[16];
    int n = 0;
    unsigned left = value < 0 ? 0u - (unsigned)value : (unsigned)value;
    put_text(w, sign);
    if (value < 0)
        put(w, '-');
    for (; left || n < digits; left /= 10)
        room[n++] = (char)('0' + left % 10);
    while (n)
        put(w, room[--n]);
}

/* The three of a decade and two of a century are written with zeros before them. */
static void write_year(writer *w, const dates_stamp *s)
{
    if (s->no_year)
        put_text(w, "XXXX");
    else if (s->unknown)
        put_number(w, "", s->unknown == 1 ? s->year / 10 : s->year / 100,
                   s->unknown == 1 ? 3 : 2);
    else
        put_number(w, "", s->year, 4);
    if (s->unknown && !s->no_year)
        put_text(w, s->unknown == 1 ? "X" : "XX");
}

static void write_clock(writer *w, const dates_stamp *s)
{
    put_number(w, "T", s->hour, 2);
    put_number(w, ":", s->minute, 2);
    if (s->seconds || s->zone)
        put_number(w, ":", s->second, 2);
    if (!s->zone)
        return;
    if (!s->offset) {
        put(w, 'Z');
        return;
    }
    int ahead = s->offset < 0 ? -s->offset : s->offset;
    put_number(w, s->offset < 0 ? "-" : "+", ahead / 60, 2);
    put_number(w, ":", ahead % 60, 2);
}

static void write_stamp(writer *w, const dates_stamp *s)
{
    write_year(w, s);
    if (s->month)
        put_number(w, "-", s->month, 2);
    if (s->day)
        put_number(w, "-", s->day, 2);
    if (s->day && s->clock)
        write_clock(w, s);
    if (s->about && !s->no_year) /* EDTF cannot say both */
        put(w, '~');
}

void dates_write(const dates_value *v, char out[WHEN_TEXT])
{
    char text[WHEN_TEXT];
    writer w = { .out = out, .cap = WHEN_TEXT }, to = { .out = text, .cap = WHEN_TEXT };
    out[0] = 0;
    switch (v->shape) {
    case DATES_OPEN:
        break;
    case DATES_AT:
        write_stamp(&w, &v->from);
        break;
    case DATES_FROM_TO:
        write_stamp(&w, &v->from);
        write_stamp(&to, &v->to);
        if (strcmp(out, text) != 0) {
            put(&w, '/');
            put_text(&w, text);
        }
        break;
    case DATES_FROM_ON:
        write_stamp(&w, &v->from);
        put_text(&w, "/..");
        break;
    case DATES_UP_TO:
        put(&w, '/');
        write_stamp(&w, &v->to);
        break;
    case DATES_TEXT:
        put_text(&w, v->text);
        break;
    }
}

static dates_stamp stamp_of(int64_t t, dateline_precision p)
{
    civil_time c = civil_of(t);
    dates_stamp s = { .year = (int)c.year };
    s.unknown = p == DATELINE_CENTURY ? 2 : p == DATELINE_DECADE ? 1 : 0;
    if (p >= DATELINE_MONTH)
        s.month = c.month;
    if (p >= DATELINE_DAY)
        s.day = c.day;
    return s;
}

dates_value dates_of_when(dateline_when w)
{
    if (!w.precision || w.open_begin || w.open_end || w.begin == INT64_MIN ||
        w.end == INT64_MAX)
        return (dates_value){ 0 };
    return dates_between(stamp_of(w.begin, w.precision),
                         stamp_of(w.end - 1, w.precision));
}

dates_value dates_of_text(str edtf)
{
    when_date d;
    if (when_parse(edtf, NULL, &d, NULL))
        return (dates_value){ 0 };
    dates_value v = dates_of_when(d.when);
    v.from.about = v.to.about = d.when.approximate;
    return v;
}

/* A season has no place in an interval: its first or last month has. Of winter, those of
   the year that it begins in. */
static int month_of_season(int season, int month)
{
    return season == 24 ? 12 : (season - 20) * 3 + month;
}

dates_stamp dates_begin(const dates_value *v)
{
    dates_stamp s = v->shape == DATES_UP_TO ? v->to : v->from;
    if (s.unknown) {
        s.year -= s.year % (s.unknown == 1 ? 10 : 100);
        s.unknown = 0;
    }
    if (s.month > 12)
        s.month = month_of_season(s.month, 0);
    return s;
}

dates_stamp dates_end(const dates_value *v)
{
    dates_stamp s = v->shape == DATES_AT || v->shape == DATES_FROM_ON ? v->from : v->to;
    if (s.unknown) {
        int unit = s.unknown == 1 ? 10 : 100;
        s.year += unit - 1 - s.year % unit;
        s.unknown = 0;
    }
    if (s.month > 12)
        s.month = month_of_season(s.month, 2);
    return s;
}
