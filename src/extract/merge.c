#include "extract/tell.h"

#include <math.h>
#include <string.h>

/*
 * One event a happening: what is told again adds its evidence to the best telling, the
 * one with the most exact date and a place of its own. Compared are the happenings of
 * one family that stand near each other in the text.
 */

enum { WINDOW = 96, SLACK = 2 * 86400, SAME_KM = 200, LONGER = 2 };

static bool dated(const happening *h)
{
    return h->when.when.precision != DATELINE_UNDATED;
}

static int64_t plus(int64_t t, int64_t by)
{
    return t == INT64_MIN || t == INT64_MAX ? t : t + by;
}

/* Days without a year: the same as far as both go. */
static int same_open(const char *a, const char *b)
{
    size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    if (!n || *a != 'X' || *b != 'X')
        return 0;
    return strncmp(a, b, n) != 0 ? -1 : 2;
}

/* A day of a month is no more the same than any other of it. */
static bool alike(const happening *a, const happening *b)
{
    double x = (double)a->when.when.end - (double)a->when.when.begin;
    double y = (double)b->when.when.end - (double)b->when.when.begin;
    return fmax(x, y) <= fmin(x, y) * LONGER || fmax(x, y) <= SLACK;
}

/* -1: at different times; else how much speaks for the same. */
static int same_time(const happening *a, const happening *b)
{
    if (!dated(a) || !dated(b))
        return same_open(a->when.edtf, b->when.edtf);
    int64_t slack = a->when.approximate || b->when.approximate ? SLACK : 0;
    if (plus(a->when.when.begin, -slack) >= b->when.when.end ||
        plus(b->when.when.begin, -slack) >= a->when.when.end)
        return -1;
    /* "recently" meets everything and says nothing */
    if (a->when.when.begin == INT64_MIN || b->when.when.begin == INT64_MIN)
        return 0;
    return a->when.own && b->when.own && alike(a, b) ? 2 : 1;
}

/* In the country, or in the province, that the other telling names. */
static bool lies_in(const reading *r, const reading_spot *a, const reading_spot *b)
{
    if (a->place == GEOCODE_NOWHERE || b->place == GEOCODE_NOWHERE)
        return false;
    gazetteer_place x = gazetteer_at(r->g, a->place), y = gazetteer_at(r->g, b->place);
    if (strcmp(x.country, y.country) != 0)
        return false;
    if (y.kind == GAZETTEER_COUNTRY)
        return x.kind != GAZETTEER_COUNTRY;
    return y.kind == GAZETTEER_ADMIN1 && x.kind != GAZETTEER_COUNTRY &&
           x.kind != GAZETTEER_ADMIN1 && str_eq(x.admin1, y.name);
}

/* Its sentence names the place. */
static bool names_place(const happening *h)
{
    return h->own_place || h->spot.start != h->spot.end;
}

static int same_place(const reading *r, const happening *a, const happening *b)
{
    if (!a->spot.known || !b->spot.known)
        return 0;
    bool part = a->spot.part || b->spot.part;
    bool same =
        !part && a->spot.place != GEOCODE_NOWHERE && a->spot.place == b->spot.place;
    if (!same && !part &&
        lies_in(r, &a->spot, &b->spot) != lies_in(r, &b->spot, &a->spot))
        return 1;
    const reading_spot *wide = a->spot.part ? &a->spot : &b->spot;
    if (a->spot.part != b->spot.part &&
        geo_distance_km(a->spot.where, b->spot.where) <= wide->radius_km)
        return 1;
    double near = fmax(5, fmin(a->spot.radius_km, b->spot.radius_km) / 2);
    if (!same && geo_distance_km(a->spot.where, b->spot.where) > near)
        return -1;
    return names_place(a) && names_place(b) ? 2 : 1;
}

static uint32_t actor(const reading *r, int at)
{
    return at == READING_NONE ? GEOCODE_NOWHERE : r->m->mentions[at].answer.place;
}

