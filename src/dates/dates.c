#include "dates/dates.h"

#include "base/civil.h"
#include "dates/happening.h"
#include "dates/number.h"
#include "dates/resolve.h"
#include "dates/tense.h"

#include <string.h>

enum {
    SHORT = 16,
    CLAUSE = 12,
    TELLING = 24,
    NOUN = 6,
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

typedef struct finder {
    const article *x;
    arena *a;
    dates *out;
    size_t cap;
    const dates_patterns *patterns;
    dates_view view;
    dates_cell *cells;
    size_t cells_cap;
    dates_match *found;
    size_t n_found, found_cap;
    dates_context with, without; /* the day of writing */
    dates_happenings happenings;
    uint32_t story;
} finder;

/* ------------------------------------------------------------ what is worth a look */

static bool is_seed(lexicon_class c)
{
    return dates_is_class(c) && c != LEXICON_NUMBER && c != LEXICON_NOTDATE &&
           c != LEXICON_DATEWORD;
}

/* Whether anything in a sentence can be a date: most have nothing. */
static bool is_worth(const article *x, const article_sentence *s)
{
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *t = &x->tags[i];
        if (is_seed(t->class) || (t->class == LEXICON_DATEWORD &&
                                  t->entry->atoms & (DATEWORD_THEN | DATEWORD_CLAUSE)))
            return true;
    }
    for (uint32_t i = s->first; i < s->first + s->n; i++)
        if (x->tokens[i].shape == TEXT_NUMBER && x->tokens[i].len <= 4)
            return true;
    return false;
}

/* "on 17/11 to Tbilisi, to the capital, to visit": a word for both "next" and "to" is the
   latter before a name, a kind of place and a verb. */
static void block_ways(finder *f, const article_sentence *s)
{
    const article *x = f->x;
    for (uint32_t i = 0; i + 1 < s->n; i++) {
        if (f->cells[i].words != (DATEWORD_TO | DATEWORD_NEXT) || f->cells[i + 1].classes)
            continue;
        bool way = x->tokens[s->first + i + 1].shape == TEXT_CAPITAL;
        for (uint32_t k = article_tag_from(x, s, s->first + i + 1);
             k < s->first_tag + s->n_tags && x->tags[k].first == s->first + i + 1; k++)
            way |= x->tags[k].class == LEXICON_PLACENOUN ||
                   x->tags[k].class == LEXICON_TRIGGER;
        if (way)
            f->cells[i].core = DATES_BLOCKED;
    }
}

/* The cells of a sentence: where tags begin, and what is no date. */
static void lay_out(finder *f, const article_sentence *s)
{
    const article *x = f->x;
    if (s->n > f->cells_cap) {
        f->cells_cap = (size_t)s->n * 2;
        f->cells = arena_array(f->a, dates_cell, f->cells_cap);
    }
    dates_view v = {
        .x = x, .cells = f->cells, .first = s->first, .end = s->first + s->n
    };
    for (uint32_t i = 0; i < s->n; i++)
        f->cells[i] = dates_cell_of(x, s->first + i);
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *t = &x->tags[i];
        dates_cell *c = &f->cells[t->first - s->first];
        if (!dates_is_class(t->class))
            continue;
        if (c->tag == UINT32_MAX)
            c->tag = i;
        v.atoms[DATES_UNITS] |= t->class == LEXICON_UNIT ? t->entry->atoms : 0;
        v.atoms[DATES_DEICTICS] |= t->class == LEXICON_DEICTIC ? t->entry->atoms : 0;
        if (t->class == LEXICON_DATEWORD)
            c->words |= t->entry->atoms;
        else
            c->classes |= 1u << (t->class - LEXICON_MONTH);
        if (t->class != LEXICON_NOTDATE)
            continue;
        for (uint32_t k = 0; k < t->n && t->first - s->first + k < s->n; k++)
            f->cells[t->first - s->first + k].core = DATES_BLOCKED;
    }
    for (uint32_t i = 0; i < s->n; i++) {
        dates_view_note(&v, &f->cells[i], x->tokens[s->first + i].gap);
        if (f->cells[i].number)
            dates_number_note(&v, s->first + i, &f->cells[i]);
    }
    f->view = v;
    block_ways(f, s);
}

static int32_t keep(finder *f, const dates_match *m)
{
    f->found = arena_grow(f->a, f->found, f->n_found, &f->found_cap, sizeof *f->found);
    f->found[f->n_found] = *m;
    f->view.found = f->found;
    f->view.n_found = f->n_found + 1;
    return (int32_t)f->n_found++;
}

