/*
 * phrase/match - the longest pattern that fits. For this room only.
 */
#ifndef PHRASE_MATCH_H
#define PHRASE_MATCH_H

#include "phrase/phrase.h"

/* The longest match of a pass that begins at a token. */
bool match_at(const phrase_patterns *p, int pass, const phrase_view *v, uint32_t token,
              phrase_match *out);
#endif
