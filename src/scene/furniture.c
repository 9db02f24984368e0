#include "scene/page.h"

#include <math.h>
#include <string.h>

static const double MARGIN = 18; /* of the page, px at a type scale of 1 */

static void keep_free(scene_page *p, geo_rect r)
{
    if (p->n_keep < SCENE_KEEP_FREE)
        p->keep[p->n_keep++] = r;
}

/* A block under what is at *y; *y becomes its lower end. */
static void add_block(const scene_input *in, arena *a, scene_page *p, const char *text,
                      style_role role, double *y)
{
    if (!text || !*text)
        return;
    double margin = MARGIN * scene_scale(in);
    scene_block b = scene_block_make(
        in, a, text,
        (scene_block_options){ .role = role,
                               .max_lines = 2,
                               .max_width_px = p->scene.width_px - 2 * margin });
    double x = margin;
    if (in->words->right_to_left)
        x = p->scene.width_px - margin - b.width;
    scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
    *t = scene_block_at(&b, a, x, *y - fmin(0, b.top) * 0.35);
    t->contrast = style_contrast(t->color, in->style->classes[STYLE_BACKGROUND].fill);
    t->key = role == STYLE_TITLE      ? "title"
             : role == STYLE_SUBTITLE ? "subtitle"
                                      : "credit";
    *y = t->box.y1 + (b.bottom - b.height) * 0.8;
}

static const char *span_text(const scene_input *in, arena *a)
{
    dateline_when from = { 0 }, to = { 0 };
    long n = 0;
    for (size_t i = 0; i < in->n_events; i++) {
        dateline_when w = in->events[i]->when;
        n++;
        if (w.precision == DATELINE_UNDATED || w.begin == INT64_MIN)
            continue;
        if (!from.precision || w.begin < from.begin)
            from = w;
        int64_t end = w.end == INT64_MAX ? w.begin : w.end;
        int64_t last = to.end == INT64_MAX ? to.begin : to.end;
        if (!to.precision || end > last)
            to = w;
    }
    if (!n)
        return "";
    const char *events = style_events(in->words, n, a);
    if (!from.precision)
        return events;
    return style_say(in->words, WORD_EVENT_COUNT_SPAN, a, "events", events, "span",
                     style_span(in->words, from, to, a), NULL);
}

void scene_add_header(const scene_input *in, const scene_page_options *o, arena *a,
                      scene_page *p, double *bottom)
{
    double y = MARGIN * scene_scale(in) * 0.8;
    bool titled = o->title && *o->title;
    add_block(in, a, p, o->title, STYLE_TITLE, &y);
    const char *sub = o->subtitle && *o->subtitle ? o->subtitle : span_text(in, a);
    add_block(in, a, p, sub, titled ? STYLE_SUBTITLE : STYLE_BODY, &y);
    *bottom = y + 4 * scene_scale(in);
}

static const char *joined(arena *a, const char *x, const char *y)
{
    if (!x || !*x)
        return y ? y : "";
    return y && *y ? str_print(a, "%s  ·  %s", x, y) : x;
}

void scene_add_footer(const scene_input *in, const scene_page_options *o, arena *a,
                      scene_page *p, double *top)
{
    const style_words *w = in->words;
    const char *text = "";
    if (o->source && *o->source)
        text = style_say(w, WORD_SOURCE, a, "a", o->source, NULL);
    text = joined(a, text, o->credit);
    if (o->map_data && *o->map_data)
        text = joined(a, text, style_say(w, WORD_MAP_DATA, a, "a", o->map_data, NULL));
    long lost = 0;
    for (size_t i = 0; i < in->n_events; i++)
        lost += !scene_has_place(in->events[i]);
    if (lost)
        text = joined(
            a, text,
            style_say(w, WORD_NOT_PLACED, a, "events", style_events(w, lost, a), NULL));
    if (!o->no_note)
        text = joined(a, text, w->word[WORD_DISPUTED]);
    double margin = MARGIN * scene_scale(in);
    if (!*text) {
        *top = p->scene.height_px - margin;
        return;
    }
    scene_block b = scene_block_make(
        in, a, text,
        (scene_block_options){ .role = STYLE_CREDIT,
                               .max_lines = 4,
                               .max_width_px = p->scene.width_px - 2 * margin });
    double x = in->words->right_to_left ? p->scene.width_px - margin - b.width : margin;
    double y = p->scene.height_px - margin * 0.75 - b.height;
    scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
    *t = scene_block_at(&b, a, x, y);
    t->contrast = style_contrast(t->color, in->style->classes[STYLE_BACKGROUND].fill);
    t->key = "credit";
    *top = y - 9 * scene_scale(in);
}

