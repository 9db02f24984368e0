#include "pdf/truetype.h"

#include <string.h>

enum {
    MOST_DEPTH = 65535, /* glyphs that a subset can hold */
    /* Flags of a component of a composite glyph. */
    WORDS = 0x0001,
    SCALE = 0x0008,
    MORE = 0x0020,
    TWO_SCALES = 0x0040,
    MATRIX = 0x0080,
};

static unsigned u16(str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.at + at;
    return at + 2 <= s.len ? (unsigned)p[0] << 8 | p[1] : 0;
}

static uint32_t u32(str s, size_t at)
{
    return (uint32_t)u16(s, at) << 16 | u16(s, at + 2);
}

static int s16(str s, size_t at)
{
    int v = (int)u16(s, at);
    return v < 0x8000 ? v : v - 0x10000;
}

static str part(str s, size_t from, size_t n)
{
    return from <= s.len && n <= s.len - from ? (str){ s.at + from, n } : (str){ 0 };
}

static str table(str file, size_t directory, const char name[4])
{
    unsigned n = u16(file, directory + 4);
    for (unsigned i = 0; i < n; i++) {
        size_t at = directory + 12 + 16 * (size_t)i;
        if (at + 16 <= file.len && !memcmp(file.at + at, name, 4))
            return part(file, u32(file, at + 8), u32(file, at + 12));
    }
    return (str){ 0 };
}

bool truetype_open(str file, int index, truetype *out)
{
    size_t at = 0;
    if (str_starts(file, STR("ttcf"))) {
        if (index < 0 || (uint32_t)index >= u32(file, 8))
            return false;
        at = u32(file, 12 + 4 * (size_t)index);
    }
    uint32_t kind = u32(file, at);
    if ((kind != 0x00010000 && kind != 0x74727565) || table(file, at, "fvar").len)
        return false;
    *out = (truetype){
        .head = table(file, at, "head"),
        .hhea = table(file, at, "hhea"),
        .maxp = table(file, at, "maxp"),
        .hmtx = table(file, at, "hmtx"),
        .loca = table(file, at, "loca"),
        .glyf = table(file, at, "glyf"),
        .cvt = table(file, at, "cvt "),
        .fpgm = table(file, at, "fpgm"),
        .prep = table(file, at, "prep"),
    };
    if (out->head.len < 54 || out->hhea.len < 36 || out->maxp.len < 6 || !out->glyf.len)
        return false;
    out->units = (int)u16(out->head, 18);
    out->wide = u16(out->head, 50) == 1;
    for (int i = 0; i < 4; i++)
        out->box[i] = s16(out->head, 36 + 2 * (size_t)i);
    out->n_glyphs = (int)u16(out->maxp, 4);
    out->n_metrics = (int)u16(out->hhea, 34);
    out->ascent = s16(out->hhea, 4);
    out->descent = s16(out->hhea, 6);
    return out->units >= 16 && out->n_glyphs > 0 && out->n_metrics > 0 &&
           out->hmtx.len >= 4 * (size_t)out->n_metrics &&
           out->loca.len >= ((size_t)out->n_glyphs + 1) * (out->wide ? 4 : 2);
}

static int advance(const truetype *t, uint32_t glyph)
{
    uint32_t last = (uint32_t)t->n_metrics - 1;
    return (int)u16(t->hmtx, 4 * (size_t)(glyph < last ? glyph : last));
}

static int bearing(const truetype *t, uint32_t glyph)
{
    size_t n = (size_t)t->n_metrics;
    return glyph < n ? s16(t->hmtx, 4 * (size_t)glyph + 2)
                     : s16(t->hmtx, 4 * n + 2 * ((size_t)glyph - n));
}

double truetype_width(const truetype *t, uint32_t glyph)
{
    return advance(t, glyph) * 1000.0 / t->units;
}

static str outline(const truetype *t, uint32_t glyph)
{
    if (glyph >= (uint32_t)t->n_glyphs)
        return (str){ 0 };
    size_t step = t->wide ? 4 : 2, at = step * glyph;
    size_t from = t->wide ? u32(t->loca, at) : 2 * (size_t)u16(t->loca, at);
    size_t to = t->wide ? u32(t->loca, at + 4) : 2 * (size_t)u16(t->loca, at + 2);
    return to > from ? part(t->glyf, from, to - from) : (str){ 0 };
}

/* The glyphs of a subset, in order. */
typedef struct subset {
    const truetype *t;
    arena *a;
    uint32_t *glyphs;
    size_t n, cap;
    uint16_t *place; /* of each glyph of the font; 0: none yet, or glyph 0 */
} subset;

static void add_glyph(subset *s, uint32_t glyph)
{
    s->glyphs = arena_grow(s->a, s->glyphs, s->n, &s->cap, sizeof *s->glyphs);
    if (glyph < (uint32_t)s->t->n_glyphs && !s->place[glyph])
        s->place[glyph] = (uint16_t)s->n;
    s->glyphs[s->n++] = glyph;
}

/* The glyph at place in the subset as it is there: components are renumbered, and
   added where they are new. */
