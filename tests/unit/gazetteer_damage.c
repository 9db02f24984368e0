#include "base/hash.h"
#include "base/rng.h"
#include "gazetteer/tree.h"
#include "gazetteer_sample.h"
#include "geodata.h"

TEST(gazetteer_that_is_cut_anywhere_is_refused)
{
    buf bytes = { 0 };
    compile(&bytes);
    for (size_t n = 0; n < bytes.len; n++) {
        gazetteer *g = NULL;
        str cut = { (const char *)bytes.at, n };
        CHECK_INT(gazetteer_open_bytes(cut, "cut", &g, NULL), DATELINE_GEODATA);
        CHECK(g == NULL);
    }
    buf_clear(&bytes);
}

TEST(gazetteer_check_passes_what_the_compiler_made)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);

    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_with_flipped_bits_is_found_out_and_harmless)
{
    buf bytes = { 0 };
    compile(&bytes);
    uint64_t seed = 11;
    for (int round = 0; round < 1500; round++) {
        size_t at = rng_below(&seed, (uint32_t)bytes.len);
        /* The header is a small part of the file: look at it now and then. */
        if (round % 8 == 0)
            at = rng_below(&seed, 400);
        unsigned char was = bytes.at[at];
        bytes.at[at] ^= (unsigned char)(1u << rng_below(&seed, 8));
        gazetteer *g = NULL;
        if (!gazetteer_open_bytes(buf_str(&bytes), "flipped", &g, NULL)) {
            use_all(g);
            CHECK_INT(gazetteer_check(g, NULL), DATELINE_GEODATA);
        }
        gazetteer_close(g);
        bytes.at[at] = was;
    }
    buf_clear(&bytes);
}

/* The header and the table of sections as they now are, with the checksum. */
static void seal(buf *bytes)
{
    unsigned char *p = bytes->at;
    size_t table = (size_t)read_u32(p + MAGIC_SIZE + 4) * ENTRY_SIZE;
    uint32_t crc = hash_crc32(0, p, HEADER_CRC);
    crc = hash_crc32(crc, p + HEADER_SIZE, table);
    for (int i = 0; i < 4; i++)
        p[HEADER_CRC + i] = (unsigned char)(crc >> 8 * i);
}

TEST(gazetteer_without_sections_that_came_later_is_read)
{
    buf bytes = { 0 };
    compile(&bytes);
    uint32_t n = read_u32(bytes.at + MAGIC_SIZE + 4);
    for (uint32_t i = 0; i < n; i++) {
        unsigned char *entry = bytes.at + HEADER_SIZE + (size_t)i * ENTRY_SIZE;
        if (read_u32(entry) >= SECTIONS_NEEDED)
            entry[0] = 60; /* a reader passes over what it does not know */
    }
    seal(&bytes);
    gazetteer *g = NULL;
    gazetteer_hit hits[4];
    CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "old", &g, NULL), DATELINE_OK);

    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    CHECK_INT(find(g, "Baku", hits, 4), 2);
    CHECK_INT(alike(g, "Baku", 2, hits, 4), 0);
    CHECK_INT(gazetteer_stems(g, STR("bakinin"), NULL, 0), 0);
    use_all(g);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_check_finds_damage_that_checksums_hide)
{
    buf bytes = { 0 };
    compile(&bytes);
    uint32_t n = read_u32(bytes.at + MAGIC_SIZE + 4), seen = 0, rounds = 0;
    uint64_t seed = 31;
    for (uint32_t i = 0; i < n; i++) {
        unsigned char *entry = bytes.at + HEADER_SIZE + (size_t)i * ENTRY_SIZE;
        uint32_t tag = read_u32(entry), at = read_u32(entry + 4),
                 size = read_u32(entry + 8);
        bool watched = tag == SECTION_SOUNDS || tag == SECTION_SOUNDS_BACK ||
                       tag == SECTION_IDS || tag == SECTION_KEYS;
        for (int round = 0; watched && round < 400; round++) {
            unsigned char *byte = bytes.at + at + rng_below(&seed, size), was = *byte;
            *byte ^= (unsigned char)(1u << rng_below(&seed, 8));
            uint32_t crc = hash_crc32(0, bytes.at + at, size);
            for (int k = 0; k < 4; k++)
                entry[12 + k] = (unsigned char)(crc >> 8 * k);
            seal(&bytes);
            gazetteer *g = NULL;
            CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "damaged", &g, NULL),
                      DATELINE_OK);
            use_all(g);
            seen += gazetteer_check(g, NULL) != DATELINE_OK;
            rounds++;
            gazetteer_close(g);
            *byte = was;
        }
    }
    /* A bit of a letter or of a name's number may make another good file. */
    CHECK(rounds == 1600 && seen > rounds / 2);
    buf_clear(&bytes);
}

/* The whole one, where it has been made: all of it holds together, and a cut anywhere is
   refused without a look inside. */
TEST(gazetteer_of_the_world_is_whole_and_refused_when_cut)
{
    arena a = { 0 };
    str bytes;
    uint64_t seed = 41;
    gazetteer *g = NULL;
    const char *dir = geodata_dir(&a);
    if (dir && !file_read(&a, str_print(&a, "%s/gazetteer.bin", dir), &bytes, NULL)) {
        CHECK_INT(gazetteer_open_bytes(bytes, "world", &g, NULL), DATELINE_OK);
        CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
        CHECK(bytes.len <= 40000000);
        gazetteer_close(g);
        for (int i = 0; i < 2000; i++) {
            str cut = { bytes.at, rng_below(&seed, (uint32_t)bytes.len) };
            cut.len = i % 2 ? cut.len : bytes.len - 1 - cut.len % 4096;
            CHECK_INT(gazetteer_open_bytes(cut, "cut", &g, NULL), DATELINE_GEODATA);
        }
    }
    arena_clear(&a);
}
