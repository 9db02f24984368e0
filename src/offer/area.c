/*
 * Names of areas: countries and waters along their longest inner axes, and regions
 * that have no drawn limit around their middle.
 */
#include "base/sort.h"
#include "base/str.h"
#include "offer/offers.h"
#include "text/fold.h"

#include <math.h>
#include <string.h>

enum { AXES = 18, MOST_REGIONS = 4, MOST_FOUND = 64, MOST_SEAS = 256 };

/* Twice what all rings enclose. */
static double ring_areas(const geo_path *p)
{
    double sum = 0;
    for (int k = 0; k < p->n_parts; k++)
        sum +=
            fabs(geo_ring_area2(p->points + p->parts[k], p->parts[k + 1] - p->parts[k]));
    return sum;
}

/* The largest of the features of a country that are in the frame. */
static bool is_largest(const scene_layer *l, const scene_feature *f, double area)
{
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *g = &l->features[i];
        if (g == f || strcmp(g->key, f->key) || g->kind != SCENE_AREA)
            continue;
        double other = ring_areas(&g->path);
        if (other > area || (other == area && g < f))
            return false;
    }
    return true;
}

typedef struct naming {
    const char *name, *key;
    style_role role;
    scene_layer_id layer;
    double weight;
    double most_em; /* letterspacing, at most */
} naming;

/* An offer with a single line of text; NULL if there is nothing to write. */
static offer *start(offers *o, const naming *n, geo_xy anchor)
{
    scene_block block = scene_block_make(
        o->in, o->a, n->name, (scene_block_options){ .role = n->role, .center = true });
    if (!block.text.n_lines)
        return NULL;
    offer *of = offer_add(o, n->layer);
    of->blocks[0][0] = block;
    of->n_blocks[0] = of->n_variants = 1;
    of->weight = n->weight;
    of->anchor = anchor;
    of->key = n->key;
    of->text = block.text.text;
    return of;
}

/* A name beside a marker would be taken for that of the place: 1 where it touches one of
   an event, 0 at some distance. */
static double beside_event(const offers *o, const label_box *box)
{
    enum { MOST = 200 };
    double reach = 26 * o->k, nearest = reach;
    for (size_t i = o->n_place_discs; i < o->n_discs && i < o->n_place_discs + MOST;
         i++) {
        const label_disc *d = &o->discs[i];
        double dx = fmax(0, fmax(box->x0 - d->x, d->x - box->x1)),
               dy = fmax(0, fmax(box->y0 - d->y, d->y - box->y1));
        nearest = fmin(nearest, fmax(0, sqrt(dx * dx + dy * dy) - d->r));
    }
    return 1 - nearest / reach;
}

/* What lies under the last candidate adds to its cost, and what stands beside it. */
static void add_crossings(const offers *o, offer *of, bool on_water)
{
    label_candidate *c = &of->candidates[of->n_candidates - 1];
    double em = of->blocks[0][0].text.font.size_px, sum = 0;
    int n = c->n_boxes > 0 ? c->n_boxes : 1;
    for (int i = 0; i < n; i++)
        sum += offer_crossings(o->ground, c->n_boxes > 0 ? &c->boxes[i] : &c->box, em,
                               on_water);
    c->cost += of->weight * fmin(0.3, 0.04 * sum);
    if (!on_water && !o->crowded)
        c->cost += of->weight * 0.25 * beside_event(o, &c->box);
}

