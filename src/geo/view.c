#include "geo/view.h"

#include "base/error.h"

#include <math.h>

enum { RINGS = 4, EDGE = 24 }; /* samples along each edge of a box or frame */

static const double MERCATOR_HALF = 20037508.342789244;

geo_xy geo_view_px(const geo_view *v, geo_xy metres)
{
    return (geo_xy){ v->frame.x0 + (metres.x - v->origin.x) / v->m_per_px,
                     v->frame.y0 + (v->origin.y - metres.y) / v->m_per_px };
}

static geo_xy px_to_metres(const geo_view *v, geo_xy px)
{
    return (geo_xy){ v->origin.x + (px.x - v->frame.x0) * v->m_per_px,
                     v->origin.y - (px.y - v->frame.y0) * v->m_per_px };
}

/* The i-th of 4 * EDGE points around a rectangle. */
static geo_xy around(geo_rect r, int i)
{
    double t = (double)(i % EDGE) / EDGE, w = r.x1 - r.x0, h = r.y1 - r.y0;
    switch (i / EDGE) {
    case 0:
        return (geo_xy){ r.x0 + t * w, r.y0 };
    case 1:
        return (geo_xy){ r.x1, r.y0 + t * h };
    case 2:
        return (geo_xy){ r.x1 - t * w, r.y1 };
    default:
        return (geo_xy){ r.x0, r.y1 - t * h };
    }
}

/* The frame itself, then rectangles inside each other. */
static geo_rect inner_ring(geo_rect frame, int ring)
{
    double x = ring * 0.25 * (frame.x1 - frame.x0) / 2;
    double y = ring * 0.25 * (frame.y1 - frame.y0) / 2;
    return (geo_rect){ frame.x0 + x, frame.y0 + y, frame.x1 - x, frame.y1 - y };
}

static bool holds_pole(const geo_view *v, double lat)
{
    geo_xy at = { 0, lat };
    geo_project(v->projector, &at, 1);
    if (!isfinite(at.x))
        return false;
    geo_xy px = geo_view_px(v, at);
    return px.x >= v->frame.x0 && px.x <= v->frame.x1 && px.y >= v->frame.y0 &&
           px.y <= v->frame.y1;
}

/* What lon/lat the frame covers, from points on and inside its edges. */
static geo_box covered(const geo_view *v, geo_rect frame, geo_box asked)
{
    geo_lonlat mid = geo_box_center(asked);
    double west = 1e9, east = -1e9, south = 90, north = -90;
    bool lost = false;
    for (int i = 0; i < RINGS * 4 * EDGE; i++) {
        geo_lonlat p;
        geo_xy px = around(inner_ring(frame, i / (4 * EDGE)), i % (4 * EDGE));
        if (!geo_unproject(v->projector, px_to_metres(v, px), &p)) {
            lost = true;
            continue;
        }
        double lon = mid.lon + geo_wrap_lon(p.lon - mid.lon);
        west = fmin(west, lon);
        east = fmax(east, lon);
        south = fmin(south, p.lat);
        north = fmax(north, p.lat);
    }
    if (holds_pole(v, 90) || holds_pole(v, -90) || lost || east - west > 300) {
        west = -180;
        east = 180;
        if (holds_pole(v, 90) || lost)
            north = 90;
        if (holds_pole(v, -90) || lost)
            south = -90;
    }
    double margin = (north - south) * 0.01;
    geo_box box = { west - margin, fmax(-90, south - margin), east + margin,
                    fmin(90, north + margin) };
    if (box.east - box.west >= 360)
        return (geo_box){ -180, box.south, 180, box.north };
    return (geo_box){ geo_wrap_lon(box.west), box.south, geo_wrap_lon(box.east),
                      box.north };
}

