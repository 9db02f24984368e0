#include "base/error.h"
#include "basemap/file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Points and parts of all features of a query, in two growing arrays; features
   know where theirs start until the end, when the arrays stop moving. */
typedef struct sink {
    arena *a;
    geo_lonlat *points;
    int *parts; /* starts; relative to the first point of the query */
    size_t n_points, room_points, n_parts, room_parts;
} sink;

/* A query in steps of the grid. */
typedef struct window {
    const basemap *b;
    bool area;
    int64_t w, s, e, n;      /* the box */
    int64_t gw, gs, ge, gn;  /* grown: outside of it runs are left out */
    int64_t west, east;      /* 180 degrees from the middle: the cut */
    int64_t stride;          /* the longest run of a ring that is left out */
    int64_t pixel;           /* what is smaller both ways is left out */
    unsigned char threshold; /* of weights */
    uint64_t budget;         /* vertices */
    sink out;
    int64_t turn; /* added to longitudes */
} window;

enum { WEST = 1, EAST = 2, SOUTH = 4, NORTH = 8, ANY = 15 };

static const int64_t TURN = (int64_t)360 * BASEMAP_UNIT;

/* A vertex and on which sides of the grown box it is outside. */
typedef struct spot {
    int64_t x, y;
    unsigned side;
} spot;

/* One ring or line on its way out. */
typedef struct pen {
    spot last, held; /* written last; the end of a run that is being left out */
    unsigned run;    /* sides common to all since last */
    bool down, holds;
    size_t start;    /* of the part, in points */
    unsigned common; /* sides common to all that was written */
} pen;

/* ------------------------------------------------------------------ output */

static void put(sink *o, double lon, double lat)
{
    o->points =
        arena_grow(o->a, o->points, o->n_points, &o->room_points, sizeof *o->points);
    o->points[o->n_points++] = (geo_lonlat){ lon, lat };
}

static void put_part(sink *o, size_t start)
{
    o->parts = arena_grow(o->a, o->parts, o->n_parts, &o->room_parts, sizeof *o->parts);
    o->parts[o->n_parts++] = (int)start;
}

static void write_spot(window *q, pen *p, spot s)
{
    put(&q->out, (double)s.x / BASEMAP_UNIT, (double)s.y / BASEMAP_UNIT);
    p->last = s;
    p->run = s.side;
    p->common &= s.side;
    p->down = true;
    p->holds = false;
}

/* End the part that was begun: keep it, or take it back when nothing of it can
   be seen. */
static void end_part(window *q, pen *p)
{
    sink *o = &q->out;
    size_t n = o->n_points - p->start, least = q->area ? 4 : 2;
    if (n < least || p->common)
        o->n_points = p->start;
    else
        put_part(o, p->start);
    p->start = o->n_points;
    p->common = ANY;
    p->down = false;
    p->holds = false;
}

static int64_t far_from(spot a, spot b)
{
    int64_t dx = llabs(a.x - b.x), dy = llabs(a.y - b.y);
    return dx > dy ? dx : dy;
}

/* Take one vertex. As long as all since the last one written lie beyond the
   same side of the box, they cannot be seen, and only the end of that run
   matters: of rings; lines are cut there. */
static void draw(window *q, pen *p, spot s)
{
    if (!p->down) {
        write_spot(q, p, s);
        return;
    }
    unsigned run = p->run & s.side;
    bool unseen = run && (!q->area || far_from(p->last, s) < q->stride);
    if (unseen) {
        p->held = s;
        p->holds = true;
        p->run = run;
        return;
    }
    if (p->holds) {
        spot held = p->held;
        if (!q->area)
            end_part(q, p);
        write_spot(q, p, held);
        run = held.side & s.side;
        if (run && (!q->area || far_from(held, s) < q->stride)) {
            p->held = s;
            p->holds = true;
            p->run = run;
            return;
        }
    }
    write_spot(q, p, s);
}

/* ------------------------------------------------------- the opposite side */

/* Where the segment crosses the meridian x. */
static geo_lonlat crossing(geo_lonlat a, geo_lonlat b, double x)
{
    double t = (x - a.lon) / (b.lon - a.lon);
    return (geo_lonlat){ x, a.lat + t * (b.lat - a.lat) };
}

