#include "reading/reading.h"

#include <math.h>
#include <string.h>

/* Where a mention is: itself, or the side of it that the words before it name. And what
   the article as a whole names most. */

static const double PI = 3.14159265358979323846;

enum {
    STRING_REACH = 5,    /* to the next name of "village, district, province" */
    NEAR = 6,            /* tokens before a name that say of it */
    KIND = 2,            /* from "city" to its name: "port city of X" */
    ANTECEDENTS = 4,     /* steps from "there" to a name */
    SIDES = 32,          /* countries that are counted */
    PROVINCES = 1024,    /* of a country and around it that are looked at */
    PROVINCES_KM = 1500, /* radius of a country beyond which a side of it is no place */
    WIDE_KM = 1000,      /* radius beyond which a region is nowhere on a map */
    PART_KM = 30,        /* radius from which on a place has parts that differ */
};

/* "Ukraine says that Russia has attacked the east of this country": not of the one that
   attacks. */
static const mention *victim(const reading *r, const mention *m)
{
    const mention *actor = NULL, *other = NULL;
    if (!m->nominal || m->sentence != r->sentence || m->place.kind != GAZETTEER_COUNTRY)
        return NULL;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *n = &r->m->mentions[i];
        if (n->first >= m->first)
            break;
        if (n->nominal || n->answer.place == GEOCODE_NOWHERE ||
            n->place.kind != GAZETTEER_COUNTRY)
            continue;
        if (n->answer.place == m->answer.place)
            actor = n;
        else if (!actor && !other)
            other = n;
    }
    for (int i = 0; actor && other && i < r->n_triggers; i++) {
        const reading_trigger *t = &r->triggers[i];
        if (t->first > actor->first && t->end <= m->first &&
            t->entry->atoms & TRIGGER_VERB && reading_family(t->kind) == DATELINE_CLASH)
            return other;
    }
    return NULL;
}

const mention *reading_meant(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at], *other = victim(r, m);
    if (other)
        return other;
    for (int i = 0; i < ANTECEDENTS && m->nominal && m->answer.place == GEOCODE_NOWHERE &&
                    m->antecedent < r->m->n;
         i++)
        m = &r->m->mentions[m->antecedent];
    return m;
}

/* "across", "all over" and then the name or its kind. */
static bool behind_locative(const reading *r, const mention *m)
{
    const article_sentence *s = &r->x->sentences[m->sentence];
    uint32_t near = m->first > s->first + NEAR ? m->first - NEAR : s->first;
    for (uint32_t i = reading_tag_from(r, m->sentence, near);
         i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        uint32_t end = tag->first + tag->n;
        if (tag->first >= m->first)
            return false;
        if (tag->entry->class == LEXICON_LOCATIVE && tag->entry->atoms & LOCATIVE_AT &&
            !(tag->entry->atoms & LOCATIVE_WEAK) && end <= m->first &&
            end + 1 >= m->first)
            return true;
    }
    return false;
}

/* The word that says which side of a place is meant, "the north of X": a part of the
   mention, or before it, or where names come first behind it; NULL. */
static const lexicon_tag *side_of(const reading *r, const mention *m)
{
    const uint32_t sides =
        PLACENOUN_NORTH | PLACENOUN_EAST | PLACENOUN_SOUTH | PLACENOUN_WEST;
    const lexicon_tag *found = NULL;
    const article_sentence *in = &r->x->sentences[m->sentence];
    uint32_t near = m->first > in->first + NEAR ? m->first - NEAR : in->first;
    uint32_t end = m->first + m->n;
    for (uint32_t i = reading_tag_from(r, m->sentence, near);
         i < in->first_tag + in->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first > end + 1)
            break;
        bool behind = tag->first >= end && tag->entry->atoms & PLACENOUN_AFTER &&
                      tag->entry->atoms & sides;
        bool before = tag->first < end && tag->first + tag->n + 1 >= m->first &&
                      tag->first + tag->n <= end;
        if (tag->entry->class == LEXICON_PLACENOUN && (before || (behind && !found)))
            found = tag;
    }
    return found && found->entry->atoms & sides ? found : NULL;
}

/* A country is where something happens only if the text says in, to, from or near. */
static bool country_acts(const reading *r, const mention *m)
{
    return m->answer.precision == DATELINE_GEO_COUNTRY && !side_of(r, m) &&
           (m->role == MENTION_SUBJECT || m->role == MENTION_OWNER ||
            m->role == MENTION_SOMEWHERE) &&
           !behind_locative(r, m);
}

/* "the port city of X": the kind of what is named next stands for nothing before. */
static bool names_next(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at], *next = m + 1;
    uint32_t end = m->first + m->n;
    if (!m->nominal || at + 1 >= r->m->n || next->nominal ||
        next->role == MENTION_OWNER || next->sentence != m->sentence ||
        next->first > end + KIND)
        return false;
    for (uint32_t i = end; i < next->first; i++)
        if (r->x->tokens[i].shape == TEXT_MARK)
            return false;
    return true;
}

