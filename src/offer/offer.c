#include "offer/offer.h"

#include "offer/offers.h"

#include <math.h>
#include <string.h>

static double reach(const scene_feature *f)
{
    return f->paint.size / 2 + f->paint.width / 2;
}

static bool inside(const geo_rect *boxes, size_t n, geo_xy p)
{
    for (size_t i = 0; i < n; i++)
        if (p.x > boxes[i].x0 - 4 && p.x < boxes[i].x1 + 4 && p.y > boxes[i].y0 - 4 &&
            p.y < boxes[i].y1 + 4)
            return true;
    return false;
}

/* Whether the label of an event will be this name. */
static bool is_called(const offers *o, const scene_feature *event, const char *name)
{
    return !event->places && !strcmp(scene_place_name(o->in, event->event, o->a), name);
}

/* A settlement under furniture cannot be seen; one under an event's marker is
   named by the event's label, where events are labelled and tell their places. */
static void drop_covered(offers *o, const geo_rect *boxes, size_t n_boxes, bool named)
{
    scene *s = o->s;
    scene_layer *places = &s->layers[SCENE_LABELS_PLACE];
    const scene_layer *events = &s->layers[SCENE_EVENTS];
    size_t n = 0;
    for (size_t i = 0; i < places->n_features; i++) {
        const scene_feature *f = &places->features[i];
        bool covered = inside(boxes, n_boxes, f->path.points[0]);
        for (size_t j = 0; named && j < events->n_features && !covered; j++) {
            const scene_feature *e = &events->features[j];
            geo_xy at = e->clear > 0 ? e->home : e->path.points[0];
            double d = hypot(at.x - f->path.points[0].x, at.y - f->path.points[0].y);
            bool names = *scene_place_name(o->in, e->event, o->a);
            covered = (names && d < fmax(e->clear, reach(e) + 1)) ||
                      (d < 40 * o->k && is_called(o, e, f->title));
        }
        if (!covered)
            places->features[n++] = *f;
    }
    places->n_features = n;
}

static void collect_discs(offers *o)
{
    const scene_layer *layers[] = { &o->s->layers[SCENE_LABELS_PLACE],
                                    &o->s->layers[SCENE_EVENTS],
                                    &o->s->layers[SCENE_ARROWS] };
    size_t cap = 0;
    for (int i = 0; i < 3; i++)
        cap += layers[i]->n_features;
    o->discs = arena_array(o->work, label_disc, cap + 1);
    for (int i = 0; i < 3; i++)
        for (size_t k = 0; k < layers[i]->n_features; k++) {
            const scene_feature *f = &layers[i]->features[k];
            if (f->kind == SCENE_POINT)
                o->discs[o->n_discs++] =
                    (label_disc){ f->path.points[0].x, f->path.points[0].y, reach(f) };
            if (i == 0)
                o->n_place_discs = o->n_discs;
        }
    o->markers = label_markers_new(o->discs, o->n_discs, o->work);
    o->clear = arena_array(o->work, double, o->n_discs + 1);
    label_clearances(o->discs, o->n_discs, 4 * o->k, o->clear, o->work);
}

/* Lines of a text flush with its right side, or each in the middle. */
static void align(scene_text *t, double share)
{
    for (int i = 0; i < t->n_lines; i++) {
        scene_line *l = &t->lines[i];
        double room = t->box.x1 - t->box.x0 - (l->extent.ink_x1 - l->extent.ink_x0);
        l->x = t->box.x0 + room * share - l->extent.ink_x0;
    }
}

/* The texts of a variant in its box; the first is the one that a leader leads to. */
static scene_text *put_block(offers *o, const offer *of, int v, label_box box)
{
    double y = box.y0;
    size_t first = o->s->layers[of->layer].n_texts;
    for (int i = 0; i < of->n_blocks[v]; i++) {
        const scene_block *b = &of->blocks[v][i];
        if (i)
            y = box.y0 + of->blocks[v][0].height + scene_block_gap(&of->blocks[v][0], b);
        /* Left of its marker, a label is flush with the marker's side. */
        double share = box.x1 < of->anchor.x ? 1 : box.x0 > of->anchor.x ? 0 : 0.5;
        if (of->clear <= 0)
            share = 0.5; /* the name of an area */
        scene_text *t = scene_add_text(o->s, o->a, of->layer);
        *t = scene_block_at(b, o->a, box.x0 + share * (box.x1 - box.x0 - b->width), y);
        align(t, share);
        t->anchor = of->anchor;
        t->key = of->key;
        t->is_event = of->is_event;
    }
    return &o->s->layers[of->layer].texts[first];
}

static void put_texts(offers *o, const offer *of, int at)
{
    const label_candidate *c = &of->candidates[at];
    if (of->name[at]) {
        scene_text *t = scene_add_text(o->s, o->a, of->layer);
        *t = offer_name_text(o, of, at);
        t->anchor = of->anchor;
        t->key = of->key;
        return;
    }
    double aside = offer_aside(o);
    label_box box = { c->box.x0 + aside, c->box.y0, c->box.x1 - aside, c->box.y1 };
    scene_text *t = put_block(o, of, of->variant[at], box);
    for (int i = 0; i < c->n_line && i < 3; i++)
        t->leader[t->n_leader++] = (geo_xy){ c->line[i].x, c->line[i].y };
}

