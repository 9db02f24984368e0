#include "label/label.h"

#include "base/rng.h"
#include "label/candidates.h"
#include "label/lines.h"

#include "test.h"

#include <math.h>

/* A page of made-up labels, markers and furniture. */
typedef struct sketch {
    label_problem p;
    label *labels;
    label_disc *discs;
    label_box *boxes;
} sketch;

typedef struct sketch_size {
    size_t labels, discs, boxes;
    int candidates; /* of a label, at most */
    double width;   /* of a label, at most, px */
} sketch_size;

static double between(uint64_t *rng, double low, double high)
{
    return low + (high - low) * rng_unit(rng);
}

static label_box random_box(uint64_t *rng, double x, double y, double w, double h)
{
    double x0 = x + between(rng, -w, 0), y0 = y + between(rng, -h, 0);
    return (label_box){ x0, y0, x0 + w, y0 + h };
}

static sketch random_sketch(uint64_t *rng, sketch_size size, arena *a)
{
    sketch s = { .labels = arena_array(a, label, size.labels),
                 .discs = arena_array(a, label_disc, size.discs),
                 .boxes = arena_array(a, label_box, size.boxes) };
    for (size_t i = 0; i < size.labels; i++) {
        label *l = &s.labels[i];
        *l =
            (label){ .weight = between(rng, 0.5, 3),
                     .anchor_x = between(rng, -20, 420),
                     .anchor_y = between(rng, -20, 320),
                     .n_candidates = (int)rng_below(rng, (uint32_t)size.candidates + 1) };
        label_candidate *k = arena_array(a, label_candidate, (size_t)size.candidates);
        double w = between(rng, 0, size.width), h = between(rng, 0, 12);
        for (int c = 0; c < l->n_candidates; c++)
            k[c] =
                (label_candidate){ .box = random_box(rng, l->anchor_x, l->anchor_y, w, h),
                                   .cost = between(rng, 0, 0.6) };
        l->candidates = k;
    }
    for (size_t i = 0; i < size.discs; i++)
        s.discs[i] = (label_disc){ between(rng, 0, 400), between(rng, 0, 300),
                                   between(rng, 0, 9) };
    for (size_t i = 0; i < size.boxes; i++)
        s.boxes[i] = random_box(rng, between(rng, 0, 400), between(rng, 0, 300),
                                between(rng, 0, 90), between(rng, 0, 60));
    s.p = (label_problem){ .labels = s.labels,
                           .n_labels = size.labels,
                           .page = { 0, 0, 400, 300 },
                           .discs = s.discs,
                           .n_discs = size.discs,
                           .boxes = s.boxes,
                           .n_boxes = size.boxes,
                           .gap = (double)rng_below(rng, 4),
                           .effort = 200 };
    return s;
}

static const label_box *place_of(const label *l)
{
    return l->placed == LABEL_NOT_PLACED ? NULL : &l->candidates[l->placed].box;
}

static bool on_obstacle(const label_problem *p, const label_box *b)
{
    if (!label_box_inside(b, &p->page))
        return true;
    for (size_t i = 0; i < p->n_discs; i++)
        if (label_disc_touches(&p->discs[i], b))
            return true;
    for (size_t i = 0; i < p->n_boxes; i++)
        if (label_boxes_touch(&p->boxes[i], b, 0))
            return true;
    return false;
}

static bool on_label(const label_problem *p, size_t i)
{
    const label_box *b = place_of(&p->labels[i]);
    for (size_t j = 0; j < p->n_labels; j++) {
        const label_box *o = place_of(&p->labels[j]);
        if (j != i && o && label_boxes_touch(b, o, p->gap))
            return true;
    }
    return false;
}

static size_t count_placed(const label_problem *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_labels; i++)
        n += place_of(&p->labels[i]) != NULL;
    return n;
}

static double worth_of(const label_problem *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->n_labels; i++) {
        const label *l = &p->labels[i];
        if (l->placed != LABEL_NOT_PLACED)
            sum += l->weight - l->candidates[l->placed].cost;
    }
    return sum;
}

