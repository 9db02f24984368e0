#include "scene/offer.h"

#include "text/fold.h"

#include <math.h>
#include <string.h>

offer *offer_add(offers *o, scene_layer_id layer)
{
    o->items = arena_grow(o->a, o->items, o->n, &o->cap, sizeof *o->items);
    offer *of = &o->items[o->n++];
    *of = (offer){ .layer = layer, .key = "", .text = "", .feature = SIZE_MAX };
    return of;
}

void offer_size(const offer *of, int variant, double *w, double *h)
{
    const scene_block *b = of->blocks[variant];
    *w = b[0].width;
    *h = b[0].height;
    if (of->n_blocks[variant] == 2) {
        *w = fmax(*w, b[1].width);
        *h += scene_block_gap(&b[0], &b[1]) + b[1].height;
    }
}

/* Into which long names are folded where nothing else fits. */
static const double NARROW_PX = 96;

/* How much a shorter text costs, as a part of the weight. */
static const double SHORTER[OFFER_VARIANTS] = { 0, 0.22, 0.36, 0.42 };

void offer_around(offers *o, offer *of, double clear)
{
    of->clear = clear;
    for (int v = 0; v < of->n_variants; v++) {
        label_candidate found[LABEL_CANDIDATES_MAX];
        label_point p = { .x = of->anchor.x,
                          .y = of->anchor.y,
                          .clear = clear,
                          .em = of->blocks[v][0].text.font.size_px };
        offer_size(of, v, &p.width, &p.height);
        int n = label_candidates(&p, of->weight, OFFER_POSITIONS, found);
        label_disc own = { of->anchor.x, of->anchor.y, clear };
        label_add_ambiguity(o->markers, &own, 3 * o->k, of->weight * 0.8, found, n);
        for (int i = 0; i < n && of->n_candidates < OFFER_CANDIDATES; i++) {
            found[i].cost += of->weight * SHORTER[v];
            of->variant[of->n_candidates] = v;
            of->candidates[of->n_candidates++] = found[i];
        }
    }
}

static style_role settlement_role(style_class class)
{
    return class == STYLE_CAPITAL_MARK ? STYLE_CAPITAL
           : class == STYLE_TOWN_MARK  ? STYLE_TOWN
                                       : STYLE_CITY;
}

static double settlement_weight(const scene_feature *f)
{
    double importance = 0;
    for (int i = 0; i < f->n_attrs; i++)
        if (!strcmp(f->attrs[i].name, "importance"))
            importance = f->attrs[i].number;
    return f->class == STYLE_CAPITAL_MARK ? 9 : 0.6 + 3 * importance;
}

void offer_places(offers *o)
{
    scene_layer *l = &o->s->layers[SCENE_LABELS_PLACE];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        offer *of = offer_add(o, SCENE_LABELS_PLACE);
        of->blocks[0][0] =
            scene_block_make(o->in, o->a, f->title,
                             (scene_block_options){ .role = settlement_role(f->class) });
        of->n_blocks[0] = of->n_variants = 1;
        of->weight = settlement_weight(f);
        of->anchor = f->path.points[0];
        of->key = f->key;
        of->text = f->title;
        of->feature = i;
        /* Discs begin with those of the settlements, in their order. */
        offer_around(o, of, o->clear[i]);
    }
}

/* The years of the events that a marker stands for. */
static const char *span_of(const offers *o, const scene_feature *f)
{
    dateline_when from = f->from, to = f->to;
    if (!from.precision)
        return "";
    from.precision = to.precision = DATELINE_YEAR;
    return style_span(o->in->words, from, to, o->a);
}

static const char *detail_of(const offers *o, const scene_feature *f)
{
    const dateline_event *e = f->event;
    const style_words *w = o->in->words;
    if (f->stacked > 1 && !f->from.precision && !o->in->states)
        return style_events(w, f->stacked, o->a);
    if (f->stacked > 1 && !o->in->states)
        return style_say(w, WORD_EVENT_COUNT_SPAN, o->a, "events",
                         style_events(w, f->stacked, o->a), "span", span_of(o, f), NULL);
    const char *when = style_when(w, e->when, o->a);
    return *when ? str_print(o->a, "%s: %s", when, f->title) : f->title;
}

static scene_block make(const offers *o, const char *text, style_role role, double width,
                        int lines)
{
    return scene_block_make(o->in, o->a, text,
                            (scene_block_options){ .role = role,
                                                   .max_width_px = width * o->k,
                                                   .max_lines = lines });
}

/* On a slide the place may have its name from the ground already. */
static bool is_named(const offers *o, const char *place_id)
{
    const scene_layer *l = &o->s->layers[SCENE_LABELS_PLACE];
    for (size_t i = 0; *place_id && i < l->n_texts; i++)
        if (!strcmp(l->texts[i].key, place_id))
            return true;
    return false;
}

