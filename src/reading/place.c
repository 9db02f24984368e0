#include "reading/reading.h"

#include <math.h>
#include <string.h>

/*
 * Where it happened: a place of the trigger's own, one of the whole sentence, the place
 * that is talked about. What is said or agreed has a place only if the text gives it.
 */

enum {
    TOPIC_REACH = 4,     /* sentences that a place is talked about */
    CHAIN = 4,           /* names of a string: "village, district, province" */
    FAR = 1000,          /* tokens: in another clause */
    OBJECT = 4,          /* from a verb to what it befalls */
    LINK = 5,            /* tokens between two of them */
    WELL_KNOWN = 130000, /* people: no namesake of a village */
};

/* Kinds that are about an area: without a place of their own they are where the text
   has been so far. */
static bool takes_topic(const happening *h)
{
    switch (h->kind) {
    case DATELINE_OFFENSIVE:
    case DATELINE_ATTACK:
    case DATELINE_CLASH:
    case DATELINE_CEASEFIRE:
    case DATELINE_WITHDRAWAL:
    case DATELINE_CLOSURE:
    case DATELINE_BLOCKADE:
    case DATELINE_DISPLACEMENT:
    case DATELINE_WAR:
    case DATELINE_DISASTER:
    case DATELINE_PROTEST:
    case DATELINE_RIOT:
        return true;
    default:
        return h->trigger->atoms & TRIGGER_AREA;
    }
}

static bool is_speech(dateline_kind kind)
{
    return kind == DATELINE_STATEMENT || kind == DATELINE_CALL ||
           kind == DATELINE_PROPOSAL;
}

static bool meets(dateline_kind kind)
{
    return kind == DATELINE_MEETING || kind == DATELINE_TALKS;
}

/* Somewhere else in the sentence: the nearest name before the trigger, else behind. */
static int in_sentence(const reading *r, const reading_trigger *t)
{
    int found = READING_NONE;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i];
        if (!reading_is_place(r, i) || m->role == MENTION_WITHIN ||
            reading_spot_of(r, i).precision == DATELINE_GEO_COUNTRY)
            continue;
        if (m->role == MENTION_FROM && !(t->entry->atoms & TRIGGER_FROM))
            continue;
        if (m->role == MENTION_SOMEWHERE && m->first < t->first && !m->nominal &&
            m->place.kind == GAZETTEER_SETTLEMENT && t->kind == DATELINE_DEPLOYMENT)
            continue; /* who sends them */
        if (r->clauses[reading_clause_of(r, m->first)].relation & CLAUSE_WAY)
            continue;
        /* where somebody went is not where he left from */
        int owner = reading_owner(r, m->first);
        if (t->entry->atoms & TRIGGER_FROM && owner != READING_NONE &&
            &r->triggers[owner] != t && r->triggers[owner].strength > 2)
            continue;
        if (m->first > t->first && found != READING_NONE)
            break;
        found = (int)i;
    }
    return found;
}

/* "in X, in the west of Y", where nobody knows X: the name next to it, behind a sign. */
static int behind_unknown(const reading *r, const reading_trigger *t)
{
    for (size_t i = r->first_mention; i + 1 < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i], *next = m + 1;
        uint32_t end = m->first + m->n;
        bool unknown = m->role == MENTION_AT && !m->nominal &&
                       m->answer.place == GEOCODE_NOWHERE &&
                       reading_owner(r, m->first) == (int)(t - r->triggers);
        if (unknown && !next->nominal && next->sense == MENTION_LITERAL &&
            next->answer.place != GEOCODE_NOWHERE && next->first > end &&
            next->first <= end + LINK && r->x->tokens[end].shape == TEXT_MARK &&
            next->role != MENTION_SUBJECT && next->role != MENTION_OWNER)
            return (int)i + 1;
    }
    return READING_NONE;
}

/* What a place that is not known lies in: "in the village of X, Y province". */
static int lies_in(const reading *r, const reading_trigger *t)
{
    for (size_t i = r->first_mention; i < r->end_mention; i++)
        if (r->m->mentions[i].role == MENTION_WITHIN && reading_is_place(r, i) &&
            reading_owner(r, r->m->mentions[i].first) == (int)(t - r->triggers))
            return (int)i;
    return behind_unknown(r, t);
}

