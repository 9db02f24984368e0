#include "furniture/furniture.h"

#include "scene/block.h"

#include <math.h>
#include <string.h>

/* Frames wider than this, degrees, tell by themselves where on Earth they are. */
static const double WIDEST_FRAME = 12;
/* A globe serves above this, unless there are far events that a map of the wider
   region can show; below, its extent box would be a dot. */
static const double WIDE_FRAME = 7;
static const double LEAST_PX = 120, SHARE = 0.19, SHARE_HIGH = 0.36;
/* From the middle of a region map to its edge, degrees of arc, and how far it may be
   widened for the places of far events. */
static const double HALF = 13, FAR = 38;
static const double RAD = 0.017453292519943295;

typedef struct vec {
    double x, y, z;
} vec;

/* A sphere seen from above the middle of the frame: orthographic as a globe, equal
   area (Snyder 1987, p. 185) as a map of a region. A locator needs no ellipsoid, and
   so no PROJ. */
typedef struct locator {
    const scene_input *in;
    const scene_page_options *o;
    arena *a;
    scene_page *p;
    vec up, east, north; /* the middle, and the page's axes there */
    bool globe;
    geo_rect box;  /* on the page */
    geo_xy middle; /* px, of the sphere's middle */
    double px;     /* of one radius of the sphere */
    geo_xy extent[4 * 16 + 1];
    int n_extent;
} locator;

static vec vec_of(geo_lonlat p)
{
    double lat = p.lat * RAD, lon = p.lon * RAD, c = cos(lat);
    return (vec){ c * cos(lon), c * sin(lon), sin(lat) };
}

