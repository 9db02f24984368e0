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
    WORD_DAY = 0,      /* "{d} {mon} {y}" */
    WORD_MONTH,        /* "{mon} {y}" */
    WORD_YEAR,         /* "{y}" */
    WORD_RANGE,        /* "{a} - {b}" */
    WORD_RANGE_DAYS,   /* of one month: "{d}-{d2} {mon} {y}" */
    WORD_RANGE_DATES,  /* of one year: "{d} {mon} - {d2} {mon2} {y}" */
    WORD_RANGE_MONTHS, /* of one year: "{mon}-{mon2} {y}" */
    WORD_RANGE_YEARS,  /* "{y}-{y2}" */
    WORD_SINCE,        /* "since {a}" */
    WORD_UNTIL,        /* "until {b}" */
    WORD_ABOUT,        /* "c. {a}" */
    WORD_CLOCK,        /* "{a}, {h}:{min}" */
    WORD_CLOCK_UTC,    /* the same where only the time of Greenwich is known */
    WORD_EVENTS_ONE,   /* "{n} event" */
    WORD_EVENTS_FEW,   /* 2, 3, 4 in Slavic languages; else as MANY */
    WORD_EVENTS_MANY,  /* "{n} events" */
    WORD_MORE,         /* "and {n} more" */
    WORD_SOURCE,       /* "Source: {a}" */
    WORD_MAP_DATA,     /* "Map data: {a}" */
    WORD_NOT_PLACED,   /* "{n} events without a place are not shown" */
    WORD_CLAIMED,      /* "according to {a}" */
    WORD_PLANNED,      /* "planned" */
    WORD_DISPUTED,     /* the note on boundaries */
    WORD_POINTER,      /* "{a}, {km} km {dir}" */
    WORD_KM,
    WORD_M,
    WORD_EVENT_COUNT_SPAN, /* "{events}, {span}" */

    /* the legend */
    WORD_LEGEND,         /* its heading */
    WORD_CLAIMED_MARK,   /* "claimed" */
    WORD_PLANNED_MARK,   /* "planned" */
    WORD_ONGOING_MARK,   /* "ongoing" */
    WORD_CANCELLED_MARK, /* "cancelled" */
    WORD_UNCERTAIN,      /* a ring: "somewhere within" */
    WORD_REGION,         /* a wash: "somewhere in this area" */
    WORD_COURSE,         /* the band of a border or road: "along this line" */
    WORD_MOVEMENT,       /* "movement (schematic)" */
    WORD_CLUSTER,        /* "several events" */
    WORD_BORDER,         /* "international border" */
    WORD_BORDER_DISPUTED,
    WORD_BORDER_CONTACT,
    WORD_BORDER_BREAKAWAY,
    WORD_BORDER_FORMER,
    WORD_ADMIN1, /* "provincial border" */
    WORD_DISPUTED_AREA,
    WORD_ROAD,
    WORD_CORRIDOR,
    WORD_CAPITAL,        /* "capital" */
    WORD_HEIGHT,         /* "height above sea level" */
    WORD_NOT_TO_SCALE,   /* "not to scale" */
    WORD_NORTH,          /* the letter over a north arrow */
    WORD_LATITUDE_NORTH, /* "{a}N": of a parallel, a being its degrees */
    WORD_LATITUDE_SOUTH,
    WORD_LONGITUDE_EAST,
    WORD_LONGITUDE_WEST,

    /* the list, the inset, notes */
    WORD_LIST,           /* "Events": heading of the dated list */
    WORD_INSET,          /* "Where this map is": title of the locator */
    WORD_NOTE,           /* "Note: {a}" */
    WORD_STOP,           /* what ends a sentence: "." */
    WORD_BOUNDARIES,     /* "Boundaries: {view}" */
    WORD_VIEW_UN,        /* "United Nations view" */
    WORD_VIEW_DEFACTO,   /* "de facto control" */
    WORD_ASOF,           /* "as of {a}" */
    WORD_NAMES_WRITTEN,  /* "Place names as in the source" */
    WORD_NAMES_DUAL,     /* "Both names are given where two are in use" */
    WORD_NAMES_LOCAL,    /* "Place names as the country has them" */
    WORD_AND,            /* "{a} and {b}": the end of a list of names */
    WORD_ABOUT_DISTANCE, /* "within {km} km" */

    /* in place of the picture */
    WORD_ALT,          /* "Map of {area} with {events}, {span}" */
    WORD_ALT_NO_AREA,  /* "Map with {events}, {span}" */
    WORD_ALT_EMPTY,    /* "Map of {area}" */
    WORD_ALT_EVENT,    /* "{when}, {place}: {title}" */
    WORD_ALT_NO_PLACE, /* "{when}: {title}" */
    WORDS
} style_word;

typedef struct style_words {
    const char *lang;
    const char *word[WORDS];
    const char *kinds[DATELINE_KINDS]; /* "Offensive", ...: as a legend lists them */
    const char *months[12];            /* short, as within a date */
    const char *months_alone[12];      /* without a day; in most languages the same */
    const char *directions[8];         /* from north, clockwise */
    const char *thousands;             /* between groups of three digits */
    bool slavic_plural;
    bool zero_is_one; /* "0 événement" */
    bool right_to_left;
} style_words;

dateline_status style_words_read(str text, const char *source, arena *a, style_words *out,
                                 dateline_error *err);

/* A date as a reader writes it, no more exact than when is; "" for undated. */
const char *style_when(const style_words *w, dateline_when when, arena *a);
/* From the earliest to the latest of two dates. */
const char *style_span(const style_words *w, dateline_when from, dateline_when to,
                       arena *a);
/* "Boundaries: United Nations view, as of 16 Nov 2021"; asof is yyyymmdd, 0: without. */
const char *style_boundaries(const style_words *w, style_word view, int asof, arena *a);
/* The number with its noun. */
const char *style_events(const style_words *w, long n, arena *a);
/* The text with the stop that ends a sentence, unless it has one. */
const char *style_sentence(const style_words *w, const char *text, arena *a);
/* word with {name} replaced by value, in pairs that end with NULL. */
const char *style_say(const style_words *w, style_word word, arena *a, ...);
/* "12,345"; four digits stand together: "1234". */
const char *style_number(const style_words *w, double v, arena *a);
#endif
