#include "extract/tell.h"

dateline_status extract_events(const article *x, const dates *d, const mentions *m,
                               const gazetteer *g, const extract_source *source,
                               dateline_events *into, dateline_error *err)
{
    arena a = { 0 };
    reading *r = reading_article(x, d, m, g, &a);
    extract_merge(r);
    dateline_status st = extract_write(r, source, into, err);
    arena_clear(&a);
    return st;
}
