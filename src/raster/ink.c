/*
 * Scan conversion with signed areas, as in FreeType's smooth rasterizer and in
 * font-rs: each edge adds, in the rows it passes, how much of the pixel and of
 * all pixels to its right it covers; the running sum over a row is then the
 * coverage. It is done in bands of rows, so that the sums stay in the cache.
 * Edges are rounded to 1/256 pixel before anything else: then a shape looks the
 * same wherever a tile is cut.
 */
#include "raster/ink.h"

#include "look/blend.h"

#include <math.h>
#include <string.h>

enum {
    BAND = 16,  /* rows */
    UNIT = 256, /* of a pixel */
    BLOCK = 16, /* cells that share a mark */
};

/* Device pixels further out than this are of no use; keeps units in an int. */
static const double FAR = 4e6;

/* Of a row: two more than there are pixels, in whole blocks; and their marks. */
static size_t cells_of(int width)
{
    return ((size_t)width + 2 + BLOCK - 1) / BLOCK * BLOCK;
}

static size_t marks_of(int width)
{
    return cells_of(width) / BLOCK / 64 + 1;
}

ink ink_new(const ink_canvas *on, arena *memory)
{
    ink k = { .on = *on };
    size_t bands = ((size_t)on->height + BAND - 1) / BAND;
    k.cells = arena_array(memory, float, cells_of(on->width) * BAND);
    k.marks = arena_array(memory, uint64_t, marks_of(on->width) * BAND);
    k.firsts = arena_array(memory, int, bands + 1);
    return k;
}

void ink_rest(ink *k)
{
    arena_clear(&k->edge_room);
    arena_clear(&k->order_room);
    k->edges = NULL;
    k->order = NULL;
    k->n_edges = k->cap_edges = k->cap_order = 0;
}

/* What held fewer edges is of no more use. */
static void make_room(ink *k)
{
    arena wider = { 0 };
    size_t cap = k->cap_edges;
    k->edges = arena_widen(&wider, k->edges, k->n_edges, &cap, sizeof *k->edges);
    k->cap_edges = cap;
    arena_clear(&k->edge_room);
    k->edge_room = wider;
}

static int units(double v)
{
    v = fmin(fmax(v, -FAR), FAR);
    return (int)floor(v * UNIT + 0.5);
}

void ink_add(ink *k, geo_xy a, geo_xy b)
{
    int ax = units(a.x), ay = units(a.y), bx = units(b.x), by = units(b.y);
    int bottom = k->on.height * UNIT;
    /* Level edges cover nothing; those above, below or right of everything
       change nothing that is seen. */
    if (ay == by || (ay <= 0 && by <= 0) || (ay >= bottom && by >= bottom) ||
        (ax >= k->on.width * UNIT && bx >= k->on.width * UNIT))
        return;
    if (k->n_edges == k->cap_edges)
        make_room(k);
    k->edges[k->n_edges++] =
        ay < by ? (ink_edge){ ax, ay, bx, by, 1 } : (ink_edge){ bx, by, ax, ay, -1 };
}

/* Those of the math library are calls. */
static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

/* A row of sums in the making. */
typedef struct sums {
    float *cells;
    uint64_t *marks;
} sums;

static void add_cell(sums row, int x, double v)
{
    unsigned block = (unsigned)x / BLOCK;
    row.cells[x] += (float)v;
    row.marks[block / 64] |= (uint64_t)1 << block % 64;
}

/* A piece of an edge inside one row: from xa to xb, pixels, in [0, width];
   cover is its height, signed. */
static void add_piece(sums row, double xa, double xb, double cover)
{
    double x0 = least(xa, xb), x1 = most(xa, xb);
    int i = (int)x0;
    if (x1 <= i + 1) {
        double right = cover * ((x0 + x1) / 2 - i);
        add_cell(row, i, cover - right);
        add_cell(row, i + 1, right);
        return;
    }
    /* Over several pixels: a triangle in the first and last, strips between. */
    double slope = cover / (x1 - x0), carry = 0;
    int last = (int)ceil(x1) - 1;
    for (int x = i; x <= last; x++) {
        double from = most(x0, x), to = least(x1, x + 1);
        double part = slope * (to - from);
        double left = part * (x + 1 - (from + to) / 2);
        add_cell(row, x, left + carry);
        carry = part - left;
    }
    add_cell(row, last + 1, carry);
}

