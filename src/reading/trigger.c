#include "reading/reading.h"

/*
 * Which words of a sentence say that something happened, and what of its places and
 * dates is theirs: in a clause a thing belongs to the trigger before it, else to the
 * one behind it; in a clause without a trigger to the one of the clause before; and
 * what stands before all of them belongs to the whole sentence.
 */

enum {
    NOUN_REACH = 4,  /* from a noun to a date that is its own */
    SINCE_REACH = 5, /* from "for the first time since" to its date */
    WHO = 3,         /* from "people" to what they do: "the people who protest" */
    COMING = 5,      /* from "to" to a name: "to the airport of X" */
};

/* Conflicts are often background: nouns that stand for a state of things. */
bool reading_is_noun(const reading_trigger *t)
{
    return t->entry->atoms & TRIGGER_NOUN && !(t->entry->atoms & TRIGGER_VERB);
}

/* "protesters": a word for people holds the trigger. */
static bool is_who(const reading *r, const lexicon_tag *tag)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (const lexicon_tag *t = tag; t > r->x->tags + s->first_tag; t--)
        if (t[-1].first < tag->first && t[-1].first + WHO >= tag->first &&
            t[-1].entry->class == LEXICON_ACTOR && t[-1].entry->atoms & ACTOR_PEOPLE &&
            t[-1].first + t[-1].n >= tag->first + tag->n)
            return true;
        else if (t[-1].first + WHO < tag->first)
            return false;
    return false;
}

static void add(reading *r, const lexicon_tag *tag)
{
    if (r->n_triggers == READING_TRIGGERS)
        return;
    reading_trigger *t = &r->triggers[r->n_triggers];
    *t = (reading_trigger){ .first = tag->first,
                            .end = tag->first + tag->n,
                            .entry = tag->entry,
                            .kind = tag->entry->kind,
                            .clause = reading_clause_of(r, tag->first),
                            .spent = reading_in_date(r, tag->first),
                            .who = is_who(r, tag),
                            .date = READING_NONE,
                            .duration = READING_NONE,
                            .place = READING_NONE,
                            .to = READING_NONE };
    reading_clause *c = &r->clauses[t->clause];
    if (!t->spent && c->trigger == READING_NONE)
        c->trigger = r->n_triggers;
    r->n_triggers++;
}

static bool acts(const lexicon_entry *e)
{
    return e->class == LEXICON_TITLE || e->class == LEXICON_PERSON ||
           e->class == LEXICON_BODY ||
           (e->class == LEXICON_ACTOR && !(e->atoms & (ACTOR_THING | ACTOR_MEDIA)));
}

/* "to" alone says that somebody came there, when somebody is named before it and
   no verb says more: "the minister to Kyiv" against "sent troops to Kyiv". */
static bool comes(const reading *r, const lexicon_tag *tag)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    int clause = reading_clause_of(r, tag->first);
    uint32_t from = r->clauses[clause].first;
    for (int i = r->n_triggers - 1; i >= 0 && r->triggers[i].clause == clause; i--)
        if (!r->triggers[i].spent && !reading_is_talk(r->triggers[i].entry))
            return false;
        else if (!r->triggers[i].spent && r->triggers[i].end > from)
            from = r->triggers[i].end;
    size_t at = reading_mention_from(r, tag->first + tag->n);
    if (at >= r->end_mention || r->m->mentions[at].first > tag->first + tag->n + COMING)
        return false;
    for (uint32_t i = reading_tag_from(r, r->sentence, from);
         i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *who = &r->x->tags[i];
        if (who->first >= tag->first)
            return false;
        if (acts(who->entry) && reading_clause_of(r, who->first) == clause)
            return true;
    }
    return false;
}

/* Another verb of the clause says what is done by "protesters", or to them. */
static bool has_deed(const reading *r, int i)
{
    for (int k = 0; k < r->n_triggers; k++) {
        const reading_trigger *t = &r->triggers[k];
        if (k != i && t->clause == r->triggers[i].clause && !reading_is_noun(t) &&
            !t->spent && !t->who && !(t->entry->atoms & TRIGGER_WEAK) &&
            !reading_is_talk(t->entry))
            return true;
    }
    return false;
}