static bool share_actor(const reading *r, const happening *a, const happening *b)
{
    uint32_t x[2] = { actor(r, a->actor1), actor(r, a->actor2) };
    uint32_t y[2] = { actor(r, b->actor1), actor(r, b->actor2) };
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            if (x[i] != GEOCODE_NOWHERE && x[i] == y[k])
                return true;
    return false;
}

static bool speech(const happening *h)
{
    return reading_family(h->kind) == DATELINE_STATEMENT || h->kind == DATELINE_CALL;
}

/* "the crash": told as known, without a date of its own. */
static bool names(const happening *h)
{
    return h->trigger->atoms & TRIGGER_NOUN && !(h->trigger->atoms & TRIGGER_VERB) &&
           !h->when.own && h->kind == DATELINE_DISASTER;
}

static bool same_land(const reading *r, const happening *a, const happening *b)
{
    if (geo_distance_km(a->spot.where, b->spot.where) > SAME_KM)
        return false;
    if (a->spot.place == GEOCODE_NOWHERE || b->spot.place == GEOCODE_NOWHERE)
        return true;
    gazetteer_place x = gazetteer_at(r->g, a->spot.place);
    gazetteer_place y = gazetteer_at(r->g, b->spot.place);
    return !*x.country || !*y.country || !strcmp(x.country, y.country);
}

/* Each has a place of its own, and they are not one: by other words another happening. */
static bool distinct(const happening *a, const happening *b, int place)
{
    return a->own_place && b->own_place && a->trigger != b->trigger &&
           (place < 2 || (a->kind != b->kind && a->when.own && b->when.own));
}

/* "came to Beijing on Monday, beginning his visit to China": one journey. */
static bool visits(const reading *r, const happening *a, const happening *b)
{
    return reading_family(a->kind) == DATELINE_MEETING &&
           a->when.when.begin == b->when.when.begin && dated(a) &&
           (lies_in(r, &a->spot, &b->spot) || lies_in(r, &b->spot, &a->spot));
}

/* One sentence has told them apart. */
static bool told_apart(const reading *r, const happening *a, const happening *b)
{
    return a->sentence == b->sentence && !a->faint && !b->faint && a->own_place &&
           b->own_place && !visits(r, a, b);
}

/* A headline places only what it tells. */
static bool headed_apart(const reading *r, const happening *a, const happening *b)
{
    bool headline = a->headline || b->headline;
    return headline && (!a->spot.known || !b->spot.known) && a->trigger != b->trigger &&
           !share_actor(r, a, b);
}

static bool same(const reading *r, const happening *a, const happening *b)
{
    if (reading_family(a->kind) != reading_family(b->kind))
        return false;
    int time = same_time(a, b), place = same_place(r, a, b);
    if (place < 2 && told_apart(r, a, b))
        return false;
    if (time >= 0 && place < 0 && (names(a) || names(b)) && same_land(r, a, b))
        place = 1;
    if (time < 0 || place < 0)
        return false;
    if (headed_apart(r, a, b))
        return false;
    if (speech(a) && (place < 2 || !share_actor(r, a, b)))
        return false;
    /* What has neither place nor date of its own refers to what was told before. */
    bool refers = !b->own_place && !b->when.own && b->story == a->story;
    int points =
        time + place + refers + (a->trigger == b->trigger) + share_actor(r, a, b);
    int want = a->headline || b->headline ? 1 : a->faint || b->faint ? 2 : 3;
    want += want == 3 && distinct(a, b, place) && !visits(r, a, b);
    return points >= want;
}

/* How exactly its date is told; days without a year by their length: "XXXX-07-15". */
static int exactness(const happening *h)
{
    if (!h->when.own)
        return 0;
    if (dated(h) || !h->when.edtf[0])
        return (int)h->when.when.precision;
    size_t n = strlen(h->when.edtf);
    return strchr(h->when.edtf, 'T') ? DATELINE_MINUTE
           : n >= 10                 ? DATELINE_DAY
                                     : DATELINE_MONTH;
}

