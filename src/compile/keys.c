#include "compile/keys.h"

#include "base/sort.h"
#include "gazetteer/read.h"

#include <string.h>

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
    keys_posting p = { .at = (uint32_t)k->bytes.len,
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

static str key_of(const keys *k, const keys_posting *p)
{
    return (str){ (const char *)k->bytes.at + p->at, p->len };
}

static int by_key(const void *a, const void *b, const void *ctx)
{
    const keys_posting *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    int c = str_compare(key_of(ctx, x), key_of(ctx, y));
    return c ? c : x->order < y->order ? -1 : x->order > y->order;
}

bool keys_sort(keys *k, arena *scratch)
{
    if (k->bytes.over || k->postings.over)
        return false;
    sort_stable(k->postings.at, k->n, sizeof(keys_posting), by_key, k, scratch);
    return true;
}

bool keys_next(const keys *k, size_t *at, str *key, const keys_posting **first, size_t *n)
{
    if (*at == k->n)
        return false;
    const keys_posting *all = (const keys_posting *)(const void *)k->postings.at;
    size_t end = *at + 1;
    *first = all + *at;
    *key = key_of(k, *first);
    while (end < k->n && str_eq(*key, key_of(k, all + end)))
        end++;
    *n = end - *at;
    *at = end;
    return true;
}

/* From one number to another, as a number that is small when these are close. */
static uint32_t zigzag(uint32_t from, uint32_t to)
{
    uint32_t step = to - from;
    return step << 1 ^ (0 - (step >> 31));
}

/* The postings of a key, and how they begin. */
static uint32_t make_postings(const keys_posting *p, size_t n, buf *list)
{
    uint32_t before = 0;
    list->len = 0;
    if (n == 1) {
        for (int byte = 0; byte < KEY_PLACE; byte++)
            buf_add_byte(list, (unsigned char)(p->target >> 8 * byte));
        return p->name << 1;
    }
    for (size_t i = 0; i < n; i++) {
        keys_number(list, zigzag(before, p[i].target));
        keys_number(list, p[i].name);
        before = p[i].target;
    }
    return (uint32_t)list->len << 1 | 1;
}

static void write_key(buf *out, str key, str before, uint32_t head)
{
    size_t shared = 0;
    while (shared < key.len && shared < before.len && key.at[shared] == before.at[shared])
        shared++;
    size_t rest = key.len - shared;
    unsigned high = shared < KEY_MORE ? (unsigned)shared : KEY_MORE;
    unsigned low = rest < KEY_MORE ? (unsigned)rest : KEY_MORE;
    buf_add_byte(out, (unsigned char)(high << 4 | low));
    if (high == KEY_MORE)
        keys_number(out, (uint32_t)shared - KEY_MORE);
    if (low == KEY_MORE)
        keys_number(out, (uint32_t)rest - KEY_MORE);
    keys_number(out, head);
    buf_add(out, key.at + shared, rest);
}

static void write_head(buf *heads, str key)
{
    unsigned char *head = buf_room(heads, 8);
    if (head)
        memcpy(head, key.at, key.len < 8 ? key.len : 8);
}

uint32_t keys_write_names(keys *k, buf *tops, buf *heads, buf *out, arena *scratch)
{
    out->over = out->over || !keys_sort(k, scratch);
    buf list = { 0 };
    str key, before = { 0 };
    const keys_posting *first;
    uint32_t n_keys = 0;
    size_t start = out->len, at = 0, n;
    while (!out->over && keys_next(k, &at, &key, &first, &n)) {
        if (n_keys % BLOCK_KEYS == 0) {
            if (n_keys / BLOCK_KEYS % TOP_BLOCKS == 0)
                write_head(tops, key);
            write_head(heads, key);
            buf_add_u32le(heads, (uint32_t)(out->len - start));
            before = (str){ 0 };
        }
        write_key(out, key, before, make_postings(first, n, &list));
        buf_add_str(out, buf_str(&list));
        before = key;
        n_keys++;
    }
    buf_clear(&list);
    return n_keys;
}

void keys_write_ids(keys *k, buf *heads, buf *out, arena *scratch)
{
    out->over = out->over || !keys_sort(k, scratch);
    str key;
    const keys_posting *first;
    size_t n, at = 0;
    for (uint32_t i = 0; !out->over && keys_next(k, &at, &key, &first, &n); i++) {
        if (i % BLOCK_KEYS == 0)
            write_head(heads, key);
        buf_add_u32le(out, first->target | (uint32_t)read_mark(key) << 24);
    }
}

void keys_clear(keys *k)
{
    buf_clear(&k->bytes);
    buf_clear(&k->postings);
    k->n = 0;
}
