#include "page/steps.h"

#include "base/sort.h"
#include "scene/block.h"

#include <math.h>
#include <string.h>

/* More than this many are a table, not a map. */
enum { POINTERS = 8, POINTERS_NARROW = 6 };

/* Events beyond the frame that happened at one place. */
typedef struct far_place {
    const dateline_event *event; /* the first of them */
    long count;                  /* shown; total: all */
    long total;
    double fade;
    bool to;    /* where movements went that begin in the frame */
    geo_xy dir; /* unit vector from the middle of the frame */
    geo_xy tip; /* on the frame's inner edge */
    double bearing, km;
    scene_block name, detail;
    geo_rect box;
} far_place;

typedef struct pointers {
    const scene_input *in;
    arena *a;
    scene *s;
    far_place *places;
    size_t n;
    geo_rect inner;
    geo_xy middle;
    geo_lonlat center;
    double k;
    bool narrow; /* names only */
} pointers;

static geo_lonlat where(const far_place *f)
{
    return f->to ? f->event->to_where : f->event->where;
}

static void count_at(pointers *p, const dateline_event *e, bool to, double fade)
{
    far_place new = { .event = e, .to = to };
    size_t k = 0;
    while (k < p->n && geo_distance_km(where(&p->places[k]), where(&new)) > 20)
        k++;
    if (k == p->n)
        p->places[p->n++] = new;
    p->places[k].count += fade > 0;
    p->places[k].total++;
    p->places[k].fade = fmax(p->places[k].fade, fade);
}

static void gather(pointers *p)
{
    /* Beyond this many places the first ones stand for all. */
    enum { MOST = 300 };
    const geo_view *v = &p->s->view;
    for (size_t i = 0; i < p->in->n_events && p->n < MOST; i++) {
        const dateline_event *e = p->in->events[i];
        double fade = p->in->states ? p->in->states[i].fade : 1;
        if (!scene_has_place(e))
            continue;
        bool here = geo_view_shows(v, e->where);
        if (!here)
            count_at(p, e, false, fade);
        else if (e->to_located && *e->to_place && !geo_view_shows(v, e->to_where))
            count_at(p, e, true, fade);
    }
}

static int rank(const far_place *f)
{
    return f->event->priority ? f->event->priority : 2;
}

/* Those with most events first, then by priority, then by date, as they come. */
static int by_weight(const void *a, const void *b, const void *ctx)
{
    const far_place *x = a, *y = b;
    (void)ctx;
    if (x->total != y->total)
        return x->total > y->total ? -1 : 1;
    return rank(x) - rank(y);
}

/* Around the frame, so that they settle beside each other without crossing. */
static int by_bearing(const void *a, const void *b, const void *ctx)
{
    const far_place *x = a, *y = b;
    (void)ctx;
    return x->bearing < y->bearing ? -1 : x->bearing > y->bearing;
}

/* The way to go from the middle of the map, as the map shows it: toward a point
   a little along the great circle. */
static void aim(pointers *p, far_place *f)
{
    f->bearing = geo_bearing(p->center, where(f));
    f->km = geo_distance_km(p->center, where(f));
    geo_xy px;
    geo_rect in = p->inner;
    double step = p->s->view.m_per_px / 1000 * fmin(in.x1 - in.x0, in.y1 - in.y0) * 0.3;
    f->dir = (geo_xy){ sin(f->bearing * 0.017453292519943295),
                       -cos(f->bearing * 0.017453292519943295) };
    if (geo_view_locate(&p->s->view, geo_toward(p->center, f->bearing, step), &px)) {
        double dx = px.x - p->middle.x, dy = px.y - p->middle.y, len = hypot(dx, dy);
        if (len > 1)
            f->dir = (geo_xy){ dx / len, dy / len };
    }
    double tx = f->dir.x > 0   ? (in.x1 - p->middle.x) / f->dir.x
                : f->dir.x < 0 ? (in.x0 - p->middle.x) / f->dir.x
                               : INFINITY;
    double ty = f->dir.y > 0   ? (in.y1 - p->middle.y) / f->dir.y
                : f->dir.y < 0 ? (in.y0 - p->middle.y) / f->dir.y
                               : INFINITY;
    double t = fmin(tx, ty);
    f->tip = (geo_xy){ p->middle.x + t * f->dir.x, p->middle.y + t * f->dir.y };
}

