#include "reading/reading.h"

/* Whether it happened, and who says so. */

static uint32_t byte_of(const reading *r, uint32_t token)
{
    return r->x->tokens[token].at;
}

static uint32_t byte_end(const reading *r, uint32_t token)
{
    return r->x->tokens[token].at + r->x->tokens[token].len;
}

/* Words of time and mood before the verb are no part of who speaks. */
static uint32_t before_verb(const reading *r, uint32_t first, uint32_t end)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        lexicon_class c = tag->entry->class;
        if (tag->first >= end)
            break;
        if (tag->first > first && !r->shadowed[i] &&
            (c == LEXICON_PHASE || c == LEXICON_MODAL || c == LEXICON_NEGATION))
            return tag->first;
    }
    return end;
}

/* From one token to before another, without the signs and dates at its end. */
static void set_source(const reading *r, happening *h, uint32_t first, uint32_t end)
{
    end = before_verb(r, first, end);
    while (end > first &&
           (r->x->tokens[end - 1].shape == TEXT_MARK || reading_in_date(r, end - 1)))
        end--;
    while (first < end &&
           (r->x->tokens[first].shape == TEXT_MARK || reading_in_date(r, first)))
        first++;
    if (first >= end || end - first > 24)
        return;
    h->source_start = byte_of(r, first);
    h->source_end = byte_end(r, end - 1);
}

/* "According to X, ...". */
static bool by_claim(const reading *r, happening *h)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->entry->class != LEXICON_CLAIM || !(tag->entry->atoms & CLAIM_SOURCE) ||
            r->shadowed[i])
            continue;
        const reading_clause *c = &r->clauses[reading_clause_of(r, tag->first)];
        set_source(r, h, tag->first + tag->n, c->end);
        return h->source_end > h->source_start;
    }
    return false;
}

/* "X says that ...": X is what stands before the verb in its clause, or in the one
   before, without the dates between them. */
static void by_speaker(const reading *r, int trigger, happening *h)
{
    for (int i = trigger - 1; i >= 0; i--) {
        const reading_trigger *g = &r->triggers[i];
        if (g->spent || !reading_is_talk(g->entry))
            continue;
        while (i > 0 && r->triggers[i - 1].clause == g->clause &&
               reading_is_talk(r->triggers[i - 1].entry) && !r->triggers[i - 1].spent)
            g = &r->triggers[--i];
        const reading_clause *c = &r->clauses[g->clause];
        uint32_t first = c->first;
        if (first == g->first && g->clause > 0)
            first = r->clauses[g->clause - 1].first;
        set_source(r, h, first, g->first);
        return;
    }
}

static bool is_future(const reading *r, const happening *h)
{
    const dates_story *s = &r->d->stories[r->x->sentences[r->sentence].story];
    return h->when.own && h->when.when.precision != DATELINE_UNDATED &&
           s->written.precision != DATELINE_UNDATED && h->when.when.begin != INT64_MIN &&
           h->when.when.begin >= s->written.end;
}

void reading_status(reading *r, int trigger, happening *h)
{
    const reading_trigger *t = &r->triggers[trigger];
    const reading_clause *c = &r->clauses[t->clause];
    if (!by_claim(r, h) && t->told)
        by_speaker(r, trigger, h);
    if (t->kind == DATELINE_STATEMENT && h->source_end == h->source_start &&
        reading_is_talk(t->entry))
        set_source(r, h, c->first, t->first);
    h->status = DATELINE_OCCURRED;
    if (c->modal & MODAL_CANCELLED)
        h->status = DATELINE_IS_CANCELLED;
    else if (t->planned || t->kind == DATELINE_PLANNED || is_future(r, h))
        h->status = DATELINE_IS_PLANNED;
    else if (c->claim & CLAIM_DOUBT)
        h->status = DATELINE_CLAIMED;
    else if (c->modal & MODAL_ONGOING && !(c->phase & (PHASE_END | PHASE_DONE)))
        h->status = DATELINE_ONGOING;
}
