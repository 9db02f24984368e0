/*
 * keys - keys of places on their way into a file: folded names, ids, sounds.
 */
#ifndef COMPILE_KEYS_H
#define COMPILE_KEYS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

typedef struct keys_posting {
    uint64_t head; /* the first eight bytes, so that most comparisons end there */
    uint32_t at, len;
    uint32_t target, name, order;
} keys_posting;

typedef struct keys {
    buf bytes;    /* of all keys */
    buf postings; /* of keys_posting */
    size_t n;
} keys;

/* A key of a place, and what it leads to: the name-th name of target. Where places share
   a key, that of the least order comes first. */
void keys_add(keys *k, str key, uint32_t target, uint32_t name, uint32_t order);
/* False when there are too many. */
bool keys_sort(keys *k, arena *scratch);
/* The postings of one key after another, once they are sorted. *at is 0 at first; false
   past the last. */
bool keys_next(const keys *k, size_t *at, str *key, const keys_posting **first,
               size_t *n);
/* Sort folded names and write the three sections; returns how many different keys there
 * are. DATELINE_LIMIT shows in the buffers. */
uint32_t keys_write_names(keys *k, buf *tops, buf *heads, buf *out, arena *scratch);
/* Sort ids and write the two sections. */
void keys_write_ids(keys *k, buf *heads, buf *out, arena *scratch);
void keys_clear(keys *k);
/* A number as LEB128. */
void keys_number(buf *out, uint32_t v);
#endif