static bool is_whole(const mention *m)
{
    return m->place.kind == GAZETTEER_COUNTRY || m->place.kind == GAZETTEER_ADMIN1 ||
           m->place.kind == GAZETTEER_ADMIN2;
}

/* What a place is said to lie in: the first larger one behind it in the same string of
   names. */
static size_t whole_of(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at];
    uint32_t end = m->first + m->n;
    if (m->place.kind == GAZETTEER_COUNTRY)
        return at;
    for (size_t i = at + 1; i < r->end_mention && i <= at + CHAIN; i++) {
        const mention *next = &r->m->mentions[i];
        bool near = next->first >= end && next->first - end <= LINK;
        bool abroad = next->role == MENTION_AT;
        bool joined =
            near && (abroad || r->x->tokens[end].shape == TEXT_MARK || i > at + 1);
        if (!near || (i == at + 1 && !joined && is_whole(next)))
            break;
        if (joined && reading_is_place(r, i) && (is_whole(next) || abroad))
            return i;
        end = next->first + next->n;
    }
    return at;
}

/* "district X, province Y": an X far from Y is a namesake, and Y is known for sure. */
static reading_spot checked_spot(const reading *r, size_t at)
{
    reading_spot s = reading_spot_of(r, at);
    size_t in = whole_of(r, at);
    if (in == at)
        return s;
    reading_spot whole = reading_spot_of(r, in);
    bool abroad = r->m->mentions[in].role == MENTION_AT;
    const mention *m = &r->m->mentions[at], *w = &r->m->mentions[in];
    bool same_land = *m->place.country && !strcmp(m->place.country, w->place.country);
    if (same_land &&
        (w->place.kind == GAZETTEER_COUNTRY || m->place.population >= WELL_KNOWN))
        return s;
    if ((whole.radius_km <= s.radius_km && !abroad) ||
        geo_distance_km(s.where, whole.where) <= whole.radius_km * 2 + 60)
        return s;
    whole.rule = "place-containing";
    return whole;
}

/* "in the X": somewhere that the gazetteer does not know, and so not where the text was
   before. */
static bool elsewhere(const reading *r, const reading_trigger *t)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    const reading_clause *c = &r->clauses[t->clause];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        uint32_t end = tag->first + tag->n;
        if (tag->first >= c->end)
            break;
        if (tag->entry->class != LEXICON_LOCATIVE || tag->first < c->first ||
            !(tag->entry->atoms & LOCATIVE_AT) || tag->entry->atoms & LOCATIVE_WEAK ||
            reading_in_date(r, tag->first))
            continue;
        size_t named = reading_mention_from(r, end);
        if (named < r->end_mention && r->m->mentions[named].first <= end + 6) {
            if (r->m->mentions[named].answer.place == GEOCODE_NOWHERE &&
                !r->m->mentions[named].nominal)
                return true;
            continue;
        }
        for (uint32_t k = end; k < end + 4 && k < c->end; k++)
            if (r->x->tokens[k].shape == TEXT_CAPITAL && !reading_in_date(r, k))
                return true;
    }
    return false;
}

/* "said in Berlin that ...", and not "said that in Berlin ...": the clause ends there. */
static bool said_there(const reading *r, const reading_trigger *t, int at)
{
    const mention *m = &r->m->mentions[at];
    uint32_t end = m->first + m->n;
    const article_sentence *s = &r->x->sentences[r->sentence];
    bool from = m->role == MENTION_FROM && m->first <= t->end + 1;
    if ((m->role != MENTION_AT && !from) || m->first > t->end + 2)
        return false;
    if (from)
        return true;
    int next = t->clause + 1;
    while (end < r->clauses[t->clause].end && reading_in_date(r, end))
        end++;
    if (end + 1 >= s->first + s->n)
        return true;
    return end == r->clauses[t->clause].end && next < r->n_clauses &&
           r->clauses[next].relation & CLAUSE_THAT;
}

