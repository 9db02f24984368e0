/*
 * export - events as GeoJSON for GIS programs, and as CSV and JSON.
 *
 * GeoJSON is RFC 7946 with flat properties that GDAL types by what they hold:
 * the same keys in each feature, null for what is not known, dates that are all
 * full dates, numbers that are all whole or all with a decimal point. The list of
 * properties is fixed; what only some collections have (tags, further languages,
 * extra) follows it, in all features or in none. CSV and JSON have the columns
 * that are used. All three are read back by intake_read; coordinates in GeoJSON
 * have 6 decimals, in CSV and JSON all of them.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"

#include <dateline.h>

/* NULL where there is nothing to say. */
typedef struct export_options {
    const char *name, *description; /* of the layer */
    const char *const *colors;      /* one "#rrggbb" for each kind */
    const char *created;            /* a date, from the input: never the clock */
    const char *boundaries_view, *asof, *naming, *licence;
} export_options;

/* GEOJSON, GEOJSONSEQ, CSV or JSON; options may be NULL. What is written is added
   to out. */
dateline_status export_write(const dateline_events *events, dateline_format format,
                             const export_options *options, buf *out,
                             dateline_error *err);

void export_geojson(const dateline_events *events, const export_options *options,
                    buf *out);
/* The features alone, as a JSON array on one line. */
void export_features(const dateline_events *events, const export_options *options,
                     buf *out);
/* RFC 8142: each feature after a record separator. */
void export_geojsonseq(const dateline_events *events, const export_options *options,
                       buf *out);
void export_csv(const dateline_events *events, buf *out);
void export_json(const dateline_events *events, buf *out);
#endif
