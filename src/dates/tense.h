/*
 * dates/tense - whether what stands beside a date is told as past or to come. For this
 * room only.
 */
#ifndef DATES_TENSE_H
#define DATES_TENSE_H

#include "article/article.h"

typedef enum dates_tense {
    DATES_UNTOLD = 0,
    DATES_PAST,
    DATES_TO_COME,
} dates_tense;

/* Of the tokens from first to before end in a sentence. */
dates_tense dates_told(const article *x, const article_sentence *s, uint32_t first,
                       uint32_t end);
#endif
