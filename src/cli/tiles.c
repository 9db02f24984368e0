#include "cli/cli.h"

#include <string.h>

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_events *events = NULL;
    uint64_t tiles = 0;
    const cli_settings *s = &c->set;
    dateline_tile_options options = {
        .style = s->style,
        .lang = s->lang,
        .boundaries = s->boundaries,
        .asof = s->asof,
        .names = s->names,
        .relief = s->relief,
        .terrain = s->terrain,
        .content = s->content && !strcmp(s->content, "png") ? DATELINE_PNG : DATELINE_MVT,
        .size_px = s->tile_size,
        .scale = s->scale,
        .min_zoom = s->zoom.min,
        .zooms = s->zoom.given ? s->zoom.max - s->zoom.min + 1 : 0,
        .box = s->box,
        .name = s->name,
        .attribution = s->attribution,
    };
    dateline_status st = cli_need_output(c, err);
    st = st ? st : cli_open(c, options.content == DATELINE_PNG, err);
    st = st ? st : cli_events(c, &events, err);
    st = st ? st
            : dateline_tiles(c->dl, events, &options,
                             cli_output(c, s->output, DATELINE_AUTO), &tiles, err);
    if (!st)
        cli_tell(c, "%s: %llu tiles", s->output, (unsigned long long)tiles);
    dateline_events_free(events);
    return st;
}

static const char *const examples[] = {
    "dateline tiles events.csv -o events.mbtiles",
    "dateline tiles events.csv --content png --zoom 3-9 -o tiles/", NULL
};
static const char *const contents[] = { "mvt", "png", NULL };
static const char *const formats[] = { "xyz", "mbtiles", NULL };
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "DIR|FILE", "a directory, or .mbtiles", CLI_OFFSET(output),
      NULL, "Output" },
    { "format", 'f', CLI_TEXT, "NAME", "xyz or mbtiles, whatever the suffix",
      CLI_OFFSET(format), formats, "Output" },
    { "content", 0, CLI_TEXT, "mvt|png", "vector tiles, or pictures", CLI_OFFSET(content),
      contents, "Output" },
    { "zoom", 'z', CLI_RANGE, "MIN-MAX", "zoom levels; else 0-10", CLI_OFFSET(zoom), NULL,
      "Output" },
    { "tile-size", 0, CLI_INT, "256|512", "pixels of a picture; else 512",
      CLI_OFFSET(tile_size), NULL, "Output" },
    { "scale", 0, CLI_NUMBER, "N", "device pixels for one pixel: 2 for @2x",
      CLI_OFFSET(scale), NULL, "Output" },
    { "name", 0, CLI_TEXT, "TEXT", "name of the tileset", CLI_OFFSET(name), NULL,
      "Words" },
    { "attribution", 0, CLI_TEXT, "TEXT", "added to that of the map data",
      CLI_OFFSET(attribution), NULL, "Words" },
    CLI_DRAWING,
    CLI_LOCATING,
};
const cli_verb cli_tiles = { "tiles",
                             "cut events and base map into map tiles",
                             "EVENTS... -o DIR|FILE",
                             examples,
                             options,
                             sizeof options / sizeof *options,
                             run };
