#include "style/check.h"

#include "style/color.h"

#include <math.h>
#include <string.h>

static const double LINE_CONTRAST = 3, BORDER_CONTRAST = 2;
/* Of two colors that mean different things, and of land and sea. */
static const double KIND_DISTANCE = 8, GROUND_DISTANCE = 3;
enum { MAX_COLORS = 6, MAX_GROUNDS = 48 };

typedef enum ground_kind {
    LAND = 1,
    WATER = 2,
    PANEL = 4,
    PAGE = 8,
    BADGE = 16
} ground_kind;

typedef struct ground {
    const char *name;
    style_color color;
    ground_kind kind;
} ground;

typedef struct checker {
    const style *s;
    arena *a;
    style_finding *list;
    size_t n, cap, failed;
    ground grounds[MAX_GROUNDS];
    int n_grounds;
} checker;

static void find(checker *c, style_finding f)
{
    if (c->n == c->cap) {
        size_t cap = c->cap ? 2 * c->cap : 256;
        style_finding *more = arena_array(c->a, style_finding, cap);
        if (c->n)
            memcpy(more, c->list, c->n * sizeof *more);
        c->list = more;
        c->cap = cap;
    }
    /* A hair's breadth is the rounding of a table, no fault of a style. */
    f.fails = !(f.value >= f.least - 1e-6) || (f.most > 0 && f.value > f.most + 1e-6);
    c->failed += f.fails;
    c->list[c->n++] = f;
}

static void add_ground(checker *c, const char *name, style_color color, ground_kind kind)
{
    if (c->n_grounds < MAX_GROUNDS && (color & 0xFF))
        c->grounds[c->n_grounds++] = (ground){ name, color | 0xFF, kind };
}

static void add_ramp(checker *c, const style_ramp *ramp, ground_kind kind)
{
    for (int i = 0; i < ramp->n; i++)
        add_ground(
            c,
            str_print(c->a, "%s at %g m", kind == LAND ? "land" : "sea", ramp->height[i]),
            ramp->color[i], kind);
}

/* What can be below something on the map, and beside it. */
static void list_grounds(checker *c)
{
    const style *s = c->s;
    style_color land = s->classes[STYLE_LAND].fill, sea = s->classes[STYLE_SEA].fill;
    style_color page = s->classes[STYLE_BACKGROUND].fill;
    style_color panel = s->classes[STYLE_PANEL].fill;
    add_ground(c, "land", land, LAND);
    add_ramp(c, &s->land, LAND);
    for (size_t i = 0; i < sizeof s->political / sizeof *s->political; i++)
        add_ground(c, str_print(c->a, "tint %zu", i + 1), s->political[i], LAND);
    if (s->classes[STYLE_WASH].fill)
        add_ground(c, "wash on land", style_over(s->classes[STYLE_WASH].fill, land),
                   LAND);
    add_ground(c, "sea", sea, WATER);
    add_ramp(c, &s->sea, WATER);
    add_ground(c, "lake", s->classes[STYLE_LAKE].fill, WATER);
    add_ground(c, "page", page, PAGE);
    add_ground(c, "panel on land", style_over(panel, land), PANEL);
    add_ground(c, "panel on sea", style_over(panel, sea), PANEL);
    add_ground(c, "badge", s->classes[STYLE_BADGE_MARK].fill, BADGE);
}

/* On which grounds a text may come to stand. */
static unsigned grounds_of(style_role role)
{
    switch (role) {
    case STYLE_TITLE:
    case STYLE_SUBTITLE:
    case STYLE_BODY:
    case STYLE_CREDIT:
        return PAGE;
    case STYLE_LEGEND:
    case STYLE_LIST:
        return PAGE | PANEL;
    case STYLE_CALLOUT:
        return PANEL;
    case STYLE_BADGE:
        return BADGE;
    case STYLE_STAMP:
        return PAGE | LAND | WATER;
    case STYLE_WATER:
        return WATER;
    case STYLE_COUNTRY:
    case STYLE_REGION:
    case STYLE_RIVER_NAME:
        return LAND;
    default:
        return LAND | WATER;
    }
}

/* Large type is read at less. */
static double least_of(const style *s, const style_type *t)
{
    bool large = t->size_px >= 24 || (t->bold && t->size_px >= 18.66);
    if (!large)
        return s->least_contrast;
    return s->least_contrast > 4.5 ? 4.5 : 3;
}

