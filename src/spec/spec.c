#include "spec/spec.h"

#include "base/error.h"
#include "base/num.h"
#include "kind/kind.h"
#include "text/utf8.h"
#include "when/when.h"

#include <string.h>

#define IN(member) offsetof(dateline_spec, member)
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const policies[] = { "as-written", "dual", "local", NULL };
static const char *const views[] = { "un", "defacto", NULL };
static const char *const looks[] = { "hatch", "tint", "none", NULL };
static const char *const choices[] = { "auto", "none", "always", NULL };
static const char *const lists[] = { "auto", "none", "always", "right", "below", NULL };
static const char *const only_auto[] = { "auto", NULL };
static const char *const only_dash[] = { "dash", NULL };
static const char *const only_true[] = { "true", NULL };

/* Texts of a list. */
static dateline_status read_texts(const spec_reader *r, const parse_value *v,
                                  const char *of, const char ***out)
{
    dateline_status st = spec_list(r, v, of);
    if (st)
        return st;
    *out = arena_array(r->a, const char *, v->n + 1);
    for (size_t i = 0; i < v->n; i++) {
        if (v->items[i].kind != PARSE_STRING)
            return spec_wrong(r, &v->items[i], "%s are texts in quotes", of);
        (*out)[i] = str_copy(r->a, v->items[i].text);
    }
    return DATELINE_OK;
}

static dateline_status read_version(const spec_reader *r, const parse_value *v)
{
    return v->kind == PARSE_NUMBER && str_eq(v->text, STR("1"))
               ? DATELINE_OK
               : spec_wrong(r, v, "this reads map specs of version 1, \"dateline\": 1");
}

/* [1280, 960] in pixels, or "107x90mm". */
static dateline_status read_size(const spec_reader *r, const parse_value *v)
{
    dateline_map_options *o = &r->out->map;
    double w, h;
    if (v->kind == PARSE_STRING) {
        str rest = v->text, width = str_cut(&rest, 'x');
        if (!str_ends(rest, STR("mm")) || !num_parse(width, &w) ||
            !num_parse((str){ rest.at, rest.len - 2 }, &h) ||
            !(w >= 1 && h >= 1 && w <= 10000 && h <= 10000))
            return spec_wrong(r, v,
                              "a size is [width, height] in pixels, or "
                              "\"107x90mm\"");
        o->width_mm = w;
        o->height_mm = h;
        return DATELINE_OK;
    }
    dateline_status st = spec_list(r, v, "width and height");
    if (!st && v->n != 2)
        st = spec_wrong(r, v, "a size is [width, height]");
    st = st ? st : spec_number(r, &v->items[0], 64, 16384, &w);
    st = st ? st : spec_number(r, &v->items[1], 64, 16384, &h);
    if (!st && (w != (int)w || h != (int)h))
        st = spec_wrong(r, v, "a size in pixels is whole numbers");
    if (st)
        return st;
    o->width_px = (int)w;
    o->height_px = (int)h;
    return DATELINE_OK;
}

/* A name that has to be known. */
static dateline_status check(const spec_reader *r, const parse_value *v, const char *what,
                             const char *name)
{
    dateline_error why = { 0 };
    if (v->kind != PARSE_STRING)
        return spec_wrong(r, v, "%s: a text in quotes is wanted here", what);
    dateline_status st = r->house->check(r->house->ctx, what, name, &why);
    if (!st || why.source[0]) {
        if (st && r->err)
            *r->err = why;
        return st;
    }
    return error_at(r->err, st, r->source, v->line, v->column, "%s", why.message);
}

static dateline_status read_lang(const spec_reader *r, const parse_value *v)
{
    r->out->map.lang = str_copy(r->a, v->text);
    return check(r, v, "lang", r->out->map.lang);
}

static dateline_status read_preset(const spec_reader *r, const parse_value *v)
{
    r->out->map.preset = str_copy(r->a, v->text);
    return check(r, v, "preset", r->out->map.preset);
}

static bool is_day(const parse_value *v)
{
    when_date date;
    return v->kind == PARSE_STRING && v->text.len == 10 &&
           !when_parse(v->text, NULL, &date, NULL) && !date.when.interval &&
           date.when.precision == DATELINE_DAY;
}

static dateline_status read_published(const spec_reader *r, const parse_value *v)
{
    if (!is_day(v))
        return spec_wrong(r, v, "published: a day, \"2024-04-17\", is wanted here");
    r->out->map.published = str_copy(r->a, v->text);
    return DATELINE_OK;
}

