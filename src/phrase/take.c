/* Elements of a pattern at a place of a sentence. */
#include "phrase/take.h"

#include "phrase/number.h"

enum { LAST_CENTURY = 21, HUNDRED = 100 };

static bool sign_at(const phrase_view *v, uint32_t token, char sign)
{
    if (token >= v->end)
        return false;
    str s = article_token(v->x, token);
    return s.len == 1 && *s.at == sign;
}

static bool glued_at(const phrase_view *v, uint32_t token)
{
    return token < v->end && v->x->tokens[token].gap == TEXT_GLUED;
}

/* The sign between day, month and year; the second is like the first. */
static taken take_separator(const phrase_view *v, uint32_t at, phrase_seen *s)
{
    for (const char *c = "/.-"; *c; c++) {
        if (!sign_at(v, at, *c) || (s->sign && s->sign != *c))
            continue;
        if (*c != '/' && !(glued_at(v, at) && glued_at(v, at + 1)))
            continue;
        s->sign = *c;
        return (taken){ true, 1 };
    }
    return (taken){ 0 };
}

/* Between two dates: a hyphen or dash of any length. */
static taken take_dash(const phrase_view *v, uint32_t at, phrase_seen *seen)
{
    if (at >= v->end)
        return (taken){ 0 };
    seen->dash = true;
    if (v->x->tokens[at].gap == TEXT_HYPHEN)
        return (taken){ true, 0 };
    str s = article_token(v->x, at);
    bool dash = sign_at(v, at, '-') || str_eq(s, STR("\u2013")) ||
                str_eq(s, STR("\u2014")) || str_eq(s, STR("\u2011"));
    return (taken){ dash, 1 };
}

static bool put(int *list, uint8_t *n, int value)
{
    if (*n >= 2)
        return false;
    list[(*n)++] = value;
    return true;
}

static bool take_year(char kind, phrase_number n, phrase_seen *s)
{
    if (kind == 'Y') {
        if (n.digits != 2)
            return false;
        n.value += n.value >= 40 ? 1900 : 2000;
    } else if (n.value < 1000 || n.value > 2199 || (n.digits && n.digits != 4)) {
        return false;
    }
    return put(s->year, &s->years, n.value);
}

/* Whether a number can be what the pattern wants there; it is then that. */
static bool fits(char kind, phrase_number n, phrase_seen *s)
{
    int two = n.digits && n.digits <= 2;
    s->padded |= n.digits == 2;
    s->worded |= !n.digits && (kind == 'd' || kind == 'm');
    switch (kind) {
    case 'n':
        s->count = n.value;
        return n.value > 0 && n.value < 1000 && (!n.digits || n.n == 1);
    case 'N':
        s->count = n.value;
        return n.value > 0 && n.value < 32 && n.digits < 3;
    case 'd':
        return n.digits <= 2 && n.value >= 1 && n.value <= 31 &&
               put(s->day, &s->days, n.value);
    case 'm':
        return n.digits <= 2 && n.value >= 1 && n.value <= 12 &&
               put(s->month, &s->months, n.value);
    case 'h':
        s->clock = true;
        s->hour = n.value;
        return n.digits <= 2 && n.value <= 24;
    case 'i':
        s->minute = n.value;
        return two && n.digits == 2 && n.value < 60;
    case 'q':
        s->clock = true;
        s->hour = n.value / HUNDRED;
        s->minute = n.value % HUNDRED;
        return n.digits == 4 && s->hour < 24 && s->minute < 60;
    case 'I':
        s->minute = n.value;
        return two && n.value < 60;
    case 's':
        s->second = n.value;
        s->seconds = true;
        return two && n.digits == 2 && n.value < 60;
    default:
        return take_year(kind, n, s);
    }
}

static taken take_number(const phrase_view *v, const element *e, uint32_t at,
                         phrase_seen *s)
{
    phrase_number n = phrase_number_at(v, at);
    return (taken){ n.n && fits(e->kind, n, s), n.n };
}

static void see_unit(const lexicon_tag *t, bool deictic, phrase_seen *s)
{
    if (!deictic) {
        s->unit |= t->entry->atoms;
        return;
    }
    s->deictic = t->entry->atoms;
    s->step = t->entry->step;
}

static bool see(const lexicon_tag *t, phrase_seen *s)
{
    const lexicon_entry *e = t->entry;
    switch (e->class) {
    case LEXICON_MONTH:
        s->weak |= e->atoms != 0;
        return put(s->month, &s->months, e->number);
    case LEXICON_WEEKDAY:
        s->weak |= e->atoms != 0;
        s->weekday = e->number;
        return true;
    case LEXICON_SEASON:
        s->season = e->number;
        return true;
    case LEXICON_UNIT:
    case LEXICON_DEICTIC:
        see_unit(t, e->class == LEXICON_DEICTIC, s);
        return true;
    case LEXICON_PART:
        s->part |= (int)e->atoms;
        return true;
    case LEXICON_DAYPART:
        s->daypart |= (int)e->atoms;
        s->daypart_step += e->step;
        return true;
    case LEXICON_TIMEZONE:
        s->zone = !e->atoms;
        s->local = e->atoms != 0;
        s->offset = e->number;
        return true;
    case LEXICON_LANDMARK:
        s->landmark = e->date;
        return true;
    case LEXICON_HOLIDAY:
        s->holiday = e;
        return true;
    case LEXICON_DATEWORD:
        s->words |= e->atoms;
        s->approximate |= (e->atoms & DATEWORD_ABOUT) != 0;
        return true;
    default:
        return true;
    }
}

