/*
 * dates/check - whether what has the form of a date can be one where it stands: number
 * traps. For this room only.
 */
#ifndef DATES_CHECK_H
#define DATES_CHECK_H

#include "dates/table.h"

/* A number that goes on to the left is a part of another one: "2.000", "A-4". */
bool dates_starts_clean(const dates_view *v, uint32_t token);
/* What a row asks for of the tokens from first to end. */
bool dates_accept(const dates_view *v, const dates_row *row, uint32_t first, uint32_t end,
                  const dates_seen *s);
#endif
