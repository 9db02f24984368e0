#include "base/civil.h"

#include <stdbool.h>

enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60 };

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return q - (a % b < 0);
}

/* Days since 1970-01-01. Years start in March here, so that the leap day is the
   last of its year (Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = floor_div(year, 400), of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t civil_seconds(civil_time t)
{
    int64_t years = floor_div(t.month - 1, 12);
    int month = (int)(t.month - 12 * years);
    return days_of(t.year + years, month, t.day) * DAY_S + t.hour * (int64_t)HOUR_S +
           t.minute * (int64_t)MINUTE_S + t.second;
}

civil_time civil_of(int64_t seconds)
{
    /* Not seconds less days: that would overflow at the beginning of time. */
    int64_t days = floor_div(seconds, DAY_S) + 719468, rest = seconds % DAY_S;
    rest += rest < 0 ? DAY_S : 0;
    int64_t era = floor_div(days, 146097), of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t m = (5 * of_year + 2) / 153;
    int month = (int)(m < 10 ? m + 3 : m - 9);
    return (civil_time){ .year = year + era * 400 + (month <= 2),
                         .month = month,
                         .day = (int)(of_year - (153 * m + 2) / 5 + 1),
                         .hour = (int)(rest / HOUR_S),
                         .minute = (int)(rest / MINUTE_S % 60),
                         .second = (int)(rest % MINUTE_S) };
}

int civil_month_days(int64_t year, int month)
{
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 ? 28 + leap : 30 + ((month + month / 8) % 2);
}

int civil_weekday(int64_t seconds)
{
    int64_t days = floor_div(seconds, DAY_S) + 3;
    return (int)(days - floor_div(days, 7) * 7) + 1;
}
