#include "cli/cli.h"

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_events *events = NULL;
    const char *path = c->set.output ? c->set.output : "-";
    dateline_output out = cli_output(c, path, DATELINE_AUTO);
    dateline_status st = cli_open(c, false, err);
    st = st ? st : cli_events(c, &events, err);
    st = st ? st : dateline_events_write(events, out, err);
    if (!st)
        cli_tell(c, "%s: %zu events", path, dateline_events_count(events));
    dateline_events_free(events);
    return st;
}

static const char *const examples[] = { "dateline geojson events.csv -o events.geojson",
                                        "dateline geojson a.csv b.json > all.geojson",
                                        NULL };
static const char *const formats[] = { "geojson", "geojsonseq", "csv", "json", NULL };
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "FILE", ".geojson, .geojsonl, .csv or .json; else stdout",
      CLI_OFFSET(output), NULL, "Output" },
    { "format", 'f', CLI_TEXT, "NAME", "geojson, geojsonseq, csv, json",
      CLI_OFFSET(format), formats, "Output" },
    CLI_LOCATING,
};
const cli_verb cli_geojson = { "geojson",
                               "convert events for GIS",
                               "EVENTS... [-o FILE]",
                               examples,
                               options,
                               sizeof options / sizeof *options,
                               run };
