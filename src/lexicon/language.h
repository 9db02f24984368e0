/*
 * lexicon/language - which language a text is in.
 *
 * A table says of each language which words are frequent in it and which letters are
 * its own: columns lang, words, letters; words divided by '|'.
 */
#ifndef LEXICON_LANGUAGE_H
#define LEXICON_LANGUAGE_H

#include "base/arena.h"
#include "base/str.h"

#include <dateline.h>

typedef struct lexicon_languages lexicon_languages;

dateline_status lexicon_languages_read(str table, const char *name, arena *a,
                                       lexicon_languages **out, dateline_error *err);
/* The code of a language of the table, "vi"; "" when it is none of them. Looks at no
   more than the first 64 KiB. */
const char *lexicon_language_of(const lexicon_languages *x, str text);
#endif
