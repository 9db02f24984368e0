#include "dates/tense.h"

enum { REACH = 24, FRONT = 3 };

static bool is_mark(const article *x, uint32_t token)
{
    return x->tokens[token].shape == TEXT_MARK;
}

static bool is_said(const lexicon_tag *t)
{
    return t->class == LEXICON_SAY ||
           (t->class == LEXICON_TRIGGER && t->entry->atoms & TRIGGER_TALK);
}

static bool is_date(const lexicon_tag *t)
{
    return t->class == LEXICON_MONTH || t->class == LEXICON_WEEKDAY ||
           (t->class == LEXICON_DEICTIC && t->entry->atoms & UNIT_DAY);
}

/* All that the words from one token to before another say; behind a date up to a verb
   of saying or another date: what is then told has its own time. A longer word of time
   has taken its words out of the sentence: "hôm" in "hôm nay". */
static uint32_t modals(const article *x, const article_sentence *s, uint32_t from,
                       uint32_t to, bool behind)
{
    uint32_t out = 0, taken = from;
    size_t end = (size_t)s->first_tag + s->n_tags;
    for (size_t i = article_tag_from(x, s, from); i < end && x->tags[i].first < to; i++) {
        const lexicon_tag *t = &x->tags[i];
        if (behind && (is_said(t) || is_date(t)))
            break;
        if (t->class == LEXICON_DEICTIC && t->first + t->n > taken)
            taken = t->first + t->n;
        if (t->class == LEXICON_DEICTIC && t->entry->atoms & UNIT_SOON)
            out |= MODAL_PLANNED;
        if (t->class == LEXICON_MODAL && t->first >= taken)
            out |= t->entry->atoms;
    }
    return out;
}

dates_tense dates_told(const article *x, const article_sentence *s, uint32_t first,
                       uint32_t end)
{
    uint32_t from = first, to = end, last = s->first + s->n;
    while (from > s->first && from + REACH > first && !is_mark(x, from - 1))
        from--;
    /* A date in front belongs to what comes behind its comma. */
    if (first < s->first + FRONT && to < last && is_mark(x, to))
        to++;
    while (to < last && to < end + REACH && !is_mark(x, to))
        to++;
    uint32_t said = modals(x, s, from, end, false) | modals(x, s, end, to, true);
    if (said & MODAL_PLANNED)
        return DATES_TO_COME;
    return said & MODAL_PAST ? DATES_PAST : DATES_UNTOLD;
}
