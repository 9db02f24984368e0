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
    return g->names.n_keys;
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

cursor read_records(const gazetteer *g, uint32_t place)
{
    section all = g->part[SECTION_PLACES];
    if (place >= g->n_places)
        return cursor_at(all, all.len);
    size_t group = place / START_PLACES;
    cursor c = cursor_at(all, read_u32(g->part[SECTION_STARTS].at + group * 4));
    for (uint32_t before = place % START_PLACES; before; before--)
        cursor_bytes(&c, cursor_number(&c));
    return c;
}

bool read_record(cursor *c, facts *out)
{
    str record = cursor_bytes(c, cursor_number(c));
    bool whole = record.len > PLACE_SIZE;
    record.len -= whole ? PLACE_SIZE : 0;
    out->rest = cursor_of(record);
    out->fixed = out->rest.end;
    out->place = cursor_number(&out->rest);
    out->id = cursor_bytes(&out->rest, cursor_number(&out->rest));
    out->parent = cursor_number(&out->rest);
    out->n_names = cursor_number(&out->rest);
    return whole && !c->over && !out->rest.over;
}

bool read_facts(const gazetteer *g, uint32_t place, facts *out)
{
    cursor c = read_records(g, place);
    return read_record(&c, out);
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

/* A coordinate, forced into -most..most. */
static double degrees(const unsigned char *p, double most)
{
    uint32_t bits = read_u32(p);
    int32_t v;
    memcpy(&v, &bits, sizeof v);
    double d = v / 1e7;
    return d < -most ? -most : d > most ? most : d;
}

geo_lonlat read_where(const facts *f)
{
    return (geo_lonlat){ degrees(f->fixed + PLACE_LON, 180),
                         degrees(f->fixed + PLACE_LAT, 90) };
}

gazetteer_kind read_kind(const facts *f)
{
    unsigned kind = f->fixed[PLACE_KIND];
    return kind < GAZETTEER_KINDS ? (gazetteer_kind)kind : GAZETTEER_SETTLEMENT;
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
    const unsigned char *p = f.fixed;
    uint32_t lang;
    read_name(&f, &place.name, &lang);
    place.id = read_text(f.id);
    place.name = read_text(place.name);
    place.kind = read_kind(&f);
    place.rank = p[PLACE_RANK] <= GAZETTEER_VILLAGE ? (gazetteer_rank)p[PLACE_RANK]
                                                    : GAZETTEER_PLACE;
    place.code = read_word(g, p[PLACE_CODE]);
    const unsigned char *cc = p + PLACE_COUNTRY;
    if (cc[0] >= 'A' && cc[0] <= 'Z' && cc[1] >= 'A' && cc[1] <= 'Z')
        memcpy(place.country, cc, 2);
    place.admin1 = read_word(g, read_u16(p + PLACE_ADMIN1));
    place.where = read_where(&f);
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
    str number;
    if (!read_postings(&g->ids, id, &number))
        return false;
    cursor c = cursor_of(number);
    uint32_t found = cursor_number(&c);
    if (c.over || found >= g->n_places)
        return false;
    *place = found;
    return true;
}
