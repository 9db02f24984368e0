#include "api/picture.h"

#include "base/civil.h"
#include "base/error.h"
#include "base/limits.h"
#include "geo/project.h"
#include "page/fit.h"
#include "raster/logo.h"

#include <math.h>
#include <string.h>

/* What is no farther from a place happened there. */
static const double FAR_KM = 40;

static bool wanted(const dateline_event *e, const dateline_map_options *o)
{
    bool of_kind = !o->n_kinds;
    for (size_t i = 0; i < o->n_kinds; i++)
        of_kind |= e->kind == o->kinds[i];
    /* Without a priority an event is an ordinary one. */
    int priority = e->priority ? e->priority : 2;
    if (!of_kind || (o->priority_max && priority > o->priority_max))
        return false;
    if (o->during.precision == DATELINE_UNDATED)
        return true;
    return e->when.precision != DATELINE_UNDATED && e->when.begin < o->during.end &&
           e->when.end > o->during.begin;
}

/* The picture's own copy of the events, so that it does not depend on theirs. */
static dateline_status copy_events(const dateline_events *events,
                                   const dateline_map_options *o, arena *a, picture *p,
                                   dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    p->events = event_events_new();
    for (size_t i = 0; !st && i < event_count(events); i++)
        if (wanted(event_at(events, i), o))
            st = event_add(p->events, event_at(events, i), err);
    size_t n = event_count(p->events);
    p->list = arena_array(a, const dateline_event *, n + 1);
    for (size_t i = 0; i < n; i++)
        p->list[i] = event_at(p->events, i);
    p->input.events = p->list;
    p->input.n_events = n;
    return st;
}

/* A map of one article has its headline, unless another title is given. */
static void take_headline(const dateline_events *events, picture *p, arena *a)
{
    const char *headline = event_headline(events);
    bool one = p->input.n_events > 0 && *headline;
    for (size_t i = 0; i < p->input.n_events; i++)
        one &= *p->list[i]->article && !strcmp(p->list[i]->article, p->list[0]->article);
    if (one && !(p->options.title && *p->options.title))
        p->options.title = str_copy(a, str_of(headline));
}

static const char *time_text(arena *a, int64_t s)
{
    civil_time t = civil_of(s);
    return str_print(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)t.year, t.month, t.day,
                     t.hour, t.minute, t.second);
}

/* A size that is asked for goes before that of the preset. */
static dateline_status page_size(dateline *dl, const dateline_map_options *o,
                                 const char *preset_name, arena *a, picture *p,
                                 dateline_error *err)
{
    style_preset *size = &p->preset;
    *size = (style_preset){
        .width_px = 1280, .height_px = 960, .type_scale = 1, .points_per_px = 0.75
    };
    const char *name = o->preset && *o->preset ? o->preset : preset_name;
    dateline_status st = name ? handle_preset(dl, name, a, size, err) : DATELINE_OK;
    if (st)
        return st;
    double usual = size->width_px;
    bool mm = o->width_mm > 0 && o->height_mm > 0, px = o->width_px || o->height_px;
    if (mm || px) {
        size->width_mm = mm ? o->width_mm : 0;
        size->height_mm = mm ? o->height_mm : 0;
        size->width_px = mm            ? o->width_mm * STYLE_PX_PER_MM
                         : o->width_px ? o->width_px
                                       : size->width_px;
        size->height_px = mm             ? o->height_mm * STYLE_PX_PER_MM
                          : o->height_px ? o->height_px
                                         : size->height_px;
        size->medium = mm ? STYLE_PRINT : size->medium;
        if (size->medium == STYLE_ROOM)
            size->points_per_px = 960 / size->width_px;
    }
    p->page.width_px = size->width_px;
    p->page.height_px = size->height_px;
    p->input.type_scale = size->type_scale;
    /* On a screen that is looked at from afar type is a share of the page; but no
       smaller than on any other. */
    if (size->medium == STYLE_ROOM && usual > 0)
        p->input.type_scale = fmax(1, size->type_scale * fmin(1, size->width_px / usual));
    double scale = o->scale > 0 ? o->scale : 1;
    if (!(size->width_px >= 64 && size->height_px >= 64))
        return error_set(err, DATELINE_USAGE,
                         "a page is at least 64x64 pixels, 17x17 mm");
    if (!(size->width_px * scale <= LIMIT_PAGE_PX &&
          size->height_px * scale <= LIMIT_PAGE_PX))
        return error_set(err, DATELINE_LIMIT, "a page is at most %dx%d pixels",
                         LIMIT_PAGE_PX, LIMIT_PAGE_PX);
    return DATELINE_OK;
}

