#include "svg/parts.h"

#include "base/hash.h"
#include "base/num.h"
#include "look/look.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum { ID_BYTES = 96 };

/* In rounded units; further out than any page. */
static const double FAR = 1e9;

static bool xml_char(uint32_t c)
{
    return c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && c != 0xFFFE &&
           c != 0xFFFF;
}

static void escape_char(buf *out, uint32_t c)
{
    char bytes[4];
    if (c == '&')
        buf_add_text(out, "&amp;");
    else if (c == '<')
        buf_add_text(out, "&lt;");
    else if (c == '>')
        buf_add_text(out, "&gt;");
    else if (c == '"')
        buf_add_text(out, "&quot;");
    else if (c == '\t' || c == '\n' || c == '\r')
        buf_add_byte(out, ' ');
    else if (xml_char(c))
        buf_add(out, bytes, text_put(c, bytes));
}

void svg_escape(buf *out, str s)
{
    while (s.len) {
        str good = { s.at, text_utf8_check(s) };
        s = (str){ s.at + good.len, s.len - good.len };
        if (s.len) /* a byte that is not UTF-8 */
            s = (str){ s.at + 1, s.len - 1 };
        while (good.len)
            escape_char(out, text_next(&good));
    }
}

void svg_attr(buf *out, const char *name, str value)
{
    buf_add_byte(out, ' ');
    buf_add_text(out, name);
    buf_add_text(out, "=\"");
    svg_escape(out, value);
    buf_add_byte(out, '"');
}

void svg_attr_num(buf *out, const char *name, double v, int decimals)
{
    buf_add_byte(out, ' ');
    buf_add_text(out, name);
    buf_add_text(out, "=\"");
    num_write_fixed(out, isfinite(v) ? v : 0, decimals);
    buf_add_byte(out, '"');
}

void svg_attr_color(buf *out, const char *name, style_color color)
{
    if (!color) {
        buf_addf(out, " %s=\"none\"", name);
        return;
    }
    unsigned rgb = color >> 8, alpha = color & 255;
    if (((rgb >> 4) & 0x0F0F0F) == (rgb & 0x0F0F0F))
        buf_addf(out, " %s=\"#%x%x%x\"", name, rgb >> 16 & 15, rgb >> 8 & 15, rgb & 15);
    else
        buf_addf(out, " %s=\"#%06x\"", name, rgb);
    if (alpha < 255) {
        buf_addf(out, " %s-opacity=\"", name);
        num_write_fixed(out, alpha / 255.0, 3);
        buf_add_byte(out, '"');
    }
}

void svg_stroke(buf *out, const style_paint *paint, double width, bool rounded)
{
    svg_attr_color(out, "stroke", paint->stroke);
    svg_attr_num(out, "stroke-width", width, 2);
    int n = look_dashes(paint);
    for (int i = 0; i < n; i++) {
        buf_add_text(out, i ? " " : " stroke-dasharray=\"");
        num_write_fixed(out, fmax((double)paint->dash[i], 0), 2);
    }
    if (n)
        buf_add_byte(out, '"');
    if (rounded)
        buf_add_text(out, " stroke-linejoin=\"round\" stroke-linecap=\"round\"");
}

/* A path being written. Positions are whole numbers of 1/unit pixels. */
typedef struct pen {
    buf *out;
    double unit;
    int decimals;
    char command; /* the last one, which need not be repeated */
    bool digit;   /* a number stands last */
    int64_t x, y, start_x, start_y;
} pen;

static pen start_pen(buf *out, int decimals)
{
    return (pen){ .out = out,
                  .unit = decimals == 1   ? 10
                          : decimals == 2 ? 100
                                          : 1,
                  .decimals = decimals == 1 || decimals == 2 ? decimals : 0 };
}

static int64_t rounded(const pen *p, double v)
{
    double r = floor(v * p->unit + 0.5);
    return r > FAR ? (int64_t)FAR : r > -FAR ? (int64_t)r : (int64_t)-FAR;
}