bool reading_is_place(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at];
    const article_sentence *s = &r->x->sentences[m->sentence];
    bool side = m->nominal && m->place.kind == GAZETTEER_COUNTRY && side_of(r, m);
    if ((m->sense != MENTION_LITERAL && !side) || m->government || names_next(r, at))
        return false;
    if (m->dateline && s->zone != ARTICLE_HEADLINE)
        return false;
    const geocode_answer *a = &reading_meant(r, at)->answer;
    bool wide = a->precision == DATELINE_GEO_REGION && a->radius_km > WIDE_KM;
    return a->place != GEOCODE_NOWHERE && !wide && !country_acts(r, m);
}

reading_spot reading_spot_at(const geocode_answer *a, const char *rule)
{
    return (reading_spot){ .known = true,
                           .place = a->place,
                           .where = a->where,
                           .radius_km = a->radius_km,
                           .confidence = a->confidence,
                           .precision = a->precision,
                           .rule = rule };
}

/* The middle of a country's provinces that lie furthest to a side of it. */
static bool provinces_there(const reading *r, const mention *name, double north,
                            double east, reading_spot *s)
{
    uint32_t places[PROVINCES];
    double at[PROVINCES], low = INFINITY, high = -INFINITY, lon = 0, lat = 0, far = 0;
    if (name->place.kind != GAZETTEER_COUNTRY || s->radius_km > PROVINCES_KM)
        return false;
    double dy = s->radius_km * 3 / 111, dx = dy / fmax(cos(s->where.lat * PI / 180), 0.2);
    geo_box box = { s->where.lon - dx, s->where.lat - dy, s->where.lon + dx,
                    s->where.lat + dy };
    size_t n = gazetteer_areas(r->g, box, 1u << GAZETTEER_ADMIN1, places, PROVINCES);
    n = n < PROVINCES ? n : PROVINCES;
    size_t kept = 0, there = 0;
    for (size_t i = 0; i < n; i++) {
        gazetteer_place p = gazetteer_at(r->g, places[i]);
        if (strcmp(p.country, name->place.country) != 0)
            continue;
        double x = (p.where.lon - s->where.lon) * cos(s->where.lat * PI / 180);
        at[kept] = x * east + (p.where.lat - s->where.lat) * north;
        low = fmin(low, at[kept]);
        high = fmax(high, at[kept]);
        places[kept++] = places[i];
    }
    if (kept < 4)
        return false;
    for (size_t i = 0; i < kept; i++) {
        gazetteer_place p = gazetteer_at(r->g, places[i]);
        if (at[i] < high - 0.35 * (high - low))
            continue;
        lon += p.where.lon;
        lat += p.where.lat;
        there++;
    }
    geo_lonlat middle = { lon / (double)there, lat / (double)there };
    for (size_t i = 0; i < kept; i++)
        if (at[i] >= high - 0.35 * (high - low))
            far = fmax(far, geo_distance_km(gazetteer_at(r->g, places[i]).where, middle));
    s->where = middle;
    s->radius_km = fmax(far + 20, 30);
    s->part = true;
    return true;
}

/* "the north of X", "miền nam X": that part of it. The word that says so is a part of
   the mention or stands before it. */
static void shift(const reading *r, const mention *m, const mention *name,
                  reading_spot *s)
{
    static const struct {
        uint32_t atom;
        double bearing;
    } ways[] = { { PLACENOUN_NORTH, 0 },
                 { PLACENOUN_EAST, 90 },
                 { PLACENOUN_SOUTH, 180 },
                 { PLACENOUN_WEST, 270 } };
    const lexicon_tag *found = side_of(r, m);
    if (!found || s->radius_km < PART_KM || s->precision == DATELINE_GEO_EXACT)
        return;
    double north = 0, east = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (found->entry->atoms & ways[i].atom) {
            north += cos(ways[i].bearing * PI / 180);
            east += sin(ways[i].bearing * PI / 180);
        }
    if (fabs(north) < 0.1 && fabs(east) < 0.1)
        return;
    if (provinces_there(r, name, north, east, s))
        return;
    double bearing = atan2(east, north) * 180 / PI;
    s->where =
        geo_toward(s->where, bearing < 0 ? bearing + 360 : bearing, s->radius_km * 0.55);
    s->radius_km *= 0.55;
    s->part = true;
}

reading_spot reading_spot_of(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at], *name = reading_meant(r, at);
    if (name->answer.place == GEOCODE_NOWHERE)
        return (reading_spot){ .place = GEOCODE_NOWHERE };
    reading_spot s =
        reading_spot_at(&name->answer, m->nominal ? "place-anaphor" : "place-named");
    s.confidence = fmin(m->confidence, name->confidence);
    s.start = m->start;
    s.end = m->end;
    shift(r, m, name, &s);
    if (m->role == MENTION_NEAR && s.precision == DATELINE_GEO_EXACT) {
        s.precision = DATELINE_GEO_NEAR;
        s.radius_km = fmax(s.radius_km, 10);
    }
    return s;
}

