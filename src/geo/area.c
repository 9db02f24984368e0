#include "geo/area.h"

#include "base/error.h"
#include "base/lazy.h"
#include "base/sort.h"

#include <geos_c.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* The name here and the one in GEOS. */
#define GEOS_CALLS(X)                          \
    X(init, _init_r)                           \
    X(finish, _finish_r)                       \
    X(sequence, CoordSeq_copyFromBuffer_r)     \
    X(sequence_bytes, CoordSeq_copyToBuffer_r) \
    X(sequence_size, CoordSeq_getSize_r)       \
    X(ring, Geom_createLinearRing_r)           \
    X(line, Geom_createLineString_r)           \
    X(buffer, Buffer_r)                        \
    X(collection, Geom_createCollection_r)     \
    X(clone, Geom_clone_r)                     \
    X(destroy, Geom_destroy_r)                 \
    X(noded, UnaryUnionPrec_r)                 \
    X(polygonize, Polygonize_r)                \
    X(coverage_union, CoverageUnion_r)         \
    X(unite, UnaryUnion_r)                     \
    X(inner_point, PointOnSurface_r)           \
    X(x, GeomGetX_r)                           \
    X(y, GeomGetY_r)                           \
    X(size, GetNumCoordinates_r)               \
    X(type, GeomTypeId_r)                      \
    X(count, GetNumGeometries_r)               \
    X(at, GetGeometryN_r)                      \
    X(outer, GetExteriorRing_r)                \
    X(holes, GetNumInteriorRings_r)            \
    X(hole, GetInteriorRingN_r)                \
    X(points, Geom_getCoordSeq_r)

typedef struct geos_calls {
#define X(member, symbol) __typeof__(GEOS##symbol) *member;
    GEOS_CALLS(X)
#undef X
} geos_calls;

static const lazy_name names[] = {
#define X(member, symbol) { "GEOS" #symbol, offsetof(geos_calls, member) },
    GEOS_CALLS(X)
#undef X
};

struct geo_repair {
    arena memory;
    geos_calls calls;
    GEOSContextHandle_t context; /* NULL until GEOS is needed */
};

/* A point of the grid. */
typedef struct node {
    int32_t x, y;
} node;

/* Rings without their closing points. */
typedef struct rings {
    node *at;
    int *start; /* n + 1 of them */
    int n;
} rings;

typedef struct edge {
    node a, b;
    int32_t x0, x1, y0, y1;
    int ring, index;
} edge;

typedef struct span {
    int32_t x0, x1, y0, y1;
    int ring;
} span;

geo_repair *geo_repair_new(void)
{
    arena memory = { 0 };
    geo_repair *r = arena_new(&memory, geo_repair);
    r->memory = memory;
    return r;
}

void geo_repair_free(geo_repair *r)
{
    if (!r)
        return;
    if (r->context)
        r->calls.finish(r->context);
    arena memory = r->memory;
    arena_clear(&memory);
}

static int64_t cross(node a, node b, node c)
{
    return ((int64_t)b.x - a.x) * ((int64_t)c.y - a.y) -
           ((int64_t)b.y - a.y) * ((int64_t)c.x - a.x);
}

static bool same(node a, node b)
{
    return a.x == b.x && a.y == b.y;
}

/* Drop from the end of p what the arrival of next makes superfluous: equal
   points, and middles of straight runs and spikes. Returns the new length. */
static int push(node *p, int n, int from, node next)
{
    while (n - from >= 2 && !cross(p[n - 2], p[n - 1], next))
        n--;
    if (n > from && same(p[n - 1], next))
        return n;
    p[n] = next;
    return n + 1;
}

/* The same across the seam of a ring; moves its start when that is superfluous. */
static void close_seam(node *p, int *from, int *to)
{
    bool again = true;
    while (again && *to - *from >= 3) {
        again = false;
        if (same(p[*to - 1], p[*from]) || !cross(p[*to - 2], p[*to - 1], p[*from])) {
            --*to;
            again = true;
        } else if (!cross(p[*to - 1], p[*from], p[*from + 1])) {
            ++*from;
            again = true;
        }
    }
}

