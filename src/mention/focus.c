/*
 * Which place each name is. Every candidate gets a weight: its importance, the kind that
 * a type word asks for, how much of the article is about its country, how near it is to
 * what the article surely names, and whether it lies in what stands behind a comma. One
 * sense a name and article.
 */
#include "mention/choice.h"

#include "gazetteer/relation.h"

#include <math.h>
#include <string.h>

enum { ANCHORS = 32, LETTERS = 26, COUNTRIES = LETTERS * LETTERS };

static const float HALF = .5f;
static const double STEEP = 9; /* of importance: .1 more makes 2.5 times the weight */
static const double SURE = .8, LIKELY = .5, ASKED = 6, NOT_ASKED = .25, INSIDE = 1000,
                    HINT = 5, ABOUT = 8, NEARBY = 14, NEAR_KM = 250, SAME_KM = 60,
                    DEGREE_KM = 110, BESIDE_KM = 120, METROPOLIS = .65, KNOWN = 3,
                    HELD = .8, TOGETHER = 8, BESIDE = 12, HARDLY = .15, AT_TIMES = .25;

typedef struct anchor {
    geo_lonlat where;
    uint32_t place;
    bool unit; /* it has places in it */
    char country[3];
    double times;
} anchor;

typedef struct focus {
    work *w;
    const mention_options *options;
    choice *names;
    double *country; /* mentions that are surely in each */
    double total;
    anchor anchors[ANCHORS];
    size_t n_anchors;
} focus;

static int code_of(const char *country)
{
    bool two =
        country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' && country[1] <= 'Z';
    return two ? (country[0] - 'A') * LETTERS + country[1] - 'A' : -1;
}

static geo_lonlat point_of(const memory_place *p)
{
    return (geo_lonlat){ (double)p->lon, (double)p->lat };
}

static bool in_box(const geo_box *b, const memory_place *p)
{
    bool any = b->west != 0 || b->east != 0 || b->south != 0 || b->north != 0;
    return any && (double)p->lon >= b->west && (double)p->lon <= b->east &&
           (double)p->lat >= b->south && (double)p->lat <= b->north;
}

/* How much of the article is about a candidate's country; a name does not speak for
   itself. */
static double about(const focus *f, const choice *name, const memory_place *p)
{
    int code = code_of(p->country);
    if (code < 0)
        return 1;
    double of = f->country[code], total = f->total;
    for (size_t i = 0; i < name->known->n && name->voted != GEOCODE_NOWHERE; i++) {
        const memory_place *own = &name->known->at[i];
        if (own->place != name->voted)
            continue;
        bool counted = code_of(own->country) >= 0;
        total -= counted ? name->times : 0;
        of -= counted && !strcmp(own->country, p->country) ? name->times : 0;
    }
    return total > 0 ? 1 + ABOUT * of / total : 1;
}

/* How near it is to what the article surely names. */
static double nearby(const focus *f, const choice *name, const memory_place *p)
{
    double near = 0, beside = 0, all = 0;
    for (size_t i = 0; i < f->n_anchors; i++) {
        if (f->anchors[i].place == name->voted)
            continue;
        all += f->anchors[i].times;
        if (p->kind == GAZETTEER_COUNTRY) {
            near += !strcmp(f->anchors[i].country, p->country) ? f->anchors[i].times : 0;
            continue;
        }
        if (f->anchors[i].unit && p->kind != GAZETTEER_ADMIN1 &&
            work_lies_in(f->w, p, f->anchors[i].place)) {
            near += f->anchors[i].times * HELD;
            continue;
        }
        if (fabs(f->anchors[i].where.lat - (double)p->lat) > NEAR_KM / DEGREE_KM)
            continue;
        double km = geo_distance_km(f->anchors[i].where, point_of(p));
        near += km < NEAR_KM ? f->anchors[i].times * (1 - km / NEAR_KM) : 0;
        beside += km < SAME_KM ? f->anchors[i].times : 0;
    }
    if (all <= 0)
        return 1;
    return (1 + NEARBY * near / all) * (1 + BESIDE * beside * beside / (all * all));
}

