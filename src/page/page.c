#include "page/page.h"

#include "base/error.h"
#include "collect/collect.h"
#include "furniture/furniture.h"
#include "furniture/legend.h"
#include "marks/marks.h"
#include "offer/offer.h"
#include "page/fit.h"
#include "page/steps.h"

#include <math.h>
#include <string.h>

/* How the page is shared out, found before anything is drawn. */
typedef struct sheet {
    geo_rect room; /* of the map and what stands beside and below it */
    geo_rect frame;
    geo_rect list;  /* x1 <= x0: none */
    geo_rect strip; /* of the legend, below the map; x1 <= x0: it is on the map */
    double legend_width, legend_height; /* at most, on the map */
    geo_rect legend;                    /* on the map, once it stands */
    size_t legend_keeps; /* which of the page's rectangles that are kept free it has */
} sheet;

static bool is_there(geo_rect r)
{
    return r.x1 > r.x0 && r.y1 > r.y0;
}

/* Sizes, header, footer: what is left is for the map. */
static sheet lay_out(const scene_input *in, const scene_page_options *o, arena *a,
                     scene_page *p)
{
    scene *s = &p->scene;
    double k = scene_scale(in), margin = FURNITURE_MARGIN * k, top, bottom;
    geo_rect page = { 0, 0, o->width_px, o->height_px };
    s->width_px = o->width_px;
    s->height_px = o->height_px;
    s->background = in->style->classes[STYLE_BACKGROUND].fill;
    scene_add_rect(s, a, SCENE_BACKGROUND, page, STYLE_BACKGROUND)->key = "page";
    furniture_add_header(in, o, a, p, &top);
    furniture_add_footer(in, o, a, p, &bottom);
    if (o->stamp) {
        double height = 64 * k;
        p->caption = (geo_rect){ margin, bottom - height, o->width_px - margin, bottom };
        bottom -= height + 6 * k;
    }
    sheet sh = { .room = { margin, top, o->width_px - margin, bottom } };
    sh.frame = sh.room;
    return sh;
}

/* With less of it filled, a column beside the map is a gap. */
static const double LEAST_COLUMN = 0.55;

/* Beside the map where the page is wide and there is that much to tell, else below it. */
static void reserve_list(const scene_input *in, const scene_page_options *o, arena *a,
                         sheet *sh)
{
    double k = scene_scale(in), gap = 14 * k;
    double w = sh->room.x1 - sh->room.x0, h = sh->room.y1 - sh->room.y0;
    bool asked = o->list == SCENE_ALWAYS || o->numbers;
    bool beside =
        o->list_side == SCENE_RIGHT || (o->list_side == SCENE_ANY_SIDE && w > 1.12 * h);
    if (o->list == SCENE_NEVER ||
        (!asked && (w < 420 * k || h < (beside ? 240 : 420) * k)))
        return;
    double width = fmin(fmax(0.26 * w, 210 * k), fmin(0.4 * w, 340 * k));
    if (beside) {
        double high = page_list_size(in, o, a, width);
        beside = asked || o->list_side == SCENE_RIGHT || high > LEAST_COLUMN * h;
        if (!(high > 0))
            return;
    }
    if (beside) {
        sh->list =
            (geo_rect){ sh->room.x1 - width, sh->room.y0, sh->room.x1, sh->room.y1 };
        sh->frame.x1 = sh->list.x0 - gap;
        return;
    }
    double height = fmin(page_list_size(in, o, a, w), (asked ? 0.4 : 0.3) * h);
    if (!(height > 0))
        return;
    sh->list = (geo_rect){ sh->room.x0, sh->room.y1 - height, sh->room.x1, sh->room.y1 };
    sh->frame.y1 = sh->list.y0 - gap;
}

/* Whether the box is not one that an editor asks for to the point. */
static bool is_fitted(const scene_page_options *o)
{
    return o->fitted || geo_box_is_zero(o->box);
}

