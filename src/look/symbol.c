/*
 * Symbols are drawn in a box from -0.5 to 0.5 and then brought to size. Those
 * with upright edges are made of whole device pixels instead: their widths are
 * rounded first, with the same parity, so that they stay symmetrical.
 */
#include "look/shape.h"

#include <math.h>

/* A square looks larger than a circle of its width. */
static const double SQUARE = 0.9;
static const double pi = 3.14159265358979323846;

static void add(shape *s, shape_op op, const geo_xy *points, int n)
{
    if (s->n_ops >= SHAPE_OPS || s->n_points + n > SHAPE_POINTS)
        return;
    s->ops[s->n_ops++] = (unsigned char)op;
    for (int i = 0; i < n; i++)
        s->points[s->n_points++] = points[i];
}

static void move(shape *s, double x, double y)
{
    add(s, SHAPE_MOVE, &(geo_xy){ x, y }, 1);
}

static void line(shape *s, double x, double y)
{
    add(s, SHAPE_LINE, &(geo_xy){ x, y }, 1);
}

static void curve(shape *s, geo_xy a, geo_xy b, geo_xy c)
{
    add(s, SHAPE_CURVE, (geo_xy[]){ a, b, c }, 3);
}

static void shut(shape *s)
{
    add(s, SHAPE_CLOSE, NULL, 0);
}

static void polygon(shape *s, const geo_xy *points, int n)
{
    for (int i = 0; i < n; i++)
        add(s, i ? SHAPE_LINE : SHAPE_MOVE, &points[i], 1);
    shut(s);
}

static void box(shape *s, double x0, double y0, double x1, double y1)
{
    polygon(s, (geo_xy[]){ { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 } }, 4);
}

/* An arc from the current point, in pieces of at most a quarter turn; the
   handle length 4/3 tan(angle/4) is the usual one for a cubic. */
static void arc(shape *s, geo_xy c, double r, double from, double to)
{
    int n = (int)ceil(fabs(to - from) / (pi / 2) - 1e-9);
    double step = (to - from) / (n > 0 ? n : 1);
    double k = 4.0 / 3.0 * tan(step / 4);
    for (int i = 0; i < n; i++) {
        double a = from + i * step, b = a + step;
        geo_xy p = { c.x + r * cos(a), c.y + r * sin(a) };
        geo_xy q = { c.x + r * cos(b), c.y + r * sin(b) };
        curve(s, (geo_xy){ p.x - k * r * sin(a), p.y + k * r * cos(a) },
              (geo_xy){ q.x + k * r * sin(b), q.y - k * r * cos(b) }, q);
    }
}

static void circle(shape *s, geo_xy c, double r)
{
    move(s, c.x + r, c.y);
    arc(s, c, r, 0, 2 * pi);
    shut(s);
}

/* n points of radius outer, with inner ones between them, first one up. */
static void star(shape *s, geo_xy c, int n, double outer, double inner)
{
    geo_xy p[16];
    for (int i = 0; i < 2 * n && i < 16; i++) {
        double a = -pi / 2 + i * pi / n, r = i % 2 ? inner : outer;
        p[i] = (geo_xy){ c.x + r * cos(a), c.y + r * sin(a) };
    }
    polygon(s, p, 2 * n);
}

/* An arrow along x: from its tail to the base of the head to its tip. */
static void arrow(shape *s, double tail, double base, double tip, double stem,
                  double head)
{
    polygon(s,
            (geo_xy[]){ { tail, -stem },
                        { base, -stem },
                        { base, -head },
                        { tip, 0 },
                        { base, head },
                        { base, stem },
                        { tail, stem } },
            7);
}

/* Two who talk: an open ring that makes room for the disc beside it. Both have
   radius outer; the disc keeps clear of the ring by a gap. */
