#include "text/fold.h"

#include "text/fold_table.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Hangul syllables are composed by rule (The Unicode Standard, section 3.12). */
enum {
    HANGUL = 0xAC00,
    LEAD = 0x1100,
    LEADS = 19,
    VOWEL = 0x1161,
    VOWELS = 21,
    TAIL = 0x11A7,
    TAILS = 28,
    SYLLABLES = LEADS * VOWELS * TAILS
};

typedef struct writer {
    char *out;
    size_t cap, len;
    bool gap;      /* a space is due before the next letter */
    uint32_t last; /* the code point written last if it may still grow, else 0 */
} writer;

static void add(writer *w, const void *bytes, size_t n)
{
    if (w->len + n <= w->cap)
        memcpy(w->out + w->len, bytes, n);
    else if (w->cap > w->len)
        w->cap = w->len; /* nothing more after the first that does not fit */
    w->len += n;
}

static void add_gap(writer *w)
{
    if (w->gap && w->len)
        add(w, " ", 1);
    w->gap = false;
}

/* The syllable that before and c make together; 0 if they make none. */
static uint32_t compose(uint32_t before, uint32_t c)
{
    if (before >= LEAD && before < LEAD + LEADS && c >= VOWEL && c < VOWEL + VOWELS)
        return HANGUL + ((before - LEAD) * VOWELS + (c - VOWEL)) * TAILS;
    bool open =
        before >= HANGUL && before < HANGUL + SYLLABLES && (before - HANGUL) % TAILS == 0;
    if (open && c > TAIL && c < TAIL + TAILS)
        return before + (c - TAIL);
    return 0;
}

static void add_code(writer *w, uint32_t c)
{
    char bytes[4];
    uint32_t grown = w->gap || !w->last ? 0 : compose(w->last, c);
    if (grown) {
        /* Jamo and syllables are three bytes each: written over the last one. */
        if (w->len <= w->cap)
            text_put(grown, w->out + w->len - 3);
        w->last = grown;
        return;
    }
    add_gap(w);
    add(w, bytes, text_put(c, bytes));
    w->last = c >= LEAD ? c : 0;
}

/* What the table says: at is a length and that many bytes. */
static void add_row(writer *w, const unsigned char *at)
{
    str row = { (const char *)at + 1, at[0] };
    while (row.len) {
        uint32_t c = text_next(&row);
        if (c == ' ')
            w->gap = true;
        else
            add_code(w, c);
    }
}

static void add_ascii(writer *w, unsigned char c)
{
    unsigned row = fold_row[fold_block[c >> 6] * 64u + (c & 63u)];
    if (row && !fold_pool[row])
        return;
    unsigned char letter = row ? fold_pool[row + 1] : c;
    if (letter == ' ') {
        w->gap = true;
        return;
    }
    add_gap(w);
    add(w, &letter, 1);
    w->last = 0;
}

size_t text_fold(str s, char *out, size_t cap)
{
    writer w = { .cap = cap };
    w.out = out;
    while (s.len) {
        unsigned char first = (unsigned char)s.at[0];
        if (first < 0x80) {
            add_ascii(&w, first);
            s.at++;
            s.len--;
            continue;
        }
        size_t had = s.len;
        uint32_t c = text_next(&s);
        size_t used = had - s.len;
        bool whole = used > 1 && text_utf8_check((str){ s.at - used, used }) == used;
        if (!whole) {
            s = (str){ s.at - used + 1, had - 1 };
            w.gap = true;
            continue;
        }
        unsigned row = fold_row[fold_block[c >> 6] * 64u + (c & 63u)];
        if (row)
            add_row(&w, fold_pool + row);
        else
            add_code(&w, c);
    }
    return w.len;
}