static void own_place(reading *r, const reading_trigger *t, happening *h)
{
    uint32_t atoms = t->entry->atoms;
    bool spoken = reading_is_talk(t->entry) || atoms & TRIGGER_NOPLACE;
    int at = t->place;
    bool there = at != READING_NONE && t->to != READING_NONE &&
                 r->m->mentions[at].role == MENTION_AT && !r->m->mentions[at].nominal &&
                 r->m->mentions[at].first >= t->end &&
                 r->m->mentions[at].first < r->m->mentions[t->to].first;
    if (atoms & TRIGGER_TO && t->to != READING_NONE && !there)
        at = t->to;
    else if (at == READING_NONE && !(atoms & TRIGGER_FROM))
        at = t->to;
    if (at == t->place && at != READING_NONE && t->to != READING_NONE &&
        reading_spot_of(r, (size_t)at).precision == DATELINE_GEO_COUNTRY &&
        reading_spot_of(r, (size_t)t->to).radius_km <
            reading_spot_of(r, (size_t)at).radius_km)
        at = t->to;
    if (at == READING_NONE)
        at = lies_in(r, t);
    /* What is said after a verb of saying is where that is, not where it was said. */
    if (at != READING_NONE && spoken && r->m->mentions[at].first > t->first &&
        !said_there(r, t, at))
        at = READING_NONE;
    /* "a researcher in London said" */
    if (at != READING_NONE && spoken && r->m->mentions[at].first < t->first &&
        r->m->mentions[at].first > r->clauses[t->clause].first + 2)
        at = READING_NONE;
    if (at != READING_NONE && spoken && r->m->mentions[at].role != MENTION_AT &&
        !(r->m->mentions[at].role == MENTION_FROM && r->m->mentions[at].first > t->first))
        at = READING_NONE;
    if (at != READING_NONE && r->m->mentions[at].nominal && h->kind == DATELINE_AGREEMENT)
        at = READING_NONE;
    if (at != READING_NONE)
        h->spot = checked_spot(r, (size_t)at);
    if (t->to != READING_NONE && t->to != at && !reading_is_talk(t->entry))
        h->to = reading_spot_of(r, (size_t)t->to);
}

/* "in X, where ...": X. */
static bool antecedent(const reading *r, const reading_trigger *t, reading_spot *out)
{
    const reading_clause *c = &r->clauses[t->clause];
    if (!(c->relation & CLAUSE_RELATIVE))
        return false;
    size_t next = reading_mention_from(r, c->first);
    if (next == r->first_mention)
        return false;
    const mention *m = &r->m->mentions[next - 1];
    if (m->first + m->n + 1 < c->first || !reading_is_place(r, next - 1))
        return false;
    *out = reading_spot_of(r, next - 1);
    return out->known;
}

/* "the Syrian war", "chiến tranh Việt Nam": the name says where it was. */
static int named_after(const reading *r, const reading_trigger *t, const happening *h)
{
    if (h->kind != DATELINE_WAR && h->kind != DATELINE_ELECTION)
        return READING_NONE;
    size_t at = reading_mention_from(r, t->end);
    if (at >= r->end_mention || r->m->mentions[at].first > t->end ||
        r->m->mentions[at].government)
        return READING_NONE;
    return reading_spot_of(r, at).known ? (int)at : READING_NONE;
}

static void set_spot(happening *h, reading_spot spot, const char *rule)
{
    h->spot = spot;
    h->spot.rule = rule;
    h->spot.confidence *= 0.8;
}

static bool as_country(const reading *r, size_t at, happening *h, const char *rule)
{
    const mention *m = reading_meant(r, at);
    if (m->answer.place == GEOCODE_NOWHERE || m->place.kind != GAZETTEER_COUNTRY)
        return false;
    set_spot(h, reading_spot_at(&m->answer, rule), rule);
    return true;
}

/* A war breaks out where somebody attacks: in the country that the verb has as its
   object, else where the other verbs of the sentence are. */