/* Letters far apart first, then closer, then elsewhere along the axis. */
static void try_axis(offers *o, offer *of, const offer_axis *axis, double best,
                     double most_em, bool water)
{
    static const double fills[] = { 0.55, 0.42, 0 };
    static const double shifts[] = { 0, -0.45, 0.45, -0.9, 0.9 };
    geo_xy path[2] = { axis->from, axis->to };
    double cost = fmin(0.6, 0.45 * (best - axis->score)), last = -1;
    double dx = path[1].x - path[0].x, dy = path[1].y - path[0].y;
    for (int f = 0; f < 3; f++) {
        offer_fit fit = { .fill = fills[f], .most_em = most_em };
        double spacing = offer_spacing(o, of, sqrt(dx * dx + dy * dy), fit);
        /* The same again costs more: nobody would take it. */
        for (int s = 0; s < 5 && spacing != last; s++) {
            fit.shift = shifts[s];
            fit.cost = of->weight * (cost + 0.07 * f + 0.06 * fabs(shifts[s]));
            if (offer_along(o, of, path, 2, fit))
                add_crossings(o, of, water);
        }
        last = spacing;
    }
}

/* How much of a box lies inside an area: corners, middle and middles of edges. */
static int points_inside(const geo_path *area, label_box b)
{
    int in = 0;
    for (int i = 0; i < 9; i++) {
        int row = i / 3, column = i % 3;
        geo_xy p = { b.x0 + (b.x1 - b.x0) * column / 2, b.y0 + (b.y1 - b.y0) * row / 2 };
        in += geo_inside(area, p);
    }
    return in;
}

/* A name of several words also in two lines, around the point that is deepest inside,
   while it stays inside. */
static void try_folded(offers *o, offer *of, const geo_path *area, const naming *n)
{
    static const double steps[] = { 0, -0.3, 0.3, -0.6, 0.6, -1, 1 };
    geo_xy middle;
    double clearance;
    if (!strchr(n->name, ' ') || !geo_inner_point(area, &middle, &clearance))
        return;
    scene_block *b = &of->blocks[1][0];
    *b = scene_block_make(
        o->in, o->a, n->name,
        (scene_block_options){ .role = n->role,
                               .center = true,
                               .max_width_px = 0.7 * of->blocks[0][0].width,
                               .max_lines = 2 });
    if (b->text.n_lines != 2 || strcmp(b->text.text, of->text) != 0)
        return;
    of->n_blocks[1] = 1;
    of->n_variants = 2;
    of->anchor = middle;
    for (int i = 0; i < 49; i++) {
        double dx = steps[i % 7], dy = steps[i / 7];
        double x = middle.x + dx * b->width, y = middle.y + dy * 2 * b->height;
        label_box box = { x - b->width / 2, y - b->height / 2, x + b->width / 2,
                          y + b->height / 2 };
        if (points_inside(area, box) < 9)
            continue;
        double aside = offer_aside(o);
        box.x0 -= aside;
        box.x1 += aside;
        double cost = 0.2 + 0.1 * (fabs(dx) + fabs(dy));
        offer_candidate(o, of, (label_candidate){ .box = box, .cost = of->weight * cost },
                        1);
        add_crossings(o, of, false);
    }
}

static void offer_area(offers *o, const geo_path *shape, const naming *n, bool water)
{
    if (ring_areas(shape) < 2 * 700 * o->k * o->k)
        return; /* smaller than any name */
    geo_path area = geo_path_copy(shape, o->work);
    geo_thin(&area, 4 * o->k, true);
    offer *of = start(o, n, (geo_xy){ 0 });
    if (!of)
        return;
    const scene_block *b = &of->blocks[0][0];
    offer_axis axes[AXES];
    arena scratch = { 0 };
    int found = offer_axes(&area, b->height * 1.7, b->width / 0.6, axes, AXES, &scratch);
    arena_clear(&scratch);
    for (int i = 0; i < found; i++)
        try_axis(o, of, &axes[i], axes[0].score, n->most_em, water);
    try_folded(o, of, &area, n);
    if (!of->n_candidates) {
        o->n--;
        return;
    }
    if (found)
        of->anchor = (geo_xy){ (axes[0].from.x + axes[0].to.x) / 2,
                               (axes[0].from.y + axes[0].to.y) / 2 };
}

