/* Point-feature label placement as published (Christensen, Marks, Shieber 1995:
   labels of 30 x 7 around random points on a page of 792 x 612, no preference
   of position), 25 layouts for each size; then real labels and a usual map.

   (a) every label is drawn: percent of labels free of conflict
   (b) labels in conflict are left out: percent of labels drawn */
#include "base/rng.h"
#include "label/candidates.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LAYOUTS = 25, FIRST_SEED = 1000, MOST_LINES = 4000 };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static label_box corner_box(double x, double y, int position)
{
    static const double right[] = { 0, -1, 0, -1, -0.5, -0.5, 0, -1 };
    static const double down[] = { -1, -1, 0, 0, -1, 0, -0.5, -0.5 };
    double x0 = x + 30 * right[position], y0 = y + 7 * down[position];
    return (label_box){ x0, y0, x0 + 30, y0 + 7 };
}

static label_problem published(size_t n, int positions, uint64_t seed, arena *a)
{
    label_problem p = { .labels = arena_array(a, label, n),
                        .n_labels = n,
                        .page = { -100, -100, 900, 800 } };
    for (size_t i = 0; i < n; i++) {
        label_candidate *k = arena_array(a, label_candidate, (size_t)positions);
        double x = 792 * rng_unit(&seed), y = 612 * rng_unit(&seed);
        for (int c = 0; c < positions; c++)
            k[c].box = corner_box(x, y, c);
        p.labels[i] = (label){ .weight = 1, .candidates = k, .n_candidates = positions };
    }
    return p;
}

/* Counted anew, by looking at all pairs. */
static size_t count_clean(const label_problem *p)
{
    size_t clean = 0;
    for (size_t i = 0; i < p->n_labels; i++) {
        const label *l = &p->labels[i];
        bool ok = l->placed != LABEL_NOT_PLACED;
        for (size_t j = 0; j < p->n_labels && ok; j++) {
            const label *o = &p->labels[j];
            ok = j == i || o->placed == LABEL_NOT_PLACED ||
                 !label_boxes_touch(&l->candidates[l->placed].box,
                                    &o->candidates[o->placed].box, p->gap);
        }
        for (size_t j = 0; j < p->n_discs && ok; j++)
            ok = !label_disc_touches(&p->discs[j], &l->candidates[l->placed].box);
        clean += ok;
    }
    return clean;
}

static void row(const char *metric, int positions, bool all)
{
    static const size_t sizes[] = { 100, 250, 500, 750, 1000, 1500 };
    char times[200];
    int at = 0;
    printf("(%s) %d positions  ", metric, positions);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double took = 0;
        size_t clean = 0;
        for (uint64_t s = FIRST_SEED; s < FIRST_SEED + LAYOUTS; s++) {
            arena a = { 0 };
            label_problem p = published(sizes[i], positions, s, &a);
            double t = seconds();
            all ? label_place_all(&p, &a) : label_place(&p, &a);
            took += seconds() - t;
            clean += count_clean(&p);
            arena_clear(&a);
        }
        printf(" %7.2f", 100.0 * (double)clean / (double)(LAYOUTS * sizes[i]));
        at += snprintf(times + at, sizeof times - (size_t)at, " %7.4f", took / LAYOUTS);
        fflush(stdout);
    }
    printf("  %%\n%18s%s  s\n", "", times);
}

typedef struct line {
    double x, y, width, height, radius;
} line;

static size_t read_lines(const char *path, line *out)
{
    FILE *f = fopen(path, "r");
    char text[500];
    size_t n = 0;
    while (f && n < MOST_LINES && fgets(text, sizeof text, f))
        if (sscanf(text, "%lf %lf %lf %lf %lf", &out[n].x, &out[n].y, &out[n].width,
                   &out[n].height, &out[n].radius) == 5)
            n++;
    if (f)
        fclose(f);
    return n;
}

