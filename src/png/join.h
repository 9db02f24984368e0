/*
 * png/join - several deflate streams (RFC 1951) as one.
 *
 * Rows of a picture are compressed in pieces at the same time. Each piece is a
 * stream of its own, which says so in the header of its last block; that is found,
 * by following the codes, and taken back. An empty stored block then brings the end
 * to a whole byte, so that the next piece can follow.
 */
#ifndef PNG_JOIN_H
#define PNG_JOIN_H

#include "base/buf.h"

#include <stdbool.h>

/* Let the stream that begins at from in b go on behind its end. False when it is
   none that this understands; b is then as it was. */
bool join_open(buf *b, size_t from);
/* The Adler-32 of two pieces one after the other, the second n bytes long. */
uint32_t join_adler32(uint32_t first, uint32_t second, size_t n);
#endif
