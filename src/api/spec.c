#include "spec/spec.h"

#include "api/handle.h"
#include "base/error.h"
#include "text/utf8.h"

#include <string.h>

typedef struct keeper {
    dateline *dl;
    arena *a;
} keeper;

static dateline_status locate(void *ctx, const char *name, dateline_lonlat *where,
                              dateline_error *err)
{
    const keeper *k = ctx;
    dateline_place place;
    size_t found;
    dateline_status st = dateline_find_place(k->dl, name, NULL, &place, 1, &found, err);
    if (st)
        return st;
    *where = place.where;
    handle_log(k->dl, DATELINE_INFO, "'%s' is %s, %s, at %.3f, %.3f", name, place.name,
               place.country, where->lon, where->lat);
    return DATELINE_OK;
}

static dateline_status check(void *ctx, const char *what, const char *name,
                             dateline_error *err)
{
    const keeper *k = ctx;
    arena a = { 0 };
    style_preset preset;
    style_words words;
    style look;
    dateline_status st;
    if (!strcmp(what, "preset"))
        st = handle_preset(k->dl, name, &a, &preset, err);
    else if (!strcmp(what, "lang"))
        st = handle_words(k->dl, name, &a, &words, err);
    else
        st = handle_style(k->dl, name, &a, &look, err);
    arena_clear(&a);
    return st;
}

static dateline_status load(void *ctx, const char *path, str *text, dateline_error *err)
{
    const keeper *k = ctx;
    return file_read(k->a, path, text, err);
}

/* "maps/a.json": "maps/"; "a.json": "". */
static const char *folder(const char *path, arena *a)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? str_copy(a, (str){ path, (size_t)(slash - path) + 1 }) : "";
}

dateline_status dateline_spec_read(dateline *dl, dateline_input in, dateline_spec **out,
                                   dateline_error *err)
{
    *out = NULL;
    arena own = { 0 };
    dateline_spec *spec = arena_new(&own, dateline_spec);
    arena *memory = arena_new(&own, arena);
    *memory = own;
    keeper k = { dl, memory };
    spec_house house = { &k, locate, check, load };
    str bytes = { in.bytes, in.len }, text;
    size_t bad;
    const char *name = in.name ? in.name : in.path ? in.path : "<spec>";
    dateline_status st = DATELINE_OK;
    if (!in.bytes && !in.path)
        st = error_set(err, DATELINE_USAGE, "an input needs a path or bytes");
    if (!st && !in.bytes)
        st = file_read(memory, in.path, &bytes, err);
    if (!st && !text_decode(memory, bytes, &text, &bad))
        st = error_at(err, DATELINE_INPUT, name, 0, 0, "a map spec is UTF-8 text");
    name = str_copy(memory, str_of(name));
    st = st ? st
            : spec_read(text, name, folder(in.path, memory), &house, memory, spec, err);
    spec->memory = memory;
    if (st)
        dateline_spec_free(spec);
    else
        *out = spec;
    return st;
}

void dateline_spec_free(dateline_spec *spec)
{
    if (!spec)
        return;
    arena memory = *(arena *)spec->memory;
    arena_clear(&memory);
}
