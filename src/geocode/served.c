/* Of towns that share a name, the one that an airport is called after is spoken of more.
 */
#include "geocode/served.h"

#include "geocode/finder.h"
#include "text/fold.h"

enum { MOST_NAMES = 2, MOST_LONGER = 64 };

static const double SERVED = 1.8, AIRPORT_KM = 25;

static bool is_town(const match *m)
{
    return m->at.kind == GAZETTEER_SETTLEMENT && !m->associative &&
           m->rule != GEOCODE_NEAR;
}

/* It is the first of several towns of this name. */
static bool is_shared(const match *all, size_t n, size_t first)
{
    str name = all[first].at.name;
    bool shared = false;
    for (size_t i = 0; i < n; i++) {
        bool same = is_town(&all[i]) && str_eq(all[i].at.name, name);
        if (same && i < first)
            return false;
        shared = shared || (same && i > first);
    }
    return shared;
}

static void favor(match *all, size_t n, str name, geo_lonlat airport, bool *served)
{
    for (size_t i = 0; i < n; i++) {
        match *m = &all[i];
        if (served[i] || !is_town(m) || !str_eq(m->at.name, name) ||
            geo_distance_km(m->at.where, airport) > AIRPORT_KM)
            continue;
        served[i] = true;
        m->weight *= SERVED;
    }
}

bool served_favor(const gazetteer *g, match *all, size_t n)
{
    char room[FINDER_FOLD];
    gazetteer_hit hits[MOST_LONGER];
    bool served[MATCH_MOST] = { false }, some = false;
    for (size_t i = 0, tried = 0; i < n && i < MATCH_MOST && tried < MOST_NAMES; i++) {
        str name = all[i].at.name;
        if (!is_town(&all[i]) || !is_shared(all, n, i))
            continue;
        tried++;
        size_t len = text_fold(name, room, sizeof room), found = 0;
        if (len <= sizeof room)
            found = gazetteer_find_longer(g, (str){ room, len }, hits, MOST_LONGER);
        for (size_t k = 0; k < found; k++) {
            gazetteer_place p = gazetteer_at(g, hits[k].place);
            if (!str_eq(p.code, STR("AIRP")))
                continue;
            favor(all, n, name, p.where, served);
            some = true;
        }
    }
    return some;
}
