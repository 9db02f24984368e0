/*
 * What is under the labels. Lines go into an index of segments with a cost each; land
 * and water into a raster of coarse cells, summed up, so that the part of any box that
 * is water costs four look-ups.
 */
#include "offer/ground.h"

#include "label/lines.h"

#include <math.h>
#include <string.h>

static const double CELL_PX = 4;

struct offer_ground {
    const label_lines *lines;
    double x0, y0, cell; /* px */
    int columns, rows;
    uint32_t *sums; /* (columns + 1) x (rows + 1): water above and left of here */
    bool any_water;
};

/* What a line under one line of text costs, as a part of a border's. */
static double line_cost(const scene_feature *f)
{
    if (f->kind != SCENE_LINE || f->paint.width <= 0)
        return 0;
    switch (f->class) {
    case STYLE_BORDER:
    case STYLE_BORDER_DISPUTED:
    case STYLE_BORDER_CONTACT:
    case STYLE_BORDER_BREAKAWAY:
        return 1;
    case STYLE_RIVER:
    case STYLE_ROAD:
    case STYLE_BORDER_FORMER:
        return 0.6;
    case STYLE_CORRIDOR:
    case STYLE_MOVEMENT:
    case STYLE_AREA:
        return 1.2;
    case STYLE_ADMIN1:
        return 0.25;
    default:
        return 0;
    }
}

static size_t add_segments(const scene_feature *f, label_segment *out)
{
    double cost = line_cost(f);
    size_t n = 0;
    for (int part = 0; cost > 0 && part < f->path.n_parts; part++)
        for (int i = f->path.parts[part]; i + 1 < f->path.parts[part + 1]; i++, n++) {
            geo_xy p = f->path.points[i], q = f->path.points[i + 1];
            if (out)
                out[n] = (label_segment){ { p.x, p.y }, { q.x, q.y }, cost };
        }
    return n;
}

static const label_lines *index_lines(const scene *s, arena *work)
{
    static const scene_layer_id layers[] = { SCENE_BORDERS, SCENE_BORDERS_DISPUTED,
                                             SCENE_RIVERS,  SCENE_ROADS,
                                             SCENE_ARROWS,  SCENE_AREAS };
    enum { LAYERS = sizeof layers / sizeof *layers };
    size_t count = 0, n = 0;
    for (int i = 0; i < LAYERS; i++)
        for (size_t k = 0; k < s->layers[layers[i]].n_features; k++)
            count += add_segments(&s->layers[layers[i]].features[k], NULL);
    label_segment *all = arena_array(work, label_segment, count + 1);
    for (int i = 0; i < LAYERS; i++)
        for (size_t k = 0; k < s->layers[layers[i]].n_features; k++)
            n += add_segments(&s->layers[layers[i]].features[k], all + n);
    return label_lines_new(all, n, work);
}

/* Every cell whose middle lies right of the edge changes sides. */
static void toggle_edge(const offer_ground *g, unsigned char *cells, geo_xy p, geo_xy q)
{
    if (p.y > q.y) {
        geo_xy t = p;
        p = q;
        q = t;
    }
    double first = ceil((p.y - g->y0) / g->cell - 0.5);
    double last = ceil((q.y - g->y0) / g->cell - 0.5) - 1;
    int r0 = (int)fmax(0, first), r1 = (int)fmin(g->rows - 1, last);
    for (int r = r0; r <= r1; r++) {
        double y = g->y0 + (r + 0.5) * g->cell;
        double x = p.x + (q.x - p.x) * (y - p.y) / (q.y - p.y);
        double c = fmax(0, ceil((x - g->x0) / g->cell - 0.5));
        if (c < g->columns)
            cells[(size_t)r * (size_t)g->columns + (size_t)c] ^= 1;
    }
}

