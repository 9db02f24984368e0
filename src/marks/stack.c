/*
 * Which marker stands for which events, and where: what happened at one spot has one
 * marker, and markers that would hide each other give way (Imhof) or become one.
 */
#include "marks/mark.h"

#include <math.h>
#include <string.h>

/* Nearer than this, two markers are one spot. */
static const double ONE_SPOT_PX = 5;

static bool one_spot(const scene_feature *a, const scene_feature *b, double k)
{
    double dx = a->path.points[0].x - b->path.points[0].x;
    double dy = a->path.points[0].y - b->path.points[0].y;
    return dx * dx + dy * dy <= ONE_SPOT_PX * ONE_SPOT_PX * k * k;
}

static mark alone(const marks *m, size_t i)
{
    scene_feature f = m->all[i];
    dateline_when w = f.event->when;
    f.stacked = f.fade > 0;
    if (f.stacked && w.precision != DATELINE_UNDATED && w.begin != INT64_MIN)
        f.from = f.to = w;
    return (
        mark){ .f = f, .first = i, .last = i, .events = 1, .numbered = m->number[i] > 0 };
}

/* Markers by where they are: chains of a hash of squares a spot wide. */
typedef struct squares {
    size_t *heads, *nexts; /* index + 1; 0: none */
    size_t mask;
    double side;
} squares;

static size_t *chain(const squares *q, geo_xy p, int dx, int dy)
{
    int64_t x = (int64_t)floor(p.x / q->side) + dx,
            y = (int64_t)floor(p.y / q->side) + dy;
    uint64_t h = (uint64_t)x * 0x9E3779B97F4A7C15u ^ (uint64_t)y * 0xC2B2AE3D27D4EB4Fu;
    return &q->heads[(h >> 20) & q->mask];
}

static size_t find_spot(const marks *m, const squares *q, const scene_feature *f,
                        bool areas)
{
    size_t first = SIZE_MAX;
    for (int i = 0; i < 9; i++) {
        int dx = i % 3 - 1, dy = i / 3 - 1;
        for (size_t at = *chain(q, f->path.points[0], dx, dy); at; at = q->nexts[at - 1])
            if (at - 1 < first && one_spot(&m->of[at - 1].f, f, m->k) &&
                (!areas || !strcmp(m->of[at - 1].f.event->place_id, f->event->place_id)))
                first = at - 1;
    }
    return first;
}

/* Whether a place is one of several joined by commas; names may have commas too. */
static bool is_among(const char *places, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = strstr(places, name); n && at; at = strstr(at + 1, name)) {
        bool begins = at == places || (at - places > 1 && at[-2] == ',' && at[-1] == ' ');
        if (begins && (!at[n] || (at[n] == ',' && at[n + 1] == ' ')))
            return true;
    }
    return !n;
}

/* "A, B, C", and an ellipsis where there are more. */
static const char *join_places(const marks *m, const scene_feature *f,
                               const scene_feature *g)
{
    arena *a = m->a;
    const char *x = f->places ? f->places : scene_place_name(m->in, f->event, a);
    const char *y = g->places ? g->places : scene_place_name(m->in, g->event, a);
    if (str_ends(str_of(x), STR("…")) || is_among(x, y))
        return x;
    size_t commas = 0;
    for (const char *c = x; *c; c++)
        commas += *c == ',';
    return commas >= 2 ? str_print(a, "%s…", x) : str_print(a, "%s, %s", x, y);
}

/* Events that happened at one spot share a marker. The middle of a region is no place:
   what happened in the town there did not happen "in the region", so first come those
   of places, then those of areas. */
static void merge(marks *m, bool areas)
{
    enum { MANY = 400 }; /* more are read by counts, not by names */
    arena scratch = { 0 };
    squares q = { .mask = 1, .side = ONE_SPOT_PX * m->k };
    while (q.mask < m->n_all * 2)
        q.mask *= 2;
    q.heads = arena_array(&scratch, size_t, q.mask);
    q.nexts = arena_array(&scratch, size_t, m->n_all + 1);
    q.mask--;
    for (size_t i = 0; i < m->n_all; i++) {
        if (m->area[i] != areas)
            continue;
        mark one = alone(m, i);
        size_t same = find_spot(m, &q, &one.f, areas);
        if (same != SIZE_MAX) {
            mark *to = &m->of[same];
            const char *places = to->f.places;
            if (!areas && m->n_all <= MANY &&
                strcmp(to->f.event->place_id, one.f.event->place_id) != 0)
                places = join_places(m, &to->f, &one.f);
            marks_join(m, to, &one);
            to->f.places = places;
            continue;
        }
        size_t *head = chain(&q, one.f.path.points[0], 0, 0);
        m->of[m->n] = one;
        q.nexts[m->n] = *head;
        *head = ++m->n;
    }
    arena_clear(&scratch);
}

