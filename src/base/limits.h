/*
 * limits - every ceiling that input or options can run into, in one place.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stddef.h>

#define LIMIT_INPUT ((size_t)1 << 30) /* bytes of one input file */
#define LIMIT_ROW ((size_t)1 << 20)   /* bytes of one CSV row */
#define LIMIT_FIELD ((size_t)1 << 16) /* bytes of one field */
#define LIMIT_JSON_DEPTH 64
#define LIMIT_EVENTS 10000000u
#define LIMIT_PAGE_PX 16384
#define LIMIT_CITIES 500 /* named on a map beside its events */
#define LIMIT_ZOOM 22
#define LIMIT_TILES 50000000u
#define LIMIT_TEXT 1024u /* characters of one text on a page; the rest is cut */
#define LIMIT_BUF ((size_t)1 << 31)
#define LIMIT_NAME 1024u /* bytes of a place name that is looked up */
#endif
