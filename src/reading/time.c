#include "reading/reading.h"

#include "base/civil.h"
#include "base/num.h"

#include <stdio.h>
#include <string.h>

/*
 * When: a date of the trigger's own, one of the sentence, one that the sentences before
 * have left, and for the first sentences of a story its own day.
 */

enum {
    TOPIC_DATES = 3, /* sentences that a date lasts */
    LEAD = 3,        /* sentences of the body that tell the news of the day */
    NEWS = 12,       /* sentences that may be news when they name their place */
    RECENT = 45,     /* days */
    FRESH = 14,      /* likewise */
    DAY = 86400,
};

static bool dated(dateline_when w)
{
    return w.precision != DATELINE_UNDATED;
}

static void copy_text(char out[WHEN_TEXT], const char *from)
{
    snprintf(out, WHEN_TEXT, "%s", from);
}

static reading_when of_date(const reading *r, int at, const char *rule)
{
    const dates_date *d = &r->d->dates[at];
    const text_token *first = &r->x->tokens[d->first], *last = first + d->n - 1;
    reading_when w = { .when = d->when,
                       .start = first->at,
                       .end = last->at + last->len,
                       .own = true,
                       .rule = rule };
    copy_text(w.edtf, d->value);
    return w;
}

/* ---------------------------------------------------------------- Durations */

typedef struct length {
    int years, months, days;
} length;

/* "P9M", "P6W"; false for those without a number. */
static bool read_length(const char *p, length *out)
{
    *out = (length){ 0 };
    if (*p != 'P')
        return false;
    str s = str_of(p + 1);
    size_t digits = 0;
    while (digits < s.len && s.at[digits] >= '0' && s.at[digits] <= '9')
        digits++;
    int64_t n;
    if (digits + 1 != s.len || !num_parse_int((str){ s.at, digits }, &n) || n < 1 ||
        n > 4000)
        return false;
    char unit = s.at[digits];
    out->years = unit == 'Y' ? (int)n : 0;
    out->months = unit == 'M' ? (int)n : 0;
    out->days = unit == 'D' ? (int)n : unit == 'W' ? (int)n * 7 : 0;
    return unit == 'Y' || unit == 'M' || unit == 'D' || unit == 'W';
}

static int64_t moved(int64_t at, length by, int sign)
{
    civil_time t = civil_of(at);
    t.year += sign * by.years;
    t.month += sign * by.months;
    while (t.month < 1) {
        t.month += 12;
        t.year--;
    }
    while (t.month > 12) {
        t.month -= 12;
        t.year++;
    }
    int most = civil_month_days(t.year, t.month);
    t.day = t.day > most ? most : t.day;
    return civil_seconds(t) + (int64_t)sign * by.days * DAY;
}

static bool sane(int64_t t)
{
    return t > -60000000000 && t < 250000000000; /* years 69 to 9891 */
}

static void write_days(reading_when *w)
{
    char from[16], to[16];
    if (!when_first_day(w->when, from) || !when_last_day(w->when, to))
        return;
    snprintf(w->edtf, sizeof w->edtf, "%s~/%s~", from, to);
}

/* It began then and lasted so long. */
static void lengthen(reading_when *w, length l)
{
    if (!sane(w->when.begin) || !sane(w->when.end))
        return;
    int64_t end = moved(w->when.end, l, 1);
    if (moved(w->when.begin, l, 1) <= w->when.end || !sane(end))
        return;
    w->when.end = end;
    w->when.interval = true;
    w->approximate = true;
    write_days(w);
    w->rule = "date-lasting";
}

/* It had lasted so long by then. */
static bool lasted_until(reading_when *w, dateline_when until, length l)
{
    if (!dated(until) || !sane(until.end))
        return false;
    w->when = until;
    w->when.begin = moved(until.end, l, -1);
    w->when.interval = true;
    w->approximate = true;
    w->rule = "date-lasted-until";
    write_days(w);
    return true;
}

/* ----------------------------------------------------------------- Decision */

static bool usable(const reading *r, int at)
{
    return at != READING_NONE && r->d->dates[at].value[0] &&
           r->d->dates[at].value[0] != 'P';
}

/* "an attack in September in which hundreds of devices exploded": what the clause says
   more of has the date. */
static int of_antecedent(const reading *r, int trigger)
{
    const reading_trigger *t = &r->triggers[trigger];
    if (!trigger ||
        !(r->clauses[t->clause].relation & (CLAUSE_RELATIVE | CLAUSE_ELABORATES)) ||
        r->triggers[trigger - 1].clause + 1 != t->clause ||
        !usable(r, r->triggers[trigger - 1].date))
        return READING_NONE;
    return r->triggers[trigger - 1].date;
}

/* It says when, and that cannot be told without the day of writing: then no other date
   will do. */