static double weight_of(const focus *f, const choice *name, const memory_place *p)
{
    const work *w = f->w;
    double weight = exp(STEEP * ((double)p->importance - 1));
    if (!(p->flags & MEMORY_SAME))
        weight *= .1;
    if (p->flags & MEMORY_FOREIGN)
        weight *= .1;
    if (p->kind == GAZETTEER_ORGANIZATION)
        weight *= 1e-3;
    if (p->flags & MEMORY_HOUSE ||
        (p->kind == GAZETTEER_SETTLEMENT && (double)p->importance >= METROPOLIS))
        weight *= KNOWN;
    uint32_t asked = name->asked & ((1u << GAZETTEER_KINDS) - 1);
    if (asked)
        weight *= asked >> p->kind & 1 ? ASKED : NOT_ASKED;
    weight *= about(f, name, p);
    weight *= nearby(f, name, p);
    const mention_options *o = f->options;
    if (o && o->country && !strcmp(o->country, p->country))
        weight *= HINT;
    if (o && in_box(&o->near, p))
        weight *= HINT;
    if (name->within != CHOICE_NONE && f->names[name->within].place != GEOCODE_NOWHERE &&
        work_lies_in(w, p, f->names[name->within].place))
        weight *= INSIDE;
    return weight;
}

/* Whether a candidate is the state that another lies in. */
static bool is_unit_of(const work *w, const memory_place *unit, const memory_place *p)
{
    return unit->kind == GAZETTEER_ADMIN1 && !strcmp(unit->country, p->country) &&
           work_lies_in(w, p, unit->place);
}

/* "New York" is the city, and the state where a word asks for it. */
static size_t prefer_city(const focus *f, const choice *name, size_t best)
{
    const memory_place *unit = &name->known->at[best];
    if (unit->kind != GAZETTEER_ADMIN1 || name->asked >> GAZETTEER_ADMIN1 & 1)
        return best;
    for (size_t i = 0; i < name->known->n; i++) {
        const memory_place *p = &name->known->at[i];
        if (p->kind == GAZETTEER_SETTLEMENT && (double)p->importance >= METROPOLIS &&
            geo_distance_km(point_of(unit), point_of(p)) > SAME_KM &&
            is_unit_of(f->w, unit, p))
            return i;
    }
    return best;
}

static bool is_same_spot(const memory_place *a, const memory_place *b)
{
    return fabs((double)a->lat - (double)b->lat) <= SAME_KM / DEGREE_KM &&
           geo_distance_km(point_of(a), point_of(b)) < SAME_KM;
}

static void choose(const focus *f, choice *name)
{
    double weights[MEMORY_PLACES], total = 0, same = 0;
    size_t best = 0;
    if (!name->known->n)
        return;
    if (name->known->n == 1) { /* nothing to weigh it against */
        name->place = name->known->at[0].place;
        name->share = 1;
        return;
    }
    for (size_t i = 0; i < name->known->n; i++) {
        weights[i] = weight_of(f, name, &name->known->at[i]);
        weights[i] *= name->together ? 1 + TOGETHER * (double)name->together[i] : 1;
        total += weights[i];
        best = weights[i] > weights[best] ? i : best;
    }
    best = prefer_city(f, name, best);
    const memory_place *p = &name->known->at[best];
    /* A town and the district or state of that name are not two opinions. */
    for (size_t i = 0; i < name->known->n; i++) {
        const memory_place *other = &name->known->at[i];
        bool beside = i == best || is_same_spot(p, other);
        if (beside || (p->kind != GAZETTEER_COUNTRY && is_unit_of(f->w, other, p)) ||
            (other->kind != GAZETTEER_COUNTRY && is_unit_of(f->w, p, other)))
            same += weights[i];
    }
    name->place = p->place;
    name->share = total > 0 ? same / total : 0;
}

static const memory_place *chosen(const choice *name)
{
    for (size_t i = 0; i < name->known->n; i++)
        if (name->known->at[i].place == name->place)
            return &name->known->at[i];
    return NULL;
}

/* A well-known place elsewhere is called so too: "Georgia". */
static bool is_rivaled(const choice *name, const memory_place *p)
{
    for (size_t i = 0; i < name->known->n; i++) {
        const memory_place *other = &name->known->at[i];
        if (other->place != p->place && other->importance >= HALF &&
            other->flags & MEMORY_SAME && strcmp(other->country, p->country) != 0)
            return true;
    }
    return false;
}

/* What surely is where counts for what is not. */
static void gather(focus *f, double share)
{
    work *w = f->w;
    memset(f->country, 0, COUNTRIES * sizeof *f->country);
    f->total = 0;
    f->n_anchors = 0;
    for (size_t i = 0; i < w->n_names; i++) {
        const choice *name = &f->names[i];
        const memory_place *p = chosen(name);
        f->names[i].voted = GEOCODE_NOWHERE;
        if (!p || !name->times || name->share < share || name->best < .45 ||
            (p->kind == GAZETTEER_COUNTRY && is_rivaled(name, p)))
            continue;
        f->names[i].voted = p->place;
        int code = code_of(p->country);
        if (code >= 0) {
            f->country[code] += name->times;
            f->total += name->times;
        }
        if (p->kind != GAZETTEER_COUNTRY && p->kind != GAZETTEER_WORLD_REGION &&
            f->n_anchors < ANCHORS)
            f->anchors[f->n_anchors++] =
                (anchor){ .where = point_of(p),
                          .place = p->place,
                          .unit = p->kind == GAZETTEER_ADMIN1,
                          .country = { p->country[0], p->country[1] },
                          .times = name->times };
    }
}