static void check_rules(const label_problem *p)
{
    for (size_t i = 0; i < p->n_labels; i++) {
        const label *l = &p->labels[i];
        CHECK(l->placed >= LABEL_NOT_PLACED && l->placed < l->n_candidates);
        if (l->placed == LABEL_NOT_PLACED)
            continue;
        CHECK(!on_obstacle(p, place_of(l)));
        CHECK(!on_label(p, i));
        CHECK(l->candidates[l->placed].cost < l->weight);
    }
}

/* No single label could be added, or moved to a cheaper place. */
static void check_no_easy_gain(const label_problem *p)
{
    for (size_t i = 0; i < p->n_labels; i++) {
        label *l = &p->labels[i];
        int was = l->placed;
        double cost = was == LABEL_NOT_PLACED ? l->weight : l->candidates[was].cost;
        for (int c = 0; c < l->n_candidates; c++) {
            l->placed = c;
            bool better = l->candidates[c].cost < cost - 1e-5;
            CHECK(!better || on_obstacle(p, place_of(l)) || on_label(p, i));
        }
        l->placed = was;
    }
}

TEST(label_placed_keeps_all_rules_whatever_the_map)
{
    static const sketch_size sizes[] = { { 0, 5, 1, 4, 50 },    { 1, 0, 0, 1, 50 },
                                         { 3, 2, 1, 2, 50 },    { 40, 0, 0, 8, 60 },
                                         { 60, 60, 3, 8, 60 },  { 150, 0, 0, 4, 40 },
                                         { 150, 40, 2, 16, 0 }, { 30, 20, 1, 32, 300 },
                                         { 300, 100, 4, 8, 30 } };
    for (uint64_t seed = 1; seed <= 90; seed++) {
        arena a = { 0 };
        uint64_t rng = seed;
        sketch s = random_sketch(&rng, sizes[seed % (sizeof sizes / sizeof *sizes)], &a);

        size_t n = label_place(&s.p, &a);

        check_rules(&s.p);
        check_no_easy_gain(&s.p);
        CHECK_INT(count_placed(&s.p), n);
        arena_clear(&a);
    }
}

/* The best there is, by trying all. */
static double best_by_trial(const label_problem *p, size_t i)
{
    if (i == p->n_labels)
        return worth_of(p);
    label *l = &p->labels[i];
    l->placed = LABEL_NOT_PLACED;
    double best = best_by_trial(p, i + 1);
    for (int c = 0; c < l->n_candidates; c++) {
        bool clear =
            l->candidates[c].cost < l->weight && !on_obstacle(p, &l->candidates[c].box);
        for (size_t j = 0; j < i && clear; j++)
            clear = !place_of(&p->labels[j]) ||
                    !label_boxes_touch(&l->candidates[c].box, place_of(&p->labels[j]),
                                       p->gap);
        if (!clear)
            continue;
        l->placed = c;
        best = fmax(best, best_by_trial(p, i + 1));
    }
    l->placed = LABEL_NOT_PLACED;
    return best;
}

static void forget_all(const label_problem *p)
{
    for (size_t i = 0; i < p->n_labels; i++)
        p->labels[i].placed = LABEL_NOT_PLACED;
}

TEST(label_placement_of_a_few_labels_is_the_best_there_is)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        arena a = { 0 };
        uint64_t rng = seed;
        sketch s = random_sketch(&rng, (sketch_size){ 7, 3, 1, 4, 350 }, &a);
        s.p.effort = 2000;
        forget_all(&s.p);
        double best = best_by_trial(&s.p, 0);

        label_place(&s.p, &a);

        CHECK_NEAR(worth_of(&s.p), best, 1e-4);
        arena_clear(&a);
    }
}

TEST(label_placement_is_the_same_each_time)
{
    arena a = { 0 };
    int placed[200];
    for (int run = 0; run < 2; run++) {
        uint64_t rng = 11;
        sketch s = random_sketch(&rng, (sketch_size){ 200, 50, 2, 8, 60 }, &a);
        s.p.effort = 0;
        label_place(&s.p, &a);
        for (int i = 0; i < 200; i++) {
            if (run == 0)
                placed[i] = s.labels[i].placed;
            CHECK_INT(s.labels[i].placed, placed[i]);
        }
    }
    arena_clear(&a);
}