static int rank(const happening *h)
{
    int inside = h->spot.precision == DATELINE_GEO_COUNTRY ? 0 : 1; /* a town, say */
    return (h->faint ? 0 : 200) +
           (h->headline    ? 0
            : h->own_place ? 300
                           : 100) +
           exactness(h) * 4 + (h->own_place ? inside + 1 : 0) + (h->when.own ? 1 : 0);
}

static void add_span(happening *h, reading_span span)
{
    bool inside = span.first >= h->evidence.first && span.end <= h->evidence.end;
    if (!inside && h->n_more < READING_MORE)
        h->more[h->n_more++] = span;
}

static bool counts(const happening *h)
{
    return h->killed.low >= 0 || h->killed.middle >= 0 || h->killed.high >= 0;
}

/* The better telling takes what only the other one knows. */
static void absorb(happening *to, const happening *from)
{
    happening best = rank(from) > rank(to) ? *from : *to;
    const happening *other = rank(from) > rank(to) ? to : from;
    bool coarse = best.spot.known && other->spot.radius_km > best.spot.radius_km * 2;
    bool blind = !best.spot.known || (!best.own_place && other->own_place && !coarse);
    best.faint = to->faint && from->faint;
    if (blind && other->spot.known) {
        best.spot = other->spot;
        best.own_place = other->own_place;
    }
    if (!best.to.known)
        best.to = other->to;
    if (!best.when.own && other->when.own)
        best.when = other->when;
    if (!counts(&best) && !other->faint) {
        best.killed = other->killed;
        if (best.source_end == best.source_start && counts(other)) {
            best.source_start = other->source_start;
            best.source_end = other->source_end;
        }
    }
    if (best.kind == DATELINE_WAR && other->kind != DATELINE_WAR)
        best.kind = other->kind;
    add_span(&best, other->evidence);
    for (int i = 0; i < other->n_more; i++)
        add_span(&best, other->more[i]);
    best.confidence = fmin(1, best.confidence + (1 - best.confidence) * 0.2);
    *to = best;
}

static bool merge_into(const reading *r, size_t *kept, size_t n, happening *h)
{
    size_t from = n > WINDOW ? n - WINDOW : 0;
    for (size_t i = n; i > from; i--) {
        happening *old = &r->happenings[kept[i - 1]];
        if (!same(r, old, h))
            continue;
        absorb(old, h);
        return true;
    }
    return false;
}

/* What is only taken for granted, and headlines whose news the body does not tell, are
   no events; a headline alone is one. */
static void drop(reading *r)
{
    bool body = false;
    for (size_t i = 0; i < r->n; i++)
        body |= !r->happenings[i].gone && !r->happenings[i].headline;
    for (size_t i = 0; i < r->n; i++)
        r->happenings[i].gone |=
            r->happenings[i].faint || (body && r->happenings[i].headline);
}

/* What is taken for granted and has no date is the latest that it can be. */
static void merge_faint(const reading *r, const size_t *kept, size_t n, happening *h)
{
    happening *best = NULL;
    size_t seen = 0;
    for (size_t i = n; i > 0 && seen < WINDOW; i--, seen++) {
        happening *k = &r->happenings[kept[i - 1]];
        if (same(r, k, h) &&
            (!best || (dated(k) && k->when.when.begin > best->when.when.begin)))
            best = k;
    }
    if (best)
        absorb(best, h);
}

void extract_merge(reading *r)
{
    size_t *kept = arena_array(r->a, size_t, r->n + 1), n = 0;
    for (size_t i = 0; i < r->n; i++) {
        happening *h = &r->happenings[i];
        if (h->faint)
            continue;
        if (merge_into(r, kept, n, h))
            h->gone = true;
        else
            kept[n++] = i;
    }
    for (size_t i = 0; i < r->n; i++)
        if (r->happenings[i].faint)
            merge_faint(r, kept, n, &r->happenings[i]);
    drop(r);
}
