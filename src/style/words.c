#include "style/words.h"

#include "base/buf.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/num.h"
#include "parse/json.h"
#include "style/style.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

static const char *const keys[WORDS] = {
    "day",
    "month",
    "year",
    "range",
    "range_days",
    "range_dates",
    "range_months",
    "range_years",
    "since",
    "until",
    "about",
    "clock",
    "clock_utc",
    "events_one",
    "events_few",
    "events_many",
    "more",
    "source",
    "map_data",
    "not_placed",
    "claimed",
    "planned",
    "disputed",
    "pointer",
    "km",
    "m",
    "event_count_span",

    "legend",
    "claimed_mark",
    "planned_mark",
    "ongoing_mark",
    "cancelled_mark",
    "uncertain",
    "region",
    "course",
    "movement",
    "cluster",
    "border",
    "border_disputed",
    "border_contact",
    "border_breakaway",
    "border_former",
    "admin1",
    "disputed_area",
    "road",
    "corridor",
    "capital",
    "height",
    "not_to_scale",
    "north",
    "latitude_north",
    "latitude_south",
    "longitude_east",
    "longitude_west",

    "list",
    "inset",
    "note",
    "stop",
    "boundaries",
    "view_un",
    "view_defacto",
    "asof",
    "names_written",
    "names_dual",
    "names_local",
    "and",
    "about_distance",

    "alt",
    "alt_no_area",
    "alt_empty",
    "alt_event",
    "alt_no_place",
};

static dateline_status read_list(const parse_value *doc, const char *key,
                                 const char **out, size_t n, arena *a, const char *source,
                                 dateline_error *err)
{
    const parse_value *list = parse_member(doc, key);
    if (!list || list->kind != PARSE_ARRAY || list->n != n)
        return error_at(err, DATELINE_INPUT, source, list ? list->line : 1,
                        list ? list->column : 1, "'%s' must be a list of %zu texts", key,
                        n);
    for (size_t i = 0; i < n; i++) {
        const parse_value *v = &list->items[i];
        if (v->kind != PARSE_STRING)
            return error_at(err, DATELINE_INPUT, source, v->line, v->column,
                            "'%s' must be a list of %zu texts", key, n);
        out[i] = str_copy(a, v->text);
    }
    return DATELINE_OK;
}

/* The kinds of events by name; each of them. */
static dateline_status read_kinds(const parse_value *doc, arena *a, style_words *out,
                                  const char *source, dateline_error *err)
{
    const parse_value *kinds = parse_member(doc, "kinds");
    for (int i = 0; i < DATELINE_KINDS; i++) {
        const parse_value *v =
            kinds ? parse_member(kinds, style_kind_name((dateline_kind)i)) : NULL;
        if (!v || v->kind != PARSE_STRING)
            return error_at(err, DATELINE_INPUT, source, kinds ? kinds->line : 1,
                            kinds ? kinds->column : 1, "'kinds' has no text for '%s'",
                            style_kind_name((dateline_kind)i));
        out->kinds[i] = str_copy(a, v->text);
    }
    return DATELINE_OK;
}

dateline_status style_words_read(str text, const char *source, arena *a, style_words *out,
                                 dateline_error *err)
{
    const parse_value *doc;
    dateline_status st = parse_json(a, parse_text_of(text, source), &doc, err);
    if (st)
        return st;
    *out = (style_words){ 0 };
    for (int i = 0; i < WORDS; i++) {
        const parse_value *v = parse_member(doc, keys[i]);
        if (!v || v->kind != PARSE_STRING)
            return error_at(err, DATELINE_INPUT, source, 1, 1, "the text '%s' is missing",
                            keys[i]);
        out->word[i] = str_copy(a, v->text);
    }
    const parse_value *lang = parse_member(doc, "lang");
    const parse_value *group = parse_member(doc, "thousands");
    const parse_value *slavic = parse_member(doc, "slavic_plural");
    const parse_value *zero = parse_member(doc, "zero_is_one");
    const parse_value *right = parse_member(doc, "right_to_left");
    out->lang = lang ? str_copy(a, lang->text) : "";
    out->thousands = group ? str_copy(a, group->text) : ",";
    out->slavic_plural = slavic && str_eq(slavic->text, STR("true"));
    out->zero_is_one = zero && str_eq(zero->text, STR("true"));
    out->right_to_left = right && str_eq(right->text, STR("true"));
    st = read_list(doc, "months", out->months, 12, a, source, err);
    memcpy(out->months_alone, out->months, sizeof out->months_alone);
    if (!st && parse_member(doc, "months_alone"))
        st = read_list(doc, "months_alone", out->months_alone, 12, a, source, err);
    if (!st)
        st = read_list(doc, "directions", out->directions, 8, a, source, err);
    return st ? st : read_kinds(doc, a, out, source, err);
}

