#include "dates/pattern.h"

#include "dates/check.h"
#include "dates/number.h"
#include "dates/table.h"
#include "lexicon/class.h"

#include <string.h>

enum { MOST_ELEMENTS = 20, MOST_STEPS = 400, LAST_CENTURY = 21, MOST_NEEDS = 64 };

/* What a sentence has, above the bits of classes from LEXICON_MONTH on. */
enum {
    HAS_NUMBER = 1 << 16,
    HAS_ROMAN = 1 << 17,
    HAS_DASH = 1 << 18,
    HAS_SEPARATOR = 1 << 19,
    HAS_CORE = 1 << 20,
    HAS_CORES = 1 << 21, /* two */
    HAS_SIGN = 22,       /* this bit and those above: signs of their own */
    HAS_BITS = 32
};
_Static_assert(LEXICON_NOTDATE - LEXICON_MONTH < 16, "classes stand below");

static const char signs[] = ":,()'./";

typedef struct element {
    char kind; /* of the table; '\'' a sign */
    bool optional, glued, number;
    uint32_t atoms, class_bit;
    char sign;
} element;

/* What a token is to be so that one of the elements from here on, up to the first that is
   not optional, has a chance there. */
typedef struct ahead {
    uint32_t has, words;
    bool any;  /* more than that */
    bool ends; /* nothing else is needed */
} ahead;

typedef struct pattern {
    const dates_row *row;
    uint8_t n;
    uint32_t classes, words; /* what it may begin with */
    bool number, other;      /* likewise */
    uint32_t needs;          /* what it cannot do without: HAS and bits of classes */
    element elements[MOST_ELEMENTS];
    ahead ahead[MOST_ELEMENTS + 1];
} pattern;

enum {
    SET = DATES_SET,
    WORD_BITS = 32,
    CLASS_BITS = LEXICON_NOTDATE - LEXICON_MONTH + 1
};

/* Of the patterns of a pass, some. */
typedef struct pattern_set {
    uint64_t bits[SET];
} pattern_set;

/* One of some atoms, which the words of a sentence must have. */
typedef struct need {
    uint8_t of; /* an index of dates_view.atoms */
    uint32_t atoms;
} need;

/* What is looked at of each pattern for each sentence. */
typedef struct brief {
    uint64_t needs;      /* bits of dates_patterns.needs */
    uint32_t has, words; /* what it may begin with */
    bool core;           /* likewise */
    ahead second;        /* what goes on behind the element it begins with */
} brief;

enum { PARTS = HAS_BITS / 4, VALUES = 16 };

struct dates_patterns {
    need needs[MOST_NEEDS];
    size_t n_needs;
    pattern *patterns;
    brief *briefs; /* of each pattern */
    size_t n;
    size_t begin[DATES_PASSES + 1];
    size_t width[DATES_PASSES]; /* of the pass's sets */
    /* Those that may begin with what a token is. */
    pattern_set with_class[DATES_PASSES][CLASS_BITS], with_word[DATES_PASSES][WORD_BITS];
    pattern_set with_number[DATES_PASSES], with_core[DATES_PASSES];
    /* Those that need no more than what a sentence has, by four bits of it. */
    pattern_set content[DATES_PASSES][PARTS][VALUES];
};

/* ------------------------------------------------------------ from the table */

static uint32_t atoms_of(lexicon_class c, str list)
{
    uint32_t bits = 0;
    while (list.len)
        bits |= lexicon_atom(c, str_cut(&list, '|'));
    return bits;
}

static lexicon_class class_of(char kind)
{
    switch (kind) {
    case 'M':
        return LEXICON_MONTH;
    case 'W':
        return LEXICON_WEEKDAY;
    case 'S':
        return LEXICON_SEASON;
    case 'U':
        return LEXICON_UNIT;
    case 'X':
        return LEXICON_DEICTIC;
    case 'P':
        return LEXICON_PART;
    case 'T':
        return LEXICON_DAYPART;
    case 'Z':
        return LEXICON_TIMEZONE;
    case 'L':
        return LEXICON_LANDMARK;
    case 'B':
        return LEXICON_PHASE;
    case 'H':
        return LEXICON_HOLIDAY;
    default:
        return LEXICON_DATEWORD;
    }
}

static bool is_number_kind(char kind)
{
    return strchr("nNdmyYhis", kind) != NULL;
}

