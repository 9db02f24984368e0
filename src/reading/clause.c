#include "reading/reading.h"

#include <string.h>

enum {
    CHAIN_LINK = 3, /* tokens from a comma to the name of what the place lies in */
    LINK_REACH = 2, /* from "and" to the verb that it joins */
};

/* Signs that end a clause. A comma between digits does not, nor does what is put in
   brackets, behind which the clause goes on. */
static bool is_break(const article *x, uint32_t i, uint32_t end)
{
    static const char *const signs[] = { ",", ";", ":", "–", "—", "،", "՝", "․" };
    if (x->tokens[i].shape != TEXT_MARK)
        return false;
    str t = article_token(x, i);
    bool number = i + 1 < end && x->tokens[i + 1].gap == TEXT_GLUED &&
                  x->tokens[i + 1].shape == TEXT_NUMBER;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (str_eq(t, str_of(signs[k])))
            return !number;
    return false;
}

/* Who somebody is says what he does, too: "protesters in Paris". */
static bool is_who(lexicon_class c)
{
    return c == LEXICON_ACTOR || c == LEXICON_TITLE || c == LEXICON_BODY ||
           c == LEXICON_PLACENOUN;
}

static bool can_shadow(lexicon_class c)
{
    return is_who(c) || c == LEXICON_NOTDATE || c == LEXICON_CLAUSE ||
           c == LEXICON_NEGATION || c == LEXICON_MODAL || c == LEXICON_CLAIM ||
           c == LEXICON_TRIGGER;
}

static bool can_hide(lexicon_class c)
{
    return c == LEXICON_TRIGGER || c == LEXICON_NEGATION || c == LEXICON_MODAL ||
           c == LEXICON_CLAIM || c == LEXICON_CLAUSE;
}

/* Tags are by where they begin, longer ones first: the one that reaches furthest so far
   covers what ends within it. */
void reading_shadow(reading *r)
{
    const article *x = r->x;
    uint32_t cover_end = 0, cover_n = 0;
    bool who = false, talk = false;
    r->shadowed = arena_array(r->a, bool, x->n_tags + 1);
    for (size_t i = 0; i < x->n_tags; i++) {
        const lexicon_tag *t = &x->tags[i];
        uint32_t end = t->first + t->n;
        bool deed = who && t->entry->class == LEXICON_TRIGGER && t->n > 1 &&
                    !reading_is_talk(t->entry);
        /* "says it will": that it will is said of the verb behind */
        bool will = talk && t->entry->class == LEXICON_MODAL &&
                    t->entry->atoms & MODAL_PLANNED && end == cover_end;
        r->shadowed[i] = can_hide(t->entry->class) && !deed && !will &&
                         end <= cover_end && t->n < cover_n;
        if (can_shadow(t->entry->class) && end > cover_end && !r->shadowed[i]) {
            cover_end = end;
            cover_n = t->n;
            who = t->entry->class == LEXICON_ACTOR && t->entry->atoms & ACTOR_PEOPLE;
            talk = t->entry->class == LEXICON_TRIGGER && reading_is_talk(t->entry);
        }
    }
}

/* "Bangkok, Thailand", "village, district, province": one place. */
static bool in_chain(const reading *r, uint32_t comma)
{
    size_t i = reading_mention_from(r, comma);
    if (i == r->first_mention || i >= r->end_mention)
        return false;
    const mention *before = &r->m->mentions[i - 1], *next = before + 1;
    return before->first + before->n == comma && next->role == MENTION_WITHIN &&
           next->first <= comma + CHAIN_LINK;
}

static void close_clause(reading *r, uint32_t at)
{
    if (r->n_clauses)
        r->clauses[r->n_clauses - 1].end = at;
}

/* Empty clauses are begun anew instead. */
static void open_clause(reading *r, uint32_t at, uint32_t relation)
{
    close_clause(r, at);
    reading_clause *last = r->n_clauses ? &r->clauses[r->n_clauses - 1] : NULL;
    if (last && last->first == at) {
        last->relation |= relation;
        return;
    }
    if (r->n_clauses == READING_CLAUSES)
        return;
    r->clauses[r->n_clauses++] = (reading_clause){ .first = at,
                                                   .end = at,
                                                   .relation = relation,
                                                   .first_negation = UINT32_MAX,
                                                   .trigger = READING_NONE };
}

