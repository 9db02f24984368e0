#include "base/sort.h"
#include "gazetteer/read.h"

#include <math.h>

/* Columns and rows of cells, both ends included. */
typedef struct range {
    uint32_t x0, x1, y0, y1;
    bool around; /* x1 lies east of x0 across the antimeridian */
    bool all;    /* columns */
} range;

/* A place that may be in the answer. */
typedef struct pick {
    uint32_t importance, people;
    str id;
    uint32_t place;
} pick;

/* Twice what is wanted is gathered, then the less important half falls away. So memory
   does not grow with the box, and a cell is left when its places fall behind. */
typedef struct picks {
    pick *at;
    size_t n, room, wanted;
    bool full; /* as many as are wanted are at least as important as the last of them */
} picks;

/* The nearest place so far. */
typedef struct nearest {
    geo_lonlat to;
    double km;
    uint32_t place;
    bool found;
} nearest;

typedef struct search {
    const gazetteer *g;
    geo_box box;
    range cells;
    uint32_t kinds;
    picks found;
    nearest *nearest; /* sought in place of the most important; or NULL */
} search;

static int by_importance(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const pick *x = a, *y = b;
    if (x->importance != y->importance)
        return x->importance > y->importance ? -1 : 1;
    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    return str_compare(x->id, y->id);
}

static void settle(picks *found)
{
    arena scratch = { 0 };
    sort_stable(found->at, found->n, sizeof *found->at, by_importance, NULL, &scratch);
    arena_clear(&scratch);
    found->full = found->n >= found->wanted;
    found->n = found->full ? found->wanted : found->n;
}

/* False when it is less important than all that are wanted. */
static bool add(picks *found, const facts *f, uint32_t place)
{
    /* An unknown population, all ones, comes behind an empty one. */
    pick p = { .importance = read_u16(f->fixed + PLACE_IMPORTANCE),
               .people = read_u32(f->fixed + PLACE_POPULATION) + 1,
               .id = f->id,
               .place = place };
    if (found->full && by_importance(&p, &found->at[found->wanted - 1], NULL) > 0)
        return false;
    if (found->n == found->room)
        settle(found);
    found->at[found->n++] = p;
    return true;
}

static uint32_t cell(double degrees, uint32_t cells)
{
    if (!(degrees > 0))
        return 0;
    return degrees >= cells ? cells - 1 : (uint32_t)degrees;
}

static range range_of(geo_box box)
{
    range r = { .x0 = cell(geo_wrap_lon(box.west) + 180, CELLS_X),
                .x1 = cell(geo_wrap_lon(box.east) + 180, CELLS_X),
                .y0 = cell(box.south + 90, CELLS_Y),
                .y1 = cell(box.north + 90, CELLS_Y),
                .all = geo_box_width(box) > CELLS_X - 2 };
    r.around = r.x0 > r.x1;
    return r;
}

static bool has_cell(const range *r, const unsigned char *p)
{
    uint32_t x = read_u16(p + CELL_X), y = p[CELL_Y];
    bool east = x >= r->x0, west = x <= r->x1;
    return y >= r->y0 && y <= r->y1 &&
           (r->all || (r->around ? east || west : east && west));
}

static void approach(nearest *best, const facts *f, uint32_t place)
{
    double km = geo_distance_km(read_where(f), best->to);
    if (best->found ? km >= best->km : km > best->km)
        return;
    *best = (nearest){ .to = best->to, .km = km, .place = place, .found = true };
}

/* The places of one cell, which stand by falling importance. */
static void walk_cell(search *s, uint32_t first, uint32_t end)
{
    cursor c = read_records(s->g, first);
    facts f;
    for (uint32_t i = first; i < end && read_record(&c, &f); i++) {
        bool meant =
            s->kinds & 1u << read_kind(&f) && geo_box_has(s->box, read_where(&f));
        if (meant && s->nearest)
            approach(s->nearest, &f, i);
        else if (meant && !add(&s->found, &f, i))
            return;
    }
}

/* The cells of one group, in the order of their places, so that none is read twice
   whatever the file says. */