static void collect(reading *r)
{
    const article *x = r->x;
    const article_sentence *s = &x->sentences[r->sentence];
    uint32_t free_from = s->first;
    r->n_triggers = 0;
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &x->tags[i];
        if (tag->entry->class != LEXICON_TRIGGER || tag->first < free_from ||
            r->shadowed[i] || reading_in_name(r, tag->first))
            continue;
        uint32_t coming = TRIGGER_WEAK | TRIGGER_TO;
        if ((tag->entry->atoms & coming) == coming && !comes(r, tag))
            continue;
        add(r, tag);
        free_from = tag->first + tag->n;
    }
    for (int i = 0; i < r->n_triggers; i++)
        r->triggers[i].yielded = r->triggers[i].who && has_deed(r, i);
}

int reading_owner(const reading *r, uint32_t token)
{
    int clause = reading_clause_of(r, token), before = READING_NONE;
    for (int i = 0; i < r->n_triggers; i++) {
        const reading_trigger *t = &r->triggers[i];
        if (t->spent || (t->who && t->yielded))
            continue;
        if (t->first > token)
            return before != READING_NONE && r->triggers[before].clause == clause ? before
                   : t->clause == clause                                          ? i
                                         : before;
        before = i;
    }
    return before;
}

/* ------------------------------------------------------------------- Dates */

static bool is_duration(const dates_date *d)
{
    return d->type == DATES_DURATION || d->type == DATES_REPEATED;
}

/* Tokens from a trigger to what follows it; far away when that comes first. */
static uint32_t gap(const reading_trigger *t, uint32_t token)
{
    return token >= t->end ? token - t->end : UINT32_MAX;
}

/* The verb that a date is about, when the noun before it is too far from it: in "signed
   the ceasefire in Moscow on Monday" the day is that of signing. */
static int verb_before(const reading *r, int owner)
{
    for (int i = owner - 1; i >= 0; i--)
        if (r->triggers[i].clause == r->triggers[owner].clause &&
            !reading_is_noun(&r->triggers[i]) && !r->triggers[i].spent)
            return i;
    return owner;
}

/* Without anything in between but words that say more of the noun. */
static bool adjoins(const reading *r, const reading_trigger *t, uint32_t token)
{
    if (gap(t, token) <= NOUN_REACH)
        return true;
    for (size_t i = reading_mention_from(r, t->end); i < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i];
        if (gap(t, m->first) > NOUN_REACH || m->first + m->n > token)
            break;
        if (token - (m->first + m->n) <= 2)
            return true;
    }
    return false;
}

/* "praised the talks of A and B in Riyadh on Monday": the day follows the noun's own
   place, and who speaks has none. */
static bool of_named(const reading *r, int owner, uint32_t token)
{
    int verb = verb_before(r, owner);
    size_t at = reading_mention_from(r, token);
    if (verb == owner || !reading_is_talk(r->triggers[verb].entry) ||
        at == r->first_mention)
        return false;
    const mention *m = &r->m->mentions[at - 1];
    return m->first >= r->triggers[owner].end && m->role == MENTION_AT &&
           token <= m->first + m->n + 1;
}

static void spend(reading *r, uint32_t token)
{
    for (int i = 0; i < r->n_triggers; i++)
        if (r->triggers[i].first == token)
            r->triggers[i].spent = true;
}

/* "Two weeks after the blast": counted from what has no date here, and is told by that
   no more than the date is. */
static bool counts_from_noun(reading *r, const dates_date *d)
{
    uint32_t end = d->first + d->n;
    const article_sentence *s = &r->x->sentences[r->sentence];
    bool after = false;
    for (uint32_t i = reading_tag_from(r, r->sentence, d->first);
         i < s->first_tag + s->n_tags && r->x->tags[i].first <= end; i++) {
        const lexicon_tag *t = &r->x->tags[i];
        after |= t->entry->class == LEXICON_DATEWORD && t->first + t->n == end &&
                 t->entry->atoms & DATEWORD_AFTER;
        if (after && t->first == end && t->entry->class == LEXICON_TRIGGER &&
            t->entry->atoms & TRIGGER_NOUN && !(t->entry->atoms & TRIGGER_VERB) &&
            d->type == DATES_RELATIVE) {
            spend(r, end);
            return true;
        }
    }
    return false;
}

