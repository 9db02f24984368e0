/*
 * How important a place is, from 0 to 1, and how large it stands on a map.
 *
 * Countries come before first-order units and regions, these before settlements of
 * the usual size; the largest cities and the capitals come before the units. Among
 * settlements the feature code and the logarithm of the population count together,
 * because populations in the source are at times those of a district, and codes
 * alone do not tell towns apart.
 *
 * Distance suppression: beside a settlement ten times its size one is a suburb,
 * whatever its code or its population say, and falls behind the towns.
 */
#include "base/sort.h"
#include "gazetteer/model.h"

#include <math.h>

static const struct {
    str code;
    double bonus;
} codes[] = {
    { { "PPLC", 4 }, .20 },  { { "PPLA", 4 }, .13 },  { { "PPLG", 4 }, .08 },
    { { "PPLA2", 5 }, .07 }, { { "PPLA3", 5 }, .04 }, { { "PPLA4", 5 }, .02 },
    { { "PPLX", 4 }, -.10 }, { { "PPLL", 4 }, -.05 }, { { "PPLQ", 4 }, -.12 },
    { { "PPLH", 4 }, -.12 }, { { "PPLW", 4 }, -.12 }, { { "PPLCH", 5 }, -.05 },
};

/* Of the other kinds. */
static const double by_kind[GAZETTEER_KINDS] = {
    [GAZETTEER_COUNTRY] = .92, [GAZETTEER_WORLD_REGION] = .88, [GAZETTEER_SEA] = .75,
    [GAZETTEER_REGION] = .66,  [GAZETTEER_ADMIN1] = .60,       [GAZETTEER_LINE] = .50,
    [GAZETTEER_RIVER] = .42,   [GAZETTEER_LAKE] = .42,         [GAZETTEER_ADMIN2] = .40,
    [GAZETTEER_ROAD] = .40,    [GAZETTEER_MOUNTAIN] = .36,     [GAZETTEER_PASS] = .32,
    [GAZETTEER_SITE] = .30,
};

enum { CELL_PER_DEGREE = 4, TEN_TIMES = 10, ALWAYS_KM = 15 };

static bool has_code(const model_place *p, str code)
{
    return str_eq(p->code, code);
}

/* The population, or what a place of this code has at least. */
static double people(const model_place *p)
{
    if (p->population > 0)
        return (double)p->population;
    return has_code(p, STR("PPLC")) ? 30000 : has_code(p, STR("PPLA")) ? 8000 : 300;
}

static double settlement(const model_place *p)
{
    /* Tokyo, the largest, has 10^7.6; the power keeps villages close together. */
    double size = log10(people(p)) / 7.4;
    double v = .75 * pow(size < 1 ? size : 1, 1.5);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (has_code(p, codes[i].code))
            v += codes[i].bonus;
    return v < .01 ? .01 : v;
}

static double area(const model_place *p)
{
    double v = by_kind[p->kind];
    if (p->population > 0)
        v += .008 * log10((double)p->population);
    return v > 1 ? 1 : v;
}

static gazetteer_rank rank_of(const model_place *p)
{
    if (p->kind != GAZETTEER_SETTLEMENT)
        return GAZETTEER_PLACE;
    if (has_code(p, STR("PPLC")))
        return GAZETTEER_CAPITAL;
    if (has_code(p, STR("PPLA")))
        return GAZETTEER_ADMIN_SEAT;
    if (p->population > 100000)
        return GAZETTEER_CITY;
    bool seat = has_code(p, STR("PPLA2")) && people(p) >= 2000;
    return p->population >= 10000 || seat ? GAZETTEER_TOWN : GAZETTEER_VILLAGE;
}

/* How far a settlement reaches: a disc of 4,000 people a square kilometer. */
static double reach_km(double population)
{
    double km = sqrt(population / (4000 * 3.14159265));
    return km * 1.5 > ALWAYS_KM ? km * 1.5 : ALWAYS_KM;
}

typedef struct spot {
    int32_t cell;
    uint32_t place;
} spot;

static int32_t cell_of(geo_lonlat p, int dx, int dy)
{
    int wide = 360 * CELL_PER_DEGREE;
    int x = (int)floor((p.lon + 180) * CELL_PER_DEGREE) + dx;
    int y = (int)floor((p.lat + 90) * CELL_PER_DEGREE) + dy;
    return (int32_t)(y * wide + ((x % wide) + wide) % wide);
}

static int by_cell(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    int32_t x = ((const spot *)a)->cell, y = ((const spot *)b)->cell;
    return x < y ? -1 : x > y;
}

static size_t first_of(const spot *spots, size_t n, int32_t cell)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (spots[mid].cell < cell)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool outshines(const model_place *big, const model_place *p)
{
    return people(big) >= TEN_TIMES * people(p) &&
           geo_distance_km(big->where, p->where) <= reach_km(people(big));
}

/* Some settlement of this cell outshines p. */
static bool outshone_in(const model *m, const model_place *p, int32_t cell,
                        const spot *spots, size_t n)
{
    for (size_t k = first_of(spots, n, cell); k < n && spots[k].cell == cell; k++)
        if (outshines(&m->places[spots[k].place], p))
            return true;
    return false;
}

/* Is there a settlement that is large enough near by? Cells are 28 km high, and at
   least that wide up to 60 degrees when two are taken to each side. */
static bool outshone(const model *m, const model_place *p, const spot *spots, size_t n)
{
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -2; dx <= 2; dx++)
            if (outshone_in(m, p, cell_of(p->where, dx, dy), spots, n))
                return true;
    return false;
}

static void suppress(model *m)
{
    enum { LARGE = 5000 };
    spot *spots = arena_array(m->own, spot, m->n_places);
    size_t n = 0;
    for (size_t i = 0; i < m->n_places; i++)
        if (m->places[i].kind == GAZETTEER_SETTLEMENT && people(&m->places[i]) >= LARGE)
            spots[n++] = (spot){ cell_of(m->places[i].where, 0, 0), (uint32_t)i };
    sort_stable(spots, n, sizeof *spots, by_cell, NULL, m->own);
    for (size_t i = 0; i < m->n_places; i++) {
        model_place *p = &m->places[i];
        bool seat = p->rank == GAZETTEER_CAPITAL || p->rank == GAZETTEER_ADMIN_SEAT;
        if (p->kind != GAZETTEER_SETTLEMENT || seat || !outshone(m, p, spots, n))
            continue;
        p->importance *= .7;
        p->rank = GAZETTEER_VILLAGE;
    }
}

static int by_importance(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const model_place *x = a, *y = b;
    if (x->importance != y->importance)
        return x->importance > y->importance ? -1 : 1;
    if (x->population != y->population)
        return x->population > y->population ? -1 : 1;
    return str_compare(x->id, y->id);
}

void model_weigh(model *m)
{
    for (size_t i = 0; i < m->n_places; i++) {
        model_place *p = &m->places[i];
        p->importance = p->kind == GAZETTEER_SETTLEMENT ? settlement(p) : area(p);
        p->rank = rank_of(p);
    }
    suppress(m);
    /* As the file will hold it, so that the order in the file is by what it says. */
    for (size_t i = 0; i < m->n_places; i++)
        m->places[i].importance = floor(m->places[i].importance * 65535 + .5);
    sort_stable(m->places, m->n_places, sizeof *m->places, by_importance, NULL, m->own);
}
