#include "lexicon/trie.h"
#include "text/letter.h"

#include <string.h>

/* Words repeat: what a word's symbols are is remembered by the word as it is written,
   in a table of fixed size where a later word takes the place of an earlier one. */
enum { REMEMBERED = 1 << 14, REMEMBERED_BYTES = 29, FRONT = 24, SEEN = 16 };
_Static_assert((int)SEEN > (int)TRIE_PHRASE, "a phrase is seen as a whole");

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

/* A hash of few steps: what matters is that most words have a place of their own. Of a
   long word the pieces lap over. */
static inline size_t slot_of(uint64_t head, str word)
{
    uint64_t h = (head ^ word.len) * 0x9E3779B97F4A7C15u;
    if (word.len > sizeof head)
        h = (h ^ h >> 32 ^ load(word.at + word.len - sizeof head)) * 0x9E3779B97F4A7C15u;
    if (word.len > 2 * sizeof head)
        h = (h ^ h >> 32 ^ load(word.at + sizeof head)) * 0x9E3779B97F4A7C15u;
    return (size_t)(h >> 40) & (REMEMBERED - 2);
}

/* Whether it is this word, whose heads are the same. */
static inline bool is_word(const remembered *r, str word)
{
    enum { PIECE = 8 };
    if (r->len != word.len)
        return false;
    if (word.len <= PIECE)
        return true;
    uint64_t other = load(r->word + word.len - PIECE) ^ load(word.at + word.len - PIECE);
    if (word.len > 2 * PIECE)
        other |= load(r->word + PIECE) ^ load(word.at + PIECE);
    if (word.len > 3 * PIECE)
        other |= load(r->word + 2 * PIECE) ^ load(word.at + 2 * PIECE);
    return !other;
}

static uint8_t beginnings(const finder *f, const uint32_t *symbols, size_t n)
{
    unsigned begins = 0;
    for (size_t i = 0; i < n; i++)
        begins |= trie_first(f->x, symbols[i]) >= 0 ? 1u << i : 0;
    return (uint8_t)begins;
}

/* What is known of a token. */
static void read_word(const finder *f, size_t i, seen *out)
{
    str word = text_token_str(f->text, &f->tokens[i]);
    if (word.len > REMEMBERED_BYTES) {
        out->n = (uint8_t)look_up(f, i, out->symbols);
        out->begins = beginnings(f, out->symbols, out->n);
        return;
    }
    uint64_t head = head_of(word, f->text.len - f->tokens[i].at);
    remembered *r = &f->memory->words[slot_of(head, word)];
    if (head != load(r->word) || !is_word(r, word)) {
        remembered first = r[0];
        r[0] = r[1];
        r[1] = first; /* the one met last stands first */
    }
    if (head != load(r->word) || !is_word(r, word)) {
        r->n = (uint8_t)look_up(f, i, r->symbols);
        r->begins = beginnings(f, r->symbols, r->n);
        r->len = (uint8_t)word.len;
        memset(r->word, 0, sizeof head);
        memcpy(r->word, word.at, word.len);
    }
    out->n = r->n;
    out->begins = r->begins;
    if (r->n)
        memcpy(out->symbols, r->symbols, sizeof out->symbols);
}

/* Each token is looked at once: the next ones of a phrase are kept until it is their
   turn. */
static inline const seen *word_of(finder *f, size_t i)
{
    for (; f->n_seen <= i; f->n_seen++)
        read_word(f, f->n_seen, &f->seen[f->n_seen % SEEN]);
    return &f->seen[i % SEEN];
}

static void put(finder *f, size_t first, size_t n, int32_t entry)
{
    f->tags = arena_grow(f->a, f->tags, f->n_tags, &f->cap, sizeof *f->tags);
    f->tags[f->n_tags++] = (lexicon_tag){ .first = (uint32_t)first,
                                          .n = (uint16_t)n,
                                          .class = f->x->next[entry].class,
                                          .entry = &f->x->entries[entry] };
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
            for (int32_t e = node->entry; e >= 0; e = f->x->next[e].next)
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
        int32_t child = trie_first(x, symbols[i]);
        int32_t e = child < 0 ? TRIE_NONE : x->nodes[child].entry;
        for (; e >= 0; e = x->next[e].next)
            if (x->entries[e].class == c)
                return &x->entries[e];
    }
    return NULL;
}