static void add_outline(subset *s, size_t place, buf *out)
{
    str from = outline(s->t, s->glyphs[place]);
    size_t start = out->len;
    buf_add_str(out, from);
    bool composite = from.len >= 12 && s16(from, 0) < 0;
    for (size_t at = 10; composite && at + 4 <= from.len && !out->over;) {
        unsigned flags = u16(from, at), glyph = u16(from, at + 2);
        if (glyph && glyph < (unsigned)s->t->n_glyphs && !s->place[glyph] &&
            s->n < MOST_DEPTH)
            add_glyph(s, glyph);
        unsigned to = glyph < (unsigned)s->t->n_glyphs ? s->place[glyph] : 0;
        out->at[start + at + 2] = (unsigned char)(to >> 8);
        out->at[start + at + 3] = (unsigned char)to;
        at += flags & WORDS ? 8 : 6;
        at += flags & MATRIX ? 8u : flags & TWO_SCALES ? 4u : flags & SCALE ? 2u : 0u;
        composite = (flags & MORE) != 0;
    }
    while (out->len % 4)
        buf_add_byte(out, 0);
}

static void add_u16(buf *b, unsigned v)
{
    buf_add_byte(b, (unsigned char)(v >> 8));
    buf_add_byte(b, (unsigned char)v);
}

static void put_u16(buf *b, size_t at, unsigned v)
{
    if (b->over || at + 2 > b->len)
        return;
    b->at[at] = (unsigned char)(v >> 8);
    b->at[at + 1] = (unsigned char)v;
}

static void put_u32(buf *b, size_t at, uint32_t v)
{
    put_u16(b, at, v >> 16);
    put_u16(b, at + 2, v & 0xFFFF);
}

static uint32_t sum(str s)
{
    uint32_t out = 0;
    for (size_t i = 0; i < s.len; i += 4) {
        unsigned char last[4] = { 0 };
        memcpy(last, s.at + i, s.len - i < 4 ? s.len - i : 4);
        out += u32((str){ (const char *)last, 4 }, 0);
    }
    return out;
}

typedef struct entry {
    const char *name;
    buf bytes;
} entry;

/* A font file of these tables, which are in order of name (OpenType, "The Font
   File"). */
static void add_file(entry *tables, int n, buf *out)
{
    size_t start = out->len, head = 0;
    unsigned log = 0;
    while (2u << log <= (unsigned)n)
        log++;
    unsigned range = 16u << log;
    buf_add_u32be(out, 0x00010000);
    add_u16(out, (unsigned)n);
    add_u16(out, range);
    add_u16(out, log);
    add_u16(out, (unsigned)n * 16 - range);
    size_t at = 12 + 16 * (size_t)n;
    for (int i = 0; i < n; i++) {
        str s = buf_str(&tables[i].bytes);
        buf_add(out, tables[i].name, 4);
        buf_add_u32be(out, sum(s));
        buf_add_u32be(out, (uint32_t)at);
        buf_add_u32be(out, (uint32_t)s.len);
        if (!memcmp(tables[i].name, "head", 4))
            head = at;
        at += (s.len + 3) / 4 * 4;
    }
    for (int i = 0; i < n; i++) {
        buf_add_str(out, buf_str(&tables[i].bytes));
        while ((out->len - start) % 4)
            buf_add_byte(out, 0);
        buf_clear(&tables[i].bytes);
    }
    if (!out->over)
        put_u32(out, start + head + 8,
                0xB1B0AFBA -
                    sum((str){ (const char *)out->at + start, out->len - start }));
}

void truetype_subset(const truetype *t, const uint32_t *glyphs, size_t n, arena *a,
                     buf *out)
{
    subset s = { .t = t, .a = a };
    s.place = arena_array(a, uint16_t, (size_t)t->n_glyphs);
    add_glyph(&s, 0);
    for (size_t i = 0; i < n && s.n < MOST_DEPTH; i++)
        add_glyph(&s, glyphs[i]);
    entry e[] = { { "cvt ", { 0 } }, { "fpgm", { 0 } }, { "glyf", { 0 } },
                  { "head", { 0 } }, { "hhea", { 0 } }, { "hmtx", { 0 } },
                  { "loca", { 0 } }, { "maxp", { 0 } }, { "prep", { 0 } } };
    enum { CVT, FPGM, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, PREP, TABLES };
    for (size_t i = 0; i < s.n; i++) {
        buf_add_u32be(&e[LOCA].bytes, (uint32_t)e[GLYF].bytes.len);
        add_outline(&s, i, &e[GLYF].bytes);
        add_u16(&e[HMTX].bytes, (unsigned)advance(t, s.glyphs[i]));
        add_u16(&e[HMTX].bytes, (unsigned)bearing(t, s.glyphs[i]) & 0xFFFF);
    }
    buf_add_u32be(&e[LOCA].bytes, (uint32_t)e[GLYF].bytes.len);
    buf_add_str(&e[HEAD].bytes, t->head);
    put_u32(&e[HEAD].bytes, 8, 0);
    put_u16(&e[HEAD].bytes, 50, 1);
    buf_add_str(&e[HHEA].bytes, t->hhea);
    put_u16(&e[HHEA].bytes, 34, (unsigned)s.n);
    buf_add_str(&e[MAXP].bytes, t->maxp);
    put_u16(&e[MAXP].bytes, 4, (unsigned)s.n);
    buf_add_str(&e[CVT].bytes, t->cvt);
    buf_add_str(&e[FPGM].bytes, t->fpgm);
    buf_add_str(&e[PREP].bytes, t->prep);
    int kept = 0;
    for (int i = 0; i < TABLES; i++)
        if (e[i].bytes.len)
            e[kept++] = e[i];
    add_file(e, kept, out);
}
