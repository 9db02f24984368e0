/*
 * Where an event is known to an area only, that area is tinted, once for all its
 * events, with its true outline where the map has one; where it is known to lie
 * within a distance of a point, a thin ring says so.
 */
#include "marks/mark.h"

#include "base/sort.h"
#include "collect/collect.h"
#include "collect/collector.h"
#include "geo/area.h"
#include "scene/path.h"

#include <math.h>
#include <string.h>

/* Pixels from a border to the edge of its band. */
#define BAND 5.5

/* Half a pixel in degrees of latitude. */
static double half_pixel(const scene *s)
{
    return 0.5 * s->view.m_per_px / 111195.0;
}

/* Which events share an area: one of the gazetteer, or else about the same circle. */
static const char *area_key(const dateline_event *e, arena *a)
{
    if (*e->place_id)
        return str_print(a, "area-%s", e->place_id);
    return str_print(a, "area-%.2f,%.2f-%.0f", e->where.lon, e->where.lat, e->radius_km);
}

static scene_feature *find_area(const scene *s, const char *key)
{
    const scene_layer *areas = &s->layers[SCENE_AREAS];
    for (size_t i = 0; i < areas->n_features; i++)
        if (!strcmp(areas->features[i].key, key))
            return &areas->features[i];
    return NULL;
}

/* The wash of an event that is known to an area; NULL: it has none. */
static const scene_feature *wash_of(const marks *m, const dateline_event *e)
{
    arena scratch = { 0 };
    const scene_feature *f =
        marks_is_area(e) ? find_area(m->s, area_key(e, &scratch)) : NULL;
    arena_clear(&scratch);
    return f;
}

bool marks_has_wash(const marks *m, const dateline_event *e)
{
    return wash_of(m, e) != NULL;
}

static double path_area(const geo_path *p)
{
    double sum = 0;
    for (int i = 0; i < p->n_parts; i++)
        sum += geo_ring_area2(p->points + p->parts[i], p->parts[i + 1] - p->parts[i]);
    return fabs(sum) / 2;
}

/* What is hidden by its own marker, or fills the map, says nothing. */
static bool says_something(const marks *m, const geo_path *p)
{
    geo_rect f = m->s->view.frame;
    double area = path_area(p), map = (f.x1 - f.x0) * (f.y1 - f.y0);
    return p->n_parts && area > 700 * m->k * m->k && area < 0.5 * map;
}

static void add_lines(geo_path *all, const geo_path *more)
{
    for (int i = 0; i < more->n_parts; i++) {
        int from = more->parts[i], n = more->parts[i + 1] - from;
        memcpy(all->points + all->n_points, more->points + from,
               (size_t)n * sizeof *more->points);
        all->n_points += n;
        all->parts[++all->n_parts] = all->n_points;
    }
}

static geo_path feature_path(const marks *m, const basemap_feature *f, arena *scratch)
{
    collector c = collector_start(m->in, &m->s->view, m->a, m->s);
    c.scratch = scratch;
    geo_path degrees = { .points = arena_array(scratch, geo_xy, (size_t)f->n_points + 1),
                         .parts = arena_array(scratch, int, (size_t)f->n_parts + 1),
                         .n_points = f->n_points,
                         .n_parts = f->n_parts };
    for (int i = 0; i < f->n_points; i++)
        degrees.points[i] = (geo_xy){ f->points[i].lon, f->points[i].lat };
    for (int i = 0; i <= f->n_parts; i++)
        degrees.parts[i] = f->parts[i];
    return collector_to_page(&c, degrees, f->area);
}

/* "bd:AM-AZ:north" */
static bool is_sector(const char *place_id)
{
    const char *colon = strchr(place_id, ':');
    return colon && strchr(colon + 1, ':');
}

/* Of lines the stretch around what comes nearest to a point, as far as it is within a
   distance of it, px: the rest is another sector. */
