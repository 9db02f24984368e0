/*
 * text/fold - the form in which two spellings of a name are the same.
 *
 * Compatibility decomposition, no case, no marks on Latin, Greek, Cyrillic,
 * Hebrew and Arabic letters; letters that do not decompose as they are written
 * when the letter is not to be had (đ d, ı i, ə e, ł l, ø o, ß ss, æ ae);
 * apostrophes dropped; punctuation, hyphens, underscores, brackets and all kinds
 * of space one space; none at the ends; digits of every script as 0 to 9. Kana
 * voicing and the vowel signs of Indic scripts stay: they make other words.
 *
 * A fold of a fold is the same fold. The rules are in text/gen/fold_table.c,
 * which makes the table from ICU when the project is built.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/str.h"

#include <stddef.h>

/* Write the fold of s and return its length. When that is more than cap, out
   holds the part that fits, cut between code points, and must not be taken for
   the fold. Bytes that are not UTF-8 count as punctuation. */
size_t text_fold(str s, char *out, size_t cap);
#endif
