/* A compiled gazetteer from a stranger: the bytes as they are; the same with a header
   that is made to fit, so that what lies behind it is reached; and the same as a
   table that is compiled. */
#include "base/hash.h"
#include "compile/compile.h"
#include "gazetteer/format.h"
#include "geocode/geocode.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* By sound and by ending, with words near to those that the corpus has. */
static void ask(const gazetteer *g)
{
    static const char *const words[] = { "baku",      "bakinin",   "armianskii", "erevan",
                                         "azerbajan", "qqqqqqqqq", "ab",         "" };
    gazetteer_hit hits[4];
    gazetteer_stem stems[4];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        gazetteer_find_alike(g, str_of(words[i]), 2, hits, 4);
        gazetteer_stems(g, str_of(words[i]), stems, 4);
        gazetteer_begins(g, str_of(words[i]));
        gazetteer_find_longer(g, str_of(words[i]), hits, 4);
    }
}

static void use_all(const gazetteer *g)
{
    static const char *const names[] = { "Baku", "a", "San Jose, b", "x village" };
    arena a = { 0 };
    uint32_t at[16];
    geocode_answer answers[4];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        geocode_find(g, &(geocode_query){ .text = str_of(names[i]), .lang = "ru" },
                     answers, 4);
    for (uint32_t i = 0; i < 8; i++) {
        gazetteer_place p = gazetteer_at(g, i);
        str name;
        char lang[4];
        bool found;
        gazetteer_by_id(g, p.id, at);
        gazetteer_parent(g, i, at);
        gazetteer_name(g, i, "ru", &found);
        for (size_t k = 0; k < 8 && gazetteer_name_at(g, i, k, &name, lang); k++)
            gazetteer_find(g, name, NULL, 0);
    }
    gazetteer_settlements(g, (geo_box){ 40, 30, 50, 45 }, at, 16, &a);
    gazetteer_settlements(g, (geo_box){ -180, -90, 180, 90 }, at, 16, &a);
    gazetteer_areas(g, (geo_box){ -180, -90, 180, 90 }, UINT32_MAX, at, 16);
    ask(g);
    gazetteer_check(g, NULL);
    arena_clear(&a);
}

static void open_and_use(str bytes)
{
    gazetteer *g = NULL;
    if (!gazetteer_open_bytes(bytes, "fuzz", &g, NULL))
        use_all(g);
    gazetteer_close(g);
}

static void put_u32(unsigned char *at, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(v >> (8 * i));
}

/* Magic, version, size and checksum as they must be; all else as it came. */
static void mend(unsigned char *p, size_t size)
{
    memcpy(p, FORMAT_MAGIC, MAGIC_SIZE);
    put_u32(p + MAGIC_SIZE, FORMAT_VERSION);
    put_u32(p + MAGIC_SIZE + 8, (uint32_t)size);
    uint32_t n = read_u32(p + MAGIC_SIZE + 4);
    size_t table = n <= MOST_SECTIONS ? (size_t)n * ENTRY_SIZE : 0;
    if (HEADER_SIZE + table > size)
        return;
    uint32_t crc = hash_crc32(0, p, HEADER_CRC);
    put_u32(p + HEADER_CRC, hash_crc32(crc, p + HEADER_SIZE, table));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str bytes = { (const char *)data, size };
    open_and_use(bytes);
    buf out = { 0 };
    compile_table table = { "fuzz.tsv", bytes };
    if (!compile_tables(&table, 1, &out, NULL))
        open_and_use(buf_str(&out));
    buf_clear(&out);
    if (size >= HEADER_SIZE) {
        buf_add(&out, data, size);
        mend(out.at, size);
        open_and_use(buf_str(&out));
        buf_clear(&out);
    }
    return 0;
}
