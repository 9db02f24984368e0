#include "relief/relief.h"

#include "base/file.h"
#include "base/hash.h"
#include "relief/compile.h"
#include "relief/format.h"

#include "geodata.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

/* A packed grid of 8 by 6 heights, each 1 degree, north-west corner at 10 E 50 N, all
   as high as the grid's first: differences of nothing, in Rice's code. */
static buf packed_plain(int height)
{
    buf out = { 0 }, data = { 0 };
    uint32_t u = (uint32_t)(height >= 0 ? 2 * height : -2 * height - 1);
    /* The first difference has k = 6: few enough steps to be written by hand. */
    uint64_t bits = 0;
    int n = 0;
    for (uint32_t q = u >> 6; q; q--, n++)
        bits = bits << 1 | 1;
    bits = bits << 7 | (u & 63);
    n += 7;
    while (n % 8)
        bits <<= 1, n++;
    for (int i = n - 8; i >= 0; i -= 8)
        buf_add_byte(&data, (unsigned char)(bits >> i));
    for (int i = 0; i < 200; i++)
        buf_add_byte(&data, 0);
    buf_add(&out, RELIEF_SOURCE_MAGIC, 8);
    uint32_t head[6] = { 10, 50, 1, 8, 6, 1 };
    for (int i = 0; i < 6; i++)
        buf_add_u32le(&out, head[i]);
    buf_add_u32le(&out, hash_crc32(0, data.at, data.len));
    buf_add_str(&out, buf_str(&data));
    buf_clear(&data);
    return out;
}

static relief *plain(int height, buf *file)
{
    buf source = packed_plain(height);
    relief_source s = { "plain", buf_str(&source) };
    relief *r = NULL;
    CHECK_INT(relief_compile(&s, 1, file, NULL), DATELINE_OK);
    CHECK_INT(relief_open_bytes(buf_str(file), &r, NULL), DATELINE_OK);
    buf_clear(&source);
    return r;
}

TEST(a_packed_relief_has_its_heights_again)
{
    static const int heights[] = { 0, 1, -1, 63, 500, -700 };
    for (size_t i = 0; i < sizeof heights / sizeof *heights; i++) {
        buf file = { 0 };
        double m = -1;
        relief *r = plain(heights[i], &file);
        CHECK(relief_at(r, (geo_lonlat){ 10, 50 }, &m));
        CHECK_NEAR(m, heights[i], 1e-9);
        relief_close(r);
        buf_clear(&file);
    }
}

TEST(a_relief_has_no_heights_beyond_its_edge)
{
    buf file = { 0 };
    double m;
    relief *r = plain(7, &file);
    CHECK(relief_at(r, (geo_lonlat){ 17, 45 }, &m));
    CHECK(relief_at(r, (geo_lonlat){ 377, 45 }, &m));
    CHECK(!relief_at(r, (geo_lonlat){ 17.1, 45 }, &m));
    CHECK(!relief_at(r, (geo_lonlat){ 9.9, 47 }, &m));
    CHECK(!relief_at(r, (geo_lonlat){ 12, 44.9 }, &m));
    CHECK(!relief_at(r, (geo_lonlat){ NAN, 47 }, &m));
    relief_close(r);
    buf_clear(&file);
}

TEST(a_relief_that_is_cut_or_damaged_is_told_from_a_whole_one)
{
    buf file = { 0 };
    dateline_error err = { 0 };
    relief *r = plain(7, &file);
    relief_close(r);
    for (size_t n = 0; n < file.len; n += 3) {
        CHECK_INT(relief_open_bytes((str){ (char *)file.at, n }, &r, &err),
                  DATELINE_GEODATA);
        CHECK(!r && strstr(err.message, "make geodata"));
    }
    CHECK_INT(relief_open("/nonexistent/relief.bin", &r, &err), DATELINE_GEODATA);
    buf source = packed_plain(7), out = { 0 };
    source.at[50] ^= 1;
    relief_source s = { "broken", buf_str(&source) };
    CHECK_INT(relief_compile(&s, 1, &out, &err), DATELINE_INPUT);
    CHECK(strstr(err.message, "damaged"));
    CHECK_INT(relief_compile(&s, 0, &out, &err), DATELINE_INPUT);
    buf_clear(&source);
    buf_clear(&out);
    buf_clear(&file);
    relief_close(NULL);
}

