#include "label/search.h"

#include "base/pool.h"
#include "base/rng.h"

#include <string.h>

/* Heat as a part of the value of the label that wants a place: what an evicted
   neighbor may cost. Below the last, moves that lose anything have no chance. */
static const double first_heat = 0.3, last_heat = 0.03;
enum { CHAIN = 12, MOST_ROUNDS = 16 };

/* A placement that is always clean: whoever takes a slot evicts those that
   touch it. */
typedef struct search {
    const label_graph *g;
    int64_t *load;     /* of each slot: the value of the placed slots next to it */
    uint32_t *at;      /* of each label: its slot or LABEL_NO_SLOT */
    uint32_t *waiting; /* labels without a slot */
    uint32_t *rank;    /* of each label: where it is in waiting */
    uint32_t n_waiting;
    uint32_t *contested; /* labels that have a slot and a neighbor */
    uint32_t n_contested;
    int64_t total;
    uint64_t rng;
} search;

static void put(search *s, uint32_t v)
{
    const label_graph *g = s->g;
    for (uint32_t i = g->start[v], end = g->start[v + 1]; i < end; i++)
        s->load[g->neighbor[i]] += g->value[v];
    uint32_t l = g->owner[v], last = s->waiting[--s->n_waiting];
    s->waiting[s->rank[l]] = last;
    s->rank[last] = s->rank[l];
    s->at[l] = v;
    s->total += g->value[v];
}

static void take(search *s, uint32_t v)
{
    const label_graph *g = s->g;
    for (uint32_t i = g->start[v], end = g->start[v + 1]; i < end; i++)
        s->load[g->neighbor[i]] -= g->value[v];
    uint32_t l = g->owner[v];
    s->rank[l] = s->n_waiting;
    s->waiting[s->n_waiting++] = l;
    s->at[l] = LABEL_NO_SLOT;
    s->total -= g->value[v];
}

static int64_t held(const search *s, uint32_t l)
{
    return s->at[l] == LABEL_NO_SLOT ? 0 : s->g->value[s->at[l]];
}

/* Move the label of v to v and evict whoever is in its way. */
static void move(search *s, uint32_t v)
{
    const label_graph *g = s->g;
    uint32_t l = g->owner[v];
    if (s->at[l] != LABEL_NO_SLOT)
        take(s, s->at[l]);
    for (uint32_t i = g->start[v]; s->load[v] && i < g->start[v + 1]; i++) {
        uint32_t u = g->neighbor[i];
        if (s->at[g->owner[u]] == u)
            take(s, u);
    }
    put(s, v);
}

/* Moves that gain, the heaviest labels first, until there is none. */
static void improve(search *s)
{
    const label_graph *g = s->g;
    bool found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
        found = false;
        for (uint32_t v = 0; v < g->n_slots; v++) {
            if (g->value[v] - s->load[v] <= held(s, g->owner[v]))
                continue;
            move(s, v);
            found = true;
        }
    }
}

/* A move after which those evicted go elsewhere and others move up, and how to
   undo it. */
typedef struct chain {
    uint32_t label[CHAIN], from[CHAIN];
    uint32_t n, evicted;
} chain;

/* Takes out whoever is in the way of v, and the label of v; false if that takes
   more moves than a chain has. */
static bool clear_way(search *s, uint32_t v, chain *c)
{
    const label_graph *g = s->g;
    *c = (chain){ { g->owner[v] }, { s->at[g->owner[v]] }, 1, 1 };
    if (c->from[0] != LABEL_NO_SLOT)
        take(s, c->from[0]);
    for (uint32_t i = g->start[v]; s->load[v] && i < g->start[v + 1]; i++) {
        uint32_t u = g->neighbor[i], l = g->owner[u];
        if (s->at[l] != u)
            continue;
        if (c->n == CHAIN)
            return false;
        c->label[c->n] = l;
        c->from[c->n++] = u;
        take(s, u);
    }
    c->evicted = c->n;
    return true;
}

/* The best slot of l that evicts nobody, if there is any. */
static void settle(search *s, uint32_t l)
{
    const label_graph *g = s->g;
    uint32_t best = LABEL_NO_SLOT;
    for (uint32_t v = g->first[l]; v < g->first[l + 1]; v++)
        if (!s->load[v] && (best == LABEL_NO_SLOT || g->value[v] > g->value[best]))
            best = v;
    if (best != LABEL_NO_SLOT)
        put(s, best);
}

/* Labels that waited for what one of the chain has left. */
static void move_up(search *s, uint32_t left, chain *c)
{
    const label_graph *g = s->g;
    for (uint32_t i = g->start[left]; i < g->start[left + 1] && c->n < CHAIN; i++) {
        uint32_t u = g->neighbor[i], l = g->owner[u];
        if (s->load[u] || s->at[l] != LABEL_NO_SLOT)
            continue;
        c->label[c->n] = l;
        c->from[c->n++] = LABEL_NO_SLOT;
        put(s, u);
    }
}

static void undo(search *s, const chain *c)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (s->at[c->label[i]] != LABEL_NO_SLOT)
            take(s, s->at[c->label[i]]);
    for (uint32_t i = 0; i < c->n; i++)
        if (c->from[i] != LABEL_NO_SLOT)
            put(s, c->from[i]);
}

