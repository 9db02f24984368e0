#include "text/nfc.h"

#include "text/nfc_table.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

/* Hangul is composed by arithmetic (The Unicode Standard, 3.12). */
enum {
    HANGUL = 0xAC00,
    JAMO_L = 0x1100,
    JAMO_V = 0x1161,
    JAMO_T = 0x11A7,
    N_L = 19,
    N_V = 21,
    N_T = 28,
    N_HANGUL = N_L * N_V * N_T
};

static inline uint8_t look_up(const uint16_t *block, const uint8_t *row, uint32_t c)
{
    size_t at = (size_t)block[c >> NFC_SHIFT] << NFC_SHIFT;
    return row[at + (c & ((1u << NFC_SHIFT) - 1))];
}

text_clean text_clean_of(uint32_t c)
{
    return c < 0x110000 ? (text_clean)look_up(nfc_kind_block, nfc_kind_row, c)
                        : TEXT_KEPT;
}

/* How many of eight bytes are of ASCII and no controls, up to the first that is not. */
static inline size_t plain_bytes(const char *at)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t eight = text_eight(at);
    return text_before(eight | (eight - 0x20 * ones) | (eight + ones));
}

/* Letters of Latin, U+00C0 to U+02BF and U+1E80 to U+1EFF, stand alone: how many bytes
   the one at a place has; 0: look at it closer. */
static inline size_t letter_alone(str s, size_t at)
{
    const unsigned char *b = (const unsigned char *)s.at + at;
    if (b[0] >= 0xC3 && b[0] <= 0xCA && s.len - at > 1)
        return 2;
    return b[0] == 0xE1 && s.len - at > 2 && (b[1] == 0xBA || b[1] == 0xBB) ? 3 : 0;
}

size_t text_kept(str s, size_t *last)
{
    size_t i = 0;
    *last = 0;
    while (i < s.len) {
        unsigned char b = (unsigned char)s.at[i];
        size_t alone = b >= 0x80 ? letter_alone(s, i) : 0;
        if (alone) {
            *last = i;
            i += alone;
        } else if (b >= 0x80) {
            str rest = { s.at + i, s.len - i };
            uint32_t c = text_next(&rest);
            if (c >= 0x110000 || look_up(nfc_kind_block, nfc_kind_row, c) != TEXT_KEPT)
                return i;
            *last = i;
            i = s.len - rest.len;
        } else if ((b < 0x20 && b != '\n') || b == 0x7F) {
            return i;
        } else {
            size_t n = i + sizeof(uint64_t) <= s.len ? plain_bytes(s.at + i) : 1;
            i += n ? n : 1;
            *last = i - 1;
        }
    }
    return i;
}

static uint8_t class_of(uint32_t c)
{
    return c < 0x300 ? 0 : look_up(nfc_class_block, nfc_class_row, c);
}

static size_t split(uint32_t c, uint32_t out[4])
{
    out[0] = c;
    if (c < 0xC0)
        return 1;
    if (c >= HANGUL && c < HANGUL + N_HANGUL) {
        uint32_t i = c - HANGUL;
        out[0] = JAMO_L + i / (N_V * N_T);
        out[1] = JAMO_V + i % (N_V * N_T) / N_T;
        out[2] = JAMO_T + i % N_T;
        return i % N_T ? 3 : 2;
    }
    size_t low = 0, high = sizeof nfc_split / sizeof *nfc_split;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (nfc_split[mid][0] < c)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == sizeof nfc_split / sizeof *nfc_split || nfc_split[low][0] != c)
        return 1;
    size_t n = 0;
    for (; n < 4 && nfc_split[low][n + 1]; n++)
        out[n] = nfc_split[low][n + 1];
    return n;
}

/* What two code points become; 0: they stay two. */
static uint32_t join(uint32_t a, uint32_t b)
{
    if (a - JAMO_L < N_L && b - JAMO_V < N_V)
        return HANGUL + ((a - JAMO_L) * N_V + (b - JAMO_V)) * N_T;
    if (a - HANGUL < N_HANGUL && (a - HANGUL) % N_T == 0 && b > JAMO_T &&
        b < JAMO_T + N_T)
        return a + (b - JAMO_T);
    size_t low = 0, high = sizeof nfc_pair / sizeof *nfc_pair;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const uint32_t *pair = nfc_pair[mid];
        if (pair[0] == a && pair[1] == b)
            return pair[2];
        if (pair[0] < a || (pair[0] == a && pair[1] < b))
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

size_t text_nfc(const uint32_t *in, size_t n, uint32_t out[TEXT_SEQUENCE_OUT])
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += split(in[i], out + len);
    /* Marks in the order of their classes; the sequence is short. */
    for (size_t i = 1; i < len; i++) {
        uint32_t c = out[i];
        uint8_t class = class_of(c);
        size_t k = i;
        for (; class && k && class_of(out[k - 1]) > class; k--)
            out[k] = out[k - 1];
        out[k] = c;
    }
    size_t start = 0, kept = 1;
    bool open = len && class_of(out[0]) == 0;
    uint8_t before = 0; /* class of the last one kept behind the start */
    for (size_t i = 1; i < len; i++) {
        uint8_t class = class_of(out[i]);
        bool blocked = kept > start + 1 && before >= class;
        uint32_t joined = open && !blocked ? join(out[start], out[i]) : 0;
        if (joined) {
            out[start] = joined;
            continue;
        }
        if (!class) {
            start = kept;
            open = true;
        }
        before = class;
        out[kept++] = out[i];
    }
    return len ? kept : 0;
}
