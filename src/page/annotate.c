/*
 * What an editor draws on a map beside its events: words at a place, callouts, arrows,
 * lines, areas and rings.
 */
#include "page/steps.h"

#include "marks/marks.h"
#include "scene/block.h"
#include "scene/path.h"

#include <math.h>
#include <string.h>

static const double TEXT_WIDTH = 180, PAD = 6; /* px at a type scale of 1 */

typedef struct notes {
    const scene_input *in;
    arena *a;
    scene_page *p;
    double k;
    const dateline_annotation *of;
    const char *key;
} notes;

static geo_rect grown(geo_rect r, double by)
{
    return (geo_rect){ r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by };
}

static bool locate(const notes *n, size_t i, geo_xy *at)
{
    return i < n->of->n_points &&
           geo_view_locate(&n->p->scene.view, n->of->points[i], at);
}

/* The class of the style that is asked for by name, else what suits. */
static style_class class_of(const notes *n, style_class otherwise)
{
    const char *name = n->of->style_class;
    for (int i = 0; name && i < STYLE_CLASSES; i++)
        if (!strcmp(style_class_name((style_class)i), name))
            return (style_class)i;
    return otherwise;
}

static scene_block words(const notes *n, style_role role)
{
    double width = n->of->width_px > 0 ? n->of->width_px : TEXT_WIDTH;
    return scene_block_make(n->in, n->a, n->of->text ? n->of->text : "",
                            (scene_block_options){ .role = role,
                                                   .max_width_px = width * n->k,
                                                   .max_lines = 6 });
}

static geo_rect inside_frame(const notes *n, geo_rect r)
{
    geo_rect f = grown(n->p->scene.view.frame, -5 * n->k);
    double dx = r.x0 < f.x0 ? f.x0 - r.x0 : r.x1 > f.x1 ? f.x1 - r.x1 : 0;
    double dy = r.y0 < f.y0 ? f.y0 - r.y0 : r.y1 > f.y1 ? f.y1 - r.y1 : 0;
    return (geo_rect){ r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy };
}

static double overlap(geo_rect a, geo_rect b)
{
    double w = fmin(a.x1, b.x1) - fmax(a.x0, b.x0),
           h = fmin(a.y1, b.y1) - fmax(a.y0, b.y0);
    return w > 0 && h > 0 ? w * h : 0;
}

/* What a box hides: markers above all, then furniture and other notes. */
static double hides(const notes *n, geo_rect r)
{
    double cost = 0, around = 10 * n->k;
    const scene_layer *events = &n->p->scene.layers[SCENE_EVENTS];
    for (size_t i = 0; i < events->n_features; i++) {
        geo_xy at = events->features[i].path.points[0];
        geo_rect marker = { at.x - around, at.y - around, at.x + around, at.y + around };
        cost += overlap(r, marker) > 0 ? 60 : 0;
    }
    for (size_t i = 0; i < n->p->n_keep; i++)
        cost += overlap(r, n->p->keep[i]) > 0 ? 200 : 0;
    return cost;
}

/* Around a point, as near to it as markers, other notes and the frame let it. */
static geo_rect box_near(const notes *n, geo_xy at, double w, double h)
{
    enum { TURNS = 12, RINGS = 4 };
    geo_rect best = { 0 };
    double least = INFINITY;
    for (int i = 0; i <= TURNS * RINGS; i++) {
        int ring = (i - 1) / TURNS;
        double far = i ? (10 + 16.0 * ring) * n->k : 0;
        double angle = 6.283185307179586 * ((i - 1) % TURNS) / TURNS;
        geo_xy mid = { at.x + (far + (i ? w / 4 : 0)) * cos(angle),
                       at.y + (far + (i ? h / 4 : 0)) * sin(angle) };
        geo_rect r = inside_frame(
            n, (geo_rect){ mid.x - w / 2, mid.y - h / 2, mid.x + w / 2, mid.y + h / 2 });
        double cost = hides(n, r) + far / n->k;
        if (cost < least) {
            least = cost;
            best = r;
        }
    }
    return best;
}

static void put_words(notes *n, style_role role, geo_xy at)
{
    scene_block b = words(n, role);
    if (!b.text.n_lines)
        return;
    geo_rect r = box_near(n, at, b.width, b.height);
    scene_text *t = scene_add_text(&n->p->scene, n->a, SCENE_EVENT_LABELS);
    *t = scene_block_at(&b, n->a, r.x0, r.y0);
    t->anchor = at;
    t->key = n->key;
    scene_page_keep(n->p, r, 2 * n->k);
}