/* Whether it gains to move the label of v to v and let those evicted move on. */
static bool try_chain(search *s, uint32_t v)
{
    int64_t before = s->total;
    chain c;
    bool whole = clear_way(s, v, &c);
    if (whole) {
        put(s, v);
        for (uint32_t i = 1; i < c.evicted; i++)
            settle(s, c.label[i]);
        for (uint32_t i = 0; i < c.evicted; i++)
            if (c.from[i] != LABEL_NO_SLOT)
                move_up(s, c.from[i], &c);
    }
    if (whole && s->total > before)
        return true;
    undo(s, &c);
    return false;
}

static void refine(search *s)
{
    const label_graph *g = s->g;
    bool found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
        found = false;
        for (uint32_t v = 0; v < g->n_slots; v++)
            if (g->value[v] > held(s, g->owner[v]) && try_chain(s, v))
                found = true;
    }
}

static void step(search *s, const label_schedule *plan)
{
    const label_graph *g = s->g;
    uint64_t r = rng_next(&s->rng);
    uint32_t pick = (uint32_t)(r >> 40), low = (uint32_t)r;
    uint32_t l;
    if ((low & 3) && s->n_waiting)
        l = s->waiting[((uint64_t)pick * s->n_waiting) >> 24];
    else
        l = s->contested[((uint64_t)pick * s->n_contested) >> 24];
    uint32_t n = g->first[l + 1] - g->first[l];
    uint32_t v = g->first[l] + (uint32_t)(((uint64_t)((low >> 12) & 0xfffff) * n) >> 20);
    if (s->at[l] == v)
        return;
    int64_t loss = s->load[v] + held(s, l) - g->value[v];
    double chance = plan->chance[(low >> 2) & (LABEL_CHANCES - 1)];
    if (loss <= (int64_t)(plan->heat * chance * g->value[v]))
        move(s, v);
}

static search start(const label_graph *g, uint64_t seed, arena *a)
{
    search s = { .g = g,
                 .load = arena_array(a, int64_t, g->n_slots),
                 .at = arena_array(a, uint32_t, g->n_labels),
                 .waiting = arena_array(a, uint32_t, g->n_labels),
                 .rank = arena_array(a, uint32_t, g->n_labels),
                 .contested = arena_array(a, uint32_t, g->n_labels),
                 .rng = seed };
    for (uint32_t l = 0; l < g->n_labels; l++) {
        s.at[l] = LABEL_NO_SLOT;
        if (g->first[l] == g->first[l + 1])
            continue;
        s.rank[l] = s.n_waiting;
        s.waiting[s.n_waiting++] = l;
        if (g->start[g->first[l]] < g->start[g->first[l + 1]])
            s.contested[s.n_contested++] = l;
    }
    return s;
}

/* How many labels do not have the best of their slots. */
static uint32_t count_discontent(const search *s)
{
    const label_graph *g = s->g;
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n_contested; i++) {
        uint32_t l = s->contested[i];
        int64_t now = held(s, l);
        bool better = false;
        for (uint32_t v = g->first[l]; v < g->first[l + 1] && !better; v++)
            better = g->value[v] > now;
        n += better;
    }
    return n;
}

static void keep(const search *s, uint32_t *best, int64_t *total)
{
    if (s->total <= *total || !s->g->n_labels)
        return;
    *total = s->total;
    memcpy(best, s->at, s->g->n_labels * sizeof *best);
}

/* One way through the search. */
typedef struct run {
    const label_graph *g;
    uint64_t seed;
    size_t effort;
    uint32_t *best; /* of each label: its slot or LABEL_NO_SLOT */
    int64_t total;
    arena memory;
} run;

static void go(run *r)
{
    search s = start(r->g, r->seed, &r->memory);
    r->best = arena_array(&r->memory, uint32_t, r->g->n_labels);
    r->total = -1;
    improve(&s);
    refine(&s);
    keep(&s, r->best, &r->total);
    label_schedule plan;
    uint32_t discontent = count_discontent(&s);
    label_schedule_start(&plan, first_heat, last_heat,
                         label_steps(s.n_contested, discontent, r->effort));
    for (int stage = 0; stage < LABEL_STAGES && discontent; stage++) {
        for (uint64_t i = 0; i < plan.steps; i++)
            step(&s, &plan);
        keep(&s, r->best, &r->total);
        plan.heat *= plan.cooling;
    }
    improve(&s);
    refine(&s);
    keep(&s, r->best, &r->total);
}

static void go_on(void *ctx, size_t i, int worker)
{
    (void)worker;
    go((run *)ctx + i);
}

/* Where few labels are in each other's way, a search ends in one of several good
   states by chance: the best of some short ones is better than a long one. */
const uint32_t *label_search(const label_graph *g, uint64_t seed, size_t effort, arena *a)
{
    enum { RUNS = 4, FEW = 160 };
    run runs[RUNS] = { 0 };
    int n = effort || g->n_labels > FEW ? 1 : RUNS, best = 0;
    for (int i = 0; i < n; i++)
        runs[i] = (run){ .g = g, .seed = seed + (uint64_t)i * 7919, .effort = effort };
    pool_run(pool_share(RUNS), (size_t)n, go_on, runs);
    for (int i = 1; i < n; i++)
        if (runs[i].total > runs[best].total)
            best = i;
    uint32_t *out = arena_array(a, uint32_t, g->n_labels);
    if (g->n_labels)
        memcpy(out, runs[best].best, g->n_labels * sizeof *out);
    for (int i = 0; i < n; i++)
        arena_clear(&runs[i].memory);
    return out;
}
