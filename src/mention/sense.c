/*
 * What a name means where it stands: the place itself, its government, army or people,
 * or whose something is. The words before it say most, those behind it some; in a list
 * the first name's cue holds for the others. Where nothing says, a state acts, and
 * everything else is where it is.
 */
#include "mention/work.h"

#include "gazetteer/relation.h"

enum {
    NOUNS = 3, /* words such as "region" between the cue and the name */
    LOOSE = 2, /* words without a meaning of their own between them */
    AHEAD = 8, /* words between a subject and its verb */
    HEAD = 5,  /* words between "of" and what is somebody's */
};

/* What has a government of its own, though it is no state. */
static const uint32_t UNITS =
    1u << GAZETTEER_SETTLEMENT | 1u << GAZETTEER_ADMIN1 | 1u << GAZETTEER_ADMIN2;

typedef struct cue {
    mention_sense sense;
    mention_role role;
    const char *rule; /* NULL: nothing was found */
    bool left;        /* it stands before the name, and holds for a list */
} cue;

typedef struct reader {
    const work *w;
    const work_span *s;
    const mention *m;
    uint32_t begin, end; /* of the sentence */
} reader;

/* It can act: a state, a government's seat or house. */
static bool is_state(const mention *m)
{
    return m->place.kind == GAZETTEER_COUNTRY || m->place.kind == GAZETTEER_WORLD_REGION;
}

static bool is_seat(const mention *m)
{
    bool house = m->place.kind == GAZETTEER_SITE && str_eq(m->place.code, STR("GOVT"));
    return house || m->place.rank == GAZETTEER_CAPITAL;
}

static bool can_act(const mention *m)
{
    return is_state(m) || is_seat(m);
}

static bool is_house(const mention *m)
{
    return is_seat(m) && m->place.kind == GAZETTEER_SITE;
}

static bool is_quote(const work *w, uint32_t token)
{
    str t = article_token(w->x, token);
    if (t.len == 1)
        return *t.at == '"' || *t.at == '\'';
    static const char *const marks[] = { "«", "»", "“", "”", "‘", "’", "„" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_eq(t, str_of(marks[i])))
            return true;
    return false;
}

static mention_role role_of(uint32_t atoms)
{
    return atoms & LOCATIVE_TO        ? MENTION_TO
           : atoms & LOCATIVE_FROM    ? MENTION_FROM
           : atoms & LOCATIVE_NEAR    ? MENTION_NEAR
           : atoms & LOCATIVE_THROUGH ? MENTION_THROUGH
           : atoms & LOCATIVE_AT      ? MENTION_AT
                                      : MENTION_SOMEWHERE;
}

/* A tag of a class among the words that end with a token, which it may be so far
   away. */
static const lexicon_tag *tag_near(const reader *r, uint32_t token, lexicon_class c,
                                   uint32_t far)
{
    for (uint32_t i = 0; i <= far && token >= r->begin + i; i++) {
        if (r->w->x->tokens[token - i].shape == TEXT_MARK)
            return NULL;
        const lexicon_tag *t = work_ending(r->w, token - i, c);
        if (t && t->first >= r->begin)
            return t;
    }
    return NULL;
}

/* "of" the name: what is it that is the name's? */
static cue read_of(const reader *r, const lexicon_tag *of)
{
    cue owner = { MENTION_METONYMIC, MENTION_OWNER, "of", true };
    if (of->first == r->begin)
        return owner;
    uint32_t head = of->first - 1;
    bool near = tag_near(r, head, LEXICON_PLACENOUN, HEAD) != NULL;
    const lexicon_tag *actor = tag_near(r, head, LEXICON_ACTOR, 1);
    bool office =
        tag_near(r, head, LEXICON_TITLE, 1) || tag_near(r, head, LEXICON_BODY, 1);
    if (actor && actor->entry->atoms & (ACTOR_THING | ACTOR_SIDE) && can_act(r->m))
        return owner;
    if (actor || office)
        return (cue){ MENTION_ASSOCIATIVE, MENTION_OWNER, "actor of", true };
    if (near)
        return (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "placenoun of", true };
    if (!can_act(r->m))
        owner.sense = MENTION_LITERAL;
    return owner;
}

