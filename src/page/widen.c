/*
 * A map of little more than its events shows villages that nobody knows: it grows,
 * within bounds, until there is something on it that a reader knows it by.
 */
#include "page/fit.h"

#include <math.h>
#include <string.h>

/* A place that the audience knows: a capital, or one of so many people; and one that it
   can find on other maps. */
static const int64_t KNOWN_PEOPLE = 300000, FINDABLE_PEOPLE = 20000;
/* So many more should be near, and so many times as high may a map become for them; or
   so many km, if it shows less. */
enum { FINDABLE = 3, POOL = 160, SEEN = 40 };
static const double MOST_GROWTH = 2.6, ALWAYS_KM = 230;
/* So many places may have it all; more of them need the room for their labels. */
static const double FEW_PLACES = 8;
/* On a small page, which is that many pixels high, what happened needs the room. */
static const double SMALL_PX = 330, SMALL = 0.5;
/* A capital is taken in from no further away than so many heights of the map. */
static const double CAPITAL_HEIGHTS = 3, CAPITAL_KM = 200;
/* More places of events than this need all the room there is. */
enum { MANY_EVENTS = 24, CAPITALS = 2 };
/* Wider ones are known by their coasts and countries. */
static const double WIDE_KM = 900;

typedef struct widening {
    const scene_input *in;
    geo_box box;
    double aspect;  /* of the frame: its width through its height */
    double most;    /* km */
    uint32_t *pool; /* what it may grow to, and what the map of the events shows */
    size_t n_pool;
    uint32_t *seen;
    size_t n_seen;
} widening;

/* How high a frame of this shape is that shows the box, km. */
static double height_km(geo_box box, double aspect)
{
    double mid = (box.south + box.north) / 2;
    double width = geo_box_width(box) * 111.2 * cos(mid * 0.017453292519943295);
    return fmax((box.north - box.south) * 111.2, width / aspect);
}

/* With the place, and a little around it for its name. */
static geo_box with_place(geo_box box, geo_lonlat where, double around_km)
{
    geo_lonlat mid = geo_box_center(box);
    double east = geo_wrap_lon(box.west + geo_box_width(box));
    geo_lonlat corners[] = { { box.west, box.south },
                             { east, box.north },
                             mid,
                             geo_toward(where, 0, around_km),
                             geo_toward(where, 90, around_km),
                             geo_toward(where, 180, around_km),
                             geo_toward(where, 270, around_km) };
    return geo_box_around(corners, sizeof corners / sizeof *corners);
}

static bool take(widening *w, geo_lonlat where)
{
    geo_box grown = with_place(w->box, where, 0.02 * w->most);
    if (height_km(grown, w->aspect) > w->most)
        return false;
    w->box = grown;
    return true;
}

static bool is_known(const gazetteer_place *p)
{
    return p->rank == GAZETTEER_CAPITAL || p->population >= KNOWN_PEOPLE;
}

static bool is_findable(const gazetteer_place *p)
{
    return is_known(p) || p->rank == GAZETTEER_ADMIN_SEAT ||
           p->population >= FINDABLE_PEOPLE;
}

static bool is_of_events(const widening *w, const gazetteer_place *p)
{
    for (size_t i = 0; i < w->in->n_events; i++)
        if (str_eq(str_of(w->in->events[i]->place_id), p->id))
            return true;
    return false;
}

/* Whether the country is one that the map of the events shows. */
static bool is_shown(const widening *w, const char *country, geo_box fit)
{
    for (size_t i = 0; i < w->in->n_events; i++)
        if (!strcmp(w->in->events[i]->country_code, country) &&
            geo_box_has(fit, w->in->events[i]->where))
            return true;
    for (size_t i = 0; i < w->n_seen; i++)
        if (!strcmp(gazetteer_at(w->in->gazetteer, w->seen[i]).country, country))
            return true;
    return false;
}

/* Where what moves goes. */
static void take_targets(widening *w, geo_box fit)
{
    for (size_t i = 0; i < w->in->n_events; i++) {
        const dateline_event *e = w->in->events[i];
        if (e->to_located && e->located && geo_box_has(fit, e->where))
            take(w, e->to_where);
    }
}

/* The capitals of the countries that the map shows, the nearest first, until there are
   two. */
