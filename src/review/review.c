#include "review/review.h"

#include "base/error.h"
#include "base/jsonw.h"
#include "base/sort.h"
#include "export/export.h"

#include <string.h>

/* A text is cut wherever something begins or ends, so that the page can nest marks that
   overlap: a name inside a date inside an event's evidence. */
typedef struct cutter {
    const review_article *of;
    const dateline_events *events;
    arena *a;
    uint32_t *cuts; /* bytes of the text */
    size_t n, cap;
} cutter;

static void cut(cutter *c, uint32_t at)
{
    c->cuts = arena_grow(c->a, c->cuts, c->n, &c->cap, sizeof *c->cuts);
    c->cuts[c->n++] = at;
}

/* The byte of the text that a code point of the input became: the first whose offset is
   not before it. Offsets rise with bytes. */
static uint32_t byte_of(const article *x, int64_t offset)
{
    size_t low = 0, high = x->text.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if ((int64_t)article_offset(x, mid) < offset)
            low = mid + 1;
        else
            high = mid;
    }
    while (low < x->text.len && ((unsigned char)x->text.at[low] & 0xC0) == 0x80)
        low++;
    return (uint32_t)low;
}

static bool is_of(const dateline_event *e, const review_article *r)
{
    return e->evidence_start >= 0 && !strcmp(e->article, r->name);
}

typedef struct evidence {
    uint32_t from, to;
    size_t event;
} evidence;

static int compare_evidence(const void *a, const void *b, const void *ctx)
{
    const evidence *x = a, *y = b;
    (void)ctx;
    return x->from < y->from ? -1 : x->from > y->from;
}

static size_t find_evidence(cutter *c, evidence **out)
{
    size_t n = 0, count = event_count(c->events);
    *out = arena_array(c->a, evidence, count + 1);
    for (size_t i = 0; i < count; i++) {
        const dateline_event *e = event_at(c->events, i);
        if (!is_of(e, c->of))
            continue;
        evidence v = { byte_of(c->of->text, e->evidence_start),
                       byte_of(c->of->text, e->evidence_end), i };
        (*out)[n++] = v;
        cut(c, v.from);
        cut(c, v.to);
    }
    return n;
}

static int compare_cuts(const void *a, const void *b, const void *ctx)
{
    const uint32_t *x = a, *y = b;
    (void)ctx;
    return *x < *y ? -1 : *x > *y;
}

static void find_cuts(cutter *c)
{
    const article *x = c->of->text;
    cut(c, 0);
    cut(c, (uint32_t)x->text.len);
    for (size_t i = 0; i < c->of->mentions->n; i++) {
        cut(c, c->of->mentions->mentions[i].start);
        cut(c, c->of->mentions->mentions[i].end);
    }
    for (size_t i = 0; i < c->of->dates->n; i++) {
        const dates_date *d = &c->of->dates->dates[i];
        str s = text_span(x->text, x->tokens + d->first, d->n);
        cut(c, (uint32_t)(s.at - x->text.at));
        cut(c, (uint32_t)(s.at - x->text.at + (ptrdiff_t)s.len));
    }
    sort_stable(c->cuts, c->n, sizeof *c->cuts, compare_cuts, NULL, c->a);
}

/* What a piece of text is in. The lists are in the order of the text, so each is walked
   once. */
typedef struct walk {
    size_t mention, date;
    const evidence *all; /* by where they begin */
    size_t n, next;
    size_t *active; /* those that a piece is in, or was in lately */
    size_t n_active;
} walk;

static void write_mention(jsonw *w, const cutter *c, walk *k, uint32_t at)
{
    const mentions *m = c->of->mentions;
    while (k->mention < m->n && m->mentions[k->mention].end <= at)
        k->mention++;
    if (k->mention == m->n || m->mentions[k->mention].start > at)
        return;
    const mention *here = &m->mentions[k->mention];
    jsonw_key(w, "s");
    jsonw_text(w, mention_sense_name(here->sense));
    jsonw_key(w, "p");
    jsonw_str(w, here->answer.place == GEOCODE_NOWHERE ? STR("") : here->place.name);
    jsonw_key(w, "r");
    jsonw_text(w, here->rule ? here->rule : "");
}

static void write_date(jsonw *w, const cutter *c, walk *k, uint32_t at)
{
    const article *x = c->of->text;
    const dates *d = c->of->dates;
    for (; k->date < d->n; k->date++) {
        const dates_date *date = &d->dates[k->date];
        str s = text_span(x->text, x->tokens + date->first, date->n);
        size_t from = (size_t)(s.at - x->text.at);
        if (from + s.len <= at)
            continue;
        if (from > at)
            return;
        jsonw_key(w, "d");
        jsonw_text(w, *date->value ? date->value : "?");
        return;
    }
}

