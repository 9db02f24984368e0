#include "api/handle.h"
#include "basemap/compile.h"
#include "relief/compile.h"

dateline_status dateline_gazetteer_check(const char *path, dateline_error *err)
{
    gazetteer *g = NULL;
    dateline_status st = gazetteer_open(path, &g, err);
    if (!st)
        st = gazetteer_check(g, err);
    gazetteer_close(g);
    return st;
}

/* Packed grids make the map's relief. */
static dateline_status compile_relief(const basemap_source *in, size_t n, buf *out,
                                      dateline_error *err)
{
    arena a = { 0 };
    relief_source *sources = arena_array(&a, relief_source, n);
    for (size_t i = 0; i < n; i++)
        sources[i] = (relief_source){ in[i].name, in[i].text };
    dateline_status st = relief_compile(sources, n, out, err);
    arena_clear(&a);
    return st;
}

dateline_status dateline_basemap_build(const char *const *sources, size_t n,
                                       dateline_output out, dateline_error *err)
{
    arena a = { 0 };
    buf bytes = { 0 };
    basemap_source *in = arena_array(&a, basemap_source, n + 1);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < n; i++) {
        in[i].name = sources[i];
        st = file_read(&a, sources[i], &in[i].text, err);
    }
    if (!st && n && relief_is_source(in[0].text))
        st = compile_relief(in, n, &bytes, err);
    else
        st = st ? st : basemap_compile(in, n, &bytes, err);
    st = st ? st : buf_status(&bytes, "the base map", err);
    st = st ? st : handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    arena_clear(&a);
    return st;
}
