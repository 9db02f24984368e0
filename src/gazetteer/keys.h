/*
 * gazetteer/keys - a dictionary of folded names or ids on its way into a file.
 */
#ifndef GAZETTEER_KEYS_H
#define GAZETTEER_KEYS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

typedef struct keys {
    buf bytes;    /* of all keys */
    buf postings; /* of keys_posting */
    size_t n;
    bool numbers; /* each key leads to a number, which stands there alone */
} keys;

/* A key of a place: the fold of its name-th name, with where its record starts; or its
   id, with its number. Where places share a key, that of the least order comes first. */
void keys_add(keys *k, str key, uint32_t target, uint32_t name, uint32_t order);
/* Sort them, write the three sections and return how many different keys there
   are; DATELINE_LIMIT shows in the buffers. */
uint32_t keys_write(keys *k, buf *heads, buf *blocks, buf *out, arena *scratch);
void keys_clear(keys *k);
/* A number as LEB128. */
void keys_number(buf *out, uint32_t v);
#endif
