/*
 * gazetteer/list - a compiled gazetteer as the tables that it can be made of again, so
 * that a layer can be put over it; and whom its data is owed to.
 */
#ifndef GAZETTEER_LIST_H
#define GAZETTEER_LIST_H

#include "base/buf.h"
#include "gazetteer/gazetteer.h"

/* Places, type words and endings as compile/compile.h reads them. The tables are empty
   but for their headers when there is nothing of the kind. */
typedef struct gazetteer_tables {
    buf places, words, endings;
} gazetteer_tables;

/* DATELINE_LIMIT past the ceiling of the buffers. Clear them in any case. */
dateline_status gazetteer_list(const gazetteer *g, gazetteer_tables *out,
                               dateline_error *err);
void gazetteer_tables_clear(gazetteer_tables *t);

/* Put licence lines, joined by '\n', into a compiled file that has none. */
dateline_status gazetteer_license(buf *file, str lines, dateline_error *err);
/* Those lines, as a view into the file; empty when there are none, or when it was not
   opened by its path. */
str gazetteer_licences(const gazetteer *g);
#endif
