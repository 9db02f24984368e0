#include "lexicon/trie.h"
#include "text/letter.h"

#include <string.h>

/* Words repeat: what a word's symbols are is remembered by a hash of the word as it is
   written, in a table of fixed size where the one met first of a row makes room. Small,
   so that it stays close to the processor. */
enum {
    ROWS = 1 << 12,
    WAYS = 4,
    POOL = 1 << 15,
    HASHED = 64, /* bytes of a word; longer ones are looked up each time */
    FRONT = 24,
    SEEN = 16
};
_Static_assert((int)SEEN > (int)TRIE_PHRASE, "a phrase is seen as a whole");

typedef struct remembered {
    uint64_t hash; /* 0: free */
    uint8_t n;
    uint8_t begins; /* bit i: a phrase begins with the i-th symbol */
    uint32_t at;    /* the only symbol, or where they stand in the pool */
} remembered;

struct lexicon_memory {
    const lexicon *of; /* whose symbols these are */
    size_t n_pool;
    remembered words[ROWS][WAYS];
    uint32_t pool[POOL + TRIE_SYMBOLS];
};

lexicon_memory *lexicon_memory_new(arena *a)
{
    return arena_new(a, lexicon_memory);
}

/* What is known of a token. */
typedef struct seen {
    uint8_t n, begins;
    uint32_t symbols[TRIE_SYMBOLS];
} seen;

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
    seen seen[SEEN]; /* of the tokens before n_seen */
    size_t n_seen;
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

static inline uint64_t load(const char *at)
{
    uint64_t piece;
    memcpy(&piece, at, sizeof piece);
    return piece;
}

