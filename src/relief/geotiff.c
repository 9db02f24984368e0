#include "base/error.h"
#include "base/lazy.h"
#include "base/num.h"
#include "relief/format.h"
#include "relief/grid.h"

#include <math.h>
#include <stddef.h>
#include <string.h>
#include <tiffio.h>

#define TIFF_CALLS(X)   \
    X(ClientOpen)       \
    X(Close)            \
    X(FieldDataType)    \
    X(FieldPassCount)   \
    X(FieldReadCount)   \
    X(FindField)        \
    X(GetField)         \
    X(IsTiled)          \
    X(ReadEncodedStrip) \
    X(ReadEncodedTile)  \
    X(SetErrorHandler)  \
    X(SetWarningHandler)

typedef struct tiff_calls {
#define X(name) __typeof__(TIFF##name) *name;
    TIFF_CALLS(X)
#undef X
} tiff_calls;

static const lazy_name names[] = {
#define X(name) { "TIFF" #name, offsetof(tiff_calls, name) },
    TIFF_CALLS(X)
#undef X
};

/* Tags of GeoTIFF 1.1 (OGC 19-008) and of GDAL. */
enum {
    TAG_SCALE = 33550,
    TAG_TIEPOINT = 33922,
    TAG_TRANSFORM = 34264,
    TAG_KEYS = 34735,
    TAG_NODATA = 42113,
    KEY_MODEL = 1024,
    KEY_RASTER = 1025,
    MOST_CELLS = 1 << 26,
};

typedef struct tiff_file {
    tiff_calls c;
    TIFF *tiff;
    str bytes;
    uint64_t at; /* of reading */
    const char *path;
    dateline_error *err;
    uint32_t nx, ny, piece_nx, piece_ny; /* of the image; of a strip or tile */
    uint16_t bits, format;
    double nodata;
    bool has_nodata;
    float *cells;
} tiff_file;

/* -------------------------------------------- bytes for the library to read */

static tmsize_t read_bytes(thandle_t h, void *to, tmsize_t n)
{
    tiff_file *f = h;
    uint64_t left = f->at < f->bytes.len ? f->bytes.len - f->at : 0;
    size_t take = n > 0 && (uint64_t)n < left ? (size_t)n : n > 0 ? (size_t)left : 0;
    if (take)
        memcpy(to, f->bytes.at + f->at, take);
    f->at += take;
    return (tmsize_t)take;
}

static tmsize_t write_bytes(thandle_t h, void *from, tmsize_t n)
{
    (void)h, (void)from, (void)n;
    return 0;
}

static toff_t seek_bytes(thandle_t h, toff_t to, int whence)
{
    tiff_file *f = h;
    uint64_t base = whence == 1 ? f->at : whence == 2 ? f->bytes.len : 0;
    f->at = base + to;
    return f->at;
}

static int close_bytes(thandle_t h)
{
    (void)h;
    return 0;
}

static toff_t size_bytes(thandle_t h)
{
    return ((tiff_file *)h)->bytes.len;
}

/* --------------------------------------------------------------------- tags */

static dateline_status fail(const tiff_file *f, const char *what)
{
    return error_at(f->err, DATELINE_INPUT, f->path, 0, 0, "%s", what);
}

/* The values of a tag that libtiff does not know by itself: its type is what the file
   says, so that has to be looked at first. NULL where there are none of this type. */
static const void *values(tiff_file *f, uint32_t tag, TIFFDataType type, uint32_t *n)
{
    const void *at = NULL;
    const TIFFField *field = f->c.FindField(f->tiff, tag, TIFF_ANY);
    *n = 0;
    if (!field || f->c.FieldDataType(field) != type || !f->c.FieldPassCount(field) ||
        f->c.FieldReadCount(field) != TIFF_VARIABLE2 ||
        !f->c.GetField(f->tiff, tag, n, &at))
        return NULL;
    return at;
}

/* A geo key that is a short; fallback where it is not there. */
static int geo_key(tiff_file *f, int key, int fallback)
{
    uint32_t n;
    const uint16_t *keys = values(f, TAG_KEYS, TIFF_SHORT, &n);
    for (uint32_t i = 4; keys && i + 3 < n; i += 4)
        if (keys[i] == key && keys[i + 1] == 0)
            return keys[i + 3];
    return fallback;
}

