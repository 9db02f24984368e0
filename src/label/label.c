#include "label/label.h"

#include "label/search.h"
#include "label/shape.h"
#include "label/taken.h"

static const uint64_t usual_seed = 1;

/* What comes out of a search, as it comes. */
typedef struct outcome {
    const label_problem *p;
    label_taken taken;
    bool *allowed; /* of each label of p: its place keeps off the obstacles */
    size_t n_placed;
} outcome;

static double gap_of(const label_problem *p)
{
    return p->gap > 0 && p->gap < 1e9 ? p->gap : 0;
}

/* What a slot covers; of lines, what is around them. */
static bool touches_taken(const outcome *o, const label_candidate *k, uint32_t owner)
{
    int n;
    const label_box *boxes = label_boxes_of(k, &n);
    for (int i = 0; i < n; i++)
        if (label_taken_touches(&o->taken, &boxes[i], owner))
            return true;
    label_box all = label_bounds(k);
    return k->n_line > 1 && label_taken_touches(&o->taken, &all, owner);
}

static void add_taken(outcome *o, const label_candidate *k, uint32_t owner)
{
    int n;
    const label_box *boxes = label_boxes_of(k, &n);
    for (int i = 0; i < n; i++)
        label_taken_add(&o->taken, &boxes[i], owner);
    for (int i = 0; i + 1 < k->n_line; i++) {
        label_candidate part = { .box = { k->line[i].x, k->line[i].y, k->line[i].x,
                                          k->line[i].y },
                                 .line = k->line + i,
                                 .n_line = 2 };
        label_box all = label_bounds(&part);
        label_taken_add(&o->taken, &all, owner);
    }
}

static const label_candidate *candidate_of(const outcome *o, const label_graph *g,
                                           uint32_t slot)
{
    const label *l = &o->p->labels[g->origin[g->owner[slot]]];
    return &l->candidates[g->candidate[slot]];
}

static void place_at(outcome *o, const label_graph *g, uint32_t slot)
{
    uint32_t index = g->origin[g->owner[slot]];
    o->p->labels[index].placed = (int)g->candidate[slot];
    o->allowed[index] = g->value[slot] > 0;
    add_taken(o, candidate_of(o, g, slot), index);
    o->n_placed++;
}

/* The labels from slot on, that were too many for the search, go where there is
   room left; with all, anywhere. */
static void place_rest(outcome *o, const label_graph *g, uint32_t slot, bool all)
{
    while (slot < g->n_slots) {
        uint32_t l = g->owner[slot], best = all ? slot : LABEL_NO_SLOT;
        int32_t value = 0;
        for (; slot < g->n_slots && g->owner[slot] == l; slot++) {
            if (g->value[slot] <= value ||
                touches_taken(o, candidate_of(o, g, slot), g->origin[l]))
                continue;
            best = slot;
            value = g->value[slot];
        }
        if (best != LABEL_NO_SLOT)
            place_at(o, g, best);
    }
}

static outcome place(const label_problem *p, bool all, arena *a)
{
    for (size_t i = 0; i < p->n_labels; i++)
        p->labels[i].placed = LABEL_NOT_PLACED;
    label_graph whole = label_graph_slots(p, all, a), g = whole;
    outcome o = { .p = p,
                  .taken = label_taken_new(g.box, g.n_slots, gap_of(p), a),
                  .allowed = arena_array(a, bool, p->n_labels) };
    label_graph_link(&g, gap_of(p), a);
    uint32_t searched = g.n_slots;
    label_graph_reduce(&g, all, a);
    uint64_t seed = p->seed ? p->seed : usual_seed;
    const uint32_t *at = all ? label_search_all(&g, seed, p->effort, a)
                             : label_search(&g, seed, p->effort, a);
    for (uint32_t l = 0; l < g.n_labels; l++)
        if (at[l] != LABEL_NO_SLOT)
            place_at(&o, &g, at[l]);
    place_rest(&o, &whole, searched, all);
    return o;
}

size_t label_place(const label_problem *p, arena *scratch)
{
    return place(p, false, scratch).n_placed;
}

size_t label_place_all(const label_problem *p, arena *scratch)
{
    outcome o = place(p, true, scratch);
    size_t clean = 0;
    for (size_t i = 0; i < p->n_labels; i++) {
        const label *l = &p->labels[i];
        if (l->placed != LABEL_NOT_PLACED && o.allowed[i] &&
            !touches_taken(&o, &l->candidates[l->placed], (uint32_t)i))
            clean++;
    }
    return clean;
}