/* The day whose borders are shown, or "none" for those of today. */
static dateline_status read_asof(const spec_reader *r, const parse_value *v)
{
    bool none = v->kind == PARSE_STRING && str_eq(v->text, STR("none"));
    if (!none && !is_day(v))
        return spec_wrong(r, v,
                          "asof: a day, \"2023-09-19\", or \"none\" is wanted here");
    r->out->map.asof = str_copy(r->a, v->text);
    return DATELINE_OK;
}

/* A style's name, or the path of a document. */
static dateline_status read_theme(const spec_reader *r, const parse_value *v)
{
    r->out->map.style =
        str_ends(v->text, STR(".json")) ? spec_path(r, v->text) : str_copy(r->a, v->text);
    return check(r, v, "theme", r->out->map.style);
}

static dateline_status read_notes(const spec_reader *r, const parse_value *v)
{
    const char **lines;
    dateline_status st = read_texts(r, v, "notes", &lines);
    for (size_t i = 0; !st && i < v->n; i++) {
        const char *before = r->out->map.notes;
        r->out->map.notes =
            before ? str_print(r->a, "%s\n%s", before, lines[i]) : lines[i];
    }
    return st;
}

static dateline_status read_bbox(const spec_reader *r, const parse_value *v)
{
    double b[4];
    dateline_status st = spec_list(r, v, "west, south, east, north");
    if (!st && v->n != 4)
        st = spec_wrong(r, v, "a bbox is [west, south, east, north]");
    for (size_t i = 0; !st && i < 4; i++)
        st = spec_number(r, &v->items[i], i % 2 ? -90 : -180, i % 2 ? 90 : 180, &b[i]);
    if (!st && (b[1] >= b[3] || b[0] == b[2]))
        st = spec_wrong(r, v, "a bbox is [west, south, east, north], south below north");
    if (!st)
        r->out->map.box = (dateline_box){ b[0], b[1], b[2], b[3] };
    return st;
}

static dateline_status read_padding(const spec_reader *r, const parse_value *v)
{
    r->out->map.fitted = true;
    if (v->kind == PARSE_STRING && str_eq(v->text, STR("auto")))
        return DATELINE_OK;
    return spec_number(r, v, 0.001, 0.4, &r->out->map.padding);
}

/* "all" or "priority<=2". */
static dateline_status read_fit(const spec_reader *r, const parse_value *v)
{
    if (v->kind == PARSE_STRING && str_eq(v->text, STR("all")))
        return DATELINE_OK;
    for (int i = 1; v->kind == PARSE_STRING && i <= 3; i++)
        if (str_eq(v->text, str_of(str_print(r->a, "priority<=%d", i)))) {
            r->out->map.fit_priority = i;
            return DATELINE_OK;
        }
    return spec_wrong(r, v, "fit: \"all\" or \"priority<=1\", 2 or 3 is wanted here");
}

static const spec_field frame_fields[] = {
    { .name = "bbox", .type = SPEC_CALL, .read = read_bbox },
    { .name = "projection", .type = SPEC_TEXT, .offset = IN(map.projection) },
    { .name = "padding", .type = SPEC_CALL, .read = read_padding },
    { .name = "fit", .type = SPEC_CALL, .read = read_fit },
};

/* Paths, or events as they stand. */
static dateline_status read_events(const spec_reader *r, const parse_value *v)
{
    const char **files = arena_array(r->a, const char *, v->n + 1);
    bool paths = v->kind == PARSE_ARRAY && v->n && v->items[0].kind == PARSE_STRING;
    r->out->files = files;
    if (v->kind == PARSE_STRING) {
        files[r->out->n_files++] = spec_path(r, v->text);
        return DATELINE_OK;
    }
    for (size_t i = 0; paths && i < v->n; i++) {
        if (v->items[i].kind != PARSE_STRING)
            return spec_wrong(r, &v->items[i], "paths and events cannot be mixed");
        files[r->out->n_files++] = spec_path(r, v->items[i].text);
    }
    if (paths)
        return DATELINE_OK;
    if (v->kind != PARSE_ARRAY)
        return spec_wrong(r, v, "events: a path, a list of paths, or a list of events");
    buf text = { 0 };
    parse_json_write(v, &text);
    r->out->events = str_copy(r->a, buf_str(&text));
    dateline_status st = buf_status(&text, "the events of a spec", r->err);
    buf_clear(&text);
    return st;
}

