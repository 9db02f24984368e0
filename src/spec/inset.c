#include "spec/spec.h"

#include <string.h>

#define IN(member) offsetof(dateline_spec, member)
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const only_auto[] = { "auto", NULL };

typedef struct inset {
    const char *kind;
} inset;
static const char *const inset_kinds[] = { "locator", "far", NULL };
static const char *const only_pointers[] = { "edge-pointers", NULL };

/* "auto", or a share of the map's width. */
static dateline_status read_inset_size(const spec_reader *r, const parse_value *v)
{
    if (v->kind == PARSE_STRING && str_eq(v->text, STR("auto")))
        return DATELINE_OK;
    return spec_number(r, v, 0.1, 0.34, &r->out->map.inset_size);
}

static dateline_status read_corner(const spec_reader *r, const parse_value *v)
{
    static const char *const corners[] = { "auto",        "upper-left", "upper-right",
                                           "lower-right", "lower-left", NULL };
    static const spec_field word = { .name = "corner",
                                     .type = SPEC_WORD,
                                     .offset = IN(map.inset_corner),
                                     .words = corners };
    return spec_word(r, v, &word, r->out);
}

/* Names or positions. */
static dateline_status read_far(const spec_reader *r, const parse_value *v)
{
    dateline_map_options *o = &r->out->map;
    dateline_status st = spec_list(r, v, "places");
    dateline_lonlat *far = arena_array(r->a, dateline_lonlat, o->n_far + v->n + 1);
    if (o->n_far)
        memcpy(far, o->far, o->n_far * sizeof *far);
    for (size_t i = 0; !st && i < v->n; i++)
        st = spec_place(r, &v->items[i], &far[o->n_far + i]);
    o->far = far;
    o->n_far += st ? 0 : v->n;
    return st;
}
static const spec_field inset_fields[] = {
    { .name = "kind",
      .type = SPEC_WORD,
      .offset = offsetof(inset, kind),
      .words = inset_kinds },
    { .name = "extent", .type = SPEC_DONE, .words = only_auto },
    { .name = "corner", .type = SPEC_CALL, .read = read_corner },
    { .name = "size", .type = SPEC_CALL, .read = read_inset_size },
    { .name = "style", .type = SPEC_DONE, .words = only_pointers },
    { .name = "places", .type = SPEC_CALL, .read = read_far },
};

/* An empty list: none. */
dateline_status spec_insets(const spec_reader *r, const parse_value *v)
{
    dateline_status st = spec_list(r, v, "insets");
    if (!st)
        r->out->map.inset = "none";
    for (size_t i = 0; !st && i < v->n; i++) {
        inset to = { 0 };
        st = spec_members(r, &v->items[i], "inset", inset_fields, COUNT(inset_fields),
                          &to);
        if (!st && !to.kind)
            st = spec_wrong(r, &v->items[i], "an inset has a kind: locator or far");
        if (!st && to.kind && !strcmp(to.kind, "locator"))
            r->out->map.inset = "always";
    }
    return st;
}
