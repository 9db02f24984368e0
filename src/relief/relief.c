#include "relief/relief.h"

#include "base/error.h"
#include "relief/format.h"
#include "relief/grid.h"

#include <math.h>
#include <string.h>

static uint32_t u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/* ------------------------------------------------------------------ opening */

static dateline_status damaged(dateline_error *err, const char *what)
{
    return error_set(err, DATELINE_GEODATA,
                     "the relief %s: build it again with 'make geodata'", what);
}

/* One record of the file; false when it leads out of it. */
static bool read_record(const unsigned char *file, size_t len, uint32_t i,
                        relief_grid *out)
{
    const unsigned char *p = file + RELIEF_HEADER + (size_t)i * RELIEF_RECORD;
    uint32_t per = u32(p + 8), nx = u32(p + 12), ny = u32(p + 16), at = u32(p + 20);
    if (!per || per > 3600 || nx < 4 || nx > RELIEF_SIDE_MAX || ny < 4 ||
        ny > RELIEF_SIDE_MAX || at > len || (uint64_t)2 * nx * ny > len - at)
        return false;
    *out = (relief_grid){ .cells = GRID_LE16,
                          .at = file + at,
                          .nx = (int)nx,
                          .ny = (int)ny,
                          .west = (double)(int32_t)u32(p) / per,
                          .north = (double)(int32_t)u32(p + 4) / per,
                          .dx = 1.0 / per,
                          .dy = 1.0 / per,
                          .wraps = nx == 360 * per,
                          .bundled = true };
    return fabs(out->west) <= 360 && fabs(out->north) <= 91;
}

static dateline_status read_grids(relief *r, str bytes, dateline_error *err)
{
    const unsigned char *p = (const unsigned char *)bytes.at;
    if (bytes.len < RELIEF_HEADER || memcmp(p, RELIEF_MAGIC, 8) != 0)
        return damaged(err, "is not one");
    uint32_t n = u32(p + 12);
    if (u32(p + 8) != RELIEF_VERSION)
        return damaged(err, "is of another version");
    if (u32(p + 16) != bytes.len)
        return damaged(err, "is cut short");
    if (!n || n > RELIEF_GRIDS_MAX ||
        bytes.len < RELIEF_HEADER + (size_t)n * RELIEF_RECORD)
        return damaged(err, "is damaged");
    for (uint32_t i = 0; i < n; i++) {
        relief_grid g;
        if (!read_record(p, bytes.len, i, &g))
            return damaged(err, "is damaged");
        relief_keep(r, g);
    }
    return DATELINE_OK;
}

static relief *new_relief(void)
{
    arena memory = { 0 };
    relief *r = arena_new(&memory, relief);
    r->memory = memory;
    return r;
}

dateline_status relief_open_bytes(str bytes, relief **out, dateline_error *err)
{
    relief *r = new_relief();
    dateline_status st = read_grids(r, bytes, err);
    *out = st ? NULL : r;
    if (st)
        relief_close(r);
    return st;
}

dateline_status relief_open(const char *path, relief **out, dateline_error *err)
{
    *out = NULL;
    if (!file_exists(path))
        return error_set(err, DATELINE_GEODATA,
                         "there is no relief '%s': build it with 'make geodata'", path);
    relief *r = new_relief();
    dateline_status st = file_map_open(path, &r->map, err);
    if (!st)
        st = read_grids(r, (str){ (const char *)r->map.at, r->map.len }, err);
    if (st) {
        error_source(err, path);
        relief_close(r);
        return st;
    }
    *out = r;
    return DATELINE_OK;
}

void relief_close(relief *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->n_maps; i++)
        file_map_close(&r->maps[i]);
    file_map_close(&r->map);
    arena memory = r->memory;
    arena_clear(&memory);
}

void relief_keep(relief *r, relief_grid g)
{
    r->grids = arena_grow(&r->memory, r->grids, r->n, &r->cap, sizeof *r->grids);
    size_t i = r->n++;
    r->n_bundled += g.bundled;
    for (; !g.bundled && i > r->n_bundled && r->grids[i - 1].dy < g.dy; i--)
        r->grids[i] = r->grids[i - 1];
    r->grids[i] = g;
}

