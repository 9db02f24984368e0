#include "scene/page.h"

#include "base/sort.h"

#include <math.h>

/* A place is an outlier when it is three times as far out as the middle one and
   there is a wide gap before it, or when it is five times as far out. */
static const double FAR_MEDIANS = 3, FAR_GAP = 2.6, TOO_FAR_MEDIANS = 5;
/* A single place is shown with its surroundings. */
static const double MIN_HALF_KM = 12;

typedef struct spot {
    geo_lonlat where;
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

/* Distinct places: forty events in one town count once. */
static size_t distinct(const dateline_event *const *events, size_t n, spot *spots)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const dateline_event *e = events[i];
        if (!scene_has_place(e) || e->radius_km > 250)
            continue;
        /* Beyond a thousand places the search for twins costs more than it gives. */
        size_t k = count > 1000 ? count : 0;
        while (k < count && !is_twin(&spots[k], e->where))
            k++;
        if (k == count)
            spots[count++] = (spot){ .where = e->where, .radius_km = e->radius_km };
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
    double median = fmax(spots[n / 2].km, 8);
    for (size_t i = 1; i < n; i++)
        if (spots[i].km > TOO_FAR_MEDIANS * median ||
            (spots[i].km > FAR_MEDIANS * median &&
             spots[i].km > FAR_GAP * spots[i - 1].km))
            return i;
    return n;
}

geo_box scene_fit(const dateline_event *const *events, size_t n, arena *scratch)
{
    spot *spots = arena_array(scratch, spot, n + 1);
    size_t count = distinct(events, n, spots);
    if (!count)
        return (geo_box){ 0 };
    size_t in = count > 2 ? inliers(spots, count, scratch) : count;
    geo_lonlat *corners = arena_array(scratch, geo_lonlat, in * 4);
    for (size_t i = 0; i < in; i++)
        for (int k = 0; k < 4; k++) {
            double km = fmin(spots[i].radius_km, 80);
            corners[i * 4 + (size_t)k] =
                geo_toward(spots[i].where, 90.0 * k, fmax(km, MIN_HALF_KM));
        }
    return geo_box_around(corners, in * 4);
}
