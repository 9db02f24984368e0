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

static bool place_is_whole(const gazetteer *g, uint32_t place)
{
    const unsigned char *p = g->part[SECTION_PLACES].at + (size_t)place * PLACE_SIZE;
    int32_t lon = (int32_t)read_u32(p + PLACE_LON),
            lat = (int32_t)read_u32(p + PLACE_LAT);
    uint32_t n_words = read_u32(g->part[SECTION_WORDS].at);
    facts f;
    if (lon < -1800000000 || lon > 1800000000 || lat < -900000000 || lat > 900000000 ||
        p[PLACE_KIND] >= GAZETTEER_KINDS || p[PLACE_RANK] > GAZETTEER_VILLAGE ||
        p[PLACE_CODE] >= n_words || read_u16(p + PLACE_ADMIN1) >= n_words ||
        !read_facts(g, place, &f) || !f.n_names || f.parent > g->n_places ||
        text_utf8_check(f.id) < f.id.len)
        return false;
    str name;
    uint32_t lang, left = f.n_names;
    for (; left && read_name(&f, &name, &lang); left--)
        if (lang >= n_words || text_utf8_check(name) < name.len)
            return false;
    return !left;
}

static bool postings_are_whole(const gazetteer *g, cursor *c)
{
    str bytes = cursor_bytes(c, cursor_number(c));
    cursor list = cursor_of(bytes);
    uint32_t place = 0;
    for (bool first = true; list.at < list.end; first = false) {
        uint32_t gap = cursor_number(&list), name = cursor_number(&list);
        place += gap;
        facts f;
        if (list.over || (!first && !gap) || place >= g->n_places ||
            !read_facts(g, place, &f) || name >= f.n_names)
            return false;
    }
    return bytes.len && !c->over;
}

/* The keys ascend, the blocks begin where it is said, the postings lead somewhere. */
static bool keys_are_whole(const gazetteer *g, uint32_t *at)
{
    cursor c = cursor_at(g->part[SECTION_KEYS], 0);
    char key[LONGEST_KEY], before[LONGEST_KEY];
    size_t len = 0;
    for (*at = 0; *at < g->n_keys; ++*at) {
        uint32_t block = *at / BLOCK_KEYS;
        bool opens = *at % BLOCK_KEYS == 0;
        const unsigned char *start = g->part[SECTION_BLOCKS].at + (size_t)block * 4;
        if (opens && read_u32(start) != (size_t)(c.at - g->part[SECTION_KEYS].at))
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
        if (opens && memcmp(head, g->part[SECTION_HEADS].at + (size_t)block * 8, 8) != 0)
            return false;
        if (*at && str_compare((str){ before, n_before }, (str){ key, len }) >= 0)
            return false;
        if (!postings_are_whole(g, &c))
            return false;
    }
    return c.at == c.end;
}

static bool grid_is_whole(const gazetteer *g)
{
    section cells = g->part[SECTION_CELLS], area = g->part[SECTION_AREA];
    uint32_t start = 0;
    for (size_t i = 0; i < cells.len / 8; i++) {
        const unsigned char *p = cells.at + i * 8;
        bool ascends = !i || read_u32(p) > read_u32(p - 8);
        if (!ascends || read_u32(p) > CELLS_X * CELLS_Y || read_u32(p + 4) < start)
            return false;
        start = read_u32(p + 4);
    }
    for (size_t i = 0; i < area.len / 4; i++)
        if (read_u32(area.at + i * 4) >= g->n_places)
            return false;
    return start == area.len / 4;
}

static bool ids_are_whole(const gazetteer *g, uint32_t *at)
{
    str before = { 0 };
    for (*at = 0; *at < g->n_places; ++*at) {
        facts f;
        uint32_t place = read_u32(g->part[SECTION_IDS].at + (size_t)*at * 4);
        if (!read_facts(g, place, &f) || (*at && str_compare(before, f.id) >= 0))
            return false;
        before = f.id;
    }
    return true;
}

dateline_status gazetteer_check(const gazetteer *g, dateline_error *err)
{
    for (uint32_t i = 0; i < SECTIONS; i++)
        if (hash_crc32(0, g->part[i].at, g->part[i].len) != g->crc[i])
            return damaged(err, "wrong checksum of section", i);
    uint32_t at;
    for (at = 0; at < g->n_places; at++)
        if (!place_is_whole(g, at))
            return damaged(err, "no sense in place", at);
    if (!keys_are_whole(g, &at))
        return damaged(err, "no sense in key", at);
    if (!grid_is_whole(g))
        return damaged(err, "no sense in the grid of", g->n_places);
    if (!ids_are_whole(g, &at))
        return damaged(err, "no sense in id", at);
    return DATELINE_OK;
}
