#include "base/file.h"
#include "cli/cli.h"

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_events *events = NULL;
    dateline_map *map = NULL;
    dateline_map_options options = cli_map_options(c);
    dateline_status st = cli_need_output(c, err);
    st = st ? st : cli_open(c, true, err);
    st = st ? st : cli_events(c, &events, err);
    st = st ? st : dateline_map_new(c->dl, events, &options, &map, err);
    /* The report first: a picture without it would be half of what was asked for. */
    bool report = !st && c->set.layout;
    if (report)
        st = dateline_map_write_layout(map, cli_output(c, c->set.layout, DATELINE_JSON),
                                       err);
    if (!st) {
        st = dateline_map_write(map, cli_output(c, c->set.output, DATELINE_AUTO), err);
        if (st && report)
            file_remove(c->set.layout);
    }
    if (!st) {
        size_t drawn, unplaced;
        dateline_map_count(map, &drawn, &unplaced);
        size_t n = dateline_events_count(events);
        cli_tell(c, "%s: %zu events, %zu of them located", c->set.output, n, drawn);
    }
    dateline_map_free(map);
    dateline_events_free(events);
    return st;
}

static const char *const examples[] = {
    "dateline map events.csv -o map.png",
    "dateline map events.csv --preset mobile --lang vi -o map.svg", NULL
};
static const char *const formats[] = { "png", "svg", "pdf", NULL };
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "FILE", ".png, .svg or .pdf", CLI_OFFSET(output), NULL,
      "Output" },
    { "format", 'f', CLI_TEXT, "NAME", "png, svg or pdf, whatever the suffix",
      CLI_OFFSET(format), formats, "Output" },
    { "preset", 0, CLI_TEXT, "NAME", "desktop, mobile, slide, ...: size and type",
      CLI_OFFSET(preset), NULL, "Output" },
    { "size", 0, CLI_SIZE, "WxH", "page size in pixels", CLI_OFFSET(size), NULL,
      "Output" },
    { "scale", 0, CLI_NUMBER, "N", "device pixels for one pixel: 2 for retina",
      CLI_OFFSET(scale), NULL, "Output" },
    { "layout", 0, CLI_TEXT, "FILE", "also write where everything stands, as JSON",
      CLI_OFFSET(layout), NULL, "Output" },
    { "outline-text", 0, CLI_FLAG, NULL, "SVG: outlines in place of live text",
      CLI_OFFSET(outline_text), NULL, "Output" },
    { "title", 0, CLI_TEXT, "TEXT", "title above the map", CLI_OFFSET(title), NULL,
      "Words" },
    CLI_PAGE,
};
const cli_verb cli_map = { "map",
                           "draw events on a map",
                           "EVENTS... -o FILE",
                           examples,
                           options,
                           sizeof options / sizeof *options,
                           run };