/* "Mộc Châu, Sơn La": the province, and not the town of that name. */
static void ask_for_unit(const work *w, const choice *name, choice *in)
{
    const memory_place *inner = chosen(name);
    for (size_t k = 0; inner && k < in->known->n; k++)
        if (in->known->at[k].kind == GAZETTEER_ADMIN1 &&
            work_lies_in(w, inner, in->known->at[k].place))
            in->asked |= 1u << GAZETTEER_ADMIN1;
}

/* "Paris, Texas" and "Goma (Congo)": the second says where the first lies. */
static void read_within(const focus *f)
{
    const work *w = f->w;
    for (size_t i = 0; i + 1 < w->n_spans; i++) {
        const work_span *a = &w->spans[i], *b = &w->spans[i + 1];
        uint32_t at = a->first + a->n;
        if (a->sentence != b->sentence || b->left != at + 1)
            continue;
        str t = article_token(w->x, at);
        bool mark = t.len == 1 && (*t.at == ',' || *t.at == '(');
        choice *name = &f->names[a->name], *in = &f->names[b->name];
        if (!mark || in->place == GEOCODE_NOWHERE)
            continue;
        ask_for_unit(w, name, in);
        for (size_t k = 0; k < name->known->n; k++)
            if (work_lies_in(w, &name->known->at[k], in->place))
                name->within = b->name;
    }
}

/* A place of that name is beside or in what the article surely names. */
static bool is_supported(const focus *f, const choice *name)
{
    const memory_place *p = chosen(name);
    for (size_t i = 0; p && i < f->n_anchors; i++) {
        const anchor *a = &f->anchors[i];
        if (a->place == p->place)
            continue;
        if (a->unit ? work_lies_in(f->w, p, a->place)
                    : geo_distance_km(a->where, point_of(p)) < BESIDE_KM)
            return true;
    }
    return false;
}

/* Names that are places only where others speak for them. */
static void try_tentative(const focus *f)
{
    enum { TENTATIVE = 96 };
    work *w = f->w;
    size_t kept = 0, tried = 0;
    for (size_t i = 0; i < w->n_spans; i++) {
        work_span *s = &w->spans[i];
        choice *name = &f->names[s->name];
        if (s->flags & WORK_TENTATIVE && name->place == GEOCODE_NOWHERE) {
            if (tried++ >= TENTATIVE)
                continue;
            choose(f, name);
            name->alone = !is_supported(f, name);
        }
        if (s->flags & WORK_TENTATIVE && name->alone)
            continue;
        w->spans[kept++] = *s;
    }
    w->n_spans = kept;
}

static void choose_again(const focus *f)
{
    work *w = f->w;
    for (size_t i = 0; i < w->n_names; i++) {
        const memory_place *p = chosen(&f->names[i]);
        bool sure = p && p->kind == GAZETTEER_COUNTRY && f->names[i].share > SURE &&
                    f->names[i].within == CHOICE_NONE && !is_rivaled(&f->names[i], p);
        if (f->names[i].times && !sure)
            choose(f, &f->names[i]);
    }
}

/* It could be several places, or is a country and a state elsewhere: "Georgia". */
static bool is_ambiguous(const choice *name)
{
    const memory_place *p = chosen(name);
    bool rivaled = p && p->kind == GAZETTEER_COUNTRY && is_rivaled(name, p);
    return name->times && name->known->n > 1 && (name->share < SURE || rivaled);
}

/* How near some place of another name is: 0 to 1. What the other name is hardly does not
   count, as a Paris elsewhere. */
