/* Of towns that share a name, the one that an airport is called after is spoken of more.
 */
#include "geocode/finder.h"
#include "text/fold.h"

enum { MOST_NAMES = 3, MOST_LONGER = 64 };

static const double SERVED = 1.8, AIRPORT_KM = 25;

static bool is_town(const match *m)
{
    return m->at.kind == GAZETTEER_SETTLEMENT && !m->associative &&
           m->rule != GEOCODE_NEAR;
}

/* It is the first of several towns of this name. */
static bool is_shared(const finder *f, size_t first)
{
    str name = f->out[first].at.name;
    bool shared = false;
    for (size_t i = 0; i < f->n; i++) {
        bool same = is_town(&f->out[i]) && str_eq(f->out[i].at.name, name);
        if (same && i < first)
            return false;
        shared = shared || (same && i > first);
    }
    return shared;
}

static void favor(finder *f, str name, geo_lonlat airport, bool *served)
{
    for (size_t i = 0; i < f->n; i++) {
        match *m = &f->out[i];
        if (served[i] || !is_town(m) || !str_eq(m->at.name, name) ||
            geo_distance_km(m->at.where, airport) > AIRPORT_KM)
            continue;
        served[i] = true;
        m->quality *= SERVED;
    }
}

void finder_favor_served(finder *f)
{
    char room[FINDER_FOLD];
    gazetteer_hit hits[MOST_LONGER];
    bool served[MATCH_MOST] = { false };
    for (size_t i = 0, tried = 0; i < f->n && tried < MOST_NAMES; i++) {
        str name = f->out[i].at.name;
        if (!is_town(&f->out[i]) || !is_shared(f, i) || --*f->left < 0)
            continue;
        tried++;
        size_t len = text_fold(name, room, sizeof room);
        size_t n = len > sizeof room ? 0
                                     : gazetteer_find_longer(f->g, (str){ room, len },
                                                             hits, MOST_LONGER);
        for (size_t k = 0; k < n; k++) {
            gazetteer_place p = gazetteer_at(f->g, hits[k].place);
            if (str_eq(p.code, STR("AIRP")))
                favor(f, name, p.where, served);
        }
    }
}
