/*
 * Who's On First as a table: columns wof_id, name, placetype, lat, lon and perhaps
 * country, is_current, gn_id, population, repo_hier, names_json. The last two are JSON:
 * ids of what the place lies in, and names by "rus_x_preferred" and the like.
 */
#include "base/error.h"
#include "base/num.h"
#include "import/kind.h"
#include "import/lang.h"
#include "import/reader.h"
#include "parse/json.h"
#include "text/utf8.h"

enum {
    WOF_ID,
    WOF_NAME,
    WOF_PLACETYPE,
    WOF_COUNTRY,
    WOF_CURRENT,
    WOF_LAT,
    WOF_LON,
    WOF_GN,
    WOF_POPULATION,
    WOF_HIERARCHY,
    WOF_NAMES,
    WOF_COLUMNS
};

static const char *const columns[WOF_COLUMNS] = { "wof_id",    "name",       "placetype",
                                                  "country",   "is_current", "lat",
                                                  "lon",       "gn_id",      "population",
                                                  "repo_hier", "names_json" };

typedef struct table {
    parse_csv csv;
    size_t at[WOF_COLUMNS]; /* + 1; 0: it has no such column */
    row_map unit_of;        /* a region's wof_id to a number in units, from 1 */
    str *units;
    size_t n_units, cap;
} table;

/* A column that the table or the row does not have is an empty field. */
static parse_field field_of(const table *t, int column)
{
    size_t at = t->at[column];
    const parse_csv *c = &t->csv;
    if (at && at <= c->n_fields)
        return c->fields[at - 1];
    return (parse_field){ .text = STR(""), .line = c->fields[0].line, .column = 1 };
}

static dateline_status open_table(table *t, const import_source *source,
                                  dateline_error *err)
{
    parse_csv_open(&t->csv, source->body, source->name, '\t');
    t->csv.line = source->line;
    dateline_status st = parse_csv_next(&t->csv, err);
    for (size_t i = 0; !st && i < t->csv.n_fields; i++)
        for (int k = 0; k < WOF_COLUMNS; k++)
            if (str_eq(t->csv.fields[i].text, str_of(columns[k])))
                t->at[k] = i + 1;
    static const int needed[] = { WOF_ID, WOF_NAME, WOF_PLACETYPE, WOF_LAT, WOF_LON };
    for (size_t i = 0; !st && i < sizeof needed / sizeof *needed; i++)
        if (!t->at[needed[i]])
            st = error_at(err, DATELINE_INPUT, source->name, source->line, 1,
                          "this table of Who's On First has no column '%s'",
                          columns[needed[i]]);
    return st;
}

/* Names of the regions, which settlements refer to by id. */
static dateline_status find_units(import_build *b, const import_source *source, table *t,
                                  dateline_error *err)
{
    dateline_status st = open_table(t, source, err);
    while (!st && !(st = parse_csv_next(&t->csv, err)) && t->csv.n_fields) {
        if (!str_eq(field_of(t, WOF_PLACETYPE).text, STR("region")))
            continue;
        str id = field_of(t, WOF_ID).text, name = field_of(t, WOF_NAME).text;
        id.at = str_copy(&b->own, id);
        uint32_t *at = row_map_at(&t->unit_of, id, &b->own);
        t->units = arena_grow(&b->own, t->units, t->n_units, &t->cap, sizeof *t->units);
        t->units[t->n_units++] = (str){ str_copy(&b->own, name), name.len };
        *at = (uint32_t)t->n_units;
    }
    parse_csv_close(&t->csv);
    return st;
}

/* JSON in a field: what is wrong in it is said where the field stands. */
static bool read_json(row_sink *s, parse_field f, const parse_value **out)
{
    dateline_error why = { 0 };
    str text = str_trim(f.text);
    *out = NULL;
    if (!text.len)
        return true;
    if (!row_text(s, f, &text))
        return false;
    if (parse_json(&s->scratch, parse_text_of(text, s->source), out, &why))
        return row_reject(s, f, "JSON that cannot be read: %s", why.message);
    if ((*out)->kind != PARSE_OBJECT)
        return row_reject(s, f, "JSON that is no object");
    return true;
}

static bool set_unit(row_sink *s, const table *t, row *r)
{
    const parse_value *hierarchy;
    parse_field f = field_of(t, WOF_HIERARCHY);
    str name;
    size_t bad;
    if (!read_json(s, f, &hierarchy))
        return false;
    const parse_value *region = parse_member(hierarchy, "region_id");
    uint32_t at = region ? row_map_find(&t->unit_of, region->text) : 0;
    /* One that is not fit is rejected where it stands. */
    if (at && row_tidy(s, t->units[at - 1], &name, &bad))
        r->admin1 = name;
    return true;
}

