#include "label/graph.h"

#include "base/sort.h"
#include "label/grid.h"
#include "label/shape.h"

#include <math.h>

/* Pairs of slots that are looked at, at most: some 50 ms, and 64 MiB of
   neighbors if all of them exclude each other. */
static const uint64_t most_pairs = 8000000;
/* Slots, at most: some 500 MiB. No page has room for a thousandth of them. */
static const size_t most_slots = 8000000;
/* Beyond this a coordinate is nonsense, and its squares lose their digits. */
static const double far_off = 1e9;

typedef struct obstacle {
    label_box box;
    label_disc disc; /* r 0: it is the box */
} obstacle;

typedef struct obstacles {
    obstacle *at;
    label_grid grid;
} obstacles;

bool label_boxes_touch(const label_box *a, const label_box *b, double gap)
{
    /* Without branches, which nobody can predict here. */
    return (a->x0 - b->x1 < gap) & (b->x0 - a->x1 < gap) & (a->y0 - b->y1 < gap) &
           (b->y0 - a->y1 < gap);
}

bool label_disc_touches(const label_disc *d, const label_box *b)
{
    double dx = label_max(label_max(b->x0 - d->x, d->x - b->x1), 0);
    double dy = label_max(label_max(b->y0 - d->y, d->y - b->y1), 0);
    return dx * dx + dy * dy < d->r * d->r;
}

bool label_box_inside(const label_box *b, const label_box *page)
{
    return b->x0 >= page->x0 && b->y0 >= page->y0 && b->x1 <= page->x1 &&
           b->y1 <= page->y1;
}

static bool sound(const label_box *b)
{
    return b->x0 <= b->x1 && b->y0 <= b->y1 && b->x0 >= -far_off && b->y0 >= -far_off &&
           b->x1 <= far_off && b->y1 <= far_off;
}

/* All parts of a candidate. */
static bool sound_shape(const label_candidate *k)
{
    if (!sound(&k->box))
        return false;
    for (int i = 0; i < k->n_boxes; i++)
        if (!sound(&k->boxes[i]))
            return false;
    for (int i = 0; i < k->n_line; i++)
        if (!(fabs(k->line[i].x) <= far_off && fabs(k->line[i].y) <= far_off))
            return false;
    return true;
}

typedef struct terms {
    const label_problem *p;
    bool all; /* every label is to be placed, at any cost */
} terms;

/* What a candidate is worth; 0 if it may not be taken. */
static double worth(const terms *t, const label *l, int c)
{
    const label_candidate *k = &l->candidates[c];
    double value = l->weight - k->cost;
    if (t->all)
        value = label_max(value, l->weight * 1e-6);
    if (!isfinite(value) || !isfinite(k->cost) || value <= 0 || !sound_shape(k))
        return 0;
    label_box box = label_is_plain(k) ? k->box : label_bounds(k);
    return label_box_inside(&box, &t->p->page) ? value : 0;
}

/* Obstacles out of reach would only make the grid coarse. */
static label_box reach(const terms *t)
{
    const label_problem *p = t->p;
    label_box all = { far_off, far_off, -far_off, -far_off };
    for (size_t i = 0; i < p->n_labels; i++) {
        const label *l = &p->labels[i];
        for (int c = 0; c < l->n_candidates; c++) {
            if (worth(t, l, c) <= 0)
                continue;
            label_box b = label_bounds(&l->candidates[c]);
            all = (label_box){ label_min(all.x0, b.x0), label_min(all.y0, b.y0),
                               label_max(all.x1, b.x1), label_max(all.y1, b.y1) };
        }
    }
    return all;
}

static obstacles gather(const terms *t, arena *a)
{
    const label_problem *p = t->p;
    obstacles o = { .at = arena_array(a, obstacle, p->n_discs + p->n_boxes) };
    label_box *boxes = arena_array(a, label_box, p->n_discs + p->n_boxes);
    label_box all = reach(t);
    size_t n = 0;
    for (size_t i = 0; i < p->n_discs; i++) {
        const label_disc *d = &p->discs[i];
        label_box b = { d->x - d->r, d->y - d->r, d->x + d->r, d->y + d->r };
        if (d->r > 0 && sound(&b) && label_boxes_touch(&b, &all, 0))
            o.at[n++] = (obstacle){ b, *d };
    }
    for (size_t i = 0; i < p->n_boxes; i++)
        if (sound(&p->boxes[i]) && label_boxes_touch(&p->boxes[i], &all, 0))
            o.at[n++] = (obstacle){ .box = p->boxes[i] };
    for (size_t i = 0; i < n; i++)
        boxes[i] = o.at[i].box;
    o.grid = label_grid_new(boxes, n, 0, a);
    return o;
}

