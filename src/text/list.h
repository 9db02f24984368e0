/*
 * list - lists of words as one string, "clash|battle|fighting": a table of them
 * is a page, not ten.
 */
#ifndef TEXT_LIST_H
#define TEXT_LIST_H

#include "base/str.h"

#include <stdbool.h>

/* Whether the word is one of the list; an empty word is none. */
bool text_list_has(const char *list, str word);
/* Take the next word off the list; false at its end. */
bool text_list_next(str *list, str *word);
#endif
