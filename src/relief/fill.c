#include "base/pool.h"
#include "relief/grid.h"

#include <math.h>
#include <string.h>

/* Which cells of one axis of a grid make each cell of the raster. */
typedef struct axis {
    int n, taps;  /* cells of the raster; cells of the grid for each, at most */
    int *first;   /* the first of these, in steps of stride; may lie outside */
    float *weigh; /* taps for each; together 1 */
    int stride;   /* of many fine cells only every so many are looked at */
} axis;

typedef struct filling {
    const relief_grid *g;
    relief_raster *to;
    axis x, y;
    int row0, rows;       /* of the grid, in steps of the y stride */
    float *across, *had;  /* rows of the grid, resampled along x, and their weights */
    float *sum, *weight;  /* of the raster; NULL weight: what is outside is the edge */
    int column0, columns; /* of the grid, in steps of the x stride */
    float *line;          /* so many for each band */
} filling;

enum { MOST_TAPS = 20, BANDS = 8 };

static double spline(double t)
{
    t = fabs(t);
    if (t >= 2)
        return 0;
    return t < 1 ? (4 - 6 * t * t + 3 * t * t * t) / 6 : (2 - t) * (2 - t) * (2 - t) / 6;
}

/* Cells at start, start + step, ... of the grid; the spline has knots at least as far
   apart as so many of its cells. */
static axis make_axis(double start, double step, int n, double least, arena *a)
{
    double wide = fmax(least, step);
    axis out = { .n = n, .stride = (int)fmax(1, fmin(1e6, floor(wide / 1.4))) };
    out.taps = (int)ceil(4 * wide / out.stride) + 1;
    out.taps = out.taps > MOST_TAPS ? MOST_TAPS : out.taps;
    out.first = arena_array(a, int, (size_t)n);
    out.weigh = arena_array(a, float, (size_t)n *(size_t)out.taps);
    for (int i = 0; i < n; i++) {
        double at = start + step * i, sum = 0;
        float *w = out.weigh + (size_t)i * (size_t)out.taps;
        double first = ceil((at - 2 * wide) / out.stride);
        out.first[i] = (int)fmin(1e9, fmax(-1e9, first));
        for (int k = 0; k < out.taps; k++)
            sum += spline(((first + k) * out.stride - at) / wide);
        for (int k = 0; k < out.taps; k++)
            w[k] = (float)(spline(((first + k) * out.stride - at) / wide) / sum);
    }
    return out;
}

static int bounded(int64_t v, int n, bool wraps)
{
    if (wraps)
        return (int)((v % n + n) % n);
    return v < 0 ? 0 : v >= n ? n - 1 : (int)v;
}

/* The cells of one row of the grid that are needed. What is void, or outside of a grid
   that lies over another, is NaN. */
static void read_line(const filling *f, int row, float *line)
{
    const relief_grid *g = f->g;
    int64_t y = (int64_t)(f->row0 + row) * f->y.stride;
    bool over = f->weight != NULL, out = y < 0 || y >= g->ny;
    int gy = bounded(y, g->ny, false);
    for (int i = 0; i < f->columns; i++) {
        int64_t x = ((int64_t)f->column0 + i) * f->x.stride;
        bool beyond = over && (out || (!g->wraps && (x < 0 || x >= g->nx)));
        int gx = x >= 0 && x < g->nx ? (int)x : bounded(x, g->nx, g->wraps);
        line[i] = beyond ? __builtin_nanf("") : grid_cell(g, gx, gy);
    }
}

/* A line resampled along x: sums, and what weights they have. */
static void weigh_line(const filling *f, const float *line, float *to, float *had)
{
    for (int i = 0; i < f->x.n; i++) {
        const float *w = f->x.weigh + (size_t)i * (size_t)f->x.taps;
        const float *from = line + (f->x.first[i] - f->column0);
        float sum = 0, weight = 0;
        for (int k = 0; k < f->x.taps; k++)
            if (!isnan(from[k])) {
                sum += w[k] * from[k];
                weight += w[k];
            }
        to[i] = sum;
        had[i] = weight;
    }
}

/* The same where nothing is void. */
static void blend_line(const filling *f, const float *line, float *to)
{
    int taps = f->x.taps;
    for (int i = 0; i < f->x.n; i++) {
        const float *w = f->x.weigh + (size_t)i * (size_t)taps;
        const float *from = line + (f->x.first[i] - f->column0);
        float even = 0, odd = 0; /* so that one sum need not wait for the other */
        int k = 0;
        for (; k + 1 < taps; k += 2) {
            even += w[k] * from[k];
            odd += w[k + 1] * from[k + 1];
        }
        to[i] = k < taps ? even + odd + w[k] * from[k] : even + odd;
    }
}

static void add_times(float *restrict to, const float *restrict from, size_t n, float w)
{
    for (size_t i = 0; i < n; i++)
        to[i] += w * from[i];
}

