#include "basemap/source.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/num.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* A scanner for one line of JSON. Jansson would build a tree of every number;
   here coordinates go straight into the array of points. */
typedef struct scan {
    const char *at, *end, *line_start;
    const char *source;
    int line;
    arena *a;
    dateline_error *err;
} scan;

enum { TOO_DEEP = 5, MAX_POINTS = 200000000 };

static dateline_status fail(const scan *s, const char *what)
{
    int column = 1;
    for (const char *c = s->line_start; c < s->at; c++)
        column += ((unsigned char)*c & 0xC0) != 0x80;
    return error_at(s->err, DATELINE_INPUT, s->source, s->line, column, "%s", what);
}

static void skip_space(scan *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r'))
        s->at++;
}

/* Whether c is next; if so it is taken. */
static bool take(scan *s, char c)
{
    skip_space(s);
    if (s->at == s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

static bool peek(scan *s, char c)
{
    skip_space(s);
    return s->at < s->end && *s->at == c;
}

static int hex4(const char *c)
{
    int v = 0;
    for (int i = 0; i < 4; i++) {
        char h = c[i];
        int digit = h >= '0' && h <= '9'   ? h - '0'
                    : h >= 'a' && h <= 'f' ? h - 'a' + 10
                    : h >= 'A' && h <= 'F' ? h - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        v = v * 16 + digit;
    }
    return v;
}

/* After a backslash. A surrogate is an error: names here need none. */
static dateline_status escape(scan *s, char *to, size_t *n)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    const char *plain = s->at < s->end && *s->at ? strchr(from, *s->at) : NULL;
    if (plain) {
        to[(*n)++] = into[plain - from];
        s->at++;
        return DATELINE_OK;
    }
    if (s->end - s->at < 5 || *s->at != 'u')
        return fail(s, "this escape is not JSON");
    int c = hex4(s->at + 1);
    if (c <= 0 || (c >= 0xD800 && c < 0xE000))
        return fail(s, "this escape is not supported: write the character itself");
    *n += text_put((uint32_t)c, to + *n);
    s->at += 5;
    return DATELINE_OK;
}

static dateline_status raw_string(scan *s, str *out)
{
    if (!take(s, '"'))
        return fail(s, "a string is expected");
    const char *start = s->at;
    while (s->at < s->end && *s->at != '"' && *s->at != '\\')
        s->at++;
    if (s->at < s->end && *s->at == '"') {
        *out = (str){ start, (size_t)(s->at - start) };
        s->at++;
        return DATELINE_OK;
    }
    char *to = arena_array(s->a, char, (size_t)(s->end - start) + 1);
    size_t n = (size_t)(s->at - start);
    memcpy(to, start, n);
    while (s->at < s->end && *s->at != '"') {
        char c = *s->at++;
        if (c != '\\') {
            to[n++] = c;
            continue;
        }
        dateline_status st = escape(s, to, &n);
        if (st)
            return st;
    }
    if (!take(s, '"'))
        return fail(s, "this string has no end");
    *out = (str){ to, n };
    return DATELINE_OK;
}

static dateline_status string(scan *s, str *out)
{
    *out = (str){ 0 };
    dateline_status st = raw_string(s, out);
    if (!st && text_utf8_check(*out) != out->len)
        st = fail(s, "this string is not UTF-8");
    return st;
}

static dateline_status number(scan *s, double *out)
{
    skip_space(s);
    const char *start = s->at;
    while (s->at < s->end &&
           (strchr("+-.eE", *s->at) ? *s->at != 0 : *s->at >= '0' && *s->at <= '9'))
        s->at++;
    if (num_parse((str){ start, (size_t)(s->at - start) }, out))
        return DATELINE_OK;
    s->at = start;
    return fail(s, "a number is expected");
}

/* One piece of a value that is passed over: a bracket, a comma, a string, a
   number or a word. *depth counts brackets. */
static dateline_status skip_piece(scan *s, int *depth)
{
    static const char marks[] = "{}[],:";
    str ignored;
    char c = *s->at;
    if (c == '"')
        return string(s, &ignored);
    if (*depth == 0 && (c == ',' || c == '}' || c == ']'))
        return fail(s, "a value is expected");
    s->at++;
    *depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    if (strchr(marks, c))
        return DATELINE_OK;
    while (s->at < s->end && !strchr("{}[],: \t\r\"", *s->at))
        s->at++;
    return DATELINE_OK;
}

static dateline_status skip_value(scan *s)
{
    int depth = 0;
    do {
        skip_space(s);
        if (s->at == s->end)
            return fail(s, "the line ends inside a value");
        dateline_status st = skip_piece(s, &depth);
        if (st)
            return st;
    } while (depth > 0);
    return DATELINE_OK;
}

/* ------------------------------------------------------------- coordinates */

static dateline_status point(scan *s, basemap_drafts *d)
{
    double lon = 0, lat = 0, height = 0;
    dateline_status st = number(s, &lon);
    if (!st && !take(s, ','))
        st = fail(s, "a latitude is expected");
    if (!st)
        st = number(s, &lat);
    while (!st && take(s, ','))
        st = number(s, &height);
    if (!st && !take(s, ']'))
        st = fail(s, "']' is expected");
    if (st)
        return st;
    if (!(fabs(lon) <= 540 && fabs(lat) <= 90))
        return fail(
            s, "coordinates are longitude within 540 and latitude within 90 degrees");
    basemap_point p = { (int32_t)lround(lon * BASEMAP_UNIT),
                        (int32_t)lround(lat * BASEMAP_UNIT) };
    buf_add(&d->points, &p, sizeof p);
    return DATELINE_OK;
}

static void end_part(basemap_drafts *d, size_t first, bool inner)
{
    size_t n = d->points.len / sizeof(basemap_point) - first;
    basemap_part part = { (uint32_t)first, (uint32_t)n, inner };
    buf_add(&d->parts, &part, sizeof part);
}

/* One array of coordinates, whatever its depth; *depth becomes 0 for a point,
   1 for a list of points, and so on. first says that it is the first in the
   array around it: of rings, the outer one. */
static dateline_status coordinates(scan *s, basemap_drafts *d, int level, bool first,
                                   int *depth)
{
    if (level > TOO_DEEP || !take(s, '['))
        return fail(s, "an array of coordinates is expected");
    if (!peek(s, '[')) {
        *depth = 0;
        return point(s, d);
    }
    size_t start = d->points.len / sizeof(basemap_point);
    int inside = -1;
    do {
        int got = 0;
        dateline_status st = coordinates(s, d, level + 1, inside < 0, &got);
        if (st)
            return st;
        if (inside >= 0 && got != inside)
            return fail(s, "coordinates are nested unevenly");
        inside = got;
    } while (take(s, ','));
    if (!take(s, ']'))
        return fail(s, "']' is expected");
    if (inside == 0)
        end_part(d, start, !first);
    *depth = inside + 1;
    return DATELINE_OK;
}

/* The name of a member and the colon behind it. */
static dateline_status member_key(scan *s, str *key)
{
    dateline_status st = string(s, key);
    return st || take(s, ':') ? st : fail(s, "':' is expected");
}

static dateline_status geometry(scan *s, basemap_drafts *d, str *type, int *depth)
{
    if (!take(s, '{'))
        return fail(s, "a feature needs a geometry");
    *type = (str){ 0 };
    *depth = -1;
    do {
        str key;
        dateline_status st = member_key(s, &key);
        if (st)
            return st;
        if (str_eq(key, STR("type")))
            st = string(s, type);
        else if (str_eq(key, STR("coordinates")) && *depth < 0)
            st = coordinates(s, d, 0, true, depth);
        else
            st = skip_value(s);
        if (st)
            return st;
    } while (take(s, ','));
    return take(s, '}') ? DATELINE_OK : fail(s, "'}' is expected");
}

/* -------------------------------------------------------------- properties */

static int word_of(str s, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq(s, str_of(words[i])))
            return i;
    return -1;
}

