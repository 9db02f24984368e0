#include "basemap/derive.h"

#include "base/sort.h"

#include <string.h>

static const uint32_t NOBODY = 0xFFFFFFFFu;

/* Who has an arc on its sides: drafts, NOBODY where there is none. */
typedef struct sides {
    uint32_t country[2], unit[2];
    bool taken; /* a line of the sources runs along it */
} sides;

/* An arc that has become part of a line. */
typedef struct piece {
    int layer;
    str code;
    uint32_t arc;
} piece;

/* One end of a piece. */
typedef struct end {
    uint32_t vertex, piece;
    bool last; /* the arc's last vertex, not its first */
} end;

static void stand(uint32_t side[2], uint32_t who)
{
    if (side[0] == NOBODY)
        side[0] = who;
    else if (side[1] == NOBODY)
        side[1] = who;
}

static sides *sides_of(const basemap_drafts *d, const basemap_topology *t, int edition,
                       arena *a)
{
    size_t n = basemap_arc_count(t);
    sides *s = arena_array(a, sides, n + 1);
    for (size_t i = 0; i < n; i++)
        s[i] = (sides){ { NOBODY, NOBODY }, { NOBODY, NOBODY }, false };
    for (size_t i = 0; i < basemap_draft_count(d); i++) {
        const basemap_draft *f = basemap_draft_at(d, i);
        if (f->edition != edition || f->layer >= BASEMAP_LAYERS)
            continue;
        for (uint32_t r = t->part_ref[f->first]; r < t->part_ref[f->first + f->n]; r++) {
            sides *at = &s[basemap_refs(t)[r] >> 1];
            if (f->layer == BASEMAP_COUNTRY)
                stand(at->country, (uint32_t)i);
            if (f->layer == BASEMAP_ADMIN1)
                stand(at->unit, (uint32_t)i);
            if (f->layer == BASEMAP_COAST || f->layer == BASEMAP_BORDER ||
                f->layer == BASEMAP_ADMIN1_LINE)
                at->taken = true;
        }
    }
    return s;
}

/* "AM|AZ", in the order of bytes. */
static str pair_code(arena *a, str one, str two)
{
    bool order = str_compare(one, two) <= 0;
    char *z = str_print(a, "%.*s|%.*s", STR_ARGS(order ? one : two),
                        STR_ARGS(order ? two : one));
    return str_of(z);
}

/* The country in a unit's code: "AM" of "AM-SU". */
static str country_of(str code)
{
    return str_cut(&code, '-');
}

/* What line an arc is, if any. */
static bool classify(const basemap_drafts *d, const sides *s, bool on_edge, arena *a,
                     piece *out)
{
    if (s->taken || on_edge)
        return false;
    if (s->country[1] != NOBODY) {
        str one = basemap_draft_at(d, s->country[0])->code;
        str two = basemap_draft_at(d, s->country[1])->code;
        out->layer = BASEMAP_BORDER;
        out->code = pair_code(a, one, two);
        return s->country[0] != s->country[1];
    }
    if (s->country[0] != NOBODY) {
        out->layer = BASEMAP_COAST;
        out->code = basemap_draft_at(d, s->country[0])->code;
        return true;
    }
    if (s->unit[1] == NOBODY || s->unit[0] == s->unit[1])
        return false;
    out->layer = BASEMAP_ADMIN1_LINE;
    out->code = country_of(basemap_draft_at(d, s->unit[0])->code);
    return true;
}

static int by_line(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const piece *x = a, *y = b;
    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    int c = str_compare(x->code, y->code);
    return c ? c : (x->arc > y->arc) - (x->arc < y->arc);
}

static int by_vertex(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const end *x = a, *y = b;
    if (x->vertex != y->vertex)
        return x->vertex < y->vertex ? -1 : 1;
    return (x->piece > y->piece) - (x->piece < y->piece);
}

/* The ends of one line's pieces, sorted, and which pieces are used up. */
typedef struct web {
    const basemap_topology *t;
    const piece *pieces;
    const end *ends;
    size_t n; /* ends */
    bool *used;
    basemap_derived *out;
} web;

