#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

#include <string.h>

/* A path that is none of a picture: ends in a slash, is a directory, has no suffix. */
static bool is_folder(const char *path)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    return strcmp(path, "-") != 0 && (!*name || file_is_dir(path) || !strchr(name, '.'));
}

/* "desktop,mobile" as a list. */
static size_t split(cli *c, const char *text, const char ***out)
{
    size_t n = 0, most = 1;
    for (const char *at = text; *at; at++)
        most += *at == ',';
    *out = arena_array(&c->memory, const char *, most);
    str rest = str_of(text);
    while (rest.len) {
        str one = str_trim(str_cut(&rest, ','));
        if (one.len)
            (*out)[n++] = str_copy(&c->memory, one);
    }
    return n;
}

/* What files are called after: the spec, else the first file of events. */
static const char *base_name(cli *c)
{
    const char *path = c->set.spec ? c->set.spec : c->n_files ? c->files[0] : "map";
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    const char *dot = strchr(name, '.');
    str stem = { name, dot && dot > name ? (size_t)(dot - name) : strlen(name) };
    return !strcmp(path, "-") ? "map" : str_copy(&c->memory, stem);
}

static dateline_status write_variants(cli *c, const dateline_events *events,
                                      dateline_error *err)
{
    const cli_settings *s = &c->set;
    dateline_format format = cli_output(c, NULL, DATELINE_AUTO).format;
    dateline_variants_options o = { .map = cli_map_options(c),
                                    .name = base_name(c),
                                    .retina = s->retina };
    const char **names = NULL;
    if (s->layout || s->alt || s->save_spec)
        return error_set(
            err, DATELINE_USAGE,
            "--layout, --alt and --save-spec are of one map, not of several");
    if (s->variants) {
        o.n_variants = split(c, s->variants, &names);
        o.variants = names;
    } else if (c->spec) {
        o.variants = c->spec->variants;
        o.n_variants = c->spec->n_variants;
    }
    if (s->variants && !o.n_variants)
        return error_set(err, DATELINE_USAGE, "--variants wants names of presets");
    if (c->spec) {
        o.formats = c->spec->formats;
        o.n_formats = c->spec->n_formats;
    }
    if (format != DATELINE_AUTO) {
        o.formats = &format;
        o.n_formats = 1;
    }
    size_t files = 0;
    dateline_status st = dateline_variants(
        c->dl, events, &o, (dateline_output){ .path = s->output }, &files, err);
    if (!st)
        cli_tell(c, "%s: %zu files", s->output, files);
    return st;
}

/* The reports first: a picture without them would be half of what was asked for. */
static dateline_status write_map(cli *c, dateline_map *map, dateline_error *err)
{
    typedef dateline_status write_fn(const dateline_map *, dateline_output,
                                     dateline_error *);
    const struct {
        const char *path;
        dateline_format format;
        write_fn *write;
    } reports[] = { { c->set.layout, DATELINE_JSON, dateline_map_write_layout },
                    { c->set.alt, DATELINE_AUTO, dateline_map_write_alt },
                    { c->set.save_spec, DATELINE_JSON, dateline_map_write_spec } };
    enum { REPORTS = sizeof reports / sizeof *reports };
    dateline_status st = DATELINE_OK;
    size_t done = 0;
    for (; !st && done < REPORTS; done++)
        if (reports[done].path) {
            dateline_output out = { .path = reports[done].path,
                                    .format = reports[done].format };
            st = reports[done].write(map, out, err);
        }
    if (!st)
        st = dateline_map_write(map, cli_output(c, c->set.output, DATELINE_AUTO), err);
    for (size_t i = 0; st && i < done; i++)
        if (reports[i].path && strcmp(reports[i].path, "-") != 0)
            file_remove(reports[i].path);
    return st;
}

