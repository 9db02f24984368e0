/*
 * api/geocode - from an answer of geocode/ to what dateline.h shows of it.
 */
#ifndef API_GEOCODE_H
#define API_GEOCODE_H

#include "api/handle.h"
#include "geocode/geocode.h"

/* What is less certain is left unlocated, where options do not say. */
double geocode_least(const dateline_geocode_options *o);

/* Names in lang, NULL: English. Strings are in the memory of dl. */
void geocode_fill(dateline *dl, const char *lang, const geocode_answer *found,
                  dateline_place *out);
/* The rest, which takes longer: what it lies in, disputed areas, dates. p is the point
   that is asked about. */
void geocode_about(dateline *dl, uint32_t place, geo_lonlat p, const char *lang,
                   dateline_place *out);
#endif
