#include "label/graph.h"

#include <string.h>

/* A slot that excludes everything that another one excludes, and is worth no
   more, can be left out: whatever placement uses it can use the other. It is
   the dominance rule for maximum weight independent sets (Butenko and
   Trukhanov 2007; Lamm et al. 2019), and settles most of a sparse map. */

/* Comparisons of neighbors, at most; some 20 ms. */
static const uint64_t most_work = 20000000;
enum { MOST_ROUNDS = 3 };

enum { LOST_NEIGHBOR = 1, LOST_SIBLING = 2 };

typedef struct reducer {
    label_graph *g;
    bool all;
    bool *gone;
    uint32_t *degree;        /* of each slot: neighbors that are left */
    uint32_t *left;          /* of each label: slots that are left */
    unsigned char *changed;  /* of each slot: of what it excludes, what has gone */
    unsigned char *changing; /* the same, in this round */
    uint32_t *mark;          /* slots near the one that is looked at carry its number */
    uint64_t work;
} reducer;

static void mark_around(reducer *r, uint32_t v)
{
    const label_graph *g = r->g;
    if (r->mark[v] == v + 1)
        return;
    for (uint32_t i = g->first[g->owner[v]]; i < g->first[g->owner[v] + 1]; i++)
        r->mark[i] = v + 1;
    for (uint32_t i = g->start[v]; i < g->start[v + 1]; i++)
        r->mark[g->neighbor[i]] = v + 1;
    r->work += r->degree[v];
}

/* u excludes nothing but what v excludes. */
static bool excludes_less(reducer *r, uint32_t u, uint32_t v)
{
    const label_graph *g = r->g;
    mark_around(r, v);
    uint32_t l = g->owner[u];
    for (uint32_t i = g->first[l]; l != g->owner[v] && i < g->first[l + 1];
         i++, r->work++)
        if (r->mark[i] != v + 1 && !r->gone[i])
            return false;
    for (uint32_t i = g->start[u]; i < g->start[u + 1]; i++, r->work++)
        if (r->mark[g->neighbor[i]] != v + 1 && !r->gone[g->neighbor[i]])
            return false;
    return true;
}

static bool sibling_stands_in(reducer *r, uint32_t v)
{
    const label_graph *g = r->g;
    uint32_t degree = r->degree[v], first = g->first[g->owner[v]];
    int32_t value = g->value[v];
    for (uint32_t u = first; u < g->first[g->owner[v] + 1]; u++)
        if (g->value[u] >= value && r->degree[u] <= degree && u != v && !r->gone[u] &&
            (r->changed[u] & LOST_NEIGHBOR) && excludes_less(r, u, v))
            return true;
    return false;
}

static bool neighbor_stands_in(reducer *r, uint32_t v)
{
    const label_graph *g = r->g;
    uint32_t reach = r->degree[v] + r->left[g->owner[v]];
    int32_t value = g->value[v];
    for (uint32_t i = g->start[v]; i < g->start[v + 1]; i++) {
        uint32_t u = g->neighbor[i];
        if (g->value[u] >= value && r->changed[u] && !r->gone[u] &&
            r->degree[u] + r->left[g->owner[u]] <= reach && excludes_less(r, u, v))
            return true;
    }
    return false;
}

static bool superfluous(reducer *r, uint32_t v)
{
    r->work += r->degree[v] + r->left[r->g->owner[v]];
    return sibling_stands_in(r, v) || (!r->all && neighbor_stands_in(r, v));
}

static void leave_out(reducer *r, uint32_t v)
{
    const label_graph *g = r->g;
    r->gone[v] = true;
    uint32_t l = g->owner[v];
    r->left[l]--;
    for (uint32_t i = g->first[l]; i < g->first[l + 1]; i++)
        r->changing[i] |= LOST_SIBLING;
    for (uint32_t i = g->start[v]; i < g->start[v + 1]; i++) {
        r->degree[g->neighbor[i]]--;
        r->changing[g->neighbor[i]] |= LOST_NEIGHBOR;
    }
}

static void move_slot(label_graph *g, uint32_t from, uint32_t to)
{
    g->owner[to] = g->owner[from];
    g->candidate[to] = g->candidate[from];
    g->value[to] = g->value[from];
    g->box[to] = g->box[from];
    g->shape[to] = g->shape[from];
}

/* Closes the gaps that slots have left. */
static void compact(label_graph *g, const bool *gone, arena *a)
{
    uint32_t *now = arena_array(a, uint32_t, g->n_slots), n = 0;
    uint32_t links = 0, begin = 0, l = 0;
    for (uint32_t i = 0; i < g->n_slots; i++)
        now[i] = gone[i] ? 0 : n++;
    for (uint32_t i = 0; i < g->n_slots; i++) {
        uint32_t end = g->start[i + 1];
        for (uint32_t k = begin; !gone[i] && k < end; k++)
            if (!gone[g->neighbor[k]])
                g->neighbor[links++] = now[g->neighbor[k]];
        begin = end;
        if (gone[i])
            continue;
        move_slot(g, i, now[i]);
        g->start[now[i] + 1] = links;
        while (l < g->owner[i])
            g->first[++l] = now[i];
    }
    while (l < g->n_labels)
        g->first[++l] = n;
    g->n_slots = n;
}

static reducer start(label_graph *g, bool all, arena *a)
{
    reducer r = { .g = g,
                  .all = all,
                  .gone = arena_array(a, bool, g->n_slots),
                  .degree = arena_array(a, uint32_t, g->n_slots),
                  .left = arena_array(a, uint32_t, g->n_labels),
                  .changed = arena_array(a, unsigned char, g->n_slots),
                  .changing = arena_array(a, unsigned char, g->n_slots),
                  .mark = arena_array(a, uint32_t, g->n_slots) };
    for (uint32_t v = 0; v < g->n_slots; v++)
        r.degree[v] = g->start[v + 1] - g->start[v];
    if (g->n_slots)
        memset(r.changed, LOST_NEIGHBOR, g->n_slots);
    for (uint32_t l = 0; l < g->n_labels; l++)
        r.left[l] = g->first[l + 1] - g->first[l];
    return r;
}

void label_graph_reduce(label_graph *g, bool all, arena *a)
{
    reducer r = start(g, all, a);
    bool found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
        found = false;
        for (uint32_t v = 0; v < g->n_slots && r.work < most_work; v++) {
            if (r.gone[v] || !superfluous(&r, v))
                continue;
            leave_out(&r, v);
            found = true;
        }
        unsigned char *seen = r.changed;
        r.changed = r.changing;
        r.changing = seen;
        if (g->n_slots)
            memset(seen, 0, g->n_slots);
    }
    compact(g, r.gone, a);
}