static void set_candidates(const offers *o, label *labels)
{
    for (size_t i = 0; i < o->n; i++) {
        const offer *of = &o->items[i];
        labels[i] = (label){ .weight = of->weight,
                             .anchor_x = of->anchor.x,
                             .anchor_y = of->anchor.y,
                             .candidates = of->candidates,
                             .n_candidates = of->n_candidates,
                             .placed = LABEL_NOT_PLACED };
    }
}

/* The labels that are placed stay where they are; the others, which may have leader
   lines now, find their places among them. */
static void place_others(offers *o, label_problem p)
{
    label *others = arena_array(o->work, label, o->n + 1);
    size_t *index = arena_array(o->work, size_t, o->n + 1), n = 0, n_boxes = p.n_boxes;
    size_t count = n_boxes + o->n;
    for (size_t i = 0; i < o->n; i++)
        if (p.labels[i].placed != LABEL_NOT_PLACED)
            count += (size_t)p.labels[i].candidates[p.labels[i].placed].n_boxes;
    label_box *boxes = arena_array(o->work, label_box, count + 1);
    for (size_t i = 0; i < n_boxes; i++)
        boxes[i] = p.boxes[i];
    double grow = p.gap;
    for (size_t i = 0; i < o->n; i++) {
        const label *l = &p.labels[i];
        if (l->placed == LABEL_NOT_PLACED) {
            index[n] = i;
            others[n++] = *l;
            continue;
        }
        const label_candidate *c = &l->candidates[l->placed];
        for (int k = 0; k < (c->n_boxes > 0 ? c->n_boxes : 1); k++) {
            label_box b = c->n_boxes > 0 ? c->boxes[k] : c->box;
            boxes[n_boxes++] =
                (label_box){ b.x0 - grow, b.y0 - grow, b.x1 + grow, b.y1 + grow };
        }
    }
    label *all = p.labels;
    p.labels = others;
    p.n_labels = n;
    p.boxes = boxes;
    p.n_boxes = n_boxes;
    arena scratch = { 0 };
    label_place(&p, &scratch);
    arena_clear(&scratch);
    for (size_t i = 0; i < n; i++)
        all[index[i]].placed = others[i].placed;
}

/* First without leader lines; where events are left, once more with lines for them. Of
   maps with few labels all may move then. */
static void search(offers *o, label_problem *p)
{
    enum { FEW = 250, MANY_LED = 40, QUICK = 600 };
    arena scratch = { 0 };
    bool few = o->n <= FEW;
    set_candidates(o, p->labels);
    p->effort = few ? QUICK : 0;
    label_place(p, &scratch);
    arena_clear(&scratch);
    p->effort = 0;
    size_t led = 0;
    for (size_t i = 0; i < o->n; i++)
        led += p->labels[i].placed == LABEL_NOT_PLACED && o->items[i].is_event;
    if (!led && !few)
        return;
    o->many_led = led > MANY_LED;
    for (size_t i = 0; i < o->n; i++) {
        offer *of = &o->items[i];
        if (p->labels[i].placed != LABEL_NOT_PLACED || !of->is_event)
            continue;
        offer_leaders(o, of);
        p->labels[i].candidates = of->candidates;
        p->labels[i].n_candidates = of->n_candidates;
    }
    if (!few) {
        place_others(o, *p);
        return;
    }
    set_candidates(o, p->labels);
    label_place(p, &scratch);
    arena_clear(&scratch);
}

static void put_all(offers *o, const label *labels)
{
    for (size_t i = 0; i < o->n; i++) {
        const offer *of = &o->items[i];
        if (labels[i].placed != LABEL_NOT_PLACED)
            put_texts(o, of, labels[i].placed);
        else
            scene_leave_out(o->s, o->a, of->key, of->text,
                            of->n_candidates ? "no free position"
                                             : "no position inside the frame");
    }
}

/* Settlements without a name are not drawn on pictures: a dot says nothing. */
static void drop_unlabelled(offers *o, const label *labels)
{
    scene_layer *places = &o->s->layers[SCENE_LABELS_PLACE];
    bool *keep = arena_array(o->work, bool, places->n_features + 1);
    for (size_t i = 0; i < o->n; i++)
        if (o->items[i].feature != SIZE_MAX && labels[i].placed != LABEL_NOT_PLACED)
            keep[o->items[i].feature] = true;
    size_t n = 0;
    for (size_t i = 0; i < places->n_features; i++)
        if (keep[i])
            places->features[n++] = places->features[i];
    places->n_features = n;
}

/* Boxes around a straight line, in pieces that hide little beside it. */
static size_t line_boxes(geo_xy p, geo_xy q, double piece, label_box *out)
{
    double d = hypot(q.x - p.x, q.y - p.y);
    size_t n = (size_t)fmin(64, ceil(d / piece));
    for (size_t i = 0; out && i < n; i++) {
        double t = (double)i / (double)n, u = (double)(i + 1) / (double)n;
        geo_xy a = { p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
        geo_xy b = { p.x + u * (q.x - p.x), p.y + u * (q.y - p.y) };
        out[i] =
            (label_box){ fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y) };
    }
    return n;
}

