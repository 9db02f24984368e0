#include "base/error.h"
#include "base/hash.h"
#include "base/num.h"
#include "compile/model.h"
#include "gazetteer/read.h"
#include "text/near.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum {
    ID,
    KIND,
    NAME,
    COUNTRY,
    ADMIN1,
    LAT,
    LON,
    RADIUS,
    POPULATION,
    CODE,
    NAMES,
    FROM,
    TO,
    PARENT,
    SOURCE,
    COLUMNS
};

static const str columns[COLUMNS] = {
    { "id", 2 },          { "kind", 4 },   { "name", 4 },   { "country", 7 },
    { "admin1", 6 },      { "lat", 3 },    { "lon", 3 },    { "radius_km", 9 },
    { "population", 10 }, { "code", 4 },   { "names", 5 },  { "from", 4 },
    { "to", 2 },          { "parent", 6 }, { "source", 6 },
};

enum { MOST_PLACES = 1 << 24, MOST_RADIUS_KM = 20015 /* half way around */ };

static dateline_status fault(const model_rows *rows, int column, const char *why,
                             dateline_error *err)
{
    return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line,
                    rows->column[column], "%.*s '%.*s' %s", STR_ARGS(columns[column]),
                    STR_ARGS(text_head(rows->field[column], 60)), why);
}

/* Where an id stands in the slots, or the free slot for it. */
static uint32_t *slot_of(const model *m, str id)
{
    size_t at = (size_t)hash_str(id) & (m->n_slots - 1);
    while (m->slots[at] && !str_eq(m->places[m->slots[at] - 1].id, id))
        at = (at + 1) & (m->n_slots - 1);
    return &m->slots[at];
}

model_place *model_find(const model *m, str id)
{
    uint32_t found = m->n_slots ? *slot_of(m, id) : 0;
    return found ? &m->places[found - 1] : NULL;
}

static void make_room(model *m)
{
    if (m->n_places < m->cap_places)
        return;
    size_t cap = m->cap_places ? m->cap_places * 2 : 1024;
    model_place *more = arena_array(m->own, model_place, cap);
    if (m->n_places)
        memcpy(more, m->places, m->n_places * sizeof *more);
    m->places = more;
    m->cap_places = cap;
    m->n_slots = cap * 2;
    m->slots = arena_array(m->own, uint32_t, m->n_slots);
    for (size_t i = 0; i < m->n_places; i++)
        *slot_of(m, m->places[i].id) = (uint32_t)i + 1;
}

static bool number(const model_rows *rows, int column, double least, double most,
                   double *out)
{
    return num_parse(rows->field[column], out) && *out >= least && *out <= most;
}

static dateline_status take_kind(model_place *p, const model_rows *rows,
                                 dateline_error *err)
{
    if (model_kind(rows->field[KIND], &p->kind))
        return DATELINE_OK;
    str known[GAZETTEER_KINDS];
    for (int i = 0; i < GAZETTEER_KINDS; i++)
        known[i] = str_of(gazetteer_kind_name((gazetteer_kind)i));
    size_t near = text_nearest(rows->field[KIND], known, GAZETTEER_KINDS, 3);
    if (near == TEXT_NONE)
        return fault(rows, KIND, "is no kind of place", err);
    return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line, rows->column[KIND],
                    "kind '%.*s' is no kind of place (did you mean '%.*s'?)",
                    STR_ARGS(text_head(rows->field[KIND], 60)), STR_ARGS(known[near]));
}

static dateline_status read_country(model_place *p, const model_rows *rows,
                                    dateline_error *err)
{
    str cc = rows->field[COUNTRY];
    bool good = cc.len == 2 && cc.at[0] >= 'A' && cc.at[0] <= 'Z' && cc.at[1] >= 'A' &&
                cc.at[1] <= 'Z';
    if (!good)
        return fault(rows, COUNTRY, "is not two capital letters (ISO 3166-1)", err);
    memcpy(p->country, cc.at, 2);
    return DATELINE_OK;
}