static void keep_stretch(geo_path *lines, geo_xy at, double within)
{
    double least = INFINITY;
    int part = 0, nearest = 0;
    for (int k = 0; k < lines->n_parts; k++)
        for (int i = lines->parts[k]; i < lines->parts[k + 1]; i++) {
            double far = hypot(lines->points[i].x - at.x, lines->points[i].y - at.y);
            part = far < least ? k : part;
            nearest = far < least ? i : nearest;
            least = fmin(least, far);
        }
    int from = nearest, to = nearest, last = lines->parts[part + 1] - 1;
    const geo_xy *p = lines->points;
    while (from > lines->parts[part] &&
           hypot(p[from - 1].x - at.x, p[from - 1].y - at.y) <= within)
        from--;
    while (to < last && hypot(p[to + 1].x - at.x, p[to + 1].y - at.y) <= within)
        to++;
    lines->points += from;
    lines->n_points = to - from + 1;
    lines->parts[0] = 0;
    lines->parts[1] = lines->n_points;
    lines->n_parts = 1;
}

/* Borders and roads as a band, which what stands around it can be told from. The part of
   a border that is a sector is what is within its radius. */
static geo_path band_of(const marks *m, const dateline_event *e, arena *scratch)
{
    basemap_found found;
    geo_path all = { 0 }, band = { 0 };
    double north = e->radius_km / 111.195 + 0.05;
    double east = fmin(north / fmax(cos(e->where.lat * 0.017453292519943295), 0.05), 170);
    geo_box near = { geo_wrap_lon(e->where.lon - east), fmax(e->where.lat - north, -90),
                     geo_wrap_lon(e->where.lon + east), fmin(e->where.lat + north, 90) };
    basemap_course(m->in->basemap, str_of(e->place_id), near, half_pixel(m->s), scratch,
                   &found);
    int n_points = 0, n_parts = 0;
    geo_path *one = arena_array(scratch, geo_path, found.n + 1);
    for (size_t i = 0; i < found.n; i++) {
        one[i] = feature_path(m, &found.features[i], scratch);
        n_points += one[i].n_points;
        n_parts += one[i].n_parts;
    }
    all.points = arena_array(scratch, geo_xy, (size_t)n_points + 1);
    all.parts = arena_array(scratch, int, (size_t)n_parts + 1);
    for (size_t i = 0; i < found.n; i++)
        add_lines(&all, &one[i]);
    geo_xy at;
    if (is_sector(e->place_id) && all.n_parts &&
        geo_view_locate(&m->s->view, e->where, &at))
        keep_stretch(&all, at, e->radius_km * 1000 / m->s->view.m_per_px);
    geo_repair *repair = geo_repair_new();
    if (geo_area_band(repair, &all, BAND * m->k, m->a, &band, NULL))
        band = (geo_path){ 0 };
    geo_repair_free(repair);
    return geo_clip_rings(&band, m->s->view.frame, m->a);
}

/* Where the map has no outline, a circle; a wide one says nothing. */
static geo_path outline_of(const marks *m, const dateline_event *e)
{
    basemap_feature found;
    arena scratch = { 0 };
    geo_path path = { 0 };
    geo_rect f = m->s->view.frame;
    double px = e->radius_km * 1000 / m->s->view.m_per_px;
    bool line = e->geo_precision == DATELINE_GEO_LINE;
    if (line && *e->place_id)
        path = band_of(m, e, &scratch);
    else if (*e->place_id &&
             basemap_outline(m->in->basemap, str_of(e->place_id), m->s->view.box,
                             half_pixel(m->s), &scratch, &found))
        path = feature_path(m, &found, &scratch);
    else if (!line && basemap_island(m->in->basemap, e->where, e->radius_km,
                                     half_pixel(m->s), &scratch, &found))
        path = feature_path(m, &found, &scratch);
    else if (!line && px > 16 * m->k &&
             px <= COLLECT_WIDE_CIRCLE * fmin(f.x1 - f.x0, f.y1 - f.y0))
        path = scene_circle(m->s, e->where, e->radius_km, m->a);
    arena_clear(&scratch);
    return path;
}

static scene_feature *add_area(const marks *m, const dateline_event *e, const char *key,
                               geo_path path)
{
    scene_feature *f = scene_add_feature(m->s, m->a, SCENE_AREAS);
    f->kind = SCENE_AREA;
    f->path = path;
    f->class = STYLE_WASH;
    f->key = key;
    f->title = scene_place_name(m->in, e, m->a);
    f->event = e;
    return f;
}

