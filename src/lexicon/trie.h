/*
 * lexicon/trie - phrases of words as a tree of symbols. For this room only.
 *
 * A symbol is a word as it stands, or the beginning that any ending may follow. Words
 * become symbols once, phrases are then found by numbers alone.
 */
#ifndef LEXICON_TRIE_H
#define LEXICON_TRIE_H

#include "lexicon/lexicon.h"

enum { TRIE_SYMBOLS = 8, TRIE_WORD = 96, TRIE_PHRASE = 12, TRIE_NONE = -1 };

/* A hash table from words to numbers from 0; a power of two. */
typedef struct trie_words {
    str *word; /* at NULL: a free slot */
    uint32_t *number;
    size_t n, slots;
} trie_words;

typedef struct trie_step {
    uint32_t node, symbol; /* symbol + 1; 0: a free slot */
    uint32_t child;
} trie_step;

typedef struct trie_node {
    uint64_t next; /* bits of symbols that go on from here, several symbols a bit */
    int32_t link;  /* the last one that ends here; TRIE_NONE */
} trie_node;

/* The entry before, of those that end at the same node; and the class of this one. */
typedef struct trie_link {
    int32_t next;
    uint8_t class;
} trie_link;

struct lexicon {
    arena *a;
    trie_words exact, stems; /* a stem's symbol comes after those of all words: odd */
    uint64_t stem_sizes;     /* bit i: some stem has i bytes; the last bit: i or more */
    int32_t *first; /* [symbol]: where the first word of a phrase leads; TRIE_NONE */
    size_t n_first;
    trie_step *steps; /* the other words */
    size_t n_steps, step_slots;
    trie_node *nodes;
    size_t n_nodes, nodes_cap;
    lexicon_entry *entries; /* one for each phrase */
    trie_link *links;       /* of each entry */
    size_t n_entries, entries_cap;
};

/* Room for about so many phrases. */
void trie_start(lexicon *x, size_t phrases, arena *a);
/* Add a phrase in lower form; words are divided by one space. False when it has too
   many words. lasts: the text outlives the lexicon. */
bool trie_add(lexicon *x, str phrase, bool lasts, const lexicon_entry *entry);
/* The symbols of a word in lower form. */
size_t trie_symbols(const lexicon *x, str word, uint32_t symbols[TRIE_SYMBOLS]);
/* Where the first word of a phrase leads; TRIE_NONE. */
static inline int32_t trie_first(const lexicon *x, uint32_t symbol)
{
    return symbol < x->n_first ? x->first[symbol] : TRIE_NONE;
}

static inline uint64_t trie_bit(uint32_t symbol)
{
    return (uint64_t)1 << (symbol * 0x9E3779B1u >> 26);
}

static inline size_t trie_slot(const lexicon *x, uint32_t node, uint32_t symbol)
{
    uint64_t h = ((uint64_t)node << 32 | symbol) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 20) & (x->step_slots - 1);
    while (x->steps[i].symbol &&
           (x->steps[i].node != node || x->steps[i].symbol != symbol + 1))
        i = (i + 1) & (x->step_slots - 1);
    return i;
}

/* The node behind another, which is not the root; TRIE_NONE. */
static inline int32_t trie_child(const lexicon *x, uint32_t node, uint32_t symbol)
{
    if (!(x->nodes[node].next & trie_bit(symbol)))
        return TRIE_NONE;
    const trie_step *s = &x->steps[trie_slot(x, node, symbol)];
    return s->symbol ? (int32_t)s->child : TRIE_NONE;
}
#endif
