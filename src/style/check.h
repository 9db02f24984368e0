/*
 * style/check - whether a style can be read: by everyone, at its size, on all that it
 * may stand on.
 */
#ifndef STYLE_CHECK_H
#define STYLE_CHECK_H

#include "base/arena.h"
#include "style/style.h"

typedef struct style_finding {
    const char *what, *on; /* "town", "land at 1500 m" */
    const char *measure;   /* "contrast", "distance", "px", ... */
    double value, least, most;
    bool fails;
} style_finding;

/* Everything that was looked at, in a fixed order: contrast of texts (WCAG 2.1),
   symbols and lines on every ground; differences between colors to normal eyes and to
   three kinds of color blindness (CIEDE2000); shapes; sizes and weights. The number
   that fails is returned. */
size_t style_check(const style *s, arena *a, style_finding **out, size_t *n);
#endif
