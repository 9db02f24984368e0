#include "base/error.h"
#include "base/file.h"
#include "base/jsonw.h"
#include "base/num.h"
#include "cli/cli.h"

#include <string.h>

enum { MAX_ANSWERS = 50, EXPLAINED = 10, OTHERS = 3 };

static const double ALTERNATIVE = .1;

static buf label_of(const dateline_place *p)
{
    const char *parts[3] = { p->name, p->region, p->country };
    buf label = { 0 };
    /* "Paris, France" and "France", not each twice. */
    for (int i = 0; i < 3; i++)
        if (*parts[i] && !(i && !strcmp(parts[i], p->name)))
            buf_addf(&label, "%s%s", label.len ? ", " : "", parts[i]);
    return label;
}

static void write_offset(jsonw *w, const dateline_nearest *near)
{
    jsonw_key(w, "admin1");
    jsonw_text(w, near->place.region);
    jsonw_key(w, "distance_km");
    jsonw_fixed(w, near->distance_km, 3);
    jsonw_key(w, "bearing");
    jsonw_fixed(w, near->bearing, 1);
}

/* Where there is something to say. */
static void write_text(jsonw *w, const char *name, const char *text)
{
    if (!*text)
        return;
    jsonw_key(w, name);
    jsonw_text(w, text);
}

/* What else the name may mean, when that is not far-fetched. */
static void write_alternatives(jsonw *w, double sure, const dateline_place *places,
                               size_t n)
{
    size_t n_likely = 0;
    while (n_likely < n && places[n_likely].confidence >= ALTERNATIVE)
        n_likely++;
    if (!n_likely || places[0].confidence + sure > 1)
        return; /* a town and its district are not two meanings */
    jsonw_key(w, "alternatives");
    jsonw_open(w, '[');
    for (size_t i = 0; i < n_likely; i++) {
        buf label = label_of(&places[i]);
        jsonw_open(w, '{');
        jsonw_key(w, "label");
        jsonw_str(w, buf_str(&label));
        jsonw_key(w, "place_id");
        jsonw_text(w, places[i].place_id);
        jsonw_key(w, "confidence");
        jsonw_fixed(w, places[i].confidence, 3);
        jsonw_close(w, '}');
        buf_clear(&label);
    }
    jsonw_close(w, ']');
}

/* What an answer is beside its place. */
typedef struct answer {
    const dateline_nearest *near;       /* NULL: by name */
    const dateline_place *alternatives; /* best first */
    size_t n_alternatives;
} answer;

/* p NULL: nothing was found. */
static void write_feature(jsonw *w, const char *query, const dateline_place *p,
                          answer more)
{
    jsonw_line(w);
    jsonw_open(w, '{');
    jsonw_key(w, "type");
    jsonw_text(w, "Feature");
    jsonw_key(w, "geometry");
    if (p) {
        jsonw_open(w, '{');
        jsonw_key(w, "type");
        jsonw_text(w, "Point");
        jsonw_key(w, "coordinates");
        jsonw_open(w, '[');
        jsonw_fixed(w, p->where.lon, 6);
        jsonw_fixed(w, p->where.lat, 6);
        jsonw_close(w, ']');
        jsonw_close(w, '}');
    } else {
        jsonw_null(w);
    }
    jsonw_key(w, "properties");
    jsonw_open(w, '{');
    jsonw_key(w, "geocoding");
    jsonw_open(w, '{');
    jsonw_key(w, "query");
    jsonw_text(w, query);
    if (p) {
        buf label = label_of(p);
        jsonw_key(w, "type");
        jsonw_text(w, p->kind);
        jsonw_key(w, "label");
        jsonw_str(w, buf_str(&label));
        buf_clear(&label);
        jsonw_key(w, "name");
        jsonw_text(w, p->name);
        jsonw_key(w, "country");
        jsonw_text(w, p->country);
        jsonw_key(w, "countrycode");
        jsonw_text(w, p->country_code);
        jsonw_key(w, "kind");
        jsonw_text(w, p->kind);
        jsonw_key(w, "confidence");
        jsonw_fixed(w, p->confidence, 3);
        jsonw_key(w, "place_id");
        jsonw_text(w, p->place_id);
        jsonw_key(w, "radius_km");
        jsonw_fixed(w, p->radius_km, 1);
        jsonw_key(w, "precision");
        jsonw_text(w, dateline_geo_precision_name(p->precision));
        jsonw_key(w, "matched");
        jsonw_text(w, p->matched);
        jsonw_key(w, "rule");
        jsonw_text(w, p->rule);
        write_text(w, "lies_in", p->lies_in);
        write_text(w, "disputed", p->disputed);
        write_text(w, "valid_from", p->valid_from);
        write_text(w, "valid_to", p->valid_to);
    }
    if (p && more.near)
        write_offset(w, more.near);
    if (p)
        write_alternatives(w, p->confidence, more.alternatives, more.n_alternatives);
    jsonw_close(w, '}');
    jsonw_close(w, '}');
    jsonw_close(w, '}');
}