/* The edges of arrows, whose steps are short, and the stalks of fans. */
static size_t arrow_boxes(const offers *o, label_box *out)
{
    size_t n = 0;
    const scene_layer *l = &o->s->layers[SCENE_ARROWS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        bool stalk = f->class == STYLE_LEADER;
        for (int k = 0; (stalk || f->class == STYLE_MOVEMENT) && k + 1 < f->path.n_points;
             k++)
            n += line_boxes(f->path.points[k], f->path.points[k + 1],
                            stalk ? 4 * o->k : 1e6, out ? out + n : NULL);
    }
    return n;
}

static label_box *keep_free(offers *o, const geo_rect *boxes, size_t n, size_t *total)
{
    size_t count = n + arrow_boxes(o, NULL);
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < o->s->layers[layer].n_texts; i++)
            count += 1 + (size_t)o->s->layers[layer].texts[i].n_boxes;
    label_box *all = arena_array(o->work, label_box, count + 1);
    *total = arrow_boxes(o, all);
    for (size_t i = 0; i < n; i++)
        all[(*total)++] =
            (label_box){ boxes[i].x0, boxes[i].y0, boxes[i].x1, boxes[i].y1 };
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < o->s->layers[layer].n_texts; i++) {
            const scene_text *t = &o->s->layers[layer].texts[i];
            for (int k = 0; k < (t->n_boxes > 0 ? t->n_boxes : 1); k++) {
                geo_rect b = t->n_boxes > 0 ? t->boxes[k] : t->box;
                all[(*total)++] = (label_box){ b.x0, b.y0, b.x1, b.y1 };
            }
        }
    return all;
}

static void add_markers(offers *o)
{
    static const scene_layer_id layers[] = { SCENE_LABELS_PLACE, SCENE_EVENTS,
                                             SCENE_ARROWS };
    o->s->n_markers = 0;
    o->s->cap_markers = 0;
    for (int i = 0; i < 3; i++)
        for (size_t k = 0; k < o->s->layers[layers[i]].n_features; k++) {
            const scene_feature *f = &o->s->layers[layers[i]].features[k];
            if (f->kind == SCENE_POINT)
                scene_add_marker(o->s, o->a,
                                 (scene_marker){ f->key, f->path.points[0].x,
                                                 f->path.points[0].y, reach(f),
                                                 f->event != NULL });
        }
}

/* The number of an event, or how many the marker stands for. */
static void add_counts(offers *o)
{
    const scene_layer *l = &o->s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (!f->badge)
            continue;
        scene_block b = scene_block_make(o->in, o->a, f->badge,
                                         (scene_block_options){ .role = STYLE_BADGE });
        geo_xy at = f->path.points[0];
        scene_text *t = scene_add_text(o->s, o->a, SCENE_EVENTS);
        *t = scene_block_at(&b, o->a, at.x - b.width / 2, at.y - b.height / 2);
        t->anchor = at;
        t->key = f->key;
        t->is_event = true;
        t->opacity = f->fade;
        t->contrast = style_contrast(t->color, f->paint.fill);
    }
}

dateline_status offer_label(const scene_input *in, scene *s, int which,
                            const geo_rect *boxes, size_t n_boxes, arena *a,
                            dateline_error *err)
{
    (void)err;
    arena work = { 0 };
    offers o = { .in = in, .s = s, .a = a, .work = &work, .k = scene_scale(in) };
    if (which & OFFER_LABEL_PLACES && !in->vector)
        drop_covered(&o, boxes, n_boxes, which & OFFER_LABEL_EVENTS);
    collect_discs(&o);
    geo_rect f = s->view.frame;
    double edge = 4 * o.k;
    o.page = (label_box){ f.x0 + edge, f.y0 + edge, f.x1 - edge, f.y1 - edge };
    o.crowded = o.n_discs > OFFER_CROWD;
    o.ground = offer_ground_new(o.s, o.k, o.work);
    if (which & OFFER_LABEL_EVENTS)
        offer_events(&o);
    if (which & OFFER_LABEL_PLACES) {
        offer_places(&o);
        offer_areas(&o);
        offer_rivers(&o);
    }
    size_t n_free;
    label_box *free_boxes = keep_free(&o, boxes, n_boxes, &n_free);
    label_problem problem = { .labels = arena_array(&work, label, o.n + 1),
                              .n_labels = o.n,
                              .page = o.page,
                              .discs = o.discs,
                              .n_discs = o.n_discs,
                              .boxes = free_boxes,
                              .n_boxes = n_free,
                              .gap = (o.crowded ? 1.5 : 4) * o.k };
    search(&o, &problem);
    put_all(&o, problem.labels);
    if (which & OFFER_LABEL_PLACES && !in->vector)
        drop_unlabelled(&o, problem.labels);
    if (which & OFFER_LABEL_EVENTS)
        add_counts(&o);
    add_markers(&o);
    arena_clear(&work);
    return DATELINE_OK;
}
