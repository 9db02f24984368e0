#include "collect/ground.h"

#include "base/pool.h"
#include "collect/cover.h"

#include <math.h>
#include <string.h>

enum {
    THREADS = 4,
    BANDS = 8,
    STEP = 16,              /* cells between exact places of the picture */
    STEPS = 1024,           /* of a table of tints */
    MOST_HEIGHTS = 2000000, /* in a raster */
};

static const double CELL_PX = 2; /* of the page, to one pixel of the pictures */
static const double DEGREE_KM = 111.195;

/* Tints between two heights, by steps. */
typedef struct tints {
    float low, per_m;
    uint32_t at[STEPS];
} tints;

/* A picture on its way. */
typedef struct ground {
    const scene_input *in;
    const scene *s;
    int nx, ny;            /* pixels */
    double cell_x, cell_y; /* page pixels to one */
    float *lon, *lat;      /* of the middle of each; NaN: off the Earth */
    relief_raster heights;
    float per_x, per_y; /* its cells in a degree */
    float *light;       /* of each height: 0 level, below in shadow */
    double exaggeration;
    const float *land; /* coverage */
    tints land_tints, sea_tints;
    uint32_t *land_px, *sea_px; /* NULL: none */
} ground;

static bool has_tint(const style_ramp *r)
{
    return r->n > 0;
}

bool ground_tints_sea(const scene_input *in)
{
    return in->relief && !in->vector && !in->style->mono && has_tint(&in->style->sea);
}

bool ground_tints_land(const scene_input *in)
{
    bool political = in->style->political[0] != 0;
    return in->relief && !in->vector && !in->style->mono && !political &&
           has_tint(&in->style->land);
}

static bool shades_land(const scene_input *in)
{
    return in->relief && !in->vector && !in->style->mono && in->style->shade > 0;
}

/* -------------------------------------------------------------------- tints */

static double channel(style_color c, int shift)
{
    return (double)(c >> shift & 0xFF);
}

static style_color blend(style_color a, style_color b, double t)
{
    style_color out = 0xFF;
    for (int shift = 8; shift <= 24; shift += 8) {
        double v = channel(a, shift) + t * (channel(b, shift) - channel(a, shift));
        out |= (style_color)lround(v) << shift;
    }
    return out;
}

style_color ground_tint_at(const style_ramp *r, double h)
{
    int i = 0;
    while (i + 1 < r->n && r->height[i + 1] <= h)
        i++;
    if (i + 1 >= r->n || h <= r->height[i])
        return r->color[i] | 0xFF;
    double t = (h - r->height[i]) / (r->height[i + 1] - r->height[i]);
    return blend(r->color[i], r->color[i + 1], t);
}

static void make_tints(const style_ramp *r, tints *out)
{
    if (!r->n)
        return;
    double high = r->height[r->n - 1];
    double per_m = (STEPS - 1) / fmax(1, high - r->height[0]);
    out->low = (float)r->height[0];
    out->per_m = (float)per_m;
    for (int i = 0; i < STEPS; i++)
        out->at[i] = ground_tint_at(r, r->height[0] + i / per_m);
}

static inline uint32_t tint(const tints *t, float h)
{
    float i = (h - t->low) * t->per_m;
    return t->at[i <= 0 ? 0 : i >= STEPS - 1 ? STEPS - 1 : (int)i];
}

/* ------------------------------------------------------ where the pixels are */

/* What lies off the Earth may still have an inverse, as some projections go on; it
   comes back to another pixel. */
static bool unlocate(const geo_view *v, geo_xy px, geo_lonlat *p)
{
    geo_xy back;
    return geo_view_unlocate(v, px, p) && fabs(p->lat) <= 90 && fabs(p->lon) <= 720 &&
           geo_view_locate(v, *p, &back) && fabs(back.x - px.x) < 1 &&
           fabs(back.y - px.y) < 1;
}

static void place_exactly(ground *g, int x, int y)
{
    const geo_view *v = &g->s->view;
    double middle = geo_view_middle(v);
    geo_xy px = { v->frame.x0 + (x + 0.5) * g->cell_x,
                  v->frame.y0 + (y + 0.5) * g->cell_y };
    geo_lonlat p;
    size_t i = (size_t)y * (size_t)g->nx + (size_t)x;
    bool there = unlocate(v, px, &p);
    g->lon[i] = there ? (float)(p.lon + 360 * round((middle - p.lon) / 360)) : NAN;
    g->lat[i] = there ? (float)p.lat : NAN;
}