/* The largest of 1, 2, 5 times a power of ten that is at most this. */
static double round_length(double km)
{
    double power = pow(10, floor(log10(km)));
    return power * (km >= 5 * power ? 5 : km >= 2 * power ? 2 : 1);
}

/* How far the scale strays from that of the middle within the frame. */
static double scale_variation(const geo_view *v)
{
    geo_rect f = v->frame;
    double mid = geo_view_km_per_px(v, (geo_xy){ (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2 });
    double most = 0;
    for (int i = 0; i < 9; i++) {
        int row = i / 3;
        geo_xy at = { f.x0 + (f.x1 - f.x0) * (0.05 + 0.45 * (i % 3)),
                      f.y0 + (f.y1 - f.y0) * (0.05 + 0.45 * row) };
        most = fmax(most, fabs(geo_view_km_per_px(v, at) / mid - 1));
    }
    return most;
}

/* How many events' markers a corner would cover. */
static int covers(const scene *s, geo_rect r)
{
    int n = 0;
    for (size_t i = 0; i < s->layers[SCENE_EVENTS].n_features; i++) {
        geo_xy p = s->layers[SCENE_EVENTS].features[i].path.points[0];
        n += p.x > r.x0 - 20 && p.x < r.x1 + 20 && p.y > r.y0 - 20 && p.y < r.y1 + 20;
    }
    return n;
}

void scene_add_scale_bar(const scene_input *in, arena *a, scene_page *p)
{
    const geo_view *v = &p->scene.view;
    double k = scene_scale(in), width = v->frame.x1 - v->frame.x0;
    if (scale_variation(v) > 0.10)
        return;
    double km_px = geo_view_km_per_px(
        v, (geo_xy){ (v->frame.x0 + v->frame.x1) / 2, (v->frame.y0 + v->frame.y1) / 2 });
    double km = round_length(km_px * width * 0.25), bar = km / km_px;
    bool metres = km < 1;
    const char *unit = in->words->word[metres ? WORD_M : WORD_KM];
    const char *text =
        str_print(a, "%s %s", style_number(in->words, metres ? km * 1000 : km, a), unit);
    scene_block b =
        scene_block_make(in, a, text, (scene_block_options){ .role = STYLE_SCALE });
    double pad = 12 * k, h = 4 * k, all = bar + 8 * k + b.width;
    geo_rect corners[4] = {
        { v->frame.x0 + pad, v->frame.y1 - pad - b.height, 0, 0 },
        { v->frame.x1 - pad - all, v->frame.y1 - pad - b.height, 0, 0 },
        { v->frame.x1 - pad - all, v->frame.y0 + pad, 0, 0 },
        { v->frame.x0 + pad, v->frame.y0 + pad, 0, 0 },
    };
    geo_rect best = { 0 };
    int least = 1000000;
    for (int i = 0; i < 4; i++) {
        geo_rect r = { corners[i].x0, corners[i].y0, corners[i].x0 + all,
                       corners[i].y0 + b.height };
        if (covers(&p->scene, r) < least) {
            least = covers(&p->scene, r);
            best = r;
        }
    }
    double mid = (best.y0 + best.y1) / 2;
    geo_rect stroke = { best.x0, mid - h / 2, best.x0 + bar, mid + h / 2 };
    scene_add_rect(&p->scene, a, SCENE_FURNITURE, stroke, STYLE_SCALE_BAR)->key =
        "scale-bar";
    scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
    *t = scene_block_at(&b, a, best.x0 + bar + 8 * k, best.y0);
    t->key = "scale";
    keep_free(p, (geo_rect){ best.x0 - 5 * k, best.y0 - 5 * k, best.x1 + 5 * k,
                             best.y1 + 5 * k });
}
