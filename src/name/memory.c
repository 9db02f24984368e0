#include "name/memory.h"

#include "base/hash.h"
#include "name/learn.h"
#include "text/fold.h"

#include <string.h>

enum {
    BUCKETS = 1 << 12,
    WAYS = 4,
    SHIFT = 36, /* the high bits of a hash are the best */
    FOLD = MEMORY_TEXT * 4,
    RECENT = 64,
    UNITS = 1 << 10
};

/* What is no name has no more to tell than the last bits of its hash can: whether it has
   marks and begins a longer name. */
enum { MARKED = 1, BEGINS = 2, BITS = 3 };

/* A text by its hash, and what is known of it. */
typedef struct memory_slot {
    uint64_t hash;
    memory_word *word; /* made when it is first needed */
} memory_slot;

/* What a word says of the kind of a name beside it. */
typedef struct memory_kinds {
    uint64_t hash;
    uint32_t kinds;
} memory_kinds;

/* Where a text was looked up a moment ago: by its place in memory. */
typedef struct memory_recent {
    const char *at;
    size_t len;
    memory_word *word;
} memory_recent;

/* Places of a hash stand together: the one that was put there last comes first. */
struct name_memory {
    const gazetteer *g;
    char lang[4];
    uint64_t seed; /* of the language */
    arena *a;
    uint64_t nothing[BUCKETS * 4][WAYS]; /* what is no name */
    memory_kinds kinds[BUCKETS][WAYS];
    memory_slot words[BUCKETS][WAYS];
    memory_recent recent[RECENT];
    memory_unit units[UNITS];
    uint64_t opened;     /* times */
    memory_word none[4]; /* what is no name, by the bits of MARKED and BEGINS */
    memory_word passing; /* what found no room */
};

static void name_nothing(name_memory *m)
{
    for (unsigned i = 0; i <= BITS; i++) {
        m->none[i].marked = i & MARKED;
        m->none[i].begins = i & BEGINS;
    }
}

name_memory *name_memory_new(arena *a)
{
    name_memory *m = arena_new(a, name_memory);
    m->a = a;
    name_nothing(m);
    return m;
}

void memory_open(name_memory *m, const gazetteer *g, const char *lang)
{
    if (m->g && m->g != g) {
        arena *a = m->a;
        memset(m, 0, sizeof *m);
        m->a = a;
        name_nothing(m);
    }
    m->g = g;
    m->opened++;
    size_t n = 0;
    for (; lang[n] && n < sizeof m->lang - 1; n++)
        m->lang[n] = lang[n];
    memset(m->lang + n, 0, sizeof m->lang - n);
    m->seed = hash_str((str){ m->lang, n });
    memset(m->recent, 0, sizeof m->recent);
}

/* The languages share the tables. */
static uint64_t hash_of(const name_memory *m, str written)
{
    return memory_hash(m->seed, written);
}

static bool holds(const name_memory *m, const memory_word *w, str written)
{
    return w->len == written.len && !memcmp(w->text, written.at, written.len) &&
           !memcmp(w->lang, m->lang, sizeof m->lang);
}

static memory_word *find_nothing(name_memory *m, uint64_t hash)
{
    const uint64_t *at = m->nothing[hash >> SHIFT & (4 * BUCKETS - 1)];
    for (size_t i = 0; i < WAYS; i++)
        if ((at[i] | BITS) == hash)
            return &m->none[at[i] & BITS];
    return NULL;
}

static memory_word *keep_nothing(name_memory *m, uint64_t hash, const memory_word *word)
{
    uint64_t *at = m->nothing[hash >> SHIFT & (4 * BUCKETS - 1)];
    uint64_t is = (word->marked ? MARKED : 0) | (word->begins ? BEGINS : 0);
    memmove(at + 1, at, (WAYS - 1) * sizeof *at);
    at[0] = (hash & ~(uint64_t)BITS) | is;
    return &m->none[is];
}

/* A word that the article does not hold makes room. */
static memory_word *keep_word(name_memory *m, uint64_t hash, const memory_word *word)
{
    memory_slot *at = m->words[hash >> SHIFT & (BUCKETS - 1)];
    size_t last = WAYS - 1;
    while (last && at[last].word && at[last].word->held == m->opened)
        last--;
    memory_word *room = at[last].word;
    bool held = room && room->held == m->opened;
    if (room) /* it is another word from now on */
        memset(m->recent, 0, sizeof m->recent);
    if (held)
        room = &m->passing;
    else if (!room)
        room = arena_new(m->a, memory_word);
    *room = *word;
    if (held)
        return room;
    memmove(at + 1, at, last * sizeof *at);
    at[0] = (memory_slot){ hash, room };
    return room;
}

static memory_word *look_up(name_memory *m, str written)
{
    uint64_t hash = hash_of(m, written) | BITS;
    __builtin_prefetch(m->words[hash >> SHIFT & (BUCKETS - 1)]);
    memory_word *nothing = find_nothing(m, hash);
    if (nothing)
        return nothing;
    memory_slot *at = m->words[hash >> SHIFT & (BUCKETS - 1)];
    for (size_t i = 0; i < WAYS; i++)
        if (at[i].hash == hash && holds(m, at[i].word, written))
            return at[i].word;
    memory_word word;
    learn_word(&(learner){ m->g, m->lang }, written, &word);
    return word.n ? keep_word(m, hash, &word) : keep_nothing(m, hash, &word);
}

static memory_word *look(name_memory *m, str written)
{
    if (!written.len || written.len > MEMORY_TEXT)
        return NULL;
    memory_recent *r = &m->recent[((size_t)written.at * 5 + written.len) % RECENT];
    if (r->at == written.at && r->len == written.len)
        return r->word;
    memory_word *word = look_up(m, written);
    *r = (memory_recent){ written.at, written.len, word };
    return word;
}

const memory_word *memory_look(name_memory *m, str written)
{
    return look(m, written);
}

const memory_word *memory_hold(name_memory *m, str written, arena *a)
{
    memory_word *word = look(m, written);
    if (word && word == &m->passing) {
        word = arena_new(a, memory_word);
        *word = m->passing;
    }
    if (word)
        word->held = m->opened;
    return word;
}

uint32_t memory_type(name_memory *m, str written, gazetteer_side side)
{
    if (!written.len || written.len > MEMORY_TEXT)
        return 0;
    uint64_t hash = memory_mix(hash_of(m, written), (uint64_t)side + 1) | 1;
    memory_kinds *at = m->kinds[hash >> SHIFT & (BUCKETS - 1)];
    for (size_t i = 0; i < WAYS; i++)
        if (at[i].hash == hash)
            return at[i].kinds;
    char room[FOLD];
    size_t len = text_fold(written, room, sizeof room);
    bool fits = len && len <= sizeof room;
    memmove(at + 1, at, (WAYS - 1) * sizeof *at);
    uint32_t kinds = fits ? gazetteer_type(m->g, (str){ room, len }, side) : 0;
    at[0] = (memory_kinds){ hash, kinds };
    return kinds;
}

const memory_unit *memory_unit_of(name_memory *m, uint32_t place)
{
    memory_unit *u = &m->units[(place * 0x9E3779B1u >> 16) % UNITS];
    if (u->known && u->place == place)
        return u;
    gazetteer_place p = gazetteer_at(m->g, place);
    *u = (memory_unit){ .known = true, .place = place, .kind = (uint8_t)p.kind };
    memcpy(u->country, p.country, sizeof u->country);
    uint32_t at = place;
    while (u->n < MEMORY_PARENTS && gazetteer_parent(m->g, at, &at))
        u->in[u->n++] = at;
    return u;
}
