/*
 * svg/parts - the small parts of an SVG file: numbers, paths, colors,
 * text, ids.
 */
#ifndef SVG_PARTS_H
#define SVG_PARTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "font/cairo_calls.h"
#include "geo/clip.h"
#include "look/shape.h"

#include <stdbool.h>

/* UTF-8 for XML 1.0, in text and in double-quoted attributes: escaped, white
   space as spaces; what XML does not allow is left out. */
void svg_escape(buf *out, str s);
/* name="value" with a space before. */
void svg_attr(buf *out, const char *name, str value);
/* The same with at most decimals digits after the point. */
void svg_attr_num(buf *out, const char *name, double v, int decimals);
/* name="#rrggbb", and name-opacity when it is not opaque; "none" for 0. */
void svg_attr_color(buf *out, const char *name, style_color color);

/* stroke-width, dashes, joins and the color of a line. */
void svg_stroke(buf *out, const style_paint *paint, double width, bool rounded);

/* The d attribute of a path: relative commands, rounded to decimals so that
   errors do not add up. Closed rings end in z. Returns false, having written
   nothing, when no piece is longer than the rounding. */
bool svg_path(buf *out, const geo_path *path, bool closed, int decimals);
void svg_shape(buf *out, const shape *s, int decimals);
/* Bytes as base64 (RFC 4648). */
void svg_base64(buf *out, str bytes);
void svg_cairo_path(buf *out, const cairo_path_t *path, int decimals);

/* The ids of a document. */
typedef struct svg_ids {
    arena *a;
    str *slots; /* open addressing, a power of two */
    size_t n, cap;
} svg_ids;
/* A name of prefix and key that has not been given out: characters that cannot
   stand in an id become "_", and a number follows where it is needed. */
str svg_id(svg_ids *ids, const char *prefix, const char *key);
#endif
