#include "dates/year.h"

#include <limits.h>
#include <stdlib.h>

enum {
    NEAR_DAYS = 62, /* two months */
    NEAR_MONTHS = 2,
    HALF_YEAR = 6 /* months */
};

/* Later than, as days of a year. */
static bool is_later(const dates_stamp *a, const dates_stamp *b)
{
    if (a->month != b->month)
        return a->month > b->month;
    return a->day && b->day && a->day > b->day;
}

static bool is_same(const dates_stamp *a, const dates_stamp *b)
{
    return a->month == b->month && (!a->day || !b->day || a->day == b->day);
}

/* Whether a day or month is so little ahead that it is meant when neither it nor the one
   of the year before is said to be. */
static bool is_near(const dates_stamp *s, const dates_stamp *today)
{
    if (s->day)
        return dates_days_from(today, s) <= NEAR_DAYS;
    return s->year * 12 + s->month - today->year * 12 - today->month <= NEAR_MONTHS;
}

/* Which way a day or month without a year is looked for: 1 ahead, -1 back. */
static int way_of(const phrase_seen *seen, const dates_context *x)
{
    if (seen->words & (DATEWORD_NEXT | DATEWORD_LAST))
        return seen->words & DATEWORD_NEXT ? 1 : -1;
    return x->ahead ? 1 : x->past ? -1 : 0;
}

/* The year in which a day is of the weekday that is said of it, when it is another than
   the one thought of. */
static void match_weekday(dates_stamp *s, int weekday, const dates_stamp *today)
{
    static const int years[] = { 0, -1, 1 };
    if (!weekday || !s->day || s->day > dates_month_days(s) ||
        dates_weekday(s) == weekday)
        return;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        dates_stamp other = *s;
        other.year = today->year + years[i];
        if (other.day <= dates_month_days(&other) && dates_weekday(&other) == weekday) {
            s->year = other.year;
            return;
        }
    }
}

/* A weekday proves which of the years that the text stated is meant. */
static bool prove_year(dates_stamp *s, int weekday, const int years[DATES_YEARS])
{
    if (!weekday || !s->day)
        return false;
    for (size_t i = 0; i < DATES_YEARS && years[i]; i++) {
        dates_stamp d = { .year = years[i], .month = s->month, .day = s->day };
        if (d.day <= dates_month_days(&d) && dates_weekday(&d) == weekday) {
            s->year = d.year;
            return true;
        }
    }
    return false;
}

/* The year of a day or month that has none: what the words say; else, as news look
   back, the nearest past one, but for the weeks to come. */
void dates_guess_year(dates_stamp *s, const phrase_seen *seen, const dates_context *x,
                      dates_value *out)
{
    if (!x->known || x->today.no_year) {
        if (prove_year(s, seen->weekday, x->years))
            return;
        s->no_year = true;
        out->no_year = true;
        return;
    }
    int way = way_of(seen, x);
    const dates_stamp *today = &x->today;
    bool later = is_later(s, today), same = is_same(s, today);
    s->year = today->year;
    if (seen->words & DATEWORD_THIS)
        return;
    dates_stamp next = *s;
    next.year++;
    if (same)
        s->year += seen->words & DATEWORD_NEXT ? 1 : seen->words & DATEWORD_LAST ? -1 : 0;
    else if (later)
        s->year -= way < 0 || (!way && !is_near(s, today));
    else
        s->year += way > 0 || (!way && is_near(&next, today));
    match_weekday(s, seen->weekday, today);
    out->guessed = true;
}

/* A quarter without a year is of this one; the last one is still talked of in the
   first. */
void dates_guess_quarter(dates_stamp *s, const phrase_seen *seen, const dates_context *x,
                         dates_value *out)
{
    int way = way_of(seen, x);
    if (way || !x->known || x->today.no_year) {
        dates_guess_year(s, seen, x, out);
        return;
    }
    s->year = x->today.year - (s->month > 9 && x->today.month <= 3);
    out->guessed = true;
}

/* How far off the day of a month is that is so many months away; the nearest is wanted,
   of those that are of the weekday. */
static int distance(const phrase_seen *s, int day, int step, const dates_stamp *today)
{
    dates_stamp d = *today;
    d.day = 1;
    if (!dates_add_months(&d, step) || day > dates_month_days(&d))
        return INT_MAX;
    d.day = day;
    if (s->weekday && dates_weekday(&d) != s->weekday)
        return INT_MAX;
    return abs(dates_days_from(today, &d));
}

/* The month of a day that has none: the nearest one, or the one that is told of. */
int dates_nearest_month(const phrase_seen *s, int day, const dates_context *x)
{
    int way = way_of(s, x), best = 0, least = INT_MAX;
    if (x->today.no_year)
        return -(day > x->today.day);
    if (way && !s->weekday)
        return way > 0 ? day < x->today.day : -(day > x->today.day);
    for (int step = -HALF_YEAR; step <= HALF_YEAR; step++) {
        int days = distance(s, day, step, &x->today);
        if (days < least) {
            least = days;
            best = step;
        }
    }
    return least < INT_MAX ? best : -(day > x->today.day);
}
