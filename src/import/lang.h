/*
 * import/lang - language codes of three letters as those of two.
 */
#ifndef IMPORT_LANG_H
#define IMPORT_LANG_H

#include "base/str.h"

#include <stdbool.h>

/* The tag that the gazetteer uses for a language: of two letters (ISO 639-1) where there
   is one, else the three of ISO 639-3, without script and country. The result lives as
   long as code does. Empty for what is no language code, and for "und". */
str lang_tag(str code);
/* It is one that has two letters, in either form. */
bool lang_is_known(str code);
#endif