static element read_element(str s)
{
    element e = { 0 };
    for (; s.len > 1 && (*s.at == '?' || *s.at == '='); s.at++, s.len--) {
        e.optional |= *s.at == '?';
        e.glued |= *s.at == '=';
    }
    e.kind = *s.at;
    if (strchr("nNdmyYhisrMWSUXPTZLHBCEw-#", e.kind)) {
        str list = s;
        str_cut(&list, ':');
        e.atoms = atoms_of(class_of(e.kind), list);
        e.number = is_number_kind(e.kind);
        if (strchr("MWSUXPTZLH", e.kind))
            e.class_bit = 1u << (class_of(e.kind) - LEXICON_MONTH);
        if (e.number)
            e.class_bit = 1u << (LEXICON_NUMBER - LEXICON_MONTH);
    } else {
        e.sign = e.kind;
        e.kind = '\'';
    }
    return e;
}

static void allow(pattern *p, const element *e)
{
    if (e->number) {
        p->number = true;
        p->words |= DATEWORD_ENDING;
        p->classes |= 1u << (LEXICON_NUMBER - LEXICON_MONTH);
    } else if (e->kind == 'w') {
        p->words |= e->atoms;
    } else if (strchr("MWSUXPTZLH", e->kind)) {
        p->classes |= 1u << (class_of(e->kind) - LEXICON_MONTH);
    } else if (e->kind == 'E') {
        p->words |= DATEWORD_EVERY;
    } else {
        p->other = true;
    }
}

static uint32_t sign_bit(char sign)
{
    const char *at = sign ? strchr(signs, sign) : NULL;
    return at ? 1u << (HAS_SIGN + (at - signs)) : 0;
}

/* What there must be in a sentence for an element to find something. */
static void require(pattern *p, const element *e)
{
    if (e->kind == 'C')
        p->needs |= p->needs & HAS_CORE ? HAS_CORES : HAS_CORE;
    p->needs |= e->number         ? HAS_NUMBER
                : e->kind == '\'' ? sign_bit(e->sign)
                : e->kind == '#'  ? HAS_SEPARATOR
                : e->kind == '-'  ? HAS_DASH
                : e->kind == 'r'  ? HAS_ROMAN
                                  : e->class_bit;
}

/* What is_possible looks at. */
static ahead ahead_of(const pattern *p, size_t k)
{
    ahead out = { .ends = true };
    for (; k < p->n && out.ends; k++) {
        const element *e = &p->elements[k];
        out.has |= e->class_bit;
        out.ends = e->optional;
        if (e->number) {
            out.has |= HAS_NUMBER;
        } else if (e->kind == 'w' || e->kind == 'E') {
            out.words |= e->kind == 'E' ? DATEWORD_EVERY : e->atoms;
        } else if (!e->class_bit) {
            uint32_t has = e->kind == '\''  ? sign_bit(e->sign)
                           : e->kind == '#' ? HAS_SEPARATOR
                           : e->kind == '-' ? HAS_DASH
                           : e->kind == 'r' ? HAS_ROMAN
                                            : 0;
            out.has |= has;
            out.any |= !has;
        }
    }
    return out;
}

static void read_row(pattern *p, const dates_row *row)
{
    *p = (pattern){ .row = row };
    str rest = str_of(row->form);
    bool first = true;
    while (rest.len && p->n < MOST_ELEMENTS) {
        str s = str_cut(&rest, ' ');
        if (!s.len)
            continue;
        element *e = &p->elements[p->n++];
        *e = read_element(s);
        if (first)
            allow(p, e);
        if (!e->optional)
            require(p, e);
        first &= e->optional;
    }
    for (size_t k = 0; k <= p->n; k++)
        p->ahead[k] = ahead_of(p, k);
}

static void set_bit(pattern_set *s, size_t i)
{
    s->bits[i / 64] |= (uint64_t)1 << (i % 64);
}

static void index_row(dates_patterns *out, int pass, size_t i)
{
    const pattern *p = &out->patterns[out->begin[pass] + i];
    for (int c = 0; c < CLASS_BITS; c++)
        if (p->classes >> c & 1)
            set_bit(&out->with_class[pass][c], i);
    for (int w = 0; w < WORD_BITS; w++)
        if (p->words >> w & 1)
            set_bit(&out->with_word[pass][w], i);
    for (uint32_t part = 0; part < PARTS; part++)
        for (uint32_t has = 0; has < VALUES; has++)
            if (!((p->needs >> 4 * part) & (VALUES - 1) & ~has))
                set_bit(&out->content[pass][part][has], i);
    if (p->number)
        set_bit(&out->with_number[pass], i);
    if (p->other)
        set_bit(&out->with_core[pass], i);
}

