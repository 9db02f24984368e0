/*
 * words - strings that many places share, each once, with a number.
 */
#ifndef COMPILE_WORDS_H
#define COMPILE_WORDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

typedef struct words {
    arena *own;
    str *at;
    size_t n, cap;
    uint32_t *slots; /* open addressing: number + 1 */
    size_t n_slots;
} words;

/* The number of a string, which is new or not; the first is 0. */
uint32_t words_add(words *w, str s);
/* The section of the file. */
void words_write(const words *w, buf *out);
#endif