/* A time of the day, unless it begins a longer word: "chiều" of "chiều qua". */
static taken take_daypart(const phrase_view *v, uint32_t at, phrase_seen *s)
{
    const lexicon_tag *t = phrase_tag_at(v, at, LEXICON_DAYPART, 0);
    const lexicon_tag *longer = phrase_tag_at(v, at, LEXICON_DEICTIC, 0);
    if (!t || (longer && longer->n > t->n))
        return (taken){ 0 };
    return (taken){ see(t, s), t->n };
}

/* A word such as "yesterday", with the time of the day that it may name. */
static taken take_deictic(const phrase_view *v, const element *e, uint32_t at,
                          phrase_seen *s)
{
    const lexicon_tag *t = phrase_tag_at(v, at, LEXICON_DEICTIC, e->atoms);
    if (!t)
        return (taken){ 0 };
    for (uint32_t i = at; i < at + t->n; i++) {
        const lexicon_tag *part = phrase_tag_at(v, i, LEXICON_DAYPART, 0);
        s->daypart |= part ? (int)part->entry->atoms : 0;
    }
    return (taken){ see(t, s), t->n };
}

/* A word that says both "every" and of what: "daily". */
static taken take_every(const phrase_view *v, uint32_t at, phrase_seen *s)
{
    const lexicon_tag *every = phrase_tag_at(v, at, LEXICON_DATEWORD, DATEWORD_EVERY);
    const lexicon_tag *unit = phrase_tag_at(v, at, LEXICON_UNIT, 0);
    if (!every || !unit || every->n != unit->n)
        return (taken){ 0 };
    see_unit(unit, false, s);
    return (taken){ true, unit->n };
}

/* A time zone, and hours from it: "GMT+7", "UTC-3:30". */
static taken take_zone(const phrase_view *v, uint32_t at, phrase_seen *s)
{
    const lexicon_tag *t = phrase_tag_at(v, at, LEXICON_TIMEZONE, 0);
    /* "est" is a word of French. */
    bool letters = t && t->n == 1 && v->x->tokens[at].len <= 4; /* not "мск" */
    if (!t || (letters && v->x->tokens[at].shape != TEXT_UPPER) || !see(t, s))
        return (taken){ 0 };
    uint32_t end = at + t->n;
    bool minus = sign_at(v, end, '-');
    if (t->entry->number || s->local || !(minus || sign_at(v, end, '+')))
        return (taken){ true, t->n };
    phrase_number n = phrase_number_at(v, end + 1);
    if (!n.n || !n.digits || n.value > 14)
        return (taken){ true, t->n };
    s->offset = n.value * 60;
    end += 1 + n.n;
    phrase_number minutes =
        sign_at(v, end, ':') ? phrase_number_at(v, end + 1) : (phrase_number){ 0 };
    if (minutes.n && minutes.digits == 2 && minutes.value < 60) {
        s->offset += minutes.value;
        end += 1 + minutes.n;
    }
    s->offset = minus ? -s->offset : s->offset;
    return (taken){ true, end - at };
}

/* A weekday by its name, or by its number behind a word whose own number is added to
   it. */
static taken take_weekday(const phrase_view *v, uint32_t at, phrase_seen *s)
{
    const lexicon_tag *t = phrase_tag_at(v, at, LEXICON_WEEKDAY, 0);
    if (!t || t->entry->number > 0)
        return (taken){ t && see(t, s), t ? t->n : 0 };
    phrase_number n = phrase_number_at(v, at + t->n);
    s->weekday = n.value + t->entry->number;
    return (taken){ n.n && n.digits == 1 && s->weekday >= 1 && s->weekday <= 7,
                    t->n + n.n };
}

static taken take_core(const phrase_view *v, uint32_t at, phrase_seen *s)
{
    int32_t core = at < v->end ? v->cells[at - v->first].core : PHRASE_NO_CORE;
    if (core < 0 || s->cores >= 2)
        return (taken){ 0 };
    s->core[s->cores++] = core;
    return (taken){ true, v->found[core].n };
}

taken take_element(const phrase_view *v, const element *e, uint32_t at, phrase_seen *s)
{
    if (e->number)
        return take_number(v, e, at, s);
    switch (e->kind) {
    case PATTERN_SIGN:
        return (taken){ sign_at(v, at, e->sign), 1 };
    case '#':
        return take_separator(v, at, s);
    case '-':
        return take_dash(v, at, s);
    case 'C':
        return take_core(v, at, s);
    case 'E':
        return take_every(v, at, s);
    case 'r':
        s->count = phrase_roman(article_token(v->x, at));
        return (taken){ s->count > 0 && s->count <= LAST_CENTURY, 1 };
    case 'W':
        return take_weekday(v, at, s);
    case 'Z':
        return take_zone(v, at, s);
    case 'T':
        return take_daypart(v, at, s);
    case 'X':
        return take_deictic(v, e, at, s);
    default: {
        const lexicon_tag *t = phrase_tag_at(v, at, e->class, e->atoms);
        return (taken){ t && see(t, s), t ? t->n : 0 };
    }
    }
}