TEST(label_heavy_wins_over_light_ones_in_its_way)
{
    arena a = { 0 };
    label_candidate wide = { .box = { 0, 0, 100, 10 } };
    label_candidate left = { .box = { 0, 0, 40, 10 } },
                    right = { .box = { 60, 0, 100, 10 } };
    label l[] = { { .weight = 1, .candidates = &left, .n_candidates = 1 },
                  { .weight = 2.5, .candidates = &wide, .n_candidates = 1 },
                  { .weight = 1, .candidates = &right, .n_candidates = 1 } };
    label_problem p = { .labels = l, .n_labels = 3, .page = { 0, 0, 100, 100 } };

    CHECK_INT(label_place(&p, &a), 1);
    CHECK_INT(l[1].placed, 0);

    l[1].weight = 1.9;
    CHECK_INT(label_place(&p, &a), 2);
    CHECK_INT(l[1].placed, LABEL_NOT_PLACED);
    arena_clear(&a);
}

TEST(label_takes_the_cheapest_place_that_is_clear)
{
    arena a = { 0 };
    label_candidate k[] = { { .box = { 0, 0, 10, 10 }, .cost = 0 },
                            { .box = { 20, 0, 30, 10 }, .cost = 0.3 },
                            { .box = { 40, 0, 50, 10 }, .cost = 0.1 },
                            { .box = { 60, 0, 70, 10 }, .cost = 0.2 } };
    label l = { .weight = 1, .candidates = k, .n_candidates = 4 };
    label_disc marker = { 9, 9, 3 };
    label_box legend = { 45, 5, 55, 20 };
    label_problem p = { &l, 1, { 0, 0, 100, 100 }, &marker, 1, &legend, 1, 0, 0, 0 };

    CHECK_INT(label_place(&p, &a), 1);

    CHECK_INT(l.placed, 3);
    arena_clear(&a);
}

TEST(label_gap_keeps_neighbors_apart)
{
    arena a = { 0 };
    label_candidate k[] = { { .box = { 0, 0, 10, 10 }, .cost = 0 },
                            { .box = { 11.5, 0, 20, 10 }, .cost = 0 } };
    label l[] = { { .weight = 1, .candidates = &k[0], .n_candidates = 1 },
                  { .weight = 1, .candidates = &k[1], .n_candidates = 1 } };
    label_problem p = {
        .labels = l, .n_labels = 2, .page = { 0, 0, 100, 100 }, .gap = 1.5
    };

    CHECK_INT(label_place(&p, &a), 2);
    p.gap = 2;
    CHECK_INT(label_place(&p, &a), 1);
    arena_clear(&a);
}

TEST(label_nonsense_is_left_out_without_harm)
{
    arena a = { 0 };
    label_candidate good = { .box = { 5, 5, 10, 10 }, .cost = 0 };
    label_candidate bad[] = { { .box = { NAN, 0, 10, 10 }, .cost = 0 },
                              { .box = { 10, 0, 0, 10 }, .cost = 0 },
                              { .box = { -INFINITY, 0, 10, 10 }, .cost = 0 },
                              { .box = { 0, 0, 1, 1 }, .cost = NAN },
                              { .box = { 0, 0, 1, 1 }, .cost = INFINITY },
                              { .box = { 0, 0, 1e300, 1 }, .cost = 0 },
                              { .box = { 0, 0, 1, 1 }, .cost = 1 } };
    label l[] = { { .weight = 1, .candidates = bad, .n_candidates = 7 },
                  { .weight = NAN, .candidates = &good, .n_candidates = 1 },
                  { .weight = -1, .candidates = &good, .n_candidates = 1 },
                  { .weight = INFINITY, .candidates = &good, .n_candidates = 1 },
                  { .weight = 1, .candidates = NULL, .n_candidates = 0 },
                  { .weight = 1e-300, .candidates = &good, .n_candidates = 1 } };
    label_disc discs[] = {
        { NAN, 0, 1 }, { 0, 0, NAN }, { 0, 0, INFINITY }, { 6, 6, -3 }
    };
    label_box box = { NAN, 0, 1, 1 };
    label_problem p = { l, 6, { 0, 0, 100, 100 }, discs, 4, &box, 1, NAN, 0, 0 };

    CHECK_INT(label_place(&p, &a), 1);
    CHECK_INT(l[5].placed, 0);
    for (int i = 0; i < 5; i++)
        CHECK_INT(l[i].placed, LABEL_NOT_PLACED);
    arena_clear(&a);
}

