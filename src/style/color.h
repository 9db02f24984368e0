/*
 * style/color - how colors stand together: on top of each other, and to eyes that
 * see fewer of them.
 */
#ifndef STYLE_COLOR_H
#define STYLE_COLOR_H

#include "style/style.h"

typedef enum style_vision {
    STYLE_NORMAL = 0,
    STYLE_PROTANOPIA,
    STYLE_DEUTERANOPIA,
    STYLE_TRITANOPIA,
    STYLE_VISIONS
} style_vision;

/* "protanopia", ... */
const char *style_vision_name(style_vision vision);

/* CIE L*a*b* under D65. */
typedef struct style_lab {
    double l, a, b;
} style_lab;

/* What is seen where top lies on an opaque ground. */
style_color style_over(style_color top, style_color ground);
/* How an opaque color looks to such eyes. */
style_lab style_seen(style_color c, style_vision vision);
/* CIEDE2000: 1 is just noticeable side by side, 100 black and white. */
double style_distance(style_lab x, style_lab y);
#endif