static void walk_group(search *s, uint32_t group)
{
    section cells = s->g->part[SECTION_CELLS];
    uint32_t done = 0;
    for (size_t i = 0; i + CELL_SIZE < cells.len; i += CELL_SIZE) {
        const unsigned char *p = cells.at + i;
        if (p[CELL_GROUP] != group || !has_cell(&s->cells, p))
            continue;
        uint32_t first = read_u32(p + CELL_FIRST),
                 end = read_u32(p + CELL_SIZE + CELL_FIRST);
        walk_cell(s, first > done ? first : done, end);
        done = end > done ? end : done;
    }
}

/* How many places the cells of the range hold, as far as the file can be believed. */
static size_t count_listed(const search *s)
{
    section cells = s->g->part[SECTION_CELLS];
    size_t n = 0, all = s->g->n_places;
    for (size_t i = 0; i + CELL_SIZE < cells.len; i += CELL_SIZE) {
        const unsigned char *p = cells.at + i;
        uint32_t first = read_u32(p + CELL_FIRST),
                 end = read_u32(p + CELL_SIZE + CELL_FIRST);
        if (has_cell(&s->cells, p))
            n += end > first ? end - first : 0;
    }
    return n < all ? n : all;
}

/* Group after group. Those of settlements are each less important than the one before:
   no more of them are walked when there are enough. */
static size_t answer(search *s, uint32_t group, uint32_t last, uint32_t *places,
                     size_t capacity, arena *scratch)
{
    picks *found = &s->found;
    s->cells = range_of(s->box);
    size_t most = count_listed(s);
    if (!most || !capacity)
        return 0;
    found->wanted = capacity < most ? capacity : most;
    found->room = found->wanted * 2;
    found->at = arena_array(scratch, pick, found->room);
    for (; group <= last && !(found->full && group > GROUP_SETTLED); group++) {
        walk_group(s, group);
        settle(found);
    }
    for (size_t i = 0; i < found->n; i++)
        places[i] = found->at[i].place;
    return found->n;
}

size_t gazetteer_settlements(const gazetteer *g, geo_box box, uint32_t *places,
                             size_t capacity, arena *scratch)
{
    search s = { .g = g, .box = box, .kinds = 1u << GAZETTEER_SETTLEMENT };
    return answer(&s, GROUP_SETTLED, GROUPS - 1, places, capacity, scratch);
}

size_t gazetteer_areas(const gazetteer *g, geo_box box, uint32_t kinds_mask,
                       uint32_t *places, size_t capacity)
{
    search s = { .g = g,
                 .box = box,
                 .kinds = kinds_mask & ~(1u << GAZETTEER_SETTLEMENT) };
    arena scratch = { 0 };
    size_t n = answer(&s, 0, GROUP_SETTLED - 1, places, capacity, &scratch);
    arena_clear(&scratch);
    return n;
}

/* A box that holds all that lies within km of p, and little more. */
static geo_box box_around(geo_lonlat p, double km)
{
    static const double KM = 111.195, RAD = 0.017453292519943295, SPARE = 1.001;
    double up = km / KM * SPARE;
    geo_box box = { -180, fmax(p.lat - up, -90), 180, fmin(p.lat + up, 90) };
    double wide = sin(up * RAD) / cos(p.lat * RAD);
    if (box.south <= -90 || box.north >= 90 || !(wide < 1))
        return box;
    double aside = asin(wide) / RAD * SPARE;
    box.west = geo_wrap_lon(p.lon - aside);
    box.east = geo_wrap_lon(p.lon + aside);
    return box;
}

bool gazetteer_nearest(const gazetteer *g, geo_lonlat p, double within_km,
                       uint32_t *place)
{
    nearest best = { .to = p };
    search s = { .g = g, .kinds = 1u << GAZETTEER_SETTLEMENT, .nearest = &best };
    for (int quarter = 2; quarter >= 0 && !best.found; quarter--) {
        best.km = within_km / (1 << 2 * quarter);
        s.box = box_around(p, best.km);
        s.cells = range_of(s.box);
        for (uint32_t group = GROUP_SETTLED; group < GROUPS; group++)
            walk_group(&s, group);
    }
    if (best.found)
        *place = best.place;
    return best.found;
}
