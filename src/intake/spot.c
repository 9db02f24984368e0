#include "intake/spot.h"

#include "base/civil.h"
#include "base/num.h"
#include "kind/kind.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

static dateline_status parse_date(intake_row *row, intake_column column,
                                  const when_rules *rules, when_date *out,
                                  dateline_error *err)
{
    const intake_cell *cell = &row->cells[column];
    dateline_error why = { 0 };
    if (when_parse(cell->text, rules, out, &why))
        return intake_row_wrong(row, cell, err, why.message);
    return DATELINE_OK;
}

static when_rules rules_of(intake_row *row)
{
    when_rules rules = row->reader->dates;
    int offset_s = 0;
    if (!intake_row_has(row, COL_TZ))
        return rules;
    if (when_offset(row->cells[COL_TZ].text, &offset_s))
        rules.offset_s = offset_s;
    else
        intake_row_set_aside(row, COL_TZ, "an offset from UTC, such as +04:00");
    return rules;
}

/* The whole week, month or year of a day; the word is from "week" to "undated". */
static void widen(when_date *d, str word)
{
    static const struct {
        const char *word;
        dateline_precision precision;
    } units[] = { { "month", DATELINE_MONTH },
                  { "year", DATELINE_YEAR },
                  { "decade", DATELINE_DECADE },
                  { "century", DATELINE_CENTURY } };
    if (!d->when.precision || d->when.interval)
        return;
    if (str_eq_nocase(word, STR("undated"))) {
        d->when = (dateline_when){ 0 };
        return;
    }
    if (str_eq_nocase(word, STR("vague")) || str_eq_nocase(word, STR("month-part")) ||
        str_eq_nocase(word, STR("decade-part")))
        d->when.approximate = true;
    if (str_eq_nocase(word, STR("week")) && d->when.precision >= DATELINE_DAY) {
        d->when.begin -= (civil_weekday(d->when.begin) - 1) * (int64_t)86400;
        d->when.begin -= ((d->when.begin % 86400) + 86400) % 86400;
        d->when.end = d->when.begin + 7 * (int64_t)86400;
        d->when.interval = true;
        d->when.precision = DATELINE_DAY;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_eq_nocase(word, str_of(units[i].word)) &&
            d->when.precision > units[i].precision)
            d->when.precision = units[i].precision;
    char text[WHEN_TEXT];
    when_write(d->when, text);
    bool ambiguous = d->ambiguous;
    if (!when_parse(str_of(text), NULL, d, NULL))
        d->ambiguous = ambiguous;
}

/* The precision that a separate column states, as a word; "" if none does. */
static str stated_precision(intake_row *row)
{
    static const char *const acled[] = { "", "day", "week", "month" };
    static const char *const ucdp[] = { "", "day", "", "week", "month", "year" };
    int64_t acled_code = intake_row_whole(row, COL_TIME_PRECISION, 1, 3, 0);
    int64_t ucdp_code = intake_row_whole(row, COL_DATE_PREC, 1, 5, 0);
    if (intake_row_has(row, COL_DATE_PRECISION))
        return row->cells[COL_DATE_PRECISION].text;
    return str_of(acled_code ? acled[acled_code] : ucdp[ucdp_code]);
}

static bool says_unknown(str s)
{
    static const char *const words[] = { "undated", "unknown",  "n/a",     "-",
                                         "?",       "không rõ", "inconnu", "неизвестно" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(s, str_of(words[i])))
            return true;
    return false;
}

/* The dates of the row as one. first is the column that it starts with, COL_EXTRA
   when only an end is given, or nothing. */
static dateline_status read_dates(intake_row *row, intake_column first, when_date *out,
                                  dateline_error *err)
{
    when_rules rules = rules_of(row);
    when_date from, to;
    dateline_error why = { 0 };
    const intake_cell *last = &row->cells[COL_END];
    bool start = first != COL_EXTRA, end = last->text.len > 0;
    bool open = end && start && str_eq(last->text, STR(".."));
    dateline_status st = DATELINE_OK;
    if (start)
        st = parse_date(row, first, &rules, &from, err);
    if (!st && end && !open)
        st = parse_date(row, COL_END, &rules, &to, err);
    if (st)
        return st;
    if (start && !end) { /* when it happened, not an interval without an end */
        *out = from;
        return DATELINE_OK;
    }
    if (open) {
        char *text = str_print(&row->reader->scratch, "%s/..", from.edtf);
        st = when_parse(str_of(text), NULL, out, &why);
    } else {
        st = when_span(start ? &from : NULL, end ? &to : NULL, out, &why);
    }
    return st ? intake_row_wrong(row, last, err, why.message) : DATELINE_OK;
}

