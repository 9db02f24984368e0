#include "scene/scene.h"

#include <math.h>
#include <string.h>

/* Nearer than this, two markers are one spot. */
static const double ONE_SPOT_PX = 5;

static style_paint scaled(style_paint p, double k)
{
    p.width *= k;
    p.size *= k;
    p.hatch_gap *= k;
    p.hatch_width *= k;
    for (int i = 0; i < 4; i++)
        p.dash[i] = (float)(p.dash[i] * k);
    return p;
}

void scene_paint(const scene_input *in, scene *s)
{
    double k = scene_scale(in);
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < s->layers[layer].n_features; i++) {
            scene_feature *f = &s->layers[layer].features[i];
            if (f->event && f->kind == SCENE_POINT && f->stacked < 2)
                f->paint = style_event(in->style, f->event->kind, f->event->status);
            else if (f->event && f->kind == SCENE_POINT)
                f->paint = in->style->classes[STYLE_BADGE_MARK];
            else
                f->paint = in->style->classes[f->class];
            f->paint = scaled(f->paint, k);
            f->paint.opacity *= f->fade;
        }
}

/* Which of two events stands for both: shown brighter, then of higher
   priority, then later. */
static bool stands_for(const scene_feature *a, const scene_feature *b)
{
    if (a->fade != b->fade)
        return a->fade > b->fade;
    int pa = a->event->priority ? a->event->priority : 2;
    int pb = b->event->priority ? b->event->priority : 2;
    if (pa != pb)
        return pa < pb;
    return a->event->when.begin > b->event->when.begin;
}

static bool is_area(const dateline_event *e)
{
    return e->geo_precision == DATELINE_GEO_REGION ||
           e->geo_precision == DATELINE_GEO_ADM1 || e->geo_precision == DATELINE_GEO_ADM2;
}

/* The middle of a region is no place: what happened in the town there did not
   happen "in the region", nor the other way round. */
static bool one_spot(const scene_feature *a, const scene_feature *b, double k)
{
    if (is_area(a->event) != is_area(b->event))
        return false;
    double dx = a->path.points[0].x - b->path.points[0].x;
    double dy = a->path.points[0].y - b->path.points[0].y;
    return dx * dx + dy * dy <= ONE_SPOT_PX * ONE_SPOT_PX * k * k;
}

/* A circle on the ground around a place, as it falls on the page. */
static void add_wash(arena *a, scene *s, const scene_feature *of)
{
    enum { STEPS = 72 };
    const dateline_event *e = of->event;
    geo_path ring = scene_path(a, STEPS + 1);
    for (int i = 0; i <= STEPS; i++) {
        geo_lonlat p = geo_toward(e->where, 360.0 * (i % STEPS) / STEPS, e->radius_km);
        if (!geo_view_locate(&s->view, p, &ring.points[i]))
            return;
    }
    geo_path cut = geo_clip_rings(&ring, s->view.frame, a);
    if (!cut.n_parts)
        return;
    scene_feature *f = scene_add_feature(s, a, SCENE_AREAS);
    f->kind = SCENE_AREA;
    f->path = cut;
    f->class = STYLE_AREA;
    f->fade = of->fade;
    f->key = str_print(a, "area-%s", e->place_id && *e->place_id ? e->place_id : e->id);
    f->title = e->place_name && *e->place_name ? e->place_name : e->place;
}

/* A region is washed once, however many events it had. */
static bool has_wash(const scene *s, const scene_feature *of)
{
    const scene_layer *areas = &s->layers[SCENE_AREAS];
    const char *id = of->event->place_id;
    for (size_t i = 0; id && *id && i < areas->n_features; i++)
        if (!strncmp(areas->features[i].key, "area-", 5) &&
            !strcmp(areas->features[i].key + 5, id))
            return true;
    return false;
}

/* Radius of the ring around what an event is known to, px; 0: none. One that is
   hidden by its own marker, or fills the map, says nothing. */
static double ring_px(const scene *s, const dateline_event *e)
{
    double px = e->radius_km * 1000 / s->view.m_per_px;
    bool useful = px > 16 && px < 0.26 * (s->view.frame.x1 - s->view.frame.x0);
    bool wide = is_area(e) || e->geo_precision == DATELINE_GEO_NEAR;
    return !e->geometry && wide && useful ? px : 0;
}

