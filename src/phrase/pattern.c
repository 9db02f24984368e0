#include "phrase/pattern.h"

#include "lexicon/class.h"
#include "phrase/table.h"

#include <string.h>

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

enum { WORD_BITS = 32, CLASS_BITS = LEXICON_NOTDATE - LEXICON_MONTH + 1 };

/* One of some atoms, which the words of a sentence must have. */
typedef struct need {
    uint8_t of; /* an index of phrase_view.atoms */
    uint32_t atoms;
} need;

/* What is looked at of each pattern for each sentence. */
typedef struct brief {
    uint64_t needs;       /* bits of phrase_patterns.needs */
    uint32_t has, words;  /* what it may begin with */
    bool core;            /* likewise */
    pattern_ahead second; /* what goes on behind the element it begins with */
} brief;

enum { MOST_NEEDS = 64, PARTS = HAS_BITS / 4, VALUES = 16 };

struct phrase_patterns {
    need needs[MOST_NEEDS];
    size_t n_needs;
    pattern *patterns;
    brief *briefs; /* of each pattern */
    size_t n;
    size_t begin[PHRASE_PASSES + 1];
    size_t width[PHRASE_PASSES]; /* of the pass's sets */
    /* Those that may begin with what a token is. */
    pattern_set with_class[PHRASE_PASSES][CLASS_BITS],
        with_word[PHRASE_PASSES][WORD_BITS];
    pattern_set with_number[PHRASE_PASSES], with_core[PHRASE_PASSES];
    /* Those that need no more than what a sentence has, by four bits of it. */
    pattern_set content[PHRASE_PASSES][PARTS][VALUES];
};

/* ------------------------------------------------------------ from the table */

static uint32_t atoms_of(lexicon_class c, str list)
{
    uint32_t bits = 0;
    while (list.len)
        bits |= lexicon_atom(c, str_cut(&list, '|'));
    return bits;
}

/* Kinds of elements that are words of a class of the lexicon. */
static const char class_kinds[] = "MWSUXPTZLBHwE";

static lexicon_class class_of(char kind)
{
    static const lexicon_class classes[] = {
        LEXICON_MONTH,    LEXICON_WEEKDAY, LEXICON_SEASON,  LEXICON_UNIT,
        LEXICON_DEICTIC,  LEXICON_PART,    LEXICON_DAYPART, LEXICON_TIMEZONE,
        LEXICON_LANDMARK, LEXICON_PHASE,   LEXICON_HOLIDAY, LEXICON_DATEWORD,
        LEXICON_DATEWORD,
    };
    _Static_assert(sizeof classes / sizeof *classes == sizeof class_kinds - 1,
                   "one for each");
    const char *at = strchr(class_kinds, kind);
    return at ? classes[at - class_kinds] : LEXICON_DATEWORD;
}

static uint32_t class_bit(lexicon_class c)
{
    return 1u << (c - LEXICON_MONTH);
}

static element read_element(str s)
{
    element e = { 0 };
    for (; s.len > 1 && (*s.at == '?' || *s.at == '='); s.at++, s.len--) {
        e.optional |= *s.at == '?';
        e.glued |= *s.at == '=';
    }
    e.kind = *s.at;
    e.number = strchr("nNdmyYhiIsq", e.kind) != NULL;
    if (e.number) {
        e.class_bit = class_bit(LEXICON_NUMBER);
    } else if (strchr(class_kinds, e.kind)) {
        str list = s;
        str_cut(&list, ':');
        e.class = class_of(e.kind);
        e.atoms = e.kind == 'E' ? DATEWORD_EVERY : atoms_of(e.class, list);
        if (e.class != LEXICON_DATEWORD && e.class != LEXICON_PHASE)
            e.class_bit = class_bit(e.class);
    } else if (!strchr("rC-#", e.kind)) {
        e.sign = e.kind;
        e.kind = PATTERN_SIGN;
    }
    return e;
}

static void allow(pattern *p, const element *e)
{
    p->classes |= e->class_bit;
    if (e->number) {
        p->number = true;
        p->words |= DATEWORD_ENDING;
    } else if (e->class == LEXICON_DATEWORD) {
        p->words |= e->atoms;
    } else if (!e->class_bit) {
        p->other = true;
    }
}

static uint32_t sign_bit(char sign)
{
    const char *at = sign ? strchr(signs, sign) : NULL;
    return at ? 1u << (HAS_SIGN + (at - signs)) : 0;
}

/* Which of the atoms of a sentence an element asks for; -1: none. */
static int atoms_asked(const element *e)
{
    switch (e->class) {
    case LEXICON_DATEWORD:
        return PHRASE_WORDS;
    case LEXICON_UNIT:
        return PHRASE_UNITS;
    case LEXICON_DEICTIC:
        return PHRASE_DEICTICS;
    default:
        return -1;
    }
}

static uint32_t has_of(const element *e)
{
    switch (e->kind) {
    case PATTERN_SIGN:
        return sign_bit(e->sign);
    case '#':
        return HAS_SEPARATOR;
    case '-':
        return HAS_DASH;
    case 'r':
        return HAS_ROMAN;
    default:
        return e->number ? HAS_NUMBER : e->class_bit;
    }
}

