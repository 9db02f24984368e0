#include "pdf/fonts.h"

#include "base/hash.h"

#include <string.h>

enum {
    MOST_CODES = 65535,
    AT_ONCE = 100, /* lines of a character map in a block */
};

/* The name of a font file, without its folder and suffix. */
static const char *name_of(const char *path, arena *a)
{
    str s = str_of(path);
    for (size_t i = s.len; i > 0; i--)
        if (s.at[i - 1] == '/') {
            s = (str){ s.at + i, s.len - i };
            break;
        }
    char *name = str_copy(a, s), *dot = strrchr(name, '.');
    if (dot)
        *dot = 0;
    for (char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
              (*c >= '0' && *c <= '9') || *c == '-'))
            *c = '_';
    return name;
}

pdf_face *pdf_fonts_face(pdf_fonts *p, int face)
{
    while ((size_t)face >= p->n) {
        p->faces = arena_grow(p->to->a, p->faces, p->n, &p->cap, sizeof *p->faces);
        pdf_face *f = &p->faces[p->n];
        int index;
        const char *path = font_face_file(p->f, (int)p->n++, &index);
        *f = (pdf_face){ .name = name_of(path, p->to->a) };
        if (file_map_open(path, &f->file, NULL))
            continue;
        str bytes = { (const char *)f->file.at, f->file.len };
        f->usable = truetype_open(bytes, index, &f->outlines);
    }
    return &p->faces[face];
}

static size_t hash_of(uint32_t glyph, str text)
{
    return (size_t)(hash_str(text) ^ glyph * 0x9E3779B97F4A7C15u);
}

static int *slot_of(const pdf_face *f, uint32_t glyph, str text)
{
    for (size_t i = hash_of(glyph, text);; i++) {
        int *slot = &f->slots[i & (f->n_slots - 1)];
        if (!*slot ||
            (f->codes[*slot].glyph == glyph && str_eq(f->codes[*slot].text, text)))
            return slot;
    }
}

static void make_slots(pdf_face *f, arena *a)
{
    if (f->n * 2 < f->n_slots)
        return;
    f->n_slots = f->n_slots ? f->n_slots * 2 : 256;
    f->slots = arena_array(a, int, f->n_slots);
    for (size_t i = 1; i < f->n; i++)
        *slot_of(f, f->codes[i].glyph, f->codes[i].text) = (int)i;
}

static void add_code(pdf_face *f, pdf_code code, arena *a)
{
    f->codes = arena_grow(a, f->codes, f->n, &f->cap, sizeof *f->codes);
    f->codes[f->n++] = code;
}

int pdf_fonts_code(pdf_fonts *p, pdf_face *f, uint32_t glyph, str text)
{
    arena *a = p->to->a;
    if (!f->object) {
        f->object = pdf_reserve(p->to);
        add_code(f, (pdf_code){ .width = truetype_width(&f->outlines, 0) }, a);
    }
    make_slots(f, a);
    int *slot = slot_of(f, glyph, text);
    if (!*slot && f->n < MOST_CODES) {
        *slot = (int)f->n;
        add_code(f,
                 (pdf_code){ .glyph = glyph,
                             .text = { str_copy(a, text), text.len },
                             .width = truetype_width(&f->outlines, glyph) },
                 a);
    }
    return *slot;
}

/* Glyphs of the font in the file, in the order of their first codes; places says
   where the glyph of each code is. */
static size_t list_glyphs(const pdf_face *f, arena *a, uint32_t *glyphs, uint16_t *places)
{
    uint16_t *place = arena_array(a, uint16_t, (size_t)f->outlines.n_glyphs + 1);
    size_t n = 0;
    for (size_t i = 1; i < f->n; i++) {
        uint32_t g = f->codes[i].glyph;
        if (!g || g >= (uint32_t)f->outlines.n_glyphs)
            continue;
        if (!place[g]) {
            glyphs[n++] = g;
            place[g] = (uint16_t)n;
        }
        places[i] = place[g];
    }
    return n;
}

/* Six capitals that depend on what is in it (9.6.4). */
static void add_tag(buf *out, const uint32_t *glyphs, size_t n)
{
    uint64_t h = hash_str((str){ (const char *)glyphs, n * sizeof *glyphs });
    for (int i = 0; i < 6; i++, h /= 26)
        buf_add_byte(out, (unsigned char)('A' + h % 26));
    buf_add_byte(out, '+');
}

