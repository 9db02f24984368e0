#include "shape/shape.h"

#include "base/error.h"
#include "base/num.h"

#include <math.h>
#include <string.h>

/* ---------------------------------------------------------------- Checking */

dateline_status shape_check_lonlat(dateline_lonlat *p, dateline_error *err)
{
    bool swapped = fabs(p->lat) > 90 && fabs(p->lat) <= 180 && fabs(p->lon) <= 90;
    const char *hint = swapped ? "; latitude and longitude look swapped" : "";
    if (!isfinite(p->lat) || !isfinite(p->lon))
        return error_set(err, DATELINE_INPUT, "a coordinate is not a number");
    if (fabs(p->lat) > 90)
        return error_set(err, DATELINE_INPUT, "latitude %.10g is outside -90..90%s",
                         p->lat, hint);
    if (p->lon < -180 || p->lon > 360)
        return error_set(err, DATELINE_INPUT, "longitude %.10g is outside -180..180",
                         p->lon);
    if (p->lon > 180)
        p->lon -= 360;
    return DATELINE_OK;
}

/* ---------------------------------------------------------------- Building */

/* Points and parts as they come; twice the room when full. */
typedef struct builder {
    arena *a;
    dateline_lonlat *points;
    size_t *parts;
    size_t n_points, n_parts, point_room, part_room;
} builder;

static void add_point(builder *b, dateline_lonlat p)
{
    b->points = arena_grow(b->a, b->points, b->n_points, &b->point_room, sizeof p);
    b->points[b->n_points++] = p;
}

/* Returns where its points start. */
static size_t start_part(builder *b)
{
    b->parts = arena_grow(b->a, b->parts, b->n_parts, &b->part_room, sizeof *b->parts);
    b->parts[b->n_parts++] = b->n_points;
    return b->n_points;
}

/* How far east b is of a; an edge that jumps over the antimeridian is short, but
   one all the way around, of a box around the Earth, is as long as it says. */
static double eastward(double a, double b)
{
    double d = b - a;
    if (d > 180 && d < 360)
        return d - 360;
    return d < -180 && d > -360 ? d + 360 : d;
}

/* Twice the area, positive when counterclockwise, and the sums that make the
   centroid. Relative to the first point, so that digits are not lost. */
typedef struct ring_sums {
    double area, lon, lat;
} ring_sums;

static ring_sums sum_ring(const dateline_lonlat *p, size_t n)
{
    ring_sums s = { 0 };
    double x1 = 0, y1 = 0;
    for (size_t i = 1; i < n; i++) {
        double x2 = x1 + eastward(p[i - 1].lon, p[i].lon), y2 = p[i].lat - p[0].lat;
        double part = x1 * y2 - x2 * y1;
        s.area += part;
        s.lon += (x1 + x2) * part;
        s.lat += (y1 + y2) * part;
        x1 = x2;
        y1 = y2;
    }
    return s;
}

static double ring_area(const dateline_lonlat *p, size_t n)
{
    return sum_ring(p, n).area;
}

/* Close the ring that starts at from, and wind it as its place demands. */
static dateline_status finish_ring(builder *b, size_t from, bool outer,
                                   dateline_error *err)
{
    size_t n = b->n_points - from;
    if (n && (b->points[from].lon != b->points[b->n_points - 1].lon ||
              b->points[from].lat != b->points[b->n_points - 1].lat)) {
        add_point(b, b->points[from]);
        n++;
    }
    if (n < 4)
        return error_set(err, DATELINE_INPUT, "a ring of a polygon needs 3 corners");
    dateline_lonlat *p = &b->points[from];
    if ((ring_area(p, n) > 0) == outer)
        return DATELINE_OK;
    for (size_t i = 0; i < n / 2; i++) {
        dateline_lonlat swap = p[i];
        p[i] = p[n - 1 - i];
        p[n - 1 - i] = swap;
    }
    return DATELINE_OK;
}

static dateline_status finish_line(const builder *b, size_t from, dateline_error *err)
{
    if (b->n_points - from < 2)
        return error_set(err, DATELINE_INPUT, "a line needs 2 points");
    return DATELINE_OK;
}

/* The centroid of the largest outer ring. */
static dateline_lonlat area_point(const dateline_geometry *g)
{
    dateline_lonlat best = g->points[0];
    double largest = 0;
    for (size_t i = 0; i < g->n_parts; i++) {
        const dateline_lonlat *p = &g->points[g->parts[i]];
        ring_sums s = sum_ring(p, g->parts[i + 1] - g->parts[i]);
        if (!(s.area > largest))
            continue;
        largest = s.area;
        best = (dateline_lonlat){ p[0].lon + s.lon / (3 * s.area),
                                  p[0].lat + s.lat / (3 * s.area) };
    }
    return best;
}

