#include "png/png.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/pool.h"
#include "base/squeeze.h"
#include "png/join.h"

#include <math.h>
#include <string.h>

/* 0x..RRGGBB, row after row. */
typedef struct bitmap {
    uint32_t *pixels;
    int width, height;
} bitmap;

enum {
    MOST_COLORS = 256,
    SLOTS = 1024, /* of the color table; a power of two, sparsely filled */
    LEVEL = 1,    /* of libdeflate; 4 is 4 % smaller and takes a third longer */
    IMAGE_LEVEL = 6,
    PIECE = 700000, /* bytes of rows that are compressed on their own */
    MOST_PIECES = 16,
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

/* ---- rows -------------------------------------------------------------------- */

/* A row of which many pixels are unlike the one before is no drawing: there the
   differences from what surrounds a pixel take less room (filter 4, Paeth). Every
   fourth tells enough. */
static bool is_photo(const uint32_t *row, int width, uint32_t mask)
{
    int unlike = 0;
    for (int x = 1; x < width; x += 4)
        unlike += ((row[x] ^ row[x - 1]) & mask) != 0;
    return unlike * 12 > width * 2;
}

static unsigned char paeth(int left, int up, int corner)
{
    int p = up - corner, q = left - corner;
    int far = p + q;
    p = p < 0 ? -p : p;
    q = q < 0 ? -q : q;
    far = far < 0 ? -far : far;
    return (unsigned char)(p <= q && p <= far ? left : q <= far ? up : corner);
}

static void filter_row(const unsigned char *row, const unsigned char *above, size_t bytes,
                       size_t step, unsigned char *out)
{
    for (size_t i = 0; i < step; i++)
        out[i] = (unsigned char)(row[i] - above[i]);
    for (size_t i = step; i < bytes; i++)
        out[i] =
            (unsigned char)(row[i] - paeth(row[i - step], above[i], above[i - step]));
}

/* Rows that are compressed at once. */
typedef struct piece {
    const bitmap *image;
    const palette *palette; /* NULL: RGB */
    int from, to;           /* rows */
    bool last;
    unsigned char *rows; /* room for them; for RGB it may be where the pixels are */
    size_t bytes;        /* of a packed row, without the number of its filter */
    buf out;
    uint32_t adler;
    dateline_status status;
    dateline_error error;
} piece;

/* RGB rows take less room than the pixels, so that rows may be where the pixels
   are: of a row nothing is written before all of it was read. above is the row
   before as it is; a row that is not filtered stays where it was packed. */
static void pack_rgb(const piece *p, arena *a)
{
    unsigned char *lines[2] = { arena_array(a, unsigned char, p->bytes),
                                arena_array(a, unsigned char, p->bytes) };
    const unsigned char *above = NULL;
    for (int y = p->from; y < p->to; y++) {
        const uint32_t *row = row_of(p->image, y);
        unsigned char *out = p->rows + (size_t)(y - p->from) * (p->bytes + 1);
        bool photo = above && is_photo(row, p->image->width, 0xFFFFFF);
        unsigned char *to = photo ? lines[y % 2] : out + 1;
        rgb_row(row, p->image->width, to);
        out[0] = photo ? 4 : 0;
        if (photo)
            filter_row(to, above, p->bytes, 3, out + 1);
        above = to;
    }
}

/* Rows of few colors go as they are, which suits them best. */
static void pack_indexes(const piece *p)
{
    for (int y = p->from; y < p->to; y++)
        index_row(p->palette, row_of(p->image, y), p->image->width,
                  depth_of(p->palette->n),
                  p->rows + (size_t)(y - p->from) * (p->bytes + 1) + 1);
}

static void squeeze_piece(void *ctx, size_t i, int worker)
{
    piece *p = (piece *)ctx + i;
    arena memory = { 0 };
    (void)worker;
    if (p->palette)
        pack_indexes(p);
    else
        pack_rgb(p, &memory);
    str rows = { (const char *)p->rows, (size_t)(p->to - p->from) * (p->bytes + 1) };
    squeeze *z = squeeze_new(LEVEL);
    p->status = squeeze_raw(z, rows, &p->out, &p->error);
    squeeze_free(z);
    p->adler = squeeze_adler32(1, rows);
    if (!p->status && !p->last && !join_open(&p->out, 0))
        p->status = error_set(&p->error, DATELINE_FAILED, "cannot join compressed rows");
    arena_clear(&memory);
}

/* All pieces, one after the other, as zlib (RFC 1950). */
static dateline_status join_pieces(piece *pieces, size_t n, buf *out, dateline_error *err)
{
    uint32_t adler = 1;
    dateline_status st = DATELINE_OK;
    buf_add(out, "\x78\x01", 2);
    for (size_t i = 0; i < n; i++) {
        piece *p = &pieces[i];
        size_t bytes = (size_t)(p->to - p->from) * (p->bytes + 1);
        if (p->status && !st) {
            st = p->status;
            if (err)
                *err = p->error;
        }
        adler = join_adler32(adler, p->adler, bytes);
        buf_add_str(out, buf_str(&p->out));
        buf_clear(&p->out);
    }
    buf_add_u32be(out, adler);
    return st ? st : buf_status(out, "the picture", err);
}

static dateline_status squeeze_rows(const bitmap *image, const palette *p, int threads,
                                    buf *out, dateline_error *err)
{
    arena memory = { 0 };
    size_t depth = p ? (size_t)depth_of(p->n) : 24;
    size_t bytes = ((size_t)image->width * depth + 7) / 8;
    size_t n = (bytes + 1) * (size_t)image->height / PIECE + 1;
    n = n > MOST_PIECES ? MOST_PIECES : n;
    n = n > (size_t)image->height ? (size_t)image->height : n;
    piece *pieces = arena_array(&memory, piece, n);
    unsigned char *rows = NULL;
    if (p)
        rows = arena_array(&memory, unsigned char, (bytes + 1) * (size_t)image->height);
    for (size_t i = 0; i < n; i++) {
        piece *q = &pieces[i];
        *q = (piece){ .image = image, .palette = p, .bytes = bytes, .last = i + 1 == n };
        q->from = (int)((size_t)image->height * i / n);
        q->to = (int)((size_t)image->height * (i + 1) / n);
        q->rows =
            p ? rows + (bytes + 1) * (size_t)q->from
              : (unsigned char *)(image->pixels + (size_t)q->from * (size_t)image->width);
    }
    pool_run(threads, n, squeeze_piece, pieces);
    dateline_status st = join_pieces(pieces, n, out, err);
    arena_clear(&memory);
    return st;
}

/* ---- chunks ------------------------------------------------------------------ */

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

static void add_head(buf *out, int width, int height, int depth, int type)
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
}