static scene_feature *add_shape(notes *n, scene_layer_id layer, scene_kind kind,
                                geo_path path, style_class class)
{
    scene_feature *f = scene_add_feature(&n->p->scene, n->a, layer);
    f->kind = kind;
    f->path = path;
    f->class = class;
    f->key = n->key;
    f->title = n->of->text ? n->of->text : "";
    return f;
}

static void add_panel(notes *n, geo_rect r)
{
    scene_feature *panel =
        scene_add_rect(&n->p->scene, n->a, SCENE_EVENT_LABELS, r, STYLE_PANEL);
    panel->key = n->key;
    panel->title = n->of->text;
}

static double panel_contrast(const notes *n, const scene_text *t)
{
    return style_contrast(t->color, n->in->style->classes[STYLE_PANEL].fill | 0xFF);
}

/* Where a callout hides least: to the right and above first, then around and further
   out. */
static geo_rect callout_box(const notes *n, geo_xy at, double w, double h)
{
    enum { TURNS = 16, RINGS = 4 };
    geo_rect best = { 0 };
    double least = INFINITY;
    for (int i = 0; i < TURNS * RINGS; i++) {
        int turn = i % TURNS, ring = i / TURNS;
        double angle = -0.6 + 6.283185307179586 * turn / TURNS;
        double far = (24 + 22 * ring) * n->k, c = cos(angle), s = sin(angle);
        geo_xy mid = { at.x + c * (far + w / 2), at.y + s * (far + h / 2) };
        geo_rect r = { mid.x - w / 2, mid.y - h / 2, mid.x + w / 2, mid.y + h / 2 };
        geo_rect in = inside_frame(n, r);
        double moved = fabs(in.x0 - r.x0) + fabs(in.y0 - r.y0);
        double cost = hides(n, grown(in, 4 * n->k)) + 2 * moved + 12 * ring +
                      fmin(turn, TURNS - turn);
        if (cost < least) {
            least = cost;
            best = in;
        }
    }
    return best;
}

