/*
 * gazetteer/format - how the file is laid out; shared by writer and reader.
 *
 * Little endian throughout. A header, a table of sections, the sections. The
 * header's checksum is verified when the file is opened, those of the sections by
 * gazetteer_check; so every offset, count and index that is read from a section
 * is checked where it is used. A reader passes over sections it does not know.
 *
 * What is touched counts, not what is read: of a mapped file the system holds at
 * least a page, and mostly the 64 KiB around it. So what is asked for together stands
 * together. Places are numbered by group: countries and other wide areas, which any map
 * asks for; what else is no settlement; then settlements, the most important ones first,
 * in groups that grow. Inside a group they follow a curve
 * over the degree cells that keeps neighbors together, and inside a cell they stand by
 * falling importance. A map of one region touches one stretch of each group, a map of
 * the world few groups. All that is known of a place stands in one record.
 *
 * Names are found in a sorted dictionary of folds: blocks of BLOCK_KEYS, each key
 * as what it shares with the one before and what follows. A search halves an array
 * of the first eight bytes of some blocks, which fits a processor's nearest cache,
 * then that of the blocks between two of them, and reads one block. Sorted rather than
 * hashed, because it is smaller, and because names of one region are often alike. Ids
 * stand with the places; sorted are the numbers of these.
 *
 *   STARTS    for each START_PLACES places: u32 where the record of the first starts in
 *             PLACES, and u16 for each of the others how far behind it, or START_FAR
 *   TOPS      the first eight bytes of each TOP_BLOCKS-th block's first key
 *   HEADS     for each block: the first eight bytes of its first key, padded with 0;
 *             u32 where it starts in KEYS
 *   ID_HEADS  first eight bytes of each BLOCK_KEYS-th id, padded with 0
 *   CELLS     CELL_SIZE bytes for each degree cell of each group that has places, in
 *             the order of the places: column from 180 W and row from 90 S, group, the
 *             first of its places; and an end of group GROUPS
 *   WORDS     strings that many places share (languages, codes, first-order units):
 *             u32 count, u32 where each ends, counted from the end of these
 *   TYPES     words such as "village", sorted by bytes: u32 where each starts, and
 *             each: kinds as bits u32, side, language and word as length and bytes
 *   ENDINGS   endings of words, in the order of their bytes from the last to the first:
 *             u32 count; u32 where each starts, counted from the end of these; and each:
 *             its text and what stands instead as length and bytes, language, and 1 if
 *             it makes an adjective
 *   IDS       u32 for each place in the order of their ids: its number, and above
 *             these 24 bits the lowest of the CRC-32 of the id
 *   KEYS      for each key: a byte with what it shares above and its length below,
 *             where KEY_MORE says that a number follows to be added; how its postings
 *             begin; bytes; postings.
 *             A single one begins with the number of the name, times 2; and is the place
 *             as KEY_PLACE bytes. Else they begin with their size in bytes, times 2 + 1;
 *             and are by falling importance of the place: from the place before to this
 *             one, by zigzag; number of the name
 *   PLACES    for each place: the size of the rest; id (length, bytes);
 *             parent + 1 (0: none); the count of names, and each: language, length,
 *             bytes; the first is the preferred one; PLACE_SIZE bytes
 *   SOUNDS    all sounds as a tree of letters: u32 size of its wide nodes, link to the
 *             root, the wide nodes, the narrow ones.
 *             A link is u32 the letters of the node's children as bits, and LINK_WORD if
 *             it ends a word; u32 where it stands among the wide or the narrow nodes,
 *             times 2, + 1 if it is wide.
 *             A wide node has WIDE_WORDS words or more, or is the root: u32 where its
 *             postings stand among the narrow nodes if it ends a word; links to its
 *             children. Of a narrow one that a link leads to only what follows the byte
 *             is there.
 *             Narrow nodes stand before their children, these in the order of the
 *             alphabet, and the whole of a branch before the next: a byte with the
 *             letter and NODE_ bits; if it has children, and is not the last of its
 *             parent's, the size of what follows; if it ends a word, the postings.
 *             For a single posting: the place times 4, + 2 when the number of its name
 *             follows, which else is 0. Else: size in bytes, times 2 + 1; and each by
 *             falling importance: the place times 2, + 1 when the number follows
 *   SOUNDS_BACK   the same sounds from the last letter to the first, without postings
 *
 * Two trees, because a misspelled word has one half that is right, or nearly so: that
 * half leads to a small part of one of them. Wide nodes are few and looked at by most
 * questions; of a narrow one all that belongs to it lies within some hundred bytes.
 *
 * Lengths, counts and numbers without a stated size are LEB128; those by zigzag are 0,
 * -1, 1, -2, ... in order.
 */