/* Padding of 8 to 12 per cent; within that, what lets a scale bar have its length. */
static dateline_status fit_view(const scene_page_options *o, geo_box box, geo_rect frame,
                                scene_page *p, dateline_error *err)
{
    static const double shares[] = { 0.10, 0.09, 0.11, 0.08, 0.12, 0.10 };
    double side = fmin(frame.x1 - frame.x0, frame.y1 - frame.y0), km;
    bool given = !is_fitted(o) || o->padding > 0;
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < sizeof shares / sizeof *shares; i++) {
        st = geo_view_fit(p->projector, box, frame,
                          (given ? o->padding : shares[i]) * side, &p->scene.view, err);
        if (!st && (given || furniture_scale_share(&p->scene.view, &km) >= 0.12))
            break;
    }
    return st;
}

static dateline_status add_events(const scene_input *in, arena *a, scene *s,
                                  dateline_error *err)
{
    dateline_status st = collect_events(in, a, s, err);
    if (!st)
        marks_stack(in, a, s);
    return st;
}

/* Where the legend goes: on the map where that hides no event; else, and on a tall or
   a narrow page, in a strip below. Asked again with the strip there, it sees to it
   that the strip is as high as the smaller map wants it. */
static dateline_status reserve_legend(const scene_input *in, const scene_page_options *o,
                                      arena *a, const scene_page *p, sheet *sh,
                                      dateline_error *err)
{
    double k = scene_scale(in), gap = 8 * k;
    bool again = is_there(sh->strip);
    if (o->legend == SCENE_NEVER)
        return DATELINE_OK;
    /* What will be drawn of the events, on a sheet of their own. */
    scene trial = { .view = p->scene.view };
    scene_input told = *in;
    if (is_there(sh->list))
        told.numbers = page_list_numbers(in, o, a, p, sh->list);
    dateline_status st = add_events(&told, a, &trial, err);
    if (st)
        return st;
    if (again)
        sh->frame.y1 = sh->strip.y1;
    sh->strip = (geo_rect){ 0 };
    legend l = legend_foresee(in, &trial, o->legend == SCENE_ALWAYS, a);
    if (!l.n || (o->legend == SCENE_AUTO && l.kinds < 2))
        return st;
    double w = sh->frame.x1 - sh->frame.x0, h = sh->frame.y1 - sh->frame.y0;
    legend_as_panel(in, &l);
    sh->legend_width = l.width;
    sh->legend_height = l.height;
    furniture_wish wish = { .width = l.width,
                            .height = l.height,
                            .corner = SCENE_LOWER_RIGHT };
    geo_rect at;
    bool roomy = w > 620 * k && h < 1.15 * w && l.width < 0.3 * w && l.height < 0.55 * h;
    if (!again && roomy && furniture_find(furniture_survey(in, &trial, a), p, wish, &at))
        return st;
    legend_trim(&l);
    legend_as_strip(in, &l, w);
    double most = (w > 1.6 * h ? 0.16 : 0.22) * (sh->room.y1 - sh->room.y0);
    legend_shorten(in, &l, w, most, a, &trial);
    /* A page that is too small for any keeps the whole of its map. */
    if (h - l.height < 140 * k)
        return st;
    sh->frame.y1 -= l.height + gap;
    sh->strip = (geo_rect){ sh->frame.x0, sh->frame.y1 + gap, sh->frame.x1,
                            sh->frame.y1 + gap + l.height };
    return st;
}

/* Most of the globe has two edges, and a frame that is higher than it is wide enough
   would show what lies beyond them: the box grows to the frame's shape. */
static geo_box broadened(geo_box box, geo_rect frame)
{
    double width = geo_box_width(box);
    if (width < 90)
        return box;
    double span = fmin(150, 0.86 * width * (frame.y1 - frame.y0) / (frame.x1 - frame.x0));
    double mid = (box.south + box.north) / 2, half = span / 2;
    if (box.north - box.south >= span)
        return box;
    mid = fmax(half - 62, fmin(84 - half, mid));
    return (geo_box){ box.west, fmin(box.south, fmax(-90, mid - half)), box.east,
                      fmax(box.north, fmin(90, mid + half)) };
}

