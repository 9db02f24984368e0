#include "phrase/phrase.h"

#include "phrase/fold.h"
#include "phrase/match.h"
#include "phrase/number.h"
#include "phrase/pattern.h"

/* ------------------------------------------------------------ what is worth a look */

/* Of which dates are made. */
static bool is_class(lexicon_class c)
{
    return c >= LEXICON_MONTH && c <= LEXICON_NOTDATE;
}

static bool is_seed(lexicon_class c)
{
    return is_class(c) && c != LEXICON_NUMBER && c != LEXICON_NOTDATE &&
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

/* What can be told from the token itself: nothing of most words. */
static inline void note_token(const article *x, uint32_t token, phrase_cell *c)
{
    static const phrase_cell nothing = { .tag = UINT32_MAX, .core = PHRASE_NO_CORE };
    const text_token *t = &x->tokens[token];
    *c = nothing;
    switch (t->shape) {
    case TEXT_NUMBER:
        c->number = true;
        break;
    case TEXT_MARK:
        c->sign = t->len == 1 ? x->text.at[t->at] : '?';
        break;
    case TEXT_UPPER:
    case TEXT_CAPITAL:
    case TEXT_MIXED:
        c->roman = phrase_roman(article_token(x, token)) > 0;
        break;
    default:
        break;
    }
}

static phrase_cell *cell_at(const phrase_reader *r, uint32_t token)
{
    return &r->cells[token - r->base];
}

/* What stands in the way of a word of time: one that is as long is not meant, "theo giờ"
   in "theo giờ Hà Nội". */
static bool is_in_way(const phrase_reader *r, uint32_t tag)
{
    const lexicon_tag *t = &r->x->tags[tag];
    uint32_t i = cell_at(r, t->first)->tag; /* the first one */
    for (; i != UINT32_MAX && i < r->x->n_tags && r->x->tags[i].first == t->first; i++) {
        const lexicon_tag *other = &r->x->tags[i];
        if (is_class(other->class) && other->class != LEXICON_NOTDATE && other->n >= t->n)
            return false;
    }
    return true;
}

static void note_tag(phrase_reader *r, uint32_t tag, uint32_t end)
{
    const lexicon_tag *t = &r->x->tags[tag];
    phrase_cell *c = cell_at(r, t->first);
    if (!is_class(t->class))
        return;
    if (c->tag == UINT32_MAX)
        c->tag = tag;
    if (t->class == LEXICON_UNIT)
        r->view.atoms[PHRASE_UNITS] |= t->entry->atoms;
    if (t->class == LEXICON_DEICTIC)
        r->view.atoms[PHRASE_DEICTICS] |= t->entry->atoms;
    if (t->class == LEXICON_DATEWORD)
        c->words |= t->entry->atoms;
    else
        c->classes |= 1u << (t->class - LEXICON_MONTH);
    if (t->class != LEXICON_NOTDATE || !is_in_way(r, tag))
        return;
    for (uint32_t i = t->first; i < t->first + t->n && i < end; i++)
        cell_at(r, i)->core = PHRASE_BLOCKED;
}

/* "On 17/11 to Tbilisi, to the capital, to visit": a word for both "next" and "to", which
   this is, is the latter before a name, a kind of place and a verb. */
static void block_way(phrase_reader *r, const article_sentence *s, uint32_t token)
{
    const article *x = r->x;
    if (cell_at(r, token + 1)->classes)
        return;
    bool way = x->tokens[token + 1].shape == TEXT_CAPITAL;
    uint32_t end = s->first_tag + s->n_tags;
    for (uint32_t k = article_tag_from(x, s, token + 1);
         k < end && x->tags[k].first == token + 1; k++)
        way |=
            x->tags[k].class == LEXICON_PLACENOUN || x->tags[k].class == LEXICON_TRIGGER;
    if (way)
        cell_at(r, token)->core = PHRASE_BLOCKED;
}

/* The cells of a sentence: where tags begin, and what is no date. */
static void lay_out(phrase_reader *r, const article_sentence *s)
{
    const article *x = r->x;
    uint32_t end = s->first + s->n;
    if (s->n > r->cells_cap) {
        r->cells_cap = (size_t)s->n * 2;
        r->cells = arena_array(r->a, phrase_cell, r->cells_cap);
    }
    r->n_found = 0;
    r->base = s->first;
    r->view = (phrase_view){
        .x = x, .cells = r->cells, .first = s->first, .end = end, .hyphens = r->hyphens
    };
    for (uint32_t i = s->first; i < end; i++)
        note_token(x, i, cell_at(r, i));
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++)
        note_tag(r, i, end);
    for (uint32_t i = s->first; i < end; i++) {
        phrase_cell *c = cell_at(r, i);
        if (c->classes || c->words || c->number || c->roman || c->sign ||
            x->tokens[i].gap == TEXT_HYPHEN)
            pattern_note(&r->view, c, x->tokens[i].gap);
        if (c->number)
            phrase_number_note(&r->view, i, c);
        if (c->words == (DATEWORD_TO | DATEWORD_NEXT) && i + 1 < end)
            block_way(r, s, i);
    }
    pattern_end(r->patterns, &r->view);
}

