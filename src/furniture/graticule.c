#include "furniture/furniture.h"

#include "scene/block.h"

#include <math.h>

/* Minutes of arc between two lines; the first that leaves no more than MOST_LINES on
   the longer way across the map. */
static const double steps_min[] = { 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600 };
enum { MOST_LINES = 7 };

typedef struct net {
    const scene_input *in;
    arena *a;
    scene_page *p;
    double step; /* minutes */
} net;

static double step_for(const geo_view *v)
{
    double lat = (v->box.south + v->box.north) / 2;
    double span = fmax(geo_box_width(v->box) * fmax(0.2, cos(lat * 0.017453292519943295)),
                       v->box.north - v->box.south);
    size_t i = 0;
    while (i + 1 < sizeof steps_min / sizeof *steps_min &&
           span * 60 / steps_min[i] > MOST_LINES)
        i++;
    return steps_min[i];
}

/* "44°", "44°30'" with what the language says for north or east. */
static const char *degree_text(const net *n, double minutes, bool meridian)
{
    double whole = floor(fabs(minutes) / 60 + 1e-9), rest = fabs(minutes) - whole * 60;
    const char *number = rest > 0.5 ? str_print(n->a, "%.0f°%02.0f′", whole, rest)
                                    : str_print(n->a, "%.0f°", whole);
    if (fabs(minutes) < 0.5 || fabs(minutes) > 180 * 60 - 0.5)
        return number;
    style_word word = meridian ? minutes < 0 ? WORD_LONGITUDE_WEST : WORD_LONGITUDE_EAST
                      : minutes < 0 ? WORD_LATITUDE_SOUTH
                                    : WORD_LATITUDE_NORTH;
    return style_say(n->in->words, word, n->a, "a", number, NULL);
}

/* A line of one longitude or one latitude, on the page, inside the frame. */
static geo_path curve(const net *n, double minutes, bool meridian)
{
    enum { STEPS = 96 };
    const geo_view *v = &n->p->scene.view;
    geo_box b = v->box;
    double width = geo_box_width(b);
    geo_path line = scene_path(n->a, STEPS + 1);
    for (int i = 0; i <= STEPS; i++) {
        double t = (double)i / STEPS;
        geo_lonlat at =
            meridian ? (geo_lonlat){ minutes / 60, b.south + t * (b.north - b.south) }
                     : (geo_lonlat){ b.west + t * width, minutes / 60 };
        at.lon = geo_wrap_lon(at.lon);
        if (!geo_view_locate(v, at, &line.points[i]))
            line.points[i] = (geo_xy){ NAN, NAN };
    }
    return geo_clip_lines(&line, v->frame, n->a);
}

/* Inside the frame where a line ends at one of its edges; false where it ends at
   none, as at the edge of the Earth. */
static bool label_box_at(const net *n, const scene_block *b, geo_xy at, geo_rect *out)
{
    geo_rect f = n->p->scene.view.frame;
    double gap = 4 * scene_scale(n->in), x = at.x - b->width / 2,
           y = at.y - b->height / 2;
    if (at.y > f.y1 - 0.6)
        y = f.y1 - b->height - gap;
    else if (at.y < f.y0 + 0.6)
        y = f.y0 + gap;
    else if (at.x < f.x0 + 0.6)
        x = f.x0 + gap;
    else if (at.x > f.x1 - 0.6)
        x = f.x1 - b->width - gap;
    else
        return false;
    *out = (geo_rect){ x, y, x + b->width, y + b->height };
    return x > f.x0 + gap / 2 && out->x1 < f.x1 - gap / 2 && y > f.y0 + gap / 2 &&
           out->y1 < f.y1 - gap / 2;
}

static void add_label(const net *n, geo_xy at, const char *text)
{
    scene_page *p = n->p;
    double k = scene_scale(n->in);
    scene_block b = scene_block_make(n->in, n->a, text,
                                     (scene_block_options){ .role = STYLE_DEGREE });
    geo_rect box;
    if (!label_box_at(n, &b, at, &box))
        return;
    for (size_t i = 0; i < p->n_keep; i++)
        if (furniture_meets(box, p->keep[i], 2 * k))
            return;
    const scene_layer *events = &p->scene.layers[SCENE_EVENTS];
    for (size_t i = 0; i < events->n_features; i++) {
        const scene_feature *e = &events->features[i];
        geo_xy mark = e->path.n_points ? e->path.points[0] : e->home;
        double r = fmax(e->clear, 14 * k);
        geo_rect spot = { mark.x - r, mark.y - r, mark.x + r, mark.y + r };
        if (furniture_meets(box, spot, 0))
            return;
    }
    scene_text *t = scene_add_text(&p->scene, n->a, SCENE_FURNITURE);
    *t = scene_block_at(&b, n->a, box.x0, box.y0);
    t->key = "degree";
    t->anchor = at;
    scene_page_keep(p, box, 3 * k);
}

