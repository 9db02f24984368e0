#include "scene/scene.h"

#include "base/hash.h"
#include "base/sort.h"
#include "event/kind.h"
#include "event/langs.h"
#include "event/when.h"

#include <math.h>
#include <string.h>

/* Degrees of latitude in a metre; good enough to choose a resolution. */
static const double DEGREE_PER_M = 1 / 111195.0;

typedef struct collector {
    const scene_input *in;
    const geo_view *view;
    arena *a;       /* of the scene */
    arena *scratch; /* of one feature: most of what is projected is clipped away */
    scene *s;
    geo_rect frame;  /* pixels, with the buffer */
    geo_rect window; /* degrees; x0 is west, x1 may pass 180 */
    double tolerance_px;
} collector;

static collector start(const scene_input *in, const geo_view *view, arena *a, scene *s)
{
    double grow = in->buffer_px;
    collector c = { .in = in, .view = view, .a = a, .s = s };
    c.tolerance_px = in->tolerance_px > 0 ? in->tolerance_px : 0.35;
    c.frame = (geo_rect){ view->frame.x0 - grow, view->frame.y0 - grow,
                          view->frame.x1 + grow, view->frame.y1 + grow };
    double width = geo_box_width(view->box), height = view->box.north - view->box.south;
    double center = geo_view_middle(view);
    /* What is cut here is cut well outside the frame. */
    double half = fmin(180, width * 0.56), edge;
    /* All around the globe there is one place to cut: where the projection does. A
       point on that meridian could fall on either side, so none is left there. */
    if (half >= 180 && geo_projector_cut(view->projector, &edge)) {
        center = edge + 180;
        half -= 1e-6;
    }
    c.window = (geo_rect){ center - half, fmax(-90, view->box.south - height * 0.06),
                           center + half, fmin(90, view->box.north + height * 0.06) };
    return c;
}

/* How many points to add between two: a straight line in degrees is a curve in
   most projections, so no segment is left longer than a degree. */
static int steps_between(geo_xy p, geo_xy q)
{
    double d = fmax(fabs(q.x - p.x), fabs(q.y - p.y));
    return d > 1 ? (int)fmin(d, 400) : 0;
}

