/*
 * The words that go with names, from their tables into the file: types such as
 * "village", and endings.
 */
#include "base/error.h"
#include "base/sort.h"
#include "compile/keys.h"
#include "compile/model.h"
#include "compile/words.h"
#include "gazetteer/read.h"
#include "gazetteer/relation.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { LONGEST_WORD = 256, LONGEST_LANG = 3 };

static dateline_status fault(const model_rows *rows, str name, int column,
                             const char *why, dateline_error *err)
{
    return error_at(err, DATELINE_INPUT, rows->table, (int)rows->line,
                    rows->column[column], "%.*s '%.*s' %s", STR_ARGS(name),
                    STR_ARGS(text_head(rows->field[column], 60)), why);
}

/* The fold of s, which is that of a word; false when it is longer than most. */
static bool fold(model *m, str s, size_t most, str *out)
{
    char room[LONGEST_WORD];
    size_t len = text_fold(s, room, sizeof room);
    *out = (str){ 0 };
    if (len > most)
        return false;
    *out = (str){ str_copy(m->own, (str){ room, len }), len };
    return true;
}

enum { LANG, WORD, POSITION, IMPLIES, TYPE_COLUMNS };

static const str type_columns[TYPE_COLUMNS] = {
    { "lang", 4 }, { "word", 4 }, { "position", 8 }, { "kind", 4 }
};

/* One or several kinds or relations, joined by '|'. */
static uint32_t read_kinds(str s)
{
    uint32_t kinds = 0;
    while (s.len) {
        str word = str_trim(str_cut(&s, '|'));
        uint32_t bit = 0;
        for (unsigned i = 0; i < 32 && !bit; i++) {
            const char *known = gazetteer_type_word(i);
            bit = known && str_eq(word, str_of(known)) ? (uint32_t)1 << i : 0;
        }
        if (!bit)
            return 0;
        kinds |= bit;
    }
    return kinds;
}

static uint32_t read_side(str s)
{
    uint32_t side = 0;
    while (s.len) {
        str part = str_trim(str_cut(&s, '|'));
        if (str_eq(part, STR("before")))
            side |= GAZETTEER_BEFORE;
        else if (str_eq(part, STR("after")))
            side |= GAZETTEER_AFTER;
        else
            return 0;
    }
    return side;
}

static dateline_status add_type(model *m, const model_rows *rows, dateline_error *err)
{
    str folded;
    bool word = fold(m, rows->field[WORD], LONGEST_WORD, &folded) && folded.len;
    model_type t = { .lang = rows->field[LANG],
                     .kinds = read_kinds(rows->field[IMPLIES]),
                     .side = read_side(rows->field[POSITION]),
                     .folded = folded };
    const char *why = NULL;
    int column = 0;
    if (!word) {
        why = "is no word";
        column = WORD;
    } else if (!t.kinds) {
        why = "is no kind of place";
        column = IMPLIES;
    } else if (!t.side) {
        why = "is neither 'before' nor 'after'";
        column = POSITION;
    } else if (t.lang.len > LONGEST_LANG) {
        why = "is not a language tag of two or three letters";
        column = LANG;
    }
    if (why)
        return fault(rows, type_columns[column], column, why, err);
    m->types = arena_grow(m->own, m->types, m->n_types, &m->cap_types, sizeof t);
    m->types[m->n_types++] = t;
    return DATELINE_OK;
}

dateline_status model_read_types(model *m, uint32_t table, dateline_error *err)
{
    model_rows rows;
    dateline_status status =
        model_rows_open(&m->tables[table], type_columns, TYPE_COLUMNS, &rows, err);
    if (status)
        return status;
    while (model_rows_next(&rows, &status, err)) {
        status = add_type(m, &rows, err);
        if (status)
            return status;
    }
    return status;
}

enum { ENDING_LANG, ENDING, INSTEAD, ADJECTIVAL, ENDING_COLUMNS };

static const str ending_columns[ENDING_COLUMNS] = {
    { "lang", 4 }, { "ending", 6 }, { "instead", 7 }, { "adjective", 9 }
};

