/* Dates and clock times: what is stated, completed by the day of writing. */
#include "dates/holiday.h"
#include "dates/resolve.h"
#include "dates/year.h"

enum { HALF_DAY = 12, WEEK = 7, YEAR_UNITS = UNIT_YEAR | UNIT_DECADE | UNIT_CENTURY };

static int turn(uint32_t words)
{
    return words & DATEWORD_NEXT ? 1 : words & DATEWORD_LAST ? -1 : 0;
}

static bool turns(uint32_t words)
{
    return words & (DATEWORD_NEXT | DATEWORD_LAST | DATEWORD_THIS);
}

static void set_clock(dates_stamp *s, const phrase_seen *seen, const dates_context *x)
{
    s->clock = seen->clock;
    s->hour = seen->hour;
    s->minute = seen->words & DATEWORD_HALF ? 30 : seen->minute;
    s->second = seen->second;
    s->seconds = seen->seconds;
    int late = seen->daypart & (DAYPART_AFTERNOON | DAYPART_EVENING);
    if (s->hour < HALF_DAY && (late || (seen->daypart & DAYPART_NOON && s->hour < 4) ||
                               (seen->daypart & DAYPART_NIGHT && s->hour > 6)))
        s->hour += HALF_DAY;
    if (s->hour == HALF_DAY && seen->daypart & (DAYPART_MORNING | DAYPART_NIGHT))
        s->hour = 0;
    if (s->hour == 24)
        s->hour = 0;
    s->zone = seen->zone || (seen->local && x->local);
    s->offset = seen->zone ? seen->offset : x->offset;
}

/* ------------------------------------------------------------- parts of units */

static void between_days(dates_value *v, int from, int to)
{
    v->shape = DATES_FROM_TO;
    v->to = v->from;
    v->from.day = from;
    v->to.day = to;
}

static void month_part(dates_value *v, int part)
{
    int days = dates_month_days(&v->from);
    if (part & PART_FIRST_HALF)
        between_days(v, 1, 15);
    else if (part & PART_SECOND_HALF)
        between_days(v, 16, days);
    else if (part & PART_EARLY)
        between_days(v, 1, 10);
    else if (part & PART_MIDDLE)
        between_days(v, 11, 20);
    else
        between_days(v, 21, days);
}

static void year_part(dates_value *v, int part)
{
    if (part & (PART_FIRST_HALF | PART_SECOND_HALF)) {
        v->shape = DATES_FROM_TO;
        v->to = v->from;
        v->from.month = part & PART_FIRST_HALF ? 1 : 7;
        v->to.month = v->from.month + 5;
        return;
    }
    v->from.month = part & PART_EARLY ? 1 : part & PART_MIDDLE ? 6 : 12;
    v->from.about = true;
    v->to = v->from;
}

/* Of ten or a hundred years. */
static void years_part(dates_value *v, int part, int unit)
{
    int from = part & PART_LATE ? 6 : part & PART_MIDDLE ? 4 : 0;
    int to = part & PART_EARLY ? 4 : part & PART_MIDDLE ? 6 : 9;
    if (part & (PART_FIRST_HALF | PART_SECOND_HALF)) {
        from = part & PART_FIRST_HALF ? 0 : 5;
        to = from + 4;
    }
    int start = v->from.year - v->from.year % unit, step = unit / 10;
    v->shape = DATES_FROM_TO;
    v->from = (dates_stamp){ .year = start + from * step, .about = true };
    v->to = (dates_stamp){ .year = start + to * step + step - 1, .about = true };
}

static void week_part(dates_value *v, int part)
{
    if (v->shape != DATES_FROM_TO || !v->from.day)
        return;
    if (part & (PART_EARLY | PART_FIRST_HALF)) {
        v->to = v->from;
        dates_add_days(&v->to, 2);
    } else if (part & PART_MIDDLE) {
        dates_add_days(&v->from, 2);
        v->to = v->from;
        dates_add_days(&v->to, 1);
    } else {
        dates_stamp monday = v->from;
        v->to = monday;
        dates_add_days(&v->from, 4);
        dates_add_days(&v->to, 6);
    }
}

