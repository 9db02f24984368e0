#include "gazetteer/read.h"

#include <string.h>

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
    memcpy(bytes, key.at, key.len);
    return read_head(bytes);
}

static cursor block_at(const dictionary *d, uint32_t block)
{
    return cursor_at(d->keys, read_u32(d->blocks.at + (size_t)block * 4));
}

/* How many blocks have a head that is less than this one. */
static uint32_t count_less(const dictionary *d, uint64_t head)
{
    const unsigned char *heads = d->heads.at;
    uint32_t low = 0, n = d->n_blocks;
    /* Without a branch in it that depends on the data: half of them would be
       foretold wrongly. */
    while (n) {
        uint32_t half = n / 2;
        bool less = read_head(heads + (size_t)(low + half) * 8) < head;
        low = less ? low + half + 1 : low;
        n = less ? n - half - 1 : half;
    }
    return low;
}

static bool begins_after(const dictionary *d, uint32_t block, str key)
{
    cursor c = block_at(d, block);
    cursor_number(&c); /* the first key of a block shares nothing */
    return str_compare(cursor_bytes(&c, cursor_number(&c)), key) > 0;
}

/* The only block that can hold the key: the last that does not begin after it. */
static uint32_t block_of(const dictionary *d, str key)
{
    uint64_t head = head_of(key);
    uint32_t low = count_less(d, head);
    bool tie = low < d->n_blocks && read_head(d->heads.at + (size_t)low * 8) == head;
    if (tie && key.len < 8)
        return low; /* padded with zeros alike: the block begins with the key */
    if (!tie)
        return low ? low - 1 : 0;
    uint32_t high = head == UINT64_MAX ? d->n_blocks : count_less(d, head + 1);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (begins_after(d, mid, key))
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

/* The keys are never put together: it is enough to know how far the last one agreed
   with what is sought. */
bool read_postings(const dictionary *d, str key, str *postings)
{
    if (!d->n_blocks || !key.len)
        return false;
    uint32_t block = block_of(d, key);
    uint32_t left = d->n_keys - block * BLOCK_KEYS;
    cursor c = block_at(d, block);
    size_t agreed = 0;
    for (uint32_t i = 0; i < BLOCK_KEYS && i < left && !c.over; i++) {
        uint32_t shared = cursor_number(&c);
        str rest = cursor_bytes(&c, cursor_number(&c));
        *postings = cursor_bytes(&c, cursor_number(&c));
        if (shared > agreed)
            continue; /* it differs where the last one did */
        if (shared < agreed)
            return false; /* the keys have gone past */
        str sought = { key.at + agreed, key.len - agreed };
        size_t more = same_bytes(rest, sought);
        if (more == sought.len && more == rest.len)
            return !c.over;
        agreed += more;
    }
    return false;
}

bool read_posting(cursor *list, uint32_t *record, uint32_t *name)
{
    if (list->at == list->end)
        return false;
    uint32_t step = cursor_number(list);
    *record += (step >> 1) ^ (0 - (step & 1));
    *name = cursor_number(list);
    return !list->over;
}

/* From a posting, which the hit holds until now. */
static void fill_hit(const gazetteer *g, gazetteer_hit *hit)
{
    cursor c = cursor_at(g->part[SECTION_PLACES], hit->place);
    size_t name = hit->name.len;
    facts f;
    uint32_t lang = 0;
    bool known = read_record(&c, &f) && f.place < g->n_places && name < f.n_names;
    *hit = (gazetteer_hit){ .place = known ? f.place : 0 };
    if (!known)
        return;
    for (size_t i = 0; i <= name; i++)
        if (!read_name(&f, &hit->name, &lang)) {
            hit->name = (str){ 0 };
            return;
        }
    hit->name = read_text(hit->name);
    read_lang(g, lang, hit->lang);
}

size_t gazetteer_find(const gazetteer *g, str folded, gazetteer_hit *hits,
                      size_t capacity)
{
    str postings;
    if (!read_postings(&g->names, folded, &postings))
        return 0;
    cursor list = cursor_of(postings);
    section places = g->part[SECTION_PLACES];
    size_t n = 0;
    uint32_t record = 0, name;
    for (; read_posting(&list, &record, &name) && record < places.len; n++) {
        if (n >= capacity)
            continue;
        /* All are asked of the memory before the first is waited for. */
        __builtin_prefetch(places.at + record);
        hits[n] = (gazetteer_hit){ .place = record, .name.len = name };
    }
    for (size_t i = 0; i < n && i < capacity; i++)
        fill_hit(g, &hits[i]);
    return n;
}