dateline_status relief_add(relief *r, const char *path, dateline_error *err)
{
    file_map map;
    dateline_status st = file_map_open(path, &map, err);
    if (st)
        return st;
    r->maps = arena_grow(&r->memory, r->maps, r->n_maps, &r->cap_maps, sizeof *r->maps);
    r->maps[r->n_maps++] = map;
    str bytes = { (const char *)map.at, map.len };
    bool tiff = map.len >= 4 && (!memcmp(map.at, "II", 2) || !memcmp(map.at, "MM", 2));
    int west, south;
    if (tiff)
        return relief_read_tiff(r, path, bytes, err);
    if (!relief_hgt_corner(path, &west, &south))
        return error_at(err, DATELINE_INPUT, path, 0, 0,
                        "a relief is a GeoTIFF, or an SRTM tile that is called after its "
                        "corner, such as N39E046.hgt");
    st = relief_add_hgt(r, bytes, west, south, err);
    if (st)
        error_source(err, path);
    return st;
}

/* ------------------------------------------------------------------ heights */

double grid_column(const relief_grid *g, double lon)
{
    double x = (lon - g->west) / g->dx, turn = 360 / g->dx;
    double last = g->wraps ? turn : g->nx - 1;
    return x - turn * ceil((x - last) / turn - (g->wraps ? 0 : 1e-9));
}

bool grid_covers(const relief_grid *g, geo_box box)
{
    double width = geo_box_width(box) / g->dx, x = grid_column(g, box.west);
    double top = (g->north - box.north) / g->dy, bottom = (g->north - box.south) / g->dy;
    return (g->wraps || (x >= 0 && x + width <= g->nx - 1)) && top >= -0.5 &&
           bottom <= g->ny - 0.5;
}

const relief_grid *relief_ground(const relief *r, geo_box box)
{
    for (size_t i = 0; i < r->n_bundled; i++)
        if (grid_covers(&r->grids[i], box))
            return &r->grids[i];
    return r->n_bundled ? &r->grids[r->n_bundled - 1] : NULL;
}

/* Catmull and Rom's weights of the four cells around t. */
static void weigh(double t, double w[4])
{
    w[0] = ((2 - t) * t - 1) * t / 2;
    w[1] = ((3 * t - 5) * t * t + 2) / 2;
    w[2] = ((4 - 3 * t) * t + 1) * t / 2;
    w[3] = (t - 1) * t * t / 2;
}

static int inside(int v, int n, bool wraps)
{
    if (wraps)
        return (v % n + n) % n;
    return v < 0 ? 0 : v >= n ? n - 1 : v;
}

static bool height_in(const relief_grid *g, geo_lonlat p, double *metres)
{
    double x = grid_column(g, p.lon), y = (g->north - p.lat) / g->dy;
    if (!(y >= -1e-6 && y <= g->ny - 1 + 1e-6) ||
        !(g->wraps || (x >= -1e-6 && x <= g->nx - 1 + 1e-6)))
        return false;
    double wx[4], wy[4], sum = 0;
    int x0 = (int)floor(x), y0 = (int)floor(y);
    weigh(x - x0, wx);
    weigh(y - y0, wy);
    for (int j = 0; j < 4; j++)
        for (int i = 0; i < 4; i++)
            sum += wx[i] * wy[j] *
                   (double)grid_cell(g, inside(x0 - 1 + i, g->nx, g->wraps),
                                     inside(y0 - 1 + j, g->ny, false));
    *metres = sum;
    return isfinite(sum);
}

bool relief_at(const relief *r, geo_lonlat p, double *metres)
{
    if (!(fabs(p.lon) <= 540 && fabs(p.lat) <= 90))
        return false;
    for (size_t i = r->n; i > r->n_bundled; i--)
        if (height_in(&r->grids[i - 1], p, metres))
            return true;
    for (size_t i = 0; i < r->n_bundled; i++)
        if (height_in(&r->grids[i], p, metres))
            return true;
    return false;
}

static bool grid_meets(const relief_grid *g, geo_box box)
{
    double x = grid_column(g, box.west), width = geo_box_width(box) / g->dx;
    double turn = 360 / g->dx;
    bool along = g->wraps || (x + width >= 0 && x <= g->nx - 1) ||
                 (x + turn <= g->nx - 1) || (x - turn + width >= 0 && x < g->nx);
    return along && g->north >= box.south && g->north - g->dy * (g->ny - 1) <= box.north;
}

double relief_spacing(const relief *r, geo_box box)
{
    for (size_t i = r->n; i > r->n_bundled; i--)
        if (grid_meets(&r->grids[i - 1], box))
            return r->grids[i - 1].dy;
    const relief_grid *g = relief_ground(r, box);
    return g ? g->dy : 0;
}
