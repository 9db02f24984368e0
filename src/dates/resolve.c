#include "dates/resolve.h"

#include "dates/happening.h"

#include <stdio.h>
#include <string.h>

enum { WEEK = 7, HOURS = 24, MINUTES = 1440 };

static dates_answer answer(dates_type type, dates_anchor anchor, dates_value value)
{
    return (dates_answer){ .value = value, .type = type, .anchor = anchor };
}

static dates_anchor day_anchor(const dates_context *x)
{
    return !x->known ? DATES_NO_ANCHOR : x->story ? DATES_STORY : DATES_PUBLISHED;
}

/* So many units from a day or month. False when that cannot be said. */
static bool add(dates_stamp *s, uint32_t unit, int n)
{
    s->clock = s->about = false;
    s->unknown = 0;
    if (unit & UNIT_DAY)
        return dates_add_days(s, n);
    if (unit & UNIT_WEEK)
        return dates_add_days(s, n * WEEK);
    if (unit & UNIT_HOUR)
        return dates_add_days(s, n / HOURS);
    if (unit & (UNIT_MINUTE | UNIT_SECOND))
        return dates_add_days(s, n / MINUTES);
    if (unit & (UNIT_MONTH | UNIT_QUARTER)) {
        s->day = 0;
        return dates_add_months(s, unit & UNIT_MONTH ? n : n * 3);
    }
    s->month = s->day = 0;
    if (s->no_year)
        return false;
    s->year += n * (unit & UNIT_CENTURY ? 100 : unit & UNIT_DECADE ? 10 : 1);
    return s->year > 0 && s->year < 9999;
}

/* How many there are: one when nothing is said; 0: some. */
static int count_of(const phrase_seen *s)
{
    if (s->words & (DATEWORD_FEW | DATEWORD_MANY))
        return 0;
    return s->count ? s->count : 1;
}

static dates_value counted(dates_stamp from, const phrase_seen *s, int sign)
{
    int n = count_of(s);
    if (!n) /* some days ago */
        return sign < 0 ? (dates_value){ .shape = DATES_UP_TO, .to = from }
                        : (dates_value){ .shape = DATES_FROM_ON, .from = from };
    if (!add(&from, s->unit, sign * n))
        return (dates_value){ 0 };
    return dates_at(from);
}

static const phrase_match *inner(const phrase_match *m, const phrase_match *found, int i)
{
    return i < m->seen.cores ? &found[m->seen.core[i]] : NULL;
}

static bool is_earlier(const dates_stamp *a, const dates_stamp *b)
{
    if (a->year != b->year)
        return a->year < b->year;
    if (a->month && b->month && a->month != b->month)
        return a->month < b->month;
    return a->day && b->day && a->month == b->month && a->day < b->day;
}

/* What one inside says, or the landmark. */
static dates_answer inside(const phrase_match *m, const phrase_match *found, int i,
                           const dates_context *x)
{
    const phrase_match *core = inner(m, found, i);
    if (core)
        return dates_resolve(core, found, x);
    if (x->event)
        return answer(DATES_RELATIVE, DATES_EVENT,
                      x->text ? x->event->text : x->event->value);
    dates_value v = dates_of_text(m->seen.landmark);
    /* What was still to come when this was written is not what is meant. */
    if (x->text || (x->known && !x->today.no_year && is_earlier(&x->today, &v.from)))
        return answer(DATES_RELATIVE, DATES_EVENT, (dates_value){ 0 });
    return answer(DATES_DATE, DATES_NO_ANCHOR, v);
}

/* --------------------------------------------------------------------- ranges */

/* "From 29 to 3 May" begins in April. */
static bool begins_before(const phrase_seen *s)
{
    return s->days == 2 && s->months == 1 && s->day[0] > s->day[1];
}

/* A day of the month before. */
static dates_value of_month_before(dates_stamp s, int day)
{
    s.day = 1;
    if (!dates_add_months(&s, -1) || day > dates_month_days(&s))
        return (dates_value){ 0 };
    s.day = day;
    return dates_at(s);
}

