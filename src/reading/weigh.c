#include "reading/reading.h"

/* Which triggers of a sentence hold, and how much each of them says: what is denied,
   wished or only named is weak; light verbs lend what is theirs to the noun beside them.
 */

enum {
    NEGATION_REACH = 4, /* tokens from a denial to what it denies */
    WIDE_KM = 1500,
};

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
                     !reading_is_noun(t) && reading_family(t->kind) == DATELINE_CLASH;
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
            reading_in_date(r, tag->first) || /* "may" of "3 May" */
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
            return reading_is_speech(r->triggers[k].kind);
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
           r->d->dates[at].when.end != INT64_MAX && r->d->dates[at].type != DATES_VAGUE &&
           r->d->dates[at].type != DATES_REPEATED;
}

/* "used the land to start a war in X in 2022": the day is over, so it was done. */
static bool is_done(const reading *r, const reading_trigger *t)
{
    const dates_story *story = &r->d->stories[r->x->sentences[r->sentence].story];
    if (t->date == READING_NONE || (t->place == READING_NONE && t->to == READING_NONE))
        return false;
    dateline_when w = r->d->dates[t->date].when;
    return w.precision != DATELINE_UNDATED && w.begin != INT64_MIN &&
           story->written.precision != DATELINE_UNDATED && w.end <= story->written.begin;
}

/* "is in Y for talks with Z in X": nothing but the talks is told. */
static bool meets_there(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i];
    return i == 0 && reading_family(t->kind) == DATELINE_MEETING && !reading_is_noun(t) &&
           t->place != READING_NONE && r->m->mentions[t->place].role == MENTION_AT &&
           !r->m->mentions[t->place].nominal && r->m->mentions[t->place].first > t->first;
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
                 c->relation & CLAUSE_CONDITION ||
                 (c->relation & CLAUSE_PURPOSE && !is_done(r, t) && !meets_there(r, i)) ||
                 (modal & (MODAL_WISH | MODAL_POSSIBLE) && !talk) ||
                 (c->relation & CLAUSE_WAY && t->entry->atoms & TRIGGER_WEAK);
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

/* A part of the world says nothing of where light verbs took place. */
static bool wide(const reading *r, const reading_trigger *t)
{
    int at = t->place != READING_NONE ? t->place : t->to;
    return reading_spot_of(r, (size_t)at).radius_km > WIDE_KM;
}

/* "took place", "broke out". */
static bool begins(const reading *r, const reading_trigger *t)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = reading_tag_from(r, r->sentence, t->first);
         i < s->first_tag + s->n_tags && r->x->tags[i].first == t->first; i++)
        if (r->x->tags[i].entry->class == LEXICON_PHASE &&
            r->x->tags[i].entry->atoms & PHASE_BEGIN)
            return true;
    return false;
}

/* "eight were killed in X": of people, with a place of its own. */
static bool befell(const reading *r, const reading_trigger *t)
{
    return t->place != READING_NONE && r->m->mentions[t->place].role == MENTION_AT &&
           !r->m->mentions[t->place].nominal &&
           reading_spot_of(r, (size_t)t->place).precision != DATELINE_GEO_COUNTRY &&
           (reading_has_casualty(r, t->first, t->end) || begins(r, t));
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

/* Light words say little: that somebody came to harm in a town is something. */
static double light_strength(const reading *r, const reading_trigger *t, bool dated)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    bool placed = t->place != READING_NONE || t->to != READING_NONE;
    if (!placed || wide(r, t))
        return 0;
    bool town = t->place != READING_NONE &&
                reading_spot_of(r, (size_t)t->place).precision != DATELINE_GEO_COUNTRY;
    bool counts = town && reading_has_casualty(r, s->first, s->first + s->n);
    return dated || r->general_date != READING_NONE || counts || befell(r, t) ? 2 : 0;
}

/* "an explosion occurred": as good as a verb. */
static bool takes_place(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i], *verb = t + 1;
    return i + 1 < r->n_triggers && verb->yielded && verb->clause == t->clause &&
           verb->first <= t->end + 1 && begins(r, verb) && !t->faint;
}

static double noun_strength(const reading *r, int i, bool dated, bool placed)
{
    const reading_trigger *t = &r->triggers[i];
    if (r->clauses[t->clause].claim & CLAIM_SOURCE &&
        reading_family(t->kind) == DATELINE_AGREEMENT)
        return 0; /* "according to the joint declaration" */
    if (takes_place(r, i))
        return 6.5;
    if (dated)
        return 4;
    if (t->duration != READING_NONE && placed)
        return 3;
    return predicated(r, i) ? 3.5 : 0;
}

static double verb_strength(const reading *r, const reading_trigger *t, bool dated)
{
    uint32_t atoms = t->entry->atoms;
    if (atoms & TRIGGER_WEAK && atoms & TRIGGER_TO)
        return t->to != READING_NONE || t->place != READING_NONE ? 4.5 : 0;
    if (atoms & TRIGGER_WEAK)
        return light_strength(r, t, dated);
    return !reading_is_talk(t->entry) ? 5 : says_there(r, t) ? 2.2 : 1.5;
}