/* Round the rings and clean each; those of fewer than three corners go. */
static dateline_status round_rings(const geo_path *in, arena *a, rings *out,
                                   dateline_error *err)
{
    *out = (rings){ .at = arena_array(a, node, (size_t)in->n_points + 1),
                    .start = arena_array(a, int, (size_t)in->n_parts + 1) };
    int n = 0;
    for (int i = 0; i < in->n_parts; i++) {
        int from = n;
        for (int k = in->parts[i]; k < in->parts[i + 1]; k++) {
            geo_xy p = in->points[k];
            if (!(fabs(p.x) <= GEO_GRID_MAX && fabs(p.y) <= GEO_GRID_MAX))
                return error_set(err, DATELINE_LIMIT,
                                 "an area reaches beyond the grid it is rounded to");
            n = push(out->at, n, from,
                     (node){ (int32_t)floor(p.x + 0.5), (int32_t)floor(p.y + 0.5) });
        }
        int first = from;
        close_seam(out->at, &first, &n);
        if (n - first < 3) {
            n = from;
            continue;
        }
        if (first > from)
            memmove(out->at + from, out->at + first, (size_t)(n - first) * sizeof(node));
        n -= first - from;
        out->start[out->n++] = from;
        out->start[out->n] = n;
    }
    return DATELINE_OK;
}

/* Whether c, which is in line with a and b, lies between them. */
static bool between(node a, node b, node c)
{
    return c.x >= (a.x < b.x ? a.x : b.x) && c.x <= (a.x > b.x ? a.x : b.x) &&
           c.y >= (a.y < b.y ? a.y : b.y) && c.y <= (a.y > b.y ? a.y : b.y);
}

static int sign(int64_t v)
{
    return (v > 0) - (v < 0);
}

/* Whether two edges have any point in common. */
static bool edges_meet(const edge *e, const edge *f)
{
    int a = sign(cross(e->a, e->b, f->a)), b = sign(cross(e->a, e->b, f->b));
    int c = sign(cross(f->a, f->b, e->a)), d = sign(cross(f->a, f->b, e->b));
    if (a * b < 0 && c * d < 0)
        return true;
    return (!a && between(e->a, e->b, f->a)) || (!b && between(e->a, e->b, f->b)) ||
           (!c && between(f->a, f->b, e->a)) || (!d && between(f->a, f->b, e->b));
}

/* Neighbours in a ring share a corner and, after cleaning, nothing else. */
static bool neighbours(const rings *r, const edge *e, const edge *f)
{
    if (e->ring != f->ring)
        return false;
    int n = r->start[e->ring + 1] - r->start[e->ring];
    int apart = e->index > f->index ? e->index - f->index : f->index - e->index;
    return apart == 1 || apart == n - 1;
}

static int by_left_edge(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    int32_t x = ((const edge *)a)->x0, y = ((const edge *)b)->x0;
    return (x > y) - (x < y);
}

static edge *edges_of(const rings *r, arena *a)
{
    edge *edges = arena_array(a, edge, (size_t)r->start[r->n]);
    for (int i = 0; i < r->n; i++)
        for (int k = r->start[i]; k < r->start[i + 1]; k++) {
            node p = r->at[k], q = r->at[k + 1 < r->start[i + 1] ? k + 1 : r->start[i]];
            edges[k] = (edge){ .a = p,
                               .b = q,
                               .x0 = p.x < q.x ? p.x : q.x,
                               .x1 = p.x < q.x ? q.x : p.x,
                               .y0 = p.y < q.y ? p.y : q.y,
                               .y1 = p.y < q.y ? q.y : p.y,
                               .ring = i,
                               .index = k - r->start[i] };
        }
    sort_stable(edges, (size_t)r->start[r->n], sizeof *edges, by_left_edge, NULL, a);
    return edges;
}

/* Whether no edge meets another but at the corner that neighbours share. A sweep
   along x; where it would take too many comparisons, the answer is no, which
   only means that GEOS, with its index, is asked. */
static bool is_simple(const rings *r, arena *a)
{
    int n = r->start[r->n];
    if (r->n == 1 && n == 3)
        return true;
    edge *edges = edges_of(r, a);
    int64_t left = 100000 + (int64_t)n * 64;
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n && edges[k].x0 <= edges[i].x1; k++) {
            if (!left--)
                return false;
            if (edges[k].y0 <= edges[i].y1 && edges[k].y1 >= edges[i].y0 &&
                !neighbours(r, &edges[i], &edges[k]) && edges_meet(&edges[i], &edges[k]))
                return false;
        }
    return true;
}

static bool ring_has(const rings *r, int ring, node p)
{
    bool in = false;
    int from = r->start[ring], end = r->start[ring + 1];
    for (int k = from, before = end - 1; k < end; before = k++) {
        node a = r->at[before], b = r->at[k];
        if ((a.y > p.y) == (b.y > p.y))
            continue;
        /* p is on no edge, so the sign is never 0. */
        if ((cross(a, b, p) > 0) == (b.y > a.y))
            in = !in;
    }
    return in;
}