static dates_answer days(const phrase_match *m, const dates_context *x)
{
    phrase_seen one = m->seen, two;
    one.unit &= ~(uint32_t)UNIT_DECADE; /* "the years" */
    two = one;
    if (one.days > 1)
        two.day[0] = two.day[1];
    if (one.months > 1)
        two.month[0] = two.month[1];
    if (one.years > 1)
        two.year[0] = two.year[1];
    one.weekday = 0; /* the one said is of the second day */
    dates_answer a = dates_resolve_point(&one, x), b = dates_resolve_point(&two, x);
    if (b.value.shape && begins_before(&m->seen))
        a.value = of_month_before(b.value.from, one.day[0]);
    else if (b.value.guessed)
        a.value.from.year = b.value.from.year;
    dates_stamp *from = &a.value.from, *to = &b.value.from;
    if (is_earlier(to, from) && !m->seen.years)
        from->year--;
    if (!a.value.shape || !b.value.shape || is_earlier(to, from))
        return answer(DATES_DATE, DATES_NO_ANCHOR, (dates_value){ 0 });
    dates_value v = dates_between(*from, *to);
    v.guessed = b.value.guessed;
    v.no_year = b.value.no_year;
    return answer(DATES_DATE, b.anchor, v);
}

/* From the begin of one to the end of another; open when that would go back, and the
   first may not be of the year before. */
static dates_value from_to(const dates_value *a, const dates_value *b, bool year_before)
{
    dates_value v = { .guessed = b->guessed | a->guessed,
                      .no_year = b->no_year | a->no_year };
    v.from = dates_begin(a);
    v.to = dates_end(b);
    v.shape = !a->shape ? DATES_UP_TO : !b->shape ? DATES_FROM_ON : DATES_FROM_TO;
    if (v.shape != DATES_FROM_TO || v.from.no_year || !is_earlier(&v.to, &v.from))
        return v;
    if (year_before)
        v.from.year--;
    if (is_earlier(&v.to, &v.from))
        v.shape = DATES_OPEN;
    return v;
}

/* What the second states is true of the first as well: "from May to July 2020". */
static dates_answer range(const phrase_match *m, const phrase_match *found,
                          const dates_context *x)
{
    phrase_match first = *inner(m, found, 0), second = *inner(m, found, 1);
    dates_context y = *x;
    bool plain = first.op == PHRASE_POINT && second.op == PHRASE_POINT;
    bool borrow = plain && !first.seen.years && second.seen.years && first.seen.months;
    if (borrow) {
        first.seen.years = 1;
        first.seen.year[0] = second.seen.year[0];
    }
    bool lend = plain && first.seen.years && !second.seen.years && second.seen.months;
    if (lend) {
        second.seen.years = 1;
        second.seen.year[0] = first.seen.year[0];
    }
    bool from_now = first.seen.deictic & (UNIT_NOW | UNIT_DAY);
    if (from_now && plain && !first.seen.days && !(second.seen.words & DATEWORD_LAST))
        second.seen.words |= DATEWORD_NEXT;
    dates_answer a = dates_resolve(&first, found, &y), b;
    y.before = a.value.shape ? a.value : y.before;
    b = dates_resolve(&second, found, &y);
    if (!b.value.shape && !a.value.shape)
        return b;
    return answer(DATES_DATE, b.anchor ? b.anchor : a.anchor,
                  from_to(&a.value, &b.value, borrow || a.value.guessed));
}

static dates_answer since(const phrase_match *m, const phrase_match *found,
                          const dates_context *x)
{
    dates_answer a = inside(m, found, 0, x);
    dates_value v = { .shape = a.value.shape ? DATES_FROM_ON : DATES_OPEN,
                      .guessed = a.value.guessed,
                      .no_year = a.value.no_year };
    v.from = m->seen.words & DATEWORD_AFTER && !(m->seen.words & DATEWORD_SINCE)
                 ? dates_end(&a.value)
                 : dates_begin(&a.value);
    return answer(a.type, a.anchor, v);
}

