/* What a caller may write for a projection: a name, a PROJ string, a code. What is
   taken for one projects points to numbers or to none, and back. */
#include "geo/project.h"
#include "geo/view.h"

#include "base/str.h"

#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool so)
{
    if (!so)
        abort();
}

static void check_view(const geo_projector *p, geo_box box)
{
    geo_view v;
    geo_lonlat at;
    geo_rect frame = { 0, 0, 400, 300 };
    if (geo_view_fit(p, box, frame, 10, &v, NULL))
        return;
    must(v.m_per_px > 0 && v.box.south <= v.box.north);
    if (geo_view_unlocate(&v, (geo_xy){ 200, 150 }, &at))
        must(at.lon >= -180 && at.lon < 180);
    must(geo_view_km_per_px(&v, (geo_xy){ 200, 150 }) >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const geo_box boxes[] = { { 40, 38, 51, 43 },
                                     { 170, -30, -170, 10 },
                                     { -180, -90, 180, 90 } };
    arena a = { 0 };
    if (size > 300)
        return 0;
    const char *text = str_copy(&a, (str){ (const char *)data, size });
    for (int i = 0; i < 3; i++) {
        geo_projector *p;
        dateline_error err = { 0 };
        if (geo_projector_open(text, boxes[i], &p, &err)) {
            must(!p && err.status && *err.message);
            continue;
        }
        geo_xy points[] = {
            { 45, 40 }, { 180, 90 }, { -180, -90 }, { 0, 0 }, { 1e30, 7 }
        };
        geo_project(p, points, 5);
        for (int k = 0; k < 5; k++)
            must(isfinite(points[k].x) == isfinite(points[k].y));
        double meridian;
        geo_projector_cut(p, &meridian);
        must(meridian >= -180 && meridian < 180);
        check_view(p, boxes[i]);
        geo_projector_close(p);
    }
    arena_clear(&a);
    return 0;
}