static cue read_relative(const reader *r, const lexicon_tag *t, bool noun)
{
    uint32_t atoms = t->entry->atoms;
    if (noun)
        return (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "placenoun", true };
    if (atoms & RELATIVE_OF)
        return read_of(r, t);
    const lexicon_tag *border = atoms & RELATIVE_BETWEEN && t->first > r->begin
                                    ? tag_near(r, t->first - 1, LEXICON_PLACENOUN, LOOSE)
                                    : NULL;
    if (border && border->entry->atoms)
        return (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "border", true };
    if (atoms == RELATIVE_AND)
        return (cue){ 0 };
    if (!can_act(r->m))
        return (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "relative", true };
    return (cue){ MENTION_METONYMIC,
                  atoms & RELATIVE_BY ? MENTION_SUBJECT : MENTION_SOMEWHERE, "relative",
                  true };
}

/* Troops, a title, a ministry that end with a token; or "side". Words that stand behind
   the name of whose they are belong to another one. */
static cue read_actor(const reader *r, uint32_t token)
{
    const lexicon_tag *a = work_ending(r->w, token, LEXICON_ACTOR);
    const lexicon_tag *body = work_ending(r->w, token, LEXICON_BODY);
    if (a && a->entry->atoms & ACTOR_AFTER)
        return (cue){ 0 };
    bool office = work_ending(r->w, token, LEXICON_TITLE) ||
                  (body && !(body->entry->atoms & BODY_AFTER));
    if (!a && !office)
        return (cue){ 0 };
    if (is_house(r->m) || (a && a->entry->atoms & ACTOR_SIDE && is_state(r->m)))
        return (cue){ MENTION_METONYMIC, MENTION_OWNER, "side", true };
    return (cue){ MENTION_ASSOCIATIVE, MENTION_OWNER, "actor", true };
}

/* A word of the region's kind or direction ends before a token: where that begins. */
static uint32_t skip_noun(const reader *r, uint32_t at)
{
    const work *w = r->w;
    const lexicon_tag *t = work_ending(w, at - 1, LEXICON_PLACENOUN);
    if (t && t->first >= r->begin &&
        !(t->entry->atoms & (PLACENOUN_COUNTRY | PLACENOUN_AFTER)))
        return t->first;
    for (uint32_t n = 2; n; n--) {
        if (at < r->begin + n || !work_is_joined(w, at) ||
            w->x->tokens[at - n].shape >= TEXT_NUMBER)
            continue;
        uint32_t kinds =
            memory_type(w->memory, work_text(w, at - n, n), GAZETTEER_BEFORE);
        if (kinds & (GAZETTEER_NORTH | GAZETTEER_SOUTH | GAZETTEER_EAST | GAZETTEER_WEST))
            return at - n;
    }
    return at;
}

/* The locative that ends with a token, if it means that here. */
static cue read_locative(const reader *r, uint32_t token)
{
    const lexicon_tag *t = work_ending(r->w, token, LEXICON_LOCATIVE);
    if (!t || t->first < r->begin || t->entry->atoms & (LOCATIVE_AFTER | LOCATIVE_ENDING))
        return (cue){ 0 };
    uint32_t atoms = t->entry->atoms;
    if (is_quote(r->w, t->first))
        return (cue){ 0 };
    bool state = r->m->place.kind == GAZETTEER_COUNTRY || is_house(r->m);
    if (atoms & LOCATIVE_WEAK && state)
        return (cue){ 0 };
    /* "le centre de Lyon" is not from there, nor "le maire de Lyon" a place */
    if (atoms & LOCATIVE_WEAK && atoms & LOCATIVE_FROM) {
        cue of = read_of(r, t);
        if (of.sense != MENTION_METONYMIC)
            return of.sense == MENTION_LITERAL
                       ? (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "locative", true }
                       : of;
    }
    return (cue){ MENTION_LITERAL, role_of(atoms), "locative", true };
}

/* Words before it that have no class, such as "military" in "the military offensive of":
   what stands before them. */
