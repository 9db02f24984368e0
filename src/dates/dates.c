#include "dates/dates.h"

#include "base/civil.h"
#include "dates/happening.h"
#include "dates/resolve.h"
#include "dates/tense.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHORT = 16,
    CLAUSE = 12,
    TELLING = 24,
    NOUN = 6,
    FRONT = 4,
    LONG_AGO = 365, /* days */
    LEAD_SENTENCES = 3,
    NOTHING = -1
};

const char *dates_type_name(dates_type type)
{
    static const char *const names[] = { "date",     "relative", "time",
                                         "duration", "repeated", "vague" };
    return (unsigned)type < sizeof names / sizeof *names ? names[type] : "";
}

const char *dates_anchor_name(dates_anchor anchor)
{
    static const char *const names[] = { "none", "published", "story", "before",
                                         "event" };
    return (unsigned)anchor < sizeof names / sizeof *names ? names[anchor] : "";
}

/* The day that a sentence began with: what is told next is of it. */
typedef struct day_told {
    dates_value with, without; /* open: there is none */
    int32_t index;
    uint32_t sentence;
} day_told;

typedef struct finder {
    const article *x;
    arena *a;
    dates *out;
    size_t cap;
    phrase_reader phrases;
    dates_context with, without; /* the day of writing */
    dates_happenings happenings;
    day_told scene;
    const dates_happening *event; /* that the expression is counted from; NULL */
    uint32_t story;
} finder;

/* --------------------------------------------------------------------- clauses */

static bool ends_clause(const finder *f, uint32_t token)
{
    return f->x->tokens[token].shape == TEXT_MARK ||
           phrase_tag_at(&f->phrases.view, token, LEXICON_DATEWORD, DATEWORD_DURING) ||
           phrase_tag_at(&f->phrases.view, token, LEXICON_DATEWORD, DATEWORD_CLAUSE);
}

static phrase_op op_of_clause(const phrase_match *m)
{
    bool before = m->seen.words & DATEWORD_BEFORE;
    if (m->seen.unit)
        return before ? PHRASE_EARLIER : PHRASE_LATER;
    return before ? PHRASE_UNTIL : PHRASE_SINCE;
}

static const lexicon_tag *landmark_in(const finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const lexicon_tag *t = phrase_tag_at(&f->phrases.view, i, LEXICON_LANDMARK, 0);
        if (t)
            return t;
    }
    return NULL;
}

static bool is_stop(const finder *f, uint32_t token)
{
    char sign = f->phrases.view.cells[token - f->phrases.view.first].sign;
    return sign == ',' || sign == ';' || sign == '.' || sign == ':';
}

/* Where what a clause tells ends: behind the signs of quotation that its date ends
   at. */
static uint32_t end_of_telling(const finder *f, uint32_t first)
{
    uint32_t end = first;
    while (end < f->phrases.view.end && end < first + TELLING && !is_stop(f, end))
        end++;
    return end;
}

/* What a clause or noun speaks of, as it was dated before; NULL when it was not. It is
   good until something else is noted. */
static const dates_happening *event_of(const finder *f, uint32_t sentence, uint32_t first,
                                       uint32_t end, uint32_t *noun_end)
{
    dates_happening one = dates_hear(f->x, &f->x->sentences[sentence], first, end);
    const dates_happening *known = dates_recall(&f->happenings, &one);
    if (known && noun_end)
        *noun_end = one.end;
    return known;
}

/* Take in what a clause says. When it names something whose date everybody knows, or
   that the article has dated, that is the date. False when there is nothing. */
static bool take_clause(finder *f, phrase_match *m, uint32_t sentence)
{
    uint32_t at = m->first + m->n, end = at;
    bool before = m->seen.words & DATEWORD_BEFORE;
    while (end < f->phrases.view.end && end < at + CLAUSE && !ends_clause(f, end))
        end++;
    uint32_t told = end_of_telling(f, at);
    const lexicon_tag *known = landmark_in(f, at, told);
    if (known)
        m->seen.landmark = known->entry->date;
    else if (before || m->seen.unit)
        f->event = event_of(f, sentence, at, told, NULL);
    if (known || f->event)
        m->op = op_of_clause(m);
    m->n = end - m->first;
    /* "After it did so" is said of what the sentence tells, not of when. */
    return end > at + 1 && (m->op != PHRASE_CLAUSE || before || m->seen.unit);
}

