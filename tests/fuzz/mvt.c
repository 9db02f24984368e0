/* Vector tiles from anywhere: a tile that is accepted is written again and must
   come back with the same features. */
#include "tile/mvt_read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static size_t count(const tile_content *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_layers; i++)
        n += t->layers[i].n_features;
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    arena a = { 0 };
    tile_content in, again;
    dateline_error err;
    if (!tile_mvt_read((str){ (const char *)bytes, n }, &a, &in, &err)) {
        tile_mvt *m = tile_mvt_new();
        buf out = { 0 };
        size_t written = 0;
        tile_mvt_start(m);
        for (size_t i = 0; i < in.n_layers; i++) {
            tile_mvt_layer(m, in.layers[i].name);
            for (size_t k = 0; k < in.layers[i].n_features; k++)
                written += tile_mvt_add(m, &in.layers[i].features[k]);
        }
        if (tile_mvt_end(m, &out) != written)
            abort();
        if (tile_mvt_read(buf_str(&out), &a, &again, &err) || count(&again) != written ||
            count(&in) < written)
            abort();
        buf_clear(&out);
        tile_mvt_free(m);
    }
    arena_clear(&a);
    return 0;
}
