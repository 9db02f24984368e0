/*
 * style/words - the words that a map itself says, in the language of the map.
 *
 * styles/words/LL.json holds them: months, the shapes of dates, directions,
 * "Source", "events". The code knows no word of any language.
 */
#ifndef STYLE_WORDS_H
#define STYLE_WORDS_H

#include "base/arena.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>

typedef enum style_word {
    WORD_DAY = 0,     /* "{d} {mon} {y}" */
    WORD_MONTH,       /* "{mon} {y}" */
    WORD_YEAR,        /* "{y}" */
    WORD_RANGE,       /* "{a} - {b}" */
    WORD_SINCE,       /* "since {a}" */
    WORD_UNTIL,       /* "until {b}" */
    WORD_ABOUT,       /* "c. {a}" */
    WORD_EVENTS_ONE,  /* "{n} event" */
    WORD_EVENTS_FEW,  /* 2, 3, 4 in Slavic languages; else as MANY */
    WORD_EVENTS_MANY, /* "{n} events" */
    WORD_MORE,        /* "and {n} more" */
    WORD_SOURCE,      /* "Source: {a}" */
    WORD_MAP_DATA,    /* "Map data: {a}" */
    WORD_NOT_PLACED,  /* "{n} events without a place are not shown" */
    WORD_CLAIMED,     /* "according to {a}" */
    WORD_PLANNED,     /* "planned" */
    WORD_DISPUTED,    /* the note on boundaries */
    WORD_POINTER,     /* "{a}, {km} km {dir}" */
    WORD_KM,
    WORD_M,
    WORD_EVENT_COUNT_SPAN, /* "{events}, {span}" */
    WORDS
} style_word;

typedef struct style_words {
    const char *lang;
    const char *word[WORDS];
    const char *months[12];    /* short, as within a date */
    const char *directions[8]; /* from north, clockwise */
    const char *thousands;     /* between groups of three digits */
    bool slavic_plural;
    bool right_to_left;
} style_words;

dateline_status style_words_read(str text, const char *source, arena *a, style_words *out,
                                 dateline_error *err);

/* A date as a reader writes it, no more exact than when is; "" for undated. */
const char *style_when(const style_words *w, dateline_when when, arena *a);
/* From the earliest to the latest of two dates. */
const char *style_span(const style_words *w, dateline_when from, dateline_when to,
                       arena *a);
/* The number with its noun. */
const char *style_events(const style_words *w, long n, arena *a);
/* word with {name} replaced by value, in pairs that end with NULL. */
const char *style_say(const style_words *w, style_word word, arena *a, ...);
/* "12,345"; four digits stand together: "1234". */
const char *style_number(const style_words *w, double v, arena *a);
#endif
