/*
 * formats - the documents that can be read, one function for each.
 */
#ifndef INTAKE_FORMATS_H
#define INTAKE_FORMATS_H

#include "intake/reader.h"

/* Each adds the events of a document of valid UTF-8 without NUL. */
dateline_status intake_read_csv(intake_reader *r, str text, dateline_error *err);
dateline_status intake_read_json(intake_reader *r, str text, bool sequence,
                                 dateline_error *err);
#endif