/* With unit 0 all positions are as good as each other. */
static void map(const char *name, const line *lines, size_t n, int positions, double unit)
{
    double best = 1e9;
    size_t clean = 0;
    for (int run = 0; run < 5; run++) {
        arena a = { 0 };
        double t = seconds();
        label *labels = arena_array(&a, label, n);
        label_disc *discs = arena_array(&a, label_disc, n);
        double *clear = arena_array(&a, double, n);
        for (size_t i = 0; i < n; i++)
            discs[i] = (label_disc){ lines[i].x, lines[i].y, lines[i].radius };
        label_clearances(discs, n, 1, clear, &a);
        const label_markers *m = label_markers_new(discs, n, &a);
        for (size_t i = 0; i < n; i++) {
            label_candidate *k = arena_array(&a, label_candidate, LABEL_CANDIDATES_MAX);
            label_point at = { lines[i].x,      lines[i].y, clear[i], lines[i].width,
                               lines[i].height, 11,         2 };
            int got = label_candidates(&at, unit, positions, k);
            if (unit > 0)
                label_add_ambiguity(m, &discs[i], 1, 0.5 * unit, k, got);
            labels[i] = (label){ .weight = 1, .candidates = k, .n_candidates = got };
        }
        label_problem p = { .labels = labels,
                            .n_labels = n,
                            .page = { 0, 0, 1200, 800 },
                            .discs = discs,
                            .n_discs = n,
                            .gap = 1 };
        label_place(&p, &a);
        t = seconds() - t;
        best = t < best ? t : best;
        clean = count_clean(&p);
        arena_clear(&a);
    }
    printf("%-12s %2d positions, %s  %4zu of %4zu clean  %8.3f ms\n", name, positions,
           unit > 0 ? "preferences" : "all alike  ", clean, n, best * 1e3);
}

static void real(const char *name, const char *path)
{
    static line lines[MOST_LINES];
    size_t n = read_lines(path, lines);
    if (!n)
        printf("%-12s skipped: no %s\n", name, path);
    for (int positions = 8; n && positions <= 32; positions *= 2) {
        map(name, lines, n, positions, 0);
        map(name, lines, n, positions, 0.5);
    }
}

static void usual(const char *name, size_t n, uint64_t seed)
{
    line lines[200];
    for (size_t i = 0; i < n; i++)
        lines[i] = (line){ 60 + 1080 * rng_unit(&seed), 60 + 680 * rng_unit(&seed),
                           40 + 100 * rng_unit(&seed), 8 + 4 * rng_unit(&seed), 5 };
    map(name, lines, n, 8, 0.5);
    map(name, lines, n, 32, 0.5);
}

/* The best that is published, or was measured of published methods. */
static void compare(void)
{
    printf("published, (a): greedy      95.12   88.82   75.15   58.57   43.41\n"
           "  2-opt, 3-opt descent     100.00   99.76   97.34   89.44   77.83\n"
           "  annealing 1995           100.00   99.90   98.30   92.30   82.09\n"
           "  the same, 100 x longer   100.00   99.94   98.38   92.93   83.18   60.04\n"
           "  8 positions, long                         99.26   96.71   91.17   71.98\n"
           "measured, (b): evicting    100.00   99.97   99.14   96.33   91.00   77.55\n"
           "  8 positions                                       98.25   95.08   83.83\n");
}

int main(void)
{
    printf("%-18s %7d %7d %7d %7d %7d %7d\n", "labels", 100, 250, 500, 750, 1000, 1500);
    row("a", 4, true);
    row("a", 8, true);
    row("b", 4, false);
    row("b", 8, false);
    compare();
    real("p70", "../shared/peers/labels/p70.txt");
    real("p1000", "../shared/peers/labels/p1000.txt");
    usual("map of 40", 40, 1);
    usual("map of 100", 100, 2);
    usual("map of 150", 150, 3);
    return 0;
}