static void add_steps(geo_path *out, geo_xy p, geo_xy q)
{
    int steps = steps_between(p, q);
    for (int k = 1; k <= steps; k++) {
        double t = (double)k / (steps + 1);
        out->points[out->n_points++] =
            (geo_xy){ p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
    }
}

static geo_path densify(const geo_path *in, arena *a)
{
    int extra = 0;
    for (int i = 0; i + 1 < in->n_points; i++)
        extra += steps_between(in->points[i], in->points[i + 1]);
    if (!extra)
        return *in;
    geo_path out = { .points = arena_array(a, geo_xy, (size_t)(in->n_points + extra)),
                     .parts = arena_array(a, int, (size_t)in->n_parts + 1),
                     .n_parts = in->n_parts };
    for (int part = 0; part < in->n_parts; part++) {
        out.parts[part] = out.n_points;
        for (int i = in->parts[part]; i < in->parts[part + 1]; i++) {
            out.points[out.n_points++] = in->points[i];
            if (i + 1 < in->parts[part + 1])
                add_steps(&out, in->points[i], in->points[i + 1]);
        }
    }
    out.parts[out.n_parts] = out.n_points;
    return out;
}

/* Degrees to clipped, simplified pixels. */
static geo_path to_page(const collector *c, geo_path degrees, bool area)
{
    geo_path cut = area ? geo_clip_rings(&degrees, c->window, c->scratch)
                        : geo_clip_lines(&degrees, c->window, c->scratch);
    if (!cut.n_parts)
        return cut;
    geo_path dense = densify(&cut, c->scratch);
    geo_project(c->view->projector, dense.points, (size_t)dense.n_points);
    for (int i = 0; i < dense.n_points; i++)
        dense.points[i] = geo_view_px(c->view, dense.points[i]);
    geo_path page = area ? geo_clip_rings(&dense, c->frame, c->scratch)
                         : geo_clip_lines(&dense, c->frame, c->scratch);
    geo_thin(&page, c->tolerance_px, area);
    return geo_path_copy(&page, c->a);
}

/* The rings or lines of a feature with their longitudes moved by shift. */
static geo_path shifted(const basemap_feature *f, double shift, arena *a)
{
    geo_path path = { .points = arena_array(a, geo_xy, (size_t)f->n_points),
                      .parts = arena_array(a, int, (size_t)f->n_parts + 1),
                      .n_points = f->n_points,
                      .n_parts = f->n_parts };
    for (int i = 0; i < f->n_points; i++)
        path.points[i] = (geo_xy){ f->points[i].lon + shift, f->points[i].lat };
    memcpy(path.parts, f->parts, (size_t)(f->n_parts + 1) * sizeof *path.parts);
    return path;
}

static bool in_window(const collector *c, const basemap_feature *f, double shift)
{
    double west = 1e9, east = -1e9;
    for (int i = 0; i < f->n_points; i++) {
        west = fmin(west, f->points[i].lon + shift);
        east = fmax(east, f->points[i].lon + shift);
    }
    return west <= c->window.x1 && east >= c->window.x0;
}

typedef struct plan {
    basemap_layer from;
    scene_layer_id to;
    const char *source;
} plan;

/* Which of the layers a border belongs in, and how it is drawn. */
static style_class border_class(basemap_class class)
{
    switch (class) {
    case BASEMAP_DISPUTED:
    case BASEMAP_INDEFINITE:
        return STYLE_BORDER_DISPUTED;
    case BASEMAP_CONTACT:
        return STYLE_BORDER_CONTACT;
    case BASEMAP_BREAKAWAY:
        return STYLE_BORDER_BREAKAWAY;
    case BASEMAP_FORMER:
        return STYLE_BORDER_FORMER;
    default:
        return STYLE_BORDER;
    }
}

static style_class class_of(const basemap_feature *f)
{
    switch (f->layer) {
    case BASEMAP_COUNTRY:
        return STYLE_LAND;
    case BASEMAP_LAKE:
        return STYLE_LAKE;
    case BASEMAP_RIVER:
        return STYLE_RIVER;
    case BASEMAP_COAST:
        return STYLE_COAST;
    case BASEMAP_BORDER:
        return border_class(f->class);
    default:
        return STYLE_ADMIN1;
    }
}

static const scene_attr *basemap_attrs(const collector *c, const basemap_feature *f,
                                       int *n)
{
    static const char *const classes[] = { "international", "disputed", "contact",
                                           "breakaway",     "former",   "indefinite" };
    scene_attr *at = arena_array(c->a, scene_attr, 4);
    *n = 0;
    if (f->layer == BASEMAP_BORDER)
        at[(*n)++] = (scene_attr){ "class", SCENE_ATTR_TEXT, classes[f->class], 0 };
    if (f->code.len)
        at[(*n)++] = (scene_attr){ "code", SCENE_ATTR_TEXT, str_copy(c->a, f->code), 0 };
    if (f->name.len)
        at[(*n)++] = (scene_attr){ "name", SCENE_ATTR_TEXT, str_copy(c->a, f->name), 0 };
    at[(*n)++] = (scene_attr){ "rank", SCENE_ATTR_INTEGER, NULL, f->rank };
    return at;
}

static void add_basemap_feature(const collector *c, const basemap_feature *f, plan p)
{
    for (int turn = -1; turn <= 1; turn++) {
        double shift = 360.0 * turn;
        if (!in_window(c, f, shift))
            continue;
        geo_path path = to_page(c, shifted(f, shift, c->scratch), f->area);
        arena_clear(c->scratch);
        if (!path.n_parts)
            continue;
        style_class class = class_of(f);
        scene_layer_id layer =
            class == STYLE_BORDER || p.to != SCENE_BORDERS || class == STYLE_ADMIN1
                ? p.to
                : SCENE_BORDERS_DISPUTED;
        scene_feature *to = scene_add_feature(c->s, c->a, layer);
        to->kind = f->area ? SCENE_AREA : SCENE_LINE;
        to->path = path;
        to->id = f->id;
        to->class = class;
        to->source = p.source;
        to->key = str_copy(c->a, f->code.len ? f->code : f->name);
        to->title = str_copy(c->a, f->name);
        to->rounded = !f->area;
        to->attrs = basemap_attrs(c, f, &to->n_attrs);
    }
}

/* How unimportant a river may be at a scale; ranks as in the basemap. */
static int river_rank(double m_per_px)
{
    static const double limits[] = { 40000, 8000, 3500, 1800, 1000, 500, 250, 120 };
    int rank = 0;
    while (rank < 8 && m_per_px < limits[rank])
        rank++;
    return rank + 1;
}

static dateline_status add_basemap(const collector *c, plan p, dateline_error *err)
{
    basemap_found found;
    arena memory = { 0 };
    double tolerance = c->tolerance_px * c->view->m_per_px * DEGREE_PER_M;
    geo_box box = { geo_wrap_lon(c->window.x0), c->window.y0, geo_wrap_lon(c->window.x1),
                    c->window.y1 };
    if (c->window.x1 - c->window.x0 >= 360)
        box = (geo_box){ -180, box.south, 180, box.north };
    dateline_status st =
        basemap_query(c->in->basemap, p.from, box, tolerance, &memory, &found, err);
    for (size_t i = 0; !st && i < found.n; i++) {
        const basemap_feature *f = &found.features[i];
        if (p.from != BASEMAP_RIVER || f->rank <= river_rank(c->view->m_per_px))
            add_basemap_feature(c, f, p);
    }
    arena_clear(&memory);
    return st;
}

static style_class mark_class(gazetteer_rank rank)
{
    switch (rank) {
    case GAZETTEER_CAPITAL:
        return STYLE_CAPITAL_MARK;
    case GAZETTEER_ADMIN_SEAT:
        return STYLE_SEAT_MARK;
    case GAZETTEER_CITY:
        return STYLE_CITY_MARK;
    default:
        return STYLE_TOWN_MARK;
    }
}

static const char *rank_name(gazetteer_rank rank)
{
    static const char *const names[] = { "place", "capital", "seat",
                                         "city",  "town",    "village" };
    return names[rank];
}

static void add_settlement(const collector *c, uint32_t index)
{
    gazetteer_place p = gazetteer_at(c->in->gazetteer, index);
    geo_xy px;
    /* A mark that the frame would cut is left to the neighbouring map. */
    double edge = c->in->vector || c->in->buffer_px > 0 ? 0 : 7 * scene_scale(c->in);
    if (!geo_view_locate(c->view, p.where, &px) || px.x < c->frame.x0 + edge ||
        px.x > c->frame.x1 - edge || px.y < c->frame.y0 + edge ||
        px.y > c->frame.y1 - edge)
        return;
    bool found;
    str name = gazetteer_name(c->in->gazetteer, index, c->in->words->lang, &found);
    scene_feature *f = scene_add_feature(c->s, c->a, SCENE_LABELS_PLACE);
    f->kind = SCENE_POINT;
    f->path = scene_point_path(c->a, px);
    f->class = mark_class(p.rank);
    f->source = "places";
    f->key = str_copy(c->a, p.id);
    f->title = str_copy(c->a, name);
    f->id = hash_str(p.id) >> 12;
    scene_attr attrs[] = {
        { "country", SCENE_ATTR_TEXT, str_copy(c->a, str_of(p.country)), 0 },
        { "importance", SCENE_ATTR_NUMBER, NULL, round(p.importance * 1e4) / 1e4 },
        { "name", SCENE_ATTR_TEXT, f->title, 0 },
        { "name_en", SCENE_ATTR_TEXT, str_copy(c->a, p.name), 0 },
        { "place_id", SCENE_ATTR_TEXT, f->key, 0 },
        { "population", SCENE_ATTR_INTEGER, NULL, (double)p.population },
        { "rank", SCENE_ATTR_TEXT, rank_name(p.rank), 0 },
    };
    scene_attr *copy = arena_array(c->a, scene_attr, 7);
    for (size_t i = 0; i < 7; i++)
        if (i != 5 || p.population >= 0)
            copy[f->n_attrs++] = attrs[i];
    f->attrs = copy;
}

static void add_settlements(const collector *c)
{
    double w = c->view->frame.x1 - c->view->frame.x0,
           h = c->view->frame.y1 - c->view->frame.y0;
    double density = c->in->settlements > 0 ? c->in->settlements : 0.9;
    double k = scene_scale(c->in);
    size_t want = (size_t)fmin(50000, w * h / 1e4 * density / (k * k) + 4);
    uint32_t *places = arena_array(c->scratch, uint32_t, want);
    size_t n =
        gazetteer_settlements(c->in->gazetteer, c->view->box, places, want, c->scratch);
    for (size_t i = 0; i < n && i < want; i++)
        add_settlement(c, places[i]);
}

dateline_status scene_collect(const scene_input *in, const geo_view *view, arena *a,
                              scene *s, dateline_error *err)
{
    static const plan plans[] = {
        { BASEMAP_COUNTRY, SCENE_LAND, "countries" },
        { BASEMAP_COAST, SCENE_LAND, "" },
        { BASEMAP_ADMIN1, SCENE_AREAS, "admin1" },
        { BASEMAP_ADMIN1_LINE, SCENE_BORDERS, "" },
        { BASEMAP_BORDER, SCENE_BORDERS, "borders" },
        { BASEMAP_LAKE, SCENE_RIVERS, "water" },
        { BASEMAP_RIVER, SCENE_RIVERS, "rivers" },
    };
    arena scratch = { 0 };
    collector c = start(in, view, a, s);
    c.scratch = &scratch;
    s->view = *view;
    scene_add_rect(s, a, SCENE_SEA, c.frame, STYLE_SEA);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < sizeof plans / sizeof *plans; i++)
        if (plans[i].from != BASEMAP_ADMIN1 || in->vector)
            st = add_basemap(&c, plans[i], err);
    if (!st)
        add_settlements(&c);
    arena_clear(&scratch);
    return st;
}

