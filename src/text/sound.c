#include "text/sound.h"

#include "text/sound_table.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

_Static_assert((int)SOUND_READINGS == (int)TEXT_READINGS,
               "readings of the table and the header");

enum {
    WINDOW = 64,
    /* A rule sees this many units from its first to what stands behind it, and one
       more must have been read so that no mark belongs to them any more. */
    AHEAD = SOUND_LONGEST + 2
};

typedef struct reader {
    str rest;
    text_reading reading;
    bool unknown;   /* some letter has no rule */
    unsigned last;  /* the unit in front of the window */
    size_t from, n; /* those of the window that are still to be read */
    uint16_t at[WINDOW];
} reader;

typedef struct writer {
    char *out;
    size_t cap, len;
    char held; /* the last sound, which the next may change; 0: none */
    char said; /* the sound in front of it, which is written; 0: none */
} writer;

/* A sound that has just been written is not written again. */
static void put(writer *w, char c)
{
    if (!c || c == w->said)
        return;
    w->said = c;
    if (w->len < w->cap)
        w->out[w->len] = c;
    w->len++;
}

static unsigned letter_number(char sound)
{
    return sound ? (unsigned)(sound - 'a') + 1 : 0;
}

/* The next sound; 0 at the end of the text. */
static void say(writer *w, char sound)
{
    const char *pair =
        sound_pair + (letter_number(w->held) * 27 + letter_number(sound)) * 2;
    put(w, pair[0]);
    w->held = pair[1];
}

static void say_digit(writer *w, unsigned digit)
{
    put(w, w->held);
    w->held = w->said = 0;
    put(w, (char)('0' + digit));
    w->said = 0;
}

static void add_unit(reader *r, unsigned unit)
{
    bool mark = unit >= SOUND_MARK && unit < SOUND_LETTER;
    if (!mark)
        r->at[r->n++] = (uint16_t)unit;
    else if (r->n > r->from)
        r->at[r->n - 1] =
            sound_with[r->at[r->n - 1] * (unsigned)SOUND_MARKS + (unit - SOUND_MARK)];
    r->unknown |= unit == SOUND_UNKNOWN;
}

/* The next code point; bytes that are not UTF-8 count as punctuation. */
static uint32_t next_code(str *rest)
{
    unsigned char first = (unsigned char)rest->at[0];
    if (first < 0x80) {
        rest->at++;
        rest->len--;
        return first;
    }
    str before = *rest;
    uint32_t c = text_next(rest);
    size_t used = before.len - rest->len;
    if (used > 1 && text_utf8_check((str){ before.at, used }) == used)
        return c;
    *rest = (str){ before.at + 1, before.len - 1 };
    return ' ';
}

/* Read on until the window is full or the text is at its end. No code point is
   more than four units. */
static void fill(reader *r)
{
    memmove(r->at, r->at + r->from, (r->n - r->from) * sizeof *r->at);
    r->n -= r->from;
    r->from = 0;
    while (r->rest.len && r->n + 4 <= WINDOW) {
        uint32_t c = next_code(&r->rest);
        unsigned row = sound_row[sound_block[c >> 6] * 64u + (c & 63u)];
        if (row < SOUND_POOLED) {
            add_unit(r, row);
            continue;
        }
        const uint16_t *pooled = sound_pool + (row - SOUND_POOLED);
        for (unsigned i = 1; i <= pooled[0]; i++)
            add_unit(r, pooled[i]);
    }
}

static unsigned unit_at(const reader *r, size_t i)
{
    return i < r->n ? r->at[i] : SOUND_GAP;
}

static bool in_set(unsigned set, unsigned unit)
{
    unsigned row = (SOUND_UNITS + 7) / 8;
    return !set || sound_set[set * row + unit / 8] >> unit % 8 & 1;
}

/* The first rule of a node that holds here; false if none does. */
static bool find_rule(const reader *r, unsigned node, size_t n, unsigned *rule)
{
    unsigned at = sound_node[node].rules, end = at + sound_node[node].n_rules;
    for (; at < end; at++)
        if (in_set(sound_rule[at].after, r->last) &&
            in_set(sound_rule[at].before, unit_at(r, r->from + n))) {
            *rule = at;
            return true;
        }
    return false;
}

static unsigned follow(unsigned node, unsigned unit)
{
    unsigned at = sound_node[node].edges, end = at + sound_node[node].n_edges;
    for (; at < end; at++)
        if (sound_edge[at].unit == unit)
            return sound_edge[at].to;
    return 0;
}

/* Say what stands at the head of the window by the longest rule that holds, and
   take that off. */
static void read_letters(reader *r, writer *w)
{
    size_t row = (size_t)r->reading * SOUND_UNITS, n = 1;
    unsigned rule = 0, node = sound_start[row + r->at[r->from]];
    for (size_t i = 1; node; i++) {
        if (find_rule(r, node, i, &rule))
            n = i;
        node = follow(node, sound_same[row + unit_at(r, r->from + i)]);
    }
    for (unsigned i = 0; i < sound_rule[rule].n; i++)
        say(w, sound_rule[rule].text[i]);
    r->from += n;
    r->last = r->at[r->from - 1];
}

text_reading text_reading_of(const char *lang)
{
    for (size_t i = 0; lang && i < sizeof sound_reads / sizeof *sound_reads; i++)
        if (!strcmp(sound_reads[i].lang, lang))
            return (text_reading)sound_reads[i].reading;
    return TEXT_READ_COMMON;
}

size_t text_sound(str s, text_reading reading, char *out, size_t cap)
{
    reader r = { .rest = s, .reading = reading, .last = SOUND_GAP };
    writer w = { .out = out, .cap = cap };
    bool letters = false;
    for (;;) {
        if (r.n - r.from < AHEAD && r.rest.len)
            fill(&r);
        if (r.unknown)
            return 0;
        if (r.from == r.n)
            break;
        unsigned unit = r.at[r.from];
        if (unit >= SOUND_LETTER) {
            letters = true;
            read_letters(&r, &w);
            continue;
        }
        if (unit >= SOUND_DIGIT)
            say_digit(&w, unit - SOUND_DIGIT);
        r.last = unit;
        r.from++;
    }
    say(&w, 0);
    put(&w, w.held);
    return letters ? w.len : 0;
}