/* Degrees of longitude from which on a map is one of the world. */
static const double WORLD = 150;

static bool is_world(const scene_page_options *o, geo_box box)
{
    return is_fitted(o) && !o->stamp && geo_box_width(box) >= WORLD;
}

/* A map of the world ends where the Earth does: what a high page has left is the
   list's. */
static dateline_status end_with_earth(const scene_input *in, const scene_page_options *o,
                                      geo_box box, scene_page *p, sheet *sh,
                                      dateline_error *err)
{
    const geo_view *v = &p->scene.view;
    double k = scene_scale(in), middle = geo_view_middle(v);
    geo_xy north, south;
    if (!is_world(o, box) || !geo_view_locate(v, (geo_lonlat){ middle, 90 }, &north) ||
        !geo_view_locate(v, (geo_lonlat){ middle, -90 }, &south))
        return DATELINE_OK;
    double spare = sh->frame.y1 - sh->frame.y0 - (south.y - north.y) - 12 * k;
    if (!(spare > 48 * k && south.y > north.y))
        return DATELINE_OK;
    sh->frame.y1 -= spare;
    sh->strip.y0 -= spare;
    sh->strip.y1 -= spare;
    if (is_there(sh->list) && sh->list.y0 > sh->frame.y1)
        sh->list.y0 -= spare;
    return fit_view(o, box, sh->frame, p, err);
}

/* Beside a map of the world a high page has room for every event in words. */
static scene_page_options with_list(const scene_input *in, const scene_page_options *o,
                                    arena *a)
{
    scene_page_options out = *o;
    geo_box box =
        geo_box_is_zero(o->box) ? page_fit(in->events, in->n_events, a) : o->box;
    if (o->list == SCENE_AUTO && o->width_px < o->height_px && is_world(o, box))
        out.list = SCENE_ALWAYS;
    return out;
}

static dateline_status open_view(const scene_input *in, const scene_page_options *o,
                                 arena *a, scene_page *p, sheet *sh, dateline_error *err)
{
    geo_box box = o->box;
    if (geo_box_is_zero(box))
        box = page_fit(in->events, in->n_events, a);
    if (geo_box_is_zero(box))
        return error_set(err, DATELINE_NOT_FOUND,
                         "there is nothing to draw: no event has a place; give places or "
                         "coordinates, or an area with --box W,S,E,N");
    if (!o->stamp)
        reserve_list(in, o, a, sh);
    if (is_fitted(o))
        box = broadened(page_widen(in, box, sh->frame, a), sh->frame);
    dateline_status st = geo_projector_open(o->projection, box, &p->projector, err);
    if (!st)
        st = fit_view(o, box, sh->frame, p, err);
    if (!st)
        st = reserve_legend(in, o, a, p, sh, err);
    if (!st && is_there(sh->strip)) {
        st = fit_view(o, box, sh->frame, p, err);
        double before = sh->frame.y1;
        if (!st)
            st = reserve_legend(in, o, a, p, sh, err);
        if (!st && sh->frame.y1 != before)
            st = fit_view(o, box, sh->frame, p, err);
    }
    return st ? st : end_with_earth(in, o, box, p, sh, err);
}

static dateline_status ground(const scene_input *in, const scene_page_options *o,
                              arena *a, scene_page *p, sheet *sh, dateline_error *err)
{
    *p = (scene_page){ 0 };
    *sh = lay_out(in, o, a, p);
    dateline_status st = open_view(in, o, a, p, sh, err);
    if (st)
        return st;
    geo_view view = p->scene.view;
    page_describe(in, o, a, &p->scene);
    st = collect_map(in, &view, a, &p->scene, err);
    if (!st)
        scene_add_rect(&p->scene, a, SCENE_FURNITURE, sh->frame, STYLE_FRAME)->key =
            "frame";
    if (o->stamp)
        p->stamp = (geo_rect){ sh->frame.x0, sh->frame.y0, sh->frame.x0, sh->frame.y0 };
    return st;
}