/* "in X, district Y" where X is not known: Y stands where X does. */
static bool stands_at(const reading *r, int at)
{
    const mention *m = &r->m->mentions[at];
    if (m->role == MENTION_AT)
        return true;
    if ((size_t)at == r->first_mention)
        return false;
    const mention *before = m - 1;
    return before->role == MENTION_AT && before->answer.place == GEOCODE_NOWHERE &&
           !before->nominal && m->first <= before->first + before->n + STRING_REACH;
}

/* "of region A, village B"; "people of region A have begun talks in B", which lies
   there. */
static bool is_inner(const reading *r, int a, int b, reading_spot x, reading_spot y)
{
    const mention *m = &r->m->mentions[a];
    bool string = b == a + 1 && r->m->mentions[b].first <= m->first + m->n + 1;
    return ((stands_at(r, a) && stands_at(r, b)) || string) &&
           y.radius_km < x.radius_km && !r->m->mentions[b].nominal &&
           geo_distance_km(x.where, y.where) <= x.radius_km * 1.5;
}

/* A verb comes between two names: the first one is who does it. */
static bool acts_before(const reading *r, int a, int b)
{
    for (int i = 0; i < r->n_triggers; i++)
        if (!r->triggers[i].spent && !reading_is_noun(&r->triggers[i]) &&
            r->triggers[i].first >= r->m->mentions[a].first + r->m->mentions[a].n &&
            r->triggers[i].end <= r->m->mentions[b].first)
            return true;
    return false;
}

/* The better of two places of one trigger: a town says more than a province. */
int reading_finer(const reading *r, int a, int b)
{
    if (a == READING_NONE)
        return b;
    reading_spot x = reading_spot_of(r, (size_t)a), y = reading_spot_of(r, (size_t)b);
    bool country = x.precision == DATELINE_GEO_COUNTRY;
    const mention *p = &r->m->mentions[a], *q = &r->m->mentions[b];
    if (y.known && q->role == MENTION_AT && !q->nominal && !p->nominal &&
        p->role == MENTION_SOMEWHERE && acts_before(r, a, b))
        return b; /* "Kyiv has fired at bases in X" */
    if (y.known && stands_at(r, b) && r->m->mentions[a].role == MENTION_SOMEWHERE &&
        y.radius_km <= x.radius_km * 2 && y.precision != DATELINE_GEO_COUNTRY)
        return b; /* "started the road A to B in C" */
    if (y.known && x.known && is_inner(r, a, b, x, y))
        return b;
    return y.known && (!x.known || (country && y.precision != x.precision)) ? b : a;
}

typedef struct tally {
    const mention *first;
    size_t n;
} tally;

/* The two countries that the article names most: when it speaks of the border, it is
   theirs. */
static void survey_sides(reading *r)
{
    tally of[SIDES] = { { NULL, 0 } };
    int n = 0;
    for (size_t i = 0; i < r->m->n; i++) {
        const mention *m = &r->m->mentions[i];
        if (m->nominal || m->dateline || m->answer.place == GEOCODE_NOWHERE ||
            m->place.kind != GAZETTEER_COUNTRY)
            continue;
        int k = 0;
        while (k < n && of[k].first->answer.place != m->answer.place)
            k++;
        if (k == SIDES)
            continue;
        n = k == n ? n + 1 : n;
        of[k].first = of[k].first ? of[k].first : m;
        of[k].n++;
    }
    while (r->n_sides < READING_SIDES) {
        int best = READING_NONE;
        for (int k = 0; k < n; k++)
            if (of[k].n && (best == READING_NONE || of[k].n > of[best].n))
                best = k;
        if (best == READING_NONE)
            return;
        of[best].n = 0;
        r->sides[r->n_sides++] = of[best].first;
    }
}

/* What the article names most of what is no country. */
static void survey_main(reading *r)
{
    tally of[SIDES] = { { NULL, 0 } };
    int n = 0, best = READING_NONE;
    for (size_t i = 0; i < r->m->n; i++) {
        const mention *m = &r->m->mentions[i];
        if (m->nominal || m->sense != MENTION_LITERAL || m->government ||
            m->answer.place == GEOCODE_NOWHERE || m->place.kind == GAZETTEER_COUNTRY)
            continue;
        int k = 0;
        while (k < n && of[k].first->answer.place != m->answer.place)
            k++;
        if (k == SIDES)
            continue;
        n = k == n ? n + 1 : n;
        of[k].first = of[k].first ? of[k].first : m;
        of[k].n++;
        best = best == READING_NONE || of[k].n > of[best].n ? k : best;
    }
    r->main_place = best == READING_NONE ? GEOCODE_NOWHERE : of[best].first->answer.place;
}

void reading_survey(reading *r)
{
    double best = INFINITY;
    survey_sides(r);
    survey_main(r);
    for (size_t i = 0; i < r->m->n; i++) {
        const mention *m = &r->m->mentions[i];
        if (m->nominal || m->sense != MENTION_LITERAL || m->dateline ||
            m->answer.place == GEOCODE_NOWHERE || m->place.kind == GAZETTEER_COUNTRY ||
            m->answer.radius_km >= best || m->place.kind == GAZETTEER_LINE)
            continue;
        best = m->answer.radius_km;
        r->landmark = m->answer.where;
        r->has_landmark = true;
    }
}
