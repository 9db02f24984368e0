/*
 * reading - what the readers of CSV and of JSON share with event_read.
 */
#ifndef EVENT_READING_H
#define EVENT_READING_H

#include "event/row.h"

/* Each adds the events of a document of valid UTF-8 without NUL. */
dateline_status event_read_csv(event_reader *r, str text, dateline_error *err);
dateline_status event_read_json(event_reader *r, str text, bool sequence,
                                dateline_error *err);

/* Say which data set it is, when it is one. */
void event_reader_schema(event_reader *r, event_schema schema);
/* Say that a column is not known, with the one that is probably meant. */
void event_reader_unknown(event_reader *r, str name, int line);
#endif
