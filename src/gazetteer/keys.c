#include "gazetteer/keys.h"

#include "base/sort.h"
#include "gazetteer/format.h"

#include <string.h>

typedef struct posting {
    uint64_t head; /* the first eight bytes, so that most comparisons end there */
    uint32_t at, len;
    uint32_t target, name, order;
} posting;

void keys_number(buf *out, uint32_t v)
{
    while (v >= 0x80) {
        buf_add_byte(out, (unsigned char)(v | 0x80));
        v >>= 7;
    }
    buf_add_byte(out, (unsigned char)v);
}

void keys_add(keys *k, str key, uint32_t target, uint32_t name, uint32_t order)
{
    posting p = { .at = (uint32_t)k->bytes.len,
                  .len = (uint32_t)key.len,
                  .target = target,
                  .name = name,
                  .order = order };
    for (size_t i = 0; i < 8; i++)
        p.head = p.head << 8 | (i < key.len ? (unsigned char)key.at[i] : 0);
    buf_add_str(&k->bytes, key);
    buf_add(&k->postings, &p, sizeof p);
    k->n++;
}

static str key_of(const keys *k, const posting *p)
{
    return (str){ (const char *)k->bytes.at + p->at, p->len };
}

static int by_key(const void *a, const void *b, const void *ctx)
{
    const posting *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    int c = str_compare(key_of(ctx, x), key_of(ctx, y));
    return c ? c : x->order < y->order ? -1 : x->order > y->order;
}

/* From one number to another, as a number that is small when these are close. */
static uint32_t zigzag(uint32_t from, uint32_t to)
{
    uint32_t step = to - from;
    return step << 1 ^ (0 - (step >> 31));
}

static void write_postings(const keys *k, buf *out, const posting *p, size_t n, buf *list)
{
    list->len = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < n && !k->numbers; i++) {
        keys_number(list, zigzag(before, p[i].target));
        keys_number(list, p[i].name);
        before = p[i].target;
    }
    if (k->numbers)
        keys_number(list, p->target);
    keys_number(out, (uint32_t)list->len);
    buf_add_str(out, buf_str(list));
}

static void write_key(buf *out, str key, str before)
{
    size_t shared = 0;
    while (shared < key.len && shared < before.len && key.at[shared] == before.at[shared])
        shared++;
    keys_number(out, (uint32_t)shared);
    keys_number(out, (uint32_t)(key.len - shared));
    buf_add(out, key.at + shared, key.len - shared);
}

static void write_head(buf *heads, buf *blocks, str key, size_t at)
{
    unsigned char *head = buf_room(heads, 8);
    if (head)
        memcpy(head, key.at, key.len < 8 ? key.len : 8);
    buf_add_u32le(blocks, (uint32_t)at);
}

uint32_t keys_write(keys *k, buf *heads, buf *blocks, buf *out, arena *scratch)
{
    if (k->bytes.over || k->postings.over) {
        out->over = true;
        return 0;
    }
    posting *all = (posting *)(void *)k->postings.at;
    sort_stable(all, k->n, sizeof *all, by_key, k, scratch);
    buf list = { 0 };
    str before = { 0 };
    uint32_t n_keys = 0;
    size_t start = out->len;
    for (size_t i = 0; i < k->n;) {
        str key = key_of(k, &all[i]);
        size_t end = i + 1;
        while (end < k->n && str_eq(key, key_of(k, &all[end])))
            end++;
        if (n_keys % BLOCK_KEYS == 0) {
            write_head(heads, blocks, key, out->len - start);
            before = (str){ 0 };
        }
        write_key(out, key, before);
        write_postings(k, out, all + i, end - i, &list);
        before = key;
        n_keys++;
        i = end;
    }
    buf_clear(&list);
    return n_keys;
}

void keys_clear(keys *k)
{
    buf_clear(&k->bytes);
    buf_clear(&k->postings);
    k->n = 0;
}