/* For the person: what else it could have been, and what decided. */
static void explain(const cli *c, const char *name, const dateline_place *places,
                    size_t n)
{
    cli_tell(c, "%s: %zu candidates%s", name, n, n == EXPLAINED ? " or more" : "");
    for (size_t i = 0; i < n; i++) {
        buf label = label_of(&places[i]);
        cli_tell(c, "  %.3f  %-9s  %.*s  (%s, %s)", places[i].confidence, places[i].rule,
                 STR_ARGS(buf_str(&label)), places[i].kind, places[i].place_id);
        buf_clear(&label);
    }
}

static dateline_geocode_options options_of(const cli *c)
{
    const cli_settings *s = &c->set;
    return (dateline_geocode_options){ .country = s->country,
                                       .near = s->near,
                                       .lang = s->lang,
                                       .min_confidence = s->min_confidence };
}

static dateline_status look_up(cli *c, const char *name, jsonw *w, bool *missing,
                               dateline_error *err)
{
    dateline_place places[MAX_ANSWERS];
    size_t n = 0, limit = c->set.limit ? (size_t)c->set.limit : 1;
    limit = limit < MAX_ANSWERS ? limit : MAX_ANSWERS;
    size_t most = c->set.verbose && limit < EXPLAINED ? EXPLAINED : limit + OTHERS;
    most = most < MAX_ANSWERS ? most : MAX_ANSWERS;
    dateline_geocode_options o = options_of(c);
    dateline_status st = dateline_find_place(c->dl, name, &o, places, most, &n, err);
    if (c->set.verbose && (!st || st == DATELINE_NOT_FOUND))
        explain(c, name, places, n < EXPLAINED ? n : EXPLAINED);
    size_t all = n;
    n = n < limit ? n : limit;
    while (n && places[n - 1].confidence < o.min_confidence)
        n--;
    if (st == DATELINE_NOT_FOUND || (!st && !n)) {
        *missing = true;
        write_feature(w, name, NULL, (answer){ 0 });
        return DATELINE_OK;
    }
    answer more = { .alternatives = places + 1, .n_alternatives = all - 1 };
    more.n_alternatives = more.n_alternatives < OTHERS ? more.n_alternatives : OTHERS;
    for (size_t i = 0; !st && i < n; i++)
        write_feature(w, name, &places[i], limit == 1 ? more : (answer){ 0 });
    return st;
}

static dateline_status look_around(cli *c, jsonw *w, bool *missing, dateline_error *err)
{
    dateline_nearest near;
    dateline_geocode_options o = options_of(c);
    buf query = { 0 };
    num_write(&query, c->set.reverse.lon);
    buf_add_byte(&query, ',');
    num_write(&query, c->set.reverse.lat);
    buf_add_byte(&query, 0);
    dateline_status st = dateline_find_nearest(c->dl, c->set.reverse, &o, &near, err);
    *missing = st == DATELINE_NOT_FOUND;
    if (!st || *missing)
        write_feature(w, (const char *)query.at, st ? NULL : &near.place,
                      (answer){ .near = &near });
    buf_clear(&query);
    return *missing ? DATELINE_OK : st;
}

static void begin(jsonw *w, const char *attribution)
{
    jsonw_open(w, '{');
    jsonw_key(w, "type");
    jsonw_text(w, "FeatureCollection");
    jsonw_key(w, "geocoding");
    jsonw_open(w, '{');
    jsonw_key(w, "version");
    jsonw_text(w, "0.1.0");
    jsonw_key(w, "attribution");
    jsonw_text(w, attribution);
    jsonw_close(w, '}');
    jsonw_key(w, "features");
    jsonw_open(w, '[');
}