static int64_t area2(const rings *r, int ring)
{
    int64_t sum = 0;
    for (int k = r->start[ring]; k < r->start[ring + 1]; k++) {
        node a = r->at[k], b = r->at[k + 1 < r->start[ring + 1] ? k + 1 : r->start[ring]];
        sum += (int64_t)a.x * b.y - (int64_t)b.x * a.y;
    }
    return sum;
}

/* Add a ring, closed, winding as asked. */
static void add_ring(const rings *r, int ring, bool clockwise, geo_path *out)
{
    int from = r->start[ring], n = r->start[ring + 1] - from;
    bool turn = (area2(r, ring) > 0) != clockwise;
    out->parts[out->n_parts++] = out->n_points;
    for (int k = 0; k <= n; k++) {
        node p = r->at[from + (turn ? n - k : k) % n];
        out->points[out->n_points++] = (geo_xy){ p.x, p.y };
    }
    out->parts[out->n_parts] = out->n_points;
}

static geo_path path_for(const rings *r, arena *a)
{
    return (geo_path){ .points =
                           arena_array(a, geo_xy, (size_t)(r->start[r->n] + r->n + 1)),
                       .parts = arena_array(a, int, (size_t)r->n + 2) };
}

static int by_left_side(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    int32_t x = ((const span *)a)->x0, y = ((const span *)b)->x0;
    return (x > y) - (x < y);
}

static span *spans_of(const rings *r, arena *a)
{
    span *spans = arena_array(a, span, (size_t)r->n);
    for (int i = 0; i < r->n; i++) {
        node p = r->at[r->start[i]];
        span s = { p.x, p.x, p.y, p.y, i };
        for (int k = r->start[i]; k < r->start[i + 1]; k++) {
            p = r->at[k];
            s.x0 = p.x < s.x0 ? p.x : s.x0;
            s.x1 = p.x > s.x1 ? p.x : s.x1;
            s.y0 = p.y < s.y0 ? p.y : s.y0;
            s.y1 = p.y > s.y1 ? p.y : s.y1;
        }
        spans[i] = s;
    }
    sort_stable(spans, (size_t)r->n, sizeof *spans, by_left_side, NULL, a);
    return spans;
}

/* Whether the ring of a span holds the first corner of another. Rings do not
   meet, so any corner stands for its ring. */
static bool span_holds(const rings *r, const span *s, const span *in)
{
    return s->ring != in->ring && s->x1 >= in->x1 && s->y0 <= in->y0 && s->y1 >= in->y1 &&
           ring_has(r, s->ring, r->at[r->start[in->ring]]);
}

/* How many rings hold each ring, and the closest of them (-1: none). */
static void find_depths(const rings *r, int *depth, int *parent, arena *a)
{
    span *spans = spans_of(r, a);
    for (int i = 0; i < r->n; i++) {
        const span *in = &spans[i];
        int64_t closest = INT64_MAX;
        parent[in->ring] = -1;
        for (int k = 0; k < r->n && spans[k].x0 <= in->x0; k++) {
            if (!span_holds(r, &spans[k], in))
                continue;
            depth[in->ring]++;
            int64_t size = area2(r, spans[k].ring);
            size = size < 0 ? -size : size;
            if (size < closest)
                parent[in->ring] = spans[k].ring;
            closest = size < closest ? size : closest;
        }
    }
}

/* Outer rings in their order, each followed by its holes. */
static geo_path nest(const rings *r, arena *a)
{
    geo_path out = path_for(r, a);
    if (r->n == 1) {
        add_ring(r, 0, true, &out);
        return out;
    }
    int *depth = arena_array(a, int, (size_t)r->n);
    int *parent = arena_array(a, int, (size_t)r->n);
    int *first = arena_array(a, int, (size_t)r->n); /* hole + 1 */
    int *next = arena_array(a, int, (size_t)r->n);
    find_depths(r, depth, parent, a);
    for (int i = r->n - 1; i >= 0; i--)
        if (depth[i] % 2) {
            next[i] = first[parent[i]];
            first[parent[i]] = i + 1;
        }
    for (int i = 0; i < r->n; i++) {
        if (depth[i] % 2)
            continue;
        add_ring(r, i, true, &out);
        for (int hole = first[i]; hole; hole = next[hole - 1])
            add_ring(r, hole - 1, false, &out);
    }
    return out;
}

