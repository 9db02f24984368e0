#include "furniture/furniture.h"

#include "scene/block.h"

#include <math.h>

/* Length on the ground of a pixel along x or y, km; 0 where there is no ground. */
static double km_per_px(const geo_view *v, geo_xy at, bool upright)
{
    const double d = 20;
    geo_lonlat a, b;
    geo_xy from = { at.x - (upright ? 0 : d), at.y - (upright ? d : 0) };
    geo_xy to = { at.x + (upright ? 0 : d), at.y + (upright ? d : 0) };
    if (!geo_view_unlocate(v, from, &a) || !geo_view_unlocate(v, to, &b))
        return 0;
    return geo_distance_km(a, b) / (2 * d);
}

static geo_xy middle(const geo_view *v)
{
    return (geo_xy){ (v->frame.x0 + v->frame.x1) / 2, (v->frame.y0 + v->frame.y1) / 2 };
}

double furniture_scale_variation(const geo_view *v)
{
    geo_rect f = v->frame;
    double mid = km_per_px(v, middle(v), false), most = 0;
    if (mid <= 0)
        return INFINITY;
    for (int i = 0; i < 18; i++) {
        int column = i % 3, row = i / 3 % 3;
        geo_xy at = { f.x0 + (f.x1 - f.x0) * (0.02 + 0.48 * column),
                      f.y0 + (f.y1 - f.y0) * (0.02 + 0.48 * row) };
        most = fmax(most, fabs(km_per_px(v, at, i >= 9) / mid - 1));
    }
    return most;
}

double furniture_scale_share(const geo_view *v, double *km)
{
    static const double MOST = 0.25, steps[] = { 5, 2, 1 };
    double width = (v->frame.x1 - v->frame.x0) * km_per_px(v, middle(v), false);
    if (!(width > 0) || !isfinite(width))
        return 0;
    double power = pow(10, floor(log10(width * MOST)));
    int i = 0;
    while (i < 2 && steps[i] * power > width * MOST)
        i++;
    *km = steps[i] * power;
    return *km / width;
}

static scene_text *put(const scene_input *in, arena *a, scene_page *p, const char *text,
                       double x, double y)
{
    scene_block b =
        scene_block_make(in, a, text, (scene_block_options){ .role = STYLE_SCALE });
    scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
    *t = scene_block_at(&b, a, x, y);
    t->key = "scale";
    return t;
}

typedef struct bar {
    const char *zero, *middle, *end, *unit; /* middle: NULL where it is no round number */
    double w_zero, w_middle, w_end, w_all;  /* of the texts, px */
    double length, height;
} bar;

static double width_of(const scene_input *in, arena *a, const char *text)
{
    return scene_block_make(in, a, text, (scene_block_options){ .role = STYLE_SCALE })
        .width;
}

static bar make(const scene_input *in, arena *a, double km, double length)
{
    double k = scene_scale(in), n = km < 1 ? km * 1000 : km;
    bar b = { .length = length,
              .zero = style_number(in->words, 0, a),
              .unit = in->words->word[km < 1 ? WORD_M : WORD_KM],
              .height = scene_block_make(in, a, "0",
                                         (scene_block_options){ .role = STYLE_SCALE })
                            .height };
    const char *number = style_number(in->words, n, a);
    b.end = str_print(a, "%s %s", number, b.unit);
    b.w_zero = width_of(in, a, b.zero);
    b.w_end = width_of(in, a, number);
    b.w_all = width_of(in, a, b.end);
    if (fmod(n, 2) < 0.5) {
        b.middle = style_number(in->words, n / 2, a);
        b.w_middle = width_of(in, a, b.middle);
        if (length / 2 < (b.w_zero + b.w_end) / 2 + b.w_middle + 14 * k)
            b.middle = NULL;
    }
    return b;
}

void furniture_add_scale(const scene_input *in, const furniture_ground *g, arena *a,
                         scene_page *p)
{
    const geo_view *v = &p->scene.view;
    if (furniture_scale_variation(v) > 0.10)
        return;
    double k = scene_scale(in), km = 0;
    double length = furniture_scale_share(v, &km) * (v->frame.x1 - v->frame.x0);
    if (!(length > 0))
        return;
    bar b = make(in, a, km, length);
    double thick = 5 * k, gap = 4 * k, left = b.w_zero / 2;
    geo_rect at;
    furniture_wish w = { .width = left + length + b.w_all - b.w_end / 2,
                         .height = b.height + gap + thick,
                         .corner = SCENE_LOWER_LEFT };
    if (!furniture_stand(in, g, a, p, w, "scale-bar", &at))
        return;
    double x = at.x0 + left, y = at.y1 - thick;
    scene_add_rect(&p->scene, a, SCENE_FURNITURE,
                   (geo_rect){ x, y, x + length, y + thick }, STYLE_SCALE_BAR)
        ->key = "scale-bar";
    /* The second half is hollow: two lengths to measure by. */
    double rim = 1.3 * k;
    scene_add_rect(
        &p->scene, a, SCENE_FURNITURE,
        (geo_rect){ x + length / 2, y + rim, x + length - rim, y + thick - rim },
        STYLE_BACKGROUND)
        ->key = "scale-half";
    put(in, a, p, b.zero, at.x0, at.y0)->anchor = (geo_xy){ x, y };
    if (b.middle)
        put(in, a, p, b.middle, x + length / 2 - b.w_middle / 2, at.y0)->anchor =
            (geo_xy){ x + length / 2, y };
    put(in, a, p, b.end, x + length - b.w_end / 2, at.y0)->anchor =
        (geo_xy){ x + length, y };
}
