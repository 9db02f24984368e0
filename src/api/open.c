#include "api/handle.h"
#include "base/error.h"
#include "base/num.h"
#include "gazetteer/list.h"
#include "geo/project.h"
#include "style/check.h"
#include "text/near.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first directory that has the file: configured, from the environment,
   beside the program as built, beside it as installed, where installed. */
static const char *find_dir(arena *a, const char *configured, const char *variable,
                            const char *name, const char *probe)
{
    const char *env = getenv(variable);
    if (configured && *configured)
        return configured;
    if (env && *env)
        return str_copy(a, str_of(env));
    const char *program = file_program_dir(a);
    const char *tries[] = { str_print(a, "%s/%s", program, name),
                            str_print(a, "%s/../share/dateline/%s", program, name),
                            str_print(a, "%s/%s", DATELINE_DATADIR, name) };
    for (size_t i = 0; i < 3; i++)
        if (file_exists(str_print(a, "%s/%s", tries[i], probe)))
            return tries[i];
    return tries[2];
}

static const char *find_gazetteer(dateline *dl)
{
    const char *env = getenv("DATELINE_GAZETTEER"), *path = dl->config.gazetteer;
    if (path && *path)
        return path;
    if (env && *env)
        return str_copy(&dl->memory, str_of(env));
    return str_print(&dl->memory, "%s/gazetteer.bin", dl->geodata);
}

/* Loading Pango and PROJ takes longer than reading most files of events. */
static void load_aside(void *ctx)
{
    dateline *dl = ctx;
    arena scratch = { 0 };
    const char *conf = str_print(&scratch, "%s/fonts.conf", dl->styles);
    (void)font_open(conf, &dl->aside_font, NULL);
    arena_clear(&scratch);
}

dateline_status dateline_open(const dateline_config *config, dateline **out,
                              dateline_error *err)
{
    (void)err;
    arena memory = { 0 };
    dateline *dl = arena_new(&memory, dateline);
    dl->memory = memory;
    dl->config = config ? *config : (dateline_config){ 0 };
    dl->geodata = find_dir(&dl->memory, dl->config.geodata, "DATELINE_GEODATA", "geodata",
                           "gazetteer.bin");
    dl->gazetteer_path = find_gazetteer(dl);
    dl->styles = find_dir(&dl->memory, dl->config.styles, "DATELINE_STYLES", "styles",
                          "fonts.conf");
    if (dl->config.draws)
        dl->aside = pool_aside_start(load_aside, dl);
    *out = dl;
    return DATELINE_OK;
}

static void wait_aside(dateline *dl)
{
    pool_aside_wait(dl->aside);
    dl->aside = NULL;
    if (!dl->font)
        dl->font = dl->aside_font;
    dl->aside_font = NULL;
}

void dateline_close(dateline *dl)
{
    if (!dl)
        return;
    wait_aside(dl);
    gazetteer_close(dl->gazetteer);
    basemap_close(dl->basemap);
    font_close(dl->font);
    arena memory = dl->memory;
    arena_clear(&memory);
}

static dateline_status need_geodata(const char *path, const char *option,
                                    dateline_error *err)
{
    if (file_exists(path))
        return DATELINE_OK;
    return error_set(err, DATELINE_GEODATA,
                     "there is no '%s'; run 'make', or say where it is with %s%s", path,
                     option, "--geodata DIR or DATELINE_GEODATA");
}

dateline_status handle_gazetteer(dateline *dl, dateline_error *err)
{
    if (dl->gazetteer)
        return DATELINE_OK;
    dateline_status st = need_geodata(dl->gazetteer_path, "--gazetteer FILE, ", err);
    return st ? st : gazetteer_open(dl->gazetteer_path, &dl->gazetteer, err);
}

dateline_status handle_basemap(dateline *dl, dateline_error *err)
{
    if (dl->basemap)
        return DATELINE_OK;
    const char *path = str_print(&dl->memory, "%s/basemap.bin", dl->geodata);
    dateline_status st = need_geodata(path, "", err);
    return st ? st : basemap_open(path, &dl->basemap, err);
}

const char *handle_credit(dateline *dl, const char *base, arena *a)
{
    str lines = { 0 };
    if (!handle_gazetteer(dl, NULL))
        lines = gazetteer_licences(dl->gazetteer);
    while (lines.len) {
        str line = str_cut(&lines, '\n');
        base = str_print(a, "%s; %.*s", base, STR_ARGS(line));
    }
    return base;
}

const char *dateline_gazetteer_attribution(dateline *dl)
{
    return handle_credit(
        dl, "GeoNames, Natural Earth, Unicode CLDR, and the project's own tables",
        &dl->memory);
}