static dates_answer until(const phrase_match *m, const phrase_match *found,
                          const dates_context *x)
{
    dates_answer a = inside(m, found, 0, x);
    dates_value v = { .shape = a.value.shape ? DATES_UP_TO : DATES_OPEN,
                      .guessed = a.value.guessed,
                      .no_year = a.value.no_year };
    v.to = m->seen.words & DATEWORD_BEFORE ? dates_begin(&a.value) : dates_end(&a.value);
    return answer(a.type, a.anchor, v);
}

/* ------------------------------------------------------------------- relatives */

static dates_answer ago(const phrase_match *m, const dates_context *x)
{
    if (!x->known)
        return answer(DATES_RELATIVE, DATES_NO_ANCHOR, (dates_value){ 0 });
    return answer(DATES_RELATIVE, day_anchor(x), counted(x->today, &m->seen, -1));
}

/* From what is inside, the date before in the text, or the day of writing. */
static dates_answer from_other(const phrase_match *m, const phrase_match *found,
                               const dates_context *x, int sign)
{
    bool hence = m->seen.words & DATEWORD_HENCE && x->known && !x->past;
    dates_value base = hence ? dates_at(x->today) : x->before;
    dates_anchor anchor = hence ? day_anchor(x) : DATES_BEFORE;
    if (m->seen.cores || m->seen.landmark.len || x->event) {
        dates_answer a = inside(m, found, 0, x);
        base = a.value;
        anchor = a.anchor;
    } else if (!base.shape && x->known) {
        base = dates_at(x->today);
        anchor = day_anchor(x);
    }
    if (!base.shape)
        return answer(DATES_RELATIVE, DATES_NO_ANCHOR, (dates_value){ 0 });
    dates_stamp from = sign < 0 ? dates_begin(&base) : dates_end(&base);
    dates_value v = counted(from, &m->seen, sign);
    v.no_year = base.no_year;
    return answer(DATES_RELATIVE, anchor, v);
}

/* "The day after", "on the eve": of what was told last, or of the day of writing. */
static dates_answer day_beside(const phrase_match *m, const phrase_match *found,
                               const dates_context *x)
{
    dates_answer base = answer(DATES_RELATIVE, DATES_BEFORE, x->before);
    if (m->seen.cores)
        base = inside(m, found, 0, x);
    else if ((x->before.shape != DATES_AT || !x->before.from.day) && x->known)
        base = answer(DATES_RELATIVE, day_anchor(x), dates_at(x->today));
    bool later = m->seen.words & DATEWORD_LATER;
    dates_stamp day = later ? dates_end(&base.value) : dates_begin(&base.value);
    day.clock = day.about = false;
    bool ok = base.value.shape && dates_add_days(&day, later ? 1 : -1);
    dates_value v = ok ? dates_at(day) : (dates_value){ 0 };
    v.no_year = day.no_year;
    return answer(DATES_RELATIVE, ok ? base.anchor : DATES_NO_ANCHOR, v);
}

static dates_answer then(const phrase_match *m, const phrase_match *found,
                         const dates_context *x)
{
    dates_value v = x->before;
    if (m->seen.words & (DATEWORD_LATER | DATEWORD_LAST))
        return day_beside(m, found, x);
    if (!v.shape || m->seen.cores)
        return answer(DATES_RELATIVE, DATES_NO_ANCHOR, (dates_value){ 0 });
    bool after = m->seen.words & (DATEWORD_AFTER | DATEWORD_SINCE);
    bool day = (v.shape == DATES_AT) && v.from.day;
    v.from.clock = v.to.clock = false;
    if (after && (!day || m->seen.words & DATEWORD_SINCE)) {
        v.from = dates_end(&x->before);
        v.from.clock = false;
        v.shape = DATES_FROM_ON;
    } else if (m->seen.words & DATEWORD_BEFORE) {
        v.to = dates_begin(&x->before);
        v.to.clock = false;
        v.shape = DATES_UP_TO;
    }
    return answer(DATES_RELATIVE, DATES_BEFORE, v);
}

