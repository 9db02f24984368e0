#include "gazetteer/read.h"
#include "text/utf8.h"

#include <string.h>

const char *gazetteer_kind_name(gazetteer_kind kind)
{
    static const char *const names[GAZETTEER_KINDS] = {
        "settlement", "country", "admin1",   "admin2", "region", "world_region", "sea",
        "lake",       "river",   "mountain", "pass",   "road",   "line",         "site",
    };
    return (unsigned)kind < GAZETTEER_KINDS ? names[kind] : "settlement";
}

size_t gazetteer_count(const gazetteer *g)
{
    return g->n_places;
}

size_t gazetteer_count_names(const gazetteer *g)
{
    return g->n_keys;
}

str read_text(str s)
{
    size_t i = 0;
    while (i < s.len && (unsigned char)s.at[i] < 0x80)
        i++;
    if (i == s.len)
        return s; /* most names */
    return text_utf8_check(s) == s.len ? s : (str){ 0 };
}

str read_word(const gazetteer *g, uint32_t index)
{
    section words = g->part[SECTION_WORDS];
    uint32_t n = read_u32(words.at);
    size_t table = 4 + (size_t)n * 4;
    if (index >= n || table > words.len)
        return (str){ 0 };
    const unsigned char *end_at = words.at + 4 + (size_t)index * 4;
    uint32_t start = index ? read_u32(end_at - 4) : 0, end = read_u32(end_at);
    if (start > end || end > words.len - table)
        return (str){ 0 };
    return read_text((str){ (const char *)words.at + table + start, end - start });
}

const unsigned char *read_facts_at(const gazetteer *g, uint32_t place)
{
    uint32_t start = read_u32(g->part[SECTION_STARTS].at + (size_t)place * 4);
    section all = g->part[SECTION_FACTS];
    return all.at + (start < all.len ? start : 0);
}

bool read_facts(const gazetteer *g, uint32_t place, facts *out)
{
    *out = (facts){ 0 };
    if (place >= g->n_places)
        return false;
    const unsigned char *start = g->part[SECTION_STARTS].at + (size_t)place * 4;
    section all = g->part[SECTION_FACTS];
    uint32_t end = read_u32(start + 4);
    all.len = end < all.len ? end : all.len;
    out->rest = cursor_at(all, read_u32(start));
    out->id = cursor_bytes(&out->rest, cursor_number(&out->rest));
    out->parent = cursor_number(&out->rest);
    out->n_names = cursor_number(&out->rest);
    return !out->rest.over;
}

bool read_name(facts *f, str *name, uint32_t *lang)
{
    if (!f->n_names)
        return false;
    f->n_names--;
    *lang = cursor_number(&f->rest);
    *name = cursor_bytes(&f->rest, cursor_number(&f->rest));
    return !f->rest.over;
}

double read_degrees(const unsigned char *p, double most)
{
    uint32_t bits = read_u32(p);
    int32_t v;
    memcpy(&v, &bits, sizeof v);
    double d = v / 1e7;
    return d < -most ? -most : d > most ? most : d;
}

static int year(const unsigned char *p)
{
    uint32_t bits = read_u16(p);
    return bits < 0x8000 ? (int)bits : (int)bits - 0x10000;
}

gazetteer_place gazetteer_at(const gazetteer *g, uint32_t index)
{
    gazetteer_place place = { .index = index, .population = -1 };
    facts f;
    if (!read_facts(g, index, &f))
        return place;
    const unsigned char *p = g->part[SECTION_PLACES].at + (size_t)index * PLACE_SIZE;
    uint32_t lang;
    read_name(&f, &place.name, &lang);
    place.id = read_text(f.id);
    place.name = read_text(place.name);
    place.kind = p[PLACE_KIND] < GAZETTEER_KINDS ? (gazetteer_kind)p[PLACE_KIND]
                                                 : GAZETTEER_SETTLEMENT;
    place.rank = p[PLACE_RANK] <= GAZETTEER_VILLAGE ? (gazetteer_rank)p[PLACE_RANK]
                                                    : GAZETTEER_PLACE;
    place.code = read_word(g, p[PLACE_CODE]);
    const unsigned char *cc = p + PLACE_COUNTRY;
    if (cc[0] >= 'A' && cc[0] <= 'Z' && cc[1] >= 'A' && cc[1] <= 'Z')
        memcpy(place.country, cc, 2);
    place.admin1 = read_word(g, read_u16(p + PLACE_ADMIN1));
    place.where =
        (geo_lonlat){ read_degrees(p + PLACE_LON, 180), read_degrees(p + PLACE_LAT, 90) };
    uint32_t radius = read_u16(p + PLACE_RADIUS);
    place.radius_km = radius < RADIUS_WHOLE ? radius / 10.0 : radius - RADIUS_WHOLE;
    uint32_t population = read_u32(p + PLACE_POPULATION);
    place.population = population == UINT32_MAX ? -1 : (int64_t)population;
    place.valid_from = year(p + PLACE_FROM);
    place.valid_to = year(p + PLACE_TO);
    place.importance = read_u16(p + PLACE_IMPORTANCE) / 65535.0;
    return place;
}

void read_lang(const gazetteer *g, uint32_t index, char lang[4])
{
    str tag = index ? read_word(g, index) : (str){ 0 };
    memset(lang, 0, 4);
    if (tag.len && tag.len <= 3)
        memcpy(lang, tag.at, tag.len);
}

bool gazetteer_name_at(const gazetteer *g, uint32_t place, size_t i, str *name,
                       char lang[4])
{
    *name = (str){ 0 };
    memset(lang, 0, 4);
    facts f;
    uint32_t tag = 0;
    if (!read_facts(g, place, &f) || i >= f.n_names)
        return false;
    for (size_t k = 0; k <= i; k++)
        if (!read_name(&f, name, &tag)) {
            *name = (str){ 0 };
            return false;
        }
    *name = read_text(*name);
    read_lang(g, tag, lang);
    return true;
}

bool gazetteer_parent(const gazetteer *g, uint32_t place, uint32_t *parent)
{
    facts f;
    if (!read_facts(g, place, &f) || !f.parent || f.parent > g->n_places)
        return false;
    *parent = f.parent - 1;
    return true;
}

bool gazetteer_by_id(const gazetteer *g, str id, uint32_t *place)
{
    uint32_t low = 0, high = g->n_places;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        uint32_t at = read_u32(g->part[SECTION_IDS].at + (size_t)mid * 4);
        facts f;
        if (!read_facts(g, at, &f))
            return false;
        int c = str_compare(f.id, id);
        if (!c) {
            *place = at;
            return true;
        }
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}
