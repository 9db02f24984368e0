/*
 * Lines as areas. A line becomes a strip of quadrangles, one for each segment,
 * whose neighbours share the two corners where they meet, so that only the long
 * sides need drawing. Where a turn is too sharp, or a segment too short for its
 * corners not to cross, the strip ends, a join fills the gap, and a new strip
 * begins. All pieces turn the same way, so their union is where sums are not 0.
 */
#include "raster/ink.h"

#include <math.h>

enum { MOST_STEPS = 32 };

static const double pi = 3.14159265358979323846;
/* Lines of less than this to either side, device pixels, do not show whether they
   are round. */
static const double ROUND = 0.75;
/* Cosine of the turn at which a miter is four times the width, as in SVG. */
static const double MITER = -0.875;

/* A polyline being stroked, device pixels. */
typedef struct strip {
    ink *k;
    double half;  /* width */
    bool rounded; /* joins */
    bool capped;  /* ends are round */
    bool pointed; /* else turns are cut off where they are not round */
    double share; /* cosine of the sharpest turn at which corners are shared */
} strip;

static geo_xy plus(geo_xy a, geo_xy b, double t)
{
    return (geo_xy){ a.x + b.x * t, a.y + b.y * t };
}

/* The unit normal of a-b; (dy, -dx) lies to the left on the page. */
static geo_xy normal_of(geo_xy a, geo_xy b, double *length)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    *length = sqrt(dx * dx + dy * dy);
    return (geo_xy){ dy / *length, -dx / *length };
}

/* Around at, from the direction of unit vector u by angle, as a fan that turns
   the way of the strips. */
static void add_fan(const strip *s, geo_xy at, geo_xy u, double angle)
{
    double turn = fabs(angle);
    int n = (int)ceil(turn / (pi / 2) * fmax(1.5, sqrt(s->half) * 2));
    n = n < 1 ? 1 : n > MOST_STEPS ? MOST_STEPS : n;
    geo_xy first = plus(at, u, s->half), last = first;
    for (int i = 1; i <= n; i++) {
        double t = angle * i / n, c = cos(t), d = sin(t);
        geo_xy v = { u.x * c - u.y * d, u.x * d + u.y * c };
        geo_xy next = plus(at, v, s->half);
        if (angle > 0)
            ink_add(s->k, last, next);
        else
            ink_add(s->k, next, last);
        last = next;
    }
    if (angle > 0) {
        ink_add(s->k, last, at);
        ink_add(s->k, at, first);
    } else {
        ink_add(s->k, at, last);
        ink_add(s->k, first, at);
    }
}

/* The gap on the outer side of a turn at p between segments of normals m and n. */
static void add_join(const strip *s, geo_xy p, geo_xy m, geo_xy n)
{
    double cross = m.x * n.y - m.y * n.x, dot = m.x * n.x + m.y * n.y;
    double angle = atan2(cross, dot), side = cross > 0 ? 1 : -1;
    geo_xy u = { m.x * side, m.y * side }, v = { n.x * side, n.y * side };
    if (s->rounded) {
        add_fan(s, p, u, angle);
        return;
    }
    geo_xy a = plus(p, u, s->half), b = plus(p, v, s->half), tip = b;
    if (s->pointed && dot > MITER)
        tip = plus(p, (geo_xy){ u.x + v.x, u.y + v.y }, s->half / (1 + dot));
    geo_xy ring[5] = { p, a, tip, b, p };
    for (int i = 0; i < 4; i++)
        if (angle > 0)
            ink_add(s->k, ring[i], ring[i + 1]);
        else
            ink_add(s->k, ring[i + 1], ring[i]);
}

/* Whether the quadrangles of two segments can share their corners, and how far
   along n + m those lie. */
