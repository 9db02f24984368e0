#include "when/when.h"

#include "base/civil.h"
#include "base/error.h"
#include "when/point.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, MINUTE_S = 60 };

const char *when_precision_name(dateline_precision precision)
{
    static const char *const names[] = {
        [DATELINE_UNDATED] = "undated", [DATELINE_CENTURY] = "century",
        [DATELINE_DECADE] = "decade",   [DATELINE_YEAR] = "year",
        [DATELINE_MONTH] = "month",     [DATELINE_DAY] = "day",
        [DATELINE_MINUTE] = "minute",   [DATELINE_SECOND] = "second",
    };
    return names[precision];
}

/* ----------------------------------------------------------------- Writing */

/* Whether a unit of that precision can start at t. Decades and centuries are
   digits, so there are none before the year 0. */
static bool starts_unit(int64_t t, dateline_precision precision)
{
    civil_time p = civil_of(t);
    bool day = p.hour == 0 && p.minute == 0 && p.second == 0;
    bool year = day && p.day == 1 && p.month == 1;
    switch (precision) {
    case DATELINE_CENTURY:
        return year && p.year % 100 == 0 && p.year >= 0 && p.year <= 9999;
    case DATELINE_DECADE:
        return year && p.year % 10 == 0 && p.year >= 0 && p.year <= 9999;
    case DATELINE_YEAR:
        return year;
    case DATELINE_MONTH:
        return day && p.day == 1;
    case DATELINE_DAY:
        return day;
    case DATELINE_MINUTE:
        return p.second == 0;
    default:
        return true;
    }
}

/* The coarsest unit from precision on whose border t is. */
static dateline_precision unit_at(int64_t t, dateline_precision precision)
{
    while (precision < DATELINE_SECOND && !starts_unit(t, precision))
        precision++;
    return precision;
}

/* The start of the unit that ends at t. */
static int64_t unit_before(int64_t t, dateline_precision unit)
{
    civil_time p = civil_of(t);
    switch (unit) {
    case DATELINE_CENTURY:
        p.year -= 100;
        return civil_seconds(p);
    case DATELINE_DECADE:
        p.year -= 10;
        return civil_seconds(p);
    case DATELINE_YEAR:
        p.year--;
        return civil_seconds(p);
    case DATELINE_MONTH:
        p.month--;
        return civil_seconds(p);
    case DATELINE_DAY:
        return t - DAY_S;
    case DATELINE_MINUTE:
        return t - MINUTE_S;
    default:
        return t - 1;
    }
}

/* The point that is the unit starting at t; its interval is not worked out. */
static when_point point_at(int64_t t, dateline_precision unit)
{
    civil_time c = civil_of(t);
    when_point p = { .year = c.year, .precision = unit, .begin = t };
    p.unknown_digits = unit == DATELINE_CENTURY ? 2 : unit == DATELINE_DECADE;
    if (unit >= DATELINE_MONTH)
        p.month = c.month;
    if (unit >= DATELINE_DAY)
        p.day = c.day;
    p.clock = p.zone = unit >= DATELINE_MINUTE;
    p.clock_seconds = unit == DATELINE_SECOND;
    p.hour = c.hour;
    p.minute = c.minute;
    p.second = c.second;
    return p;
}

static int write_year(const when_point *p, char out[WHEN_TEXT])
{
    if (p->unknown_digits == WHEN_NO_YEAR)
        return snprintf(out, WHEN_TEXT, "XXXX");
    if (p->year > 9999 || p->year < -9999)
        return snprintf(out, WHEN_TEXT, "Y%lld", (long long)p->year);
    int n = snprintf(out, WHEN_TEXT, "%s%04lld", p->year < 0 ? "-" : "",
                     (long long)(p->year < 0 ? -p->year : p->year));
    for (int i = 0; i < p->unknown_digits; i++)
        out[n - 1 - i] = 'X';
    return n;
}

/* As it was stated: nothing, "Z" or "+04:00". */
static int write_zone(const when_point *p, char *out)
{
    if (!p->zone || !p->offset_s)
        return snprintf(out, 16, "%s", p->zone ? "Z" : "");
    unsigned minutes = (unsigned)abs(p->offset_s) / 60 % 6000;
    return snprintf(out, 16, "%c%02u:%02u", p->offset_s < 0 ? '-' : '+', minutes / 60,
                    minutes % 60);
}

