#include "dates/value.h"

#include "base/civil.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400, ANY_YEAR = 2001, TEXT_STAMP = 40 };

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

static int write_year(const dates_stamp *s, char *out, size_t cap)
{
    if (s->no_year)
        return snprintf(out, cap, "XXXX");
    if (s->unknown)
        return snprintf(out, cap, "%.*d%s", s->unknown == 1 ? 3 : 2,
                        s->unknown == 1 ? s->year / 10 : s->year / 100,
                        s->unknown == 1 ? "X" : "XX");
    return snprintf(out, cap, "%.4d", s->year);
}

/* The three of a decade and two of a century are written with zeros before them. */
static void write_stamp(const dates_stamp *s, char out[TEXT_STAMP])
{
    int n = write_year(s, out, TEXT_STAMP);
    if (s->month)
        n += snprintf(out + n, TEXT_STAMP - (size_t)n, "-%.2d", s->month);
    if (s->day)
        n += snprintf(out + n, TEXT_STAMP - (size_t)n, "-%.2d", s->day);
    if (s->day && s->clock) {
        n += snprintf(out + n, TEXT_STAMP - (size_t)n, "T%.2d:%.2d", s->hour, s->minute);
        if (s->seconds || s->zone)
            n += snprintf(out + n, TEXT_STAMP - (size_t)n, ":%.2d", s->second);
        int ahead = s->offset < 0 ? -s->offset : s->offset;
        if (s->zone && !s->offset)
            n += snprintf(out + n, TEXT_STAMP - (size_t)n, "Z");
        else if (s->zone)
            n += snprintf(out + n, TEXT_STAMP - (size_t)n, "%c%.2d:%.2d",
                          s->offset < 0 ? '-' : '+', ahead / 60, ahead % 60);
    }
    if (s->about && !s->no_year) /* EDTF cannot say both */
        snprintf(out + n, TEXT_STAMP - (size_t)n, "~");
}

void dates_write(const dates_value *v, char out[WHEN_TEXT])
{
    char from[TEXT_STAMP], to[TEXT_STAMP];
    out[0] = 0;
    if (v->shape == DATES_AT || v->shape == DATES_FROM_TO || v->shape == DATES_FROM_ON)
        write_stamp(&v->from, from);
    if (v->shape == DATES_FROM_TO || v->shape == DATES_UP_TO)
        write_stamp(&v->to, to);
    switch (v->shape) {
    case DATES_OPEN:
        break;
    case DATES_AT:
        snprintf(out, WHEN_TEXT, "%s", from);
        break;
    case DATES_FROM_TO:
        if (strcmp(from, to) != 0)
            snprintf(out, WHEN_TEXT, "%s/%s", from, to);
        else
            snprintf(out, WHEN_TEXT, "%s", from);
        break;
    case DATES_FROM_ON:
        snprintf(out, WHEN_TEXT, "%s/..", from);
        break;
    case DATES_UP_TO:
        snprintf(out, WHEN_TEXT, "/%s", to);
        break;
    case DATES_TEXT:
        snprintf(out, WHEN_TEXT, "%s", v->text);
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