static bool hits(const obstacle *o, const label *l, const label_candidate *k,
                 const label_box *box)
{
    /* A line keeps a little more off than the box around it shows. */
    bool plain = label_is_plain(k);
    if (!label_boxes_touch(&o->box, box, plain ? 0 : 2))
        return false;
    if (o->disc.r > 0)
        return plain ? label_disc_touches(&o->disc, box)
                     : label_shape_hits_disc(k, (label_xy){ l->anchor_x, l->anchor_y },
                                             &o->disc);
    return plain || label_shape_hits_box(k, &o->box);
}

static bool blocked(const obstacles *o, const label *l, const label_candidate *k)
{
    const label_grid *g = &o->grid;
    label_box bounds = label_bounds(k), *box = &bounds;
    label_span s = label_span_of(&g->frame, box, label_is_plain(k) ? 0 : 4);
    for (uint32_t r = s.r0; r <= s.r1; r++) {
        size_t row = (size_t)r * g->frame.columns;
        uint32_t end = g->start[row + s.c1 + 1];
        for (uint32_t i = g->start[row + s.c0]; i < end; i++)
            if (hits(&o->at[g->item[i]], l, k, box))
                return true;
    }
    return false;
}

typedef struct ranked {
    double weight;
    uint32_t index;
} ranked;

static int by_weight(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const ranked *x = a, *y = b;
    return (x->weight < y->weight) - (x->weight > y->weight);
}

/* The labels whose weight makes sense, the heaviest first. */
static size_t rank(const label_problem *p, ranked *out, size_t *n_candidates, arena *a)
{
    size_t n = 0;
    *n_candidates = 0;
    for (size_t i = 0; i < p->n_labels && i < UINT32_MAX; i++)
        if (p->labels[i].weight > 0 && isfinite(p->labels[i].weight) &&
            p->labels[i].n_candidates > 0)
            out[n++] = (ranked){ p->labels[i].weight, (uint32_t)i };
    sort_stable(out, n, sizeof *out, by_weight, NULL, a);
    for (size_t i = 0; i < n; i++) {
        size_t more = (size_t)p->labels[out[i].index].n_candidates;
        if (more > most_slots - *n_candidates)
            return i;
        *n_candidates += more;
    }
    return n;
}

static void add_slot(label_graph *g, const label_candidate *k, int c, double value)
{
    uint32_t s = g->n_slots++;
    g->owner[s] = g->n_labels;
    g->candidate[s] = (uint32_t)c;
    g->value[s] = (int32_t)value;
    g->box[s] = label_bounds(k);
    g->shape[s] = label_is_plain(k) ? NULL : k;
}

static bool add_label(label_graph *g, uint32_t index)
{
    if (g->n_slots == g->first[g->n_labels])
        return false;
    g->origin[g->n_labels++] = index;
    g->first[g->n_labels] = g->n_slots;
    return true;
}

static void add_allowed(label_graph *g, const terms *t, const obstacles *o,
                        uint32_t index, double best)
{
    const label *l = &t->p->labels[index];
    for (int c = 0; c < l->n_candidates; c++) {
        double value = worth(t, l, c);
        if (value > 0 && !blocked(o, l, &l->candidates[c]))
            add_slot(g, &l->candidates[c], c,
                     label_max(1, floor(value / best * LABEL_VALUE_ONE + 0.5)));
    }
}

static void add_sound(label_graph *g, const label_problem *p, uint32_t index)
{
    const label *l = &p->labels[index];
    for (int c = 0; c < l->n_candidates; c++)
        if (sound_shape(&l->candidates[c]))
            add_slot(g, &l->candidates[c], c, 0);
}

static double best_worth(const terms *t)
{
    const label_problem *p = t->p;
    double best = 0;
    for (size_t i = 0; i < p->n_labels; i++)
        for (int c = 0; c < p->labels[i].n_candidates; c++)
            best = label_max(best, worth(t, &p->labels[i], c));
    return best > 0 ? best : 1;
}

label_graph label_graph_slots(const label_problem *p, bool all, arena *a)
{
    ranked *order = arena_array(a, ranked, p->n_labels);
    size_t most = 0, n = rank(p, order, &most, a), left = 0;
    label_graph g = { .first = arena_array(a, uint32_t, n + 1),
                      .owner = arena_array(a, uint32_t, most),
                      .candidate = arena_array(a, uint32_t, most),
                      .value = arena_array(a, int32_t, most),
                      .box = arena_array(a, label_box, most),
                      .shape = arena_alloc(a, most, sizeof(const label_candidate *)),
                      .origin = arena_array(a, uint32_t, n) };
    terms t = { p, all };
    obstacles o = gather(&t, a);
    double best = best_worth(&t);
    for (size_t i = 0; i < n; i++) {
        add_allowed(&g, &t, &o, order[i].index, best);
        if (!add_label(&g, order[i].index))
            order[left++] = order[i];
    }
    for (size_t i = 0; all && i < left; i++) {
        add_sound(&g, p, order[i].index);
        add_label(&g, order[i].index);
    }
    return g;
}

