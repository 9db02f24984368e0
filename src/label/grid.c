#include "label/grid.h"

#include <math.h>

static label_box bounds(const label_box *boxes, size_t n)
{
    label_box all = boxes[0];
    for (size_t i = 1; i < n; i++) {
        all.x0 = label_min(all.x0, boxes[i].x0);
        all.y0 = label_min(all.y0, boxes[i].y0);
        all.x1 = label_max(all.x1, boxes[i].x1);
        all.y1 = label_max(all.y1, boxes[i].y1);
    }
    return all;
}

label_frame label_frame_for(const label_box *boxes, size_t n, double gap)
{
    if (n == 0)
        return (label_frame){ .columns = 1, .rows = 1 };
    double w = 0, h = 0, area = 0, m = (double)n;
    for (size_t i = 0; i < n; i++) {
        double bw = boxes[i].x1 - boxes[i].x0 + gap, bh = boxes[i].y1 - boxes[i].y0 + gap;
        w += bw / m;
        h += bh / m;
        area += bw * bh / m;
    }
    label_box all = bounds(boxes, n);
    double width = all.x1 - all.x0, height = all.y1 - all.y0;
    /* One pixel keeps points from making cells of no size. A box covers
       (bw / w + 1) (bh / h + 1) cells: over all boxes at most 4 n, once a cell
       is no smaller than the mean box in width, height and area. */
    w = label_max(w, 1);
    h = label_max(h, 1);
    double grow = sqrt(label_max(1, area / (w * h)));
    double most = 4 * m + 16;
    grow = label_max(grow, sqrt((width / w + 1) * (height / h + 1) / most));
    grow = label_max(grow, label_max(width / w, height / h) / most);
    w *= grow;
    h *= grow;
    return (label_frame){ all.x0,
                          all.y0,
                          1 / w,
                          1 / h,
                          (uint32_t)(width / w) + 1,
                          (uint32_t)(height / h) + 1 };
}

static uint32_t cell_of(double at, uint32_t cells)
{
    if (!(at > 0))
        return 0;
    return at < (double)cells ? (uint32_t)at : cells - 1;
}

label_span label_span_of(const label_frame *f, const label_box *box, double gap)
{
    double by = gap * 0.5000001; /* a little more than half, for the rounding */
    return (label_span){ cell_of((box->x0 - by - f->x0) * f->per_x, f->columns),
                         cell_of((box->y0 - by - f->y0) * f->per_y, f->rows),
                         cell_of((box->x1 + by - f->x0) * f->per_x, f->columns),
                         cell_of((box->y1 + by - f->y0) * f->per_y, f->rows) };
}

label_grid label_grid_new(const label_box *boxes, size_t n, double gap, arena *a)
{
    label_grid g = { .frame = label_frame_for(boxes, n, gap) };
    size_t cells = (size_t)g.frame.columns * g.frame.rows;
    g.start = arena_array(a, uint32_t, cells + 2);
    /* Counted two places ahead, so that filling leaves the offsets in place. */
    for (size_t i = 0; i < n; i++) {
        label_span s = label_span_of(&g.frame, &boxes[i], gap);
        for (uint32_t r = s.r0; r <= s.r1; r++)
            for (uint32_t c = s.c0; c <= s.c1; c++)
                g.start[(size_t)r * g.frame.columns + c + 2]++;
    }
    for (size_t i = 2; i <= cells + 1; i++)
        g.start[i] += g.start[i - 1];
    g.item = arena_array(a, uint32_t, g.start[cells + 1]);
    for (size_t i = 0; i < n; i++) {
        label_span s = label_span_of(&g.frame, &boxes[i], gap);
        for (uint32_t r = s.r0; r <= s.r1; r++)
            for (uint32_t c = s.c0; c <= s.c1; c++)
                g.item[g.start[(size_t)r * g.frame.columns + c + 1]++] = (uint32_t)i;
    }
    return g;
}
