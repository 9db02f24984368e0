#include "base/error.h"
#include "cli/cli.h"

#include <string.h>

static dateline_status print_size(cli *c, dateline_error *err)
{
    size_t places, names;
    dateline_status st = cli_open(c, false, err);
    st = st ? st : dateline_gazetteer_size(c->dl, &places, &names, err);
    if (st)
        return st;
    buf out = { 0 };
    if (c->set.json)
        buf_addf(&out, "{\"places\":%zu,\"names\":%zu}\n", places, names);
    else
        buf_addf(&out, "%zu places, %zu names\n", places, names);
    cli_print(buf_str(&out));
    buf_clear(&out);
    return DATELINE_OK;
}

static dateline_status build(cli *c, dateline_error *err)
{
    dateline_status st = cli_need_output(c, err);
    if (!st && c->n_files < 2)
        st = error_set(err, DATELINE_USAGE,
                       "build wants tables: dateline gazetteer build "
                       "TABLE.tsv... -o FILE");
    return st ? st
              : dateline_gazetteer_build(c->files + 1, c->n_files - 1,
                                         cli_output(c, c->set.output, DATELINE_AUTO),
                                         err);
}

static dateline_status run_gazetteer(cli *c, dateline_error *err)
{
    static const char *const actions[] = { "info", "build", "check" };
    const char *action = c->n_files ? c->files[0] : "info";
    if (!strcmp(action, "info"))
        return print_size(c, err);
    if (!strcmp(action, "build"))
        return build(c, err);
    if (strcmp(action, "check"))
        return cli_unknown("action", action, actions, 3, err);
    if (c->n_files != 2)
        return error_set(err, DATELINE_USAGE, "check wants one compiled file");
    return dateline_gazetteer_check(c->files[1], err);
}

static dateline_status run_basemap(cli *c, dateline_error *err)
{
    if (c->n_files < 2 || strcmp(c->files[0], "build"))
        return error_set(err, DATELINE_USAGE,
                         "say dateline basemap build SOURCE.geojsonl... -o FILE");
    dateline_status st = cli_need_output(c, err);
    return st ? st
              : dateline_basemap_build(c->files + 1, c->n_files - 1,
                                       cli_output(c, c->set.output, DATELINE_AUTO), err);
}

static const char *const gazetteer_examples[] = {
    "dateline gazetteer info", "dateline gazetteer build places/*.tsv -o gazetteer.bin",
    NULL
};
static const char *const basemap_examples[] = {
    "dateline basemap build basemap/*.geojsonl -o basemap.bin", NULL
};
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "FILE", "the compiled file", CLI_OFFSET(output), NULL,
      "Output" },
};
const cli_verb cli_gazetteer = { "gazetteer",
                                 "what the gazetteer knows; compile one",
                                 "info | build TABLE... -o FILE | check FILE",
                                 gazetteer_examples,
                                 options,
                                 1,
                                 run_gazetteer };
const cli_verb cli_basemap = {
    "basemap", "compile a base map", "build SOURCE... -o FILE", basemap_examples, options,
    1,         run_basemap
};
