#include "geo/clip.h"

#include <math.h>
#include <string.h>

typedef struct builder {
    geo_path path;
    int cap_points, cap_parts;
    arena *a;
} builder;

static void add_point(builder *b, geo_xy p)
{
    if (b->path.n_points == b->cap_points) {
        int cap = b->cap_points ? b->cap_points * 2 : 64;
        geo_xy *more = arena_array(b->a, geo_xy, (size_t)cap);
        if (b->path.n_points)
            memcpy(more, b->path.points, (size_t)b->path.n_points * sizeof *more);
        b->path.points = more;
        b->cap_points = cap;
    }
    b->path.points[b->path.n_points++] = p;
}

geo_path geo_path_copy(const geo_path *path, arena *a)
{
    geo_path copy = { .points = arena_array(a, geo_xy, (size_t)path->n_points),
                      .parts = arena_array(a, int, (size_t)path->n_parts + 1),
                      .n_points = path->n_points,
                      .n_parts = path->n_parts };
    if (path->n_parts) {
        memcpy(copy.points, path->points, (size_t)path->n_points * sizeof *copy.points);
        memcpy(copy.parts, path->parts, ((size_t)path->n_parts + 1) * sizeof *copy.parts);
    }
    return copy;
}

/* Ends the part that began at start; one of fewer than min points is undone. */
static void end_part(builder *b, int start, int min)
{
    if (b->path.n_points - start < min) {
        b->path.n_points = start;
        return;
    }
    if (b->path.n_parts + 2 > b->cap_parts) {
        int cap = b->cap_parts ? b->cap_parts * 2 : 16;
        int *more = arena_array(b->a, int, (size_t)cap);
        if (b->path.n_parts)
            memcpy(more, b->path.parts, (size_t)(b->path.n_parts + 1) * sizeof *more);
        b->path.parts = more;
        b->cap_parts = cap;
    }
    b->path.parts[b->path.n_parts++] = start;
    b->path.parts[b->path.n_parts] = b->path.n_points;
}

/* The part of a-b inside r, as parameters of the segment; false if none. */
static bool segment_inside(geo_xy a, geo_xy b, geo_rect r, double *t0, double *t1)
{
    double d[4] = { a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y };
    double q[4] = { a.x - r.x0, r.x1 - a.x, a.y - r.y0, r.y1 - a.y };
    *t0 = 0;
    *t1 = 1;
    for (int i = 0; i < 4; i++) {
        if (d[i] == 0) {
            if (q[i] < 0)
                return false;
            continue;
        }
        double t = q[i] / d[i];
        if (d[i] < 0)
            *t0 = fmax(*t0, t);
        else
            *t1 = fmin(*t1, t);
    }
    /* What only touches a corner is no line. */
    return *t0 < *t1;
}

static double within(double v, double x, double y)
{
    return fmin(fmax(v, fmin(x, y)), fmax(x, y));
}

/* Never beyond a or b, whatever the rounding. */
static geo_xy between(geo_xy a, geo_xy b, double t)
{
    if (t >= 1)
        return b;
    return (geo_xy){ within(a.x + t * (b.x - a.x), a.x, b.x),
                     within(a.y + t * (b.y - a.y), a.y, b.y) };
}

/* The same where it enters or leaves r. */
static geo_xy at_edge(geo_xy a, geo_xy b, double t, geo_rect r)
{
    geo_xy p = between(a, b, t);
    return (geo_xy){ within(p.x, r.x0, r.x1), within(p.y, r.y0, r.y1) };
}

static void clip_line(builder *b, const geo_xy *p, int n, geo_rect r)
{
    int start = b->path.n_points;
    bool open = false;
    for (int i = 0; i + 1 < n; i++) {
        double t0, t1;
        bool whole = isfinite(p[i + 1].x - p[i].x) && isfinite(p[i + 1].y - p[i].y);
        if (!whole || !segment_inside(p[i], p[i + 1], r, &t0, &t1)) {
            if (open)
                end_part(b, start, 2);
            open = false;
            continue;
        }
        if (!open) {
            start = b->path.n_points;
            add_point(b, at_edge(p[i], p[i + 1], t0, r));
            open = true;
        }
        add_point(b, at_edge(p[i], p[i + 1], t1, r));
        if (t1 < 1) {
            end_part(b, start, 2);
            open = false;
        }
    }
    if (open)
        end_part(b, start, 2);
}