static void add_wash(const marks *m, const dateline_event *e, double fade)
{
    const char *key = area_key(e, m->a);
    scene_feature *same = find_area(m->s, key);
    if (same) {
        same->fade = fmax(same->fade, fade);
        return;
    }
    geo_path path = outline_of(m, e);
    if (says_something(m, &path))
        add_area(m, e, key, path)->fade = fade;
}

/* One ring for all that is known to lie about as near to a place. */
static void add_ring(const marks *m, const dateline_event *e, double fade)
{
    double px = e->radius_km * 1000 / m->s->view.m_per_px;
    geo_rect f = m->s->view.frame;
    if (px < 16 * m->k || px > 0.26 * (f.x1 - f.x0))
        return;
    const char *key =
        str_print(m->a, "ring-%s-%.0f", *e->place_id ? e->place_id : e->id, e->radius_km);
    scene_feature *same = find_area(m->s, key);
    if (same) {
        same->fade = fmax(same->fade, fade);
        return;
    }
    geo_path path = scene_circle(m->s, e->where, e->radius_km, m->a);
    if (!path.n_parts)
        return;
    scene_feature *ring = add_area(m, e, key, path);
    ring->hollow = true;
    ring->fade = fade;
}

/* How much of an outline lies inside an area, 0 to 1. */
static double share_inside(const geo_path *outline, const geo_path *area)
{
    enum { SAMPLES = 24 };
    int in = 0, n = outline->n_points;
    for (int i = 0; i < SAMPLES; i++)
        in += geo_inside(area, outline->points[(int)((double)i * n / SAMPLES)]);
    return (double)in / SAMPLES;
}

static bool overlap(const geo_path *a, const geo_path *b)
{
    geo_xy at;
    double clear;
    return share_inside(a, b) > 0.3 || share_inside(b, a) > 0.3 ||
           (geo_inner_point(a, &at, &clear) && geo_inside(b, at));
}

static int larger_first(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    double x = path_area(&((const scene_feature *)a)->path),
           y = path_area(&((const scene_feature *)b)->path);
    return x > y ? -1 : x < y;
}

/* It has nothing but its tint to be seen by. */
static bool is_band(const scene_feature *f)
{
    return f->event->geo_precision == DATELINE_GEO_LINE;
}

/* One tint, however many areas lie over each other: of what overlaps the larger has
   it, the smaller only their outlines, which are drawn over it. */
static void spare_tints(const marks *m, size_t from)
{
    scene_layer *areas = &m->s->layers[SCENE_AREAS];
    size_t n = areas->n_features;
    sort_stable(areas->features + from, n - from, sizeof *areas->features, larger_first,
                NULL, m->a);
    for (size_t i = from; i < n; i++)
        for (size_t j = from; j < i && !areas->features[i].hollow; j++)
            areas->features[i].hollow =
                !areas->features[j].hollow &&
                (!is_band(&areas->features[i]) || is_band(&areas->features[j])) &&
                overlap(&areas->features[i].path, &areas->features[j].path);
}

/* Areas that are shown later on stay in the reckoning until the badges stand: on no
   slide may they stand elsewhere. */
void marks_add_washes(const marks *m)
{
    enum { MOST = 100 };
    size_t before = m->s->layers[SCENE_AREAS].n_features;
    for (size_t i = 0; i < m->in->n_events; i++) {
        const dateline_event *e = m->in->events[i];
        double fade = m->in->states ? m->in->states[i].fade : 1;
        /* More than this many areas are no map. */
        if (m->s->layers[SCENE_AREAS].n_features > before + MOST)
            break;
        if (!e->located || e->geometry)
            continue;
        if (marks_is_area(e))
            add_wash(m, e, fade);
        else if (e->geo_precision == DATELINE_GEO_NEAR)
            add_ring(m, e, fade);
    }
    if (m->s->layers[SCENE_AREAS].n_features > before)
        spare_tints(m, before);
}

/* Squared; without calls, as it is asked for every edge. */
static double to_segment2(geo_xy p, geo_xy a, geo_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y, len2 = dx * dx + dy * dy;
    double t = len2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / len2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
    return ex * ex + ey * ey;
}

