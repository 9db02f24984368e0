/*
 * Words within some edits of a sound: Mihov and Schulz, "Fast approximate search in large
 * dictionaries", Computational Linguistics 30 (2004), on trees whose nodes are walked
 * with the rows of a bit-parallel automaton: Wu and Manber, "Fast text searching allowing
 * errors", Communications of the ACM 35 (1992), to which a change of places is added.
 *
 * Of a word with two edits, either the front has one at most, and the tree of the words
 * is walked with one there and two behind it; or the back has none, and the tree of the
 * turned words is. So both walks begin on narrow paths. With one edit it is the same with
 * one less.
 */
#include "base/sort.h"
#include "gazetteer/tree.h"

#include <string.h>

enum {
    LONGEST_QUERY = LONGEST_SOUND + 2,
    MOST_EDITS = 2,
    DEPTH = LONGEST_QUERY + MOST_EDITS + 2,
    ONE_EDIT_FROM = 4, /* letters */
    TWO_EDITS_FROM = 7,
    MOST_FOUND = 1024,
    STEPS = DEPTH * 27
};

/* What is sought. Bit j stands for the place in front of letter j. */
typedef struct pattern {
    size_t len;
    uint64_t has[NODE_LETTER + 1];      /* where a letter stands */
    uint32_t letter[LONGEST_QUERY + 2]; /* which letter stands there, as a bit */
    uint64_t within[MOST_EDITS + 1];    /* where so many edits may have been made */
} pattern;

/* How far the letters of a path lead: bit j of at[e]: with e edits they are the first j
   letters; of turned[e]: the last of them is letter j + 1, and letter j may follow. */
typedef struct state {
    uint64_t at[MOST_EDITS + 1], turned[MOST_EDITS];
} state;

/* A node that is still to be looked at, and how far the letters down to it lead. */
typedef struct step_to {
    state s;
    node n;
    uint32_t letters; /* that lead on from there, as bits */
    uint32_t depth;   /* 0: it has been */
} step_to;

/* A place that was found. */
typedef struct pick {
    uint32_t place, name, importance, people;
    str id;
} pick;

typedef struct search {
    const gazetteer *g;
    tree words, back;
    size_t n;
    pick found[MOST_FOUND];
} search;

static void add_word(search *s, const node *word)
{
    tree_postings list = tree_postings_of(&s->words, word);
    pick p = { 0 };
    while (s->n < MOST_FOUND && tree_posting(&list, &p.place, &p.name))
        s->found[s->n++] = p;
}

static void set_pattern(pattern *p, str sound, bool back)
{
    memset(p, 0, sizeof *p);
    p->len = sound.len;
    for (size_t i = 0; i < sound.len; i++) {
        size_t from = back ? sound.len - 1 - i : i;
        uint32_t letter = (uint32_t)(unsigned char)sound.at[from] - 'a';
        if (letter > NODE_LETTER)
            continue; /* it is none, and no word has it */
        p->has[letter] |= (uint64_t)1 << i;
        p->letter[i] = (uint32_t)1 << letter;
    }
}

/* Bits from that one to the last place of the pattern. */
static uint64_t from_place(const pattern *p, size_t first)
{
    return (((uint64_t)2 << p->len) - 1) & ~(((uint64_t)1 << first) - 1);
}

static state start_of(const pattern *p)
{
    state s = { 0 };
    s.at[0] = 1;
    s.at[1] = s.at[0] << 1 & p->within[1];
    s.at[2] = s.at[1] << 1 & p->within[2];
    return s;
}

/* After one more letter: as it stands; put in, changed, what stands there left out; the
   second of two that have changed places. False when it leads nowhere. */
static inline bool step(const pattern *p, const state *s, uint32_t letter, state *out)
{
    uint64_t has = p->has[letter], one = p->within[1], two = p->within[2];
    uint64_t at0 = (s->at[0] & has) << 1;
    uint64_t at1 = ((s->at[1] & has) << 1 | s->at[0] | s->at[0] << 1 | at0 << 1 |
                    (s->turned[0] & has) << 2) &
                   one;
    uint64_t at2 = ((s->at[2] & has) << 1 | s->at[1] | s->at[1] << 1 | at1 << 1 |
                    (s->turned[1] & has) << 2) &
                   two;
    out->at[0] = at0;
    out->at[1] = at1;
    out->at[2] = at2;
    out->turned[0] = s->at[0] & has >> 1 & one >> 2;
    out->turned[1] = s->at[1] & has >> 1 & two >> 2;
    return at0 | at1 | at2 | out->turned[0] | out->turned[1];
}

/* The letters that lead on from a state, as bits; more of them than do at worst. */
static uint32_t letters_of(const pattern *p, const state *s)
{
    const uint64_t *within = p->within;
    uint64_t any = (s->at[0] & (within[1] | within[1] >> 1)) |
                   (s->at[1] & (within[2] | within[2] >> 1));
    if (any)
        return UINT32_MAX;
    uint64_t at = s->at[0] | s->at[1] | s->at[2] | s->turned[0] | s->turned[1] |
                  (s->at[0] & within[1] >> 2) << 1 | (s->at[1] & within[2] >> 2) << 1;
    uint32_t letters = 0;
    for (; at; at &= at - 1)
        letters |= p->letter[__builtin_ctzll(at)];
    return letters;
}

/* A word of the tree, or the other way round. */
static void add_path(search *s, const tree *t, const node *n, str path)
{
    char text[DEPTH];
    node found;
    if (t->postings) {
        add_word(s, n);
        return;
    }
    for (size_t i = 0; i < path.len; i++)
        text[i] = path.at[path.len - 1 - i];
    if (tree_find(&s->words, (str){ text, path.len }, &found))
        add_word(s, &found);
}

