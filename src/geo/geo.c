#include "geo/geo.h"

#include <math.h>

static const double EARTH_KM = 6371.0088;
static const double RAD = 0.017453292519943295;

double geo_wrap_lon(double lon)
{
    if (lon >= -180 && lon < 180)
        return lon;
    double turned = fmod(lon + 180, 360);
    return (turned < 0 ? turned + 360 : turned) - 180;
}

/* lon as the first value that is not west of west. */
static double east_of(double lon, double west)
{
    while (lon < west)
        lon += 360;
    while (lon >= west + 360)
        lon -= 360;
    return lon;
}

double geo_box_width(geo_box box)
{
    double width = box.east - box.west;
    return width > 0 ? width : width + 360;
}

bool geo_box_has(geo_box box, geo_lonlat p)
{
    return p.lat >= box.south && p.lat <= box.north &&
           east_of(p.lon, box.west) <= box.west + geo_box_width(box);
}

bool geo_box_meets(geo_box a, geo_box b)
{
    if (a.south > b.north || b.south > a.north)
        return false;
    double start = east_of(b.west, a.west);
    return start <= a.west + geo_box_width(a) || start + geo_box_width(b) >= a.west + 360;
}

geo_lonlat geo_box_center(geo_box box)
{
    return (geo_lonlat){ geo_wrap_lon(box.west + geo_box_width(box) / 2),
                         (box.south + box.north) / 2 };
}

geo_box geo_box_around(const geo_lonlat *points, size_t n)
{
    if (!n)
        return (geo_box){ 0 };
    geo_box box = { points[0].lon, points[0].lat, points[0].lon, points[0].lat };
    double west = points[0].lon, width = 0;
    for (size_t i = 0; i < n; i++) {
        geo_lonlat p = points[i];
        box.south = fmin(box.south, p.lat);
        box.north = fmax(box.north, p.lat);
        double ahead = east_of(p.lon, west) - west;
        if (ahead <= width)
            continue;
        /* Grow toward the side where less has to be added. */
        double behind = 360 - ahead;
        if (behind < ahead - width) {
            west = geo_wrap_lon(west - behind);
            width += behind;
        } else {
            width = ahead;
        }
    }
    box.west = west;
    box.east = width >= 360 ? west + 360 : geo_wrap_lon(west + width);
    return box;
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
