/*
 * import/kind - which of the gazetteer's kinds a foreign word for a kind of place means.
 */
#ifndef IMPORT_KIND_H
#define IMPORT_KIND_H

#include "base/str.h"

typedef struct kind_entry {
    const char *word; /* as it was asked for, to be kept */
    const char *kind; /* as in the tables: "settlement" */
} kind_entry;

/* Each NULL for what is no kind of place that is kept. */

/* A GeoNames feature code. Those of streams, summits, airports and the like are kept,
   those of wells, farms, hotels and single rocks are not. */
const kind_entry *kind_of_code(str code);
/* A folded word: "village", "rayon", "airport". */
const kind_entry *kind_of_word(str folded);
/* Which of these words is meant by a misspelled one, or NULL. */
const char *kind_nearest(str word);
/* A placetype of Who's On First. */
const kind_entry *kind_of_placetype(str type);
#endif
