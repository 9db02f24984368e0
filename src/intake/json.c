#include "intake/formats.h"

#include "base/error.h"
#include "intake/finish.h"
#include "parse/json.h"

#include <string.h>

enum { RS = 0x1E, REMEMBERED = 128 };

/* Members usually come in the same order in every object, so the header of the
   last object's i-th member is tried first. */
typedef struct tree_reader {
    intake_reader *reader;
    arena keep; /* names of headers */
    intake_header seen[REMEMBERED];
    bool schema_known;
} tree_reader;

/* ----------------------------------------------------------------- Members */

static const intake_header *header_of(tree_reader *t, str name, size_t i, bool *fresh)
{
    *fresh = false;
    if (i < REMEMBERED && t->seen[i].name.at && str_eq(t->seen[i].name, name))
        return &t->seen[i];
    *fresh = true;
    intake_header h = intake_header_of(t->reader->schema, name);
    if (i >= REMEMBERED) {
        intake_header *here = arena_new(&t->reader->scratch, intake_header);
        *here = h;
        return here;
    }
    h.name = (str){ str_copy(&t->keep, name), name.len };
    t->seen[i] = h;
    return &t->seen[i];
}

static void put(intake_row *row, const intake_header *h, const parse_value *v, str text)
{
    intake_row_put(
        row, h,
        (intake_cell){ .text = text, .line = v->line, .column = v->column, .value = v });
}

static bool is_scalar(const parse_value *v)
{
    return v->kind == PARSE_STRING || v->kind == PARSE_NUMBER || v->kind == PARSE_BOOL;
}

/* A list of texts as one, with "; " between; false when it holds more than that. */
static bool join(arena *a, const parse_value *v, str *out)
{
    buf text = { 0 };
    bool flat = v->kind == PARSE_ARRAY;
    for (size_t i = 0; flat && i < v->n; i++) {
        flat = is_scalar(&v->items[i]);
        if (i)
            buf_add_text(&text, "; ");
        buf_add_str(&text, v->items[i].text);
    }
    *out = (str){ str_copy(a, buf_str(&text)), text.len };
    buf_clear(&text);
    return flat;
}

/* {"year": 2023, "month": 9, "day": 19}, as TimelineJS has it; numbers may be
   texts. Empty when it is not that. */
static str date_of(arena *a, const parse_value *v)
{
    static const char *const names[] = { "year", "month", "day", "hour", "minute" };
    static const char *const before[] = { "", "-", "-", "T", ":" };
    buf text = { 0 };
    size_t n = 0;
    for (; n < 5; n++) {
        const parse_value *part = parse_member(v, names[n]);
        if (!part || !is_scalar(part) || !part->text.len)
            break;
        buf_add_text(&text, before[n]);
        if (n && part->text.len == 1)
            buf_add_byte(&text, '0');
        buf_add_str(&text, part->text);
    }
    if (n == 4)
        buf_add_text(&text, ":00");
    str out = { str_copy(a, buf_str(&text)), text.len };
    buf_clear(&text);
    return out;
}

/* Members of members that are columns in a known format; others stay extra. */
static intake_column nested_column(str parent, str name)
{
    static const struct {
        const char *parent, *name;
        intake_column column;
    } known[] = {
        { "text", "headline", COL_TITLE },
        { "text", "text", COL_DESCRIPTION },
        { "media", "url", COL_IMAGE },
        { "media", "credit", COL_IMAGE_CREDIT },
        { "location", "lat", COL_LAT },
        { "location", "lon", COL_LON },
        { "location", "name", COL_PLACE },
        { "place", "name", COL_PLACE },
        { "place", "lat", COL_LAT },
        { "place", "lon", COL_LON },
        { "time", "date", COL_DATE },
        { "time", "timestamp", COL_DATE },
        { "evidence", "start", COL_EVIDENCE_START },
        { "evidence", "end", COL_EVIDENCE_END },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(parent, str_of(known[i].parent)) &&
            str_eq(name, str_of(known[i].name)))
            return known[i].column;
    return COL_EXTRA;
}

static void put_extra(intake_row *row, const parse_value *v, str name)
{
    intake_header *h = arena_new(&row->reader->scratch, intake_header);
    *h = (intake_header){ .name = name };
    put(row, h, v, STR("{}"));
}

