#include "reading/reading.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Borders and roads: "the border between A and B", "the road from A to B". */

enum {
    LINES = 64,      /* borders and roads that are looked at */
    JOINED = 3,      /* tokens between two names that belong together: "A and B" */
    GIANT_KM = 700,  /* radius of a country whose middle says little of its borders */
    LINE_REACH = 14, /* tokens from "border" to the names that it lies between */
};

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
        const mention *m = reading_meant(r, i);
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

/* "the A-B border", "the Turkish-Syrian border": the two areas named right before. */
static int two_areas_before(const reading *r, uint32_t word, const mention *pair[2])
{
    int n = 0;
    uint32_t next = word;
    for (size_t i = r->end_mention; i > r->first_mention && n < 2; i--) {
        const mention *own = &r->m->mentions[i - 1], *m = reading_meant(r, i - 1);
        if (own->first >= word)
            continue;
        if (own->first + own->n + (n ? 1 : 0) < next || !is_area(m))
            break;
        if (n && pair[0]->answer.place == m->answer.place)
            break;
        pair[n++] = m;
        next = own->first;
    }
    return n;
}

/* The word is part of a place's own name. */
static bool is_named(const reading *r, uint32_t word)
{
    for (size_t i = r->first_mention; i < r->end_mention; i++) {
        const mention *m = &r->m->mentions[i];
        if (m->first <= word && word < m->first + m->n &&
            m->answer.place != GEOCODE_NOWHERE)
            return true;
    }
    return false;
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

/* "bd:AM-AZ", as the table of borders calls that of two countries. */
static bool border_of_states(const reading *r, const mention *a, const mention *b,
                             uint32_t *line)
{
    if (a->place.kind != GAZETTEER_COUNTRY || b->place.kind != GAZETTEER_COUNTRY)
        return false;
    str one = str_of(a->place.country), two = str_of(b->place.country);
    bool order = str_compare(one, two) < 0;
    char id[16];
    snprintf(id, sizeof id, "bd:%.2s-%.2s", order ? one.at : two.at,
             order ? two.at : one.at);
    return gazetteer_by_id(r->g, str_of(id), line);
}

static uint32_t border_between(const reading *r, const mention *a, const mention *b)
{
    uint32_t places[LINES], line;
    if (border_of_states(r, a, b, &line))
        return line;
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
        return reading_spot_at(&answer, "place-border");
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

/* "Soldiers of A and B exchanged fire at the border": it is theirs. */
static int of_actors(const reading *r, uint32_t word, const mention *pair[2])
{
    const mention *last = NULL;
    for (size_t i = r->end_mention; i > r->first_mention; i--) {
        const mention *m = reading_meant(r, i - 1);
        uint32_t line;
        if (r->m->mentions[i - 1].first >= word || !is_area(m))
            continue;
        if (last && border_of_states(r, m, last, &line)) {
            pair[0] = m;
            pair[1] = last;
            return 2;
        }
        last = last ? last : m;
    }
    return 0;
}

/* Those who meet or agree may be of a border commission. */
static bool needs_locative(dateline_kind kind)
{
    return kind == DATELINE_AGREEMENT || kind == DATELINE_MEETING ||
           kind == DATELINE_TALKS || kind == DATELINE_OTHER;
}

/* "the border between A and B", "the road from A to B"; "the border" alone is the one of
   the two countries that the article is about. */
bool reading_line(const reading *r, const reading_trigger *t, reading_spot *out)
{
    const lexicon_tag *word = line_word(r, &r->clauses[t->clause]);
    if (!word && t->clause + 1 < r->n_clauses && t->place == READING_NONE &&
        (r->clauses[t->clause + 1].trigger == READING_NONE ||
         r->triggers[r->clauses[t->clause + 1].trigger].strength <= 0))
        word = line_word(r, &r->clauses[t->clause + 1]);
    if (!word && t->clause && t->place == READING_NONE && t->to == READING_NONE &&
        r->clauses[t->clause - 1].trigger == READING_NONE)
        word = line_word(r, &r->clauses[t->clause - 1]); /* "at the border of A and B," */
    if (word && word->first < r->clauses[t->clause].first && !located(r, word))
        return false;
    if (!word || (needs_locative(t->kind) && !located(r, word)))
        return false;
    if (is_named(r, word->first))
        return false;
    bool border = word->entry->atoms & PLACENOUN_BORDER;
    const mention *pair[2];
    size_t from = reading_mention_from(r, word->first + word->n);
    uint32_t reach = word->first + word->n + LINE_REACH;
    int n = border ? two_areas_before(r, word->first, pair) : 0;
    if (n < 2)
        n = two_areas(r, from, r->end_mention, reach, pair);
    if (!n && border && vague(r, t))
        n = of_actors(r, word->first, pair);
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
        *out = reading_spot_at(&answer, "place-road");
        out->precision = DATELINE_GEO_LINE;
    }
    out->start = byte_of(r, word->first);
    out->end = byte_end(r, word->first + word->n - 1);
    return true;
}
