#include "base/error.h"
#include "cli/cli.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_log(void *user, dateline_level level, const char *message)
{
    const cli *c = user;
    if (c->set.quiet || (int)level > 1 + c->set.verbose)
        return;
    fprintf(stderr, "dateline: %s%s\n", level == DATELINE_WARNING ? "warning: " : "",
            message);
}

dateline_status cli_open(cli *c, bool draws, dateline_error *err)
{
    dateline_config config = { .geodata = c->set.geodata,
                               .gazetteer = c->set.gazetteer,
                               .styles = c->set.styles,
                               .threads = c->set.threads,
                               .draws = draws,
                               .progress = cli_progress,
                               .log = print_log,
                               .user = c };
    dateline_status st = dateline_open(&config, &c->dl, err);
    if (!st && c->set.spec)
        st = dateline_spec_read(c->dl, (dateline_input){ .path = c->set.spec }, &c->spec,
                                err);
    return st;
}

void cli_print_reject(const cli *c, const dateline_reject *r)
{
    if (!c->set.json) {
        fprintf(stderr, "%s:%d:%d: %s\n", r->origin, r->line, r->column, r->reason);
        return;
    }
    dateline_error err = { .status = DATELINE_INPUT,
                           .line = r->line,
                           .column = r->column };
    snprintf(err.source, sizeof err.source, "%s", r->origin);
    snprintf(err.message, sizeof err.message, "%s", r->reason);
    cli_print_error(c, &err);
}

/* All of them as JSON, a few for a person. */
static void report_rejects(const cli *c, const dateline_events *events)
{
    const dateline_reject *r;
    for (size_t i = 0; !c->set.quiet && (r = dateline_reject_at(events, i)); i++) {
        if (i == 5 && !c->set.verbose && !c->set.json) {
            fprintf(stderr, "dateline: ... and more; -v lists them all\n");
            break;
        }
        cli_print_reject(c, r);
    }
}

static size_t count_rejects(const dateline_events *events)
{
    size_t n = 0;
    while (dateline_reject_at(events, n))
        n++;
    return n;
}

static dateline_status all_rejected(const dateline_events *events, size_t n,
                                    dateline_error *err)
{
    const dateline_reject *r = dateline_reject_at(events, 0);
    return error_at(err, DATELINE_INPUT, r->origin, r->line, r->column,
                    "no row could be used; rejected: %zu, the first because: %s", n,
                    r->reason);
}

static dateline_status locate(cli *c, dateline_events *events, dateline_error *err)
{
    dateline_geocode_options options = { .country = c->set.country, .near = c->set.near };
    dateline_status st = dateline_geocode(c->dl, events, &options, err);
    const dateline_event *e;
    for (size_t i = 0; !st && c->set.strict && (e = dateline_events_at(events, i)); i++)
        if (!e->located && *e->place)
            st = error_set(err, DATELINE_NOT_FOUND, "%s:%d: no such place '%.80s'",
                           e->origin, e->line, e->place);
    return st;
}

dateline_input cli_article(const cli *c, const char *path)
{
    return (dateline_input){ .path = path,
                             .name = strcmp(path, "-") ? NULL : "<stdin>",
                             .published = c->set.published,
                             .outlet = c->set.outlet,
                             .url = c->set.url };
}

/* Files of the command line, else those of the spec and what stands in it. */
static dateline_status read_all(cli *c, dateline_events **out, dateline_error *err)
{
    bool own = c->n_files || !c->spec;
    const char *const *files = own ? c->files : c->spec->files;
    size_t n = own ? c->n_files : c->spec->n_files;
    const char *inline_events = own ? NULL : c->spec->events;
    if (!n && !inline_events)
        return error_set(err, DATELINE_USAGE,
                         "no file of events; give one, or - for standard input");
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < n; i++)
        st = dateline_read(c->dl, cli_article(c, files[i]), out, err);
    if (!st && n > 1)
        st = dateline_events_join(c->dl, *out, err);
    if (!st && inline_events)
        st = dateline_read(c->dl,
                           (dateline_input){ .bytes = inline_events,
                                             .len = strlen(inline_events),
                                             .name = c->spec->name,
                                             .format = DATELINE_JSON },
                           out, err);
    return st;
}

