#include "api/handle.h"
#include "base/error.h"
#include "base/limits.h"
#include "compile/compile.h"
#include "gazetteer/list.h"
#include "import/import.h"
#include "text/fold.h"

#include <string.h>

/* One gazetteer on its way. */
typedef struct work {
    dateline *dl;
    const dateline_gazetteer_options *options;
    arena own;
    import_build build;
    import_source *sources;
    size_t n;
    buf *converted;           /* what each source became */
    gazetteer_tables *listed; /* of compiled ones */
    compile_table *tables;
    size_t n_tables;
    buf licences;
    dateline_gazetteer_report report;
    dateline_reject *rejects;
} work;

/* By what the gazetteer in use calls countries. */
static bool country_of(void *ctx, str name, char code[3])
{
    enum { HITS = 8 };
    dateline *dl = ctx;
    char room[128];
    gazetteer_hit hits[HITS];
    size_t len = text_fold(name, room, sizeof room);
    if (!len || len > sizeof room || handle_gazetteer(dl, NULL))
        return false;
    size_t n = gazetteer_find(dl->gazetteer, (str){ room, len }, hits, HITS);
    for (size_t i = 0; i < n && i < HITS; i++) {
        gazetteer_place p = gazetteer_at(dl->gazetteer, hits[i].place);
        if (p.kind == GAZETTEER_COUNTRY && !hits[i].adjective && p.country[0]) {
            memcpy(code, p.country, sizeof p.country);
            return true;
        }
    }
    return false;
}

/* How far the position of a place may be from what another table says. */
static double most_km(gazetteer_kind kind)
{
    switch (kind) {
    case GAZETTEER_SETTLEMENT:
    case GAZETTEER_SITE:
    case GAZETTEER_MOUNTAIN:
    case GAZETTEER_PASS:
        return 5;
    case GAZETTEER_ADMIN2:
        return 30;
    case GAZETTEER_ROAD:
    case GAZETTEER_LINE:
    case GAZETTEER_ORGANIZATION:
        return 0;
    default:
        return 100;
    }
}

/* The same id, or the nearest of that name and kind, in the same country if both say. */
static bool known_as(void *ctx, const import_place *p, arena *a, str *id)
{
    enum { HITS = 64 };
    const dateline *dl = ctx;
    const gazetteer *g = dl->gazetteer;
    char room[LIMIT_NAME * 4];
    gazetteer_hit hits[HITS];
    uint32_t same;
    *id = p->id;
    if (gazetteer_by_id(g, p->id, &same))
        return true;
    size_t len = text_fold(p->name, room, sizeof room);
    if (len > sizeof room)
        return false;
    double nearest = -1;
    size_t n = gazetteer_find(g, (str){ room, len }, hits, HITS);
    for (size_t i = 0; i < n && i < HITS; i++) {
        gazetteer_place q = gazetteer_at(g, hits[i].place);
        double km = geo_distance_km((geo_lonlat){ p->lon, p->lat }, q.where);
        bool near = km < most_km(q.kind) && (nearest < 0 || km < nearest);
        bool country = !p->country[0] || !q.country[0] || !strcmp(p->country, q.country);
        if (hits[i].adjective || !near || !country ||
            strcmp(p->kind, gazetteer_kind_name(q.kind)) != 0)
            continue;
        nearest = km;
        *id = (str){ str_copy(a, q.id), q.id.len };
    }
    return nearest >= 0;
}

/* Each line once, in the order of the tables. */
static void add_licences(work *w, str lines)
{
    while (lines.len) {
        str line = str_trim(str_cut(&lines, '\n')), seen = buf_str(&w->licences);
        bool known = !line.len;
        while (seen.len && !known)
            known = str_eq(str_cut(&seen, '\n'), line);
        if (known)
            continue;
        buf_add_text(&w->licences, w->licences.len ? "\n" : "");
        buf_add_str(&w->licences, line);
    }
}

static void add_table(work *w, const char *name, const buf *text)
{
    w->tables[w->n_tables++] = (compile_table){ name, buf_str(text) };
}

/* A compiled gazetteer is taken apart, once it is known to be whole. */
static dateline_status take_apart(work *w, size_t i, dateline_error *err)
{
    import_source *s = &w->sources[i];
    gazetteer_tables *t = &w->listed[i];
    gazetteer *g = NULL;
    dateline_status st = gazetteer_open(s->name, &g, err);
    st = st ? st : gazetteer_check(g, err);
    st = st ? st : gazetteer_list(g, t, err);
    if (!st) {
        add_licences(w, gazetteer_licences(g));
        s->body = buf_str(&t->places);
        add_table(w, s->name, &t->places);
        add_table(w, s->name, &t->words);
        add_table(w, s->name, &t->endings);
    }
    gazetteer_close(g);
    return st;
}

/* A layer of which nothing can be used is a mistake that should not be found out when a
   place is looked for in vain. */
static dateline_status need_some(const import_source *s, const import_report *r,
                                 dateline_error *err)
{
    if (r->places || r->names || r->words)
        return DATELINE_OK;
    if (r->n_rejects)
        return error_at(err, DATELINE_INPUT, s->name, r->rejects[0].line,
                        r->rejects[0].column,
                        "no row could be used; rejected: %llu, the first because: %s",
                        (unsigned long long)r->rejected, r->rejects[0].reason);
    if (!r->rows)
        return error_at(err, DATELINE_INPUT, s->name, s->line, 1,
                        "the table has a header and no rows");
    return error_at(err, DATELINE_INPUT, s->name, s->line, 1, "%s",
                    s->format == IMPORT_ALTERNATES
                        ? "none of the names is of a place in the tables before; give "
                          "the GeoNames dump too, or --add"
                        : "no row is of a kind of place that is kept");
}