static inline uint64_t mix(uint64_t h, uint64_t piece)
{
    h = (h ^ piece) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

/* Of few steps; the last piece of a long word laps over the one before. Not 0. */
static inline uint64_t hash_of(uint64_t head, str word)
{
    enum { PIECE = sizeof head };
    uint64_t h = mix(word.len, head);
    if (word.len > PIECE) {
        for (size_t i = PIECE; i + PIECE < word.len; i += PIECE)
            h = mix(h, load(word.at + i));
        h = mix(h, load(word.at + word.len - PIECE));
    }
    return mix(h, 0) | 1;
}

static uint8_t beginnings(const finder *f, const uint32_t *symbols, size_t n)
{
    unsigned begins = 0;
    for (size_t i = 0; i < n; i++)
        begins |= trie_first(f->x, symbols[i]) >= 0 ? 1u << i : 0;
    return (uint8_t)begins;
}

static void forget(lexicon_memory *m, const lexicon *of)
{
    if (m->of) /* a new one is empty, and what is not touched takes no room */
        memset(m->words, 0, sizeof m->words);
    m->n_pool = 0;
    m->of = of;
}

static void keep(lexicon_memory *m, const lexicon *of, uint64_t hash, const seen *word)
{
    if (m->n_pool + TRIE_SYMBOLS > POOL)
        forget(m, of);
    remembered *row = m->words[hash >> 40 & (ROWS - 1)];
    memmove(row + 1, row, (WAYS - 1) * sizeof *row);
    row[0] = (remembered){ hash, word->n, word->begins, word->symbols[0] };
    if (word->n < 2)
        return;
    row[0].at = (uint32_t)m->n_pool;
    memcpy(m->pool + m->n_pool, word->symbols, word->n * sizeof *m->pool);
    m->n_pool += word->n;
}

/* What is known of a token. */
static void read_word(const finder *f, size_t i, seen *out)
{
    str word = text_token_str(f->text, &f->tokens[i]);
    uint64_t hash = 0;
    if (word.len <= HASHED) {
        hash = hash_of(head_of(word, f->text.len - f->tokens[i].at), word);
        const remembered *r = f->memory->words[hash >> 40 & (ROWS - 1)];
        for (size_t k = 0; k < WAYS; k++, r++) {
            if (r->hash != hash)
                continue;
            out->n = r->n;
            out->begins = r->begins;
            if (r->n > 1)
                memcpy(out->symbols, f->memory->pool + r->at, sizeof out->symbols);
            else
                out->symbols[0] = r->at;
            return;
        }
    }
    out->symbols[0] = 0;
    out->n = (uint8_t)look_up(f, i, out->symbols);
    out->begins = beginnings(f, out->symbols, out->n);
    if (hash)
        keep(f->memory, f->x, hash, out);
}

/* Each token is looked at once: the next ones of a phrase are kept until it is their
   turn. */
static inline const seen *word_of(finder *f, size_t i)
{
    for (; f->n_seen <= i; f->n_seen++)
        read_word(f, f->n_seen, &f->seen[f->n_seen % SEEN]);
    return &f->seen[i % SEEN];
}

static void put(finder *f, size_t first, size_t n, int32_t link)
{
    f->tags = arena_grow(f->a, f->tags, f->n_tags, &f->cap, sizeof *f->tags);
    f->tags[f->n_tags++] = (lexicon_tag){ .first = (uint32_t)first,
                                          .n = (uint16_t)n,
                                          .class = f->x->links[link].class,
                                          .entry = &f->x->entries[link] };
}

typedef struct front {
    uint32_t node[FRONT];
    size_t n;
} front;

/* The nodes of the first word. */
static void start(const finder *f, const seen *word, front *at)
{
    at->n = 0;
    for (size_t k = 0; k < word->n; k++)
        if (word->begins >> k & 1)
            at->node[at->n++] = (uint32_t)trie_first(f->x, word->symbols[k]);
}

/* The nodes one word further. */
static void advance(const finder *f, const seen *word, front *at)
{
    front from;
    from.n = at->n;
    memcpy(from.node, at->node, at->n * sizeof *at->node);
    at->n = 0;
    for (size_t i = 0; i < from.n; i++)
        for (size_t k = 0; k < word->n && at->n < FRONT; k++) {
            int32_t child = trie_child(f->x, from.node[i], word->symbols[k]);
            if (child >= 0)
                at->node[at->n++] = (uint32_t)child;
        }
}

/* Longest first, and of a class only the longest. */
static void arrange(finder *f, size_t begin)
{
    size_t end = f->n_tags, kept = begin;
    for (size_t i = begin, j = end - 1; i < j; i++, j--) {
        lexicon_tag t = f->tags[i];
        f->tags[i] = f->tags[j];
        f->tags[j] = t;
    }
    if (f->tags[begin].n == f->tags[end - 1].n)
        return; /* all are as long */
    uint32_t longest[LEXICON_CLASSES] = { 0 };
    for (size_t i = begin; i < end; i++) {
        uint32_t *n = &longest[f->tags[i].class];
        if (*n > f->tags[i].n)
            continue;
        *n = f->tags[i].n;
        f->tags[kept++] = f->tags[i];
    }
    f->n_tags = kept;
}

/* All that begins at a token: what is found later is longer, and stands before. */
static void find_at(finder *f, size_t first)
{
    const seen *word = word_of(f, first);
    if (!word->begins)
        return;
    front at;
    start(f, word, &at);
    size_t begin = f->n_tags;
    for (size_t n = 1;; n++) {
        size_t inner = 0;
        for (size_t i = 0; i < at.n; i++) {
            const trie_node *node = &f->x->nodes[at.node[i]];
            for (int32_t e = node->link; e >= 0; e = f->x->links[e].next)
                put(f, first, n, e);
            if (node->next)
                at.node[inner++] = at.node[i];
        }
        at.n = inner;
        size_t next = first + n;
        if (!inner || n == TRIE_PHRASE || next >= f->n ||
            f->tokens[next].gap == TEXT_PARAGRAPH)
            break;
        advance(f, word_of(f, next), &at);
    }
    if (f->n_tags - begin > 1)
        arrange(f, begin);
}

size_t lexicon_find(const lexicon *x, lexicon_memory *memory, str text,
                    const text_token *tokens, size_t n, arena *a, lexicon_tag **out)
{
    finder f = {
        .x = x, .memory = memory, .text = text, .tokens = tokens, .n = n, .a = a
    };
    uint32_t room[TRIE_SYMBOLS] = { 0 };
    f.cap = n + n / 2 + 16;
    f.tags = arena_array(a, lexicon_tag, f.cap);
    if (memory->of != x)
        forget(memory, x);
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
        int32_t child = trie_first(x, symbols[i]);
        int32_t e = child < 0 ? TRIE_NONE : x->nodes[child].link;
        for (; e >= 0; e = x->links[e].next)
            if (x->links[e].class == c)
                return &x->entries[e];
    }
    return NULL;
}