typedef enum block_kind {
    BLOCK_SMOOTH = 0, /* what lies between the corners follows from them */
    BLOCK_EDGE,       /* not so at the edge of the Earth, a pole, or where it is cut */
    BLOCK_OFF,        /* the Earth */
} block_kind;

static block_kind kind_of(const ground *g, const size_t corner[4])
{
    float west = 1e9F, east = -1e9F;
    int off = 0;
    for (int i = 0; i < 4; i++) {
        off += isnan(g->lon[corner[i]]);
        west = fminf(west, g->lon[corner[i]]);
        east = fmaxf(east, g->lon[corner[i]]);
    }
    if (off)
        return off == 4 ? BLOCK_OFF : BLOCK_EDGE;
    return east - west < 20 ? BLOCK_SMOOTH : BLOCK_EDGE;
}

/* One row of a smooth block, at v of the way from its upper to its lower edge. */
static void blend_row(float *at, int n, const float corner[4], float v)
{
    float from = corner[0] + v * (corner[2] - corner[0]);
    float to = corner[1] + v * (corner[3] - corner[1]);
    float step = (to - from) / (float)(n - 1);
    for (int i = 0; i < n; i++)
        at[i] = from + step * (float)i;
}

static void blend_block(ground *g, const size_t corner[4], int nx, int ny)
{
    float lon[4], lat[4];
    for (int i = 0; i < 4; i++) {
        lon[i] = g->lon[corner[i]];
        lat[i] = g->lat[corner[i]];
    }
    for (int y = 0; y < ny; y++) {
        size_t row = corner[0] + (size_t)y * (size_t)g->nx;
        float v = (float)y / (float)(ny - 1);
        blend_row(g->lon + row, nx, lon, v);
        blend_row(g->lat + row, nx, lat, v);
    }
}

static void place_block(ground *g, int x0, int y0, int x1, int y1)
{
    size_t nx = (size_t)g->nx;
    size_t corner[4] = { (size_t)y0 * nx + (size_t)x0, (size_t)y0 * nx + (size_t)x1,
                         (size_t)y1 * nx + (size_t)x0, (size_t)y1 * nx + (size_t)x1 };
    block_kind kind = kind_of(g, corner);
    if (kind == BLOCK_SMOOTH) {
        blend_block(g, corner, x1 - x0 + 1, y1 - y0 + 1);
        return;
    }
    for (int y = y0; y <= y1; y++)
        for (int x = x0; x <= x1; x++) {
            size_t i = (size_t)y * nx + (size_t)x;
            bool is_corner = (x == x0 || x == x1) && (y == y0 || y == y1);
            if (is_corner)
                continue;
            if (kind == BLOCK_EDGE)
                place_exactly(g, x, y);
            else
                g->lon[i] = g->lat[i] = NAN;
        }
}

/* Blocks share their edges, which are placed from either side alike. */
static int next_edge(int at, int n)
{
    return at + STEP < n - 1 ? at + STEP : n - 1;
}

static void place(ground *g)
{
    for (int y = 0;; y = next_edge(y, g->ny)) {
        for (int x = 0;; x = next_edge(x, g->nx)) {
            place_exactly(g, x, y);
            if (x == g->nx - 1)
                break;
        }
        if (y == g->ny - 1)
            break;
    }
    for (int y = 0; y < g->ny - 1; y = next_edge(y, g->ny))
        for (int x = 0; x < g->nx - 1; x = next_edge(x, g->nx))
            place_block(g, x, y, next_edge(x, g->nx), next_edge(y, g->ny));
}

/* ------------------------------------------------------------------ heights */

typedef struct bounds {
    double west, east, south, north;
} bounds;

static bool bounds_of(const ground *g, bounds *b)
{
    *b = (bounds){ 1e9, -1e9, 1e9, -1e9 };
    for (size_t i = 0; i < (size_t)g->nx * (size_t)g->ny; i++) {
        double lon = (double)g->lon[i], lat = (double)g->lat[i];
        if (isnan(lon))
            continue;
        b->west = lon < b->west ? lon : b->west;
        b->east = lon > b->east ? lon : b->east;
        b->south = lat < b->south ? lat : b->south;
        b->north = lat > b->north ? lat : b->north;
    }
    return b->west <= b->east;
}