/* Nothing begins at most tokens. */
static bool is_empty(const finder *f, uint32_t token)
{
    const dates_cell *c = &f->cells[token - f->view.first];
    return c->core == DATES_BLOCKED ||
           !(c->classes || c->words || c->number || c->roman || c->core >= 0);
}

/* Dates as they are stated, then with what stands beside them. */
static void find_cores(finder *f)
{
    dates_match m;
    for (int pass = 0; pass < 2; pass++) {
        if (!dates_view_start(f->patterns, pass, &f->view))
            continue;
        for (uint32_t i = f->view.first; i < f->view.end; i++) {
            if (is_empty(f, i) || !dates_pattern_at(f->patterns, pass, &f->view, i, &m))
                continue;
            if (pass == 1 && !dates_fold_in(&m, f->found))
                continue;
            int32_t *core = &f->cells[i - f->view.first].core;
            if (*core >= 0 && f->found[*core].n > m.n)
                continue;
            *core = keep(f, &m);
            i += m.n - 1;
        }
    }
}

/* --------------------------------------------------------------------- clauses */

static bool ends_clause(const finder *f, uint32_t token)
{
    return f->x->tokens[token].shape == TEXT_MARK ||
           dates_tag_at(&f->view, token, LEXICON_DATEWORD, DATEWORD_DURING) ||
           dates_tag_at(&f->view, token, LEXICON_DATEWORD, DATEWORD_CLAUSE);
}

static dates_op op_of_clause(const dates_match *m)
{
    bool before = m->seen.words & DATEWORD_BEFORE;
    if (m->seen.unit)
        return before ? DATES_EARLIER : DATES_LATER;
    return before ? DATES_UNTIL : DATES_SINCE;
}

static const lexicon_tag *landmark_in(const finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const lexicon_tag *t = dates_tag_at(&f->view, i, LEXICON_LANDMARK, 0);
        if (t)
            return t;
    }
    return NULL;
}

static bool is_stop(const finder *f, uint32_t token)
{
    char sign = f->cells[token - f->view.first].sign;
    return sign == ',' || sign == ';' || sign == '.' || sign == ':';
}

/* Where what a clause tells ends: behind the signs of quotation that its date ends
   at. */
static uint32_t end_of_telling(const finder *f, uint32_t first)
{
    uint32_t end = first;
    while (end < f->view.end && end < first + TELLING && !is_stop(f, end))
        end++;
    return end;
}

/* What a clause or noun speaks of, as it was dated before; NULL when it was not. */
static const dates_happening *event_of(const finder *f, uint32_t sentence, uint32_t first,
                                       uint32_t end, uint32_t *noun_end)
{
    dates_happening one = dates_hear(f->x, &f->x->sentences[sentence], first, end);
    const dates_happening *known = dates_recall(&f->happenings, &one);
    if (!known)
        return NULL;
    if (noun_end)
        *noun_end = one.end;
    dates_happening *copy = arena_new(f->a, dates_happening);
    *copy = *known;
    return copy;
}

/* Take in what a clause says. When it names something whose date everybody knows, or
   that the article has dated, that is the date. False when there is nothing. */
static bool take_clause(const finder *f, dates_match *m, uint32_t sentence)
{
    uint32_t at = m->first + m->n, end = at;
    bool before = m->seen.words & DATEWORD_BEFORE;
    while (end < f->view.end && end < at + CLAUSE && !ends_clause(f, end))
        end++;
    uint32_t told = end_of_telling(f, at);
    const lexicon_tag *known = landmark_in(f, at, told);
    if (known)
        m->seen.landmark = known->entry->date;
    else if (before || m->seen.unit)
        m->event = event_of(f, sentence, at, told, NULL);
    if (known || m->event)
        m->op = op_of_clause(m);
    m->n = end - m->first;
    /* "After it did so" is said of what the sentence tells, not of when. */
    return end > at + 1 && (m->op != DATES_CLAUSE || before || m->seen.unit);
}

