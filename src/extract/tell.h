/*
 * extract/tell - happenings become events: what is told again is one, with a title and
 * its evidence. For this room only.
 */
#ifndef EXTRACT_TELL_H
#define EXTRACT_TELL_H

#include "extract/extract.h"
#include "reading/reading.h"

/* merge.c: happenings that tell the same are marked as gone, but for the best of them. */
void extract_merge(reading *r);
/* title.c */
str extract_text(const reading *r, reading_span s);
/* At most n code points, ended at a word; without underscores. The events' own. */
const char *extract_shortened(const reading *r, reading_span s, size_t n,
                              dateline_events *into);
/* Likewise: what happened, without when, by whom where its clause leaves that out. */
const char *extract_title(const reading *r, const happening *h, dateline_events *into);
/* write.c */
dateline_status extract_write(const reading *r, const extract_source *source,
                              dateline_events *into, dateline_error *err);
#endif
