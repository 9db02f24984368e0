#include "collect/collector.h"

#include <math.h>

collector collector_start(const scene_input *in, const geo_view *view, arena *a, scene *s)
{
    double grow = in->buffer_px;
    collector c = { .in = in, .view = view, .a = a, .s = s };
    c.tolerance_px = in->tolerance_px > 0 ? in->tolerance_px : 0.35;
    c.frame = (geo_rect){ view->frame.x0 - grow, view->frame.y0 - grow,
                          view->frame.x1 + grow, view->frame.y1 + grow };
    double width = geo_box_width(view->box), height = view->box.north - view->box.south;
    double center = geo_view_middle(view);
    /* What is cut here is cut well outside the frame. */
    double half = fmin(180, width * 0.56), edge;
    /* All around the globe there is one place to cut: where the projection does. A
       point on that meridian could fall on either side, so none is left there: a
       projector's center has four decimals. */
    if (half >= 180 && geo_projector_cut(view->projector, &edge)) {
        center = edge + 180;
        half -= 1e-4;
    }
    c.window = (geo_rect){ center - half, fmax(-90, view->box.south - height * 0.06),
                           center + half, fmin(90, view->box.north + height * 0.06) };
    return c;
}

/* How many points to add between two: a straight line in degrees is a curve in
   most projections, so no segment is left longer than a degree. */
static int steps_between(geo_xy p, geo_xy q)
{
    double d = fmax(fabs(q.x - p.x), fabs(q.y - p.y));
    return d > 1 ? (int)fmin(d, 400) : 0;
}

static void add_steps(geo_path *out, geo_xy p, geo_xy q)
{
    int steps = steps_between(p, q);
    for (int k = 1; k <= steps; k++) {
        double t = (double)k / (steps + 1);
        out->points[out->n_points++] =
            (geo_xy){ p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
    }
}

static geo_path densify(const geo_path *in, arena *a)
{
    int extra = 0;
    for (int i = 0; i + 1 < in->n_points; i++)
        extra += steps_between(in->points[i], in->points[i + 1]);
    if (!extra)
        return *in;
    geo_path out = { .points = arena_array(a, geo_xy, (size_t)(in->n_points + extra)),
                     .parts = arena_array(a, int, (size_t)in->n_parts + 1),
                     .n_parts = in->n_parts };
    for (int part = 0; part < in->n_parts; part++) {
        out.parts[part] = out.n_points;
        for (int i = in->parts[part]; i < in->parts[part + 1]; i++) {
            out.points[out.n_points++] = in->points[i];
            if (i + 1 < in->parts[part + 1])
                add_steps(&out, in->points[i], in->points[i + 1]);
        }
    }
    out.parts[out.n_parts] = out.n_points;
    return out;
}

/* Degrees to clipped, simplified pixels. */
geo_path collector_to_page(const collector *c, geo_path degrees, bool area)
{
    geo_path cut = area ? geo_clip_rings(&degrees, c->window, c->scratch)
                        : geo_clip_lines(&degrees, c->window, c->scratch);
    if (!cut.n_parts)
        return cut;
    geo_path dense = densify(&cut, c->scratch);
    geo_project(c->view->projector, dense.points, (size_t)dense.n_points);
    for (int i = 0; i < dense.n_points; i++)
        dense.points[i] = geo_view_px(c->view, dense.points[i]);
    geo_path page = area ? geo_clip_rings(&dense, c->frame, c->scratch)
                         : geo_clip_lines(&dense, c->frame, c->scratch);
    geo_thin(&page, c->tolerance_px, area);
    return geo_path_copy(&page, c->a);
}
