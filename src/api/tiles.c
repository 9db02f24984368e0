#include "api/handle.h"
#include "api/picture.h"
#include "base/error.h"
#include "page/fit.h"
#include "tile/tileset.h"

static bool step(void *user, uint64_t done, uint64_t total)
{
    const dateline *dl = user;
    return !dl->config.progress ||
           dl->config.progress(dl->config.user, "tiles", done, total);
}

/* Nothing is dropped in silence: events beyond the box are in no tile. */
static void tell_outside(const dateline *dl, const picture *p, geo_box box)
{
    size_t n = 0;
    for (size_t i = 0; i < p->input.n_events; i++)
        n += p->input.events[i]->located && !geo_box_has(box, p->input.events[i]->where);
    if (n)
        handle_log(dl, DATELINE_WARNING,
                   "%zu events lie outside the tiles; --box W,S,E,N takes in more", n);
}

static dateline_status write_tiles(dateline *dl, picture *p,
                                   const dateline_tile_options *o, dateline_output out,
                                   uint64_t *tiles, dateline_error *err)
{
    arena a = { 0 };
    const char *attribution =
        handle_credit(dl, "Natural Earth; GSHHG; GeoNames (CC BY 4.0)", &a);
    geo_box box = o->box;
    if (geo_box_is_zero(box))
        box = page_fit(p->input.events, p->input.n_events, &a);
    tile_options options = {
        .box = box,
        .min_zoom = o->min_zoom,
        .max_zoom = o->zooms > 0 ? o->min_zoom + o->zooms - 1 : 10,
        .png = o->content == DATELINE_PNG,
        .size_px = o->size_px ? o->size_px : 512,
        .scale = o->scale,
        .name = o->name && *o->name ? o->name : "Events",
        .description = "Dated events and their base map",
        .attribution = o->attribution && *o->attribution
                           ? str_print(&a, "%s; %s", o->attribution, attribution)
                           : attribution,
        .threads = handle_threads(dl),
        .fonts_conf = handle_fonts_conf(dl),
    };
    p->input.vector = !options.png;
    if (geo_box_is_zero(box)) {
        arena_clear(&a);
        return error_set(err, DATELINE_NOT_FOUND,
                         "there is nothing to draw: no event has a place; give places or "
                         "coordinates, or an area with --box W,S,E,N");
    }
    tell_outside(dl, p, box);
    tile_progress progress = { step, dl };
    static const tile_report nothing = { 0 };
    tile_report *report = arena_new(&a, tile_report);
    *report = nothing;
    dateline_format container = handle_format(out);
    if (container == DATELINE_AUTO)
        container = DATELINE_XYZ;
    dateline_status st;
    if (container != DATELINE_XYZ && container != DATELINE_MBTILES)
        st = error_set(
            err, DATELINE_USAGE,
            "tiles are written into a directory or as .mbtiles; '%s' is neither",
            out.path);
    else
        st = tile_write(&p->input, &options, out.path, container, &progress, report, err);
    for (int i = 0; !st && i < report->n_zooms; i++)
        handle_log(dl, DATELINE_INFO, "zoom %d: %llu tiles, %llu features, %llu bytes",
                   report->zooms[i].z, (unsigned long long)report->zooms[i].tiles,
                   (unsigned long long)report->zooms[i].features,
                   (unsigned long long)report->zooms[i].bytes);
    if (tiles && !st)
        *tiles = report->tiles;
    arena_clear(&a);
    return st;
}

dateline_status dateline_tiles(dateline *dl, const dateline_events *events,
                               const dateline_tile_options *options, dateline_output out,
                               uint64_t *tiles, dateline_error *err)
{
    static const dateline_tile_options defaults = { 0 };
    const dateline_tile_options *o = options ? options : &defaults;
    if (tiles)
        *tiles = 0;
    if (!out.path || !*out.path)
        return error_set(err, DATELINE_USAGE, "tiles need a path to write to");
    arena a = { 0 };
    picture p;
    dateline_map_options map = { .style = o->style,
                                 .lang = o->lang,
                                 .boundaries = o->boundaries,
                                 .asof = o->asof,
                                 .names = o->names,
                                 .relief = o->relief,
                                 .terrain = o->terrain };
    dateline_status st = picture_open(dl, events, &map, NULL, &a, &p, err);
    if (!st)
        st = write_tiles(dl, &p, o, out, tiles, err);
    picture_close(&p);
    arena_clear(&a);
    return st;
}