TEST(label_page_without_labels_is_done_at_once)
{
    arena a = { 0 };
    label_disc d = { 1, 1, 1 };
    label_problem p = { .page = { 0, 0, 10, 10 }, .discs = &d, .n_discs = 1 };

    CHECK_INT(label_place(&p, &a), 0);
    CHECK_INT(label_place_all(&p, &a), 0);
    arena_clear(&a);
}

TEST(label_heap_on_one_point_places_one_for_each_position)
{
    arena a = { 0 };
    enum { HEAP = 30000 };
    label *l = arena_array(&a, label, HEAP);
    label_candidate k[8];
    label_point at = {
        .x = 200, .y = 150, .clear = 5, .width = 50, .height = 8, .em = 11
    };
    int n = label_candidates(&at, 0.5, 8, k);
    for (int i = 0; i < HEAP; i++)
        l[i] = (label){ .weight = 1, .candidates = k, .n_candidates = n };
    label_problem p = { .labels = l, .n_labels = HEAP, .page = { 0, 0, 400, 300 } };

    CHECK_INT(label_place(&p, &a), 6);
    arena_clear(&a);
}

TEST(label_crowd_beyond_the_search_still_keeps_all_rules)
{
    arena a = { 0 };
    uint64_t rng = 5;
    sketch s = random_sketch(&rng, (sketch_size){ 6000, 30, 2, 8, 60 }, &a);

    size_t n = label_place(&s.p, &a);

    CHECK(n > 100);
    check_rules(&s.p);
    arena_clear(&a);
}

TEST(label_place_all_counts_what_touches_nothing)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        arena a = { 0 };
        uint64_t rng = seed;
        sketch s = random_sketch(&rng, (sketch_size){ 4 * seed, seed, 1, 8, 50 }, &a);

        size_t n = label_place_all(&s.p, &a);

        size_t clean = 0;
        for (size_t i = 0; i < s.p.n_labels; i++) {
            const label_box *b = place_of(&s.labels[i]);
            CHECK(b || s.labels[i].n_candidates == 0);
            clean += b && !on_obstacle(&s.p, b) && !on_label(&s.p, i);
        }
        CHECK_INT(n, clean);
        arena_clear(&a);
    }
}

TEST(label_place_all_heaps_up_what_cannot_be_clean)
{
    arena a = { 0 };
    /* Three that want one place, where each also has another one in the way of
       the fourth: best is to leave the fourth alone. */
    label_candidate shared = { .box = { 0, 0, 10, 10 }, .cost = 0 },
                    other = { .box = { 20, 0, 30, 10 }, .cost = 0 };
    label_candidate k[] = { shared, other };
    label l[4] = { { .weight = 1, .candidates = k, .n_candidates = 2 },
                   { .weight = 1, .candidates = k, .n_candidates = 2 },
                   { .weight = 1, .candidates = k, .n_candidates = 2 },
                   { .weight = 1, .candidates = &other, .n_candidates = 1 } };
    label_problem p = { .labels = l, .n_labels = 4, .page = { 0, 0, 100, 100 } };

    CHECK_INT(label_place_all(&p, &a), 1);
    arena_clear(&a);
}