/* Cut what was written since start at a meridian: sign 1 keeps the east of it.
   A ring then runs along the meridian; a line falls into parts. */
static void cut_ring(sink *o, size_t start, double x, int sign)
{
    size_t n = o->n_points - start;
    geo_lonlat *in = arena_array(o->a, geo_lonlat, n + 1);
    memcpy(in, o->points + start, n * sizeof *in);
    o->n_points = start;
    for (size_t i = 0; i + 1 < n; i++) {
        bool here = sign * (in[i].lon - x) >= 0, there = sign * (in[i + 1].lon - x) >= 0;
        if (here)
            put(o, in[i].lon, in[i].lat);
        if (here != there) {
            geo_lonlat c = crossing(in[i], in[i + 1], x);
            put(o, c.lon, c.lat);
        }
    }
    if (o->n_points > start) {
        geo_lonlat first = o->points[start];
        put(o, first.lon, first.lat);
    }
}

static bool is_beyond(const sink *o, size_t start, double west, double east)
{
    for (size_t i = start; i < o->n_points; i++)
        if (o->points[i].lon < west || o->points[i].lon > east)
            return true;
    return false;
}

/* Keep what was written since start as a part, if it is one. */
static void close_piece(sink *o, size_t *start)
{
    if (o->n_points - *start >= 2)
        put_part(o, *start);
    else
        o->n_points = *start;
    *start = o->n_points;
}

/* Lines: the part that was written since start becomes those between the two
   meridians. */
static void cut_line(sink *o, size_t start, double west, double east)
{
    size_t n = o->n_points - start;
    geo_lonlat *in = arena_array(o->a, geo_lonlat, n + 1);
    memcpy(in, o->points + start, n * sizeof *in);
    o->n_points = start;
    bool was = false;
    for (size_t i = 0; i < n; i++) {
        bool here = in[i].lon >= west && in[i].lon <= east;
        if (i && here != was) {
            double x = in[here ? i - 1 : i].lon < west ? west : east;
            geo_lonlat c = crossing(in[i - 1], in[i], x);
            put(o, c.lon, c.lat);
        }
        if (here)
            put(o, in[i].lon, in[i].lat);
        else
            close_piece(o, &start);
        was = here;
    }
    close_piece(o, &start);
}

static void finish_part(window *q, pen *p)
{
    sink *o = &q->out;
    if (p->holds)
        write_spot(q, p, p->held);
    if (q->area && o->n_points > p->start) {
        geo_lonlat first = o->points[p->start], last = o->points[o->n_points - 1];
        if (first.lon != last.lon || first.lat != last.lat)
            put(o, first.lon, first.lat);
    }
    double west = (double)q->west / BASEMAP_UNIT, east = (double)q->east / BASEMAP_UNIT;
    if (o->n_points - p->start >= 2 && is_beyond(o, p->start, west, east)) {
        if (!q->area && !p->common) {
            cut_line(o, p->start, west, east);
            return;
        }
        if (q->area) {
            cut_ring(o, p->start, west, 1);
            cut_ring(o, p->start, east, -1);
        }
    }
    end_part(q, p);
}

/* ------------------------------------------------------------------- rings */

static spot spot_of(const window *q, basemap_point v)
{
    /* A latitude beyond the poles can only come from a damaged file. */
    int64_t pole = (int64_t)90 * BASEMAP_UNIT;
    spot s = { v.x + q->turn, v.y > pole ? pole : v.y < -pole ? -pole : v.y, 0 };
    s.side = (s.x < q->gw ? WEST : 0u) | (s.x > q->ge ? EAST : 0u) |
             (s.y < q->gs ? SOUTH : 0u) | (s.y > q->gn ? NORTH : 0u);
    return s;
}

/* Whether a whole arc lies beyond one side, and is short enough for its ends
   to stand for it. */
static bool is_unseen(const window *q, const basemap_bounds *b)
{
    if (q->area && ((int64_t)b->e - b->w > q->stride || (int64_t)b->n - b->s > q->stride))
        return false;
    return b->e + q->turn < q->gw || b->w + q->turn > q->ge || b->n < q->gs ||
           b->s > q->gn;
}

