/*
 * Dumps of GeoNames: https://download.geonames.org/export/dump/readme.txt describes
 * them. Fields have no quotes; 0 people are an unknown number of them.
 */
#include "import/kind.h"
#include "import/lines.h"
#include "import/reader.h"

enum {
    GN_ID,
    GN_NAME,
    GN_ASCII,
    GN_ALTERNATES,
    GN_LAT,
    GN_LON,
    GN_CLASS,
    GN_CODE,
    GN_COUNTRY,
    GN_ADMIN1 = 10,
    GN_POPULATION = 14,
};

typedef struct units {
    row_map by_code; /* "AZ.09" to a number in names, from 1 */
    str *names;
    size_t n, cap;
} units;

static str unit_code(arena *a, str country, str admin1)
{
    return str_of(str_print(a, "%.*s.%.*s", STR_ARGS(country), STR_ARGS(admin1)));
}

/* The first-order units of the file, which its settlements refer to by code. */
static void find_units(row_sink *s, const import_source *source, units *u)
{
    arena *own = &s->build->own;
    lines l = lines_of(source->body, source->line);
    while (lines_next(&l)) {
        const parse_field *f = l.field;
        str country = f[GN_COUNTRY].text, code = f[GN_ADMIN1].text;
        if (l.n != LINES_FIELDS || !str_eq(f[GN_CODE].text, STR("ADM1")) ||
            country.len != 2 || !code.len || code.len > 20)
            continue;
        uint32_t *at = row_map_at(&u->by_code, unit_code(own, country, code), own);
        if (*at)
            continue;
        u->names = arena_grow(own, u->names, u->n, &u->cap, sizeof *u->names);
        u->names[u->n++] = f[GN_NAME].text;
        *at = (uint32_t)u->n;
    }
}

static void set_unit(row_sink *s, const parse_field *f, const units *u, row *r)
{
    str code = f[GN_ADMIN1].text, name;
    size_t bad;
    if (!u->n || !code.len || code.len > 20)
        return;
    uint32_t at =
        row_map_find(&u->by_code, unit_code(&s->scratch, f[GN_COUNTRY].text, code));
    /* One that is not fit is rejected where it stands. */
    if (at && row_tidy(s, u->names[at - 1], &name, &bad))
        r->admin1 = name;
}

static bool is_number(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > 0 && s.len <= 12;
}

/* A country has one id in all tables; everything else that of GeoNames. */
static str id_of(row_sink *s, const row *r, str number)
{
    arena *own = &s->build->own;
    if (str_eq(str_of(r->kind), STR("country")) && r->country[0]) {
        str id = str_of(str_print(own, "cc:%s", r->country));
        if (!row_map_find(&s->seen, id))
            return id;
    }
    return str_of(str_print(own, "gn:%.*s", STR_ARGS(number)));
}

static bool read_names(row_sink *s, const parse_field *f, row *r)
{
    str ascii, rest;
    if (!row_text(s, f[GN_NAME], &r->name) || !row_text(s, f[GN_ASCII], &ascii) ||
        !row_text(s, f[GN_ALTERNATES], &rest))
        return false;
    row_add_name(r, (str){ 0 }, ascii);
    while (rest.len)
        row_add_name(r, (str){ 0 }, str_cut(&rest, ','));
    return true;
}

static void read_row(row_sink *s, const lines *l, const units *u)
{
    const parse_field *f = l->field;
    if (l->n != LINES_FIELDS) {
        row_reject(s, (parse_field){ .line = l->line, .column = 1 },
                   "%d fields; a GeoNames dump has 19", l->n);
        return;
    }
    if (!is_number(f[GN_ID].text)) {
        row_reject(s, f[GN_ID], "no GeoNames id");
        return;
    }
    const kind_entry *kind = kind_of_code(f[GN_CODE].text);
    if (!kind && str_eq(f[GN_CLASS].text, STR("P")))
        kind = kind_of_code(STR("PPL"));
    if (!kind) {
        s->report->other++;
        return;
    }
    row r = { .at = f[GN_NAME], .kind = kind->kind, .code = kind->word };
    reader_country(f[GN_COUNTRY].text, r.country);
    if (!read_names(s, f, &r) || !row_degrees(s, f[GN_LAT], 90, &r.lat) ||
        !row_degrees(s, f[GN_LON], 180, &r.lon) ||
        !row_population(s, f[GN_POPULATION], &r.population))
        return;
    if (str_eq(str_of(r.kind), STR("settlement")))
        set_unit(s, f, u, &r);
    r.id = id_of(s, &r, f[GN_ID].text);
    if (row_put(s, &r))
        reader_know(s->build, f[GN_ID].text, r.id);
}

dateline_status reader_geonames(import_build *b, const import_source *source, buf *out,
                                import_report *report, dateline_error *err)
{
    (void)err;
    row_sink s;
    units u = { 0 };
    row_open(&s, b, source, out, report);
    find_units(&s, source, &u);
    lines l = lines_of(source->body, source->line);
    while (lines_next(&l)) {
        report->rows++;
        read_row(&s, &l, &u);
        arena_clear(&s.scratch);
    }
    row_close(&s);
    return DATELINE_OK;
}
