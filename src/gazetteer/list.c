#include "gazetteer/list.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/num.h"
#include "gazetteer/read.h"
#include "gazetteer/relation.h"
#include "text/utf8.h"

#include <string.h>

enum { SECTION_LICENCES = 64, LONGEST_LICENCES = 1 << 16 };

static void add_field(buf *out, str text)
{
    buf_add_byte(out, '\t');
    buf_add_str(out, text);
}

static void add_number(buf *out, double v, bool known)
{
    buf_add_byte(out, '\t');
    if (known)
        num_write_fixed(out, v, 7);
}

/* The names behind the preferred one, with their tags. */
static void add_names(const gazetteer *g, facts *f, buf *out)
{
    str text;
    uint32_t tag;
    size_t n = 0;
    buf_add_byte(out, '\t');
    read_name(f, &text, &tag);
    while (read_name(f, &text, &tag)) {
        char lang[4];
        bool adjective = read_lang(g, tag, lang);
        buf_add_text(out, n++ ? "|" : "");
        buf_add_text(out, lang);
        buf_add_text(out, adjective ? "~" : "");
        buf_add_text(out, *lang ? ":" : "");
        buf_add_str(out, read_text(text));
    }
}

static void add_place(const gazetteer *g, uint32_t i, buf *out)
{
    gazetteer_place p = gazetteer_at(g, i);
    facts f, parent;
    if (!read_facts(g, i, &f))
        return;
    buf_add_str(out, p.id);
    add_field(out, str_of(gazetteer_kind_name(p.kind)));
    add_field(out, p.name);
    add_field(out, str_of(p.country));
    add_field(out, p.admin1);
    add_number(out, p.where.lat, true);
    add_number(out, p.where.lon, true);
    add_number(out, p.radius_km, p.radius_km > 0);
    add_number(out, (double)p.population, p.population >= 0);
    add_field(out, p.code);
    add_names(g, &f, out);
    add_field(out, p.from);
    add_field(out, p.to);
    bool inside = f.parent && read_facts(g, f.parent - 1, &parent);
    add_field(out, inside ? read_text(parent.id) : (str){ 0 });
    buf_add_byte(out, '\n');
}

static void add_kinds(buf *out, uint32_t kinds)
{
    bool first = true;
    for (unsigned k = 0; k < 32; k++) {
        const char *word = gazetteer_type_word(k);
        if (!word || !(kinds >> k & 1))
            continue;
        buf_add_text(out, first ? "\t" : "|");
        buf_add_text(out, word);
        first = false;
    }
}

static void add_words(const gazetteer *g, buf *out)
{
    section types = g->part[SECTION_TYPES];
    for (uint32_t i = 0; i < g->n_types && (size_t)i * 4 + 4 <= types.len; i++) {
        cursor c = cursor_at(types, read_u32(types.at + (size_t)i * 4));
        str bits = cursor_bytes(&c, 4);
        uint32_t side = cursor_byte(&c);
        str lang = cursor_bytes(&c, cursor_number(&c));
        str word = cursor_bytes(&c, cursor_number(&c));
        if (c.over || !bits.at)
            continue;
        buf_add_str(out, read_text(lang));
        add_field(out, read_text(word));
        bool before = side & GAZETTEER_BEFORE, after = side & GAZETTEER_AFTER;
        buf_add_text(out, before && after ? "\tbefore|after"
                          : before        ? "\tbefore"
                                          : "\tafter");
        add_kinds(out, read_u32((const unsigned char *)bits.at));
        buf_add_byte(out, '\n');
    }
}

static void add_endings(const gazetteer *g, buf *out)
{
    uint32_t n = read_n_endings(g);
    for (uint32_t i = 0; i < n; i++) {
        ending e;
        char lang[4];
        if (!read_ending(g, i, &e))
            continue;
        read_lang(g, e.lang, lang);
        buf_add_text(out, lang);
        add_field(out, read_text(e.text));
        add_field(out, read_text(e.instead));
        buf_add_text(out, e.adjective ? "\tyes\n" : "\t\n");
    }
}

