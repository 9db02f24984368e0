#include "base/error.h"
#include "base/hash.h"
#include "gazetteer/read.h"
#include "text/utf8.h"

#include <string.h>

/* No key of the compiler's own is longer: a name's bytes times what a fold may grow. */
enum { LONGEST_KEY = 8192 };

static dateline_status damaged(dateline_error *err, const char *what, uint32_t where)
{
    return error_set(err, DATELINE_GEODATA,
                     "the gazetteer is damaged: %s %u; build it again with 'dateline "
                     "gazetteer build'",
                     what, (unsigned)where);
}

static bool place_is_whole(const gazetteer *g, facts f, uint32_t place)
{
    const unsigned char *p = f.fixed;
    int32_t lon = (int32_t)read_u32(p + PLACE_LON),
            lat = (int32_t)read_u32(p + PLACE_LAT);
    uint32_t n_words = read_u32(g->part[SECTION_WORDS].at);
    if (lon < -1800000000 || lon > 1800000000 || lat < -900000000 || lat > 900000000 ||
        p[PLACE_KIND] >= GAZETTEER_KINDS || p[PLACE_RANK] > GAZETTEER_VILLAGE ||
        p[PLACE_CODE] >= n_words || f.place != place ||
        read_u16(p + PLACE_ADMIN1) >= n_words || !f.n_names || f.parent > g->n_places ||
        text_utf8_check(f.id) < f.id.len)
        return false;
    str name;
    uint32_t lang, left = f.n_names;
    for (; left && read_name(&f, &name, &lang); left--)
        if (lang >= n_words || text_utf8_check(name) < name.len)
            return false;
    return !left && f.rest.at == f.rest.end;
}

/* The records follow each other, and begin where it is said. */
static bool places_are_whole(const gazetteer *g, uint32_t *at)
{
    section all = g->part[SECTION_PLACES];
    cursor c = cursor_at(all, 0);
    for (*at = 0; *at < g->n_places; ++*at) {
        size_t group = *at / START_PLACES;
        const unsigned char *start = g->part[SECTION_STARTS].at + group * 4;
        facts f;
        bool opens = *at % START_PLACES == 0;
        if ((opens && read_u32(start) != (size_t)(c.at - all.at)) ||
            !read_record(&c, &f) || !place_is_whole(g, f, *at))
            return false;
    }
    return c.at == c.end;
}

/* Postings lead to where records start and to names that exist, and the places come by
   importance. */
static bool names_are_whole(const gazetteer *g, str key, str postings)
{
    (void)key;
    cursor list = cursor_of(postings);
    uint32_t record = 0, name = 0, before = UINT32_MAX;
    while (list.at < list.end) {
        facts f;
        bool there = read_posting(&list, &record, &name);
        cursor c = cursor_at(g->part[SECTION_PLACES], record);
        const unsigned char *at = c.at;
        if (!there || c.over || !read_record(&c, &f) ||
            read_records(g, f.place).at != at || name >= f.n_names ||
            read_u16(f.fixed + PLACE_IMPORTANCE) > before)
            return false;
        before = read_u16(f.fixed + PLACE_IMPORTANCE);
    }
    return postings.len > 0;
}

/* An id leads to the place that has it, and to no other. */
static bool id_is_whole(const gazetteer *g, str id, str number)
{
    cursor c = cursor_of(number);
    uint32_t place = cursor_number(&c);
    facts f;
    return !c.over && c.at == c.end && read_facts(g, place, &f) && str_eq(f.id, id);
}

typedef bool is_whole(const gazetteer *g, str key, str postings);

