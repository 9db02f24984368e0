#include "reading/reading.h"

#include <math.h>

/*
 * From the triggers of a sentence to its happenings: the strongest is the sentence's
 * own; another one is a second happening only when it has a place or a date of its own,
 * for else it only says more of the first. What is reported is the happening, and who
 * reports it its source; a statement remains when nothing else does.
 */

enum { ACCOUNT_REACH = 3 }; /* sentences from a happening to its count of victims */

static bool is_talk(const reading_trigger *t)
{
    return reading_is_talk(t->entry);
}

static reading_span sentence_span(const reading *r)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    return (reading_span){ s->first, s->first + s->n };
}

/* From the clause that it begins in to the last of those that belong to it. */
static reading_span clause_span(const reading *r, int trigger, bool alone)
{
    const reading_trigger *t = &r->triggers[trigger];
    int first = t->clause, last = t->clause;
    if (alone)
        return sentence_span(r);
    while (first > 0 && !r->clauses[first].relation &&
           r->clauses[first - 1].trigger == READING_NONE &&
           !r->clauses[first - 1].relation)
        first--;
    while (last + 1 < r->n_clauses && r->clauses[last + 1].trigger == READING_NONE)
        last++;
    return (reading_span){ r->clauses[first].first, r->clauses[last].end };
}

/* Names that act: before the trigger the one who does it, then the other side. */
static void find_actors(const reading *r, const reading_trigger *t, happening *h)
{
    h->actor1 = h->actor2 = READING_NONE;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i];
        if (m->nominal || m->sense == MENTION_LITERAL || m->dateline ||
            m->answer.place == GEOCODE_NOWHERE)
            continue;
        if (h->actor1 == READING_NONE) {
            h->actor1 = (int)i;
        } else if (r->m->mentions[h->actor1].answer.place != m->answer.place) {
            h->actor2 = (int)i;
            if (m->first > t->first)
                return;
        }
    }
}

static double confidence(const reading_trigger *t, const happening *h)
{
    double c = fmin(t->strength, 5) / 5 * 0.4 + 0.6;
    c *= h->spot.known ? 0.5 + h->spot.confidence / 2 : 0.8;
    if (!h->when.own)
        c *= h->when.rule && !h->when.open ? 0.85 : 0.6;
    return c;
}

/* People leave their homes, troops withdraw: the same verbs. */
static dateline_kind kind_of(const reading *r, const reading_trigger *t)
{
    const reading_clause *c = &r->clauses[t->clause];
    const article_sentence *s = &r->x->sentences[r->sentence];
    bool conflict = t->kind == DATELINE_CLASH || t->kind == DATELINE_WAR;
    if (conflict && c->phase & PHASE_END && t->entry->atoms & TRIGGER_NOUN)
        return DATELINE_CEASEFIRE;
    if (t->kind != DATELINE_WITHDRAWAL || !(t->entry->atoms & TRIGGER_FROM))
        return t->kind;
    bool people = false;
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first >= t->first)
            break;
        if (tag->first < c->first)
            continue;
        if (tag->entry->class == LEXICON_ACTOR && tag->entry->atoms & ACTOR_FORCES)
            return t->kind;
        people |=
            (tag->entry->class == LEXICON_CASUALTY &&
             tag->entry->atoms & CASUALTY_PEOPLE) ||
            (tag->entry->class == LEXICON_ACTOR && tag->entry->atoms & ACTOR_PEOPLE);
    }
    return people ? DATELINE_DISPLACEMENT : t->kind;
}

static happening make(reading *r, int trigger)
{
    const reading_trigger *t = &r->triggers[trigger];
    const article_sentence *s = &r->x->sentences[r->sentence];
    happening h = { .sentence = r->sentence,
                    .story = s->story,
                    .trigger = t->entry,
                    .trigger_at = t->first,
                    .kind = kind_of(r, t),
                    .headline = s->zone == ARTICLE_HEADLINE,
                    .killed = { -1, -1, -1 } };
    reading_place(r, trigger, &h);
    reading_time(r, trigger, &h);
    reading_status(r, trigger, &h);
    find_actors(r, t, &h);
    bool there = t->place != READING_NONE || t->to != READING_NONE ||
                 h.kind == DATELINE_WAR || (h.own_place && !h.spot.rule);
    bool reason = r->clauses[t->clause].relation & CLAUSE_REASON;
    h.faint = t->faint &&
              ((!h.when.own && (h.when.open || !h.when.rule)) || (reason && !there));
    if (h.kind == DATELINE_ELECTION && !there &&
        r->clauses[t->clause].relation & CLAUSE_SINCE)
        h.faint = true;
    h.confidence = confidence(t, &h);
    return h;
}