static dateline_status word(scan *s, const char *const *words, int n, int *out)
{
    str got;
    dateline_status st = string(s, &got);
    if (st)
        return st;
    *out = word_of(got, words, n);
    if (*out < 0)
        return fail(s, "this word is not one of those in basemap/compile.h");
    return DATELINE_OK;
}

static dateline_status class_word(scan *s, int *out)
{
    const char *words[BASEMAP_CLASSES];
    for (int i = 0; i < BASEMAP_CLASSES; i++)
        words[i] = basemap_class_name((basemap_class)i);
    return word(s, words, BASEMAP_CLASSES, out);
}

/* A class, or "hidden"; plus one. */
static dateline_status shown_word(scan *s, int *out)
{
    const char *start = s->at;
    str got;
    dateline_status st = string(s, &got);
    *out = BASEMAP_HIDDEN + 1;
    if (st || str_eq(got, STR("hidden")))
        return st;
    s->at = start;
    st = class_word(s, out);
    ++*out;
    return st;
}

/* A year or yyyymmdd, as yyyymmdd. */
static dateline_status date(scan *s, int rest, int *out)
{
    double v = 0;
    dateline_status st = number(s, &v);
    if (st)
        return st;
    if (!(v >= 1 && v <= 99991231) || v != floor(v))
        return fail(s, "a date is a year or yyyymmdd");
    *out = v < 10000 ? (int)v * 10000 + rest : (int)v;
    return DATELINE_OK;
}

