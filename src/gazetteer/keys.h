/*
 * gazetteer/keys - the dictionary of folded names on its way into a file.
 */
#ifndef GAZETTEER_KEYS_H
#define GAZETTEER_KEYS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

typedef struct keys {
    buf folds;    /* the bytes of all keys */
    buf postings; /* of keys_posting */
    size_t n;
} keys;

/* A fold of the name-th name of a place; places come in ascending order. */
void keys_add(keys *k, str fold, uint32_t place, uint32_t name);
/* Sort them, write the three sections and return how many different keys there
   are; DATELINE_LIMIT shows in the buffers. */
uint32_t keys_write(keys *k, buf *heads, buf *blocks, buf *out, arena *scratch);
void keys_clear(keys *k);
/* A number as LEB128. */
void keys_number(buf *out, uint32_t v);
#endif
