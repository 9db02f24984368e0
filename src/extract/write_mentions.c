#include "extract/extract.h"

#include "base/jsonw.h"
#include "gazetteer/relation.h"
#include "text/fold.h"

#include <string.h>

static void span(jsonw *w, const article *x, size_t start, size_t end)
{
    jsonw_key(w, "start");
    jsonw_int(w, article_offset(x, start));
    jsonw_key(w, "end");
    jsonw_int(w, article_offset_end(x, end));
    jsonw_key(w, "text");
    jsonw_str(w, (str){ x->text.at + start, end - start });
}

static void nulls(jsonw *w, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        jsonw_key(w, keys[i]);
        jsonw_null(w);
    }
}

static void text_or_null(jsonw *w, const char *key, str s)
{
    jsonw_key(w, key);
    if (s.len)
        jsonw_str(w, s);
    else
        jsonw_null(w);
}

static void where(jsonw *w, const mention *m, const gazetteer *g)
{
    static const char *const keys[] = { "name", "place_id", "country",
                                        "lat",  "lon",      "kind" };
    if (m->answer.place == GEOCODE_NOWHERE) {
        nulls(w, keys, sizeof keys / sizeof *keys);
        return;
    }
    gazetteer_place p = gazetteer_at(g, m->answer.place);
    text_or_null(w, "name", p.name);
    text_or_null(w, "place_id", p.id);
    text_or_null(w, "country", str_of(p.country));
    jsonw_key(w, "lat");
    jsonw_fixed(w, m->answer.where.lat, 6);
    jsonw_key(w, "lon");
    jsonw_fixed(w, m->answer.where.lon, 6);
    text_or_null(w, "kind", str_of(gazetteer_kind_name(p.kind)));
}

/* Whether a country has its signs in the language. */
static bool is_home(str signs, const char *country, const char *lang)
{
    while (signs.len && *country) {
        str code = str_cut(&signs, '\n');
        str own = code;
        code = str_cut(&own, '\t');
        if (str_eq(code, str_of(country)))
            return str_eq(str_trim(own), str_of(lang));
    }
    return false;
}

/* The words right before a token, at most so many; false: they are not of one phrase. */
static bool words_before(const article *x, uint32_t token, uint32_t n, str *out)
{
    if (n > token)
        return false;
    for (uint32_t i = token - n; i < token; i++)
        if (x->tokens[i].shape >= TEXT_NUMBER || x->tokens[i + 1].gap > TEXT_SPACE)
            return false;
    *out = text_span(x->text, &x->tokens[token - n], n);
    return true;
}

/* Where the name begins with the word for its kind: that of a unit is part of it in its
   own country. */
static size_t start_of(const article *x, const mention *m, extract_places places)
{
    enum { MOST = 2, FOLD = 64 };
    char folded[FOLD];
    if (m->answer.place == GEOCODE_NOWHERE || m->nominal)
        return m->start;
    gazetteer_place p = gazetteer_at(places.g, m->answer.place);
    if (!is_home(places.signs, p.country, x->lang))
        return m->start;
    for (uint32_t n = MOST; n > 0; n--) {
        str words;
        if (!words_before(x, m->first, n, &words))
            continue;
        str key = { folded, text_fold(words, folded, FOLD) };
        uint32_t kinds = gazetteer_type(places.g, key, GAZETTEER_BEFORE);
        if (kinds & GAZETTEER_NAMED && kinds >> p.kind & 1)
            return x->tokens[m->first - n].at;
    }
    return m->start;
}

static void write_mention(jsonw *w, const article *x, const mention *m,
                          extract_places places)
{
    static const char *const keys[] = { "value", "value_text_only" };
    jsonw_open(w, '{');
    span(w, x, start_of(x, m, places), m->end);
    jsonw_key(w, "type");
    jsonw_text(w, "place");
    jsonw_key(w, "sense");
    jsonw_text(w, mention_sense_name(m->sense));
    where(w, m, places.g);
    jsonw_key(w, "confidence");
    jsonw_fixed(w, m->confidence, 3);
    nulls(w, keys, sizeof keys / sizeof *keys);
    jsonw_key(w, "nominal");
    jsonw_bool(w, m->nominal);
    jsonw_key(w, "fuzzy");
    jsonw_bool(w, m->fuzzy);
    text_or_null(w, "rule", str_of(m->rule));
    jsonw_close(w, '}');
}

static void write_date(jsonw *w, const article *x, const dates_date *d)
{
    static const char *const keys[] = { "sense",   "name", "place_id",
                                        "country", "lat",  "lon" };
    const text_token *first = &x->tokens[d->first], *last = first + d->n - 1;
    jsonw_open(w, '{');
    span(w, x, first->at, last->at + last->len);
    jsonw_key(w, "type");
    jsonw_text(w, "date");
    nulls(w, keys, sizeof keys / sizeof *keys);
    jsonw_key(w, "kind");
    jsonw_text(w, dates_type_name(d->type));
    jsonw_key(w, "confidence");
    jsonw_fixed(w, d->confidence, 3);
    text_or_null(w, "value", str_of(d->value));
    text_or_null(w, "value_text_only", str_of(d->text_only));
    text_or_null(w, "rule", str_of(d->rule));
    jsonw_close(w, '}');
}

/* In the order of the text; a place before a date that begins where it does. */
void extract_write_mentions(const article *x, const dates *d, const mentions *m,
                            extract_places places, buf *out)
{
    jsonw w = { .out = out };
    size_t i = 0, k = 0;
    jsonw_open(&w, '[');
    while (i < m->n || k < d->n) {
        bool place = k == d->n || (i < m->n && m->mentions[i].start <=
                                                   x->tokens[d->dates[k].first].at);
        jsonw_line(&w);
        if (place)
            write_mention(&w, x, &m->mentions[i++], places);
        else
            write_date(&w, x, &d->dates[k++]);
    }
    buf_add_byte(out, '\n');
    jsonw_close(&w, ']');
}
