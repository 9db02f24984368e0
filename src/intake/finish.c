#include "intake/finish.h"

#include "base/error.h"
#include "base/jsonw.h"
#include "base/limits.h"
#include "base/num.h"
#include "intake/spot.h"
#include "kind/kind.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { TITLE_HEAD = 80, MERGE = 100000 };

/* -------------------------------------------------------------------- What */

static void read_kind(intake_row *row, dateline_event *e)
{
    intake_schema schema = row->reader->schema;
    str text = row->cells[COL_KIND].text;
    int64_t code;
    bool coded = num_parse_int(text, &code);
    if (schema == SCHEMA_GDELT) {
        e->kind = coded ? kind_cameo_kind((int)(code % 100)) : DATELINE_OTHER;
        return;
    }
    /* UCDP: state-based, non-state, one-sided. */
    if (coded && code >= 1 && code <= 3) {
        e->kind = code == 3 ? DATELINE_ATTACK : DATELINE_CLASH;
        return;
    }
    bool known = text.len && kind_find(text, &e->kind);
    dateline_kind sub;
    if (intake_row_has(row, COL_SUBKIND)) {
        if (kind_find(row->cells[COL_SUBKIND].text, &sub) && e->kind == DATELINE_OTHER)
            e->kind = sub;
        intake_row_extra(row, row->cells[COL_SUBKIND]);
    }
    /* ACLED's words say more than our kinds. */
    if (schema == SCHEMA_ACLED && text.len) {
        intake_row_extra(row, row->cells[COL_KIND]);
    } else if (text.len && !known) {
        intake_row_set_aside(row, COL_KIND, "a kind that is known");
    }
}

static void read_status(intake_row *row, dateline_event *e)
{
    if (!intake_row_has(row, COL_STATUS))
        return;
    str text = row->cells[COL_STATUS].text;
    if (row->reader->schema == SCHEMA_UCDP)
        e->status = str_eq(text, STR("2")) ? DATELINE_CLAIMED : DATELINE_OCCURRED;
    else if (!kind_status_find(text, &e->status))
        intake_row_set_aside(row, COL_STATUS,
                             "occurred, claimed, planned, ongoing or cancelled");
}

static bool is_color(str s)
{
    if ((s.len != 7 && s.len != 4) || s.at[0] != '#')
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (!s.at[i] || !strchr("0123456789abcdefABCDEF", s.at[i]))
            return false;
    return true;
}

static void read_bool(intake_row *row, intake_column column, bool *out)
{
    str text = row->cells[column].text;
    if (!text.len || str_eq_nocase(text, STR("false")) || str_eq(text, STR("0")) ||
        str_eq_nocase(text, STR("no")))
        return;
    if (str_eq_nocase(text, STR("true")) || str_eq(text, STR("1")) ||
        str_eq_nocase(text, STR("yes")))
        *out = true;
    else
        intake_row_set_aside(row, column, "true or false");
}

