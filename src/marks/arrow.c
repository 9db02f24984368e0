/*
 * Movements: curved arrows from one place to another, whose body swells toward an
 * open head, which says that the way between is not the one that was taken.
 */
#include "marks/mark.h"

#include "scene/block.h"

#include <math.h>
#include <string.h>

enum { STEPS = 40, OUTLINE = 2 * (STEPS + 1) + 8 };

static const double BEND = 0.25, BEND_AWAY = 0.1, WIDTH = 5; /* of the way; px */

/* A body in steps of about the same length, and how long it is. */
typedef struct body {
    geo_xy at[STEPS + 1];
    double along[STEPS + 1]; /* px from the start */
    int n;
} body;

static bool inside(geo_rect r, geo_xy p)
{
    return p.x >= r.x0 && p.x <= r.x1 && p.y >= r.y0 && p.y <= r.y1;
}

static geo_xy on_curve(const arrow_shape *w, double t)
{
    double dx = w->to.x - w->from.x, dy = w->to.y - w->from.y;
    geo_xy c = { (w->from.x + w->to.x) / 2 + w->bend * dy,
                 (w->from.y + w->to.y) / 2 - w->bend * dx };
    double u = 1 - t;
    return (geo_xy){ u * u * w->from.x + 2 * u * t * c.x + t * t * w->to.x,
                     u * u * w->from.y + 2 * u * t * c.y + t * t * w->to.y };
}

/* Up to where the curve first leaves the frame. */
static double last_inside(const arrow_shape *w)
{
    enum { FINE = 400 };
    for (int i = 1; i <= FINE; i++)
        if (!inside(w->frame, on_curve(w, (double)i / FINE)))
            return (i - 1.0) / FINE;
    return 1;
}

static body body_of(const arrow_shape *w)
{
    body b = { .n = STEPS + 1 };
    double end = last_inside(w);
    for (int i = 0; i < b.n; i++) {
        b.at[i] = on_curve(w, end * i / STEPS);
        if (i)
            b.along[i] = b.along[i - 1] +
                         hypot(b.at[i].x - b.at[i - 1].x, b.at[i].y - b.at[i - 1].y);
    }
    return b;
}