/* The list below a legend that needs less than it has been given follows it closely. */
static void close_up(sheet *sh, double height)
{
    double by = sh->strip.y1 - sh->strip.y0 - height;
    if (by <= 0 || !is_there(sh->list) || sh->list.y0 < sh->strip.y1)
        return;
    sh->list.y0 -= by;
    sh->list.y1 -= by;
}

static void add_legend(const scene_input *in, const scene_page_options *o,
                       const furniture_ground *g, arena *a, scene_page *p, sheet *sh)
{
    if (o->legend == SCENE_NEVER)
        return;
    legend l = legend_of(in, &p->scene, o->legend == SCENE_ALWAYS, a);
    if (!l.n || (o->legend == SCENE_AUTO && l.kinds < 2))
        return;
    if (is_there(sh->strip)) {
        double width = sh->strip.x1 - sh->strip.x0;
        legend_as_strip(in, &l, width);
        legend_shorten(in, &l, width, sh->strip.y1 - sh->strip.y0 + 1, a, &p->scene);
        legend_draw(in, &l, a, p, sh->strip, false);
        close_up(sh, l.height);
        return;
    }
    legend_as_panel(in, &l);
    /* Room for what it could tell of other days, so that what comes next stands where it
       does on those. */
    furniture_wish wish = { .width = fmax(l.width, sh->legend_width),
                            .height = fmax(l.height, sh->legend_height),
                            .corner = SCENE_LOWER_RIGHT,
                            .must = o->legend == SCENE_ALWAYS };
    geo_rect at, f = p->scene.view.frame;
    sh->legend_keeps = p->n_keep;
    if (!furniture_stand(in, g, a, p, wish, "legend", &at))
        return;
    bool right = at.x0 + at.x1 > f.x0 + f.x1, lower = at.y0 + at.y1 > f.y0 + f.y1;
    double x = right ? at.x1 - l.width : at.x0, y = lower ? at.y1 - l.height : at.y0;
    sh->legend = (geo_rect){ x, y, x + l.width, y + l.height };
    legend_draw(in, &l, a, p, sh->legend, true);
}

/* Labels may have the room that the legend does not need. */
static void release_legend(const scene_input *in, const sheet *sh, scene_page *p)
{
    double by = 5 * scene_scale(in);
    geo_rect r = sh->legend;
    if (is_there(r) && sh->legend_keeps < p->n_keep)
        p->keep[sh->legend_keeps] =
            (geo_rect){ r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by };
}

/* In order of importance: what comes later finds what is left. What an editor has given
   a place to comes first. */
static void add_furniture(const scene_input *in, const scene_page_options *o, arena *a,
                          scene_page *p, sheet *sh)
{
    const furniture_ground *g = furniture_survey(in, &p->scene, a);
    if (o->inset_corner)
        furniture_add_inset(in, o, g, a, p);
    add_legend(in, o, g, a, p, sh);
    if (!o->inset_corner)
        furniture_add_inset(in, o, g, a, p);
    furniture_add_scale(in, g, a, p);
    if (o->north)
        furniture_add_north(in, g, a, p);
    if (o->graticule)
        furniture_add_graticule(in, a, p);
}

/* Labels and pixels want room, and little more of what was read to get here. */
static void rest(const scene_input *in)
{
    gazetteer_rest(in->gazetteer);
    basemap_rest(in->basemap);
}