static void read_rest(intake_row *row, dateline_event *e)
{
    const int64_t many = 1000000000000;
    e->actor1 = intake_row_text(row, COL_ACTOR1);
    e->actor2 = intake_row_text(row, COL_ACTOR2);
    e->attributed_to = intake_row_text(row, COL_ATTRIBUTED_TO);
    e->fatalities_low = intake_row_whole(row, COL_FATALITIES_LOW, 0, many, -1);
    e->fatalities = intake_row_whole(row, COL_FATALITIES, 0, many, -1);
    e->fatalities_high = intake_row_whole(row, COL_FATALITIES_HIGH, 0, many, -1);
    e->source = intake_row_text(row, COL_SOURCE);
    e->source_url = intake_row_text(row, COL_SOURCE_URL);
    e->source_date = intake_row_text(row, COL_SOURCE_DATE);
    e->lang = intake_row_text(row, COL_LANG);
    e->tags = intake_row_text(row, COL_TAGS);
    e->priority = (int)intake_row_whole(row, COL_PRIORITY, 1, 3, 0);
    e->n = (int)intake_row_whole(row, COL_N, 0, 999999999, 0);
    if (intake_row_has(row, COL_COLOR) && !is_color(row->cells[COL_COLOR].text))
        intake_row_set_aside(row, COL_COLOR, "a color such as #c1272d");
    e->color = intake_row_text(row, COL_COLOR);
    e->symbol = intake_row_text(row, COL_SYMBOL);
    e->image = intake_row_text(row, COL_IMAGE);
    e->image_credit = intake_row_text(row, COL_IMAGE_CREDIT);
    e->article = intake_row_text(row, COL_ARTICLE);
    e->evidence_start = intake_row_whole(row, COL_EVIDENCE_START, 0, many, -1);
    e->evidence_end = intake_row_whole(row, COL_EVIDENCE_END, 0, many, -1);
    e->cluster = intake_row_text(row, COL_CLUSTER);
    read_bool(row, COL_NEEDS_REVIEW, &e->needs_review);
}

/* ------------------------------------------------------------------- Texts */

static void read_texts(intake_row *row, dateline_event *e)
{
    arena *a = &row->reader->scratch;
    if (!row->n_texts)
        return;
    dateline_text *texts = arena_array(a, dateline_text, row->n_texts);
    size_t n = 0;
    for (size_t i = 0; i < row->n_texts; i++) {
        const intake_cell *cell = &row->texts[i];
        size_t k = 0;
        while (k < n && strcmp(texts[k].lang, cell->header->lang) != 0)
            k++;
        if (k == n)
            texts[n++] =
                (dateline_text){ str_copy(a, str_of(cell->header->lang)), "", "" };
        char *text = str_copy(a, cell->text);
        if (cell->header->column == COL_TEXT_TITLE)
            texts[k].title = text;
        else
            texts[k].description = text;
    }
    e->texts = texts;
    e->n_texts = n;
    if (row->reader->schema != SCHEMA_OWN)
        return;
    /* Our GeoJSON repeats the description under its language. */
    for (size_t i = 0; i < n; i++)
        if (!strcmp(texts[i].lang, e->lang) && !texts[i].title[0] &&
            !strcmp(texts[i].description, e->description)) {
            texts[i] = texts[n - 1];
            e->n_texts = --n;
            break;
        }
}

static const char *made_title(intake_row *row, const dateline_event *e)
{
    arena *a = &row->reader->scratch;
    str kind = row->cells[intake_row_has(row, COL_SUBKIND) ? COL_SUBKIND : COL_KIND].text;
    if (row->reader->schema == SCHEMA_ACLED && kind.len)
        return str_print(a, "%.*s%s%s", STR_ARGS(kind), *e->place ? ", " : "", e->place);
    if (row->reader->schema == SCHEMA_GDELT) {
        int64_t root = 0;
        num_parse_int(row->cells[COL_KIND].text, &root);
        const char *does = kind_cameo_name((int)(root % 100));
        return str_print(a, "%s%s%s%s%s", e->actor1, *e->actor1 ? " " : "", does,
                         *e->actor2 ? ": " : "", e->actor2);
    }
    for (size_t i = 0; i < e->n_texts; i++)
        if (*e->texts[i].title)
            return e->texts[i].title;
    const char *longer = e->description;
    for (size_t i = 0; i < e->n_texts && !*longer; i++)
        longer = e->texts[i].description;
    return str_copy(a, str_trim(text_head(str_of(longer), TITLE_HEAD)));
}

static dateline_status read_what(intake_row *row, dateline_event *e, dateline_error *err)
{
    e->id = intake_row_text(row, COL_ID);
    e->title = intake_row_text(row, COL_TITLE);
    e->description = intake_row_text(row, COL_DESCRIPTION);
    read_rest(row, e);
    read_texts(row, e);
    if (!*e->title)
        e->title = made_title(row, e);
    read_kind(row, e);
    read_status(row, e);
    if (*e->title)
        return DATELINE_OK;
    return error_at(err, DATELINE_INPUT, row->reader->name, row->line, row->column,
                    "the row has no title");
}