/* Which characters codes stand for (9.10.3). */
static void write_meaning(pdf_fonts *p, const pdf_face *f, int object)
{
    buf b = { 0 };
    buf_add_text(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 "
                     ">> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 1; i < f->n; i += AT_ONCE) {
        size_t n = f->n - i < AT_ONCE ? f->n - i : AT_ONCE;
        buf_addf(&b, "%zu beginbfchar\n", n);
        for (size_t k = i; k < i + n; k++) {
            buf_addf(&b, "<%04X> <", (unsigned)k);
            pdf_utf16(&b, f->codes[k].text);
            buf_add_text(&b, ">\n");
        }
        buf_add_text(&b, "endbfchar\n");
    }
    buf_add_text(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
    pdf_stream(p->to, object, "", buf_str(&b));
    buf_clear(&b);
}

static double per_mille(const truetype *t, int v)
{
    return v * 1000.0 / t->units;
}

static void write_descriptor(pdf_fonts *p, const pdf_face *f, int object, int file,
                             const char *name)
{
    const truetype *t = &f->outlines;
    buf *out = p->to->out;
    pdf_open(p->to, object);
    buf_addf(out, "<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [", name);
    for (int i = 0; i < 4; i++)
        pdf_num(out, per_mille(t, t->box[i]));
    buf_addf(out, " ] /ItalicAngle %d /Ascent", strstr(name, "Italic") ? -12 : 0);
    pdf_num(out, per_mille(t, t->ascent));
    buf_add_text(out, " /Descent");
    pdf_num(out, per_mille(t, t->descent));
    buf_addf(out, " /CapHeight 714 /StemV %d /FontFile2 %d 0 R >>",
             strstr(name, "Bold") ? 140 : 80, file);
    pdf_close(p->to);
}

static void write_files(pdf_fonts *p, pdf_face *f, int map, int file, buf *name)
{
    arena memory = { 0 };
    uint32_t *glyphs = arena_array(&memory, uint32_t, f->n);
    uint16_t *places = arena_array(&memory, uint16_t, f->n);
    size_t n = list_glyphs(f, &memory, glyphs, places);
    buf b = { 0 };
    for (size_t i = 0; i < f->n; i++) {
        buf_add_byte(&b, (unsigned char)(places[i] >> 8));
        buf_add_byte(&b, (unsigned char)places[i]);
    }
    pdf_stream(p->to, map, "", buf_str(&b));
    b.len = 0;
    truetype_subset(&f->outlines, glyphs, n, &memory, &b);
    char *entries = str_print(&memory, "/Length1 %zu", b.len);
    pdf_stream(p->to, file, entries, buf_str(&b));
    buf_clear(&b);
    add_tag(name, glyphs, n);
    buf_add_text(name, f->name);
    buf_add_byte(name, 0);
    arena_clear(&memory);
}

static void write_face(pdf_fonts *p, pdf_face *f)
{
    pdf_file *to = p->to;
    int cid = pdf_reserve(to), descriptor = pdf_reserve(to), file = pdf_reserve(to);
    int map = pdf_reserve(to), meaning = pdf_reserve(to);
    buf name = { 0 };
    write_files(p, f, map, file, &name);
    const char *base = (const char *)name.at;
    pdf_open(to, f->object);
    buf_addf(to->out,
             "<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "
             "/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>",
             base, cid, meaning);
    pdf_close(to);
    pdf_open(to, cid);
    buf_addf(to->out,
             "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << "
             "/Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
             "%d 0 R /CIDToGIDMap %d 0 R /W [0 [",
             base, descriptor, map);
    for (size_t i = 0; i < f->n; i++)
        pdf_num(to->out, f->codes[i].width);
    buf_add_text(to->out, " ]] >>");
    pdf_close(to);
    write_descriptor(p, f, descriptor, file, base);
    write_meaning(p, f, meaning);
    buf_clear(&name);
}

void pdf_fonts_write(pdf_fonts *p, buf *resources)
{
    for (size_t i = 0; i < p->n; i++) {
        pdf_face *f = &p->faces[i];
        if (!f->object)
            continue;
        write_face(p, f);
        buf_addf(resources, " /F%zu %d 0 R", i, f->object);
    }
}

void pdf_fonts_close(pdf_fonts *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->faces[i].file.at)
            file_map_close(&p->faces[i].file);
}