static geo_xy at_length(const body *b, double s, geo_xy *dir)
{
    int i = 1;
    while (i + 1 < b->n && b->along[i] < s)
        i++;
    double step = b->along[i] - b->along[i - 1];
    double t = step > 0 ? (s - b->along[i - 1]) / step : 0;
    geo_xy p = b->at[i - 1], q = b->at[i];
    *dir =
        step > 0 ? (geo_xy){ (q.x - p.x) / step, (q.y - p.y) / step } : (geo_xy){ 1, 0 };
    return (geo_xy){ p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
}

/* A point ahead of p by x and to its left by y, as seen along dir. */
static geo_xy beside(geo_xy p, geo_xy dir, double x, double y)
{
    return (geo_xy){ p.x + x * dir.x + y * dir.y, p.y + x * dir.y - y * dir.x };
}

/* One outline of body and head, from the tail up the left side, around the head and
   back down the right one. */
static geo_path outline(const body *b, double width, arena *a)
{
    const double spread = 0.56; /* of the barbs from the axis, radians */
    double all = b->along[b->n - 1], barb = 2.1 * width + 4, thick = 0.6 * width;
    double half = width / 2, neck = thick / sin(spread) + half / tan(spread);
    geo_path p = scene_path(a, OUTLINE);
    int n = 0;
    geo_xy dir, tip = at_length(b, all, &dir), back;
    /* The head looks the way of its last stretch, not of its last point. */
    at_length(b, fmax(0, all - barb * 0.6), &dir);
    for (int i = 0; i <= STEPS; i++) {
        double s = (all - neck) * i / STEPS;
        geo_xy at = at_length(b, s, &back);
        p.points[n++] = beside(at, back, 0, half * (0.35 + 0.65 * i / STEPS));
    }
    for (int side = 1; side >= -1; side -= 2) {
        geo_xy outer = { -barb * cos(spread), side * barb * sin(spread) };
        geo_xy inner = { outer.x - thick * sin(spread),
                         outer.y - side * thick * cos(spread) };
        geo_xy first = side > 0 ? inner : outer, then = side > 0 ? outer : inner;
        p.points[n++] = beside(tip, dir, first.x, first.y);
        p.points[n++] = beside(tip, dir, then.x, then.y);
        if (side > 0)
            p.points[n++] = tip;
    }
    for (int i = STEPS; i >= 0; i--) {
        geo_xy at = at_length(b, (all - neck) * i / STEPS, &back);
        p.points[n++] = beside(at, back, 0, -half * (0.35 + 0.65 * i / STEPS));
    }
    p.points[n++] = p.points[0];
    p.n_points = p.parts[1] = n;
    return p;
}

scene_feature *marks_add_arrow(arena *a, scene *s, arrow_shape w, geo_xy *middle)
{
    body b = body_of(&w);
    if (b.along[b.n - 1] < 6 * w.width)
        return NULL;
    geo_xy dir;
    if (middle) {
        geo_xy at = at_length(&b, b.along[b.n - 1] * 0.45, &dir);
        *middle = beside(at, dir, 0, w.bend > 0 ? w.aside : -w.aside);
    }
    scene_feature *f = scene_add_feature(s, a, SCENE_ARROWS);
    f->kind = SCENE_AREA;
    f->class = STYLE_MOVEMENT;
    f->rounded = true;
    f->path = outline(&b, w.width, a);
    return f;
}

/* A movement of one or several events between the same places. */
typedef struct movement {
    const dateline_event *event; /* the first */
    geo_xy from, to;
    long count;
    double fade;
    int side;  /* 1: bends to the left, -1: to the right */
    bool away; /* leaves the frame */
} movement;

static bool near(geo_xy a, geo_xy b, double px)
{
    return hypot(a.x - b.x, a.y - b.y) <= px;
}

/* Where on the page it goes; a place that the page cannot show, or far from it, is
   aimed at. */
static bool find_ends(const scene *s, const dateline_event *e, geo_xy *from, geo_xy *to)
{
    geo_rect f = s->view.frame;
    double km = geo_distance_km(e->where, e->to_where);
    double reach = hypot(f.x1 - f.x0, f.y1 - f.y0) * s->view.m_per_px / 1000;
    geo_lonlat aim = e->to_where;
    if (km > 2 * reach)
        aim = geo_toward(e->where, geo_bearing(e->where, e->to_where), reach);
    return geo_view_locate(&s->view, e->where, from) && inside(f, *from) &&
           geo_view_locate(&s->view, aim, to);
}

static size_t gather(const scene_input *in, const scene *s, movement *all)
{
    enum { MOST = 200 }; /* beyond that no map shows them apart */
    size_t n = 0;
    double same = 8 * scene_scale(in);
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        movement m = { .event = e, .fade = in->states ? in->states[i].fade : 1 };
        if (!e->located || !e->to_located || m.fade <= 0 ||
            !find_ends(s, e, &m.from, &m.to))
            continue;
        m.away = !inside(s->view.frame, m.to);
        size_t k = 0;
        while (k < n && !(near(all[k].from, m.from, same) && near(all[k].to, m.to, same)))
            k++;
        if (k == n && n == MOST)
            continue;
        if (k == n)
            all[n++] = m;
        all[k].count++;
        all[k].fade = fmax(all[k].fade, m.fade);
    }
    return n;
}

/* How many markers a way would run over. */
static int runs_over(const scene *s, const arrow_shape *w, double clear)
{
    int n = 0;
    const scene_layer *l = &s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < l->n_features; i++)
        for (int step = 4; step <= 16 && l->features[i].kind == SCENE_POINT; step++)
            if (near(on_curve(w, step / 20.0), l->features[i].path.points[0], clear)) {
                n++;
                break;
            }
    return n;
}

/* Ways there and back bend apart, since both bend to the same hand. */
static int choose_side(const scene *s, const movement *all, size_t i, arrow_shape *w,
                       double k)
{
    for (size_t j = 0; j < i; j++)
        if (near(all[j].from, all[i].to, 8 * k) && near(all[j].to, all[i].from, 8 * k))
            return all[j].side;
    int over[2];
    for (int side = 0; side < 2; side++) {
        double bend = all[i].away ? BEND_AWAY : BEND;
        w->bend = side ? -bend : bend;
        over[side] = runs_over(s, w, 13 * k);
    }
    return over[1] < over[0] ? -1 : 1;
}

