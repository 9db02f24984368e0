/*
 * text/nfc - normal form C (UAX 15), and which characters a reader sees.
 */
#ifndef TEXT_NFC_H
#define TEXT_NFC_H

#include "base/str.h"

#include "base/str.h"

#include <stdint.h>

/* What becomes of a code point in a clean text. */
typedef enum text_clean {
    TEXT_KEPT = 0, /* begins a sequence of its own, and is in normal form */
    TEXT_JOINED,   /* may join with what stands before it, or is not normal */
    TEXT_GAP,      /* a blank or control */
    TEXT_LINE_END,
    TEXT_UNSEEN, /* zero-width: joiners, marks of direction, soft hyphens */
} text_clean;

text_clean text_clean_of(uint32_t c);
/* How many bytes at the start of valid UTF-8 are kept, or are ' ' and '\n' as they are to
   be. *last: where the last character of them begins. */
size_t text_kept(str s, size_t *last);

/* A sequence is a character and those that may join it. Longer ones are cut: writing
   has none of them. */
enum { TEXT_SEQUENCE = 32, TEXT_SEQUENCE_OUT = TEXT_SEQUENCE * 4 };

/* The normal form of a sequence of n code points; returns how many it has. */
size_t text_nfc(const uint32_t *in, size_t n, uint32_t out[TEXT_SEQUENCE_OUT]);
#endif