dateline_status geo_view_fit(const geo_projector *projector, geo_box box, geo_rect frame,
                             double padding, geo_view *out, dateline_error *err)
{
    double width = geo_box_width(box), west = 1e300, east = -1e300, south = 1e300,
           north = -1e300;
    geo_rect lonlat = { box.west, box.south, box.west + width, box.north };
    for (int i = 0; i < 4 * EDGE; i++) {
        geo_xy at = around(lonlat, i);
        geo_project(projector, &at, 1);
        if (!isfinite(at.x))
            continue;
        west = fmin(west, at.x);
        east = fmax(east, at.x);
        south = fmin(south, at.y);
        north = fmax(north, at.y);
    }
    double w = frame.x1 - frame.x0 - 2 * padding, h = frame.y1 - frame.y0 - 2 * padding;
    if (west > east || w < 8 || h < 8)
        return error_set(err, DATELINE_USAGE,
                         "the area does not fit on the page; choose a larger --size or "
                         "another --box or --projection");
    double scale = fmax(fmax((east - west) / w, (north - south) / h), 0.05);
    *out = (geo_view){ .projector = projector, .frame = frame, .m_per_px = scale };
    out->origin.x = (west + east) / 2 - scale * (frame.x1 - frame.x0) / 2;
    out->origin.y = (south + north) / 2 + scale * (frame.y1 - frame.y0) / 2;
    out->box = covered(out, frame, box);
    return DATELINE_OK;
}

geo_view geo_view_tiles(const geo_projector *mercator, geo_tiles block, double size,
                        double buffer)
{
    double side = 2 * MERCATOR_HALF / ldexp(1, block.z);
    geo_view v = { .projector = mercator,
                   .frame = { 0, 0, size * (block.x1 - block.x0 + 1.0),
                              size * (block.y1 - block.y0 + 1.0) },
                   .origin = { -MERCATOR_HALF + side * block.x0,
                               MERCATOR_HALF - side * block.y0 },
                   .m_per_px = side / size };
    geo_lonlat upper, lower;
    geo_xy far = { v.frame.x1 + buffer, v.frame.y1 + buffer };
    geo_unproject(mercator, px_to_metres(&v, (geo_xy){ -buffer, -buffer }), &upper);
    geo_unproject(mercator, px_to_metres(&v, far), &lower);
    v.box =
        (geo_box){ fmax(-180, upper.lon), lower.lat, fmin(180, lower.lon), upper.lat };
    return v;
}

static uint32_t tile_row(double lat, int z)
{
    double s = sin(fmax(-85.0511287, fmin(85.0511287, lat)) * 0.017453292519943295);
    double y = (0.5 - log((1 + s) / (1 - s)) / (4 * 3.141592653589793)) * ldexp(1, z);
    double max = ldexp(1, z) - 1;
    return (uint32_t)fmax(0, fmin(max, floor(y)));
}

static uint32_t tile_column(double lon, int z)
{
    double max = ldexp(1, z) - 1;
    return (uint32_t)fmax(0, fmin(max, floor((lon + 180) / 360 * ldexp(1, z))));
}

geo_tiles geo_tiles_of(geo_box box, int z)
{
    return (geo_tiles){ z, tile_column(box.west, z), tile_row(box.north, z),
                        tile_column(box.east, z), tile_row(box.south, z) };
}

double geo_view_middle(const geo_view *v)
{
    return v->box.west + geo_box_width(v->box) / 2;
}

bool geo_view_locate(const geo_view *v, geo_lonlat p, geo_xy *px)
{
    double mid = geo_view_middle(v);
    geo_xy at = { mid + geo_wrap_lon(p.lon - mid), p.lat };
    geo_project(v->projector, &at, 1);
    if (!isfinite(at.x) || !isfinite(at.y))
        return false;
    *px = geo_view_px(v, at);
    return true;
}

bool geo_view_shows(const geo_view *v, geo_lonlat p)
{
    geo_xy px;
    return geo_view_locate(v, p, &px) && px.x >= v->frame.x0 && px.x <= v->frame.x1 &&
           px.y >= v->frame.y0 && px.y <= v->frame.y1;
}

bool geo_view_unlocate(const geo_view *v, geo_xy px, geo_lonlat *out)
{
    if (!geo_unproject(v->projector, px_to_metres(v, px), out))
        return false;
    out->lon = geo_wrap_lon(out->lon);
    return true;
}

double geo_view_km_per_px(const geo_view *v, geo_xy at)
{
    geo_lonlat a, b;
    if (!geo_view_unlocate(v, (geo_xy){ at.x - 20, at.y }, &a) ||
        !geo_view_unlocate(v, (geo_xy){ at.x + 20, at.y }, &b))
        return v->m_per_px / 1000;
    return geo_distance_km(a, b) / 40;
}