/* format with each {name} replaced; names and values alternate. */
static const char *fill(const char *format, const char *const *pairs, arena *a)
{
    buf out = { 0 };
    for (const char *c = format; *c;) {
        const char *end = *c == '{' ? strchr(c, '}') : NULL;
        if (!end) {
            buf_add_byte(&out, (unsigned char)*c++);
            continue;
        }
        str name = { c + 1, (size_t)(end - c - 1) };
        for (const char *const *p = pairs; *p; p += 2)
            if (str_eq(name, str_of(p[0])))
                buf_add_text(&out, p[1]);
        c = end + 1;
    }
    const char *z = str_copy(a, buf_str(&out));
    buf_clear(&out);
    return z;
}

const char *style_say(const style_words *w, style_word word, arena *a, ...)
{
    enum { MAX = 20 };
    const char *pairs[MAX + 1] = { 0 };
    va_list args;
    va_start(args, a);
    for (int i = 0; i < MAX; i++) {
        pairs[i] = va_arg(args, const char *);
        if (!pairs[i])
            break;
    }
    va_end(args);
    return fill(w->word[word], pairs, a);
}

/* A month alone has a form of its own, but not after "since" or "until". */
typedef enum date_form { ALONE, GOVERNED } date_form;

static const char *one_date(const style_words *w, int64_t at,
                            dateline_precision precision, date_form form, arena *a)
{
    civil_time t = civil_of(at);
    bool alone = form == ALONE && precision == DATELINE_MONTH;
    const char *y = str_print(a, "%d", (int)t.year), *d = str_print(a, "%d", t.day);
    const char *mon = (alone ? w->months_alone : w->months)[t.month - 1];
    const char *num = str_print(a, "%d", t.month);
    style_word word = precision >= DATELINE_DAY     ? WORD_DAY
                      : precision == DATELINE_MONTH ? WORD_MONTH
                                                    : WORD_YEAR;
    return style_say(w, word, a, "d", d, "mon", mon, "m", num, "y", y, NULL);
}

/* The last day, month or year that is inside a half-open interval. */
static const char *last_date(const style_words *w, dateline_when when, date_form form,
                             arena *a)
{
    return one_date(w, when.end - 1, when.precision, form, a);
}

/* The words of a range whose ends have days, months or years in common that need to be
   said only once; WORD_RANGE: they have none. */
static style_word range_word(civil_time from, civil_time to, dateline_precision precision)
{
    if (from.year < 1 || to.year > 9999)
        return WORD_RANGE;
    if (precision < DATELINE_MONTH)
        return WORD_RANGE_YEARS;
    if (from.year != to.year)
        return WORD_RANGE;
    if (precision == DATELINE_MONTH)
        return WORD_RANGE_MONTHS;
    return from.month == to.month ? WORD_RANGE_DAYS : WORD_RANGE_DATES;
}

/* From a moment to another, each as exact as its precision. */
static const char *range(const style_words *w, int64_t begin, dateline_precision first,
                         int64_t last, dateline_precision second, arena *a)
{
    const char *x = one_date(w, begin, first, ALONE, a);
    const char *y = one_date(w, last, second, ALONE, a);
    dateline_precision p = first > DATELINE_DAY ? DATELINE_DAY : first;
    dateline_precision q = second > DATELINE_DAY ? DATELINE_DAY : second;
    p = p < DATELINE_YEAR ? DATELINE_YEAR : p;
    q = q < DATELINE_YEAR ? DATELINE_YEAR : q;
    civil_time from = civil_of(begin), to = civil_of(last);
    style_word word = p == q ? range_word(from, to, p) : WORD_RANGE;
    if (word == WORD_RANGE)
        return style_say(w, word, a, "a", x, "b", y, NULL);
    const char *const *months = word == WORD_RANGE_MONTHS ? w->months_alone : w->months;
    return style_say(
        w, word, a, "d", str_print(a, "%d", from.day), "d2", str_print(a, "%d", to.day),
        "m", str_print(a, "%d", from.month), "m2", str_print(a, "%d", to.month), "mon",
        months[from.month - 1], "mon2", months[to.month - 1], "y",
        str_print(a, "%d", (int)from.year), "y2", str_print(a, "%d", (int)to.year), NULL);
}

