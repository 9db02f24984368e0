/*
 * dates/happening - what an article said happened, and when: "two days before the
 * offensive" is counted from it. For this room only.
 *
 * Two mentions are of one happening when a word for the same kind of event stands in
 * both, and a name, if the second has any.
 */
#ifndef DATES_HAPPENING_H
#define DATES_HAPPENING_H

#include "article/article.h"
#include "dates/value.h"

enum { DATES_NAMES = 8, DATES_HAPPENINGS = 24 };

typedef struct dates_happening {
    uint64_t kinds; /* bits of dateline_kind */
    uint64_t names[DATES_NAMES];
    size_t n_names;
    uint32_t story;
    uint32_t end;            /* of the first word for its kind; 0: there is none */
    dates_value value, text; /* with and without the day of writing */
} dates_happening;

/* The last ones that were dated. */
typedef struct dates_happenings {
    dates_happening all[DATES_HAPPENINGS];
    size_t n; /* in all, also those forgotten */
} dates_happenings;

/* The clause around a date, from first to before end; false when it tells what somebody
   says. */
bool dates_clause_around(const article *x, const article_sentence *s, uint32_t *first,
                         uint32_t *end);
/* What kind of event the words from first to before end speak of, and which names. */
dates_happening dates_hear(const article *x, const article_sentence *s, uint32_t first,
                           uint32_t end);
void dates_note(dates_happenings *h, const dates_happening *one);
/* The one that was noted last and is the same; NULL for none. */
const dates_happening *dates_recall(const dates_happenings *h,
                                    const dates_happening *one);
#endif