static bool same_spot(const reading_spot *a, const reading_spot *b)
{
    if (!a->known || !b->known)
        return true;
    if (a->place != GEOCODE_NOWHERE && a->place == b->place)
        return true;
    return geo_distance_km(a->where, b->where) <=
           fmax(5, fmin(a->radius_km, b->radius_km));
}

static bool own_date(const reading_trigger *t)
{
    return t->date != READING_NONE;
}

/* Whether it tells something else than a happening of the same sentence. */
static bool apart(const reading *r, int trigger, const happening *h,
                  const happening *from, int other)
{
    const reading_trigger *t = &r->triggers[trigger], *o = &r->triggers[other];
    bool elsewhere = h->own_place && from->own_place && !same_spot(&h->spot, &from->spot);
    bool same_day = h->when.when.begin == from->when.when.begin && h->when.own;
    bool at_other_time = own_date(t) && t->date != o->date && !same_day &&
                         (own_date(o) || r->general_date != READING_NONE ||
                          reading_family(h->kind) != reading_family(from->kind));
    bool other_thing = reading_family(h->kind) != reading_family(from->kind) &&
                       t->strength >= 4 && h->own_place && t->clause != o->clause &&
                       !t->faint;
    /* what it led to is no second disaster */
    if (r->clauses[t->clause].relation & CLAUSE_RESULT && !own_date(t) &&
        h->kind == DATELINE_DISASTER)
        return false;
    bool background = t->faint && t->clause != o->clause;
    return elsewhere || at_other_time || other_thing || background;
}

static bool future(const reading *r, const happening *h)
{
    (void)r;
    return h->status == DATELINE_IS_PLANNED;
}

/* Somebody with a title, a person or an office. */
static bool has_speaker(const reading *r, const reading_trigger *t)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_entry *e = r->x->tags[i].entry;
        if (r->x->tags[i].first >= t->first)
            break;
        if (e->class == LEXICON_TITLE || e->class == LEXICON_PERSON ||
            (e->class == LEXICON_BODY && e->atoms & BODY_STATE))
            return true;
    }
    return false;
}

/* "is conducting an operation in X": what somebody does there these days. */
static bool under_way(const reading *r, const reading_trigger *t, const happening *h)
{
    uint32_t atoms = t->entry->atoms;
    if (t->place == READING_NONE)
        return false;
    const mention *m = &r->m->mentions[t->place];
    return h->own_place && !h->when.open &&
           (m->role == MENTION_AT || m->role == MENTION_NEAR ||
            m->role == MENTION_THROUGH) &&
           !m->nominal && atoms & TRIGGER_VERB &&
           !(atoms & (TRIGGER_NOUN | TRIGGER_WEAK | TRIGGER_NOPLACE)) && !is_talk(t);
}

/* "said today that it would attack": the day is that of saying. */
static bool dated_by_saying(const reading *r, const reading_trigger *t,
                            const happening *h)
{
    for (const reading_trigger *g = r->triggers; g < t; g++)
        if (!g->spent && is_talk(g) && h->when.start < h->when.end &&
            h->when.end <= r->x->tokens[g->first].at)
            return true;
    return false;
}

/* A plan is one when it says where and when; "said last week that it would" says when
   that was said. */
static bool plan_stands(const reading *r, const reading_trigger *t, const happening *h)
{
    const dates_story *story = &r->d->stories[h->story];
    bool there = h->own_place || (h->kind == DATELINE_CEASEFIRE && h->spot.known);
    bool past = h->when.when.precision != DATELINE_UNDATED &&
                story->written.precision != DATELINE_UNDATED &&
                h->when.when.end <= story->written.begin;
    return h->when.own && there && !past && !dated_by_saying(r, t, h);
}

