#include "extract/tell.h"

#include "base/jsonw.h"
#include "base/num.h"
#include "kind/kind.h"

#include <stdio.h>
#include <string.h>

/* Happenings as events. */

enum {
    DESCRIPTION = 400, /* code points */
    EVIDENCE = 640,    /* bytes of a sentence that is evidence as a whole */
    DAYS_NEW = 400,    /* before the story: news and what leads up to it */
    DAYS_OLD = 3700,
};

typedef struct writing {
    const reading *r;
    const extract_source *source;
    dateline_events *into;
    buf text;
} writing;

/* A table without its folder: the same on every machine. */
static const char *table_name(const char *source)
{
    const char *slash = source ? strrchr(source, '/') : NULL;
    return slash ? slash + 1 : source ? source : "";
}

static const char *bytes(writing *w, uint32_t start, uint32_t end)
{
    if (end <= start)
        return "";
    w->text.len = 0;
    str s = { w->r->x->text.at + start, end - start };
    for (size_t i = 0; i < s.len; i++)
        buf_add_byte(&w->text,
                     s.at[i] == '_' || s.at[i] == '\n' ? ' ' : (unsigned char)s.at[i]);
    return event_keep(w->into, buf_str(&w->text));
}

/* ------------------------------------------------------------------ Parts */

static uint32_t start_of(const reading *r, reading_span s)
{
    return article_offset(r->x, r->x->tokens[s.first].at);
}

static uint32_t end_of(const reading *r, reading_span s)
{
    const text_token *last = &r->x->tokens[s.end - 1];
    return article_offset_end(r->x, last->at + last->len);
}

/* A sentence that is long beyond reason is evidence by its clause, and a clause by its
   beginning. */
static reading_span evidence_of(const reading *r, const happening *h)
{
    reading_span s = h->evidence;
    if (extract_text(r, s).len > EVIDENCE * 2)
        s = h->clause;
    while (s.end > s.first + 1 && extract_text(r, s).len > EVIDENCE * 2)
        s.end--;
    while (s.first + 1 < s.end && r->x->tokens[s.first].shape == TEXT_MARK &&
           s.first < h->trigger_at)
        s.first++;
    return s;
}

static void set_place(writing *w, const happening *h, dateline_event *e)
{
    const reading *r = w->r;
    e->place = bytes(w, h->spot.start, h->spot.end);
    if (h->to.known) {
        e->to_place = bytes(w, h->to.start, h->to.end);
        e->to_located = true;
        e->to_where = h->to.where;
    }
    if (!h->spot.known)
        return;
    e->located = true;
    e->where = h->spot.where;
    e->radius_km = h->spot.radius_km;
    e->geo_precision = h->spot.precision;
    if (h->spot.place == GEOCODE_NOWHERE)
        return;
    gazetteer_place p = gazetteer_at(r->g, h->spot.place);
    e->place_name = event_keep(w->into, p.name);
    e->place_id = event_keep(w->into, p.id);
    e->country_code = event_keep(w->into, str_of(p.country));
    e->admin1 = event_keep(w->into, p.admin1);
    if (!*e->place)
        e->place = e->place_name;
}

/* The news first, then what led to it, then history. */
static int priority_of(const reading *r, const happening *h)
{
    dateline_when story = r->d->stories[h->story].written, w = h->when.when;
    if (w.precision == DATELINE_UNDATED)
        return h->when.open ? 3 : 2;
    if (story.precision == DATELINE_UNDATED || w.end == INT64_MAX)
        return 2;
    int64_t days = (story.begin - w.end) / 86400;
    return days <= DAYS_NEW ? 1 : days <= DAYS_OLD ? 2 : 3;
}

static void write_more(writing *w, const happening *h, jsonw *j)
{
    if (!h->n_more)
        return;
    buf list = { 0 };
    for (int i = 0; i < h->n_more; i++)
        buf_addf(&list, "%s%u-%u", i ? "; " : "", start_of(w->r, h->more[i]),
                 end_of(w->r, h->more[i]));
    jsonw_key(j, "evidence_more");
    jsonw_str(j, buf_str(&list));
    buf_clear(&list);
}

/* The rules that made it, for whoever asks why. */
static const char *extra_of(writing *w, const happening *h)
{
    buf out = { 0 }, rule = { 0 };
    jsonw j = { .out = &out };
    buf_addf(&rule, "%s:%d %s", table_name(h->trigger->source), h->trigger->line,
             h->when.rule ? h->when.rule : "date-none");
    buf_addf(&rule, " %s", h->spot.known ? h->spot.rule : "place-none");
    jsonw_open(&j, '{');
    jsonw_key(&j, "rule");
    jsonw_str(&j, buf_str(&rule));
    jsonw_key(&j, "trigger");
    jsonw_str(&j, article_token(w->r->x, h->trigger_at));
    write_more(w, h, &j);
    jsonw_close(&j, '}');
    const char *kept = event_keep(w->into, buf_str(&out));
    buf_clear(&out);
    buf_clear(&rule);
    return kept;
}

static const char *mention_text(writing *w, int at)
{
    if (at == READING_NONE)
        return "";
    const mention *m = &w->r->m->mentions[at];
    return bytes(w, m->start, m->end);
}

static dateline_status write_event(writing *w, const happening *h, int number,
                                   dateline_error *err)
{
    const reading *r = w->r;
    const extract_source *s = w->source;
    reading_span evidence = evidence_of(r, h);
    dateline_event e = event_blank();
    e.title = extract_title(r, h, w->into);
    e.description = extract_shortened(r, evidence, DESCRIPTION, w->into);
    e.kind = h->kind;
    e.status = h->status;
    e.when = h->when.when;
    e.date_edtf = h->when.edtf;
    e.date_text = bytes(w, h->when.start, h->when.end);
    set_place(w, h, &e);
    e.actor1 = mention_text(w, h->actor1);
    e.actor2 = mention_text(w, h->actor2);
    e.attributed_to = bytes(w, h->source_start, h->source_end);
    e.source = s->outlet ? s->outlet : s->article ? s->article : "";
    e.source_url = s->url ? s->url : "";
    e.source_date = s->published ? s->published : "";
    if (*e.attributed_to || *e.source) {
        e.fatalities_low = h->killed.low;
        e.fatalities = h->killed.middle;
        e.fatalities_high = h->killed.high;
    }
    e.confidence = h->confidence;
    e.needs_review = h->confidence < 0.6 || !h->when.own ||
                     h->status != DATELINE_OCCURRED || (h->spot.known && !h->own_place);
    e.lang = r->x->lang;
    e.article = e.origin = s->article ? s->article : "";
    e.evidence_start = start_of(r, evidence);
    e.evidence_end = end_of(r, evidence);
    e.priority = priority_of(r, h);
    e.n = number;
    e.extra = extra_of(w, h);
    return event_add(w->into, &e, err);
}

dateline_status extract_write(const reading *r, const extract_source *source,
                              dateline_events *into, dateline_error *err)
{
    writing w = { .r = r, .source = source, .into = into };
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; i < r->n && !st; i++)
        if (!r->happenings[i].gone)
            st = write_event(&w, &r->happenings[i], 0, err);
    buf_clear(&w.text);
    return st;
}
