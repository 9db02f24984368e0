#include "geo/geo.h"

#include "base/sort.h"

#include <math.h>

static const double EARTH_KM = 6371.0088;
static const double RAD = 0.017453292519943295;

double geo_wrap_lon(double lon)
{
    if (lon >= -180 && lon < 180)
        return lon;
    double turned = fmod(lon + 180, 360);
    if (turned < 0)
        turned += 360;
    /* A hair west of -180 rounds up to a whole turn. */
    return turned >= 360 ? -180 : turned - 180;
}

/* How far to go east from west to lon, in [0, 360). The same differences are taken
   here and in geo_box_width, so that the edges of a box are exactly inside it. */
static double eastward(double west, double lon)
{
    double d = lon - west;
    if (d >= 0 && d < 360)
        return d;
    d = fmod(d, 360);
    if (d < 0)
        d += 360;
    return d >= 360 ? 0 : d;
}

double geo_box_width(geo_box box)
{
    if (box.east - box.west >= 360)
        return 360;
    double width = eastward(box.west, box.east);
    return width > 0 ? width : 360;
}

bool geo_box_has(geo_box box, geo_lonlat p)
{
    return p.lat >= box.south && p.lat <= box.north &&
           eastward(box.west, p.lon) <= geo_box_width(box);
}

bool geo_box_is_zero(geo_box b)
{
    return b.west == 0 && b.east == 0 && b.south == 0 && b.north == 0;
}

bool geo_box_meets(geo_box a, geo_box b)
{
    if (a.south > b.north || b.south > a.north)
        return false;
    double start = eastward(a.west, b.west);
    return start <= geo_box_width(a) || start + geo_box_width(b) >= 360;
}

geo_lonlat geo_box_center(geo_box box)
{
    return (geo_lonlat){ geo_wrap_lon(box.west + geo_box_width(box) / 2),
                         (box.south + box.north) / 2 };
}

static int ascending(const void *a, const void *b, const void *ctx)
{
    double x = *(const double *)a, y = *(const double *)b;
    (void)ctx;
    return x < y ? -1 : x > y;
}

geo_box geo_box_around(const geo_lonlat *points, size_t n)
{
    arena scratch = { 0 };
    double *lons = arena_array(&scratch, double, n + 1);
    geo_box box = { 0, INFINITY, 0, -INFINITY };
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(points[i].lon) || !isfinite(points[i].lat))
            continue;
        lons[m++] = geo_wrap_lon(points[i].lon);
        box.south = fmin(box.south, points[i].lat);
        box.north = fmax(box.north, points[i].lat);
    }
    sort_stable(lons, m, sizeof *lons, ascending, NULL, &scratch);
    /* The widest gap lies west of the first; of equal ones, that at 180 degrees. */
    size_t first = 0;
    double widest = m ? lons[0] + 360 - lons[m - 1] : 0;
    for (size_t i = 1; i < m; i++)
        if (lons[i] - lons[i - 1] > widest) {
            widest = lons[i] - lons[i - 1];
            first = i;
        }
    if (m) {
        box.west = lons[first];
        box.east = lons[(first + m - 1) % m];
    }
    arena_clear(&scratch);
    return m ? box : (geo_box){ 0 };
}

double geo_distance_km(geo_lonlat a, geo_lonlat b)
{
    double s = sin((b.lat - a.lat) * RAD / 2), t = sin((b.lon - a.lon) * RAD / 2);
    double h = s * s + cos(a.lat * RAD) * cos(b.lat * RAD) * t * t;
    return 2 * EARTH_KM * asin(fmin(1, sqrt(h)));
}

double geo_bearing(geo_lonlat a, geo_lonlat b)
{
    double d = (b.lon - a.lon) * RAD;
    double y = sin(d) * cos(b.lat * RAD);
    double x = cos(a.lat * RAD) * sin(b.lat * RAD) -
               sin(a.lat * RAD) * cos(b.lat * RAD) * cos(d);
    double angle = atan2(y, x) / RAD;
    return angle < 0 ? angle + 360 : angle;
}

geo_lonlat geo_toward(geo_lonlat from, double bearing, double km)
{
    double d = km / EARTH_KM, lat = from.lat * RAD;
    double to = asin(sin(lat) * cos(d) + cos(lat) * sin(d) * cos(bearing * RAD));
    double turn =
        atan2(sin(bearing * RAD) * sin(d) * cos(lat), cos(d) - sin(lat) * sin(to));
    return (geo_lonlat){ geo_wrap_lon(from.lon + turn / RAD), to / RAD };
}