static bool unknown(const reading *r, const reading_trigger *t)
{
    int at = t->date != READING_NONE ? t->date
             : t->faint              ? READING_NONE
                                     : r->general_date;
    return at != READING_NONE && !r->d->dates[at].value[0] &&
           r->d->dates[at].anchor != DATES_EVENT;
}

reading_when reading_when_of(const reading *r, int at)
{
    return of_date(r, at, "date-of-sentence");
}

static reading_when written(const reading *r)
{
    const dates_story *s = &r->d->stories[r->x->sentences[r->sentence].story];
    reading_when w = { .when = s->written, .approximate = true, .rule = "date-of-story" };
    if (dated(w.when)) {
        when_write(w.when, w.edtf);
        size_t len = strlen(w.edtf);
        if (len && len + 1 < sizeof w.edtf && !w.when.interval)
            memcpy(w.edtf + len, "~", 2);
    }
    return w;
}

/* "After it took X in May, the army moves on Y": a date of long ago is not that of what
   came of it. */
static bool is_before(const reading *r, int trigger, int of)
{
    const reading_trigger *t = &r->triggers[trigger];
    if (r->clauses[r->triggers[of].clause].phase & PHASE_DONE)
        return false;
    dateline_when day = written(r).when, w = r->d->dates[t->date].when;
    return r->clauses[t->clause].relation & (CLAUSE_AFTER | CLAUSE_SINCE) && dated(day) &&
           dated(w) && w.end < day.begin - (int64_t)FRESH * DAY;
}

/* The date of another trigger of the sentence: of what it came after, or of who says
   so. */
static int beside(const reading *r, int trigger)
{
    for (int i = trigger - 1; i >= 0; i--)
        if (usable(r, r->triggers[i].date) && !r->triggers[i].spent)
            return is_before(r, i, trigger) ? READING_NONE : r->triggers[i].date;
    /* "took the village, the ministry said on Monday" */
    for (int i = trigger + 1; i < r->n_triggers; i++)
        if (usable(r, r->triggers[i].date) && reading_is_talk(r->triggers[i].entry) &&
            r->triggers[i].clause > r->triggers[trigger].clause &&
            r->triggers[i].strength > 0)
            return r->triggers[i].date;
    return READING_NONE;
}

/* History that a story recalls is soon left again. */
static uint32_t reach(const reading *r)
{
    dateline_when day = written(r).when, topic = r->topic.when.when;
    bool old =
        dated(day) && dated(topic) && topic.end < day.begin - (int64_t)RECENT * DAY;
    return old ? 1 : TOPIC_DATES;
}

/* News without a date is of the day or of the one before. */
static reading_when news(const reading *r)
{
    reading_when w = written(r);
    if (!dated(w.when) || w.when.interval || w.when.precision < DATELINE_DAY ||
        !sane(w.when.begin))
        return w;
    w.when.begin -= DAY;
    w.when.interval = true;
    write_days(&w);
    return w;
}

/* A date lasts in its paragraph; beyond it, when it is of these days. */
static bool lasts(const reading *r)
{
    dateline_when day = written(r).when, topic = r->topic.when.when;
    if (!r->topic.when.rule || r->sentence - r->topic.when_sentence > reach(r))
        return false;
    return r->topic.when_paragraph == r->paragraph || !dated(day) || !dated(topic) ||
           topic.end >= day.begin - (int64_t)FRESH * DAY;
}

/* The hour is of what it was told of; what follows shares the day. */
static void day_of(reading_when *w)
{
    if (w->when.precision <= DATELINE_DAY || w->when.interval || !sane(w->when.begin))
        return;
    int64_t past = ((w->when.begin % DAY) + DAY) % DAY;
    w->when.begin -= past;
    w->when.end = w->when.begin + DAY;
    w->when.precision = DATELINE_DAY;
    when_write(w->when, w->edtf);
}

static reading_when inherited(const reading *r, const reading_trigger *t, bool placed)
{
    reading_when w = r->topic.when;
    /* what goes on is not of the history told before */
    const reading_clause *c = &r->clauses[t->clause];
    bool on = c->modal & MODAL_ONGOING || c->phase & PHASE_GO_ON;
    bool now = on && r->topic.when.rule && reach(r) < TOPIC_DATES;
    if (!now && lasts(r)) {
        day_of(&w);
        w.own = false;
        w.approximate = true;
        w.start = w.end = 0;
        w.rule = "date-talked-about";
        return w;
    }
    if (r->bodies <= LEAD || (placed && (on || r->bodies <= NEWS)))
        return news(r);
    return (reading_when){ .rule = "date-not-told", .open = true };
}

static void last(const reading *r, const reading_trigger *t, reading_when *w)
{
    length l;
    if (t->duration == READING_NONE || !read_length(r->d->dates[t->duration].value, &l))
        return;
    dateline_when day = written(r).when;
    if (l.years && dated(day) && dated(w->when) && sane(w->when.end) &&
        moved(w->when.end, l, 1) > day.end)
        return; /* "the worst in a decade" */
    bool counted = r->topic.when.rule && w->when.begin == r->topic.when.when.begin;
    if (w->own || counted)
        lengthen(w, l);
}