/* The need of an element as a bit, of which the table has few different ones; 0: none, or
   no room, which only costs time. */
static uint64_t need_of(dates_patterns *out, const element *e)
{
    uint32_t atoms = e->kind == 'E' ? DATEWORD_EVERY : e->atoms;
    int of = e->kind == 'w' || e->kind == 'E' ? DATES_WORDS
             : e->kind == 'U'                 ? DATES_UNITS
             : e->kind == 'X'                 ? DATES_DEICTICS
                                              : -1;
    size_t i = 0;
    if (of < 0 || !atoms || e->optional)
        return 0;
    while (i < out->n_needs && (out->needs[i].of != of || out->needs[i].atoms != atoms))
        i++;
    if (i == MOST_NEEDS)
        return 0;
    out->needs[i] = (need){ (uint8_t)of, atoms };
    out->n_needs += i == out->n_needs;
    return (uint64_t)1 << i;
}

static brief brief_of(dates_patterns *out, const pattern *p)
{
    brief b = { .has = p->classes | (p->number ? HAS_NUMBER : 0),
                .words = p->words,
                .core = p->other };
    for (size_t k = 0; k < p->n; k++)
        b.needs |= need_of(out, &p->elements[k]);
    for (size_t k = 0; k < p->n; k++) {
        const ahead *next = &p->ahead[k + 1];
        b.second.has |= next->has;
        b.second.words |= next->words;
        b.second.any |= next->any || next->ends;
        if (!p->elements[k].optional)
            break;
    }
    return b;
}

dates_patterns *dates_patterns_new(arena *a)
{
    size_t n;
    const dates_row *rows = dates_table(&n);
    dates_patterns *out = arena_new(a, dates_patterns);
    out->patterns = arena_array(a, pattern, n);
    out->briefs = arena_array(a, brief, n);
    for (int pass = 0; pass < DATES_PASSES; pass++) {
        out->begin[pass] = out->n;
        for (size_t i = 0; i < n; i++)
            if (rows[i].pass == pass) {
                read_row(&out->patterns[out->n++], &rows[i]);
                index_row(out, pass, out->n - 1 - out->begin[pass]);
                out->briefs[out->n - 1] = brief_of(out, &out->patterns[out->n - 1]);
            }
    }
    out->begin[DATES_PASSES] = out->n;
    for (int pass = 0; pass < DATES_PASSES; pass++)
        out->width[pass] = (out->begin[pass + 1] - out->begin[pass] + 63) / 64;
    return out;
}

/* ------------------------------------------------------------------ matching */

typedef struct matcher {
    const dates_view *v;
    const pattern *p;
    uint32_t first;
    int steps;
    dates_match *best;
} matcher;

/* What an element made of a place: how many tokens it takes. */
typedef struct taken {
    bool ok;
    uint32_t n;
} taken;

static bool sign_at(const dates_view *v, uint32_t token, char sign)
{
    if (token >= v->end)
        return false;
    str s = article_token(v->x, token);
    return s.len == 1 && *s.at == sign;
}

static bool glued_at(const dates_view *v, uint32_t token)
{
    return token < v->end && v->x->tokens[token].gap == TEXT_GLUED;
}

/* The sign between day, month and year; the second is like the first. */
static taken take_separator(const dates_view *v, uint32_t at, dates_seen *s)
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
static taken take_dash(const dates_view *v, uint32_t at)
{
    if (at >= v->end)
        return (taken){ 0 };
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

static bool take_year(char kind, dates_number n, dates_seen *s)
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
static bool fits(char kind, dates_number n, dates_seen *s)
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
    case 's':
        s->second = n.value;
        s->seconds = true;
        return two && n.digits == 2 && n.value < 60;
    default:
        return take_year(kind, n, s);
    }
}

static taken take_number(const matcher *m, const element *e, uint32_t at, dates_seen *s)
{
    dates_number n = dates_number_at(m->v, at);
    return (taken){ n.n && fits(e->kind, n, s), n.n };
}

static void see_unit(const lexicon_tag *t, bool deictic, dates_seen *s)
{
    if (!deictic) {
        s->unit |= t->entry->atoms;
        return;
    }
    s->deictic = t->entry->atoms;
    s->step = t->entry->step;
}