static void take_capitals(widening *w, geo_box fit)
{
    bool done[POOL] = { false };
    geo_lonlat center = geo_box_center(fit);
    double far = fmax(CAPITAL_KM, CAPITAL_HEIGHTS * height_km(fit, w->aspect));
    for (int have = 0; have < CAPITALS;) {
        size_t best = w->n_pool;
        double least = far;
        for (size_t i = 0; i < w->n_pool; i++) {
            gazetteer_place p = gazetteer_at(w->in->gazetteer, w->pool[i]);
            double km = geo_distance_km(center, p.where);
            if (!done[i] && p.rank == GAZETTEER_CAPITAL && km < least) {
                least = km;
                best = i;
            }
        }
        if (best == w->n_pool)
            return;
        gazetteer_place p = gazetteer_at(w->in->gazetteer, w->pool[best]);
        done[best] = true;
        have += is_shown(w, p.country, fit) && take(w, p.where);
    }
}

/* The place for which the box has to grow least, of those that are to be found, until it
   has so many. */
static void take_nearest(widening *w, size_t want, bool known)
{
    for (;;) {
        size_t have = 0, best = w->n_pool;
        double least = INFINITY;
        for (size_t i = 0; i < w->n_pool; i++) {
            gazetteer_place p = gazetteer_at(w->in->gazetteer, w->pool[i]);
            bool own = is_of_events(w, &p) && !(known && p.rank == GAZETTEER_CAPITAL);
            if ((known ? !is_known(&p) : !is_findable(&p)) || own)
                continue;
            double high =
                height_km(with_place(w->box, p.where, 0.02 * w->most), w->aspect);
            if (geo_box_has(w->box, p.where))
                have++;
            else if (high < least) {
                least = high;
                best = i;
            }
        }
        if (have >= want || best == w->n_pool ||
            !take(w, gazetteer_at(w->in->gazetteer, w->pool[best]).where))
            return;
    }
}

static size_t distinct(const scene_input *in, geo_box fit)
{
    size_t n = 0;
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        bool again = !scene_has_place(e) || !geo_box_has(fit, e->where);
        for (size_t k = 0; k < i && !again; k++)
            again = in->events[k]->located && in->events[k]->where.lon == e->where.lon &&
                    in->events[k]->where.lat == e->where.lat;
        n += !again;
    }
    return n;
}

/* How high the map may become, km. */
static double most_km(const scene_input *in, geo_box fit, geo_rect frame, double high)
{
    double side = fmin(frame.x1 - frame.x0, frame.y1 - frame.y0);
    double part = side < SMALL_PX * scene_scale(in) ? SMALL : 1;
    part *= fmin(1, FEW_PLACES / (double)(distinct(in, fit) + 1));
    return fmax(ALWAYS_KM * part, (1 + (MOST_GROWTH - 1) * part) * high);
}

geo_box page_widen(const scene_input *in, geo_box fit, geo_rect frame, arena *scratch)
{
    double w_px = fmax(1, frame.x1 - frame.x0), h_px = fmax(1, frame.y1 - frame.y0);
    double aspect = fmax(0.2, fmin(5, w_px / h_px)), high = height_km(fit, aspect);
    if (!in->gazetteer || !in->n_events || in->n_events > MANY_EVENTS ||
        high * aspect > WIDE_KM)
        return fit;
    widening w = {
        .in = in, .box = fit, .aspect = aspect, .most = most_km(in, fit, frame, high)
    };
    w.pool = arena_array(scratch, uint32_t, POOL);
    geo_lonlat mid = geo_box_center(fit), ends[4];
    for (int i = 0; i < 4; i++)
        ends[i] = geo_toward(mid, 90.0 * i, w.most * (i % 2 ? fmax(1, aspect) : 1));
    w.n_pool = gazetteer_settlements(in->gazetteer, geo_box_around(ends, 4), w.pool, POOL,
                                     scratch);
    w.n_pool = w.n_pool < POOL ? w.n_pool : POOL;
    w.seen = arena_array(scratch, uint32_t, SEEN);
    w.n_seen = gazetteer_settlements(in->gazetteer, fit, w.seen, SEEN, scratch);
    w.n_seen = w.n_seen < SEEN ? w.n_seen : SEEN;
    take_targets(&w, fit);
    take_capitals(&w, fit);
    take_nearest(&w, 1, true);
    take_nearest(&w, FINDABLE, false);
    return w.box;
}