/* "Two days before the offensive": so long, and a noun that was dated. */
static void take_noun(finder *f, phrase_match *m, uint32_t sentence)
{
    if (!m->seen.unit || !m->seen.count || m->seen.cores || m->seen.landmark.len)
        return;
    uint32_t at = m->first + m->n;
    const uint32_t words = DATEWORD_BEFORE | DATEWORD_AFTER;
    const lexicon_tag *t = phrase_tag_at(&f->phrases.view, at, LEXICON_DATEWORD, words);
    if (t)
        at += t->n;
    else if (phrase_tag_at(&f->phrases.view, at - 1, LEXICON_DATEWORD, words))
        t = phrase_tag_at(&f->phrases.view, at - 1, LEXICON_DATEWORD, words);
    uint32_t end = at;
    while (t && end < f->phrases.view.end && end < at + NOUN && !ends_clause(f, end))
        end++;
    const dates_happening *event = end > at ? event_of(f, sentence, at, end, &end) : NULL;
    if (!event)
        return;
    f->event = event;
    m->op = t->entry->atoms & DATEWORD_BEFORE ? PHRASE_EARLIER : PHRASE_LATER;
    m->seen.words = 0;
    m->n = end - m->first;
}

/* ------------------------------------------------------------------ what is put out */

static bool is_story_day(const finder *f, const phrase_match *m, uint32_t sentence)
{
    const article_story *s = &f->x->stories[f->story];
    m = phrase_core(m, f->phrases.found);
    return f->story > 0 && !f->out->stories[f->story].own &&
           sentence < s->first + LEAD_SENTENCES && m->op == PHRASE_POINT &&
           m->seen.days && m->seen.months && !m->seen.clock;
}

static void set_story_day(finder *f, const dates_date *d, const dates_value *v,
                          const dates_value *text)
{
    dates_story *s = &f->out->stories[f->story];
    s->own = true;
    s->written = d->when;
    f->with.known = true;
    f->with.story = true;
    f->with.today = v->from;
    f->without.known = text->shape == DATES_AT;
    f->without.story = true;
    f->without.today = text->from;
}

/* Whether later words such as "then" can mean this date. */
static bool is_referent(const finder *f, const phrase_match *m, const dates_date *d,
                        const article_sentence *s)
{
    bool prose = s->zone == ARTICLE_BODY || s->zone == ARTICLE_HEADLINE ||
                 s->zone == ARTICLE_DATELINE;
    m = phrase_core(m, f->phrases.found);
    uint32_t now = UNIT_NOW | UNIT_RECENT | UNIT_SOON;
    return prose && d->type != DATES_DURATION && d->type != DATES_REPEATED &&
           d->type != DATES_VAGUE && !(m->seen.deictic & now);
}

static double sureness(const dates_date *d)
{
    double c = d->type == DATES_VAGUE ? 0.6 : d->type == DATES_RELATIVE ? 0.8 : 0.95;
    if (d->guessed)
        c -= 0.1;
    if (d->anchor == DATES_BEFORE)
        c -= 0.1;
    return d->value[0] ? c : c / 2;
}

/* Write a value. What no calendar has is none. */
static void settle(dates_answer *answer, char text[WHEN_TEXT], dateline_when *out)
{
    when_date when;
    dates_write(&answer->value, text);
    if (!text[0] || answer->value.shape == DATES_TEXT)
        return;
    if (!when_parse(str_of(text), NULL, &when, NULL)) {
        *out = when.when;
        return;
    }
    answer->value = (dates_value){ 0 };
    text[0] = 0;
}

static dates_date date_of(finder *f, const phrase_match *m, dates_answer *with,
                          dates_answer *without)
{
    dates_context x = f->with;
    x.event = f->event;
    *with = dates_resolve(m, f->phrases.found, &x);
    x = f->without;
    x.event = f->event;
    *without = dates_resolve(m, f->phrases.found, &x);
    dates_date d = { .first = m->first,
                     .n = m->n,
                     .type = with->type,
                     .anchor = with->value.shape ? with->anchor : without->anchor,
                     .reference = NOTHING,
                     .open_year = with->value.no_year,
                     .guessed = with->value.guessed,
                     .rule = phrase_core(m, f->phrases.found)->rule };
    if (d.anchor == DATES_BEFORE)
        d.reference = f->with.before_index;
    /* EDTF has no clock time of a day without a year; what the text says has. */
    with->value.from.clock &= !with->value.no_year;
    with->value.to.clock &= !with->value.no_year;
    if (without->value.no_year && without->value.shape != DATES_AT)
        without->value.from.clock = without->value.to.clock = false;
    settle(with, d.value, &d.when);
    dates_write(&without->value, d.text_only);
    if (strcmp(d.text_only, d.value) != 0) /* else it is good, too */
        settle(without, d.text_only, &(dateline_when){ 0 });
    d.confidence = sureness(&d);
    return d;
}