TEST(label_candidates_begin_upper_right_and_cost_more_and_more)
{
    label_candidate k[LABEL_CANDIDATES_MAX];
    label_point at = {
        .x = 100, .y = 50, .clear = 5, .width = 40, .height = 8, .em = 10
    };

    CHECK_INT(label_candidates(&at, 2, 99, k), 32);

    CHECK(k[0].box.x0 > 100 && k[0].box.y1 < 50);
    CHECK_NEAR(k[0].cost, 0, 0);
    for (int i = 1; i < 32; i++)
        CHECK(k[i].cost > k[i - 1].cost && k[i].cost < 1);
    CHECK_INT(label_candidates(&at, 2, -1, k), 0);
}

TEST(label_candidates_are_their_gap_off_the_symbol)
{
    label_candidate k[LABEL_CANDIDATES_MAX];
    label_point at = {
        .x = 100, .y = 50, .clear = 5, .width = 40, .height = 8, .em = 10
    };
    static const double gaps[] = { 2.5, 10, 16, 24 };
    label_candidates(&at, 1, 32, k);
    for (int i = 0; i < 32; i++) {
        label_disc inner = { 100, 50, 5 + gaps[i / 8] - 1e-9 };
        label_disc outer = { 100, 50, 5 + gaps[i / 8] + 1e-9 };

        CHECK(!label_disc_touches(&inner, &k[i].box));
        CHECK(label_disc_touches(&outer, &k[i].box));
        CHECK_NEAR(k[i].box.x1 - k[i].box.x0, 40, 1e-9);
    }
}

TEST(label_clearance_is_that_of_the_largest_marker_of_a_stack)
{
    arena a = { 0 };
    label_disc d[] = {
        { 10, 10, 3 }, { 10, 10.5, 6 }, { 10, 40, 9 }, { NAN, 1, 1 }, { 10, 10, 2 }
    };
    double clear[5];

    label_clearances(d, 5, 1, clear, &a);

    CHECK_NEAR(clear[0], 6.5, 1e-12);
    CHECK_NEAR(clear[1], 6, 1e-12);
    CHECK_NEAR(clear[2], 9, 1e-12);
    CHECK_NEAR(clear[3], 0, 0);
    CHECK_NEAR(clear[4], 6.5, 1e-12);
    arena_clear(&a);
}

TEST(label_ambiguity_grows_as_another_marker_comes_near)
{
    arena a = { 0 };
    label_disc own = { 0, 0, 2 };
    label_box box = { 6, -4, 40, 4 }; /* 4 px off its own */
    static const double at[] = { 60, 50, 48, 46, 44, 42, 30 };
    static const double want[] = { 0, 0, 0.25, 0.5, 0.75, 1, 1 };
    for (int i = 0; i < 7; i++) {
        label_disc all[] = { own, { 0.05, 0, 2 }, { at[i], 0, 2 } };
        const label_markers *m = label_markers_new(all, 3, &a);

        CHECK_NEAR(label_ambiguity(m, &box, &own, 0.1), want[i], 1e-12);
    }
    label_candidate k = { .box = box, .cost = 0.1 };
    label_disc all[] = { own, { 46, 0, 2 } };
    label_add_ambiguity(label_markers_new(all, 2, &a), &own, 0.1, 0.4, &k, 1);
    CHECK_NEAR(k.cost, 0.3, 1e-12);
    arena_clear(&a);
}

/* Two labels whose boxes overlap, though the pieces that they cover do not. */
TEST(label_of_several_boxes_covers_only_these)
{
    arena a = { 0 };
    label_box rising[] = { { 0, 40, 20, 50 }, { 20, 20, 40, 30 }, { 40, 0, 60, 10 } };
    label_candidate k[] = {
        { .box = { 0, 0, 60, 50 }, .boxes = rising, .n_boxes = 3 },
        { .box = { 0, 0, 18, 15 } },
        { .box = { 22, 22, 30, 28 } },
    };
    label l[3];
    for (int i = 0; i < 3; i++)
        l[i] = (label){ .weight = 3 - i, .candidates = &k[i], .n_candidates = 1 };
    label_problem p = {
        .labels = l, .n_labels = 3, .page = { 0, 0, 100, 100 }, .gap = 1
    };

    CHECK_INT(label_place(&p, &a), 2);

    CHECK_INT(l[1].placed, 0);
    CHECK_INT(l[2].placed, LABEL_NOT_PLACED);
    label_disc corner = { 5, 5, 4 };
    p.discs = &corner;
    p.n_discs = 1;
    CHECK_INT(label_place(&p, &a), 1);
    CHECK_INT(l[0].placed, 0);
    arena_clear(&a);
}