/* The halo is what a letter touches; the ground around it must not drown it either. */
static void check_text(checker *c, style_role role)
{
    const style_type *t = &c->s->types[role];
    const char *name = style_role_name(role);
    double least = least_of(c->s, t);
    double beyond = fmin(least, least > 4.5 ? 4.5 : 3);
    if (t->halo)
        find(c, (style_finding){ name, "its halo", "contrast",
                                 style_contrast(t->color, t->halo), least, 0, false });
    for (int k = 0; k < c->n_grounds; k++)
        if (c->grounds[k].kind & grounds_of(role))
            find(c, (style_finding){ name, c->grounds[k].name, "contrast",
                                     style_contrast(t->color, c->grounds[k].color),
                                     t->halo ? beyond : least, 0, false });
}

static bool is_first_of_color(const style *s, int kind)
{
    for (int i = 0; i < kind; i++)
        if (s->kinds[i].fill == s->kinds[kind].fill)
            return false;
    return true;
}

static void check_on_map(checker *c, const char *what, style_color one, style_color other,
                         unsigned kinds, double least)
{
    for (int k = 0; k < c->n_grounds; k++) {
        style_color under = c->grounds[k].color;
        double best = one ? style_contrast(style_over(one, under), under) : 1;
        if (other)
            best = fmax(best, style_contrast(style_over(other, under), under));
        if (c->grounds[k].kind & kinds)
            find(c, (style_finding){ what, c->grounds[k].name, "contrast", best, least, 0,
                                     false });
    }
}

static void check_symbols(checker *c)
{
    static const style_class marks[] = {
        STYLE_CAPITAL_MARK, STYLE_SEAT_MARK,    STYLE_CITY_MARK,    STYLE_TOWN_MARK,
        STYLE_BADGE_MARK,   STYLE_POINTER_MARK, STYLE_CURRENT_MARK,
    };
    for (int i = 0; i < DATELINE_KINDS; i++) {
        const char *name = style_kind_name((dateline_kind)i);
        style_color color = c->s->kinds[i].fill;
        if (!is_first_of_color(c->s, i))
            continue;
        check_on_map(c, name, color, 0, LAND | WATER, LINE_CONTRAST);
        find(c, (style_finding){ name, "event ground", "contrast",
                                 style_contrast(color, c->s->event_ground), LINE_CONTRAST,
                                 0, false });
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const style_paint *p = &c->s->classes[marks[i]];
        check_on_map(c, style_class_name(marks[i]), p->fill, p->stroke, LAND | WATER,
                     LINE_CONTRAST);
    }
}

/* What means something has 3:1; borders of countries are told by their names too. */
static void check_lines(checker *c)
{
    static const struct {
        style_class class;
        unsigned grounds;
        double least;
    } lines[] = {
        { STYLE_BORDER, LAND, BORDER_CONTRAST },
        { STYLE_BORDER_FORMER, LAND, BORDER_CONTRAST },
        { STYLE_BORDER_DISPUTED, LAND, LINE_CONTRAST },
        { STYLE_BORDER_CONTACT, LAND, LINE_CONTRAST },
        { STYLE_BORDER_BREAKAWAY, LAND, LINE_CONTRAST },
        { STYLE_CORRIDOR, LAND, LINE_CONTRAST },
        { STYLE_MOVEMENT, LAND | WATER, LINE_CONTRAST },
        { STYLE_AREA, LAND | WATER, LINE_CONTRAST },
        { STYLE_WASH, LAND, LINE_CONTRAST },
        { STYLE_LEADER, LAND | WATER, LINE_CONTRAST },
        { STYLE_SCALE_BAR, LAND | WATER, LINE_CONTRAST },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const style_paint *p = &c->s->classes[lines[i].class];
        style_color main = lines[i].class == STYLE_MOVEMENT ? p->fill : p->stroke;
        check_on_map(c, style_class_name(lines[i].class), main, 0, lines[i].grounds,
                     lines[i].least);
    }
    const style_paint *extent = &c->s->classes[STYLE_INSET_EXTENT];
    find(c, (style_finding){
                "inset-extent", "inset-land", "contrast",
                style_contrast(extent->stroke, c->s->classes[STYLE_INSET_LAND].fill),
                LINE_CONTRAST, 0, false });
}

