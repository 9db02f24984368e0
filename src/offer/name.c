/*
 * Names on a baseline of their own: level, slanting or curved; letterspaced until they
 * fill what they name as far as is good.
 */
#include "offer/offers.h"

#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum { PIECES = 48 };

/* Not hypot, which may differ in the last digit from one C library to the next, and is
   a call. */
static double apart(geo_xy a, geo_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return sqrt(dx * dx + dy * dy);
}

static double path_length(const geo_xy *p, int n)
{
    double sum = 0;
    for (int i = 0; i + 1 < n; i++)
        sum += apart(p[i], p[i + 1]);
    return sum;
}

/* A point so many px along a path, which goes straight on past its ends. */
static geo_xy point_along(const geo_xy *p, int n, double at, geo_xy *dir)
{
    int i = 0;
    for (; i + 2 < n; i++) {
        double d = apart(p[i], p[i + 1]);
        if (at <= d)
            break;
        at -= d;
    }
    double dx = p[i + 1].x - p[i].x, dy = p[i + 1].y - p[i].y, d = apart(p[i], p[i + 1]);
    *dir = d > 0 ? (geo_xy){ dx / d, dy / d } : (geo_xy){ 1, 0 };
    return (geo_xy){ p[i].x + dir->x * at, p[i].y + dir->y * at };
}

/* The part of a path from..to px along it, moved by down px to its right hand side. */
static geo_xy *part_of(const geo_xy *p, int n, double from, double to, double down,
                       int *n_out, arena *a)
{
    geo_xy *out = arena_array(a, geo_xy, (size_t)n + 2);
    double at = 0;
    int m = 0;
    geo_xy dir, q = point_along(p, n, from, &dir);
    out[m++] = (geo_xy){ q.x - dir.y * down, q.y + dir.x * down };
    for (int i = 0; i + 2 < n; i++) {
        at += apart(p[i], p[i + 1]);
        if (at <= from + 0.5 || at >= to - 0.5)
            continue;
        double dx = p[i + 2].x - p[i].x, dy = p[i + 2].y - p[i].y,
               d = fmax(1e-9, apart(p[i], p[i + 2]));
        out[m++] = (geo_xy){ p[i + 1].x - dy / d * down, p[i + 1].y + dx / d * down };
    }
    q = point_along(p, n, to, &dir);
    out[m++] = (geo_xy){ q.x - dir.y * down, q.y + dir.x * down };
    *n_out = m;
    return out;
}

/* Those of the math library are calls. */
static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static label_box around(label_box a, label_box b)
{
    return (label_box){ least(a.x0, b.x0), least(a.y0, b.y0), most(a.x1, b.x1),
                        most(a.y1, b.y1) };
}

/* What the ink of a text on a path covers, in pieces about as long as it is high. */
static int pieces_of(const geo_xy *path, int n, double width, double y0, double y1,
                     label_box *out)
{
    int count = (int)fmin(PIECES, fmax(1, ceil(width / fmax(4, y1 - y0))));
    label_box last = { 0 };
    for (int i = 0; i <= count; i++) {
        geo_xy dir, p = point_along(path, n, width * i / count, &dir);
        double dx = -dir.y, dy = dir.x;
        label_box cut = { least(p.x + dx * y0, p.x + dx * y1),
                          least(p.y + dy * y0, p.y + dy * y1),
                          most(p.x + dx * y0, p.x + dx * y1),
                          most(p.y + dy * y0, p.y + dy * y1) };
        if (i)
            out[i - 1] = around(last, cut);
        last = cut;
    }
    return count;
}

static bool is_level(const geo_xy *p, int n)
{
    for (int i = 1; i < n; i++)
        if (fabs(p[i].y - p[0].y) > 0.01)
            return false;
    return true;
}

static font_extent measure(const offers *o, const offer *of, double spacing)
{
    font_spec spec = of->blocks[0][0].text.font;
    spec.spacing_em = spacing;
    return font_measure(o->in->font, str_of(of->blocks[0][0].text.text), spec);
}

double offer_spacing(const offers *o, const offer *of, double length, offer_fit fit)
{
    const scene_text *t = &of->blocks[0][0].text;
    double em = t->font.size_px, usual = t->font.spacing_em;
    double gaps = fmax(1, (double)text_count(str_of(t->text)) - 1);
    font_extent e = measure(o, of, usual);
    double spacing = usual + (fit.fill * length - (e.ink_x1 - e.ink_x0)) / (gaps * em);
    if (o->in->words && o->in->words->right_to_left)
        return usual; /* the letters of Arabic script join */
    /* In steps, so that few widths have to be measured. */
    return fmax(floor(fmin(spacing, fit.most_em) * 20) / 20, usual);
}

bool offer_along(offers *o, offer *of, const geo_xy *path, int n, offer_fit fit)
{
    double whole = path_length(path, n), spacing = offer_spacing(o, of, whole, fit);
    font_extent e = measure(o, of, spacing);
    double width = e.ink_x1 - e.ink_x0, slack = whole - width;
    if (width <= 0 || slack < 0)
        return false;
    double from = slack / 2 * (1 + fit.shift), middle = (e.ink_y0 + e.ink_y1) / 2;
    int m;
    geo_xy *base = part_of(path, n, from, from + width, -middle, &m, o->work);
    label_box boxes[PIECES], all = { 1e9, 1e9, -1e9, -1e9 };
    int count = pieces_of(base, m, width, e.ink_y0, e.ink_y1, boxes);
    for (int i = 0; i < count; i++)
        all = around(all, boxes[i]);
    /* The ink begins ink_x0 after the origin of the text. */
    geo_xy dir;
    base[0] = point_along(base, m, -e.ink_x0, &dir);
    label_candidate c = { .box = all, .cost = fit.cost };
    if (!is_level(base, m)) {
        label_box *copy = arena_array(o->work, label_box, (size_t)count);
        memcpy(copy, boxes, (size_t)count * sizeof *copy);
        c.boxes = copy;
        c.n_boxes = count;
    }
    int at = offer_candidate(o, of, c, 0);
    offer_name *name = arena_new(o->work, offer_name);
    *name = (offer_name){ base, m, spacing };
    of->name[at] = name;
    return true;
}

scene_text offer_name_text(const offers *o, const offer *of, int candidate)
{
    const offer_name *name = of->name[candidate];
    const label_candidate *c = &of->candidates[candidate];
    scene_text t = of->blocks[0][0].text;
    font_extent e = measure(o, of, name->spacing_em);
    t.font.spacing_em = name->spacing_em;
    t.lines = arena_array(o->a, scene_line, 1);
    t.n_lines = 1;
    t.lines[0] = (scene_line){ t.text, name->path[0].x, name->path[0].y, e.width, e };
    t.box = (geo_rect){ c->box.x0, c->box.y0, c->box.x1, c->box.y1 };
    if (c->n_boxes) {
        geo_rect *boxes = arena_array(o->a, geo_rect, (size_t)c->n_boxes);
        for (int i = 0; i < c->n_boxes; i++)
            boxes[i] = (geo_rect){ c->boxes[i].x0, c->boxes[i].y0, c->boxes[i].x1,
                                   c->boxes[i].y1 };
        geo_xy *path = arena_array(o->a, geo_xy, (size_t)name->n_path);
        memcpy(path, name->path, (size_t)name->n_path * sizeof *path);
        t.path = path;
        t.n_path = name->n_path;
        t.boxes = boxes;
        t.n_boxes = c->n_boxes;
    }
    return t;
}