static void add_time(arena *a, const dateline_event *e, scene_attr *at, int *n)
{
    static const char *const names[2][2] = { { "start", "start_day" },
                                             { "end", "end_day" } };
    char text[2][16];
    bool known[2] = { when_first_day(e->when, text[0]), when_last_day(e->when, text[1]) };
    int64_t at_s[2] = { e->when.begin, e->when.end - 1 };
    for (int i = 0; i < 2; i++)
        if (known[i]) {
            const char *day = str_copy(a, str_of(text[i]));
            at[(*n)++] = (scene_attr){ names[i][0], SCENE_ATTR_TEXT, day, 0 };
            at[(*n)++] = (scene_attr){ names[i][1], SCENE_ATTR_INTEGER, NULL,
                                       floor((double)at_s[i] / 86400) };
        }
}

static int by_name(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return strcmp(((const scene_attr *)a)->name, ((const scene_attr *)b)->name);
}

static void add_word(scene_attr *at, int *n, const char *name, const char *text)
{
    if (text && *text)
        at[(*n)++] = (scene_attr){ name, SCENE_ATTR_TEXT, text, 0 };
}

static const scene_attr *event_attrs(arena *a, const dateline_event *e, const char *title,
                                     int *n)
{
    scene_attr *at = arena_array(a, scene_attr, 24);
    *n = 0;
    add_word(at, n, "event_id", e->id);
    add_word(at, n, "title", title);
    add_word(at, n, "kind", event_kind_name(e->kind));
    add_word(at, n, "status", event_status_name(e->status));
    add_word(at, n, "date_edtf", e->date_edtf);
    add_word(at, n, "place", e->place_name && *e->place_name ? e->place_name : e->place);
    add_word(at, n, "place_id", e->place_id);
    add_word(at, n, "geo_precision", event_geo_precision_name(e->geo_precision));
    add_word(at, n, "source", e->source);
    at[(*n)++] = (scene_attr){ "confidence", SCENE_ATTR_NUMBER, NULL,
                               round(e->confidence * 1000) / 1000 };
    at[(*n)++] = (scene_attr){ "priority", SCENE_ATTR_INTEGER, NULL, e->priority };
    at[(*n)++] = (scene_attr){ "radius_km", SCENE_ATTR_NUMBER, NULL, e->radius_km };
    add_time(a, e, at, n);
    sort_stable(at, (size_t)*n, sizeof *at, by_name, NULL, a);
    return at;
}

