#include "furniture/furniture.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 48, ROWS = 36 };

/* What it costs to hide a cell of the frame that shows such a thing: a town is
   missed more than empty land, land more than sea. */
static const double LAND = 0.02, WASH = 0.25, LINE = 0.12, BORDER = 0.03;
/* An event needs room for its label, too: px around its marker. */
static const double LABEL_ROOM = 110;

struct furniture_ground {
    geo_rect frame;
    double k;
    double sums[ROWS + 1][COLUMNS + 1]; /* of all cells above and to the left */
    geo_xy *events;
    size_t n_events;
};

bool furniture_meets(geo_rect a, geo_rect b, double gap)
{
    return a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap &&
           b.y0 < a.y1 + gap;
}

typedef struct grid {
    geo_rect frame;
    double cells[ROWS][COLUMNS];
} grid;

static bool cell_of(const grid *g, geo_xy p, int *row, int *column)
{
    geo_rect f = g->frame;
    if (!(p.x >= f.x0 && p.x < f.x1 && p.y >= f.y0 && p.y < f.y1))
        return false;
    *row = (int)((p.y - f.y0) / (f.y1 - f.y0) * ROWS);
    *column = (int)((p.x - f.x0) / (f.x1 - f.x0) * COLUMNS);
    return true;
}

static void add_point(grid *g, geo_xy p, double weight)
{
    int row, column;
    if (cell_of(g, p, &row, &column))
        g->cells[row][column] += weight;
}

/* Where an edge passes the middles of rows, the cells to its right change sides. */
static void flip(const grid *g, geo_xy p, geo_xy q, bool flips[ROWS][COLUMNS])
{
    double h = (g->frame.y1 - g->frame.y0) / ROWS,
           w = (g->frame.x1 - g->frame.x0) / COLUMNS;
    double y0 = (fmin(p.y, q.y) - g->frame.y0) / h - 0.5;
    double y1 = (fmax(p.y, q.y) - g->frame.y0) / h - 0.5;
    for (int row = (int)fmax(0, ceil(y0)); row < ROWS && row < y1; row++) {
        double y = g->frame.y0 + (row + 0.5) * h;
        double x = p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x);
        double first = ceil((x - g->frame.x0) / w - 0.5);
        if (first < COLUMNS)
            flips[row][first > 0 ? (int)first : 0] ^= true;
    }
}

static void add_area(grid *g, const geo_path *path, double weight)
{
    bool flips[ROWS][COLUMNS] = { 0 };
    for (int part = 0; part < path->n_parts; part++)
        for (int i = path->parts[part]; i + 1 < path->parts[part + 1]; i++)
            flip(g, path->points[i], path->points[i + 1], flips);
    for (int row = 0; row < ROWS; row++) {
        bool inside = false;
        for (int column = 0; column < COLUMNS; column++) {
            inside ^= flips[row][column];
            g->cells[row][column] += inside ? weight : 0;
        }
    }
}

static double settlement_weight(style_class class)
{
    return class == STYLE_CAPITAL_MARK                            ? 6
           : class == STYLE_SEAT_MARK || class == STYLE_CITY_MARK ? 1.6
                                                                  : 0.4;
}

static void add_layer(grid *g, const scene_layer *l, scene_layer_id id)
{
    double weight = id == SCENE_LAND                                      ? LAND
                    : id == SCENE_BORDERS || id == SCENE_BORDERS_DISPUTED ? BORDER
                    : id == SCENE_HATCHING                                ? LINE
                    : id == SCENE_ROADS || id == SCENE_ARROWS             ? LINE
                                                                          : WASH;
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->kind == SCENE_POINT)
            add_point(g, f->path.points[0], settlement_weight(f->class));
        else if (f->kind == SCENE_AREA)
            add_area(g, &f->path, weight);
        for (int k = 0; f->kind == SCENE_LINE && id != SCENE_LAND && k < f->path.n_points;
             k++)
            add_point(g, f->path.points[k], weight);
    }
}

static void sum_up(furniture_ground *to, const grid *g)
{
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            to->sums[row + 1][column + 1] =
                g->cells[row][column] + to->sums[row][column + 1] +
                to->sums[row + 1][column] - to->sums[row][column];
}

furniture_ground *furniture_survey(const scene_input *in, const scene *s, arena *a)
{
    static const scene_layer_id hidden[] = { SCENE_LAND,
                                             SCENE_AREAS,
                                             SCENE_HATCHING,
                                             SCENE_BORDERS,
                                             SCENE_BORDERS_DISPUTED,
                                             SCENE_ROADS,
                                             SCENE_ARROWS,
                                             SCENE_LABELS_PLACE };
    grid *g = arena_new(a, grid);
    g->frame = s->view.frame;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        add_layer(g, &s->layers[hidden[i]], hidden[i]);
    furniture_ground *to = arena_new(a, furniture_ground);
    *to = (furniture_ground){ .frame = s->view.frame, .k = scene_scale(in) };
    sum_up(to, g);
    const scene_layer *l = &s->layers[SCENE_EVENTS];
    to->events = arena_array(a, geo_xy, l->n_features + 1);
    for (size_t i = 0; i < l->n_features; i++)
        if (l->features[i].kind == SCENE_POINT)
            to->events[to->n_events++] = l->features[i].path.points[0];
    return to;
}