/* An SRTM tile that rises by 10 m a cell to the east; one cell void. */
static unsigned char *slope(arena *a)
{
    unsigned char *at = arena_array(a, unsigned char, 2884802);
    for (int y = 0; y < 1201; y++)
        for (int x = 0; x < 1201; x++) {
            int h = y == 600 && x == 600 ? -32768 : 10 * x;
            at[2 * (y * 1201 + x)] = (unsigned char)((unsigned)h >> 8);
            at[2 * (y * 1201 + x) + 1] = (unsigned char)h;
        }
    return at;
}

TEST(an_srtm_tile_lies_over_the_ground)
{
    arena a = { 0 };
    buf file = { 0 };
    double m;
    relief *r = plain(7, &file);
    str tile = { (const char *)slope(&a), 2884802 };
    CHECK_INT(relief_add_hgt(r, tile, 12, 47, NULL), DATELINE_OK);

    CHECK(relief_at(r, (geo_lonlat){ 12.25, 47.3 }, &m));
    CHECK_NEAR(m, 3000, 1e-6);
    CHECK(relief_at(r, (geo_lonlat){ 12.25 + 0.5 / 1200, 47.3 }, &m));
    CHECK_NEAR(m, 3005, 1e-6);
    CHECK(relief_at(r, (geo_lonlat){ 12.5, 47.5 }, &m)); /* the void */
    CHECK_NEAR(m, 7, 1e-9);
    CHECK(relief_at(r, (geo_lonlat){ 14.25, 47.3 }, &m));
    CHECK_NEAR(m, 7, 1e-9);
    CHECK_NEAR(relief_spacing(r, (geo_box){ 12.1, 47.1, 12.2, 47.2 }), 1 / 1200.0, 1e-9);
    CHECK_NEAR(relief_spacing(r, (geo_box){ 14, 46, 15, 47 }), 1, 1e-9);

    tile.len--;
    dateline_error err = { 0 };
    CHECK_INT(relief_add_hgt(r, tile, 12, 47, &err), DATELINE_INPUT);
    CHECK(strstr(err.message, "2884802") != NULL);
    relief_close(r);
    buf_clear(&file);
    arena_clear(&a);
}

TEST(a_raster_of_heights_is_smooth_and_blends_what_lies_over)
{
    arena a = { 0 };
    buf file = { 0 };
    relief *r = plain(7, &file);
    str tile = { (const char *)slope(&a), 2884802 };
    CHECK_INT(relief_add_hgt(r, tile, 12, 47, NULL), DATELINE_OK);
    relief_raster to = {
        .west = 11.5, .north = 48.25, .dx = 0.05, .dy = 0.05, .nx = 41, .ny = 31
    };
    relief_raster alone = to;
    relief_fill(r, &to, 2, &a);
    relief_fill(r, &alone, 1, &a);
    CHECK(!memcmp(to.at, alone.at, sizeof(float) * 41 * 31));
    CHECK_NEAR(to.at[0], 7, 1e-3);
    /* In the tile, at 12.5 E 47.75 N and 12.75 E: the slope. */
    CHECK_NEAR(to.at[10 * 41 + 20], 6000, 20);
    CHECK_NEAR(to.at[10 * 41 + 25], 9000, 20);
    for (int i = 0; i < 41 * 31; i++)
        CHECK(to.at[i] >= 6.99F && to.at[i] <= 12010);
    relief_close(r);
    buf_clear(&file);
    arena_clear(&a);
}

