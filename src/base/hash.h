/*
 * hash - FNV-1a and CRC-32, for tables, checksums and made-up ids.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
uint64_t hash_str(str s);
/* The same of one byte more than has this hash. */
static inline uint64_t hash_on(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * UINT64_C(1099511628211);
}
/* CRC-32 as in PNG (ISO 3309); crc is 0 for the first piece. */
uint32_t hash_crc32(uint32_t crc, const void *bytes, size_t n);
#endif
