#include "api/handle.h"
#include "api/picture.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/limits.h"
#include "geo/project.h"
#include "render/render.h"
#include "scene/page.h"

#include <stdlib.h>
#include <string.h>

struct dateline_map {
    arena memory;
    picture picture;
    scene_page page;
    double scale;
    bool outline_text;
};

static bool during(const dateline_event *e, dateline_when when)
{
    if (when.precision == DATELINE_UNDATED)
        return true;
    return e->when.precision != DATELINE_UNDATED && e->when.begin < when.end &&
           e->when.end > when.begin;
}

/* The picture's own copy of the events, so that it does not depend on theirs. */
static dateline_status copy_events(const dateline_events *events, dateline_when when,
                                   arena *a, picture *p, dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    p->events = event_events_new();
    for (size_t i = 0; !st && i < event_count(events); i++)
        if (during(event_at(events, i), when))
            st = event_add(p->events, event_at(events, i), err);
    size_t n = event_count(p->events);
    p->list = arena_array(a, const dateline_event *, n + 1);
    for (size_t i = 0; i < n; i++)
        p->list[i] = event_at(p->events, i);
    p->input.events = p->list;
    p->input.n_events = n;
    return st;
}

static const char *time_text(arena *a, int64_t s)
{
    civil_time t = civil_of(s);
    return str_print(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)t.year, t.month, t.day,
                     t.hour, t.minute, t.second);
}

static dateline_status page_size(dateline *dl, const dateline_map_options *o,
                                 const char *preset_name, arena *a, picture *p,
                                 dateline_error *err)
{
    style_preset preset = { .width_px = 1280, .height_px = 960, .type_scale = 1 };
    const char *name = o->preset && *o->preset ? o->preset : preset_name;
    if (name) {
        dateline_status st = handle_preset(dl, name, a, &preset, err);
        if (st)
            return st;
    }
    p->page.width_px = o->width_px ? o->width_px : preset.width_px;
    p->page.height_px = o->height_px ? o->height_px : preset.height_px;
    p->input.type_scale = preset.type_scale;
    double scale = o->scale > 0 ? o->scale : 1;
    if (p->page.width_px < 64 || p->page.height_px < 64)
        return error_set(err, DATELINE_USAGE, "a page is at least 64x64 pixels");
    if (p->page.width_px * scale > LIMIT_PAGE_PX ||
        p->page.height_px * scale > LIMIT_PAGE_PX)
        return error_set(err, DATELINE_LIMIT, "a page is at most %dx%d pixels",
                         LIMIT_PAGE_PX, LIMIT_PAGE_PX);
    return DATELINE_OK;
}

dateline_status picture_open(dateline *dl, const dateline_events *events,
                             const dateline_map_options *o, const char *preset, arena *a,
                             picture *p, dateline_error *err)
{
    *p = (picture){ 0 };
    dateline_status st = page_size(dl, o, preset, a, p, err);
    st = st ? st : handle_words(dl, o->lang, a, &p->words, err);
    st = st ? st : handle_style(dl, o->style, a, &p->style, err);
    st = st ? st : handle_gazetteer(dl, err);
    st = st ? st : handle_basemap(dl, err);
    st = st ? st : copy_events(events, o->during, a, p, err);
    /* While the fonts are being loaded beside, so is what comes next. */
    if (!st)
        geo_project_preload();
    st = st ? st : handle_font(dl, err);
    if (st)
        return st;
    p->input.gazetteer = dl->gazetteer;
    p->input.basemap = dl->basemap;
    p->input.font = dl->font;
    p->input.style = &p->style;
    p->input.words = &p->words;
    p->page.title = o->title ? str_copy(a, str_of(o->title)) : NULL;
    p->page.subtitle = o->subtitle ? str_copy(a, str_of(o->subtitle)) : NULL;
    p->page.source = o->source ? str_copy(a, str_of(o->source)) : NULL;
    p->page.credit = o->credit ? str_copy(a, str_of(o->credit)) : NULL;
    p->page.map_data = handle_credit(dl, "Natural Earth, GSHHG, GeoNames", a);
    p->page.box = o->box;
    p->page.projection = o->projection;
    p->page.no_note = o->no_note;
    p->page.created = time_text(a, handle_now(dl, events));
    return DATELINE_OK;
}

void picture_close(picture *p)
{
    event_events_free(p->events);
    p->events = NULL;
}

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
    m->picture.dl = dl;
    st = st ? st : handle_go_on(dl, "composing", 0, 0, err);
    if (!st)
        st = scene_page_make(&m->picture.input, &m->picture.page, &m->memory, &m->page,
                             err);
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
    scene_page_clear(&m->page);
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
    render_svg_options svg = { .outline_text = m->outline_text };
    dateline_status st = handle_go_on(m->picture.dl, "drawing", 0, 0, err);
    if (st)
        return st;
    switch (handle_format(out)) {
    case DATELINE_PNG:
        st = render_png(s, m->scale, f, &bytes, err);
        break;
    case DATELINE_SVG:
        st = render_svg(s, &svg, f, &bytes, err);
        break;
    case DATELINE_PDF:
        st = render_pdf(&s, 1, 0.75, f, &bytes, err);
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

const scene *map_scene(const dateline_map *m)
{
    return &m->page.scene;
}

const picture *map_picture(const dateline_map *m)
{
    return &m->picture;
}