/* Words where an editor wants them, as far as they are on the page. */
static void put_on_page(notes *n)
{
    bool panel = n->of->type == DATELINE_NOTE_CALLOUT;
    scene_block b = words(n, panel ? STYLE_CALLOUT : STYLE_EVENT_DATE);
    if (!b.text.n_lines)
        return;
    double pad = panel ? PAD * n->k : 0, w = b.width + 2 * pad, h = b.height + 2 * pad;
    const scene *s = &n->p->scene;
    double x = fmax(0, fmin(n->of->at.x, s->width_px - w));
    double y = fmax(0, fmin(n->of->at.y, s->height_px - h));
    geo_rect r = { x, y, x + w, y + h };
    if (panel)
        add_panel(n, r);
    scene_text *t = scene_add_text(&n->p->scene, n->a, SCENE_EVENT_LABELS);
    *t = scene_block_at(&b, n->a, r.x0 + pad, r.y0 + pad);
    t->anchor = (geo_xy){ (r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2 };
    t->key = n->key;
    if (panel)
        t->contrast = panel_contrast(n, t);
    scene_page_keep(n->p, r, 3 * n->k);
}

static void add_callout(notes *n)
{
    geo_xy at;
    scene_block b = words(n, STYLE_CALLOUT);
    if (!locate(n, 0, &at) || !b.text.n_lines)
        return;
    double pad = PAD * n->k;
    geo_rect r = callout_box(n, at, b.width + 2 * pad, b.height + 2 * pad);
    geo_path line = scene_path(n->a, 2);
    line.points[0] = at;
    line.points[1] =
        (geo_xy){ fmax(r.x0, fmin(r.x1, at.x)), fmax(r.y0, fmin(r.y1, at.y)) };
    add_shape(n, SCENE_ARROWS, SCENE_LINE, line, STYLE_LEADER);
    add_panel(n, r);
    scene_text *t = scene_add_text(&n->p->scene, n->a, SCENE_EVENT_LABELS);
    *t = scene_block_at(&b, n->a, r.x0 + pad, r.y0 + pad);
    t->anchor = at;
    t->key = n->key;
    t->contrast = panel_contrast(n, t);
    scene_page_keep(n->p, r, 3 * n->k);
}

static void add_arrow(notes *n)
{
    geo_xy from, to, middle;
    if (!locate(n, 0, &from) || n->of->n_points < 2 ||
        !locate(n, n->of->n_points - 1, &to))
        return;
    arrow_shape w = { .from = from,
                      .to = to,
                      .bend = n->of->curve != 0 ? n->of->curve : 0.25,
                      .width = (n->of->body_px > 0 ? n->of->body_px : 5) * n->k,
                      .aside = 12 * n->k,
                      .frame = grown(n->p->scene.view.frame, -6 * n->k) };
    scene_feature *f = marks_add_arrow(n->a, &n->p->scene, w, &middle);
    if (!f)
        return;
    f->key = n->key;
    f->title = n->of->text ? n->of->text : "";
    f->class = class_of(n, STYLE_MOVEMENT);
    put_words(n, STYLE_EVENT_DATE, middle);
}

static geo_path path_of(const notes *n)
{
    int parts[2] = { 0, (int)n->of->n_points };
    return scene_page_path(&n->p->scene, n->of->points, parts, n->of->n_points > 1, false,
                           n->a);
}

/* The edge of an area and its holes. A ring is closed, whether or not the first point
   is repeated. */
static geo_path rings_of(const notes *n)
{
    const size_t whole[2] = { 0, n->of->n_points };
    const size_t *from = n->of->n_parts ? n->of->parts : whole;
    size_t n_parts = n->of->n_parts ? n->of->n_parts : 1, count = 0;
    geo_lonlat *at = arena_array(n->a, geo_lonlat, n->of->n_points + n_parts + 1);
    int *parts = arena_array(n->a, int, n_parts + 1);
    for (size_t i = 0; i < n_parts; i++) {
        parts[i] = (int)count;
        for (size_t k = from[i]; k < from[i + 1]; k++)
            at[count++] = n->of->points[k];
        if (from[i + 1] > from[i])
            at[count++] = n->of->points[from[i]];
    }
    parts[n_parts] = (int)count;
    return scene_page_path(&n->p->scene, at, parts, (int)n_parts, true, n->a);
}

static void add_line(notes *n)
{
    geo_path path = path_of(n);
    if (!path.n_parts)
        return;
    add_shape(n, SCENE_ROADS, SCENE_LINE, path, class_of(n, STYLE_CORRIDOR));
    geo_xy at = path.points[path.n_points / 2];
    put_words(n, STYLE_EVENT_DATE, (geo_xy){ at.x, at.y - 12 * n->k });
}

static void add_area(notes *n, geo_path path, bool hollow)
{
    geo_xy middle;
    double clear;
    if (!path.n_parts)
        return;
    scene_feature *f =
        add_shape(n, SCENE_AREAS, SCENE_AREA, path, class_of(n, STYLE_AREA));
    f->hollow = hollow || n->of->hatch;
    if (n->of->hatch)
        add_shape(n, SCENE_HATCHING, SCENE_AREA, path, STYLE_DISPUTED_AREA);
    if (geo_inner_point(&path, &middle, &clear))
        put_words(n, STYLE_REGION, middle);
}

static void add_note(notes *n)
{
    geo_xy at;
    if (n->of->on_page) {
        put_on_page(n);
        return;
    }
    switch (n->of->type) {
    case DATELINE_NOTE_TEXT:
        if (locate(n, 0, &at))
            put_words(n, STYLE_EVENT_DATE, at);
        break;
    case DATELINE_NOTE_CALLOUT:
        add_callout(n);
        break;
    case DATELINE_NOTE_ARROW:
        add_arrow(n);
        break;
    case DATELINE_NOTE_LINE:
        add_line(n);
        break;
    case DATELINE_NOTE_AREA:
        if (n->of->n_points >= 3)
            add_area(n, rings_of(n), false);
        break;
    case DATELINE_NOTE_RING:
        if (n->of->n_points && n->of->radius_km > 0)
            add_area(n,
                     scene_circle(&n->p->scene, n->of->points[0], n->of->radius_km, n->a),
                     !n->of->style_class);
        break;
    }
}

void page_add_annotations(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p)
{
    /* Callouts come last: they go where the others leave room. */
    for (int callouts = 0; callouts < 2; callouts++)
        for (size_t i = 0; i < o->n_annotations; i++) {
            const dateline_annotation *of = &o->annotations[i];
            notes n = { .in = in, .a = a, .p = p, .k = scene_scale(in), .of = of };
            n.key = str_print(a, "note-%zu", i + 1);
            if ((of->type == DATELINE_NOTE_CALLOUT) == callouts)
                add_note(&n);
        }
}