typedef struct spot {
    geo_xy home, at;
    double r, reach; /* how far it may be moved */
} spot;

static spot spot_of(const marks *m, const mark *of)
{
    const dateline_event *e = of->f.event;
    geo_xy at = of->f.path.points[0];
    bool exact = e->geo_precision <= DATELINE_GEO_EXACT;
    double radius = e->radius_km * 1000 / m->s->view.m_per_px;
    return (spot){ at, at, marks_reach(m, of),
                   exact ? 10 * m->k : fmax(10 * m->k, fmin(0.7 * radius, 70 * m->k)) };
}

/* Push two spots apart as far as they overlap; the one that is less exact goes
   further. */
static bool push(spot *a, spot *b)
{
    double dx = b->at.x - a->at.x, dy = b->at.y - a->at.y, d = hypot(dx, dy);
    double overlap = a->r + b->r - d;
    if (overlap <= 0.05)
        return false;
    /* On top of each other: part along the line that comes first. */
    double ux = d > 1e-6 ? dx / d : 0, uy = d > 1e-6 ? dy / d : 1;
    double share = a->reach / (a->reach + b->reach);
    a->at.x -= ux * overlap * share;
    a->at.y -= uy * overlap * share;
    b->at.x += ux * overlap * (1 - share);
    b->at.y += uy * overlap * (1 - share);
    return true;
}

static void stay_near(spot *p)
{
    double dx = p->at.x - p->home.x, dy = p->at.y - p->home.y, d = hypot(dx, dy);
    if (d > p->reach)
        p->at = (geo_xy){ p->home.x + dx / d * p->reach, p->home.y + dy / d * p->reach };
}

/* Displacement (Imhof): symbols that would hide each other give way, exact ones by
   less than their own size. Quadratic in the markers of one map, so only where
   their number is one that a reader can still tell apart. */
static void displace(const marks *m, spot *spots)
{
    enum { ROUNDS = 60 };
    for (size_t i = 0; i < m->n_spots; i++)
        spots[i] = spot_of(m, &m->of[i]);
    bool moved = true;
    for (int round = 0; round < ROUNDS && moved; round++) {
        moved = false;
        for (size_t i = 0; i < m->n_spots; i++)
            for (size_t j = i + 1; j < m->n_spots; j++)
                moved |= push(&spots[i], &spots[j]);
        for (size_t i = 0; i < m->n_spots; i++)
            stay_near(&spots[i]);
    }
}

/* The two markers that hide each other most, if any still do so by more than a
   fifth; n when none do. */
static size_t most_hidden(const spot *spots, size_t n, size_t *other)
{
    double worst = 0.8;
    size_t found = n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double d =
                hypot(spots[i].at.x - spots[j].at.x, spots[i].at.y - spots[j].at.y);
            double share = d / (spots[i].r + spots[j].r);
            if (share < worst) {
                worst = share;
                found = i;
                *other = j;
            }
        }
    return found;
}

static void drop_mark(marks *m, size_t i)
{
    m->n--;
    m->n_spots -= i < m->n_spots;
    for (; i < m->n; i++)
        m->of[i] = m->of[i + 1];
}

/* The first of i and j takes in the other, where the one with more events is. */
static void join_hidden(marks *m, size_t i, size_t j)
{
    mark *a = &m->of[i];
    const mark *b = &m->of[j];
    const char *places = join_places(m, &a->f, &b->f);
    geo_path where = a->events >= b->events ? a->f.path : b->f.path;
    marks_join(m, a, b);
    a->f.places = places;
    a->f.path = where;
    drop_mark(m, j);
}

/* Where even displacement leaves markers on top of each other, they become one. */
static void part(marks *m)
{
    enum { MOST = 400 };
    if (m->n_spots > MOST)
        return;
    arena scratch = { 0 };
    spot *spots = arena_array(&scratch, spot, m->n_spots + 1);
    for (;;) {
        size_t j = 0;
        displace(m, spots);
        size_t i = most_hidden(spots, m->n_spots, &j);
        if (i == m->n_spots)
            break;
        join_hidden(m, i, j);
    }
    for (size_t i = 0; i < m->n_spots; i++)
        m->of[i].f.path = scene_point_path(m->a, spots[i].at);
    arena_clear(&scratch);
}

