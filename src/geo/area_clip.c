/*
 * Areas cut to a rectangle, one side after the other. What is left of the rings
 * of an area beyond a line are pieces that begin and end on it; in order along
 * the line, their ends are alternately where the area begins and stops, by the
 * even-odd rule itself. Joining the pairs gives rings that are as simple as
 * those that came in, where Sutherland and Hodgman's method leaves all that lay
 * beyond the line folded flat onto it.
 */
#include "geo/area.h"

#include "base/sort.h"

#include <string.h>

/* Where a piece crosses the line. */
typedef struct end {
    double at; /* along the line */
    int piece;
    bool last; /* of the piece; else its first point */
} end;

typedef struct piece {
    int from, to; /* points; both are on the line */
    int ends[2];  /* in order of the line: of its first and last point */
    bool used;
} piece;

typedef struct cut {
    geo_path out;
    geo_xy *points; /* of the pieces */
    piece *pieces;
    end *ends;
    int n_points, n_pieces;
    geo_rect rect;
    int side;
} cut;

/* How far inside a side of the rectangle a point is; negative outside. */
static double depth(const cut *c, geo_xy p)
{
    switch (c->side) {
    case 0:
        return p.x - c->rect.x0;
    case 1:
        return c->rect.x1 - p.x;
    case 2:
        return p.y - c->rect.y0;
    default:
        return c->rect.y1 - p.y;
    }
}

/* Where a-b crosses the side, exactly on it. The ends are taken in one order, so
   that two areas that share an edge share the point. */
static geo_xy crossing(const cut *c, geo_xy a, geo_xy b)
{
    if (depth(c, a) > depth(c, b)) {
        geo_xy swap = a;
        a = b;
        b = swap;
    }
    double da = depth(c, a), db = depth(c, b), t = da / (da - db);
    geo_xy p = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
    if (c->side == 0)
        p.x = c->rect.x0;
    else if (c->side == 1)
        p.x = c->rect.x1;
    else if (c->side == 2)
        p.y = c->rect.y0;
    else
        p.y = c->rect.y1;
    return p;
}

static void add_end(cut *c, geo_xy p, bool last)
{
    c->points[c->n_points] = p;
    c->ends[2 * c->n_pieces + last] = (end){ c->side < 2 ? p.y : p.x, c->n_pieces, last };
    if (last) {
        c->pieces[c->n_pieces++].to = c->n_points;
    } else {
        c->pieces[c->n_pieces].from = c->n_points;
    }
    c->n_points++;
}

/* The pieces of a ring of n points that is inside and outside; the ring is
   walked from a point outside. */
static void take_pieces(cut *c, const geo_xy *p, int n)
{
    int start = 0;
    while (depth(c, p[start]) >= 0)
        start++;
    bool in = false;
    for (int i = 1; i <= n; i++) {
        geo_xy a = p[(start + i - 1) % n], b = p[(start + i) % n];
        bool b_in = depth(c, b) >= 0;
        if (b_in != in)
            add_end(c, crossing(c, a, b), in);
        if (b_in)
            c->points[c->n_points++] = b;
        in = b_in;
    }
}

static void keep_ring(cut *c, const geo_xy *p, int n)
{
    geo_path *out = &c->out;
    out->parts[out->n_parts++] = out->n_points;
    memcpy(out->points + out->n_points, p, (size_t)n * sizeof *p);
    out->n_points += n;
    out->parts[out->n_parts] = out->n_points;
}

static int along(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    double x = ((const end *)a)->at, y = ((const end *)b)->at;
    return (x > y) - (x < y);
}

static void copy_piece(cut *c, const piece *p, bool forward)
{
    int n = p->to - p->from + 1;
    for (int i = 0; i < n; i++)
        c->out.points[c->out.n_points++] = c->points[forward ? p->from + i : p->to - i];
}

/* Follow pieces and the stretches of the line between them until they meet. */
static void join_pieces(cut *c)
{
    for (int i = 0; i < 2 * c->n_pieces; i++)
        c->pieces[c->ends[i].piece].ends[c->ends[i].last] = i;
    for (int i = 0; i < c->n_pieces; i++) {
        if (c->pieces[i].used)
            continue;
        geo_path *out = &c->out;
        int first = out->n_points, at = i;
        bool forward = true;
        out->parts[out->n_parts++] = first;
        while (!c->pieces[at].used) {
            c->pieces[at].used = true;
            copy_piece(c, &c->pieces[at], forward);
            end next = c->ends[c->pieces[at].ends[forward] ^ 1];
            at = next.piece;
            forward = !next.last;
        }
        out->points[out->n_points++] = out->points[first];
        out->parts[out->n_parts] = out->n_points;
    }
}

/* How often the rings cross the side of c; *outside when any point is beyond. */
static int count_crossings(const cut *c, const geo_path *in, bool *outside)
{
    int n = 0;
    *outside = false;
    for (int r = 0; r < in->n_parts; r++)
        for (int i = in->parts[r]; i < in->parts[r + 1]; i++) {
            bool is_in = depth(c, in->points[i]) >= 0;
            *outside = *outside || !is_in;
            n += i > in->parts[r] && is_in != (depth(c, in->points[i - 1]) >= 0);
        }
    return n;
}

static geo_path clip_side(const geo_path *in, geo_rect rect, int side, arena *a)
{
    cut c = { .rect = rect, .side = side };
    bool outside;
    int n = count_crossings(&c, in, &outside);
    if (!outside)
        return *in;
    size_t points = (size_t)in->n_points + (size_t)n * 2;
    c.out = (geo_path){ .points = arena_array(a, geo_xy, points),
                        .parts = arena_array(a, int, (size_t)(in->n_parts + n + 1)) };
    c.points = arena_array(a, geo_xy, points);
    c.pieces = arena_array(a, piece, (size_t)n / 2 + 1);
    c.ends = arena_array(a, end, (size_t)n + 2);
    for (int r = 0; r < in->n_parts; r++) {
        const geo_xy *p = in->points + in->parts[r];
        int size = in->parts[r + 1] - in->parts[r], inside = 0;
        for (int i = 0; i < size; i++)
            inside += depth(&c, p[i]) >= 0;
        if (inside == size && size)
            keep_ring(&c, p, size);
        else if (inside)
            take_pieces(&c, p, size - 1);
    }
    sort_stable(c.ends, (size_t)c.n_pieces * 2, sizeof *c.ends, along, NULL, a);
    join_pieces(&c);
    return c.out;
}

geo_path geo_area_clip(const geo_path *in, geo_rect rect, arena *a)
{
    geo_path path = *in;
    for (int side = 0; side < 4 && path.n_parts; side++)
        path = clip_side(&path, rect, side, a);
    return path;
}
