/*
 * reads.h - a text read with all words of a language and the gazetteer that is at hand,
 * or a test that is skipped.
 */
#ifndef TESTS_READS_H
#define TESTS_READS_H

#include "geodata.h"
#include "reading.h"
#include "test.h"
#include "when/when.h"

static inline dateline_when reading_day(const char *text)
{
    when_date d = { 0 };
    if (*text && when_parse(str_of(text), NULL, &d, NULL))
        TEST_FAIL("%s is no day", text);
    return d.when;
}

/* A text read with all words of its language and the gazetteer at hand. */
static inline reading_result reading_in(const char *lang, const char *published,
                                        const char *text)
{
    reading_result r = { 0 };
    dateline_error err = { 0 };
    const lexicon *words = reading_words(lang, &r.a, &err);
    const char *dir = geodata_dir(&r.a);
    if (err.message[0])
        TEST_FAIL("%s:%d:%d %s", err.source, err.line, err.column, err.message);
    if (!words || !dir)
        TEST_SKIP("geodata is not here");
    gazetteer *g;
    CHECK_INT(gazetteer_open(str_print(&r.a, "%s/gazetteer.bin", dir), &g, NULL), 0);
    CHECK_INT(reading_read(&r, str_of(text), words, g, lang, reading_day(published)), 0);
    gazetteer_close(g);
    return r;
}
#endif
