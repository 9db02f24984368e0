/*
 * alternateNamesV2.txt of GeoNames: a name a line, with its language and whether it is
 * preferred, short, colloquial or historical. It covers the whole world; what belongs
 * to other places than those at hand is passed over.
 */
#include "base/sort.h"
#include "import/lang.h"
#include "import/lines.h"
#include "import/reader.h"

enum {
    ALT_PLACE = 1,
    ALT_LANG,
    ALT_NAME,
    ALT_PREFERRED,
    ALT_SHORT,
    ALT_COLLOQUIAL,
    ALT_HISTORIC,
    ALT_LEAST = 4,
    ALT_MOST = 10
};

typedef struct alternate {
    str lang, text;
    uint32_t place; /* among the known */
    int order;      /* the better known it is, the less */
} alternate;

struct import_known {
    row_map by_number;
    str *ids;
    size_t n, cap;
};

void reader_know(import_build *b, str number, str id)
{
    if (!b->known)
        b->known = arena_new(&b->own, import_known);
    import_known *k = b->known;
    uint32_t *at = row_map_at(&k->by_number, number, &b->own);
    if (*at)
        return;
    k->ids = arena_grow(&b->own, k->ids, k->n, &k->cap, sizeof *k->ids);
    k->ids[k->n++] = id;
    *at = (uint32_t)k->n;
}

static bool is_set(parse_field f)
{
    return str_eq(f.text, STR("1"));
}

static int order_of(const parse_field *f)
{
    return is_set(f[ALT_HISTORIC])     ? 4
           : is_set(f[ALT_COLLOQUIAL]) ? 3
           : is_set(f[ALT_SHORT])      ? 2
           : is_set(f[ALT_PREFERRED])  ? 0
                                       : 1;
}

/* Whether it is a name at all: the table also has links, codes and zip codes, whose
   "language" has four letters or more; and codes of airports, which are names. */
static bool takes_lang(str code, str *lang)
{
    *lang = lang_tag(code);
    return !code.len || lang->len || str_eq(code, STR("iata")) ||
           str_eq(code, STR("abbr"));
}

static int by_place(const void *a, const void *b, const void *ctx)
{
    const alternate *x = a, *y = b;
    (void)ctx;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->order - y->order;
}

typedef struct gathered {
    alternate *all;
    size_t n, cap;
} gathered;

static void read_line(row_sink *s, const lines *l, gathered *g)
{
    const import_known *known = s->build->known;
    const parse_field *f = l->field;
    alternate a;
    if (l->n < ALT_LEAST || l->n > ALT_MOST) {
        row_reject(s, (parse_field){ .line = l->line, .column = 1 },
                   "%d fields; alternateNamesV2 has 10", l->n);
        return;
    }
    a.place = known ? row_map_find(&known->by_number, f[ALT_PLACE].text) : 0;
    if (!a.place || !takes_lang(f[ALT_LANG].text, &a.lang)) {
        s->report->other++;
        return;
    }
    if (!row_text(s, f[ALT_NAME], &a.text))
        return;
    if (!a.text.len) {
        row_reject(s, f[ALT_NAME], "no name");
        return;
    }
    if (a.text.at < f[ALT_NAME].text.at ||
        a.text.at > f[ALT_NAME].text.at + f[ALT_NAME].text.len)
        a.text.at = str_copy(&s->build->own, a.text); /* it was mended */
    a.order = order_of(f);
    g->all = arena_grow(&s->build->own, g->all, g->n, &g->cap, sizeof *g->all);
    g->all[g->n++] = a;
    s->report->names++;
}

static void write_place(buf *out, str id, const alternate *names, size_t n)
{
    static const row empty = { 0 };
    row r = empty;
    for (size_t i = 0; i < n; i++)
        row_add_name(&r, names[i].lang, names[i].text);
    buf_add_str(out, id);
    for (size_t i = 0; i < r.n_names; i++) {
        buf_add_byte(out, i ? '|' : '\t');
        buf_add_str(out, r.names[i].lang);
        buf_add_text(out, r.names[i].lang.len ? ":" : "");
        buf_add_str(out, r.names[i].text);
    }
    buf_add_byte(out, '\n');
}

dateline_status reader_alternates(import_build *b, const import_source *source, buf *out,
                                  import_report *report, dateline_error *err)
{
    (void)err;
    gathered g = { 0 };
    row_sink s = { .build = b, .source = source->name, .out = out, .report = report };
    lines l = lines_of(source->body, source->line);
    while (lines_next(&l)) {
        report->rows++;
        read_line(&s, &l, &g);
        arena_clear(&s.scratch);
    }
    sort_stable(g.all, g.n, sizeof *g.all, by_place, NULL, &s.scratch);
    row_close(&s);
    buf_add_text(out, "id\tnames\n");
    for (size_t i = 0, end; i < g.n; i = end) {
        for (end = i + 1; end < g.n && g.all[end].place == g.all[i].place;)
            end++;
        write_place(out, b->known->ids[g.all[i].place - 1], g.all + i, end - i);
    }
    return DATELINE_OK;
}