static dateline_status run(cli *c, dateline_error *err)
{
    dateline_events *events = NULL;
    dateline_map *map = NULL;
    dateline_status st = cli_need_output(c, err);
    st = st ? st : cli_open(c, true, err);
    st = st ? st : cli_events(c, &events, err);
    bool listed = c->spec && (c->spec->n_variants || c->spec->n_formats);
    if (!st && (c->set.variants || (listed && is_folder(c->set.output)))) {
        st = write_variants(c, events, err);
    } else if (!st) {
        dateline_map_options options = cli_map_options(c);
        st = dateline_map_new(c->dl, events, &options, &map, err);
        st = st ? st : write_map(c, map, err);
    }
    if (!st && map) {
        size_t drawn, unplaced;
        dateline_map_count(map, &drawn, &unplaced);
        size_t n = dateline_events_count(events);
        cli_tell(c, "%s: %zu events, %zu of them located", c->set.output, n, drawn);
    }
    dateline_map_free(map);
    dateline_events_free(events);
    dateline_spec_free(c->spec);
    return st;
}

static const char *const examples[] = {
    "dateline map events.csv -o map.png",
    "dateline map events.csv --preset mobile --lang vi -o map.svg",
    "dateline map events.csv --variants mobile,desktop,print-2col -o pictures/", NULL
};
static const char *const formats[] = { "png", "svg", "pdf", NULL };
static const char *const modes[] = { "auto", "none", "badge", NULL };
static const char *const lists[] = { "auto", "none", "always", "right", "below", NULL };
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "FILE", ".png, .svg or .pdf; of variants a directory",
      CLI_OFFSET(output), NULL, "Output" },
    { "format", 'f', CLI_TEXT, "NAME", "png, svg or pdf, whatever the suffix",
      CLI_OFFSET(format), formats, "Output" },
    { "preset", 0, CLI_TEXT, "NAME", "desktop, mobile, slide, ...: size and type",
      CLI_OFFSET(preset), NULL, "Output" },
    { "size", 0, CLI_SIZE, "WxH[mm]", "page size in pixels or millimetres",
      CLI_OFFSET(size), NULL, "Output" },
    { "scale", 0, CLI_NUMBER, "N", "device pixels for one pixel: 2 for retina",
      CLI_OFFSET(scale), NULL, "Output" },
    { "variants", 0, CLI_TEXT, "A,B,...",
      "a picture for each of these presets, and embed.html", CLI_OFFSET(variants), NULL,
      "Output" },
    { "retina", 0, CLI_FLAG, NULL, "variants: each PNG also with twice the pixels",
      CLI_OFFSET(retina), NULL, "Output" },
    { "layout", 0, CLI_TEXT, "FILE", "also write where everything stands, as JSON",
      CLI_OFFSET(layout), NULL, "Output" },
    { "alt", 0, CLI_TEXT, "FILE", "also write alternative text and description",
      CLI_OFFSET(alt), NULL, "Output" },
    { "save-spec", 0, CLI_TEXT, "FILE", "also write a spec that draws the same bytes",
      CLI_OFFSET(save_spec), NULL, "Output" },
    { "outline-text", 0, CLI_FLAG, NULL, "SVG: outlines in place of live text",
      CLI_OFFSET(outline_text), NULL, "Output" },
    { "title", 0, CLI_TEXT, "TEXT", "title above the map", CLI_OFFSET(title), NULL,
      "Words" },
    { "cluster", 0, CLI_TEXT, "CHOICE", "join markers that are dense: auto or none",
      CLI_OFFSET(cluster), modes, "Furniture" },
    { "list", 0, CLI_TEXT, "CHOICE",
      "dated list of events: auto, none, always, right, below", CLI_OFFSET(list), lists,
      "Furniture" },
    { "numbers", 0, CLI_FLAG, NULL, "number the events, and list them by number",
      CLI_OFFSET(numbers), NULL, "Furniture" },
    CLI_PAGE,
};
const cli_verb cli_map = { "map",
                           "draw events on a map",
                           "EVENTS... -o FILE",
                           examples,
                           options,
                           sizeof options / sizeof *options,
                           run };
