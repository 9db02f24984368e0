#include "png/join.h"

#include "base/rng.h"
#include "base/squeeze.h"

#include "test.h"

#include <string.h>
#include <zlib.h>

enum { JOINED = 300000 };

/* Text-like, noise, or one byte only: blocks of all three kinds. */
static void fill_bytes(unsigned char *at, size_t n, int how)
{
    uint64_t seed = 7;
    for (size_t i = 0; i < n; i++) {
        double v = rng_unit(&seed);
        at[i] = how == 0   ? 0
                : how == 1 ? (unsigned char)(v * 256)
                           : (unsigned char)(97 + 20 * v * v * v);
        if (how == 2 && i > 300 && v < 0.3) {
            size_t from = i - 1 - (size_t)(rng_unit(&seed) * 290);
            for (int k = 0; k < 20 && i < n; k++)
                at[i++] = at[from++];
            i--;
        }
    }
}

TEST(png_joined_pieces_are_one_stream)
{
    static unsigned char bytes[JOINED], back[JOINED];
    static const size_t cuts[] = { 0, 1, 1, 40, 5000, 5003, 131072, 250000, JOINED };
    for (int how = 0; how < 3; how++)
        for (int level = 1; level < 10; level += 4) {
            fill_bytes(bytes, JOINED, how);
            buf b = { 0 };
            uint32_t adler = 1;
            squeeze *z = squeeze_new(level);
            buf_add(&b, "\x78\x01", 2);
            for (size_t i = 1; i < sizeof cuts / sizeof *cuts; i++) {
                str part = { (const char *)bytes + cuts[i - 1], cuts[i] - cuts[i - 1] };
                size_t from = b.len;
                CHECK_INT(squeeze_raw(z, part, &b, NULL), DATELINE_OK);
                adler = join_adler32(adler, squeeze_adler32(1, part), part.len);
                CHECK(cuts[i] == JOINED || join_open(&b, from));
            }
            buf_add_u32be(&b, adler);
            squeeze_free(z);
            uLongf n = JOINED;
            CHECK_INT(uncompress(back, &n, b.at, b.len), Z_OK);
            CHECK_INT(n, JOINED);
            CHECK(!memcmp(bytes, back, JOINED));
            buf_clear(&b);
        }
}

TEST(png_joining_refuses_what_is_no_stream)
{
    uint64_t seed = 3;
    unsigned char noise[200];
    for (int round = 0; round < 2000; round++) {
        buf b = { 0 };
        for (size_t i = 0; i < sizeof noise; i++)
            noise[i] = (unsigned char)(rng_unit(&seed) * 256);
        buf_add(&b, noise, (size_t)(rng_unit(&seed) * sizeof noise));
        size_t before = b.len;
        if (!join_open(&b, 0)) {
            CHECK_INT(b.len, before);
            CHECK(!before || !memcmp(b.at, noise, before));
        }
        buf_clear(&b);
    }
}
