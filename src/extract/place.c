#include "extract/reading.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

/*
 * Where it happened: a place of the trigger's own, one of the whole sentence, the place
 * that is talked about. What is said or agreed has a place only if the text gives it.
 */

enum {
    ANTECEDENTS = 4,     /* steps from "there" to a name */
    TOPIC_REACH = 4,     /* sentences that a place is talked about */
    CHAIN = 4,           /* names of a string: "village, district, province" */
    LINK = 5,            /* tokens between two of them */
    SIDES = 32,          /* countries that are counted */
    LINES = 64,          /* borders and roads that are looked at */
    JOINED = 3,          /* tokens between two names that belong together: "A and B" */
    WELL_KNOWN = 150000, /* people: no namesake of a village */
    PROVINCES = 128,     /* of a country that are looked at */
    PROVINCES_KM = 1500, /* radius of a country beyond which a side of it is no place */
    PART_KM = 30,        /* radius from which on a place has parts that differ */
    GIANT_KM = 700,      /* radius of a country whose middle says little of its borders */
    LINE_REACH = 14,     /* tokens from "border" to the names that it lies between */
};

static const mention *meant(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at];
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
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
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

/* A country is where something happens only if the text says in, to, from or near. */
static bool country_acts(const reading *r, const mention *m)
{
    return m->answer.precision == DATELINE_GEO_COUNTRY &&
           (m->role == MENTION_SUBJECT || m->role == MENTION_OWNER ||
            m->role == MENTION_SOMEWHERE) &&
           !behind_locative(r, m);
}

bool reading_is_place(const reading *r, size_t at)
{
    const mention *m = &r->m->mentions[at];
    const article_sentence *s = &r->x->sentences[m->sentence];
    if (m->sense != MENTION_LITERAL || m->government)
        return false;
    if (m->dateline && s->zone != ARTICLE_HEADLINE)
        return false;
    return meant(r, at)->answer.place != GEOCODE_NOWHERE && !country_acts(r, m);
}

static reading_spot spot_at(const geocode_answer *a, const char *rule)
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
    const lexicon_tag *found = NULL;
    const article_sentence *in = &r->x->sentences[m->sentence];
    for (uint32_t i = in->first_tag; i < in->first_tag + in->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first >= m->first + m->n)
            break;
        if (tag->entry->class == LEXICON_PLACENOUN &&
            tag->first + tag->n + 1 >= m->first && tag->first + tag->n <= m->first + m->n)
            found = tag;
    }
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
    const mention *m = &r->m->mentions[at], *name = meant(r, at);
    if (name->answer.place == GEOCODE_NOWHERE)
        return (reading_spot){ .place = GEOCODE_NOWHERE };
    reading_spot s = spot_at(&name->answer, m->nominal ? "place-anaphor" : "place-named");
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

/* ------------------------------------------------------- Borders and roads */

/* "in, at, along, near" right before it. */
static bool located(const reading *r, const lexicon_tag *word)
{
    const lexicon_tag *tags = r->x->tags + r->x->sentences[r->sentence].first_tag;
    for (const lexicon_tag *t = word; t > tags && t->first + 3 >= word->first; t--)
        if (t[-1].entry->class == LEXICON_LOCATIVE &&
            t[-1].first + t[-1].n <= word->first &&
            t[-1].first + t[-1].n + 2 >= word->first)
            return true;
    return false;
}

static const lexicon_tag *line_word(const reading *r, const reading_clause *c)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    for (uint32_t i = s->first_tag; i < s->first_tag + s->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first >= c->end)
            return NULL;
        if (tag->first >= c->first && tag->entry->class == LEXICON_PLACENOUN &&
            tag->entry->atoms & (PLACENOUN_BORDER | PLACENOUN_LINE))
            return tag;
    }
    return NULL;
}

static bool is_area(const mention *m)
{
    return m->answer.place != GEOCODE_NOWHERE &&
           (m->place.kind == GAZETTEER_COUNTRY || m->place.kind == GAZETTEER_REGION ||
            m->place.kind == GAZETTEER_ADMIN1 || m->place.kind == GAZETTEER_ADMIN2);
}