const char *handle_fonts_conf(dateline *dl)
{
    return str_print(&dl->memory, "%s/fonts.conf", dl->styles);
}

dateline_status handle_font(dateline *dl, dateline_error *err)
{
    wait_aside(dl);
    if (dl->font)
        return DATELINE_OK;
    return font_open(handle_fonts_conf(dl), &dl->font, err);
}

dateline_status handle_no_such(dateline *dl, const char *what, const char *name,
                               const char *const *all, size_t n, dateline_error *err)
{
    buf list = { .max = 4096 };
    str *names = arena_array(&dl->memory, str, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = str_of(all[i]);
        buf_addf(&list, "%s%s", i ? ", " : "", all[i]);
    }
    size_t near = text_nearest(str_of(name), names, n, 3);
    dateline_status st =
        near == TEXT_NONE
            ? error_set(err, DATELINE_NOT_FOUND, "no %s '%.60s'; there are: %.*s", what,
                        name, STR_ARGS(buf_str(&list)))
            : error_set(err, DATELINE_NOT_FOUND,
                        "no %s '%.60s'; did you mean '%s'? There are: %.*s", what, name,
                        all[near], STR_ARGS(buf_str(&list)));
    buf_clear(&list);
    return st;
}

/* Names of the documents of a directory, without ".json". */
static dateline_status list_json(const char *dir, arena *a, const char ***names,
                                 size_t *n, dateline_error *err)
{
    char **files;
    size_t n_files;
    *n = 0;
    dateline_status st = file_list(a, dir, &files, &n_files, err);
    if (st)
        return st;
    *names = arena_array(a, const char *, n_files + 1);
    for (size_t i = 0; i < n_files; i++) {
        str name = str_of(files[i]);
        if (str_ends(name, STR(".json")) && !str_eq(name, STR("presets.json")) &&
            !str_eq(name, STR("schema.json")))
            (*names)[(*n)++] = str_copy(a, (str){ name.at, name.len - 5 });
    }
    return DATELINE_OK;
}

typedef struct style_source {
    dateline *dl;
    arena *a;
} style_source;

static dateline_status load_style(void *ctx, const char *name, str *text,
                                  dateline_error *err)
{
    style_source *source = ctx;
    bool path = str_ends(str_of(name), STR(".json"));
    const char *file =
        path ? name : str_print(source->a, "%s/%s.json", source->dl->styles, name);
    if (path || file_exists(file))
        return file_read(source->a, file, text, err);
    const char **names;
    size_t n;
    dateline_status st = list_json(source->dl->styles, source->a, &names, &n, err);
    return st ? st : handle_no_such(source->dl, "style", name, names, n, err);
}

/* What nobody has looked at before: a style from outside the house. */
static void warn_of_style(const dateline *dl, const char *name, const style *s)
{
    enum { SHOWN = 8 };
    arena scratch = { 0 };
    style_finding *list;
    size_t n, shown = 0, failed = style_check(s, &scratch, &list, &n);
    for (size_t i = 0; i < n && shown < SHOWN; i++)
        if (list[i].fails) {
            shown++;
            handle_log(dl, DATELINE_WARNING, "%s: %s on %s: %s %.2f, should be %s %.2f",
                       name, list[i].what, list[i].on, list[i].measure, list[i].value,
                       list[i].value < list[i].least ? "at least" : "at most",
                       list[i].value < list[i].least ? list[i].least : list[i].most);
        }
    if (failed > shown)
        handle_log(dl, DATELINE_WARNING,
                   "%s: %zu more; dateline styles --check lists them", name,
                   failed - shown);
    arena_clear(&scratch);
}

dateline_status handle_style(dateline *dl, const char *name, arena *a, style *out,
                             dateline_error *err)
{
    style_source source = { dl, a };
    const char *asked = name && *name ? name : HANDLE_STYLE;
    str text = { 0 };
    dateline_status st = load_style(&source, asked, &text, err);
    st = st ? st : style_read(text, asked, load_style, &source, a, out, err);
    if (!st && dl->config.log && str_ends(str_of(asked), STR(".json")))
        warn_of_style(dl, asked, out);
    return st;
}

dateline_status handle_words(dateline *dl, const char *lang, arena *a, style_words *out,
                             dateline_error *err)
{
    const char *asked = lang && *lang ? lang : "en";
    const char *dir = str_print(a, "%s/words", dl->styles);
    const char **names;
    size_t n;
    dateline_status st = list_json(dir, a, &names, &n, err);
    if (st)
        return st;
    for (size_t i = 0; i < n; i++)
        if (!strcmp(names[i], asked)) {
            const char *path = str_print(a, "%s/%s.json", dir, asked);
            str text;
            st = file_read(a, path, &text, err);
            return st ? st : style_words_read(text, path, a, out, err);
        }
    return handle_no_such(dl, "language", asked, names, n, err);
}