/* At most 48 bytes; returns how many. */
static int write_point(const when_point *p, char out[WHEN_TEXT])
{
    int n = write_year(p, out);
    if (p->month_x)
        n += snprintf(out + n, 16, "-XX");
    else if (p->month)
        n += snprintf(out + n, 16, "-%02d", p->month);
    if (p->day_x)
        n += snprintf(out + n, 16, "-XX");
    else if (p->day)
        n += snprintf(out + n, 16, "-%02d", p->day);
    if (p->clock)
        n += snprintf(out + n, 16, "T%02d:%02d", p->hour, p->minute);
    if (p->clock_seconds)
        n += snprintf(out + n, 16, ":%02d", p->second);
    if (p->clock)
        n += write_zone(p, out + n);
    const char *qualifier = p->approximate ? p->uncertain ? "%" : "~"
                            : p->uncertain ? "?"
                                           : "";
    return n + snprintf(out + n, 16, "%s", qualifier);
}

static void write_side(dateline_when w, bool last, char out[WHEN_TEXT])
{
    int64_t t = last ? w.end : w.begin;
    out[0] = 0;
    if (t == INT64_MIN || t == INT64_MAX) {
        if (last ? w.open_end : w.open_begin)
            snprintf(out, WHEN_TEXT, "..");
        return;
    }
    dateline_precision unit = unit_at(t, w.precision);
    when_point p = point_at(last ? unit_before(t, unit) : t, unit);
    p.approximate = w.approximate;
    p.uncertain = w.uncertain;
    write_point(&p, out);
}

/* The season that lasts from begin to end, or 0. */
static int season_of(dateline_when w)
{
    civil_time from = civil_of(w.begin), to = civil_of(w.end);
    int64_t months = (to.year - from.year) * 12 + to.month - from.month;
    if (w.precision != DATELINE_MONTH || months != 3 || from.month % 3)
        return 0;
    return 20 + from.month / 3;
}

void when_write(dateline_when w, char out[WHEN_TEXT])
{
    out[0] = 0;
    if (w.precision == DATELINE_UNDATED)
        return;
    if (w.interval || w.begin == INT64_MIN || w.end == INT64_MAX) {
        char from[WHEN_TEXT], to[WHEN_TEXT];
        write_side(w, false, from);
        write_side(w, true, to);
        snprintf(out, WHEN_TEXT, "%.40s/%.40s", from, to);
        return;
    }
    when_point p = point_at(w.begin, w.precision);
    int season = season_of(w);
    if (season)
        p.month = season;
    p.approximate = w.approximate;
    p.uncertain = w.uncertain;
    write_point(&p, out);
}

static bool write_time(int64_t t, bool clock, char out[24])
{
    civil_time p = { 0 };
    bool known = t != INT64_MIN && t != INT64_MAX;
    if (known)
        p = civil_of(t);
    out[0] = 0;
    if (!known || p.year < 1 || p.year > 9999)
        return false;
    unsigned year = (unsigned)p.year % 10000, month = (unsigned)p.month % 100;
    unsigned day = (unsigned)p.day % 100;
    int n = snprintf(out, 16, "%04u-%02u-%02u", year, month, day);
    if (clock)
        snprintf(out + n, 24 - (size_t)n, "T%02u:%02u:%02uZ", (unsigned)p.hour % 24,
                 (unsigned)p.minute % 60, (unsigned)p.second % 60);
    return true;
}

/* INT64_MAX when the end is open, or there is none. */
static int64_t last_unit(dateline_when w)
{
    if (w.precision == DATELINE_UNDATED || w.end == INT64_MAX)
        return INT64_MAX;
    return unit_before(w.end, w.precision < DATELINE_DAY ? DATELINE_DAY : w.precision);
}

bool when_first_day(dateline_when w, char out[16])
{
    char text[24];
    bool known = w.precision && write_time(w.begin, false, text);
    snprintf(out, 16, "%.15s", known ? text : "");
    return known;
}

bool when_last_day(dateline_when w, char out[16])
{
    char text[24];
    bool known = write_time(last_unit(w), false, text);
    snprintf(out, 16, "%.15s", known ? text : "");
    return known;
}

bool when_first_time(dateline_when w, char out[24])
{
    return write_time(w.precision ? w.begin : INT64_MIN, true, out);
}

bool when_last_time(dateline_when w, char out[24])
{
    return write_time(last_unit(w), true, out);
}

/* ------------------------------------------------------------------ Points */

