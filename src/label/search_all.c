#include "label/search.h"

#include "base/rng.h"

#include <string.h>

static const double first_heat = 0.4, last_heat = 0.08;
enum { MOST_ROUNDS = 16 };

/* A placement of every label, clean or not. A taken slot is free if no other
   taken slot touches it. */
typedef struct search {
    const label_graph *g;
    uint32_t *at;      /* of each label: its slot or LABEL_NO_SLOT */
    uint32_t *touched; /* of each slot: how many taken slots touch it */
    int64_t *harm;     /* of each slot: the value of the free slots next to it */
    uint32_t *stuck;   /* labels with neighbors whose slot is not free */
    uint32_t *rank;    /* of each label: where it is in stuck */
    uint32_t n_stuck;
    uint32_t *contested; /* labels that have a choice or a neighbor */
    uint32_t n_contested;
    int64_t total; /* value of the free slots */
    uint64_t rng;
} search;

static bool taken(const search *s, uint32_t v)
{
    return s->at[s->g->owner[v]] == v;
}

static void free_slot(search *s, uint32_t v)
{
    const label_graph *g = s->g;
    for (uint32_t i = g->start[v], end = g->start[v + 1]; i < end; i++)
        s->harm[g->neighbor[i]] += g->value[v];
    s->total += g->value[v];
    uint32_t l = g->owner[v], last = s->stuck[--s->n_stuck];
    s->stuck[s->rank[l]] = last;
    s->rank[last] = s->rank[l];
}

static void spoil_slot(search *s, uint32_t v)
{
    const label_graph *g = s->g;
    for (uint32_t i = g->start[v], end = g->start[v + 1]; i < end; i++)
        s->harm[g->neighbor[i]] -= g->value[v];
    s->total -= g->value[v];
    s->rank[g->owner[v]] = s->n_stuck;
    s->stuck[s->n_stuck++] = g->owner[v];
}

/* The label of a leaves it, and counts as stuck until it has another slot. */
static void leave(search *s, uint32_t a)
{
    const label_graph *g = s->g;
    if (!s->touched[a])
        spoil_slot(s, a);
    s->at[g->owner[a]] = LABEL_NO_SLOT;
    for (uint32_t i = g->start[a], end = g->start[a + 1]; i < end; i++) {
        uint32_t u = g->neighbor[i];
        if (!--s->touched[u] && taken(s, u))
            free_slot(s, u);
    }
}

static void enter(search *s, uint32_t b)
{
    const label_graph *g = s->g;
    for (uint32_t i = g->start[b], end = g->start[b + 1]; i < end; i++) {
        uint32_t u = g->neighbor[i];
        if (!s->touched[u]++ && taken(s, u))
            spoil_slot(s, u);
    }
    s->at[g->owner[b]] = b;
    if (!s->touched[b])
        free_slot(s, b);
}

static bool next_to(const label_graph *g, uint32_t u, uint32_t v)
{
    for (uint32_t i = g->start[v]; i < g->start[v + 1]; i++)
        if (g->neighbor[i] == u)
            return true;
    return false;
}

/* The value of the slots that become free when a label goes from a to b. */
static int64_t relief(const search *s, uint32_t a, uint32_t b)
{
    const label_graph *g = s->g;
    int64_t sum = 0;
    for (uint32_t i = g->start[a], end = g->start[a + 1]; i < end; i++) {
        uint32_t u = g->neighbor[i];
        if (s->touched[u] == 1 && taken(s, u) && !next_to(g, u, b))
            sum += g->value[u];
    }
    return sum;
}

static int64_t own(const search *s, uint32_t v)
{
    return s->touched[v] ? 0 : s->g->value[v];
}

/* Go to b if what is lost, less what is won, is within limit. */
static bool try_move(search *s, uint32_t b, int64_t limit)
{
    uint32_t a = s->at[s->g->owner[b]];
    int64_t loss = own(s, a) + s->harm[b] - own(s, b);
    if (s->touched[a]) {
        if (loss - (int64_t)s->touched[a] * LABEL_VALUE_ONE > limit)
            return false;
        loss -= relief(s, a, b);
    }
    if (loss > limit)
        return false;
    leave(s, a);
    enter(s, b);
    return true;
}

static void step(search *s, const label_schedule *plan)
{
    const label_graph *g = s->g;
    uint64_t r = rng_next(&s->rng);
    uint32_t pick = (uint32_t)(r >> 40), low = (uint32_t)r;
    uint32_t l;
    if ((low & 3) && s->n_stuck)
        l = s->stuck[((uint64_t)pick * s->n_stuck) >> 24];
    else
        l = s->contested[((uint64_t)pick * s->n_contested) >> 24];
    uint32_t n = g->first[l + 1] - g->first[l];
    uint32_t v = g->first[l] + (uint32_t)(((uint64_t)((low >> 12) & 0xfffff) * n) >> 20);
    double chance = plan->chance[(low >> 2) & (LABEL_CHANCES - 1)];
    if (s->at[l] != v)
        try_move(s, v, (int64_t)(plan->heat * chance * g->value[v]));
}

static void improve(search *s)
{
    const label_graph *g = s->g;
    bool found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
        found = false;
        for (uint32_t v = 0; v < g->n_slots; v++)
            if (!taken(s, v) && try_move(s, v, -1))
                found = true;
    }
}

static search start(const label_graph *g, uint64_t seed, arena *a)
{
    search s = { .g = g,
                 .at = arena_array(a, uint32_t, g->n_labels),
                 .touched = arena_array(a, uint32_t, g->n_slots),
                 .harm = arena_array(a, int64_t, g->n_slots),
                 .stuck = arena_array(a, uint32_t, g->n_labels),
                 .rank = arena_array(a, uint32_t, g->n_labels),
                 .contested = arena_array(a, uint32_t, g->n_labels),
                 .rng = seed };
    for (uint32_t l = 0; l < g->n_labels; l++)
        s.at[l] = LABEL_NO_SLOT;
    for (uint32_t l = 0; l < g->n_labels; l++) {
        uint32_t best = g->first[l], end = g->first[l + 1];
        if (best == end)
            continue;
        s.rank[l] = s.n_stuck;
        s.stuck[s.n_stuck++] = l;
        if (end - best > 1)
            s.contested[s.n_contested++] = l;
        for (uint32_t v = best; v < end; v++)
            if (own(&s, v) - s.harm[v] > own(&s, best) - s.harm[best])
                best = v;
        enter(&s, best);
    }
    return s;
}

static void keep(const search *s, uint32_t *best, int64_t *total)
{
    if (s->total <= *total || !s->g->n_labels)
        return;
    *total = s->total;
    memcpy(best, s->at, s->g->n_labels * sizeof *best);
}

const uint32_t *label_search_all(const label_graph *g, uint64_t seed, size_t effort,
                                 arena *a)
{
    search s = start(g, seed, a);
    uint32_t *best = arena_array(a, uint32_t, g->n_labels);
    int64_t total = -1;
    improve(&s);
    keep(&s, best, &total);
    label_schedule plan;
    label_schedule_start(&plan, first_heat, last_heat,
                         label_steps(s.n_contested, s.n_stuck, effort));
    for (int stage = 0; stage < LABEL_STAGES && s.n_contested; stage++) {
        for (uint64_t i = 0; i < plan.steps; i++)
            step(&s, &plan);
        keep(&s, best, &total);
        plan.heat *= plan.cooling;
    }
    improve(&s);
    keep(&s, best, &total);
    return best;
}
