#include "lexicon/trie.h"
#include "text/letter.h"

#include <string.h>

/* Words repeat: what a word's symbols are is remembered by a hash of the word as it is
   written, in a table of fixed size where the one met first of a row makes room. Small,
   so that it stays close to the processor. */
enum {
    ROWS = 1 << 12,
    WAYS = 4,
    POOL = 1 << 16,
    HASHED = 64, /* bytes of a word; longer ones are looked up each time */
    FRONT = 24,
    SEEN = 16
};
_Static_assert((int)SEEN > (int)TRIE_PHRASE, "a phrase is seen as a whole");

/* What is known of a word. */
typedef struct known {
    uint64_t bits; /* of its symbols, as those of trie_node */
    uint64_t next; /* of the nodes of its first words together */
    uint32_t at;   /* in the pool: symbols, then nodes */
    uint8_t n;     /* symbols */
    uint8_t begin; /* nodes behind them: phrases that begin with the word */
    bool ends;     /* some phrase is this word alone */
} known;

/* Hashes stand apart, so that a row of them is in one line of the processor's cache. The
   last bit of one says whether there is anything to know. */
struct lexicon_memory {
    const lexicon *of; /* whose symbols these are */
    size_t n_pool;
    uint64_t hashes[ROWS][WAYS]; /* 0: free */
    known words[ROWS][WAYS];
    uint32_t pool[POOL + 2 * TRIE_SYMBOLS];
};

lexicon_memory *lexicon_memory_new(arena *a)
{
    return arena_new(a, lexicon_memory);
}

/* A token, and what is known of it. */
typedef struct seen {
    known is;
    const uint32_t *symbols, *nodes;
    uint32_t own[2 * TRIE_SYMBOLS]; /* of a word that is not remembered */
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

static void forget(lexicon_memory *m, const lexicon *of)
{
    if (m->of) /* a new one is empty, and what is not touched takes no room */
        memset(m->hashes, 0, sizeof m->hashes);
    m->n_pool = 0;
    m->of = of;
}

static bool is_full(const lexicon_memory *m)
{
    return m->n_pool + 2 * TRIE_SYMBOLS > POOL;
}

static void keep(lexicon_memory *m, uint64_t hash, const seen *word)
{
    if (is_full(m))
        return;
    size_t row = hash >> 40 & (ROWS - 1), n = (size_t)word->is.n + word->is.begin;
    uint64_t *hashes = m->hashes[row];
    known *words = m->words[row];
    memmove(hashes + 1, hashes, (WAYS - 1) * sizeof *hashes);
    memmove(words + 1, words, (WAYS - 1) * sizeof *words);
    hashes[0] = n ? hash : hash - 1;
    words[0] = word->is;
    words[0].at = (uint32_t)m->n_pool;
    memcpy(m->pool + m->n_pool, word->own, n * sizeof *m->pool);
    m->n_pool += n;
}

static void learn(const finder *f, size_t token, seen *out)
{
    out->is = (known){ .n = (uint8_t)look_up(f, token, out->own) };
    for (size_t i = 0; i < out->is.n; i++) {
        int32_t node = trie_first(f->x, out->own[i]);
        out->is.bits |= trie_bit(out->own[i]);
        if (node < 0)
            continue;
        out->own[out->is.n + out->is.begin++] = (uint32_t)node;
        out->is.next |= f->x->nodes[node].next;
        out->is.ends |= f->x->nodes[node].link >= 0;
    }
    out->symbols = out->own;
    out->nodes = out->own + out->is.n;
}

/* What is remembered by a hash; false for nothing. */
static inline bool recall(const lexicon_memory *m, uint64_t hash, seen *out)
{
    size_t row = hash >> 40 & (ROWS - 1), k = 0;
    const uint64_t *hashes = m->hashes[row];
    while ((hashes[k] | 1) != hash)
        if (++k == WAYS)
            return false;
    if (hashes[k] & 1) {
        out->is = m->words[row][k];
        out->symbols = m->pool + out->is.at;
        out->nodes = out->symbols + out->is.n;
    } else {
        out->is = (known){ 0 };
    }
    return true;
}

/* What is known of a token. */
static void read_word(const finder *f, size_t i, seen *out)
{
    str word = text_token_str(f->text, &f->tokens[i]);
    bool brief = word.len <= HASHED;
    uint64_t hash =
        brief ? hash_of(head_of(word, f->text.len - f->tokens[i].at), word) : 0;
    if (brief && recall(f->memory, hash, out))
        return;
    learn(f, i, out);
    if (brief)
        keep(f->memory, hash, out);
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

/* The nodes one word further. */
static void advance(const finder *f, const seen *word, front *at)
{
    front from;
    from.n = at->n;
    for (size_t i = 0; i < from.n; i++)
        from.node[i] = at->node[i];
    at->n = 0;
    for (size_t i = 0; i < from.n; i++) {
        if (!(f->x->nodes[from.node[i]].next & word->is.bits))
            continue;
        for (size_t k = 0; k < word->is.n && at->n < FRONT; k++) {
            int32_t child = trie_child(f->x, from.node[i], word->symbols[k]);
            if (child >= 0)
                at->node[at->n++] = (uint32_t)child;
        }
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

/* The phrases that end with the n-th word; of those that go on, the nodes. */
static uint64_t end_at(finder *f, size_t first, size_t n, front *at)
{
    size_t inner = 0;
    uint64_t next = 0;
    for (size_t i = 0; i < at->n; i++) {
        const trie_node *node = &f->x->nodes[at->node[i]];
        for (int32_t e = node->link; e >= 0; e = f->x->links[e].next)
            put(f, first, n, e);
        next |= node->next;
        if (node->next)
            at->node[inner++] = at->node[i];
    }
    at->n = inner;
    return next;
}

/* The word behind so many, when a phrase may go on with it; NULL. */
static const seen *following(finder *f, size_t at, uint64_t next)
{
    if (!next || at >= f->n || f->tokens[at].gap == TEXT_PARAGRAPH)
        return NULL;
    const seen *word = word_of(f, at);
    return next & word->is.bits ? word : NULL;
}

/* All that begins at a token: what is found later is longer, and stands before. */
static void find_at(finder *f, size_t first)
{
    const seen *word = word_of(f, first), *behind = NULL;
    if (!word->is.begin ||
        (!word->is.ends && !(behind = following(f, first + 1, word->is.next))))
        return;
    front at;
    at.n = word->is.begin;
    for (size_t i = 0; i < at.n; i++)
        at.node[i] = word->nodes[i];
    size_t begin = f->n_tags;
    for (size_t n = 1;; n++) {
        uint64_t next = end_at(f, first, n, &at);
        behind = n < TRIE_PHRASE ? following(f, first + n, next) : NULL;
        if (!behind)
            break;
        advance(f, behind, &at);
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
    if (memory->of != x || is_full(memory))
        forget(memory, x);
    f.has_number = trie_symbols(x, STR("#"), room) > 0;
    f.number = room[0];
    for (size_t i = 0; i < n; i++) {
        if (is_full(memory) && f.n_seen <= i) /* none of the next words is seen yet */
            forget(memory, x);
        find_at(&f, i);
    }
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
