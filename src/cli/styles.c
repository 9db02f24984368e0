#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static dateline_status list(cli *c, dateline_error *err)
{
    const char *name;
    if (c->n_files)
        return error_set(err, DATELINE_USAGE,
                         "what about '%s'? To check a style, add --check", c->files[0]);
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

static bool print(void *user, const void *bytes, size_t len)
{
    (void)user;
    cli_print((str){ bytes, len });
    return true;
}

/* Those that are named, with the whole table; else all of the house, with what
   fails. */
static dateline_status check(cli *c, dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    size_t failed = 0, bad;
    const char *name;
    for (size_t i = 0; !st && (name = c->n_files ? i < c->n_files ? c->files[i] : NULL
                                                 : dateline_style_at(c->dl, i));
         i++) {
        st = dateline_style_check(c->dl, name, c->n_files > 0,
                                  (dateline_output){ .write = print }, &bad, err);
        failed += st ? 0 : bad;
    }
    if (!st && failed)
        st = error_set(err, DATELINE_FAILED, "%zu checks fail", failed);
    return st;
}

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_status st = cli_open(c, false, err);
    if (st)
        return st;
    if (!dateline_style_at(c->dl, 0))
        return error_set(err, DATELINE_GEODATA, "no styles found; give --styles DIR");
    return c->set.check ? check(c, err) : list(c, err);
}

static const char *const examples[] = { "dateline styles", "dateline styles --check wire",
                                        NULL };
static const cli_option options[] = {
    { "check", 0, CLI_FLAG, NULL,
      "contrast, color blindness, sizes: of all, or those named", CLI_OFFSET(check), NULL,
      "Styles" },
};
const cli_verb cli_styles = { "styles",
                              "list styles and presets, or check styles",
                              "[NAME|FILE...]",
                              examples,
                              options,
                              sizeof options / sizeof *options,
                              run };