static dates_value week_around(dates_stamp day)
{
    dates_stamp from = day, to;
    dates_add_days(&from, 1 - dates_weekday(&day));
    to = from;
    dates_add_days(&to, WEEK - 1);
    return dates_between(from, to);
}

/* "The week of 6 October". */
static dates_answer week(const phrase_match *m, const phrase_match *found,
                         const dates_context *x)
{
    dates_answer a = inside(m, found, 0, x);
    dates_stamp s = a.value.from;
    s.clock = s.about = false;
    if (a.value.shape == DATES_AT && s.day && !s.no_year) {
        bool guessed = a.value.guessed;
        a.value = week_around(s);
        a.value.guessed = guessed;
    }
    return a;
}

static dates_answer same(const phrase_match *m, const dates_context *x)
{
    dates_value v = x->before;
    if (!v.shape)
        return answer(DATES_RELATIVE, DATES_NO_ANCHOR, v);
    dates_stamp s = dates_end(&v);
    s.clock = s.about = false;
    if (m->seen.unit & (UNIT_MONTH | UNIT_YEAR))
        s.day = 0;
    if (m->seen.unit & UNIT_YEAR)
        s.month = 0;
    if (m->seen.unit & UNIT_WEEK && s.day && !s.no_year)
        return answer(DATES_RELATIVE, DATES_BEFORE, week_around(s));
    if (s.no_year && !s.month)
        return answer(DATES_RELATIVE, DATES_NO_ANCHOR, (dates_value){ 0 });
    v = dates_at(s);
    v.no_year = s.no_year;
    return answer(DATES_RELATIVE, DATES_BEFORE, v);
}

/* The last or next so many units: up to the day of writing, or from it on. */
static dates_answer span(const phrase_match *m, const dates_context *x, int sign)
{
    if (!x->known)
        return answer(DATES_RELATIVE, DATES_NO_ANCHOR, (dates_value){ 0 });
    dates_stamp today = x->today;
    int n = count_of(&m->seen);
    dates_value v = counted(today, &m->seen, sign);
    if (n && v.shape) {
        dates_stamp other = v.from;
        if (!other.day && !(m->seen.unit & (UNIT_MONTH | UNIT_QUARTER)))
            today.month = 0;
        if (!other.day)
            today.day = 0;
        v = sign < 0 ? dates_between(other, today) : dates_between(today, other);
    }
    return answer(n ? DATES_RELATIVE : DATES_VAGUE, day_anchor(x), v);
}

/* "From 5 May, for ten days": the first day is one of them. */
static dates_answer lasting(const phrase_match *m, const phrase_match *found,
                            const dates_context *x)
{
    dates_answer a = inside(m, found, 0, x);
    dates_stamp from = dates_begin(&a.value);
    bool ok = a.value.shape == DATES_AT && from.day;
    dates_value to = ok ? counted(from, &m->seen, 1) : (dates_value){ 0 };
    if (to.shape == DATES_AT && to.from.day && dates_add_days(&to.from, -1)) {
        from.clock = false;
        to.guessed = a.value.guessed;
        to.no_year = a.value.no_year;
        to.shape = DATES_FROM_TO;
        to.to = to.from;
        to.from = from;
        a.value = to;
    }
    return a;
}

/* ------------------------------------------------------------------- durations */