const char *scene_event_title(const dateline_event *e, const char *lang)
{
    const dateline_text *own = event_text_in(e, lang);
    return own && *own->title ? own->title : e->title;
}

/* The line or area of an event, on the page. */
static void add_shape(const collector *c, const dateline_event *e, scene_feature proto)
{
    const dateline_geometry *g = e->geometry;
    geo_path degrees = { .points = arena_array(c->a, geo_xy, g->n_points + 1),
                         .parts = arena_array(c->a, int, g->n_parts + 1),
                         .n_points = (int)g->n_points,
                         .n_parts = (int)g->n_parts };
    double center = geo_view_middle(c->view);
    double shift = g->n_points && g->points[0].lon - center > 180    ? -360
                   : g->n_points && g->points[0].lon - center < -180 ? 360
                                                                     : 0;
    for (size_t i = 0; i < g->n_points; i++)
        degrees.points[i] = (geo_xy){ g->points[i].lon + shift, g->points[i].lat };
    for (size_t i = 0; i <= g->n_parts; i++)
        degrees.parts[i] = (int)g->parts[i];
    bool area = g->shape == DATELINE_AREA;
    geo_path path = to_page(c, degrees, area);
    if (!path.n_parts)
        return;
    scene_feature *f = scene_add_feature(c->s, c->a, area ? SCENE_AREAS : SCENE_ROADS);
    *f = proto;
    f->kind = area ? SCENE_AREA : SCENE_LINE;
    f->path = path;
    f->class = STYLE_AREA;
}