dateline_status intake_row_when(intake_row *row, dateline_event *e, dateline_error *err)
{
    str precision = stated_precision(row);
    intake_column first = intake_row_has(row, COL_DATE)    ? COL_DATE
                          : intake_row_has(row, COL_START) ? COL_START
                                                           : COL_EXTRA;
    when_date d = { 0 };
    if (first && says_unknown(row->cells[first].text)) {
        e->date_text = intake_row_text(row, first);
        first = COL_EXTRA;
    }
    dateline_status st = read_dates(row, first, &d, err);
    if (st)
        return st;
    if (precision.len)
        widen(&d, precision);
    e->when = d.when;
    e->date_edtf = str_copy(&row->reader->scratch, str_of(d.edtf));
    if (first && !intake_row_has(row, COL_END) &&
        !str_eq(row->cells[first].text, str_of(d.edtf)))
        e->date_text = intake_row_text(row, first);
    if (intake_row_has(row, COL_DATE_TEXT))
        e->date_text = intake_row_text(row, COL_DATE_TEXT);
    if (d.ambiguous && !row->reader->dates_clear) {
        e->needs_review = true;
        intake_reader_note(
            row->reader, DATELINE_WARNING, "date:order", row->line,
            "a date such as 03/04/2023 could mean two days; it is read with "
            "the day first");
    }
    return DATELINE_OK;
}

/* ------------------------------------------------------------------- Where */

static dateline_status coordinate(intake_row *row, intake_column column, const char *what,
                                  double *out, dateline_error *err)
{
    const intake_cell *cell = &row->cells[column];
    if (num_parse_comma(cell->text, out))
        return DATELINE_OK;
    str head = text_head(cell->text, 40);
    char *reason = str_print(&row->reader->scratch,
                             "%s '%.*s' is not a number of degrees, such as 39.82", what,
                             STR_ARGS(head));
    return intake_row_wrong(row, cell, err, reason);
}

/* Two columns that are a point together, or neither. */
static dateline_status read_point(intake_row *row, intake_column lat, intake_column lon,
                                  bool *located, dateline_lonlat *out,
                                  dateline_error *err)
{
    *located = false;
    if (!intake_row_has(row, lat) && !intake_row_has(row, lon))
        return DATELINE_OK;
    if (!intake_row_has(row, lat) || !intake_row_has(row, lon)) {
        bool no_lat = !intake_row_has(row, lat);
        return intake_row_wrong(row, &row->cells[no_lat ? lon : lat], err,
                                no_lat ? "there is a longitude, but no latitude"
                                       : "there is a latitude, but no longitude");
    }
    dateline_lonlat p;
    dateline_status st = coordinate(row, lat, "latitude", &p.lat, err);
    if (!st)
        st = coordinate(row, lon, "longitude", &p.lon, err);
    if (st)
        return st;
    dateline_error why = { 0 };
    bool lat_wrong = fabs(p.lat) > 90;
    if (shape_check_lonlat(&p, &why))
        return intake_row_wrong(row, &row->cells[lat_wrong ? lat : lon], err,
                                why.message);
    *located = true;
    *out = p;
    return DATELINE_OK;
}

/* A geometry column: WKT or GeoJSON as text, or a GeoJSON object. */
static dateline_status read_geometry(intake_row *row, dateline_error *err)
{
    const intake_cell *cell = &row->cells[COL_GEOMETRY];
    arena *a = &row->reader->scratch;
    dateline_error why = { 0 };
    const parse_value *v = cell->value;
    if (!cell->text.len)
        return DATELINE_OK;
    if (!memchr(cell->text.at, '(', cell->text.len) && cell->text.at[0] != '{') {
        intake_row_set_aside(row, COL_GEOMETRY, "WKT or GeoJSON"); /* "area", "point" */
        return DATELINE_OK;
    }
    dateline_status st = DATELINE_OK;
    bool json = v && v->kind == PARSE_OBJECT;
    if (!json && cell->text.at[0] == '{') {
        json = true;
        st = parse_json(a, parse_text_of(cell->text, row->reader->name), &v, &why);
    }
    if (!st)
        st = json ? shape_of_json(a, v, &row->shape, &why)
                  : shape_of_wkt(a, cell->text, &row->shape, &why);
    return st ? intake_row_wrong(row, cell, err, why.message) : DATELINE_OK;
}