geo_path geo_clip_lines(const geo_path *in, geo_rect rect, arena *a)
{
    builder b = { .a = a };
    for (int i = 0; i < in->n_parts; i++)
        clip_line(&b, in->points + in->parts[i], in->parts[i + 1] - in->parts[i], rect);
    return b.path;
}

/* How far inside edge number side of r a point is; negative outside. */
static double depth(geo_xy p, geo_rect r, int side)
{
    switch (side) {
    case 0:
        return p.x - r.x0;
    case 1:
        return r.x1 - p.x;
    case 2:
        return p.y - r.y0;
    default:
        return r.y1 - p.y;
    }
}

/* Where a-b crosses that edge, exactly on it. */
static geo_xy crossing(geo_xy a, geo_xy b, geo_rect r, int side)
{
    double da = depth(a, r, side), db = depth(b, r, side);
    geo_xy p = between(a, b, da / (da - db));
    switch (side) {
    case 0:
        return (geo_xy){ r.x0, p.y };
    case 1:
        return (geo_xy){ r.x1, p.y };
    case 2:
        return (geo_xy){ p.x, r.y0 };
    default:
        return (geo_xy){ p.x, r.y1 };
    }
}

/* One edge of the rectangle against one ring, which is not closed here. */
static int clip_side(const geo_xy *in, int n, geo_xy *out, geo_rect r, int side)
{
    int m = 0;
    for (int i = 0; i < n; i++) {
        geo_xy a = in[i], b = in[(i + 1) % n];
        bool a_in = depth(a, r, side) >= 0, b_in = depth(b, r, side) >= 0;
        if (a_in)
            out[m++] = a;
        if (a_in != b_in)
            out[m++] = crossing(a, b, r, side);
    }
    return m;
}

static bool all_finite(const geo_xy *p, int n)
{
    for (int i = 0; i < n; i++)
        if (!isfinite(p[i].x) || !isfinite(p[i].y))
            return false;
    return true;
}

static bool fits(const geo_xy *p, int n, geo_rect r)
{
    for (int i = 0; i < n; i++)
        if (p[i].x < r.x0 || p[i].x > r.x1 || p[i].y < r.y0 || p[i].y > r.y1)
            return false;
    return true;
}

static void add_ring(builder *b, const geo_xy *p, int n)
{
    int start = b->path.n_points;
    for (int i = 0; i < n; i++)
        add_point(b, p[i]);
    if (n)
        add_point(b, p[0]);
    end_part(b, start, 4);
}

geo_path geo_clip_rings(const geo_path *in, geo_rect rect, arena *a)
{
    builder b = { .a = a };
    int longest = 0;
    for (int i = 0; i < in->n_parts; i++)
        if (in->parts[i + 1] - in->parts[i] > longest)
            longest = in->parts[i + 1] - in->parts[i];
    geo_xy *work[2] = { NULL, NULL };
    for (int i = 0; i < in->n_parts; i++) {
        const geo_xy *p = in->points + in->parts[i];
        int n = in->parts[i + 1] - in->parts[i] - 1; /* without the closing point */
        if (n < 3 || !all_finite(p, n))
            continue;
        if (fits(p, n, rect)) {
            add_ring(&b, p, n);
            continue;
        }
        for (int k = 0; k < 2; k++)
            if (!work[k]) /* a side adds at most half of what it is given */
                work[k] = arena_array(a, geo_xy, (size_t)longest * 6 + 16);
        const geo_xy *from = p;
        for (int side = 0; side < 4 && n; side++) {
            n = clip_side(from, n, work[side % 2], rect, side);
            from = work[side % 2];
        }
        add_ring(&b, from, n);
    }
    return b.path;
}

/* The points of one part that are kept, moved to index to on; returns the index
   behind them. */
static int thin_part(geo_xy *points, int from, int end, int to, double tolerance)
{
    for (int k = from; k < end; k++) {
        geo_xy p = points[k];
        bool inner = k > from && k + 1 < end;
        double dx = inner ? p.x - points[to - 1].x : 0;
        double dy = inner ? p.y - points[to - 1].y : 0;
        if (!inner || !(dx * dx + dy * dy < tolerance * tolerance))
            points[to++] = p;
    }
    return to;
}

void geo_thin(geo_path *path, double tolerance, bool closed)
{
    int to = 0, parts = 0;
    for (int i = 0; i < path->n_parts; i++) {
        int start = to;
        to =
            thin_part(path->points, path->parts[i], path->parts[i + 1], start, tolerance);
        if (to - start < (closed ? 4 : 2))
            to = start;
        else
            path->parts[parts++] = start;
    }
    if (path->parts)
        path->parts[parts] = to;
    path->n_parts = parts;
    path->n_points = to;
}

