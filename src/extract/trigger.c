#include "extract/reading.h"

/*
 * Which words of a sentence say that something happened, and what of its places and
 * dates is theirs: in a clause a thing belongs to the trigger before it, else to the
 * one behind it; in a clause without a trigger to the one of the clause before; and
 * what stands before all of them belongs to the whole sentence.
 */

enum {
    NEGATION_REACH = 4, /* tokens from a denial to what it denies */
    NOUN_REACH = 4,     /* from a noun to a date that is its own */
    COMING = 5,         /* from "to" to a name: "to the airport of X" */
};

/* Conflicts are often background: nouns that stand for a state of things. */
static bool is_noun(const reading_trigger *t)
{
    return t->entry->atoms & TRIGGER_NOUN && !(t->entry->atoms & TRIGGER_VERB);
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
    for (int i = r->n_triggers - 1; i >= 0 && r->triggers[i].clause == clause; i--)
        if (!r->triggers[i].spent)
            return false;
    size_t at = reading_mention_from(r, tag->first + tag->n);
    if (at >= r->end_mention || r->m->mentions[at].first > tag->first + tag->n + COMING)
        return false;
    for (uint32_t i = reading_tag_from(r, r->sentence, r->clauses[clause].first);
         i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *who = &r->x->tags[i];
        if (who->first >= tag->first)
            return false;
        if (acts(who->entry) && reading_clause_of(r, who->first) == clause)
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
}

int reading_owner(const reading *r, uint32_t token)
{
    int clause = reading_clause_of(r, token), before = READING_NONE;
    for (int i = 0; i < r->n_triggers; i++) {
        const reading_trigger *t = &r->triggers[i];
        if (t->spent)
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
            !is_noun(&r->triggers[i]) && !r->triggers[i].spent)
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

static void give_date(reading *r, size_t at)
{
    const dates_date *d = &r->d->dates[at];
    const article_sentence *s = &r->x->sentences[r->sentence];
    int clause = reading_clause_of(r, d->first), owner = reading_owner(r, d->first);
    bool source = r->clauses[clause].claim & CLAIM_SOURCE;
    if (source && (owner == READING_NONE || r->triggers[owner].first > d->first ||
                   r->triggers[owner].clause != clause))
        return;
    /* "after three years of work" is no length of what was finished */
    bool since = r->clauses[clause].relation & (CLAUSE_AFTER | CLAUSE_BEFORE);
    /* nor is what is ended */
    if (is_duration(d) && r->clauses[clause].phase & PHASE_END &&
        (owner == READING_NONE || r->triggers[owner].clause != clause))
        return;
    if (is_duration(d) && since &&
        (owner == READING_NONE || r->triggers[owner].clause != clause))
        return;
    /* "the first one since 2011" is not of 2011 */
    if (r->clauses[clause].relation & CLAUSE_SINCE && owner != READING_NONE &&
        r->triggers[owner].clause != clause)
        return;
    if (owner != READING_NONE && is_duration(d)) {
        int next = owner + 1; /* "nine months of siege" */
        if (next < r->n_triggers && r->triggers[next].first >= d->first + d->n &&
            r->triggers[next].first <= d->first + d->n + 1)
            owner = next;
        if (r->triggers[owner].duration == READING_NONE)
            r->triggers[owner].duration = (int)at;
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
    if (!early && is_noun(&r->triggers[owner]) &&
        !adjoins(r, &r->triggers[owner], d->first))
        owner = verb_before(r, owner);
    if (r->triggers[owner].date == READING_NONE ||
        (!reading_is_exact(&r->d->dates[r->triggers[owner].date]) && reading_is_exact(d)))
        r->triggers[owner].date = (int)at;
}

/* ------------------------------------------------------------------ Places */

static bool is_speech(dateline_kind kind)
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

static void give_place(reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at];
    if (!reading_is_place(r, at) || m->role == MENTION_WITHIN)
        return;
    if (of_date(r, m->first))
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
        is_speech(r->triggers[owner].kind) && talked_about(r, at, clause))
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

/* ----------------------------------------------------------- What holds */

static bool denies(const lexicon_tag *tag, const reading_trigger *t)
{
    if (tag->entry->atoms & NEGATION_BEHIND)
        return tag->first >= t->end && tag->first < t->end + NEGATION_REACH;
    return tag->first < t->first && tag->first + tag->n + NEGATION_REACH > t->first;
}

static bool denied(const reading *r, const reading_trigger *t)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first >= t->end + NEGATION_REACH)
            return false;
        bool ended = tag->entry->class == LEXICON_PHASE &&
                     tag->entry->atoms & PHASE_END && tag->first + tag->n == t->first &&
                     !is_noun(t) && reading_family(t->kind) == DATELINE_CLASH;
        if (ended && !r->shadowed[i])
            return true;
        if (tag->entry->class == LEXICON_NEGATION && !r->shadowed[i] && denies(tag, t) &&
            reading_clause_of(r, tag->first) == t->clause)
            return true;
    }
    return false;
}

