/*
 * Rows of the image are stretched to the width of what is drawn, one after the
 * other and each once; two of them are blended into each row of the page. Both
 * steps are plain loops over 16-bit numbers, premultiplied, in 1/256 of a level.
 */
#include "raster/stretch.h"

#include "look/blend.h"
#include "look/image.h"

#include <math.h>
#include <string.h>

enum {
    CHANNELS = 4, /* blue, green, red, alpha */
    ONE = 256,
    LANE = 16, /* numbers worked on at once */
};

/* Where the middle of a device pixel falls: between columns or rows at and
   at + 1, so far in. */
typedef struct tap {
    int at, share; /* share in 1/ONE */
} tap;

/* Device pixels first.. of an axis on which the image's n cells begin at from and
   are size wide. */
static void find_taps(tap *out, int count, double first, double from, double size, int n)
{
    for (int i = 0; i < count; i++) {
        double u = fmin(fmax((first + i + 0.5 - from) / size - 0.5, 0), n - 1);
        int at = (int)u < n - 1 ? (int)u : (n > 1 ? n - 2 : 0);
        out[i] = (tap){ at, (int)((u - at) * ONE + 0.5) };
    }
}

/* How much of device pixel i lies between from and to, in 0..255. */
static unsigned cover(double i, double from, double to)
{
    double c = fmin(i + 1, to) - fmax(i, from);
    return (unsigned)(fmin(fmax(c, 0), 1) * 255 + 0.5);
}

/* Premultiplied, 16 bits for each of blue, green, red and alpha. */
static uint64_t split(uint32_t color)
{
    unsigned alpha = color & 255, r = color >> 24, g = color >> 16 & 255;
    unsigned b = color >> 8 & 255;
    if (alpha < 255) {
        r = blend_over255(r * alpha);
        g = blend_over255(g * alpha);
        b = blend_over255(b * alpha);
    }
    return b | (uint64_t)g << 16 | (uint64_t)r << 32 | (uint64_t)alpha << 48;
}

/* Returns whether nothing of it is clear. */
static bool stretch_row(const uint32_t *row, int width, const tap *taps, int n,
                        uint16_t *out)
{
    uint64_t left = 0, right = 0, all = ~(uint64_t)0;
    int last = -1;
    for (int i = 0; i < n; i++, out += CHANNELS) {
        if (taps[i].at != last) {
            left = taps[i].at == last + 1 && last >= 0 ? right : split(row[taps[i].at]);
            last = taps[i].at;
            right = split(row[last + 1 < width ? last + 1 : last]);
            all &= left & right;
        }
        unsigned share = (unsigned)taps[i].share;
        uint64_t v = left * (ONE - share) + right * share;
        for (int c = 0; c < CHANNELS; c++)
            out[c] = (uint16_t)(v >> 16 * c);
    }
    return all >> 48 == 255;
}

/* Two stretched rows into one of bytes; n is a multiple of LANE. */
static void blend_rows(const uint16_t *restrict a, const uint16_t *restrict b, int share,
                       int n, unsigned char *restrict out)
{
    uint16_t s = (uint16_t)(share < ONE ? share << 8 : 65535);
    uint16_t t = (uint16_t)(share > 0 ? (ONE - share) << 8 : 65535);
    for (int i = 0; i < n; i += LANE)
        for (int k = 0; k < LANE; k++) {
            /* The upper halves of products of 16 bits: one instruction for eight. */
            uint16_t p = (uint16_t)((uint32_t)a[i + k] * (uint32_t)t >> 16);
            uint16_t q = (uint16_t)((uint32_t)b[i + k] * (uint32_t)s >> 16);
            out[i + k] = (unsigned char)((uint16_t)(p + q + ONE / 2) >> 8);
        }
}

/* Premultiplied in (4 bytes) over or times the pixel, where covered by k / 255. */
static uint32_t put(uint32_t under, const unsigned char *in, unsigned k, bool multiply)
{
    uint32_t out = 0;
    for (int c = 0; c < 3; c++) {
        int shift = 8 * c;
        unsigned u = under >> shift & 255, v;
        if (multiply) /* white where the image is clear */
            v = blend_over255(u * (in[c] + 255u - in[3]));
        else
            v = in[c] + blend_over255(u * (255u - in[3]));
        if (k < 255)
            v = blend_over255(v * k + u * (255 - k));
        out |= (v > 255 ? 255 : v) << shift;
    }
    return out;
}