dateline_status page_make(const scene_input *in, const scene_page_options *options,
                          arena *a, scene_page *out, dateline_error *err)
{
    sheet sh;
    const scene_page_options own = with_list(in, options, a), *o = &own;
    dateline_status st = ground(in, o, a, out, &sh, err);
    scene_input told = *in;
    if (!st && is_there(sh.list))
        told.numbers = page_list_numbers(in, o, a, out, sh.list);
    if (!st)
        st = add_events(&told, a, &out->scene, err);
    if (!st) {
        page_add_annotations(&told, o, a, out);
        add_furniture(&told, o, a, out, &sh);
        if (is_there(sh.list))
            page_add_list(&told, o, a, out, sh.list);
        page_add_pointers(&told, a, &out->scene, out->keep, &out->n_keep);
        release_legend(&told, &sh, out);
        scene_paint(&told, &out->scene);
        rest(&told);
        st = offer_label(&told, &out->scene, OFFER_LABEL_PLACES | OFFER_LABEL_EVENTS,
                         out->keep, out->n_keep, a, err);
        rest(&told);
    }
    if (st)
        page_clear(out);
    return st;
}

/* How much each layer has at a moment. */
typedef struct moment {
    size_t features[SCENE_LAYERS], texts[SCENE_LAYERS];
} moment;

static moment moment_of(const scene *s)
{
    moment m;
    for (int i = 0; i < SCENE_LAYERS; i++) {
        m.features[i] = s->layers[i].n_features;
        m.texts[i] = s->layers[i].n_texts;
    }
    return m;
}

/* Take out what came between two moments. */
static void drop_between(scene *s, const moment *from, const moment *to)
{
    for (int i = 0; i < SCENE_LAYERS; i++) {
        scene_layer *l = &s->layers[i];
        size_t n = to->features[i] - from->features[i], at = to->features[i];
        for (; n && at < l->n_features; at++)
            l->features[at - n] = l->features[at];
        l->n_features -= n;
        n = to->texts[i] - from->texts[i];
        at = to->texts[i];
        for (; n && at < l->n_texts; at++)
            l->texts[at - n] = l->texts[at];
        l->n_texts -= n;
    }
}

dateline_status page_ground(const scene_input *in, const scene_page_options *o, arena *a,
                            scene_page *out, dateline_error *err)
{
    scene_input all = *in;
    all.states = NULL;
    sheet sh;
    dateline_status st = ground(&all, o, a, out, &sh, err);
    scene *s = &out->scene;
    moment before = moment_of(s), after = before;
    if (!st)
        st = add_events(&all, a, s, err);
    if (!st) {
        after = moment_of(s);
        page_add_annotations(&all, o, a, out);
        add_furniture(&all, o, a, out, &sh);
        scene_paint(&all, s);
        /* Room for what will point out of the map, sooner or later. */
        scene trial = scene_copy(s);
        geo_rect keep[SCENE_KEEP_FREE];
        size_t n_keep = out->n_keep;
        memcpy(keep, out->keep, sizeof keep);
        page_add_pointers(&all, a, &trial, keep, &n_keep);
        st = offer_label(&all, s, OFFER_LABEL_PLACES, keep, n_keep, a, err);
    }
    if (st)
        page_clear(out);
    else
        drop_between(s, &before, &after);
    return st;
}

dateline_status page_events(const scene_input *in, const scene_page *p, arena *a,
                            scene *out, dateline_error *err)
{
    *out = scene_copy(&p->scene);
    geo_rect keep[SCENE_KEEP_FREE];
    size_t n_keep = p->n_keep;
    memcpy(keep, p->keep, sizeof keep);
    dateline_status st = add_events(in, a, out, err);
    if (!st) {
        page_add_pointers(in, a, out, keep, &n_keep);
        scene_paint(in, out);
        st = offer_label(in, out, OFFER_LABEL_EVENTS, keep, n_keep, a, err);
    }
    return st;
}

void page_clear(scene_page *p)
{
    geo_projector_close(p->projector);
    p->projector = NULL;
}
