#include "basemap/file.h"

#include <math.h>

/* Whether the ray from p to the east crosses the edge ab, as 0 or 1. */
static unsigned crosses(basemap_point a, basemap_point b, int64_t x, int64_t y)
{
    if ((a.y > y) == (b.y > y))
        return 0;
    double at = a.x + (double)(y - a.y) / ((double)b.y - a.y) * ((double)b.x - a.x);
    return (double)x < at;
}

static unsigned arc_crossings(const basemap_walk *arc, int64_t x, int64_t y)
{
    const basemap_bounds *b = &arc->box;
    if (y < b->s || y > b->n || x > b->e)
        return 0;
    basemap_point first = basemap_vertex(arc, 0), last = basemap_vertex(arc, arc->n - 1);
    /* All of it is to the east: only the ends decide how often, odd or even. */
    if (x < b->w)
        return (first.y > y) != (last.y > y);
    unsigned n = 0;
    for (uint32_t i = 1; i < arc->n; i++) {
        basemap_point next = basemap_vertex(arc, i);
        n ^= crosses(first, next, x, y);
        first = next;
    }
    return n;
}

static bool bounds_have(const basemap_bounds *b, int64_t x, int64_t y)
{
    return x >= b->w && x <= b->e && y >= b->s && y <= b->n;
}

/* A query in progress; the budget ends it when a damaged file repeats itself. */
typedef struct search {
    const basemap *b;
    int64_t x, y;
    uint64_t budget;
} search;

static bool spend(search *s, uint64_t cost)
{
    bool enough = cost <= s->budget;
    s->budget = enough ? s->budget - cost : 0;
    return enough;
}

static unsigned ring_crossings(search *s, const basemap_ring *ring)
{
    unsigned odd = 0;
    for (uint32_t i = 0; i < ring->n; i++) {
        basemap_walk arc;
        if (!basemap_walk_at(s->b, ring->first + i, &arc) || !spend(s, arc.n))
            return 0;
        odd ^= arc_crossings(&arc, s->x, s->y);
    }
    return odd;
}

static bool has_point(search *s, const unsigned char *record)
{
    uint32_t first = basemap_u32(record + BASEMAP_F_FIRST);
    uint32_t n = basemap_u32(record + BASEMAP_F_COUNT);
    unsigned odd = 0;
    for (uint32_t i = 0; i < n; i++) {
        basemap_ring ring;
        if (!spend(s, 1) || !basemap_ring_at(s->b, first + i, &ring))
            return false;
        if (bounds_have(&ring.box, s->x, s->y))
            odd ^= ring_crossings(s, &ring);
    }
    return odd;
}

str basemap_country_at(const basemap *b, geo_lonlat p, arena *scratch)
{
    (void)scratch;
    if (!(fabs(p.lon) <= 540 && fabs(p.lat) <= 90))
        return STR("");
    double lon = geo_wrap_lon(p.lon);
    search s = { b, llround(lon * BASEMAP_UNIT), llround(p.lat * BASEMAP_UNIT),
                 basemap_budget(b) };
    int edition = basemap_edition_for(b, s.x, s.y, s.x, s.y);
    const unsigned char *first = NULL;
    uint32_t n = basemap_layer_features(b, edition, BASEMAP_COUNTRY, &first);
    /* Twice: what crosses the antimeridian runs on past 180. */
    for (int turn = 0; turn < 2; turn++, s.x += (int64_t)360 * BASEMAP_UNIT)
        for (uint32_t i = 0; i < n; i++) {
            const unsigned char *record = first + (size_t)i * BASEMAP_R_FEATURE;
            basemap_bounds box = basemap_read_bounds(record + BASEMAP_F_BOX);
            if (bounds_have(&box, s.x, s.y) && has_point(&s, record))
                return basemap_text(b, basemap_u32(record + BASEMAP_F_CODE),
                                    (uint32_t)record[BASEMAP_F_CODE_LEN] |
                                        (uint32_t)record[BASEMAP_F_CODE_LEN + 1] << 8);
        }
    return STR("");
}
