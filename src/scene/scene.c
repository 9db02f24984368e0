#include "scene/scene.h"

#include "base/num.h"

#include <string.h>

const char *scene_layer_name(scene_layer_id id)
{
    static const char *const names[SCENE_LAYERS] = {
        "background",
        "sea",
        "land",
        "areas",
        "hatching",
        "borders",
        "borders-disputed",
        "rivers",
        "roads",
        "labels-water",
        "labels-country",
        "labels-place",
        "arrows",
        "events",
        "event-labels",
        "inset",
        "furniture",
    };
    return id < SCENE_LAYERS ? names[id] : "";
}

scene_feature *scene_add_feature(scene *s, arena *a, scene_layer_id layer)
{
    scene_layer *l = &s->layers[layer];
    l->features =
        arena_grow(a, l->features, l->n_features, &l->cap_features, sizeof *l->features);
    scene_feature *f = &l->features[l->n_features++];
    *f = (scene_feature){ .key = "", .title = "", .source = "", .fade = 1 };
    return f;
}

geo_path scene_path(arena *a, int n)
{
    geo_path path = { .points = arena_array(a, geo_xy, (size_t)n),
                      .parts = arena_array(a, int, 2),
                      .n_points = n,
                      .n_parts = 1 };
    path.parts[1] = n;
    return path;
}

geo_path scene_point_path(arena *a, geo_xy at)
{
    geo_path path = scene_path(a, 1);
    path.points[0] = at;
    return path;
}

scene_feature *scene_add_rect(scene *s, arena *a, scene_layer_id layer, geo_rect r,
                              style_class class)
{
    const geo_xy corners[] = {
        { r.x0, r.y0 }, { r.x1, r.y0 }, { r.x1, r.y1 }, { r.x0, r.y1 }, { r.x0, r.y0 }
    };
    scene_feature *f = scene_add_feature(s, a, layer);
    f->kind = SCENE_AREA;
    f->class = class;
    f->path = scene_path(a, 5);
    memcpy(f->path.points, corners, sizeof corners);
    return f;
}

scene_text *scene_add_text(scene *s, arena *a, scene_layer_id layer)
{
    scene_layer *l = &s->layers[layer];
    l->texts = arena_grow(a, l->texts, l->n_texts, &l->cap_texts, sizeof *l->texts);
    scene_text *t = &l->texts[l->n_texts++];
    *t = (scene_text){ .key = "", .text = "", .opacity = 1, .lang = "" };
    return t;
}

scene_image *scene_add_image(scene *s, arena *a, scene_layer_id layer)
{
    scene_layer *l = &s->layers[layer];
    l->images = arena_grow(a, l->images, l->n_images, &l->cap_images, sizeof *l->images);
    scene_image *image = &l->images[l->n_images++];
    *image = (scene_image){ .key = "" };
    return image;
}

void scene_add_marker(scene *s, arena *a, scene_marker m)
{
    s->markers = arena_grow(a, s->markers, s->n_markers, &s->cap_markers, sizeof m);
    s->markers[s->n_markers++] = m;
}

void scene_leave_out(scene *s, arena *a, const char *key, const char *text,
                     const char *why)
{
    s->left_out =
        arena_grow(a, s->left_out, s->n_left_out, &s->cap_left_out, sizeof *s->left_out);
    s->left_out[s->n_left_out++] = (scene_left_out){ key, text, why };
}

scene scene_copy(const scene *s)
{
    /* Full arrays: the first that is added to the copy moves them. */
    scene copy = *s;
    for (int i = 0; i < SCENE_LAYERS; i++) {
        copy.layers[i].cap_features = copy.layers[i].n_features;
        copy.layers[i].cap_texts = copy.layers[i].n_texts;
        copy.layers[i].cap_images = copy.layers[i].n_images;
    }
    copy.cap_markers = copy.n_markers;
    copy.cap_left_out = copy.n_left_out;
    return copy;
}

static void dump_number(buf *out, double v)
{
    buf_add_byte(out, ' ');
    num_write_fixed(out, v, 1);
}

static void dump_feature(const scene_feature *f, buf *out)
{
    static const char *const kinds[] = { "point", "line", "area" };
    buf_addf(out, "  %s %s '%s' fill %08x stroke %08x", kinds[f->kind],
             *f->source ? f->source : "-", f->key, f->paint.fill, f->paint.stroke);
    dump_number(out, f->paint.width);
    dump_number(out, f->fade);
    buf_addf(out, " parts %d points %d", f->path.n_parts, f->path.n_points);
    for (int i = 0; i < f->path.n_points && i < 3; i++) {
        dump_number(out, f->path.points[i].x);
        dump_number(out, f->path.points[i].y);
    }
    buf_add_byte(out, '\n');
}

static void dump_text(const scene_text *t, buf *out)
{
    buf_addf(out, "  text '%s' key '%s' role %s", t->text, t->key,
             style_role_name(t->role));
    dump_number(out, t->font.size_px);
    buf_add_text(out, " box");
    dump_number(out, t->box.x0);
    dump_number(out, t->box.y0);
    dump_number(out, t->box.x1);
    dump_number(out, t->box.y1);
    buf_addf(out, " color %08x\n", t->color);
}

void scene_dump(const scene *s, buf *out)
{
    buf_add_text(out, "scene");
    dump_number(out, s->width_px);
    dump_number(out, s->height_px);
    buf_add_byte(out, '\n');
    for (int i = 0; i < SCENE_LAYERS; i++) {
        const scene_layer *l = &s->layers[i];
        if (!l->n_features && !l->n_texts)
            continue;
        buf_addf(out, "layer %s\n", scene_layer_name((scene_layer_id)i));
        for (size_t k = 0; k < l->n_features; k++)
            dump_feature(&l->features[k], out);
        for (size_t k = 0; k < l->n_texts; k++)
            dump_text(&l->texts[k], out);
    }
    for (size_t i = 0; i < s->n_left_out; i++)
        buf_addf(out, "left out '%s' %s\n", s->left_out[i].text, s->left_out[i].why);
}