/* Place and what happened; place and when; place alone. */
static void event_texts(offers *o, offer *of, const scene_feature *f)
{
    const char *place =
        f->places && !o->in->states ? f->places : scene_place_name(o->in, f->event, o->a);
    if (is_named(o, f->event->place_id))
        place = "";
    const char *when = style_when(o->in->words, f->event->when, o->a);
    const char *detail = *place ? detail_of(o, f) : when;
    scene_block head = make(o, *place ? place : f->title, STYLE_EVENT, 190, 2);
    int n = 0;
    if (*detail) {
        of->blocks[n][0] = head;
        of->blocks[n][1] = make(o, detail, STYLE_EVENT_DATE, 190, 3);
        of->n_blocks[n++] = 2;
    }
    if (*place && *when && f->stacked < 2) {
        of->blocks[n][0] = head;
        of->blocks[n][1] = make(o, when, STYLE_EVENT_DATE, 190, 1);
        of->n_blocks[n++] = 2;
    }
    of->blocks[n][0] = head;
    of->n_blocks[n++] = 1;
    if (head.width > NARROW_PX * o->k) {
        of->blocks[n][0] = make(o, *place ? place : f->title, STYLE_EVENT, NARROW_PX, 3);
        of->n_blocks[n++] = 1;
    }
    of->n_variants = n;
}

void offer_events(offers *o)
{
    const scene_layer *l = &o->s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        bool labelled = !o->in->states;
        for (size_t k = 0; !labelled && k < o->in->n_events; k++)
            labelled = o->in->events[k] == f->event && o->in->states[k].labelled;
        if (!labelled)
            continue;
        offer *of = offer_add(o, SCENE_EVENT_LABELS);
        event_texts(o, of, f);
        int priority = f->event->priority ? f->event->priority : 2;
        of->weight = 24 - 5.0 * priority + fmin(4, f->stacked);
        of->anchor = f->path.points[0];
        of->key = f->key;
        of->text = of->blocks[0][0].text.text;
        of->is_event = true;
        offer_around(o, of, f->paint.size / 2 + f->paint.width / 2 + 1);
    }
}

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

/* Around the point that is deepest inside, on a grid, while it stays inside. */
static void offer_inside(offer *of, const geo_path *area, geo_xy middle)
{
    static const double steps[] = { 0, -0.45, 0.45, -0.9, 0.9, -1.4, 1.4 };
    double w, h;
    offer_size(of, 0, &w, &h);
    for (int iy = 0; iy < 7; iy++)
        for (int ix = 0; ix < 7; ix++) {
            double x = middle.x + steps[ix] * w, y = middle.y + steps[iy] * 4 * h;
            label_box b = { x - w / 2, y - h / 2, x + w / 2, y + h / 2 };
            int in = points_inside(area, b);
            if (in < 9 || of->n_candidates == OFFER_CANDIDATES)
                continue;
            double far = fabs(steps[ix]) + fabs(steps[iy]);
            of->candidates[of->n_candidates++] =
                (label_candidate){ b, of->weight * 0.12 * far };
        }
}

static void offer_area(offers *o, const scene_feature *f, const char *name,
                       style_role role, scene_layer_id layer)
{
    if (ring_areas(&f->path) < 2 * 900 * o->k * o->k)
        return; /* smaller than any name */
    geo_path area = geo_path_copy(&f->path, o->a);
    geo_thin(&area, 9, true);
    geo_xy middle = { 0, 0 };
    double clearance;
    if (!area.n_parts || !geo_inner_point(&area, &middle, &clearance))
        return;
    scene_block block = scene_block_make(
        o->in, o->a, name, (scene_block_options){ .role = role, .center = true });
    /* A name longer than its land would seem to name the neighbours too. */
    if (clearance < block.height * 0.8)
        return;
    offer *of = offer_add(o, layer);
    of->blocks[0][0] = block;
    of->n_blocks[0] = of->n_variants = 1;
    of->weight = role == STYLE_COUNTRY ? 6 : 2;
    of->anchor = middle;
    of->key = f->key;
    of->text = block.text.text;
    offer_inside(of, &area, middle);
    if (!of->n_candidates)
        o->n--;
}

/* A water's name in the language of the map, through the gazetteer. */
static const char *water_name(const offers *o, const char *name)
{
    char folded[256];
    gazetteer_hit hits[16];
    size_t n = text_fold(str_of(name), folded, sizeof folded);
    size_t found = gazetteer_find(o->in->gazetteer, (str){ folded, n }, hits, 16);
    for (size_t i = 0; i < found && i < 16; i++) {
        gazetteer_kind kind = gazetteer_at(o->in->gazetteer, hits[i].place).kind;
        bool own;
        if (kind == GAZETTEER_LAKE || kind == GAZETTEER_SEA)
            return str_copy(o->a, gazetteer_name(o->in->gazetteer, hits[i].place,
                                                 o->in->words->lang, &own));
    }
    return name;
}

void offer_areas(offers *o)
{
    const scene_layer *land = &o->s->layers[SCENE_LAND];
    for (size_t i = 0; i < land->n_features; i++) {
        const scene_feature *f = &land->features[i];
        uint32_t index;
        bool own;
        if (f->kind != SCENE_AREA || strcmp(f->source, "countries") ||
            !is_largest(land, f, ring_areas(&f->path)))
            continue;
        str id = str_of(str_print(o->a, "cc:%s", f->key));
        const char *name = f->title;
        if (gazetteer_by_id(o->in->gazetteer, id, &index))
            name = str_copy(
                o->a, gazetteer_name(o->in->gazetteer, index, o->in->words->lang, &own));
        offer_area(o, f, name, STYLE_COUNTRY, SCENE_LABELS_COUNTRY);
    }
    const scene_layer *water = &o->s->layers[SCENE_RIVERS];
    for (size_t i = 0; i < water->n_features; i++)
        if (water->features[i].kind == SCENE_AREA && *water->features[i].title)
            offer_area(o, &water->features[i], water_name(o, water->features[i].title),
                       STYLE_WATER, SCENE_LABELS_WATER);
}