static double strength(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i];
    uint32_t atoms = t->entry->atoms;
    /* "the nearest to war since 1945" */
    bool since = t->date != READING_NONE && reading_is_noun(t) &&
                 r->d->dates[t->date].when.end == INT64_MAX;
    bool dated = t->date != READING_NONE && !since;
    bool placed = t->place != READING_NONE || t->to != READING_NONE;
    if (t->spent || t->blocked || t->yielded)
        return 0;
    if (atoms & TRIGGER_BACKGROUND || (t->kind == DATELINE_WAR && reading_is_noun(t)))
        return dated || (t->duration != READING_NONE && placed) ||
                       (r->general_date != READING_NONE && takes_place(r, i))
                   ? 3
                   : 0;
    return atoms & TRIGGER_WEAK || !reading_is_noun(t)
               ? verb_strength(r, t, dated)
               : noun_strength(r, i, dated, placed);
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
    return (reading_is_noun(noun) || both) && noun->clause == light->clause &&
           !noun->spent;
}

/* Light words say that what a noun names took place: "sign an agreement", "fighting broke
   out". What is theirs is the noun's. */
static void lend_kind(reading *r)
{
    for (int i = 0; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i];
        reading_trigger *next = i + 1 < r->n_triggers ? t + 1 : NULL;
        if (!(t->entry->atoms & TRIGGER_WEAK) || t->entry->atoms & TRIGGER_TO ||
            t->spent || reading_is_noun(t))
            continue;
        bool own = i && t[-1].end == t->first && reading_is_noun(t - 1) &&
                   takes_light_verb(t - 1, t) && begins(r, t);
        if (!own && next && takes_light_verb(next, t) &&
            !(next->entry->atoms & TRIGGER_BACKGROUND)) {
            t->kind = next->kind;
            lend(next, t);
        } else if (i && takes_light_verb(t - 1, t)) {
            lend(t - 1, t);
            t->yielded = true;
        }
    }
}

/* "the flood razed a village": what an attack does is done by a disaster, too. */
static void lend_disaster(reading *r)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (int i = 1; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i], *noun = t - 1;
        if (t->kind != DATELINE_ATTACK || reading_is_noun(t) || t->spent ||
            noun->kind != DATELINE_DISASTER || noun->spent)
            continue;
        bool forces = false;
        for (uint32_t k = reading_tag_from(r, r->sentence, noun->end);
             k < s->first_tag + s->n_tags && r->x->tags[k].first < t->first; k++)
            forces |= r->x->tags[k].entry->class == LEXICON_ACTOR &&
                      r->x->tags[k].entry->atoms & (ACTOR_FORCES | ACTOR_PERSON);
        size_t named = reading_mention_from(r, noun->end);
        bool other = named < r->end_mention && r->m->mentions[named].first < t->first &&
                     r->m->mentions[named].sense != MENTION_LITERAL;
        if (!forces && !other)
            t->kind = DATELINE_DISASTER;
    }
}

static bool lacks_place(const reading *r, const reading_trigger *t)
{
    if (t->place == READING_NONE)
        return true;
    const mention *m = &r->m->mentions[t->place];
    return m->role == MENTION_SOMEWHERE && !m->nominal && m->first < t->first &&
           m->place.kind == GAZETTEER_SETTLEMENT && t->to == READING_NONE;
}

/* A noun of which nothing is said leaves its place to the verb before it: "sentenced in
   the trial in Hanoi". */
static void borrow_places(reading *r)
{
    for (int i = 0; i + 1 < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i], *noun = t + 1;
        if (lacks_place(r, t) && !reading_is_noun(t) && reading_is_noun(noun) &&
            noun->place != READING_NONE && noun->clause == t->clause &&
            noun->strength <= 0 && !noun->spent && !noun->blocked &&
            !(noun->entry->atoms & TRIGGER_BACKGROUND) && noun->kind != DATELINE_WAR &&
            !reading_is_talk(t->entry))
            t->place = noun->place;
    }
    /* "during the visit to X he met Y" */
    for (int i = 1; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i], *noun = t - 1;
        if (t->place == READING_NONE && t->to == READING_NONE && !reading_is_noun(t) &&
            reading_is_noun(noun) && noun->clause == t->clause && noun->strength <= 0 &&
            !noun->spent && reading_family(t->kind) == DATELINE_MEETING &&
            reading_family(noun->kind) == DATELINE_MEETING)
            t->place = noun->place != READING_NONE ? noun->place : noun->to;
    }
}

/* The same clause, or one that "and" joins to it. */
static bool one_clause(const reading *r, const reading_trigger *a,
                       const reading_trigger *b)
{
    return a->clause == b->clause ||
           (b->clause == a->clause + 1 && r->clauses[b->clause].relation == CLAUSE_LINK &&
            !reading_is_noun(a) && !reading_is_noun(b));
}

/* "the storm then hit X": a date between a noun and its verb is the verb's. */
static void pass_dates(reading *r)
{
    for (int i = 0; i + 1 < r->n_triggers; i++) {
        reading_trigger *noun = &r->triggers[i], *verb = noun + 1;
        if (noun->date == READING_NONE || !reading_is_noun(noun) ||
            reading_is_noun(verb) || noun->clause != verb->clause || verb->spent ||
            r->d->dates[noun->date].first > verb->first ||
            reading_family(noun->kind) != reading_family(verb->kind))
            continue;
        if (verb->date == READING_NONE)
            verb->date = noun->date;
        noun->date = READING_NONE;
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
        bool one = next && one_clause(r, t, next) &&
                   (!reading_is_noun(next) || !reading_is_noun(t)) &&
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
    reading_collect(r);
    lend_kind(r);
    lend_disaster(r);
    pass_dates(r);
    for (int i = 0; i < r->n_triggers; i++) {
        weigh_circumstances(r, i);
        r->triggers[i].strength = strength(r, i);
    }
    borrow_places(r);
    share(r);
    place_speech(r);
    reading_plain(r);
}