/* The rings as lines. NULL when GEOS fails, as everything below. */
static GEOSGeometry *to_lines(const geo_repair *g, const rings *r, arena *a)
{
    GEOSGeometry **all = arena_array(a, GEOSGeometry *, (size_t)r->n);
    unsigned n = 0;
    for (int i = 0; i < r->n; i++) {
        int from = r->start[i], size = r->start[i + 1] - from;
        double *xy = arena_array(a, double, (size_t)(size + 1) * 2);
        for (int k = 0; k <= size; k++) {
            node p = r->at[from + k % size];
            xy[2 * (size_t)k] = p.x;
            xy[2 * (size_t)k + 1] = p.y;
        }
        GEOSCoordSequence *sequence =
            g->calls.sequence(g->context, xy, (unsigned)size + 1, 0, 0);
        if (sequence)
            all[n] = g->calls.ring(g->context, sequence);
        n += all[n] != NULL;
    }
    return g->calls.collection(g->context, GEOS_MULTILINESTRING, all, n);
}

static bool is_area(const geo_repair *g, const GEOSGeometry *face, const geo_path *path)
{
    GEOSGeometry *point = g->calls.inner_point(g->context, face);
    geo_xy at;
    bool in = point && g->calls.x(g->context, point, &at.x) == 1 &&
              g->calls.y(g->context, point, &at.y) == 1 && geo_inside(path, at);
    if (point)
        g->calls.destroy(g->context, point);
    return in;
}

/* The faces of the plane that are area by the even-odd rule, in one. */
static GEOSGeometry *unite_faces(const geo_repair *g, const GEOSGeometry *faces,
                                 const rings *r, arena *a)
{
    geo_path path = path_for(r, a);
    for (int i = 0; i < r->n; i++)
        add_ring(r, i, true, &path);
    int n = g->calls.count(g->context, faces);
    GEOSGeometry **kept = arena_array(a, GEOSGeometry *, (size_t)(n > 0 ? n : 0) + 1);
    unsigned n_kept = 0;
    for (int i = 0; i < n; i++) {
        const GEOSGeometry *face = g->calls.at(g->context, faces, i);
        if (face && is_area(g, face, &path))
            kept[n_kept] = g->calls.clone(g->context, face);
        n_kept += kept[n_kept] != NULL;
    }
    GEOSGeometry *all = g->calls.collection(g->context, GEOS_MULTIPOLYGON, kept, n_kept);
    /* The quick way refuses some faces that only touch each other. */
    GEOSGeometry *one = all ? g->calls.coverage_union(g->context, all) : NULL;
    if (all && !one)
        one = g->calls.unite(g->context, all);
    if (all)
        g->calls.destroy(g->context, all);
    return one;
}

/* Corners stay even where they are on a straight run: another ring may touch
   there, and would be off by a hair in a reader's own coordinates without. */
static void take_ring(const geo_repair *g, const GEOSGeometry *ring, bool outer, arena *a,
                      geo_path *out)
{
    const GEOSCoordSequence *sequence = g->calls.points(g->context, ring);
    unsigned n = 0;
    if (!sequence || !g->calls.sequence_size(g->context, sequence, &n) || n < 4)
        return;
    double *xy = arena_array(a, double, (size_t)n * 2);
    if (!g->calls.sequence_bytes(g->context, sequence, xy, 0, 0))
        return;
    int start[2] = { 0, (int)n - 1 };
    rings one = { arena_array(a, node, n), start, 1 };
    for (size_t i = 0; i + 1 < n; i++)
        one.at[i] = (node){ (int32_t)floor(xy[2 * i] + 0.5),
                            (int32_t)floor(xy[2 * i + 1] + 0.5) };
    add_ring(&one, 0, outer, out);
}

/* The polygons of what GEOS made; lines and points, to which parts collapsed,
   are left out. */
static void take_polygons(const geo_repair *g, const GEOSGeometry *from, arena *a,
                          geo_path *out)
{
    int type = g->calls.type(g->context, from);
    if (type == GEOS_POLYGON) {
        const GEOSGeometry *outer = g->calls.outer(g->context, from);
        if (outer)
            take_ring(g, outer, true, a, out);
        int holes = g->calls.holes(g->context, from);
        for (int i = 0; outer && i < holes; i++)
            take_ring(g, g->calls.hole(g->context, from, i), false, a, out);
        return;
    }
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION)
        return;
    int n = g->calls.count(g->context, from);
    for (int i = 0; i < n; i++)
        take_polygons(g, g->calls.at(g->context, from, i), a, out);
}

static void destroy(const geo_repair *g, GEOSGeometry *geometry)
{
    if (geometry)
        g->calls.destroy(g->context, geometry);
}