dateline_status cli_events(cli *c, dateline_events **out, dateline_error *err)
{
    *out = NULL;
    dateline_status st = read_all(c, out, err);
    size_t rejects = *out ? count_rejects(*out) : 0;
    /* What fails has one error to tell, and the first reject is that. */
    bool fails = rejects && (c->set.strict || !dateline_events_count(*out));
    if (!st && !(fails && c->set.json))
        report_rejects(c, *out);
    if (!st && rejects && c->set.strict) {
        const dateline_reject *r = dateline_reject_at(*out, 0);
        st =
            error_at(err, DATELINE_INPUT, r->origin, r->line, r->column, "%s", r->reason);
    }
    if (!st && !dateline_events_count(*out) && rejects)
        st = all_rejected(*out, rejects, err);
    if (!st && !c->set.no_geocode && !(c->spec && !c->n_files && c->spec->no_geocode))
        st = locate(c, *out, err);
    if (st) {
        dateline_events_free(*out);
        *out = NULL;
    }
    return st;
}

/* A size or an area of the command line takes the place of all that the spec says of
   it. */
static void set_page(const cli_settings *s, dateline_map_options *o)
{
    if (s->preset) {
        o->preset = s->preset;
        o->width_px = o->height_px = 0;
        o->width_mm = o->height_mm = 0;
    }
    if (s->size.x > 0) {
        o->width_px = s->size_in_mm ? 0 : (int)s->size.x;
        o->height_px = s->size_in_mm ? 0 : (int)s->size.y;
        o->width_mm = s->size_in_mm ? s->size.x : 0;
        o->height_mm = s->size_in_mm ? s->size.y : 0;
    }
    if (s->box.south < s->box.north) {
        o->box = s->box;
        o->fitted = false;
        o->padding = 0;
    }
    if (s->during.precision != DATELINE_UNDATED)
        o->during = s->during;
    o->scale = s->scale > 0 ? s->scale : o->scale;
    o->bleed_mm = s->bleed > 0 ? s->bleed : o->bleed_mm;
}

dateline_map_options cli_map_options(const cli *c)
{
    const cli_settings *s = &c->set;
    dateline_map_options o = c->spec ? c->spec->map : (dateline_map_options){ 0 };
    const struct {
        const char **to, *from;
    } texts[] = { { &o.style, s->style },   { &o.projection, s->projection },
                  { &o.title, s->title },   { &o.subtitle, s->subtitle },
                  { &o.source, s->source }, { &o.credit, s->credit },
                  { &o.lang, s->lang },     { &o.boundaries, s->boundaries },
                  { &o.asof, s->asof },     { &o.names, s->names },
                  { &o.relief, s->relief }, { &o.terrain, s->terrain },
                  { &o.legend, s->legend }, { &o.inset, s->inset },
                  { &o.list, s->list },     { &o.logo, s->logo },
                  { &o.notes, s->notes },   { &o.cluster, s->cluster } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].from)
            *texts[i].to = texts[i].from;
    set_page(s, &o);
    o.no_note |= s->no_note;
    o.missing_glyphs |= s->missing_glyphs;
    o.outline_text |= s->outline_text;
    o.reference_cities = s->cities > 0 ? s->cities : o.reference_cities;
    o.graticule |= s->graticule;
    o.north |= s->north;
    o.numbers |= s->numbers;
    return o;
}

void cli_tell(const cli *c, const char *format, ...)
{
    if (c->set.quiet || (!c->terminal && !c->set.verbose))
        return;
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

dateline_status cli_need_output(const cli *c, dateline_error *err)
{
    const char *path = c->set.output;
    if (!path)
        return error_set(err, DATELINE_USAGE, "say where to write with -o FILE");
    if (!strcmp(path, "-") && isatty(1))
        return error_set(
            err, DATELINE_USAGE,
            "pictures and tiles are not written to a terminal; give -o FILE");
    return DATELINE_OK;
}

dateline_output cli_output(const cli *c, const char *path, dateline_format format)
{
    static const struct {
        const char *name;
        dateline_format format;
    } names[] = { { "png", DATELINE_PNG },
                  { "svg", DATELINE_SVG },
                  { "pdf", DATELINE_PDF },
                  { "geojson", DATELINE_GEOJSON },
                  { "geojsonseq", DATELINE_GEOJSONSEQ },
                  { "csv", DATELINE_CSV },
                  { "json", DATELINE_JSON },
                  { "xyz", DATELINE_XYZ },
                  { "mbtiles", DATELINE_MBTILES },
                  { "frames", DATELINE_FRAMES },
                  { "text", DATELINE_TEXT },
                  { "markdown", DATELINE_MARKDOWN },
                  { "html", DATELINE_HTML } };
    for (size_t i = 0; c->set.format && i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i].name, c->set.format))
            format = names[i].format;
    return (dateline_output){ .path = path, .format = format };
}

void cli_print(str text)
{
    fwrite(text.at ? text.at : "", 1, text.len, stdout);
}
