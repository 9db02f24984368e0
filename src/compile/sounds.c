#include "compile/sounds.h"

#include "gazetteer/format.h"
#include "text/utf8.h"

#include <string.h>

/* Words that are sorted; each with its postings, or with none. */
typedef struct word {
    str text;
    const keys_posting *first;
    size_t n;
} word;

typedef struct grower {
    const word *all;
    buf wide, narrow;
    buf back; /* from the last byte to the first, because sizes come before what they are
                 of */
} grower;

/* Letters that Azerbaijani and Turkish read in their own way, or have alone. */
static bool is_turkic(uint32_t c)
{
    switch (c) {
    case 'q':
    case 'Q':
    case 'x':
    case 'X':
    case 0xE7: /* c with a cedilla */
    case 0xC7:
    case 0x259: /* schwa */
    case 0x18F:
    case 0x11F: /* g with a breve */
    case 0x11E:
    case 0x15F: /* s with a cedilla */
    case 0x15E:
    case 0x131: /* i without a dot, I with one */
    case 0x130:
        return true;
    default:
        return false;
    }
}

/* Names without a tag are mostly written by the custom of international use; in two
   countries their letters tell the others. */
text_reading sounds_reading(const char *country, str text, str lang)
{
    char code[4] = { 0 };
    if (lang.len && lang.at[lang.len - 1] == ADJECTIVE)
        lang.len--;
    if (lang.len) {
        memcpy(code, lang.at, lang.len < 3 ? lang.len : 3);
        return text_reading_of(code);
    }
    bool there = !strcmp(country, "AZ") || !strcmp(country, "TR");
    while (there && text.len)
        if (is_turkic(text_next(&text)))
            return TEXT_READ_TURKIC;
    return TEXT_READ_COMMON;
}

void sounds_add(keys *k, const model_place *p, str text, str lang, uint32_t place,
                uint32_t name)
{
    char sound[LONGEST_SOUND];
    size_t len =
        text_sound(text, sounds_reading(p->country, text, lang), sound, sizeof sound);
    bool letters = len <= sizeof sound;
    for (size_t i = 0; letters && i < len; i++)
        letters = sound[i] >= 'a' && sound[i] <= 'z';
    if (len && letters)
        keys_add(k, (str){ sound, len }, place, name, p->order);
}

/* A number as LEB128, from its last byte to its first. */
static void number_back(buf *out, uint32_t v)
{
    unsigned char bytes[5];
    int n = 0;
    for (; v >= 0x80; v >>= 7)
        bytes[n++] = (unsigned char)(v | 0x80);
    bytes[n++] = (unsigned char)v;
    while (n)
        buf_add_byte(out, bytes[--n]);
}

static void posting_back(buf *out, const keys_posting *p, unsigned shift)
{
    if (p->name)
        number_back(out, p->name);
    number_back(out, (p->target << 1 | (p->name != 0)) << shift);
}

/* A place whose names sound alike stands there once, with the first of them. */
static void postings_back(buf *out, const word *w)
{
    size_t start = out->len, n = 0;
    for (size_t i = w->n; i-- > 0;)
        n += !i || w->first[i].target != w->first[i - 1].target;
    if (n == 1) {
        posting_back(out, w->first, 1);
        return;
    }
    for (size_t i = w->n; i-- > 0;)
        if (!i || w->first[i].target != w->first[i - 1].target)
            posting_back(out, &w->first[i], 0);
    number_back(out, (uint32_t)(out->len - start) << 1 | 1);
}

/* What was written from the last byte to the first; where it then stands. */
static uint32_t turn(grower *t)
{
    uint32_t at = (uint32_t)t->narrow.len;
    for (size_t i = t->back.len; i-- > 0;)
        buf_add_byte(&t->narrow, t->back.at[i]);
    t->back.len = 0;
    return at;
}

/* Where the words with the letter of the one before end begin, which agree in the letters
   before that one. */
static size_t same_letter(const grower *t, size_t low, size_t end, size_t depth)
{
    char letter = t->all[end - 1].text.at[depth];
    while (end > low + 1 && t->all[end - 2].text.at[depth] == letter)
        end--;
    return end - 1;
}

/* The nodes of the words from low to high, which have their first depth letters in
   common, each before its children. */