/* As fine as the picture, or as the cells of the relief want for a smooth look. */
static bool read_heights(ground *g, arena *a)
{
    bounds b;
    if (!bounds_of(g, &b))
        return false;
    geo_box box = { geo_wrap_lon(b.west), b.south, geo_wrap_lon(b.east), b.north };
    if (b.east - b.west >= 359)
        box = (geo_box){ -180, b.south, 180, b.north };
    double spacing = relief_spacing(g->in->relief, box);
    double dy = fmax(g->cell_x * g->s->view.m_per_px / 1000 / DEGREE_KM, spacing / 4);
    double round_ = fmax(0.25, cos((b.south + b.north) / 2 * 0.017453292519943295));
    double wide = (b.east - b.west) * round_, high = b.north - b.south;
    dy = fmax(dy, sqrt(fmax(wide, 1e-6) * fmax(high, 1e-6) / MOST_HEIGHTS));
    double dx = dy / round_;
    g->heights = (relief_raster){ .west = b.west - 2 * dx,
                                  .north = b.north + 2 * dy,
                                  .dx = dx,
                                  .dy = dy,
                                  .nx = (int)ceil((b.east - b.west) / dx) + 5,
                                  .ny = (int)ceil(high / dy) + 5 };
    g->per_x = (float)(1 / dx);
    g->per_y = (float)(1 / dy);
    relief_fill(g->in->relief, &g->heights, pool_share(THREADS), a);
    /* Slopes flatten with the size of the cells that they are taken from. */
    g->exaggeration = 2.4 * sqrt(fmax(dy, spacing) * DEGREE_KM);
    return true;
}

/* Light from the north-west, with some from its neighbours so that no ridge is lost;
   as seen from above, relative to level ground. The lamps stand 45 degrees high. */
static inline float light_on(float east, float north)
{
    static const float from[4][3] = { { -0.7071F, 0.7071F, 0.5F }, /* x, y, share */
                                      { -1, 0, 0.2F },
                                      { 0, 1, 0.2F },
                                      { -0.7071F, -0.7071F, 0.1F } };
    float sum = 0;
    for (int i = 0; i < 4; i++) {
        float facing = 1 - east * from[i][0] - north * from[i][1];
        sum += from[i][2] * (facing > 0 ? facing : 0);
    }
    return sum / sqrtf(1 + east * east + north * north) - 1;
}

/* The sea is level: its floor throws no shadow on the coast. */
static inline float dry(float h)
{
    return h > 0 ? h : 0;
}

static void shade_row(const ground *g, int y)
{
    const relief_raster *h = &g->heights;
    size_t nx = (size_t)h->nx;
    int up = y ? y - 1 : 0, down = y + 1 < h->ny ? y + 1 : y;
    const float *row = h->at + (size_t)y * nx, *above = h->at + (size_t)up * nx;
    const float *below = h->at + (size_t)down * nx;
    double lat = fmin(89, fabs(h->north - y * h->dy)) * 0.017453292519943295;
    double ky = g->exaggeration / (fmax(1, down - up) * h->dy * DEGREE_KM * 1000);
    double kx = g->exaggeration / (2 * h->dx * DEGREE_KM * 1000 * fmax(0.05, cos(lat)));
    for (int x = 0; x < h->nx; x++) {
        int left = x ? x - 1 : 0, right = x + 1 < h->nx ? x + 1 : x;
        float east = (dry(row[right]) - dry(row[left])) * (float)kx;
        float north = (dry(above[x]) - dry(below[x])) * (float)ky;
        g->light[(size_t)y * nx + (size_t)x] = light_on(east, north);
    }
}

/* ------------------------------------------------------------------- pixels */

/* Where a place is in the raster: the cell up and left of it, and how far past.
   Degrees in float are good to a few metres, a fraction of a pixel here. */
typedef struct spot {
    size_t at;
    float u, v;
} spot;

static inline bool find_spot(const ground *g, size_t i, spot *out)
{
    const relief_raster *h = &g->heights;
    float x = (g->lon[i] - (float)h->west) * g->per_x;
    float y = ((float)h->north - g->lat[i]) * g->per_y;
    if (!(x >= 0 && y >= 0 && x < (float)(h->nx - 1) && y < (float)(h->ny - 1)))
        return false;
    int column = (int)x, row = (int)y;
    *out = (spot){ (size_t)row * (size_t)h->nx + (size_t)column, x - (float)column,
                   y - (float)row };
    return true;
}

static inline float sample(const float *at, size_t nx, spot s)
{
    const float *p = at + s.at, *q = p + nx;
    return (1 - s.v) * ((1 - s.u) * p[0] + s.u * p[1]) +
           s.v * ((1 - s.u) * q[0] + s.u * q[1]);
}

static inline uint32_t shaded(uint32_t c, float d)
{
    uint32_t out = 0;
    float times = d < 0 ? 1 + d : 1 - d, plus = d < 0 ? 0.5F : 255 * d + 0.5F;
    for (int shift = 8; shift <= 24; shift += 8)
        out |= (uint32_t)((float)(c >> shift & 0xFF) * times + plus) << shift;
    return out;
}

