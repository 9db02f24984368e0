/*
 * How important a place is, from 0 to 1, and how large it stands on a map.
 *
 * Countries come before first-order units and regions, these before settlements of
 * the usual size; the largest cities and the capitals come before the units. Among
 * settlements the feature code and the logarithm of the population count together,
 * because populations in the source are at times those of a district, and codes
 * alone do not tell towns apart.
 *
 * Countries and units for which the tables have no population count those of the
 * settlements in them: what some sources call a first-order unit is a borough, and
 * some countries are an atoll.
 *
 * Distance suppression: beside a settlement ten times its size one is a suburb,
 * whatever its code or its population say, and falls behind the towns.
 */
#include "base/sort.h"
#include "compile/model.h"

#include <math.h>
#include <string.h>

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

static const double UNKNOWN_UNIT =
    5000; /* people of a unit of which no settlement is listed */
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

/* Tokyo, the largest, has 10^7.6; the power keeps villages close together. */
static double crowd(double people)
{
    double size = log10(people) / 7.4;
    return .75 * pow(size < 1 ? size : 1, 1.5);
}

static double settlement(const model_place *p)
{
    double n = people(p), v = crowd(n);
    /* A seat of government counts less where there is little to govern. */
    double seat = n >= 30000 ? 1 : log10(n) / log10(30000);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (has_code(p, codes[i].code))
            v += codes[i].bonus > 0 ? codes[i].bonus * seat * seat : codes[i].bonus;
    return v < .01 ? .01 : v;
}

/* inside: how many people live in the settlements of a country or unit; 0: unknown. */
static double area(const model_place *p, double inside)
{
    double v = by_kind[p->kind];
    if (p->population > 0)
        v += .008 * log10((double)p->population);
    if (p->kind == GAZETTEER_ADMIN1) {
        inside = fmax(inside, (double)p->population);
        v = .10 + .85 * crowd(inside > 0 ? inside : UNKNOWN_UNIT);
    }
    if (p->kind == GAZETTEER_COUNTRY && inside < 250000)
        v = .35 + .60 * crowd(inside < 10 ? 10 : inside);
    return v > 1 ? 1 : v;
}

/* ---- who lives where --------------------------------------------------------- */

/* Settlements by country, and inside it by unit. */
typedef struct crowding {
    char country[3];
    str admin1;
    double people;
} crowding;

static int by_unit(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const crowding *x = a, *y = b;
    int c = strcmp(x->country, y->country);
    return c ? c : str_compare(x->admin1, y->admin1);
}

/* One for each country, with an empty unit, and each unit in it; sorted. */
static size_t count_people(const model *m, crowding **out)
{
    crowding *all = arena_array(m->own, crowding, 2 * m->n_places);
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < m->n_places; i++) {
        const model_place *p = &m->places[i];
        if (p->kind != GAZETTEER_SETTLEMENT || has_code(p, STR("PPLX")))
            continue;
        crowding c = { .admin1 = p->admin1, .people = people(p) };
        memcpy(c.country, p->country, sizeof c.country);
        if (p->admin1.len)
            all[n++] = c;
        c.admin1 = (str){ 0 };
        all[n++] = c;
    }
    sort_stable(all, n, sizeof *all, by_unit, NULL, m->own);
    for (size_t i = 0; i < n; i++) {
        if (kept && !by_unit(&all[kept - 1], &all[i], NULL))
            all[kept - 1].people += all[i].people;
        else
            all[kept++] = all[i];
    }
    *out = all;
    return kept;
}

static double people_in(const crowding *all, size_t n, const char *country, str admin1)
{
    crowding wanted = { .admin1 = admin1 };
    memcpy(wanted.country, country, sizeof wanted.country);
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (by_unit(&all[mid], &wanted, NULL) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && !by_unit(&all[low], &wanted, NULL) ? all[low].people : 0;
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
    crowding *all;
    size_t n = count_people(m, &all);
    for (size_t i = 0; i < m->n_places; i++) {
        model_place *p = &m->places[i];
        str unit =
            p->kind == GAZETTEER_ADMIN1 && p->names ? p->names->preferred : (str){ 0 };
        p->importance = p->kind == GAZETTEER_SETTLEMENT
                            ? settlement(p)
                            : area(p, people_in(all, n, p->country, unit));
        p->rank = rank_of(p);
    }
    suppress(m);
    /* As the file will hold it, so that the order in the file is by what it says. */
    for (size_t i = 0; i < m->n_places; i++)
        m->places[i].importance = floor(m->places[i].importance * 65535 + .5);
    sort_stable(m->places, m->n_places, sizeof *m->places, by_importance, NULL, m->own);
}
