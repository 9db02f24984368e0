#include "page/fit.h"

#include "base/sort.h"

#include <math.h>

/* What is further out than so many times the middle one of the places is pointed to
   from the edge, unless it follows close behind the others; the middle one counts as
   this far at least. */
static const double FAR_MEDIANS = 3, TOO_FAR_MEDIANS = 4.5, NEXT = 2.6,
                    LEAST_MEDIAN_KM = 40;
/* A map shows this much around its middle at least: a town with its surroundings. */
static const double MIN_HALF_KM = 38;
/* Around each place. */
static const double AROUND_KM = 6;
/* What is known to a larger area says nothing of where a map should be, unless it is
   a border or road and there is nothing else. */
static const double MAX_RADIUS_KM = 250;

typedef struct spot {
    geo_lonlat where;
    const dateline_event *event;
    double radius_km, km; /* km from the middle of all */
} spot;

static int by_distance(const void *a, const void *b, const void *ctx)
{
    double x = ((const spot *)a)->km, y = ((const spot *)b)->km;
    (void)ctx;
    return x < y ? -1 : x > y;
}

/* Most pairs are told apart by their latitudes alone, without a sine. */
static bool is_twin(const spot *s, geo_lonlat where)
{
    return fabs(s->where.lat - where.lat) < 0.02 && geo_distance_km(s->where, where) <= 2;
}

/* Distinct places of events up to a priority: forty in one town count once. */
static size_t distinct(const dateline_event *const *events, size_t n, int priority,
                       bool lines, spot *spots)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const dateline_event *e = events[i];
        if (!scene_has_place(e) ||
            (e->radius_km > MAX_RADIUS_KM &&
             !(lines && e->geo_precision == DATELINE_GEO_LINE)) ||
            e->priority > priority)
            continue;
        /* Beyond a thousand places the search for twins costs more than it gives. */
        size_t k = count > 1000 ? count : 0;
        while (k < count && !is_twin(&spots[k], e->where))
            k++;
        if (k == count)
            spots[count++] =
                (spot){ .where = e->where, .event = e, .radius_km = e->radius_km };
        else
            spots[k].radius_km = fmax(spots[k].radius_km, e->radius_km);
    }
    return count;
}

/* The place with the smallest sum of distances: the median of the map. */
static size_t middle(const spot *spots, size_t n)
{
    size_t best = 0, step = n > 400 ? n / 400 : 1;
    double least = INFINITY;
    for (size_t i = 0; i < n; i += step) {
        double sum = 0;
        for (size_t k = 0; k < n; k += step)
            sum += geo_distance_km(spots[i].where, spots[k].where);
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return best;
}

static size_t inliers(spot *spots, size_t n, arena *scratch)
{
    geo_lonlat center = spots[middle(spots, n)].where;
    for (size_t i = 0; i < n; i++)
        spots[i].km = geo_distance_km(center, spots[i].where);
    sort_stable(spots, n, sizeof *spots, by_distance, NULL, scratch);
    double median = fmax(spots[n / 2].km, LEAST_MEDIAN_KM);
    for (size_t i = 1; i < n; i++)
        if (spots[i].km > TOO_FAR_MEDIANS * median ||
            (spots[i].km > FAR_MEDIANS * median && spots[i].km > NEXT * spots[i - 1].km))
            return i;
    return n;
}

/* A line or an area is shown whole, unless it is long beyond measure. */
static size_t shape_corners(const dateline_event *e, geo_lonlat out[4])
{
    const dateline_geometry *g = e->geometry;
    if (!g || !g->n_points)
        return 0;
    geo_box box = geo_box_around(g->points, g->n_points);
    geo_lonlat low = { box.west, box.south }, high = { box.east, box.north };
    if (geo_distance_km(low, high) > 4 * MAX_RADIUS_KM)
        return 0;
    out[0] = low;
    out[1] = high;
    out[2] = (geo_lonlat){ box.west, box.north };
    out[3] = (geo_lonlat){ box.east, box.south };
    return 4;
}

/* Grown about its middle to the least that a map shows. */
static geo_box at_least(geo_box box)
{
    geo_lonlat mid = geo_box_center(box), corners[8];
    double west = box.west, east = box.west + geo_box_width(box);
    corners[0] = (geo_lonlat){ west, box.south };
    corners[1] = (geo_lonlat){ geo_wrap_lon(east), box.north };
    corners[2] = (geo_lonlat){ geo_wrap_lon(east), box.south };
    corners[3] = (geo_lonlat){ west, box.north };
    for (int i = 0; i < 4; i++)
        corners[4 + i] = geo_toward(mid, 90.0 * i, MIN_HALF_KM);
    return geo_box_around(corners, 8);
}

geo_box page_fit(const dateline_event *const *events, size_t n, arena *scratch)
{
    spot *spots = arena_array(scratch, spot, n + 1);
    size_t count = distinct(events, n, 2, false, spots);
    if (!count)
        count = distinct(events, n, 3, false, spots);
    if (!count)
        count = distinct(events, n, 3, true, spots);
    if (!count)
        return (geo_box){ 0 };
    size_t in = count > 2 ? inliers(spots, count, scratch) : count;
    geo_lonlat *corners = arena_array(scratch, geo_lonlat, in * 8);
    size_t n_corners = 0;
    for (size_t i = 0; i < in; i++) {
        for (int k = 0; k < 4; k++)
            corners[n_corners++] =
                geo_toward(spots[i].where, 90.0 * k, fmax(spots[i].radius_km, AROUND_KM));
        n_corners += shape_corners(spots[i].event, &corners[n_corners]);
    }
    return at_least(geo_box_around(corners, n_corners));
}