static double sum_in(const furniture_ground *g, geo_rect r)
{
    geo_rect f = g->frame;
    double w = (f.x1 - f.x0) / COLUMNS, h = (f.y1 - f.y0) / ROWS;
    int x0 = (int)fmax(0, floor((r.x0 - f.x0) / w)),
        x1 = (int)fmin(COLUMNS, ceil((r.x1 - f.x0) / w));
    int y0 = (int)fmax(0, floor((r.y0 - f.y0) / h)),
        y1 = (int)fmin(ROWS, ceil((r.y1 - f.y0) / h));
    if (x1 <= x0 || y1 <= y0)
        return 0;
    return g->sums[y1][x1] - g->sums[y0][x1] - g->sums[y1][x0] + g->sums[y0][x0];
}

/* How many markers a box hides, and what it takes from the room of labels. */
static int hidden_events(const furniture_ground *g, geo_rect r, double *crowding)
{
    int n = 0;
    for (size_t i = 0; i < g->n_events; i++) {
        geo_xy p = g->events[i];
        double dx = fmax(0, fmax(r.x0 - p.x, p.x - r.x1));
        double dy = fmax(0, fmax(r.y0 - p.y, p.y - r.y1));
        double d = hypot(dx, dy) / g->k;
        n += d < 17;
        if (d < LABEL_ROOM)
            *crowding += 1.2 * (1 - d / LABEL_ROOM);
    }
    return n;
}

enum { ALONG = 10, PLACES = 4 + 4 * ALONG };

/* The i-th of the places along the edges, of the room for upper left corners. */
static geo_xy edge_place(geo_rect room, int i, double *penalty)
{
    double t = (double)(i % ALONG + 1) / (ALONG + 1);
    geo_xy at = { room.x0 + t * (room.x1 - room.x0), room.y0 + t * (room.y1 - room.y0) };
    *penalty = 3.5 + 2 * fmin(t, 1 - t);
    switch (i / ALONG) {
    case 0:
        return (geo_xy){ room.x0, at.y };
    case 1:
        return (geo_xy){ room.x1, at.y };
    case 2:
        return (geo_xy){ at.x, room.y1 };
    default:
        return (geo_xy){ at.x, room.y0 };
    }
}

/* The i-th place to try: the corner that is wished for, the others of its row and of
   its column, then along the edges. */
static geo_rect place_at(const furniture_ground *g, const furniture_wish *w, int i,
                         double *penalty)
{
    double pad = 10 * g->k;
    geo_rect room = { g->frame.x0 + pad, g->frame.y0 + pad, g->frame.x1 - pad - w->width,
                      g->frame.y1 - pad - w->height };
    bool right = w->corner == SCENE_UPPER_RIGHT || w->corner == SCENE_LOWER_RIGHT;
    bool lower = w->corner == SCENE_LOWER_RIGHT || w->corner == SCENE_LOWER_LEFT;
    geo_xy at;
    if (i < 4) {
        right ^= i % 2;
        lower ^= i / 2;
        at = (geo_xy){ right ? room.x1 : room.x0, lower ? room.y1 : room.y0 };
        *penalty = (i % 2 ? 0.8 : 0) + (i >= 2 ? 2.4 : 0);
    } else {
        at = edge_place(room, i - 4, penalty);
    }
    return (geo_rect){ at.x, at.y, at.x + w->width, at.y + w->height };
}

static bool is_free(const furniture_ground *g, const scene_page *p, geo_rect r)
{
    if (r.x0 < g->frame.x0 || r.y0 < g->frame.y0 || r.x1 > g->frame.x1 ||
        r.y1 > g->frame.y1)
        return false;
    for (size_t i = 0; i < p->n_keep; i++)
        if (furniture_meets(r, p->keep[i], 6 * g->k))
            return false;
    return true;
}

bool furniture_find(const furniture_ground *g, const scene_page *p, furniture_wish w,
                    geo_rect *out)
{
    double best = INFINITY;
    for (int i = 0; i < (w.only ? 1 : w.corners_only ? 4 : PLACES); i++) {
        double cost = 0;
        geo_rect r = place_at(g, &w, i, &cost);
        if (!is_free(g, p, r))
            continue;
        int hidden = hidden_events(g, r, &cost);
        /* Whatever must be there explains the events, and takes no map from them. */
        if (hidden && (!w.must || 3 * (size_t)hidden > g->n_events))
            continue;
        cost += sum_in(g, r) + 100.0 * hidden;
        if (cost < best) {
            best = cost;
            *out = r;
        }
    }
    return isfinite(best);
}

bool furniture_stand(const scene_input *in, const furniture_ground *g, arena *a,
                     scene_page *p, furniture_wish w, const char *key, geo_rect *out)
{
    if (furniture_find(g, p, w, out)) {
        scene_page_keep(p, *out, 5 * scene_scale(in));
        return true;
    }
    scene_leave_out(&p->scene, a, key, key, "no room on the map that hides no event");
    return false;
}
