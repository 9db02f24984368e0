#include "extract/extract.h"
#include "reading/reading.h"
#include <math.h>
#include <string.h>

/*
 * The same happening told by several articles. Events are compared with those of their
 * family whose dates begin at about the same time: they are sorted by when they begin,
 * and each looks back at a bounded number of them.
 */

enum { WINDOW = 256, SLACK = 3 * 86400 };

typedef struct group {
    size_t to; /* index of another of the group, or of itself: the first */
} group;

static size_t first_of(group *g, size_t i)
{
    while (g[i].to != i)
        i = g[i].to = g[g[i].to].to;
    return i;
}

static double span_of(dateline_when w)
{
    if (w.begin == INT64_MIN || w.end == INT64_MAX)
        return INFINITY;
    return (double)(w.end - w.begin);
}

static bool comparable(dateline_when a, dateline_when b, bool same_kind)
{
    double x = span_of(a), y = span_of(b);
    if (isinf(x) || isinf(y)) {
        if (a.begin == INT64_MIN || b.begin == INT64_MIN)
            return false;
        return fabs((double)a.begin - (double)b.begin) < 400.0 * 86400;
    }
    double ratio = fmax(x, y) / fmax(fmin(x, y), 1);
    return ratio <= (same_kind ? 400 : 31);
}

static bool same_time(const dateline_event *a, const dateline_event *b)
{
    if (a->when.precision == DATELINE_UNDATED || b->when.precision == DATELINE_UNDATED)
        return false;
    int64_t a_begin = a->when.begin == INT64_MIN ? INT64_MIN : a->when.begin - SLACK;
    int64_t b_begin = b->when.begin == INT64_MIN ? INT64_MIN : b->when.begin - SLACK;
    return a_begin < b->when.end && b_begin < a->when.end &&
           comparable(a->when, b->when, a->kind == b->kind);
}

static bool same_place(const dateline_event *a, const dateline_event *b)
{
    if (!a->located || !b->located)
        return false;
    if (*a->place_id && !strcmp(a->place_id, b->place_id))
        return true;
    if (a->geo_precision == DATELINE_GEO_COUNTRY ||
        b->geo_precision == DATELINE_GEO_COUNTRY)
        return false;
    geo_lonlat p = { a->where.lon, a->where.lat }, q = { b->where.lon, b->where.lat };
    return geo_distance_km(p, q) <= fmax(5, fmax(a->radius_km, b->radius_km) * 0.6);
}

static bool same(const dateline_event *a, const dateline_event *b)
{
    int family = reading_family(a->kind);
    if (family != reading_family(b->kind) || !strcmp(a->article, b->article) ||
        a->status == DATELINE_IS_PLANNED || b->status == DATELINE_IS_PLANNED)
        return false;
    /* A war is not one of its battles. */
    bool war = a->kind == DATELINE_WAR || b->kind == DATELINE_WAR;
    if (war && a->kind != b->kind && !comparable(a->when, b->when, false))
        return false;
    return same_time(a, b) && same_place(a, b);
}

/* Numbered by their order, so that the same events have the same clusters. */
static void name_groups(dateline_events *events, group *g, const bool *joined, size_t n,
                        arena *a)
{
    for (size_t i = 0; i < n; i++) {
        if (!joined[i])
            continue;
        const dateline_event *first = event_at(events, first_of(g, i));
        dateline_event *e = event_edit(events, i);
        e->cluster = event_keep(events, str_of(str_print(a, "c-%s", first->id)));
    }
}

void extract_join(dateline_events *events, arena *a)
{
    size_t n = event_count(events);
    group *g = arena_array(a, group, n + 1);
    bool *joined = arena_array(a, bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        const dateline_event *e = event_at(events, i);
        g[i].to = i;
        for (size_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++) {
            if (!same(event_at(events, k), e))
                continue;
            size_t x = first_of(g, k), y = first_of(g, i);
            g[x > y ? x : y].to = x < y ? x : y;
            joined[i] = joined[k] = true;
        }
    }
    name_groups(events, g, joined, n, a);
}
