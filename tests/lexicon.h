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
    static const char *const kinds[] = { "dates", "landmarks" };
    lexicon_table tables[4];
    size_t n = 0;
    for (int i = 0; i < 4; i++) {
        const char *path =
            str_print(a, "geodata/lexicon/%s-%s.tsv", i / 2 ? lang : "und", kinds[i % 2]);
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