/* "According to what X said on Monday": the day is that of who says so. */
static bool is_of_claim(const reading *r, uint32_t token)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    const reading_clause *c = &r->clauses[reading_clause_of(r, token)];
    if (!(c->claim & CLAIM_SOURCE))
        return false;
    for (uint32_t i = reading_tag_from(r, r->sentence, c->first);
         i < s->first_tag + s->n_tags && r->x->tags[i].first < token; i++)
        if (r->x->tags[i].entry->class == LEXICON_CLAIM && !r->shadowed[i] &&
            r->x->tags[i].entry->atoms & CLAIM_SOURCE)
            return true;
    return false;
}

/* Of no happening of the sentence, though its clause may have one. */
static bool is_apart(const reading *r, const dates_date *d, int clause, int owner)
{
    uint32_t relation = r->clauses[clause].relation;
    bool elsewhere = owner == READING_NONE || r->triggers[owner].clause != clause;
    bool early = owner == READING_NONE || r->triggers[owner].first > d->first;
    if (is_of_claim(r, d->first) && (elsewhere || early))
        return true;
    /* "after three years of work" is no length of what was finished, nor is that of
       what is ended */
    if (is_duration(d) && elsewhere &&
        (relation & (CLAUSE_AFTER | CLAUSE_BEFORE) ||
         r->clauses[clause].phase & PHASE_END))
        return true;
    if (!(relation & CLAUSE_SINCE))
        return false;
    /* "the first time since the world war that troops have ..."; "the first one since
       2011" is not of 2011 */
    return (early && d->first <= r->clauses[clause].first + SINCE_REACH) ||
           (elsewhere && owner != READING_NONE);
}

static void give_duration(reading *r, size_t at, int owner)
{
    const dates_date *d = &r->d->dates[at];
    int next = owner + 1; /* "nine months of siege" */
    if (next < r->n_triggers && r->triggers[next].first >= d->first + d->n &&
        r->triggers[next].first <= d->first + d->n + 1)
        owner = next;
    if (r->triggers[owner].duration == READING_NONE)
        r->triggers[owner].duration = (int)at;
}

static void give_date(reading *r, size_t at)
{
    const dates_date *d = &r->d->dates[at];
    const article_sentence *s = &r->x->sentences[r->sentence];
    int clause = reading_clause_of(r, d->first), owner = reading_owner(r, d->first);
    if (counts_from_noun(r, d) || is_apart(r, d, clause, owner))
        return;
    if (owner != READING_NONE && is_duration(d)) {
        give_duration(r, at, owner);
        return;
    }
    bool early = owner == READING_NONE || r->triggers[owner].first > d->first;
    if (early && !is_duration(d) && r->general_date == READING_NONE &&
        (!(r->clauses[clause].relation & ~(uint32_t)CLAUSE_ABOUT) ||
         d->first - s->first < 3)) {
        r->general_date = (int)at;
        return;
    }
    if (owner == READING_NONE)
        return;
    if (!early && reading_is_noun(&r->triggers[owner]) &&
        !adjoins(r, &r->triggers[owner], d->first) && !of_named(r, owner, d->first))
        owner = verb_before(r, owner);
    const dates_date *old = r->triggers[owner].date == READING_NONE
                                ? NULL
                                : &r->d->dates[r->triggers[owner].date];
    bool better = old && reading_is_exact(d) &&
                  (!reading_is_exact(old) ||
                   (old->anchor == DATES_BEFORE && d->type == DATES_DATE));
    if (!old || better)
        r->triggers[owner].date = (int)at;
}

/* ------------------------------------------------------------------ Places */

bool reading_is_speech(dateline_kind kind)
{
    return kind == DATELINE_STATEMENT || kind == DATELINE_PROPOSAL ||
           kind == DATELINE_CALL || kind == DATELINE_TALKS || kind == DATELINE_MEETING ||
           kind == DATELINE_AGREEMENT;
}

/* "weeks after X had seized the town": the town is part of the date. */
static bool of_date(const reading *r, uint32_t token)
{
    int clause = reading_clause_of(r, token);
    bool spent = false;
    for (int i = 0; i < r->n_triggers && r->triggers[i].first < token; i++)
        if (r->triggers[i].clause == clause)
            spent = r->triggers[i].spent;
    return spent;
}