static bool ends_here(const pattern *p, const state *s)
{
    return (s->at[0] | s->at[1] | s->at[2]) >> p->len & 1;
}

/* The children of a node that lead on. All are asked of the memory before the first is
   waited for. Returns how many steps wait after that. */
static size_t add_steps(tree *t, const pattern *p, const step_to *from, step_to *steps,
                        size_t n)
{
    branch left = tree_children(t, &from->n);
    for (step_to *to = steps + n; n < STEPS && tree_next(t, &left, from->letters, &to->n);
         to = steps + n) {
        if (!step(p, &from->s, to->n.letter, &to->s))
            continue;
        to->letters = to->n.more ? letters_of(p, &to->s) & to->n.letters : 0;
        if (!to->letters && !(to->n.word && ends_here(p, &to->s)))
            continue;
        __builtin_prefetch(to->n.body);
        to->depth = from->depth + 1;
        n++;
    }
    return n;
}

/* All words of a tree that the pattern admits. A word is no longer than the pattern and
   the edits, so neither is a path. A step stays where it is until those after it are
   done: copies would wait for what was written just before. */
static void walk(search *s, tree *t, const pattern *p)
{
    step_to steps[STEPS];
    char path[DEPTH];
    size_t n = 1;
    steps[0].s = start_of(p);
    steps[0].letters = UINT32_MAX;
    steps[0].depth = 0;
    n = tree_root(t, &steps[0].n) ? add_steps(t, p, &steps[0], steps, 1) : 0;
    while (n) {
        step_to *at = &steps[n - 1];
        uint32_t depth = at->depth;
        if (!depth) {
            n--;
            continue;
        }
        path[depth - 1] = (char)('a' + at->n.letter);
        if (at->n.word && ends_here(p, &at->s))
            add_path(s, t, &at->n, (str){ path, depth });
        if (at->letters && depth < DEPTH)
            n = add_steps(t, p, at, steps, n);
        at->depth = 0;
    }
}

/* Where the front ends: behind it more edits are sought, so a longer front for two. */
static size_t front_of(size_t len, unsigned edits)
{
    return edits == 1 ? len / 2 : len * 3 / 5;
}

static void search_both(search *s, str sound, unsigned edits)
{
    pattern p;
    size_t front = front_of(sound.len, edits);
    set_pattern(&p, sound, false);
    p.within[0] = from_place(&p, 0);
    p.within[1] = from_place(&p, edits == 1 ? front + 1 : 0);
    p.within[2] = edits == 1 ? 0 : from_place(&p, front + 1);
    walk(s, &s->words, &p);
    set_pattern(&p, sound, true);
    p.within[0] = from_place(&p, 0);
    p.within[1] = from_place(&p, sound.len - front);
    p.within[2] = edits == 1 ? 0 : p.within[1];
    walk(s, &s->back, &p);
}

static int by_importance(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const pick *x = a, *y = b;
    if (x->importance != y->importance)
        return x->importance > y->importance ? -1 : 1;
    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    int c = str_compare(x->id, y->id);
    return c ? c : x->name < y->name ? -1 : x->name > y->name;
}

/* What the order needs; places that do not exist fall away. */
static void weigh(search *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        __builtin_prefetch(read_records(s->g, s->found[i].place).at);
    for (size_t i = 0; i < s->n; i++) {
        pick p = s->found[i];
        facts f;
        if (p.place >= s->g->n_places || !read_facts(s->g, p.place, &f))
            continue;
        p.importance = read_u16(f.fixed + PLACE_IMPORTANCE);
        /* An unknown population, all ones, comes behind an empty one. */
        p.people = read_u32(f.fixed + PLACE_POPULATION) + 1;
        p.id = f.id;
        s->found[n++] = p;
    }
    s->n = n;
}

static size_t answer(search *s, uint8_t edits, gazetteer_hit *hits, size_t capacity)
{
    arena scratch = { 0 };
    weigh(s);
    sort_stable(s->found, s->n, sizeof *s->found, by_importance, NULL, &scratch);
    arena_clear(&scratch);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        const pick *p = &s->found[i];
        if (i && p->place == p[-1].place)
            continue;
        if (n < capacity) {
            read_hit(s->g, p->place, p->name, &hits[n]);
            hits[n].edits = edits;
        }
        n++;
    }
    return n;
}

size_t tree_find_alike(const gazetteer *g, str sound, unsigned most_edits,
                       gazetteer_hit *hits, size_t capacity, uint32_t *visits)
{
    search s; /* found is large, and nothing of it is read before it is set */
    s.g = g;
    s.n = 0;
    s.words = tree_of(g, false, TREE_VISITS / 2);
    s.back = tree_of(g, true, TREE_VISITS / 2);
    unsigned most = sound.len < ONE_EDIT_FROM ? 0 : sound.len < TWO_EDITS_FROM ? 1 : 2;
    most = most_edits < most ? most_edits : most;
    unsigned edits = 0;
    node n;
    bool sought = sound.len && sound.len <= LONGEST_QUERY;
    if (sought && tree_find(&s.words, sound, &n))
        add_word(&s, &n);
    while (sought && !s.n && edits < most)
        search_both(&s, sound, ++edits);
    *visits = TREE_VISITS - s.words.visits - s.back.visits;
    return answer(&s, (uint8_t)edits, hits, capacity);
}

size_t gazetteer_find_alike(const gazetteer *g, str sound, unsigned most_edits,
                            gazetteer_hit *hits, size_t capacity)
{
    uint32_t visits;
    return tree_find_alike(g, sound, most_edits, hits, capacity, &visits);
}