/* The same for an edge that may leave the picture at the sides: what lies left
   of it covers as if at its rim. */
static void add_clipped(sums row, double xa, double xb, double cover, double width)
{
    if (xa >= 0 && xb >= 0 && xa <= width && xb <= width) {
        add_piece(row, xa, xb, cover);
        return;
    }
    double x0 = least(xa, xb), x1 = most(xa, xb);
    if (x0 >= width)
        return;
    if (x1 <= 0) {
        add_cell(row, 0, cover);
        return;
    }
    double slope = cover / (x1 - x0);
    double from = most(x0, 0), to = least(x1, width);
    add_cell(row, 0, slope * (from - x0));
    add_piece(row, from, to, slope * (to - from));
}

static sums row_of(const ink *k, int y)
{
    return (sums){ k->cells + (size_t)y * cells_of(k->on.width),
                   k->marks + (size_t)y * marks_of(k->on.width) };
}

/* What an edge covers in the rows of a band, which starts at row top. */
static void add_edge(const ink *k, const ink_edge *e, int top, int rows)
{
    double x0 = e->x0 / (double)UNIT, y0 = e->y0 / (double)UNIT;
    double y1 = e->y1 / (double)UNIT;
    double slope = (e->x1 - e->x0) / (double)(e->y1 - e->y0);
    double from = most(y0, top), to = least(y1, top + rows);
    for (int y = (int)from; y < to; y++) {
        double a = most(from, y), b = least(to, y + 1);
        add_clipped(row_of(k, y - top), x0 + (a - y0) * slope, x0 + (b - y0) * slope,
                    (b - a) * e->turn, k->on.width);
    }
}

/* Coverage in 0..255 of a sum. */
static unsigned coverage(float sum, ink_rule rule)
{
    float c = fabsf(sum);
    if (rule == INK_EVEN_ODD && c > 1) {
        c = fmodf(c, 2);
        c = c > 1 ? 2 - c : c;
    }
    return c >= 1 ? 255 : (unsigned)(c * 255 + 0.5F);
}

static void put_run(uint32_t *at, int n, uint32_t color, unsigned alpha)
{
    if (alpha == 255)
        for (int i = 0; i < n; i++)
            at[i] = color;
    else if (alpha)
        for (int i = 0; i < n; i++)
            at[i] = blend(at[i], color, alpha);
}

/* How a shape is put down. */
typedef struct finish {
    ink_rule rule;
    uint32_t color;
    unsigned opacity; /* 0..255 */
} finish;

/* A sum on its way along a row, and what it amounts to. */
typedef struct running {
    float sum;
    unsigned alpha;
} running;

/* Cells x to end of a row into pixels. */
static running put_block(const float *cells, uint32_t *pixels, int x, int end,
                         const finish *f, running r)
{
    for (int i = x; i < end; i++) {
        if (cells[i] != 0) {
            r.sum += cells[i];
            r.alpha = (coverage(r.sum, f->rule) * f->opacity + 127) / 255;
        }
        if (r.alpha == 255)
            pixels[i] = f->color;
        else if (r.alpha)
            pixels[i] = blend(pixels[i], f->color, r.alpha);
    }
    return r;
}

/* One row of sums into pixels; leaves the sums zero. Between used blocks the
   coverage does not change. */
static void put_row(sums row, uint32_t *pixels, int width, const finish *f)
{
    running r = { 0 };
    int done = 0;
    for (size_t w = 0; w < marks_of(width); w++)
        for (; row.marks[w]; row.marks[w] &= row.marks[w] - 1) {
            int x = (int)(w * 64 + (size_t)__builtin_ctzll(row.marks[w])) * BLOCK;
            int end = x + BLOCK < width ? x + BLOCK : width;
            if (x > done)
                put_run(pixels + done, x - done, f->color, r.alpha);
            r = put_block(row.cells, pixels, x, end, f, r);
            memset(row.cells + x, 0, BLOCK * sizeof *row.cells);
            done = end;
        }
    if (done < width)
        put_run(pixels + done, width - done, f->color, r.alpha);
}

