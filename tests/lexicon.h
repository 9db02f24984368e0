/*
 * lexicon.h - the tables of words of the project, for tests that read text.
 */
#ifndef TESTS_LEXICON_H
#define TESTS_LEXICON_H

#include "base/file.h"
#include "lexicon/lexicon.h"

/* The words of time of a language; NULL when the tables are not there. */
static inline const lexicon *time_words(const char *lang, arena *a, dateline_error *err)
{
    static const char *const kinds[] = { "dates", "landmarks", "events" };
    enum { KINDS = sizeof kinds / sizeof *kinds };
    lexicon_table tables[2 * KINDS];
    size_t n = 0;
    for (int i = 0; i < 2 * KINDS; i++) {
        const char *path = str_print(a, "geodata/lexicon/%s-%s.tsv",
                                     i / KINDS ? lang : "und", kinds[i % KINDS]);
        str text;
        if (!file_read(a, path, &text, NULL))
            tables[n++] = (lexicon_table){ path, text };
    }
    lexicon *x = NULL;
    if (n && lexicon_read(tables, n, a, &x, err))
        return NULL;
    return x;
}
#endif