static dateline_status read_kinds(const spec_reader *r, const parse_value *v)
{
    dateline_map_options *o = &r->out->map;
    dateline_status st = spec_list(r, v, "kinds");
    for (size_t i = 0; !st && i < v->n; i++) {
        const parse_value *name = &v->items[i];
        const char *near = kind_near(name->text);
        size_t kind = 0;
        while (kind < DATELINE_KINDS &&
               !str_eq(name->text, str_of(kind_name((dateline_kind)kind))))
            kind++;
        if (name->kind != PARSE_STRING || kind == DATELINE_KINDS)
            st = spec_wrong(r, name, "no kind of event '%.*s'%s%s%s",
                            STR_ARGS(text_head(name->text, 40)),
                            near ? "; did you mean '" : "", near ? near : "",
                            near ? "'?" : "");
        else if (o->n_kinds == DATELINE_KINDS)
            st = spec_wrong(r, name, "a kind stands here twice");
        else
            o->kinds[o->n_kinds++] = (dateline_kind)kind;
    }
    return st;
}

typedef struct filter {
    const char *from, *to;
    int priority;
} filter;

/* Two days as one interval. */
static dateline_status read_filter(const spec_reader *r, const parse_value *v)
{
    static const spec_field members[] = {
        { .name = "kind", .type = SPEC_CALL, .read = read_kinds },
        { .name = "from", .type = SPEC_TEXT, .offset = offsetof(filter, from) },
        { .name = "to", .type = SPEC_TEXT, .offset = offsetof(filter, to) },
        { .name = "priority_max",
          .type = SPEC_INT,
          .offset = offsetof(filter, priority),
          .min = 1,
          .max = 3 },
    };
    filter to = { 0 };
    dateline_status st = spec_members(r, v, "filter", members, COUNT(members), &to);
    if (st)
        return st;
    r->out->map.priority_max = to.priority;
    if (!to.from && !to.to)
        return st;
    const char *span =
        str_print(r->a, "%s/%s", to.from ? to.from : "..", to.to ? to.to : "..");
    when_date date;
    dateline_error why = { 0 };
    if (when_parse(str_of(span), NULL, &date, &why))
        return spec_wrong(r, v, "filter: %s", why.message);
    r->out->map.during = date.when;
    return DATELINE_OK;
}

static dateline_status read_number_key(const spec_reader *r, const parse_value *v)
{
    r->out->map.numbers = str_eq(v->text, STR("by-date"));
    return r->out->map.numbers || str_eq(v->text, STR("none"))
               ? DATELINE_OK
               : spec_wrong(r, v, "number: \"by-date\" or \"none\" is wanted here");
}

static const char *const cluster_modes[] = { "auto", "none", "badge", NULL };
static const spec_field cluster_fields[] = {
    { .name = "mode",
      .type = SPEC_WORD,
      .offset = IN(map.cluster),
      .words = cluster_modes },
    { .name = "radius_px",
      .type = SPEC_NUMBER,
      .offset = IN(map.cluster_px),
      .min = 1,
      .max = 500 },
    { .name = "list", .type = SPEC_WORD, .offset = IN(map.list), .words = lists },
};

static dateline_status read_overrides(const spec_reader *r, const parse_value *v)
{
    if (v->kind != PARSE_OBJECT)
        return spec_wrong(r, v, "overrides: an object, { ... }, of names is wanted here");
    dateline_rename *list = arena_array(r->a, dateline_rename, v->n + 1);
    for (size_t i = 0; i < v->n; i++) {
        if (v->items[i].kind != PARSE_STRING)
            return spec_wrong(r, &v->items[i], "a name is a text in quotes");
        list[i] = (dateline_rename){ str_copy(r->a, v->items[i].key),
                                     str_copy(r->a, v->items[i].text) };
    }
    r->out->map.renames = list;
    r->out->map.n_renames = v->n;
    return DATELINE_OK;
}

static const spec_field label_fields[] = {
    { .name = "policy", .type = SPEC_WORD, .offset = IN(map.names), .words = policies },
    { .name = "overrides", .type = SPEC_CALL, .read = read_overrides },
    { .name = "reference_cities",
      .type = SPEC_INT,
      .offset = IN(map.reference_cities),
      .min = 1,
      .max = 500 },
    { .name = "min_px",
      .type = SPEC_NUMBER,
      .offset = IN(map.min_text_px),
      .min = 4,
      .max = 100 },
};

static dateline_status read_disclaimer(const spec_reader *r, const parse_value *v)
{
    r->out->map.no_note = str_eq(v->text, STR("none"));
    return r->out->map.no_note || str_eq(v->text, STR("auto"))
               ? DATELINE_OK
               : spec_wrong(r, v, "disclaimer: \"auto\" or \"none\" is wanted here");
}