static void fill_down(const filling *f, int row)
{
    size_t n = (size_t)f->x.n, at = (size_t)row * n;
    const float *w = f->y.weigh + (size_t)row * (size_t)f->y.taps;
    for (int k = 0; k < f->y.taps; k++) {
        size_t from = (size_t)(f->y.first[row] - f->row0 + k) * n;
        if (w[k] == 0)
            continue;
        add_times(f->sum + at, f->across + from, n, w[k]);
        if (f->weight)
            add_times(f->weight + at, f->had + from, n, w[k]);
    }
}

static void band_across(void *ctx, size_t i, int worker)
{
    (void)worker;
    const filling *f = ctx;
    float *line = f->line + i * (size_t)f->columns;
    for (int row = (int)i * f->rows / BANDS; row < (int)(i + 1) * f->rows / BANDS;
         row++) {
        size_t at = (size_t)row * (size_t)f->x.n;
        read_line(f, row, line);
        if (f->weight)
            weigh_line(f, line, f->across + at, f->had + at);
        else
            blend_line(f, line, f->across + at);
    }
}

static void band_down(void *ctx, size_t i, int worker)
{
    (void)worker;
    const filling *f = ctx;
    for (int row = (int)i * f->y.n / BANDS; row < (int)(i + 1) * f->y.n / BANDS; row++)
        fill_down(f, row);
}

/* Add a grid to f->sum, and to f->weight where there is one. */
static void add_grid(filling *f, double x0, int threads, arena *a)
{
    const relief_grid *g = f->g;
    const relief_raster *to = f->to;
    /* As smooth along a parallel, where cells stand closer, as along a meridian. */
    double middle = to->north - to->dy * to->ny / 2;
    double least = fmin(3, 1 / fmax(0.1, cos(middle * 0.017453292519943295)));
    f->x = make_axis(x0, to->dx / g->dx, to->nx, least, a);
    f->y = make_axis((g->north - to->north) / g->dy, to->dy / g->dy, to->ny, 1, a);
    f->row0 = f->y.first[0];
    f->rows = f->y.first[to->ny - 1] + f->y.taps - f->row0;
    size_t cells = (size_t)f->rows * (size_t)to->nx;
    f->across = arena_array(a, float, cells);
    f->had = f->weight ? arena_array(a, float, cells) : NULL;
    f->column0 = f->x.first[0];
    f->columns = f->x.first[to->nx - 1] + f->x.taps - f->column0;
    f->line = arena_array(a, float, (size_t)f->columns *BANDS);
    pool_run(threads, BANDS, band_across, f);
    pool_run(threads, BANDS, band_down, f);
}

/* Where the raster begins in columns of the grid, turned to where they meet; false
   when they do not. */
static bool meet(const relief_grid *g, const relief_raster *to, double *x0)
{
    double bottom = to->north - to->dy * (to->ny - 1);
    if (to->north < g->north - g->dy * g->ny || bottom > g->north + g->dy)
        return false;
    for (int turn = -2; turn <= 2; turn++) {
        *x0 = (to->west + 360.0 * turn - g->west) / g->dx;
        double x1 = *x0 + to->dx * (to->nx - 1) / g->dx;
        if (g->wraps || (*x0 <= g->nx && x1 >= -1))
            return true;
    }
    return false;
}

static geo_box box_of(const relief_raster *to)
{
    double east = to->west + to->dx * (to->nx - 1);
    double south = fmax(-90, to->north - to->dy * (to->ny - 1));
    if (east - to->west >= 359)
        return (geo_box){ -180, south, 180, fmin(90, to->north) };
    return (geo_box){ geo_wrap_lon(to->west), south, geo_wrap_lon(east),
                      fmin(90, to->north) };
}

/* The added grids over the ground. */
static void lay_over(relief_raster *to, const float *sum, const float *weight)
{
    size_t n = (size_t)to->nx * (size_t)to->ny;
    for (size_t i = 0; i < n; i++) {
        float w = weight[i];
        if (w <= 0)
            continue;
        if (w >= 1 || isnan(to->at[i]))
            to->at[i] = w > 0.3f ? sum[i] / w : to->at[i];
        else
            to->at[i] = to->at[i] * (1 - w) + sum[i];
    }
}

void relief_fill(const relief *r, relief_raster *to, int threads, arena *a)
{
    size_t n = (size_t)to->nx * (size_t)to->ny;
    to->at = arena_array(a, float, n);
    filling f = { .g = relief_ground(r, box_of(to)), .to = to, .sum = to->at };
    double x0;
    if (f.g && meet(f.g, to, &x0))
        add_grid(&f, x0, threads, a);
    else
        for (size_t i = 0; i < n; i++)
            to->at[i] = __builtin_nanf("");
    filling over = { .to = to };
    for (size_t i = r->n_bundled; i < r->n; i++) {
        over.g = &r->grids[i];
        if (!meet(over.g, to, &x0))
            continue;
        if (!over.sum) {
            over.sum = arena_array(a, float, n);
            over.weight = arena_array(a, float, n);
        }
        add_grid(&over, x0, threads, a);
    }
    if (over.sum)
        lay_over(to, over.sum, over.weight);
}