/* The ends keep off the markers that stand there. */
static arrow_shape shortened(const movement *m, geo_rect frame, double k)
{
    double dx = m->to.x - m->from.x, dy = m->to.y - m->from.y, d = hypot(dx, dy);
    double cut = fmin(14 * k, d * 0.2);
    double ux = d > 0 ? dx / d : 0, uy = d > 0 ? dy / d : 0;
    return (arrow_shape){ .from = { m->from.x + ux * cut, m->from.y + uy * cut },
                          .to = { m->to.x - ux * cut, m->to.y - uy * cut },
                          .aside = m->count > 1 ? 14 * k : 0,
                          .width = WIDTH * k * fmin(1.6, 0.88 + 0.12 * (double)m->count),
                          .frame = { frame.x0 + 8 * k, frame.y0 + 8 * k, frame.x1 - 8 * k,
                                     frame.y1 - 8 * k } };
}

static bool is_taken(const scene *s, geo_xy at, double clear)
{
    static const scene_layer_id layers[] = { SCENE_EVENTS, SCENE_ARROWS };
    for (int i = 0; i < 2; i++)
        for (size_t k = 0; k < s->layers[layers[i]].n_features; k++) {
            const scene_feature *f = &s->layers[layers[i]].features[k];
            if (f->kind == SCENE_POINT && near(at, f->path.points[0], clear))
                return true;
        }
    return false;
}

/* Beside the middle of the way, or as near to it as no marker stands. */
static geo_xy free_place(const scene *s, const arrow_shape *w, geo_xy middle,
                         double clear)
{
    static const double steps[] = { 0, -0.08, 0.08, -0.16, 0.16, -0.24, 0.24 };
    geo_xy half = on_curve(w, 0.5);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        geo_xy p = on_curve(w, 0.5 + steps[i]);
        geo_xy at = { middle.x + p.x - half.x, middle.y + p.y - half.y };
        if (!is_taken(s, at, clear))
            return at;
    }
    return middle;
}

static void add_count(const scene_input *in, arena *a, scene *s, const movement *m,
                      geo_xy at)
{
    scene_feature *f = scene_add_feature(s, a, SCENE_ARROWS);
    f->class = STYLE_BADGE_MARK;
    f->key = str_print(a, "moves-%s", m->event->id);
    f->fade = m->fade;
    f->path = scene_point_path(a, at);
    scene_block b = scene_block_make(in, a, str_print(a, "%ld", m->count),
                                     (scene_block_options){ .role = STYLE_BADGE });
    scene_text *t = scene_add_text(s, a, SCENE_ARROWS);
    *t = scene_block_at(&b, a, at.x - b.width / 2, at.y - b.height / 2);
    t->anchor = at;
    t->key = f->key;
    t->is_event = true;
    t->opacity = m->fade;
    t->contrast = style_contrast(t->color, in->style->classes[STYLE_BADGE_MARK].fill);
}

static void draw(const scene_input *in, arena *a, scene *s, movement *all, size_t i)
{
    double k = scene_scale(in);
    movement *m = &all[i];
    geo_xy middle;
    arrow_shape w = shortened(m, s->view.frame, k);
    m->side = choose_side(s, all, i, &w, k);
    w.bend = m->side * (m->away ? BEND_AWAY : BEND);
    scene_feature *f = marks_add_arrow(a, s, w, &middle);
    if (!f)
        return;
    f->event = m->event;
    f->key = str_print(a, "move-%s", m->event->id);
    f->fade = m->fade;
    f->title = m->count > 1
                   ? str_print(a, "%s: %s → %s", style_events(in->words, m->count, a),
                               scene_place_name(in, m->event, a), m->event->to_place)
                   : scene_event_title(m->event, in->words->lang);
    if (m->count > 1)
        add_count(in, a, s, m, free_place(s, &w, middle, 24 * k));
}

void marks_add_arrows(const scene_input *in, arena *a, scene *s)
{
    if (in->buffer_px > 0)
        return; /* a tile knows only the ends that lie in it */
    arena scratch = { 0 };
    movement *all = arena_array(&scratch, movement, in->n_events + 1);
    size_t n = gather(in, s, all);
    for (size_t i = 0; i < n; i++)
        draw(in, a, s, all, i);
    arena_clear(&scratch);
}