static void put_object(intake_row *row, const intake_header *h, const parse_value *v)
{
    arena *a = &row->reader->scratch;
    bool any = false;
    for (size_t i = 0; i < v->n; i++)
        any |= nested_column(v->key, v->items[i].key) != COL_EXTRA;
    str date = date_of(a, v);
    if (date.len &&
        (h->column == COL_DATE || h->column == COL_START || h->column == COL_END)) {
        put(row, h, v, date);
        return;
    }
    if (!any) {
        put_extra(row, v, h->name);
        return;
    }
    for (size_t i = 0; i < v->n; i++) {
        const parse_value *item = &v->items[i];
        intake_column column = nested_column(v->key, item->key);
        str name =
            str_of(str_print(a, "%.*s.%.*s", STR_ARGS(v->key), STR_ARGS(item->key)));
        if (column == COL_EXTRA || !is_scalar(item)) {
            if (item->kind != PARSE_NULL)
                put_extra(row, item, name);
            continue;
        }
        intake_header *nested = arena_new(a, intake_header);
        *nested = (intake_header){ .name = name, .column = column, .alias = true };
        put(row, nested, item, item->text);
    }
}

static void put_member(tree_reader *t, intake_row *row, const parse_value *v, size_t i)
{
    if (v->kind == PARSE_NULL)
        return;
    bool fresh;
    const intake_header *h = header_of(t, v->key, i, &fresh);
    str list;
    if (is_scalar(v)) {
        put(row, h, v, v->text);
    } else if (h->column == COL_GEOMETRY || h->column == COL_EXTRA_JSON) {
        put(row, h, v, STR("{}"));
    } else if (v->kind == PARSE_OBJECT) {
        put_object(row, h, v);
    } else if (h->column != COL_EXTRA && join(&row->reader->scratch, v, &list)) {
        put(row, h, v, list);
    } else {
        put_extra(row, v, h->name);
    }
    if (fresh && h->column == COL_EXTRA && t->reader->schema == SCHEMA_GENERIC &&
        is_scalar(v))
        intake_reader_unknown(t->reader, v->key, v->line);
}

/* ----------------------------------------------------------------- Objects */

static void find_schema(tree_reader *t, const parse_value *object)
{
    str *names = arena_array(&t->keep, str, object->n);
    for (size_t i = 0; i < object->n; i++)
        names[i] =
            (str){ str_copy(&t->keep, object->items[i].key), object->items[i].key.len };
    intake_reader_schema(t->reader, intake_schema_find(names, object->n));
    t->schema_known = true;
}

static bool is_named(const parse_value *object, const char *type)
{
    const parse_value *v = parse_member(object, "type");
    return v && v->kind == PARSE_STRING && str_eq(v->text, str_of(type));
}

/* JSON-FG: the time of a feature, beside its properties. */
static void put_time(intake_row *row, const parse_value *time)
{
    static const intake_header start = {
        { "time.interval", 13 }, COL_START, true, "", 0
    };
    static const intake_header end = {
        { "time.interval (2)", 17 }, COL_END, true, "", 0
    };
    static const intake_header date = { { "time.date", 9 }, COL_DATE, true, "", 0 };
    bool dated = row->cells[COL_DATE].text.len || row->cells[COL_START].text.len;
    const parse_value *interval = parse_member(time, "interval");
    const parse_value *day = parse_member(time, "date");
    if (dated || !time)
        return;
    if (!day)
        day = parse_member(time, "timestamp");
    if (day && day->kind == PARSE_STRING) {
        put(row, &date, day, day->text);
    } else if (interval && interval->kind == PARSE_ARRAY && interval->n == 2) {
        const parse_value *from = &interval->items[0], *to = &interval->items[1];
        if (from->kind == PARSE_STRING && !str_eq(from->text, STR("..")))
            put(row, &start, from, from->text);
        if (to->kind == PARSE_STRING && !str_eq(to->text, STR("..")))
            put(row, &end, to, to->text);
    }
}

static dateline_status read_feature(tree_reader *t, const parse_value *v,
                                    dateline_error *err)
{
    static const intake_header id = { { "id", 2 }, COL_ID, true, "", 0 };
    intake_reader *r = t->reader;
    intake_row row;
    dateline_error why = { 0 };
    const parse_value *properties = parse_member(v, "properties");
    const parse_value *geometry = parse_member(v, "geometry");
    const parse_value *own_id = parse_member(v, "id");
    intake_row_start(&row, r, v->line, v->column);
    if (!t->schema_known && properties && properties->kind == PARSE_OBJECT)
        find_schema(t, properties);
    for (size_t i = 0; properties && i < properties->n; i++)
        put_member(t, &row, &properties->items[i], i);
    if (own_id && is_scalar(own_id) && !row.cells[COL_ID].text.len)
        put(&row, &id, own_id, own_id->text);
    put_time(&row, parse_member(v, "time"));
    if (shape_of_json(&r->scratch, geometry, &row.shape, &why)) {
        why.line = geometry->line;
        why.column = geometry->column;
        r->rows++;
        intake_row_reject(&row, &why);
        arena_clear(&r->scratch);
        return DATELINE_OK;
    }
    return intake_row_finish(&row, err);
}

