/*
 * text/charset - texts of one byte a character, as pages of the years before UTF-8 are.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

/* Bytes in UTF-8, in the arena. Names are those of the web, so that ISO-8859-1 is
   windows-1252. False for a character set that is not known. Each byte gives one code
   point; one that stands for none gives U+FFFD. */
bool text_from_charset(arena *a, str bytes, str charset, str *out);
#endif