static dateline_status add_ending(model *m, const model_rows *rows, dateline_error *err)
{
    model_ending e = { .lang = rows->field[ENDING_LANG] };
    str adjective = rows->field[ADJECTIVAL];
    const char *why = NULL;
    int column = 0;
    e.adjective = str_eq(adjective, STR("yes"));
    if (!fold(m, rows->field[ENDING], LONGEST_ENDING, &e.folded) || !e.folded.len) {
        why = "is no ending: its fold is empty or has more than 64 bytes";
        column = ENDING;
    } else if (!fold(m, rows->field[INSTEAD], LONGEST_ENDING, &e.instead)) {
        why = "is too long: its fold has more than 64 bytes";
        column = INSTEAD;
    } else if (adjective.len && !e.adjective) {
        why = "is neither 'yes' nor empty";
        column = ADJECTIVAL;
    } else if (e.lang.len > LONGEST_LANG) {
        why = "is not a language tag of two or three letters";
        column = ENDING_LANG;
    }
    if (why)
        return fault(rows, ending_columns[column], column, why, err);
    m->endings = arena_grow(m->own, m->endings, m->n_endings, &m->cap_endings, sizeof e);
    m->endings[m->n_endings++] = e;
    return DATELINE_OK;
}

dateline_status model_read_endings(model *m, uint32_t table, dateline_error *err)
{
    model_rows rows;
    dateline_status status =
        model_rows_open(&m->tables[table], ending_columns, ENDING_COLUMNS, &rows, err);
    if (status)
        return status;
    while (model_rows_next(&rows, &status, err)) {
        status = add_ending(m, &rows, err);
        if (status)
            return status;
    }
    return status;
}

static int by_word(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return str_compare(((const model_type *)a)->folded, ((const model_type *)b)->folded);
}

void model_write_types(const model *m, buf *out)
{
    buf rest = { 0 };
    sort_stable(m->types, m->n_types, sizeof *m->types, by_word, NULL, m->own);
    for (size_t i = 0; i < m->n_types; i++) {
        const model_type *t = &m->types[i];
        buf_add_u32le(out, (uint32_t)(m->n_types * 4 + rest.len));
        buf_add_u32le(&rest, t->kinds);
        buf_add_byte(&rest, (unsigned char)t->side);
        keys_number(&rest, (uint32_t)t->lang.len);
        buf_add_str(&rest, t->lang);
        keys_number(&rest, (uint32_t)t->folded.len);
        buf_add_str(&rest, t->folded);
    }
    buf_add_str(out, buf_str(&rest));
    buf_clear(&rest);
}

static int by_ending(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return read_compare_ends(((const model_ending *)a)->folded,
                             ((const model_ending *)b)->folded);
}

/* Accents and apostrophes make no difference to a fold, so that one may stand there
   several times. */
static bool is_repeated(const model *m, size_t i)
{
    const model_ending *e = &m->endings[i];
    for (size_t k = i; k-- && str_eq(m->endings[k].folded, e->folded);) {
        const model_ending *o = &m->endings[k];
        if (str_eq(o->lang, e->lang) && str_eq(o->instead, e->instead) &&
            o->adjective == e->adjective)
            return true;
    }
    return false;
}

/* Those of one text stay as the tables have them. */
void model_write_endings(const model *m, struct words *shared, buf *out)
{
    buf starts = { 0 }, rest = { 0 };
    sort_stable(m->endings, m->n_endings, sizeof *m->endings, by_ending, NULL, m->own);
    for (size_t i = 0; i < m->n_endings; i++) {
        const model_ending *e = &m->endings[i];
        if (is_repeated(m, i))
            continue;
        buf_add_u32le(&starts, (uint32_t)rest.len);
        keys_number(&rest, (uint32_t)e->folded.len);
        buf_add_str(&rest, e->folded);
        keys_number(&rest, (uint32_t)e->instead.len);
        buf_add_str(&rest, e->instead);
        keys_number(&rest, e->lang.len ? words_add(shared, e->lang) : 0);
        buf_add_byte(&rest, e->adjective);
    }
    buf_add_u32le(out, (uint32_t)(starts.len / 4));
    buf_add_str(out, buf_str(&starts));
    buf_add_str(out, buf_str(&rest));
    buf_clear(&starts);
    buf_clear(&rest);
}
