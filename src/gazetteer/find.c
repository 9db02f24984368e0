#include "base/hash.h"
#include "gazetteer/read.h"

#include <string.h>

/* A key of more than WALK_ROOM bytes ends a walk, as do WALK_KEYS that fit. */
enum { WALK_ROOM = 512, WALK_KEYS = 48 };
enum { LINE = 64, BLOCK_LINES = 6, RECORD_LINES = 3 };

/* Ask the memory for so many lines at once, so that they are not waited for one after
   the other. */
static inline void prefetch(cursor c, ptrdiff_t lines)
{
    for (ptrdiff_t i = 0; i < lines && i * LINE < c.end - c.at; i++)
        __builtin_prefetch(c.at + i * LINE);
}

/* Eight bytes as a number that orders as they do. */
static uint64_t read_head(const unsigned char *p)
{
    uint64_t high =
        (uint64_t)p[0] << 24 | (uint64_t)p[1] << 16 | (uint64_t)p[2] << 8 | p[3];
    uint64_t low =
        (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 | (uint64_t)p[6] << 8 | p[7];
    return high << 32 | low;
}

static uint64_t head_of(str key)
{
    if (key.len >= 8)
        return read_head((const unsigned char *)key.at);
    unsigned char bytes[8] = { 0 };
    if (key.len)
        memcpy(bytes, key.at, key.len);
    return read_head(bytes);
}

static cursor block_at(const gazetteer *g, uint32_t block)
{
    const unsigned char *head = g->part[SECTION_HEADS].at + (size_t)block * HEAD_SIZE;
    return cursor_at(g->part[SECTION_KEYS], read_u32(head + 8));
}

/* How many of n heads are less than this one; each has so many bytes to the next. */
static inline uint32_t count_less(const unsigned char *heads, uint32_t n, size_t size,
                                  uint64_t head)
{
    uint32_t low = 0;
    /* Without a branch in it that depends on the data: half of them would be
       foretold wrongly. */
    while (n) {
        uint32_t half = n / 2;
        bool less = read_head(heads + (size_t)(low + half) * size) < head;
        low = less ? low + half + 1 : low;
        n = less ? n - half - 1 : half;
    }
    return low;
}

/* How many blocks have a head that is less than this one. By the tops first: those stay
   close to the processor. */
static uint32_t count_blocks_less(const gazetteer *g, uint64_t head)
{
    section tops = g->part[SECTION_TOPS];
    uint32_t top = count_less(tops.at, (uint32_t)(tops.len / 8), 8, head);
    uint32_t low = top ? (top - 1) * TOP_BLOCKS : 0, n = top ? TOP_BLOCKS : 0;
    __builtin_prefetch(g->part[SECTION_HEADS].at + (size_t)low * HEAD_SIZE);
    __builtin_prefetch(g->part[SECTION_HEADS].at + (size_t)low * HEAD_SIZE + LINE);
    n = n < g->n_blocks - low ? n : g->n_blocks - low;
    return low + count_less(g->part[SECTION_HEADS].at + (size_t)low * HEAD_SIZE, n,
                            HEAD_SIZE, head);
}

str read_key(cursor *c, uint32_t *shared, uint32_t *head)
{
    uint32_t both = cursor_byte(c), len = both & KEY_MORE;
    *shared = both >> 4;
    if (*shared == KEY_MORE)
        *shared += cursor_number(c);
    if (len == KEY_MORE)
        len += cursor_number(c);
    *head = cursor_number(c);
    return cursor_bytes(c, len);
}

postings read_postings(cursor *c, uint32_t head)
{
    postings p = { .head = head };
    if (head & 1) {
        p.list = cursor_of(cursor_bytes(c, head >> 1));
    } else {
        p.place = cursor_byte(c);
        p.place |= cursor_byte(c) << 8;
        p.place |= cursor_byte(c) << 16;
        p.single = true;
    }
    p.list.over = c->over;
    return p;
}

bool read_posting(postings *p, uint32_t *place, uint32_t *name)
{
    if (p->list.over || (!p->single && p->list.at == p->list.end))
        return false;
    if (p->single) {
        *name = p->head >> 1;
        p->single = false;
    } else {
        uint32_t step = cursor_number(&p->list);
        p->place += (step >> 1) ^ (0 - (step & 1));
        *name = cursor_number(&p->list);
    }
    *place = p->place;
    return !p->list.over;
}

static bool begins_after(const gazetteer *g, uint32_t block, str key)
{
    cursor c = block_at(g, block);
    uint32_t shared, head; /* the first key of a block shares nothing */
    return str_compare(read_key(&c, &shared, &head), key) > 0;
}

/* The only block that can hold the key: the last that does not begin after it. */
static uint32_t block_of(const gazetteer *g, str key)
{
    const unsigned char *heads = g->part[SECTION_HEADS].at;
    uint64_t head = head_of(key);
    uint32_t low = count_blocks_less(g, head);
    bool tie = low < g->n_blocks && read_head(heads + (size_t)low * HEAD_SIZE) == head;
    if (tie && key.len < 8)
        return low; /* padded with zeros alike: the block begins with the key */
    if (!tie)
        return low ? low - 1 : 0;
    uint32_t high = head == UINT64_MAX ? g->n_blocks : count_blocks_less(g, head + 1);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (begins_after(g, mid, key))
            high = mid;
        else
            low = mid + 1;
    }
    return low ? low - 1 : 0;
}

