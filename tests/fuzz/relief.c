/* Compiled and packed reliefs, damaged in every way: wrong heights or an error,
   never a crash or a hang. Length and checksum are put right first, so that what
   lies behind them is reached. */
#include "relief/relief.h"
#include "base/hash.h"
#include "relief/compile.h"
#include "relief/format.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void put_u32(unsigned char *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(v >> (8 * i));
}

static void use(str bytes)
{
    relief *r = NULL;
    if (relief_open_bytes(bytes, &r, NULL))
        return;
    arena a = { 0 };
    double m;
    for (int lon = -200; lon <= 200; lon += 25)
        for (int lat = -90; lat <= 90; lat += 15)
            relief_at(r, (geo_lonlat){ lon + 0.3, lat }, &m);
    relief_raster rasters[] = {
        { .west = -181, .north = 91, .dx = 12, .dy = 9, .nx = 31, .ny = 21 },
        { .west = 170, .north = 10, .dx = 0.5, .dy = 0.5, .nx = 41, .ny = 21 },
        { .west = 10, .north = 50, .dx = 0.001, .dy = 0.001, .nx = 9, .ny = 9 },
    };
    for (size_t i = 0; i < 3; i++)
        relief_fill(r, &rasters[i], 1, &a);
    relief_spacing(r, (geo_box){ 179, -5, -179, 5 });
    arena_clear(&a);
    relief_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    unsigned char *copy = malloc(n ? n : 1);
    if (!copy)
        return 0;
    if (n)
        memcpy(copy, bytes, n);
    str all = { (const char *)copy, n };
    if (n > RELIEF_SOURCE_HEADER && copy[2] == 'R') {
        memcpy(copy, RELIEF_SOURCE_MAGIC, 8);
        put_u32(copy + 32,
                hash_crc32(0, copy + RELIEF_SOURCE_HEADER, n - RELIEF_SOURCE_HEADER));
        relief_source s = { "fuzz", all };
        buf out = { 0 };
        if (!relief_compile(&s, 1, &out, NULL))
            use(buf_str(&out));
        buf_clear(&out);
    } else {
        if (n >= RELIEF_HEADER) {
            memcpy(copy, RELIEF_MAGIC, 8);
            put_u32(copy + 8, RELIEF_VERSION);
            put_u32(copy + 16, (uint32_t)n);
        }
        use(all);
    }
    free(copy);
    return 0;
}
