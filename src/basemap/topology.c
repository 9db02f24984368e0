#include "basemap/topology.h"

#include <string.h>

static const uint32_t NONE = 0xFFFFFFFFu;

/* Points, and what goes through them. */
typedef struct knots {
    uint32_t *slots; /* open addressing: a point's number, or NONE */
    size_t mask;
    basemap_point *points;
    uint32_t *left, *right; /* neighbours in one of the rings, left < right */
    bool *seen, *node;
    size_t n;
} knots;

/* What build needs to pass down. */
typedef struct builder {
    const basemap_drafts *d;
    const basemap_bounds *box; /* or NULL */
    knots k;
    uint32_t *ids; /* point of each point of the drafts */
    basemap_topology *t;
    uint32_t *table; /* arcs by hash */
    size_t table_mask;
} builder;

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint64_t h = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
    return (uint32_t)((h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u >> 32);
}

static size_t power_above(size_t n)
{
    size_t p = 16;
    while (p < n * 2)
        p *= 2;
    return p;
}

static uint32_t number_of(knots *k, basemap_point p)
{
    size_t i = mix((uint32_t)p.x, (uint32_t)p.y) & k->mask;
    for (; k->slots[i] != NONE; i = (i + 1) & k->mask) {
        basemap_point o = k->points[k->slots[i]];
        if (o.x == p.x && o.y == p.y)
            return k->slots[i];
    }
    k->slots[i] = (uint32_t)k->n;
    k->points[k->n] = p;
    return (uint32_t)k->n++;
}

bool basemap_on_edge(const basemap_bounds *box, basemap_point a, basemap_point b)
{
    if (!box)
        return false;
    return (a.x == b.x && (a.x == box->w || a.x == box->e)) ||
           (a.y == b.y && (a.y == box->s || a.y == box->n));
}

static void pass(builder *b, uint32_t before, uint32_t at, uint32_t after)
{
    knots *k = &b->k;
    uint32_t lo = before < after ? before : after, hi = before < after ? after : before;
    if (k->seen[at] && (k->left[at] != lo || k->right[at] != hi))
        k->node[at] = true;
    k->seen[at] = true;
    k->left[at] = lo;
    k->right[at] = hi;
    const basemap_point *p = k->points;
    if (basemap_on_edge(b->box, p[before], p[at]) !=
        basemap_on_edge(b->box, p[at], p[after]))
        k->node[at] = true;
}

static void find_nodes(builder *b, const basemap_part *part, bool ring)
{
    const uint32_t *id = b->ids + part->first;
    size_t n = part->n;
    for (size_t i = 0; i < n; i++) {
        if (!ring && (i == 0 || i + 1 == n)) {
            b->k.node[id[i]] = true;
            b->k.seen[id[i]] = true;
            b->k.left[id[i]] = b->k.right[id[i]] = NONE;
            continue;
        }
        pass(b, id[i ? i - 1 : n - 1], id[i], id[i + 1 < n ? i + 1 : 0]);
    }
}

/* Whether the arc reads the smaller way forwards: by its ends, then by the
   first difference going inwards. */
static bool is_forward(const uint32_t *v, size_t n)
{
    for (size_t i = 0; i < n / 2; i++)
        if (v[i] != v[n - 1 - i])
            return v[i] < v[n - 1 - i];
    return true;
}

static uint32_t canonical(const uint32_t *v, size_t n, bool forward, size_t i)
{
    return forward ? v[i] : v[n - 1 - i];
}

static bool same_arc(const basemap_topology *t, uint32_t arc, const uint32_t *v, size_t n,
                     bool forward)
{
    if (basemap_arc_at(t, arc)->n != n)
        return false;
    const uint32_t *o = basemap_arc_vertices(t, arc);
    for (size_t i = 0; i < n; i++)
        if (o[i] != canonical(v, n, forward, i))
            return false;
    return true;
}