static const spec_field boundary_fields[] = {
    { .name = "view", .type = SPEC_WORD, .offset = IN(map.boundaries), .words = views },
    { .name = "asof", .type = SPEC_CALL, .read = read_asof },
    { .name = "disputed", .type = SPEC_DONE, .words = only_dash },
    { .name = "areas", .type = SPEC_WORD, .offset = IN(map.areas), .words = looks },
    { .name = "disclaimer", .type = SPEC_CALL, .read = read_disclaimer },
};

static const spec_field furniture_fields[] = {
    { .name = "scalebar", .type = SPEC_DONE, .words = only_auto },
    { .name = "north", .type = SPEC_FLAG, .offset = IN(map.north) },
    { .name = "graticule", .type = SPEC_FLAG, .offset = IN(map.graticule) },
    { .name = "legend", .type = SPEC_WORD, .offset = IN(map.legend), .words = choices },
    { .name = "inset", .type = SPEC_WORD, .offset = IN(map.inset), .words = choices },
    { .name = "list", .type = SPEC_WORD, .offset = IN(map.list), .words = lists },
    { .name = "logo", .type = SPEC_PATH, .offset = IN(map.logo) },
    { .name = "datestamp", .type = SPEC_DONE, .words = only_true },
};

static const spec_field relief_fields[] = {
    { .name = "draw", .type = SPEC_WORD, .offset = IN(map.relief), .words = choices },
    { .name = "terrain", .type = SPEC_PATH, .offset = IN(map.terrain) },
};

static dateline_status read_variants(const spec_reader *r, const parse_value *v)
{
    const char **list = NULL;
    dateline_status st = read_texts(r, v, "presets", &list);
    if (!st) {
        r->out->variants = list;
        r->out->n_variants = v->n;
    }
    for (size_t i = 0; !st && i < v->n; i++)
        st = check(r, &v->items[i], "preset", list[i]);
    return st;
}

static dateline_status read_step(const spec_reader *r, const parse_value *v)
{
    static const char *const steps[] = { "event", "day", "month", "year" };
    for (int i = 0; v->kind == PARSE_STRING && i < 4; i++)
        if (str_eq(v->text, str_of(steps[i]))) {
            r->out->step = (dateline_step)i;
            return DATELINE_OK;
        }
    return spec_wrong(r, v, "step: \"event\", \"day\", \"month\" or \"year\" is wanted");
}

/* Opacity of what happens now, then of what is a slide older, and so on. */
static dateline_status read_fade(const spec_reader *r, const parse_value *v)
{
    dateline_status st = spec_list(r, v, "numbers from 0 to 1");
    if (!st && (!v->n || v->n > 16))
        st = spec_wrong(r, v, "fade: 1 to 16 numbers are wanted here");
    double *fade = arena_array(r->a, double, v->n + 1);
    for (size_t i = 0; !st && i < v->n; i++)
        st = spec_number(r, &v->items[i], 0, 1, &fade[i]);
    r->out->fade = fade;
    r->out->n_fade = st ? 0 : v->n;
    return st;
}

static dateline_status read_chapters(const spec_reader *r, const parse_value *v)
{
    dateline_status st = spec_list(r, v, "chapters");
    return st || !v->n ? st
                       : spec_wrong(r, v,
                                    "'chapters' cannot be followed yet: slides follow "
                                    "the events; write [], or leave it out");
}

static const spec_field sequence_fields[] = {
    { .name = "step", .type = SPEC_CALL, .read = read_step },
    { .name = "cumulative", .type = SPEC_FLAG, .offset = IN(cumulative) },
    { .name = "fade", .type = SPEC_CALL, .read = read_fade },
    { .name = "hold", .type = SPEC_NUMBER, .offset = IN(hold_s), .min = 0.1, .max = 600 },
    { .name = "final_hold",
      .type = SPEC_NUMBER,
      .offset = IN(final_hold_s),
      .min = 0.1,
      .max = 600 },
    { .name = "chapters", .type = SPEC_CALL, .read = read_chapters },
};