static dateline_status rank(scan *s, int *out)
{
    double v = 0;
    dateline_status st = number(s, &v);
    if (!st && !(v >= 1 && v <= 9))
        st = fail(s, "a rank is 1 to 9");
    if (!st)
        *out = (int)v;
    return st;
}

static dateline_status property(scan *s, str key, basemap_draft *f)
{
    static const char *const layers[] = { "country", "admin1", "lake",        "river",
                                          "coast",   "border", "admin1_line", "area",
                                          "road",    "box" };
    static const char *const editions[] = { "region", "world" };
    if (str_eq(key, STR("layer")))
        return word(s, layers, BASEMAP_LAYERS + 1, &f->layer);
    if (str_eq(key, STR("edition")))
        return word(s, editions, 2, &f->edition);
    if (str_eq(key, STR("class")))
        return class_word(s, &f->class);
    if (str_eq(key, STR("un")))
        return shown_word(s, &f->shown[BASEMAP_UN]);
    if (str_eq(key, STR("defacto")))
        return shown_word(s, &f->shown[BASEMAP_DEFACTO]);
    if (str_eq(key, STR("code")))
        return string(s, &f->code);
    if (str_eq(key, STR("name")))
        return string(s, &f->name);
    if (str_eq(key, STR("rank")))
        return rank(s, &f->rank);
    if (str_eq(key, STR("from")))
        return date(s, 101, &f->from);
    if (str_eq(key, STR("to")))
        return date(s, 1231, &f->to);
    if (str_eq(key, STR("approximate"))) {
        f->approximate = peek(s, 't');
        return skip_value(s);
    }
    return skip_value(s);
}

static dateline_status properties(scan *s, basemap_draft *f)
{
    if (!take(s, '{'))
        return fail(s, "a feature needs properties");
    if (take(s, '}'))
        return DATELINE_OK;
    do {
        str key;
        dateline_status st = member_key(s, &key);
        if (!st)
            st = property(s, key, f);
        if (st)
            return st;
    } while (take(s, ','));
    return take(s, '}') ? DATELINE_OK : fail(s, "'}' is expected");
}

/* ---------------------------------------------------------------- features */

static double signed_area(const basemap_point *p, size_t n)
{
    double a = 0;
    for (size_t i = 0, k = n - 1; i < n; k = i++)
        a += (double)p[k].x * p[i].y - (double)p[i].x * p[k].y;
    return a;
}

/* Take out repeated points and, of rings, the closing one; turn rings so that
   the area is on the left. What is left of too little is emptied. */
static void tidy_part(basemap_part *part, basemap_point *p, bool ring)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n; i++)
        if (!n || p[i].x != p[n - 1].x || p[i].y != p[n - 1].y)
            p[n++] = p[i];
    while (ring && n > 1 && p[0].x == p[n - 1].x && p[0].y == p[n - 1].y)
        n--;
    if (n < (ring ? 3u : 2u))
        n = 0;
    if (ring && n && (signed_area(p, n) > 0) == part->inner)
        for (size_t i = 0, k = n - 1; i < k; i++, k--) {
            basemap_point swap = p[i];
            p[i] = p[k];
            p[k] = swap;
        }
    part->n = (uint32_t)n;
}

static void set_box(basemap_drafts *d, const basemap_draft *f)
{
    basemap_bounds b = BASEMAP_NO_BOUNDS;
    const basemap_part *part = basemap_part_at(d, f->first);
    for (size_t i = 0; i < part->n; i++) {
        basemap_point p = *basemap_point_at(d, part->first + i);
        basemap_bounds_add(&b, (basemap_bounds){ p.x, p.y, p.x, p.y });
    }
    d->box[f->edition] = b;
    d->has_box[f->edition] = true;
}