static double dot(vec a, vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static void aim(locator *l, geo_lonlat at)
{
    double lat = at.lat * RAD, lon = at.lon * RAD;
    l->up = vec_of(at);
    l->east = (vec){ -sin(lon), cos(lon), 0 };
    l->north = (vec){ -sin(lat) * cos(lon), -sin(lat) * sin(lon), cos(lat) };
}

/* Plane coordinates in radii; what is behind a globe falls on its rim, so that areas
   which reach there keep their shape. */
static geo_xy plane(const locator *l, geo_lonlat p, bool *hidden)
{
    vec v = vec_of(p);
    double x = dot(v, l->east), y = dot(v, l->north), c = dot(v, l->up);
    *hidden = l->globe && c < 0;
    if (*hidden) {
        double r = hypot(x, y);
        return r > 1e-9 ? (geo_xy){ x / r, y / r } : (geo_xy){ 0, 1 };
    }
    double k = l->globe ? 1 : sqrt(2 / fmax(1e-4, 1 + c));
    return (geo_xy){ x * k, y * k };
}

static geo_xy page_px(const locator *l, geo_xy at)
{
    return (geo_xy){ l->middle.x + at.x * l->px, l->middle.y - at.y * l->px };
}

static geo_xy locate(const locator *l, geo_lonlat p, bool *hidden)
{
    return page_px(l, plane(l, p, hidden));
}

/* Longitude and latitude of a point of the page; a region map only. */
static geo_lonlat unlocate(const locator *l, geo_xy px)
{
    double x = (px.x - l->middle.x) / l->px, y = (l->middle.y - px.y) / l->px;
    double r = fmin(2, hypot(x, y)), c = 2 * asin(r / 2), s = r > 1e-9 ? sin(c) / r : 1;
    vec v = { cos(c) * l->up.x + s * (x * l->east.x + y * l->north.x),
              cos(c) * l->up.y + s * (x * l->east.y + y * l->north.y),
              cos(c) * l->up.z + s * (x * l->east.z + y * l->north.z) };
    return (geo_lonlat){ atan2(v.y, v.x) / RAD, asin(fmax(-1, fmin(1, v.z))) / RAD };
}

/* What to ask the basemap for. */
static geo_box shown(const locator *l)
{
    enum { STEPS = 24 };
    geo_lonlat around[4 * STEPS];
    size_t n = 0;
    geo_rect b = l->box;
    if (l->globe)
        return (geo_box){ -180, -90, 180, 90 };
    for (int i = 0; i < STEPS; i++) {
        double t = (double)i / STEPS, x = b.x0 + t * (b.x1 - b.x0),
               y = b.y0 + t * (b.y1 - b.y0);
        around[n++] = unlocate(l, (geo_xy){ x, b.y0 });
        around[n++] = unlocate(l, (geo_xy){ x, b.y1 });
        around[n++] = unlocate(l, (geo_xy){ b.x0, y });
        around[n++] = unlocate(l, (geo_xy){ b.x1, y });
    }
    geo_box box = geo_box_around(around, n);
    bool hidden;
    geo_xy pole = locate(l, (geo_lonlat){ 0, 90 }, &hidden);
    if (pole.x > b.x0 && pole.x < b.x1 && pole.y > b.y0 && pole.y < b.y1)
        return (geo_box){ -180, box.south, 180, 90 };
    pole = locate(l, (geo_lonlat){ 0, -90 }, &hidden);
    if (pole.x > b.x0 && pole.x < b.x1 && pole.y > b.y0 && pole.y < b.y1)
        return (geo_box){ -180, -90, 180, box.north };
    return box;
}

/* How many points to add between two, so that long straight edges bend as the sphere
   does. */
static int steps_between(geo_lonlat p, geo_lonlat q)
{
    double d = fmax(fabs(p.lon - q.lon), fabs(p.lat - q.lat));
    return d > 6 && d < 180 ? (int)(d / 4) : 0;
}

/* The short way along the rim between two points that are behind the globe. */
static void add_rim(const locator *l, geo_path *to, geo_xy p, geo_xy q)
{
    double from = atan2(l->middle.y - p.y, p.x - l->middle.x);
    double turn = atan2(l->middle.y - q.y, q.x - l->middle.x) - from;
    turn -= 2 * 3.141592653589793 * floor(turn / (2 * 3.141592653589793) + 0.5);
    for (int i = 1; i < 8 && fabs(turn) > 0.2; i++) {
        double angle = from + turn * i / 8;
        to->points[to->n_points++] = page_px(l, (geo_xy){ cos(angle), sin(angle) });
    }
}

/* A path that is being drawn, and whether its last point is behind the globe. */
typedef struct pen {
    const locator *l;
    geo_path to;
    bool area, hidden;
} pen;

static void draw_to(pen *p, geo_lonlat where)
{
    bool hidden;
    geo_xy at = locate(p->l, where, &hidden);
    if (hidden && p->hidden && p->area)
        add_rim(p->l, &p->to, p->to.points[p->to.n_points - 1], at);
    if (hidden && !p->area)
        at = (geo_xy){ NAN, NAN };
    p->to.points[p->to.n_points++] = at;
    p->hidden = hidden;
}

static void draw_part(pen *p, const geo_lonlat *points, int n)
{
    p->hidden = false;
    for (int i = 0; i < n; i++) {
        int steps = i ? steps_between(points[i - 1], points[i]) : 0;
        for (int k = 1; k <= steps; k++) {
            double t = (double)k / (steps + 1);
            geo_lonlat a = points[i - 1], b = points[i];
            draw_to(p, (geo_lonlat){ a.lon + t * (b.lon - a.lon),
                                     a.lat + t * (b.lat - a.lat) });
        }
        draw_to(p, points[i]);
    }
}

/* The rings or lines of a feature on the page; a line ends where it goes behind the
   globe. */
static geo_path path_of(const locator *l, const basemap_feature *f, arena *scratch)
{
    int most = 9 * f->n_points;
    for (int i = 0; i + 1 < f->n_points; i++)
        most += 8 * steps_between(f->points[i], f->points[i + 1]);
    pen p = { .l = l, .area = f->area };
    p.to = (geo_path){ .points = arena_array(scratch, geo_xy, (size_t)most + 1),
                       .parts = arena_array(scratch, int, (size_t)f->n_parts + 1),
                       .n_parts = f->n_parts };
    for (int part = 0; part < f->n_parts; part++) {
        p.to.parts[part] = p.to.n_points;
        draw_part(&p, f->points + f->parts[part], f->parts[part + 1] - f->parts[part]);
    }
    p.to.parts[p.to.n_parts] = p.to.n_points;
    return p.to;
}

static bool any_visible(const locator *l, const basemap_feature *f)
{
    for (int i = 0; l->globe && i < f->n_points; i++)
        if (dot(vec_of(f->points[i]), l->up) > 0)
            return true;
    return !l->globe;
}

static dateline_status add_ground(const locator *l, basemap_layer layer,
                                  style_class class, dateline_error *err)
{
    arena memory = { 0 };
    basemap_found found;
    double tolerance = 1.0 / (l->px * RAD);
    dateline_status st =
        basemap_query(l->in->basemap, layer, shown(l), tolerance, &memory, &found, err);
    for (size_t i = 0; !st && i < found.n; i++) {
        const basemap_feature *f = &found.features[i];
        if (!any_visible(l, f))
            continue;
        geo_path path = path_of(l, f, &memory);
        path = f->area ? geo_clip_rings(&path, l->box, &memory)
                       : geo_clip_lines(&path, l->box, &memory);
        geo_thin(&path, 0.5, f->area);
        if (!path.n_parts)
            continue;
        scene_feature *to = scene_add_feature(&l->p->scene, l->a, SCENE_INSET);
        to->kind = f->area ? SCENE_AREA : SCENE_LINE;
        to->class = class;
        to->key = "inset-ground";
        to->rounded = !f->area;
        to->path = geo_path_copy(&path, l->a);
    }
    arena_clear(&memory);
    return st;
}

static scene_feature *add_circle(const locator *l, geo_xy at, double r, style_class class)
{
    enum { STEPS = 64 };
    scene_feature *f = scene_add_feature(&l->p->scene, l->a, SCENE_INSET);
    f->kind = SCENE_AREA;
    f->class = class;
    f->path = scene_path(l->a, STEPS + 1);
    for (int i = 0; i <= STEPS; i++) {
        double t = 6.283185307179586 * (i % STEPS) / STEPS;
        f->path.points[i] = (geo_xy){ at.x + r * cos(t), at.y + r * sin(t) };
    }
    return f;
}

/* The outline of the map's frame in plane coordinates. */
static void outline(locator *l)
{
    const geo_view *v = &l->p->scene.view;
    geo_rect f = v->frame;
    const geo_xy corners[5] = {
        { f.x0, f.y0 }, { f.x1, f.y0 }, { f.x1, f.y1 }, { f.x0, f.y1 }, { f.x0, f.y0 }
    };
    for (int i = 0; i < 64; i++) {
        double t = (i % 16) / 16.0;
        geo_xy a = corners[i / 16], b = corners[i / 16 + 1];
        geo_lonlat p;
        bool hidden;
        if (geo_view_unlocate(v, (geo_xy){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) },
                              &p))
            l->extent[l->n_extent++] = plane(l, p, &hidden);
    }
}