/* How many of a marker's events stand in a fan: those with a number, where several
   have one. */
static int fan_size(const mark *of)
{
    return of->numbered ? of->numbered : of->events;
}

/* Whether a fan with this middle hides another marker; one that has no number gives
   way to those that have. */
static bool hides(const marks *m, const mark *fan, const mark *other)
{
    geo_xy a = marks_middle(m, fan), b = marks_middle(m, other);
    return hypot(a.x - b.x, a.y - b.y) <
           marks_reach(m, fan) + marks_reach(m, other) + 3 * m->k;
}

static bool has_room(const marks *m, size_t own, const mark *fan)
{
    geo_rect frame = m->s->view.frame;
    geo_xy at = marks_middle(m, fan);
    double reach = marks_reach(m, fan);
    if (at.x - reach < frame.x0 || at.x + reach > frame.x1 || at.y - reach < frame.y0 ||
        at.y + reach > frame.y1)
        return false;
    for (size_t i = 0; i < m->n_spots; i++)
        if (i != own && (!fan->numbered || m->of[i].numbered) && hides(m, fan, &m->of[i]))
            return false;
    return true;
}

/* The markers that a fan of numbers hides become part of it. */
static size_t take_hidden(marks *m, size_t own)
{
    for (size_t i = m->n_spots; i-- > 0;)
        if (i != own && hides(m, &m->of[own], &m->of[i])) {
            marks_join(m, &m->of[own], &m->of[i]);
            drop_mark(m, i);
            own -= i < own;
        }
    return own;
}

/* What happened at one place stands around it where there is room. */
static void plan_fans(marks *m)
{
    /* With more markers than this, a map is read by counts. */
    enum { FAN = 6, MOST = 60 };
    if (m->n_spots > MOST || m->in->buffer_px > 0)
        return;
    for (size_t i = 0; i < m->n_spots; i++) {
        mark trial = m->of[i];
        int n = fan_size(&trial);
        if (n < 2 || (!trial.numbered && (trial.f.places || n > FAN)))
            continue;
        trial.seats = n > FAN ? FAN : n;
        trial.fan = 1;
        double apart = marks_size(m, &trial) + 7 * m->k;
        trial.fan = apart / (2 * sin(3.141592653589793 / trial.seats));
        trial.fan = trial.seats < 4 ? apart : fmax(apart, trial.fan);
        if (!has_room(m, i, &trial))
            continue;
        m->of[i] = trial;
        if (trial.numbered)
            i = take_hidden(m, i);
    }
}

/* The events of the list have their numbers; the others 0. */
static int *numbers_of(const scene_input *in, const scene_layer *events, arena *a)
{
    int *number = arena_array(a, int, events->n_features + 1);
    size_t at = 0;
    /* Features come in the order of the events. */
    for (size_t i = 0; in->numbers && i < events->n_features; i++) {
        while (at < in->n_events && in->events[at] != events->features[i].event)
            at++;
        number[i] = at < in->n_events ? in->numbers[at] : 0;
    }
    return number;
}

void marks_stack(const scene_input *in, arena *a, scene *s)
{
    scene_layer *events = &s->layers[SCENE_EVENTS];
    arena scratch = { 0 };
    size_t n = events->n_features;
    marks m = { .in = in, .s = s, .a = a, .k = scene_scale(in), .n_all = n };
    m.all = events->features;
    m.number = numbers_of(in, events, &scratch);
    m.next = arena_array(&scratch, size_t, n + 1);
    m.of = arena_array(&scratch, mark, n + 1);
    for (size_t i = 0; i < n; i++)
        m.next[i] = SIZE_MAX;
    m.area = arena_array(&scratch, bool, n + 1);
    marks_add_washes(&m);
    for (size_t i = 0; i < n; i++)
        m.area[i] = marks_has_wash(&m, m.all[i].event);
    merge(&m, false);
    m.n_spots = m.n;
    marks_cluster(&m);
    part(&m);
    merge(&m, true);
    plan_fans(&m);
    marks_place_badges(&m);
    *events = (scene_layer){ .texts = events->texts,
                             .n_texts = events->n_texts,
                             .cap_texts = events->cap_texts };
    marks_draw(&m);
    arena_clear(&scratch);
    marks_add_arrows(in, a, s);
}
