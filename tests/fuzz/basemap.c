/* Compiled base maps from anywhere, damaged in every way: wrong shapes or an
   error, never a crash or a hang. The checksum is put right first, so that what
   lies behind it is reached. What begins with a brace is a source instead, and
   is compiled; what comes of it is opened and used too. */
#include "basemap/basemap.h"
#include "base/hash.h"
#include "basemap/compile.h"
#include "basemap/format.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void put_u32(unsigned char *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(v >> (8 * i));
}

static size_t use(const basemap *b, geo_box box, double tolerance)
{
    arena a = { 0 };
    size_t sum = 0;
    for (int layer = 0; layer < BASEMAP_LAYERS; layer++) {
        basemap_found found;
        if (basemap_query(b, (basemap_layer)layer, box, tolerance, &a, &found, NULL))
            continue;
        for (size_t i = 0; i < found.n; i++) {
            const basemap_feature *f = &found.features[i];
            basemap_class as;
            sum += f->code.len + f->name.len;
            sum += basemap_shows(f, BASEMAP_DEFACTO, 20200101, &as);
            for (int k = 0; k < f->parts[f->n_parts]; k++)
                sum += f->points[k].lon > 0;
        }
    }
    arena_clear(&a);
    return sum;
}

static void open_and_use(const unsigned char *bytes, size_t n)
{
    basemap *b = NULL;
    if (basemap_open_bytes((str){ (const char *)bytes, n }, &b, NULL))
        return;
    arena a = { 0 };
    use(b, (geo_box){ 0, 0, 10, 10 }, 0.01);
    use(b, (geo_box){ -180, -90, 180, 90 }, 0);
    use(b, (geo_box){ 170, -20, -170, 20 }, 1);
    static const char *const ids[] = { "cc:AA", "a1:AA-S", "hc:area", "cc:" };
    for (size_t i = 0; i < 4; i++) {
        basemap_feature f;
        basemap_outline(b, str_of(ids[i]), (geo_box){ -5, -5, 15, 15 }, 0.01, &a, &f);
    }
    basemap_country_at(b, (geo_lonlat){ 3, 3 }, &a);
    basemap_country_at(b, (geo_lonlat){ -179, 3 }, &a);
    arena_clear(&a);
    basemap_close(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n && bytes[0] == '{') {
        basemap_source source = { "fuzz", { (const char *)bytes, n } };
        buf out = { 0 };
        if (!basemap_compile(&source, 1, &out, NULL))
            open_and_use(out.at, out.len);
        buf_clear(&out);
        return 0;
    }
    unsigned char *copy = malloc(n ? n : 1);
    if (!copy)
        return 0;
    if (n)
        memcpy(copy, bytes, n);
    size_t table = BASEMAP_SECTIONS * BASEMAP_SECTION;
    if (n >= BASEMAP_HEADER + table) {
        memcpy(copy, BASEMAP_MAGIC, 8);
        put_u32(copy + 8, BASEMAP_VERSION);
        put_u32(copy + 12, BASEMAP_SECTIONS);
        put_u32(copy + 16, (uint32_t)n);
        put_u32(copy + 20, hash_crc32(0, copy + BASEMAP_HEADER, table));
    }
    open_and_use(copy, n);
    free(copy);
    return 0;
}
