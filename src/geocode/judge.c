#include "geocode/judge.h"

#include "base/limits.h"
#include "base/sort.h"
#include "geocode/finder.h"
#include "geocode/match.h"
#include "geocode/served.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* Weights, as factors. An importance of .1 more is worth a factor of e. */
static const double PER_IMPORTANCE = 10, OF_SIZE = .64, OF_NAMES = .08;
static const double UNLISTED = 4.5; /* a place of importance .15: a village */
static const double OF_NOTE = .2, ORGANIZATION = 20;
static const double UNLISTED_VILLAGE = 4;
static const double CLEAR = 4;     /* times as likely as the next */
static const double NO_PLACE = .1; /* the most for the name of an organization */
static const double IN_COUNTRY = 1500, UNLISTED_IN_COUNTRY = 20;
static const double IN_BOX = 500, UNLISTED_IN_BOX = 8;
static const double AMONG_NEIGHBORS = 25, UNLISTED_AMONG_NEIGHBORS = 3;
static const double CONFIRMED = .08; /* for the unlisted, when qualifiers agree */
static const double UNKNOWN = 3;     /* the same, when one is not known */
static const double CONTRADICTED = .0001;
static const double NEIGHBOR_KM = 60,
                    REGION_KM = 400; /* where a pull has fallen to 1/e */

enum { MOST_QUALIFIERS = 2 * MATCH_PARTS, QUALIFIER_PLACES = 12 };

/* What a qualifier may name. */
typedef struct qualifier {
    match_role role;
    gazetteer_place *at;
    size_t n;
} qualifier;

typedef struct judge {
    const gazetteer *g;
    const geocode_query *query;
    const judge_context *context;
    arena own;
    match *matches;
    size_t n;
    match *found; /* room for those of one reading */
    qualifier *qualifiers;
    size_t n_qualifiers;
    double fit; /* the best that any candidate fits the qualifiers */
} judge;

/* How much a place is spoken of, 0..1. Between towns of one name it tells as much in how
   many languages and spellings they have one, as how many people live there. */
static double fame(const gazetteer_place *p)
{
    if (p->kind != GAZETTEER_SETTLEMENT)
        return p->importance;
    if (p->n_names < 2) /* that of a table which has no others says nothing */
        return p->importance;
    return OF_SIZE * p->importance + OF_NAMES * log(1.0 + p->n_names);
}

static int by_weight(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const match *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->at.importance != y->at.importance)
        return x->at.importance > y->at.importance ? -1 : 1;
    if (x->at.population != y->at.population)
        return x->at.population > y->at.population ? -1 : 1;
    return str_compare(x->at.id, y->at.id);
}

static double reach_km(const gazetteer_place *p)
{
    if (p->radius_km > 0)
        return p->radius_km;
    switch (p->kind) {
    case GAZETTEER_SETTLEMENT: {
        /* A disc of 3,000 people a square kilometer. */
        double km =
            p->population > 0 ? sqrt((double)p->population / (3000 * 3.14159265)) : 1;
        return km < 1 ? 1 : km > 20 ? 20 : km;
    }
    case GAZETTEER_COUNTRY:
        return 300;
    case GAZETTEER_WORLD_REGION:
    case GAZETTEER_SEA:
        return 500;
    case GAZETTEER_ADMIN1:
    case GAZETTEER_REGION:
        return 60;
    case GAZETTEER_ADMIN2:
    case GAZETTEER_RIVER:
    case GAZETTEER_ROAD:
    case GAZETTEER_LINE:
        return 25;
    case GAZETTEER_LAKE:
        return 10;
    default:
        return 3;
    }
}

static match_effort effort_of(const judge *j)
{
    return j->query->spelled ? MATCH_SPELLED : MATCH_LOOSE;
}