/* Without the zero before the point, and without a space before a minus. */
static void put_number(pen *p, int64_t v)
{
    char text[32];
    size_t at = sizeof text;
    uint64_t rest = (uint64_t)(v < 0 ? -v : v);
    bool shown = false;
    for (int i = 0; i < p->decimals; i++, rest /= 10)
        if (rest % 10 || shown) {
            text[--at] = (char)('0' + rest % 10);
            shown = true;
        }
    if (shown)
        text[--at] = '.';
    if (!rest && !shown)
        text[--at] = '0';
    for (; rest; rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    if (v < 0)
        text[--at] = '-';
    else if (p->digit)
        text[--at] = ' ';
    buf_add(p->out, text + at, sizeof text - at);
    p->digit = true;
}

static void put_command(pen *p, char command)
{
    if (p->command != command) {
        buf_add_byte(p->out, (unsigned char)command);
        p->digit = false;
    }
    p->command = command;
}

/* Pairs after "m" are relative lines, and the first "m" is absolute (SVG 2,
   9.3.3). */
static void pen_move(pen *p, geo_xy to)
{
    int64_t x = rounded(p, to.x), y = rounded(p, to.y);
    p->command = 0;
    put_command(p, 'm');
    put_number(p, x - p->x);
    put_number(p, y - p->y);
    p->command = 'l';
    p->x = p->start_x = x;
    p->y = p->start_y = y;
}

/* False when it would be shorter than the rounding. */
static bool pen_line(pen *p, geo_xy to)
{
    int64_t dx = rounded(p, to.x) - p->x, dy = rounded(p, to.y) - p->y;
    if (!dx && !dy)
        return false;
    char command = 'l';
    if (!dy)
        command = 'h';
    else if (!dx)
        command = 'v';
    put_command(p, command);
    if (dx)
        put_number(p, dx);
    if (dy)
        put_number(p, dy);
    p->x += dx;
    p->y += dy;
    return true;
}

static void pen_curve(pen *p, const geo_xy to[3])
{
    put_command(p, 'c');
    int64_t x = p->x, y = p->y;
    for (int i = 0; i < 3; i++) {
        p->x = rounded(p, to[i].x);
        p->y = rounded(p, to[i].y);
        put_number(p, p->x - x);
        put_number(p, p->y - y);
    }
}

static void pen_close(pen *p)
{
    put_command(p, 'z');
    p->x = p->start_x;
    p->y = p->start_y;
}

/* One line or ring; false when it has no length. */
static bool write_part(pen *p, const geo_xy *points, int n, bool closed)
{
    pen before = *p;
    size_t mark = p->out->len;
    bool any = false;
    if (n)
        pen_move(p, points[0]);
    /* The last point of a ring is its first. */
    for (int i = 1; i < (closed ? n - 1 : n); i++)
        any |= pen_line(p, points[i]);
    if (any && closed)
        pen_close(p);
    if (!any && !p->out->over) {
        p->out->len = mark;
        *p = before;
    }
    return any;
}

bool svg_path(buf *out, const geo_path *path, bool closed, int decimals)
{
    pen p = start_pen(out, decimals);
    size_t mark = out->len;
    bool any = false;
    buf_add_text(out, " d=\"");
    for (int r = 0; r < path->n_parts; r++) {
        int from = path->parts[r];
        any |= write_part(&p, path->points + from, path->parts[r + 1] - from, closed);
    }
    buf_add_byte(out, '"');
    if (!any && !out->over)
        out->len = mark;
    return any;
}

void svg_shape(buf *out, const shape *s, int decimals)
{
    pen p = start_pen(out, decimals);
    const geo_xy *at = s->points;
    buf_add_text(out, " d=\"");
    for (int i = 0; i < s->n_ops; i++)
        switch (s->ops[i]) {
        case SHAPE_MOVE:
            pen_move(&p, *at);
            at++;
            break;
        case SHAPE_LINE:
            pen_line(&p, *at);
            at++;
            break;
        case SHAPE_CURVE:
            pen_curve(&p, at);
            at += 3;
            break;
        default:
            pen_close(&p);
            break;
        }
    buf_add_byte(out, '"');
}

static geo_xy point_of(const cairo_path_data_t *d)
{
    return (geo_xy){ d->point.x, d->point.y };
}

void svg_cairo_path(buf *out, const cairo_path_t *path, int decimals)
{
    pen p = start_pen(out, decimals);
    buf_add_text(out, " d=\"");
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *d = &path->data[i];
        /* Cairo moves back to the start of what it closes; glyphs end closed. */
        bool trailing = i + d->header.length >= path->num_data ||
                        d[d->header.length].header.type == CAIRO_PATH_MOVE_TO;
        if (d->header.type == CAIRO_PATH_MOVE_TO && !trailing)
            pen_move(&p, point_of(&d[1]));
        else if (d->header.type == CAIRO_PATH_LINE_TO)
            pen_line(&p, point_of(&d[1]));
        else if (d->header.type == CAIRO_PATH_CURVE_TO)
            pen_curve(&p,
                      (geo_xy[]){ point_of(&d[1]), point_of(&d[2]), point_of(&d[3]) });
        else if (d->header.type == CAIRO_PATH_CLOSE_PATH)
            pen_close(&p);
    }
    buf_add_byte(out, '"');
}