static dates_value duration(const phrase_seen *s)
{
    static const struct {
        uint32_t unit;
        const char *before, *letter, *some;
        int times;
    } units[] = {
        { UNIT_SECOND, "PT", "S", "X", 1 },     { UNIT_MINUTE, "PT", "M", "X", 1 },
        { UNIT_HOUR, "PT", "H", "X", 1 },       { UNIT_DAY, "P", "D", "X", 1 },
        { UNIT_WEEK, "P", "W", "X", 1 },        { UNIT_WEEKEND, "P", "W", "X", 1 },
        { UNIT_MONTH, "P", "M", "X", 1 },       { UNIT_QUARTER, "P", "M", "X", 3 },
        { UNIT_YEAR, "P", "Y", "X", 1 },        { UNIT_DECADE, "P", "Y", "XX", 10 },
        { UNIT_CENTURY, "P", "Y", "XXX", 100 },
    };
    dates_value v = { .shape = DATES_TEXT };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!(s->unit & units[i].unit))
            continue;
        if (s->words & DATEWORD_HALF && s->unit & UNIT_YEAR)
            snprintf(v.text, WHEN_TEXT, "P6M");
        else if (s->words & DATEWORD_HALF && s->unit & UNIT_HOUR)
            snprintf(v.text, WHEN_TEXT, "PT30M");
        else if (s->words & DATEWORD_HALF && s->unit & UNIT_DAY)
            snprintf(v.text, WHEN_TEXT, "PT12H");
        else if (s->words & DATEWORD_HALF && s->unit & UNIT_MONTH)
            snprintf(v.text, WHEN_TEXT, "P15D");
        else if (s->words & DATEWORD_HALF && s->unit & (UNIT_DECADE | UNIT_CENTURY))
            snprintf(v.text, WHEN_TEXT, "P%dY", units[i].times / 2);
        else if (count_of(s))
            snprintf(v.text, WHEN_TEXT, "%s%d%s", units[i].before,
                     count_of(s) * units[i].times, units[i].letter);
        else
            snprintf(v.text, WHEN_TEXT, "%s%s%s", units[i].before, units[i].some,
                     units[i].letter);
        return v;
    }
    return (dates_value){ 0 };
}

static dates_answer length(const phrase_seen *s)
{
    return answer(count_of(s) ? DATES_DURATION : DATES_VAGUE, DATES_NO_ANCHOR,
                  duration(s));
}

/* Where one word says both, "in five years" is how long it takes, unless it is to
   come. */
static bool is_length(const phrase_seen *s, const dates_context *x)
{
    return s->words & DATEWORD_HENCE && s->words & DATEWORD_DURING && !x->ahead &&
           !x->whole;
}

static dates_answer every(const phrase_match *m)
{
    phrase_seen s = m->seen;
    s.words = 0;
    if (s.weekday)
        s.unit = UNIT_WEEK;
    return answer(DATES_REPEATED, DATES_NO_ANCHOR, duration(&s));
}

/* --------------------------------------------------------------------- all of it */

dates_answer dates_resolve(const phrase_match *m, const phrase_match *found,
                           const dates_context *x)
{
    switch (m->op) {
    case PHRASE_POINT:
        return dates_resolve_point(&m->seen, x);
    case PHRASE_DAYS:
        return days(m, x);
    case PHRASE_CORE:
        return inside(m, found, 0, x);
    case PHRASE_RANGE:
        return range(m, found, x);
    case PHRASE_SINCE:
        return since(m, found, x);
    case PHRASE_UNTIL:
        return until(m, found, x);
    case PHRASE_AGO:
        return ago(m, x);
    case PHRASE_LATER:
        if (is_length(&m->seen, x))
            return length(&m->seen);
        return from_other(
            m, found, x,
            m->seen.words & DATEWORD_THEN && m->seen.words & DATEWORD_BEFORE ? -1 : 1);
    case PHRASE_EARLIER:
        return from_other(m, found, x, -1);
    case PHRASE_PAST_SPAN:
        return span(m, x, -1);
    case PHRASE_COMING_SPAN:
        return span(m, x, 1);
    case PHRASE_LENGTH:
        return length(&m->seen);
    case PHRASE_EVERY:
        return every(m);
    case PHRASE_FOR:
        return lasting(m, found, x);
    case PHRASE_WEEK:
        return week(m, found, x);
    case PHRASE_SAME:
        return same(m, x);
    case PHRASE_THEN:
        return then(m, found, x);
    default:
        return answer(DATES_RELATIVE, DATES_EVENT, (dates_value){ 0 });
    }
}