/* Half way along the line with the most points, in degrees. */
static dateline_lonlat line_point(const dateline_geometry *g)
{
    size_t best = 0;
    for (size_t i = 1; i < g->n_parts; i++)
        if (g->parts[i + 1] - g->parts[i] > g->parts[best + 1] - g->parts[best])
            best = i;
    const dateline_lonlat *p = &g->points[g->parts[best]];
    size_t n = g->parts[best + 1] - g->parts[best];
    double total = 0, done = 0;
    for (size_t i = 1; i < n; i++)
        total += hypot(p[i].lon - p[i - 1].lon, p[i].lat - p[i - 1].lat);
    for (size_t i = 1; i < n; i++) {
        double step = hypot(p[i].lon - p[i - 1].lon, p[i].lat - p[i - 1].lat);
        if (step > 0 && done + step >= total / 2) {
            double t = (total / 2 - done) / step;
            return (dateline_lonlat){ p[i - 1].lon + t * (p[i].lon - p[i - 1].lon),
                                      p[i - 1].lat + t * (p[i].lat - p[i - 1].lat) };
        }
        done += step;
    }
    return p[0];
}

static void finish_shape(builder *b, dateline_shape shape, shape_value *out)
{
    if (!b->n_points || (shape != DATELINE_POINT && !b->parts))
        return;
    out->located = true;
    if (shape == DATELINE_POINT) {
        out->where = b->points[0];
        return;
    }
    b->parts = arena_grow(b->a, b->parts, b->n_parts, &b->part_room, sizeof *b->parts);
    b->parts[b->n_parts] = b->n_points;
    dateline_geometry *g = arena_new(b->a, dateline_geometry);
    *g = (dateline_geometry){ shape, b->points, b->n_points, b->parts, b->n_parts };
    out->geometry = g;
    out->where = shape == DATELINE_AREA ? area_point(g) : line_point(g);
    /* To the decimals that are written, so that it is read back the same. */
    out->where.lon = remainder(nearbyint(out->where.lon * 1e6) / 1e6, 360);
    out->where.lat = nearbyint(out->where.lat * 1e6) / 1e6;
    if (out->where.lon >= 180)
        out->where.lon -= 360;
}

/* ----------------------------------------------------------------- GeoJSON */

typedef struct geo_type {
    const char *name; /* as in GeoJSON; WKT in capitals */
    dateline_shape shape;
    int depth; /* of brackets around a position */
} geo_type;

static const geo_type types[] = {
    { "Point", DATELINE_POINT, 0 },     { "MultiPoint", DATELINE_POINT, 1 },
    { "LineString", DATELINE_LINE, 1 }, { "MultiLineString", DATELINE_LINE, 2 },
    { "Polygon", DATELINE_AREA, 2 },    { "MultiPolygon", DATELINE_AREA, 3 },
};

static const geo_type *type_of(str name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq_nocase(name, str_of(types[i].name)))
            return &types[i];
    return NULL;
}

static dateline_status add_position(builder *b, const parse_value *v, dateline_error *err)
{
    dateline_lonlat p;
    bool pair = v->kind == PARSE_ARRAY && v->n >= 2 && v->items[0].kind == PARSE_NUMBER &&
                v->items[1].kind == PARSE_NUMBER;
    if (!pair || !num_parse(v->items[0].text, &p.lon) ||
        !num_parse(v->items[1].text, &p.lat))
        return error_set(err, DATELINE_INPUT,
                         "a position is not two numbers, longitude and latitude");
    dateline_status st = shape_check_lonlat(&p, err);
    if (!st)
        add_point(b, p);
    return st;
}

/* A line, or with ring >= 0 the ring of that number in its polygon. */
static dateline_status add_json_part(builder *b, const parse_value *v, int ring,
                                     dateline_error *err)
{
    size_t from = start_part(b);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; i < v->n && !st; i++)
        st = add_position(b, &v->items[i], err);
    if (st)
        return st;
    return ring >= 0 ? finish_ring(b, from, ring == 0, err) : finish_line(b, from, err);
}

static dateline_status add_json(builder *b, const geo_type *type, const parse_value *v,
                                int depth, dateline_error *err)
{
    if (depth == 0)
        return add_position(b, v, err);
    if (v->kind != PARSE_ARRAY)
        return error_set(err, DATELINE_INPUT, "the coordinates of the %s are not %d deep",
                         type->name, type->depth + 1);
    if (type->shape == DATELINE_POINT)
        return v->n ? add_position(b, &v->items[0], err) : DATELINE_OK;
    if (depth == 1)
        return add_json_part(b, v, -1, err);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; i < v->n && !st; i++) {
        const parse_value *item = &v->items[i];
        if (type->shape == DATELINE_AREA && depth == 2)
            st = add_json_part(b, item, i > 0, err);
        else
            st = add_json(b, type, item, depth - 1, err);
    }
    return st;
}

