/*
 * name/learn - a text as it is written to what the gazetteer has by that name.
 *
 * Internal to the room; slow, since forms and sounds are tried: memory asks once.
 */
#ifndef NAME_LEARN_H
#define NAME_LEARN_H

#include "name/memory.h"

typedef struct learner {
    const gazetteer *g;
    const char *lang; /* of the text; four bytes */
} learner;

/* written: of MEMORY_TEXT bytes at most. */
void learn_word(const learner *m, str written, memory_word *w);
#endif
