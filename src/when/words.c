/* Dates in words. The text is folded (no case, no accents, no punctuation) and
   cut into items; the kinds of the items, written as a short string, select the
   meaning from a table. So a language is words in a table, not code. */
#include "base/error.h"
#include "text/fold.h"
#include "text/list.h"
#include "text/near.h"
#include "text/utf8.h"
#include "when/point.h"
#include "when/when.h"

#include <string.h>

enum { ITEMS = 16, TEXT = 256, MONTHS = 200 };

typedef enum role {
    MONTH, /* value 1-12, 21-24 */
    NOISE,
    ABOUT,
    DECADE,
    BEFORE_CHRIST,
    ANNO_DOMINI,
    MONTH_FOLLOWS, /* Vietnamese: "thang 9" */
    UP_TO,
} role;

typedef struct word {
    role role;
    int value;
    const char *texts; /* folded */
} word;

/* English, French, Russian in the cases that dates use, and Vietnamese. The fold
   makes и of й, and a of à. */
static const word words[] = {
    { MONTH, 1, "january|jan|janvier|janv|январь|января|янв" },
    { MONTH, 2, "february|feb|fevrier|fevr|февраль|февраля|фев" },
    { MONTH, 3, "march|mar|mars|март|марта|мар" },
    { MONTH, 4, "april|apr|avril|avr|апрель|апреля|апр" },
    { MONTH, 5, "may|mai|маи|мая" },
    { MONTH, 6, "june|jun|juin|июнь|июня|июн" },
    { MONTH, 7, "july|jul|juillet|juil|июль|июля|июл" },
    { MONTH, 8, "august|aug|aout|август|августа|авг" },
    { MONTH, 9, "september|sep|sept|septembre|сентябрь|сентября|сент|сен" },
    { MONTH, 10, "october|oct|octobre|октябрь|октября|окт" },
    { MONTH, 11, "november|nov|novembre|ноябрь|ноября|нояб|ноя" },
    { MONTH, 12, "december|dec|decembre|декабрь|декабря|дек" },
    { MONTH, 21, "spring|printemps|весна" },
    { MONTH, 22, "summer|ete|лето" },
    { MONTH, 23, "autumn|fall|automne|осень" },
    { MONTH, 24, "winter|hiver|зима" },
    { MONTH_FOLLOWS, 0, "thang" },
    { NOISE, 0,
      "ngay|nam|mung|on|the|of|in|at|luc|vao|в|le|l|d|de|du|en|er|from|"
      "between|tu|с|г|гг|год|года|го|е|monday|tuesday|wednesday|thursday|friday|"
      "saturday|sunday|mon|tue|wed|thu|fri|sat|sun|lundi|mardi|mercredi|jeudi|vendredi|"
      "samedi|dimanche|thap" },
    { ABOUT, 0, "about|around|approx|circa|ca|c|khoang|vers|environ|около|примерно" },
    { DECADE, 0, "annees|годы|nien" },
    { BEFORE_CHRIST, 0, "bc|bce" },
    { ANNO_DOMINI, 0, "ad|ce" },
    { UP_TO, 0, "to|until|and|den|au|a|по" },
};
enum { WORDS = sizeof words / sizeof *words };

/* n: a number of one or two digits, y: of more, M: a month or season. */
typedef struct item {
    char kind;
    int value;
} item;

typedef struct items {
    item at[ITEMS];
    size_t n;
    size_t dash, dashes; /* the index of the item that follows a dash; how many */
    size_t up_to;        /* the same for "to" */
    bool about, perhaps, decade, era, before_christ, month_follows;
} items;

/* What the items of a side say: where day, month and year stand. */
typedef struct pattern {
    const char *kinds, *parts;
} pattern;