const char *offer_translate(const offers *o, const char *name, uint32_t kinds)
{
    char folded[256];
    gazetteer_hit hits[16];
    size_t n = text_fold(str_of(name), folded, sizeof folded);
    size_t found = gazetteer_find(o->in->gazetteer, (str){ folded, n }, hits, 16);
    for (size_t i = 0; i < found && i < 16; i++) {
        gazetteer_kind kind = gazetteer_at(o->in->gazetteer, hits[i].place).kind;
        bool own;
        if (kinds >> kind & 1)
            return str_copy(o->a, gazetteer_name(o->in->gazetteer, hits[i].place,
                                                 o->in->words->lang, &own));
    }
    return name;
}

static const char *country_name(const offers *o, const scene_feature *f)
{
    uint32_t index;
    bool own;
    str id = str_of(str_print(o->a, "cc:%s", f->key));
    if (!gazetteer_by_id(o->in->gazetteer, id, &index))
        return f->title;
    return str_copy(o->a,
                    gazetteer_name(o->in->gazetteer, index, o->in->words->lang, &own));
}

static void offer_countries(offers *o)
{
    const scene_layer *land = &o->s->layers[SCENE_LAND];
    for (size_t i = 0; i < land->n_features; i++) {
        const scene_feature *f = &land->features[i];
        if (f->kind != SCENE_AREA || strcmp(f->source, "countries") ||
            !is_largest(land, f, ring_areas(&f->path)))
            continue;
        naming n = { country_name(o, f),   f->key, STYLE_COUNTRY,
                     SCENE_LABELS_COUNTRY, 6,      0.5 };
        offer_area(o, &f->path, &n, false);
    }
}

static void offer_waters(offers *o)
{
    const scene_layer *water = &o->s->layers[SCENE_RIVERS];
    uint32_t kinds = 1u << GAZETTEER_LAKE | 1u << GAZETTEER_SEA;
    for (size_t i = 0; i < water->n_features; i++) {
        const scene_feature *f = &water->features[i];
        if (f->kind != SCENE_AREA || !*f->title)
            continue;
        naming n = { offer_translate(o, f->title, kinds),
                     f->key,
                     STYLE_WATER,
                     SCENE_LABELS_WATER,
                     2,
                     0.3 };
        offer_area(o, &f->path, &n, true);
    }
}

/* Around a middle, level, on a grid of positions that grow worse outwards. */
static void try_around(offers *o, offer *of, geo_xy at, double reach, double most_em,
                       bool water)
{
    static const double steps[] = { 0, -0.35, 0.35, -0.7, 0.7 };
    double half = of->blocks[0][0].width * 0.95;
    for (int i = 0; i < 25; i++) {
        double dx = steps[i % 5] * reach, dy = steps[i / 5] * reach;
        geo_xy path[2] = { { at.x + dx - half, at.y + dy },
                           { at.x + dx + half, at.y + dy } };
        offer_fit fit = { .fill = 0.7,
                          .most_em = most_em,
                          .cost = of->weight * 0.25 *
                                  (fabs(steps[i % 5]) + fabs(steps[i / 5])) };
        if (!offer_along(o, of, path, 2, fit))
            continue;
        add_crossings(o, of, water);
        const label_box *b = &of->candidates[of->n_candidates - 1].box;
        if (water && offer_water(o->ground, b) < 0.97)
            of->n_candidates--;
    }
}

static bool has_name(const offers *o, const char *text)
{
    for (size_t i = 0; i < o->n; i++)
        if (!strcmp(o->items[i].text, text))
            return true;
    return false;
}

/* Whether the name is one of the land itself. Those of provinces, historic lands and
   claims say whose a land is, which is not for the ground of a map to say. */
static bool is_natural(const gazetteer_place *p)
{
    static const char *const codes[] = { "PLN",  "PLAT", "DSRT", "VAL",  "PEN", "UPLD",
                                         "ISLS", "ISL",  "DPR",  "STEP", "MTS", "MT" };
    if (p->kind == GAZETTEER_SEA)
        return true;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_eq(p->code, str_of(codes[i])))
            return true;
    return false;
}