static cue read_loose(const reader *r, uint32_t at)
{
    static const lexicon_class stops[] = { LEXICON_LOCATIVE, LEXICON_RELATIVE,
                                           LEXICON_SAY, LEXICON_ACT, LEXICON_TRIGGER };
    for (uint32_t i = 0; i < LOOSE && at > r->begin + 1; i++) {
        at--;
        if (r->w->x->tokens[at].shape == TEXT_MARK)
            break;
        for (size_t k = 0; k < sizeof stops / sizeof *stops; k++)
            if (r->w->cover[at] & work_bit(stops[k]))
                return (cue){ 0 };
        cue c = read_actor(r, at - 1);
        if (c.rule)
            return c;
    }
    return (cue){ 0 };
}

static cue read_left(const reader *r)
{
    uint32_t at = r->s->left;
    uint32_t wide = 1u << GAZETTEER_COUNTRY;
    bool noun = r->s->flags & WORK_TYPED && at < r->s->first && !(r->s->types & wide);
    for (int i = 0; i < NOUNS && at > r->begin; i++) {
        uint32_t next = is_quote(r->w, at - 1) ? at - 1 : skip_noun(r, at);
        if (next == at)
            break;
        noun = noun || !is_quote(r->w, next);
        at = next;
    }
    cue c = { 0 };
    at = work_skip_article(r->w, at, r->begin);
    if (at > r->begin) {
        c = read_locative(r, at - 1);
        const lexicon_tag *t = work_ending(r->w, at - 1, LEXICON_RELATIVE);
        if (!c.rule && (!noun || r->s->types & UNITS))
            c = read_actor(r, at - 1);
        if (!c.rule && at < r->s->first && r->s->types & UNITS)
            c = read_actor(r, r->s->first - 1); /* "công an tỉnh" is a word */
        if (!c.rule && t && t->first >= r->begin && !(t->entry->atoms & RELATIVE_AFTER))
            c = read_relative(r, t, noun);
        if (!c.rule && !noun)
            c = read_loose(r, at);
    }
    bool office = c.rule && c.sense == MENTION_ASSOCIATIVE; /* "police of X province" */
    if (noun && !office && (!c.rule || c.sense != MENTION_LITERAL))
        c = (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "placenoun", true };
    return c;
}

/* An ending that says "to" is also that of whom something is done to: who can act is gone
   to when a verb of going follows. */
static bool goes_there(const reader *r, uint32_t atoms)
{
    if (!(atoms & LOCATIVE_TO) || !can_act(r->m))
        return true;
    uint32_t at = r->s->first + r->s->n;
    for (uint32_t i = at; i < at + AHEAD && i < r->end; i++) {
        const lexicon_tag *t = work_beginning(r->w, i, LEXICON_TRIGGER);
        if (t && t->entry->atoms & TRIGGER_TO)
            return true;
        if (r->w->x->tokens[i].shape == TEXT_MARK &&
            r->w->x->tokens[i].gap != TEXT_APOSTROPHE && i > at)
            return false;
    }
    return false;
}

static bool is_behind(const lexicon_tag *t, uint32_t after)
{
    return t && t->entry->atoms & after;
}

/* Past the endings behind an apostrophe. */
static uint32_t past_endings(const reader *r)
{
    uint32_t at = r->s->first + r->s->n;
    while (at < r->end && r->w->x->tokens[at].gap == TEXT_APOSTROPHE)
        at++;
    return at;
}

/* Where a name ends with its locative: "Bakü'de", "Gəncə şəhərində". */
static cue read_case(const reader *r)
{
    uint32_t atoms = work_case(r->w, r->s), last = past_endings(r);
    for (uint32_t at = r->s->first + r->s->n; !atoms && at < last; at++) {
        const lexicon_tag *end = work_beginning(r->w, at, LEXICON_LOCATIVE);
        if (end && end->entry->atoms & LOCATIVE_ENDING)
            atoms = end->entry->atoms;
    }
    if (atoms && goes_there(r, atoms))
        return (cue){ MENTION_LITERAL, role_of(atoms), "case", false };
    if (atoms || last >= r->end || is_state(r->m))
        return (cue){ 0 };
    const lexicon_tag *behind = work_beginning(r->w, last, LEXICON_LOCATIVE);
    if (is_behind(behind, LOCATIVE_AFTER))
        return (cue){ MENTION_LITERAL, role_of(behind->entry->atoms), "locative behind",
                      false };
    return (cue){ 0 };
}

