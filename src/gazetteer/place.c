#include "base/num.h"
#include "gazetteer/read.h"
#include "text/utf8.h"

#include <string.h>

const char *gazetteer_kind_name(gazetteer_kind kind)
{
    static const char *const names[GAZETTEER_KINDS] = {
        "settlement",   "country", "admin1", "admin2", "region",
        "world_region", "sea",     "lake",   "river",  "mountain",
        "pass",         "road",    "line",   "site",   "organization",
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
    for (uint64_t eight = 0; i + 8 <= s.len; i += 8) {
        memcpy(&eight, s.at + i, 8);
        if (eight & 0x8080808080808080u)
            break;
    }
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
    const unsigned char *group =
        g->part[SECTION_STARTS].at + (size_t)place / START_PLACES * START_SIZE;
    uint32_t first = read_u32(group), before = place % START_PLACES;
    uint32_t behind = before ? read_u16(group + 2 + (size_t)before * 2) : 0;
    if (behind != START_FAR)
        return cursor_at(all, (size_t)first + behind);
    cursor c = cursor_at(all, first);
    for (; before; before--)
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

/* Two digits of a date, from 1 to most. */
static bool read_part(str *rest, int most)
{
    str part = str_cut(rest, '-');
    int64_t v = 0;
    return part.len == 2 && part.at[0] != '+' && num_parse_int(part, &v) && v > 0 &&
           v <= most;
}

bool read_year(str date, int *year)
{
    enum { MONTHS = 12, DAYS = 31, MOST_DIGITS = 4, PART = 3 };
    if (!date.len)
        return false;
    size_t sign = date.at[0] == '-';
    str rest = { date.at + sign, date.len - sign };
    str digits = str_cut(&rest, '-');
    size_t more = date.len - sign - digits.len;
    int64_t v = 0;
    if (digits.len > MOST_DIGITS || (digits.len && digits.at[0] == '+') ||
        !num_parse_int(digits, &v) ||
        (more && more != PART && more != (size_t)2 * PART) ||
        (more && !read_part(&rest, MONTHS)) || (more > PART && !read_part(&rest, DAYS)))
        return false;
    *year = sign ? -(int)v : (int)v;
    return true;
}

/* A year or a date and its year, which is 0 when it is none. */
static str read_date(const gazetteer *g, const unsigned char *p, int *year)
{
    str date = read_word(g, read_u16(p));
    *year = 0;
    return read_year(date, year) ? date : (str){ 0 };
}

gazetteer_place gazetteer_at(const gazetteer *g, uint32_t index)
{
    gazetteer_place place = { .index = index, .population = -1 };
    facts f;
    if (!read_facts(g, index, &f))
        return place;
    const unsigned char *p = f.fixed;
    uint32_t lang, n_names = f.n_names;
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
    place.from = read_date(g, p + PLACE_FROM, &place.valid_from);
    place.to = read_date(g, p + PLACE_TO, &place.valid_to);
    place.importance = read_u16(p + PLACE_IMPORTANCE) / 65535.0;
    place.n_names = n_names;
    return place;
}

bool read_lang(const gazetteer *g, uint32_t index, char lang[4])
{
    str tag = index ? read_word(g, index) : (str){ 0 };
    bool adjective = tag.len && tag.at[tag.len - 1] == ADJECTIVE;
    tag.len -= adjective;
    memset(lang, 0, 4);
    if (tag.len && tag.len <= 3)
        memcpy(lang, tag.at, tag.len);
    return adjective;
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
    while (read_name(&f, name, &tag))
        if (!read_lang(g, tag, lang) && !i--) {
            *name = read_text(*name);
            return true;
        }
    *name = (str){ 0 };
    memset(lang, 0, 4);
    return false;
}

bool gazetteer_parent(const gazetteer *g, uint32_t place, uint32_t *parent)
{
    facts f;
    if (!read_facts(g, place, &f) || !f.parent || f.parent > g->n_places)
        return false;
    *parent = f.parent - 1;
    return true;
}