/* Words before the trigger in its clause: wishes, doubts, plans, habits. */
static uint32_t modal_before(const reading *r, const reading_trigger *t)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    uint32_t modal = 0;
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->entry->class != LEXICON_MODAL || r->shadowed[i] ||
            reading_clause_of(r, tag->first) != t->clause)
            continue;
        if (tag->first < t->end || tag->entry->atoms & (MODAL_GENERAL | MODAL_BEHIND))
            modal |= tag->entry->atoms;
    }
    return modal;
}

/* The last verb of saying before a trigger. */
static const reading_trigger *governor(const reading *r, int i)
{
    for (int k = i - 1; k >= 0; k--)
        if (!r->triggers[k].spent && reading_is_talk(r->triggers[k].entry))
            return &r->triggers[k];
    return NULL;
}

/* What is talked about or agreed on is no event by that. */
static bool is_topic(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i];
    if (!(r->clauses[t->clause].relation & CLAUSE_ABOUT))
        return false;
    for (int k = i - 1; k >= 0; k--)
        if (r->triggers[k].clause < t->clause)
            return is_speech(r->triggers[k].kind);
    return false;
}

/* What has lasted so long is there, whoever may hope that it ends. */
static bool has_lasted(const reading *r, const reading_trigger *t)
{
    if (t->duration == READING_NONE)
        return false;
    const dates_date *d = &r->d->dates[t->duration];
    return d->value[0] == 'P' && d->value[1] != 'X' && d->first < t->first &&
           (t->place != READING_NONE || t->to != READING_NONE);
}

/* What happens often happened that day, too. */
static bool is_dated(const reading *r, const reading_trigger *t)
{
    int at = t->date != READING_NONE ? t->date : r->general_date;
    return at != READING_NONE && r->d->dates[at].when.precision != DATELINE_UNDATED &&
           r->d->dates[at].type != DATES_VAGUE && r->d->dates[at].type != DATES_REPEATED;
}

static void weigh_circumstances(reading *r, int i)
{
    reading_trigger *t = &r->triggers[i];
    const reading_clause *c = &r->clauses[t->clause];
    uint32_t modal = modal_before(r, t);
    bool talk = reading_is_talk(t->entry);
    t->faint =
        c->relation & (CLAUSE_AFTER | CLAUSE_BEFORE | CLAUSE_WHILE | CLAUSE_SINCE |
                       CLAUSE_REASON | CLAUSE_RELATIVE | CLAUSE_FACT | CLAUSE_CONTRAST);
    t->planned = modal & MODAL_PLANNED;
    /* "an attack did not happen" */
    bool light = i + 1 < r->n_triggers && r->triggers[i + 1].yielded;
    t->blocked = denied(r, t) || (light && denied(r, &r->triggers[i + 1])) ||
                 (modal & MODAL_GENERAL && !is_dated(r, t)) || is_topic(r, i) ||
                 c->relation & (CLAUSE_PURPOSE | CLAUSE_CONDITION) ||
                 (modal & (MODAL_WISH | MODAL_POSSIBLE) && !talk);
    const reading_trigger *g = governor(r, i);
    if (g && !talk) {
        bool near = g->clause + 1 >= t->clause && !t->faint;
        t->told = true;
        t->blocked |= near && g->kind == DATELINE_PROPOSAL;
        t->blocked |= g->clause == t->clause && modal_before(r, g) & MODAL_WISH;
    }
    if (has_lasted(r, t))
        t->blocked = false;
}