/* "in recent decades": at no time that the text tells. */
static bool timeless(const reading *r, const reading_trigger *t)
{
    for (size_t i = r->first_date; i < r->end_date; i++) {
        const dates_date *d = &r->d->dates[i];
        if (reading_clause_of(r, d->first) != t->clause || usable(r, (int)i) ||
            strchr(d->value, 'H'))
            continue;
        if (d->type == DATES_REPEATED || d->type == DATES_VAGUE ||
            (d->type == DATES_DURATION && strchr(d->value, 'X') &&
             !strchr(d->value, 'T')))
            return true;
    }
    return false;
}

/* "after a tank fired at the post in X": a verb with a place of its own tells news,
   though its clause takes it for granted. */
static bool is_told(const reading *r, const reading_trigger *t)
{
    int at = t->place != READING_NONE ? t->place : t->to;
    if (at == READING_NONE || reading_is_talk(t->entry) ||
        !(t->entry->atoms & TRIGGER_VERB) || t->entry->atoms & TRIGGER_NOPLACE ||
        r->clauses[t->clause].relation & (CLAUSE_FACT | CLAUSE_BEFORE | CLAUSE_SINCE))
        return false;
    mention_role role = r->m->mentions[at].role;
    return !r->m->mentions[at].nominal &&
           (role == MENTION_AT || role == MENTION_TO || role == MENTION_NEAR);
}

/* "when X fired at Y" is told with its place and happened at the time of the rest;
   "after", at about that, when the time is that of a month. */
static bool at_same_time(const reading *r, const reading_trigger *t)
{
    uint32_t relation = r->clauses[t->clause].relation;
    if (t->place == READING_NONE && t->to == READING_NONE)
        return false;
    if (!usable(r, r->general_date) && !usable(r, beside(r, (int)(t - r->triggers))))
        return false;
    int at =
        usable(r, r->general_date) ? r->general_date : beside(r, (int)(t - r->triggers));
    if (relation & CLAUSE_AFTER)
        return is_told(r, t) || r->d->dates[at].when.precision == DATELINE_MONTH ||
               r->d->dates[at].when.precision == DATELINE_YEAR;
    return relation & (CLAUSE_WHILE | CLAUSE_RELATIVE | CLAUSE_CONTRAST) ||
           (relation & CLAUSE_REASON && is_told(r, t));
}

static bool approximately(const reading *r, int at, happening *h)
{
    if (!usable(r, at))
        return false;
    h->when = of_date(r, at, "date-beside");
    h->when.approximate = true;
    return true;
}

/* What is only taken for granted is dated with care. */
static void faint_time(reading *r, int trigger, happening *h)
{
    const reading_trigger *t = &r->triggers[trigger];
    int at = usable(r, r->general_date) ? r->general_date : beside(r, trigger);
    if (at_same_time(r, t) && approximately(r, at, h))
        return;
    if (is_told(r, t) && !timeless(r, t) && !usable(r, at))
        h->when = inherited(r, t, h->own_place);
    else
        h->when = (reading_when){ .rule = "date-not-told", .open = true };
}

/* "nine months of siege" are over, or last, when it is told. */
static void lasting_time(const reading *r, const reading_trigger *t, length l,
                         happening *h)
{
    bool topical =
        dated(r->topic.when.when) && r->sentence - r->topic.when_sentence <= TOPIC_DATES;
    dateline_when until = r->general_date != READING_NONE
                              ? r->d->dates[r->general_date].when
                          : topical ? r->topic.when.when
                                    : written(r).when;
    if (!lasted_until(&h->when, until, l))
        h->when = inherited(r, t, h->own_place);
}

void reading_time(reading *r, int trigger, happening *h)
{
    const reading_trigger *t = &r->triggers[trigger];
    length l;
    bool lasting = h->kind != DATELINE_CEASEFIRE && t->duration != READING_NONE &&
                   read_length(r->d->dates[t->duration].value, &l);
    if (usable(r, t->date)) {
        h->when = of_date(r, t->date, "date-own");
    } else if (lasting && r->d->dates[t->duration].first < t->first) {
        lasting_time(r, t, l, h);
        return;
    } else if (unknown(r, t)) {
        h->when =
            of_date(r, t->date != READING_NONE ? t->date : r->general_date, "date-open");
        h->when.open = true;
        return;
    } else if (!approximately(r, of_antecedent(r, trigger), h)) {
        if (t->faint)
            faint_time(r, trigger, h);
        else if (usable(r, r->general_date))
            h->when = of_date(r, r->general_date, "date-of-sentence");
        else if (!approximately(r, beside(r, trigger), h))
            h->when = timeless(r, t)
                          ? (reading_when){ .rule = "date-not-told", .open = true }
                          : inherited(r, t, h->own_place);
    }
    last(r, t, &h->when);
}