static size_t first_at(const web *w, uint32_t vertex)
{
    size_t lo = 0, hi = w->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (w->ends[mid].vertex < vertex)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static size_t degree(const web *w, uint32_t vertex)
{
    size_t i = first_at(w, vertex), n = 0;
    while (i + n < w->n && w->ends[i + n].vertex == vertex)
        n++;
    return n;
}

/* A line from this end on, until it branches or stops. */
static void follow(web *w, end from)
{
    basemap_run run = { (uint32_t)(w->out->refs.len / sizeof(uint32_t)), 0 };
    for (;;) {
        uint32_t arc = w->pieces[from.piece].arc, ref = arc * 2 + from.last;
        buf_add(&w->out->refs, &ref, sizeof ref);
        run.n++;
        w->used[from.piece] = true;
        const basemap_arc *at = basemap_arc_at(w->t, arc);
        const uint32_t *v = basemap_arc_vertices(w->t, arc);
        uint32_t goal = from.last ? v[0] : v[at->n - 1];
        if (degree(w, goal) != 2)
            break;
        size_t i = first_at(w, goal);
        if (w->used[w->ends[i].piece])
            i++;
        if (w->used[w->ends[i].piece])
            break;
        from = w->ends[i];
    }
    buf_add(&w->out->runs, &run, sizeof run);
}

static void join(const basemap_topology *t, const piece *pieces, size_t n, arena *a,
                 basemap_derived *out)
{
    end *ends = arena_array(a, end, 2 * n);
    for (size_t i = 0; i < n; i++) {
        const basemap_arc *arc = basemap_arc_at(t, pieces[i].arc);
        const uint32_t *v = basemap_arc_vertices(t, pieces[i].arc);
        ends[2 * i] = (end){ v[0], (uint32_t)i, false };
        ends[2 * i + 1] = (end){ v[arc->n - 1], (uint32_t)i, true };
    }
    sort_stable(ends, 2 * n, sizeof *ends, by_vertex, NULL, a);
    web w = { t, pieces, ends, 2 * n, arena_array(a, bool, n), out };
    for (size_t i = 0; i < 2 * n; i++)
        if (!w.used[ends[i].piece] && degree(&w, ends[i].vertex) != 2)
            follow(&w, ends[i]);
    /* What is left are closed lines. */
    for (size_t i = 0; i < 2 * n; i++)
        if (!w.used[ends[i].piece])
            follow(&w, ends[i]);
}

static void make(const basemap_topology *t, const piece *pieces, size_t n, int edition,
                 arena *a, basemap_derived *out)
{
    static const int ranks[BASEMAP_LAYERS] = {
        [BASEMAP_COAST] = 1, [BASEMAP_BORDER] = 2, [BASEMAP_ADMIN1_LINE] = 5
    };
    basemap_draft m = { .edition = edition,
                        .layer = pieces->layer,
                        .rank = ranks[pieces->layer],
                        .code = pieces->code };
    m.first = (uint32_t)(out->runs.len / sizeof(basemap_run));
    join(t, pieces, n, a, out);
    m.n = (uint32_t)(out->runs.len / sizeof(basemap_run)) - m.first;
    buf_add(&out->made, &m, sizeof m);
}

void basemap_derive(const basemap_drafts *d, const basemap_topology *t, int edition,
                    arena *a, basemap_derived *out)
{
    size_t n = basemap_arc_count(t), found = 0;
    const basemap_bounds *box = d->has_box[edition] ? &d->box[edition] : NULL;
    const sides *s = sides_of(d, t, edition, a);
    piece *pieces = arena_array(a, piece, n + 1);
    for (size_t i = 0; i < n; i++) {
        /* All edges of an arc are on the edge of the map, or none is. */
        const uint32_t *v = basemap_arc_vertices(t, i);
        bool edge = basemap_on_edge(box, t->points[v[0]], t->points[v[1]]);
        piece p = { .arc = (uint32_t)i };
        if (classify(d, &s[i], edge, a, &p))
            pieces[found++] = p;
    }
    sort_stable(pieces, found, sizeof *pieces, by_line, NULL, a);
    *out = (basemap_derived){ 0 };
    for (size_t i = 0, k = 0; i < found; i = k) {
        while (k < found && pieces[k].layer == pieces[i].layer &&
               str_eq(pieces[k].code, pieces[i].code))
            k++;
        make(t, pieces + i, k - i, edition, a, out);
    }
}

void basemap_derived_clear(basemap_derived *d)
{
    buf_clear(&d->made);
    buf_clear(&d->runs);
    buf_clear(&d->refs);
}
