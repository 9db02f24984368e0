/*
 * import/reader - the readers of the formats, for import/read.c.
 */
#ifndef IMPORT_READER_H
#define IMPORT_READER_H

#include "import/row.h"

/* Each reads a source of its format as import_read does. */
dateline_status reader_geonames(import_build *b, const import_source *source, buf *out,
                                import_report *report, dateline_error *err);
dateline_status reader_alternates(import_build *b, const import_source *source, buf *out,
                                  import_report *report, dateline_error *err);
dateline_status reader_whosonfirst(import_build *b, const import_source *source, buf *out,
                                   import_report *report, dateline_error *err);
dateline_status reader_plain(import_build *b, const import_source *source, buf *out,
                             import_report *report, dateline_error *err);

/* A header has a name, a latitude and a longitude by any of their usual names. What it
   lacks is set: "name", "latitude", "longitude", or NULL. */
bool reader_is_plain(const parse_field *header, size_t n, const char **lacks);

/* Remember the id that a place of GeoNames has got; number outlives the build. */
void reader_know(import_build *b, str number, str id);
/* Two letters as capitals; false, and nothing, for anything else. */
bool reader_country(str code, char out[3]);
#endif