/* "Russia's troops", "the Ukraine border". */
static cue read_right(const reader *r)
{
    const work *w = r->w;
    uint32_t at = past_endings(r);
    bool owned = at > r->s->first + r->s->n;
    if (at >= r->end)
        return (cue){ 0 };
    const lexicon_tag *with = work_beginning(w, at, LEXICON_RELATIVE);
    if (is_behind(with, RELATIVE_AFTER) && can_act(r->m))
        return (cue){ MENTION_METONYMIC, MENTION_SOMEWHERE, "relative", false };
    const lexicon_tag *l = work_beginning(w, at, LEXICON_LOCATIVE);
    if (is_behind(l, LOCATIVE_AFTER))
        return (cue){ MENTION_LITERAL, role_of(l->entry->atoms), "locative behind",
                      false };
    const lexicon_tag *noun = work_beginning(w, at, LEXICON_PLACENOUN);
    if (noun && (owned || noun->entry->atoms & PLACENOUN_AFTER))
        return (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "placenoun behind", false };
    bool actor = is_behind(work_beginning(w, at, LEXICON_ACTOR), ACTOR_AFTER) ||
                 is_behind(work_beginning(w, at, LEXICON_BODY), BODY_AFTER);
    if (actor || owned)
        return (cue){ MENTION_ASSOCIATIVE, MENTION_OWNER, "owner", false };
    return (cue){ 0 };
}

/* A verb of somebody follows in the clause. */
static bool acts(const reader *r, uint32_t far)
{
    uint32_t at = r->s->first + r->s->n;
    bool first = r->s->first == r->begin; /* words between commas may follow */
    for (uint32_t i = 0; i < (first ? 2 * far : far) && at + i < r->end; i++) {
        const text_token *t = &r->w->x->tokens[at + i];
        if (r->w->cover[at + i] & (work_bit(LEXICON_SAY) | work_bit(LEXICON_ACT)))
            return true;
        char mark = r->w->x->text.at[t->at];
        if (t->shape == TEXT_MARK && mark != '/' && !(first && mark == ','))
            return false;
    }
    return false;
}

/* It opens a clause: nothing stands before it that it could be the object of. */
static bool opens(const reader *r)
{
    uint32_t at = r->s->left;
    return at == r->begin || r->w->x->tokens[at - 1].shape == TEXT_MARK ||
           !(r->w->cover[at - 1] & (work_bit(LEXICON_SAY) | work_bit(LEXICON_ACT)));
}

static cue read_default(const reader *r)
{
    bool verb = acts(r, AHEAD);
    if (is_house(r->m) || (is_state(r->m) && r->m->place.kind == GAZETTEER_COUNTRY))
        return (cue){ MENTION_METONYMIC, verb ? MENTION_SUBJECT : MENTION_SOMEWHERE,
                      verb ? "acts" : "state", false };
    if (verb && opens(r) && can_act(r->m))
        return (cue){ MENTION_METONYMIC, MENTION_SUBJECT, "acts", false };
    bool object =
        r->s->left > r->begin &&
        r->w->cover[r->s->left - 1] & (work_bit(LEXICON_SAY) | work_bit(LEXICON_ACT));
    if (object && (is_seat(r->m) || r->m->place.kind == GAZETTEER_COUNTRY))
        return (cue){ MENTION_METONYMIC, MENTION_SOMEWHERE, "object", false };
    return (cue){ MENTION_LITERAL, MENTION_SOMEWHERE, "place", false };
}

