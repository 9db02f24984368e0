#include "basemap/basemap.h"

#include <math.h>

/*
 * Regions that the map has no outline of are often what the sea or a border cuts off: the
 * Gaza Strip, Kaliningrad, Sicily. Then the country's own ring around their point is
 * theirs.
 */

static const double KM_PER_DEGREE = 111.195, PI = 3.14159265358979323846;

/* Even-odd; the ring is closed. */
static bool is_inside(const geo_lonlat *ring, int n, geo_lonlat p)
{
    bool in = false;
    for (int i = 0; i + 1 < n; i++) {
        geo_lonlat a = ring[i], b = ring[i + 1];
        if ((a.lat > p.lat) != (b.lat > p.lat) &&
            p.lon < a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat))
            in = !in;
    }
    return in;
}

/* Of a ring that is small against the Earth; positive when it winds counter-clockwise. */
static double area_km2(const geo_lonlat *ring, int n)
{
    double sum = 0, middle = 0;
    for (int i = 0; i + 1 < n; i++) {
        sum += ring[i].lon * ring[i + 1].lat - ring[i + 1].lon * ring[i].lat;
        middle += ring[i].lat / (n - 1);
    }
    return sum / 2 * KM_PER_DEGREE * KM_PER_DEGREE * cos(middle * PI / 180);
}

/* The largest of a country's rings is no island of it. */
static double largest_km2(const basemap *b, str id, arena *a)
{
    static const geo_box world = { -180, -90, 180, 90 };
    static const double COARSE = 0.1; /* degrees */
    double most = 0;
    basemap_feature whole;
    if (!basemap_outline(b, id, world, COARSE, a, &whole))
        return 0;
    for (int i = 0; i < whole.n_parts; i++)
        most = fmax(most, fabs(area_km2(whole.points + whole.parts[i],
                                        whole.parts[i + 1] - whole.parts[i])));
    return most;
}

bool basemap_island(const basemap *b, geo_lonlat p, double radius_km, double tolerance,
                    arena *a, basemap_feature *out)
{
    enum { ROOM = 4 }; /* radii that a ring may be long */
    static const double LEAST = 0.4, MOST = 2.5, PART = 0.8;
    double north = radius_km * ROOM / KM_PER_DEGREE;
    double east = north / fmax(cos(p.lat * PI / 180), 0.05);
    if (!(radius_km > 1) || east > 60)
        return false;
    geo_box box = { geo_wrap_lon(p.lon - east), fmax(p.lat - north, -90),
                    geo_wrap_lon(p.lon + east), fmin(p.lat + north, 90) };
    str code = basemap_country_at(b, p, a);
    const char *id = str_print(a, "cc:%.*s", STR_ARGS(code));
    if (!code.len || !basemap_outline(b, str_of(id), box, tolerance, a, out))
        return false;
    double most = largest_km2(b, str_of(id), a) * PART;
    for (int i = 0; i < out->n_parts; i++) {
        const geo_lonlat *ring = out->points + out->parts[i];
        int n = out->parts[i + 1] - out->parts[i];
        double area = area_km2(ring, n), circle = PI * radius_km * radius_km;
        if (area < circle * LEAST || area > fmin(circle * MOST, most) ||
            !is_inside(ring, n, p))
            continue;
        int *parts = arena_array(a, int, 2);
        parts[1] = n;
        out->points = ring;
        out->n_points = n;
        out->parts = parts;
        out->n_parts = 1;
        return true;
    }
    return false;
}
