#include "scene/offer.h"

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
   named by the event's label, where events are labelled. */
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
            double d = hypot(e->path.points[0].x - f->path.points[0].x,
                             e->path.points[0].y - f->path.points[0].y);
            covered = d < reach(e) + 1 || (d < 40 * o->k && is_called(o, e, f->title));
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
    o->discs = arena_array(o->a, label_disc, cap + 1);
    for (int i = 0; i < 3; i++)
        for (size_t k = 0; k < layers[i]->n_features; k++) {
            const scene_feature *f = &layers[i]->features[k];
            if (f->kind == SCENE_POINT)
                o->discs[o->n_discs++] =
                    (label_disc){ f->path.points[0].x, f->path.points[0].y, reach(f) };
        }
    o->markers = label_markers_new(o->discs, o->n_discs, o->a);
    o->clear = arena_array(o->a, double, o->n_discs + 1);
    label_clearances(o->discs, o->n_discs, 4 * o->k, o->clear, o->a);
}

/* The texts of a variant in its box; the first is the one that a leader leads to. */
static scene_text *put_texts(offers *o, const offer *of, int v, label_box box)
{
    double y = box.y0;
    size_t first = o->s->layers[of->layer].n_texts;
    for (int i = 0; i < of->n_blocks[v]; i++) {
        const scene_block *b = &of->blocks[v][i];
        if (i)
            y = box.y0 + of->blocks[v][0].height + scene_block_gap(&of->blocks[v][0], b);
        /* Left of its marker, a label is flush with the marker's side. */
        double x = box.x1 < of->anchor.x ? box.x1 - b->width : box.x0;
        if (box.x0 < of->anchor.x && box.x1 > of->anchor.x)
            x = (box.x0 + box.x1 - b->width) / 2;
        scene_text *t = scene_add_text(o->s, o->a, of->layer);
        *t = scene_block_at(b, o->a, x, y);
        t->anchor = of->anchor;
        t->key = of->key;
        t->is_event = of->is_event;
    }
    return &o->s->layers[of->layer].texts[first];
}

/* A second chance, with a leader line, for the events that found no room. */
static void place_with_leaders(offers *o, const label *labels, offer_taken *taken)
{
    for (size_t i = 0; i < o->n; i++) {
        const offer *of = &o->items[i];
        offer_leader found;
        if (labels[i].placed != LABEL_NOT_PLACED)
            continue;
        if (!of->is_event || !offer_lead(o, taken, of, &found)) {
            scene_leave_out(o->s, o->a, of->key, of->text, "no free position");
            continue;
        }
        scene_text *t = put_texts(o, of, found.variant, found.box);
        t->leader[0] = found.line[0];
        t->leader[1] = found.line[1];
        t->n_leader = 2;
        taken->boxes[taken->n++] = found.box;
        taken->lines[taken->n_lines][0] = found.line[0];
        taken->lines[taken->n_lines++][1] = found.line[1];
    }
}

/* What the search has placed, then what leaders can still do. */
static void place_all(offers *o, const label_problem *p, const label *labels)
{
    offer_taken taken = { .page = p->page,
                          .boxes = arena_array(o->a, label_box, p->n_boxes + o->n + 1),
                          .lines = arena_alloc(o->a, o->n + 1, sizeof(geo_xy[2])) };
    for (size_t i = 0; i < p->n_boxes; i++)
        taken.boxes[taken.n++] = p->boxes[i];
    for (size_t i = 0; i < o->n; i++) {
        if (labels[i].placed == LABEL_NOT_PLACED)
            continue;
        const offer *of = &o->items[i];
        label_box box = of->candidates[labels[i].placed].box;
        put_texts(o, of, of->variant[labels[i].placed], box);
        taken.boxes[taken.n++] = box;
    }
    place_with_leaders(o, labels, &taken);
}

/* Settlements without a name are not drawn on pictures: a dot says nothing. */
static void drop_unlabelled(offers *o, const label *labels)
{
    scene_layer *places = &o->s->layers[SCENE_LABELS_PLACE];
    bool *keep = arena_array(o->a, bool, places->n_features + 1);
    for (size_t i = 0; i < o->n; i++)
        if (o->items[i].feature != SIZE_MAX && labels[i].placed != LABEL_NOT_PLACED)
            keep[o->items[i].feature] = true;
    size_t n = 0;
    for (size_t i = 0; i < places->n_features; i++)
        if (keep[i])
            places->features[n++] = places->features[i];
    places->n_features = n;
}

static label_box *keep_free(offers *o, const geo_rect *boxes, size_t n, size_t *total)
{
    size_t count = n;
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        count += o->s->layers[layer].n_texts;
    label_box *all = arena_array(o->a, label_box, count + 1);
    *total = 0;
    for (size_t i = 0; i < n; i++)
        all[(*total)++] =
            (label_box){ boxes[i].x0, boxes[i].y0, boxes[i].x1, boxes[i].y1 };
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < o->s->layers[layer].n_texts; i++) {
            geo_rect b = o->s->layers[layer].texts[i].box;
            all[(*total)++] = (label_box){ b.x0, b.y0, b.x1, b.y1 };
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

/* The count on the marker of several events. */
static void add_counts(offers *o)
{
    const scene_layer *l = &o->s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->stacked < 2)
            continue;
        scene_block b = scene_block_make(o->in, o->a, str_print(o->a, "%d", f->stacked),
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

dateline_status scene_label(const scene_input *in, scene *s, int which,
                            const geo_rect *boxes, size_t n_boxes, arena *a,
                            dateline_error *err)
{
    (void)err;
    offers o = { .in = in, .s = s, .a = a, .k = scene_scale(in) };
    if (which & SCENE_LABEL_PLACES && !in->vector)
        drop_covered(&o, boxes, n_boxes, which & SCENE_LABEL_EVENTS);
    collect_discs(&o);
    if (which & SCENE_LABEL_EVENTS)
        offer_events(&o);
    if (which & SCENE_LABEL_PLACES) {
        offer_places(&o);
        offer_areas(&o);
    }
    size_t n_free;
    label_box *free_boxes = keep_free(&o, boxes, n_boxes, &n_free);
    label *labels = arena_array(a, label, o.n + 1);
    for (size_t i = 0; i < o.n; i++)
        labels[i] = (label){ .weight = o.items[i].weight,
                             .anchor_x = o.items[i].anchor.x,
                             .anchor_y = o.items[i].anchor.y,
                             .candidates = o.items[i].candidates,
                             .n_candidates = o.items[i].n_candidates };
    geo_rect f = s->view.frame;
    double edge = 4 * o.k;
    label_problem problem = { .labels = labels,
                              .n_labels = o.n,
                              .page = { f.x0 + edge, f.y0 + edge, f.x1 - edge,
                                        f.y1 - edge },
                              .discs = o.discs,
                              .n_discs = o.n_discs,
                              .boxes = free_boxes,
                              .n_boxes = n_free,
                              .gap = 3 * o.k };
    arena scratch = { 0 };
    label_place(&problem, &scratch);
    arena_clear(&scratch);
    place_all(&o, &problem, labels);
    if (which & SCENE_LABEL_PLACES && !in->vector)
        drop_unlabelled(&o, labels);
    if (which & SCENE_LABEL_EVENTS)
        add_counts(&o);
    add_markers(&o);
    return DATELINE_OK;
}
