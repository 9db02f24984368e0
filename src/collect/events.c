#include "collect/collect.h"

#include "base/hash.h"
#include "base/sort.h"
#include "collect/collector.h"
#include "kind/kind.h"
#include "when/when.h"

#include <math.h>
#include <string.h>

/* Of the frame's width: an area of a larger radius has no marker and no wash, since it
   would be most of the map. */
static const double WIDE = 0.45;

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
    add_word(at, n, "kind", kind_name(e->kind));
    add_word(at, n, "status", kind_status_name(e->status));
    add_word(at, n, "date_edtf", e->date_edtf);
    add_word(at, n, "place", e->place_name && *e->place_name ? e->place_name : e->place);
    add_word(at, n, "place_id", e->place_id);
    add_word(at, n, "geo_precision", kind_precision_name(e->geo_precision));
    add_word(at, n, "source", e->source);
    at[(*n)++] = (scene_attr){ "confidence", SCENE_ATTR_NUMBER, NULL,
                               round(e->confidence * 1000) / 1000 };
    at[(*n)++] = (scene_attr){ "priority", SCENE_ATTR_INTEGER, NULL, e->priority };
    at[(*n)++] = (scene_attr){ "radius_km", SCENE_ATTR_NUMBER, NULL, e->radius_km };
    add_time(a, e, at, n);
    sort_stable(at, (size_t)*n, sizeof *at, by_name, NULL, a);
    return at;
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
    geo_path path = collector_to_page(c, degrees, area);
    if (!path.n_parts)
        return;
    scene_feature *f = scene_add_feature(c->s, c->a, area ? SCENE_AREAS : SCENE_ROADS);
    *f = proto;
    f->kind = area ? SCENE_AREA : SCENE_LINE;
    f->path = path;
    f->class = STYLE_AREA;
}

static bool in_rect(geo_rect r, geo_xy p)
{
    return p.x >= r.x0 && p.x <= r.x1 && p.y >= r.y0 && p.y <= r.y1;
}

/* Of a border or road that crosses the view: its point nearest to the middle of it. */
static bool course_spot(const scene_input *in, const geo_view *v, const dateline_event *e,
                        geo_rect frame, geo_xy *out)
{
    if (e->geo_precision != DATELINE_GEO_LINE || e->geometry || !*e->place_id)
        return false;
    arena scratch = { 0 };
    basemap_found found;
    basemap_course(in->basemap, str_of(e->place_id), v->box, 0.01, &scratch, &found);
    geo_xy middle = { (frame.x0 + frame.x1) / 2, (frame.y0 + frame.y1) / 2 }, px;
    double least = INFINITY;
    for (size_t i = 0; i < found.n; i++)
        for (int k = 0; k < found.features[i].n_points; k++) {
            geo_lonlat p = found.features[i].points[k];
            p.lon = geo_wrap_lon(p.lon);
            if (!geo_view_locate(v, p, &px) || !in_rect(frame, px))
                continue;
            double far = hypot(px.x - middle.x, px.y - middle.y);
            if (far < least) {
                least = far;
                *out = px;
            }
        }
    arena_clear(&scratch);
    return least < INFINITY;
}

bool collect_has_spot(const scene_input *in, const geo_view *v, const dateline_event *e)
{
    double w = v->frame.x1 - v->frame.x0, h = v->frame.y1 - v->frame.y0;
    double px = e->radius_km * 1000 / v->m_per_px;
    bool region =
        e->geo_precision == DATELINE_GEO_REGION || e->geo_precision == DATELINE_GEO_LINE;
    if (e->geometry || e->geo_precision == DATELINE_GEO_COUNTRY)
        return e->geometry;
    geo_xy spot;
    if (!region || px <= COLLECT_WIDE_CIRCLE * fmin(w, h) ||
        course_spot(in, v, e, v->frame, &spot))
        return true;
    basemap_feature found;
    arena scratch = { 0 };
    bool outline = *e->place_id && basemap_outline(in->basemap, str_of(e->place_id),
                                                   v->box, 0.01, &scratch, &found);
    arena_clear(&scratch);
    return outline && px <= WIDE * w;
}

dateline_status collect_events(const scene_input *in, arena *a, scene *s,
                               dateline_error *err)
{
    (void)err;
    arena scratch = { 0 };
    collector c = collector_start(in, &s->view, a, s);
    c.scratch = &scratch;
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        /* What is not shown yet has its place already: see marks_stack. */
        double fade = in->states ? in->states[i].fade : 1;
        if (!e->located)
            continue;
        const char *title = scene_event_title(e, in->words->lang);
        if (!in->vector && !collect_has_spot(in, &s->view, e)) {
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
        if ((!geo_view_locate(&s->view, e->where, &px) || !in_rect(c.frame, px)) &&
            (in->vector || !course_spot(in, &s->view, e, c.frame, &px)))
            continue;
        scene_feature *to = scene_add_feature(s, a, SCENE_EVENTS);
        *to = f;
        to->kind = SCENE_POINT;
        to->path = scene_point_path(a, px);
    }
    arena_clear(&scratch);
    return DATELINE_OK;
}
