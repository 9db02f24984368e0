#include "lexicon/trie.h"
#include "text/letter.h"

#include <string.h>

/* Words repeat: what a word's symbols are is remembered by the word as it is written,
   in a table of fixed size where a later word takes the place of an earlier one. */
enum { REMEMBERED = 1 << 13, REMEMBERED_BYTES = 29, FRONT = 24 };

typedef struct remembered {
    uint8_t len; /* 0: free */
    uint8_t n;
    uint8_t begins; /* bit i: a phrase begins with the i-th symbol */
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
    uint32_t number; /* the symbol of any number */
    bool has_number;
} finder;

/* A number is itself and any number. */
static size_t look_up(const finder *f, size_t token, uint32_t symbols[TRIE_SYMBOLS])
{
    char lower[TRIE_WORD];
    size_t len =
        text_lower(text_token_str(f->text, &f->tokens[token]), lower, sizeof lower);
    /* A longer word may still begin with a stem. */
    size_t n = trie_symbols(f->x, (str){ lower, len < sizeof lower ? len : sizeof lower },
                            symbols);
    if (f->tokens[token].shape == TEXT_NUMBER && f->has_number && n < TRIE_SYMBOLS)
        symbols[n++] = f->number;
    return n;
}

/* The first eight bytes of a word, with zeros behind a shorter one. room: how many bytes
   can be read from it on. */
static inline uint64_t head_of(str word, size_t room)
{
    uint64_t head = 0;
    if (room < sizeof head) {
        memcpy(&head, word.at, word.len < sizeof head ? word.len : sizeof head);
        return head;
    }
    memcpy(&head, word.at, sizeof head);
    if (word.len < sizeof head) {
        static const unsigned char ones[16] = { 255, 255, 255, 255, 255, 255, 255, 255 };
        uint64_t mask;
        memcpy(&mask, ones + sizeof mask - word.len, sizeof mask);
        head &= mask;
    }
    return head;
}

/* A hash of few steps: what matters is that most words have a place of their own. */
static inline size_t slot_of(uint64_t head, str word)
{
    uint64_t h = (head ^ word.len) * 0x9E3779B97F4A7C15u;
    for (size_t i = sizeof head; i < word.len; i++)
        h = (h ^ (unsigned char)word.at[i]) * 0x100000001B3u;
    return (size_t)(h >> 42) & (REMEMBERED - 1);
}

static uint8_t beginnings(const finder *f, const uint32_t *symbols, size_t n)
{
    unsigned begins = 0;
    for (size_t i = 0; i < n; i++)
        begins |= trie_child(f->x, 0, symbols[i]) >= 0 ? 1u << i : 0;
    return (uint8_t)begins;
}

/* What is known of a token; a view into the memory or room. */
static const remembered *word_of(const finder *f, size_t i, remembered *room)
{
    str word = text_token_str(f->text, &f->tokens[i]);
    if (word.len > REMEMBERED_BYTES) {
        room->n = (uint8_t)look_up(f, i, room->symbols);
        room->begins = beginnings(f, room->symbols, room->n);
        return room;
    }
    uint64_t head = head_of(word, f->text.len - f->tokens[i].at), known;
    remembered *r = &f->memory->words[slot_of(head, word)];
    memcpy(&known, r->word, sizeof known);
    if (r->len != word.len || head != known ||
        (word.len > sizeof head && memcmp(r->word, word.at, word.len) != 0)) {
        r->n = (uint8_t)look_up(f, i, r->symbols);
        r->begins = beginnings(f, r->symbols, r->n);
        r->len = (uint8_t)word.len;
        memset(r->word, 0, sizeof head);
        memcpy(r->word, word.at, word.len);
    }
    return r;
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
static void advance(const finder *f, front *at, size_t token)
{
    front from;
    from.n = at->n;
    memcpy(from.node, at->node, at->n * sizeof *at->node);
    remembered room;
    const remembered *r = word_of(f, token, &room);
    at->n = 0;
    for (size_t i = 0; i < from.n; i++)
        for (size_t k = 0; k < r->n && at->n < FRONT; k++) {
            int32_t child = trie_child(f->x, from.node[i], r->symbols[k]);
            if (child >= 0)
                at->node[at->n++] = (uint32_t)child;
        }
}

/* Of what was put since: longest first, and of a class only the longest. */
static void keep_longest(finder *f, size_t begin)
{
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

/* The entries that end with n tokens; what no longer phrase goes on from is left. */
static void put_all(finder *f, front *at, size_t first, size_t n)
{
    size_t inner = 0;
    for (size_t i = 0; i < at->n; i++) {
        const trie_node *node = &f->x->nodes[at->node[i]];
        for (int32_t e = node->entry; e >= 0; e = f->x->next[e])
            put(f, first, n, &f->x->entries[e]);
        if (node->inner)
            at->node[inner++] = at->node[i];
    }
    at->n = inner;
}

/* All that begins at a token: what is found later is longer. */
static void find_at(finder *f, size_t first)
{
    remembered room;
    if (!word_of(f, first, &room)->begins)
        return;
    front at;
    at.node[0] = 0;
    at.n = 1;
    size_t begin = f->n_tags;
    for (size_t n = 1; at.n && n <= TRIE_PHRASE && first + n <= f->n; n++) {
        if (n > 1 && f->tokens[first + n - 1].gap == TEXT_PARAGRAPH)
            break;
        advance(f, &at, first + n - 1);
        put_all(f, &at, first, n);
    }
    keep_longest(f, begin);
}

size_t lexicon_find(const lexicon *x, lexicon_memory *memory, str text,
                    const text_token *tokens, size_t n, arena *a, lexicon_tag **out)
{
    finder f = {
        .x = x, .memory = memory, .text = text, .tokens = tokens, .n = n, .a = a
    };
    uint32_t room[TRIE_SYMBOLS] = { 0 };
    f.cap = n / 4 + 16;
    f.tags = arena_array(a, lexicon_tag, f.cap);
    if (memory->of != x) {
        memset(memory, 0, sizeof *memory);
        memory->of = x;
    }
    f.has_number = trie_symbols(x, STR("#"), room) > 0;
    f.number = room[0];
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
