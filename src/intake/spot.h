/*
 * spot - when and where: the cells that two dates and two points are made of.
 */
#ifndef INTAKE_SPOT_H
#define INTAKE_SPOT_H

#include "intake/row.h"

/* Put what the row says of it into the event. Fails when the row can be no event. */
dateline_status intake_row_when(intake_row *row, dateline_event *e, dateline_error *err);
dateline_status intake_row_where(intake_row *row, dateline_event *e, dateline_error *err);
#endif
