/* A text of any bytes in one of the languages: dates stand in order, inside it, and each
   value is one that is read back. */
#include "dates/dates.h"
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const article *x, const dates *found)
{
    uint32_t end = 0;
    for (size_t i = 0; i < found->n; i++) {
        const dates_date *d = &found->dates[i];
        when_date w;
        if (d->first < end || !d->n || d->first + d->n > x->n_tokens)
            abort();
        if (d->reference >= (int32_t)i)
            abort();
        bool length = d->type == DATES_DURATION || d->type == DATES_REPEATED ||
                      d->value[0] == 'P' || (d->value[0] == 'X' && strchr(d->value, 'T'));
        if (d->value[0] && !length && when_parse(str_of(d->value), NULL, &w, NULL))
            abort();
        end = d->first + d->n;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = { "vi", "en", "fr", "ru", "tr", "az", "hy", "ka" };
    arena a = { 0 };
    article x;
    when_date day;
    if (!size || when_parse(STR("2023-11-17"), NULL, &day, NULL))
        return 0;
    const lexicon *words = time_words(langs[data[0] % 8], &a, NULL);
    str text = { (const char *)data + 1, size - 1 };
    if (words && !article_open(text, ARTICLE_PLAIN, "fuzz", &a, &x, NULL)) {
        dates found;
        dates_options options = { .local = true, .offset_s = 14400 };
        if (data[0] & 64)
            options.published = day.when;
        article_parse(&x, words, lexicon_memory_new(&a), langs[data[0] % 8], &a);
        dates_find(&x, &options, &a, &found);
        check(&x, &found);
        dates_date d;
        dates_read(&x, &options, &a, &d);
    }
    arena_clear(&a);
    return 0;
}
