#include "base/squeeze.h"

#include "base/error.h"

#include <libdeflate.h>

/* Bytes of which room for half as many is had at no cost that counts. */
enum { MUCH = 1 << 20 };

struct squeeze {
    arena memory;
    struct libdeflate_compressor *z;
};

squeeze *squeeze_new(int level)
{
    arena memory = { 0 };
    squeeze *s = arena_new(&memory, squeeze);
    s->memory = memory;
    s->z = libdeflate_alloc_compressor(level);
    if (!s->z)
        arena_out_of_memory(sizeof *s);
    return s;
}

void squeeze_free(squeeze *s)
{
    if (!s)
        return;
    libdeflate_free_compressor(s->z);
    arena memory = s->memory;
    arena_clear(&memory);
}

typedef size_t compress_fn(struct libdeflate_compressor *z, const void *in, size_t n,
                           void *out, size_t room);

/* Most input shrinks to a fraction; room for the worst case is taken only when it
   does not, for memory that was never touched costs more than compressing. */
static dateline_status compress(squeeze *s, str bytes, size_t worst, compress_fn *how,
                                buf *out, dateline_error *err)
{
    size_t from = out->len, used = 0;
    size_t rooms[] = { bytes.len / (bytes.len > MUCH ? 8 : 2) + 4096, worst };
    for (int i = 0; i < 2 && !used && !out->over; i++) {
        out->len = from;
        unsigned char *at = buf_room(out, rooms[i]);
        used = at ? how(s->z, bytes.at, bytes.len, at, rooms[i]) : 0;
    }
    out->len = from + used;
    if (!used && !out->over)
        return error_set(err, DATELINE_FAILED, "cannot compress %zu bytes", bytes.len);
    return buf_status(out, "the compressed output", err);
}

dateline_status squeeze_zlib(squeeze *s, str bytes, buf *out, dateline_error *err)
{
    return compress(s, bytes, libdeflate_zlib_compress_bound(s->z, bytes.len),
                    libdeflate_zlib_compress, out, err);
}

dateline_status squeeze_gzip(squeeze *s, str bytes, buf *out, dateline_error *err)
{
    return compress(s, bytes, libdeflate_gzip_compress_bound(s->z, bytes.len),
                    libdeflate_gzip_compress, out, err);
}

dateline_status squeeze_raw(squeeze *s, str bytes, buf *out, dateline_error *err)
{
    return compress(s, bytes, libdeflate_deflate_compress_bound(s->z, bytes.len),
                    libdeflate_deflate_compress, out, err);
}

uint32_t squeeze_adler32(uint32_t adler, str bytes)
{
    return libdeflate_adler32(adler, bytes.at, bytes.len);
}

uint32_t squeeze_crc32(uint32_t crc, str bytes)
{
    return libdeflate_crc32(crc, bytes.at, bytes.len);
}
