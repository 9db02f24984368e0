#include "collect/collect.h"

#include "collect/ground.h"
#include "collect/steps.h"

#include <math.h>
#include <string.h>

/* Degrees of latitude in a metre; good enough to choose a resolution. */
static const double DEGREE_PER_M = 1 / 111195.0;

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

style_class collect_border_class(basemap_class class)
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

/* The Caspian is a hole in the land through which a tinted sea is seen. */
static style_class lake_class(const collector *c, const basemap_feature *f)
{
    bool open = str_eq(f->name, STR("Caspian Sea")) && ground_tints_sea(c->in);
    return open ? STYLE_COAST : STYLE_LAKE;
}

static style_class class_of(const collector *c, const basemap_feature *f,
                            basemap_class shown)
{
    switch (f->layer) {
    case BASEMAP_COUNTRY:
        return STYLE_LAND;
    case BASEMAP_LAKE:
        return lake_class(c, f);
    case BASEMAP_RIVER:
        return STYLE_RIVER;
    case BASEMAP_COAST:
        return STYLE_COAST;
    case BASEMAP_BORDER:
        return collect_border_class(shown);
    case BASEMAP_AREA:
        return STYLE_DISPUTED_AREA;
    case BASEMAP_ROAD:
        return shown == BASEMAP_CORRIDOR ? STYLE_CORRIDOR : STYLE_ROAD;
    default:
        return STYLE_ADMIN1;
    }
}

static void add_text(const collector *c, scene_attr *at, int *n, const char *name, str s)
{
    if (s.len)
        at[(*n)++] = (scene_attr){ name, SCENE_ATTR_TEXT, str_copy(c->a, s), 0 };
}

static void add_integer(scene_attr *at, int *n, const char *name, int v)
{
    if (v)
        at[(*n)++] = (scene_attr){ name, SCENE_ATTR_INTEGER, NULL, v };
}

/* Sorted by name. */
static const scene_attr *basemap_attrs(const collector *c, const basemap_feature *f,
                                       basemap_class shown, int *n)
{
    scene_attr *at = arena_array(c->a, scene_attr, 7);
    bool classed = f->layer == BASEMAP_BORDER || f->layer == BASEMAP_AREA ||
                   f->layer == BASEMAP_ROAD;
    *n = 0;
    if (classed && f->approximate)
        at[(*n)++] = (scene_attr){ "approximate", SCENE_ATTR_BOOL, NULL, 1 };
    if (classed)
        add_text(c, at, n, "class", str_of(basemap_class_name(shown)));
    add_text(c, at, n, "code", f->code);
    add_integer(at, n, "from", f->from);
    add_text(c, at, n, "name", f->name);
    add_integer(at, n, "rank", f->rank);
    add_integer(at, n, "to", f->to);
    return at;
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

/* The same of roads: first those that the news is about, then those that lead from
   capital to capital. */
static int road_rank(double m_per_px)
{
    static const double limits[] = { 4000, 1200, 700, 450, 300, 200, 120, 80 };
    int rank = 0;
    while (rank < 8 && m_per_px < limits[rank])
        rank++;
    return rank;
}

/* Whether a feature is drawn at all: at this scale, in this view, on this day. */
static bool is_shown(const collector *c, const basemap_feature *f, basemap_class *shown)
{
    double m_per_px = c->view->m_per_px / scene_scale(c->in);
    if (f->layer == BASEMAP_RIVER && f->rank > river_rank(m_per_px))
        return false;
    if (f->layer == BASEMAP_ROAD && f->rank > road_rank(m_per_px))
        return false;
    return basemap_shows(f, c->in->boundaries, c->in->asof, shown);
}

/* The layer of the picture. Apart stand borders that are not plain, and roads that were
   not always there: so another day or view leaves the other layers alone. */
static scene_layer_id layer_of(plan p, const basemap_feature *f, style_class class)
{
    bool apart = (p.from == BASEMAP_BORDER && class != STYLE_BORDER) ||
                 (p.from == BASEMAP_ROAD && (f->from || f->to));
    return apart ? SCENE_BORDERS_DISPUTED : p.to;
}

static void add_basemap_feature(const collector *c, const basemap_feature *f, plan p)
{
    basemap_class shown;
    if (!is_shown(c, f, &shown))
        return;
    for (int turn = -1; turn <= 1; turn++) {
        double shift = 360.0 * turn;
        if (!in_window(c, f, shift))
            continue;
        geo_path path = collector_to_page(c, shifted(f, shift, c->scratch), f->area);
        arena_clear(c->scratch);
        if (!path.n_parts)
            continue;
        style_class class = class_of(c, f, shown);
        scene_feature *to = scene_add_feature(c->s, c->a, layer_of(p, f, class));
        to->kind = f->area ? SCENE_AREA : SCENE_LINE;
        to->path = path;
        to->id = f->id;
        to->class = class;
        to->source = p.source;
        to->key = str_copy(c->a, f->code.len ? f->code : f->name);
        to->title = str_copy(c->a, f->name);
        to->rounded = !f->area;
        to->attrs = basemap_attrs(c, f, shown, &to->n_attrs);
    }
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
    for (size_t i = 0; !st && i < found.n; i++)
        add_basemap_feature(c, &found.features[i], p);
    arena_clear(&memory);
    return st;
}

dateline_status collect_map(const scene_input *in, const geo_view *view, arena *a,
                            scene *s, dateline_error *err)
{
    static const plan plans[] = {
        { BASEMAP_COUNTRY, SCENE_LAND, "countries" },
        { BASEMAP_COAST, SCENE_LAND, "" },
        { BASEMAP_ADMIN1, SCENE_AREAS, "admin1" },
        { BASEMAP_AREA, SCENE_HATCHING, "areas" },
        { BASEMAP_ADMIN1_LINE, SCENE_BORDERS, "" },
        { BASEMAP_BORDER, SCENE_BORDERS, "borders" },
        { BASEMAP_LAKE, SCENE_RIVERS, "water" },
        { BASEMAP_RIVER, SCENE_RIVERS, "rivers" },
        { BASEMAP_ROAD, SCENE_ROADS, "roads" },
    };
    arena scratch = { 0 };
    collector c = collector_start(in, view, a, s);
    c.scratch = &scratch;
    s->view = *view;
    scene_add_rect(s, a, SCENE_SEA, c.frame, STYLE_SEA);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < sizeof plans / sizeof *plans; i++)
        if (plans[i].from != BASEMAP_ADMIN1 || in->vector)
            st = add_basemap(&c, plans[i], err);
    st = st ? st : collect_tints(in, a, s, err);
    if (!st)
        ground_add(in, a, s);
    if (!st)
        collect_settlements(&c);
    arena_clear(&scratch);
    return st;
}
