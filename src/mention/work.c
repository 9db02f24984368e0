#include "mention/work.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <string.h>

enum { LOWERED = 160, TAG_WORDS = 8 };

/* Words of a set differ in case only as they are written: one at the start of a sentence
   is the same. */
static uint64_t hash_small(str word)
{
    char room[LOWERED];
    size_t n = text_lower(word, room, sizeof room);
    return memory_hash(0, (str){ room, n < sizeof room ? n : sizeof room }) | 1;
}

static inline void put(work_set *s, uint64_t hash)
{
    size_t i = (size_t)(hash ^ hash >> 32) & (s->cap - 1);
    while (s->at[i] && s->at[i] != hash)
        i = (i + 1) & (s->cap - 1);
    s->n += !s->at[i];
    s->at[i] = hash;
}

static void widen(work_set *s, size_t cap, arena *a)
{
    work_set old = *s;
    *s = (work_set){ .at = arena_array(a, uint64_t, cap), .cap = cap };
    for (size_t i = 0; i < old.cap; i++)
        if (old.at[i])
            put(s, old.at[i]);
}

static void add_hash(work_set *s, uint64_t hash, arena *a)
{
    if (s->n * 2 >= s->cap)
        widen(s, s->cap ? s->cap * 2 : 64, a);
    put(s, hash);
}

void work_set_add(work_set *s, str word, arena *a)
{
    add_hash(s, hash_small(word), a);
}

bool work_set_has(const work_set *s, str word)
{
    if (!s->cap)
        return false;
    uint64_t hash = hash_small(word);
    size_t i = (size_t)(hash ^ hash >> 32) & (s->cap - 1);
    while (s->at[i] && s->at[i] != hash)
        i = (i + 1) & (s->cap - 1);
    return s->at[i] == hash;
}

static void gather_small(work *w)
{
    size_t cap = 64;
    while (cap < w->x->n_tokens * 2)
        cap *= 2;
    widen(&w->small, cap, w->a);
    for (size_t i = 0; i < w->x->n_tokens; i++) {
        const text_token *t = &w->x->tokens[i];
        if (t->shape == TEXT_LOWER && t->len < LOWERED)
            put(&w->small, memory_hash(0, text_token_str(w->x->text, t)) | 1);
    }
    w->has_small = true;
}

bool work_is_small(work *w, str word)
{
    if (!w->has_small)
        gather_small(w);
    return work_set_has(&w->small, word);
}

uint32_t work_case(const work *w, const work_span *s)
{
    enum { LETTERS = 5, KEPT = 2, ROOM = 96 };
    const memory_word *known = &w->names[s->name].known;
    if (!known->n || !(known->at[0].flags & MEMORY_INFLECTED) ||
        known->at[0].flags & MEMORY_ADJECTIVE)
        return 0;
    char room[ROOM];
    str word = article_token(w->x, s->first + s->n - 1);
    size_t len = text_lower(word, room, sizeof room), letters = text_count(word);
    if (len > sizeof room)
        return 0;
    /* Longest ending first: what is left of the word has two letters at least. */
    size_t skip = letters > LETTERS + KEPT ? letters - LETTERS : KEPT;
    for (size_t at = 0, i = 0; at < len; at++) {
        if (((unsigned char)room[at] & 0xc0) == 0x80 || i++ < skip)
            continue;
        str end = { room + at, len - at };
        const lexicon_entry *e = lexicon_word(w->x->words, end, LEXICON_LOCATIVE);
        if (e && e->atoms & LOCATIVE_ENDING)
            return e->atoms;
    }
    return 0;
}

const lexicon_tag *work_ending(const work *w, uint32_t token, lexicon_class c)
{
    const lexicon_tag *best = NULL;
    for (uint32_t n = 1; n <= TAG_WORDS && n <= token + 1; n++) {
        uint32_t first = token + 1 - n;
        if (!(w->cover[first] & work_bit(c)))
            break;
        for (uint32_t i = w->tag_at[first]; i < w->tag_at[first + 1]; i++)
            if (w->x->tags[i].class == c && w->x->tags[i].n == n)
                best = &w->x->tags[i];
    }
    return best;
}

static void grow_table(work *w)
{
    w->n_table = w->n_table ? w->n_table * 2 : 256;
    w->table = arena_array(w->a, uint32_t, w->n_table);
    for (uint32_t i = 0; i < w->n_names; i++) {
        uint64_t hash = memory_hash(0, w->names[i].written);
        size_t at = (size_t)(hash ^ hash >> 29) & (w->n_table - 1);
        w->names[i].next = w->table[at];
        w->table[at] = i + 1;
    }
}

uint32_t work_name_of(work *w, str written)
{
    const memory_word *known = memory_look(w->memory, written);
    if (!known)
        return WORK_NONE;
    if (w->n_names >= w->n_table)
        grow_table(w);
    uint64_t hash = memory_hash(0, written);
    size_t at = (size_t)(hash ^ hash >> 29) & (w->n_table - 1);
    for (uint32_t i = w->table[at]; i; i = w->names[i - 1].next)
        if (str_eq(written, w->names[i - 1].written))
            return i - 1;
    w->names = arena_grow(w->a, w->names, w->n_names, &w->cap_names, sizeof *w->names);
    w->names[w->n_names] = (work_name){ .known = *known,
                                        .written = written,
                                        .within = WORK_NONE,
                                        .place = GEOCODE_NOWHERE,
                                        .voted = GEOCODE_NOWHERE,
                                        .next = w->table[at] };
    w->table[at] = (uint32_t)++w->n_names;
    return (uint32_t)w->n_names - 1;
}

uint32_t work_skip_article(const work *w, uint32_t token, uint32_t begin)
{
    const uint64_t cues = work_bit(LEXICON_LOCATIVE) | work_bit(LEXICON_RELATIVE);
    const uint64_t others = cues | work_bit(LEXICON_ACTOR) | work_bit(LEXICON_TITLE) |
                            work_bit(LEXICON_BODY) | work_bit(LEXICON_PLACENOUN) |
                            work_bit(LEXICON_CLAUSE);
    if (token < begin + 2 || !(w->cover[token - 1] & work_bit(LEXICON_FUNCTION)) ||
        w->cover[token - 1] & others || !(w->cover[token - 2] & cues))
        return token;
    return token - 1;
}
