/*
 * Where markers are too dense to be told apart, near ones become one with a count.
 * Greedy, from the largest: no two of what is left are nearer than a distance that
 * grows until the map is readable.
 */
#include "marks/mark.h"

#include "base/sort.h"

#include <math.h>
#include <string.h>

/* The room that a marker takes with some air, px across, and what part of the map may
   be under markers before they are clustered. */
static const double ROOM = 27, DENSE = 0.075;
/* Across, for each marker that is left; and the farthest that anything is moved. */
static const double AIR = 96, FARTHEST = 120;

static int rank(const mark *of)
{
    return of->f.event->priority ? of->f.event->priority : 2;
}

static int by_weight(const void *a, const void *b, const void *ctx)
{
    const mark *of = ctx;
    size_t i = *(const size_t *)a, j = *(const size_t *)b;
    if (of[i].numbered != of[j].numbered)
        return of[i].numbered > of[j].numbered ? -1 : 1;
    if (of[i].events != of[j].events)
        return of[i].events > of[j].events ? -1 : 1;
    if (rank(&of[i]) != rank(&of[j]))
        return rank(&of[i]) < rank(&of[j]) ? -1 : 1;
    return i < j ? -1 : i > j;
}

typedef struct grid {
    double side;
    int columns, rows;
    geo_xy origin;
    size_t *heads, *nexts; /* index + 1; 0: none */
} grid;

static size_t *cell(const grid *g, geo_xy p, int dx, int dy)
{
    int x = (int)floor((p.x - g->origin.x) / g->side) + dx;
    int y = (int)floor((p.y - g->origin.y) / g->side) + dy;
    x = x < 0 ? 0 : x >= g->columns ? g->columns - 1 : x;
    y = y < 0 ? 0 : y >= g->rows ? g->rows - 1 : y;
    return &g->heads[(size_t)y * (size_t)g->columns + (size_t)x];
}

/* The nearest head of a cluster within the side of a cell; SIZE_MAX: none. */
static size_t head_near(const marks *m, const grid *g, geo_xy p)
{
    size_t best = SIZE_MAX;
    double least = g->side;
    for (int i = 0; i < 9; i++)
        for (size_t at = *cell(g, p, i % 3 - 1, i / 3 - 1); at; at = g->nexts[at - 1]) {
            geo_xy q = m->of[at - 1].f.path.points[0];
            double d = hypot(p.x - q.x, p.y - q.y);
            if (d < least || (d == least && at - 1 < best)) {
                least = d;
                best = at - 1;
            }
        }
    return best;
}

/* The head of the cluster of each marker, its own where it is one; how many heads. */
static size_t gather(const marks *m, const size_t *order, double apart, size_t *head,
                     arena *scratch)
{
    geo_rect f = m->s->view.frame;
    grid g = { .side = apart, .origin = { f.x0, f.y0 } };
    g.columns = (int)ceil((f.x1 - f.x0) / apart) + 1;
    g.rows = (int)ceil((f.y1 - f.y0) / apart) + 1;
    g.heads = arena_array(scratch, size_t, (size_t)g.columns * (size_t)g.rows);
    g.nexts = arena_array(scratch, size_t, m->n_spots + 1);
    size_t heads = 0;
    for (size_t i = 0; i < m->n_spots; i++) {
        size_t own = order[i], near = head_near(m, &g, m->of[own].f.path.points[0]);
        head[own] = near == SIZE_MAX ? own : near;
        if (near != SIZE_MAX)
            continue;
        size_t *at = cell(&g, m->of[own].f.path.points[0], 0, 0);
        g.nexts[own] = *at;
        *at = own + 1;
        heads++;
    }
    return heads;
}

/* A place that is in a cluster. */
typedef struct member {
    size_t head;
    const char *place;
} member;

static int by_head(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const member *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return strcmp(x->place, y->place);
}

static const char *place_of(const mark *of)
{
    const dateline_event *e = of->f.event;
    return *e->place_id ? e->place_id : e->place;
}

/* The main place, and how many others there are, stand for all. */
static void name_all(marks *m, const size_t *head, arena *scratch)
{
    member *all = arena_array(scratch, member, m->n_spots + 1);
    for (size_t i = 0; i < m->n_spots; i++)
        all[i] = (member){ head[i], place_of(&m->of[i]) };
    sort_stable(all, m->n_spots, sizeof *all, by_head, NULL, scratch);
    for (size_t i = 0, next; i < m->n_spots; i = next) {
        int others = -1;
        for (next = i; next < m->n_spots && all[next].head == all[i].head; next++)
            others += next == i || strcmp(all[next].place, all[next - 1].place) != 0;
        mark *of = &m->of[all[i].head];
        if (next == i + 1 || of->f.places)
            continue;
        const char *name = scene_place_name(m->in, of->f.event, m->a);
        of->f.places =
            *name && others > 0 ? str_print(m->a, "%s +%d", name, others) : name;
    }
}

static void join_all(marks *m, const size_t *order, const size_t *head)
{
    for (size_t i = 0; i < m->n_spots; i++)
        if (head[order[i]] != order[i])
            marks_join(m, &m->of[head[order[i]]], &m->of[order[i]]);
    size_t n = 0;
    for (size_t i = 0; i < m->n_spots; i++)
        if (head[i] == i)
            m->of[n++] = m->of[i];
    m->n = m->n_spots = n;
}

void marks_cluster(marks *m)
{
    geo_rect f = m->s->view.frame;
    double k = m->k, map = (f.x1 - f.x0) * (f.y1 - f.y0);
    bool asked = m->in->cluster_px > 0;
    bool dense = (double)m->n_spots * ROOM * ROOM * k * k >= DENSE * map;
    if (m->in->apart || m->in->buffer_px > 0 || !(asked || dense))
        return;
    arena scratch = { 0 };
    size_t *order = arena_array(&scratch, size_t, m->n_spots + 1);
    size_t *head = arena_array(&scratch, size_t, m->n_spots + 1);
    for (size_t i = 0; i < m->n_spots; i++)
        order[i] = i;
    sort_stable(order, m->n_spots, sizeof *order, by_weight, m->of, &scratch);
    double most = asked ? INFINITY : fmax(8, map / (AIR * AIR * k * k));
    double apart = (asked ? m->in->cluster_px : ROOM) * k;
    while ((double)gather(m, order, apart, head, &scratch) > most && apart < FARTHEST * k)
        apart *= 1.2;
    name_all(m, head, &scratch);
    join_all(m, order, head);
    arena_clear(&scratch);
}
