#include "dates/holiday.h"

enum { WEEK = 7, LAST = 9 };

/* Easter Sunday of the western churches. J. Meeus, Astronomical Algorithms, chapter 8:
   the sum of the tables of 1582, in whole numbers. */
static dates_stamp easter(int year)
{
    int golden = year % 19, century = year / 100;
    int skipped = century - century / 4;
    int moon = (19 * golden + skipped - (8 * century + 13) / 25 + 15) % 30;
    moon -= moon / 28 * (1 - 29 / (moon + 1) * ((21 - golden) / 11));
    int weekday = (year + year / 4 + moon + 2 - skipped) % WEEK;
    int days = moon - weekday; /* from 28 March */
    int month = 3 + (days + 40) / 44;
    return (
        dates_stamp){ .year = year, .month = month, .day = days + 28 - 31 * (month / 4) };
}

/* And of the eastern ones, whose calendar is so many days behind. */
static dates_stamp orthodox_easter(int year)
{
    int moon = (19 * (year % 19) + 15) % 30;
    int weekday = (2 * (year % 4) + 4 * (year % WEEK) - moon + 34) % WEEK;
    int days = moon + weekday + 114;
    dates_stamp s = { .year = year, .month = days / 31, .day = days % 31 + 1 };
    dates_add_days(&s, year / 100 - year / 400 - 2);
    return s;
}

/* The n-th of a weekday in a month. */
static dates_stamp nth(int year, int month, int n, int weekday)
{
    dates_stamp s = { .year = year, .month = month, .day = 1 };
    int first = 1 + (weekday - dates_weekday(&s) + WEEK) % WEEK;
    int most = (dates_month_days(&s) - first) / WEEK;
    s.day = first + WEEK * (n == LAST || n - 1 > most ? most : n - 1);
    return s;
}

dates_stamp dates_holiday(const lexicon_entry *e, int year)
{
    int month = e->number / 100, rest = e->number % 100;
    bool fixed = !(e->atoms & (HOLIDAY_EASTER | HOLIDAY_ORTHODOX | HOLIDAY_NTH));
    if (!year)
        return (dates_stamp){ .no_year = true,
                              .month = fixed ? month : 0,
                              .day = fixed ? rest : 0 };
    if (fixed)
        return (dates_stamp){ .year = year, .month = month, .day = rest };
    dates_stamp s = e->atoms & HOLIDAY_ORTHODOX ? orthodox_easter(year)
                    : e->atoms & HOLIDAY_NTH    ? nth(year, month, rest / 10, rest % 10)
                                                : easter(year);
    dates_add_days(&s, e->step);
    return s;
}