static void talks(shape *s)
{
    const double outer = 0.31, inner = 0.165, gap = 0.06;
    const geo_xy left = { -0.19, 0 }, right = { 0.19, 0 };
    double d = right.x - left.x, clear = outer + gap;
    /* Where a circle of radius r about left meets the clearing about right. */
    double xo = (d * d + outer * outer - clear * clear) / (2 * d);
    double xi = (d * d + inner * inner - clear * clear) / (2 * d);
    double yo = sqrt(outer * outer - xo * xo), yi = sqrt(inner * inner - xi * xi);
    double ao = atan2(yo, xo), ai = atan2(yi, xi);
    double co = atan2(yo, xo - d), ci = atan2(yi, xi - d);
    move(s, left.x + xo, yo);
    arc(s, left, outer, ao, 2 * pi - ao);
    arc(s, right, clear, 2 * pi - co, 2 * pi - ci);
    arc(s, left, inner, 2 * pi - ai, ai);
    arc(s, right, clear, ci, co);
    shut(s);
    circle(s, right, outer);
}

static void bubble(shape *s)
{
    const double x = 0.5, y0 = -0.46, y1 = 0.24, r = 0.16, q = pi / 2;
    move(s, -x + r, y0);
    line(s, x - r, y0);
    arc(s, (geo_xy){ x - r, y0 + r }, r, -q, 0);
    line(s, x, y1 - r);
    arc(s, (geo_xy){ x - r, y1 - r }, r, 0, q);
    line(s, 0.02, y1);
    line(s, -0.28, 0.5);
    line(s, -0.28, y1);
    line(s, -x + r, y1);
    arc(s, (geo_xy){ -x + r, y1 - r }, r, q, 2 * q);
    line(s, -x, y0 + r);
    arc(s, (geo_xy){ -x + r, y0 + r }, r, 2 * q, 3 * q);
    shut(s);
    /* The two strokes of an opening quotation mark. */
    for (int i = 0; i < 2; i++) {
        double dx = i ? 0.05 : -0.27;
        polygon(s,
                (geo_xy[]){ { dx + 0.1, -0.29 },
                            { dx + 0.24, -0.29 },
                            { dx + 0.17, -0.11 },
                            { dx + 0.17, 0.07 },
                            { dx, 0.07 },
                            { dx, -0.09 } },
                6);
    }
}

/* A receiver, turned by 45 degrees and brought into the box. */
static void phone(shape *s)
{
    const geo_xy p[] = { { -0.58, 0 },     { -0.58, -0.44 }, { 0.58, -0.44 },
                         { 0.58, 0 },      { 0.58, 0.2 },    { 0.25, 0.2 },
                         { 0.25, -0.01 },  { 0.1, -0.09 },   { -0.1, -0.09 },
                         { -0.25, -0.01 }, { -0.25, 0.2 },   { -0.58, 0.2 } };
    const double fit = 0.68595, middle = 0.05108;
    geo_xy q[12];
    for (int i = 0; i < 12; i++)
        q[i] = (geo_xy){ (p[i].x + p[i].y - middle) * fit,
                         (p[i].y - p[i].x - middle) * fit };
    move(s, q[0].x, q[0].y);
    curve(s, q[1], q[2], q[3]);
    line(s, q[4].x, q[4].y);
    line(s, q[5].x, q[5].y);
    line(s, q[6].x, q[6].y);
    curve(s, q[7], q[8], q[9]);
    line(s, q[10].x, q[10].y);
    line(s, q[11].x, q[11].y);
    shut(s);
}

static void saltire(shape *s)
{
    const double h = 0.125 * sqrt(2), e = 0.5 - h / 2;
    polygon(s,
            (geo_xy[]){ { -e - h / 2, -e + h / 2 },
                        { -e + h / 2, -e - h / 2 },
                        { 0, -h },
                        { e - h / 2, -e - h / 2 },
                        { e + h / 2, -e + h / 2 },
                        { h, 0 },
                        { e + h / 2, e - h / 2 },
                        { e - h / 2, e + h / 2 },
                        { 0, h },
                        { -e + h / 2, e + h / 2 },
                        { -e - h / 2, e - h / 2 },
                        { -h, 0 } },
            12);
}

