#include "style/names.h"

const char *const style_role_names[STYLE_ROLES] = {
    "title", "subtitle", "body",       "credit",     "country", "water",   "capital",
    "city",  "town",     "event",      "event-date", "badge",   "pointer", "scale",
    "stamp", "region",   "river-name", "legend",     "list",    "callout", "degree",
};

const char *const style_class_names[STYLE_CLASSES] = {
    "background",     "sea",
    "land",           "lake",
    "river",          "coast",
    "border",         "border-disputed",
    "border-contact", "border-breakaway",
    "border-former",  "admin1",
    "area",           "wash",
    "disputed-area",  "road",
    "corridor",       "movement",
    "graticule",      "leader",
    "panel",          "inset-sea",
    "inset-land",     "inset-border",
    "inset-extent",   "capital-mark",
    "seat-mark",      "city-mark",
    "town-mark",      "badge-mark",
    "pointer-mark",   "frame",
    "scale-bar",      "current-mark",
};

const char *const style_symbol_names[STYLE_SYMBOLS] = {
    "circle",        "triangle", "star4",        "bar",   "diamond", "arrow-in",
    "arrow-out",     "ring",     "quote",        "phone", "cross",   "barred",
    "arrow",         "grid",     "square",       "plus",  "star5",   "square-ring",
    "triangle-down", "burst",    "diamond-ring", "dot",   "flag",    "check",
};

const char *const style_kind_names[DATELINE_KINDS] = {
    "other",     "offensive", "attack",       "clash",
    "ceasefire", "agreement", "deployment",   "withdrawal",
    "meeting",   "talks",     "statement",    "call",
    "closure",   "blockade",  "displacement", "territorial_transfer",
    "war",       "proposal",  "planned",      "photo",
    "disaster",  "protest",   "riot",         "election",
};

const char *style_role_name(style_role role)
{
    return style_role_names[role];
}

const char *style_kind_name(dateline_kind kind)
{
    return style_kind_names[kind];
}

const char *style_class_name(style_class class)
{
    return style_class_names[class];
}

style_paint style_event(const style *s, dateline_kind kind, dateline_event_status status)
{
    style_paint p = s->kinds[kind];
    style_color color = p.fill;
    bool planned = status == DATELINE_IS_PLANNED || kind == DATELINE_PLANNED;
    p.size = s->kind_size;
    p.opacity = 1;
    p.width = 1.4;
    p.stroke = s->event_ground;
    if (status == DATELINE_CLAIMED || planned) {
        p.fill = s->event_ground;
        p.stroke = color;
        p.width = 1.8;
    }
    if (planned) {
        p.dash[0] = 2.5F;
        p.dash[1] = 1.5F;
    }
    if (status == DATELINE_IS_CANCELLED)
        p.opacity = 0.5;
    return p;
}
