#include "look/along.h"

#include <math.h>

/* Of the size of the type: how far ink reaches from its baseline at most, marks on
   capitals included. */
static const double REACH = 1.4;

/* A point moving along a path. */
typedef struct walker {
    const geo_xy *path;
    int n, i;    /* it is on the segment from i to i + 1 */
    double done; /* length of the path up to i */
} walker;

static double segment(const walker *w)
{
    geo_xy a = w->path[w->i], b = w->path[w->i + 1];
    return hypot(b.x - a.x, b.y - a.y);
}

/* The point at length s, which does not decrease from call to call but for steps
   inside one cluster. */
static geo_xy walk(walker *w, double s)
{
    while (w->i > 0 && s < w->done) {
        w->i--;
        w->done -= segment(w);
    }
    double length = segment(w);
    while (w->i + 2 < w->n && s > w->done + length) {
        w->done += length;
        w->i++;
        length = segment(w);
    }
    geo_xy a = w->path[w->i], b = w->path[w->i + 1];
    double t = length > 0 ? (s - w->done) / length : 0;
    return (geo_xy){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

bool along_is(const scene_text *t)
{
    if (!t->path || t->n_path < 2 || t->n_lines < 1)
        return false;
    double length = 0;
    for (int i = 1; i < t->n_path; i++)
        length += hypot(t->path[i].x - t->path[i - 1].x, t->path[i].y - t->path[i - 1].y);
    return length > 0 && isfinite(length);
}

/* Glyphs first..first+n-1 with the middle of what they take on the path. */
static along_piece place(walker *w, font_glyphs g, int first, int n)
{
    double from = g.at[first].from, to = g.at[first].to;
    for (int i = first; i < first + n; i++)
        to = fmax(to, g.at[i].to);
    double half = fmax((to - from) / 2, 0.5);
    geo_xy p = walk(w, (from + to) / 2 - half), m = walk(w, (from + to) / 2);
    geo_xy q = walk(w, (from + to) / 2 + half);
    double dx = q.x - p.x, dy = q.y - p.y, length = hypot(dx, dy);
    along_piece out = { .first = first, .n = n, .cos_a = 1 };
    if (length > 0) {
        out.cos_a = dx / length;
        out.sin_a = dy / length;
    }
    double left = (to - from) / 2;
    out.at = (geo_xy){ m.x - left * out.cos_a, m.y - left * out.sin_a };
    return out;
}

static bool leftward(font_glyphs g)
{
    for (int i = 0; i < g.n; i++)
        if (g.at[i].leftward)
            return true;
    return false;
}

along along_lay(const scene_text *t, font_glyphs g, arena *a)
{
    walker w = { .path = t->path, .n = t->n_path };
    along_piece *pieces = arena_array(a, along_piece, (size_t)g.n + 1);
    int n = 0;
    if (t->n_path == 2 || leftward(g)) {
        geo_xy ends[2] = { t->path[0], walk(&w, t->lines[0].width) };
        w = (walker){ .path = ends, .n = 2 };
        if (g.n)
            pieces[n++] = place(&w, g, 0, g.n);
        return (along){ pieces, n };
    }
    for (int i = 0, k; i < g.n; i = k) {
        for (k = i + 1; k < g.n && g.at[k].at == g.at[i].at;)
            k++;
        pieces[n++] = place(&w, g, i, k - i);
    }
    return (along){ pieces, n };
}

geo_xy along_glyph(const along_piece *p, font_glyphs g, int i)
{
    double x = g.at[i].x - g.at[p->first].from, y = g.at[i].y;
    return (geo_xy){ p->at.x + x * p->cos_a - y * p->sin_a,
                     p->at.y + x * p->sin_a + y * p->cos_a };
}

geo_rect along_box(const scene_text *t)
{
    geo_xy first = t->path[0];
    walker w = { .path = t->path, .n = t->n_path };
    geo_xy end = walk(&w, t->lines[0].width);
    geo_rect box = { fmin(first.x, end.x), fmin(first.y, end.y), fmax(first.x, end.x),
                     fmax(first.y, end.y) };
    for (int i = 0; i < t->n_path; i++) {
        box.x0 = fmin(box.x0, t->path[i].x);
        box.y0 = fmin(box.y0, t->path[i].y);
        box.x1 = fmax(box.x1, t->path[i].x);
        box.y1 = fmax(box.y1, t->path[i].y);
    }
    double grow = REACH * t->font.size_px + fmax(t->halo_px, 0) + 1;
    return (geo_rect){ box.x0 - grow, box.y0 - grow, box.x1 + grow, box.y1 + grow };
}

geo_path along_baseline(const scene_text *t, double width, double extra, arena *a)
{
    walker w = { .path = t->path, .n = t->n_path };
    geo_path out = { .points = arena_array(a, geo_xy, (size_t)t->n_path + 2),
                     .parts = arena_array(a, int, 2),
                     .n_parts = 1 };
    double done = 0;
    out.points[out.n_points++] = walk(&w, -extra);
    for (int i = 0; i < t->n_path && done < width + extra; i++) {
        if (done > 0)
            out.points[out.n_points++] = t->path[i];
        if (i + 1 < t->n_path)
            done +=
                hypot(t->path[i + 1].x - t->path[i].x, t->path[i + 1].y - t->path[i].y);
    }
    w = (walker){ .path = t->path, .n = t->n_path };
    out.points[out.n_points++] = walk(&w, width + extra);
    out.parts[1] = out.n_points;
    return out;
}
