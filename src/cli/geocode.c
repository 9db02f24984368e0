#include "base/error.h"
#include "base/jsonw.h"
#include "cli/cli.h"

#include <stdio.h>

enum { MAX_ANSWERS = 50 };

static void write_feature(jsonw *w, const char *query, const dateline_place *p)
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
        const char *parts[3] = { p->name, p->region, p->country };
        buf label = { 0 };
        for (int i = 0; i < 3; i++)
            if (*parts[i])
                buf_addf(&label, "%s%s", label.len ? ", " : "", parts[i]);
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
    }
    jsonw_close(w, '}');
    jsonw_close(w, '}');
    jsonw_close(w, '}');
}

static dateline_status look_up(cli *c, const char *name, jsonw *w, bool *missing,
                               dateline_error *err)
{
    dateline_place places[MAX_ANSWERS];
    size_t n = 0, limit = c->set.limit ? (size_t)c->set.limit : 1;
    dateline_geocode_options options = { .country = c->set.country,
                                         .near = c->set.near,
                                         .lang = c->set.lang };
    dateline_status st =
        dateline_find_place(c->dl, name, &options, places,
                            limit < MAX_ANSWERS ? limit : MAX_ANSWERS, &n, err);
    if (st == DATELINE_NOT_FOUND) {
        *missing = true;
        write_feature(w, name, NULL);
        return DATELINE_OK;
    }
    for (size_t i = 0; !st && i < n; i++)
        write_feature(w, name, &places[i]);
    return st;
}

static dateline_status run(cli *c, dateline_error *err)
{
    if (!c->n_files)
        return error_set(err, DATELINE_USAGE, "which place? dateline geocode NAME...");
    dateline_status st = cli_open(c, false, err);
    buf out = { 0 };
    jsonw w = { .out = &out };
    bool missing = false;
    jsonw_open(&w, '{');
    jsonw_key(&w, "type");
    jsonw_text(&w, "FeatureCollection");
    jsonw_key(&w, "geocoding");
    jsonw_open(&w, '{');
    jsonw_key(&w, "version");
    jsonw_text(&w, "0.1.0");
    jsonw_key(&w, "attribution");
    jsonw_text(&w, "GeoNames, Natural Earth, Unicode CLDR, and the project's own tables");
    jsonw_close(&w, '}');
    jsonw_key(&w, "features");
    jsonw_open(&w, '[');
    for (size_t i = 0; !st && i < c->n_files; i++)
        st = look_up(c, c->files[i], &w, &missing, err);
    buf_add_byte(&out, '\n');
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
    buf_add_byte(&out, '\n');
    if (!st)
        cli_print(buf_str(&out));
    buf_clear(&out);
    if (!st && missing)
        st = error_set(err, DATELINE_NOT_FOUND, "not every place was found");
    return st;
}

static const char *const examples[] = { "dateline geocode Shusha \"Matxcơva\"",
                                        "dateline geocode --limit 5 --country AM Martuni",
                                        NULL };
static const cli_option options[] = {
    { "limit", 'n', CLI_INT, "N", "answers for each name; else 1", CLI_OFFSET(limit),
      NULL, "Output" },
    { "lang", 0, CLI_TEXT, "LL", "language of the answers", CLI_OFFSET(lang), NULL,
      "Output" },
    { "country", 0, CLI_TEXT, "CC", "country to prefer (ISO 3166, AZ)",
      CLI_OFFSET(country), NULL, "Places" },
    { "near", 0, CLI_BOX, "W,S,E,N", "area to prefer", CLI_OFFSET(near), NULL, "Places" },
};
const cli_verb cli_geocode = { "geocode", "look places up",
                               "NAME...", examples,
                               options,   sizeof options / sizeof *options,
                               run };
