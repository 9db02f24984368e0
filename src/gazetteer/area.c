#include "base/sort.h"
#include "gazetteer/read.h"

/* Over this many cells it is quicker to go through all places in order: they are
   numbered by importance, so the walk ends when enough are found. */
enum { MANY_CELLS = 900 };

typedef struct list {
    uint32_t *at;
    size_t n, capacity;
} list;

static bool is_settlement(const gazetteer *g, uint32_t place, geo_box box)
{
    if (place >= g->n_places)
        return false;
    const unsigned char *p = g->part[SECTION_PLACES].at + (size_t)place * PLACE_SIZE;
    geo_lonlat where = { read_degrees(p + PLACE_LON, 180),
                         read_degrees(p + PLACE_LAT, 90) };
    return p[PLACE_KIND] == GAZETTEER_SETTLEMENT && geo_box_has(box, where);
}

static int by_number(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    uint32_t x, y;
    x = *(const uint32_t *)a;
    y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void walk_all(const gazetteer *g, geo_box box, list *out)
{
    for (uint32_t i = 0; i < g->n_places && out->n < out->capacity; i++)
        if (is_settlement(g, i, box))
            out->at[out->n++] = i;
}

static int cell(double degrees, int cells)
{
    if (!(degrees > 0))
        return 0;
    return degrees >= cells ? cells - 1 : (int)degrees;
}

/* An entry of CELLS; past the last, where the places end. */
typedef struct entry {
    uint32_t cell, start;
} entry;

static uint32_t count_cells(const gazetteer *g)
{
    return (uint32_t)(g->part[SECTION_CELLS].len / 8) - 1;
}

static entry entry_at(const gazetteer *g, uint32_t i)
{
    const unsigned char *p = g->part[SECTION_CELLS].at + (size_t)i * 8;
    return (entry){ read_u32(p), read_u32(p + 4) };
}

/* The first entry whose cell is not before this one. */
static uint32_t first_entry(const gazetteer *g, uint32_t cell)
{
    uint32_t low = 0, high = count_cells(g);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (entry_at(g, mid).cell < cell)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* At most enough places of one cell; they stand in order of importance. */
static void walk_cell(const gazetteer *g, uint32_t at, geo_box box, size_t enough,
                      list *out)
{
    section area = g->part[SECTION_AREA];
    size_t had = out->n;
    for (uint32_t i = entry_at(g, at).start, end = entry_at(g, at + 1).start; i < end;
         i++) {
        if (i >= area.len / 4 || out->n - had == enough || out->n == out->capacity)
            break;
        uint32_t place = read_u32(area.at + (size_t)i * 4);
        if (is_settlement(g, place, box))
            out->at[out->n++] = place;
    }
}

/* Columns and rows of cells, both ends included; no columns when x1 < x0. */
typedef struct range {
    int x0, x1, y0, y1;
} range;

/* How many places the cells list, as far as the file can be believed. */
static size_t count_listed(const gazetteer *g, range r)
{
    size_t n = 0, all = g->part[SECTION_AREA].len / 4;
    for (int y = r.y0; y <= r.y1 && r.x0 <= r.x1; y++) {
        uint32_t last = (uint32_t)(y * CELLS_X + r.x1);
        uint32_t i = first_entry(g, (uint32_t)(y * CELLS_X + r.x0));
        for (; i < count_cells(g) && entry_at(g, i).cell <= last; i++) {
            uint32_t start = entry_at(g, i).start, end = entry_at(g, i + 1).start;
            n += end > start ? end - start : 0;
        }
    }
    return n < all ? n : all;
}

static void walk_range(const gazetteer *g, range r, geo_box box, size_t enough, list *out)
{
    for (int y = r.y0; y <= r.y1 && r.x0 <= r.x1; y++) {
        uint32_t last = (uint32_t)(y * CELLS_X + r.x1);
        uint32_t i = first_entry(g, (uint32_t)(y * CELLS_X + r.x0));
        for (; i < count_cells(g) && entry_at(g, i).cell <= last; i++)
            walk_cell(g, i, box, enough, out);
    }
}

size_t gazetteer_settlements(const gazetteer *g, geo_box box, uint32_t *places,
                             size_t capacity, arena *scratch)
{
    int x0 = cell(geo_wrap_lon(box.west) + 180, CELLS_X);
    int x1 = cell(geo_wrap_lon(box.east) + 180, CELLS_X);
    int y0 = cell(box.south + 90, CELLS_Y), y1 = cell(box.north + 90, CELLS_Y);
    bool around = x0 > x1;
    int columns = around ? CELLS_X - x0 + x1 + 1 : x1 - x0 + 1;
    bool wide = geo_box_width(box) > CELLS_X - 2;
    if (wide || columns * (y1 - y0 + 1) > MANY_CELLS) {
        list out = { places, 0, capacity };
        walk_all(g, box, &out);
        return out.n;
    }
    range east = { x0, around ? CELLS_X - 1 : x1, y0, y1 };
    range west = { 0, around ? x1 : -1, y0, y1 };
    size_t listed = count_listed(g, east) + count_listed(g, west);
    list all = { arena_array(scratch, uint32_t, listed), 0, listed };
    walk_range(g, east, box, capacity, &all);
    walk_range(g, west, box, capacity, &all);
    sort_stable(all.at, all.n, sizeof *all.at, by_number, NULL, scratch);
    size_t n = all.n < capacity ? all.n : capacity;
    for (size_t i = 0; i < n; i++)
        places[i] = all.at[i];
    return n;
}