/* Up to two different areas from a list of mentions. */
static int two_areas(const reading *r, size_t from, size_t end, uint32_t most_token,
                     const mention *pair[2])
{
    int n = 0;
    for (size_t i = from; i < end && n < 2; i++) {
        const mention *m = meant(r, i);
        if (r->m->mentions[i].first > most_token)
            break;
        if (!is_area(m) || (n && pair[0]->answer.place == m->answer.place))
            continue;
        if (n && most_token != UINT32_MAX &&
            r->m->mentions[i].first > pair[0]->first + pair[0]->n + JOINED)
            break; /* named for another reason */
        pair[n++] = m;
    }
    return n;
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

static geo_box box_between(const mention *a, const mention *b)
{
    geo_lonlat points[2] = { a->answer.where, b->answer.where };
    geo_box box = geo_box_around(points, 2);
    return (geo_box){ box.west - 1.5, box.south - 1.5, box.east + 1.5, box.north + 1.5 };
}

static bool has(str text, str part)
{
    for (size_t i = 0; part.len && i + part.len <= text.len; i++)
        if (!memcmp(text.at + i, part.at, part.len))
            return true;
    return false;
}

/* Where two areas meet, by their sizes. */
static geo_lonlat meeting_point(const mention *a, const mention *b)
{
    double ra = fmax(a->answer.radius_km, 1), rb = fmax(b->answer.radius_km, 1);
    double km = geo_distance_km(a->answer.where, b->answer.where);
    double bearing = geo_bearing(a->answer.where, b->answer.where);
    return geo_toward(a->answer.where, bearing, km * ra / (ra + rb));
}

/* The sector of a border that is nearest to what the article is about. */
static uint32_t nearest_sector(const reading *r, uint32_t line, geo_lonlat near)
{
    gazetteer_place whole = gazetteer_at(r->g, line);
    double span = whole.radius_km / 90 + 1, best = whole.radius_km;
    uint32_t places[LINES], found = line;
    geo_box box = { whole.where.lon - span, whole.where.lat - span,
                    whole.where.lon + span, whole.where.lat + span };
    size_t n = gazetteer_areas(r->g, box, 1u << GAZETTEER_LINE, places, LINES);
    for (size_t i = 0; i < n && i < LINES; i++) {
        uint32_t parent;
        if (!gazetteer_parent(r->g, places[i], &parent) || parent != line)
            continue;
        double km = geo_distance_km(gazetteer_at(r->g, places[i]).where, near);
        if (km < best) {
            best = km;
            found = places[i];
        }
    }
    return found;
}

static uint32_t border_between(const reading *r, const mention *a, const mention *b)
{
    uint32_t places[LINES];
    size_t n =
        gazetteer_areas(r->g, box_between(a, b), 1u << GAZETTEER_LINE, places, LINES);
    for (size_t i = 0; i < n && i < LINES; i++) {
        gazetteer_place p = gazetteer_at(r->g, places[i]);
        uint32_t parent;
        bool part = gazetteer_parent(r->g, places[i], &parent) &&
                    gazetteer_at(r->g, parent).kind == GAZETTEER_LINE;
        if (!part && has(p.name, a->place.name) && has(p.name, b->place.name))
            return places[i];
    }
    return GEOCODE_NOWHERE;
}

/* In how many languages and spellings a place is known. */
static size_t renown(const reading *r, uint32_t place)
{
    str name;
    char lang[4];
    size_t n = 0;
    while (n < LINES && gazetteer_name_at(r->g, place, n, &name, lang))
        n++;
    return n;
}

/* The best known road where two areas meet. */
static uint32_t road_between(const reading *r, const mention *a, const mention *b)
{
    uint32_t places[LINES], found = GEOCODE_NOWHERE;
    const mention *small = a->answer.radius_km <= b->answer.radius_km ? a : b;
    geo_lonlat near = meeting_point(a, b);
    double reach = fmax(small->answer.radius_km, 30);
    size_t best = 0, n = gazetteer_areas(r->g, box_between(a, b), 1u << GAZETTEER_ROAD,
                                         places, LINES);
    for (size_t i = 0; i < n && i < LINES; i++) {
        gazetteer_place p = gazetteer_at(r->g, places[i]);
        size_t names = renown(r, places[i]);
        double km = fmin(geo_distance_km(p.where, near),
                         geo_distance_km(p.where, small->answer.where));
        if (p.radius_km > reach || km > reach || names <= best)
            continue;
        best = names;
        found = places[i];
    }
    return found;
}

static reading_spot border_spot(const reading *r, const mention *a, const mention *b)
{
    uint32_t line = border_between(r, a, b);
    if (line != GEOCODE_NOWHERE && r->has_landmark)
        line = nearest_sector(r, line, r->landmark);
    if (line != GEOCODE_NOWHERE) {
        geocode_answer answer = geocode_place(r->g, line);
        return spot_at(&answer, "place-border");
    }
    return (reading_spot){
        .known = true,
        .place = GEOCODE_NOWHERE,
        .where = meeting_point(a, b),
        .radius_km = fmin(fmax(fmin(a->answer.radius_km, b->answer.radius_km), 20), 400),
        .confidence = 0.5,
        .precision = DATELINE_GEO_LINE,
        .rule = "place-border-between"
    };
}

static uint32_t byte_of(const reading *r, uint32_t token)
{
    return r->x->tokens[token].at;
}

static uint32_t byte_end(const reading *r, uint32_t token)
{
    return r->x->tokens[token].at + r->x->tokens[token].len;
}

/* Has no place of its own, or only a country. */
static bool vague(const reading *r, const reading_trigger *t)
{
    if (t->to != READING_NONE &&
        reading_spot_of(r, (size_t)t->to).precision != DATELINE_GEO_COUNTRY)
        return false;
    if (t->place == READING_NONE)
        return true;
    dateline_geo_precision p = reading_spot_of(r, (size_t)t->place).precision;
    return p == DATELINE_GEO_COUNTRY || p == DATELINE_GEO_LINE;
}

/* Countries that are no giants and whose middles are near each other: neighbors. */
static bool adjoin(const mention *a, const mention *b)
{
    double ra = a->answer.radius_km, rb = b->answer.radius_km;
    return ra < GIANT_KM && rb < GIANT_KM &&
           geo_distance_km(a->answer.where, b->answer.where) < (ra + rb) * 1.5 + 200;
}

/* "The border with B" is that of B and whoever of those that the article is about has one
   with it; "the border" is that of the first two of them that have one. */
static int with_side(const reading *r, int n, const mention *pair[2])
{
    const mention *const *first = n ? pair : r->sides;
    int firsts = n ? 1 : r->n_sides;
    for (int i = 0; i < firsts; i++)
        for (int k = n ? 0 : i + 1; k < r->n_sides; k++)
            if (first[i]->answer.place != r->sides[k]->answer.place &&
                (border_between(r, first[i], r->sides[k]) != GEOCODE_NOWHERE ||
                 adjoin(first[i], r->sides[k]))) {
                const mention *one = first[i];
                pair[0] = one;
                pair[1] = r->sides[k];
                return 2;
            }
    return n;
}

/* Those who meet or agree may be of a border commission. */
static bool needs_locative(dateline_kind kind)
{
    return kind == DATELINE_AGREEMENT || kind == DATELINE_MEETING ||
           kind == DATELINE_TALKS || kind == DATELINE_OTHER;
}

/* "the border between A and B", "the road from A to B"; "the border" alone is the one of
   the two countries that the article is about. */
static bool line_spot(const reading *r, const reading_trigger *t, reading_spot *out)
{
    const lexicon_tag *word = line_word(r, &r->clauses[t->clause]);
    if (!word && t->clause + 1 < r->n_clauses && t->place == READING_NONE &&
        r->clauses[t->clause + 1].trigger == READING_NONE)
        word = line_word(r, &r->clauses[t->clause + 1]);
    if (!word || (needs_locative(t->kind) && !located(r, word)))
        return false;
    bool border = word->entry->atoms & PLACENOUN_BORDER;
    const mention *pair[2];
    size_t from = reading_mention_from(r, word->first + word->n);
    uint32_t reach = word->first + word->n + LINE_REACH;
    int n = two_areas(r, from, r->end_mention, reach, pair);
    if (n < 2 && border && vague(r, t))
        n = with_side(r, n, pair);
    if (n < 2)
        return false;
    if (border) {
        *out = border_spot(r, pair[0], pair[1]);
    } else {
        uint32_t road = road_between(r, pair[0], pair[1]);
        if (road == GEOCODE_NOWHERE)
            return false;
        geocode_answer answer = geocode_place(r->g, road);
        *out = spot_at(&answer, "place-road");
        out->precision = DATELINE_GEO_LINE;
    }
    out->start = byte_of(r, word->first);
    out->end = byte_end(r, word->first + word->n - 1);
    return true;
}

/* --------------------------------------------------------------- Decision */

/* Kinds that are about an area: without a place of their own they are where the text
   has been so far. */
static bool takes_topic(const happening *h)
{
    switch (h->kind) {
    case DATELINE_OFFENSIVE:
    case DATELINE_ATTACK:
    case DATELINE_CLASH:
    case DATELINE_CEASEFIRE:
    case DATELINE_DEPLOYMENT:
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

/* What a place that is not known lies in: "in the village of X, Y province". */
static int lies_in(const reading *r, const reading_trigger *t)
{
    for (size_t i = r->first_mention; i < r->end_mention; i++)
        if (r->m->mentions[i].role == MENTION_WITHIN && reading_is_place(r, i) &&
            reading_owner(r, r->m->mentions[i].first) == (int)(t - r->triggers))
            return (int)i;
    return READING_NONE;
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
    if (atoms & TRIGGER_TO && t->to != READING_NONE)
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
    const mention *m = meant(r, at);
    if (m->answer.place == GEOCODE_NOWHERE || m->place.kind != GAZETTEER_COUNTRY)
        return false;
    set_spot(h, spot_at(&m->answer, rule), rule);
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
        if (object < r->end_mention &&
            reading_clause_of(r, r->m->mentions[object].first) == o->clause &&
            as_country(r, object, h, "place-of-attack"))
            return true;
    }
    return false;
}

/* What befalls a whole country is there: elections in the one that is named with them,
   wars in the one attacked. */
static bool national(const reading *r, const reading_trigger *t, happening *h)
{
    if (h->kind == DATELINE_ELECTION || t->entry->atoms & TRIGGER_AREA) {
        for (size_t i = r->first_mention; i < r->end_mention; i++)
            if (reading_clause_of(r, r->m->mentions[i].first) <= t->clause &&
                (t->entry->atoms & TRIGGER_NOUN ||
                 r->m->mentions[i].sense != MENTION_ASSOCIATIVE) &&
                as_country(r, i, h, "place-of-nation")) {
                h->own_place = true;
                return true;
            }
        return false;
    }
    if (reading_family(h->kind) != DATELINE_CLASH)
        return false;
    size_t object = reading_mention_from(r, t->end);
    if (object < r->end_mention && r->m->mentions[object].first <= t->end + 1 &&
        r->m->mentions[object].sense != MENTION_ASSOCIATIVE &&
        t->entry->atoms & TRIGGER_VERB && as_country(r, object, h, "place-of-attack"))
        return true;
    if (attacked(r, t, h))
        return true;
    if (h->kind != DATELINE_WAR)
        return false;
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = meant(r, i);
        if (m->answer.place == GEOCODE_NOWHERE || m->place.kind != GAZETTEER_REGION)
            continue;
        set_spot(h, spot_at(&m->answer, "place-of-nation"), "place-of-nation");
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

void reading_place(reading *r, int trigger, happening *h)
{
    const reading_trigger *t = &r->triggers[trigger];
    h->spot = h->to = (reading_spot){ .place = GEOCODE_NOWHERE };
    bool speech = is_speech(h->kind);
    if (!(t->entry->atoms & TRIGGER_NOPLACE) && !speech && line_spot(r, t, &h->spot)) {
        h->own_place = true;
        return;
    }
    own_place(r, t, h);
    if (!h->spot.known && r->general_place != READING_NONE &&
        (!(speech || meets(h->kind)) ||
         (r->m->mentions[r->general_place].role == MENTION_AT &&
          !r->m->mentions[r->general_place].nominal))) {
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
    if (takes_topic(h) || h->kind == DATELINE_AGREEMENT) {
        int at = in_sentence(r, t);
        if (at != READING_NONE) {
            h->spot = reading_spot_of(r, (size_t)at);
            h->spot.rule = "place-of-sentence";
            h->spot.confidence *= 0.8;
            return;
        }
    }
    int named = named_after(r, t, h);
    if (named != READING_NONE) {
        h->spot = reading_spot_of(r, (size_t)named);
        h->spot.rule = "place-of-name";
        return;
    }
    if (scene && r->topic.last != READING_NONE) {
        h->spot = r->happenings[r->topic.last].spot;
        h->spot.rule = "place-of-scene";
        h->own_place = h->spot.known;
        return;
    }
    if (!scene && national(r, t, h))
        return;
    if (takes_topic(h) && topic_holds(r, h) && !elsewhere(r, t)) {
        h->spot = r->topic.spot;
        h->spot.rule = "place-talked-about";
        h->spot.confidence *= 0.7;
        h->spot.start = h->spot.end = 0;
    }
}