static bool shares(const strip *s, geo_xy m, geo_xy n, double length, double *reach)
{
    double dot = m.x * n.x + m.y * n.y;
    *reach = s->half / (1 + dot);
    /* half * tan(turn / 2) is how far corners move along the segments. */
    return dot > s->share && s->half * sqrt((1 - dot) / (1 + dot)) < length;
}

/* Two corners of a strip. */
typedef struct corners {
    geo_xy left, right;
} corners;

static corners square_end(const strip *s, geo_xy p, geo_xy n)
{
    return (corners){ plus(p, n, s->half), plus(p, n, -s->half) };
}

static void add_end(const strip *s, corners c)
{
    ink_add(s->k, c.left, c.right);
}

/* Stroke points, of which none equals the next; closed: the last is the first. */
static void add_strip(const strip *s, const geo_xy *p, int n, bool closed)
{
    double length, next_length, reach;
    geo_xy m = normal_of(p[0], p[1], &length), first_normal = m;
    corners at = square_end(s, p[0], m);
    ink_add(s->k, at.right, at.left);
    if (!closed && s->capped)
        add_fan(s, p[0], (geo_xy){ -m.x, -m.y }, pi);
    for (int i = 1; i < n; i++) {
        bool last = i == n - 1;
        geo_xy next = m;
        next_length = length;
        if (!last)
            next = normal_of(p[i], p[i + 1], &next_length);
        bool shared = !last && shares(s, m, next, fmin(length, next_length) / 2, &reach);
        geo_xy both = { m.x + next.x, m.y + next.y };
        corners to = shared
                         ? (corners){ plus(p[i], both, reach), plus(p[i], both, -reach) }
                         : square_end(s, p[i], m);
        ink_add(s->k, at.left, to.left);
        ink_add(s->k, to.right, at.right);
        at = to;
        if (!shared)
            add_end(s, to);
        if (!shared && !last) {
            add_join(s, p[i], m, next);
            at = square_end(s, p[i], next);
            ink_add(s->k, at.right, at.left);
        }
        m = next;
        length = next_length;
    }
    if (closed)
        add_join(s, p[0], m, first_normal);
    else if (s->capped)
        add_fan(s, p[n - 1], m, pi);
}

/* Add a point unless it is the one before. */
static int append(geo_xy *points, int n, geo_xy p)
{
    if (n && fabs(p.x - points[n - 1].x) < 1e-4 && fabs(p.y - points[n - 1].y) < 1e-4)
        return n;
    points[n] = p;
    return n + 1;
}

/* The points of a part, device pixels, without repetitions. */
static int take_points(const ink *k, const geo_xy *in, int n, geo_xy *out)
{
    int kept = 0;
    for (int i = 0; i < n; i++) {
        geo_xy p = { in[i].x * k->on.scale - k->on.origin.x,
                     in[i].y * k->on.scale - k->on.origin.y };
        if (isfinite(p.x) && isfinite(p.y))
            kept = append(out, kept, p);
    }
    return kept;
}

/* The dashes of a pen in device pixels; 0 when it is solid. */
static int dashes_of(const ink *k, const ink_pen *pen, double dash[4])
{
    double sum = 0;
    int n = pen->dash[2] + pen->dash[3] > 0 ? 4 : 2;
    for (int i = 0; i < n; i++) {
        dash[i] = fmax((double)pen->dash[i], 0) * k->on.scale;
        sum += dash[i];
    }
    /* Finer than the eye sees, and without end. */
    return sum > 0.2 ? n : 0;
}

/* A dash of which n points were kept; one point alone is a dot, if ends are round. */
static void add_dash(const strip *s, const geo_xy *p, int n)
{
    double far = 5 * s->half + 2, bottom = s->k->on.height + far;
    bool above = true, below = true;
    for (int i = 0; i < n; i++) {
        above &= p[i].y < -far;
        below &= p[i].y > bottom;
    }
    if (above || below)
        return;
    if (n > 1)
        add_strip(s, p, n, false);
    else if (s->capped) {
        add_fan(s, p[0], (geo_xy){ 1, 0 }, pi);
        add_fan(s, p[0], (geo_xy){ -1, 0 }, pi);
    }
}