static void add_qualifier(judge *j, str text, match_role role)
{
    if (j->n_qualifiers == MOST_QUALIFIERS)
        return;
    qualifier *q = &j->qualifiers[j->n_qualifiers++];
    *q = (qualifier){ .role = role };
    match *found = j->found;
    size_t n = match_find(j->g, text, j->query->lang, effort_of(j), found);
    for (size_t i = 0; i < n; i++)
        found[i].weight = found[i].quality * exp(PER_IMPORTANCE * fame(&found[i].at));
    sort_stable(found, n, sizeof *found, by_weight, NULL, &j->own);
    q->at = arena_array(&j->own, gazetteer_place,
                        n < QUALIFIER_PLACES ? n : QUALIFIER_PLACES);
    for (size_t i = 0; i < n && i < QUALIFIER_PLACES; i++)
        q->at[q->n++] = found[i].at;
}

static bool lies_under(const gazetteer *g, uint32_t place, uint32_t above)
{
    /* Chains are short; a longer one is a loop in the data. */
    for (int i = 0; i < 8 && gazetteer_parent(g, place, &place); i++)
        if (place == above)
            return true;
    return false;
}

/* How well p lies in an area, 0..1. */
static double inside(const gazetteer *g, const gazetteer_place *p,
                     const gazetteer_place *area)
{
    if (lies_under(g, p->index, area->index))
        return 1;
    bool same_country =
        !p->country[0] || !area->country[0] || !strcmp(p->country, area->country);
    bool unit = area->kind == GAZETTEER_ADMIN1 && p->admin1.len;
    if (unit && same_country && str_eq_nocase(p->admin1, area->name))
        return 1;
    double km = geo_distance_km(p->where, area->where), reach = reach_km(area);
    if (km <= reach * 1.1 + 5)
        return same_country ? 1 : .5;
    return km <= reach * 2 && same_country ? .15 : 0;
}

static bool is_wide(gazetteer_kind kind)
{
    return kind == GAZETTEER_COUNTRY || kind == GAZETTEER_WORLD_REGION ||
           kind == GAZETTEER_SEA;
}

/* A town named beside a place is seldom far from it. */
static double beside(double km)
{
    return km <= 15 ? .8 : km <= 60 ? .4 : km <= 120 ? .05 : 0;
}

static double agree(const gazetteer *g, const gazetteer_place *p,
                    const gazetteer_place *with, match_role role)
{
    if (p->index == with->index)
        return 1;
    if (role != MATCH_OTHER && is_wide(p->kind) && !is_wide(with->kind))
        return 0; /* nothing lies in what is smaller */
    double km = geo_distance_km(p->where, with->where);
    if (role == MATCH_OTHER)
        return km <= 15 ? .9 : 0;
    if (with->kind == GAZETTEER_COUNTRY)
        return p->country[0] && !strcmp(p->country, with->country) ? 1 : 0;
    if (with->kind == GAZETTEER_SETTLEMENT)
        return beside(km);
    double in = inside(g, p, with);
    return with->kind == GAZETTEER_WORLD_REGION ? (in >= .5 ? .9 : 0) : in;
}

/* The factor for all qualifiers together. */
static double fit(const judge *j, const gazetteer_place *p)
{
    double v = 1;
    for (size_t i = 0; i < j->n_qualifiers; i++) {
        const qualifier *q = &j->qualifiers[i];
        double best = q->n ? 0 : 1;
        for (size_t k = 0; k < q->n; k++) {
            double a = agree(j->g, p, &q->at[k], q->role);
            best = a > best ? a : best;
        }
        v *= best > CONTRADICTED ? best : CONTRADICTED;
    }
    return v;
}

static double pull(double km)
{
    return .7 * exp(-km / NEIGHBOR_KM) + .3 * exp(-km / REGION_KM);
}

/* How much of the batch is around p, 0..1. */
static double company(const judge_context *context, const gazetteer_place *p)
{
    double v = 0;
    for (size_t i = 0; i < context->n; i++) {
        const judge_anchor *a = &context->anchors[i];
        if (a->country[0])
            v += a->share * (strcmp(a->country, p->country) ? 0 : .5);
        else
            v += a->share * pull(geo_distance_km(a->where, p->where));
    }
    return v;
}

