#include "api/handle.h"
#include "api/picture.h"
#include "base/error.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "raster/raster.h"
#include "svg/svg.h"

#include <stdlib.h>
#include <string.h>

struct dateline_map {
    arena memory;
    picture picture;
    scene_page page;
    double scale;
    bool outline_text;
};

dateline_status dateline_map_new(dateline *dl, const dateline_events *events,
                                 const dateline_map_options *options, dateline_map **out,
                                 dateline_error *err)
{
    static const dateline_map_options defaults = { 0 };
    const dateline_map_options *o = options ? options : &defaults;
    *out = NULL;
    arena memory = { 0 };
    dateline_map *m = arena_new(&memory, dateline_map);
    m->memory = memory;
    m->scale = o->scale > 0 ? o->scale : 1;
    m->outline_text = o->outline_text;
    dateline_status st = picture_open(dl, events, o, NULL, &m->memory, &m->picture, err);
    st = st ? st : handle_go_on(dl, "composing", 0, 0, err);
    if (!st)
        st = page_make(&m->picture.input, &m->picture.page, &m->memory, &m->page, err);
    st = st ? st : picture_check_glyphs(&m->picture, &m->page.scene, err);
    if (st)
        dateline_map_free(m);
    else
        *out = m;
    return st;
}

void dateline_map_free(dateline_map *m)
{
    if (!m)
        return;
    page_clear(&m->page);
    picture_close(&m->picture);
    arena memory = m->memory;
    arena_clear(&memory);
}

bool dateline_map_locate(const dateline_map *m, dateline_lonlat where, dateline_xy *px)
{
    return geo_view_locate(&m->page.scene.view, where, px);
}

void dateline_map_count(const dateline_map *m, size_t *drawn, size_t *unplaced)
{
    *drawn = *unplaced = 0;
    for (size_t i = 0; i < m->picture.input.n_events; i++)
        *drawn += m->picture.input.events[i]->located;
    for (size_t i = 0; i < m->page.scene.n_left_out; i++)
        *unplaced += 1;
}

dateline_status dateline_map_write(dateline_map *m, dateline_output out,
                                   dateline_error *err)
{
    buf bytes = { 0 };
    const scene *s = &m->page.scene;
    font *f = m->picture.input.font;
    svg_options svg = { .outline_text = m->outline_text };
    raster_png_options png = { m->scale, handle_threads(m->picture.dl) };
    pdf_options pdf = { m->picture.preset.points_per_px,
                        m->picture.options.bleed_mm * 72 / 25.4 };
    dateline_status st = handle_go_on(m->picture.dl, "drawing", 0, 0, err);
    if (st)
        return st;
    switch (handle_format(out)) {
    case DATELINE_PNG:
        st = raster_png_page(s, &png, f, &bytes, err);
        break;
    case DATELINE_SVG:
        st = svg_write(s, &svg, f, &bytes, err);
        break;
    case DATELINE_PDF:
        st = pdf_write_pages(&s, 1, &pdf, f, &bytes, err);
        break;
    default:
        st = error_set(err, DATELINE_USAGE,
                       "a map is written as .png, .svg or .pdf; '%s' is none of them",
                       out.path ? out.path : "");
    }
    st = st ? st : handle_go_on(m->picture.dl, "writing", 0, 0, err);
    st = st ? st : handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}

dateline_status dateline_map_write_alt(const dateline_map *m, dateline_output out,
                                       dateline_error *err)
{
    const scene *s = &m->page.scene;
    buf text = { 0 };
    buf_addf(&text, "%s\n\n%s\n", s->alt ? s->alt : s->title,
             s->description ? s->description : "");
    dateline_status st = handle_write(out, buf_str(&text), err);
    buf_clear(&text);
    return st;
}

const scene *map_scene(const dateline_map *m)
{
    return &m->page.scene;
}

const picture *map_picture(const dateline_map *m)
{
    return &m->picture;
}