/* "aze_x_preferred" into its language, and whether it is of this sort. */
static bool is_sort(str key, str sort, str *lang)
{
    *lang = lang_tag(str_cut(&key, '_'));
    return str_ends(key, sort);
}

/* One name that is not fit does not make the place useless. */
static void add_names(row_sink *s, const parse_value *list, str lang, row *r)
{
    str text;
    size_t bad;
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].kind == PARSE_STRING &&
            row_tidy(s, list->items[i].text, &text, &bad))
            row_add_name(r, lang, text);
}

static bool read_names(row_sink *s, const table *t, row *r)
{
    static const char *const sorts[] = { "x_preferred", "x_short", "x_variant",
                                         "x_colloquial", "x_historical" };
    const parse_value *names;
    if (!row_text(s, field_of(t, WOF_NAME), &r->name) ||
        !read_json(s, field_of(t, WOF_NAMES), &names))
        return false;
    for (size_t i = 0; names && i < sizeof sorts / sizeof *sorts; i++)
        for (size_t k = 0; k < names->n; k++) {
            str lang;
            const parse_value *list = &names->items[k];
            if (list->kind == PARSE_ARRAY && is_sort(list->key, str_of(sorts[i]), &lang))
                add_names(s, list, lang, r);
        }
    return true;
}

static str id_of(row_sink *s, const table *t, const row *r)
{
    arena *own = &s->build->own;
    str gn = str_trim(field_of(t, WOF_GN).text);
    int64_t number;
    if (str_eq(str_of(r->kind), STR("country")) && r->country[0])
        return str_of(str_print(own, "cc:%s", r->country));
    str shared = { 0 };
    if (num_parse_int(gn, &number) && number > 0)
        shared = str_of(str_print(own, "gn:%lld", (long long)number));
    if (shared.len && !row_map_find(&s->seen, shared))
        return shared;
    num_parse_int(field_of(t, WOF_ID).text, &number);
    return str_of(str_print(own, "wof:%lld", (long long)number));
}

static const char *code_of(const kind_entry *kind)
{
    static const char *const parts[] = { "borough", "macrohood", "microhood",
                                         "neighbourhood" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_eq(str_of(kind->word), str_of(parts[i])))
            return "PPLX";
    return NULL;
}

static void read_row(row_sink *s, const table *t)
{
    int64_t number;
    parse_field id = field_of(t, WOF_ID);
    if (!num_parse_int(id.text, &number) || number < 0) {
        row_reject(s, id, "wof_id '%.*s' is no number", STR_ARGS(text_head(id.text, 40)));
        return;
    }
    const kind_entry *kind = kind_of_placetype(field_of(t, WOF_PLACETYPE).text);
    if (!kind) {
        s->report->other++;
        return;
    }
    if (str_eq(field_of(t, WOF_CURRENT).text, STR("0"))) {
        s->report->retired++;
        return;
    }
    row r = { .at = field_of(t, WOF_NAME), .kind = kind->kind, .code = code_of(kind) };
    reader_country(field_of(t, WOF_COUNTRY).text, r.country);
    if (!read_names(s, t, &r) || !row_degrees(s, field_of(t, WOF_LAT), 90, &r.lat) ||
        !row_degrees(s, field_of(t, WOF_LON), 180, &r.lon) ||
        !row_population(s, field_of(t, WOF_POPULATION), &r.population))
        return;
    if (str_eq(str_of(r.kind), STR("settlement")) && !set_unit(s, t, &r))
        return;
    r.id = id_of(s, t, &r);
    row_put(s, &r);
}

dateline_status reader_whosonfirst(import_build *b, const import_source *source, buf *out,
                                   import_report *report, dateline_error *err)
{
    row_sink s;
    table t = { 0 };
    dateline_status st = find_units(b, source, &t, err);
    if (st)
        return st;
    row_open(&s, b, source, out, report);
    st = open_table(&t, source, err);
    while (!st && !(st = parse_csv_next(&t.csv, err)) && t.csv.n_fields) {
        report->rows++;
        read_row(&s, &t);
        arena_clear(&s.scratch);
    }
    parse_csv_close(&t.csv);
    row_close(&s);
    return st;
}