int32_t phrase_keep(phrase_reader *r, const phrase_match *m)
{
    r->found = arena_grow(r->a, r->found, r->n_found, &r->found_cap, sizeof *r->found);
    r->found[r->n_found] = *m;
    r->view.found = r->found;
    r->view.n_found = r->n_found + 1;
    return (int32_t)r->n_found++;
}

/* Whether a match of the pass may begin at a token: at most none does. */
static bool may_begin(const phrase_reader *r, uint32_t token)
{
    const phrase_view *v = &r->view;
    const phrase_cell *c = cell_at(r, token);
    return (c->has & v->begin_has || c->words & v->begin_words ||
            (v->begin_core && (c->roman || c->core >= 0))) &&
           c->core != PHRASE_BLOCKED;
}

/* Dates as they are stated, then with what stands beside them. */
static void find_cores(phrase_reader *r)
{
    phrase_match m;
    for (int pass = 0; pass < 2; pass++) {
        if (!pattern_start(r->patterns, pass, &r->view))
            continue;
        for (uint32_t i = r->view.first; i < r->view.end; i++) {
            if (!may_begin(r, i) || !match_at(r->patterns, pass, &r->view, i, &m))
                continue;
            if (pass == 1 && !phrase_fold_in(&m, r->found))
                continue;
            int32_t *core = &cell_at(r, i)->core;
            if (*core >= 0 && r->found[*core].n > m.n)
                continue;
            *core = phrase_keep(r, &m);
            r->hyphens |= m.seen.sign == '-' && m.seen.days && !m.seen.years;
            i += m.n - 1;
        }
    }
}

bool phrase_open(phrase_reader *r, const article_sentence *s)
{
    if (!is_worth(r->x, s))
        return false;
    lay_out(r, s);
    find_cores(r);
    return pattern_start(r->patterns, 2, &r->view);
}

bool phrase_at(const phrase_reader *r, uint32_t token, phrase_match *out)
{
    return may_begin(r, token) && match_at(r->patterns, 2, &r->view, token, out);
}

const phrase_match *phrase_core(const phrase_match *m, const phrase_match *found)
{
    while (m->op == PHRASE_CORE && m->seen.cores)
        m = &found[m->seen.core[0]];
    return m;
}

/* ------------------------------------------------------------ a single expression */

/* Words that may lead to a date, and are none. */
static uint32_t skip_lead(const phrase_view *v, uint32_t token)
{
    const lexicon_tag *t =
        phrase_tag_at(v, token, LEXICON_DATEWORD,
                      DATEWORD_IN | DATEWORD_DATE_MARK | DATEWORD_OF | DATEWORD_AT |
                          DATEWORD_FROM | DATEWORD_TO | DATEWORD_DURING | DATEWORD_HENCE);
    return t ? token + t->n : token;
}

static bool whole_from(phrase_reader *r, uint32_t first, phrase_match *m)
{
    lay_out(r, &(article_sentence){ .n = (uint32_t)r->x->n_tokens,
                                    .n_tags = (uint32_t)r->x->n_tags });
    r->view.whole = true;
    r->view.first = first;
    r->view.cells = cell_at(r, first);
    find_cores(r);
    *m = (phrase_match){ 0 };
    bool ok = pattern_start(r->patterns, 2, &r->view) &&
              match_at(r->patterns, 2, &r->view, first, m);
    uint32_t end = m->first + m->n;
    while (ok && end < r->view.end && r->x->tokens[end].shape == TEXT_MARK)
        end++;
    return ok && end >= r->view.end;
}

bool phrase_whole(phrase_reader *r, phrase_match *out)
{
    bool hyphens = r->hyphens; /* what one reading takes for a day is no evidence */
    for (uint32_t at = 0; at < r->x->n_tokens;) {
        if (whole_from(r, at, out))
            return true;
        uint32_t next = skip_lead(&r->view, at);
        r->hyphens = hyphens;
        if (next == at)
            return false;
        at = next;
    }
    return false;
}
