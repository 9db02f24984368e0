/*
 * finish - one row or object of a document becomes an event or a reject.
 */
#ifndef INTAKE_FINISH_H
#define INTAKE_FINISH_H

#include "intake/row.h"

/* Add the event, or a reject, to the collection. Fails only for what is wrong
   with more than the row. */
dateline_status intake_row_finish(intake_row *row, dateline_error *err);
#endif