/* The keys ascend, the blocks begin where it is said, the postings lead somewhere. */
static bool keys_are_whole(const gazetteer *g, const dictionary *d, is_whole *leads,
                           uint32_t *at)
{
    cursor c = cursor_at(d->keys, 0);
    char key[LONGEST_KEY], before[LONGEST_KEY];
    size_t len = 0;
    for (*at = 0; *at < d->n_keys; ++*at) {
        uint32_t block = *at / BLOCK_KEYS;
        bool opens = *at % BLOCK_KEYS == 0;
        const unsigned char *start = d->blocks.at + (size_t)block * 4;
        if (opens && read_u32(start) != (size_t)(c.at - d->keys.at))
            return false;
        size_t n_before = len;
        memcpy(before, key, len);
        uint32_t shared = cursor_number(&c);
        str rest = cursor_bytes(&c, cursor_number(&c));
        if (c.over || shared > (opens ? 0 : len) || rest.len > sizeof key - shared)
            return false;
        memcpy(key + shared, rest.at, rest.len);
        len = shared + rest.len;
        char head[8] = { 0 };
        memcpy(head, key, len < 8 ? len : 8);
        if (opens && memcmp(head, d->heads.at + (size_t)block * 8, 8) != 0)
            return false;
        if (*at && str_compare((str){ before, n_before }, (str){ key, len }) >= 0)
            return false;
        str postings = cursor_bytes(&c, cursor_number(&c));
        if (c.over || !leads(g, (str){ key, len }, postings))
            return false;
    }
    return c.at == c.end;
}

/* The places of a cell lie in it, are of its group and come by importance. */
static bool cell_is_whole(const gazetteer *g, const unsigned char *cell)
{
    uint32_t first = read_u32(cell + CELL_FIRST),
             end = read_u32(cell + CELL_SIZE + CELL_FIRST), before = UINT32_MAX;
    cursor c = read_records(g, first);
    if (first >= end || end > g->n_places)
        return false;
    for (uint32_t i = first; i < end; i++) {
        facts f;
        if (!read_record(&c, &f))
            return false;
        const unsigned char *p = f.fixed;
        uint32_t x = format_cell((int32_t)read_u32(p + PLACE_LON), CELLS_X);
        uint32_t y = format_cell((int32_t)read_u32(p + PLACE_LAT), CELLS_Y);
        uint32_t importance = read_u16(p + PLACE_IMPORTANCE);
        bool settled = p[PLACE_KIND] == GAZETTEER_SETTLEMENT;
        if (x != read_u16(cell + CELL_X) || y != cell[CELL_Y] ||
            settled != (cell[CELL_GROUP] >= GROUP_SETTLED) || importance > before)
            return false;
        before = importance;
    }
    return true;
}

/* The cells hold all places, group after group. */
static bool cells_are_whole(const gazetteer *g, uint32_t *at)
{
    section cells = g->part[SECTION_CELLS];
    uint32_t n = (uint32_t)(cells.len / CELL_SIZE) - 1;
    const unsigned char *cell = cells.at;
    for (*at = 0; *at < n; ++*at, cell += CELL_SIZE)
        if (cell[CELL_GROUP] > cell[CELL_SIZE + CELL_GROUP] || !cell_is_whole(g, cell) ||
            (!*at && read_u32(cell + CELL_FIRST)))
            return false;
    return cell[CELL_GROUP] == GROUPS && read_u32(cell + CELL_FIRST) == g->n_places;
}

dateline_status gazetteer_check(const gazetteer *g, dateline_error *err)
{
    for (uint32_t i = 0; i < SECTIONS; i++)
        if (hash_crc32(0, g->part[i].at, g->part[i].len) != g->crc[i])
            return damaged(err, "wrong checksum of section", i);
    uint32_t at;
    if (!places_are_whole(g, &at))
        return damaged(err, "no sense in place", at);
    if (!keys_are_whole(g, &g->names, names_are_whole, &at))
        return damaged(err, "no sense in key", at);
    if (!keys_are_whole(g, &g->ids, id_is_whole, &at))
        return damaged(err, "no sense in id", at);
    if (!cells_are_whole(g, &at))
        return damaged(err, "no sense in cell", at);
    return DATELINE_OK;
}