void svg_base64(buf *out, str bytes)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t n = bytes.len - i < 3 ? bytes.len - i : 3;
        unsigned char in[3] = { 0 };
        char text[4];
        memcpy(in, bytes.at + i, n);
        uint32_t v = (uint32_t)in[0] << 16 | (uint32_t)in[1] << 8 | in[2];
        for (unsigned k = 0; k < 4; k++)
            text[k] = digits[v >> (18 - 6 * k) & 63];
        if (n < 3)
            text[3] = '=';
        if (n < 2)
            text[2] = '=';
        buf_add(out, text, 4);
    }
}

static bool take(svg_ids *ids, str id)
{
    for (uint64_t i = hash_str(id);; i++) {
        str *slot = &ids->slots[i & (ids->cap - 1)];
        if (!slot->at) {
            *slot = id;
            ids->n++;
            return true;
        }
        if (str_eq(*slot, id))
            return false;
    }
}

static void grow(svg_ids *ids)
{
    if (ids->n * 2 < ids->cap)
        return;
    str *old = ids->slots;
    size_t cap = ids->cap;
    ids->cap = cap ? cap * 2 : 256;
    ids->slots = arena_array(ids->a, str, ids->cap);
    ids->n = 0;
    for (size_t i = 0; i < cap; i++)
        if (old[i].at)
            take(ids, old[i]);
}

static bool id_char(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           c == '-' || c == '.' || c == '_';
}

/* Keys that differ only in what an id cannot hold, or beyond its length, are
   told apart by a hash of the whole key rather than by counting, so that many
   of them cost no more. */
str svg_id(svg_ids *ids, const char *prefix, const char *key)
{
    char name[ID_BYTES];
    size_t n = 0;
    bool changed = false;
    for (const char *c = prefix; *c && n < ID_BYTES / 2; c++)
        name[n++] = *c;
    for (const char *c = key; *c; c++) {
        bool fits = n < ID_BYTES - 1;
        changed |= !fits || !id_char((unsigned char)*c);
        if (fits) {
            name[n] = '_';
            if (id_char((unsigned char)*c))
                name[n] = *c;
            n++;
        }
    }
    name[n] = 0;
    grow(ids);
    str id = { str_copy(ids->a, (str){ name, n }), n };
    if (changed) {
        char *text = str_print(ids->a, "%s-%08x", name,
                               (unsigned)(hash_str(str_of(key)) & 0xFFFFFFFF));
        id = str_of(text);
    }
    str first = id;
    for (uint64_t k = 2; !take(ids, id); k++)
        id = str_of(str_print(ids->a, "%.*s-%llu", STR_ARGS(first),
                              (unsigned long long)(k < 8 ? k : ids->n + k)));
    return id;
}