/* "The first nine months of 2024". */
static void first_months(dates_value *v, int n)
{
    if (v->shape != DATES_AT || v->from.month || n > 12)
        return;
    v->from.month = 1;
    v->to = v->from;
    v->to.month = n;
    v->shape = DATES_FROM_TO;
}

static void take_part(dates_value *v, const phrase_seen *s)
{
    int part = s->part;
    if (part & PART_EARLY && s->count && s->unit & UNIT_MONTH)
        first_months(v, s->count);
    if (v->shape == DATES_FROM_TO)
        week_part(v, part);
    if (v->shape != DATES_AT || v->from.day)
        return;
    if (v->from.month && v->from.month <= 12)
        month_part(v, part);
    else if (v->from.unknown)
        years_part(v, part, v->from.unknown == 1 ? 10 : 100);
    else if (!v->from.month)
        year_part(v, part);
}

/* ------------------------------------------- counted from the day of writing */

static dates_value week_of(const dates_stamp *today, int step, bool to_today)
{
    dates_stamp from = *today;
    dates_add_days(&from, 1 - dates_weekday(today) + WEEK * step);
    dates_stamp to = from;
    dates_add_days(&to, WEEK - 1);
    return dates_between(from, to_today ? *today : to);
}

static dates_value weekend_of(const dates_stamp *today, int step)
{
    dates_stamp from = *today;
    int weekday = dates_weekday(today);
    /* Of a week that has not come to it, the last weekend is that of the week before. */
    dates_add_days(&from, 6 - weekday + WEEK * step);
    dates_stamp to = from;
    dates_add_days(&to, 1);
    return dates_between(from, to);
}

static dates_value quarter_of(int year, int quarter, bool no_year)
{
    dates_stamp from = { .year = year, .month = quarter * 3 - 2, .no_year = no_year };
    dates_stamp to = from;
    to.month += 2;
    return dates_between(from, to);
}

static dates_value years_of(const dates_context *x, uint32_t unit, int step)
{
    if (x->today.no_year)
        return (dates_value){ 0 };
    dates_stamp s = { .year = x->today.year };
    int size = unit & UNIT_CENTURY ? 100 : unit & UNIT_DECADE ? 10 : 1;
    s.year += step * size;
    s.unknown = unit & UNIT_CENTURY ? 2 : unit & UNIT_DECADE ? 1 : 0;
    return dates_at(s);
}

static dates_value up_to(dates_stamp s)
{
    return (dates_value){ .shape = DATES_UP_TO, .to = s };
}

/* "Now" is the day that was spoken of last, when that is as good as today. */
static dates_value now_of(const dates_context *x)
{
    dates_stamp yesterday = x->today, last = dates_end(&x->before);
    if (x->before.shape == DATES_AT && last.day && !last.no_year &&
        dates_add_days(&yesterday, -1) && last.year == yesterday.year &&
        last.month == yesterday.month && last.day == yesterday.day) {
        last.clock = false;
        return dates_at(last);
    }
    return dates_at(x->today);
}

static dates_value relative(uint32_t unit, int step, bool this, const dates_context *x)
{
    dates_stamp s = x->today;
    if (!x->known)
        return (dates_value){ 0 };
    if (unit & UNIT_RECENT)
        return up_to(s);
    if (unit & UNIT_SOON)
        return (dates_value){ .shape = DATES_FROM_ON, .from = s };
    if (unit & UNIT_NOW)
        return now_of(x);
    if (unit & UNIT_WEEK)
        return week_of(&s, step, this && !step);
    if (unit & UNIT_WEEKEND)
        return weekend_of(&s, step);
    if (unit & UNIT_MONTH) {
        s.day = 0;
        return dates_add_months(&s, step) ? dates_at(s) : (dates_value){ 0 };
    }
    if (unit & UNIT_QUARTER) {
        s.day = 0;
        dates_add_months(&s, step * 3);
        return quarter_of(s.year, (s.month + 2) / 3, s.no_year);
    }
    if (unit & YEAR_UNITS)
        return years_of(x, unit, step);
    return dates_add_days(&s, unit & UNIT_DAY ? step : 0) ? dates_at(s)
                                                          : (dates_value){ 0 };
}