/* A noun alone only names a happening; it takes place when something is said of it: that
   it began or ended, when it was, whom it killed. */
static bool predicated(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i];
    const reading_clause *c = &r->clauses[t->clause];
    bool pact = reading_family(t->kind) == DATELINE_AGREEMENT;
    for (int k = 0; k < r->n_triggers; k++)
        if (k != i && r->triggers[k].clause == t->clause &&
            r->triggers[k].entry->atoms & TRIGGER_WEAK && !r->triggers[k].spent &&
            (!pact || r->triggers[k].kind != DATELINE_OTHER))
            return true;
    if (pact) /* it is concluded or it is not; what else befalls it is another story */
        return false;
    if (c->phase & (PHASE_BEGIN | PHASE_GO_ON | PHASE_END))
        return true;
    const article_sentence *s = &r->x->sentences[r->sentence];
    return reading_has_casualty(r, s->first, s->first + s->n);
}

/* "said in X on Tuesday": a speech that is told with its own place and day. */
static bool says_there(const reading *r, const reading_trigger *t)
{
    if (t->date == READING_NONE || t->place == READING_NONE)
        return false;
    const mention *m = &r->m->mentions[t->place];
    uint32_t said = r->d->dates[t->date].first + r->d->dates[t->date].n;
    return m->role == MENTION_AT && !m->nominal && m->first >= t->end &&
           (m->first <= t->end + 2 || (m->first >= said && m->first <= said + 2));
}

static double strength(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i];
    uint32_t atoms = t->entry->atoms;
    /* "the nearest to war since 1945" */
    bool since = t->date != READING_NONE && is_noun(t) &&
                 r->d->dates[t->date].when.end == INT64_MAX;
    bool dated = t->date != READING_NONE && !since;
    bool placed = t->place != READING_NONE || t->to != READING_NONE;
    if (t->spent || t->blocked || t->yielded)
        return 0;
    if (atoms & TRIGGER_BACKGROUND || (t->kind == DATELINE_WAR && is_noun(t)))
        return dated || (t->duration != READING_NONE && placed) ? 3 : 0;
    if (atoms & TRIGGER_WEAK && atoms & TRIGGER_TO)
        return t->to != READING_NONE || t->place != READING_NONE ? 4.5 : 0;
    const article_sentence *s = &r->x->sentences[r->sentence];
    bool town = t->place != READING_NONE &&
                reading_spot_of(r, (size_t)t->place).precision != DATELINE_GEO_COUNTRY;
    bool counts = r->general_date != READING_NONE ||
                  (town && reading_has_casualty(r, s->first, s->first + s->n));
    if (atoms & TRIGGER_WEAK)
        return (dated || counts) && placed ? 2 : 0;
    if (!is_noun(t))
        return !reading_is_talk(t->entry) ? 5 : says_there(r, t) ? 2.2 : 1.5;
    if (dated)
        return 4;
    if (t->duration != READING_NONE && placed)
        return 3;
    return predicated(r, i) ? 3.5 : 0;
}

static void lend(reading_trigger *noun, const reading_trigger *light)
{
    if (noun->date == READING_NONE)
        noun->date = light->date;
    if (noun->duration == READING_NONE)
        noun->duration = light->duration;
    if (noun->place == READING_NONE)
        noun->place = light->place;
    if (noun->to == READING_NONE)
        noun->to = light->to;
}

/* A word that is noun and verb is a noun beside a light verb. */
static bool takes_light_verb(const reading_trigger *noun, const reading_trigger *light)
{
    bool beside = noun->first < light->first ? light->first <= noun->end + 1
                                             : noun->first <= light->end + 1;
    bool both = noun->entry->atoms & TRIGGER_NOUN && beside;
    return (is_noun(noun) || both) && noun->clause == light->clause && !noun->spent;
}

