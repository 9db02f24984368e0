#include "basemap/file.h"

#include "base/error.h"
#include "base/hash.h"

#include <string.h>

static const uint32_t RECORD[BASEMAP_SECTIONS] = {
    BASEMAP_R_EDITION, BASEMAP_R_FEATURE, BASEMAP_R_RING,   BASEMAP_R_REF,
    BASEMAP_R_ARC,     BASEMAP_R_VERTEX,  BASEMAP_R_WEIGHT, BASEMAP_R_STRING,
};

static dateline_status damaged(dateline_error *err, const char *what)
{
    return error_set(err, DATELINE_GEODATA,
                     "the base map %s: build it again with 'make geodata'", what);
}

static dateline_status check(str bytes, basemap *b, dateline_error *err)
{
    const unsigned char *p = (const unsigned char *)bytes.at;
    size_t table = (size_t)BASEMAP_SECTIONS * BASEMAP_SECTION;
    if (bytes.len < BASEMAP_HEADER + table || memcmp(p, BASEMAP_MAGIC, 8) != 0)
        return damaged(err, "is not a base map");
    if (basemap_u32(p + 8) != BASEMAP_VERSION || basemap_u32(p + 12) != BASEMAP_SECTIONS)
        return damaged(err, "is of another version");
    if (basemap_u32(p + 16) != bytes.len)
        return damaged(err, "is cut short");
    if (basemap_u32(p + 20) != hash_crc32(0, p + BASEMAP_HEADER, table))
        return damaged(err, "is damaged");
    for (int i = 0; i < BASEMAP_SECTIONS; i++) {
        const unsigned char *s = p + BASEMAP_HEADER + (size_t)i * BASEMAP_SECTION;
        uint64_t at = basemap_u32(s), n = basemap_u32(s + 4);
        if (basemap_u32(s + 8) != RECORD[i] || at + n * RECORD[i] > bytes.len)
            return damaged(err, "is damaged");
        b->section[i] = (basemap_section){ p + at, (uint32_t)n };
    }
    if (b->section[BASEMAP_S_EDITIONS].n != BASEMAP_EDITIONS ||
        b->section[BASEMAP_S_WEIGHTS].n < b->section[BASEMAP_S_VERTICES].n)
        return damaged(err, "is damaged");
    return DATELINE_OK;
}

static basemap *keep(basemap b)
{
    basemap *kept = arena_new(&b.memory, basemap);
    *kept = b;
    return kept;
}

dateline_status basemap_open_bytes(str bytes, basemap **out, dateline_error *err)
{
    basemap b = { 0 };
    *out = NULL;
    dateline_status st = check(bytes, &b, err);
    if (!st)
        *out = keep(b);
    return st;
}

dateline_status basemap_open(const char *path, basemap **out, dateline_error *err)
{
    basemap b = { 0 };
    *out = NULL;
    dateline_status st = file_map_open(path, &b.map, err);
    if (st)
        return st == DATELINE_IO && !file_exists(path)
                   ? error_set(err, DATELINE_GEODATA,
                               "there is no base map '%s': build it with 'make geodata'",
                               path)
                   : st;
    st = check((str){ (const char *)b.map.at, b.map.len }, &b, err);
    if (st) {
        error_source(err, path);
        file_map_close(&b.map);
        return st;
    }
    *out = keep(b);
    return DATELINE_OK;
}

void basemap_close(basemap *b)
{
    if (!b)
        return;
    file_map_close(&b->map);
    arena memory = b->memory;
    arena_clear(&memory);
}

void basemap_rest(const basemap *b)
{
    file_map_rest(&b->map);
}

uint32_t basemap_layer_features(const basemap *b, int edition, int layer,
                                const unsigned char **first)
{
    const unsigned char *e =
        b->section[BASEMAP_S_EDITIONS].at + (size_t)edition * BASEMAP_R_EDITION;
    const unsigned char *at = e + 16 + (size_t)8 * (size_t)layer;
    uint32_t from = basemap_u32(at), n = basemap_u32(at + 4);
    uint32_t all = b->section[BASEMAP_S_FEATURES].n;
    if (from > all)
        return 0;
    *first = b->section[BASEMAP_S_FEATURES].at + (size_t)from * BASEMAP_R_FEATURE;
    return n < all - from ? n : all - from;
}

bool basemap_ring_at(const basemap *b, uint32_t i, basemap_ring *out)
{
    if (i >= b->section[BASEMAP_S_RINGS].n)
        return false;
    const unsigned char *p = b->section[BASEMAP_S_RINGS].at + (size_t)i * BASEMAP_R_RING;
    *out =
        (basemap_ring){ basemap_u32(p), basemap_u32(p + 4), basemap_read_bounds(p + 8) };
    uint32_t refs = b->section[BASEMAP_S_REFS].n;
    return out->first <= refs && out->n <= refs - out->first;
}

bool basemap_walk_at(const basemap *b, uint32_t ref_index, basemap_walk *out)
{
    if (ref_index >= b->section[BASEMAP_S_REFS].n)
        return false;
    uint32_t ref = basemap_u32(b->section[BASEMAP_S_REFS].at + (size_t)ref_index * 4);
    if (ref / 2 >= b->section[BASEMAP_S_ARCS].n)
        return false;
    const unsigned char *p =
        b->section[BASEMAP_S_ARCS].at + (size_t)(ref / 2) * BASEMAP_R_ARC;
    uint32_t first = basemap_u32(p), n = basemap_u32(p + 4);
    uint32_t all = b->section[BASEMAP_S_VERTICES].n;
    if (first > all || n > all - first || n < 2)
        return false;
    *out = (basemap_walk){ b->section[BASEMAP_S_VERTICES].at + (size_t)first * 8,
                           b->section[BASEMAP_S_WEIGHTS].at + first, n, ref & 1,
                           basemap_read_bounds(p + 8) };
    return true;
}

str basemap_text(const basemap *b, uint32_t at, uint32_t len)
{
    uint32_t all = b->section[BASEMAP_S_STRINGS].n;
    if (!len || at > all || len > all - at)
        return STR("");
    return (str){ (const char *)b->section[BASEMAP_S_STRINGS].at + at, len };
}

int basemap_edition_for(const basemap *b, int64_t w, int64_t s, int64_t e, int64_t n)
{
    basemap_bounds box = basemap_read_bounds(b->section[BASEMAP_S_EDITIONS].at);
    bool region = w >= box.w && e <= box.e && s >= box.s && n <= box.n;
    return region ? 0 : 1;
}

uint64_t basemap_budget(const basemap *b)
{
    uint64_t all = 1000;
    for (int i = BASEMAP_S_RINGS; i <= BASEMAP_S_VERTICES; i++)
        all += b->section[i].n;
    /* An arc has two sides, and a view of the world may turn it three ways. */
    return 16 * all;
}
