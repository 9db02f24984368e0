/*
 * pixels FILE.png [WIDTH]
 *
 * Decodes a picture as the project writes them (8 bits a channel or a palette, not
 * interlaced) for tests that look at many: two 32-bit little-endian numbers, width and
 * height, then RGB bytes, on standard output. With WIDTH it is shrunk to that width,
 * each pixel the mean of those it covers.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct picture {
    uint32_t width, height, channels, depth;
    const uint8_t *palette;
    uint32_t colors;
    uint8_t *rows;
} picture;

static uint32_t big(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void fail(const char *file, const char *why)
{
    fprintf(stderr, "pixels: %s: %s\n", file, why);
    exit(1);
}

static uint8_t *slurp(const char *file, size_t *size)
{
    FILE *f = fopen(file, "rb");
    if (!f || fseek(f, 0, SEEK_END))
        fail(file, "cannot be read");
    long n = ftell(f);
    rewind(f);
    uint8_t *data = malloc((size_t)n + 1);
    if (!data || n < 57 || fread(data, 1, (size_t)n, f) != (size_t)n)
        fail(file, "is no picture");
    fclose(f);
    *size = (size_t)n;
    return data;
}

static uint8_t predicted(int kind, int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    switch (kind) {
    case 1:
        return (uint8_t)a;
    case 2:
        return (uint8_t)b;
    case 3:
        return (uint8_t)((a + b) / 2);
    case 4:
        return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
    default:
        return 0;
    }
}

/* In place; each row keeps its leading byte. */
static void unfilter(picture *p, size_t stride)
{
    size_t step = p->depth < 8 ? 1 : p->channels;
    for (uint32_t y = 0; y < p->height; y++) {
        uint8_t *row = p->rows + y * (stride + 1) + 1, *up = y ? row - stride - 1 : NULL;
        for (size_t i = 0; row[-1] && i < stride; i++) {
            int a = i >= step ? row[i - step] : 0, b = up ? up[i] : 0;
            row[i] = (uint8_t)(row[i] + predicted(row[-1], a, b,
                                                  up && i >= step ? up[i - step] : 0));
        }
    }
}

static void color_at(const picture *p, size_t stride, uint32_t x, uint32_t y,
                     uint8_t rgb[3])
{
    const uint8_t *row = p->rows + y * (stride + 1) + 1;
    if (p->palette) {
        uint32_t bit = x * p->depth;
        uint32_t k = row[bit / 8] >> (8 - p->depth - bit % 8) & ((1u << p->depth) - 1);
        if (k < p->colors)
            memcpy(rgb, p->palette + 3 * k, 3);
    } else if (p->channels < 3) {
        memset(rgb, row[x * p->channels], 3);
    } else {
        memcpy(rgb, row + (size_t)x * p->channels, 3);
    }
}

static uint8_t *decode(const char *file, uint32_t *width, uint32_t *height)
{
    static const uint32_t channels[] = { 1, 0, 3, 1, 2, 0, 4 };
    size_t size, have = 0;
    uint8_t *data = slurp(file, &size), *packed = malloc(size);
    picture p = { .width = big(data + 16), .height = big(data + 20), .depth = data[24] };
    if (data[25] > 6 || !(p.channels = channels[data[25]]) || data[28] || !packed ||
        p.depth > 8 || (p.depth < 8 && data[25] != 3) || p.width > 20000 ||
        p.height > 20000)
        fail(file, "is a kind of PNG that is not known here");
    for (size_t at = 8; at + 12 <= size;) {
        size_t n = big(data + at);
        if (n > size - at - 12)
            fail(file, "is cut off");
        if (!memcmp(data + at + 4, "IDAT", 4)) {
            memcpy(packed + have, data + at + 8, n);
            have += n;
        } else if (!memcmp(data + at + 4, "PLTE", 4)) {
            p.palette = data + at + 8;
            p.colors = (uint32_t)(n / 3);
        }
        at += n + 12;
    }
    size_t stride = ((size_t)p.width * p.channels * p.depth + 7) / 8;
    uLongf whole = (uLongf)((stride + 1) * p.height);
    p.rows = malloc(whole);
    uint8_t *out = malloc((size_t)p.width * p.height * 3 + 1);
    if (!p.rows || !out || uncompress(p.rows, &whole, packed, (uLong)have) != Z_OK)
        fail(file, "cannot be unpacked");
    unfilter(&p, stride);
    for (uint32_t y = 0; y < p.height; y++)
        for (uint32_t x = 0; x < p.width; x++)
            color_at(&p, stride, x, y, out + 3 * ((size_t)y * p.width + x));
    free(p.rows);
    free(packed);
    free(data);
    *width = p.width;
    *height = p.height;
    return out;
}

static uint8_t mean(const uint8_t *in, uint32_t width, const uint32_t box[4], int channel)
{
    uint64_t sum = 0, n = 0;
    for (uint32_t y = box[1]; y < box[3]; y++)
        for (uint32_t x = box[0]; x < box[2]; x++, n++)
            sum += in[3 * ((size_t)y * width + x) + (size_t)channel];
    return (uint8_t)(n ? sum / n : 0);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        fail("usage", "pixels FILE.png [WIDTH]");
    uint32_t w, h;
    uint8_t *in = decode(argv[1], &w, &h);
    uint32_t to = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : w;
    to = to && to < w ? to : w;
    uint32_t high = (uint32_t)((uint64_t)h * to / w), size[2] = { to, high };
    uint8_t *out = malloc((size_t)to * high * 3 + 1);
    if (!out)
        fail(argv[1], "is too large");
    for (uint32_t y = 0; y < high; y++)
        for (uint32_t x = 0; x < to; x++) {
            uint32_t box[4] = { (uint32_t)((uint64_t)x * w / to),
                                (uint32_t)((uint64_t)y * h / high),
                                (uint32_t)((uint64_t)(x + 1) * w / to),
                                (uint32_t)((uint64_t)(y + 1) * h / high) };
            for (int k = 0; k < 3; k++)
                out[3 * ((size_t)y * to + x) + (size_t)k] = mean(in, w, box, k);
        }
    for (int k = 0; k < 8; k++)
        putchar((int)(size[k / 4] >> (8 * (k % 4)) & 255));
    fwrite(out, 1, (size_t)to * high * 3, stdout);
    free(out);
    free(in);
    return fflush(stdout) != 0;
}
