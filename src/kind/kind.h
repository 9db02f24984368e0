/*
 * kind - the closed vocabularies of an event: what happened, whether it did, and
 * how exactly its place is known. Words are compared by their folds.
 */
#ifndef KIND_KIND_H
#define KIND_KIND_H

#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>

/* "offensive", "territorial_transfer", ...; "other" for what is none. */
const char *kind_name(dateline_kind kind);
/* A name, a word for it in English, Vietnamese, French or Russian, or a type of
   ACLED. */
bool kind_find(str word, dateline_kind *out);
/* The name of a kind that is spelled nearly like the word; NULL if none is. */
const char *kind_near(str word);
/* The color of its marker, "#rrggbb", when the caller has none. */
const char *kind_color(dateline_kind kind);

const char *kind_status_name(dateline_event_status status);
bool kind_status_find(str word, dateline_event_status *out);

const char *kind_precision_name(dateline_geo_precision precision);
bool kind_precision_find(str word, dateline_geo_precision *out);
/* The code of UCDP's where_prec, 1 to 7; 0 when unknown. */
int kind_where_prec(dateline_geo_precision precision);
dateline_geo_precision kind_precision_of_ucdp(int where_prec);

/* A root event of CAMEO, as GDELT has it, 1 to 20: what it says, and its kind. */
const char *kind_cameo_name(int root);
dateline_kind kind_cameo_kind(int root);
#endif