/* The land's pixel: its tint in its light, or where there is no tint, the light
   alone as black and white. */
static inline uint32_t land_pixel(const ground *g, float h, float light, float cover)
{
    float strength = (float)g->in->style->shade;
    float d = light < 0 ? light * strength : light * strength * 0.8F;
    d = d < -0.85F ? -0.85F : d > 0.6F ? 0.6F : d;
    /* Half covered is clear already: between pixels there is a slope. */
    float alpha = cover <= 0.5F ? 0 : 2 * cover - 1;
    if (g->land_tints.per_m > 0)
        return shaded(tint(&g->land_tints, h), d) | (uint32_t)(alpha * 255 + 0.5F);
    uint32_t ink = d < 0 ? 0 : 0xFFFFFF00;
    return ink | (uint32_t)(alpha * fabsf(d) * 255 + 0.5F);
}

static void draw_row(const ground *g, int y)
{
    size_t nx = (size_t)g->nx, wide = (size_t)g->heights.nx;
    for (size_t x = 0, i = (size_t)y * nx; x < nx; x++, i++) {
        spot at;
        if (!find_spot(g, i, &at))
            continue;
        float h = sample(g->heights.at, wide, at);
        if (isnan(h))
            continue;
        if (g->sea_px)
            g->sea_px[i] = tint(&g->sea_tints, h);
        if (g->land_px && g->land[i] > 0.5F)
            g->land_px[i] = land_pixel(g, h, sample(g->light, wide, at), g->land[i]);
    }
}

static void shade_band(void *ctx, size_t i, int worker)
{
    (void)worker;
    const ground *g = ctx;
    int n = g->heights.ny;
    for (int y = (int)i * n / BANDS; y < (int)(i + 1) * n / BANDS; y++)
        shade_row(g, y);
}

static void draw_band(void *ctx, size_t i, int worker)
{
    (void)worker;
    const ground *g = ctx;
    for (int y = (int)i * g->ny / BANDS; y < (int)(i + 1) * g->ny / BANDS; y++)
        draw_row(g, y);
}

static void add_image(const ground *g, arena *a, scene *s, scene_layer_id layer,
                      const uint32_t *pixels, const char *key)
{
    if (!pixels)
        return;
    *scene_add_image(s, a, layer) = (scene_image){ .box = s->view.frame,
                                                   .width = g->nx,
                                                   .height = g->ny,
                                                   .pixels = pixels,
                                                   .key = key };
}

static void measure(ground *g, const scene *s)
{
    geo_rect f = s->view.frame;
    double wide = f.x1 - f.x0, high = f.y1 - f.y0;
    g->nx = (int)fmax(2, floor(wide / CELL_PX + 0.5));
    g->ny = (int)fmax(2, floor(high / CELL_PX + 0.5));
    g->cell_x = wide / g->nx;
    g->cell_y = high / g->ny;
}

void ground_add(const scene_input *in, arena *a, scene *s)
{
    bool land = ground_tints_land(in) || shades_land(in), sea = ground_tints_sea(in);
    if (!land && !sea)
        return;
    ground g = { .in = in, .s = s };
    arena scratch = { 0 };
    measure(&g, s);
    size_t n = (size_t)g.nx * (size_t)g.ny;
    g.lon = arena_array(&scratch, float, n);
    g.lat = arena_array(&scratch, float, n);
    place(&g);
    if (read_heights(&g, &scratch)) {
        g.land_px = land ? arena_array(a, uint32_t, n) : NULL;
        g.sea_px = sea ? arena_array(a, uint32_t, n) : NULL;
        if (ground_tints_land(in))
            make_tints(&in->style->land, &g.land_tints);
        make_tints(&in->style->sea, &g.sea_tints);
        g.land = cover_cells(&s->layers[SCENE_LAND], "countries", s->view.frame, g.nx,
                             g.ny, &scratch);
        g.light =
            arena_array(&scratch, float, (size_t)g.heights.nx *(size_t)g.heights.ny);
        pool_run(pool_share(THREADS), BANDS, shade_band, &g);
        pool_run(pool_share(THREADS), BANDS, draw_band, &g);
        add_image(&g, a, s, SCENE_LAND, g.sea_px, "sea-depth");
        /* Light and shadow fall on what is untinted among political tints, too. */
        add_image(&g, a, s, in->style->political[0] ? SCENE_HATCHING : SCENE_AREAS,
                  g.land_px, "relief");
    }
    arena_clear(&scratch);
}
