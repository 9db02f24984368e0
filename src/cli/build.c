#include "base/error.h"
#include "base/jsonw.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static dateline_status print_size(cli *c, dateline_error *err)
{
    size_t places, names;
    dateline_status st = cli_open(c, false, err);
    st = st ? st : dateline_gazetteer_size(c->dl, &places, &names, err);
    if (st)
        return st;
    const char *attribution = dateline_gazetteer_attribution(c->dl);
    buf out = { 0 };
    if (c->set.json) {
        jsonw w = { .out = &out };
        jsonw_open(&w, '{');
        jsonw_key(&w, "places");
        jsonw_int(&w, (int64_t)places);
        jsonw_key(&w, "names");
        jsonw_int(&w, (int64_t)names);
        jsonw_key(&w, "attribution");
        jsonw_text(&w, attribution);
        jsonw_close(&w, '}');
        buf_add_byte(&out, '\n');
    } else {
        buf_addf(&out, "%zu places, %zu names\n", places, names);
        if (c->set.verbose)
            buf_addf(&out, "%s\n", attribution);
    }
    cli_print(buf_str(&out));
    buf_clear(&out);
    return DATELINE_OK;
}

typedef struct figure {
    const char *key, *words;
    uint64_t n;
} figure;

enum { FIGURES = 9 };

static void figures_of(const dateline_gazetteer_report *r, figure out[FIGURES])
{
    const figure all[FIGURES] = {
        { "rows", "rows", r->rows },
        { "places", "became places", r->places },
        { "known", "of them known below", r->known },
        { "names", "became names of them", r->names },
        { "words", "words and endings", r->words },
        { "rejected", "rejected", r->rejected },
        { "other", "of other kinds or places", r->other },
        { "retired", "of places that are no more", r->retired },
        { "base", "places below", r->base },
    };
    memcpy(out, all, sizeof all);
}

static void print_rejects(const cli *c, const dateline_gazetteer_report *r)
{
    for (size_t i = 0; i < r->n_rejects; i++)
        cli_print_reject(c, &r->rejects[i]);
    if (r->rejected > r->n_rejects && !c->set.json)
        fprintf(stderr, "dateline: ... and %llu more\n",
                (unsigned long long)(r->rejected - r->n_rejects));
}

/* As one object on stdout, where nothing else is, or as one line on stderr. */
static void print_report(const cli *c, const dateline_gazetteer_report *r)
{
    figure all[FIGURES];
    buf out = { 0 };
    figures_of(r, all);
    if (c->set.json && strcmp(c->set.output, "-") != 0) {
        jsonw w = { .out = &out };
        jsonw_open(&w, '{');
        for (int i = 0; i < FIGURES; i++) {
            jsonw_key(&w, all[i].key);
            jsonw_int(&w, (int64_t)all[i].n);
        }
        jsonw_close(&w, '}');
        buf_add_byte(&out, '\n');
        cli_print(buf_str(&out));
    } else if (!c->set.quiet) {
        buf_addf(&out, "%s: ", c->set.output);
        for (int i = 0; i < FIGURES; i++)
            if (all[i].n || !i)
                buf_addf(&out, "%s%llu %s", i ? ", " : "", (unsigned long long)all[i].n,
                         all[i].words);
        fprintf(stderr, "%.*s\n", STR_ARGS(buf_str(&out)));
    }
    buf_clear(&out);
}

static dateline_status build(cli *c, dateline_error *err)
{
    dateline_gazetteer_options o = { .add = c->set.add,
                                     .strict = c->set.strict,
                                     .licence = c->set.licence };
    dateline_gazetteer_report report = { 0 };
    dateline_status st = cli_need_output(c, err);
    if (!st && c->n_files < 2)
        st = error_set(err, DATELINE_USAGE,
                       "build wants tables: dateline gazetteer build [--add] "
                       "TABLE... -o FILE");
    st = st ? st : cli_open(c, false, err);
    st = st ? st
            : dateline_gazetteer_build(c->dl, c->files + 1, c->n_files - 1, &o,
                                       cli_output(c, c->set.output, DATELINE_AUTO),
                                       &report, err);
    /* What fails has one error to tell, and the first reject is that. */
    if (!st && !c->set.quiet)
        print_rejects(c, &report);
    if (!st)
        print_report(c, &report);
    return st;
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
    "dateline gazetteer info",
    "dateline gazetteer build --add my-places.csv -o my-gazetteer.bin",
    "dateline geocode --gazetteer my-gazetteer.bin Shusha",
    "dateline gazetteer build places/*.tsv -o gazetteer.bin", NULL
};
static const char *const basemap_examples[] = {
    "dateline basemap build basemap/*.geojsonl -o basemap.bin", NULL
};
#define OUTPUT                                                                          \
    {                                                                                   \
        "output", 'o', CLI_TEXT, "FILE", "the compiled file", CLI_OFFSET(output), NULL, \
            "Output"                                                                    \
    }

static const cli_option gazetteer_options[] = {
    { "add", 0, CLI_FLAG, NULL, "put the tables on top of the gazetteer in use",
      CLI_OFFSET(add), NULL, "Input" },
    { "licence", 0, CLI_TEXT, "TEXT", "credit of the tables, shown with answers and maps",
      CLI_OFFSET(licence), NULL, "Input" },
    { "strict", 0, CLI_FLAG, NULL, "fail when a row cannot be used", CLI_OFFSET(strict),
      NULL, "Input" },
    OUTPUT,
};
static const cli_option basemap_options[] = { OUTPUT };
const cli_verb cli_gazetteer = { "gazetteer",
                                 "what the gazetteer knows; compile one",
                                 "info | build [--add] TABLE... -o FILE | check FILE",
                                 gazetteer_examples,
                                 gazetteer_options,
                                 sizeof gazetteer_options / sizeof *gazetteer_options,
                                 run_gazetteer };
const cli_verb cli_basemap = {
    "basemap",        "compile a base map", "build SOURCE... -o FILE",
    basemap_examples, basemap_options,      1,
    run_basemap
};