static void add_arc(builder *b, const uint32_t *v, size_t n)
{
    basemap_topology *t = b->t;
    bool forward = is_forward(v, n);
    uint32_t h = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        h = mix(h, canonical(v, n, forward, i));
    size_t slot = h & b->table_mask;
    while (b->table[slot] != NONE && !same_arc(t, b->table[slot], v, n, forward))
        slot = (slot + 1) & b->table_mask;
    if (b->table[slot] == NONE) {
        b->table[slot] = (uint32_t)basemap_arc_count(t);
        basemap_arc arc = { (uint32_t)(t->vertices.len / sizeof(uint32_t)), (uint32_t)n };
        buf_add(&t->arcs, &arc, sizeof arc);
        for (size_t i = 0; i < n; i++) {
            uint32_t p = canonical(v, n, forward, i);
            buf_add(&t->vertices, &p, sizeof p);
        }
    }
    uint32_t ref = b->table[slot] * 2 + !forward;
    buf_add(&t->refs, &ref, sizeof ref);
}

/* Where a ring begins: at a node, or at its smallest point when it has none,
   so that two areas that share all of it agree. */
static size_t ring_start(const builder *b, const uint32_t *id, size_t n)
{
    size_t best = 0;
    for (size_t i = 0; i < n; i++) {
        if (b->k.node[id[i]])
            return i;
        basemap_point p = b->k.points[id[i]], o = b->k.points[id[best]];
        if (p.x < o.x || (p.x == o.x && p.y < o.y))
            best = i;
    }
    return best;
}

static void cut_part(builder *b, const basemap_part *part, bool ring, uint32_t *v)
{
    const uint32_t *id = b->ids + part->first;
    size_t n = part->n, len = 0, start = ring ? ring_start(b, id, n) : 0;
    for (size_t i = 0; i < n + ring; i++) {
        uint32_t p = id[(start + i) % n];
        v[len++] = p;
        bool last = i + 1 == n + ring;
        if (len > 1 && (last || b->k.node[p])) {
            add_arc(b, v, len);
            v[0] = p;
            len = 1;
        }
    }
}

static void each_part(builder *b, int edition, uint32_t *v)
{
    size_t n = basemap_draft_count(b->d);
    for (size_t i = 0; i < n; i++) {
        const basemap_draft *f = basemap_draft_at(b->d, i);
        bool ring = basemap_is_area(f->layer);
        for (uint32_t p = f->first; p < f->first + f->n; p++) {
            const basemap_part *part = basemap_part_at(b->d, p);
            bool ours = f->edition == edition && f->layer < BASEMAP_LAYERS && part->n > 0;
            b->t->part_ref[p] = (uint32_t)(b->t->refs.len / sizeof(uint32_t));
            if (ours && v)
                cut_part(b, part, ring, v);
            else if (ours)
                find_nodes(b, part, ring);
        }
    }
}

void basemap_topology_build(const basemap_drafts *d, int edition, arena *a,
                            basemap_topology *out)
{
    size_t n = d->points.len / sizeof(basemap_point);
    size_t parts = d->parts.len / sizeof(basemap_part);
    size_t slots = power_above(n);
    *out = (basemap_topology){ .part_ref = arena_array(a, uint32_t, parts + 1) };
    builder b = {
        .d = d,
        .box = d->has_box[edition] ? &d->box[edition] : NULL,
        .k = { .slots = arena_array(a, uint32_t, slots),
               .mask = slots - 1,
               .points = arena_array(a, basemap_point, n + 1),
               .left = arena_array(a, uint32_t, n + 1),
               .right = arena_array(a, uint32_t, n + 1),
               .seen = arena_array(a, bool, n + 1),
               .node = arena_array(a, bool, n + 1) },
        .ids = arena_array(a, uint32_t, n + 1),
        .t = out,
        .table = arena_array(a, uint32_t, slots),
        .table_mask = slots - 1,
    };
    memset(b.k.slots, 0xFF, slots * sizeof(uint32_t));
    memset(b.table, 0xFF, slots * sizeof(uint32_t));
    for (size_t i = 0; i < n; i++)
        b.ids[i] = number_of(&b.k, *basemap_point_at(d, i));
    each_part(&b, edition, NULL);
    each_part(&b, edition, arena_array(a, uint32_t, n + 2));
    out->part_ref[parts] = (uint32_t)(out->refs.len / sizeof(uint32_t));
    out->points = b.k.points;
    out->n_points = b.k.n;
}

void basemap_topology_clear(basemap_topology *t)
{
    buf_clear(&t->vertices);
    buf_clear(&t->arcs);
    buf_clear(&t->refs);
}