static const pattern patterns[] = { { "y", "y" },     { "My", "my" },   { "yM", "ym" },
                                    { "nMy", "dmy" }, { "Mny", "mdy" }, { "yMn", "ymd" },
                                    { "nny", "dmy" }, { "ynn", "ymd" }, { "ny", "my" },
                                    { "yn", "ym" },   { "nn", "dm" },   { "nM", "dm" },
                                    { "Mn", "md" },   { "M", "m" } };

/* ------------------------------------------------------------------- Items */

static bool add_item(items *list, char kind, int value)
{
    if (list->n == ITEMS - 1)
        return false;
    if (list->month_follows && kind == 'n')
        kind = 'M';
    list->month_follows = false;
    list->at[list->n++] = (item){ kind, value };
    return true;
}

/* Digits, perhaps with an ending: 1st, 1er, 1990s, 2023г. */
static bool add_number(items *list, str token)
{
    static const char *const endings[] = { "",  "st", "nd", "rd", "th", "er",
                                           "e", "s",  "г",  "го", "е",  "и" };
    size_t n = 0;
    int value = 0;
    for (; n < token.len && token.at[n] >= '0' && token.at[n] <= '9'; n++) {
        if (n == 6)
            return false;
        value = value * 10 + (token.at[n] - '0');
    }
    str ending = { token.at + n, token.len - n };
    bool known = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        known |= str_eq(ending, str_of(endings[i]));
    list->decade |= n == 4 && (str_eq(ending, STR("s")) || str_eq(ending, STR("е")));
    bool none = n <= 2 && value == 0; /* there is no day or month 0 */
    return known && !none && add_item(list, n > 2 ? 'y' : 'n', value);
}

static bool add_word(items *list, str token)
{
    const word *w = NULL;
    for (size_t i = 0; i < WORDS && !w; i++)
        if (text_list_has(words[i].texts, token))
            w = &words[i];
    if (!w)
        return false;
    switch (w->role) {
    case MONTH:
        return add_item(list, 'M', w->value);
    case MONTH_FOLLOWS:
        list->month_follows = true;
        break;
    case UP_TO:
        list->up_to = list->n;
        break;
    case ABOUT:
        list->about = true;
        break;
    case DECADE:
        list->decade = true;
        break;
    case BEFORE_CHRIST:
    case ANNO_DOMINI:
        list->era = true;
        list->before_christ |= w->role == BEFORE_CHRIST;
        break;
    case NOISE:
        break;
    }
    return true;
}

static dateline_status unknown_word(str s, str token, dateline_error *err)
{
    str months[MONTHS], rest, month;
    size_t n = 0;
    for (size_t i = 0; i < WORDS; i++) {
        rest = words[i].role == MONTH ? str_of(words[i].texts) : (str){ 0 };
        while (n < MONTHS && text_list_next(&rest, &month))
            if (month.len > 3)
                months[n++] = month;
    }
    size_t near = text_nearest(token, months, n, 2);
    s = text_head(s, 40);
    if (near != TEXT_NONE)
        return error_set(err, DATELINE_INPUT,
                         "cannot read date '%.*s' (did you mean '%.*s'?)", STR_ARGS(s),
                         STR_ARGS(months[near]));
    return error_set(err, DATELINE_INPUT,
                     "cannot read date '%.*s'; write it like 2023-09-19, 2023-09 or 2023",
                     STR_ARGS(s));
}

/* The items of a piece without dashes. */
static dateline_status add_piece(items *list, str s, str piece, dateline_error *err)
{
    char folded[TEXT * 4];
    size_t len = text_fold(piece, folded, sizeof folded);
    str rest = { folded, len < sizeof folded ? len : sizeof folded };
    while (rest.len) {
        str token = str_cut(&rest, ' ');
        bool number = token.len && token.at[0] >= '0' && token.at[0] <= '9';
        if (!(number ? add_number(list, token) : add_word(list, token)))
            return unknown_word(s, token, err);
    }
    return DATELINE_OK;
}

