/*
 * style - how things look: documents in, resolved paints out.
 *
 * A style document is JSON (styles/README.md, styles/schema.json). Colors are
 * resolved here, down to the last one; nothing below or above invents any.
 */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include "base/arena.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

/* 0xRRGGBBAA; 0 is "none". */
typedef uint32_t style_color;

typedef enum style_symbol {
    STYLE_CIRCLE = 0,
    STYLE_TRIANGLE,
    STYLE_STAR4, /* four points */
    STYLE_BAR,
    STYLE_DIAMOND,
    STYLE_ARROW_IN,
    STYLE_ARROW_OUT,
    STYLE_RING, /* a circle beside a ring: talks */
    STYLE_QUOTE,
    STYLE_PHONE,
    STYLE_CROSS,
    STYLE_BARRED, /* a barred circle */
    STYLE_ARROW,
    STYLE_GRID,
    STYLE_SQUARE,
    STYLE_PLUS,
    STYLE_STAR5,
    STYLE_SQUARE_RING, /* hollow square: capitals of units */
    STYLE_TRIANGLE_DOWN,
    STYLE_BURST, /* eight points */
    STYLE_DIAMOND_RING,
    STYLE_DOT, /* a small circle */
    STYLE_FLAG,
    STYLE_CHECK,
    STYLE_SYMBOLS
} style_symbol;

/* How a shape is painted. A color of 0 leaves that part out. */
typedef struct style_paint {
    style_color fill, stroke;
    double width;      /* of the stroke, px */
    float dash[4];     /* px; all 0: solid */
    style_color hatch; /* lines at hatch_angle over the fill */
    double hatch_width, hatch_gap, hatch_angle;
    style_symbol symbol; /* of a point */
    double size;         /* of the symbol, px across */
    double opacity;      /* 0..1 of the whole; 1 by default */
} style_paint;

typedef struct style_type {
    double size_px, spacing_em;
    bool bold, italic, caps;
    style_color color, halo;
    double halo_px;
} style_type;

/* Classes of text on a map; sizes are for a page 1280 px wide. */
typedef enum style_role {
    STYLE_TITLE = 0,
    STYLE_SUBTITLE,
    STYLE_BODY,
    STYLE_CREDIT,
    STYLE_COUNTRY,
    STYLE_WATER,
    STYLE_CAPITAL,
    STYLE_CITY,
    STYLE_TOWN,
    STYLE_EVENT,
    STYLE_EVENT_DATE,
    STYLE_BADGE,
    STYLE_POINTER,
    STYLE_SCALE,
    STYLE_STAMP,
    STYLE_REGION,     /* names of areas that are no country */
    STYLE_RIVER_NAME, /* along the river */
    STYLE_LEGEND,
    STYLE_LIST, /* the dated list of events */
    STYLE_CALLOUT,
    STYLE_DEGREE, /* of the graticule */
    STYLE_ROLES
} style_role;

/* Classes of shapes. */
typedef enum style_class {
    STYLE_BACKGROUND = 0, /* the page */
    STYLE_SEA,
    STYLE_LAND,
    STYLE_LAKE,
    STYLE_RIVER,
    STYLE_COAST,
    STYLE_BORDER,
    STYLE_BORDER_DISPUTED,
    STYLE_BORDER_CONTACT,
    STYLE_BORDER_BREAKAWAY,
    STYLE_BORDER_FORMER,
    STYLE_ADMIN1,
    STYLE_AREA, /* lines and areas of events */
    STYLE_WASH, /* where an event happened that is known to an area */
    STYLE_DISPUTED_AREA,
    STYLE_ROAD,
    STYLE_CORRIDOR, /* also lines of the gazetteer that are no road */
    STYLE_MOVEMENT, /* arrows from one place to another */
    STYLE_GRATICULE,
    STYLE_LEADER,
    STYLE_PANEL, /* ground of legend, list and callouts */
    STYLE_INSET_SEA,
    STYLE_INSET_LAND,
    STYLE_INSET_BORDER,
    STYLE_INSET_EXTENT,
    STYLE_CAPITAL_MARK,
    STYLE_SEAT_MARK,
    STYLE_CITY_MARK,
    STYLE_TOWN_MARK,
    STYLE_BADGE_MARK,
    STYLE_POINTER_MARK,
    STYLE_FRAME,
    STYLE_SCALE_BAR,
    STYLE_CURRENT_MARK, /* ring around what happens now, on slides */
    STYLE_CLASSES
} style_class;

/* Colors at heights, which rise; between them they blend. */
enum { STYLE_RAMP = 12 };
typedef struct style_ramp {
    double height[STYLE_RAMP]; /* m */
    style_color color[STYLE_RAMP];
    int n;
} style_ramp;

typedef struct style {
    style_type types[STYLE_ROLES];
    style_paint classes[STYLE_CLASSES];
    style_paint kinds[DATELINE_KINDS]; /* of event markers */
    style_color event_ground;          /* under and around event markers */
    double kind_size;                  /* of event markers, px */
    style_ramp land, sea;              /* by height in metres; no steps: flat */
    style_color political[6];          /* tints of countries side by side; 0: none */
    double shade;                      /* strength of hill shading, 0..1 */
    bool slide;                        /* for a wall: checked for bigger type */
    bool mono;                         /* ink only: hatching in place of tints */
    double least_contrast;             /* of text, 4.5 or 7 */
    double settlements;                /* how many of them to show, 1: as many as fit */
} style;

/* "title", "event-date", ...: as documents and reports call it. */
const char *style_role_name(style_role role);
/* "sea", "border-disputed", ... */
const char *style_class_name(style_class class);
/* "offensive", ...: as documents of events have it too. */
const char *style_kind_name(dateline_kind kind);

/* Read the style document text; base documents (its "extends") come from load,
   which returns the text of a style by name. */
typedef dateline_status style_load(void *ctx, const char *name, str *text,
                                   dateline_error *err);
dateline_status style_read(str text, const char *source, style_load *load, void *ctx,
                           arena *a, style *out, dateline_error *err);

/* The paint of an event: by kind, hollow when claimed, dashed when planned. */
style_paint style_event(const style *s, dateline_kind kind, dateline_event_status status);

/* WCAG 2.1 relative luminance contrast of two opaque colors, 1..21. */
double style_contrast(style_color a, style_color b);
#endif