static void write_events(jsonw *w, walk *k, uint32_t at)
{
    size_t kept = 0;
    for (; k->next < k->n && k->all[k->next].from <= at; k->next++)
        k->active[k->n_active++] = k->next;
    for (size_t i = 0; i < k->n_active; i++)
        if (k->all[k->active[i]].to > at)
            k->active[kept++] = k->active[i];
    k->n_active = kept;
    if (!kept)
        return;
    jsonw_key(w, "e");
    jsonw_open(w, '[');
    for (size_t i = 0; i < kept; i++)
        jsonw_int(w, (int64_t)k->all[k->active[i]].event);
    jsonw_close(w, ']');
}

static void write_pieces(jsonw *w, cutter *c)
{
    evidence *all;
    walk k = { .n = find_evidence(c, &all) };
    str text = c->of->text->text;
    sort_stable(all, k.n, sizeof *all, compare_evidence, NULL, c->a);
    k.all = all;
    k.active = arena_array(c->a, size_t, k.n + 1);
    find_cuts(c);
    jsonw_open(w, '[');
    for (size_t i = 0; i + 1 < c->n; i++) {
        uint32_t from = c->cuts[i], to = c->cuts[i + 1];
        if (from == to)
            continue;
        jsonw_open(w, '{');
        jsonw_key(w, "t");
        jsonw_str(w, (str){ text.at + from, to - from });
        write_mention(w, c, &k, from);
        write_date(w, c, &k, from);
        write_events(w, &k, from);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_articles(jsonw *w, const review_article *articles, size_t n,
                           const dateline_events *events)
{
    jsonw_key(w, "articles");
    jsonw_open(w, '[');
    for (size_t i = 0; i < n; i++) {
        arena scratch = { 0 };
        cutter c = { .of = &articles[i], .events = events, .a = &scratch };
        jsonw_open(w, '{');
        jsonw_key(w, "name");
        jsonw_text(w, articles[i].name);
        jsonw_key(w, "lang");
        jsonw_text(w, articles[i].text->lang);
        jsonw_key(w, "pieces");
        write_pieces(w, &c);
        jsonw_close(w, '}');
        arena_clear(&scratch);
    }
    jsonw_close(w, ']');
}

static void write_map(jsonw *w, const review_map *m)
{
    const struct {
        const char *key;
        double v;
    } members[] = { { "width", m->width }, { "height", m->height },
                    { "x0", m->x0 },       { "kx", m->x_per_degree },
                    { "y0", m->y0 },       { "ky", m->y_per_radian } };
    jsonw_key(w, "map");
    jsonw_open(w, '{');
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        jsonw_key(w, members[i].key);
        jsonw_num(w, members[i].v);
    }
    jsonw_close(w, '}');
}

/* JSON inside a script element must not close it: '<' only stands in strings there. */
static void put_data(const review_article *articles, size_t n,
                     const dateline_events *events, const review_map *map, buf *out)
{
    buf json = { 0 };
    jsonw w = { .out = &json };
    jsonw_open(&w, '{');
    write_map(&w, map);
    write_articles(&w, articles, n, events);
    jsonw_key(&w, "features");
    export_features(events, NULL, &json);
    jsonw_close(&w, '}');
    str rest = buf_str(&json);
    while (rest.len) {
        bool more = memchr(rest.at, '<', rest.len) != NULL;
        buf_add_str(out, str_cut(&rest, '<'));
        if (more)
            buf_add_text(out, "\\u003c");
    }
    out->over |= json.over;
    buf_clear(&json);
}

/* Without the declaration before it, which HTML does not have. */
static str svg_element(str svg)
{
    for (size_t i = 0; i + 4 < svg.len; i++)
        if (!memcmp(svg.at + i, "<svg", 4))
            return (str){ svg.at + i, svg.len - i };
    return (str){ 0 };
}

static bool cut_at(str *rest, str mark, str *before)
{
    for (size_t i = 0; i + mark.len <= rest->len; i++) {
        if (memcmp(rest->at + i, mark.at, mark.len) != 0)
            continue;
        *before = (str){ rest->at, i };
        *rest = (str){ rest->at + i + mark.len, rest->len - i - mark.len };
        return true;
    }
    return false;
}

dateline_status review_write(const review_article *articles, size_t n,
                             const dateline_events *events, const review_options *options,
                             buf *out, dateline_error *err)
{
    static const char *const marks[] = { "{{lang}}", "{{map}}", "{{data}}" };
    str rest = options->page, before;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!cut_at(&rest, str_of(marks[i]), &before))
            return error_at(err, DATELINE_INPUT, options->name, 0, 0,
                            "the page needs %s once, after those before it in: {{lang}} "
                            "{{map}} {{data}}",
                            marks[i]);
        buf_add_str(out, before);
        if (i == 0)
            buf_add_text(out, options->lang);
        else if (i == 1)
            buf_add_str(out, svg_element(options->map.svg));
        else
            put_data(articles, n, events, &options->map, out);
    }
    buf_add_str(out, rest);
    return buf_status(out, "the review page", err);
}