/* Whether a name without an outline suits the scale: neither a spot nor the whole. */
static bool suits(const offers *o, const gazetteer_place *p, geo_xy *at, double *r)
{
    geo_rect f = o->s->view.frame;
    bool sea = p->kind == GAZETTEER_SEA;
    *r = p->radius_km * 1000 / o->s->view.m_per_px;
    double least = (sea ? 40 : 45) * o->k, most = (f.x1 - f.x0) * (sea ? 2 : 0.3);
    if (*r < least || *r > most || p->valid_to || !is_natural(p) ||
        !geo_view_locate(&o->s->view, p->where, at))
        return false;
    return at->x > f.x0 && at->x < f.x1 && at->y > f.y0 && at->y < f.y1;
}

typedef struct region {
    uint32_t place;
    geo_xy at;
    double r; /* px */
} region;

static int by_radius(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const region *x = a, *y = b;
    return (x->r < y->r) - (x->r > y->r);
}

/* Those that suit, the largest first; what lies in one that is named already is part
   of it. */
static size_t choose_regions(const offers *o, region *out, size_t cap)
{
    /* Seas by themselves: more important regions of all the land would crowd them out. */
    static const uint32_t kinds[] = { 1u << GAZETTEER_SEA,
                                      1u << GAZETTEER_MOUNTAIN | 1u << GAZETTEER_REGION };
    uint32_t found[MOST_SEAS + MOST_FOUND];
    region all[MOST_SEAS + MOST_FOUND];
    size_t n = 0, m = 0, chosen = 0;
    for (int i = 0; i < 2; i++)
        n += gazetteer_areas(o->in->gazetteer, o->s->view.box, kinds[i], found + n,
                             i ? MOST_FOUND : MOST_SEAS);
    for (size_t i = 0; i < n; i++) {
        gazetteer_place p = gazetteer_at(o->in->gazetteer, found[i]);
        all[m].place = found[i];
        if (suits(o, &p, &all[m].at, &all[m].r))
            m++;
    }
    arena scratch = { 0 };
    sort_stable(all, m, sizeof *all, by_radius, NULL, &scratch);
    arena_clear(&scratch);
    for (size_t i = 0; i < m && chosen < cap; i++) {
        bool inside = false;
        for (size_t k = 0; k < chosen && !inside; k++)
            inside = hypot(out[k].at.x - all[i].at.x, out[k].at.y - all[i].at.y) <
                     out[k].r + 0.5 * all[i].r;
        if (!inside)
            out[chosen++] = all[i];
    }
    return chosen;
}

/* Seas, ranges and plains of the gazetteer, which knows a middle and a radius. */
static void offer_regions(offers *o)
{
    region chosen[MOST_REGIONS];
    size_t n = choose_regions(o, chosen, MOST_REGIONS);
    for (size_t i = 0; i < n; i++) {
        gazetteer_place p = gazetteer_at(o->in->gazetteer, chosen[i].place);
        bool own, sea = p.kind == GAZETTEER_SEA;
        str name =
            gazetteer_name(o->in->gazetteer, chosen[i].place, o->in->words->lang, &own);
        naming as = { str_copy(o->a, name),
                      str_copy(o->a, p.id),
                      sea ? STYLE_WATER : STYLE_REGION,
                      sea ? SCENE_LABELS_WATER : SCENE_LABELS_COUNTRY,
                      sea ? 2.5 : 0.9,
                      sea ? 0.3 : 0.25 };
        offer *of = start(o, &as, chosen[i].at);
        if (!of)
            continue;
        try_around(o, of, chosen[i].at, fmin(chosen[i].r, 160 * o->k), as.most_em, sea);
        offer copy = *of;
        o->n--;
        if (copy.n_candidates && !has_name(o, copy.text))
            o->items[o->n++] = copy;
    }
}

void offer_areas(offers *o)
{
    offer_countries(o);
    offer_waters(o);
    offer_regions(o);
}
