/*
 * squeeze - compression. The keeper of libdeflate.
 *
 * What is written depends on the input, the level and the library's version
 * only: gzip headers carry neither time nor name.
 */
#ifndef BASE_SQUEEZE_H
#define BASE_SQUEEZE_H

#include "base/buf.h"

#include <dateline.h>

/* Used by one thread at a time. */
typedef struct squeeze squeeze;
/* 1 is fast, 12 small. Never NULL. */
squeeze *squeeze_new(int level);
void squeeze_free(squeeze *s);

/* Add the compressed bytes to out. DATELINE_LIMIT past its ceiling. */
dateline_status squeeze_zlib(squeeze *s, str bytes, buf *out, dateline_error *err);
dateline_status squeeze_gzip(squeeze *s, str bytes, buf *out, dateline_error *err);
/* Without a header or a sum (RFC 1951), and the sum of zlib; adler is 1 for the
   first piece. */
dateline_status squeeze_raw(squeeze *s, str bytes, buf *out, dateline_error *err);
uint32_t squeeze_adler32(uint32_t adler, str bytes);

/* CRC-32, faster than hash_crc32; crc is 0 for the first piece. */
uint32_t squeeze_crc32(uint32_t crc, str bytes);
#endif