/* How the mention before is joined: 0 not, 1 by a comma or a bracket, 2 by "and". */
static int joins(const work *w, const work_span *a, const work_span *b)
{
    uint32_t at = a->first + a->n;
    bool and = false;
    if (a->sentence != b->sentence || at >= b->left || b->left - at > 2)
        return 0;
    for (; at < b->left; at++) {
        const lexicon_tag *t = work_ending(w, at, LEXICON_RELATIVE);
        str text = article_token(w->x, at);
        bool comma =
            text.len == 1 && (*text.at == ',' || *text.at == '(' || *text.at == '/');
        bool joined = t && t->entry->atoms & (RELATIVE_AND | RELATIVE_WITH);
        if (!comma && !joined)
            return 0;
        and = and || joined;
    }
    return and? 2 : 1;
}

static bool contains(const mention *wide, const mention *inner)
{
    bool country =
        wide->place.kind == GAZETTEER_COUNTRY && inner->place.kind != GAZETTEER_COUNTRY;
    bool unit = wide->place.kind == GAZETTEER_ADMIN1 &&
                inner->place.kind != GAZETTEER_ADMIN1 && inner->place.admin1.len &&
                str_eq(wide->place.name, inner->place.admin1);
    return (country || unit) && wide->place.country[0] &&
           str_eq(str_of(wide->place.country), str_of(inner->place.country));
}

static article_zone zone_of(const reader *r)
{
    return r->w->x->sentences[r->s->sentence].zone;
}

static cue read_cue(const reader *r, bool adjective)
{
    article_zone zone = zone_of(r);
    if (zone == ARTICLE_KICKER)
        return (cue){ MENTION_ASSOCIATIVE, MENTION_SOMEWHERE, "kicker", false };
    if (zone == ARTICLE_DATELINE)
        return (cue){ MENTION_LITERAL, MENTION_AT, "dateline", false };
    if (r->s->flags & WORK_BLOC)
        return (cue){ MENTION_ASSOCIATIVE, MENTION_SOMEWHERE, "bloc", false };
    if (r->s->flags & WORK_ORGANIZATION)
        return (cue){ MENTION_ASSOCIATIVE, MENTION_OWNER, "organization", false };
    if (adjective)
        return (cue){ MENTION_ASSOCIATIVE, MENTION_OWNER, "adjective", false };
    cue c = read_case(r);
    return c.rule ? c : read_left(r);
}

/* Joined to the name before it, and still the one who acts: "in Ukraine, and Kyiv needs".
 */
static bool acts_alone(const reader *r, const mention *before, int joined)
{
    return joined && can_act(r->m) &&
           (joined == 1 || (is_seat(r->m) && contains(before, r->m))) &&
           acts(r, is_seat(r->m) ? 2 : AHEAD);
}

static cue read_rest(const reader *r)
{
    if (r->s->flags & WORK_OWNED && can_act(r->m))
        return (cue){ MENTION_ASSOCIATIVE, MENTION_OWNER, "owner", false };
    cue c = read_right(r);
    return c.rule ? c : read_default(r);
}

void sense_decide(const work *w, mention *all, size_t n)
{
    cue before = { 0 };
    for (size_t i = 0; i < n; i++) {
        mention *m = &all[i];
        const work_span *s = &w->spans[i];
        const article_sentence *in = &w->x->sentences[s->sentence];
        reader r = { w, s, m, in->first, in->first + in->n };
        const memory_word *known = &w->names[s->name].known;
        bool adjective = known->n && known->at[0].flags & MEMORY_ADJECTIVE;
        cue c = read_cue(&r, adjective);
        int joined = i ? joins(w, &w->spans[i - 1], s) : 0;
        bool within = joined == 1 && contains(m, &all[i - 1]);
        bool own = !within && acts_alone(&r, m - 1, joined);
        if (within && before.rule) {
            c = (cue){ before.sense, MENTION_WITHIN, "within", before.left };
        } else if (!c.rule && joined && before.left && !own) {
            c = before;
            c.rule = "list";
        }
        if (!c.rule)
            c = read_rest(&r);
        m->sense = c.sense;
        m->role = c.role;
        m->rule = c.rule;
        m->government = c.sense == MENTION_METONYMIC && is_seat(m);
        before = c;
    }
}