int reading_clause_of(const reading *r, uint32_t token)
{
    int low = 0, high = r->n_clauses;
    while (high - low > 1) {
        int mid = (low + high) / 2;
        if (r->clauses[mid].first <= token)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static const dates_date *date_at(const reading *r, uint32_t token)
{
    size_t low = r->first_date, high = r->end_date;
    while (low < high) { /* the first one that begins behind the token */
        size_t mid = (low + high) / 2;
        if (r->d->dates[mid].first <= token)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == r->first_date)
        return NULL;
    const dates_date *d = &r->d->dates[low - 1];
    return token < d->first + d->n ? d : NULL;
}

bool reading_in_date(const reading *r, uint32_t token)
{
    return date_at(r, token) != NULL;
}

uint32_t reading_tag_from(const reading *r, uint32_t sentence, uint32_t token)
{
    return article_tag_from(r->x, &r->x->sentences[sentence], token);
}

size_t reading_mention_from(const reading *r, uint32_t token)
{
    size_t low = r->first_mention, high = r->end_mention;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->m->mentions[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void mark(reading *r, const lexicon_tag *t)
{
    reading_clause *c = &r->clauses[reading_clause_of(r, t->first)];
    const lexicon_entry *e = t->entry;
    if (r->shadowed[t - r->x->tags])
        return;
    switch (e->class) {
    case LEXICON_MODAL:
        if (!reading_in_date(r, t->first)) /* "may" of "3 May" */
            c->modal |= e->atoms;
        break;
    case LEXICON_PHASE:
        c->phase |= e->atoms;
        break;
    case LEXICON_CLAIM:
        c->claim |= e->atoms;
        break;
    case LEXICON_PLACENOUN:
        c->placenoun |= e->atoms;
        break;
    case LEXICON_NEGATION:
        if (t->first < c->first_negation)
            c->first_negation = t->first;
        break;
    default:
        break;
    }
}

/* "and" joins clauses when a verb or a date comes next; else it joins names. */
static bool links(const reading *r, const lexicon_tag *t)
{
    uint32_t next = t->first + t->n;
    const dates_date *d = date_at(r, next);
    if (d && d->first == next)
        return true;
    const lexicon_tag *end = r->x->tags + r->x->n_tags;
    for (const lexicon_tag *v = t + 1; v < end && v->first < next + LINK_REACH; v++)
        if (v->entry->class == LEXICON_TRIGGER && v->first >= next &&
            v->entry->atoms & TRIGGER_VERB && !(v->entry->atoms & TRIGGER_WEAK) &&
            !(v->entry->atoms & TRIGGER_NOUN) && !r->shadowed[v - r->x->tags])
            return true;
    return false;
}

/* A word that joins clauses and stands inside a date or another such word does not,
   unless all of the date is such a clause: "two days before X attacked". */
static bool joins(const reading *r, const lexicon_tag *t, uint32_t free_from)
{
    if (t->entry->class != LEXICON_CLAUSE || t->first < free_from ||
        r->shadowed[t - r->x->tags])
        return false;
    if (t->entry->atoms & CLAUSE_LINK && !links(r, t))
        return false;
    const dates_date *d = date_at(r, t->first);
    return !d || (d->anchor == DATES_EVENT && d->first == t->first);
}

/* "troops led by X have entered": the verb of the main clause comes again. */
static bool resumes(const reading *r, uint32_t token)
{
    const reading_clause *c = &r->clauses[r->n_clauses - 1];
    const article_sentence *s = &r->x->sentences[r->sentence];
    if (c->relation != CLAUSE_REASON || r->n_clauses < 2 || token < c->first + 3)
        return false;
    const lexicon_tag *tags = r->x->tags;
    uint32_t end = s->first_tag + s->n_tags;
    for (uint32_t i = reading_tag_from(r, r->sentence, token);
         i < end && tags[i].first == token; i++)
        if (tags[i].entry->class == LEXICON_PHASE && tags[i].entry->atoms == PHASE_DONE)
            return true;
    return false;
}

/* "the talks of A – B": a dash between two names joins them. */
static bool joins_names(const reading *r, uint32_t dash)
{
    size_t i = reading_mention_from(r, dash);
    if (i == r->first_mention || i >= r->end_mention || r->m->mentions[i].nominal)
        return false;
    str t = article_token(r->x, dash);
    const mention *before = &r->m->mentions[i - 1];
    return (str_eq(t, str_of("–")) || str_eq(t, str_of("—"))) &&
           before->first + before->n == dash && r->m->mentions[i].first == dash + 1;
}

/* Where the verb comes last, so does the word that joins its clause to another. */
static void end_clause(reading *r, const lexicon_tag *t, uint32_t end)
{
    uint32_t next = t->first + t->n;
    r->clauses[r->n_clauses - 1].relation |= t->entry->atoms;
    if (next < end && is_break(r->x, next, end))
        next++;
    if (next < end)
        open_clause(r, next, 0);
}

void reading_cut(reading *r)
{
    const article *x = r->x;
    const article_sentence *s = &x->sentences[r->sentence];
    uint32_t end = s->first + s->n, free_from = s->first;
    const lexicon_tag *tag = x->tags + s->first_tag, *tags_end = tag + s->n_tags;
    r->n_clauses = 0;
    r->elaborates = false;
    open_clause(r, s->first, 0);
    for (uint32_t i = s->first; i < end; i++) {
        for (; tag < tags_end && tag->first <= i; tag++) {
            if (!joins(r, tag, free_from))
                continue;
            bool again = i == free_from && i > s->first && r->n_clauses;
            const uint32_t inner = CLAUSE_ABOUT | CLAUSE_FACT;
            const uint32_t outer = CLAUSE_PURPOSE | CLAUSE_CONDITION | CLAUSE_WAY;
            uint32_t before = r->clauses[r->n_clauses - 1].relation;
            if (tag->entry->atoms & CLAUSE_BEHIND)
                end_clause(r, tag, end);
            else if (again)
                r->clauses[r->n_clauses - 1].relation |= tag->entry->atoms;
            else
                open_clause(r, i,
                            tag->entry->atoms |
                                (tag->entry->atoms & inner ? before & outer : 0));
            r->elaborates |= i == s->first && tag->entry->atoms & CLAUSE_ELABORATES;
            free_from = i + tag->n;
        }
        if (resumes(r, i))
            open_clause(r, i, 0);
        if (is_break(x, i, end) && i + 1 < end && !reading_in_date(r, i) &&
            !in_chain(r, i) && !joins_names(r, i))
            open_clause(r, i + 1, 0);
    }
    close_clause(r, end);
    for (tag = x->tags + s->first_tag; tag < tags_end; tag++)
        mark(r, tag);
}