static dateline_status read_object(tree_reader *t, const parse_value *v,
                                   dateline_error *err)
{
    intake_row row;
    if (v->kind == PARSE_OBJECT &&
        (is_named(v, "Feature") || parse_member(v, "properties")))
        return read_feature(t, v, err);
    intake_row_start(&row, t->reader, v->line, v->column);
    if (v->kind != PARSE_OBJECT) {
        dateline_error why = { 0 };
        error_set(&why, DATELINE_INPUT,
                  "an event is an object, such as {\"title\": ...}");
        t->reader->rows++;
        intake_row_reject(&row, &why);
        arena_clear(&t->reader->scratch);
        return DATELINE_OK;
    }
    if (!t->schema_known)
        find_schema(t, v);
    for (size_t i = 0; i < v->n; i++)
        put_member(t, &row, &v->items[i], i);
    return intake_row_finish(&row, err);
}

/* --------------------------------------------------------------- Documents */

/* One record of a text sequence; a damaged one is a reject, as RFC 8142 wants. */
static dateline_status read_record(tree_reader *t, parse_text record, dateline_error *err)
{
    const parse_value *v;
    dateline_error why = { 0 };
    arena a = { 0 };
    dateline_status st = DATELINE_OK;
    if (!parse_json(&a, record, &v, &why)) {
        st = read_object(t, v, err);
    } else {
        intake_row row;
        intake_row_start(&row, t->reader, record.line, record.column);
        t->reader->rows++;
        intake_row_reject(&row, &why);
    }
    arena_clear(&a);
    return st;
}

static dateline_status read_sequence(tree_reader *t, str text, dateline_error *err)
{
    char separator = memchr(text.at, RS, text.len) ? RS : '\n';
    int line = 1;
    dateline_status st = DATELINE_OK;
    for (str rest = text; rest.len && !st;) {
        str record = str_cut(&rest, separator), at = str_trim(record);
        int from = line;
        for (const char *p = record.at; p < at.at; p++)
            from += *p == '\n';
        for (size_t i = 0; i < record.len; i++)
            line += record.at[i] == '\n';
        line += separator == '\n';
        if (at.len)
            st = read_record(t, (parse_text){ at, t->reader->name, from, 1 }, err);
    }
    return st;
}

static dateline_status no_events(const intake_reader *r, dateline_error *err)
{
    return error_at(err, DATELINE_INPUT, r->name, 1, 1,
                    "there are no events: expected an array, {\"events\": [...]} or a "
                    "GeoJSON FeatureCollection");
}

static dateline_status read_whole(tree_reader *t, const parse_value *v,
                                  dateline_error *err)
{
    if (v->kind != PARSE_OBJECT || parse_member(v, "coordinates") ||
        is_named(v, "FeatureCollection"))
        return no_events(t->reader, err);
    bool usable = parse_member(v, "properties") != NULL;
    for (size_t i = 0; i < v->n && !usable; i++)
        usable = intake_header_of(SCHEMA_GENERIC, v->items[i].key).column > COL_IGNORE;
    return usable ? read_object(t, v, err) : no_events(t->reader, err);
}

static dateline_status read_list(tree_reader *t, parse_list *l, dateline_error *err)
{
    arena a = { 0 };
    dateline_status st;
    for (;;) {
        const parse_value *v;
        st = parse_list_next(l, &a, &v, err);
        if (st || !v)
            break;
        st = read_object(t, v, err);
        if (st)
            break;
        arena_clear(&a);
    }
    arena_clear(&a);
    return st;
}

/* Objects one a line are a sequence; anything else after a value is a mistake. */
static dateline_status check_sequence(const intake_reader *r, str text,
                                      const parse_list *l, dateline_error *err)
{
    str first = str_trim((str){ text.at, (size_t)(l->rest.text.at - text.at) });
    if (first.at[0] == '{' && l->rest.text.at[0] == '{' && l->rest.line > 1 &&
        !memchr(first.at, '\n', first.len))
        return DATELINE_OK;
    return error_at(err, DATELINE_INPUT, r->name, l->rest.line, l->rest.column,
                    "cannot read JSON: here should be the end of the document");
}

dateline_status intake_read_json(intake_reader *r, str text, bool sequence,
                                 dateline_error *err)
{
    static const char *const lists[] = { "features", "events", "data", "Result", NULL };
    tree_reader t = { .reader = r };
    parse_list l = { 0 };
    arena a = { 0 };
    dateline_status st = DATELINE_OK;
    if (!sequence) {
        st = parse_list_open(&l, &a, parse_text_of(text, r->name), lists, err);
        sequence = !st && l.more;
        if (sequence)
            st = check_sequence(r, text, &l, err);
    }
    if (!st && sequence)
        st = read_sequence(&t, text, err);
    else if (!st && l.found)
        st = read_list(&t, &l, err);
    else if (!st)
        st = read_whole(&t, l.envelope, err);
    arena_clear(&a);
    arena_clear(&t.keep);
    return st;
}