TEST(a_file_that_is_no_relief_is_told_what_would_be_one)
{
    static const char *const paths[] = { "/tmp/dateline-relief.txt",
                                         "/tmp/dateline-N99E046.hgt", "/tmp/N39E046.hgt",
                                         "/tmp/dateline.tif" };
    static const char *const says[] = { "N39E046.hgt", "N39E046.hgt", "2884802", "TIFF" };
    buf file = { 0 };
    relief *r = plain(7, &file);
    for (size_t i = 0; i < 4; i++) {
        dateline_error err = { 0 };
        str bytes = i == 3 ? STR("II*\0nothing") : STR("not heights");
        CHECK_INT(file_write(paths[i], bytes, NULL), DATELINE_OK);
        CHECK_INT(relief_add(r, paths[i], &err), DATELINE_INPUT);
        CHECK(strstr(err.message, says[i]) != NULL);
        file_remove(paths[i]);
    }
    CHECK_INT(relief_add(r, "/nonexistent.tif", NULL), DATELINE_IO);
    relief_close(r);
    buf_clear(&file);
}

/* ----------------------------------------------------------------- GeoTIFF */

typedef struct tiff {
    buf b;
    int n; /* of fields */
    buf fields, more;
} tiff;

/* A field of a little-endian TIFF whose directory has 12 of them. */
static void field(tiff *t, int tag, int type, uint32_t count, const void *value,
                  size_t size)
{
    uint32_t at = 8 + 2 + 12 * 12 + 4 + (uint32_t)t->more.len;
    uint32_t head = (uint32_t)tag | (uint32_t)type << 16;
    buf_add_u32le(&t->fields, head);
    buf_add_u32le(&t->fields, count);
    if (size <= 4) {
        unsigned char small[4] = { 0 };
        memcpy(small, value, size);
        buf_add(&t->fields, small, 4);
    } else {
        buf_add_u32le(&t->fields, at);
        buf_add(&t->more, value, size);
        while (t->more.len % 8)
            buf_add_byte(&t->more, 0);
    }
    t->n++;
}

static void number_field(tiff *t, int tag, uint32_t v)
{
    field(t, tag, 4, 1, &v, 4);
}

/* 6 by 5 floats from 44 E 41 N on, half a degree each, of which one is nodata. */
static str make_tiff(tiff *t, int model, int bits)
{
    double scale[3] = { 0.5, 0.5, 0 }, tie[6] = { 0, 0, 0, 44, 41, 0 };
    uint16_t keys[12] = { 1, 1, 0, 2, 1024, 0, 1, 1, 1025, 0, 1, 1 };
    float px[30];
    keys[7] = (uint16_t)model;
    for (int i = 0; i < 30; i++)
        px[i] = i == 20 ? -9999 : (float)(100 * (i % 6) + 10 * (i / 6));
    *t = (tiff){ 0 };
    number_field(t, 256, 6);
    number_field(t, 257, 5);
    number_field(t, 258, (uint32_t)bits);
    number_field(t, 259, 1);
    number_field(t, 262, 1);
    /* Strips of all rows lie behind everything else. */
    uint32_t strip = 8 + 2 + 12 * 12 + 4 + 24 + 48 + 24 + 8;
    number_field(t, 273, strip);
    number_field(t, 278, 5);
    number_field(t, 279, sizeof px);
    number_field(t, 339, 3);
    field(t, 33550, 12, 3, scale, sizeof scale);
    field(t, 33922, 12, 6, tie, sizeof tie);
    field(t, 34735, 3, 12, keys, sizeof keys);
    buf_add(&t->b, "II*\0\10\0\0\0\14\0", 10);
    buf_add_str(&t->b, buf_str(&t->fields));
    buf_add_u32le(&t->b, 0);
    buf_add_str(&t->b, buf_str(&t->more));
    while (t->b.len < strip)
        buf_add_byte(&t->b, 0);
    buf_add(&t->b, px, sizeof px);
    return buf_str(&t->b);
}

static void tiff_clear(tiff *t)
{
    buf_clear(&t->b);
    buf_clear(&t->fields);
    buf_clear(&t->more);
}

