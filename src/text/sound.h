/*
 * text/sound - how a name sounds, in the letters a to z.
 *
 * Spellings of one name in Latin, Cyrillic, Greek, Armenian, Georgian, Arabic or
 * Hebrew letters, and those that people use for the same sound (kh x h, zh j,
 * gh g, y i, -aya -aia, doubled letters), have the same sound or one that is an edit or
 * two away. There are no spaces in it: where a name is divided is a matter of taste. The
 * rules are in geodata/words/sounds.tsv, which is made a table when the project is built.
 */
#ifndef TEXT_SOUND_H
#define TEXT_SOUND_H

#include "base/str.h"

#include <stddef.h>

/* The customs by which Latin letters are read; those of other scripts need none. */
typedef enum text_reading {
    TEXT_READ_COMMON = 0, /* English and international transliteration */
    TEXT_READ_TURKIC,     /* Azerbaijani, Turkish */
    TEXT_READ_VIETNAMESE,
    TEXT_READ_FRENCH,
    TEXT_READ_GERMAN,
    TEXT_READ_SLAVIC, /* Polish, Czech, Croatian, ... */
    TEXT_READINGS
} text_reading;

/* The reading of a language by its code; TEXT_READ_COMMON for any other and for NULL. */
text_reading text_reading_of(const char *lang);

/* Write the sound of s and return its length, which is at most twice that of s and
   mostly less than it. When it is more than cap, out holds the part that fits and must
   not be taken for the sound. A text in a script without rules (Han, Thai, ...), with
   any letter of such a script, or without letters, has no sound: 0, and out may hold
   anything. Digits stay, as 0 to 9; bytes that are not UTF-8 count as punctuation.
   The sound of a sound is another one: x is sh in it, and ks where people write it. */
size_t text_sound(str s, text_reading reading, char *out, size_t cap);
#endif