/* So many days from today to a weekday: to come, or past; today itself is neither when
   it is said to be another. */
static int days_to_weekday(const phrase_seen *s, int back, bool next)
{
    if (next)
        return back >= 0 ? WEEK - back : -back;
    bool other = s->words & DATEWORD_LAST ? back <= 0 : back < 0;
    return other ? -WEEK - back : -back;
}

static dates_value weekday_of(const phrase_seen *s, const dates_context *x)
{
    if (!x->known || x->today.no_year)
        return (dates_value){ 0 };
    dates_stamp day = x->today;
    int back = dates_weekday(&day) - s->weekday;
    uint32_t week = (s->deictic | s->unit) & UNIT_WEEK;
    int more = s->count ? s->count - 1 : 0; /* "two Fridays ago" */
    if (s->words & (DATEWORD_AGO | DATEWORD_LATER) && s->count) {
        bool later = s->words & DATEWORD_LATER;
        int days = days_to_weekday(&(phrase_seen){ .words = DATEWORD_LAST }, back, later);
        dates_add_days(&day, days + WEEK * (later ? more : -more));
        return dates_at(day);
    }
    bool next_week = s->words & DATEWORD_NEXT && s->words & DATEWORD_LATER;
    if (week || next_week) {
        int step = next_week ? 1 : s->deictic ? s->step : turn(s->words);
        dates_add_days(&day, WEEK * step - back);
    } else {
        dates_add_days(&day,
                       days_to_weekday(s, back, x->ahead || s->words & DATEWORD_NEXT));
    }
    return dates_at(day);
}

/* ---------------------------------------------------------------- what is stated */

static dates_value century_of(int n)
{
    return dates_at((dates_stamp){ .year = (n - 1) * 100, .unknown = 2 });
}

static bool is_century(const phrase_seen *s)
{
    return s->count && (s->unit & UNIT_CENTURY);
}

/* The year that words such as "last year" say; false: none is known. */
static bool stated_year(const phrase_seen *s, const dates_context *x, int *year)
{
    if (s->years) {
        *year = s->year[0];
        return true;
    }
    bool deictic = s->deictic & UNIT_YEAR;
    bool turned = (s->unit & UNIT_YEAR) && turns(s->words);
    if ((!deictic && !turned) || !x->known || x->today.no_year)
        return false;
    *year = x->today.year + (deictic ? s->step : turn(s->words));
    return true;
}

static bool is_dated(const phrase_seen *s)
{
    return s->days || s->months || s->years || s->season || s->holiday ||
           (s->count && (s->unit & (UNIT_QUARTER | UNIT_CENTURY)));
}

static void use_month_of(dates_stamp *d, const phrase_seen *s, const dates_context *x)
{
    if (!s->days || s->months || !x->known)
        return;
    dates_stamp month = x->today;
    int step = s->deictic ? s->step : turn(s->words);
    if (!s->deictic && !(s->unit & UNIT_MONTH))
        step = dates_nearest_month(s, d->day, x);
    month.day = 0;
    dates_add_months(&month, step);
    d->month = month.month;
    d->year = month.year;
    d->no_year = month.no_year;
}

static dates_value season_of(const phrase_seen *s, const dates_context *x, dates_stamp d,
                             bool has_year)
{
    d.month = s->season;
    dates_value v = { 0 };
    if (has_year)
        return dates_at(d);
    if (!x->known || x->today.no_year)
        return v;
    int month = x->today.month, way = turn(s->words);
    int begins = s->season == 24 ? 12 : (s->season - 20) * 3;
    bool ends_later = s->season == 24 && month < 3; /* of that of the year before */
    bool begun = begins <= month, lasts = begun ? month < begins + 3 : ends_later;
    /* The last one that has begun; that is over; that is to come. */
    d.year = x->today.year - !begun;
    bool to_come = s->words & DATEWORD_THIS && !lasts && !begun;
    if (way < 0)
        d.year -= lasts;
    else
        d.year += way > 0 || to_come;
    return dates_at(d);
}

