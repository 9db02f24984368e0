#include "render/png.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/squeeze.h"

#include <math.h>
#include <string.h>

/* 0x..RRGGBB, row after row. */
typedef struct bitmap {
    const uint32_t *pixels;
    int width, height;
} bitmap;

enum {
    MOST_COLORS = 256,
    SLOTS = 1024, /* of the color table; a power of two, sparsely filled */
    LEVEL = 1,    /* of libdeflate; 4 is 4 % smaller and takes a third longer */
};

/* The colors of an image in order of appearance. */
typedef struct palette {
    uint32_t colors[MOST_COLORS];
    int n;
    uint32_t keys[SLOTS]; /* color + 1; 0: free */
    unsigned char index[SLOTS];
} palette;

static void add_u16be(unsigned char *at, unsigned v)
{
    at[0] = (unsigned char)(v >> 8);
    at[1] = (unsigned char)v;
}

static void add_chunk(buf *out, const char type[4], str data)
{
    buf_add_u32be(out, (uint32_t)data.len);
    size_t from = out->len;
    buf_add(out, type, 4);
    buf_add_str(out, data);
    if (!out->over)
        buf_add_u32be(out, squeeze_crc32(0, (str){ (const char *)out->at + from,
                                                   out->len - from }));
}

static const uint32_t *row_of(const bitmap *image, int y)
{
    return image->pixels + (size_t)y * (size_t)image->width;
}

static int slot_of(const palette *p, uint32_t color)
{
    uint32_t i = (color * 0x9E3779B1u) >> 22;
    while (p->keys[i] && p->keys[i] != color + 1)
        i = (i + 1) & (SLOTS - 1);
    return (int)i;
}

/* False when there are too many colors. */
static bool find_colors(const bitmap *image, palette *p)
{
    uint32_t last = 0xFFFFFFFF;
    for (int y = 0; y < image->height; y++) {
        const uint32_t *row = row_of(image, y);
        for (int x = 0; x < image->width; x++) {
            uint32_t color = row[x] & 0xFFFFFF;
            if (color == last)
                continue;
            last = color;
            int i = slot_of(p, color);
            if (p->keys[i])
                continue;
            if (p->n == MOST_COLORS)
                return false;
            p->keys[i] = color + 1;
            p->index[i] = (unsigned char)p->n;
            p->colors[p->n++] = color;
        }
    }
    return true;
}

/* Bits that an index takes: 1, 2, 4 or 8. */
static int depth_of(int n)
{
    return n <= 2 ? 1 : n <= 4 ? 2 : n <= 16 ? 4 : 8;
}

static void index_row(const palette *p, const uint32_t *row, int width, int depth,
                      unsigned char *out)
{
    uint32_t last = 0xFFFFFFFF;
    unsigned index = 0;
    int per_byte = 8 / depth;
    for (int x = 0; x < width; x++) {
        uint32_t color = row[x] & 0xFFFFFF;
        if (color != last) {
            last = color;
            index = p->index[slot_of(p, color)];
        }
        out[x / per_byte] |= (unsigned char)(index << (8 - depth * (x % per_byte + 1)));
    }
}

static void rgb_row(const uint32_t *row, int width, unsigned char *out)
{
    for (int x = 0; x < width; x++, out += 3) {
        uint32_t color = row[x]; /* read first: out may be where row is */
        out[0] = (unsigned char)(color >> 16);
        out[1] = (unsigned char)(color >> 8);
        out[2] = (unsigned char)color;
    }
}

static dateline_status deflate_rows(const unsigned char *rows, size_t n, buf *out,
                                    dateline_error *err)
{
    squeeze *z = squeeze_new(LEVEL);
    dateline_status st = squeeze_zlib(z, (str){ (const char *)rows, n }, out, err);
    squeeze_free(z);
    return st;
}

/* Rows without filtering, which suits flat colors best. RGB rows take less room
   than the pixels, so that rows may be where the pixels are. */