static dateline_status read_outputs(const spec_reader *r, const parse_value *v)
{
    static const struct {
        const char *name;
        dateline_format format;
    } known[] = { { "png", DATELINE_PNG },
                  { "svg", DATELINE_SVG },
                  { "pdf", DATELINE_PDF },
                  { "geojson", DATELINE_GEOJSON } };
    bool picture = !v->n;
    const char **names = NULL;
    dateline_status st = read_texts(r, v, "formats", &names);
    if (st)
        return st;
    dateline_format *list = arena_array(r->a, dateline_format, v->n + 1);
    for (size_t i = 0; i < v->n; i++) {
        size_t k = 0;
        while (k < COUNT(known) && strcmp(names[i], known[k].name) != 0)
            k++;
        if (k == COUNT(known))
            return spec_wrong(
                r, &v->items[i],
                "'%.20s' is no output of a map yet; there are: png, svg, pdf, and "
                "geojson beside these",
                names[i]);
        list[i] = known[k].format;
        picture |= list[i] != DATELINE_GEOJSON;
    }
    if (!picture)
        return spec_wrong(r, v,
                          "geojson stands beside pictures; name png, svg or pdf too, or "
                          "use 'dateline geojson'");
    r->out->formats = list;
    r->out->n_formats = v->n;
    return DATELINE_OK;
}

static dateline_status read_geocode(const spec_reader *r, const parse_value *v)
{
    if (v->kind != PARSE_BOOL)
        return spec_wrong(r, v, "geocode: true or false is wanted here");
    r->out->no_geocode = str_eq(v->text, STR("false"));
    return DATELINE_OK;
}

#define OF(table) .type = SPEC_OBJECT, .fields = (table), .n_fields = COUNT(table)
static const spec_field fields[] = {
    { .name = "$schema", .type = SPEC_TEXT, .offset = IN(name) },
    { .name = "dateline", .type = SPEC_CALL, .read = read_version },
    { .name = "lang", .type = SPEC_CALL, .read = read_lang },
    { .name = "preset", .type = SPEC_CALL, .read = read_preset },
    { .name = "size", .type = SPEC_CALL, .read = read_size },
    { .name = "scale",
      .type = SPEC_NUMBER,
      .offset = IN(map.scale),
      .min = 0.1,
      .max = 16 },
    { .name = "bleed_mm",
      .type = SPEC_NUMBER,
      .offset = IN(map.bleed_mm),
      .min = 0,
      .max = 100 },
    { .name = "missing_glyphs", .type = SPEC_FLAG, .offset = IN(map.missing_glyphs) },
    { .name = "outline_text", .type = SPEC_FLAG, .offset = IN(map.outline_text) },
    { .name = "theme", .type = SPEC_CALL, .read = read_theme },
    { .name = "title", .type = SPEC_TEXT, .offset = IN(map.title) },
    { .name = "subtitle", .type = SPEC_TEXT, .offset = IN(map.subtitle) },
    { .name = "notes", .type = SPEC_CALL, .read = read_notes },
    { .name = "source", .type = SPEC_TEXT, .offset = IN(map.source) },
    { .name = "credit", .type = SPEC_TEXT, .offset = IN(map.credit) },
    { .name = "alt", .type = SPEC_TEXT, .offset = IN(map.alt) },
    { .name = "published", .type = SPEC_CALL, .read = read_published },
    { .name = "frame", OF(frame_fields) },
    { .name = "events", .type = SPEC_CALL, .read = read_events },
    { .name = "geocode", .type = SPEC_CALL, .read = read_geocode },
    { .name = "filter", .type = SPEC_CALL, .read = read_filter },
    { .name = "number", .type = SPEC_CALL, .read = read_number_key },
    { .name = "cluster", OF(cluster_fields) },
    { .name = "labels", OF(label_fields) },
    { .name = "boundaries", OF(boundary_fields) },
    { .name = "relief", OF(relief_fields) },
    { .name = "annotations", .type = SPEC_CALL, .read = spec_annotations },
    { .name = "insets", .type = SPEC_CALL, .read = spec_insets },
    { .name = "furniture", OF(furniture_fields) },
    { .name = "variants", .type = SPEC_CALL, .read = read_variants },
    { .name = "sequence", OF(sequence_fields) },
    { .name = "output", .type = SPEC_CALL, .read = read_outputs },
};

dateline_status spec_read(str text, const char *source, const char *dir,
                          const spec_house *house, arena *a, dateline_spec *out,
                          dateline_error *err)
{
    *out = (dateline_spec){ 0 };
    spec_reader r = { source, dir, house, a, out, err };
    const parse_value *doc;
    dateline_status st = parse_json(a, parse_text_of(text, source), &doc, err);
    st = st ? st : spec_members(&r, doc, "a map spec", fields, COUNT(fields), out);
    if (!st && !parse_member(doc, "dateline"))
        st = spec_wrong(&r, doc, "a map spec begins with \"dateline\": 1");
    out->name = source;
    return st;
}