static bool draw_ring(window *q, const basemap_ring *ring)
{
    pen p = { .start = q->out.n_points, .common = ANY };
    for (uint32_t i = 0; i < ring->n; i++) {
        basemap_walk arc;
        if (!basemap_walk_at(q->b, ring->first + i, &arc))
            return false;
        bool unseen = is_unseen(q, &arc.box);
        uint32_t cost = unseen ? 2 : arc.n;
        if (cost > q->budget)
            return false;
        q->budget -= cost;
        if (i == 0)
            draw(q, &p, spot_of(q, basemap_vertex(&arc, 0)));
        for (uint32_t k = 1; !unseen && k + 1 < arc.n; k++)
            if (basemap_weight(&arc, k) >= q->threshold)
                draw(q, &p, spot_of(q, basemap_vertex(&arc, k)));
        draw(q, &p, spot_of(q, basemap_vertex(&arc, arc.n - 1)));
    }
    finish_part(q, &p);
    return true;
}

/* A box turned by q->turn and the query's have more than an edge in common. */
static bool meets(const window *q, const basemap_bounds *b)
{
    return b->w + q->turn < q->e && b->e + q->turn > q->w && b->s <= q->n && b->n >= q->s;
}

static bool is_tiny(const window *q, const basemap_bounds *b)
{
    double across = cos(((double)b->s + b->n) / 2 / BASEMAP_UNIT * 0.017453292519943295);
    return (double)b->n - b->s < (double)q->pixel &&
           ((double)b->e - b->w) * across < (double)q->pixel;
}

static bool draw_feature(window *q, uint32_t first, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        basemap_ring ring;
        if (!q->budget || !basemap_ring_at(q->b, first + i, &ring))
            return false;
        q->budget--;
        if (is_tiny(q, &ring.box))
            continue;
        for (q->turn = -TURN; q->turn <= TURN; q->turn += TURN)
            if (meets(q, &ring.box) && !draw_ring(q, &ring))
                return false;
    }
    return true;
}

/* ---------------------------------------------------------------- features */

static geo_box box_of(basemap_bounds b)
{
    double unit = BASEMAP_UNIT;
    b.s = b.s < -90 * BASEMAP_UNIT ? -90 * BASEMAP_UNIT : b.s;
    b.n = b.n > 90 * BASEMAP_UNIT ? 90 * BASEMAP_UNIT : b.n;
    if ((int64_t)b.e - b.w >= TURN)
        return (geo_box){ -180, b.s / unit, 180, b.n / unit };
    double west = geo_wrap_lon(b.w / unit), east = b.e / unit;
    east = east > 180 ? geo_wrap_lon(east) : east;
    return (geo_box){ west, b.s / unit, east, b.n / unit };
}