static double hint(const judge *j, const gazetteer_place *p)
{
    const geocode_query *q = j->query;
    double v = 1;
    if (q->country && q->country[0] && !strcmp(p->country, q->country))
        v *= IN_COUNTRY;
    if (!geo_box_is_zero(q->near) && geo_box_has(q->near, p->where))
        v *= IN_BOX;
    if (j->context && j->context->n)
        v *= pow(1 + AMONG_NEIGHBORS * company(j->context, p), 1.5);
    return v;
}

static double unlisted(const judge *j)
{
    const geocode_query *q = j->query;
    double v = UNLISTED;
    if (q->country && q->country[0])
        v *= UNLISTED_IN_COUNTRY;
    if (!geo_box_is_zero(q->near))
        v *= UNLISTED_IN_BOX;
    if (j->context && j->context->n)
        v *= UNLISTED_AMONG_NEIGHBORS;
    bool known = j->n_qualifiers > 0 && j->fit > .1;
    for (size_t i = 0; i < j->n_qualifiers; i++) {
        known = known && j->qualifiers[i].n;
        v *= j->qualifiers[i].n ? 1 : UNKNOWN;
    }
    if (known)
        v *= CONFIRMED;
    return v;
}

/* Candidates for a name among the qualifiers gathered so far. A place that is found
   twice keeps its better reading. */
static void consider(judge *j, str name, geocode_rule rule, double factor)
{
    match *found = j->found;
    match_effort effort = rule == GEOCODE_NONE ? MATCH_EXACT : effort_of(j);
    size_t n = match_find(j->g, name, j->query->lang, effort, found);
    for (size_t i = 0; i < n; i++) {
        match m = found[i];
        double fits = fit(j, &m.at);
        m.weight = factor * m.quality * exp(PER_IMPORTANCE * fame(&m.at)) *
                   hint(j, &m.at) * fits;
        j->fit = fits > j->fit ? fits : j->fit;
        if (rule && m.rule == GEOCODE_WHOLE)
            m.rule = rule;
        size_t k = 0;
        while (k < j->n && j->matches[k].at.index != m.at.index)
            k++;
        if (k == j->n && k < MATCH_MOST)
            j->matches[j->n++] = m;
        else if (k < j->n && m.weight > j->matches[k].weight)
            j->matches[k] = m;
    }
}

/* A part of the text that says what the name lies in. */
static void add_part(judge *j, match_part part)
{
    str pieces[MATCH_PIECES];
    size_t n = match_cut(j->g, part.text, pieces);
    for (size_t i = 0; i < n; i++)
        add_qualifier(j, pieces[i], part.role);
}

static void add_within(judge *j)
{
    match_part parts[MATCH_PARTS];
    size_t n = match_split(j->g, j->query->within, parts);
    for (size_t i = 0; i < n; i++) {
        parts[i].role = MATCH_WITHIN;
        add_part(j, parts[i]);
    }
}

/* The first part among the others, which are qualifiers by now; and what of it is the
   name when words in it say that. */
static void consider_part(judge *j, str part, geocode_rule rule, double factor)
{
    str pieces[MATCH_PIECES];
    size_t n = match_cut(j->g, part, pieces), outer = j->n_qualifiers;
    consider(j, part, rule, factor);
    for (size_t i = 1; i < n; i++)
        add_qualifier(j, pieces[i], MATCH_WITHIN);
    if (n > 1)
        consider(j, pieces[0], GEOCODE_QUALIFIED, factor);
    if (n > 1 && j->fit <= CONTRADICTED)
        j->n_qualifiers = outer;
}

/* "Ararat, Armenia" is no football club. */
static void drop_organizations(judge *j)
{
    size_t n = 0;
    for (size_t i = 0; i < j->n; i++)
        if (j->matches[i].at.kind != GAZETTEER_ORGANIZATION)
            j->matches[n++] = j->matches[i];
    j->n = n;
}

