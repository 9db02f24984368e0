#include "collect/steps.h"

#include "base/hash.h"
#include "base/sort.h"

#include <math.h>

static style_class mark_class(gazetteer_rank rank)
{
    switch (rank) {
    case GAZETTEER_CAPITAL:
        return STYLE_CAPITAL_MARK;
    case GAZETTEER_ADMIN_SEAT:
        return STYLE_SEAT_MARK;
    case GAZETTEER_CITY:
        return STYLE_CITY_MARK;
    default:
        return STYLE_TOWN_MARK;
    }
}

static const char *rank_name(gazetteer_rank rank)
{
    static const char *const names[] = { "place", "capital", "seat",
                                         "city",  "town",    "village" };
    return names[rank];
}

/* A mark that the frame would cut is left to the neighbouring map. */
static bool is_inside(const collector *c, geo_xy px)
{
    double edge = c->in->vector || c->in->buffer_px > 0 ? 0 : 7 * scene_scale(c->in);
    return px.x >= c->frame.x0 + edge && px.x <= c->frame.x1 - edge &&
           px.y >= c->frame.y0 + edge && px.y <= c->frame.y1 - edge;
}

static void add_settlement(const collector *c, uint32_t index)
{
    gazetteer_place p = gazetteer_at(c->in->gazetteer, index);
    geo_xy px;
    if (!geo_view_locate(c->view, p.where, &px) || !is_inside(c, px))
        return;
    const char *name = scene_name_of(c->in, index, c->a);
    scene_feature *f = scene_add_feature(c->s, c->a, SCENE_LABELS_PLACE);
    f->kind = SCENE_POINT;
    f->path = scene_point_path(c->a, px);
    f->class = mark_class(p.rank);
    f->source = "places";
    f->key = str_copy(c->a, p.id);
    f->title = name;
    f->id = hash_str(p.id) >> 12;
    scene_attr attrs[] = {
        { "country", SCENE_ATTR_TEXT, str_copy(c->a, str_of(p.country)), 0 },
        { "importance", SCENE_ATTR_NUMBER, NULL, round(p.importance * 1e4) / 1e4 },
        { "name", SCENE_ATTR_TEXT, f->title, 0 },
        { "name_en", SCENE_ATTR_TEXT, str_copy(c->a, p.name), 0 },
        { "place_id", SCENE_ATTR_TEXT, f->key, 0 },
        { "population", SCENE_ATTR_INTEGER, NULL, (double)p.population },
        { "rank", SCENE_ATTR_TEXT, rank_name(p.rank), 0 },
    };
    scene_attr *copy = arena_array(c->a, scene_attr, 7);
    for (size_t i = 0; i < 7; i++)
        if (i != 5 || p.population >= 0)
            copy[f->n_attrs++] = attrs[i];
    f->attrs = copy;
}

/* Places on the page that are taken so far. */
typedef struct crowd {
    geo_xy *at;
    size_t n;
    double apart; /* px */
} crowd;

/* Take a place that is not too near to a more important one; a capital is never too
   near, only it may push aside what comes later. */
static bool join_crowd(crowd *to, geo_xy px, bool capital)
{
    for (size_t i = 0; i < to->n && !capital; i++) {
        double dx = px.x - to->at[i].x, dy = px.y - to->at[i].y;
        if (dx * dx + dy * dy < to->apart * to->apart)
            return false;
    }
    to->at[to->n++] = px;
    return true;
}

static int capital_first(const void *a, const void *b, const void *ctx)
{
    const gazetteer *g = ctx;
    bool x = gazetteer_at(g, *(const uint32_t *)a).rank == GAZETTEER_CAPITAL;
    bool y = gazetteer_at(g, *(const uint32_t *)b).rank == GAZETTEER_CAPITAL;
    return y - x;
}

/* Marks nearer than this would hide each other, px. */
static const double LEAST_APART = 7;

/* For a picture: the capitals, then by importance what keeps apart, so that names are
   spread over the map and a reader finds one near everything. Who asks for a number
   gets it: what then still lacks stands nearer to what is there. */
static void add_spread(const collector *c, const uint32_t *places, size_t n, size_t want,
                       double apart)
{
    uint32_t *order = arena_array(c->scratch, uint32_t, n + 1);
    bool *added = arena_array(c->scratch, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        order[i] = places[i];
    sort_stable(order, n, sizeof *order, capital_first, c->in->gazetteer, c->scratch);
    crowd taken = { arena_array(c->scratch, geo_xy, want + 1), 0, apart };
    double least = c->in->cities > 0 ? LEAST_APART * scene_scale(c->in) : apart;
    for (;; taken.apart = fmax(least, taken.apart / 2)) {
        for (size_t i = 0; i < n && taken.n < want; i++) {
            gazetteer_place p = gazetteer_at(c->in->gazetteer, order[i]);
            geo_xy px;
            if (added[i] || !geo_view_locate(c->view, p.where, &px) ||
                !is_inside(c, px) || !join_crowd(&taken, px, p.rank == GAZETTEER_CAPITAL))
                continue;
            add_settlement(c, order[i]);
            added[i] = true;
        }
        if (taken.n >= want || taken.apart <= least)
            return;
    }
}

/* Settlements for each 10,000 square pixels of a picture. */
static const double USUAL = 0.32;

void collect_settlements(const collector *c)
{
    enum { POOL = 8 }; /* candidates for each that is wanted */
    double w = c->view->frame.x1 - c->view->frame.x0,
           h = c->view->frame.y1 - c->view->frame.y0;
    bool spread = !c->in->vector && c->in->buffer_px <= 0;
    double density = c->in->settlements > 0 ? c->in->settlements : spread ? USUAL : 0.9;
    if (spread && c->in->style->settlements > 0)
        density *= c->in->style->settlements;
    double k = scene_scale(c->in);
    double share = w * h / 1e4 / (k * k);
    if (c->in->cities > 0)
        density = fmax(1e-6, c->in->cities / share);
    size_t want =
        (size_t)(c->in->cities > 0 ? c->in->cities : fmin(50000, share * density + 4));
    size_t pool = spread ? want * POOL : want;
    uint32_t *places = arena_array(c->scratch, uint32_t, pool);
    size_t n =
        gazetteer_settlements(c->in->gazetteer, c->view->box, places, pool, c->scratch);
    n = n < pool ? n : pool;
    if (spread) {
        /* Who asks for more than usual wants towns beside each other too. */
        double apart = 0.5 * sqrt(1e4 / density) * fmin(1, USUAL / density);
        add_spread(c, places, n, want, apart * k);
        return;
    }
    for (size_t i = 0; i < n; i++)
        add_settlement(c, places[i]);
}
