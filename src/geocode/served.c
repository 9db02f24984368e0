/* Of towns that share a name, the one that an airport is called after is spoken of more.
 */
#include "geocode/served.h"

#include "geocode/finder.h"
#include "text/fold.h"

enum { MOST_LONGER = 64 };

static const double SERVED = 1.8, AIRPORT_KM = 25;

static bool is_town(const match *m)
{
    return m->at.kind == GAZETTEER_SETTLEMENT && !m->associative &&
           m->rule != GEOCODE_NEAR;
}

/* There is another town of the name of the first match. */
static bool is_shared(const match *all, size_t n)
{
    for (size_t i = 1; i < n && is_town(&all[0]); i++)
        if (is_town(&all[i]) && str_eq(all[i].at.name, all[0].at.name))
            return true;
    return false;
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
    if (n > MATCH_MOST || !is_shared(all, n))
        return false;
    str name = all[0].at.name;
    size_t len = text_fold(name, room, sizeof room);
    if (len > sizeof room)
        return false;
    size_t found = gazetteer_find_longer(g, (str){ room, len }, hits, MOST_LONGER);
    for (size_t i = 0; i < found; i++) {
        gazetteer_place p = gazetteer_at(g, hits[i].place);
        if (!str_eq(p.code, STR("AIRP")))
            continue;
        favor(all, n, name, p.where, served);
        some = true;
    }
    return some;
}
