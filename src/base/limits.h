/*
 * limits - every ceiling that input or options can run into, in one place.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMIT_INPUT (1024u * 1024 * 1024) /* bytes of one input file */
#define LIMIT_ROW (1024u * 1024)          /* bytes of one CSV row */
#define LIMIT_FIELD (64u * 1024)          /* bytes of one field */
#define LIMIT_JSON_DEPTH 64
#define LIMIT_EVENTS 10000000u
#define LIMIT_PAGE_PX 16384
#define LIMIT_ZOOM 22
#define LIMIT_TILES 50000000u
#define LIMIT_LABEL 256u /* characters */
#define LIMIT_BUF ((size_t)2 * 1024 * 1024 * 1024)
#define LIMIT_NAME 1024u /* bytes of a place name that is looked up */
#endif