static bool attacked(const reading *r, const reading_trigger *t, happening *h)
{
    for (int i = 0; i < r->n_triggers; i++) {
        const reading_trigger *o = &r->triggers[i];
        if (o == t || reading_family(o->kind) != DATELINE_CLASH ||
            (h->kind != DATELINE_WAR && o->clause != t->clause) ||
            !(o->entry->atoms & TRIGGER_VERB))
            continue;
        int at = o->place != READING_NONE ? o->place : o->to;
        if (at != READING_NONE) {
            set_spot(h, reading_spot_of(r, (size_t)at), "place-of-attack");
            return true;
        }
        size_t object = reading_mention_from(r, o->end);
        if (object < r->end_mention && !r->m->mentions[object].nominal &&
            r->m->mentions[object].first <= o->end + OBJECT &&
            reading_clause_of(r, r->m->mentions[object].first) == o->clause &&
            as_country(r, object, h, "place-of-attack"))
            return true;
    }
    return false;
}

/* The country named nearest to a trigger in its clause, or before that. */
static size_t nation(const reading *r, const reading_trigger *t)
{
    size_t found = r->end_mention;
    uint32_t least = UINT32_MAX;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i], *name = reading_meant(r, i);
        int clause = reading_clause_of(r, m->first);
        uint32_t gap = m->first >= t->end ? m->first - t->end : t->first - m->first;
        gap += clause == t->clause ? 0 : FAR;
        if (clause > t->clause || gap > least || name->answer.place == GEOCODE_NOWHERE ||
            name->place.kind != GAZETTEER_COUNTRY)
            continue;
        if (!(t->entry->atoms & (TRIGGER_NOUN | TRIGGER_AREA)) &&
            m->sense == MENTION_ASSOCIATIVE && m->first < t->first)
            continue;
        found = i;
        least = gap;
    }
    return found;
}

/* What befalls a whole country is there: elections in the one that is named with them,
   wars in the one attacked. */
static bool national(const reading *r, const reading_trigger *t, happening *h)
{
    if (h->kind == DATELINE_ELECTION || t->entry->atoms & TRIGGER_AREA) {
        if (t->faint && h->kind == DATELINE_ELECTION)
            return false; /* "held by X since the vote of 2014" */
        size_t at = nation(r, t);
        h->own_place = at < r->end_mention && as_country(r, at, h, "place-of-nation");
        return h->own_place;
    }
    if (reading_family(h->kind) != DATELINE_CLASH)
        return false;
    size_t object = reading_mention_from(r, t->end);
    if (object < r->end_mention && r->m->mentions[object].first <= t->end + 1 &&
        r->m->mentions[object].role != MENTION_OWNER &&
        r->m->mentions[object].sense != MENTION_ASSOCIATIVE &&
        t->entry->atoms & TRIGGER_VERB && as_country(r, object, h, "place-of-attack"))
        return true;
    if (attacked(r, t, h))
        return true;
    if (h->kind != DATELINE_WAR)
        return false;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = reading_meant(r, i);
        if (m->answer.place == GEOCODE_NOWHERE || m->place.kind != GAZETTEER_REGION)
            continue;
        set_spot(h, reading_spot_at(&m->answer, "place-of-nation"), "place-of-nation");
        return true;
    }
    return false;
}

/* Without a place of its own a happening is where its paragraph has been so far, or, in
   another one, where most of the article is; wars are no matter of a town. */
static bool topic_holds(const reading *r, const happening *h)
{
    const reading_topic *topic = &r->topic;
    if (!topic->spot.known || r->sentence - topic->spot_sentence > TOPIC_REACH)
        return false;
    bool area = topic->spot.precision != DATELINE_GEO_EXACT &&
                topic->spot.precision != DATELINE_GEO_NEAR;
    if (h->kind == DATELINE_WAR && !area)
        return false;
    return topic->spot_paragraph == r->paragraph || topic->spot.place == r->main_place;
}

/* A village that nobody knows is in the province that its paragraph is about. */
static bool in_province(const reading *r)
{
    const reading_topic *topic = &r->topic;
    return topic->spot_paragraph == r->paragraph && !topic->spot.part &&
           (topic->spot.precision == DATELINE_GEO_ADM1 ||
            topic->spot.precision == DATELINE_GEO_ADM2);
}