static dateline_geo_precision stated_geo_precision(intake_row *row)
{
    static const dateline_geo_precision acled[] = { DATELINE_GEO_UNKNOWN,
                                                    DATELINE_GEO_EXACT, DATELINE_GEO_NEAR,
                                                    DATELINE_GEO_ADM1 };
    static const dateline_geo_precision gdelt[] = {
        DATELINE_GEO_UNKNOWN, DATELINE_GEO_COUNTRY, DATELINE_GEO_ADM1,
        DATELINE_GEO_EXACT,   DATELINE_GEO_EXACT,   DATELINE_GEO_ADM1
    };
    dateline_geo_precision word = DATELINE_GEO_UNKNOWN;
    int64_t type = intake_row_whole(row, COL_GEO_TYPE, 0, 5, 0);
    int64_t prec = intake_row_whole(row, COL_WHERE_PREC, 0, 7, 0);
    if (intake_row_has(row, COL_GEO_PRECISION)) {
        str text = row->cells[COL_GEO_PRECISION].text;
        int64_t code;
        if (num_parse_int(text, &code) && code >= 1 && code <= 3)
            return acled[code];
        if (kind_precision_find(text, &word))
            return word;
        intake_row_set_aside(row, COL_GEO_PRECISION,
                             "exact, near, adm2, adm1, region, line, country "
                             "or water");
    }
    return prec ? kind_precision_of_ucdp((int)prec) : gdelt[type];
}

/* What is said when the source gives coordinates and no more. */
static dateline_geo_precision default_geo_precision(const dateline_event *e)
{
    if (!e->located)
        return DATELINE_GEO_UNKNOWN;
    if (!e->geometry)
        return DATELINE_GEO_EXACT;
    return e->geometry->shape == DATELINE_LINE ? DATELINE_GEO_LINE : DATELINE_GEO_REGION;
}

static void read_places(intake_row *row, dateline_event *e)
{
    e->place = intake_row_text(row, COL_PLACE);
    e->place_name = intake_row_text(row, COL_PLACE_NAME);
    e->place_id = intake_row_text(row, COL_PLACE_ID);
    e->admin1 = intake_row_text(row, COL_ADMIN1);
    e->admin2 = intake_row_text(row, COL_ADMIN2);
    e->country = intake_row_text(row, COL_COUNTRY);
    e->country_code = intake_row_text(row, COL_COUNTRY_CODE);
    e->to_place = intake_row_text(row, COL_TO_PLACE);
    /* Our GeoJSON shows what the source wrote where no gazetteer was asked. */
    if (row->reader->schema != SCHEMA_OWN)
        return;
    if (!e->place[0] && !e->place_id[0]) {
        e->place = e->place_name;
        e->place_name = "";
    } else if (!e->place_id[0] && !strcmp(e->place, e->place_name)) {
        e->place_name = "";
    }
}

dateline_status intake_row_where(intake_row *row, dateline_event *e, dateline_error *err)
{
    dateline_status st = read_geometry(row, err);
    if (!st)
        st = read_point(row, COL_LAT, COL_LON, &e->located, &e->where, err);
    if (!st)
        st = read_point(row, COL_TO_LAT, COL_TO_LON, &e->to_located, &e->to_where, err);
    if (st)
        return st;
    if (row->shape.located) {
        e->geometry = row->shape.geometry;
        if (!e->located || !e->geometry)
            e->where = row->shape.where;
        e->located = true;
    }
    read_places(row, e);
    e->geo_precision = stated_geo_precision(row);
    if (!e->geo_precision)
        e->geo_precision = default_geo_precision(e);
    e->radius_km = intake_row_real(row, COL_RADIUS, 0, 21000, 0);
    e->confidence = intake_row_real(row, COL_CONFIDENCE, 0, 1, e->located ? 1 : 0);
    if (e->located && !e->geometry && e->where.lon == 0 && e->where.lat == 0) {
        e->needs_review = true;
        intake_reader_note(row->reader, DATELINE_WARNING, "where:zero", row->line,
                           "latitude and longitude are both 0, in the Gulf of Guinea; is "
                           "the place unknown?");
    }
    return DATELINE_OK;
}