static void check_pair(checker *c, const char *x, const char *y, style_color one,
                       style_color other, double least)
{
    for (int v = 0; v < STYLE_VISIONS; v++) {
        const char *measure =
            str_print(c->a, "distance, %s", style_vision_name((style_vision)v));
        find(c, (style_finding){ x, y, measure,
                                 style_distance(style_seen(one, (style_vision)v),
                                                style_seen(other, (style_vision)v)),
                                 least, 0, false });
    }
}

/* Kinds differ by shape always, and by at most six colors that all eyes tell apart. */
static void check_kinds(checker *c)
{
    const style *s = c->s;
    int colors = 0;
    for (int i = 0; i < DATELINE_KINDS; i++) {
        const char *name = style_kind_name((dateline_kind)i);
        bool first = is_first_of_color(s, i);
        colors += first;
        for (int k = 0; k < i; k++) {
            const char *other = style_kind_name((dateline_kind)k);
            if (first && is_first_of_color(s, k))
                check_pair(c, name, other, s->kinds[i].fill, s->kinds[k].fill,
                           KIND_DISTANCE);
            /* What is planned is hollow, whatever its symbol. */
            bool hollow = i == DATELINE_PLANNED || k == DATELINE_PLANNED;
            if (s->kinds[i].symbol == s->kinds[k].symbol && !hollow)
                find(c, (style_finding){ name, other, "shapes", 1, 2, 0, false });
        }
    }
    find(c, (style_finding){ "kinds", "all", "colors", colors, 1, MAX_COLORS, false });
}

static bool same_dash(const style_paint *a, const style_paint *b)
{
    for (int i = 0; i < 4; i++)
        if (fabsf(a->dash[i] - b->dash[i]) > 0.25F)
            return false;
    return true;
}

/* Borders are told apart by their dashes, or else by colors that all eyes tell. */
static void check_borders(checker *c)
{
    static const style_class borders[] = { STYLE_BORDER,           STYLE_BORDER_DISPUTED,
                                           STYLE_BORDER_CONTACT,   STYLE_BORDER_FORMER,
                                           STYLE_BORDER_BREAKAWAY, STYLE_ADMIN1 };
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++)
        for (size_t k = 0; k < i; k++) {
            const style_paint *a = &c->s->classes[borders[i]];
            const style_paint *b = &c->s->classes[borders[k]];
            const char *x = style_class_name(borders[i]),
                       *y = style_class_name(borders[k]);
            if (!same_dash(a, b))
                find(c, (style_finding){ x, y, "dashes", 2, 2, 0, false });
            else
                check_pair(c, x, y, a->stroke, b->stroke, KIND_DISTANCE);
        }
}

static void check_grounds(checker *c)
{
    const style *s = c->s;
    const style_paint *land = &s->classes[STYLE_LAND], *sea = &s->classes[STYLE_SEA];
    if ((land->hatch != 0) == (sea->hatch != 0))
        check_pair(c, "land", "sea", land->fill, sea->fill, GROUND_DISTANCE);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < i; k++)
            if (s->political[i] && s->political[k])
                check_pair(c, str_print(c->a, "tint %d", i + 1),
                           str_print(c->a, "tint %d", k + 1), s->political[i],
                           s->political[k], GROUND_DISTANCE / 2);
    const style_paint *wash = &s->classes[STYLE_WASH];
    if (!s->mono)
        find(c,
             (style_finding){ "wash", "land", "opacity",
                              (double)(wash->fill & 0xFF) / 255, 0.145, 0.305, false });
    const style_paint *disputed = &s->classes[STYLE_DISPUTED_AREA];
    if (disputed->hatch && !s->mono)
        find(c, (style_finding){ "disputed-area", "land", "opacity of hatching",
                                 (double)(disputed->hatch & 0xFF) / 255, 0.2, 0.605,
                                 false });
}

static bool is_ink(style_color c)
{
    return !c || c == 0x000000FF || c == 0xFFFFFFFF;
}