static bool is_place_of_all(const reading *r, const happening *h)
{
    if (r->general_place == READING_NONE)
        return false;
    const mention *m = &r->m->mentions[r->general_place];
    return !(is_speech(h->kind) || meets(h->kind)) ||
           (m->role == MENTION_AT && !m->nominal);
}

/* Where the visit to a scene was: that of what was told last. */
static bool scene_of(const reading *r, happening *h)
{
    bool last = r->topic.last != READING_NONE && r->happenings[r->topic.last].spot.known;
    if (r->topic.last == READING_NONE && !r->topic.spot.known)
        return false;
    h->spot = last ? r->happenings[r->topic.last].spot : r->topic.spot;
    h->spot.rule = "place-of-scene";
    h->own_place = h->spot.known;
    return true;
}

/* Elsewhere in its sentence. */
static bool beside_it(const reading *r, const reading_trigger *t, happening *h)
{
    int named = named_after(r, t, h);
    if (named != READING_NONE) {
        h->spot = reading_spot_of(r, (size_t)named);
        h->spot.rule = "place-of-name";
        return true;
    }
    bool searched = takes_topic(h) || h->kind == DATELINE_AGREEMENT;
    int at = searched ? in_sentence(r, t) : READING_NONE;
    if (at != READING_NONE)
        set_spot(h, reading_spot_of(r, (size_t)at), "place-of-sentence");
    return at != READING_NONE;
}

/* A vote is where those who hold it are, when they are no nation: "the authorities of
   region X held a referendum". The nearest one named before the trigger in its clause. */
static bool local_vote(const reading *r, const reading_trigger *t, happening *h)
{
    const reading_clause *c = &r->clauses[t->clause];
    for (size_t i = r->end_mention; i > r->first_mention && h->kind == DATELINE_ELECTION;
         i--) {
        const mention *m = &r->m->mentions[i - 1];
        if (m->first >= t->first || m->first < c->first)
            continue;
        const mention *name = reading_meant(r, i - 1);
        bool local = name->place.kind == GAZETTEER_ADMIN1 ||
                     name->place.kind == GAZETTEER_ADMIN2 ||
                     (name->place.kind == GAZETTEER_REGION && name->place.country[0]) ||
                     (name->place.kind == GAZETTEER_SETTLEMENT &&
                      name->place.rank != GAZETTEER_CAPITAL);
        if (name->answer.place == GEOCODE_NOWHERE || !local || m->government)
            continue;
        set_spot(h, reading_spot_at(&name->answer, "place-of-voters"), "place-of-voters");
        return true;
    }
    return false;
}

void reading_place(reading *r, int trigger, happening *h)
{
    const reading_trigger *t = &r->triggers[trigger];
    h->spot = h->to = (reading_spot){ .place = GEOCODE_NOWHERE };
    bool speech = is_speech(h->kind);
    if (!(t->entry->atoms & TRIGGER_NOPLACE) && !speech && reading_line(r, t, &h->spot)) {
        h->own_place = true;
        return;
    }
    own_place(r, t, h);
    if (!h->spot.known && is_place_of_all(r, h)) {
        h->spot = reading_spot_of(r, (size_t)r->general_place);
        h->spot.rule = "place-of-sentence";
    }
    if (!h->spot.known && antecedent(r, t, &h->spot))
        h->spot.rule = "place-of-relative";
    h->own_place = h->spot.known;
    bool scene = meets(h->kind) && h->trigger->atoms & TRIGGER_AREA;
    if (h->spot.known || speech || (meets(h->kind) && !scene) ||
        h->trigger->atoms & TRIGGER_NOPLACE)
        return;
    if (beside_it(r, t, h) || local_vote(r, t, h))
        return;
    if (scene ? scene_of(r, h) : national(r, t, h))
        return;
    if (takes_topic(h) && topic_holds(r, h) && (!elsewhere(r, t) || in_province(r))) {
        h->spot = r->topic.spot;
        h->spot.rule = "place-talked-about";
        h->spot.confidence *= 0.7;
        h->spot.start = h->spot.end = 0;
    }
}