dateline_status shape_of_json(arena *a, const parse_value *v, shape_value *out,
                              dateline_error *err)
{
    *out = (shape_value){ 0 };
    if (!v || v->kind == PARSE_NULL)
        return DATELINE_OK;
    const parse_value *name = parse_member(v, "type");
    const parse_value *coordinates = parse_member(v, "coordinates");
    const geo_type *type =
        name && name->kind == PARSE_STRING ? type_of(name->text) : NULL;
    if (!type && name && name->kind == PARSE_STRING)
        return error_set(err, DATELINE_INPUT,
                         "a geometry of type '%.40s' is not read; use a point, line or "
                         "polygon",
                         name->text.at);
    if (!type || !coordinates)
        return error_set(err, DATELINE_INPUT,
                         "the geometry needs the members type and coordinates");
    builder b = { .a = a };
    dateline_status st = add_json(&b, type, coordinates, type->depth, err);
    if (!st)
        finish_shape(&b, type->shape, out);
    return st;
}

/* --------------------------------------------------------------------- WKT */

static bool take(str *s, char c)
{
    *s = str_trim(*s);
    if (!s->len || s->at[0] != c)
        return false;
    *s = (str){ s->at + 1, s->len - 1 };
    return true;
}

static dateline_status bad_wkt(dateline_error *err)
{
    return error_set(err, DATELINE_INPUT,
                     "cannot read the geometry; write WKT, such as POINT (46.75 39.82)");
}

/* Up to the next space, comma or bracket. */
static str take_word(str *s)
{
    *s = str_trim(*s);
    size_t n = 0;
    while (n < s->len && !strchr(" ,()\t\r\n", s->at[n]))
        n++;
    str word = { s->at, n };
    *s = (str){ s->at + n, s->len - n };
    return word;
}

/* x y, and perhaps z and m, which are not kept. */
static dateline_status take_position(builder *b, str *s, dateline_error *err)
{
    dateline_lonlat p;
    if (!num_parse(take_word(s), &p.lon) || !num_parse(take_word(s), &p.lat))
        return bad_wkt(err);
    double unused;
    str rest = *s;
    while (num_parse(take_word(&rest), &unused))
        *s = rest;
    dateline_status st = shape_check_lonlat(&p, err);
    if (!st)
        add_point(b, p);
    return st;
}

static dateline_status take_positions(builder *b, str *s, dateline_error *err)
{
    if (!take(s, '('))
        return bad_wkt(err);
    do {
        bool bracket = take(s, '('); /* MULTIPOINT ((1 2), (3 4)) */
        dateline_status st = take_position(b, s, err);
        if (st)
            return st;
        if (bracket && !take(s, ')'))
            return bad_wkt(err);
    } while (take(s, ','));
    return take(s, ')') ? DATELINE_OK : bad_wkt(err);
}

static dateline_status take_shape(builder *b, const geo_type *type, str *s, int depth,
                                  dateline_error *err)
{
    if (depth <= 1) {
        size_t from = start_part(b);
        dateline_status st = take_positions(b, s, err);
        return st || type->shape != DATELINE_LINE ? st : finish_line(b, from, err);
    }
    if (!take(s, '('))
        return bad_wkt(err);
    bool outer = true, polygon = type->shape == DATELINE_AREA && depth == 2;
    do {
        size_t from = b->n_points;
        dateline_status st = take_shape(b, type, s, depth - 1, err);
        if (!st && polygon)
            st = finish_ring(b, from, outer, err);
        if (st)
            return st;
        outer = false;
    } while (take(s, ','));
    return take(s, ')') ? DATELINE_OK : bad_wkt(err);
}

dateline_status shape_of_wkt(arena *a, str wkt, shape_value *out, dateline_error *err)
{
    *out = (shape_value){ 0 };
    if (wkt.len > 5 && str_eq_nocase((str){ wkt.at, 5 }, STR("SRID=")))
        str_cut(&wkt, ';');
    const geo_type *type = type_of(take_word(&wkt));
    if (!type)
        return bad_wkt(err);
    str rest = wkt, word = take_word(&rest);
    if (str_eq_nocase(word, STR("Z")) || str_eq_nocase(word, STR("M")) ||
        str_eq_nocase(word, STR("ZM"))) {
        wkt = rest;
        word = take_word(&rest);
    }
    if (str_eq_nocase(word, STR("EMPTY")))
        return DATELINE_OK;
    builder b = { .a = a };
    dateline_status st = take_shape(&b, type, &wkt, type->depth, err);
    if (st || str_trim(wkt).len)
        return st ? st : bad_wkt(err);
    finish_shape(&b, type->shape, out);
    return DATELINE_OK;
}

