#include "reading/reading.h"

#include <math.h>
#include <string.h>

/*
 * Several places under one verb: "explosions in A, B and the village of C". Names that
 * are joined by signs and words such as "and" stand alike; what one of them only lies in
 * is none of them.
 */

enum {
    GAP = 5,  /* tokens between two names of a list */
    BACK = 3, /* from "between" to the first name */
};

/* How names are joined: a list ends with "and"; with commas only it says what a place
   lies in. */
typedef struct joint {
    bool comma, and;
} joint;

/* What may stand between names at a token: how many tokens of it. */
static uint32_t filler(const reading *r, uint32_t token, joint *by)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    if (r->x->tokens[token].shape == TEXT_MARK) {
        by->comma |= str_eq(article_token(r->x, token), str_of(","));
        return by->comma;
    }
    uint32_t n = 0;
    for (uint32_t i = reading_tag_from(r, r->sentence, token);
         i < s->first_tag + s->n_tags && r->x->tags[i].first == token; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        bool and =
            tag->entry->class == LEXICON_RELATIVE && tag->entry->atoms & RELATIVE_AND;
        by->and |= and;
        if ((and || tag->entry->class == LEXICON_PLACENOUN ||
             (tag->entry->class == LEXICON_LOCATIVE &&
              tag->entry->atoms & LOCATIVE_AT)) &&
            tag->n > n)
            n = tag->n;
    }
    return n;
}

static joint joint_of(const reading *r, const mention *a, const mention *b)
{
    joint by = { 0 }, none = { 0 };
    uint32_t at = a->first + a->n;
    if (b->first <= at || b->first - at > GAP)
        return none;
    while (at < b->first) {
        uint32_t n = filler(r, at, &by);
        if (!n)
            return none;
        at += n;
    }
    return at == b->first ? by : none;
}

static bool joined(const reading *r, size_t at, bool *list)
{
    joint by = joint_of(r, &r->m->mentions[at], &r->m->mentions[at + 1]);
    *list |= by.and;
    return by.and || by.comma;
}

/* One of them is the country or the province of the other. */
static bool holds(const mention *whole, const mention *part)
{
    if (whole->answer.place == part->answer.place ||
        strcmp(whole->place.country, part->place.country) != 0)
        return whole->answer.place == part->answer.place;
    if (whole->place.kind == GAZETTEER_COUNTRY)
        return true;
    return whole->place.kind == GAZETTEER_ADMIN1 &&
           part->place.kind != GAZETTEER_ADMIN1 &&
           str_eq(part->place.admin1, whole->place.name);
}

static bool stands_alike(const reading *r, const mention *first, size_t at)
{
    const mention *m = &r->m->mentions[at], *name = reading_meant(r, at);
    if (name->place.kind == GAZETTEER_ADMIN1 || name->place.kind == GAZETTEER_COUNTRY)
        return false; /* "control of A, B and C" is one, over all of them */
    return reading_is_place(r, at) && m->role != MENTION_WITHIN && !m->nominal &&
           m->role != MENTION_FROM && !holds(name, first) && !holds(first, name);
}

static bool is_between(const reading *r, const mention *m)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    uint32_t from = m->first > s->first + BACK ? m->first - BACK : s->first;
    for (uint32_t i = reading_tag_from(r, r->sentence, from);
         i < s->first_tag + s->n_tags && r->x->tags[i].first < m->first; i++) {
        const lexicon_entry *e = r->x->tags[i].entry;
        if ((e->class == LEXICON_LOCATIVE && e->atoms & LOCATIVE_BETWEEN) ||
            (e->class == LEXICON_RELATIVE && e->atoms & RELATIVE_BETWEEN))
            return true;
    }
    return false;
}

static size_t others_of(const reading *r, size_t at, size_t *out, size_t most)
{
    const mention *first = &r->m->mentions[at];
    size_t from = at, end = at + 1, n = 0;
    bool list = false;
    while (from > r->first_mention && joined(r, from - 1, &list))
        from--;
    while (end < r->end_mention && joined(r, end - 1, &list))
        end++;
    if (!list || is_between(r, &r->m->mentions[from]))
        return 0;
    for (size_t i = from; i < end && n < most; i++)
        if (i != at && stands_alike(r, first, i))
            out[n++] = i;
    return n;
}

void reading_spread(const reading *r, happening *h, const size_t *others, size_t n)
{
    geo_lonlat where[READING_LIST + 1] = { h->spot.where };
    uint32_t start = h->spot.start, end = h->spot.end;
    for (size_t i = 0; i < n; i++) {
        reading_spot s = reading_spot_of(r, others[i]);
        where[i + 1] = s.where;
        start = s.start < start ? s.start : start;
        end = s.end > end ? s.end : end;
    }
    geo_lonlat middle = geo_box_center(geo_box_around(where, n + 1));
    double far = 0;
    for (size_t i = 0; i <= n; i++)
        far = fmax(far, geo_distance_km(middle, where[i]));
    h->spot.where = middle;
    h->spot.radius_km = far + h->spot.radius_km;
    h->spot.place = GEOCODE_NOWHERE;
    h->spot.precision = DATELINE_GEO_REGION;
    h->spot.start = start;
    h->spot.end = end;
}

size_t reading_listed(const reading *r, const happening *h, size_t others[READING_LIST])
{
    size_t n = 0;
    bool speech = reading_family(h->kind) == DATELINE_STATEMENT ||
                  reading_family(h->kind) == DATELINE_AGREEMENT;
    if (!h->own_place || h->headline || speech || h->spot.start == h->spot.end)
        return 0;
    for (size_t i = r->first_mention; i < r->end_mention; i++)
        if (r->m->mentions[i].start == h->spot.start && !r->m->mentions[i].nominal)
            n = others_of(r, i, others, READING_LIST);
    return n;
}
