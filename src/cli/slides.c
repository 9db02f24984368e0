#include "cli/cli.h"

#include <string.h>

static dateline_step step_of(const cli *c)
{
    const char *name = c->set.step;
    static const char *const names[] = { "event", "day", "month", "year" };
    for (int i = 0; name && i < 4; i++)
        if (!strcmp(name, names[i]))
            return (dateline_step)i;
    return c->spec ? c->spec->step : DATELINE_STEP_EVENT;
}

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_events *events = NULL;
    size_t n = 0;
    dateline_status st = cli_need_output(c, err);
    st = st ? st : cli_open(c, true, err);
    st = st ? st : cli_events(c, &events, err);
    dateline_slides_options options = { .map = cli_map_options(c),
                                        .step = step_of(c),
                                        .cumulative = c->set.cumulative ||
                                                      (c->spec && c->spec->cumulative) };
    if (c->spec) {
        options.fade = c->spec->fade;
        options.n_fade = c->spec->n_fade;
    }
    st = st ? st
            : dateline_slides(c->dl, events, &options,
                              cli_output(c, c->set.output, DATELINE_AUTO), &n, err);
    if (!st)
        cli_tell(c, "%s: %zu slides", c->set.output, n);
    dateline_events_free(events);
    dateline_spec_free(c->spec);
    return st;
}

static const char *const examples[] = {
    "dateline slides events.csv --step month --cumulative -o story.pdf",
    "dateline slides events.csv -o frames/", NULL
};
static const char *const steps[] = { "event", "day", "month", "year", NULL };
static const char *const formats[] = { "pdf", "frames", NULL };
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "FILE|DIR", ".pdf, or a directory for numbered PNGs",
      CLI_OFFSET(output), NULL, "Output" },
    { "format", 'f', CLI_TEXT, "NAME", "pdf or frames, whatever the suffix",
      CLI_OFFSET(format), formats, "Output" },
    { "step", 0, CLI_TEXT, "STEP", "a slide for each event, day, month or year",
      CLI_OFFSET(step), steps, "Output" },
    { "cumulative", 0, CLI_FLAG, NULL, "earlier events stay on the map, faded",
      CLI_OFFSET(cumulative), NULL, "Output" },
    { "preset", 0, CLI_TEXT, "NAME", "size and type; else slide, 1920x1080",
      CLI_OFFSET(preset), NULL, "Output" },
    { "size", 0, CLI_SIZE, "WxH[mm]", "page size in pixels or millimetres",
      CLI_OFFSET(size), NULL, "Output" },
    { "scale", 0, CLI_NUMBER, "N", "device pixels for one pixel", CLI_OFFSET(scale), NULL,
      "Output" },
    { "title", 0, CLI_TEXT, "TEXT", "title of every slide", CLI_OFFSET(title), NULL,
      "Words" },
    CLI_PAGE,
};
const cli_verb cli_slides = { "slides",
                              "tell events in order",
                              "EVENTS... -o FILE|DIR",
                              examples,
                              options,
                              sizeof options / sizeof *options,
                              run };
