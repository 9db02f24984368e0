/*
 * gazetteer/format - how the file is laid out; shared by writer and reader.
 *
 * Little endian throughout. A header, a table of sections, the sections. The
 * header's checksum is verified when the file is opened, those of the sections by
 * gazetteer_check; so every offset, count and index that is read from a section
 * is checked where it is used. A reader passes over sections it does not know.
 *
 * Places are numbered by falling importance. So lists of places, in a cell of the
 * grid or behind a name, stand in order of importance when they stand in order of
 * number, and are stored as the gaps between.
 *
 * Names are found in a sorted dictionary of folds: blocks of BLOCK_KEYS, each key
 * as what it shares with the one before and what follows. A search halves the
 * array of the first eight bytes of the blocks, which fits a processor's cache,
 * and reads one block. Sorted rather than hashed, because it is smaller, and
 * because near misses and beginnings of names can be found in the same structure.
 *
 *   PLACES  PLACE_SIZE bytes each
 *   STARTS  u32 for each place and one more: where it starts in FACTS; apart from
 *           PLACES, because finding a name needs no more and is quicker so
 *   FACTS   for each place: id (length, bytes); parent + 1 (0: none); the count of
 *           names, and each: language, length, bytes; the first is the preferred one
 *   HEADS   first eight bytes of each block's first key, padded with 0
 *   BLOCKS  u32 where each block starts in KEYS
 *   KEYS    for each key: shared, length, bytes; the size of its postings in bytes,
 *           and these: gap to the place before, number of the name
 *   WORDS   strings that many places share (languages, codes, first-order units):
 *           u32 count, u32 where each ends, counted from the end of these
 *   CELLS   for each degree cell that has settlements, from the south-west eastward:
 *           u32 its number, u32 where its places start in AREA; and an end
 *   AREA    u32 numbers of settlements, cell by cell
 *   IDS     u32 numbers of all places, sorted by id
 *   TYPES   words such as "village", sorted by bytes: u32 where each starts, and
 *           each: kinds as bits u32, side, language and word as length and bytes
 *
 * Lengths, counts and numbers without a stated size are LEB128.
 */
#ifndef GAZETTEER_FORMAT_H
#define GAZETTEER_FORMAT_H

#include "base/file.h"
#include "gazetteer/gazetteer.h"

#include <stdint.h>

#define FORMAT_MAGIC "dlgaz\r\n\032"

enum {
    FORMAT_VERSION = 1,
    MAGIC_SIZE = 8,
    /* magic, version, sections, file size, places, keys, types, checksum */
    HEADER_SIZE = MAGIC_SIZE + 7 * 4,
    HEADER_CRC = HEADER_SIZE - 4,
    /* tag, offset, size, checksum */
    ENTRY_SIZE = 16,
    MOST_SECTIONS = 64,
    PLACE_SIZE = 28,
    RADIUS_WHOLE = 0x8000,
    BLOCK_KEYS = 16,
    CELLS_X = 360,
    CELLS_Y = 180,
};

typedef enum section_tag {
    SECTION_PLACES = 0,
    SECTION_STARTS,
    SECTION_FACTS,
    SECTION_HEADS,
    SECTION_BLOCKS,
    SECTION_KEYS,
    SECTION_WORDS,
    SECTION_CELLS,
    SECTION_AREA,
    SECTION_IDS,
    SECTION_TYPES,
    SECTIONS
} section_tag;

/* Offsets inside a place. */
enum {
    PLACE_LON = 0,         /* i32, 1e-7 degrees */
    PLACE_LAT = 4,         /* i32 */
    PLACE_POPULATION = 8,  /* u32; all ones: unknown */
    PLACE_ADMIN1 = 12,     /* u16, where in WORDS; 0: none */
    PLACE_COUNTRY = 14,    /* two letters, or zeros */
    PLACE_IMPORTANCE = 16, /* u16, of 65535 */
    PLACE_RADIUS =
        18, /* u16: tenths of a kilometer below RADIUS_WHOLE, else + kilometers */
    PLACE_FROM = 20, /* i16, year */
    PLACE_TO = 22,   /* i16 */
    PLACE_KIND = 24,
    PLACE_RANK = 25,
    PLACE_CODE = 26, /* u8, where in WORDS */
};

/* A stretch of the file; reading past its end yields zeros and sets over. */
typedef struct section {
    const unsigned char *at;
    size_t len;
} section;

typedef struct cursor {
    const unsigned char *at, *end;
    bool over;
} cursor;

struct gazetteer {
    arena own;
    file_map map; /* at is NULL when the bytes are someone else's */
    section part[SECTIONS];
    uint32_t crc[SECTIONS]; /* as the header states them */
    uint32_t n_places, n_keys, n_types;
    uint32_t n_blocks;
};

static inline uint32_t read_u16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t read_u32(const unsigned char *p)
{
    return read_u16(p) | read_u16(p + 2) << 16;
}

static inline cursor cursor_at(section s, size_t offset)
{
    if (offset > s.len)
        return (cursor){ s.at, s.at, true };
    return (cursor){ s.at + offset, s.at + s.len, false };
}

static inline cursor cursor_of(str s)
{
    const unsigned char *at = (const unsigned char *)s.at;
    return (cursor){ at, s.len ? at + s.len : at, false };
}

static inline uint32_t cursor_byte(cursor *c)
{
    if (c->at == c->end) {
        c->over = true;
        return 0;
    }
    return *c->at++;
}

static inline uint32_t cursor_number(cursor *c)
{
    uint32_t v = cursor_byte(c);
    if (v < 0x80)
        return v;
    v &= 0x7F;
    for (unsigned shift = 7; shift < 35; shift += 7) {
        uint32_t byte = cursor_byte(c);
        v |= (byte & 0x7F) << shift;
        if (byte < 0x80)
            return v;
    }
    c->over = true;
    return 0;
}

static inline str cursor_bytes(cursor *c, size_t n)
{
    if (n > (size_t)(c->end - c->at)) {
        c->over = true;
        c->at = c->end;
        return (str){ 0 };
    }
    str s = { (const char *)c->at, n };
    c->at += n;
    return s;
}
#endif