dateline_status handle_preset(dateline *dl, const char *name, arena *a, style_preset *out,
                              dateline_error *err)
{
    const char *path = str_print(a, "%s/presets.json", dl->styles);
    style_preset *all;
    size_t n;
    str text;
    dateline_status st = file_read(a, path, &text, err);
    st = st ? st : style_presets_read(text, path, a, &all, &n, err);
    if (st)
        return st;
    const char **names = arena_array(a, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = all[i].name;
        if (!strcmp(all[i].name, name)) {
            *out = all[i];
            return DATELINE_OK;
        }
    }
    return handle_no_such(dl, "preset", name, names, n, err);
}

const char *dateline_style_at(dateline *dl, size_t i)
{
    const char **names;
    size_t n;
    if (list_json(dl->styles, &dl->memory, &names, &n, NULL))
        return NULL;
    return i < n ? names[i] : NULL;
}

const char *dateline_preset_at(dateline *dl, size_t i, int *width_px, int *height_px)
{
    const char *path = str_print(&dl->memory, "%s/presets.json", dl->styles);
    style_preset *all;
    size_t n;
    str text;
    if (file_read(&dl->memory, path, &text, NULL) ||
        style_presets_read(text, path, &dl->memory, &all, &n, NULL) || i >= n)
        return NULL;
    *width_px = (int)lround(all[i].width_px);
    *height_px = (int)lround(all[i].height_px);
    return all[i].name;
}

void handle_log(const dateline *dl, dateline_level level, const char *format, ...)
{
    if (!dl->config.log)
        return;
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    dl->config.log(dl->config.user, level, line);
}

dateline_status handle_go_on(const dateline *dl, const char *stage, uint64_t done,
                             uint64_t total, dateline_error *err)
{
    if (!dl->config.progress || dl->config.progress(dl->config.user, stage, done, total))
        return DATELINE_OK;
    return error_set(err, DATELINE_CANCELLED, "cancelled");
}

int64_t handle_now(const dateline *dl, const dateline_events *events)
{
    int64_t now = dl->config.now;
    if (now)
        return now;
    const char *env = getenv("SOURCE_DATE_EPOCH");
    if (env && num_parse_int(str_of(env), &now))
        return now;
    for (size_t i = 0; events && i < event_count(events); i++) {
        const dateline_event *e = event_at(events, i);
        if (e->when.precision != DATELINE_UNDATED && e->when.begin != INT64_MIN &&
            e->when.begin > now)
            now = e->when.begin;
    }
    return now;
}

int handle_threads(const dateline *dl)
{
    return dl->config.threads > 0 ? dl->config.threads : pool_cpus();
}

dateline_format handle_format(dateline_output out)
{
    static const struct {
        const char *suffix;
        dateline_format format;
    } suffixes[] = {
        { ".png", DATELINE_PNG },
        { ".svg", DATELINE_SVG },
        { ".pdf", DATELINE_PDF },
        { ".geojson", DATELINE_GEOJSON },
        { ".geojsonl", DATELINE_GEOJSONSEQ },
        { ".geojsons", DATELINE_GEOJSONSEQ },
        { ".json", DATELINE_JSON },
        { ".csv", DATELINE_CSV },
        { ".txt", DATELINE_TEXT },
        { ".md", DATELINE_MARKDOWN },
        { ".markdown", DATELINE_MARKDOWN },
        { ".html", DATELINE_HTML },
        { ".htm", DATELINE_HTML },
        { ".mbtiles", DATELINE_MBTILES },
        { ".pmtiles", DATELINE_PMTILES },
    };
    if (out.format != DATELINE_AUTO)
        return out.format;
    str path = str_of(out.path);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        str suffix = str_of(suffixes[i].suffix);
        if (path.len < suffix.len)
            continue;
        if (str_eq_nocase((str){ path.at + path.len - suffix.len, suffix.len }, suffix))
            return suffixes[i].format;
    }
    return DATELINE_AUTO;
}

dateline_status handle_write(dateline_output out, str bytes, dateline_error *err)
{
    if (out.write) {
        if (!out.write(out.user, bytes.at, bytes.len))
            return error_set(err, DATELINE_CANCELLED, "the receiver stopped the writing");
        return DATELINE_OK;
    }
    if (!out.path || !*out.path)
        return error_set(err, DATELINE_USAGE, "an output needs a path or a function");
    return file_write(out.path, bytes, err);
}
