#include "base/error.h"
#include "base/hash.h"
#include "gazetteer/tree.h"
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

static bool is_date(const gazetteer *g, const unsigned char *p)
{
    int year;
    return !read_u16(p) || read_year(read_word(g, read_u16(p)), &year);
}

static bool place_is_whole(const gazetteer *g, facts f)
{
    const unsigned char *p = f.fixed;
    int32_t lon = (int32_t)read_u32(p + PLACE_LON),
            lat = (int32_t)read_u32(p + PLACE_LAT);
    uint32_t n_words = read_u32(g->part[SECTION_WORDS].at);
    if (lon < -1800000000 || lon > 1800000000 || lat < -900000000 || lat > 900000000 ||
        p[PLACE_KIND] >= GAZETTEER_KINDS || p[PLACE_RANK] > GAZETTEER_VILLAGE ||
        p[PLACE_CODE] >= n_words || read_u16(p + PLACE_ADMIN1) >= n_words ||
        !is_date(g, p + PLACE_FROM) || !is_date(g, p + PLACE_TO) || !f.n_names ||
        f.parent > g->n_places || text_utf8_check(f.id) < f.id.len)
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
    cursor c = cursor_at(g->part[SECTION_PLACES], 0);
    for (*at = 0; *at < g->n_places; ++*at) {
        facts f;
        if (read_records(g, *at).at != c.at || !read_record(&c, &f) ||
            !place_is_whole(g, f))
            return false;
    }
    return c.at == c.end;
}

/* Postings lead to names that exist, and the places come by importance. */
static bool postings_are_whole(const gazetteer *g, postings list)
{
    uint32_t place = 0, name = 0, before = UINT32_MAX, n = 0;
    for (; read_posting(&list, &place, &name); n++) {
        facts f;
        if (place >= g->n_places || !read_facts(g, place, &f) || name >= f.n_names ||
            read_u16(f.fixed + PLACE_IMPORTANCE) > before)
            return false;
        before = read_u16(f.fixed + PLACE_IMPORTANCE);
    }
    return n && !list.list.over;
}

/* A key that is put together from what it shares with the one before. */
typedef struct joined_key {
    char at[LONGEST_KEY];
    size_t len;
} joined_key;

static bool head_is(const unsigned char *head, str key)
{
    char bytes[8] = { 0 };
    memcpy(bytes, key.at, key.len < 8 ? key.len : 8);
    return memcmp(bytes, head, 8) == 0;
}

/* What is said of the block that begins with this key at this byte of KEYS. */
static bool block_is_whole(const gazetteer *g, uint32_t block, str key, size_t at)
{
    const unsigned char *head = g->part[SECTION_HEADS].at + (size_t)block * HEAD_SIZE;
    const unsigned char *top = g->part[SECTION_TOPS].at + (size_t)block / TOP_BLOCKS * 8;
    return head_is(head, key) && read_u32(head + 8) == at &&
           (block % TOP_BLOCKS || head_is(top, key));
}

/* The next key, which comes after the one before. */
static bool take_key(cursor *c, joined_key *k, bool opens, uint32_t *head)
{
    joined_key before;
    uint32_t shared;
    str rest = read_key(c, &shared, head);
    before.len = k->len;
    memcpy(before.at, k->at, k->len);
    if (c->over || shared > (opens ? 0 : k->len) || rest.len > sizeof k->at - shared)
        return false;
    memcpy(k->at + shared, rest.at, rest.len);
    k->len = shared + rest.len;
    return str_compare((str){ before.at, before.len }, (str){ k->at, k->len }) < 0;
}

/* The keys ascend, the blocks begin where it is said, the postings lead somewhere. */
static bool keys_are_whole(const gazetteer *g, uint32_t *at)
{
    section keys = g->part[SECTION_KEYS];
    cursor c = cursor_at(keys, 0);
    joined_key k = { .len = 0 };
    for (*at = 0; *at < g->n_keys; ++*at) {
        size_t start = (size_t)(c.at - keys.at);
        bool opens = *at % BLOCK_KEYS == 0;
        uint32_t head;
        if (!take_key(&c, &k, opens, &head) ||
            (opens &&
             !block_is_whole(g, *at / BLOCK_KEYS, (str){ k.at, k.len }, start)) ||
            !postings_are_whole(g, read_postings(&c, head)))
            return false;
    }
    return c.at == c.end;
}

/* The ids ascend, and each place has one. */
static bool ids_are_whole(const gazetteer *g, uint32_t *at)
{
    str before = { 0 };
    for (*at = 0; *at < g->n_places; ++*at) {
        facts f;
        unsigned mark;
        uint32_t place = read_place_of_id(g, *at, &mark);
        if (place >= g->n_places || !read_facts(g, place, &f) ||
            mark != read_mark(f.id) || (*at && str_compare(before, f.id) >= 0) ||
            (*at % BLOCK_KEYS == 0 &&
             !head_is(g->part[SECTION_ID_HEADS].at + (size_t)*at / BLOCK_KEYS * 8, f.id)))
            return false;
        before = f.id;
    }
    return true;
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

static bool endings_are_whole(const gazetteer *g, uint32_t *at)
{
    uint32_t n = read_n_endings(g), n_words = read_u32(g->part[SECTION_WORDS].at);
    ending e, before = { 0 };
    for (*at = 0; *at < n; ++*at) {
        if (!read_ending(g, *at, &e) || !e.text.len || e.text.len > LONGEST_ENDING ||
            text_utf8_check(e.text) < e.text.len || e.lang >= n_words ||
            text_utf8_check(e.instead) < e.instead.len ||
            (*at && read_compare_ends(before.text, e.text) > 0))
            return false;
        before = e;
    }
    return true;
}

dateline_status gazetteer_check(const gazetteer *g, dateline_error *err)
{
    for (uint32_t i = 0; i < SECTIONS; i++)
        if (hash_crc32(0, g->part[i].at, g->part[i].len) != g->crc[i])
            return damaged(err, "wrong checksum of section", i);
    uint32_t at;
    if (!places_are_whole(g, &at))
        return damaged(err, "no sense in place", at);
    if (!keys_are_whole(g, &at))
        return damaged(err, "no sense in key", at);
    if (!ids_are_whole(g, &at))
        return damaged(err, "no sense in id", at);
    if (!cells_are_whole(g, &at))
        return damaged(err, "no sense in cell", at);
    if (!endings_are_whole(g, &at))
        return damaged(err, "no sense in ending", at);
    if (!tree_check(g))
        return damaged(err, "no sense in sounds of section", SECTION_SOUNDS);
    return DATELINE_OK;
}