static geo_rect extent_box(const locator *l)
{
    geo_rect r = { 1e9, 1e9, -1e9, -1e9 };
    for (int i = 0; i < l->n_extent; i++) {
        geo_xy at = page_px(l, l->extent[i]);
        r = (geo_rect){ fmin(r.x0, at.x), fmin(r.y0, at.y), fmax(r.x1, at.x),
                        fmax(r.y1, at.y) };
    }
    return r;
}

/* As the frame's edges run; a square where that would be a speck. */
static void add_extent(const locator *l)
{
    double least = 8 * scene_scale(l->in);
    geo_rect r = extent_box(l);
    if (!l->n_extent)
        return;
    scene_feature *f;
    if (fmax(r.x1 - r.x0, r.y1 - r.y0) < least) {
        double x = (r.x0 + r.x1) / 2, y = (r.y0 + r.y1) / 2;
        f = scene_add_rect(
            &l->p->scene, l->a, SCENE_INSET,
            (geo_rect){ x - least / 2, y - least / 2, x + least / 2, y + least / 2 },
            STYLE_INSET_EXTENT);
    } else {
        f = scene_add_feature(&l->p->scene, l->a, SCENE_INSET);
        f->kind = SCENE_AREA;
        f->class = STYLE_INSET_EXTENT;
        f->path = scene_path(l->a, l->n_extent + 1);
        for (int i = 0; i <= l->n_extent; i++)
            f->path.points[i] = page_px(l, l->extent[i % l->n_extent]);
    }
    f->key = "inset-extent";
}