static size_t same_bytes(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len, i = 0;
    while (i < n && a.at[i] == b.at[i])
        i++;
    return i;
}

/* A key in a block, as far as a search needs it. */
typedef struct entry {
    uint32_t shared, head;
    str rest;
    const unsigned char *next; /* the next key */
} entry;

/* As read_key for any key, and with all checks. */
static bool any_entry(const unsigned char *at, const unsigned char *end, entry *out)
{
    cursor c = { at, end, false };
    out->rest = read_key(&c, &out->shared, &out->head);
    cursor_bytes(&c, out->head & 1 ? out->head >> 1 : KEY_PLACE);
    out->next = c.at;
    return !c.over;
}

/* The key at a byte; false when there is none. */
static inline bool take_entry(const unsigned char *at, const unsigned char *end,
                              entry *out)
{
    enum { SPARE = 2 + KEY_MORE + 63 };
    if (end - at < SPARE)
        return any_entry(at, end, out);
    uint32_t len = at[0] & KEY_MORE, shared = at[0] >> 4, head = at[1];
    if (len == KEY_MORE || shared == KEY_MORE || head >= 0x80)
        return any_entry(at, end, out);
    /* Nearly always: both lengths are short, and so are the postings. */
    out->shared = shared;
    out->head = head;
    out->rest = (str){ (const char *)at + 2, len };
    out->next = at + 2 + len + (head & 1 ? head >> 1 : KEY_PLACE);
    return true;
}

/* The keys are never put together: it is enough to know how far the last one agreed
   with what is sought. */
static bool find_key(const gazetteer *g, str key, postings *found)
{
    if (!g->n_blocks || !key.len)
        return false;
    uint32_t block = block_of(g, key);
    uint32_t left = g->n_keys - block * BLOCK_KEYS;
    cursor c = block_at(g, block);
    size_t agreed = 0;
    entry e;
    prefetch(c, BLOCK_LINES);
    left = left < BLOCK_KEYS ? left : BLOCK_KEYS;
    for (e.next = c.at; left && take_entry(e.next, c.end, &e); left--) {
        if (e.shared > agreed)
            continue; /* it differs where the last one did */
        if (e.shared < agreed)
            return false; /* the keys have gone past */
        str sought = { key.at + agreed, key.len - agreed };
        size_t more = same_bytes(e.rest, sought);
        if (more == sought.len && more == e.rest.len) {
            c.at = (const unsigned char *)e.rest.at + e.rest.len;
            *found = read_postings(&c, e.head);
            return !c.over;
        }
        agreed += more;
    }
    return false;
}

/* Whether a key is this text or goes on after it, with a space where words are to be
   whole; it agrees with it so far already. */
static bool goes_on(str rest, str sought, bool whole)
{
    return rest.len >= sought.len && same_bytes(rest, sought) == sought.len &&
           (!whole || rest.len == sought.len || rest.at[sought.len] == ' ');
}

/* The first key that is not less than the text tells: no letter of a fold comes before
   a space. */
static bool begins(const gazetteer *g, str folded, bool whole)
{
    if (!g->n_blocks || !folded.len)
        return false;
    uint32_t block = block_of(g, folded), left = g->n_keys - block * BLOCK_KEYS;
    cursor c = block_at(g, block);
    size_t agreed = 0;
    entry e;
    prefetch(c, BLOCK_LINES);
    left = left < BLOCK_KEYS ? left : BLOCK_KEYS;
    for (e.next = c.at; left && take_entry(e.next, c.end, &e); left--) {
        if (e.shared > agreed)
            continue;
        if (e.shared < agreed)
            return false;
        str sought = { folded.at + agreed, folded.len - agreed };
        size_t more = same_bytes(e.rest, sought);
        if (more == sought.len)
            return goes_on(e.rest, sought, whole);
        if (more < e.rest.len &&
            (unsigned char)e.rest.at[more] > (unsigned char)sought.at[more])
            return false;
        agreed += more;
    }
    if (left || block + 1 >= g->n_blocks)
        return false;
    c = block_at(g, block + 1);
    uint32_t shared, head; /* the first key of a block shares nothing */
    return goes_on(read_key(&c, &shared, &head), folded, whole);
}

bool gazetteer_begins(const gazetteer *g, str folded)
{
    return begins(g, folded, true);
}

bool gazetteer_begins_so(const gazetteer *g, str start)
{
    return begins(g, start, false);
}

/* A walk over the keys in their order, each put together. */
typedef struct walk {
    const gazetteer *g;
    uint32_t block, left; /* keys of the block that are still to come */
    cursor c;
    char key[WALK_ROOM];
    size_t len;
} walk;