/* The readings of a text, the likely ones first. */
static void read_all(judge *j)
{
    match_part parts[MATCH_PARTS];
    size_t n = match_split(j->g, j->query->text, parts);
    add_within(j);
    if (n < 2) {
        consider_part(j, j->query->text, GEOCODE_WHOLE, 1);
        return;
    }
    consider(j, j->query->text, GEOCODE_NONE, 1);
    drop_organizations(j);
    bool alias = j->n > 0; /* "Washington, D.C." stands in the gazetteer */
    j->fit = 0;
    size_t outer = j->n_qualifiers;
    for (size_t i = 1; i < n; i++)
        add_part(j, parts[i]);
    bool other = parts[1].role == MATCH_OTHER;
    consider_part(j, parts[0].text, other ? GEOCODE_EITHER : GEOCODE_QUALIFIED, 1);
    if (alias || other || j->fit > CONTRADICTED)
        return;
    /* "Azerbaijan, Shusha", seldom; not "Nowhere, Azerbaijan". */
    j->n_qualifiers = outer;
    for (size_t i = 0; i + 1 < n; i++)
        add_part(j, (match_part){ parts[i].text, MATCH_WITHIN });
    for (size_t i = outer; i < j->n_qualifiers; i++)
        if (!j->qualifiers[i].n)
            return;
    consider(j, parts[n - 1].text, GEOCODE_REVERSED, .5);
}

static bool is_unit_of(const gazetteer_place *unit, const gazetteer_place *p)
{
    return unit->kind == GAZETTEER_ADMIN1 && p->admin1.len &&
           !strcmp(unit->country, p->country) && str_eq_nocase(p->admin1, unit->name);
}

/* The same place for the reader of a map: a town and the district named after it. */
static bool together(const gazetteer_place *a, const gazetteer_place *b)
{
    if (is_unit_of(a, b) || is_unit_of(b, a))
        return true;
    double reach_a = reach_km(a), reach_b = reach_km(b);
    double reach = reach_a > reach_b ? reach_a : reach_b;
    reach = reach < 10 ? 10 : reach > 100 ? 100 : reach;
    return geo_distance_km(a->where, b->where) <= reach;
}

static dateline_geo_precision precision_of(const match *m)
{
    static const dateline_geo_precision by_kind[GAZETTEER_KINDS] = {
        [GAZETTEER_SETTLEMENT] = DATELINE_GEO_EXACT,
        [GAZETTEER_COUNTRY] = DATELINE_GEO_COUNTRY,
        [GAZETTEER_ADMIN1] = DATELINE_GEO_ADM1,
        [GAZETTEER_ADMIN2] = DATELINE_GEO_ADM2,
        [GAZETTEER_REGION] = DATELINE_GEO_REGION,
        [GAZETTEER_WORLD_REGION] = DATELINE_GEO_REGION,
        [GAZETTEER_SEA] = DATELINE_GEO_WATER,
        [GAZETTEER_LAKE] = DATELINE_GEO_WATER,
        [GAZETTEER_RIVER] = DATELINE_GEO_WATER,
        [GAZETTEER_MOUNTAIN] = DATELINE_GEO_NEAR,
        [GAZETTEER_PASS] = DATELINE_GEO_NEAR,
        [GAZETTEER_ROAD] = DATELINE_GEO_LINE,
        [GAZETTEER_LINE] = DATELINE_GEO_LINE,
        [GAZETTEER_SITE] = DATELINE_GEO_EXACT,
    };
    if (m->rule == GEOCODE_NEAR)
        return DATELINE_GEO_NEAR;
    if (m->rule != GEOCODE_WIDENED)
        return by_kind[m->at.kind];
    bool seat = m->at.rank == GAZETTEER_CAPITAL || m->at.rank == GAZETTEER_ADMIN_SEAT;
    if (m->kinds & 1u << GAZETTEER_ADMIN1 && seat)
        return DATELINE_GEO_ADM1;
    return m->kinds & 1u << GAZETTEER_ADMIN2 ? DATELINE_GEO_ADM2 : DATELINE_GEO_REGION;
}

