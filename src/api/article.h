/*
 * api/article - an article on its way through the rooms that read it.
 */
#ifndef API_ARTICLE_H
#define API_ARTICLE_H

#include "api/handle.h"
#include "article/article.h"
#include "dates/dates.h"
#include "mention/mention.h"

struct dateline_article {
    arena memory;
    const char *name;
    article text;
    dates dates;
    mentions mentions;
};

/* What a thread remembers from one article to the next. */
typedef struct article_worker {
    lexicon_memory *lexicon;
    name_memory *mention;
    const phrase_patterns *dates;
} article_worker;

article_worker article_worker_new(arena *a);
/* Read the bytes into x, whose arena is empty, and add its events. The gazetteer, the
   languages and the lexicon of the article's language are open, or are opened. */
dateline_status article_extract(dateline *dl, const dateline_input *in, str bytes,
                                article_worker *worker, dateline_article *x,
                                dateline_events *into, dateline_error *err);
/* What the file "NAME.meta.json" beside an article NAME.txt states of it goes into what
   of in is not stated. A sidecar that cannot be read is an error. */
dateline_status article_sidecar(dateline_input *in, arena *a, dateline_error *err);
/* What clock times without a zone mean, when the article says "local time". */
dateline_status article_local_time(dateline *dl, const dateline_article *x,
                                   dates_options *when, dateline_error *err);
/* Whether a document is an article, by its format, name and content. */
dateline_format article_format(const dateline_input *in, str bytes);
#endif
