#include "pdf/truetype.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A font file, of which some glyphs are taken, among them those of its first bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    truetype t;
    if (!truetype_open((str){ (const char *)data, size }, 0, &t))
        return 0;
    arena a = { 0 };
    buf out = { .max = 1 << 20 };
    uint32_t glyphs[40];
    for (uint32_t i = 0; i < 40; i++)
        glyphs[i] = i < 32 ? i : (uint32_t)(data[i] << 8 | data[i + 1]);
    for (int i = 0; i < 40; i++)
        if (!(truetype_width(&t, glyphs[i]) >= 0))
            __builtin_trap();
    truetype_subset(&t, glyphs, 40, &a, &out);
    buf_clear(&out);
    arena_clear(&a);
    return 0;
}
