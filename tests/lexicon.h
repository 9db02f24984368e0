/*
 * lexicon.h - the tables of words of the project, for tests that read text.
 */
#ifndef TESTS_LEXICON_H
#define TESTS_LEXICON_H

#include "base/file.h"
#include "lexicon/lexicon.h"

enum { LEXICON_TABLES = 16 };

/* The tables LL-KIND of a language and those of all, of so many kinds; NULL when they are
   not there. */
static inline const lexicon *lexicon_of(const char *lang, const char *const *kinds,
                                        size_t n_kinds, arena *a, dateline_error *err)
{
    lexicon_table tables[LEXICON_TABLES];
    size_t n = 0;
    for (size_t i = 0; i < 2 * n_kinds && n < LEXICON_TABLES; i++) {
        const char *path = str_print(a, "geodata/lexicon/%s-%s.tsv",
                                     i / n_kinds ? lang : "und", kinds[i % n_kinds]);
        str text;
        if (!file_read(a, path, &text, NULL))
            tables[n++] = (lexicon_table){ path, text };
    }
    lexicon *x = NULL;
    if (n && lexicon_read(tables, n, a, &x, err))
        return NULL;
    return x;
}

/* The words of time of a language. */
static inline const lexicon *time_words(const char *lang, arena *a, dateline_error *err)
{
    static const char *const kinds[] = { "dates", "landmarks", "events" };
    return lexicon_of(lang, kinds, sizeof kinds / sizeof *kinds, a, err);
}
#endif