/* Walk along a line and stroke what lies under the dashes. room has space for
   the points and two more. */
static void add_dashes(const strip *s, const geo_xy *p, int n, const double *dash,
                       int n_dash, geo_xy *room)
{
    int phase = 0, kept = 0;
    double left = dash[0];
    room[kept++] = p[0];
    for (int i = 1; i < n; i++) {
        double length, done = 0;
        normal_of(p[i - 1], p[i], &length);
        geo_xy step = { (p[i].x - p[i - 1].x) / length, (p[i].y - p[i - 1].y) / length };
        while (length - done > left) {
            done += left;
            geo_xy at = plus(p[i - 1], step, done);
            kept = append(room, kept, at);
            if (phase % 2 == 0)
                add_dash(s, room, kept);
            phase = (phase + 1) % n_dash;
            left = dash[phase];
            kept = 0;
            room[kept++] = at;
        }
        left -= length - done;
        kept = append(room, kept, p[i]);
    }
    if (phase % 2 == 0 && kept > 1)
        add_dash(s, room, kept);
}

/* Shared corners are miters. Where lines should be round, the thinner they are
   the sharper a turn may be before that shows. */
static double share(const ink_pen *pen, double half)
{
    if (!pen->rounded)
        return MITER;
    return half > 2 ? 0.94 : half > ROUND ? 0.5 : 0.17;
}

/* A stroke of n points, of which only what is near the rows of the canvas is drawn:
   a run of segments beyond them is passed over, far enough out that no end of what
   remains shows. */
static void add_near(const strip *s, const geo_xy *p, int n, bool closed)
{
    double far = 5 * s->half + 2, bottom = s->k->on.height + far;
    int first = -1, passed = 0;
    for (int i = 1; i < n; i++) {
        bool beyond = (p[i - 1].y < -far && p[i].y < -far) ||
                      (p[i - 1].y > bottom && p[i].y > bottom);
        passed += beyond;
        if (!beyond && first < 0)
            first = i - 1;
        if (beyond && first >= 0 && !closed) {
            add_strip(s, p + first, i - first, false);
            first = -1;
        }
    }
    if (closed && passed < n - 1)
        add_strip(s, p, n, n > 2);
    else if (!closed && first >= 0)
        add_strip(s, p + first, n - first, false);
}

void ink_stroke(ink *k, const geo_path *path, bool closed, const ink_pen *pen,
                style_color color, double opacity)
{
    double dash[4], half = pen->width * k->on.scale / 2;
    int n_dash = dashes_of(k, pen, dash);
    if (!(half > 0))
        return;
    bool round = pen->rounded && half > ROUND;
    /* The ends of dashes add to their length, however thin they are. */
    bool capped = !pen->butt && (round || (pen->rounded && n_dash));
    strip s = { k, half, round, capped, !pen->rounded, share(pen, half) };
    int most = 0;
    for (int r = 0; r < path->n_parts; r++)
        most = path->parts[r + 1] - path->parts[r] > most
                   ? path->parts[r + 1] - path->parts[r]
                   : most;
    arena memory = { 0 };
    geo_xy *points = arena_array(&memory, geo_xy, (size_t)most + 1);
    geo_xy *room = arena_array(&memory, geo_xy, (size_t)most + 3);
    for (int r = 0; r < path->n_parts; r++) {
        int from = path->parts[r];
        int n = take_points(k, path->points + from, path->parts[r + 1] - from, points);
        if (n < 2)
            continue;
        if (closed)
            n = append(points, n, points[0]);
        if (n_dash)
            add_dashes(&s, points, n, dash, n_dash, room);
        else
            add_near(&s, points, n, closed);
    }
    arena_clear(&memory);
    ink_put(k, INK_UNION, color, opacity);
}