static dateline_status answer_all(cli *c, dateline_error *err)
{
    dateline_status st = cli_open(c, false, err);
    buf out = { 0 };
    jsonw w = { .out = &out };
    bool missing = false;
    if (!st)
        begin(&w, dateline_gazetteer_attribution(c->dl));
    if (!st && c->set.has_reverse)
        st = look_around(c, &w, &missing, err);
    for (size_t i = 0; !st && i < c->n_files; i++)
        st = look_up(c, c->files[i], &w, &missing, err);
    buf_add_byte(&out, '\n');
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
    buf_add_byte(&out, '\n');
    if (!st && c->set.output)
        st = file_write(c->set.output, buf_str(&out), err);
    else if (!st)
        cli_print(buf_str(&out));
    buf_clear(&out);
    if (!st && missing)
        st = error_set(err, DATELINE_NOT_FOUND,
                       c->set.has_reverse ? "there is nothing that the gazetteer knows"
                                          : "not every place was found");
    return st;
}

static dateline_status look_up_table(cli *c, dateline_error *err)
{
    const char *path = c->set.batch, *to = c->set.output ? c->set.output : "-";
    dateline_input in = { .path = path, .name = strcmp(path, "-") ? NULL : "<stdin>" };
    dateline_geocode_options o = options_of(c);
    uint64_t rows, located;
    dateline_status st = cli_open(c, false, err);
    st = st ? st
            : dateline_geocode_table(c->dl, in, &o, cli_output(c, to, DATELINE_CSV),
                                     &rows, &located, err);
    if (!st)
        cli_tell(c, "%s: %llu rows, %llu of them located", to, (unsigned long long)rows,
                 (unsigned long long)located);
    return st;
}

static dateline_status run(cli *c, dateline_error *err)
{
    const cli_settings *s = &c->set;
    int asked = (c->n_files > 0) + (s->batch != NULL) + s->has_reverse;
    if (!asked)
        return error_set(err, DATELINE_USAGE, "which place? dateline geocode NAME...");
    if (asked > 1)
        return error_set(err, DATELINE_USAGE,
                         "names, --batch and --reverse do not go together");
    if (s->limit && (s->batch || s->has_reverse))
        return error_set(err, DATELINE_USAGE, "--limit goes with names only");
    return s->batch ? look_up_table(c, err) : answer_all(c, err);
}

static const char *const examples[] = {
    "dateline geocode Shusha \"Matxcơva\"",
    "dateline geocode --limit 5 --country AM Martuni",
    "dateline geocode --batch places.csv -o located.csv",
    "dateline geocode --reverse 46.75,39.76", NULL
};
static const cli_option options[] = {
    { "batch", 0, CLI_TEXT, "FILE", "a CSV table of id, query and perhaps country, lang",
      CLI_OFFSET(batch), NULL, "Input" },
    { "reverse", 0, CLI_PAIR, "LON,LAT", "what lies there, in degrees",
      CLI_OFFSET(reverse), NULL, "Input" },
    { "output", 'o', CLI_TEXT, "FILE", "else standard output", CLI_OFFSET(output), NULL,
      "Output" },
    { "limit", 'n', CLI_INT, "N", "answers for each name; else 1", CLI_OFFSET(limit),
      NULL, "Output" },
    { "lang", 0, CLI_TEXT, "LL", "language of the answers", CLI_OFFSET(lang), NULL,
      "Output" },
    { "country", 0, CLI_TEXT, "CC", "country to prefer (ISO 3166, AZ)",
      CLI_OFFSET(country), NULL, "Places" },
    { "near", 0, CLI_BOX, "W,S,E,N", "area to prefer", CLI_OFFSET(near), NULL, "Places" },
    { "min-confidence", 0, CLI_NUMBER, "N",
      "less sure is not found; else 0.3 of a table, 0 of names",
      CLI_OFFSET(min_confidence), NULL, "Places" },
};
const cli_verb cli_geocode = {
    "geocode", "look places up", "NAME... | --batch FILE -o FILE | --reverse LON,LAT",
    examples,  options,          sizeof options / sizeof *options,
    run
};
