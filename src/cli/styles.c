#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_status st = cli_open(c, false, err);
    const char *name;
    if (st)
        return st;
    if (!dateline_style_at(c->dl, 0))
        return error_set(err, DATELINE_GEODATA, "no styles found; give --styles DIR");
    buf out = { 0 };
    buf_add_text(&out, "styles:\n");
    for (size_t i = 0; (name = dateline_style_at(c->dl, i)); i++)
        buf_addf(&out, "  %s\n", name);
    buf_add_text(&out, "presets:\n");
    int w, h;
    for (size_t i = 0; (name = dateline_preset_at(c->dl, i, &w, &h)); i++)
        buf_addf(&out, "  %-14s %dx%d\n", name, w, h);
    cli_print(buf_str(&out));
    buf_clear(&out);
    return DATELINE_OK;
}

static const char *const examples[] = { "dateline styles", NULL };
const cli_verb cli_styles = { "styles", "list styles and presets", "", examples, NULL, 0,
                              run };