/* The n-th or last day, weekday or week of a month. */
static dates_value one_of_month(const phrase_seen *s, dates_stamp d)
{
    int days = dates_month_days(&d), n = s->count;
    if (d.no_year)
        return (dates_value){ .no_year = true };
    d.day = 1;
    int first = s->weekday               ? s->weekday
                : s->unit & UNIT_DAY     ? 0
                : s->unit & UNIT_WEEKEND ? 6
                                         : 1;
    int step = first ? WEEK : 1;
    if (first)
        d.day += (first - dates_weekday(&d) + WEEK) % WEEK;
    /* The last week is the last whole one. */
    int last = !s->weekday && s->unit & UNIT_WEEK ? days - WEEK + 1 : days;
    d.day += n ? (n - 1) * step : (last - d.day) / step * step;
    if (d.day > days)
        return (dates_value){ 0 };
    dates_stamp to = d;
    if (!s->weekday && first)
        dates_add_days(&to, first == 1 ? WEEK - 1 : 1);
    return s->weekday || !first ? dates_at(d) : dates_between(d, to);
}

/* A holiday of a year that is stated, or of the one that is meant. */
static dates_value holiday_of(const phrase_seen *s, const dates_context *x, int year)
{
    dates_value v = { 0 };
    if (year)
        return dates_at(dates_holiday(s->holiday, year));
    if (!x->known || x->today.no_year) {
        dates_stamp d = dates_holiday(s->holiday, 0);
        if (d.day)
            v = dates_at(d);
        v.no_year = true;
        return v;
    }
    dates_stamp d = dates_holiday(s->holiday, x->today.year);
    dates_guess_year(&d, s, x, &v);
    v = dates_at(dates_holiday(s->holiday, d.year));
    v.guessed = true;
    return v;
}

static bool is_quarter(const phrase_seen *s)
{
    return s->unit & UNIT_QUARTER && s->count;
}

/* Give a month or day the year that is meant. */
static void complete_year(dates_stamp *d, const phrase_seen *s, bool nth,
                          const dates_context *x, dates_value *out)
{
    phrase_seen seen = *s;
    if (nth) { /* "last" is which one of the month, and not when */
        seen.words &= ~(uint32_t)DATEWORD_LAST;
        seen.weekday = 0;
    }
    if (is_quarter(s)) {
        d->month = s->count * 3 - 2;
        dates_guess_quarter(d, s, x, out);
        d->month = 0;
    } else if ((s->deictic | s->unit) & UNIT_YEAR) {
        d->no_year = out->no_year = true; /* one that is told, and not known */
    } else {
        dates_guess_year(d, &seen, x, out);
    }
}

static dates_value stated(const phrase_seen *s, const dates_context *x)
{
    dates_value v = { 0 }, out;
    dates_stamp d = { .month = s->months ? s->month[0] : 0,
                      .day = s->days ? s->day[0] : 0 };
    bool has_year = stated_year(s, x, &d.year);
    if (is_century(s))
        return century_of(s->count);
    if (s->holiday)
        return holiday_of(s, x, has_year ? d.year : 0);
    use_month_of(&d, s, x);
    has_year |= d.year != 0;
    if (s->years && (s->unit & UNIT_DECADE))
        d.unknown = 1;
    if (s->season)
        return season_of(s, x, d, has_year);
    bool nth = d.month && !d.day && (s->count || s->words & DATEWORD_LAST) &&
               (s->weekday || s->unit & (UNIT_DAY | UNIT_WEEK | UNIT_WEEKEND));
    if (!has_year && !d.month && !(s->unit & UNIT_QUARTER))
        return v;
    if (!has_year)
        complete_year(&d, s, nth, x, &v);
    if (nth)
        return one_of_month(s, d);
    out = is_quarter(s) ? quarter_of(d.year, s->count, d.no_year) : dates_at(d);
    out.guessed = v.guessed;
    out.no_year = v.no_year;
    return out;
}

