#include "geo/project.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/lazy.h"
#include "base/num.h"
#include "base/str.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <string.h>

#define PROJ_CALLS(X)              \
    X(context_create)              \
    X(context_destroy)             \
    X(context_set_search_paths)    \
    X(context_set_enable_network)  \
    X(log_func)                    \
    X(create)                      \
    X(create_crs_to_crs)           \
    X(normalize_for_visualization) \
    X(destroy)                     \
    X(trans)                       \
    X(trans_generic)               \
    X(angular_output)              \
    X(get_type)

typedef struct proj_calls {
#define X(name) __typeof__(proj_##name) *name;
    PROJ_CALLS(X)
#undef X
} proj_calls;

static const lazy_name names[] = {
#define X(name) { "proj_" #name, offsetof(proj_calls, name) },
    PROJ_CALLS(X)
#undef X
};

struct geo_projector {
    arena memory;
    bool mercator;
    bool degrees; /* the operation takes degrees, not radians */
    bool cut;
    double center_lon;
    char *definition;
    proj_calls calls;
    PJ_CONTEXT *context;
    PJ *operation;
};

static const double RAD = 0.017453292519943295;
static const double MERCATOR_R = 6378137.0;
static const double MERCATOR_LAT = 85.0511287798066;

void geo_project_preload(void)
{
    proj_calls calls;
    (void)lazy_open(LAZY_PROJ, names, sizeof names / sizeof *names, &calls, NULL);
}

/* A conic needs a cone: not at the equator, where its standard parallels would
   cancel, and not around a pole. */
static bool suits_conic(geo_box box)
{
    double mid = (box.south + box.north) / 2;
    return geo_box_width(box) <= 60 && fabs(mid) >= 8 && fabs(mid) <= 75 &&
           box.north - box.south <= 50 && (box.south > -5 || box.north < 5);
}

static const char *automatic(geo_box box)
{
    if (suits_conic(box))
        return "lambert";
    return geo_box_width(box) <= 120 && box.north - box.south <= 120 ? "azimuthal"
                                                                     : "equal-earth";
}

/* " +name=value": PROJ wants a decimal point, whatever the locale is. */
static void add_parameter(buf *b, const char *name, double degrees)
{
    buf_addf(b, " +%s=", name);
    num_write_fixed(b, degrees, 4);
}

/* The standard parallels one sixth from the edges (Snyder 1987, p. 99). */
static char *fitted(geo_projector *p, const char *name, geo_box box)
{
    static const char *const known[][2] = { { "lambert", "lcc" },
                                            { "albers", "aea" },
                                            { "azimuthal", "laea" },
                                            { "orthographic", "ortho" },
                                            { "equal-earth", "eqearth" } };
    size_t which = 0;
    while (which < 5 && strcmp(name, known[which][0]) != 0)
        which++;
    if (which == 5)
        return NULL;
    geo_lonlat mid = geo_box_center(box);
    /* As the definition states it: what is cut must be cut at its very meridian. */
    mid.lon = round(mid.lon * 1e4) / 1e4;
    double sixth = (box.north - box.south) / 6;
    buf text = { 0 };
    buf_addf(&text, "+proj=%s", known[which][1]);
    if (which < 2) {
        add_parameter(&text, "lat_1", box.south + sixth);
        add_parameter(&text, "lat_2", box.north - sixth);
    }
    if (which < 4)
        add_parameter(&text, "lat_0", mid.lat);
    add_parameter(&text, "lon_0", mid.lon);
    buf_add_text(&text, " +ellps=WGS84 +units=m");
    p->center_lon = mid.lon;
    p->cut = which == 4;
    char *definition = str_copy(&p->memory, buf_str(&text));
    buf_clear(&text);
    return definition;
}

/* A PROJ string of the caller: what it says of the meridian in its middle. */
static double stated_lon_0(str definition)
{
    double lon;
    while (definition.len) {
        str word = str_cut(&definition, ' '), value = word;
        str name = str_cut(&value, '=');
        if ((str_eq(name, STR("+lon_0")) || str_eq(name, STR("lon_0"))) &&
            num_parse(value, &lon))
            return lon;
    }
    return 0;
}

static PJ *create(geo_projector *p)
{
    const proj_calls *proj = &p->calls;
    str code = str_of(p->definition);
    code.len = code.len < 5 ? code.len : 5;
    if (!str_eq_nocase(code, STR("EPSG:"))) {
        /* A PROJ string states all there is to know: the database, which would be
           opened and parsed for nothing, is not to be found. */
        const char *nowhere[] = { "/nonexistent" };
        proj->context_set_search_paths(p->context, 1, nowhere);
        return proj->create(p->context, p->definition);
    }
    /* Degrees, as of EPSG:4326, are no plane. */
    PJ *crs = proj->create(p->context, p->definition);
    PJ_TYPE type = crs ? proj->get_type(crs) : PJ_TYPE_UNKNOWN;
    proj->destroy(crs);
    if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS)
        return NULL;
    PJ *raw = proj->create_crs_to_crs(p->context, "EPSG:4326", p->definition, NULL);
    if (!raw)
        return NULL;
    PJ *easting_first = proj->normalize_for_visualization(p->context, raw);
    proj->destroy(raw);
    p->degrees = true;
    return easting_first;
}