/* "Two days before the offensive": so long, and a noun that was dated. */
static void take_noun(const finder *f, dates_match *m, uint32_t sentence)
{
    if (!m->seen.unit || !m->seen.count || m->seen.cores || m->seen.landmark.len)
        return;
    uint32_t at = m->first + m->n;
    const uint32_t words = DATEWORD_BEFORE | DATEWORD_AFTER;
    const lexicon_tag *t = dates_tag_at(&f->view, at, LEXICON_DATEWORD, words);
    if (t)
        at += t->n;
    else if (dates_tag_at(&f->view, at - 1, LEXICON_DATEWORD, words))
        t = dates_tag_at(&f->view, at - 1, LEXICON_DATEWORD, words);
    uint32_t end = at;
    while (t && end < f->view.end && end < at + NOUN && !ends_clause(f, end))
        end++;
    const dates_happening *event = end > at ? event_of(f, sentence, at, end, &end) : NULL;
    if (!event)
        return;
    m->event = event;
    m->op = t->entry->atoms & DATEWORD_BEFORE ? DATES_EARLIER : DATES_LATER;
    m->seen.words = 0;
    m->n = end - m->first;
}

/* ------------------------------------------------------------------ what is put out */

static bool is_story_day(const finder *f, const dates_match *m, uint32_t sentence)
{
    const article_story *s = &f->x->stories[f->story];
    while (m->op == DATES_CORE && m->seen.cores)
        m = &f->found[m->seen.core[0]];
    return f->story > 0 && !f->out->stories[f->story].own &&
           sentence < s->first + LEAD_SENTENCES && m->op == DATES_POINT && m->seen.days &&
           m->seen.months && !m->seen.clock;
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
static bool is_referent(const finder *f, const dates_match *m, const dates_date *d,
                        const article_sentence *s)
{
    bool prose = s->zone == ARTICLE_BODY || s->zone == ARTICLE_HEADLINE ||
                 s->zone == ARTICLE_DATELINE;
    while (m->op == DATES_CORE && m->seen.cores)
        m = &f->found[m->seen.core[0]];
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

static dates_date date_of(finder *f, const dates_match *m, dates_answer *with,
                          dates_answer *without)
{
    dates_context x = f->with;
    *with = dates_resolve(m, f->found, &x);
    x = f->without;
    *without = dates_resolve(m, f->found, &x);
    const dates_match *core = m;
    while (core->op == DATES_CORE && core->seen.cores)
        core = &f->found[core->seen.core[0]];
    dates_date d = { .first = m->first,
                     .n = m->n,
                     .type = with->type,
                     .anchor = with->value.shape ? with->anchor : without->anchor,
                     .reference = NOTHING,
                     .open_year = with->value.no_year,
                     .guessed = with->value.guessed,
                     .rule = core->rule };
    if (d.anchor == DATES_BEFORE)
        d.reference = f->with.before_index;
    /* EDTF has no clock time of a day without a year; what the text says has. */
    with->value.from.clock &= !with->value.no_year;
    with->value.to.clock &= !with->value.no_year;
    if (without->value.no_year && without->value.shape != DATES_AT)
        without->value.from.clock = without->value.to.clock = false;
    settle(with, d.value, &d.when);
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
static void note(finder *f, const dates_match *m, uint32_t sentence,
                 const dates_value *with, const dates_value *without)
{
    const article_sentence *s = &f->x->sentences[sentence];
    uint32_t first = m->first, end = m->first + m->n;
    bool day =
        with->from.day && (with->shape == DATES_AT || with->shape == DATES_FROM_TO);
    dates_value known = dates_of_text(m->seen.landmark);
    if (m->event || s->zone != ARTICLE_BODY || !(day || known.shape) ||
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

static void put(finder *f, const dates_match *m, uint32_t sentence)
{
    const article_sentence *s = &f->x->sentences[sentence];
    dates_answer with, without;
    bool ahead = f->with.ahead;
    dates_tense told = is_story_day(f, m, sentence)
                           ? DATES_PAST
                           : dates_told(f->x, s, m->first, m->first + m->n);
    f->with.ahead |= told == DATES_TO_COME;
    f->with.past = told == DATES_PAST;
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
    /* What is counted from something unknown is what "then" means. */
    if (m->op == DATES_CLAUSE && m->seen.unit)
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
static bool is_shown(const finder *f, const dates_match *m)
{
    if (m->op == DATES_THEN)
        return !(m->seen.words & DATEWORD_BEFORE);
    while (m->op == DATES_CORE && m->seen.cores)
        m = &f->found[m->seen.core[0]];
    bool alone = m->op == DATES_POINT && m->seen.clock && !m->seen.days &&
                 !m->seen.deictic && !m->seen.weekday && !m->seen.months;
    return !alone || m->seen.words & DATEWORD_AT || m->seen.daypart || m->seen.zone ||
           m->seen.local || m->seen.unit;
}

static void read_sentence(finder *f, uint32_t sentence)
{
    const article_sentence *s = &f->x->sentences[sentence];
    if (!is_worth(f->x, s))
        return;
    f->n_found = 0;
    lay_out(f, s);
    find_cores(f);
    if (!dates_view_start(f->patterns, 2, &f->view))
        return;
    dates_match m;
    for (uint32_t i = f->view.first; i < f->view.end; i++) {
        if (is_empty(f, i) || !dates_pattern_at(f->patterns, 2, &f->view, i, &m))
            continue;
        bool clause = m.op == DATES_CLAUSE;
        uint32_t n = m.n;
        if (clause && !take_clause(f, &m, sentence)) {
            i += n - 1;
            continue;
        }
        if (!clause)
            take_noun(f, &m, sentence);
        if (!is_shown(f, &m))
            continue;
        keep(f, &m);
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
    finder f = { .x = x, .a = a, .out = out, .patterns = options->patterns };
    if (!f.patterns)
        f.patterns = dates_patterns_new(a);
    *out = (dates){ .stories = arena_array(a, dates_story, x->n_stories + 1) };
    for (size_t i = 0; i < x->n_stories; i++)
        out->stories[i].written = options->published;
    set_published(&f, options);
    return f;
}

/* ------------------------------------------------------------ a single expression */

/* Words that may lead to a date, and are none. */
static uint32_t skip_lead(const dates_view *v, uint32_t token)
{
    const lexicon_tag *t =
        dates_tag_at(v, token, LEXICON_DATEWORD,
                     DATEWORD_IN | DATEWORD_DATE_MARK | DATEWORD_OF | DATEWORD_AT |
                         DATEWORD_FROM | DATEWORD_TO | DATEWORD_DURING);
    return t ? token + t->n : token;
}

static bool match_all(finder *f, uint32_t first, dates_match *m)
{
    f->n_found = 0;
    lay_out(f, &(article_sentence){ .n = (uint32_t)f->x->n_tokens,
                                    .n_tags = (uint32_t)f->x->n_tags });
    f->view.whole = true;
    f->view.first = first;
    f->view.cells = f->cells + first;
    f->cells += first;
    find_cores(f);
    *m = (dates_match){ 0 };
    bool ok = dates_view_start(f->patterns, 2, &f->view) &&
              dates_pattern_at(f->patterns, 2, &f->view, first, m);
    f->cells -= first;
    uint32_t end = m->first + m->n;
    while (ok && end < f->view.end && f->x->tokens[end].shape == TEXT_MARK)
        end++;
    return ok && end >= f->view.end;
}

/* The expression that all of the text is, behind words that lead to one. */
static bool match_whole(finder *f, dates_match *m)
{
    for (uint32_t at = 0; at < f->x->n_tokens;) {
        if (match_all(f, at, m))
            return true;
        uint32_t next = skip_lead(&f->view, at);
        if (next == at)
            return false;
        at = next;
    }
    return false;
}

bool dates_read(const article *x, const dates_options *options, arena *a, dates_date *out)
{
    dates all;
    finder f = start(x, options, a, &all);
    dates_match m;
    dates_answer with, without;
    if (!match_whole(&f, &m))
        return false;
    dates_tense told = dates_told(
        x,
        &(article_sentence){ .n = (uint32_t)x->n_tokens, .n_tags = (uint32_t)x->n_tags },
        m.first, m.first + m.n);
    f.with.whole = f.without.whole = true;
    f.with.ahead |= told == DATES_TO_COME;
    f.with.past = told == DATES_PAST;
    keep(&f, &m);
    *out = date_of(&f, &m, &with, &without);
    return true;
}

/* ---------------------------------------------------------------------- the whole */

void dates_find(const article *x, const dates_options *options, arena *a, dates *out)
{
    finder f = start(x, options, a, out);
    dates_match m;
    if (x->n_tokens <= SHORT && x->n_sentences == 1 && match_whole(&f, &m)) {
        f.with.whole = f.without.whole = true;
        keep(&f, &m);
        put(&f, &m, 0);
        return;
    }
    for (uint32_t i = 0; i < x->n_sentences; i++) {
        if (x->sentences[i].story != f.story) {
            f.story = x->sentences[i].story;
            set_published(&f, options);
        }
        read_sentence(&f, i);
    }
}