static dateline_status no_such_day(const when_point *p, dateline_error *err)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December",
    };
    if (p->month < 1 || p->month > 12)
        return error_set(err, DATELINE_INPUT, "there is a day, %d, but no month", p->day);
    const char *name = names[p->month - 1];
    if (p->unknown_digits)
        return error_set(err, DATELINE_INPUT, "%s has no day %d", name, p->day);
    return error_set(err, DATELINE_INPUT, "there is no day %d: %s %lld has %d days",
                     p->day, name, (long long)p->year,
                     civil_month_days(p->year, p->month));
}

static dateline_status check(const when_point *p, dateline_error *err)
{
    bool season = p->month >= 21 && p->month <= 24 && !p->day;
    if (p->year > 200000000000 || p->year < -200000000000)
        return error_set(err, DATELINE_INPUT, "the year is too far away");
    if (!p->month_x && p->month && (p->month < 1 || p->month > 12) && !season)
        return error_set(err, DATELINE_INPUT, "there is no month %d: months are 1 to 12",
                         p->month);
    if (p->day) {
        /* Without a year, 29 February may exist. */
        int64_t year = p->unknown_digits ? 2000 : p->year;
        bool month = p->month >= 1 && p->month <= 12;
        if (!month || p->day > civil_month_days(year, p->month))
            return no_such_day(p, err);
    }
    if (p->clock && (p->hour > 23 || p->minute > 59 || p->second > 59))
        return error_set(err, DATELINE_INPUT, "there is no time %02d:%02d:%02d", p->hour,
                         p->minute, p->second);
    return DATELINE_OK;
}

/* The point stays as it was stated, its interval is that of UTC. */
static void settle_clock(when_point *p, const when_rules *rules)
{
    if (!p->zone && rules && rules->offset_s) {
        p->zone = true;
        p->offset_s = rules->offset_s;
    }
    civil_time c = { p->year, p->month, p->day, p->hour, p->minute, p->second };
    p->begin = civil_seconds(c) - (p->zone ? p->offset_s : 0);
    p->precision = p->clock_seconds ? DATELINE_SECOND : DATELINE_MINUTE;
    p->end = p->begin + (p->clock_seconds ? 1 : MINUTE_S);
}

/* The years, or with span the months, that the point covers. */
static void settle_months(when_point *p, int64_t year, int month, int span)
{
    p->begin = civil_seconds((civil_time){ .year = year, .month = month, .day = 1 });
    p->end = civil_seconds((civil_time){ .year = year, .month = month + span, .day = 1 });
}

dateline_status when_point_settle(when_point *p, const when_rules *rules,
                                  dateline_error *err)
{
    dateline_status st = check(p, err);
    if (st)
        return st;
    /* Midnight without a zone is how programs write a date that has no time. */
    if (p->clock && !p->zone && !p->hour && !p->minute && !p->second)
        p->clock = p->clock_seconds = false;
    if (p->unknown_digits == WHEN_NO_YEAR) {
        p->precision = DATELINE_UNDATED;
        p->clock = p->clock_seconds = false;
    } else if (p->unknown_digits) {
        bool decade = p->unknown_digits == 1;
        p->precision = decade ? DATELINE_DECADE : DATELINE_CENTURY;
        settle_months(p, p->year, 1, decade ? 120 : 1200);
    } else if (p->clock) {
        settle_clock(p, rules);
    } else if (p->month_x || !p->month) {
        p->precision = DATELINE_YEAR;
        settle_months(p, p->year, 1, 12);
    } else if (p->month > 12) {
        p->precision = DATELINE_MONTH;
        settle_months(p, p->year, (p->month - 20) * 3, 3);
    } else if (!p->day) {
        p->precision = DATELINE_MONTH;
        settle_months(p, p->year, p->month, 1);
    } else {
        p->precision = DATELINE_DAY;
        p->begin = civil_seconds(
            (civil_time){ .year = p->year, .month = p->month, .day = p->day });
        p->end = p->begin + DAY_S;
    }
    return DATELINE_OK;
}

void when_point_date(const when_point *p, when_date *out)
{
    *out = (when_date){ 0 };
    write_point(p, out->edtf);
    if (p->precision)
        out->when = (dateline_when){ .begin = p->begin,
                                     .end = p->end,
                                     .precision = p->precision,
                                     .approximate = p->approximate,
                                     .uncertain = p->uncertain };
}