/* Events beyond the frame that a region map can show. */
static bool is_far(const locator *l, const dateline_event *e)
{
    return scene_has_place(e) && !geo_view_shows(&l->p->scene.view, e->where) &&
           dot(vec_of(e->where), l->up) > cos(FAR * RAD);
}

static bool any_far(const locator *l)
{
    for (size_t i = 0; i < l->in->n_events; i++)
        if (is_far(l, l->in->events[i]))
            return true;
    return false;
}

/* Scale and place the sphere so that the box shows what it should. */
static void fit(locator *l)
{
    geo_rect b = l->box;
    double w = b.x1 - b.x0, h = b.y1 - b.y0, half = 2 * sin(HALF * RAD / 2);
    l->middle = (geo_xy){ (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 };
    if (l->globe) {
        l->px = fmin(w, h) / 2;
        return;
    }
    geo_rect r = { 1e9, 1e9, -1e9, -1e9 };
    for (int i = 0; i < l->n_extent; i++)
        half = fmax(half, 2.2 * fmax(fabs(l->extent[i].x), fabs(l->extent[i].y)));
    r = (geo_rect){ -half * fmax(1, w / h), -half, half * fmax(1, w / h), half };
    for (size_t i = 0; i < l->in->n_events; i++) {
        bool hidden;
        if (!is_far(l, l->in->events[i]))
            continue;
        geo_xy at = plane(l, l->in->events[i]->where, &hidden);
        double edge = 0.06;
        r = (geo_rect){ fmin(r.x0, at.x - edge), fmin(r.y0, at.y - edge),
                        fmax(r.x1, at.x + edge), fmax(r.y1, at.y + edge) };
    }
    l->px = fmin(w / (r.x1 - r.x0), h / (r.y1 - r.y0));
    l->middle.x -= (r.x0 + r.x1) / 2 * l->px;
    l->middle.y += (r.y0 + r.y1) / 2 * l->px;
}

enum { MOST_DOTS = 24 };

typedef struct dots {
    geo_rect boxes[2 * MOST_DOTS + 1]; /* of dots, names and the extent */
    size_t n;
} dots;

static bool is_free(const dots *d, geo_rect r, size_t but)
{
    for (size_t i = 0; i < d->n; i++)
        if (i != but && furniture_meets(r, d->boxes[i], 1.5))
            return false;
    return true;
}

/* To the right, left, above or below its dot, where it is free. */
static void add_name(const locator *l, const dateline_event *e, geo_xy at, dots *d,
                     size_t own)
{
    double k = scene_scale(l->in), r = 5.5 * k;
    scene_block b = scene_block_make(l->in, l->a, scene_place_name(l->in, e, l->a),
                                     (scene_block_options){ .role = STYLE_TOWN });
    const geo_xy corners[4] = { { at.x + r, at.y - b.height / 2 },
                                { at.x - r - b.width, at.y - b.height / 2 },
                                { at.x - b.width / 2, at.y - r - b.height },
                                { at.x - b.width / 2, at.y + r } };
    for (int i = 0; i < 4; i++) {
        geo_rect box = { corners[i].x, corners[i].y, corners[i].x + b.width,
                         corners[i].y + b.height };
        if (box.x0 < l->box.x0 + 4 || box.x1 > l->box.x1 - 4 || box.y0 < l->box.y0 + 4 ||
            box.y1 > l->box.y1 - 4 || !is_free(d, box, own))
            continue;
        scene_text *t = scene_add_text(&l->p->scene, l->a, SCENE_INSET);
        *t = scene_block_at(&b, l->a, box.x0, box.y0);
        t->key = "inset";
        t->anchor = at;
        d->boxes[d->n++] = box;
        return;
    }
}

static void add_far(const locator *l)
{
    dots d = { 0 };
    const dateline_event *events[MOST_DOTS];
    geo_xy at[MOST_DOTS];
    double r = 3 * scene_scale(l->in);
    size_t n = 0;
    d.boxes[d.n++] = extent_box(l);
    for (size_t i = 0; i < l->in->n_events && n < MOST_DOTS; i++) {
        const dateline_event *e = l->in->events[i];
        bool hidden;
        if (!is_far(l, e))
            continue;
        geo_xy px = locate(l, e->where, &hidden);
        geo_rect box = { px.x - r, px.y - r, px.x + r, px.y + r };
        if (!is_free(&d, box, SIZE_MAX))
            continue;
        events[n] = e;
        at[n++] = px;
        d.boxes[d.n++] = box;
        add_circle(l, px, r, STYLE_POINTER_MARK)->key = "inset-event";
    }
    for (size_t i = 0; i < n; i++)
        add_name(l, events[i], at[i], &d, i + 1);
}

static void draw(locator *l)
{
    double r = fmin(l->box.x1 - l->box.x0, l->box.y1 - l->box.y0) / 2;
    dateline_error unused = { 0 };
    if (l->globe)
        add_circle(l, l->middle, r, STYLE_INSET_SEA)->key = "inset";
    else
        scene_add_rect(&l->p->scene, l->a, SCENE_INSET, l->box, STYLE_INSET_SEA)->key =
            "inset";
    l->p->scene.layers[SCENE_INSET]
        .features[l->p->scene.layers[SCENE_INSET].n_features - 1]
        .title = l->in->words->word[WORD_INSET];
    /* A locator without its lines is one still. */
    (void)add_ground(l, BASEMAP_COUNTRY, STYLE_INSET_LAND, &unused);
    if (!l->globe) {
        (void)add_ground(l, BASEMAP_LAKE, STYLE_INSET_SEA, &unused);
        (void)add_ground(l, BASEMAP_BORDER, STYLE_INSET_BORDER, &unused);
    }
    add_extent(l);
    if (l->globe) {
        add_circle(l, l->middle, r, STYLE_FRAME)->key = "inset-frame";
    } else {
        add_far(l);
        scene_add_rect(&l->p->scene, l->a, SCENE_INSET, l->box, STYLE_FRAME)->key =
            "inset-frame";
    }
}

void furniture_add_inset(const scene_input *in, const scene_page_options *o,
                         const furniture_ground *g, arena *a, scene_page *p)
{
    const geo_view *v = &p->scene.view;
    double k = scene_scale(in), w = v->frame.x1 - v->frame.x0,
           h = v->frame.y1 - v->frame.y0, degrees = geo_box_width(v->box);
    if (o->inset == SCENE_NEVER || (o->inset == SCENE_AUTO && degrees >= WIDEST_FRAME))
        return;
    locator l = { .in = in, .o = o, .a = a, .p = p };
    geo_lonlat mid;
    double width =
        o->inset_size > 0 ? o->inset_size * w : fmax(LEAST_PX * fmin(k, 1.3), SHARE * w);
    geo_xy center = { (v->frame.x0 + v->frame.x1) / 2, (v->frame.y0 + v->frame.y1) / 2 };
    if (!geo_view_unlocate(v, center, &mid))
        return;
    if (width > 0.341 * w || 0.6 * width > 0.4 * h) {
        scene_leave_out(&p->scene, a, "inset", "inset", "the map is too small for one");
        return;
    }
    aim(&l, mid);
    l.globe = degrees >= WIDE_FRAME && width <= SHARE_HIGH * h && !any_far(&l);
    furniture_wish wish = { .width = width,
                            .height =
                                l.globe ? width : fmin(0.76 * width, SHARE_HIGH * h),
                            .corner = SCENE_UPPER_RIGHT,
                            .corners_only = true,
                            .must = o->inset == SCENE_ALWAYS };
    if (o->inset_corner) {
        wish.corner = o->inset_corner;
        wish.only = wish.must = true;
    }
    outline(&l);
    if (!l.n_extent || !furniture_stand(in, g, a, p, wish, "inset", &l.box))
        return;
    fit(&l);
    draw(&l);
}