static bool see(const lexicon_tag *t, dates_seen *s)
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

/* A word that says both "every" and of what: "daily". */
static taken take_every(const dates_view *v, uint32_t at, dates_seen *s)
{
    const lexicon_tag *every = dates_tag_at(v, at, LEXICON_DATEWORD, DATEWORD_EVERY);
    const lexicon_tag *unit = dates_tag_at(v, at, LEXICON_UNIT, 0);
    if (!every || !unit || every->n != unit->n)
        return (taken){ 0 };
    see_unit(unit, false, s);
    return (taken){ true, unit->n };
}

/* A time zone, and hours from it: "GMT+7", "UTC-3:30". */
static taken take_zone(const dates_view *v, uint32_t at, dates_seen *s)
{
    const lexicon_tag *t = dates_tag_at(v, at, LEXICON_TIMEZONE, 0);
    /* "est" is a word of French. */
    bool letters = t && t->n == 1 && v->x->tokens[at].len <= 4; /* not "мск" */
    if (!t || (letters && v->x->tokens[at].shape != TEXT_UPPER) || !see(t, s))
        return (taken){ 0 };
    uint32_t end = at + t->n;
    bool minus = sign_at(v, end, '-');
    if (t->entry->number || s->local || !(minus || sign_at(v, end, '+')))
        return (taken){ true, t->n };
    dates_number n = dates_number_at(v, end + 1);
    if (!n.n || !n.digits || n.value > 14)
        return (taken){ true, t->n };
    s->offset = n.value * 60;
    end += 1 + n.n;
    dates_number minutes =
        sign_at(v, end, ':') ? dates_number_at(v, end + 1) : (dates_number){ 0 };
    if (minutes.n && minutes.digits == 2 && minutes.value < 60) {
        s->offset += minutes.value;
        end += 1 + minutes.n;
    }
    s->offset = minus ? -s->offset : s->offset;
    return (taken){ true, end - at };
}

/* A weekday by its name, or by its number behind a word whose own number is added to
   it. */
static taken take_weekday(const dates_view *v, uint32_t at, dates_seen *s)
{
    const lexicon_tag *t = dates_tag_at(v, at, LEXICON_WEEKDAY, 0);
    if (!t || t->entry->number > 0)
        return (taken){ t && see(t, s), t ? t->n : 0 };
    dates_number n = dates_number_at(v, at + t->n);
    s->weekday = n.value + t->entry->number;
    return (taken){ n.n && n.digits == 1 && s->weekday >= 1 && s->weekday <= 7,
                    t->n + n.n };
}

static taken take_core(const dates_view *v, uint32_t at, dates_seen *s)
{
    int32_t core = at < v->end ? v->cells[at - v->first].core : DATES_NO_CORE;
    if (core < 0 || s->cores >= 2)
        return (taken){ 0 };
    s->core[s->cores++] = core;
    return (taken){ true, v->found[core].n };
}

static taken take(const matcher *m, const element *e, uint32_t at, dates_seen *s)
{
    const dates_view *v = m->v;
    if (e->number)
        return take_number(m, e, at, s);
    switch (e->kind) {
    case '\'':
        return (taken){ sign_at(v, at, e->sign), 1 };
    case '#':
        return take_separator(v, at, s);
    case '-':
        return take_dash(v, at);
    case 'C':
        return take_core(v, at, s);
    case 'E':
        return take_every(v, at, s);
    case 'r':
        s->count = dates_roman(article_token(v->x, at));
        return (taken){ s->count > 0 && s->count <= LAST_CENTURY, 1 };
    case 'W':
        return take_weekday(v, at, s);
    case 'Z':
        return take_zone(v, at, s);
    default: {
        const lexicon_tag *t = dates_tag_at(v, at, class_of(e->kind), e->atoms);
        return (taken){ t && see(t, s), t ? t->n : 0 };
    }
    }
}

static void finish(const matcher *m, const dates_seen *s, uint32_t end)
{
    /* A stop behind an abbreviation ends the sentence when nothing follows. */
    while (end > m->first + 1 &&
           (sign_at(m->v, end - 1, '.') || sign_at(m->v, end - 1, ',')))
        end--;
    uint32_t n = end - m->first;
    if (n <= m->best->n || !dates_accept(m->v, m->p->row, m->first, end, s))
        return;
    *m->best = (dates_match){ .first = m->first,
                              .n = n,
                              .op = m->p->row->op,
                              .seen = *s,
                              .rule = m->p->row->name };
}