static void check_mono(checker *c)
{
    const style *s = c->s;
    for (int i = 0; i < STYLE_ROLES; i++)
        find(c, (style_finding){ style_role_name((style_role)i), "paper", "ink or none",
                                 is_ink(s->types[i].color) && is_ink(s->types[i].halo), 1,
                                 0, false });
    for (int i = 0; i < STYLE_CLASSES; i++) {
        const style_paint *p = &s->classes[i];
        find(c, (style_finding){ style_class_name((style_class)i), "paper", "ink or none",
                                 is_ink(p->fill) && is_ink(p->stroke) && is_ink(p->hatch),
                                 1, 0, false });
    }
    for (int i = 0; i < DATELINE_KINDS; i++)
        find(c, (style_finding){ style_kind_name((dateline_kind)i), "paper",
                                 "ink or none", is_ink(s->kinds[i].fill), 1, 0, false });
    find(c, (style_finding){ "shade", "paper", "ink or none", s->shade <= 0 && !s->land.n,
                             1, 0, false });
}

static void check_types(checker *c)
{
    const style_type *t = c->s->types;
    double sizes[STYLE_ROLES] = { 0 };
    int n = 0;
    for (int i = 0; i < STYLE_ROLES; i++) {
        const char *name = style_role_name((style_role)i);
        find(c, (style_finding){ name, "a page 1280 wide", "px", t[i].size_px,
                                 c->s->slide ? 12 : 11, 0, false });
        if (t[i].halo && t[i].halo_px > 0)
            find(c, (style_finding){ name, "its size", "halo",
                                     t[i].halo_px / t[i].size_px, 0, 0.12, false });
        bool known = i < STYLE_COUNTRY || i >= STYLE_BADGE;
        for (int k = 0; k < n; k++)
            known = known || fabs(sizes[k] - t[i].size_px) < 0.01;
        if (!known)
            sizes[n++] = t[i].size_px;
    }
    find(c, (style_finding){ "labels", "the map", "sizes", n, 1, 4, false });
    find(c, (style_finding){ "country", "letters", "spacing", t[STYLE_COUNTRY].spacing_em,
                             0.12, 0.25, false });
    find(c, (style_finding){ "water", "letters", "spacing", t[STYLE_WATER].spacing_em,
                             0.05, 0.15, false });
    find(c, (style_finding){ "water", "letters", "italic", t[STYLE_WATER].italic, 1, 0,
                             false });
    find(c,
         (style_finding){ "badge", "digits", "bold", t[STYLE_BADGE].bold, 1, 0, false });
}

/* Widths of lines and symbols, px; a page for a wall may have them half as wide again. */
static void check_weights(checker *c)
{
    static const struct {
        style_class class;
        bool symbol;
        double least, most;
    } weights[] = {
        { STYLE_COAST, false, 0.5, 0.9 },         { STYLE_BORDER, false, 0.8, 1.4 },
        { STYLE_BORDER_DISPUTED, false, 1, 1.6 }, { STYLE_BORDER_CONTACT, false, 1.4, 2 },
        { STYLE_RIVER, false, 0.5, 1.2 },         { STYLE_ROAD, false, 0.6, 1.4 },
        { STYLE_LEADER, false, 0.8, 1.4 },        { STYLE_INSET_EXTENT, false, 1.2, 2 },
        { STYLE_CAPITAL_MARK, true, 7, 11 },      { STYLE_SEAT_MARK, true, 4, 7 },
        { STYLE_CITY_MARK, true, 4, 7 },          { STYLE_TOWN_MARK, true, 3, 6 },
        { STYLE_BADGE_MARK, true, 20, 28 },       { STYLE_POINTER_MARK, true, 12, 24 },
    };
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        const style_paint *p = &c->s->classes[weights[i].class];
        double more = c->s->slide ? 1.5 : 1;
        find(c, (style_finding){ style_class_name(weights[i].class), "a page 1280 wide",
                                 "px", weights[i].symbol ? p->size : p->width,
                                 weights[i].least, weights[i].most * more, false });
    }
    find(c, (style_finding){ "kinds", "a page 1280 wide", "px", c->s->kind_size, 12,
                             c->s->slide ? 30 : 22, false });
}

size_t style_check(const style *s, arena *a, style_finding **out, size_t *n)
{
    checker c = { .s = s, .a = a };
    list_grounds(&c);
    for (int i = 0; i < STYLE_ROLES; i++)
        check_text(&c, (style_role)i);
    check_symbols(&c);
    check_lines(&c);
    check_kinds(&c);
    check_borders(&c);
    check_grounds(&c);
    if (s->mono)
        check_mono(&c);
    check_types(&c);
    check_weights(&c);
    *out = c.list;
    *n = c.n;
    return c.failed;
}
