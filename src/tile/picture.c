/*
 * Pictures out of a sheet: the raster is given a scene that has only what
 * shows in the tile, and long outlines without the points that cannot show.
 *
 * No line is clipped for that: where a run of points lies beyond one side of the
 * tile, the run is replaced by its chord, which lies there too. What is inside
 * is drawn from the very same coordinates as in one piece, to the last bit.
 */
#include "raster/raster.h"
#include "tile/item.h"

#include <math.h>
#include <string.h>

enum {
    SHORT = 64, /* points of a line or ring that is not worth shortening */
    /* The raster lays upright shapes of few points on whole pixels; what was no
       such shape must not become one. */
    NOT_FEW = 16,
};

typedef struct short_path {
    geo_path path;
    int first, n; /* of the run: its first point, and 1 or 2 points kept */
    unsigned common;
} short_path;

static bool meets(geo_rect a, geo_rect b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

static geo_rect grown(geo_rect r, double by)
{
    return (geo_rect){ r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by };
}

/* Which sides of r a point lies beyond (Cohen and Sutherland's outcode). */
static unsigned beyond(geo_xy p, geo_rect r)
{
    return (p.x < r.x0 ? 1u : 0) | (p.x > r.x1 ? 2u : 0) | (p.y < r.y0 ? 4u : 0) |
           (p.y > r.y1 ? 8u : 0);
}

static void shorten_part(short_path *s, const geo_xy *p, int n, geo_rect r)
{
    s->n = 0;
    s->path.parts[s->path.n_parts++] = s->path.n_points;
    for (int i = 0; i < n; i++) {
        unsigned sides = beyond(p[i], r);
        bool goes_on = s->n && (s->common & sides);
        if (goes_on && s->n == 2)
            s->path.n_points--;
        s->n = goes_on ? 2 : 1;
        s->common = goes_on ? s->common & sides : sides;
        s->path.points[s->path.n_points++] = p[i];
    }
    s->path.parts[s->path.n_parts] = s->path.n_points;
}

static void keep_part(short_path *s, const geo_xy *p, int n)
{
    s->path.parts[s->path.n_parts++] = s->path.n_points;
    memcpy(s->path.points + s->path.n_points, p, (size_t)n * sizeof *p);
    s->path.n_points += n;
    s->path.parts[s->path.n_parts] = s->path.n_points;
}

static geo_path shortened(const geo_path *in, geo_rect r, bool dashed, arena *a)
{
    short_path s = { .path = { .points =
                                   arena_array(a, geo_xy, (size_t)in->n_points + NOT_FEW),
                               .parts = arena_array(a, int, (size_t)in->n_parts + 1) } };
    for (int i = 0; i < in->n_parts; i++) {
        const geo_xy *p = in->points + in->parts[i];
        int n = in->parts[i + 1] - in->parts[i], bounds[2] = { 0, n };
        geo_path one = { in->points + in->parts[i], bounds, n, 1 };
        if (!n || !meets(tile_path_box(&one), r))
            continue;
        if (dashed || n <= SHORT) /* dashes are counted from the start */
            keep_part(&s, p, n);
        else
            shorten_part(&s, p, n, r);
    }
    while (s.path.n_points && s.path.n_points < NOT_FEW) {
        s.path.points[s.path.n_points] = s.path.points[s.path.n_points - 1];
        s.path.parts[s.path.n_parts] = ++s.path.n_points;
    }
    return s.path;
}

static bool is_dashed(const style_paint *p)
{
    return p->dash[0] > 0 || p->dash[1] > 0;
}

static geo_rect text_box(const scene_text *t)
{
    geo_rect box = grown(t->box, fmax(t->halo_px, 0) + 2);
    for (int i = 0; i < t->n_leader; i++) {
        box.x0 = fmin(box.x0, t->leader[i].x - 4);
        box.y0 = fmin(box.y0, t->leader[i].y - 4);
        box.x1 = fmax(box.x1, t->leader[i].x + 4);
        box.y1 = fmax(box.y1, t->leader[i].y + 4);
    }
    return box;
}

static void take_texts(const scene_layer *from, geo_rect part, arena *a, scene_layer *to)
{
    *to = (scene_layer){ .texts = arena_array(a, scene_text, from->n_texts) };
    for (size_t i = 0; i < from->n_texts; i++)
        if (meets(text_box(&from->texts[i]), part))
            to->texts[to->n_texts++] = from->texts[i];
    to->cap_texts = to->n_texts;
}

static void take_features(const tile_sheet *s, geo_rect part, arena *a, scene *to)
{
    for (size_t i = 0; i < s->n_items; i++) {
        const tile_item *item = &s->items[i];
        geo_rect seen = grown(part, item->pad);
        if (!meets(item->box, seen))
            continue;
        geo_path path = item->path;
        if (path.n_points > SHORT)
            path = shortened(&path, seen, is_dashed(&item->feature->paint), a);
        if (!path.n_points)
            continue;
        scene_feature *f = scene_add_feature(to, a, (scene_layer_id)item->layer);
        *f = *item->feature;
        f->path = path;
    }
}

dateline_status tile_cut_picture(const tile_sheet *s, tile_cutter *c, uint32_t x,
                                 uint32_t y, tile_cuts *out, dateline_error *err)
{
    double left = s->px * (x - s->block.x0), top = s->px * (y - s->block.y0);
    geo_rect part = { left, top, left + s->px, top + s->px };
    scene seen = *s->scene;
    for (int i = 0; i < SCENE_LAYERS; i++)
        take_texts(&s->scene->layers[i], part, &c->tile, &seen.layers[i]);
    take_features(s, part, &c->tile, &seen);
    tile_cut tile = { .x = x, .y = y, .at = out->bytes.len };
    for (int i = 0; i < SCENE_LAYERS; i++)
        tile.n_features += seen.layers[i].n_features;
    buf png = { 0 };
    dateline_status st = raster_png_tile(&seen, part, s->scale, c->font, &png, err);
    if (!st) {
        tile.len = png.len;
        buf_add_str(&out->bytes, buf_str(&png));
        tile_add_cut(s, out, tile);
    }
    buf_clear(&png);
    arena_clear(&c->tile);
    return st;
}
