#include "look/look.h"

#include "look/along.h"

#include <math.h>

enum { CRISP_POINTS = 12 };

bool look_meets(geo_rect a, geo_rect b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

geo_rect look_text_box(const scene_text *t)
{
    if (along_is(t))
        return along_box(t);
    geo_rect box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double grow = fmax(t->halo_px, 0) + 1;
    for (int i = 0; i < t->n_lines; i++) {
        const scene_line *l = &t->lines[i];
        box.x0 = fmin(box.x0, l->x + l->extent.ink_x0 - grow);
        box.y0 = fmin(box.y0, l->y + l->extent.ink_y0 - grow);
        box.x1 = fmax(box.x1, l->x + l->extent.ink_x1 + grow);
        box.y1 = fmax(box.y1, l->y + l->extent.ink_y1 + grow);
    }
    return box;
}

static bool upright(const geo_path *path)
{
    if (path->n_points > CRISP_POINTS)
        return false;
    for (int r = 0; r < path->n_parts; r++)
        for (int i = path->parts[r] + 1; i < path->parts[r + 1]; i++)
            if (path->points[i].x != path->points[i - 1].x &&
                path->points[i].y != path->points[i - 1].y)
                return false;
    return true;
}

geo_path look_crisp(const geo_path *path, const style_paint *paint, double grid, arena *a)
{
    if (!(grid > 0) || !upright(path))
        return *path;
    bool odd = paint->stroke && fmod(floor(paint->width / grid + 0.5), 2) != 0;
    double half = odd ? 0.5 : 0;
    geo_path out = *path;
    out.points = arena_array(a, geo_xy, (size_t)path->n_points);
    for (int i = 0; i < path->n_points; i++) {
        out.points[i].x = (floor(path->points[i].x / grid - half + 0.5) + half) * grid;
        out.points[i].y = (floor(path->points[i].y / grid - half + 0.5) + half) * grid;
    }
    return out;
}

void look_marker_shape(const scene_feature *x, double grid, shape *out)
{
    const style_paint *paint = &x->paint;
    double stroke = look_strokes(paint) ? paint->width : 0;
    double size = paint->size - (paint->fill ? 2 * stroke : stroke);
    style_symbol symbol = paint->symbol;
    /* The stroke is the ring then. */
    if (symbol == STYLE_SQUARE_RING && stroke > 0)
        symbol = STYLE_SQUARE;
    out->n_ops = out->n_points = 0;
    if (x->path.n_points > 0 && size > 0)
        symbol_outline(symbol, x->path.points[0], size, grid, out);
}

bool look_strokes(const style_paint *p)
{
    return p->stroke && p->width > 0;
}

bool look_hatches(const scene_feature *x)
{
    return x->kind == SCENE_AREA && x->paint.hatch && x->paint.hatch_width > 0;
}

bool look_shows(const scene_feature *x)
{
    const style_paint *p = &x->paint;
    bool inked = look_strokes(p) || (x->kind != SCENE_LINE && p->fill) || look_hatches(x);
    bool sized = x->kind != SCENE_POINT || (p->size > 0 && x->path.n_points > 0);
    return p->opacity > 0 && inked && sized;
}

int look_dashes(const style_paint *p)
{
    double sum = 0;
    for (int i = 0; i < 4; i++)
        sum += fmax((double)p->dash[i], 0);
    if (!(sum > 0) || !isfinite(sum))
        return 0;
    return p->dash[2] + p->dash[3] > 0 ? 4 : 2;
}

int look_pieces(const scene_feature *x)
{
    const style_paint *p = &x->paint;
    return (x->kind != SCENE_LINE && p->fill) + look_strokes(p) + look_hatches(x);
}
