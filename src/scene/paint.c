#include "scene/input.h"

#include "text/utf8.h"

#include <math.h>

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

/* The size of a badge with this text relative to that of the style. */
static double badge_size(const char *text)
{
    size_t letters = text_count(str_of(text));
    return letters <= 2 ? 1 : letters == 3 ? 1.3 : 1.6;
}

static style_paint badge_paint(const style *look, const scene_feature *f)
{
    style_paint p = look->classes[STYLE_BADGE_MARK];
    p.size *= badge_size(f->badge);
    return p;
}

/* A thin ring around what is known to lie near a place; a wash is of an area, and of a
   border or road a band without an edge, where the style has another way to tell it. */
static style_paint wash_paint(const style *look, const scene_feature *f)
{
    enum { BAND_ALPHA = 0x3C };
    style_paint p = look->classes[STYLE_WASH];
    if (f->event->geo_precision == DATELINE_GEO_LINE && p.fill) {
        p.fill = (p.fill & 0xFFFFFF00u) | BAND_ALPHA;
        p.stroke = 0;
    }
    if (f->event->geo_precision == DATELINE_GEO_NEAR) {
        p.width = 0.9;
        p.dash[0] = p.dash[1] = p.dash[2] = p.dash[3] = 0;
    }
    return p;
}

static style_color with_alpha(style_color color, style_color alpha_of)
{
    return (color & 0xFFFFFF00u) | (alpha_of & 0xFFu);
}

/* The line or area of an event in the color of its kind; what is only claimed or
   planned is hatched, one to the right, the other to the left, or dashed. */
static style_paint shape_paint(const style *look, const scene_feature *f)
{
    const dateline_event *e = f->event;
    style_color color = look->kinds[e->kind].fill;
    bool sure = e->status != DATELINE_CLAIMED && e->status != DATELINE_IS_PLANNED;
    style_paint p = look->classes[f->kind == SCENE_LINE ? STYLE_CORRIDOR : STYLE_AREA];
    p.stroke = color;
    if (f->kind == SCENE_LINE) {
        p.fill = 0;
        p.width = fmax(p.width, 2);
        if (sure)
            p.dash[0] = p.dash[1] = p.dash[2] = p.dash[3] = 0;
        return p;
    }
    p.fill = p.fill ? with_alpha(color, p.fill) : 0;
    if (!sure || look->mono) {
        p.fill = 0;
        p.hatch = with_alpha(color, 0x99);
        p.hatch_width = 1;
        p.hatch_gap = 5;
        p.hatch_angle = e->status == DATELINE_IS_PLANNED ? 135 : 45;
    }
    return p;
}

static style_paint paint_of(const style *look, const scene_feature *f)
{
    if (f->event && f->kind == SCENE_POINT && !f->class)
        return f->badge ? badge_paint(look, f)
                        : style_event(look, f->event->kind, f->event->status);
    if (f->event && f->class == STYLE_AREA)
        return shape_paint(look, f);
    if (f->event && f->class == STYLE_WASH)
        return wash_paint(look, f);
    return look->classes[f->class];
}

void scene_paint(const scene_input *in, scene *s)
{
    double k = scene_scale(in);
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < s->layers[layer].n_features; i++) {
            scene_feature *f = &s->layers[layer].features[i];
            f->paint = scaled(paint_of(in->style, f), k);
            f->paint.fill = f->tint ? f->tint : f->paint.fill;
            if (f->hollow)
                f->paint.fill = f->paint.hatch = 0;
            f->paint.opacity *= f->fade;
        }
}
