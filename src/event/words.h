/*
 * words - lists of words as one string, "clash|battle|fighting": a table of them
 * is a page, not ten.
 */
#ifndef EVENT_WORDS_H
#define EVENT_WORDS_H

#include "base/str.h"

#include <stdbool.h>

/* Whether the word is one of the list; an empty word is none. */
bool event_words_have(const char *list, str word);
/* Take the next word off the list; false at its end. */
bool event_words_next(str *list, str *word);
#endif