static dateline_status read_place(tiff_file *f, relief_grid *g)
{
    uint32_t n_scale, n_tie, n;
    if (values(f, TAG_TRANSFORM, TIFF_DOUBLE, &n))
        return fail(f, "this GeoTIFF is turned: make it plain with 'gdalwarp -t_srs "
                       "EPSG:4326'");
    const double *scale = values(f, TAG_SCALE, TIFF_DOUBLE, &n_scale);
    const double *tie = values(f, TAG_TIEPOINT, TIFF_DOUBLE, &n_tie);
    if (!scale || n_scale < 2 || !tie || n_tie < 6)
        return fail(f, "this TIFF does not say where it lies: a GeoTIFF with pixel scale "
                       "and tie point is needed");
    int model = geo_key(f, KEY_MODEL, 2);
    if (model != 2)
        return fail(f, "this GeoTIFF is projected: give it longitudes and latitudes with "
                       "'gdalwarp -t_srs EPSG:4326'");
    bool fits = scale[0] > 1e-7 && scale[0] <= 10 && scale[1] > 1e-7 && scale[1] <= 10 &&
                fabs(tie[0]) < 1e6 && fabs(tie[1]) < 1e6 && fabs(tie[3]) <= 540 &&
                fabs(tie[4]) <= 91;
    /* Of areas the corner is told, of points the middle. */
    double half = geo_key(f, KEY_RASTER, 1) == 2 ? 0 : 0.5;
    g->dx = scale[0];
    g->dy = scale[1];
    g->west = tie[3] + (half - tie[0]) * g->dx;
    g->north = tie[4] - (half - tie[1]) * g->dy;
    fits = fits && fabs(g->west) <= 540 && fabs(g->north) <= 91 &&
           g->north - g->dy * (g->ny - 1) >= -91 && g->dx * g->nx <= 361;
    if (!fits)
        return fail(f, "this GeoTIFF does not lie on the Earth in degrees");
    g->wraps = fabs(g->dx * g->nx - 360) < g->dx / 2;
    return DATELINE_OK;
}

static void read_nodata(tiff_file *f)
{
    uint32_t n;
    const char *text = values(f, TAG_NODATA, TIFF_ASCII, &n);
    if (!text || n > 64)
        return;
    size_t len = 0;
    while (len < n && text[len])
        len++;
    f->has_nodata = num_parse(str_trim((str){ text, len }), &f->nodata);
}