dateline_status gazetteer_list(const gazetteer *g, gazetteer_tables *out,
                               dateline_error *err)
{
    static const char what[] = "the table of a gazetteer";
    *out = (gazetteer_tables){ 0 };
    buf_add_text(&out->places, "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tradius_km\t"
                               "population\tcode\tnames\tfrom\tto\tparent\n");
    for (uint32_t i = 0; i < g->n_places; i++)
        add_place(g, i, &out->places);
    buf_add_text(&out->words, "lang\tword\tposition\tkind\n");
    add_words(g, &out->words);
    buf_add_text(&out->endings, "lang\tending\tinstead\tadjective\n");
    add_endings(g, &out->endings);
    dateline_status st = buf_status(&out->places, what, err);
    st = st ? st : buf_status(&out->words, what, err);
    return st ? st : buf_status(&out->endings, what, err);
}

void gazetteer_tables_clear(gazetteer_tables *t)
{
    buf_clear(&t->places);
    buf_clear(&t->words);
    buf_clear(&t->endings);
}

static void put_u32(unsigned char *at, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(v >> (8 * i));
}

/* One more entry of the table moves everything behind it; the lines stand at once behind
   the table, on the page that is read when the file is opened. */
dateline_status gazetteer_license(buf *file, str lines, dateline_error *err)
{
    const unsigned char *old = file->at;
    uint32_t n = read_u32(old + MAGIC_SIZE + 4);
    size_t table = HEADER_SIZE + (size_t)n * ENTRY_SIZE;
    size_t more = ENTRY_SIZE + lines.len;
    if (!lines.len)
        return DATELINE_OK;
    if (lines.len > LONGEST_LICENCES || n >= MOST_SECTIONS)
        return error_set(err, DATELINE_LIMIT, "the licence lines are over 64 KiB");
    buf out = { 0 };
    buf_add(&out, old, table);
    unsigned char *entry = buf_room(&out, ENTRY_SIZE);
    buf_add_str(&out, lines);
    buf_add(&out, old + table, file->len - table);
    dateline_status st = buf_status(&out, "the gazetteer", err);
    if (st || !entry) {
        buf_clear(&out);
        return st;
    }
    unsigned char *p = out.at;
    for (uint32_t i = 0; i < n; i++) {
        unsigned char *offset = p + HEADER_SIZE + (size_t)i * ENTRY_SIZE + 4;
        put_u32(offset, (uint32_t)(read_u32(offset) + more));
    }
    put_u32(p + table, SECTION_LICENCES);
    put_u32(p + table + 4, (uint32_t)(table + ENTRY_SIZE));
    put_u32(p + table + 8, (uint32_t)lines.len);
    put_u32(p + table + 12, hash_crc32(0, lines.at, lines.len));
    put_u32(p + MAGIC_SIZE + 4, n + 1);
    put_u32(p + MAGIC_SIZE + 8, (uint32_t)out.len);
    uint32_t crc = hash_crc32(0, p, HEADER_CRC);
    crc = hash_crc32(crc, p + HEADER_SIZE, (size_t)(n + 1) * ENTRY_SIZE);
    put_u32(p + HEADER_CRC, crc);
    buf_clear(file);
    *file = out;
    return DATELINE_OK;
}

str gazetteer_licences(const gazetteer *g)
{
    const unsigned char *p = g->map.at;
    if (!p)
        return (str){ 0 };
    uint32_t n = read_u32(p + MAGIC_SIZE + 4);
    for (uint32_t i = 0; i < n; i++) {
        const unsigned char *entry = p + HEADER_SIZE + (size_t)i * ENTRY_SIZE;
        uint32_t offset = read_u32(entry + 4), size = read_u32(entry + 8);
        if (read_u32(entry) != SECTION_LICENCES)
            continue;
        bool inside = offset <= g->map.len && size <= g->map.len - offset &&
                      size <= LONGEST_LICENCES;
        if (!inside || hash_crc32(0, p + offset, size) != read_u32(entry + 12))
            break;
        return read_text((str){ (const char *)p + offset, size });
    }
    return (str){ 0 };
}