static bool exists(const dates_value *v)
{
    const dates_stamp *d = &v->from;
    return v->shape != DATES_AT || !d->day || d->day <= dates_month_days(d) ||
           (d->no_year && d->month == 2 && d->day == 29);
}

/* The day that a clock time without one is of. */
static dates_value clock_day(const dates_context *x)
{
    if (x->before.shape == DATES_AT && x->before.from.day) {
        dates_value v = x->before;
        v.from.clock = false;
        return v;
    }
    return x->known ? dates_at(x->today) : (dates_value){ 0 };
}

static dates_anchor anchor_of(const dates_context *x)
{
    return !x->known ? DATES_NO_ANCHOR : x->story ? DATES_STORY : DATES_PUBLISHED;
}

/* "The first Monday of the month", "the second Tuesday of last month". */
static dates_value one_of_this_month(const phrase_seen *s, const dates_context *x)
{
    dates_stamp month = x->today;
    month.day = 0;
    if (!x->known || !dates_add_months(&month, s->deictic ? s->step : turn(s->words)))
        return (dates_value){ 0 };
    return one_of_month(s, month);
}

static dates_value value_of(const phrase_seen *s, const dates_context *x,
                            dates_answer *out)
{
    if (is_dated(s))
        return stated(s, x);
    bool of_month = s->weekday && s->count && (s->unit | s->deictic) & UNIT_MONTH;
    if (of_month)
        return one_of_this_month(s, x);
    if (s->weekday)
        return weekday_of(s, x);
    if (s->deictic || (s->unit && (turns(s->words) || s->part))) {
        out->type = DATES_RELATIVE;
        return relative(s->deictic ? s->deictic : s->unit,
                        s->deictic ? s->step : turn(s->words), !s->part, x);
    }
    if (s->clock) {
        dates_value v = clock_day(x);
        if (v.shape && v.from.day && x->before.shape == DATES_AT && x->before.from.day)
            out->anchor = DATES_BEFORE;
        return v;
    }
    return (dates_value){ 0 };
}

/* The night before a day is of two days; at a time of it, of one. */
static void take_night(dates_value *v, const phrase_seen *s)
{
    if (v->shape != DATES_AT || !v->from.day)
        return;
    if (s->daypart_step < 0 && !s->clock) {
        v->shape = DATES_FROM_TO;
        v->to = v->from;
    }
    dates_add_days(&v->from, s->daypart_step);
}

dates_answer dates_resolve_point(const phrase_seen *s, const dates_context *x)
{
    dates_answer out = { .type = DATES_DATE, .anchor = DATES_NO_ANCHOR };
    out.value = value_of(s, x, &out);
    if (!exists(&out.value))
        out.value = (dates_value){ 0 };
    bool needs = !is_dated(s) || out.value.guessed || out.type == DATES_RELATIVE ||
                 (!s->years && (s->deictic || turns(s->words)));
    if (needs && out.anchor == DATES_NO_ANCHOR && out.value.shape)
        out.anchor = anchor_of(x);
    if (!s->years && (s->deictic || s->weekday || turns(s->words)) && !s->days)
        out.type = DATES_RELATIVE;
    if (s->deictic & (UNIT_RECENT | UNIT_SOON | UNIT_NOW))
        out.type = s->deictic & UNIT_NOW ? DATES_RELATIVE : DATES_VAGUE;
    if (s->part)
        take_part(&out.value, s);
    if (s->daypart_step)
        take_night(&out.value, s);
    if (s->clock && out.value.shape == DATES_AT && out.value.from.day) {
        set_clock(&out.value.from, s, x);
        out.type = DATES_TIME;
    } else if (s->clock) {
        out.type = DATES_TIME;
    }
    if (s->approximate && out.value.shape == DATES_AT && !out.value.from.clock)
        out.value.from.about = true;
    return out;
}