static void write_narrow(grower *t, size_t low, size_t high, size_t depth)
{
    bool last = true;
    buf *out = &t->back;
    low += t->all[low].text.len == depth;
    for (size_t end = high; end > low; last = false) {
        size_t from = same_letter(t, low, end, depth), start = out->len;
        const word *w = &t->all[from];
        bool whole = w->text.len == depth + 1, more = end - from > whole;
        if (more)
            write_narrow(t, from, end, depth + 1);
        if (whole && w->n)
            postings_back(out, w);
        if (more && !last)
            number_back(out, (uint32_t)(out->len - start));
        buf_add_byte(out,
                     (unsigned char)((w->text.at[depth] - 'a') | (whole ? NODE_WORD : 0) |
                                     (more ? NODE_MORE : 0) | (last ? NODE_LAST : 0)));
        end = from;
    }
}

/* What a link says. */
typedef struct link {
    uint32_t head, to;
} link;

static uint32_t letters_at(const grower *t, size_t low, size_t high, size_t depth)
{
    uint32_t letters = 0;
    for (size_t i = low; i < high; i++)
        if (t->all[i].text.len > depth)
            letters |= (uint32_t)1 << (t->all[i].text.at[depth] - 'a');
    return letters;
}

/* The narrow node of words that have their first depth letters in common. */
static link write_linked(grower *t, size_t low, size_t high, size_t depth)
{
    const word *w = &t->all[low];
    bool whole = w->text.len == depth;
    if (high - low > whole)
        write_narrow(t, low, high, depth);
    if (whole && w->n)
        postings_back(&t->back, w);
    return (link){ letters_at(t, low, high, depth) | (whole ? LINK_WORD : 0), turn(t)
                                                                                  << 1 };
}

/* The wide node of words that have their first depth letters in common. */
static link write_wide(grower *t, size_t low, size_t high, size_t depth)
{
    link links[NODE_LETTER + 1];
    uint32_t postings = 0, n = 0;
    bool whole = t->all[low].text.len == depth;
    link own = { letters_at(t, low, high, depth) | (whole ? LINK_WORD : 0), 1 };
    if (whole) {
        if (t->all[low].n)
            postings_back(&t->back, &t->all[low]);
        postings = turn(t);
        low++;
    }
    for (size_t from = low, end; from < high; from = end) {
        char letter = t->all[from].text.at[depth];
        for (end = from + 1; end < high && t->all[end].text.at[depth] == letter;)
            end++;
        links[n++] = end - from >= WIDE_WORDS ? write_wide(t, from, end, depth + 1)
                                              : write_linked(t, from, end, depth + 1);
    }
    own.to |= (uint32_t)t->wide.len << 1;
    if (whole)
        buf_add_u32le(&t->wide, postings);
    for (uint32_t i = 0; i < n; i++) {
        buf_add_u32le(&t->wide, links[i].head);
        buf_add_u32le(&t->wide, links[i].to);
    }
    return own;
}

static void write_tree(const word *all, size_t n, buf *out)
{
    grower t = { .all = all };
    if (n) {
        link root = write_wide(&t, 0, n, 0);
        buf_add_u32le(out, (uint32_t)t.wide.len);
        buf_add_u32le(out, root.head);
        buf_add_u32le(out, root.to);
        buf_add_str(out, buf_str(&t.wide));
        buf_add_str(out, buf_str(&t.narrow));
    }
    out->over = out->over || t.wide.over || t.narrow.over || t.back.over;
    buf_clear(&t.wide);
    buf_clear(&t.narrow);
    buf_clear(&t.back);
}

static size_t gather(const keys *k, word *words)
{
    size_t at = 0, n = 0;
    while (keys_next(k, &at, &words[n].text, &words[n].first, &words[n].n))
        n++;
    return n;
}

void sounds_write(keys *k, buf *out, buf *back, arena *scratch)
{
    keys turned = { 0 };
    if (!keys_sort(k, scratch)) {
        out->over = true;
        return;
    }
    word *words = arena_array(scratch, word, k->n + 1);
    size_t n = gather(k, words);
    write_tree(words, n, out);
    for (size_t i = 0; i < n; i++) {
        char text[LONGEST_SOUND];
        str s = words[i].text;
        for (size_t c = 0; c < s.len; c++)
            text[c] = s.at[s.len - 1 - c];
        keys_add(&turned, (str){ text, s.len }, 0, 0, 0);
    }
    if (keys_sort(&turned, scratch)) {
        n = gather(&turned, words);
        for (size_t i = 0; i < n; i++)
            words[i].n = 0;
        write_tree(words, n, back);
    } else {
        back->over = true;
    }
    keys_clear(&turned);
}