TEST(label_lines_never_cross_labels_lines_or_other_markers)
{
    arena a = { 0 };
    label_disc discs[] = { { 10, 50, 5 }, { 10, 70, 5 } };
    label_xy down[] = { { 14, 54 }, { 60, 72 } }, up[] = { { 14, 66 }, { 60, 48 } };
    label_xy through[] = { { 10, 56 }, { 10, 90 } };
    label_xy bent[] = { { 14, 67 }, { 40, 90 }, { 60, 90 } };
    label_candidate first = { .box = { 61, 68, 90, 76 }, .line = down, .n_line = 2 };
    label_candidate last = { .box = { 0, 91, 20, 99 }, .line = through, .n_line = 2 };
    label_candidate second[] = {
        { .box = { 61, 44, 90, 52 }, .line = up, .n_line = 2 },
        { .box = { 61, 86, 90, 94 }, .cost = 0.2, .line = bent, .n_line = 3 },
    };
    label l[] = { { 1, 10, 50, &first, 1, 0 },
                  { 1, 10, 70, second, 2, 0 },
                  { 1, 10, 50, &last, 1, 0 } };
    label_problem p = { .labels = l,
                        .n_labels = 3,
                        .page = { 0, 0, 100, 100 },
                        .discs = discs,
                        .n_discs = 2,
                        .gap = 2 };

    CHECK_INT(label_place(&p, &a), 2);

    CHECK_INT(l[1].placed, 1);
    CHECK_INT(l[2].placed, LABEL_NOT_PLACED);
    label_candidate on_it = { .box = { 30, 58, 40, 66 } };
    l[2] = (label){ .weight = 0.5, .candidates = &on_it, .n_candidates = 1 };
    CHECK_INT(label_place(&p, &a), 2);
    CHECK_INT(l[2].placed, LABEL_NOT_PLACED);
    arena_clear(&a);
}

TEST(label_nonsense_in_boxes_and_lines_is_left_out)
{
    arena a = { 0 };
    label_box wrong[] = { { 0, 0, 5, 5 }, { NAN, 0, 5, 5 } };
    label_xy far[] = { { 5, 5 }, { 1e300, 5 } }, outside[] = { { 5, 5 }, { 150, 5 } };
    label_candidate bad[] = {
        { .box = { 0, 0, 10, 10 }, .boxes = wrong, .n_boxes = 2 },
        { .box = { 0, 0, 10, 10 }, .line = far, .n_line = 2 },
        { .box = { 0, 0, 10, 10 }, .line = outside, .n_line = 2 },
    };
    label l = { .weight = 1, .candidates = bad, .n_candidates = 3 };
    label_problem p = { .labels = &l, .n_labels = 1, .page = { 0, 0, 100, 100 } };

    CHECK_INT(label_place(&p, &a), 0);

    arena_clear(&a);
}

TEST(label_lines_cost_their_length_under_a_box)
{
    arena a = { 0 };
    label_segment s[] = { { { -100, 5 }, { 300, 5 }, 2 },
                          { { 10, -50 }, { 10, 50 }, 1 },
                          { { 0, 80 }, { 200, 80 }, 9 },
                          { { NAN, 5 }, { 10, 5 }, 9 } };
    const label_lines *lines = label_lines_new(s, 4, &a);
    label_box box = { 0, 0, 40, 10 }, away = { 50, 20, 90, 40 };

    CHECK_NEAR(label_lines_cost(lines, &box), 2 * 40 + 10, 1e-6);
    CHECK_NEAR(label_lines_cost(lines, &away), 0, 1e-9);
    CHECK_NEAR(label_lines_cost(label_lines_new(NULL, 0, &a), &box), 0, 1e-9);
    arena_clear(&a);
}