static dateline_status read_shape(tiff_file *f, relief_grid *g)
{
    uint16_t samples = 1;
    f->bits = 1;
    f->format = SAMPLEFORMAT_UINT;
    f->c.GetField(f->tiff, TIFFTAG_IMAGEWIDTH, &f->nx);
    f->c.GetField(f->tiff, TIFFTAG_IMAGELENGTH, &f->ny);
    f->c.GetField(f->tiff, TIFFTAG_BITSPERSAMPLE, &f->bits);
    f->c.GetField(f->tiff, TIFFTAG_SAMPLEFORMAT, &f->format);
    f->c.GetField(f->tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    bool whole = f->format == SAMPLEFORMAT_INT || f->format == SAMPLEFORMAT_UINT;
    bool known = (whole && f->bits == 16) || (whole && f->bits == 32) ||
                 (f->format == SAMPLEFORMAT_IEEEFP && f->bits == 32);
    if (samples != 1 || !known)
        return fail(f, "heights are one band of 16 or 32 bit integers or 32 bit floats: "
                       "choose it with 'gdal_translate -b 1 -ot Float32'");
    if (f->nx < 4 || f->ny < 4)
        return fail(f, "a relief has at least 4 by 4 heights");
    if (f->nx > RELIEF_SIDE_MAX || f->ny > RELIEF_SIDE_MAX ||
        (uint64_t)f->nx * f->ny > MOST_CELLS)
        return error_at(f->err, DATELINE_LIMIT, f->path, 0, 0,
                        "more than %d heights: cut out what the map shows with "
                        "'gdal_translate -projwin'",
                        MOST_CELLS);
    g->nx = (int)f->nx;
    g->ny = (int)f->ny;
    return DATELINE_OK;
}

/* ------------------------------------------------------------------- pixels */

static float height_at(const tiff_file *f, const unsigned char *p)
{
    float v = 0;
    uint16_t u16;
    int32_t i32;
    if (f->bits == 16) {
        memcpy(&u16, p, 2);
        v = f->format == SAMPLEFORMAT_INT ? (float)(int16_t)u16 : (float)u16;
    } else if (f->format == SAMPLEFORMAT_IEEEFP) {
        memcpy(&v, p, 4);
    } else {
        memcpy(&i32, p, 4);
        v = (float)i32;
    }
    bool none =
        (f->has_nodata && (double)v == (double)(float)f->nodata) || !(fabsf(v) <= 32000);
    return none ? __builtin_nanf("") : v;
}

/* Heights of one strip or tile, whose upper left corner is at x0, y0. */
static void put_piece(tiff_file *f, const unsigned char *from, uint32_t x0, uint32_t y0)
{
    uint32_t size = f->bits / 8u;
    for (uint32_t y = 0; y < f->piece_ny && y0 + y < f->ny; y++)
        for (uint32_t x = 0; x < f->piece_nx && x0 + x < f->nx; x++)
            f->cells[(size_t)(y0 + y) * f->nx + x0 + x] =
                height_at(f, from + ((size_t)y * f->piece_nx + x) * size);
}

static dateline_status read_pieces(tiff_file *f, arena *scratch)
{
    bool tiled = f->c.IsTiled(f->tiff);
    f->piece_nx = f->nx;
    f->piece_ny = f->ny;
    if (tiled) {
        f->c.GetField(f->tiff, TIFFTAG_TILEWIDTH, &f->piece_nx);
        f->c.GetField(f->tiff, TIFFTAG_TILELENGTH, &f->piece_ny);
    } else {
        uint32_t rows = f->ny;
        f->c.GetField(f->tiff, TIFFTAG_ROWSPERSTRIP, &rows);
        f->piece_ny = rows < f->ny ? rows : f->ny;
    }
    if (!f->piece_nx || !f->piece_ny || (uint64_t)f->piece_nx * f->piece_ny > MOST_CELLS)
        return fail(f, "the strips or tiles of this TIFF have no sensible size");
    size_t room = (size_t)f->piece_nx * f->piece_ny * (f->bits / 8u);
    unsigned char *piece = arena_array(scratch, unsigned char, room);
    uint32_t n = 0;
    for (uint32_t y = 0; y < f->ny; y += f->piece_ny)
        for (uint32_t x = 0; x < f->nx; x += f->piece_nx, n++) {
            tmsize_t rows =
                (tmsize_t)(f->ny - y < f->piece_ny && !tiled ? f->ny - y : f->piece_ny);
            tmsize_t want = rows * (tmsize_t)f->piece_nx * (tmsize_t)(f->bits / 8u);
            tmsize_t got = tiled ? f->c.ReadEncodedTile(f->tiff, n, piece, want)
                                 : f->c.ReadEncodedStrip(f->tiff, n, piece, want);
            if (got < want)
                return fail(f,
                            "this TIFF is damaged or packed in a way that libtiff does "
                            "not read: write it anew with 'gdal_translate'");
            put_piece(f, piece, x, y);
        }
    return DATELINE_OK;
}

static dateline_status read_tiff(tiff_file *f, relief *r)
{
    relief_grid g = { .cells = GRID_FLOAT };
    arena scratch = { 0 };
    dateline_status st = read_shape(f, &g);
    st = st ? st : read_place(f, &g);
    if (!st) {
        read_nodata(f);
        f->cells = arena_array(&r->memory, float, (size_t)f->nx * f->ny);
        st = read_pieces(f, &scratch);
    }
    g.at = (const unsigned char *)f->cells;
    if (!st)
        relief_keep(r, g);
    arena_clear(&scratch);
    return st;
}

dateline_status relief_read_tiff(relief *r, const char *path, str bytes,
                                 dateline_error *err)
{
    tiff_file f = { .bytes = bytes, .path = path, .err = err };
    dateline_status st =
        lazy_open(LAZY_TIFF, names, sizeof names / sizeof *names, &f.c, err);
    if (st)
        return st;
    f.c.SetErrorHandler(NULL);
    f.c.SetWarningHandler(NULL);
    f.tiff = f.c.ClientOpen(path, "rm", &f, read_bytes, write_bytes, seek_bytes,
                            close_bytes, size_bytes, NULL, NULL);
    if (!f.tiff)
        return error_at(err, DATELINE_INPUT, path, 0, 0,
                        "this is no TIFF that libtiff reads");
    st = read_tiff(&f, r);
    f.c.Close(f.tiff);
    return st;
}
