#include "extract/extract.h"

#include "base/jsonw.h"

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

static void write_mention(jsonw *w, const article *x, const mention *m,
                          const gazetteer *g)
{
    static const char *const keys[] = { "value", "value_text_only" };
    jsonw_open(w, '{');
    span(w, x, m->start, m->end);
    jsonw_key(w, "type");
    jsonw_text(w, "place");
    jsonw_key(w, "sense");
    jsonw_text(w, mention_sense_name(m->sense));
    where(w, m, g);
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
                            const gazetteer *g, buf *out)
{
    jsonw w = { .out = out };
    size_t i = 0, k = 0;
    jsonw_open(&w, '[');
    while (i < m->n || k < d->n) {
        bool place = k == d->n || (i < m->n && m->mentions[i].start <=
                                                   x->tokens[d->dates[k].first].at);
        jsonw_line(&w);
        if (place)
            write_mention(&w, x, &m->mentions[i++], g);
        else
            write_date(&w, x, &d->dates[k++]);
    }
    buf_add_byte(out, '\n');
    jsonw_close(&w, ']');
}