static void note_year(finder *f, int year)
{
    int *years = f->with.years;
    if (years[0] == year)
        return;
    memmove(years + 1, years, (DATES_YEARS - 1) * sizeof *years);
    years[0] = year;
    memcpy(f->without.years, years, sizeof f->without.years);
}

/* Remember what the clause says happened then. */
static void note(finder *f, const phrase_match *m, uint32_t sentence,
                 const dates_value *with, const dates_value *without)
{
    const article_sentence *s = &f->x->sentences[sentence];
    uint32_t first = m->first, end = m->first + m->n;
    bool day =
        with->from.day && (with->shape == DATES_AT || with->shape == DATES_FROM_TO);
    dates_value known = dates_of_text(m->seen.landmark);
    if (f->event || s->zone != ARTICLE_BODY || !(day || known.shape) ||
        (!known.shape && !dates_clause_around(f->x, s, &first, &end)))
        return;
    if (known.shape)
        end = end_of_telling(f, first);
    dates_happening one = dates_hear(f->x, s, first, end);
    one.value = known.shape ? known : *with;
    one.text = known.shape ? (dates_value){ 0 } : *without;
    one.value.from.clock = one.value.to.clock = false;
    one.text.from.clock = one.text.to.clock = false;
    dates_note(&f->happenings, &one);
}

static int days_apart(const dates_value *a, const dates_value *b)
{
    return abs(dates_days_from(&a->from, &b->from));
}

/* "The same day", said in a new sentence, is the day of what is told, and not one that
   was named in passing: of an agreement long ago. */
static void choose_scene(finder *f, const phrase_match *m, uint32_t sentence)
{
    const dates_value *scene = &f->scene.with, *before = &f->with.before;
    if (phrase_core(m, f->phrases.found)->op != PHRASE_SAME || !scene->shape ||
        !before->shape || f->with.before_index == f->scene.index)
        return;
    uint32_t last = f->out->dates[f->with.before_index].sentence;
    bool passing = before->no_year || before->shape != DATES_AT || !before->from.day ||
                   days_apart(scene, before) > LONG_AGO;
    if (last == sentence || (last != f->scene.sentence && !passing))
        return;
    f->with.before = *scene;
    f->with.before_index = f->scene.index;
    f->without.before = f->scene.without;
}

static void note_scene(finder *f, const phrase_match *m, uint32_t sentence,
                       const dates_value *with, const dates_value *without)
{
    bool front = m->first < f->x->sentences[sentence].first + FRONT;
    if (front && with->shape == DATES_AT && with->from.day && !with->no_year)
        f->scene = (day_told){ *with, *without, (int32_t)f->out->n - 1, sentence };
}

static void put(finder *f, const phrase_match *m, uint32_t sentence)
{
    const article_sentence *s = &f->x->sentences[sentence];
    dates_answer with, without;
    bool ahead = f->with.ahead;
    dates_tense told = is_story_day(f, m, sentence)
                           ? DATES_PAST
                           : dates_told(f->x, s, m->first, m->first + m->n);
    f->with.ahead |= told == DATES_TO_COME;
    f->with.past = told == DATES_PAST;
    choose_scene(f, m, sentence);
    dates_date d = date_of(f, m, &with, &without);
    f->with.ahead = ahead;
    d.sentence = sentence;
    if (with.value.shape == DATES_OPEN && with.type == DATES_DATE && !without.value.shape)
        return; /* no such day */
    if (is_story_day(f, m, sentence) && with.value.shape == DATES_AT)
        set_story_day(f, &d, &with.value, &without.value);
    f->out->dates =
        arena_grow(f->a, f->out->dates, f->out->n, &f->cap, sizeof *f->out->dates);
    f->out->dates[f->out->n++] = d;
    note(f, m, sentence, &with.value, &without.value);
    if (!is_referent(f, m, &d, s))
        return;
    note_scene(f, m, sentence, &with.value, &without.value);
    /* What is counted from something unknown is what "then" means. */
    if (m->op == PHRASE_CLAUSE && m->seen.unit)
        f->with.before = f->without.before = (dates_value){ 0 };
    if (with.value.shape) {
        f->with.before = with.value;
        f->with.before_index = (int32_t)f->out->n - 1;
    }
    f->without.before = without.value;
    if (without.value.shape == DATES_AT && without.value.from.year)
        note_year(f, without.value.from.year);
}