static bool stands(const reading *r, const reading_trigger *t, const happening *h)
{
    const dates_story *story = &r->d->stories[h->story];
    if (h->when.open && !h->when.own && story->written.precision != DATELINE_UNDATED)
        return false; /* nobody knows when */
    if (h->status == DATELINE_ONGOING && !h->when.own && !under_way(r, t, h))
        return false; /* a state of things */
    if (future(r, h) && !plan_stands(r, t, h))
        return false;
    /* a suspicion without day and place is no event of its own */
    if (h->status == DATELINE_CLAIMED && !h->when.own && !h->own_place)
        return false;
    if (is_talk(t) && h->spot.known && !h->when.own && !has_speaker(r, t))
        return false; /* a mood */
    if (is_talk(t) || t->entry->atoms & TRIGGER_NOPLACE)
        return h->when.own || h->own_place;
    if (h->kind == DATELINE_OTHER && !h->own_place)
        return false;
    /* Without a place and a date it is no happening, nor is what merely goes on. */
    bool own = h->own_place || h->when.own;
    return own || !(h->when.open || h->status == DATELINE_ONGOING);
}

static void keep(reading *r, const happening *h)
{
    r->happenings = arena_grow(r->a, r->happenings, r->n, &r->cap, sizeof *r->happenings);
    r->happenings[r->n++] = *h;
}

static void set_topic_place(reading *r)
{
    r->topic.spot_sentence = r->sentence;
    r->topic.spot_paragraph = r->paragraph;
}

/* What a sentence leaves to those behind it. */
static void remember(reading *r, const happening *h)
{
    int family = reading_family(h->kind);
    /* Where people meet is not what they meet about. */
    bool about = family != DATELINE_MEETING && family != DATELINE_STATEMENT;
    bool area = h->spot.known && about && h->spot.precision != DATELINE_GEO_COUNTRY;
    bool named = h->own_place || h->spot.start != h->spot.end;
    if (area && (named || !r->topic.spot.known))
        r->topic.spot = h->spot;
    if (area)
        set_topic_place(r);
    bool reported = reading_is_talk(h->trigger) && h->spot.known;
    if (h->when.own && h->when.when.precision != DATELINE_UNDATED && !reported &&
        h->when.when.end != INT64_MAX) {
        r->topic.when = h->when;
        r->topic.when_sentence = r->sentence;
        r->topic.when_paragraph = r->paragraph;
    }
}

/* Add a stretch to the evidence of a happening told before. */
static void add_evidence(happening *h, reading_span span)
{
    if (h->n_more < READING_MORE)
        h->more[h->n_more++] = span;
}

static bool violent(dateline_kind kind)
{
    int family = reading_family(kind);
    return family == DATELINE_CLASH || family == DATELINE_DISASTER ||
           family == DATELINE_PROTEST;
}

/* What the sentence before only named happened after all when this one counts its
   victims. */
static happening *recalled(reading *r)
{
    if (!r->topic.has_named || r->topic.named_sentence + 1 != r->sentence)
        return NULL;
    keep(r, &r->topic.named);
    r->topic.has_named = false;
    r->topic.last = (int)r->n - 1;
    return &r->happenings[r->n - 1];
}

static happening *told_last(const reading *r)
{
    if (r->topic.last == READING_NONE)
        return NULL;
    happening *h = &r->happenings[r->topic.last];
    bool near = h->story == r->x->sentences[r->sentence].story &&
                r->sentence - h->sentence <= ACCOUNT_REACH;
    return near ? h : NULL;
}

static bool any(reading_figures f)
{
    return f.low >= 0 || f.middle >= 0 || f.high >= 0;
}

/* Who gives the count. */
static void set_teller(reading *r, happening *h)
{
    for (int i = 0; i < r->n_triggers; i++)
        if (is_talk(&r->triggers[i]) && h->source_end == h->source_start) {
            happening teller = { .kind = DATELINE_STATEMENT };
            reading_status(r, i, &teller);
            h->source_start = teller.source_start;
            h->source_end = teller.source_end;
            if (reading_family(h->kind) == DATELINE_CLASH)
                h->status = DATELINE_CLAIMED;
            return;
        }
}

/* "in the past two weeks": the victims of more than was just told. */
static bool other_time(const reading *r, const happening *h)
{
    for (size_t i = r->first_date; i < r->end_date; i++) {
        dateline_when w = r->d->dates[i].when;
        if (w.precision != DATELINE_UNDATED && w.begin != h->when.when.begin &&
            !(w.begin >= h->when.when.begin && w.end <= h->when.when.end))
            return true;
    }
    return false;
}