/* ----------------------------------------------------------------- Writing */

static void write_position(jsonw *w, dateline_lonlat p)
{
    jsonw_list(w, (double[]){ p.lon, p.lat }, 2, 6);
}

static void write_part(jsonw *w, const dateline_geometry *g, size_t part)
{
    jsonw_open(w, '[');
    for (size_t i = g->parts[part]; i < g->parts[part + 1]; i++)
        write_position(w, g->points[i]);
    jsonw_close(w, ']');
}

static bool is_outer(const dateline_geometry *g, size_t part)
{
    size_t from = g->parts[part];
    return part == 0 || ring_area(&g->points[from], g->parts[part + 1] - from) > 0;
}

static size_t count_outer(const dateline_geometry *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n_parts; i++)
        n += is_outer(g, i);
    return n;
}

static void write_area(jsonw *w, const dateline_geometry *g)
{
    bool multi = count_outer(g) > 1;
    jsonw_open(w, '[');
    for (size_t i = 0; i < g->n_parts; i++) {
        bool outer = is_outer(g, i);
        if (multi && outer && i)
            jsonw_close(w, ']');
        if (multi && outer)
            jsonw_open(w, '[');
        write_part(w, g, i);
    }
    if (multi)
        jsonw_close(w, ']');
    jsonw_close(w, ']');
}

static const char *type_name(const dateline_geometry *g)
{
    if (g->shape == DATELINE_LINE)
        return g->n_parts > 1 ? "MultiLineString" : "LineString";
    return count_outer(g) > 1 ? "MultiPolygon" : "Polygon";
}

void shape_write_json(jsonw *w, const dateline_event *e)
{
    const dateline_geometry *g = e->geometry;
    if (!e->located) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    jsonw_key(w, "type");
    jsonw_text(w, g ? type_name(g) : "Point");
    jsonw_key(w, "coordinates");
    if (!g) {
        write_position(w, e->where);
    } else if (g->shape == DATELINE_AREA) {
        write_area(w, g);
    } else if (g->n_parts == 1) {
        write_part(w, g, 0);
    } else {
        jsonw_open(w, '[');
        for (size_t i = 0; i < g->n_parts; i++)
            write_part(w, g, i);
        jsonw_close(w, ']');
    }
    jsonw_close(w, '}');
}

static void wkt_part(buf *out, const dateline_geometry *g, size_t part)
{
    for (size_t i = g->parts[part]; i < g->parts[part + 1]; i++) {
        buf_add_text(out, i == g->parts[part] ? "(" : ", ");
        num_write(out, g->points[i].lon);
        buf_add_byte(out, ' ');
        num_write(out, g->points[i].lat);
    }
    buf_add_byte(out, ')');
}

void shape_write_wkt(buf *out, const dateline_geometry *g)
{
    bool area = g->shape == DATELINE_AREA, multi = area && count_outer(g) > 1;
    bool list = area || g->n_parts > 1;
    for (const char *c = type_name(g); *c; c++)
        buf_add_byte(out, (unsigned char)(*c >= 'a' ? *c - 'a' + 'A' : *c));
    buf_add_text(out, list ? " (" : " ");
    for (size_t i = 0; i < g->n_parts; i++) {
        bool opens = multi && is_outer(g, i);
        if (opens && i)
            buf_add_byte(out, ')');
        if (i)
            buf_add_text(out, ", ");
        if (opens)
            buf_add_byte(out, '(');
        wkt_part(out, g, i);
    }
    buf_add_text(out, multi ? "))" : list ? ")" : "");
}

bool shape_box(const dateline_event *e, dateline_box *out)
{
    *out = (dateline_box){ e->where.lon, e->where.lat, e->where.lon, e->where.lat };
    if (!e->located)
        return false;
    if (!e->geometry)
        return true;
    *out = (dateline_box){ 180, 90, -180, -90 };
    for (size_t i = 0; i < e->geometry->n_points; i++) {
        dateline_lonlat p = e->geometry->points[i];
        *out = (dateline_box){ fmin(out->west, p.lon), fmin(out->south, p.lat),
                               fmax(out->east, p.lon), fmax(out->north, p.lat) };
    }
    return true;
}
