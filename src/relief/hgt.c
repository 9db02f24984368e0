#include "base/error.h"
#include "relief/grid.h"

#include <string.h>

/* Digits at *at as a number; -1 when there are none. */
static int digits(const char **at, int most)
{
    int v = 0, n = 0;
    for (; n < most && **at >= '0' && **at <= '9'; n++)
        v = v * 10 + *(*at)++ - '0';
    return n ? v : -1;
}

bool relief_hgt_corner(const char *path, int *west, int *south)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    char ns = *name;
    name += ns != 0;
    int lat = digits(&name, 2);
    char ew = *name;
    name += ew != 0;
    int lon = digits(&name, 3);
    bool north = ns == 'N' || ns == 'n', east = ew == 'E' || ew == 'e';
    if (!(north || ns == 'S' || ns == 's') || !(east || ew == 'W' || ew == 'w') ||
        lat < 0 || lat > 90 || lon < 0 || lon > 180)
        return false;
    *south = north ? lat : -lat;
    *west = east ? lon : -lon;
    return true;
}

dateline_status relief_add_hgt(relief *r, str bytes, int west, int south,
                               dateline_error *err)
{
    static const int sides[] = { 1201, 3601 };
    for (size_t i = 0; i < 2; i++) {
        int n = sides[i];
        if (bytes.len != (size_t)2 * (size_t)n * (size_t)n)
            continue;
        relief_keep(r, (relief_grid){ .cells = GRID_BE16,
                                      .at = (const unsigned char *)bytes.at,
                                      .nx = n,
                                      .ny = n,
                                      .west = west,
                                      .north = south + 1,
                                      .dx = 1.0 / (n - 1),
                                      .dy = 1.0 / (n - 1) });
        return DATELINE_OK;
    }
    return error_set(err, DATELINE_INPUT,
                     "an SRTM tile has 2884802 bytes (3 arc-seconds) or 25934402 (1 "
                     "arc-second), this has %zu: fetch it again",
                     bytes.len);
}
