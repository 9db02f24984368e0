#include "extract/reading.h"

#include "base/jsonw.h"
#include "base/num.h"
#include "event/kind.h"
#include "text/upper.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* Happenings as events. */

enum {
    TITLE = 80,        /* code points */
    DESCRIPTION = 400, /* likewise */
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

static str text_of(const reading *r, reading_span s)
{
    return text_span(r->x->text, &r->x->tokens[s.first], s.end - s.first);
}

/* ------------------------------------------------------------- Plain text */

static bool closes(str t)
{
    return t.len == 1 && memchr(",.;:!?)]", *t.at, 8);
}

/* As people set it: without underscores, and without the blanks that taggers put before
   signs. */
static void add_tidy(const reading *r, reading_span s, buf *out)
{
    bool after_open = true;
    for (uint32_t i = s.first; i < s.end; i++) {
        const text_token *t = &r->x->tokens[i];
        str word = article_token(r->x, i);
        bool sign = t->shape == TEXT_MARK && closes(word);
        if (i > s.first && t->gap == TEXT_HYPHEN)
            buf_add_byte(out, '-');
        else if (i > s.first && t->gap == TEXT_APOSTROPHE)
            buf_add_byte(out, '\'');
        else if (i > s.first && t->gap != TEXT_GLUED && !sign && !after_open)
            buf_add_byte(out, ' ');
        buf_add_str(out, word);
        after_open = t->shape == TEXT_MARK && word.len == 1 &&
                     (*word.at == '(' || *word.at == '[');
    }
}

/* At most n code points, ended at a word. */
static const char *shortened(writing *w, reading_span s, size_t n)
{
    w->text.len = 0;
    add_tidy(w->r, s, &w->text);
    str all = str_trim(buf_str(&w->text));
    while (all.len && memchr(",;:.", all.at[all.len - 1], 4))
        all.len--;
    if (text_count(all) <= n)
        return event_keep(w->into, all);
    str head = text_head(all, n - 1);
    size_t len = head.len;
    while (len && head.at[len - 1] != ' ')
        len--;
    if (len < head.len / 2)
        len = head.len;
    head.len = len;
    head = str_trim(head);
    while (head.len && memchr(",;:.", head.at[head.len - 1], 4))
        head.len--;
    buf cut = { 0 };
    buf_add_str(&cut, head);
    buf_add_text(&cut, "…");
    const char *kept = event_keep(w->into, buf_str(&cut));
    buf_clear(&cut);
    return kept;
}

/* A table without its folder: the same on every machine. */
static const char *table_name(const char *source)
{
    const char *slash = source ? strrchr(source, '/') : NULL;
    return slash ? slash + 1 : source ? source : "";
}

/* With a capital letter first, where the script has any. */
static const char *capital(writing *w, const char *title)
{
    arena scratch = { 0 };
    str all = str_of(title), first = text_head(all, 1);
    str upper = text_upper(&scratch, first, w->r->x->lang);
    const char *whole = str_print(&scratch, "%.*s%s", STR_ARGS(upper), title + first.len);
    const char *kept = event_keep(w->into, str_of(whole));
    arena_clear(&scratch);
    return kept;
}

/* The first date that begins at a token or behind it. */
static size_t date_from(const reading *r, uint32_t token)
{
    size_t low = 0, high = r->d->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->d->dates[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool begins_date(const reading *r, uint32_t token)
{
    size_t at = date_from(r, token);
    return at < r->d->n && r->d->dates[at].first == token;
}

/* A title does not begin with the day, nor with a sign. */
static uint32_t behind_dates(const reading *r, reading_span s, uint32_t stop)
{
    uint32_t at = s.first;
    for (size_t i = date_from(r, at); i < r->d->n && at + 1 < s.end; i++) {
        const dates_date *d = &r->d->dates[i];
        uint32_t end = d->first + d->n;
        bool sign = end < s.end && r->x->tokens[end].shape == TEXT_MARK;
        if (d->first == at && end < stop && sign)
            at = end;
        while (at + 1 < s.end && at < stop && r->x->tokens[at].shape == TEXT_MARK)
            at++;
        if (d->first > at)
            break;
    }
    return at;
}

/* The last comma behind the verb before which all of it fits in a title. */
static uint32_t whole_clause(const reading *r, reading_span s, uint32_t verb)
{
    uint32_t best = s.end;
    if (text_count(text_of(r, s)) <= TITLE)
        return s.end;
    for (uint32_t i = verb + 1; i < s.end; i++) {
        str t = article_token(r->x, i);
        if (text_count(text_of(r, (reading_span){ s.first, i })) > TITLE)
            break;
        if (i > s.first + 5 && t.len == 1 && memchr(",;", *t.at, 2))
            best = i;
    }
    return best;
}

enum { TITLE_WORDS = 4 };

/* Words that join it to what stands before are no part of a title. */
static reading_span title_span(const reading *r, const happening *h)
{
    reading_span s = h->clause;
    const article_sentence *in = &r->x->sentences[h->sentence];
    for (uint32_t i = in->first_tag; i < in->first_tag + in->n_tags; i++) {
        const lexicon_tag *tag = &r->x->tags[i];
        if (tag->first > s.first || tag->first + tag->n > h->trigger_at)
            break;
        const lexicon_entry *e = tag->entry;
        bool joins = e->class == LEXICON_CLAUSE ||
                     (e->class == LEXICON_RELATIVE && e->atoms == RELATIVE_AND);
        if (tag->first == s.first && joins && !begins_date(r, tag->first))
            s.first += tag->n;
    }
    s.first = behind_dates(r, s, h->trigger_at);
    /* "X said" by itself does not tell what. */
    if (s.end < s.first + TITLE_WORDS)
        s.end = in->first + in->n;
    while (s.end > s.first + 1 && r->x->tokens[s.end - 1].shape == TEXT_MARK)
        s.end--;
    s.end = whole_clause(r, s, h->trigger_at);
    return s;
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
    if (text_of(r, s).len > EVIDENCE * 2)
        s = h->clause;
    while (s.end > s.first + 1 && text_of(r, s).len > EVIDENCE * 2)
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
    e.title = capital(w, shortened(w, title_span(r, h), TITLE));
    e.description = shortened(w, evidence, DESCRIPTION);
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

dateline_status reading_write(const reading *r, const extract_source *source,
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