static dateline_status finish(scan *s, basemap_drafts *d, basemap_draft *f, int depth)
{
    if (f->layer < 0 || f->edition < 0)
        return fail(s, "a feature needs the properties layer and edition");
    bool ring = basemap_is_area(f->layer) || f->layer == BASEMAP_LAYERS;
    if (depth != (ring ? 2 : 1) && depth != (ring ? 3 : 2))
        return fail(s, "this layer needs another kind of geometry");
    if (f->code.len > LIMIT_NAME || f->name.len > LIMIT_NAME)
        return fail(s, "a code or name is longer than 1024 bytes");
    if (d->points.over || d->points.len / sizeof(basemap_point) > MAX_POINTS)
        return error_set(s->err, DATELINE_LIMIT, "the base map has more than %d points",
                         MAX_POINTS);
    for (uint32_t i = 0; i < f->n; i++) {
        basemap_part *part = (basemap_part *)(void *)d->parts.at + f->first + i;
        /* Lines have no holes, however they are nested. */
        part->inner = part->inner && ring;
        tidy_part(part, (basemap_point *)(void *)d->points.at + part->first, ring);
    }
    if (f->layer == BASEMAP_LAYERS)
        set_box(d, f);
    buf_add(&d->drafts, f, sizeof *f);
    return DATELINE_OK;
}

/* The kind of polygon or line that this depth of nesting is. */
static bool type_fits(str type, int depth)
{
    return (depth == 1 && str_eq(type, STR("LineString"))) ||
           (depth == 2 &&
            (str_eq(type, STR("Polygon")) || str_eq(type, STR("MultiLineString")))) ||
           (depth == 3 && str_eq(type, STR("MultiPolygon")));
}

static dateline_status feature(scan *s, basemap_drafts *d)
{
    basemap_draft f = { .edition = -1, .layer = -1, .rank = 5 };
    f.first = (uint32_t)(d->parts.len / sizeof(basemap_part));
    str type = { 0 };
    int depth = -1;
    if (!take(s, '{'))
        return fail(s, "a GeoJSON feature is expected");
    do {
        str key;
        dateline_status st = member_key(s, &key);
        if (st)
            return st;
        if (str_eq(key, STR("geometry")) && depth < 0)
            st = geometry(s, d, &type, &depth);
        else if (str_eq(key, STR("properties")))
            st = properties(s, &f);
        else
            st = skip_value(s);
        if (st)
            return st;
    } while (take(s, ','));
    if (!take(s, '}'))
        return fail(s, "'}' is expected");
    skip_space(s);
    if (s->at < s->end)
        return fail(s, "one feature a line: something follows it");
    if (!type_fits(type, depth))
        return fail(s, "a geometry is a LineString, a Polygon, or several of them");
    bool ring = str_ends(type, STR("Polygon"));
    f.n = (uint32_t)(d->parts.len / sizeof(basemap_part)) - f.first;
    if (f.layer >= 0 && ring != (basemap_is_area(f.layer) || f.layer == BASEMAP_LAYERS))
        return fail(s, "areas are polygons, and only they are");
    return finish(s, d, &f, depth);
}

dateline_status basemap_read_source(const basemap_source *source, arena *a,
                                    basemap_drafts *out, dateline_error *err)
{
    str rest = source->text;
    if (rest.len > (size_t)LIMIT_INPUT)
        return error_at(err, DATELINE_LIMIT, source->name, 0, 0, "larger than 1 GiB");
    for (int line = 1; rest.len; line++) {
        str text = str_cut(&rest, '\n');
        scan s = { text.at, text.at + text.len, text.at, source->name, line, a, err };
        if (text.len && text.at[0] == 0x1E) /* RFC 8142 */
            s.at++;
        skip_space(&s);
        if (s.at == s.end)
            continue;
        dateline_status st = feature(&s, out);
        if (st)
            return st;
    }
    return DATELINE_OK;
}

void basemap_drafts_clear(basemap_drafts *d)
{
    buf_clear(&d->drafts);
    buf_clear(&d->parts);
    buf_clear(&d->points);
}