/* The channels of a pixel times by / 255, as over255 has each of them. */
static inline uint32_t times(uint32_t v, uint32_t by)
{
    uint32_t rb = (v & 0xFF00FF) * by + 0x800080, g = (v >> 8 & 0xFF) * by + 0x80;
    rb = (rb + (rb >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
    return rb | ((g + (g >> 8)) & 0xFF00);
}

static void copy_row(uint32_t *restrict at, const unsigned char *restrict in, int n)
{
    for (int i = 0; i < n; i++, in += CHANNELS)
        at[i] =
            in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 | (uint32_t)in[3] << 24;
}

static void put_row(uint32_t *at, const unsigned char *in, int n, const unsigned char *k,
                    unsigned ky, bool multiply)
{
    for (int i = 0; i < n; i++, in += CHANNELS) {
        uint32_t v =
            in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 | (uint32_t)in[3] << 24;
        unsigned part = ky == 255 ? k[i] : blend_over255(k[i] * ky);
        if (v >> 24 == 255 && part == 255 && !multiply)
            at[i] = v;
        else if (v >> 24 && part == 255 && !multiply)
            at[i] = (v & 0xFFFFFF) + times(at[i], 255 - (v >> 24));
        else if (v >> 24)
            at[i] = put(at[i], in, part, multiply);
    }
}

/* Two rows of the image, stretched; which they are. */
typedef struct rows {
    uint16_t *at[2];
    int which[2];
    bool opaque[2];
} rows;

static const uint16_t *row_at(rows *r, const scene_image *m, int y, const tap *taps,
                              int n)
{
    int slot = y % 2;
    if (r->which[slot] != y) {
        r->which[slot] = y;
        r->opaque[slot] = stretch_row(m->pixels + (size_t)y * (size_t)m->width, m->width,
                                      taps, n, r->at[slot]);
    }
    return r->at[slot];
}

void stretch_image(const ink_canvas *on, const scene_image *m, geo_rect frame, arena *a)
{
    geo_rect seen = image_seen(m, frame);
    double s = on->scale, ox = on->origin.x, oy = on->origin.y;
    geo_rect d = { seen.x0 * s - ox, seen.y0 * s - oy, seen.x1 * s - ox,
                   seen.y1 * s - oy };
    int x0 = (int)fmax(floor(d.x0), 0), x1 = (int)fmin(ceil(d.x1), on->width);
    int y0 = (int)fmax(floor(d.y0), 0), y1 = (int)fmin(ceil(d.y1), on->height);
    if (!(seen.x1 > seen.x0) || x1 <= x0 || y1 <= y0)
        return;
    int n = x1 - x0, height = y1 - y0;
    size_t room = ((size_t)n * CHANNELS + LANE - 1) / LANE * LANE;
    tap *across = arena_array(a, tap, (size_t)n),
        *down = arena_array(a, tap, (size_t)height);
    unsigned char *k = arena_array(a, unsigned char, (size_t)n);
    unsigned char *line = arena_array(a, unsigned char, room);
    rows r = { { arena_array(a, uint16_t, room), arena_array(a, uint16_t, room) },
               { -1, -1 },
               { false, false } };
    find_taps(across, n, x0 + ox, m->box.x0 * s, (m->box.x1 - m->box.x0) * s / m->width,
              m->width);
    find_taps(down, height, y0 + oy, m->box.y0 * s,
              (m->box.y1 - m->box.y0) * s / m->height, m->height);
    bool whole = true;
    for (int i = 0; i < n; i++) {
        k[i] = (unsigned char)cover(x0 + i, d.x0, d.x1);
        whole &= k[i] == 255;
    }
    for (int y = 0; y < height; y++) {
        int at = down[y].at, next = at + 1 < m->height ? at + 1 : at;
        const uint16_t *p = row_at(&r, m, at, across, n);
        const uint16_t *q = row_at(&r, m, next, across, n);
        blend_rows(p, q, down[y].share, (int)room, line);
        uint32_t *to = on->pixels + (size_t)(y0 + y) * (size_t)on->width + x0;
        unsigned ky = cover(y0 + y, d.y0, d.y1);
        if (r.opaque[0] && r.opaque[1] && whole && ky == 255 && !m->multiply)
            copy_row(to, line, n);
        else
            put_row(to, line, n, k, ky, m->multiply);
    }
}