/* A country, or a region as wide as half the map, has no point that could stand
   for it. */
static bool has_spot(const geo_view *v, const dateline_event *e)
{
    bool wide = e->radius_km * 1000 / v->m_per_px > 0.25 * (v->frame.x1 - v->frame.x0);
    bool region =
        e->geo_precision == DATELINE_GEO_REGION || e->geo_precision == DATELINE_GEO_LINE;
    return e->geometry || (e->geo_precision != DATELINE_GEO_COUNTRY && !(region && wide));
}

dateline_status scene_collect_events(const scene_input *in, arena *a, scene *s,
                                     dateline_error *err)
{
    (void)err;
    arena scratch = { 0 };
    collector c = start(in, &s->view, a, s);
    c.scratch = &scratch;
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        /* What is not shown yet has its place already: see scene_stack. */
        double fade = in->states ? in->states[i].fade : 1;
        if (!e->located)
            continue;
        const char *title = scene_event_title(e, in->words->lang);
        if (!in->vector && !has_spot(&s->view, e)) {
            if (fade > 0)
                scene_leave_out(s, a, e->id, title, "known to a large area only");
            continue;
        }
        scene_feature f = { .key = e->id,
                            .title = title,
                            .source = "events",
                            .id = hash_str(str_of(e->id)) >> 12,
                            .event = e,
                            .fade = fade };
        f.attrs = event_attrs(a, e, title, &f.n_attrs);
        if (e->geometry && e->geometry->n_parts && fade > 0)
            add_shape(&c, e, f);
        geo_xy px;
        if (!geo_view_locate(&s->view, e->where, &px) || px.x < c.frame.x0 ||
            px.x > c.frame.x1 || px.y < c.frame.y0 || px.y > c.frame.y1)
            continue;
        scene_feature *to = scene_add_feature(s, a, SCENE_EVENTS);
        *to = f;
        to->kind = SCENE_POINT;
        to->path = scene_point_path(a, px);
    }
    arena_clear(&scratch);
    return DATELINE_OK;
}