/* What there must be in a sentence for an element to find something. */
static void require(pattern *p, const element *e)
{
    if (e->kind == 'C')
        p->needs |= p->needs & HAS_CORE ? HAS_CORES : HAS_CORE;
    p->needs |= has_of(e);
}

/* What is looked at of a token before an element is tried there. */
static pattern_ahead ahead_of(const pattern *p, size_t k)
{
    pattern_ahead out = { .ends = true };
    for (; k < p->n && out.ends; k++) {
        const element *e = &p->elements[k];
        uint32_t has = has_of(e);
        out.ends = e->optional;
        out.has |= has | e->class_bit;
        if (e->class == LEXICON_DATEWORD)
            out.words |= e->atoms;
        else
            out.any |= !has;
    }
    return out;
}

static void read_row(pattern *p, const phrase_row *row)
{
    *p = (pattern){ .row = row };
    str rest = str_of(row->form);
    bool first = true;
    while (rest.len && p->n < PATTERN_ELEMENTS) {
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

static void index_row(phrase_patterns *out, int pass, size_t i)
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
static uint64_t need_of(phrase_patterns *out, const element *e)
{
    int of = atoms_asked(e);
    size_t i = 0;
    if (of < 0 || !e->atoms || e->optional)
        return 0;
    while (i < out->n_needs &&
           (out->needs[i].of != of || out->needs[i].atoms != e->atoms))
        i++;
    if (i == MOST_NEEDS)
        return 0;
    out->needs[i] = (need){ (uint8_t)of, e->atoms };
    out->n_needs += i == out->n_needs;
    return (uint64_t)1 << i;
}

static brief brief_of(phrase_patterns *out, const pattern *p)
{
    brief b = { .has = p->classes | (p->number ? HAS_NUMBER : 0),
                .words = p->words,
                .core = p->other };
    for (size_t k = 0; k < p->n; k++)
        b.needs |= need_of(out, &p->elements[k]);
    for (size_t k = 0; k < p->n; k++) {
        const pattern_ahead *next = &p->ahead[k + 1];
        b.second.has |= next->has;
        b.second.words |= next->words;
        b.second.any |= next->any || next->ends;
        if (!p->elements[k].optional)
            break;
    }
    return b;
}

phrase_patterns *phrase_patterns_new(arena *a)
{
    size_t n;
    const phrase_row *rows = phrase_table(&n);
    phrase_patterns *out = arena_new(a, phrase_patterns);
    out->patterns = arena_array(a, pattern, n);
    out->briefs = arena_array(a, brief, n);
    for (int pass = 0; pass < PHRASE_PASSES; pass++) {
        out->begin[pass] = out->n;
        for (size_t i = 0; i < n; i++)
            if (rows[i].pass == pass) {
                read_row(&out->patterns[out->n++], &rows[i]);
                index_row(out, pass, out->n - 1 - out->begin[pass]);
                out->briefs[out->n - 1] = brief_of(out, &out->patterns[out->n - 1]);
            }
    }
    out->begin[PHRASE_PASSES] = out->n;
    for (int pass = 0; pass < PHRASE_PASSES; pass++)
        out->width[pass] = (out->begin[pass + 1] - out->begin[pass] + 63) / 64;
    return out;
}

/* ---------------------------------------------------------- which of them to try */

void pattern_note(phrase_view *v, phrase_cell *c, uint8_t gap)
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
    v->atoms[PHRASE_WORDS] |= c->words;
}

static void join(pattern_set *a, const pattern_set *b)
{
    for (int k = 0; k < PHRASE_SET; k++)
        a->bits[k] |= b->bits[k];
}

static void keep_common(pattern_set *a, const pattern_set *b)
{
    for (int k = 0; k < PHRASE_SET; k++)
        a->bits[k] &= b->bits[k];
}

static bool is_none(const pattern_set *s)
{
    uint64_t any = 0;
    for (int k = 0; k < PHRASE_SET; k++)
        any |= s->bits[k];
    return !any;
}

/* The patterns that may begin at a token. */
static pattern_set candidates(const phrase_patterns *p, int pass, const phrase_cell *c)
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

void pattern_end(const phrase_patterns *p, phrase_view *v)
{
    v->unmet = 0;
    for (size_t i = 0; i < p->n_needs; i++)
        v->unmet |= (uint64_t) !(p->needs[i].atoms & v->atoms[p->needs[i].of]) << i;
}

bool pattern_start(const phrase_patterns *p, int pass, phrase_view *v)
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

bool pattern_candidates(const phrase_patterns *p, int pass, const phrase_view *v,
                        uint32_t token, pattern_set *out)
{
    pattern_set open;
    memcpy(open.bits, v->open, sizeof open.bits);
    *out = candidates(p, pass, &v->cells[token - v->first]);
    keep_common(out, &open);
    return !is_none(out);
}

const pattern *pattern_of(const phrase_patterns *p, int pass, size_t i)
{
    return &p->patterns[p->begin[pass] + i];
}

const pattern_ahead *pattern_second(const phrase_patterns *p, int pass, size_t i)
{
    return &p->briefs[p->begin[pass] + i].second;
}