/* The length of a dash that s starts with: '-', or U+2010 to U+2015. */
static size_t dash_at(str s)
{
    if (s.at[0] == '-')
        return 1;
    bool long_one = s.len >= 3 && !memcmp(s.at, "\xE2\x80", 2) &&
                    (unsigned char)s.at[2] >= 0x90 && (unsigned char)s.at[2] <= 0x95;
    return long_one ? 3 : 0;
}

static dateline_status list_items(str whole, str s, items *list, dateline_error *err)
{
    size_t from = 0;
    for (size_t i = 0; i <= s.len; i++) {
        size_t dash = i < s.len ? dash_at((str){ s.at + i, s.len - i }) : 0;
        if (i < s.len && !dash)
            continue;
        dateline_status st = add_piece(list, whole, (str){ s.at + from, i - from }, err);
        if (st)
            return st;
        if (dash) {
            list->dash = list->n;
            list->dashes++;
            i += dash - 1;
            from = i + 1;
        }
    }
    return DATELINE_OK;
}

/* ----------------------------------------------------------------- Meaning */

static bool match(const item *at, size_t n, const char **parts)
{
    char kinds[ITEMS];
    for (size_t i = 0; i < n; i++)
        kinds[i] = at[i].kind;
    kinds[n] = 0;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (!strcmp(kinds, patterns[i].kinds)) {
            *parts = patterns[i].parts;
            return true;
        }
    return false;
}

/* day and month as two small numbers: which is which? */
static bool order_unclear(const item *at, size_t n)
{
    return n >= 2 && at[0].kind == 'n' && at[1].kind == 'n' && (n == 2 || n == 3);
}

static bool read_side(const item *at, size_t n, const when_rules *rules, when_words *out,
                      when_point *p)
{
    const char *parts = NULL;
    *p = (when_point){ .unknown_digits = WHEN_NO_YEAR };
    if (!n || !match(at, n, &parts))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (parts[i] == 'y') {
            p->year = at[i].value;
            p->unknown_digits = 0;
        } else if (parts[i] == 'm') {
            p->month = at[i].value;
        } else {
            p->day = at[i].value;
        }
    }
    if (order_unclear(at, n)) {
        bool either = p->day <= 12 && p->month <= 12;
        out->ambiguous |= either && p->day != p->month;
        if (either ? rules && rules->month_first : p->month > 12) {
            int day = p->day;
            p->day = p->month;
            p->month = day;
        }
    }
    return true;
}

/* "19-21 September 2023", "September 19-21, 2023", "28/9 - 3/10/2023": the left
   side takes from the right one what it does not state; at is the first item of
   the right side. */
static bool read_range(const items *list, size_t at, const when_rules *rules,
                       when_words *out)
{
    const item *left = list->at, *right = list->at + at;
    size_t n = list->n - at;
    if (!at || !n)
        return false;
    bool month_left = at == 2 && left[0].kind == 'M' && left[1].kind == 'n' && n == 2 &&
                      right[0].kind == 'n' && right[1].kind == 'y';
    if (month_left) {
        out->to = (when_point){ .year = right[1].value,
                                .month = left[0].value,
                                .day = right[0].value };
    } else if (!read_side(right, n, rules, out, &out->to)) {
        return false;
    }
    if (at == 1 && left[0].kind == 'n' && !out->to.month)
        return false;
    if (at == 1 && left[0].kind == 'n')
        out->from = (when_point){ .unknown_digits = WHEN_NO_YEAR,
                                  .month = out->to.month,
                                  .day = left[0].value };
    else if (!read_side(left, at, rules, out, &out->from))
        return false;
    if (out->from.unknown_digits == WHEN_NO_YEAR) {
        out->from.unknown_digits = out->to.unknown_digits;
        out->from.year = out->to.year;
    }
    out->range = true;
    return true;
}