static dateline_status start(geo_repair *g, dateline_error *err)
{
    if (g->context)
        return DATELINE_OK;
    dateline_status st =
        lazy_open(LAZY_GEOS, names, sizeof names / sizeof *names, &g->calls, err);
    if (!st)
        g->context = g->calls.init();
    return st;
}

/* Snap rounding leaves lines that meet at corners on the grid only; what they
   enclose is valid whatever part of it is taken. */
static dateline_status mend(geo_repair *g, const rings *r, arena *a, geo_path *out,
                            dateline_error *err)
{
    dateline_status st = start(g, err);
    if (st)
        return st;
    GEOSGeometry *lines = to_lines(g, r, a);
    GEOSGeometry *noded = lines ? g->calls.noded(g->context, lines, 1) : NULL;
    const GEOSGeometry *input = noded;
    GEOSGeometry *faces = noded ? g->calls.polygonize(g->context, &input, 1) : NULL;
    GEOSGeometry *area = faces ? unite_faces(g, faces, r, a) : NULL;
    int n = area ? g->calls.size(g->context, area) : -1;
    if (n > 0) {
        *out = (geo_path){ .points = arena_array(a, geo_xy, (size_t)n),
                           .parts = arena_array(a, int, (size_t)n / 4 + 2) };
        take_polygons(g, area, a, out);
    }
    destroy(g, area);
    destroy(g, faces);
    destroy(g, noded);
    destroy(g, lines);
    return n < 0 ? error_set(err, DATELINE_FAILED,
                             "GEOS cannot repair an area of %d rings", r->n)
                 : DATELINE_OK;
}

dateline_status geo_area_snap(geo_repair *r, const geo_path *in, arena *a, geo_path *out,
                              dateline_error *err)
{
    *out = (geo_path){ 0 };
    rings grid;
    dateline_status st = round_rings(in, a, &grid, err);
    if (st || !grid.n)
        return st;
    if (!is_simple(&grid, a))
        return mend(r, &grid, a, out, err);
    *out = nest(&grid, a);
    return DATELINE_OK;
}

/* Lines on a grid of a sixteenth: what is taken from GEOS is whole numbers. */
enum { BAND_GRID = 16 };

static GEOSGeometry *lines_of(const geo_repair *g, const geo_path *in, arena *a)
{
    GEOSGeometry **all = arena_array(a, GEOSGeometry *, (size_t)in->n_parts + 1);
    unsigned n = 0;
    for (int i = 0; i < in->n_parts; i++) {
        int from = in->parts[i], count = in->parts[i + 1] - from;
        double *xy = arena_array(a, double, (size_t)count * 2 + 1);
        for (int k = 0; k < count; k++) {
            xy[2 * k] = in->points[from + k].x * BAND_GRID;
            xy[2 * k + 1] = in->points[from + k].y * BAND_GRID;
        }
        GEOSCoordSequence *sequence =
            count > 1 ? g->calls.sequence(g->context, xy, (unsigned)count, 0, 0) : NULL;
        GEOSGeometry *line = sequence ? g->calls.line(g->context, sequence) : NULL;
        if (line)
            all[n++] = line;
    }
    return g->calls.collection(g->context, GEOS_MULTILINESTRING, all, n);
}

dateline_status geo_area_band(geo_repair *r, const geo_path *lines, double half, arena *a,
                              geo_path *out, dateline_error *err)
{
    enum { QUARTER = 5 }; /* corners of a quarter of a round end */
    *out = (geo_path){ 0 };
    dateline_status st = lines->n_parts ? start(r, err) : DATELINE_OK;
    if (st || !lines->n_parts)
        return st;
    GEOSGeometry *line = lines_of(r, lines, a);
    GEOSGeometry *band =
        line ? r->calls.buffer(r->context, line, half * BAND_GRID, QUARTER) : NULL;
    int n = band ? r->calls.size(r->context, band) : -1;
    if (n > 0) {
        *out = (geo_path){ .points = arena_array(a, geo_xy, (size_t)n),
                           .parts = arena_array(a, int, (size_t)n / 4 + 2) };
        take_polygons(r, band, a, out);
    }
    for (int i = 0; i < out->n_points; i++)
        out->points[i] =
            (geo_xy){ out->points[i].x / BAND_GRID, out->points[i].y / BAND_GRID };
    destroy(r, band);
    destroy(r, line);
    return n < 0 ? error_set(err, DATELINE_FAILED, "GEOS cannot widen %d lines",
                             lines->n_parts)
                 : DATELINE_OK;
}