/* A disc with two segments cut out, which leave a ring and a bar across it. */
static void barred(shape *s)
{
    const double r = 0.345, half = 0.075;
    circle(s, (geo_xy){ 0, 0 }, 0.5);
    double a = acos(half / r);
    for (int i = 0; i < 2; i++) {
        double middle = -pi / 4 + i * pi;
        move(s, r * cos(middle - a), r * sin(middle - a));
        arc(s, (geo_xy){ 0, 0 }, r, middle - a, middle + a);
        shut(s);
    }
}

/* A length in whole device pixels, at least one, and odd exactly when like is. */
static double whole(double length, double like)
{
    double n = fmax(1, floor(length + 0.5));
    if (fmod(n, 2) == fmod(like, 2))
        return n;
    return n > length || n + 1 > like ? fmax(n - 1, fmod(like, 2) != 0 ? 1 : 2) : n + 1;
}

/* Half the thickness of arms that are a share of width n. */
static double arm(double n, double part, bool fit)
{
    return (fit ? whole(n * part, n) : n * part) / 2;
}

/* h and t are half the width and half the thickness. */
static void plus_sign(shape *s, double h, double t)
{
    polygon(s,
            (geo_xy[]){ { -t, -h },
                        { t, -h },
                        { t, -t },
                        { h, -t },
                        { h, t },
                        { t, t },
                        { t, h },
                        { -t, h },
                        { -t, t },
                        { -h, t },
                        { -h, -t },
                        { -t, -t } },
            12);
}

/* A square with four panes; t is half the thickness of the bars between. */
static void grid_sign(shape *s, double h, double rim, double t)
{
    box(s, -h, -h, h, h);
    for (int i = 0; i < 4; i++) {
        double x = i % 2 ? t : -h + rim, y = i / 2 ? t : -h + rim;
        box(s, x, y, x + h - rim - t, y + h - rim - t);
    }
}

/* Symbols of upright edges, in device pixels about the center; n is their width,
   whole when they are to be fitted. */
static void upright(style_symbol symbol, double n, bool fit, shape *s)
{
    double h = n / 2, rim = n * (symbol == STYLE_GRID ? 0.16 : 0.21);
    if (fit)
        rim = fmax(1, floor(rim + 0.5));
    switch (symbol) {
    case STYLE_BAR:
        box(s, -h, -arm(n, 0.36, fit), h, arm(n, 0.36, fit));
        break;
    case STYLE_PLUS:
        plus_sign(s, h, arm(n, 0.34, fit));
        break;
    case STYLE_GRID:
        grid_sign(s, h, rim, arm(n, 0.16, fit));
        break;
    case STYLE_SQUARE_RING:
        box(s, -h, -h, h, h);
        box(s, -h + rim, -h + rim, h - rim, h - rim);
        break;
    default:
        box(s, -h, -h, h, h);
        break;
    }
}

static bool is_upright(style_symbol symbol)
{
    return symbol == STYLE_BAR || symbol == STYLE_PLUS || symbol == STYLE_GRID ||
           symbol == STYLE_SQUARE || symbol == STYLE_SQUARE_RING;
}

static void diamond(shape *s, double r)
{
    polygon(s, (geo_xy[]){ { 0, -r }, { r, 0 }, { 0, r }, { -r, 0 } }, 4);
}

/* With a swallowtail, so that it is no square on a stick. */
static void flag(shape *s)
{
    polygon(s,
            (geo_xy[]){ { -0.42, -0.5 },
                        { 0.5, -0.5 },
                        { 0.28, -0.19 },
                        { 0.5, 0.12 },
                        { -0.26, 0.12 },
                        { -0.26, 0.5 },
                        { -0.42, 0.5 } },
            7);
}