static bool read_items(const items *list, const when_rules *rules, when_words *out)
{
    if (list->up_to)
        return read_range(list, list->up_to, rules, out);
    if (read_side(list->at, list->n, rules, out, &out->from))
        return true;
    return list->dashes == 1 && read_range(list, list->dash, rules, out);
}

static bool finish(when_point *p, const items *list)
{
    p->approximate |= list->about;
    p->uncertain |= list->perhaps;
    if (list->before_christ)
        p->year = 1 - p->year;
    if (list->decade) {
        if (p->month || p->unknown_digits || p->year % 10 || list->before_christ)
            return false;
        p->unknown_digits = 1;
    }
    return list->era || p->unknown_digits || (p->year >= 1000 && p->year <= 9999);
}

/* A colon tells a clock time, at the end or in front. *s loses it. */
static bool cut_clock(str *s, when_point *p)
{
    const char *colon = s->len ? memchr(s->at, ':', s->len) : NULL;
    if (!colon)
        return true;
    size_t from = (size_t)(colon - s->at);
    while (from && s->at[from - 1] >= '0' && s->at[from - 1] <= '9')
        from--;
    str clock = { s->at + from, s->len - from }, rest = { s->at, from };
    if (!from) {
        rest = *s;
        clock = str_cut(&rest, ' ');
        while (clock.len && clock.at[clock.len - 1] == ',')
            clock.len--;
    }
    *s = str_trim(rest);
    if (s->len && s->at[s->len - 1] == 'T')
        s->len--;
    return when_read_clock(clock, p);
}

static void cut_qualifiers(str *s, items *list)
{
    while (s->len && strchr("~?%", s->at[s->len - 1])) {
        char c = s->at[--s->len];
        list->about |= c != '?';
        list->perhaps |= c != '~';
    }
    while (s->len && s->at[0] == '~') {
        list->about = true;
        *s = (str){ s->at + 1, s->len - 1 };
    }
    *s = str_trim(*s);
}

/* Why there is no pattern for the items. */
static dateline_status no_meaning(str s, const items *list, dateline_error *err)
{
    str head = text_head(s, 40);
    if (list->n == 3 && list->at[0].kind == 'n' && list->at[1].kind == 'n' &&
        list->at[2].kind == 'n')
        return error_set(err, DATELINE_INPUT,
                         "cannot read date '%.*s'; write the year with four digits",
                         STR_ARGS(head));
    if (list->n == 1 && list->at[0].value >= 20000 && list->at[0].value < 80000)
        return error_set(
            err, DATELINE_INPUT,
            "'%.*s' looks like a spreadsheet's day number; format the column "
            "as a date and export it again",
            STR_ARGS(head));
    return unknown_word(s, (str){ 0 }, err);
}

dateline_status when_read_words(str s, const when_rules *rules, when_words *out,
                                dateline_error *err)
{
    items list = { 0 };
    when_point clock = { 0 };
    str date = s;
    *out = (when_words){ 0 };
    cut_qualifiers(&date, &list);
    if (!cut_clock(&date, &clock) || !date.len)
        return unknown_word(s, (str){ 0 }, err);
    dateline_status st = list_items(s, date, &list, err);
    if (st)
        return st;
    if (list.era && list.n && list.at[list.n - 1].kind == 'n')
        list.at[list.n - 1].kind = 'y'; /* 44 BC */
    if (list.up_to == list.n)
        list.up_to = 0; /* "a 14:30" */
    if (!read_items(&list, rules, out) || !finish(&out->from, &list) ||
        (out->range && !finish(&out->to, &list)))
        return no_meaning(s, &list, err);
    if (clock.clock) {
        if (out->range || !out->from.day || out->from.unknown_digits)
            return unknown_word(s, (str){ 0 }, err);
        when_point day = out->from;
        out->from = clock;
        out->from.year = day.year;
        out->from.month = day.month;
        out->from.day = day.day;
        out->from.approximate = day.approximate;
        out->from.uncertain = day.uncertain;
    }
    return DATELINE_OK;
}