static void write_texts(pointers *p, far_place *f)
{
    const style_words *w = p->in->words;
    const dateline_event *e = f->event;
    const char *name = f->to ? e->to_place : scene_place_name(p->in, e, p->a);
    int octant = (int)floor(f->bearing / 45 + 0.5) % 8;
    double km = f->km < 100 ? round(f->km) : round(f->km / 10) * 10;
    const char *text =
        style_say(w, WORD_POINTER, p->a, "a", name, "km", style_number(w, km, p->a),
                  "dir", w->directions[octant], NULL);
    f->name = scene_block_make(p->in, p->a, text,
                               (scene_block_options){ .role = STYLE_POINTER });
    const char *title = scene_short_title(p->in, e);
    const char *when = scene_when(w, e, p->a);
    const char *detail = f->count > 1      ? style_events(w, f->count, p->a)
                         : p->narrow       ? when
                         : *when && *title ? style_say(w, WORD_ALT_NO_PLACE, p->a, "when",
                                                       when, "title", title, NULL)
                         : *when           ? when
                                           : title;
    f->detail = scene_block_make(p->in, p->a, detail,
                                 (scene_block_options){ .role = STYLE_EVENT_DATE,
                                                        .max_lines = 2,
                                                        .max_width_px = 220 * p->k });
}

static bool meets(geo_rect a, geo_rect b, double gap)
{
    return a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap &&
           b.y0 < a.y1 + gap;
}

/* Arrow at the edge, text on its inner side. */
static geo_rect box_at(const pointers *p, const far_place *f, geo_xy tip)
{
    double arrow = 24 * p->k, w = fmax(f->name.width, f->detail.width);
    double h = f->name.height + scene_block_gap(&f->name, &f->detail) + f->detail.height;
    geo_rect in = p->inner;
    bool left = tip.x <= in.x0 + 1, right = tip.x >= in.x1 - 1;
    double x0 = left ? tip.x : right ? tip.x - w - arrow : tip.x - arrow / 2;
    x0 = fmax(in.x0, fmin(in.x1 - w - arrow, x0));
    double y0 = fmax(in.y0, fmin(in.y1 - h, tip.y - h / 2));
    return (geo_rect){ x0, y0, x0 + w + arrow, y0 + h };
}

static bool clears_events(const pointers *p, geo_rect box)
{
    /* Nor where a movement leaves the map. */
    const scene_layer *arrows = &p->s->layers[SCENE_ARROWS];
    for (size_t i = 0; i < arrows->n_features; i++)
        for (int k = 0; k < arrows->features[i].path.n_points; k++) {
            geo_xy at = arrows->features[i].path.points[k];
            if (meets(box, (geo_rect){ at.x, at.y, at.x, at.y }, 4 * p->k))
                return false;
        }
    for (size_t i = 0; i < p->s->layers[SCENE_EVENTS].n_features; i++) {
        const scene_feature *e = &p->s->layers[SCENE_EVENTS].features[i];
        if (!e->path.n_points)
            continue;
        geo_xy at = e->clear > 0 ? e->home : e->path.points[0];
        if (meets(box, (geo_rect){ at.x, at.y, at.x, at.y },
                  fmax(14 * p->k, e->clear + 3 * p->k)))
            return false;
    }
    return true;
}

/* Slide along the edge, away from what is there already. */
static bool settle(const pointers *p, far_place *f, size_t before, const geo_rect *keep,
                   size_t n_keep)
{
    geo_rect in = p->inner;
    bool vertical = f->tip.x <= in.x0 + 1 || f->tip.x >= in.x1 - 1;
    for (int step = 0; step < 120; step++) {
        int away = (step + 1) / 2;
        double off = away * (step % 2 ? 9.0 : -9.0) * p->k;
        geo_xy tip = f->tip;
        if (vertical)
            tip.y = fmax(in.y0, fmin(in.y1, tip.y + off));
        else
            tip.x = fmax(in.x0, fmin(in.x1, tip.x + off));
        geo_rect box = box_at(p, f, tip);
        bool clear = true;
        for (size_t i = 0; i < before && clear; i++)
            clear = !meets(box, p->places[i].box, 8 * p->k);
        for (size_t i = 0; i < n_keep && clear; i++)
            clear = !meets(box, keep[i], 6 * p->k);
        if (clear && clears_events(p, box)) {
            f->tip = tip;
            f->box = box;
            return true;
        }
    }
    return false;
}

static void add_arrow(pointers *p, const far_place *f, geo_xy at)
{
    /* A dart that points the way; drawn as an area so that it turns freely. */
    static const double shape[4][2] = { { 9, 0 }, { -7, 6 }, { -3.5, 0 }, { -7, -6 } };
    scene_feature *to = scene_add_feature(p->s, p->a, SCENE_ARROWS);
    to->kind = SCENE_AREA;
    to->class = STYLE_POINTER_MARK;
    to->key = f->event->id;
    to->title = f->name.text.text;
    to->fade = f->fade;
    to->path = scene_path(p->a, 5);
    for (int i = 0; i < 5; i++) {
        double x = shape[i % 4][0] * p->k, y = shape[i % 4][1] * p->k;
        to->path.points[i] = (geo_xy){ at.x + x * f->dir.x - y * f->dir.y,
                                       at.y + x * f->dir.y + y * f->dir.x };
    }
}