static void add_curve(const net *n, double minutes, bool meridian)
{
    geo_path line = curve(n, minutes, meridian);
    if (!line.n_parts)
        return;
    geo_thin(&line, 0.5, false);
    scene_feature *f = scene_add_feature(&n->p->scene, n->a, SCENE_LAND);
    f->kind = SCENE_LINE;
    f->class = STYLE_GRATICULE;
    f->path = line;
    f->key = "graticule";
    const char *text = degree_text(n, minutes, meridian);
    for (int i = 0; i < line.n_parts; i++) {
        add_label(n, line.points[line.parts[i]], text);
        add_label(n, line.points[line.parts[i + 1] - 1], text);
    }
}

void furniture_add_graticule(const scene_input *in, arena *a, scene_page *p)
{
    geo_box b = p->scene.view.box;
    net n = { in, a, p, step_for(&p->scene.view) };
    double west = b.west * 60, east = west + geo_box_width(b) * 60;
    int first = (int)ceil(west / n.step), last = (int)floor(east / n.step);
    int around = (int)(360 * 60 / n.step);
    if (last - first >= around)
        last = first + around - 1;
    for (int i = first; i <= last; i++)
        add_curve(&n, geo_wrap_lon(i * n.step / 60) * 60, true);
    first = (int)ceil(b.south * 60 / n.step);
    last = (int)floor(b.north * 60 / n.step);
    for (int i = first; i <= last; i++)
        if (fabs(i * n.step) < 90 * 60 - 1)
            add_curve(&n, i * n.step, false);
}

/* The way that north is at a point of the page, as a unit vector. */
static bool north_at(const geo_view *v, geo_xy at, geo_xy *out)
{
    geo_lonlat p;
    geo_xy q;
    if (!geo_view_unlocate(v, at, &p) ||
        !geo_view_locate(v, geo_toward(p, 0, v->m_per_px / 1000 * 30), &q))
        return false;
    double d = hypot(q.x - at.x, q.y - at.y);
    if (!(d > 1))
        return false;
    *out = (geo_xy){ (q.x - at.x) / d, (q.y - at.y) / d };
    return true;
}

void furniture_add_north(const scene_input *in, const furniture_ground *g, arena *a,
                         scene_page *p)
{
    /* Along the needle and across it, in px. */
    static const double shape[5][2] = {
        { 15, 0 }, { -11, 8 }, { -6, 0 }, { -11, -8 }, { 15, 0 }
    };
    double k = scene_scale(in);
    const char *word = in->words->word[WORD_NORTH];
    scene_block b = scene_block_make(in, a, word && *word ? word : "N",
                                     (scene_block_options){ .role = STYLE_SCALE });
    furniture_wish w = { .width = fmax(30 * k, b.width + 12 * k),
                         .height = 36 * k + b.height,
                         .corner = SCENE_UPPER_LEFT };
    geo_rect box;
    geo_xy up;
    if (!furniture_stand(in, g, a, p, w, "north", &box))
        return;
    geo_xy mid = { (box.x0 + box.x1) / 2, box.y1 - 16 * k };
    if (!north_at(&p->scene.view, mid, &up))
        return;
    scene_feature *f = scene_add_feature(&p->scene, a, SCENE_FURNITURE);
    f->kind = SCENE_AREA;
    f->class = STYLE_SCALE_BAR;
    f->key = "north";
    f->path = scene_path(a, 5);
    for (int i = 0; i < 5; i++) {
        double along = shape[i][0] * k, across = shape[i][1] * k;
        f->path.points[i] = (geo_xy){ mid.x + along * up.x - across * up.y,
                                      mid.y + along * up.y + across * up.x };
    }
    scene_text *t = scene_add_text(&p->scene, a, SCENE_FURNITURE);
    geo_xy tip = { mid.x + 15 * k * up.x, mid.y + 15 * k * up.y };
    double reach = 4 * k + b.height / 2;
    *t = scene_block_at(&b, a, tip.x + reach * up.x - b.width / 2,
                        tip.y + reach * up.y - b.height / 2);
    t->key = "north";
    t->anchor = mid;
}