TEST(a_geotiff_in_degrees_lies_over_the_ground)
{
    static const char path[] = "/tmp/dateline-unit.tif";
    buf file = { 0 };
    tiff t;
    double m;
    relief *r = plain(7, &file);
    CHECK_INT(file_write(path, make_tiff(&t, 2, 32), NULL), DATELINE_OK);
    CHECK_INT(relief_add(r, path, NULL), DATELINE_OK);
    CHECK(relief_at(r, (geo_lonlat){ 44.25, 40.75 }, &m)); /* first cell's middle */
    CHECK_NEAR(m, 0, 1e-4);
    CHECK(relief_at(r, (geo_lonlat){ 45.75, 39.75 }, &m));
    CHECK_NEAR(m, 320, 1e-4);
    CHECK(relief_at(r, (geo_lonlat){ 45.5, 39.75 }, &m));
    CHECK_NEAR(m, 270, 1e-3);
    tiff_clear(&t);
    relief_close(r);
    file_remove(path);
    buf_clear(&file);
}

TEST(a_geotiff_of_another_kind_is_refused_with_what_to_do)
{
    static const char path[] = "/tmp/dateline-unit2.tif";
    buf file = { 0 };
    tiff t;
    relief *r = plain(7, &file);
    dateline_error err = { 0 };
    CHECK_INT(file_write(path, make_tiff(&t, 1, 32), NULL), DATELINE_OK);
    CHECK_INT(relief_add(r, path, &err), DATELINE_INPUT);
    CHECK(strstr(err.message, "gdalwarp -t_srs EPSG:4326") != NULL);
    tiff_clear(&t);
    CHECK_INT(file_write(path, make_tiff(&t, 2, 8), NULL), DATELINE_OK);
    CHECK_INT(relief_add(r, path, &err), DATELINE_INPUT);
    CHECK(strstr(err.message, "gdal_translate") != NULL);
    tiff_clear(&t);
    str whole = make_tiff(&t, 2, 32);
    for (size_t n = 8; n < whole.len; n += 37) {
        CHECK_INT(file_write(path, (str){ whole.at, n }, NULL), DATELINE_OK);
        CHECK(relief_add(r, path, &err) != DATELINE_OK);
    }
    tiff_clear(&t);
    relief_close(r);
    file_remove(path);
    buf_clear(&file);
}

/* ------------------------------------------------------------ the bundled one */

TEST(the_bundled_relief_knows_mountains_plains_and_the_sea)
{
    static const struct {
        double lon, lat, low, high;
    } places[] = {
        { 42.44, 43.35, 3000, 5642 },   /* Elbrus */
        { 44.17, 39.75, 3000, 5137 },   /* Ararat, where ETOPO5 has it */
        { 48.10, 40.20, -30, 80 },      /* Kura lowland */
        { 42.00, 42.20, 0, 150 },       /* Kolkheti */
        { 42.03, 42.09, 0, 250 },       /* Lanchkhuti, in the mended part */
        { 34.00, 43.00, -2400, -1900 }, /* Black Sea */
        { 86.92, 27.99, 5000, 8849 },   /* Everest */
        { 142.2, 11.35, -11000, -8000 }, { -179.9, 0, -6500, -4000 }, { 0, 90, -4500, 0 },
    };
    arena a = { 0 };
    const char *dir = geodata_dir(&a);
    if (!dir)
        TEST_SKIP("no compiled geodata; make geodata");
    relief *r = NULL;
    dateline_error err = { 0 };
    if (relief_open(str_print(&a, "%s/relief.bin", dir), &r, &err))
        TEST_FAIL("%s", err.message);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double m = -1e9;
        CHECK(relief_at(r, (geo_lonlat){ places[i].lon, places[i].lat }, &m));
        if (!(m >= places[i].low && m <= places[i].high))
            TEST_FAIL("%g m at %g %g", m, places[i].lon, places[i].lat);
    }
    CHECK_NEAR(relief_spacing(r, (geo_box){ 42, 38, 50, 43 }), 1 / 12.0, 1e-9);
    CHECK_NEAR(relief_spacing(r, (geo_box){ -12, 35, 45, 60 }), 1 / 6.0, 1e-9);
    CHECK_NEAR(relief_spacing(r, (geo_box){ 170, -20, -170, 0 }), 1 / 6.0, 1e-9);
    relief_close(r);
    arena_clear(&a);
}