static uint64_t pairs_in(const label_grid *g)
{
    uint64_t pairs = 0;
    size_t cells = (size_t)g->frame.columns * g->frame.rows;
    for (size_t i = 0; i < cells; i++) {
        uint64_t here = g->start[i + 1] - g->start[i];
        pairs += here * here / 2;
    }
    return pairs;
}

/* A pair that meets in several cells is seen in the first of them only. */
static bool seen_here(const label_span *s, uint32_t i, uint32_t j, uint32_t c, uint32_t r)
{
    uint32_t c0 = s[i].c0 > s[j].c0 ? s[i].c0 : s[j].c0;
    uint32_t r0 = s[i].r0 > s[j].r0 ? s[i].r0 : s[j].r0;
    return c == c0 && r == r0;
}

enum { PAIRS = 4096 };

/* Pairs of slots that exclude each other, in the order in which they are found. */
typedef struct pairs {
    struct pairs *next;
    uint32_t n, slot[PAIRS][2];
} pairs;

typedef struct linker {
    const label_graph *g;
    const label_grid *grid;
    const label_span *spans;
    double gap;
    pairs *first, *last;
    arena *a;
} linker;

static void add_pair(linker *k, uint32_t i, uint32_t j)
{
    if (k->last->n == PAIRS) {
        k->last->next = arena_new(k->a, pairs);
        k->last = k->last->next;
    }
    uint32_t *slot = k->last->slot[k->last->n++];
    slot[0] = i;
    slot[1] = j;
    k->g->start[i + 1]++;
    k->g->start[j + 1]++;
}

/* Whether two slots whose boxes touch exclude each other. */
static bool exclude(const linker *k, uint32_t i, uint32_t j)
{
    const label_graph *g = k->g;
    if (!g->shape[i] && !g->shape[j])
        return true;
    label_candidate of_i = { .box = g->box[i] }, of_j = { .box = g->box[j] };
    return label_candidates_touch(g->shape[i] ? g->shape[i] : &of_i,
                                  g->shape[j] ? g->shape[j] : &of_j, k->gap);
}

static void pair_cell(linker *k, uint32_t c, uint32_t r)
{
    const label_graph *g = k->g;
    size_t cell = (size_t)r * k->grid->frame.columns + c;
    const uint32_t *item = k->grid->item, end = k->grid->start[cell + 1];
    uint32_t other = k->grid->start[cell];
    for (uint32_t x = other; x < end; x++) {
        uint32_t i = item[x];
        label_box box = g->box[i];
        /* Slots of one label lie side by side. */
        while (other < end && g->owner[item[other]] == g->owner[i])
            other++;
        for (uint32_t y = other; y < end; y++) {
            uint32_t j = item[y];
            if (label_boxes_touch(&box, &g->box[j], k->gap) &&
                seen_here(k->spans, i, j, c, r) && exclude(k, i, j))
                add_pair(k, i, j);
        }
    }
}

static void list_neighbors(label_graph *g, const pairs *list, arena *a)
{
    for (uint32_t i = 0; i < g->n_slots; i++)
        g->start[i + 1] += g->start[i];
    g->neighbor = arena_array(a, uint32_t, g->start[g->n_slots]);
    uint32_t *at = arena_array(a, uint32_t, g->n_slots);
    for (uint32_t i = 0; i < g->n_slots; i++)
        at[i] = g->start[i];
    for (; list; list = list->next) {
        for (uint32_t i = 0; i < list->n; i++) {
            const uint32_t *slot = list->slot[i];
            g->neighbor[at[slot[0]]++] = slot[1];
            g->neighbor[at[slot[1]]++] = slot[0];
        }
    }
}

void label_graph_link(label_graph *g, double gap, arena *a)
{
    label_grid grid = label_grid_new(g->box, g->n_slots, gap, a);
    while (g->n_labels > 1 && pairs_in(&grid) > most_pairs) {
        g->n_labels /= 2;
        g->n_slots = g->first[g->n_labels];
        grid = label_grid_new(g->box, g->n_slots, gap, a);
    }
    label_span *spans = arena_array(a, label_span, g->n_slots);
    for (uint32_t i = 0; i < g->n_slots; i++)
        spans[i] = label_span_of(&grid.frame, &g->box[i], gap);
    g->start = arena_array(a, uint32_t, g->n_slots + 1);
    linker k = { .g = g, .grid = &grid, .spans = spans, .gap = gap, .a = a };
    k.first = k.last = arena_new(a, pairs);
    for (uint32_t r = 0; r < grid.frame.rows; r++)
        for (uint32_t c = 0; c < grid.frame.columns; c++)
            pair_cell(&k, c, r);
    list_neighbors(g, k.first, a);
}
