#include "relief/compile.h"

#include "base/error.h"
#include "base/hash.h"
#include "relief/format.h"

#include <string.h>

typedef struct packed {
    int32_t west, north;
    uint32_t per, nx, ny, quantum;
} packed;

/* Bits from the highest of each byte on; past the end there are zeros. */
typedef struct bits {
    const unsigned char *at, *end;
    uint64_t word;
    int n;
    bool over;
} bits;

static uint32_t u32(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

static uint32_t take(bits *b, int n)
{
    while (b->n < n) {
        b->over |= b->at == b->end;
        b->word = b->word << 8 | (b->at < b->end ? *b->at++ : 0);
        b->n += 8;
    }
    b->n -= n;
    return (uint32_t)(b->word >> b->n) & (uint32_t)((1ull << n) - 1);
}

/* Rice's code with a running parameter. */
typedef struct rice {
    uint32_t sum, n;
} rice;

static uint32_t next(bits *b, rice *r)
{
    int k = 0;
    uint32_t q = 0;
    while (((uint64_t)r->n << k) < r->sum)
        k++;
    while (q < 24 && take(b, 1))
        q++;
    uint32_t u =
        q < 24 ? (q << (k < 20 ? k : 20)) | take(b, k < 20 ? k : 20) : take(b, 20);
    u &= (1u << 24) - 1;
    r->sum += u;
    if (++r->n == 64) {
        r->sum >>= 1;
        r->n >>= 1;
    }
    return u;
}

static int median(int a, int b, int c)
{
    int low = a < b ? a : b, high = a < b ? b : a;
    return c >= high ? low : c <= low ? high : a + b - c;
}

static int clamped(int64_t v)
{
    return v < INT16_MIN ? INT16_MIN : v > INT16_MAX ? INT16_MAX : (int)v;
}

/* False when the bits end too early. */
static bool unpack(str data, const packed *p, buf *out)
{
    arena a = { 0 };
    bits b = { .at = (const unsigned char *)data.at };
    b.end = b.at + data.len;
    rice r = { 64, 1 };
    int *above = arena_array(&a, int, p->nx), *row = arena_array(&a, int, p->nx);
    for (uint32_t y = 0; y < p->ny && !b.over; y++) {
        for (uint32_t x = 0; x < p->nx; x++) {
            int left = x ? row[x - 1] : above[0], corner = x ? above[x - 1] : above[0];
            uint32_t u = next(&b, &r);
            int d = (int)((u + 1) / 2) * (u & 1 ? -1 : 1);
            row[x] = clamped((int64_t)median(left, above[x], corner) + d);
            int v = clamped((int64_t)row[x] * (int64_t)p->quantum);
            buf_add_byte(out, (unsigned char)v);
            buf_add_byte(out, (unsigned char)((unsigned)v >> 8));
        }
        int *swap = above;
        above = row;
        row = swap;
    }
    arena_clear(&a);
    return !b.over;
}

bool relief_is_source(str bytes)
{
    return str_starts(bytes, STR(RELIEF_SOURCE_MAGIC));
}

static dateline_status read_header(const relief_source *s, packed *p, dateline_error *err)
{
    const char *h = s->bytes.at;
    if (!relief_is_source(s->bytes) || s->bytes.len < RELIEF_SOURCE_HEADER)
        return error_at(err, DATELINE_INPUT, s->name, 0, 0,
                        "this is no packed relief: geodata/rebuild/relief.py makes one");
    *p = (packed){ (int32_t)u32(h + 8), (int32_t)u32(h + 12), u32(h + 16),
                   u32(h + 20),         u32(h + 24),          u32(h + 28) };
    bool fits = p->nx >= 4 && p->nx <= RELIEF_SIDE_MAX && p->ny >= 4 &&
                p->ny <= RELIEF_SIDE_MAX && p->per && p->per <= 3600 && p->quantum &&
                p->quantum <= 1000 && (uint64_t)p->nx * p->ny <= RELIEF_CELLS_MAX &&
                /* A height takes a bit at least. */
                (uint64_t)p->nx * p->ny / 8 <= s->bytes.len;
    str data = { h + RELIEF_SOURCE_HEADER, s->bytes.len - RELIEF_SOURCE_HEADER };
    if (!fits || u32(h + 32) != hash_crc32(0, data.at, data.len))
        return error_at(err, DATELINE_INPUT, s->name, 0, 0,
                        "this packed relief is damaged: geodata/rebuild/relief.py makes "
                        "it again");
    return DATELINE_OK;
}

/* One source: its record to heads, its heights to body. */
static dateline_status add_grid(const relief_source *s, uint64_t first, buf *heads,
                                buf *body, dateline_error *err)
{
    packed p = { 0 };
    dateline_status st = read_header(s, &p, err);
    if (st)
        return st;
    uint32_t head[] = { (uint32_t)p.west,
                        (uint32_t)p.north,
                        p.per,
                        p.nx,
                        p.ny,
                        (uint32_t)(first + body->len),
                        0,
                        0 };
    for (size_t k = 0; k < RELIEF_RECORD / 4; k++)
        buf_add_u32le(heads, head[k]);
    str data = { s->bytes.at + RELIEF_SOURCE_HEADER,
                 s->bytes.len - RELIEF_SOURCE_HEADER };
    if (unpack(data, &p, body))
        return DATELINE_OK;
    return error_at(err, DATELINE_INPUT, s->name, 0, 0,
                    "this packed relief ends too early");
}

dateline_status relief_compile(const relief_source *sources, size_t n, buf *out,
                               dateline_error *err)
{
    if (n < 1 || n > RELIEF_GRIDS_MAX)
        return error_set(err, DATELINE_INPUT, "a relief is made from 1 to %d grids",
                         RELIEF_GRIDS_MAX);
    uint64_t first = RELIEF_HEADER + n * RELIEF_RECORD;
    buf heads = { 0 }, body = { 0 };
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < n; i++)
        st = add_grid(&sources[i], first, &heads, &body, err);
    st = st ? st : buf_status(&body, "the relief", err);
    if (!st) {
        buf_add(out, RELIEF_MAGIC, 8);
        buf_add_u32le(out, RELIEF_VERSION);
        buf_add_u32le(out, (uint32_t)n);
        buf_add_u32le(out, (uint32_t)(first + body.len));
        buf_add_str(out, buf_str(&heads));
        buf_add_str(out, buf_str(&body));
    }
    buf_clear(&heads);
    buf_clear(&body);
    return st ? st : buf_status(out, "the relief", err);
}