static size_t pack_rows(const bitmap *image, const palette *p, unsigned char *rows)
{
    int depth = p ? depth_of(p->n) : 24;
    size_t bytes = 1 + ((size_t)image->width * (size_t)depth + 7) / 8;
    for (int y = 0; y < image->height; y++) {
        unsigned char *row = rows + (size_t)y * bytes;
        if (p)
            index_row(p, row_of(image, y), image->width, depth, row + 1);
        else
            rgb_row(row_of(image, y), image->width, row + 1);
        row[0] = 0;
    }
    return bytes * (size_t)image->height;
}

static dateline_status deflate_indexes(const bitmap *image, const palette *p, buf *out,
                                       dateline_error *err)
{
    arena memory = { 0 };
    size_t bytes = (1 + (size_t)image->width) * (size_t)image->height;
    unsigned char *rows = arena_array(&memory, unsigned char, bytes);
    size_t n = pack_rows(image, p, rows);
    dateline_status st = deflate_rows(rows, n, out, err);
    arena_clear(&memory);
    return st;
}

static void add_text(buf *out, const char *keyword, const char *lang, const char *text)
{
    if (!text || !*text)
        return;
    buf data = { 0 };
    buf_add(&data, keyword, strlen(keyword) + 1);
    buf_add(&data, "\0", 2); /* not compressed */
    buf_add_text(&data, lang ? lang : "");
    buf_add(&data, "\0", 2); /* end of language; no translated keyword */
    buf_add_text(&data, text);
    add_chunk(out, "iTXt", buf_str(&data));
    buf_clear(&data);
}

static void begin(buf *out, int width, int height, int depth, int type,
                  const png_info *info)
{
    buf_add(out, "\x89PNG\r\n\x1a\n", 8);
    unsigned char head[13] = { 0 };
    add_u16be(head, (unsigned)width >> 16);
    add_u16be(head + 2, (unsigned)width & 0xFFFF);
    add_u16be(head + 4, (unsigned)height >> 16);
    add_u16be(head + 6, (unsigned)height & 0xFFFF);
    head[8] = (unsigned char)depth;
    head[9] = (unsigned char)type;
    add_chunk(out, "IHDR", (str){ (const char *)head, sizeof head });
    add_chunk(out, "sRGB", STR("\0")); /* perceptual */
    unsigned char phys[9] = { 0 };
    unsigned per_meter = (unsigned)lround(72 / 0.0254 * info->scale);
    add_u16be(phys, per_meter >> 16);
    add_u16be(phys + 2, per_meter & 0xFFFF);
    add_u16be(phys + 4, per_meter >> 16);
    add_u16be(phys + 6, per_meter & 0xFFFF);
    phys[8] = 1; /* the unit is the meter */
    add_chunk(out, "pHYs", (str){ (const char *)phys, sizeof phys });
    add_text(out, "Title", info->lang, info->title);
    add_text(out, "Description", info->lang, info->description);
}

static void add_palette(buf *out, const palette *p)
{
    unsigned char data[3 * MOST_COLORS];
    rgb_row(p->colors, p->n, data);
    add_chunk(out, "PLTE", (str){ (const char *)data, 3 * (size_t)p->n });
}

static dateline_status finish(buf *out, const buf *data, dateline_error *err)
{
    add_chunk(out, "IDAT", buf_str(data));
    add_chunk(out, "IEND", (str){ 0 });
    return buf_status(out, "the picture", err);
}

dateline_status png_encode(uint32_t *pixels, int width, int height, const png_info *info,
                           buf *out, dateline_error *err)
{
    palette p = { 0 };
    bitmap image = { pixels, width, height };
    bool few = find_colors(&image, &p);
    buf data = { .max = out->max };
    dateline_status st;
    begin(out, width, height, few ? depth_of(p.n) : 8, few ? 3 : 2, info);
    if (few) {
        add_palette(out, &p);
        st = deflate_indexes(&image, &p, &data, err);
    } else {
        unsigned char *rows = (unsigned char *)pixels;
        st = deflate_rows(rows, pack_rows(&image, NULL, rows), &data, err);
    }
    if (!st)
        st = finish(out, &data, err);
    buf_clear(&data);
    return st;
}