/* Cells inside the rings of an area become value. */
static void fill_area(const offer_ground *g, const geo_path *area, unsigned char *cells,
                      unsigned char *edges, unsigned char value)
{
    memset(edges, 0, (size_t)g->columns * (size_t)g->rows);
    for (int part = 0; part < area->n_parts; part++)
        for (int i = area->parts[part]; i + 1 < area->parts[part + 1]; i++)
            toggle_edge(g, edges, area->points[i], area->points[i + 1]);
    for (int r = 0; r < g->rows; r++) {
        unsigned char in = 0;
        size_t at = (size_t)r * (size_t)g->columns;
        for (int c = 0; c < g->columns; c++, at++) {
            in ^= edges[at];
            if (in)
                cells[at] = value;
        }
    }
}

static void sum_up(offer_ground *g, const unsigned char *dry)
{
    size_t wide = (size_t)g->columns + 1;
    for (int r = 0; r < g->rows; r++) {
        uint32_t row = 0;
        for (int c = 0; c < g->columns; c++) {
            row += !dry[(size_t)r * (size_t)g->columns + (size_t)c];
            size_t at = ((size_t)r + 1) * wide + (size_t)c + 1;
            g->sums[at] = g->sums[at - wide] + row;
        }
    }
    g->any_water = g->sums[wide * ((size_t)g->rows + 1) - 1] > 0;
}

offer_ground *offer_ground_new(const scene *s, double k, arena *work)
{
    offer_ground *g = arena_new(work, offer_ground);
    geo_rect f = s->view.frame;
    g->lines = index_lines(s, work);
    g->x0 = f.x0;
    g->y0 = f.y0;
    g->cell = fmax(CELL_PX * k, fmax(f.x1 - f.x0, f.y1 - f.y0) / 2000);
    g->columns = (int)ceil((f.x1 - f.x0) / g->cell) + 1;
    g->rows = (int)ceil((f.y1 - f.y0) / g->cell) + 1;
    size_t cells = (size_t)g->columns * (size_t)g->rows;
    g->sums =
        arena_array(work, uint32_t, ((size_t)g->columns + 1) * ((size_t)g->rows + 1));
    arena scratch = { 0 };
    unsigned char *dry = arena_array(&scratch, unsigned char, cells);
    unsigned char *edges = arena_array(&scratch, unsigned char, cells);
    const scene_layer *land = &s->layers[SCENE_LAND];
    for (size_t i = 0; i < land->n_features; i++)
        if (land->features[i].kind == SCENE_AREA && land->features[i].class == STYLE_LAND)
            fill_area(g, &land->features[i].path, dry, edges, 1);
    const scene_layer *water = &s->layers[SCENE_RIVERS];
    for (size_t i = 0; i < water->n_features; i++)
        if (water->features[i].kind == SCENE_AREA)
            fill_area(g, &water->features[i].path, dry, edges, 0);
    sum_up(g, dry);
    arena_clear(&scratch);
    return g;
}

static int cell_at(double v, int cells)
{
    return v <= 0 ? 0 : v >= cells ? cells : (int)v;
}

double offer_water(const offer_ground *g, const label_box *box)
{
    if (!g->any_water)
        return 0;
    int c0 = cell_at((box->x0 - g->x0) / g->cell + 0.5, g->columns - 1);
    int r0 = cell_at((box->y0 - g->y0) / g->cell + 0.5, g->rows - 1);
    int c1 = cell_at((box->x1 - g->x0) / g->cell + 0.5, g->columns);
    int r1 = cell_at((box->y1 - g->y0) / g->cell + 0.5, g->rows);
    c1 = c1 > c0 ? c1 : c0 + 1;
    r1 = r1 > r0 ? r1 : r0 + 1;
    size_t wide = (size_t)g->columns + 1;
    const uint32_t *top = g->sums + (size_t)r0 * wide,
                   *bottom = g->sums + (size_t)r1 * wide;
    uint32_t wet = bottom[c1] + top[c0] - bottom[c0] - top[c1];
    return (double)wet / ((double)(c1 - c0) * (r1 - r0));
}

double offer_crossings(const offer_ground *g, const label_box *box, double em,
                       bool on_water)
{
    double sum = label_lines_cost(g->lines, box) / em;
    double wet = on_water ? 0 : offer_water(g, box);
    return sum + 6 * wet * (1 - wet);
}