static int band_of(const ink_edge *e)
{
    return e->y0 <= 0 ? 0 : e->y0 / (UNIT * BAND);
}

/* Edge numbers in order of the band they begin in (a counting sort); firsts[b]
   is where band b ends. Returns the first and, in *last, the last row. */
static int sort_edges(ink *k, int *last)
{
    int n_bands = (k->on.height + BAND - 1) / BAND, low = k->on.height * UNIT, high = 0;
    if (k->cap_order < 2 * k->n_edges) {
        arena_clear(&k->order_room);
        k->order = arena_array(&k->order_room, int, 2 * k->cap_edges);
        k->cap_order = 2 * k->cap_edges;
    }
    memset(k->firsts, 0, ((size_t)n_bands + 1) * sizeof *k->firsts);
    for (size_t i = 0; i < k->n_edges; i++) {
        const ink_edge *e = &k->edges[i];
        k->firsts[band_of(e) + 1]++;
        low = e->y0 < low ? e->y0 : low;
        high = e->y1 > high ? e->y1 : high;
    }
    for (int b = 0; b < n_bands; b++)
        k->firsts[b + 1] += k->firsts[b];
    for (size_t i = 0; i < k->n_edges; i++)
        k->order[k->firsts[band_of(&k->edges[i])]++] = (int)i;
    *last = (high + UNIT - 1) / UNIT;
    *last = *last < k->on.height ? *last : k->on.height;
    return low <= 0 ? 0 : low / UNIT;
}

void ink_put(ink *k, ink_rule rule, style_color color, double opacity)
{
    unsigned alpha = (unsigned)((color & 255) * fmin(fmax(opacity, 0), 1) + 0.5);
    if (!k->n_edges || !alpha) {
        k->n_edges = 0;
        return;
    }
    finish f = { rule, color >> 8, alpha };
    int last, first = sort_edges(k, &last), next = 0, n_reach = 0;
    int *reach = k->order + k->n_edges;
    for (int band = first / BAND; band * BAND < last; band++) {
        int top = band * BAND, kept = 0;
        int rows = last - top < BAND ? last - top : BAND;
        for (; next < k->firsts[band]; next++)
            reach[n_reach++] = k->order[next];
        for (int i = 0; i < n_reach; i++) {
            const ink_edge *e = &k->edges[reach[i]];
            add_edge(k, e, top, rows);
            if (e->y1 > (top + BAND) * UNIT)
                reach[kept++] = reach[i];
        }
        n_reach = kept;
        for (int y = 0; y < rows; y++)
            put_row(row_of(k, y), k->on.pixels + (size_t)(top + y) * (size_t)k->on.width,
                    k->on.width, &f);
    }
    k->n_edges = 0;
}

static geo_xy device(const ink *k, geo_xy p)
{
    return (geo_xy){ p.x * k->on.scale - k->on.origin.x,
                     p.y * k->on.scale - k->on.origin.y };
}

void ink_fill(ink *k, const geo_path *path, style_color color, double opacity)
{
    for (int r = 0; r < path->n_parts; r++) {
        int from = path->parts[r], to = path->parts[r + 1];
        if (to - from < 3)
            continue;
        geo_xy last = device(k, path->points[to - 1]);
        for (int i = from; i < to; i++) {
            geo_xy at = device(k, path->points[i]);
            /* Of no use, long before it is rounded. */
            if (!((at.y < -1 && last.y < -1) ||
                  (at.y > k->on.height + 1 && last.y > k->on.height + 1)))
                ink_add(k, last, at);
            last = at;
        }
    }
    ink_put(k, INK_EVEN_ODD, color, opacity);
}
