/*
 * phrase/check - whether what has the form of a date can be one where it stands: number
 * traps. For this room only.
 */
#ifndef PHRASE_CHECK_H
#define PHRASE_CHECK_H

#include "phrase/table.h"

/* A number that goes on to the left is a part of another one: "2.000", "A-4". */
bool phrase_starts_clean(const phrase_view *v, uint32_t token);
/* What a row asks for of the tokens from first to end. */
bool phrase_accept(const phrase_view *v, const phrase_row *row, uint32_t first,
                   uint32_t end, const phrase_seen *s);
#endif