static void draw(pointers *p, const far_place *f)
{
    double arrow = 24 * p->k;
    bool right = f->tip.x >= p->inner.x1 - 1;
    double text_x = right ? f->box.x0 : f->box.x0 + arrow;
    double mid = (f->box.y0 + f->box.y1) / 2;
    add_arrow(p, f,
              (geo_xy){ right ? f->box.x1 - arrow / 2 + 2 * p->k
                              : f->box.x0 + arrow / 2 - 2 * p->k,
                        mid });
    const scene_block *blocks[2] = { &f->name, &f->detail };
    double y = f->box.y0;
    for (int i = 0; i < 2; i++) {
        double x = right ? f->box.x1 - arrow - blocks[i]->width : text_x;
        scene_text *t = scene_add_text(p->s, p->a, SCENE_ARROWS);
        *t = scene_block_at(blocks[i], p->a, x, y);
        t->key = f->event->id;
        t->anchor =
            (geo_xy){ right ? f->box.x1 - arrow / 2 : f->box.x0 + arrow / 2, mid };
        t->is_event = true;
        t->opacity = f->fade;
        y += blocks[i]->height + scene_block_gap(&f->name, &f->detail);
    }
}

static geo_rect grown(geo_rect r, double by)
{
    return (geo_rect){ r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by };
}

/* One line for all that have no pointer, at an edge of the frame. */
static void count_rest(pointers *p, long rest, geo_rect *keep, size_t *n_keep)
{
    const style_words *w = p->in->words;
    scene_block b = scene_block_make(
        p->in, p->a,
        style_say(w, WORD_MORE, p->a, "n", style_number(w, (double)rest, p->a), NULL),
        (scene_block_options){ .role = STYLE_EVENT_DATE });
    geo_rect in = p->inner;
    for (int i = 0; i < 240; i++) {
        double y = in.y0 + (i / 2) * 9 * p->k, x = i % 2 ? in.x1 - b.width : in.x0;
        geo_rect r = { x, y, x + b.width, y + b.height };
        bool clear = r.y1 < in.y1;
        for (size_t j = 0; j < *n_keep && clear; j++)
            clear = !meets(r, keep[j], 4 * p->k);
        if (!clear || !clears_events(p, r))
            continue;
        scene_text *t = scene_add_text(p->s, p->a, SCENE_ARROWS);
        *t = scene_block_at(&b, p->a, x, y);
        t->anchor = (geo_xy){ x, y };
        t->is_event = true;
        t->key = "more-far-away";
        keep[(*n_keep)++] = grown(r, 4 * p->k);
        return;
    }
}

/* Those that get a pointer, from the north around the frame, and how many events the
   others have. */
static long choose(pointers *p)
{
    long rest = 0;
    size_t most = p->narrow ? POINTERS_NARROW : POINTERS;
    sort_stable(p->places, p->n, sizeof *p->places, by_weight, NULL, p->a);
    for (size_t i = most; i < p->n; i++) {
        rest += p->places[i].count;
        scene_leave_out(p->s, p->a, p->places[i].event->id,
                        scene_place_name(p->in, p->places[i].event, p->a),
                        "too many places beyond the frame");
    }
    p->n = p->n > most ? most : p->n;
    for (size_t i = 0; i < p->n; i++)
        aim(p, &p->places[i]);
    sort_stable(p->places, p->n, sizeof *p->places, by_bearing, NULL, p->a);
    return rest;
}

void page_add_pointers(const scene_input *in, arena *a, scene *s, geo_rect *keep,
                       size_t *n_keep)
{
    pointers p = { .in = in, .a = a, .s = s, .k = scene_scale(in) };
    geo_rect f = s->view.frame;
    double pad = 9 * p.k;
    p.inner = (geo_rect){ f.x0 + pad, f.y0 + pad, f.x1 - pad, f.y1 - pad };
    p.middle = (geo_xy){ (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2 };
    p.narrow = f.x1 - f.x0 < 640 * p.k;
    p.places = arena_array(a, far_place, in->n_events + 1);
    if (!geo_view_unlocate(&s->view, p.middle, &p.center))
        return;
    gather(&p);
    long rest = choose(&p);
    size_t placed = 0;
    for (size_t i = 0; i < p.n; i++) {
        far_place place = p.places[i];
        write_texts(&p, &place);
        if (*n_keep + 1 >= SCENE_KEEP_FREE ||
            !settle(&p, &place, placed, keep, *n_keep)) {
            rest += place.count;
            scene_leave_out(s, a, place.event->id, place.name.text.text,
                            "no room at the edge of the map");
            continue;
        }
        p.places[placed++] = place;
        if (place.fade > 0)
            draw(&p, &place);
    }
    for (size_t i = 0; i < placed && *n_keep + 1 < SCENE_KEEP_FREE; i++)
        keep[(*n_keep)++] = grown(p.places[i].box, 5 * p.k);
    if (rest > 0)
        count_rest(&p, rest, keep, n_keep);
}