#ifndef GAZETTEER_FORMAT_H
#define GAZETTEER_FORMAT_H

#include "base/file.h"
#include "gazetteer/gazetteer.h"

#include <stdint.h>

#define FORMAT_MAGIC "dlgaz\r\n\032"

enum {
    FORMAT_VERSION = 3,
    MAGIC_SIZE = 8,
    /* magic, version, sections, file size, places, keys, types, checksum */
    HEADER_SIZE = MAGIC_SIZE + 7 * 4,
    HEADER_CRC = HEADER_SIZE - 4,
    /* tag, offset, size, checksum */
    ENTRY_SIZE = 16,
    MOST_SECTIONS = 64,
    LONGEST_ENDING = 64,
    ADJECTIVE = '~', /* ends the language of an adjective in WORDS */
    PLACE_SIZE = 27,
    START_PLACES = 8,
    START_SIZE = 4 + (START_PLACES - 1) * 2,
    START_FAR = 0xFFFF,
    RADIUS_WHOLE = 0x8000,
    BLOCK_KEYS = 32,
    HEAD_SIZE = 8 + 4,
    TOP_BLOCKS = 8,
    KEY_MORE = 15,
    KEY_PLACE = 3,
    ID_SIZE = 4,
    LONGEST_SOUND = 60,
    NODE_LETTER = 31, /* 0 for a */
    NODE_WORD = 32,
    NODE_MORE = 64, /* it has children */
    NODE_LAST = 128,
    WIDE_WORDS = 64,
    LINK_SIZE = 8,
    LINK_LETTERS = (1 << 26) - 1,
    LINK_WORD = 1 << 30,
    TREE_HEAD = 4 + LINK_SIZE,
    CELLS_X = 360,
    CELLS_Y = 180,
    CELL_SIZE = 8,
    /* countries, seas and parts of the world; what else is no settlement; then those,
       each group of them more important than the next */
    GROUPS = 5,
    GROUP_SETTLED = 2, /* the first of them */
};

typedef enum section_tag {
    SECTION_STARTS = 0, /* the small ones, which most questions touch, side by side */
    SECTION_TOPS,
    SECTION_HEADS,
    SECTION_ID_HEADS,
    SECTION_CELLS,
    SECTION_WORDS,
    SECTION_TYPES,
    SECTION_IDS,
    SECTION_KEYS,
    SECTION_PLACES,
    SECTIONS_NEEDED, /* a file may lack those that follow, and has nothing of theirs */
    SECTION_ENDINGS = SECTIONS_NEEDED,
    SECTION_SOUNDS,
    SECTION_SOUNDS_BACK,
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
    PLACE_FROM = 20, /* u16, where in WORDS; 0: always */
    PLACE_TO = 22,   /* u16 */
    PLACE_KIND = 24,
    PLACE_RANK = 25,
    PLACE_CODE = 26, /* u8, where in WORDS */
};

/* Offsets inside a cell. */
enum {
    CELL_X = 0, /* u16 */
    CELL_Y = 2,
    CELL_GROUP = 3,
    CELL_FIRST = 4, /* u32 */
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
    uint32_t n_blocks, n_id_blocks; /* of BLOCK_KEYS keys or ids, or less */
};

/* The column or row of a coordinate in 1e-7 degrees, of cells that cover half to each
   side of 0. */
static inline uint32_t format_cell(int32_t units, uint32_t cells)
{
    int64_t at = (units + (int64_t)cells / 2 * 10000000) / 10000000;
    return at < 0 ? 0 : at < cells ? (uint32_t)at : cells - 1;
}

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
    static const unsigned char none = 0;
    const unsigned char *at = s.len ? (const unsigned char *)s.at : &none;
    return (cursor){ at, at + s.len, false };
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
