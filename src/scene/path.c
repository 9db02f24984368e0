#include "scene/path.h"

#include <math.h>

geo_path scene_page_path(const scene *s, const geo_lonlat *points, const int *parts,
                         int n_parts, bool area, arena *a)
{
    arena scratch = { 0 };
    int n = n_parts ? parts[n_parts] : 0;
    geo_path path = { .points = arena_array(&scratch, geo_xy, (size_t)n + 1),
                      .parts = arena_array(&scratch, int, (size_t)n_parts + 1),
                      .n_points = n,
                      .n_parts = n_parts };
    for (int i = 0; i <= n_parts && n_parts; i++)
        path.parts[i] = parts[i];
    for (int i = 0; i < n; i++) {
        geo_lonlat p = { geo_wrap_lon(points[i].lon), points[i].lat };
        if (!geo_view_locate(&s->view, p, &path.points[i]))
            path.points[i] = (geo_xy){ NAN, NAN };
    }
    geo_path cut = area ? geo_clip_rings(&path, s->view.frame, &scratch)
                        : geo_clip_lines(&path, s->view.frame, &scratch);
    geo_thin(&cut, 0.35, area);
    cut = geo_path_copy(&cut, a);
    arena_clear(&scratch);
    return cut;
}

geo_path scene_circle(const scene *s, geo_lonlat at, double km, arena *a)
{
    enum { STEPS = 72 };
    static const int parts[] = { 0, STEPS + 1 };
    geo_lonlat ring[STEPS + 1];
    for (int i = 0; i <= STEPS; i++)
        ring[i] = geo_toward(at, 360.0 * (i % STEPS) / STEPS, km);
    return scene_page_path(s, ring, parts, 1, true, a);
}
