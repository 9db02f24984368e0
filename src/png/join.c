#include "png/join.h"

#include <string.h>

enum {
    MOST_BITS = 15, /* of a code */
    QUICK = 10,     /* bits that are looked up at once */
    LETTERS = 288,
    DISTANCES = 32,
    END = 256,
};

/* Bits from the least significant of each byte on. */
typedef struct bits {
    const unsigned char *at;
    size_t n, next; /* bytes, and the next to take */
    uint64_t have;
    unsigned count;
    bool over;
} bits;

static void fill(bits *b)
{
    if (b->next + 8 <= b->n) {
        /* Bytes that do not fit are read again the next time. */
        const unsigned char *p = b->at + b->next;
        uint64_t more = (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
                        (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
                        (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
                        (uint64_t)p[7] << 56;
        b->have |= more << b->count;
        b->next += (63 - b->count) >> 3;
        b->count |= 56;
        return;
    }
    while (b->count < 56 && b->next < b->n) {
        b->have |= (uint64_t)b->at[b->next++] << b->count;
        b->count += 8;
    }
}

static void drop(bits *b, unsigned n)
{
    b->over |= n > b->count;
    b->have >>= n;
    b->count = n > b->count ? 0 : b->count - n;
}

static unsigned take(bits *b, unsigned n)
{
    fill(b);
    unsigned v = (unsigned)(b->have & (((uint64_t)1 << n) - 1));
    drop(b, n);
    return v;
}

static size_t position(const bits *b)
{
    return b->next * 8 - b->count;
}

/* A canonical code: lengths looked up by their first bits; longer ones by counting. */
typedef struct code {
    uint16_t quick[1 << QUICK]; /* symbol << 4 | length; 0: longer than QUICK */
    uint16_t counts[MOST_BITS + 1], symbols[LETTERS];
} code;

static unsigned reversed(unsigned v, unsigned n)
{
    unsigned out = 0;
    for (unsigned i = 0; i < n; i++)
        out |= (v >> i & 1) << (n - 1 - i);
    return out;
}

/* False when there are more codes of some length than there can be. */
static bool make_code(code *c, const unsigned char *lengths, unsigned n)
{
    unsigned left = 1;
    unsigned first[MOST_BITS + 2] = { 0 }, place[MOST_BITS + 2] = { 0 };
    memset(c, 0, sizeof *c);
    for (unsigned i = 0; i < n; i++)
        c->counts[lengths[i]]++;
    c->counts[0] = 0;
    for (unsigned k = 1; k <= MOST_BITS; k++) {
        left <<= 1;
        if (c->counts[k] > left)
            return false;
        left -= c->counts[k];
        first[k + 1] = (first[k] + c->counts[k]) << 1;
        place[k + 1] = place[k] + c->counts[k];
    }
    for (unsigned i = 0; i < n; i++) {
        unsigned k = lengths[i];
        if (!k)
            continue;
        c->symbols[place[k]++] = (uint16_t)i;
        unsigned bits_of = first[k]++;
        for (unsigned v = reversed(bits_of, k); k <= QUICK && v < 1 << QUICK;
             v += 1u << k)
            c->quick[v] = (uint16_t)(i << 4 | k);
    }
    return true;
}

static unsigned long_symbol(bits *b, const code *c)
{
    unsigned value = 0, first = 0, place = 0;
    for (unsigned k = 1; k <= MOST_BITS; k++) {
        value |= (unsigned)(b->have >> (k - 1) & 1);
        if (value < first + c->counts[k]) {
            drop(b, k);
            return c->symbols[place + value - first];
        }
        place += c->counts[k];
        first = (first + c->counts[k]) << 1;
        value <<= 1;
    }
    b->over = true;
    return END;
}

/* There are bits enough. */
static inline unsigned symbol(bits *b, const code *c)
{
    unsigned found = c->quick[b->have & ((1u << QUICK) - 1)];
    if (!found)
        return long_symbol(b, c);
    drop(b, found & 15);
    return found >> 4;
}

/* Extra bits of a length or a distance (RFC 1951, 3.2.5). */
static unsigned length_bits(unsigned s)
{
    return s < 265 || s >= 285 ? 0 : (s - 261) / 4;
}

static unsigned distance_bits(unsigned s)
{
    return s < 4 ? 0 : s / 2 - 1;
}

static bool skip_codes(bits *b, const code *letters, const code *distances)
{
    while (!b->over) {
        fill(b); /* enough for two letters, and a length with its distance */
        unsigned s = symbol(b, letters);
        if (s < END)
            s = symbol(b, letters);
        if (s == END)
            return !b->over;
        if (s < END)
            continue;
        if (b->count < 33)
            fill(b);
        drop(b, length_bits(s));
        drop(b, distance_bits(symbol(b, distances)));
    }
    return false;
}

static bool skip_stored(bits *b)
{
    drop(b, b->count % 8);
    unsigned n = take(b, 16);
    take(b, 16);
    size_t at = position(b) / 8 + n;
    if (b->over || at > b->n)
        return false;
    b->next = at;
    b->have = b->count = 0;
    return true;
}

/* The codes of a block with codes of its own (3.2.7). */
static bool read_codes(bits *b, code *letters, code *distances)
{
    static const unsigned char order[19] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                             11, 4,  12, 3, 13, 2, 14, 1, 15 };
    unsigned n = take(b, 5) + 257, m = take(b, 5) + 1, k = take(b, 4) + 4;
    unsigned char lengths[LETTERS + DISTANCES + 138] = { 0 };
    for (unsigned i = 0; i < k; i++)
        lengths[order[i]] = (unsigned char)take(b, 3);
    if (!make_code(letters, lengths, 19))
        return false;
    memset(lengths, 0, sizeof lengths);
    for (unsigned i = 0; i < n + m && !b->over;) {
        fill(b);
        unsigned s = symbol(b, letters), times = 1, what = s;
        if (s == 16) {
            what = i ? lengths[i - 1] : 0;
            times = 3 + take(b, 2);
        } else if (s >= 17) {
            what = 0;
            times = s == 17 ? 3 + take(b, 3) : 11 + take(b, 7);
        }
        for (; times; times--)
            lengths[i++] = (unsigned char)what;
    }
    if (b->over || n > LETTERS)
        return false;
    return make_code(distances, lengths + n, m) && make_code(letters, lengths, n);
}

static void fixed_codes(code *letters, code *distances)
{
    unsigned char lengths[LETTERS];
    for (int i = 0; i < LETTERS; i++)
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    make_code(letters, lengths, LETTERS);
    memset(lengths, 5, DISTANCES);
    make_code(distances, lengths, DISTANCES);
}

/* Where the header of the last block and where the stream ends, in bits. */
static bool find_end(bits *b, size_t *header, size_t *end)
{
    code letters, distances;
    bool good = true, last = false;
    while (good && !last) {
        *header = position(b);
        last = take(b, 1);
        unsigned type = take(b, 2);
        if (type == 1)
            fixed_codes(&letters, &distances);
        else if (type == 2)
            good = read_codes(b, &letters, &distances);
        if (type == 0)
            good = skip_stored(b);
        else
            good = good && type < 3 && skip_codes(b, &letters, &distances);
        good &= !b->over;
    }
    *end = position(b);
    return good;
}

bool join_open(buf *b, size_t from)
{
    if (b->over || from >= b->len)
        return false;
    bits in = { .at = b->at + from, .n = b->len - from };
    size_t header = 0, end = 0;
    if (!find_end(&in, &header, &end) || (end + 7) / 8 != in.n)
        return false;
    b->at[from + header / 8] &= (unsigned char)~(1u << header % 8);
    /* The three bits of an empty stored block's header are zero: in what is left of
       the last byte, if there is room. */
    if (end % 8 == 0 || end % 8 > 5)
        buf_add_byte(b, 0);
    buf_add(b, "\0\0\xFF\xFF", 4);
    return true;
}

uint32_t join_adler32(uint32_t first, uint32_t second, size_t n)
{
    const uint32_t base = 65521;
    uint32_t rest = (uint32_t)(n % base), a = first & 0xFFFF, b = first >> 16;
    uint32_t low = (a + (second & 0xFFFF) + base - 1) % base;
    uint64_t high = (uint64_t)rest * a + b + (second >> 16) + base - rest;
    return (uint32_t)(high % base) << 16 | low;
}