/* False past the last key, or at one that is longer than any question. */
static bool walk_next(walk *w, postings *list)
{
    if (!w->left) {
        if (++w->block >= w->g->n_blocks)
            return false;
        w->c = block_at(w->g, w->block);
        w->left = w->g->n_keys - w->block * BLOCK_KEYS;
        w->left = w->left < BLOCK_KEYS ? w->left : BLOCK_KEYS;
    }
    uint32_t shared, head;
    str rest = read_key(&w->c, &shared, &head);
    if (w->c.over || shared > w->len || rest.len > sizeof w->key - shared)
        return false;
    if (rest.len)
        memcpy(w->key + shared, rest.at, rest.len);
    w->len = shared + rest.len;
    w->left--;
    *list = read_postings(&w->c, head);
    return !w->c.over;
}

size_t gazetteer_find_longer(const gazetteer *g, str folded, gazetteer_hit *hits,
                             size_t capacity)
{
    if (!g->n_blocks || !folded.len || folded.len >= WALK_ROOM / 2)
        return 0;
    walk w = { .g = g, .block = block_of(g, folded) - 1 };
    postings list;
    size_t n = 0, keys = 0;
    while (keys < WALK_KEYS && walk_next(&w, &list)) {
        str key = { w.key, w.len };
        if (str_compare(key, folded) <= 0)
            continue;
        if (!str_starts(key, folded) || key.at[folded.len] != ' ')
            break; /* no letter of a fold comes before a space */
        keys++;
        uint32_t place, name;
        while (n < capacity && read_posting(&list, &place, &name) && place < g->n_places)
            if (!name)
                read_hit(g, place, name, &hits[n++]);
    }
    return keys < WALK_KEYS ? n : 0;
}

void read_hit(const gazetteer *g, uint32_t place, uint32_t name, gazetteer_hit *hit)
{
    facts f;
    uint32_t lang = 0;
    *hit = (gazetteer_hit){ 0 };
    if (!read_facts(g, place, &f) || name >= f.n_names)
        return;
    hit->place = place;
    for (size_t i = 0; i <= name; i++)
        if (!read_name(&f, &hit->name, &lang)) {
            hit->name = (str){ 0 };
            return;
        }
    hit->name = read_text(hit->name);
    hit->adjective = read_lang(g, lang, hit->lang);
}

size_t gazetteer_find(const gazetteer *g, str folded, gazetteer_hit *hits,
                      size_t capacity)
{
    postings list;
    if (!find_key(g, folded, &list))
        return 0;
    size_t n = 0;
    uint32_t place, name;
    for (; read_posting(&list, &place, &name) && place < g->n_places; n++) {
        if (n >= capacity)
            continue;
        /* All are asked of the memory before the first is waited for. */
        prefetch(read_records(g, place), RECORD_LINES);
        hits[n] = (gazetteer_hit){ .place = place, .name.len = name };
    }
    for (size_t i = 0; i < n && i < capacity; i++)
        read_hit(g, hits[i].place, (uint32_t)hits[i].name.len, &hits[i]);
    return n;
}

uint32_t read_place_of_id(const gazetteer *g, uint32_t i, unsigned *mark)
{
    uint32_t packed = read_u32(g->part[SECTION_IDS].at + (size_t)i * ID_SIZE);
    *mark = packed >> 24;
    return packed & 0xFFFFFF;
}

unsigned read_mark(str id)
{
    return hash_crc32(0, id.at, id.len) & 0xFF;
}

/* Whether the i-th of the sorted ids is this one, or how it compares. */
static bool compare_id(const gazetteer *g, uint32_t i, str id, int *c, uint32_t *place)
{
    unsigned mark;
    facts f;
    *place = read_place_of_id(g, i, &mark);
    if (*place >= g->n_places || !read_facts(g, *place, &f))
        return false;
    *c = str_compare(f.id, id);
    return true;
}

bool gazetteer_by_id(const gazetteer *g, str id, uint32_t *place)
{
    enum { FEW = 2 * BLOCK_KEYS };
    uint64_t head = head_of(id);
    section heads = g->part[SECTION_ID_HEADS];
    uint32_t first = count_less(heads.at, g->n_id_blocks, 8, head),
             low = first ? (first - 1) * BLOCK_KEYS : 0;
    uint32_t end = head == UINT64_MAX ? g->n_id_blocks
                                      : count_less(heads.at, g->n_id_blocks, 8, head + 1);
    uint32_t high = end < g->n_id_blocks ? end * BLOCK_KEYS : g->n_places;
    uint32_t at;
    int c;
    while (low < high && high - low > FEW) {
        uint32_t mid = low + (high - low) / 2;
        if (!compare_id(g, mid, id, &c, &at))
            return false;
        if (c > 0)
            high = mid;
        else
            low = mid;
    }
    /* Records lie far apart: only those are read that are probably it. */
    for (unsigned mark, wanted = read_mark(id); low < high; low++) {
        read_place_of_id(g, low, &mark);
        if (mark != wanted || !compare_id(g, low, id, &c, &at) || c)
            continue;
        *place = at;
        return true;
    }
    return false;
}
