/* SRTM tiles: a whole one is made of the input's bytes, repeated, its corner of the
   first two; the bytes as they are, and as a file's name, too. */
#include "relief/grid.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void use(str bytes, int west, int south)
{
    arena memory = { 0 };
    relief *r = arena_new(&memory, relief);
    r->memory = memory;
    if (!relief_add_hgt(r, bytes, west, south, NULL)) {
        arena a = { 0 };
        double m;
        for (int i = 0; i <= 20; i++)
            relief_at(r, (geo_lonlat){ west + i / 19.0, south + i / 20.0 }, &m);
        relief_raster to = { .west = west - 0.5,
                             .north = south + 1.5,
                             .dx = 0.07,
                             .dy = 0.07,
                             .nx = 29,
                             .ny = 29 };
        relief_fill(r, &to, 1, &a);
        arena_clear(&a);
    }
    relief_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { WHOLE = 2884802 };
    int west = 0, south = 0;
    char name[64] = { 0 };
    memcpy(name, bytes, n < 63 ? n : 63);
    relief_hgt_corner(name, &west, &south);
    use((str){ (const char *)bytes, n }, west, south);
    if (n < 3)
        return 0;
    unsigned char *tile = malloc(WHOLE);
    if (!tile)
        return 0;
    for (size_t i = 0; i < WHOLE; i++)
        tile[i] = bytes[i % n];
    use((str){ (const char *)tile, WHOLE }, bytes[0] * 2 - 256, bytes[1] % 181 - 90);
    free(tile);
    return 0;
}