static void add_rejects(work *w, const import_source *s, const import_report *r)
{
    for (size_t i = 0; i < r->n_rejects && w->report.n_rejects < IMPORT_LISTED; i++) {
        arena *a = &w->dl->memory;
        w->rejects[w->report.n_rejects++] =
            (dateline_reject){ .origin = str_copy(a, str_of(s->name)),
                               .line = r->rejects[i].line,
                               .column = r->rejects[i].column,
                               .reason = str_copy(a, str_of(r->rejects[i].reason)) };
    }
}

static void add_report(work *w, const import_source *s, const import_report *r)
{
    dateline_gazetteer_report *all = &w->report;
    all->rows += r->rows;
    all->places += r->places;
    all->known += r->known;
    all->names += r->names;
    all->words += r->words;
    all->rejected += r->rejected;
    all->other += r->other;
    all->retired += r->retired;
    add_rejects(w, s, r);
    handle_log(w->dl, DATELINE_INFO, "%s: %s, %llu rows, %llu rejected", s->name,
               import_format_name(s->format), (unsigned long long)r->rows,
               (unsigned long long)r->rejected);
}

static dateline_status convert(work *w, size_t i, dateline_error *err)
{
    const import_source *s = &w->sources[i];
    import_report r;
    dateline_status st =
        s->format == IMPORT_COMPILED ? take_apart(w, i, err) : DATELINE_OK;
    st = st ? st : import_read(&w->build, s, &w->converted[i], &r, err);
    st = st ? st : buf_status(&w->converted[i], s->name, err);
    if (st)
        return st;
    if (s->format == IMPORT_COMPILED) {
        w->report.base += r.places;
        return DATELINE_OK;
    }
    add_report(w, s, &r);
    if (w->options->strict && r.n_rejects)
        return error_at(err, DATELINE_INPUT, s->name, r.rejects[0].line,
                        r.rejects[0].column, "%s", r.rejects[0].reason);
    const char *licence = w->options->licence;
    add_licences(w, licence && *licence ? str_of(licence) : s->licence);
    bool own = s->format == IMPORT_TABLE || s->format == IMPORT_WORDS;
    if (own) {
        w->tables[w->n_tables++] = (compile_table){ s->name, s->text };
        return DATELINE_OK;
    }
    add_table(w, s->name, &w->converted[i]);
    return need_some(s, &r, err);
}

/* Alternate names go to places of GeoNames, and below all that is more particular: at
   once behind the last table that has such places. */
static dateline_status convert_all(work *w, dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    size_t numbered = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->sources[i].format == IMPORT_GEONAMES ||
            w->sources[i].format == IMPORT_COMPILED)
            numbered = i + 1;
    for (size_t i = 0; i < numbered && !st; i++)
        if (w->sources[i].format != IMPORT_ALTERNATES)
            st = convert(w, i, err);
    for (size_t i = 0; i < w->n && !st; i++)
        if (w->sources[i].format == IMPORT_ALTERNATES)
            st = convert(w, i, err);
    for (size_t i = numbered; i < w->n && !st; i++)
        if (w->sources[i].format != IMPORT_ALTERNATES)
            st = convert(w, i, err);
    return st;
}

static dateline_status open_all(work *w, const char *const *paths, size_t n,
                                dateline_error *err)
{
    enum { TABLES_EACH = 3 }; /* of a compiled one */
    bool add = w->options->add;
    w->n = n + add;
    w->sources = arena_array(&w->own, import_source, w->n + 1);
    w->converted = arena_array(&w->own, buf, w->n + 1);
    w->listed = arena_array(&w->own, gazetteer_tables, w->n + 1);
    w->tables = arena_array(&w->own, compile_table, w->n * TABLES_EACH + 1);
    w->rejects = arena_array(&w->dl->memory, dateline_reject, IMPORT_LISTED);
    w->report.rejects = w->rejects;
    dateline_status st = add ? handle_gazetteer(w->dl, err) : DATELINE_OK;
    for (size_t i = 0; i < w->n && !st; i++) {
        const char *path = i < add ? w->dl->gazetteer_path : paths[i - add];
        str bytes;
        st = file_read(&w->own, path, &bytes, err);
        st = st ? st : import_open(path, bytes, &w->own, &w->sources[i], err);
        st = st ? st : handle_go_on(w->dl, "tables", i, w->n, err);
    }
    return st;
}

static dateline_status compile(work *w, dateline_output out, dateline_error *err)
{
    buf bytes = { 0 };
    dateline_status st = handle_go_on(w->dl, "gazetteer", 0, 1, err);
    st = st ? st : compile_tables(w->tables, w->n_tables, &bytes, err);
    st = st ? st : buf_status(&bytes, "the gazetteer", err);
    st = st ? st : gazetteer_license(&bytes, buf_str(&w->licences), err);
    st = st ? st : handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}

dateline_status
dateline_gazetteer_build(dateline *dl, const char *const *tables, size_t n,
                         const dateline_gazetteer_options *options, dateline_output out,
                         dateline_gazetteer_report *report, dateline_error *err)
{
    static const dateline_gazetteer_options defaults = { 0 };
    work w = { .dl = dl,
               .options = options ? options : &defaults,
               .build = { .country_of = country_of, .ctx = dl } };
    if (w.options->add)
        w.build.known_as = known_as;
    dateline_status st = open_all(&w, tables, n, err);
    st = st ? st : convert_all(&w, err);
    st = st ? st : compile(&w, out, err);
    for (size_t i = 0; w.converted && i < w.n; i++) {
        buf_clear(&w.converted[i]);
        gazetteer_tables_clear(&w.listed[i]);
    }
    if (report)
        *report = w.report;
    buf_clear(&w.licences);
    import_clear(&w.build);
    arena_clear(&w.own);
    return st;
}