/* "among them the flood in X on Monday": with a day and a place it is one of its own. */
static bool is_one(const reading *r, int i)
{
    if (r->triggers[i].date == READING_NONE && r->general_date == READING_NONE)
        return false;
    for (size_t k = r->first_mention; k < r->end_mention; k++)
        if (reading_is_place(r, k) && !r->m->mentions[k].nominal)
            return true;
    return false;
}

/* A sentence that counts victims, or goes on about what was just told. */
static bool goes_on(reading *r, int best)
{
    reading_span all = sentence_span(r);
    happening *h = told_last(r);
    if (r->elaborates && best != READING_NONE && h && !is_one(r, best)) {
        h->evidence.end = all.end;
        return true;
    }
    reading_figures f = reading_killed(r, all.first, all.end);
    const reading_trigger *t = best == READING_NONE ? NULL : &r->triggers[best];
    bool light = t && (t->kind == DATELINE_OTHER || t->entry->atoms & TRIGGER_WEAK);
    bool more = t && t->strength >= 2 && (!light || t->place != READING_NONE);
    if (!any(f) || more)
        return false;
    happening *named = recalled(r);
    h = named ? named : told_last(r);
    if (!h || !violent(h->kind) || other_time(r, h))
        return false;
    if (!any(h->killed)) {
        h->killed = f;
        set_teller(r, h);
    }
    if (r->sentence == h->sentence + 1)
        h->evidence.end = all.end;
    else
        add_evidence(h, all);
    return true;
}

/* "after a clash at the border": named, not told. */
static void remember_named(reading *r)
{
    for (int i = 0; i < r->n_triggers; i++) {
        const reading_trigger *t = &r->triggers[i];
        if (t->blocked || t->spent || t->strength > 0 || !violent(t->kind) ||
            t->entry->atoms & TRIGGER_BACKGROUND)
            continue;
        happening h = make(r, i);
        if (!h.own_place)
            continue;
        h.faint = false;
        h.source_start = h.source_end = 0;
        if (!h.when.own) {
            r->triggers[i].faint = false;
            reading_time(r, i, &h);
        }
        h.evidence = sentence_span(r);
        h.clause = clause_span(r, i, false);
        r->topic.named = h;
        r->topic.named_sentence = r->sentence;
        r->topic.has_named = true;
        return;
    }
}

/* What is taken for granted weighs less; who speaks should be named before. */
static double weight(const reading *r, int i)
{
    const reading_trigger *t = &r->triggers[i];
    size_t at = reading_mention_from(r, r->clauses[t->clause].first);
    bool named = at < r->end_mention && r->m->mentions[at].first < t->first;
    bool placed = (t->place != READING_NONE || t->to != READING_NONE) && !is_talk(t);
    return t->strength - (t->faint ? 3 : 0) + (is_talk(t) && named ? 0.2 : 0) +
           (placed ? 0.6 : 0);
}

static int strongest(const reading *r)
{
    int best = READING_NONE;
    for (int i = 0; i < r->n_triggers; i++) {
        const reading_trigger *t = &r->triggers[i];
        if (t->strength > 0 && (best == READING_NONE || weight(r, i) > weight(r, best)))
            best = i;
    }
    return best;
}

/* Literal names outside of happenings are talked about, too. */
static void remember_names(reading *r)
{
    int best = strongest(r);
    if (best != READING_NONE && is_talk(&r->triggers[best]))
        return; /* where somebody speaks */
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        if (!reading_is_place(r, i) || r->m->mentions[i].role == MENTION_WITHIN ||
            r->m->mentions[i].role == MENTION_FROM ||
            r->clauses[reading_clause_of(r, r->m->mentions[i].first)].relation &
                CLAUSE_WAY)
            continue;
        reading_spot s = reading_spot_of(r, i);
        if (s.precision == DATELINE_GEO_COUNTRY || s.precision == DATELINE_GEO_UNKNOWN)
            continue;
        r->topic.spot = s;
        set_topic_place(r);
        return;
    }
}