/* Light words say that what a noun names took place: "sign an agreement", "fighting broke
   out". What is theirs is the noun's. */
static void lend_kind(reading *r)
{
    for (int i = 0; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i];
        reading_trigger *next = i + 1 < r->n_triggers ? t + 1 : NULL;
        if (!(t->entry->atoms & TRIGGER_WEAK) || t->entry->atoms & TRIGGER_TO ||
            t->spent || is_noun(t))
            continue;
        if (next && takes_light_verb(next, t) &&
            !(next->entry->atoms & TRIGGER_BACKGROUND)) {
            t->kind = next->kind;
            lend(next, t);
        } else if (i && takes_light_verb(t - 1, t)) {
            lend(t - 1, t);
            t->yielded = true;
        }
    }
}

/* A noun of which nothing is said leaves its place to the verb before it: "sentenced in
   the trial in Hanoi". */
static void borrow_places(reading *r)
{
    for (int i = 0; i + 1 < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i], *noun = t + 1;
        if (t->place == READING_NONE && !is_noun(t) && is_noun(noun) &&
            noun->clause == t->clause && noun->strength <= 0 && !noun->spent &&
            !noun->blocked && !(noun->entry->atoms & TRIGGER_BACKGROUND) &&
            noun->kind != DATELINE_WAR && !reading_is_talk(t->entry))
            t->place = noun->place;
    }
    /* "during the visit to X he met Y" */
    for (int i = 1; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i], *noun = t - 1;
        if (t->place == READING_NONE && t->to == READING_NONE && !is_noun(t) &&
            is_noun(noun) && noun->clause == t->clause && noun->strength <= 0 &&
            !noun->spent && reading_family(t->kind) == DATELINE_MEETING &&
            reading_family(noun->kind) == DATELINE_MEETING)
            t->place = noun->place != READING_NONE ? noun->place : noun->to;
    }
}

/* Verbs of one clause that tell one thing have one date and one place: "left the runway
   and exploded at the airport on Sunday". */
static void share(reading *r)
{
    const reading_trigger *next = NULL;
    for (int i = r->n_triggers - 1; i >= 0; i--) {
        reading_trigger *t = &r->triggers[i];
        bool light = t->entry->atoms & TRIGGER_WEAK && !t->blocked && !t->spent;
        if (t->strength <= 0 && !light)
            continue;
        bool one = next && next->clause == t->clause && (!is_noun(next) || !is_noun(t)) &&
                   reading_family(t->kind) == reading_family(next->kind);
        if (one && t->date == READING_NONE)
            t->date = next->date;
        if (one && t->place == READING_NONE)
            t->place = next->place;
        if (one && t->to == READING_NONE)
            t->to = next->to;
        next = t;
    }
}

/* "In Kyiv the president said that ...": that is where it was said; what was said is
   elsewhere, or nowhere. */
static void place_speech(reading *r)
{
    if (r->general_place == READING_NONE)
        return;
    const mention *m = &r->m->mentions[r->general_place];
    if (m->role != MENTION_AT || m->nominal)
        return;
    for (int i = 0; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i];
        bool speech = reading_is_talk(t->entry) && t->strength > 0;
        if (!speech || m->first > t->first)
            continue;
        t->strength = 2.5;
        for (int k = i + 1; k < r->n_triggers; k++)
            if (r->triggers[k].place == READING_NONE &&
                r->triggers[k].to == READING_NONE && r->triggers[k].strength > 2)
                r->triggers[k].strength = 2;
        return;
    }
}

void reading_triggers(reading *r)
{
    collect(r);
    r->general_date = r->general_place = READING_NONE;
    for (size_t i = r->first_date; i < r->end_date; i++)
        give_date(r, i);
    for (size_t i = r->first_mention; i < r->end_mention; i++)
        give_place(r, i);
    lend_kind(r);
    for (int i = 0; i < r->n_triggers; i++) {
        weigh_circumstances(r, i);
        r->triggers[i].strength = strength(r, i);
    }
    borrow_places(r);
    share(r);
    place_speech(r);
    reading_plain(r);
}
