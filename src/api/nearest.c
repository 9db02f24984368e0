#include "api/geocode.h"

#include "base/error.h"

#include <math.h>

static const double SETTLED_KM = 100;
static const double SURE_OF_SEA = .5;

/* Of the seas whose circle has the point, the smallest. */
static bool find_sea(const gazetteer *g, geo_lonlat p, uint32_t *place)
{
    enum { MOST = 1024 };
    static const geo_box WORLD = { -180, -90, 180, 90 };
    arena scratch = { 0 };
    uint32_t *seas = arena_array(&scratch, uint32_t, MOST);
    uint32_t kinds = 1u << GAZETTEER_SEA | 1u << GAZETTEER_LAKE;
    size_t n = gazetteer_areas(g, WORLD, kinds, seas, MOST);
    double smallest = INFINITY;
    for (size_t i = 0; i < n; i++) {
        gazetteer_place sea = gazetteer_at(g, seas[i]);
        bool inside = geo_distance_km(sea.where, p) <= sea.radius_km;
        if (!inside || sea.radius_km >= smallest)
            continue;
        smallest = sea.radius_km;
        *place = seas[i];
    }
    arena_clear(&scratch);
    return smallest < INFINITY;
}

/* Far from any settlement. */
static dateline_status find_area(dateline *dl, geo_lonlat p, geocode_answer *found,
                                 dateline_error *err)
{
    dateline_status st = handle_basemap(dl, err);
    if (st)
        return st;
    arena scratch = { 0 };
    uint32_t place = 0;
    str code = basemap_country_at(dl->basemap, p, &scratch);
    str id = str_of(str_print(&scratch, "cc:%.*s", STR_ARGS(code)));
    bool land = code.len > 0;
    bool known = land ? gazetteer_by_id(dl->gazetteer, id, &place)
                      : find_sea(dl->gazetteer, p, &place);
    arena_clear(&scratch);
    if (!known)
        return error_set(err, DATELINE_NOT_FOUND,
                         "there is no settlement within %.0f km of %.6g,%.6g, and no %s "
                         "that the gazetteer knows",
                         SETTLED_KM, p.lon, p.lat, land ? "country" : "sea");
    *found = geocode_place(dl->gazetteer, place);
    if (!land)
        found->confidence = SURE_OF_SEA;
    return DATELINE_OK;
}

dateline_status dateline_find_nearest(dateline *dl, dateline_lonlat where,
                                      const dateline_geocode_options *options,
                                      dateline_nearest *out, dateline_error *err)
{
    *out = (dateline_nearest){ 0 };
    if (!(fabs(where.lat) <= 90 && fabs(where.lon) <= 360))
        return error_set(err, DATELINE_USAGE,
                         "there is no such point: a longitude is within -180 and 360 "
                         "degrees, a latitude within -90 and 90");
    dateline_status st = handle_gazetteer(dl, err);
    if (st)
        return st;
    geo_lonlat p = { geo_wrap_lon(where.lon), where.lat };
    geocode_answer found;
    uint32_t place;
    if (gazetteer_nearest(dl->gazetteer, p, SETTLED_KM, &place)) {
        found = geocode_place(dl->gazetteer, place);
        out->distance_km = geo_distance_km(found.where, p);
        out->bearing = geo_bearing(found.where, p);
    } else {
        st = find_area(dl, p, &found, err);
    }
    if (!st) {
        const char *lang = options && options->lang ? options->lang : "en";
        geocode_fill(dl, lang, &found, &out->place);
        geocode_about(dl, found.place, p, lang, &out->place);
    }
    return st;
}