/* A library does not write on its caller's stderr. */
static void say_nothing(void *user, int level, const char *message)
{
    (void)user;
    (void)level;
    (void)message;
}

static dateline_status open_proj(geo_projector *p, const char *asked, dateline_error *err)
{
    dateline_status st =
        lazy_open(LAZY_PROJ, names, sizeof names / sizeof *names, &p->calls, err);
    if (st)
        return st;
    p->context = p->calls.context_create();
    p->calls.context_set_enable_network(p->context, 0);
    p->calls.log_func(p->context, NULL, say_nothing);
    p->operation = create(p);
    /* What gives angles, as "+proj=longlat" does, is no plane. */
    if (!p->operation || p->calls.angular_output(p->operation, PJ_FWD))
        return error_set(err, DATELINE_USAGE,
                         "cannot use projection '%s'; a name (auto, mercator, lambert, "
                         "albers, azimuthal, orthographic, equal-earth), a PROJ string "
                         "or EPSG:nnnn is wanted",
                         asked);
    return DATELINE_OK;
}

dateline_status geo_projector_open(const char *definition, geo_box box,
                                   geo_projector **out, dateline_error *err)
{
    *out = NULL;
    arena memory = { 0 };
    geo_projector *p = arena_new(&memory, geo_projector);
    p->memory = memory;
    if (!definition || !*definition || !strcmp(definition, "auto"))
        definition = automatic(box);
    if (!strcmp(definition, "mercator")) {
        p->mercator = p->cut = true;
        p->center_lon = geo_box_center(box).lon;
        p->definition = str_copy(&p->memory, STR("mercator"));
        *out = p;
        return DATELINE_OK;
    }
    p->definition = fitted(p, definition, box);
    if (!p->definition) {
        p->definition = str_copy(&p->memory, str_of(definition));
        p->center_lon = stated_lon_0(str_of(definition));
        p->cut = true;
    }
    dateline_status st = open_proj(p, definition, err);
    if (st)
        geo_projector_close(p);
    else
        *out = p;
    return st;
}

void geo_projector_close(geo_projector *p)
{
    if (!p)
        return;
    if (p->operation)
        p->calls.destroy(p->operation);
    if (p->context)
        p->calls.context_destroy(p->context);
    arena memory = p->memory;
    arena_clear(&memory);
}

const char *geo_projector_definition(const geo_projector *p)
{
    return p->definition;
}

static geo_xy mercator(geo_xy at)
{
    if (!isfinite(at.x) || !isfinite(at.y))
        return (geo_xy){ NAN, NAN };
    double lat = fmax(-MERCATOR_LAT, fmin(MERCATOR_LAT, at.y));
    return (geo_xy){ MERCATOR_R * at.x * RAD,
                     MERCATOR_R * log(tan((90 + lat) * RAD / 2)) };
}

void geo_project(const geo_projector *p, geo_xy *points, size_t n)
{
    if (p->mercator) {
        for (size_t i = 0; i < n; i++)
            points[i] = mercator(points[i]);
        return;
    }
    if (!n)
        return;
    if (!p->degrees)
        for (size_t i = 0; i < n; i++)
            points[i] = (geo_xy){ points[i].x * RAD, points[i].y * RAD };
    p->calls.trans_generic(p->operation, PJ_FWD, &points->x, sizeof *points, n,
                           &points->y, sizeof *points, n, NULL, 0, 0, NULL, 0, 0);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            points[i] = (geo_xy){ NAN, NAN };
}

bool geo_unproject(const geo_projector *p, geo_xy point, geo_lonlat *out)
{
    if (p->mercator) {
        out->lon = point.x / MERCATOR_R / RAD;
        out->lat = 2 * atan(exp(point.y / MERCATOR_R)) / RAD - 90;
        return isfinite(out->lon) && isfinite(out->lat);
    }
    PJ_COORD c = { .xy = { point.x, point.y } };
    c = p->calls.trans(p->operation, PJ_INV, c);
    if (!isfinite(c.xy.x) || !isfinite(c.xy.y))
        return false;
    double unit = p->degrees ? 1 : RAD;
    *out = (geo_lonlat){ c.xy.x / unit, c.xy.y / unit };
    return true;
}

bool geo_projector_cut(const geo_projector *p, double *meridian)
{
    *meridian = geo_wrap_lon(p->center_lon + 180);
    return p->cut;
}