/* A word of the name says what it is: "Kursk Oblast". */
static bool tells_kind(const gazetteer *g, str name)
{
    char room[256];
    size_t len = text_fold(name, room, sizeof room);
    if (len > sizeof room)
        return true;
    str rest = { room, len }, word = str_cut(&rest, ' '), last = word;
    uint32_t kinds = rest.len ? finder_type(g, word, GAZETTEER_BEFORE) : 0;
    while (rest.len)
        last = str_cut(&rest, ' ');
    if (last.at != word.at)
        kinds |= finder_type(g, last, GAZETTEER_AFTER);
    return (kinds & (1u << GAZETTEER_ADMIN1 | 1u << GAZETTEER_ADMIN2)) != 0;
}

static bool is_town(const gazetteer_place *p)
{
    return p->rank != GAZETTEER_PLACE && p->rank != GAZETTEER_VILLAGE;
}

/* The town that a unit is named after, by its international name: the tables may have
   the name that is asked for with the unit only. */
static bool find_seat(judge *j, const match *unit, match *out)
{
    size_t n = match_find(j->g, unit->at.name, NULL, MATCH_EXACT, j->found);
    for (size_t i = 0; i < n; i++) {
        const match *m = &j->found[i];
        if (!is_town(&m->at) || !is_unit_of(&unit->at, &m->at) || m->quality < .5)
            continue;
        *out = *unit;
        out->at = m->at;
        out->where = m->where;
        out->radius_km = 0;
        return true;
    }
    return false;
}

/* A bare name that a town shares with the unit around it means the town: who means
   the unit says so. A village does not count; units are seldom named after it. */
static void prefer_seat(judge *j)
{
    match first = j->n ? j->matches[0] : (match){ 0 };
    bool unit = first.at.kind == GAZETTEER_ADMIN1 || first.at.kind == GAZETTEER_ADMIN2;
    if (!unit || first.kinds || first.associative || first.rule == GEOCODE_NEAR ||
        tells_kind(j->g, first.name))
        return;
    for (size_t k = 1; k < j->n; k++) {
        match seat = j->matches[k];
        if (!is_town(&seat.at) || seat.kinds || !together(&first.at, &seat.at))
            continue;
        memmove(j->matches + 1, j->matches, k * sizeof seat);
        j->matches[0] = seat;
        return;
    }
    match seat;
    if (j->n == MATCH_MOST || !find_seat(j, &first, &seat))
        return;
    memmove(j->matches + 1, j->matches, j->n++ * sizeof seat);
    j->matches[0] = seat;
    j->matches[0].weight = 0; /* the unit next to it has it */
}

static geocode_answer answer_of(const judge *j, size_t i, double total)
{
    const match *m = &j->matches[i];
    double mine = 0;
    for (size_t k = 0; k < j->n; k++)
        if (k == i || together(&m->at, &j->matches[k].at))
            mine += j->matches[k].weight;
    bool other_kind = m->kinds && !(m->kinds & 1u << m->at.kind);
    double sure = m->rule == GEOCODE_WIDENED ? .8 : other_kind ? .4 : .99;
    sure *= m->sure;
    if (m->at.kind == GAZETTEER_ORGANIZATION)
        sure = NO_PLACE;
    geocode_answer a = {
        .place = m->at.index,
        .name = m->name,
        .where = m->where,
        .confidence = mine / total * sure,
        .precision = precision_of(m),
        .radius_km = m->radius_km > 0 ? m->radius_km : reach_km(&m->at),
        .rule = m->rule,
        .by_neighbors = j->context && company(j->context, &m->at) > .05,
    };
    double least = a.precision == DATELINE_GEO_ADM1 ? 60 : 25;
    if (m->rule == GEOCODE_WIDENED && a.radius_km < least)
        a.radius_km = least;
    return a;
}

/* The longer a name, the fewer places share it. */
static double rarity(str name)
{
    size_t n = text_count(name);
    return n < 3 ? 4 : n < 6 ? 1 : n < 9 ? .6 : .35;
}

/* What a name means first is what is called so. A name of one place that is not its main
   one, and is the main one of another, no small one, is meant seldom. */