/* One unit of the precision, or several? */
static bool spans(const style_words *w, dateline_when when, arena *a)
{
    return strcmp(one_date(w, when.begin, when.precision, ALONE, a),
                  last_date(w, when, ALONE, a)) != 0;
}

const char *style_when(const style_words *w, dateline_when when, arena *a)
{
    if (when.precision == DATELINE_UNDATED)
        return "";
    bool from = when.begin != INT64_MIN, to = when.end != INT64_MAX;
    const char *text = "";
    /* Decades and centuries are told by their years, first to last. */
    bool several = when.interval || when.precision < DATELINE_YEAR;
    if (from && to && several && spans(w, when, a))
        text = range(w, when.begin, when.precision, when.end - 1, when.precision, a);
    else if (from && to)
        text = one_date(w, when.begin, when.precision, ALONE, a);
    else if (from)
        text = style_say(w, WORD_SINCE, a, "a",
                         one_date(w, when.begin, when.precision, GOVERNED, a), NULL);
    else if (to)
        text = style_say(w, WORD_UNTIL, a, "b", last_date(w, when, GOVERNED, a), NULL);
    if (when.approximate && *text)
        text = style_say(w, WORD_ABOUT, a, "a", text, NULL);
    return text;
}

const char *style_span(const style_words *w, dateline_when from, dateline_when to,
                       arena *a)
{
    bool closed = to.end != INT64_MAX;
    if (from.begin == INT64_MIN || (!closed && to.begin == INT64_MIN)) {
        dateline_when both = from;
        both.end = to.end;
        both.precision = from.begin == INT64_MIN ? to.precision : from.precision;
        both.approximate = false;
        return style_when(w, both, a);
    }
    const char *x = one_date(w, from.begin, from.precision, ALONE, a);
    const char *y = closed ? last_date(w, to, ALONE, a)
                           : one_date(w, to.begin, to.precision, ALONE, a);
    if (!strcmp(x, y))
        return x;
    return range(w, from.begin, from.precision, closed ? to.end - 1 : to.begin,
                 to.precision, a);
}

const char *style_sentence(const style_words *w, const char *text, arena *a)
{
    const char *stop = w->word[WORD_STOP];
    return str_ends(str_of(text), str_of(stop)) ? text : str_print(a, "%s%s", text, stop);
}

const char *style_boundaries(const style_words *w, style_word view, int asof, arena *a)
{
    const char *text = style_say(w, WORD_BOUNDARIES, a, "view", w->word[view], NULL);
    if (asof <= 0)
        return text;
    int64_t at = civil_seconds((civil_time){
        .year = asof / 10000, .month = asof / 100 % 100, .day = asof % 100 });
    const char *day = one_date(w, at, DATELINE_DAY, GOVERNED, a);
    return str_print(a, "%s, %s", text, style_say(w, WORD_ASOF, a, "a", day, NULL));
}

const char *style_events(const style_words *w, long n, arena *a)
{
    bool one = n == 1 || (n == 0 && w->zero_is_one);
    style_word word = one ? WORD_EVENTS_ONE : WORD_EVENTS_MANY;
    /* CLDR plural rules of Slavic languages: 1, 21, ...; 2-4, 22-24, ...; rest. */
    if (w->slavic_plural) {
        long tens = n % 100, ones = n % 10;
        bool teen = tens >= 11 && tens <= 14;
        word = ones == 1 && !teen                ? WORD_EVENTS_ONE
               : ones >= 2 && ones <= 4 && !teen ? WORD_EVENTS_FEW
                                                 : WORD_EVENTS_MANY;
    }
    return style_say(w, word, a, "n", style_number(w, (double)n, a), NULL);
}

const char *style_number(const style_words *w, double v, arena *a)
{
    buf digits = { 0 }, out = { 0 };
    num_write_fixed(&digits, round(v), 0);
    str d = buf_str(&digits);
    bool number = isfinite(v);
    size_t sign = d.len && d.at[0] == '-';
    for (size_t i = 0; i < d.len; i++) {
        /* Four digits stand together in most languages. */
        if (number && i > sign && (d.len - i) % 3 == 0 && d.len - sign > 4)
            buf_add_text(&out, w->thousands);
        buf_add_byte(&out, (unsigned char)d.at[i]);
    }
    const char *z = str_copy(a, buf_str(&out));
    buf_clear(&digits);
    buf_clear(&out);
    return z;
}