static double closeness(const work *w, const memory_place *p, const choice *other,
                        bool rivaled)
{
    double near = 0, first = (double)other->known->at[0].importance;
    double least = rivaled ? first - HARDLY : first >= METROPOLIS ? first - AT_TIMES : 0;
    for (size_t i = 0; i < other->known->n; i++) {
        const memory_place *q = &other->known->at[i];
        if (!(q->flags & MEMORY_SAME) || strcmp(q->country, p->country) != 0 ||
            (double)q->importance < least)
            continue;
        bool held = rivaled && is_unit_of(w, p, q);
        if (held || is_unit_of(w, q, p))
            near = fmax(near, HELD);
        if ((q->kind != GAZETTEER_SETTLEMENT && q->kind != GAZETTEER_ADMIN2) ||
            fabs((double)(q->lat - p->lat)) > BESIDE_KM / DEGREE_KM)
            continue;
        double km = geo_distance_km(point_of(p), point_of(q));
        near = fmax(near, 1 - km / BESIDE_KM);
    }
    return near;
}

/* Names that each could be many places speak for each other where they lie together:
   "Bellevue, Auburn, Kent" are towns of Washington. */
static void choose_together(const focus *f)
{
    enum { NAMES = 24 };
    work *w = f->w;
    size_t open[NAMES], n = 0;
    for (size_t i = 0; i < w->n_names && n < NAMES; i++)
        if (is_ambiguous(&f->names[i]))
            open[n++] = i;
    for (size_t i = 0; i < n && n > 1; i++) {
        choice *name = &f->names[open[i]];
        const memory_place *p = chosen(name);
        bool rivaled = p && p->kind == GAZETTEER_COUNTRY;
        name->together = arena_array(w->a, float, name->known->n);
        for (size_t k = 0; k < name->known->n; k++) {
            double sum = 0;
            for (size_t j = 0; j < n; j++)
                sum += j != i ? closeness(w, &name->known->at[k], &f->names[open[j]],
                                          rivaled)
                              : 0;
            name->together[k] = (float)sum;
        }
    }
    for (size_t i = 0; i < n && n > 1; i++)
        choose(f, &f->names[open[i]]);
}

/* What is known of the names before any is decided on. */
static choice *start(const work *w)
{
    choice *names = arena_array(w->a, choice, w->n_names + 1);
    for (size_t i = 0; i < w->n_names; i++) {
        const work_name *name = &w->names[i];
        names[i] = (choice){ .known = name->known,
                             .best = name->best,
                             .asked = name->asked,
                             .within = CHOICE_NONE,
                             .place = GEOCODE_NOWHERE,
                             .voted = GEOCODE_NOWHERE };
    }
    for (size_t i = 0; i < w->n_spans; i++)
        names[w->spans[i].name].times += !(w->spans[i].flags & WORK_TENTATIVE);
    return names;
}

choice *focus_resolve(work *w, const mention_options *options)
{
    focus f = { .w = w, .options = options, .names = start(w) };
    f.country = arena_array(w->a, double, COUNTRIES);
    for (size_t i = 0; i < w->n_names; i++)
        if (f.names[i].times)
            choose(&f, &f.names[i]);
    read_within(&f);
    gather(&f, SURE);
    choose_again(&f);
    gather(&f, LIKELY);
    choose_together(&f);
    gather(&f, LIKELY);
    choose_again(&f);
    try_tentative(&f);
    return f.names;
}

typedef struct vote {
    uint32_t place;
    double times;
} vote;

static void add_vote(vote *votes, size_t *n, size_t cap, vote v)
{
    for (size_t i = 0; i < *n; i++)
        if (votes[i].place == v.place) {
            votes[i].times += v.times;
            return;
        }
    if (*n < cap)
        votes[(*n)++] = v;
}

static bool is_wide(gazetteer_kind kind)
{
    return kind == GAZETTEER_COUNTRY || kind == GAZETTEER_ADMIN1 ||
           kind == GAZETTEER_ADMIN2 || kind == GAZETTEER_REGION;
}

uint32_t focus_of(const work *w, const mention *all, size_t n)
{
    enum { VOTES = 64 };
    vote votes[VOTES];
    size_t n_votes = 0;
    for (size_t i = 0; i < n; i++) {
        const mention *m = &all[i];
        uint32_t place = m->answer.place;
        double times = m->sense == MENTION_LITERAL ? 2 : .5;
        if (place == GEOCODE_NOWHERE || m->nominal)
            continue;
        if (!is_wide(m->place.kind)) {
            char id[8] = "cc:";
            memcpy(id + 3, m->place.country, 3);
            times /= 2;
            if (m->place.kind == GAZETTEER_WORLD_REGION ||
                !gazetteer_by_id(w->g, str_of(id), &place))
                continue;
        }
        add_vote(votes, &n_votes, VOTES, (vote){ place, times });
    }
    vote best = { GEOCODE_NOWHERE, 0 };
    for (size_t i = 0; i < n_votes; i++)
        if (votes[i].times > best.times)
            best = votes[i];
    return best.place;
}
