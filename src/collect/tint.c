/*
 * Political tints: countries side by side in different colors. Which one a country has
 * follows from who borders whom on the whole Earth, so it has the same on every map of
 * a style. What is disputed has nobody's.
 */
#include "collect/steps.h"

#include "base/sort.h"

#include <string.h>

enum { MOST = 700, MOST_TRIES = 20000 };

/* Borders shorter than this, degrees, do not count. */
static const double SHORTEST = 0.02;

typedef struct country {
    char code[2];
    int color, degree; /* color 0: none yet */
} country;

typedef struct chart {
    country *all; /* by code */
    int n;
    bool *beside; /* n * n */
    int colors, tries;
    int used[7]; /* how many countries have each color */
} chart;

static int by_code(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return memcmp(((const country *)a)->code, ((const country *)b)->code, 2);
}

static country *find(const chart *c, str code)
{
    int low = 0, high = c->n;
    while (code.len == 2 && low < high) {
        int mid = (low + high) / 2, order = memcmp(c->all[mid].code, code.at, 2);
        if (!order)
            return &c->all[mid];
        low = order < 0 ? mid + 1 : low;
        high = order < 0 ? high : mid;
    }
    return NULL;
}

static void read_countries(const basemap_found *borders, chart *c, arena *a)
{
    country *all = arena_array(a, country, 2 * borders->n + 1);
    size_t named = 0;
    for (size_t i = 0; i < borders->n; i++) {
        str right = borders->features[i].code, left = str_cut(&right, '|');
        if (left.len == 2)
            memcpy(all[named++].code, left.at, 2);
        if (right.len == 2)
            memcpy(all[named++].code, right.at, 2);
    }
    sort_stable(all, named, sizeof *all, by_code, NULL, a);
    for (size_t i = 0; i < named && c->n < MOST; i++)
        if (!c->n || memcmp(all[c->n - 1].code, all[i].code, 2) != 0)
            all[c->n++] = all[i];
    c->all = all;
}

static void read_borders(const basemap_found *borders, chart *c, arena *a)
{
    c->beside = arena_array(a, bool, (size_t)c->n *(size_t)c->n + 1);
    for (size_t i = 0; i < borders->n; i++) {
        str right = borders->features[i].code, left = str_cut(&right, '|');
        country *p = find(c, left), *q = find(c, right);
        if (!p || !q || p == q || c->beside[(p - c->all) * c->n + (q - c->all)])
            continue;
        c->beside[(p - c->all) * c->n + (q - c->all)] = true;
        c->beside[(q - c->all) * c->n + (p - c->all)] = true;
        p->degree++;
        q->degree++;
    }
}

/* Bits of the colors that the neighbors of a country have. */
static unsigned taken_by_neighbors(const chart *c, int i)
{
    unsigned taken = 0;
    for (int k = 0; k < c->n; k++)
        if (c->beside[i * c->n + k] && c->all[k].color)
            taken |= 1U << c->all[k].color;
    return taken;
}

static int bits(unsigned v)
{
    int n = 0;
    for (; v; v &= v - 1)
        n++;
    return n;
}

/* The country that has least choice left (Brélaz 1979), of these the one with most
   neighbors; -1: all have a color. */
static int most_bound(const chart *c)
{
    int best = -1, least = -1;
    for (int i = 0; i < c->n; i++) {
        if (c->all[i].color)
            continue;
        int bound = bits(taken_by_neighbors(c, i)) * MOST + c->all[i].degree;
        if (bound > least) {
            least = bound;
            best = i;
        }
    }
    return best;
}

/* The color that fewest have, of those that are not in the set; 0: none is left. */
static int rarest(const chart *c, unsigned taken)
{
    int best = 0;
    for (int k = 1; k <= c->colors; k++)
        if (!(taken & 1U << k) && (!best || c->used[k] < c->used[best]))
            best = k;
    return best;
}

static void set_color(chart *c, int i, int color)
{
    c->used[c->all[i].color]--;
    c->all[i].color = color;
    c->used[color]++;
}

/* All countries that are left, so that no neighbors are alike; false when that cannot be
   or takes too long. */
static bool paint(chart *c)
{
    int i = most_bound(c);
    if (i < 0)
        return true;
    unsigned taken = taken_by_neighbors(c, i);
    for (int k; (k = rarest(c, taken)) && c->tries++ < MOST_TRIES;) {
        set_color(c, i, k);
        if (paint(c))
            return true;
        set_color(c, i, 0);
        taken |= 1U << k;
    }
    return false;
}

/* With too few colors some neighbors are alike. */
static void paint_anyhow(chart *c)
{
    for (int i; (i = most_bound(c)) >= 0;) {
        int color = rarest(c, taken_by_neighbors(c, i));
        set_color(c, i, color ? color : rarest(c, 0));
    }
}

static bool is_tinted(const scene_input *in)
{
    return in->style->political[0] && !in->vector && !in->style->mono;
}

/* What is hatched is under nobody's tint: the plain ground, below what is known to have
   happened there. */
static void clear_disputed(arena *a, scene *s)
{
    const scene_layer *l = &s->layers[SCENE_HATCHING];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->class != STYLE_DISPUTED_AREA)
            continue;
        scene_feature *to = scene_add_feature(s, a, SCENE_AREAS);
        to->kind = SCENE_AREA;
        to->class = STYLE_LAND;
        to->path = f->path;
        to->key = str_print(a, "untinted-%s", f->key);
    }
}

dateline_status collect_tints(const scene_input *in, arena *a, scene *s,
                              dateline_error *err)
{
    if (!is_tinted(in))
        return DATELINE_OK;
    arena scratch = { 0 };
    basemap_found borders;
    chart c = { 0 };
    while (c.colors < 6 && in->style->political[c.colors])
        c.colors++;
    dateline_status st =
        basemap_query(in->basemap, BASEMAP_BORDER, (geo_box){ -180, -90, 180, 90 },
                      SHORTEST, &scratch, &borders, err);
    if (!st) {
        read_countries(&borders, &c, &scratch);
        read_borders(&borders, &c, &scratch);
        if (!paint(&c))
            paint_anyhow(&c);
    }
    scene_layer *land = &s->layers[SCENE_LAND];
    for (size_t i = 0; !st && i < land->n_features; i++) {
        scene_feature *f = &land->features[i];
        if (strcmp(f->source, "countries") != 0)
            continue;
        /* An island has no neighbor to be told from. */
        const country *of = find(&c, str_of(f->key));
        unsigned char last = f->key[0] ? (unsigned char)f->key[strlen(f->key) - 1] : 0;
        int color = of && of->color ? of->color : 1 + last % c.colors;
        f->tint = in->style->political[color - 1];
    }
    if (!st)
        clear_disputed(a, s);
    arena_clear(&scratch);
    return st;
}
