#include "dates/happening.h"

#include "base/hash.h"
#include "dates/tense.h"

/* Letters that tell names apart; what follows may be an ending. */
enum { STEM = 5, FRONT = 3, REACH = 30 };

static str stem_of(str s)
{
    size_t at = 0;
    for (int i = 0; i < STEM && at < s.len; i++)
        for (at++; at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80;)
            at++;
    return (str){ s.at, at };
}

static uint64_t bit_of(dateline_kind kind)
{
    return (uint64_t)1 << (kind == DATELINE_ATTACK ? DATELINE_OFFENSIVE : kind);
}

static bool is_talk(const lexicon_tag *t)
{
    return t->class == LEXICON_SAY ||
           (t->class == LEXICON_TRIGGER && t->entry->atoms & TRIGGER_TALK);
}

static bool is_comma(const article *x, uint32_t token)
{
    str s = article_token(x, token);
    return x->tokens[token].shape == TEXT_MARK && s.len == 1 &&
           (*s.at == ',' || *s.at == ';' || *s.at == ':' || *s.at == '.');
}

/* The clause that a date is in: up to the commas beside it, or behind the one that a
   date in front has. What somebody says then did not happen then. */
bool dates_clause_around(const article *x, const article_sentence *s, uint32_t *first,
                         uint32_t *end)
{
    uint32_t from = *first, to = *end, last = s->first + s->n;
    while (from > s->first && from + REACH > *first && !is_comma(x, from - 1))
        from--;
    if (*first < s->first + FRONT && to < last && is_comma(x, to))
        to++;
    while (to < last && to < *end + REACH && !is_comma(x, to))
        to++;
    size_t tags = (size_t)s->first_tag + s->n_tags;
    for (size_t i = article_tag_from(x, s, from); i < tags && x->tags[i].first < to; i++)
        if (is_talk(&x->tags[i]))
            return false;
    *first = from;
    *end = to;
    return true;
}

dates_happening dates_hear(const article *x, const article_sentence *s, uint32_t first,
                           uint32_t end)
{
    dates_happening out = { .story = s->story };
    size_t tags = (size_t)s->first_tag + s->n_tags;
    for (size_t i = article_tag_from(x, s, first); i < tags && x->tags[i].first < end;
         i++) {
        const lexicon_tag *t = &x->tags[i];
        if (t->class != LEXICON_TRIGGER ||
            t->entry->atoms & (TRIGGER_TALK | TRIGGER_WEAK) || !t->entry->kind)
            continue;
        out.kinds |= bit_of(t->entry->kind);
        if (!out.end)
            out.end = t->first + t->n;
    }
    for (uint32_t i = first; i < end && out.n_names < DATES_NAMES; i++) {
        const text_token *t = &x->tokens[i];
        if (t->shape == TEXT_CAPITAL || t->shape == TEXT_UPPER || t->shape == TEXT_MIXED)
            out.names[out.n_names++] = hash_str(stem_of(article_token(x, i)));
    }
    return out;
}

void dates_note(dates_happenings *h, const dates_happening *one)
{
    if (one->kinds)
        h->all[h->n++ % DATES_HAPPENINGS] = *one;
}

static bool share_name(const dates_happening *a, const dates_happening *b)
{
    for (size_t i = 0; i < a->n_names; i++)
        for (size_t k = 0; k < b->n_names; k++)
            if (a->names[i] == b->names[k])
                return true;
    return false;
}

const dates_happening *dates_recall(const dates_happenings *h, const dates_happening *one)
{
    size_t kept = h->n < DATES_HAPPENINGS ? h->n : DATES_HAPPENINGS;
    for (size_t i = 1; i <= kept; i++) {
        const dates_happening *other = &h->all[(h->n - i) % DATES_HAPPENINGS];
        if (other->kinds & one->kinds && other->story == one->story &&
            (!one->n_names || share_name(one, other)))
            return other;
    }
    return NULL;
}