/* ------------------------------------------------------------------- Extra */

static void write_cell(jsonw *w, const intake_cell *cell)
{
    if (!cell->value) {
        jsonw_str(w, cell->text);
        return;
    }
    buf json = { 0 };
    parse_json_write(cell->value, &json);
    jsonw_raw(w, buf_str(&json));
    buf_clear(&json);
}

static bool named(const intake_row *row, str name)
{
    for (size_t i = 0; i < row->n_extras; i++)
        if (str_eq(row->extras[i].header->name, name))
            return true;
    return false;
}

/* Unknown columns, and the members of an extra column that is itself an object,
   as our own writers make it. */
static void read_extra(intake_row *row, dateline_event *e)
{
    arena *a = &row->reader->scratch;
    const intake_cell *cell = &row->cells[COL_EXTRA_JSON];
    const parse_value *object = cell->value;
    if (cell->text.len && cell->text.at[0] == '{' &&
        (!object || object->kind == PARSE_STRING) &&
        parse_json(a, parse_text_of(cell->text, row->reader->name), &object, NULL))
        object = NULL;
    if (object && (object->kind != PARSE_OBJECT || object->n * row->n_extras > MERGE))
        object = NULL;
    if (cell->text.len && !object)
        intake_row_extra(row, *cell);
    if (!row->n_extras && !(object && object->n))
        return;
    buf json = { 0 };
    jsonw w = { .out = &json };
    jsonw_open(&w, '{');
    for (size_t i = 0; object && i < object->n; i++) {
        const parse_value *member = &object->items[i];
        if (named(row, member->key))
            continue;
        jsonw_key(&w, member->key.at);
        write_cell(&w, &(intake_cell){ .value = member, .header = cell->header });
    }
    for (size_t i = 0; i < row->n_extras; i++) {
        jsonw_key(&w, str_copy(a, row->extras[i].header->name));
        write_cell(&w, &row->extras[i]);
    }
    jsonw_close(&w, '}');
    e->extra = str_copy(a, buf_str(&json));
    buf_clear(&json);
}

/* --------------------------------------------------------------- Finishing */

static dateline_status build(intake_row *row, dateline_event *e, dateline_error *err)
{
    dateline_status st = intake_row_when(row, e, err);
    if (!st)
        st = intake_row_where(row, e, err);
    if (!st)
        st = read_what(row, e, err);
    if (st)
        return st;
    bool dated = e->when.precision || *e->date_edtf, placed = e->located || *e->place;
    if (!dated && !placed && !*e->admin1 && !*e->country)
        return error_at(err, DATELINE_INPUT, row->reader->name, row->line, row->column,
                        "the row has neither a date nor a place");
    if (!dated)
        intake_reader_note(row->reader, DATELINE_WARNING, "undated", row->line,
                           "the row has no date");
    read_extra(row, e);
    e->origin = row->reader->name;
    e->line = row->line;
    return DATELINE_OK;
}

dateline_status intake_row_finish(intake_row *row, dateline_error *err)
{
    intake_reader *r = row->reader;
    dateline_event e = event_blank();
    dateline_error why = { 0 };
    r->rows++;
    dateline_status st =
        row->too_long.text.len
            ? intake_row_wrong(row, &row->too_long, &why,
                               str_print(&r->scratch,
                                         "a text of %zu bytes; %zu are the most",
                                         row->too_long.text.len, LIMIT_FIELD))
            : build(row, &e, &why);
    if (st) {
        intake_row_reject(row, &why);
    } else {
        r->n_by_order &= (size_t)e.n == event_count(r->into) - r->first + 1;
        st = event_add(r->into, &e, err);
        if (st)
            return st;
    }
    arena_clear(&r->scratch);
    return DATELINE_OK;
}