/* The same for events that are marked on their ring. */
static double area_ring_px(const scene *s, const dateline_event *e)
{
    return is_area(e) ? ring_px(s, e) : 0;
}

static void widen_span(scene_feature *f, const scene_feature *by)
{
    if (by->from.precision && (!f->from.precision || by->from.begin < f->from.begin))
        f->from = by->from;
    if (by->to.precision && (!f->to.precision || by->to.end > f->to.end))
        f->to = by->to;
}

/* g joins the marker of f, which stays where it is. */
static void join(scene_feature *f, const scene_feature *g)
{
    scene_feature both = stands_for(g, f) ? *g : *f;
    both.path = f->path;
    both.stacked = f->stacked + g->stacked;
    both.places = f->places;
    both.from = f->from;
    both.to = f->to;
    widen_span(&both, g);
    *f = both;
}

static scene_feature alone(scene_feature f)
{
    dateline_when w = f.event->when;
    f.stacked = f.fade > 0;
    if (f.stacked && w.precision != DATELINE_UNDATED && w.begin != INT64_MIN)
        f.from = f.to = w;
    return f;
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

static size_t find_spot(const squares *q, const scene_feature *f,
                        const scene_feature *all, double k)
{
    size_t first = SIZE_MAX;
    for (int i = 0; i < 9; i++) {
        int dx = i % 3 - 1, dy = i / 3 - 1;
        for (size_t at = *chain(q, f->path.points[0], dx, dy); at; at = q->nexts[at - 1])
            if (at - 1 < first && one_spot(&all[at - 1], f, k))
                first = at - 1;
    }
    return first;
}

/* Events that happened at one spot, as one feature with their number. */
static size_t merge(const scene *s, double k, scene_feature *out, arena *scratch)
{
    const scene_layer *events = &s->layers[SCENE_EVENTS];
    squares q = { .mask = 1, .side = ONE_SPOT_PX * k };
    while (q.mask < events->n_features * 2)
        q.mask *= 2;
    q.heads = arena_array(scratch, size_t, q.mask);
    q.nexts = arena_array(scratch, size_t, events->n_features + 1);
    q.mask--;
    size_t n = 0;
    for (size_t i = 0; i < events->n_features; i++) {
        scene_feature f = alone(events->features[i]);
        size_t same = find_spot(&q, &f, out, k);
        if (same != SIZE_MAX) {
            join(&out[same], &f);
            continue;
        }
        size_t *head = chain(&q, f.path.points[0], 0, 0);
        out[n] = f;
        q.nexts[n] = *head;
        *head = ++n;
    }
    return n;
}

typedef struct spot {
    geo_xy home, at;
    double r, reach; /* how far it may be moved */
} spot;

static spot spot_of(const scene_input *in, const scene *s, const scene_feature *f,
                    double k)
{
    const style *look = in->style;
    const dateline_event *e = f->event;
    geo_xy at = f->path.points[0];
    bool badge = f->stacked > 1 || in->states;
    double size = badge ? look->classes[STYLE_BADGE_MARK].size : look->kind_size;
    bool exact = e->geo_precision <= DATELINE_GEO_EXACT || area_ring_px(s, e) > 0;
    double radius = e->radius_km * 1000 / s->view.m_per_px;
    return (spot){ at, at, (size / 2 + 1.5) * k,
                   exact ? 10 * k : fmax(10 * k, fmin(0.7 * radius, 70 * k)) };
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
static void displace(const scene_input *in, const scene *s, const scene_feature *f,
                     size_t n, spot *spots)
{
    enum { ROUNDS = 60 };
    double k = scene_scale(in);
    for (size_t i = 0; i < n; i++)
        spots[i] = spot_of(in, s, &f[i], k);
    bool moved = true;
    for (int round = 0; round < ROUNDS && moved; round++) {
        moved = false;
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                moved |= push(&spots[i], &spots[j]);
        for (size_t i = 0; i < n; i++)
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

/* "A, B, C", and an ellipsis where there are more. */
static const char *join_places(const scene_input *in, const scene_feature *f,
                               const scene_feature *g, arena *a)
{
    const char *x = f->places ? f->places : scene_place_name(in, f->event, a);
    const char *y = g->places ? g->places : scene_place_name(in, g->event, a);
    if (str_ends(str_of(x), STR("…")) || !strcmp(x, y))
        return x;
    size_t commas = 0;
    for (const char *c = x; *c; c++)
        commas += *c == ',';
    return commas >= 2 ? str_print(a, "%s…", x) : str_print(a, "%s, %s", x, y);
}

/* Where even displacement leaves markers on top of each other, they become one. */
static size_t stack_hidden(const scene_input *in, const scene *s, scene_feature *f,
                           size_t n, arena *a)
{
    enum { MOST = 400 };
    arena scratch = { 0 };
    spot *spots = arena_array(&scratch, spot, n + 1);
    for (;;) {
        if (n > MOST)
            break;
        size_t j = 0, i;
        displace(in, s, f, n, spots);
        i = most_hidden(spots, n, &j);
        if (i == n)
            break;
        const char *places = join_places(in, &f[i], &f[j], a);
        geo_path where = f[i].stacked >= f[j].stacked ? f[i].path : f[j].path;
        join(&f[i], &f[j]);
        f[i].places = places;
        f[i].path = where;
        for (size_t k = j; k + 1 < n; k++)
            f[k] = f[k + 1];
        n--;
    }
    for (size_t i = 0; i < n && n <= MOST; i++)
        f[i].path = scene_point_path(a, spots[i].at);
    arena_clear(&scratch);
    return n;
}

/* How far a point is from the nearest of the other markers and from the frame. */
static double room_at(const scene *s, const scene_feature *f, size_t n, size_t own,
                      geo_xy p)
{
    geo_rect r = s->view.frame;
    double room = fmin(fmin(p.x - r.x0, r.x1 - p.x), fmin(p.y - r.y0, r.y1 - p.y));
    for (size_t i = 0; i < n; i++)
        if (i != own)
            room = fmin(room,
                        hypot(p.x - f[i].path.points[0].x, p.y - f[i].path.points[0].y));
    return room;
}

/* Where a ring around a marker has most room. */
static geo_xy roomiest(const scene *s, const scene_feature *f, size_t n, size_t own,
                       double r)
{
    enum { ANGLES = 32 };
    double best = -INFINITY;
    geo_xy home = f[own].path.points[0], to = home;
    for (int k = 0; k < ANGLES; k++) {
        double angle = 6.283185307179586 * k / ANGLES;
        geo_xy p = { home.x + r * cos(angle), home.y + r * sin(angle) };
        double room = room_at(s, f, n, own, p);
        if (room > best + 0.01) {
            best = room;
            to = p;
        }
    }
    return to;
}

/* What is known of a region as a whole is marked on its ring: the middle is no more
   its place than any other, and towns need it. */
static void move_to_rings(const scene *s, scene_feature *f, size_t n, arena *a)
{
    for (size_t i = 0; i < n; i++) {
        double r = area_ring_px(s, f[i].event);
        if (r > 0)
            f[i].path = scene_point_path(a, roomiest(s, f, n, i, r));
    }
}

void scene_stack(const scene_input *in, arena *a, scene *s)
{
    double k = scene_scale(in);
    const scene_layer *events = &s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < events->n_features; i++)
        if (events->features[i].fade > 0 && ring_px(s, events->features[i].event) > 0 &&
            !has_wash(s, &events->features[i]))
            add_wash(a, s, &events->features[i]);
    scene_feature *kept = arena_array(a, scene_feature, events->n_features + 1);
    arena scratch = { 0 };
    size_t n = merge(s, k, kept, &scratch), shown = 0;
    arena_clear(&scratch);
    move_to_rings(s, kept, n, a);
    n = stack_hidden(in, s, kept, n, a);
    for (size_t i = 0; i < n; i++)
        if (kept[i].stacked > 0)
            kept[shown++] = kept[i];
    s->layers[SCENE_EVENTS].features = kept;
    s->layers[SCENE_EVENTS].n_features = s->layers[SCENE_EVENTS].cap_features = shown;
}