double geo_ring_area2(const geo_xy *p, int n)
{
    double sum = 0;
    for (int i = 0; i + 1 < n; i++)
        sum += p[i].x * p[i + 1].y - p[i + 1].x * p[i].y;
    return sum;
}

/* Whether the edge from a to b crosses the level line from p to the right. */
static bool passes_right(geo_xy a, geo_xy b, geo_xy p)
{
    return (a.y > p.y) != (b.y > p.y) &&
           p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

bool geo_inside(const geo_path *area, geo_xy p)
{
    bool in = false;
    for (int i = 0; i < area->n_parts; i++)
        for (int k = area->parts[i]; k + 1 < area->parts[i + 1]; k++) {
            geo_xy a = area->points[k], b = area->points[k + 1];
            in ^= passes_right(a, b, p);
        }
    return in;
}

/* Distance to the nearest edge; negative outside. */
static double clearance_at(const geo_path *area, geo_xy p)
{
    double best = INFINITY;
    bool in = false;
    for (int i = 0; i < area->n_parts; i++)
        for (int k = area->parts[i]; k + 1 < area->parts[i + 1]; k++) {
            geo_xy a = area->points[k], b = area->points[k + 1];
            in ^= passes_right(a, b, p);
            double dx = b.x - a.x, dy = b.y - a.y, len2 = dx * dx + dy * dy;
            double t = len2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / len2 : 0;
            t = t < 0 ? 0 : t > 1 ? 1 : t;
            double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
            double d = ex * ex + ey * ey;
            best = d < best ? d : best;
        }
    return in ? sqrt(best) : -sqrt(best);
}

static geo_rect bounds(const geo_path *area)
{
    geo_rect r = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < area->n_points; i++) {
        r.x0 = fmin(r.x0, area->points[i].x);
        r.y0 = fmin(r.y0, area->points[i].y);
        r.x1 = fmax(r.x1, area->points[i].x);
        r.y1 = fmax(r.y1, area->points[i].y);
    }
    return r;
}

/* A square that may hold the point sought. */
typedef struct cell {
    geo_xy at;
    double half, here, best; /* clearance at the middle, and the most it can hold */
} cell;

enum { CELLS = 512, FIRST_CELLS = CELLS / 8 };

static void add_cell(const geo_path *area, cell *cells, int *n, cell c)
{
    c.here = clearance_at(area, c.at);
    c.best = c.here + c.half * 1.4142135623730951;
    if (*n < CELLS)
        cells[(*n)++] = c;
}

static int most_promising(const cell *cells, int n)
{
    int best = 0;
    for (int i = 1; i < n; i++)
        if (cells[i].best > cells[best].best)
            best = i;
    return best;
}

/* The pole of inaccessibility by branch and bound over squares (Garcia-Castellanos
   and Lombardo 2007 for the notion; the bound is that clearance grows no faster
   than the way walked). */
bool geo_inner_point(const geo_path *area, geo_xy *at, double *clearance)
{
    static const double PRECISION_PX = 1;
    cell cells[CELLS];
    int n = 0;
    geo_rect r = bounds(area);
    double w = r.x1 - r.x0, h = r.y1 - r.y0;
    *clearance = -INFINITY;
    if (!(w > 0 && h > 0) || !isfinite(w) || !isfinite(h))
        return false;
    double side = fmax(fmin(w, h), sqrt(w * h / FIRST_CELLS));
    side = fmax(side, fmax(w, h) / FIRST_CELLS);
    for (int i = 0; i * side < w; i++)
        for (int k = 0; k * side < h; k++)
            add_cell(area, cells, &n,
                     (cell){ .at = { r.x0 + (i + 0.5) * side, r.y0 + (k + 0.5) * side },
                             .half = side / 2 });
    for (int steps = 0; n > 0 && steps < 4 * CELLS; steps++) {
        int i = most_promising(cells, n);
        cell c = cells[i];
        cells[i] = cells[--n];
        if (c.here > *clearance) {
            *clearance = c.here;
            *at = c.at;
        }
        if (c.best <= *clearance + PRECISION_PX)
            break;
        for (int k = 0; k < 4; k++) {
            double q = c.half / 2;
            add_cell(
                area, cells, &n,
                (cell){ .at = { c.at.x + (k % 2 ? q : -q), c.at.y + (k < 2 ? -q : q) },
                        .half = q });
        }
    }
    return *clearance > 0;
}