static void check_sign(shape *s)
{
    polygon(s,
            (geo_xy[]){ { -0.5, 0.04 },
                        { -0.31, -0.15 },
                        { -0.12, 0.05 },
                        { 0.31, -0.42 },
                        { 0.5, -0.24 },
                        { -0.12, 0.43 } },
            6);
}

/* Figures of several strokes. */
static void drawn(style_symbol symbol, shape *s)
{
    switch (symbol) {
    case STYLE_ARROW_IN:
        box(s, 0.33, -0.44, 0.5, 0.44);
        arrow(s, -0.5, -0.12, 0.26, 0.1, 0.36);
        break;
    case STYLE_ARROW_OUT:
        box(s, 0.33, -0.44, 0.5, 0.44);
        arrow(s, 0.26, -0.12, -0.5, 0.1, 0.36);
        break;
    case STYLE_RING:
        talks(s);
        break;
    case STYLE_QUOTE:
        bubble(s);
        break;
    case STYLE_PHONE:
        phone(s);
        break;
    case STYLE_CROSS:
        saltire(s);
        break;
    case STYLE_BARRED:
        barred(s);
        break;
    case STYLE_FLAG:
        flag(s);
        break;
    case STYLE_CHECK:
        check_sign(s);
        break;
    default:
        circle(s, (geo_xy){ 0, 0 }, 0.5);
        break;
    }
}

static void slanted(style_symbol symbol, shape *s)
{
    switch (symbol) {
    case STYLE_TRIANGLE:
        polygon(s, (geo_xy[]){ { 0, -0.5 }, { 0.5, 0.4 }, { -0.5, 0.4 } }, 3);
        break;
    case STYLE_TRIANGLE_DOWN:
        polygon(s, (geo_xy[]){ { 0, 0.5 }, { -0.5, -0.4 }, { 0.5, -0.4 } }, 3);
        break;
    case STYLE_STAR4:
        star(s, (geo_xy){ 0, 0 }, 4, 0.5, 0.22);
        break;
    case STYLE_STAR5:
        star(s, (geo_xy){ 0, 0.05 }, 5, 0.525, 0.225);
        break;
    case STYLE_BURST:
        star(s, (geo_xy){ 0, 0 }, 8, 0.5, 0.28);
        break;
    case STYLE_DIAMOND:
        diamond(s, 0.5);
        break;
    case STYLE_DIAMOND_RING:
        diamond(s, 0.5);
        diamond(s, 0.24);
        break;
    case STYLE_ARROW:
        arrow(s, -0.5, 0.02, 0.5, 0.13, 0.42);
        break;
    case STYLE_DOT:
        circle(s, (geo_xy){ 0, 0 }, 0.29);
        break;
    default:
        drawn(symbol, s);
        break;
    }
}

void symbol_outline(style_symbol symbol, geo_xy at, double size, double grid, shape *out)
{
    out->n_ops = out->n_points = 0;
    double unit = size;
    if (is_upright(symbol)) {
        bool fit = grid > 0;
        bool heavy = symbol == STYLE_SQUARE || symbol == STYLE_GRID;
        double wide = heavy ? size * SQUARE : size;
        double n = fit ? fmax(1, floor(wide / grid + 0.5)) : wide;
        unit = fit ? grid : 1;
        upright(symbol, n, fit, out);
        if (fit) {
            double half = fmod(n, 2) != 0 ? 0.5 : 0;
            at.x = (floor(at.x / grid - half + 0.5) + half) * grid;
            at.y = (floor(at.y / grid - half + 0.5) + half) * grid;
        }
    } else {
        slanted(symbol, out);
        if (symbol == STYLE_TRIANGLE && grid > 0)
            at.y = floor((at.y + 0.4 * size) / grid + 0.5) * grid - 0.4 * size;
    }
    for (int i = 0; i < out->n_points; i++) {
        out->points[i].x = at.x + out->points[i].x * unit;
        out->points[i].y = at.y + out->points[i].y * unit;
    }
}