static void add_info(buf *out, const png_info *info)
{
    add_chunk(out, "sRGB", STR("\0"));               /* perceptual */
    add_chunk(out, "gAMA", STR("\x00\x00\xB1\x8F")); /* 1/2.2, for who lacks sRGB */
    unsigned char phys[9] = { 0 };
    unsigned per_meter = (unsigned)lround(72 / 0.0254 * info->scale);
    add_u16be(phys, per_meter >> 16);
    add_u16be(phys + 2, per_meter & 0xFFFF);
    add_u16be(phys + 4, per_meter >> 16);
    add_u16be(phys + 6, per_meter & 0xFFFF);
    phys[8] = 1; /* the unit is the meter */
    add_chunk(out, "pHYs", (str){ (const char *)phys, sizeof phys });
    add_text(out, "Title", info->lang, info->title);
    add_text(out, "Author", info->lang, info->author);
    add_text(out, "Description", info->lang, info->description);
    add_text(out, "Alt", info->lang, info->alt);
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

/* What takes the pixels writes over them. NOLINTNEXTLINE(readability-non-const-parameter)
 */
dateline_status png_encode(uint32_t *pixels, int width, int height, const png_info *info,
                           buf *out, dateline_error *err)
{
    palette p = { 0 };
    bitmap image = { .width = width, .height = height };
    image.pixels = pixels;
    bool few = find_colors(&image, &p);
    buf data = { .max = out->max };
    add_head(out, width, height, few ? depth_of(p.n) : 8, few ? 3 : 2);
    add_info(out, info);
    if (few)
        add_palette(out, &p);
    dateline_status st = squeeze_rows(&image, few ? &p : NULL, info->threads, &data, err);
    if (!st)
        st = finish(out, &data, err);
    buf_clear(&data);
    return st;
}

/* ---- images ------------------------------------------------------------------ */

static void image_row(const uint32_t *row, int width, int skip, int colors,
                      unsigned char *out)
{
    for (int x = 0; x < width; x++)
        for (int c = 0; c < colors; c++)
            *out++ = (unsigned char)(row[x] >> (24 - 8 * (skip + c)));
}

/* Red and alpha. */
static void grey_row(const uint32_t *row, int width, unsigned char *out)
{
    for (int x = 0; x < width; x++) {
        *out++ = (unsigned char)(row[x] >> 24);
        *out++ = (unsigned char)row[x];
    }
}

static dateline_status squeeze_image(const png_image *m, int skip, int colors, bool grey,
                                     buf *out, dateline_error *err)
{
    arena memory = { 0 };
    size_t bytes = (size_t)m->width * (size_t)colors;
    unsigned char *rows =
        arena_array(&memory, unsigned char, (bytes + 1) * (size_t)m->height);
    unsigned char *lines[2] = { arena_array(&memory, unsigned char, bytes),
                                arena_array(&memory, unsigned char, bytes) };
    for (int y = 0; y < m->height; y++) {
        const uint32_t *row = m->pixels + (size_t)y * (size_t)m->width;
        if (grey)
            grey_row(row, m->width, lines[y % 2]);
        else
            image_row(row, m->width, skip, colors, lines[y % 2]);
        unsigned char *to = rows + (size_t)y * (bytes + 1);
        bool photo = y && is_photo(row, m->width, 0xFFFFFFFF);
        to[0] = photo ? 4 : 0;
        if (photo)
            filter_row(lines[y % 2], lines[1 - y % 2], bytes, (size_t)colors, to + 1);
        else
            memcpy(to + 1, lines[y % 2], bytes);
    }
    squeeze *z = squeeze_new(IMAGE_LEVEL);
    dateline_status st = squeeze_zlib(
        z, (str){ (const char *)rows, (bytes + 1) * (size_t)m->height }, out, err);
    squeeze_free(z);
    arena_clear(&memory);
    return st;
}

dateline_status png_squeeze_image(const png_image *m, int skip, int colors, buf *out,
                                  dateline_error *err)
{
    return squeeze_image(m, skip, colors, false, out, err);
}

dateline_status png_encode_image(const png_image *m, png_kind kind, buf *out,
                                 dateline_error *err)
{
    static const int types[] = { [PNG_GREY_ALPHA] = 4, [PNG_RGB] = 2, [PNG_RGBA] = 6 };
    buf data = { .max = out->max };
    add_head(out, m->width, m->height, 8, types[kind]);
    dateline_status st =
        squeeze_image(m, 0, (int)kind, kind == PNG_GREY_ALPHA, &data, err);
    if (!st)
        st = finish(out, &data, err);
    buf_clear(&data);
    return st;
}
