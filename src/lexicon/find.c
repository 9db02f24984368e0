#include "base/hash.h"
#include "lexicon/trie.h"
#include "text/letter.h"

#include <string.h>

/* Words repeat: what a word's symbols are is remembered by the word as it is written,
   in a table of fixed size where a later word takes the place of an earlier one. */
enum { REMEMBERED = 1 << 13, REMEMBERED_BYTES = 30, FRONT = 24 };

typedef struct remembered {
    uint8_t len; /* 0: free */
    uint8_t n;
    char word[REMEMBERED_BYTES];
    uint32_t symbols[TRIE_SYMBOLS];
} remembered;

struct lexicon_memory {
    const lexicon *of; /* whose symbols these are */
    remembered words[REMEMBERED];
};

lexicon_memory *lexicon_memory_new(arena *a)
{
    return arena_new(a, lexicon_memory);
}

typedef struct finder {
    const lexicon *x;
    lexicon_memory *memory;
    str text;
    const text_token *tokens;
    size_t n;
    arena *a;
    lexicon_tag *tags;
    size_t n_tags, cap;
    uint32_t number[1]; /* the symbol of any number */
    bool has_number;
} finder;

static size_t look_up(const finder *f, str word, uint32_t symbols[TRIE_SYMBOLS])
{
    char lower[TRIE_WORD];
    size_t len = text_lower(word, lower, sizeof lower);
    /* A longer word may still begin with a stem. */
    return trie_symbols(f->x, (str){ lower, len < sizeof lower ? len : sizeof lower },
                        symbols);
}

/* The symbols of a token; a view into the memory or into room. */
static const uint32_t *symbols_of(const finder *f, size_t i, uint32_t room[TRIE_SYMBOLS],
                                  size_t *n)
{
    str word = text_token_str(f->text, &f->tokens[i]);
    if (f->tokens[i].shape == TEXT_NUMBER && f->has_number) {
        *n = 1;
        return f->number;
    }
    if (word.len > REMEMBERED_BYTES) {
        *n = look_up(f, word, room);
        return room;
    }
    remembered *r = &f->memory->words[hash_str(word) & (REMEMBERED - 1)];
    if (r->len != word.len || memcmp(r->word, word.at, word.len) != 0) {
        r->n = (uint8_t)look_up(f, word, r->symbols);
        r->len = (uint8_t)word.len;
        memcpy(r->word, word.at, word.len);
    }
    *n = r->n;
    return r->symbols;
}

static void put(finder *f, size_t first, size_t n, const lexicon_entry *entry)
{
    f->tags = arena_grow(f->a, f->tags, f->n_tags, &f->cap, sizeof *f->tags);
    f->tags[f->n_tags++] = (lexicon_tag){ (uint32_t)first, (uint32_t)n, entry };
}

typedef struct front {
    uint32_t node[FRONT];
    size_t n;
} front;

/* The nodes one word further. */
static front advance(const finder *f, const front *from, size_t token)
{
    front to = { .n = 0 };
    uint32_t room[TRIE_SYMBOLS];
    size_t n;
    const uint32_t *symbols = symbols_of(f, token, room, &n);
    for (size_t i = 0; i < from->n; i++)
        for (size_t k = 0; k < n && to.n < FRONT; k++) {
            int32_t child = trie_child(f->x, from->node[i], symbols[k]);
            if (child >= 0)
                to.node[to.n++] = (uint32_t)child;
        }
    return to;
}

/* All that begins at a token: what is found later is longer, and stands before. */
static void find_at(finder *f, size_t first)
{
    front at = { .node = { 0 }, .n = 1 };
    size_t begin = f->n_tags;
    for (size_t n = 1; n <= TRIE_PHRASE && first + n <= f->n; n++) {
        if (n > 1 && f->tokens[first + n - 1].gap == TEXT_PARAGRAPH)
            break;
        at = advance(f, &at, first + n - 1);
        if (!at.n)
            break;
        for (size_t i = 0; i < at.n; i++)
            for (int32_t e = f->x->nodes[at.node[i]].entry; e >= 0; e = f->x->next[e])
                put(f, first, n, &f->x->entries[e]);
    }
    /* Longest first, and of a class only the longest. */
    size_t end = f->n_tags, kept = begin;
    if (end - begin < 2)
        return;
    for (size_t i = begin, j = end - 1; i < j; i++, j--) {
        lexicon_tag t = f->tags[i];
        f->tags[i] = f->tags[j];
        f->tags[j] = t;
    }
    uint32_t longest[LEXICON_CLASSES] = { 0 };
    for (size_t i = begin; i < end; i++) {
        uint32_t *n = &longest[f->tags[i].entry->class];
        if (*n > f->tags[i].n)
            continue;
        *n = f->tags[i].n;
        f->tags[kept++] = f->tags[i];
    }
    f->n_tags = kept;
}

size_t lexicon_find(const lexicon *x, lexicon_memory *memory, str text,
                    const text_token *tokens, size_t n, arena *a, lexicon_tag **out)
{
    finder f = {
        .x = x, .memory = memory, .text = text, .tokens = tokens, .n = n, .a = a
    };
    uint32_t room[TRIE_SYMBOLS];
    if (memory->of != x) {
        memset(memory, 0, sizeof *memory);
        memory->of = x;
    }
    f.has_number = trie_symbols(x, STR("#"), room) > 0;
    f.number[0] = room[0];
    for (size_t i = 0; i < n; i++)
        find_at(&f, i);
    *out = f.tags;
    return f.n_tags;
}

const lexicon_entry *lexicon_word(const lexicon *x, str lower, lexicon_class c)
{
    uint32_t symbols[TRIE_SYMBOLS];
    size_t n = trie_symbols(x, lower, symbols);
    for (size_t i = 0; i < n; i++) {
        int32_t child = trie_child(x, 0, symbols[i]);
        int32_t e = child < 0 ? TRIE_NONE : x->nodes[child].entry;
        for (; e >= 0; e = x->next[e])
            if (x->entries[e].class == c)
                return &x->entries[e];
    }
    return NULL;
}