static uint16_t u16(const unsigned char *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static basemap_class class_in(const unsigned char *record, basemap_view view)
{
    int class = record[BASEMAP_F_SHOWN + (int)view];
    return class < BASEMAP_CLASSES ? (basemap_class) class : BASEMAP_HIDDEN;
}

static basemap_feature read_feature(const basemap *b, const unsigned char *p)
{
    return (basemap_feature){
        .layer = (basemap_layer)(p[BASEMAP_F_LAYER] % BASEMAP_LAYERS),
        .class = (basemap_class)(p[BASEMAP_F_CLASS] % BASEMAP_CLASSES),
        .shown = { class_in(p, BASEMAP_UN), class_in(p, BASEMAP_DEFACTO) },
        .id = basemap_u32(p) | (uint64_t)basemap_u32(p + 4) << 32,
        .code =
            basemap_text(b, basemap_u32(p + BASEMAP_F_CODE), u16(p + BASEMAP_F_CODE_LEN)),
        .name =
            basemap_text(b, basemap_u32(p + BASEMAP_F_NAME), u16(p + BASEMAP_F_NAME_LEN)),
        .rank = p[BASEMAP_F_RANK],
        .from = (int)basemap_u32(p + BASEMAP_F_FROM),
        .to = (int)basemap_u32(p + BASEMAP_F_TO),
        .approximate = (p[BASEMAP_F_FLAGS] & BASEMAP_BY_HAND) != 0,
        .area = (p[BASEMAP_F_FLAGS] & BASEMAP_HAS_RINGS) != 0,
        .box = box_of(basemap_read_bounds(p + BASEMAP_F_BOX)),
    };
}

static bool meets_somewhere(window *q, const basemap_bounds *b)
{
    for (q->turn = -TURN; q->turn <= TURN; q->turn += TURN)
        if (meets(q, b))
            return true;
    return false;
}

/* Now that the arrays have come to rest: pointers instead of positions, and
   starts of parts that count from the feature's own first point. */
static void settle(sink *o, basemap_feature *f, const size_t *first_part, size_t n)
{
    int *parts = arena_array(o->a, int, o->n_parts + n);
    for (size_t i = 0; i < n; i++) {
        size_t from = first_part[i], to = first_part[i + 1];
        size_t start = (size_t)o->parts[from];
        size_t end = to < o->n_parts ? (size_t)o->parts[to] : o->n_points;
        f[i].points = o->points + start;
        f[i].n_points = (int)(end - start);
        f[i].n_parts = (int)(to - from);
        f[i].parts = parts;
        for (size_t k = from; k < to; k++)
            *parts++ = o->parts[k] - (int)start;
        *parts++ = f[i].n_points;
    }
}

static unsigned char threshold_of(double tolerance)
{
    double steps = tolerance * BASEMAP_UNIT;
    if (!(steps >= 1))
        return 0;
    double w = ceil(BASEMAP_WEIGHT_STEPS * log2(steps * steps)) + 1;
    return w > BASEMAP_WEIGHT_KEEP ? BASEMAP_WEIGHT_KEEP : (unsigned char)w;
}

static window window_of(const basemap *b, geo_box box, double tolerance, arena *a)
{
    double east = box.east < box.west ? box.east + 360 : box.east;
    double wide = (east - box.west) * 0.05 + 8 * tolerance;
    double high = (box.north - box.south) * 0.05 + 8 * tolerance;
    double middle = (box.west + east) / 2, u = BASEMAP_UNIT;
    return (window){
        .b = b,
        .w = (int64_t)floor(box.west * u),
        .e = (int64_t)ceil(east * u),
        .s = (int64_t)floor(box.south * u),
        .n = (int64_t)ceil(box.north * u),
        .gw = (int64_t)((box.west - wide) * u),
        .ge = (int64_t)((east + wide) * u),
        .gs = (int64_t)((box.south - high) * u),
        .gn = (int64_t)((box.north + high) * u),
        .west = (int64_t)((middle - 180) * u),
        .east = (int64_t)((middle + 180) * u),
        .stride = (int64_t)(fmax(east - box.west, box.north - box.south) / 4 * u),
        .pixel = (int64_t)(2 * tolerance * u),
        .threshold = threshold_of(tolerance),
        .budget = basemap_budget(b),
        .out = { .a = a },
    };
}

/* All features of a layer that meet the box: how many, or -1 when an index of
   the file leads astray. */
static int64_t collect(window *q, int layer, basemap_feature **out)
{
    const unsigned char *record = NULL;
    int edition = basemap_edition_for(q->b, q->w, q->s, q->e, q->n);
    uint32_t all = basemap_layer_features(q->b, edition, layer, &record);
    basemap_feature *found = arena_array(q->out.a, basemap_feature, (size_t)all + 1);
    size_t *first_part = arena_array(q->out.a, size_t, (size_t)all + 1);
    size_t kept = 0;
    for (uint32_t i = 0; i < all; i++, record += BASEMAP_R_FEATURE) {
        basemap_bounds bounds = basemap_read_bounds(record + BASEMAP_F_BOX);
        if (!meets_somewhere(q, &bounds))
            continue;
        found[kept] = read_feature(q->b, record);
        q->area = found[kept].area;
        if (!draw_feature(q, basemap_u32(record + BASEMAP_F_FIRST),
                          basemap_u32(record + BASEMAP_F_COUNT)))
            return -1;
        if (q->out.n_parts > first_part[kept])
            first_part[++kept] = q->out.n_parts;
    }
    if (kept)
        settle(&q->out, found, first_part, kept);
    *out = found;
    return (int64_t)kept;
}

/* The record of a feature by its layer and code, in this edition. */
static const unsigned char *record_of(const basemap *b, int edition, int layer, str code)
{
    const unsigned char *record = NULL;
    uint32_t n = basemap_layer_features(b, edition, layer, &record);
    for (uint32_t i = 0; i < n; i++, record += BASEMAP_R_FEATURE) {
        str own = basemap_text(b, basemap_u32(record + BASEMAP_F_CODE),
                               u16(record + BASEMAP_F_CODE_LEN));
        if (str_eq(own, code))
            return record;
    }
    return NULL;
}

static const unsigned char *record_of_place(const basemap *b, int edition, str id)
{
    str code = id;
    str prefix = str_cut(&code, ':');
    if (str_eq(prefix, STR("cc")))
        return record_of(b, edition, BASEMAP_COUNTRY, code);
    const unsigned char *unit = NULL;
    if (str_eq(prefix, STR("a1")))
        unit = record_of(b, edition, BASEMAP_ADMIN1, code);
    return unit ? unit : record_of(b, edition, BASEMAP_AREA, id);
}

static bool is_on_earth(geo_box b)
{
    return fabs(b.west) <= 540 && fabs(b.east) <= 540 && b.south <= b.north &&
           fabs(b.south) <= 90 && fabs(b.north) <= 90;
}

dateline_status basemap_query(const basemap *b, basemap_layer layer, geo_box box,
                              double tolerance, arena *a, basemap_found *out,
                              dateline_error *err)
{
    *out = (basemap_found){ 0 };
    if (!is_on_earth(box) || !(tolerance >= 0))
        return error_set(err, DATELINE_USAGE,
                         "a box of the base map is not on the Earth");
    window q = window_of(b, box, fmin(tolerance, 90), a);
    int64_t kept = collect(&q, (int)layer, &out->features);
    if (kept < 0)
        return error_set(err, DATELINE_GEODATA,
                         "the base map is damaged: build it again with 'make geodata'");
    out->n = (size_t)kept;
    return DATELINE_OK;
}

bool basemap_outline(const basemap *b, str place_id, geo_box box, double tolerance,
                     arena *a, basemap_feature *out)
{
    if (!place_id.len || !is_on_earth(box) || !(tolerance >= 0))
        return false;
    window q = window_of(b, box, fmin(tolerance, 90), a);
    int edition = basemap_edition_for(b, q.w, q.s, q.e, q.n);
    const unsigned char *record = record_of_place(b, edition, place_id);
    if (!record)
        record = record_of_place(b, !edition, place_id);
    if (!record)
        return false;
    *out = read_feature(b, record);
    q.area = out->area;
    size_t first_part[2] = { 0 };
    if (!q.area || !draw_feature(&q, basemap_u32(record + BASEMAP_F_FIRST),
                                 basemap_u32(record + BASEMAP_F_COUNT)))
        return false;
    first_part[1] = q.out.n_parts;
    if (first_part[1])
        settle(&q.out, out, first_part, 1);
    return first_part[1] > 0;
}

/* "AM|AZ" of "bd:AM-AZ:north", "AZ|AZ-LOC" of "bd:AZ-AZ-LOC"; else the id itself. */
static str course_code(str place_id, arena *a)
{
    str rest = place_id, prefix = str_cut(&rest, ':');
    if (!str_eq(prefix, STR("bd")))
        return place_id;
    str pair = str_cut(&rest, ':'), other = pair, one = str_cut(&other, '-');
    return str_of(str_print(a, "%.*s|%.*s", STR_ARGS(one), STR_ARGS(other)));
}

static bool is_firm(const basemap_feature *f)
{
    return f->class != BASEMAP_DISPUTED && f->class != BASEMAP_FORMER;
}

void basemap_course(const basemap *b, str place_id, geo_box box, double tolerance,
                    arena *a, basemap_found *out)
{
    *out = (basemap_found){ 0 };
    if (!place_id.len)
        return;
    str code = course_code(place_id, a);
    basemap_layer layer = code.at == place_id.at ? BASEMAP_ROAD : BASEMAP_BORDER;
    basemap_found all;
    if (basemap_query(b, layer, box, tolerance, a, &all, NULL))
        return;
    size_t n = 0, firm = 0;
    for (size_t i = 0; i < all.n; i++)
        if (str_eq(all.features[i].code, code)) {
            firm += is_firm(&all.features[i]);
            all.features[n++] = all.features[i];
        }
    out->features = all.features;
    for (size_t i = 0; i < n; i++)
        if (!firm || is_firm(&all.features[i]))
            out->features[out->n++] = all.features[i];
}