/* In what is talked about only a place after its first name is one: "discussed the
   situation in X in Y". */
static bool talked_about(const reading *r, size_t at, int clause)
{
    const mention *m = &r->m->mentions[at];
    return m->role != MENTION_AT || at == r->first_mention ||
           m[-1].first < r->clauses[clause].first;
}

/* Kinds whose subject acts: a town named before them without "in" stands for those who
   do. */
static bool agent(dateline_kind kind)
{
    return kind == DATELINE_DEPLOYMENT || kind == DATELINE_WITHDRAWAL ||
           kind == DATELINE_AGREEMENT || kind == DATELINE_STATEMENT ||
           kind == DATELINE_PROPOSAL;
}

/* "while Moscow goes on": the name stands where the subject of a clause does. */
static bool is_subject(const reading *r, const mention *m, int clause)
{
    const reading_clause *c = &r->clauses[clause];
    const article_sentence *s = &r->x->sentences[r->sentence];
    bool seat =
        m->place.kind == GAZETTEER_SETTLEMENT || m->place.kind == GAZETTEER_COUNTRY;
    if (!(c->relation &
          (CLAUSE_WHILE | CLAUSE_AFTER | CLAUSE_BEFORE | CLAUSE_CONDITION)) ||
        m->nominal || !seat)
        return false;
    for (uint32_t i = reading_tag_from(r, r->sentence, c->first);
         i < s->first_tag + s->n_tags && r->x->tags[i].first == c->first; i++)
        if (r->x->tags[i].entry->class == LEXICON_CLAUSE &&
            r->x->tags[i].entry->atoms & c->relation &&
            c->first + r->x->tags[i].n == m->first)
            return true;
    return false;
}

static void give_place(reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at];
    if (!reading_is_place(r, at) || m->role == MENTION_WITHIN)
        return;
    if (is_subject(r, m, reading_clause_of(r, m->first)))
        return;
    if (of_date(r, m->first) || reading_in_date(r, m->first))
        return;
    int owner = reading_owner(r, m->first);
    bool early = owner == READING_NONE || r->triggers[owner].first > m->first;
    bool elsewhere = owner == READING_NONE ||
                     r->triggers[owner].clause != reading_clause_of(r, m->first);
    int clause = reading_clause_of(r, m->first);
    uint32_t relation = r->clauses[clause].relation;
    if (relation & CLAUSE_WAY &&
        (owner == READING_NONE || r->triggers[owner].clause != clause ||
         r->triggers[owner].first > m->first))
        return;
    if (relation & CLAUSE_ABOUT && owner != READING_NONE &&
        reading_is_speech(r->triggers[owner].kind) && talked_about(r, at, clause))
        return;
    if (owner != READING_NONE && m->role == MENTION_FROM &&
        !(r->triggers[owner].entry->atoms & TRIGGER_FROM) &&
        reading_family(r->triggers[owner].kind) != DATELINE_STATEMENT)
        return;
    if (owner != READING_NONE && m->role == MENTION_SOMEWHERE && !m->nominal &&
        m->first < r->triggers[owner].first && agent(r->triggers[owner].kind) &&
        m->place.kind == GAZETTEER_SETTLEMENT)
        return;
    /* "according to our correspondent in X" */
    if (r->clauses[clause].claim & CLAIM_SOURCE &&
        r->clauses[clause].trigger == READING_NONE)
        return;
    if (owner != READING_NONE && m->role == MENTION_TO) {
        r->triggers[owner].to = reading_finer(r, r->triggers[owner].to, (int)at);
        return;
    }
    if (early && elsewhere) {
        if (!relation)
            r->general_place = reading_finer(r, r->general_place, (int)at);
        return;
    }
    r->triggers[owner].place = reading_finer(r, r->triggers[owner].place, (int)at);
}

void reading_collect(reading *r)
{
    collect(r);
    r->general_date = r->general_place = READING_NONE;
    for (size_t i = r->first_date; i < r->end_date; i++)
        give_date(r, i);
    for (size_t i = r->first_mention; i < r->end_mention; i++)
        give_place(r, i);
}