/* A clock time alone needs to be said as one. */
static bool is_shown(const finder *f, const phrase_match *m)
{
    if (m->op == PHRASE_THEN)
        return !(m->seen.words & DATEWORD_BEFORE);
    m = phrase_core(m, f->phrases.found);
    bool alone = m->op == PHRASE_POINT && m->seen.clock && !m->seen.days &&
                 !m->seen.deictic && !m->seen.weekday && !m->seen.months;
    return !alone || m->seen.words & DATEWORD_AT || m->seen.daypart || m->seen.zone ||
           m->seen.local || m->seen.unit;
}

static void read_sentence(finder *f, uint32_t sentence)
{
    const article_sentence *s = &f->x->sentences[sentence];
    if (!phrase_open(&f->phrases, s))
        return;
    phrase_match m;
    for (uint32_t i = f->phrases.view.first; i < f->phrases.view.end; i++) {
        if (!phrase_at(&f->phrases, i, &m))
            continue;
        bool clause = m.op == PHRASE_CLAUSE;
        f->event = NULL;
        uint32_t n = m.n;
        if (clause && !take_clause(f, &m, sentence)) {
            i += n - 1;
            continue;
        }
        if (!clause)
            take_noun(f, &m, sentence);
        if (!is_shown(f, &m))
            continue;
        phrase_keep(&f->phrases, &m);
        put(f, &m, sentence);
        i += m.n - 1;
    }
}

/* ------------------------------------------------------------------------- begin */

static void set_published(finder *f, const dates_options *options)
{
    char day[16];
    dateline_when w = options->published;
    f->with = (dates_context){ .before_index = NOTHING, .ahead = options->ahead };
    f->with.local = options->local;
    f->with.offset = options->offset_s / 60;
    f->without = f->with;
    f->without.local = false;
    f->without.text = true;
    if (!w.precision || !when_first_day(w, day))
        return;
    civil_time t = civil_of(w.begin);
    f->with.known = true;
    f->with.today = (dates_stamp){ .year = (int)t.year, .month = t.month, .day = t.day };
}

static finder start(const article *x, const dates_options *options, arena *a, dates *out)
{
    const phrase_patterns *p = options->patterns;
    finder f = { .x = x,
                 .a = a,
                 .out = out,
                 .phrases = { x, a, .patterns = p ? p : phrase_patterns_new(a) } };
    *out = (dates){ .stories = arena_array(a, dates_story, x->n_stories + 1) };
    for (size_t i = 0; i < x->n_stories; i++)
        out->stories[i].written = options->published;
    set_published(&f, options);
    return f;
}

/* ------------------------------------------------------------ a single expression */

bool dates_read(const article *x, const dates_options *options, arena *a, dates_date *out)
{
    dates all;
    finder f = start(x, options, a, &all);
    phrase_match m;
    dates_answer with, without;
    if (!phrase_whole(&f.phrases, &m))
        return false;
    dates_tense told = dates_told(
        x,
        &(article_sentence){ .n = (uint32_t)x->n_tokens, .n_tags = (uint32_t)x->n_tags },
        m.first, m.first + m.n);
    f.with.whole = f.without.whole = true;
    f.with.ahead |= told == DATES_TO_COME;
    f.with.past = told == DATES_PAST;
    phrase_keep(&f.phrases, &m);
    *out = date_of(&f, &m, &with, &without);
    return true;
}

/* ---------------------------------------------------------------------- the whole */

void dates_find(const article *x, const dates_options *options, arena *a, dates *out)
{
    finder f = start(x, options, a, out);
    phrase_match m;
    if (x->n_tokens <= SHORT && x->n_sentences == 1 && phrase_whole(&f.phrases, &m)) {
        f.with.whole = f.without.whole = true;
        phrase_keep(&f.phrases, &m);
        put(&f, &m, 0);
        return;
    }
    for (uint32_t i = 0; i < x->n_sentences; i++) {
        if (x->sentences[i].story != f.story) {
            f.story = x->sentences[i].story;
            f.scene = (day_told){ 0 };
            set_published(&f, options);
        }
        read_sentence(&f, i);
    }
}