/* No text below what can be read there, or below what is asked for. */
static void raise_types(const dateline_map_options *o, picture *p)
{
    double least = fmax(style_least_type(&p->preset), o->min_text_px);
    for (int i = 0; i < STYLE_ROLES; i++) {
        double *size = &p->style.types[i].size_px;
        *size = *size > 0 ? fmax(*size, least / p->input.type_scale) : *size;
    }
}

/* The last day that an event of the map is known to touch, as yyyymmdd; 0: none. */
static int latest_day(const picture *p)
{
    int64_t latest = INT64_MIN;
    for (size_t i = 0; i < p->input.n_events; i++) {
        dateline_when w = p->list[i]->when;
        if (w.precision == DATELINE_UNDATED)
            continue;
        int64_t last = w.end == INT64_MAX ? w.begin : w.end - 1;
        latest = last > latest ? last : latest;
    }
    if (latest == INT64_MIN)
        return 0;
    civil_time t = civil_of(latest);
    return t.year < 1 || t.year > 9999 ? 0 : (int)t.year * 10000 + t.month * 100 + t.day;
}

static dateline_status set_asof(const dateline_map_options *o, picture *p,
                                dateline_error *err)
{
    p->input.asof = latest_day(p);
    if (!o->asof || !*o->asof || picture_day(o->asof, &p->input.asof))
        return DATELINE_OK;
    if (!strcmp(o->asof, "none")) {
        p->input.asof = 0;
        return DATELINE_OK;
    }
    return error_set(err, DATELINE_USAGE, "'%.40s' is no day; write YYYY-MM-DD, or none",
                     o->asof);
}

static dateline_status check_published(const dateline_map_options *o, dateline_error *err)
{
    int day;
    if (!o->published || !*o->published || picture_day(o->published, &day))
        return DATELINE_OK;
    return error_set(err, DATELINE_USAGE, "'%.40s' is no day; write YYYY-MM-DD",
                     o->published);
}

static dateline_status open_relief(dateline *dl, const dateline_map_options *o,
                                   picture *p, dateline_error *err)
{
    bool finer = o->terrain && *o->terrain, never = p->page.relief == SCENE_NEVER;
    const style *s = &p->style;
    bool shows = s->land.n || s->sea.n || s->shade > 0;
    if (never && finer)
        return error_set(err, DATELINE_USAGE, "a terrain needs its relief drawn");
    if (!shows && (finer || p->page.relief == SCENE_ALWAYS))
        return error_set(err, DATELINE_USAGE,
                         "this style shows no relief; styles such as 'relief' do");
    if (never || !shows)
        return DATELINE_OK;
    arena scratch = { 0 };
    const char *path = str_print(&scratch, "%s/relief.bin", dl->geodata);
    dateline_status st;
    if (file_exists(path)) {
        st = relief_open(path, &p->relief, err);
        st = st || !finer ? st : relief_add(p->relief, o->terrain, err);
    } else if (finer || p->page.relief == SCENE_ALWAYS) {
        st = error_set(
            err, DATELINE_GEODATA,
            "there is no '%s'; run 'make', or say where it is with --geodata DIR", path);
    } else {
        handle_log(dl, DATELINE_INFO, "there is no '%s': a map without relief", path);
        st = DATELINE_OK;
    }
    p->input.relief = p->relief;
    arena_clear(&scratch);
    return st;
}

/* Whether it happened at one of the places that the map points to. */
static bool is_far(const dateline_map_options *o, const dateline_event *e)
{
    for (size_t i = 0; i < o->n_far; i++)
        if (e->located && geo_distance_km(o->far[i], e->where) <= FAR_KM)
            return true;
    return false;
}

/* The frame holds what is of that importance, and not at a place that is pointed to;
   of what lies in the box, where there is one. */
