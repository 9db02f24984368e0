/* What is told of a place beside its name: what it lies in, and whether that is
   disputed. */
#include "api/geocode.h"

#include "base/buf.h"

#include <string.h>

enum { DEEP = 6, AREAS = 256 };

static const str DISPUTED = { "DISP", 4 };

static void add_name(dateline *dl, uint32_t place, const char *lang, buf *out)
{
    bool own;
    str name = gazetteer_name(dl->gazetteer, place, lang, &own);
    buf_addf(out, "%s%.*s", out->len ? ", " : "", STR_ARGS(name));
}

/* Of the disputed areas whose circle has the point, the smallest. */
static bool find_disputed(const gazetteer *g, geo_lonlat p, uint32_t *place)
{
    uint32_t areas[AREAS];
    geo_box box = { p.lon - 4, p.lat - 4, p.lon + 4, p.lat + 4 };
    uint32_t kinds =
        1u << GAZETTEER_REGION | 1u << GAZETTEER_ADMIN1 | 1u << GAZETTEER_WORLD_REGION;
    size_t n = gazetteer_areas(g, box, kinds, areas, AREAS);
    double smallest = 1e9;
    for (size_t i = 0; i < n && i < AREAS; i++) {
        gazetteer_place area = gazetteer_at(g, areas[i]);
        if (!str_eq(area.code, DISPUTED) || area.radius_km >= smallest ||
            geo_distance_km(area.where, p) > area.radius_km)
            continue;
        smallest = area.radius_km;
        *place = areas[i];
    }
    return smallest < 1e9;
}

void geocode_about(dateline *dl, uint32_t place, geo_lonlat p, const char *lang,
                   dateline_place *out)
{
    const gazetteer *g = dl->gazetteer;
    gazetteer_place self = gazetteer_at(g, place);
    uint32_t above = place, disputed = place;
    bool is_disputed = str_eq(self.code, DISPUTED);
    buf chain = { 0 }, name = { 0 };
    for (int i = 0; i < DEEP && gazetteer_parent(g, above, &above); i++) {
        add_name(dl, above, lang, &chain);
        if (!is_disputed && str_eq(gazetteer_at(g, above).code, DISPUTED)) {
            is_disputed = true;
            disputed = above;
        }
    }
    /* A country is more than the disputed area in it. */
    bool small = self.kind != GAZETTEER_COUNTRY && self.kind != GAZETTEER_WORLD_REGION;
    if (!is_disputed && small)
        is_disputed = find_disputed(g, p, &disputed);
    if (is_disputed)
        add_name(dl, disputed, lang, &name);
    out->lies_in = str_copy(&dl->memory, buf_str(&chain));
    out->disputed = str_copy(&dl->memory, buf_str(&name));
    out->valid_from = str_copy(&dl->memory, self.from);
    out->valid_to = str_copy(&dl->memory, self.to);
    buf_clear(&chain);
    buf_clear(&name);
}