/* Whether an element has a chance at a place: by what was noted of the token. */
static bool is_possible(const matcher *m, const element *e, uint32_t at)
{
    if (at >= m->v->end)
        return false;
    const dates_cell *c = &m->v->cells[at - m->v->first];
    uint8_t gap = m->v->x->tokens[at].gap;
    if (c->core == DATES_BLOCKED || (e->glued && gap != TEXT_GLUED) ||
        (at != m->first && gap == TEXT_PARAGRAPH))
        return false;
    if (e->class_bit & c->classes)
        return true;
    switch (e->kind) {
    case '\'':
        return c->sign == e->sign;
    case '#':
        return c->sign == '/' || c->sign == '.' || c->sign == '-';
    case '-':
        return c->sign == '-' || c->sign == '?' || gap == TEXT_HYPHEN;
    case 'w':
        return c->words & e->atoms;
    case 'C':
        return c->core >= 0;
    case 'E':
        return c->words & DATEWORD_EVERY;
    case 'r':
        return c->roman;
    case 'B':
        return true;
    default:
        return e->number && (c->number || c->words & DATEWORD_ENDING);
    }
}

/* Whether any element from k on, up to one that is needed, may have a chance: most have
   none, and are told at once. */
static bool has_chance(const matcher *m, const ahead *next, uint32_t at)
{
    if (at >= m->v->end)
        return false;
    const dates_cell *c = &m->v->cells[at - m->v->first];
    return next->any || c->has & next->has || c->words & next->words;
}

static void go_on(matcher *m, size_t k, uint32_t at, const dates_seen *before)
{
    if (!has_chance(m, &m->p->ahead[k], at)) {
        if (!m->p->ahead[k].ends)
            return;
        k = m->p->n;
    }
    while (k < m->p->n && !is_possible(m, &m->p->elements[k], at)) {
        if (!m->p->elements[k].optional)
            return;
        k++;
    }
    if (k == m->p->n) {
        if (at > m->first)
            finish(m, before, at);
        return;
    }
    if (++m->steps > MOST_STEPS)
        return;
    dates_seen s = *before;
    taken t = take(m, &m->p->elements[k], at, &s);
    if (t.ok)
        go_on(m, k + 1, at + t.n, &s);
    if (m->p->elements[k].optional)
        go_on(m, k + 1, at, before);
}

dates_cell dates_cell_of(const article *x, uint32_t token)
{
    const text_token *t = &x->tokens[token];
    dates_cell c = { .tag = UINT32_MAX, .core = DATES_NO_CORE };
    c.number = t->shape == TEXT_NUMBER;
    if (t->shape == TEXT_MARK)
        c.sign = t->len == 1 ? x->text.at[t->at] : '?';
    if (t->shape == TEXT_UPPER || t->shape == TEXT_CAPITAL || t->shape == TEXT_MIXED)
        c.roman = dates_roman(article_token(x, token)) > 0;
    return c;
}

static void join(pattern_set *a, const pattern_set *b)
{
    for (int k = 0; k < SET; k++)
        a->bits[k] |= b->bits[k];
}

static void keep_common(pattern_set *a, const pattern_set *b)
{
    for (int k = 0; k < SET; k++)
        a->bits[k] &= b->bits[k];
}

static bool is_none(const pattern_set *s)
{
    uint64_t any = 0;
    for (int k = 0; k < SET; k++)
        any |= s->bits[k];
    return !any;
}

/* The patterns that may begin at a token. */
static pattern_set candidates(const dates_patterns *p, int pass, const dates_cell *c)
{
    pattern_set out = { { 0 } };
    for (uint32_t rest = c->classes & ((1u << CLASS_BITS) - 1); rest; rest &= rest - 1)
        join(&out, &p->with_class[pass][__builtin_ctz(rest)]);
    for (uint32_t rest = c->words; rest; rest &= rest - 1)
        join(&out, &p->with_word[pass][__builtin_ctz(rest)]);
    if (c->number)
        join(&out, &p->with_number[pass]);
    if (c->roman || c->core >= 0)
        join(&out, &p->with_core[pass]);
    return out;
}