static dateline_status fit_important(const dateline_map_options *o, arena *a, picture *p,
                                     dateline_error *err)
{
    p->page.box = o->box;
    p->page.fitted = o->fitted && !geo_box_is_zero(o->box);
    p->page.padding = o->padding;
    bool boxed = !geo_box_is_zero(o->box);
    if (!o->fit_priority && (!o->n_far || boxed))
        return DATELINE_OK;
    const dateline_event **some =
        arena_array(a, const dateline_event *, p->input.n_events + 1);
    size_t n = 0;
    for (size_t i = 0; i < p->input.n_events; i++) {
        int priority = p->list[i]->priority ? p->list[i]->priority : 2;
        if ((!o->fit_priority || priority <= o->fit_priority) && !is_far(o, p->list[i]) &&
            (!boxed || (p->list[i]->located && geo_box_has(o->box, p->list[i]->where))))
            some[n++] = p->list[i];
    }
    geo_box fit = page_fit(some, n, a);
    if (geo_box_is_zero(fit) && boxed)
        return DATELINE_OK;
    p->page.box = fit;
    p->page.fitted = true;
    return geo_box_is_zero(fit)
               ? error_set(err, DATELINE_NOT_FOUND,
                           "no event that the map is to fit has a place; see the fit and "
                           "the far places that are asked for")
               : DATELINE_OK;
}

static dateline_status open_logo(const dateline_map_options *o, arena *a, picture *p,
                                 dateline_error *err)
{
    str bytes;
    if (!o->logo || !*o->logo)
        return DATELINE_OK;
    dateline_status st = file_read(a, o->logo, &bytes, err);
    st = st ? st : raster_read_png(bytes, o->logo, p->input.font, a, &p->logo, err);
    if (!st)
        p->page.logo = &p->logo;
    return st;
}

static void write_page(dateline *dl, arena *a, picture *p)
{
    const dateline_map_options *o = &p->options;
    p->page.title = o->title;
    p->page.subtitle = o->subtitle;
    p->page.source = o->source;
    p->page.credit = o->credit;
    p->page.alt = o->alt;
    p->page.notes = o->notes;
    p->page.map_data = handle_credit(dl, "Natural Earth, GSHHG, GeoNames", a);
    p->page.projection = o->projection;
    p->page.no_note = o->no_note;
    p->page.graticule = o->graticule;
    p->page.north = o->north;
    p->page.numbers = o->numbers;
    p->page.annotations = o->annotations;
    p->page.n_annotations = o->n_annotations;
    p->page.created = o->published && *o->published
                          ? str_print(a, "%sT00:00:00Z", o->published)
                          : time_text(a, handle_now(dl, p->events));
    p->input.cities =
        o->reference_cities < LIMIT_CITIES ? o->reference_cities : LIMIT_CITIES;
}

dateline_status picture_open(dateline *dl, const dateline_events *events,
                             const dateline_map_options *o, const char *preset, arena *a,
                             picture *p, dateline_error *err)
{
    *p = (picture){ .dl = dl, .options = picture_keep(o, a) };
    dateline_status st = page_size(dl, o, preset, a, p, err);
    st = st ? st : handle_words(dl, o->lang, a, &p->words, err);
    st = st ? st : handle_style(dl, o->style, a, &p->style, err);
    st = st ? st : picture_choices(o, p, err);
    st = st ? st : picture_naming(o, a, p, err);
    st = st ? st : picture_signs(a, p, err);
    st = st ? st : handle_gazetteer(dl, err);
    st = st ? st : handle_basemap(dl, err);
    st = st ? st : open_relief(dl, o, p, err);
    st = st ? st : copy_events(events, o, a, p, err);
    if (!st)
        take_headline(events, p, a);
    st = st ? st : set_asof(o, p, err);
    st = st ? st : check_published(o, err);
    st = st ? st : fit_important(o, a, p, err);
    /* While the fonts are being loaded beside, so is what comes next. */
    if (!st)
        geo_project_preload();
    st = st ? st : handle_font(dl, err);
    if (st)
        return st;
    raise_types(o, p);
    p->input.gazetteer = dl->gazetteer;
    p->input.basemap = dl->basemap;
    p->input.font = dl->font;
    p->input.style = &p->style;
    p->input.words = &p->words;
    write_page(dl, a, p);
    return open_logo(o, a, p, err);
}

void picture_close(picture *p)
{
    event_events_free(p->events);
    relief_close(p->relief);
    p->events = NULL;
    p->relief = NULL;
}