static dateline_status read_position(model_place *p, const model_rows *rows,
                                     dateline_error *err)
{
    double lat, lon;
    if (!number(rows, LAT, -90, 90, &lat))
        return fault(rows, LAT, "is not a latitude in degrees", err);
    if (!number(rows, LON, -180, 180, &lon))
        return fault(rows, LON, "is not a longitude in degrees", err);
    p->where = (geo_lonlat){ geo_wrap_lon(lon), lat };
    return DATELINE_OK;
}

static dateline_status read_figures(model_place *p, const model_rows *rows,
                                    dateline_error *err)
{
    const str *field = rows->field;
    int year;
    if (field[RADIUS].len && !number(rows, RADIUS, 0, MOST_RADIUS_KM, &p->radius_km))
        return fault(rows, RADIUS, "is not a radius from 0 to 20015", err);
    if (field[POPULATION].len && (!num_parse_int(field[POPULATION], &p->population) ||
                                  p->population < 0 || p->population >= UINT32_MAX))
        return fault(rows, POPULATION, "is not a whole number", err);
    if (field[FROM].len && !read_year(field[FROM], &year))
        return fault(rows, FROM, "is not a year or a date such as 2020-11-10", err);
    if (field[TO].len && !read_year(field[TO], &year))
        return fault(rows, TO, "is not a year or a date such as 2020-11-10", err);
    return DATELINE_OK;
}

/* What the row states; what it leaves empty stays as it is. */
static dateline_status read_fields(model_place *p, const model_rows *rows,
                                   dateline_error *err)
{
    const str *field = rows->field;
    dateline_status status = DATELINE_OK;
    if (field[KIND].len)
        status = take_kind(p, rows, err);
    if (!status && field[COUNTRY].len)
        status = read_country(p, rows, err);
    if (!status && (field[LAT].len || field[LON].len))
        status = read_position(p, rows, err);
    if (!status)
        status = read_figures(p, rows, err);
    if (field[ADMIN1].len)
        p->admin1 = field[ADMIN1];
    if (field[CODE].len)
        p->code = field[CODE];
    if (field[PARENT].len)
        p->parent = field[PARENT];
    if (field[FROM].len)
        p->from = field[FROM];
    if (field[TO].len)
        p->to = field[TO];
    return status;
}

static dateline_status need_fields(const model_rows *rows, dateline_error *err)
{
    static const int needed[] = { KIND, NAME, LAT, LON };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!rows->field[needed[i]].len)
            return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line,
                            rows->column[needed[i]], "a new place needs a %.*s",
                            STR_ARGS(columns[needed[i]]));
    return DATELINE_OK;
}

static dateline_status add_row(model *m, uint32_t table, const model_rows *rows,
                               dateline_error *err)
{
    str id = rows->field[ID];
    if (!id.len || id.len > 100)
        return fault(rows, ID, "is empty or too long", err);
    make_room(m);
    uint32_t *slot = slot_of(m, id);
    dateline_status status = DATELINE_OK;
    if (!*slot) {
        if (m->n_places == MOST_PLACES)
            return error_at(err, DATELINE_LIMIT, rows->table, (int)rows->line, 1,
                            "more than %d places", MOST_PLACES);
        status = need_fields(rows, err);
        if (status)
            return status;
        m->places[m->n_places++] = (model_place){ .id = id, .population = -1 };
        *slot = (uint32_t)m->n_places;
    } else if (m->places[*slot - 1].table == table + 1) {
        return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line,
                        rows->column[ID], "id '%.*s' stands in line %u already",
                        STR_ARGS(id), (unsigned)m->places[*slot - 1].line);
    }
    model_place *p = &m->places[*slot - 1];
    p->table = table + 1;
    p->line = rows->line;
    if (rows->field[NAME].len || rows->field[NAMES].len) {
        model_names *names = arena_new(m->own, model_names);
        *names = (model_names){ rows->field[NAME], rows->field[NAMES], p->names };
        p->names = names;
    }
    return read_fields(p, rows, err);
}

dateline_status model_read(model *m, uint32_t table, dateline_error *err)
{
    model_rows rows;
    dateline_status status =
        model_rows_open(&m->tables[table], columns, COLUMNS, &rows, err);
    if (status)
        return status;
    while (model_rows_next(&rows, &status, err)) {
        status = add_row(m, table, &rows, err);
        if (status)
            return status;
    }
    return status;
}