static void weaken_aliases(judge *j)
{
    static const double weaker[] = {
        [MATCH_MAIN] = 1, [MATCH_SHORT] = 1, [MATCH_TAGGED] = .25, [MATCH_ALIAS] = .4
    };
    double best = 0;
    for (size_t i = 0; i < j->n; i++)
        if (j->matches[i].is == MATCH_MAIN && !j->matches[i].edits)
            best = fmax(best, j->matches[i].at.importance);
    for (size_t i = 0; i < j->n && best > OF_NOTE; i++)
        j->matches[i].weight *= weaker[j->matches[i].is];
}

/* Who writes the whole name of an organization means it, whatever place is called so
   or has given it the name. */
static void prefer_organization(judge *j)
{
    double most = 0;
    for (size_t i = 0; i < j->n; i++)
        most = fmax(most, j->matches[i].weight);
    for (size_t i = 0; i < j->n; i++) {
        match *m = &j->matches[i];
        bool whole = m->rule == GEOCODE_WHOLE && !m->edits && !m->kinds;
        if (whole && m->at.kind == GAZETTEER_ORGANIZATION && m->quality >= .5)
            m->weight = most * ORGANIZATION;
    }
}

/* A village is no city; and of villages few are listed. Returns how much more likely
   that makes one that is not. */
static double village(judge *j)
{
    double unlisted = 1;
    for (size_t i = 0; i < j->n; i++) {
        match *m = &j->matches[i];
        if (!m->small)
            continue;
        unlisted = UNLISTED_VILLAGE;
        gazetteer_rank rank = m->at.rank;
        if (is_town(&m->at))
            m->weight *= rank == GAZETTEER_TOWN ? .3 : .01;
    }
    return unlisted;
}

/* The second is nearly as likely as the first. */
static bool is_open(const judge *j)
{
    return j->n > 1 && j->matches[0].weight < CLEAR * j->matches[1].weight;
}

static size_t answer(judge *j, geocode_answer *answers, size_t capacity)
{
    weaken_aliases(j);
    double villages = village(j);
    prefer_organization(j);
    sort_stable(j->matches, j->n, sizeof *j->matches, by_weight, NULL, &j->own);
    if (is_open(j) && served_favor(j->g, j->matches, j->n))
        sort_stable(j->matches, j->n, sizeof *j->matches, by_weight, NULL, &j->own);
    prefer_seat(j);
    double total = j->n ? unlisted(j) * rarity(j->matches[0].name) * villages : 1;
    for (size_t i = 0; i < j->n; i++)
        total += j->matches[i].weight;
    size_t n = j->n < capacity ? j->n : capacity;
    for (size_t i = 0; i < n; i++) {
        answers[i] = answer_of(j, i, total);
        /* A town and its district say the same; the first is the better answer. */
        if (i && answers[i].confidence > answers[i - 1].confidence)
            answers[i].confidence = answers[i - 1].confidence;
    }
    return n;
}

size_t judge_find(const gazetteer *g, const geocode_query *query,
                  const judge_context *context, geocode_answer *answers, size_t capacity)
{
    str text = query->text;
    if (!text.len || text.len > LIMIT_NAME || text_utf8_check(text) < text.len ||
        text_utf8_check(query->within) < query->within.len)
        return 0;
    judge j = { .g = g, .query = query, .context = context };
    j.matches = arena_array(&j.own, match, MATCH_MOST);
    j.found = arena_array(&j.own, match, MATCH_MOST);
    j.qualifiers = arena_array(&j.own, qualifier, MOST_QUALIFIERS);
    read_all(&j);
    size_t n = answer(&j, answers, capacity);
    arena_clear(&j.own);
    return n;
}

geocode_answer judge_place(const gazetteer *g, uint32_t place)
{
    match m = { .at = gazetteer_at(g, place), .rule = GEOCODE_POSITION };
    return (geocode_answer){ .place = place,
                             .name = m.at.name,
                             .where = m.at.where,
                             .confidence = 1,
                             .precision = precision_of(&m),
                             .radius_km = reach_km(&m.at),
                             .rule = m.rule };
}
