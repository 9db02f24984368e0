#include "collect/cover.h"

#include <math.h>
#include <string.h>

/* Signed areas are added up edge by edge: the change of coverage goes into the cells
   that an edge passes, and the sum along a row is the coverage itself. Areas that lie
   side by side then meet without a seam. */
typedef struct cover {
    float *at; /* nx + 2 in a row */
    int nx, ny;
    double x0, y0, per_x, per_y;
} cover;

/* What of an edge's span of a row falls into column x, from x0 to x1 of it. */
static inline void add_piece(float *row, int x, double x0, double x1, double d)
{
    double mid = (x0 + x1) / 2 - x;
    row[x] += (float)(d * (1 - mid));
    row[x + 1] += (float)(d * mid);
}

/* The part of an edge inside one row: x at its two ends, and how much of the row's
   height it spans, with a sign. What is left of the cells covers all of the row. */
static void add_span(const cover *c, float *row, double xa, double xb, double dy)
{
    double low = fmin(xa, xb), high = fmax(xa, xb), wide = high - low;
    if (high <= 0 || low >= c->nx || wide < 1e-9) {
        double x = fmax(0, fmin(c->nx, low));
        add_piece(row, (int)x, x, x, dy);
        return;
    }
    if (low < 0)
        row[0] += (float)(dy * -low / wide);
    if (high > c->nx)
        row[c->nx] += (float)(dy * (high - c->nx) / wide);
    double from = fmax(0, low), end = fmin(c->nx, high);
    for (int x = (int)from; x < end; x++) {
        double x0 = fmax(from, x), x1 = fmin(end, x + 1.0);
        add_piece(row, x, x0, x1, dy * (x1 - x0) / wide);
    }
}

static void add_edge(const cover *c, geo_xy p, geo_xy q)
{
    double xa = (p.x - c->x0) * c->per_x, ya = (p.y - c->y0) * c->per_y;
    double xb = (q.x - c->x0) * c->per_x, yb = (q.y - c->y0) * c->per_y;
    if (ya == yb)
        return;
    double top = fmax(0, fmin(ya, yb)), bottom = fmin(c->ny, fmax(ya, yb));
    double slope = (xb - xa) / (yb - ya), sign = yb > ya ? 1 : -1;
    for (int y = (int)top; y < c->ny && y < bottom; y++) {
        double from = fmax(top, y), to = fmin(bottom, y + 1.0);
        if (to > from)
            add_span(c, c->at + (size_t)y * (size_t)(c->nx + 2), xa + (from - ya) * slope,
                     xa + (to - ya) * slope, sign * (to - from));
    }
}

static void add_path(const cover *c, const geo_path *path)
{
    for (int part = 0; part < path->n_parts; part++)
        for (int i = path->parts[part]; i + 1 < path->parts[part + 1]; i++)
            add_edge(c, path->points[i], path->points[i + 1]);
}

float *cover_cells(const scene_layer *layer, const char *source, geo_rect box, int nx,
                   int ny, arena *a)
{
    cover c = { .at = arena_array(a, float, (size_t)(nx + 2) * (size_t)ny),
                .nx = nx,
                .ny = ny,
                .x0 = box.x0,
                .y0 = box.y0,
                .per_x = nx / (box.x1 - box.x0),
                .per_y = ny / (box.y1 - box.y0) };
    for (size_t i = 0; i < layer->n_features; i++)
        if (layer->features[i].kind == SCENE_AREA &&
            !strcmp(layer->features[i].source, source))
            add_path(&c, &layer->features[i].path);
    /* In place: of a row nothing is written before it was read. */
    float *out = c.at;
    for (int y = 0; y < ny; y++) {
        const float *row = c.at + (size_t)y * (size_t)(nx + 2);
        float sum = 0;
        for (int x = 0; x < nx; x++) {
            sum += row[x];
            out[(size_t)y * (size_t)nx + (size_t)x] = fminf(1, fabsf(sum));
        }
    }
    return out;
}
