#include "lexicon/trie.h"

#include "base/hash.h"

static size_t slot_of(const trie_words *w, str word, uint64_t hash)
{
    size_t i = (size_t)hash & (w->slots - 1);
    while (w->word[i].at && !str_eq(w->word[i], word))
        i = (i + 1) & (w->slots - 1);
    return i;
}

static void words_grow(trie_words *w, arena *a)
{
    trie_words wide = { .n = w->n, .slots = w->slots ? w->slots * 2 : 1024 };
    wide.word = arena_array(a, str, wide.slots);
    wide.number = arena_array(a, uint32_t, wide.slots);
    for (size_t i = 0; i < w->slots; i++) {
        if (!w->word[i].at)
            continue;
        size_t to = slot_of(&wide, w->word[i], hash_str(w->word[i]));
        wide.word[to] = w->word[i];
        wide.number[to] = w->number[i];
    }
    *w = wide;
}

static uint32_t words_add(trie_words *w, str word, bool lasts, arena *a)
{
    if (w->n * 2 >= w->slots)
        words_grow(w, a);
    size_t i = slot_of(w, word, hash_str(word));
    if (!w->word[i].at) {
        w->word[i] = lasts ? word : (str){ str_copy(a, word), word.len };
        w->number[i] = (uint32_t)w->n++;
    }
    return w->number[i];
}

static int64_t words_find(const trie_words *w, str word, uint64_t hash)
{
    if (!w->slots || !word.len)
        return TRIE_NONE;
    size_t i = slot_of(w, word, hash);
    return w->word[i].at ? (int64_t)w->number[i] : TRIE_NONE;
}

static uint32_t node_new(lexicon *x)
{
    x->nodes = arena_grow(x->a, x->nodes, x->n_nodes, &x->nodes_cap, sizeof *x->nodes);
    x->nodes[x->n_nodes] = (trie_node){ .link = TRIE_NONE };
    return (uint32_t)x->n_nodes++;
}

static void steps_grow(lexicon *x)
{
    trie_step *old = x->steps;
    size_t slots = x->step_slots;
    x->step_slots *= 2;
    x->steps = arena_array(x->a, trie_step, x->step_slots);
    for (size_t i = 0; i < slots; i++)
        if (old[i].symbol)
            x->steps[trie_slot(x, old[i].node, old[i].symbol - 1)] = old[i];
}

static uint32_t first_add(lexicon *x, uint32_t symbol)
{
    if (symbol >= x->n_first) {
        size_t n = x->n_first ? x->n_first : 1024;
        while (n <= symbol)
            n *= 2;
        int32_t *wide = arena_array(x->a, int32_t, n);
        for (size_t i = 0; i < n; i++)
            wide[i] = i < x->n_first ? x->first[i] : TRIE_NONE;
        x->first = wide;
        x->n_first = n;
    }
    if (x->first[symbol] < 0)
        x->first[symbol] = (int32_t)node_new(x);
    return (uint32_t)x->first[symbol];
}

static uint32_t step_add(lexicon *x, uint32_t node, uint32_t symbol)
{
    if (!node)
        return first_add(x, symbol);
    if (x->n_steps * 2 >= x->step_slots)
        steps_grow(x);
    size_t i = trie_slot(x, node, symbol);
    if (!x->steps[i].symbol) {
        x->steps[i] = (trie_step){ node, symbol + 1, node_new(x) };
        x->nodes[node].next |= trie_bit(symbol);
        x->n_steps++;
    }
    return x->steps[i].child;
}

static size_t power_over(size_t n)
{
    size_t p = 1024;
    while (p < n)
        p *= 2;
    return p;
}

static trie_words words_of(size_t n, arena *a)
{
    trie_words w = { .slots = power_over(n) };
    w.word = arena_array(a, str, w.slots);
    w.number = arena_array(a, uint32_t, w.slots);
    return w;
}

void trie_start(lexicon *x, size_t phrases, arena *a)
{
    *x = (lexicon){ .a = a,
                    .step_slots = power_over(phrases),
                    .entries_cap = phrases,
                    .nodes_cap = phrases + phrases / 2 + 1 };
    /* Words are fewer than phrases, mostly, and fill half of the slots at most. */
    x->exact = words_of(phrases, a);
    x->stems = words_of(phrases / 4, a);
    x->links = arena_array(a, trie_link, x->entries_cap);
    x->entries = arena_array(a, lexicon_entry, x->entries_cap);
    x->nodes = arena_array(a, trie_node, x->nodes_cap);
    x->steps = arena_array(a, trie_step, x->step_slots);
    node_new(x);
}

static unsigned size_bit(size_t len)
{
    return len < 63 ? (unsigned)len : 63;
}

/* Even numbers are words, odd ones stems. */
static uint32_t symbol_add(lexicon *x, str word, bool lasts)
{
    if (word.len > 1 && word.at[word.len - 1] == '*') {
        word.len--;
        x->stem_sizes |= (uint64_t)1 << size_bit(word.len);
        return words_add(&x->stems, word, lasts, x->a) * 2 + 1;
    }
    return words_add(&x->exact, word, lasts, x->a) * 2;
}

static size_t count_words(str phrase)
{
    size_t n = 0;
    for (; phrase.len; n++)
        str_cut(&phrase, ' ');
    return n;
}

bool trie_add(lexicon *x, str phrase, bool lasts, const lexicon_entry *entry)
{
    if (!phrase.len || count_words(phrase) > TRIE_PHRASE)
        return false;
    uint32_t node = 0;
    while (phrase.len)
        node = step_add(x, node, symbol_add(x, str_cut(&phrase, ' '), lasts));
    size_t cap = x->entries_cap;
    x->entries = arena_grow(x->a, x->entries, x->n_entries, &cap, sizeof *x->entries);
    x->links =
        arena_grow(x->a, x->links, x->n_entries, &x->entries_cap, sizeof *x->links);
    x->entries[x->n_entries] = *entry;
    x->links[x->n_entries] = (trie_link){ x->nodes[node].link, (uint8_t)entry->class };
    x->nodes[node].link = (int32_t)x->n_entries++;
    return true;
}

size_t trie_symbols(const lexicon *x, str word, uint32_t symbols[TRIE_SYMBOLS])
{
    size_t n = 0;
    uint64_t hash[TRIE_WORD + 1]; /* of the first bytes of the word */
    size_t most = word.len < TRIE_WORD ? word.len : TRIE_WORD;
    hash[0] = hash_str((str){ 0 });
    for (size_t i = 0; i < most; i++)
        hash[i + 1] = hash_on(hash[i], (unsigned char)word.at[i]);
    int64_t at =
        words_find(&x->exact, word, most < word.len ? hash_str(word) : hash[most]);
    if (at >= 0)
        symbols[n++] = (uint32_t)at * 2;
    for (size_t len = word.len; len && n < TRIE_SYMBOLS; len--) {
        if (!(x->stem_sizes >> size_bit(len) & 1))
            continue;
        str stem = { word.at, len };
        at = words_find(&x->stems, stem, len <= most ? hash[len] : hash_str(stem));
        if (at >= 0)
            symbols[n++] = (uint32_t)at * 2 + 1;
    }
    return n;
}
