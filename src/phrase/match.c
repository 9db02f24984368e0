#include "phrase/match.h"

#include "phrase/check.h"
#include "phrase/take.h"

enum { MOST_STEPS = 400 };

typedef struct matcher {
    const phrase_view *v;
    const pattern *p;
    uint32_t first;
    int steps;
    phrase_match *best;
} matcher;

static bool is_stop(const phrase_view *v, uint32_t token)
{
    /* That of "p.m." is its own. */
    const lexicon_tag *t =
        token < v->first + 3 ? NULL : phrase_tag_at(v, token - 3, LEXICON_DAYPART, 0);
    if (t && t->n == 4)
        return false;
    char sign = v->cells[token - v->first].sign;
    return sign == '.' || sign == ',';
}

static void finish(const matcher *m, const phrase_seen *s, uint32_t end)
{
    /* A stop behind an abbreviation ends the sentence when nothing follows. */
    while (end > m->first + 1 && is_stop(m->v, end - 1))
        end--;
    uint32_t n = end - m->first;
    if (n <= m->best->n || !phrase_accept(m->v, m->p->row, m->first, end, s))
        return;
    *m->best = (phrase_match){ .first = m->first,
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
    const phrase_cell *c = &m->v->cells[at - m->v->first];
    uint8_t gap = m->v->x->tokens[at].gap;
    if (c->core == PHRASE_BLOCKED ||
        (e->glued && gap != TEXT_GLUED && !(e->kind == 'w' && gap == TEXT_APOSTROPHE)) ||
        (at != m->first && gap == TEXT_PARAGRAPH))
        return false;
    /* What is of another expression is not beside this one. */
    if (e->kind == 'T' && at != m->first && c->core >= 0)
        return false;
    if (e->class_bit & c->classes)
        return true;
    switch (e->kind) {
    case PATTERN_SIGN:
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
static bool has_chance(const matcher *m, const pattern_ahead *next, uint32_t at)
{
    if (at >= m->v->end)
        return false;
    const phrase_cell *c = &m->v->cells[at - m->v->first];
    return next->any || c->has & next->has || c->words & next->words;
}

static void go_on(matcher *m, size_t k, uint32_t at, const phrase_seen *before)
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
    phrase_seen s = *before;
    taken t = take_element(m->v, &m->p->elements[k], at, &s);
    if (t.ok)
        go_on(m, k + 1, at + t.n, &s);
    if (m->p->elements[k].optional)
        go_on(m, k + 1, at, before);
}

/* What the tokens are, taken together, that may stand behind what begins at a token; any
   when it may be long. */
static pattern_ahead behind(const phrase_view *v, uint32_t token)
{
    const uint32_t longer = 1u << (LEXICON_NUMBER - LEXICON_MONTH) |
                            1u << (LEXICON_WEEKDAY - LEXICON_MONTH) |
                            1u << (LEXICON_TIMEZONE - LEXICON_MONTH);
    const phrase_cell *c = &v->cells[token - v->first];
    pattern_ahead out = { 0 };
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

bool match_at(const phrase_patterns *p, int pass, const phrase_view *v, uint32_t token,
              phrase_match *out)
{
    pattern_set set;
    out->n = 0;
    if (!pattern_candidates(p, pass, v, token, &set) || !phrase_starts_clean(v, token))
        return false;
    const phrase_seen nothing = { 0 };
    const pattern_ahead next = behind(v, token);
    for (size_t k = 0; k < PHRASE_SET; k++)
        for (uint64_t bits = set.bits[k]; bits; bits &= bits - 1) {
            size_t i = k * 64 + (size_t)__builtin_ctzll(bits);
            const pattern_ahead *second = pattern_second(p, pass, i);
            if (!(second->any || next.any || second->has & next.has ||
                  second->words & next.words))
                continue;
            matcher m = {
                .v = v, .p = pattern_of(p, pass, i), .first = token, .best = out
            };
            go_on(&m, 0, token, &nothing);
        }
    return out->n > 0;
}
