/*
 * intake - documents of events: CSV and TSV, JSON, GeoJSON, GeoJSON text sequences.
 *
 * Every row or object becomes an event or a reject; nothing is dropped. ACLED,
 * UCDP GED, GDELT 2, HXL tags and TimelineJS are recognized by their columns, and
 * a note says so.
 */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include "event/event.h"

/* name is how messages call the document. AUTO goes by content; the bytes may
   have a byte order mark or be UTF-16. What cannot be read at all is
   DATELINE_INPUT or DATELINE_LIMIT and leaves the collection as it was. */
dateline_status intake_read(str bytes, const char *name, dateline_format format,
                            dateline_events *into, dateline_error *err);
#endif