/* A day that nothing on a map happened on is talked about, too. */
static void remember_day(reading *r)
{
    if (r->topic.when.rule && r->topic.when_sentence == r->sentence)
        return;
    for (size_t i = r->first_date; i < r->end_date; i++) {
        const dates_date *d = &r->d->dates[i];
        if (d->when.precision < DATELINE_DAY || d->when.begin == INT64_MIN ||
            d->when.end == INT64_MAX || d->when.interval || d->type == DATES_VAGUE)
            continue;
        r->topic.when = reading_when_of(r, (int)i);
        r->topic.when_sentence = r->sentence;
        r->topic.when_paragraph = r->paragraph;
        return;
    }
}

/* "Five died after a missile fell": what the victims died of is the happening. */
static void raise_cause(reading *r, int best)
{
    reading_span all = sentence_span(r);
    bool light = best == READING_NONE || r->triggers[best].faint ||
                 r->triggers[best].entry->atoms & TRIGGER_WEAK;
    if (!light || !any(reading_killed(r, all.first, all.end)))
        return;
    for (int i = 0; i < r->n_triggers; i++) {
        reading_trigger *t = &r->triggers[i];
        uint32_t relation = r->clauses[t->clause].relation;
        if (t->faint && t->strength > 2 && violent(t->kind) &&
            relation & (CLAUSE_AFTER | CLAUSE_WHILE | CLAUSE_REASON))
            t->faint = false;
    }
}

/* "explosions in A, B and C": one in each. */
static void keep_others(reading *r, const happening *h, const size_t *others, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        happening other = *h;
        const char *rule = h->spot.rule;
        other.spot = reading_spot_of(r, others[i]);
        if (other.spot.radius_km > h->spot.radius_km * 2 &&
            geo_distance_km(other.spot.where, h->spot.where) <= other.spot.radius_km)
            continue; /* what the first of them lies in */
        other.spot.rule = rule;
        other.killed = (reading_figures){ -1, -1, -1 };
        keep(r, &other);
    }
}

/* One in each place of a short list, one over all of a long one. */
static void keep_all(reading *r, happening *h)
{
    enum { FEW = 2 };
    size_t others[READING_LIST], n = reading_listed(r, h, others);
    if (n > FEW)
        reading_spread(r, h, others, n);
    keep(r, h);
    if (n <= FEW)
        keep_others(r, h, others, n);
}

void reading_happen(reading *r)
{
    raise_cause(r, strongest(r));
    int best = strongest(r), made[READING_TRIGGERS], n = 0;
    if (goes_on(r, best))
        return;
    remember_named(r);
    happening of[READING_TRIGGERS];
    if (best == READING_NONE) {
        remember_names(r);
        remember_day(r);
        return;
    }
    of[0] = make(r, best);
    /* What is no event gives way to what is. */
    for (int next = best; !stands(r, &r->triggers[best], &of[0]);) {
        r->triggers[next].strength = 0;
        next = strongest(r);
        if (next == READING_NONE)
            break;
        happening h = make(r, next);
        if (stands(r, &r->triggers[next], &h)) {
            best = next;
            of[0] = h;
        }
    }
    made[n++] = best;
    for (int i = 0; i < r->n_triggers; i++) {
        const reading_trigger *t = &r->triggers[i];
        if (i == best || t->strength < 2)
            continue;
        happening h = make(r, i);
        bool separate = true;
        for (int k = 0; k < n && separate; k++)
            separate = apart(r, i, &h, &of[k], made[k]);
        if (!separate)
            continue;
        of[n] = h;
        made[n++] = i;
    }
    reading_span all = sentence_span(r);
    bool placed = false;
    for (int k = 0; k < n; k++) {
        happening *h = &of[k];
        if (!stands(r, &r->triggers[made[k]], h))
            continue;
        h->evidence = clause_span(r, made[k], n == 1);
        h->clause = clause_span(r, made[k], false);
        h->killed = n == 1 ? reading_killed(r, all.first, all.end)
                           : reading_killed(r, h->evidence.first, h->evidence.end);
        int first = (int)r->n;
        keep_all(r, h);
        if (!h->faint && !is_talk(&r->triggers[made[k]]))
            r->topic.last = first;
        placed |= h->spot.known && !h->faint;
        if (!h->faint && !h->headline)
            remember(r, h);
    }
    if (!placed)
        remember_names(r);
    remember_day(r);
}
