#include "reading/reading.h"

/* "then" against "on 22 July". */
bool reading_is_exact(const dates_date *d)
{
    return d->type != DATES_VAGUE && d->when.precision >= DATELINE_DAY &&
           d->when.begin != INT64_MIN && d->when.end != INT64_MAX && !d->when.interval;
}

/* A name may hold a word that is a trigger elsewhere. */
bool reading_in_name(const reading *r, uint32_t token)
{
    size_t i = reading_mention_from(r, token + 1);
    if (i == r->first_mention)
        return false;
    const mention *m = &r->m->mentions[i - 1];
    return !m->nominal && token < m->first + m->n;
}

/* What is told with a day and a place of its own happened, though no word of the lexicon
   says what. */
static const lexicon_entry PLAIN = { .class = LEXICON_TRIGGER,
                                     .atoms = TRIGGER_VERB | TRIGGER_WEAK,
                                     .kind = DATELINE_OTHER };

static int any_day(const reading *r)
{
    for (size_t i = r->first_date; i < r->end_date; i++) {
        const dates_date *d = &r->d->dates[i];
        uint32_t relation = r->clauses[reading_clause_of(r, d->first)].relation;
        bool month = d->when.precision == DATELINE_MONTH && d->type == DATES_DATE;
        if ((reading_is_exact(d) || month) && d->when.end != INT64_MAX &&
            !(relation & ~(uint32_t)(CLAUSE_AND | CLAUSE_LINK)))
            return (int)i;
    }
    return READING_NONE;
}

/* The first verb: captions have none. */
static uint32_t first_verb(const reading *r)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        lexicon_class c = tag->entry->class;
        bool verb = c == LEXICON_PHASE || c == LEXICON_ACT ||
                    (c == LEXICON_TRIGGER && tag->entry->atoms & TRIGGER_VERB);
        if (verb && !r->shadowed[i] && !reading_in_name(r, tag->first))
            return tag->first;
    }
    return UINT32_MAX;
}

void reading_plain(reading *r)
{
    int day = any_day(r);
    uint32_t verb = first_verb(r);
    if (day == READING_NONE || r->n_triggers == READING_TRIGGERS)
        return;
    for (int i = 0; i < r->n_triggers; i++)
        if (r->triggers[i].strength > 0)
            return;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i];
        int clause = reading_clause_of(r, m->first);
        const reading_clause *c = &r->clauses[clause];
        if (m->nominal || (m->role != MENTION_AT && m->role != MENTION_NEAR) ||
            !reading_is_place(r, i) ||
            c->relation & ~(uint32_t)(CLAUSE_AND | CLAUSE_LINK) ||
            c->modal & (MODAL_WISH | MODAL_POSSIBLE | MODAL_GENERAL) || c->claim ||
            c->first_negation < m->first || m->first <= verb ||
            reading_spot_of(r, i).precision == DATELINE_GEO_COUNTRY)
            continue;
        r->triggers[r->n_triggers++] = (reading_trigger){ .first = m->first,
                                                          .end = m->first,
                                                          .entry = &PLAIN,
                                                          .kind = DATELINE_OTHER,
                                                          .clause = clause,
                                                          .date = day,
                                                          .duration = READING_NONE,
                                                          .place = (int)i,
                                                          .to = READING_NONE,
                                                          .strength = 2 };
        return;
    }
}
