#include "scene/page.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Sizes, header, footer: what is left is the map's frame. */
static geo_rect lay_out(const scene_input *in, const scene_page_options *o, arena *a,
                        scene_page *p)
{
    scene *s = &p->scene;
    double k = scene_scale(in), margin = 18 * k, top, bottom;
    geo_rect page = { 0, 0, o->width_px, o->height_px };
    s->width_px = o->width_px;
    s->height_px = o->height_px;
    s->background = in->style->classes[STYLE_BACKGROUND].fill;
    scene_add_rect(s, a, SCENE_BACKGROUND, page, STYLE_BACKGROUND)->key = "page";
    scene_add_header(in, o, a, p, &top);
    scene_add_footer(in, o, a, p, &bottom);
    if (o->stamp) {
        double height = 64 * k;
        p->caption = (geo_rect){ margin, bottom - height, o->width_px - margin, bottom };
        bottom -= height + 6 * k;
    }
    return (geo_rect){ margin, top, o->width_px - margin, bottom };
}

static void describe(const scene_input *in, const scene_page_options *o, arena *a,
                     scene *s)
{
    s->lang = in->words->lang;
    s->css_family = font_css_family(in->font);
    s->title = o->title && *o->title ? o->title : "Dateline";
    s->created = o->created ? o->created : "1970-01-01T00:00:00Z";
    buf text = { .max = 4000 };
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        const char *when = style_when(in->words, e->when, a);
        const char *title = scene_event_title(e, in->words->lang);
        /* One event a sentence; what no longer fits is counted. */
        if (text.len + strlen(when) + strlen(title) + strlen(e->place) + 60 > 3800) {
            buf_addf(&text, "%s",
                     style_say(in->words, WORD_MORE, a, "n",
                               style_number(in->words, (double)(in->n_events - i), a),
                               NULL));
            break;
        }
        buf_addf(&text, "%s%s%s%s%s. ", when, *when ? ": " : "", title,
                 *e->place ? ", " : "", e->place);
    }
    s->description = str_copy(a, str_trim(buf_str(&text)));
    buf_clear(&text);
}

static dateline_status open_view(const scene_input *in, const scene_page_options *o,
                                 geo_rect frame, arena *a, scene_page *p,
                                 dateline_error *err)
{
    geo_box box = o->box;
    if (geo_box_is_zero(box))
        box = scene_fit(in->events, in->n_events, a);
    if (geo_box_is_zero(box))
        return error_set(err, DATELINE_NOT_FOUND,
                         "there is nothing to draw: no event has a place; give places or "
                         "coordinates, or an area with --box W,S,E,N");
    dateline_status st = geo_projector_open(o->projection, box, &p->projector, err);
    double padding = geo_box_is_zero(o->box)
                         ? 0.07 * fmin(frame.x1 - frame.x0, frame.y1 - frame.y0)
                         : 0;
    if (!st)
        st = geo_view_fit(p->projector, box, frame, padding, &p->scene.view, err);
    return st;
}

static dateline_status ground(const scene_input *in, const scene_page_options *o,
                              arena *a, scene_page *p, dateline_error *err)
{
    *p = (scene_page){ 0 };
    geo_rect frame = lay_out(in, o, a, p);
    describe(in, o, a, &p->scene);
    dateline_status st = open_view(in, o, frame, a, p, err);
    geo_view view = p->scene.view;
    if (!st)
        st = scene_collect(in, &view, a, &p->scene, err);
    if (!st)
        scene_add_rect(&p->scene, a, SCENE_FURNITURE, frame, STYLE_FRAME)->key = "frame";
    if (o->stamp)
        p->stamp = (geo_rect){ frame.x0, frame.y0, frame.x0, frame.y0 };
    return st;
}

static dateline_status add_events(const scene_input *in, arena *a, scene *s,
                                  dateline_error *err)
{
    dateline_status st = scene_collect_events(in, a, s, err);
    if (!st)
        scene_stack(in, a, s);
    return st;
}

dateline_status scene_page_make(const scene_input *in, const scene_page_options *o,
                                arena *a, scene_page *out, dateline_error *err)
{
    dateline_status st = ground(in, o, a, out, err);
    if (!st)
        st = add_events(in, a, &out->scene, err);
    if (!st) {
        scene_add_scale_bar(in, a, out);
        scene_add_pointers(in, a, &out->scene, out->keep, &out->n_keep);
        scene_paint(in, &out->scene);
        st = scene_label(in, &out->scene, SCENE_LABEL_PLACES | SCENE_LABEL_EVENTS,
                         out->keep, out->n_keep, a, err);
    }
    if (st)
        scene_page_clear(out);
    return st;
}

dateline_status scene_page_ground(const scene_input *in, const scene_page_options *o,
                                  arena *a, scene_page *out, dateline_error *err)
{
    scene_input all = *in;
    all.states = NULL;
    dateline_status st = ground(&all, o, a, out, err);
    scene *s = &out->scene;
    if (!st)
        st = add_events(&all, a, s, err);
    if (!st) {
        scene_add_scale_bar(&all, a, out);
        scene_paint(&all, s);
        /* Room for what will point out of the map, sooner or later. */
        scene trial = scene_copy(s);
        geo_rect keep[SCENE_KEEP_FREE];
        size_t n_keep = out->n_keep;
        memcpy(keep, out->keep, sizeof keep);
        scene_add_pointers(&all, a, &trial, keep, &n_keep);
        st = scene_label(&all, s, SCENE_LABEL_PLACES, keep, n_keep, a, err);
    }
    if (st) {
        scene_page_clear(out);
        return st;
    }
    s->layers[SCENE_EVENTS] = (scene_layer){ 0 };
    s->layers[SCENE_AREAS] = (scene_layer){ 0 };
    s->layers[SCENE_ROADS] = (scene_layer){ 0 };
    return DATELINE_OK;
}

dateline_status scene_page_events(const scene_input *in, const scene_page *p, arena *a,
                                  scene *out, dateline_error *err)
{
    *out = scene_copy(&p->scene);
    geo_rect keep[SCENE_KEEP_FREE];
    size_t n_keep = p->n_keep;
    memcpy(keep, p->keep, sizeof keep);
    dateline_status st = add_events(in, a, out, err);
    if (!st) {
        scene_add_pointers(in, a, out, keep, &n_keep);
        scene_paint(in, out);
        st = scene_label(in, out, SCENE_LABEL_EVENTS, keep, n_keep, a, err);
    }
    return st;
}

void scene_page_clear(scene_page *p)
{
    geo_projector_close(p->projector);
    p->projector = NULL;
}
