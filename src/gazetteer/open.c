#include "base/error.h"
#include "base/hash.h"
#include "gazetteer/format.h"

#include <string.h>

static dateline_status refuse(dateline_error *err, const char *name, const char *what)
{
    return error_set(err, DATELINE_GEODATA,
                     "cannot use gazetteer '%s': %s; build it again with 'dateline "
                     "gazetteer build'",
                     name, what);
}

static bool take_sections(gazetteer *g, str bytes, uint32_t n)
{
    const unsigned char *all = (const unsigned char *)bytes.at;
    for (uint32_t i = 0; i < n; i++) {
        const unsigned char *entry = all + HEADER_SIZE + (size_t)i * ENTRY_SIZE;
        uint32_t tag = read_u32(entry), offset = read_u32(entry + 4);
        uint32_t size = read_u32(entry + 8);
        if (offset > bytes.len || size > bytes.len - offset)
            return false;
        if (tag >= SECTIONS)
            continue;
        g->part[tag] = (section){ all + offset, size };
        g->crc[tag] = read_u32(entry + 12);
    }
    return true;
}

static uint32_t blocks_of(uint32_t n)
{
    return n / BLOCK_KEYS + (n % BLOCK_KEYS != 0);
}

/* Sections whose size follows from a count have that size. */
static bool sizes_fit(const gazetteer *g)
{
    const section *part = g->part;
    for (int i = 0; i < SECTIONS_NEEDED; i++)
        if (!part[i].at)
            return false;
    size_t groups = g->n_places / START_PLACES + (g->n_places % START_PLACES != 0);
    uint32_t tops = g->n_blocks / TOP_BLOCKS + (g->n_blocks % TOP_BLOCKS != 0);
    return part[SECTION_STARTS].len == groups * START_SIZE &&
           part[SECTION_TOPS].len == (size_t)tops * 8 &&
           part[SECTION_HEADS].len == (size_t)g->n_blocks * HEAD_SIZE &&
           part[SECTION_ID_HEADS].len == (size_t)g->n_id_blocks * 8 &&
           part[SECTION_IDS].len == (size_t)g->n_places * ID_SIZE &&
           part[SECTION_CELLS].len % CELL_SIZE == 0 &&
           part[SECTION_CELLS].len >= CELL_SIZE && part[SECTION_WORDS].len >= 4;
}

static const char *read_header(gazetteer *g, str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.at;
    if (bytes.len < MAGIC_SIZE || memcmp(p, FORMAT_MAGIC, MAGIC_SIZE) != 0)
        return "it is not a compiled gazetteer";
    if (bytes.len < HEADER_SIZE)
        return "it is cut short";
    if (read_u32(p + MAGIC_SIZE) != FORMAT_VERSION)
        return "it is of another version";
    uint32_t n = read_u32(p + MAGIC_SIZE + 4);
    size_t table = HEADER_SIZE + (size_t)n * ENTRY_SIZE;
    if (n > MOST_SECTIONS)
        return "its header is damaged";
    if (table > bytes.len)
        return "it is cut short";
    uint32_t crc = hash_crc32(0, p, HEADER_CRC);
    crc = hash_crc32(crc, p + HEADER_SIZE, table - HEADER_SIZE);
    if (crc != read_u32(p + HEADER_CRC))
        return "its header is damaged";
    if (read_u32(p + MAGIC_SIZE + 8) != bytes.len)
        return read_u32(p + MAGIC_SIZE + 8) > bytes.len ? "it is cut short"
                                                        : "something follows its end";
    g->n_places = read_u32(p + MAGIC_SIZE + 12);
    g->n_types = read_u32(p + MAGIC_SIZE + 20);
    bool taken = take_sections(g, bytes, n);
    g->n_keys = read_u32(p + MAGIC_SIZE + 16);
    g->n_blocks = blocks_of(g->n_keys);
    g->n_id_blocks = blocks_of(g->n_places);
    if (!taken || !sizes_fit(g))
        return "its sections do not fit";
    return NULL;
}

dateline_status gazetteer_open_bytes(str bytes, const char *name, gazetteer **out,
                                     dateline_error *err)
{
    *out = NULL;
    arena own = { 0 };
    gazetteer *g = arena_new(&own, gazetteer);
    const char *fault = read_header(g, bytes);
    if (fault) {
        arena_clear(&own);
        return refuse(err, name, fault);
    }
    g->own = own;
    *out = g;
    return DATELINE_OK;
}

dateline_status gazetteer_open(const char *path, gazetteer **out, dateline_error *err)
{
    *out = NULL;
    file_map map;
    dateline_status status = file_map_open(path, &map, err);
    if (status)
        return status;
    str bytes = { (const char *)map.at, map.len };
    gazetteer *g = NULL;
    status = gazetteer_open_bytes(bytes, path, &g, err);
    if (!g) {
        file_map_close(&map);
        return status;
    }
    g->map = map;
    *out = g;
    return DATELINE_OK;
}

void gazetteer_rest(const gazetteer *g)
{
    file_map_rest(&g->map);
}

void gazetteer_close(gazetteer *g)
{
    if (!g)
        return;
    if (g->map.at)
        file_map_close(&g->map);
    arena own = g->own;
    arena_clear(&own);
}
