/* GeoTIFFs and what only looks like them: heights or an error, never a crash. */
#include "relief/grid.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const unsigned char GROUND[] =
    "DLRELIEF\1\0\0\0\1\0\0\0\124\0\0\0"                                  /* 84 bytes */
    "\12\0\0\0\62\0\0\0\1\0\0\0\4\0\0\0\4\0\0\0\64\0\0\0\0\0\0\0\0\0\0\0" /* 10 E 50 N */
    "\1\0\2\0\3\0\4\0\1\0\2\0\3\0\4\0\1\0\2\0\3\0\4\0\1\0\2\0\3\0\4";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    relief *r = NULL;
    if (relief_open_bytes((str){ (const char *)GROUND, sizeof GROUND }, &r, NULL))
        return 0;
    str all = { (const char *)bytes, n };
    if (!relief_read_tiff(r, "fuzz.tif", all, NULL)) {
        arena a = { 0 };
        double m;
        const relief_grid *g = &r->grids[r->n - 1];
        geo_lonlat middle = { g->west + g->dx * g->nx / 2, g->north - g->dy * g->ny / 2 };
        relief_at(r, middle, &m);
        relief_raster to = { .west = g->west - g->dx,
                             .north = g->north + g->dy,
                             .dx = g->dx / 3,
                             .dy = g->dy / 3,
                             .nx = 31,
                             .ny = 31 };
        relief_fill(r, &to, 1, &a);
        arena_clear(&a);
    }
    relief_close(r);
    return 0;
}