void dates_view_note(dates_view *v, dates_cell *c, uint8_t gap)
{
    const uint32_t number = 1u << (LEXICON_NUMBER - LEXICON_MONTH);
    uint32_t has = c->classes;
    if (c->number || c->classes & number || c->words & DATEWORD_ENDING)
        has |= HAS_NUMBER;
    if (c->roman)
        has |= HAS_ROMAN;
    if (c->sign) {
        has |= sign_bit(c->sign);
        if (c->sign == '-' || c->sign == '?')
            has |= HAS_DASH;
        if (c->sign == '/' || c->sign == '.' || c->sign == '-')
            has |= HAS_SEPARATOR;
    }
    if (gap == TEXT_HYPHEN)
        has |= HAS_DASH;
    c->has = has;
    v->has |= has;
    v->atoms[DATES_WORDS] |= c->words;
}

void dates_view_end(const dates_patterns *p, dates_view *v)
{
    v->unmet = 0;
    for (size_t i = 0; i < p->n_needs; i++)
        v->unmet |= (uint64_t) !(p->needs[i].atoms & v->atoms[p->needs[i].of]) << i;
}

bool dates_view_start(const dates_patterns *p, int pass, dates_view *v)
{
    /* What is found in a pass may be asked for by the patterns that come after. */
    uint32_t has = v->has | (v->n_found || pass == 1 ? HAS_CORE | HAS_CORES : 0);
    const pattern_set(*content)[VALUES] = p->content[pass];
    pattern_set set = content[0][has & (VALUES - 1)];
    for (uint32_t part = 1; part < PARTS; part++)
        for (size_t k = 0; k < p->width[pass]; k++)
            set.bits[k] &= content[part][has >> 4 * part & (VALUES - 1)].bits[k];
    const brief *briefs = p->briefs + p->begin[pass];
    v->begin_has = v->begin_words = 0;
    v->begin_core = false;
    for (size_t k = 0; k < p->width[pass]; k++)
        for (uint64_t bits = set.bits[k]; bits; bits &= bits - 1) {
            const brief *b = &briefs[k * 64 + (size_t)__builtin_ctzll(bits)];
            if (b->needs & v->unmet) {
                set.bits[k] &= ~(bits & (0 - bits));
                continue;
            }
            v->begin_has |= b->has;
            v->begin_words |= b->words;
            v->begin_core |= b->core;
        }
    memcpy(v->open, set.bits, sizeof set.bits);
    return !is_none(&set);
}

/* What the tokens are, taken together, that may stand behind what begins at a token; any
   when it may be long. */
static ahead behind(const dates_view *v, uint32_t token)
{
    const uint32_t longer = 1u << (LEXICON_NUMBER - LEXICON_MONTH) |
                            1u << (LEXICON_WEEKDAY - LEXICON_MONTH) |
                            1u << (LEXICON_TIMEZONE - LEXICON_MONTH);
    const dates_cell *c = &v->cells[token - v->first];
    ahead out = { 0 };
    out.any = c->classes & longer || c->words & DATEWORD_ENDING || c->core >= 0 ||
              v->x->tokens[token].gap == TEXT_HYPHEN;
    uint32_t n = c->tag == UINT32_MAX ? 1 : v->x->tags[c->tag].n;
    if (c->number && c->digits_n > n)
        n = c->digits_n;
    for (uint32_t i = token + 1; i <= token + n && i < v->end; i++) {
        out.has |= v->cells[i - v->first].has;
        out.words |= v->cells[i - v->first].words;
    }
    return out;
}

bool dates_pattern_at(const dates_patterns *p, int pass, const dates_view *v,
                      uint32_t token, dates_match *out)
{
    pattern_set set, open;
    memcpy(open.bits, v->open, sizeof open.bits);
    set = candidates(p, pass, &v->cells[token - v->first]);
    keep_common(&set, &open);
    out->n = 0;
    if (is_none(&set) || !dates_starts_clean(v, token))
        return false;
    const dates_seen nothing = { 0 };
    const ahead next = behind(v, token);
    for (size_t k = 0; k < p->width[pass]; k++)
        for (uint64_t bits = set.bits[k]; bits; bits &= bits - 1) {
            size_t i = p->begin[pass] + k * 64 + (size_t)__builtin_ctzll(bits);
            const ahead *second = &p->briefs[i].second;
            if (!(second->any || next.any || second->has & next.has ||
                  second->words & next.words))
                continue;
            matcher m = { .v = v, .p = &p->patterns[i], .first = token, .best = out };
            go_on(&m, 0, token, &nothing);
        }
    return out->n > 0;
}
