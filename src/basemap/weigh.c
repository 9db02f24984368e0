#include "basemap/topology.h"

#include <math.h>

/* A heap of vertices, smallest triangle first; equal ones in their order along
   the arc. An entry whose triangle has changed since is passed over. */
typedef struct entry {
    double area;
    uint32_t at;
} entry;

typedef struct heap {
    entry *e;
    size_t n;
} heap;

static bool before(entry a, entry b)
{
    return a.area < b.area || (a.area <= b.area && a.at < b.at);
}

static void push(heap *h, entry x)
{
    size_t i = h->n++;
    for (; i && before(x, h->e[(i - 1) / 2]); i = (i - 1) / 2)
        h->e[i] = h->e[(i - 1) / 2];
    h->e[i] = x;
}

static entry pop(heap *h)
{
    entry top = h->e[0], x = h->e[--h->n];
    size_t i = 0;
    for (size_t c = 1; c < h->n; c = 2 * i + 1) {
        if (c + 1 < h->n && before(h->e[c + 1], h->e[c]))
            c++;
        if (!before(h->e[c], x))
            break;
        h->e[i] = h->e[c];
        i = c;
    }
    h->e[i] = x;
    return top;
}

/* In square steps of the grid, with longitude in its true proportion. */
static double triangle(basemap_point a, basemap_point b, basemap_point c)
{
    double ux = (double)b.x - a.x, uy = (double)b.y - a.y;
    double vx = (double)c.x - a.x, vy = (double)c.y - a.y;
    return fabs(ux * vy - uy * vx) / 2 * cos(b.y * (0.017453292519943295 / BASEMAP_UNIT));
}

static unsigned char weight_of(double area)
{
    if (area < 1)
        return 0;
    double w = floor(BASEMAP_WEIGHT_STEPS * log2(area)) + 1;
    return w > BASEMAP_WEIGHT_KEEP - 1 ? BASEMAP_WEIGHT_KEEP - 1 : (unsigned char)w;
}

static bool on_edge(const basemap_bounds *box, basemap_point p)
{
    return box && (p.x == box->w || p.x == box->e || p.y == box->s || p.y == box->n);
}

void basemap_weigh(const basemap_point *p, size_t n, const basemap_bounds *box,
                   unsigned char *weights, arena *scratch)
{
    uint32_t *prev = arena_array(scratch, uint32_t, n);
    uint32_t *next = arena_array(scratch, uint32_t, n);
    double *area = arena_array(scratch, double, n);
    /* Each vertex enters once, and twice more whenever one goes. */
    heap h = { arena_array(scratch, entry, 3 * n), 0 };
    for (size_t i = 0; i < n; i++) {
        weights[i] = BASEMAP_WEIGHT_KEEP;
        prev[i] = (uint32_t)(i ? i - 1 : 0);
        next[i] = (uint32_t)(i + 1);
        bool fixed = i == 0 || i + 1 == n || on_edge(box, p[i]);
        area[i] = fixed ? -1 : triangle(p[i - 1], p[i], p[i + 1]);
        if (!fixed)
            push(&h, (entry){ area[i], (uint32_t)i });
    }
    double least = 0;
    while (h.n) {
        entry top = pop(&h);
        if (area[top.at] < 0 || top.area < area[top.at] || top.area > area[top.at])
            continue;
        least = fmax(least, top.area);
        weights[top.at] = weight_of(least);
        area[top.at] = -1;
        uint32_t around[2] = { prev[top.at], next[top.at] };
        next[around[0]] = around[1];
        prev[around[1]] = around[0];
        for (int s = 0; s < 2; s++) {
            uint32_t i = around[s];
            if (area[i] < 0)
                continue;
            area[i] = triangle(p[prev[i]], p[i], p[next[i]]);
            push(&h, (entry){ area[i], i });
        }
    }
}
