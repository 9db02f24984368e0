#include "lexicon/language.h"

#include "base/error.h"
#include "base/hash.h"
#include "text/letter.h"
#include "text/token.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>

/* A word that is frequent in a language counts more than one with its letters; less
   than SHARE in a hundred words of them, and it is another language. */
enum {
    LANGUAGES = 32,
    LOOKED_AT = 1 << 16,
    WORD_POINTS = 2,
    LETTER_POINTS = 1,
    SHARE = 24,
    LEAST = 2,
    LOWER = 128
};

typedef struct language_slot {
    uint64_t hash; /* of a word, or a letter's code point; 0: free */
    uint32_t languages;
} language_slot;

typedef struct language_set {
    language_slot *slots;
    size_t n, cap; /* a power of two */
} language_set;

struct lexicon_languages {
    const char *codes[LANGUAGES];
    size_t n;
    language_set words, letters;
};

static language_slot *slot_of(const language_set *s, uint64_t hash)
{
    size_t i = (size_t)((hash * 0x9E3779B97F4A7C15u) >> 32) & (s->cap - 1);
    while (s->slots[i].hash && s->slots[i].hash != hash)
        i = (i + 1) & (s->cap - 1);
    return &s->slots[i];
}

static void add(language_set *s, uint64_t hash, size_t language, arena *a)
{
    if (s->n * 2 >= s->cap) {
        language_set wide = { .n = s->n, .cap = s->cap ? s->cap * 2 : 256 };
        wide.slots = arena_array(a, language_slot, wide.cap);
        for (size_t i = 0; i < s->cap; i++)
            if (s->slots[i].hash)
                *slot_of(&wide, s->slots[i].hash) = s->slots[i];
        *s = wide;
    }
    language_slot *slot = slot_of(s, hash);
    s->n += slot->hash == 0;
    slot->hash = hash;
    slot->languages |= 1u << language;
}

static uint32_t find(const language_set *s, uint64_t hash)
{
    return s->cap ? slot_of(s, hash)->languages : 0;
}

static uint64_t word_hash(str word)
{
    char lower[LOWER];
    size_t n = text_lower(word, lower, sizeof lower);
    uint64_t hash = hash_str((str){ lower, n < sizeof lower ? n : sizeof lower });
    return hash ? hash : 1;
}

static dateline_status read_row(lexicon_languages *x, str row, const char *name, int line,
                                arena *a, dateline_error *err)
{
    str code = str_cut(&row, '\t'), words = str_cut(&row, '\t');
    str letters = str_cut(&row, '\t');
    if (!code.len || (!words.len && !letters.len))
        return error_at(err, DATELINE_INPUT, name, line, 1,
                        "a row needs a language and words or letters of it");
    if (x->n == LANGUAGES)
        return error_at(err, DATELINE_LIMIT, name, line, 1,
                        "more than %d languages; leave some out", (int)LANGUAGES);
    size_t language = x->n++;
    x->codes[language] = str_copy(a, code);
    while (words.len) {
        str word = str_trim(str_cut(&words, '|'));
        if (word.len)
            add(&x->words, word_hash(word), language, a);
    }
    while (letters.len)
        add(&x->letters, text_lower_of(text_next(&letters)), language, a);
    return DATELINE_OK;
}

dateline_status lexicon_languages_read(str table, const char *name, arena *a,
                                       lexicon_languages **out, dateline_error *err)
{
    *out = NULL;
    size_t bad = text_utf8_check(table);
    if (bad < table.len)
        return error_at(err, DATELINE_INPUT, name, 0, 0,
                        "not valid UTF-8 at byte %zu; save the table as UTF-8", bad);
    lexicon_languages *x = arena_new(a, lexicon_languages);
    bool header = false;
    for (int line = 1; table.len; line++) {
        str row = str_cut(&table, '\n');
        if (row.len && row.at[row.len - 1] == '\r')
            row.len--;
        if (!str_trim(row).len || *row.at == '#')
            continue;
        if (!header && !str_eq(row, STR("lang\twords\tletters")))
            return error_at(err, DATELINE_INPUT, name, line, 1,
                            "the first line must be the columns lang, words and letters");
        dateline_status st = header ? read_row(x, row, name, line, a, err) : DATELINE_OK;
        if (st)
            return st;
        header = true;
    }
    *out = x;
    return DATELINE_OK;
}

/* Which languages have a letter of the word. */
static uint32_t letters_of(const lexicon_languages *x, str word)
{
    uint32_t languages = 0;
    while (word.len) {
        uint32_t c = text_next(&word);
        if (c >= 0x80)
            languages |= find(&x->letters, text_lower_of(c));
    }
    return languages;
}

static void count(const lexicon_languages *x, str word, uint32_t points[LANGUAGES])
{
    uint32_t words = find(&x->words, word_hash(word)), letters = letters_of(x, word);
    for (size_t i = 0; i < x->n; i++)
        points[i] += (words >> i & 1) * WORD_POINTS + (letters >> i & 1) * LETTER_POINTS;
}

const char *lexicon_language_of(const lexicon_languages *x, str text)
{
    arena a = { 0 };
    text_token *tokens;
    uint32_t points[LANGUAGES] = { 0 }, words = 0;
    str head = text;
    if (text.len > LOOKED_AT) {
        head.len = LOOKED_AT;
        while (((unsigned char)head.at[head.len] & 0xC0) == 0x80)
            head.len--;
    }
    size_t n = text_tokens(head, &a, &tokens), best = 0;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].shape >= TEXT_NUMBER)
            continue;
        words++;
        count(x, text_token_str(head, &tokens[i]), points);
    }
    for (size_t i = 1; i < x->n; i++)
        if (points[i] > points[best])
            best = i;
    bool known = x->n && points[best] >= LEAST && points[best] * 100 >= words * SHARE;
    arena_clear(&a);
    return known ? x->codes[best] : "";
}