static double to_edge(const geo_path *area, geo_xy p)
{
    double least = INFINITY;
    for (int part = 0; part < area->n_parts; part++)
        for (int i = area->parts[part]; i + 1 < area->parts[part + 1]; i++) {
            double d = to_segment2(p, area->points[i], area->points[i + 1]);
            least = d < least ? d : least;
        }
    return sqrt(least);
}

static bool is_line(const marks *m, size_t own)
{
    return m->of[own].f.event->geo_precision == DATELINE_GEO_LINE;
}

/* How much a badge likes a point: far from other markers and from the edge, as far as
   that helps, and not far from the middle. What cannot be liked more than enough is
   not asked for its edge. */
static double liking(const marks *m, size_t own, const geo_path *area, geo_xy p,
                     geo_xy middle, double enough)
{
    geo_rect f = m->s->view.frame;
    double r = marks_reach(m, &m->of[own]);
    double frame = fmin(fmin(p.x - f.x0, f.x1 - p.x), fmin(p.y - f.y0, f.y1 - p.y)) - r;
    double room = fmin(2 * frame, 26 * m->k), edge = 8 * m->k;
    /* Along a line one place is as good as another: the middle. */
    double far = (is_line(m, own) ? 0.4 : 0.06) * hypot(p.x - middle.x, p.y - middle.y);
    for (size_t i = 0; i < m->n && 2 * room + edge - far > enough; i++) {
        if (i >= own && i >= m->n_spots)
            break;
        geo_xy q = marks_middle(m, &m->of[i]);
        double dx = p.x - q.x, dy = p.y - q.y;
        room = fmin(room, sqrt(dx * dx + dy * dy) - r - marks_reach(m, &m->of[i]));
    }
    if (room < 0 && is_line(m, own))
        room *= 6; /* on another marker, however near the middle that is */
    if (2 * room + edge - far > enough)
        edge = fmin(edge, to_edge(area, p) * (geo_inside(area, p) ? 1 : -3) - r);
    return 2 * room + edge - far;
}

static geo_xy best_inside(const marks *m, size_t own, const geo_path *area)
{
    enum { STEPS = 15 };
    geo_xy middle = area->points[0], best;
    double clear;
    geo_rect box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    geo_inner_point(area, &middle, &clear);
    if (is_line(m, own))
        middle = m->of[own].f.path.points[0];
    for (int i = 0; i < area->n_points; i++) {
        geo_xy p = area->points[i];
        box = (geo_rect){ fmin(box.x0, p.x), fmin(box.y0, p.y), fmax(box.x1, p.x),
                          fmax(box.y1, p.y) };
    }
    /* A little outside is better than on another marker. */
    double grow = 1.5 * marks_reach(m, &m->of[own]);
    box = (geo_rect){ box.x0 - grow, box.y0 - grow, box.x1 + grow, box.y1 + grow };
    best = middle;
    double most = liking(m, own, area, middle, middle, -INFINITY);
    for (int i = 0; i < STEPS * STEPS; i++) {
        int column = i % STEPS, row = i / STEPS;
        geo_xy p = { box.x0 + (box.x1 - box.x0) * (column + 0.5) / STEPS,
                     box.y0 + (box.y1 - box.y0) * (row + 0.5) / STEPS };
        double like = liking(m, own, area, p, middle, most + 0.01);
        if (like > most + 0.01) {
            most = like;
            best = p;
        }
    }
    return best;
}

static void drop_unseen(scene_layer *areas)
{
    size_t n = 0;
    for (size_t i = 0; i < areas->n_features; i++)
        if (areas->features[i].fade > 0)
            areas->features[n++] = areas->features[i];
    areas->n_features = n;
}

void marks_place_badges(const marks *m)
{
    for (size_t i = m->n_spots; i < m->n && m->in->buffer_px <= 0; i++) {
        const scene_feature *area = wash_of(m, m->of[i].f.event);
        if (area)
            m->of[i].f.path = scene_point_path(m->a, best_inside(m, i, &area->path));
    }
    drop_unseen(&m->s->layers[SCENE_AREAS]);
}
