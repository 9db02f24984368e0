#include "api/geocode.h"
#include "base/error.h"
#include "base/num.h"
#include "parse/csv_stream.h"
#include "text/utf8.h"

#include <string.h>

/* Rows are read in chunks, which groups of a chunk are located in parallel. A chunk
   ends at either limit, so its memory has one whatever the rows are. */
enum {
    CHUNK_ROWS = 4096,
    CHUNK_BYTES = 1024 * 1024,
    GROUP_ROWS = 64,
    GROUPS = CHUNK_ROWS / GROUP_ROWS,
    TOLD = 3 /* rows with the same fault, one by one */
};

typedef enum table_column { ID = 0, QUERY, COUNTRY, LANG, COLUMNS } table_column;
static const char *const column_names[COLUMNS] = { "id", "query", "country", "lang" };

typedef struct row {
    str field[COLUMNS];
    bool overlong; /* it has more fields than the header */
} row;

typedef struct table {
    dateline *dl;
    const dateline_geocode_options *options;
    const char *name; /* of the input */
    str rest;         /* of an input in memory */
    file_source file;
    parse_csv_stream in;
    size_t column[COLUMNS]; /* + 1; 0: none */
    size_t n_columns;
    arena memory; /* of the chunk's rows */
    row *rows;
    size_t n;
    buf out[GROUPS]; /* what each group writes */
    size_t located[GROUPS];
    uint64_t n_rows, n_located, n_overlong;
} table;

/* ------------------------------------------------------------------ Reading */

static dateline_status read_block(void *ctx, char *at, size_t n, size_t *got,
                                  dateline_error *err)
{
    table *t = ctx;
    if (t->file.open)
        return file_source_read(&t->file, at, n, got, err);
    *got = n < t->rest.len ? n : t->rest.len;
    if (*got)
        memcpy(at, t->rest.at, *got);
    t->rest = (str){ t->rest.at + *got, t->rest.len - *got };
    return DATELINE_OK;
}

static dateline_status check_text(const table *t, const parse_field *f,
                                  dateline_error *err)
{
    if (f->text.len && memchr(f->text.at, 0, f->text.len))
        return error_at(err, DATELINE_INPUT, t->name, f->line, f->column,
                        "the file is binary or UTF-16, not text; save it as UTF-8");
    if (text_utf8_check(f->text) < f->text.len)
        return error_at(err, DATELINE_INPUT, t->name, f->line, f->column,
                        "the file is not valid UTF-8 here; save it as UTF-8");
    return DATELINE_OK;
}

static dateline_status read_header(table *t, dateline_error *err)
{
    dateline_status st = parse_csv_stream_next(&t->in, err);
    const parse_csv *c = &t->in.csv;
    if (!st && !c->n_fields)
        st = error_at(err, DATELINE_INPUT, t->name, 0, 0, "the file is empty");
    t->n_columns = c->n_fields;
    for (size_t i = 0; !st && i < c->n_fields; i++) {
        str name = str_trim(c->fields[i].text);
        st = check_text(t, &c->fields[i], err);
        for (int k = 0; k < COLUMNS; k++)
            if (!t->column[k] && str_eq_nocase(name, str_of(column_names[k])))
                t->column[k] = i + 1;
    }
    for (int k = ID; !st && k <= QUERY; k++)
        if (!t->column[k])
            st = error_at(err, DATELINE_INPUT, t->name, 1, 1,
                          "the header has no column '%s'; it needs id and query, and may "
                          "have country and lang",
                          column_names[k]);
    return st;
}

static str keep(arena *a, str s)
{
    return (str){ str_copy(a, s), s.len };
}

/* A comma that was not quoted cuts the query: half of it would name another place. */
static bool is_overlong(const table *t, const parse_csv *c)
{
    for (size_t i = t->n_columns; i < c->n_fields; i++)
        if (str_trim(c->fields[i].text).len)
            return true;
    return false;
}

static dateline_status take_row(table *t, row *r, size_t *bytes, dateline_error *err)
{
    const parse_csv *c = &t->in.csv;
    for (int k = 0; k < COLUMNS; k++) {
        size_t i = t->column[k];
        r->field[k] = STR("");
        if (!i || i > c->n_fields)
            continue;
        const parse_field *f = &c->fields[i - 1];
        dateline_status st = check_text(t, f, err);
        if (st)
            return st;
        r->field[k] = keep(&t->memory, k < COUNTRY ? f->text : str_trim(f->text));
        *bytes += f->text.len;
    }
    r->overlong = is_overlong(t, c);
    if (r->overlong && ++t->n_overlong <= TOLD)
        handle_log(t->dl, DATELINE_WARNING,
                   "%s:%d: the row has more fields than the header and is not looked "
                   "up; a name with a comma needs quotes",
                   t->name, c->fields[0].line);
    return DATELINE_OK;
}

/* The rows of the next chunk; none at the end. */
static dateline_status read_chunk(table *t, dateline_error *err)
{
    size_t bytes = 0;
    arena_clear(&t->memory);
    t->rows = arena_array(&t->memory, row, CHUNK_ROWS);
    t->n = 0;
    while (t->n < CHUNK_ROWS && bytes < CHUNK_BYTES) {
        dateline_status st = parse_csv_stream_next(&t->in, err);
        if (st || !t->in.csv.n_fields)
            return st;
        st = take_row(t, &t->rows[t->n], &bytes, err);
        if (st)
            return st;
        t->n++;
    }
    return DATELINE_OK;
}

/* ----------------------------------------------------------------- Locating */

static bool is_code(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.at[i] >= 'A' && s.at[i] <= 'Z') || (s.at[i] >= 'a' && s.at[i] <= 'z')))
            return false;
    return s.len == 2;
}

static bool look_up(const table *t, const row *r, const char *lang, geocode_answer *found)
{
    const dateline_geocode_options *o = t->options;
    str country = r->field[COUNTRY];
    char code[3] = "";
    bool coded = is_code(country);
    for (size_t i = 0; coded && i < 2; i++)
        code[i] = (char)(country.at[i] & ~0x20);
    geocode_query query = { .text = r->field[QUERY],
                            .within = coded ? STR("") : country,
                            .country = country.len ? code : o->country,
                            .near = o->near,
                            .lang = lang };
    return !r->overlong && geocode_find(t->dl->gazetteer, &query, found, 1) &&
           found->confidence >= geocode_least(o);
}

static void put_number(buf *out, double v, int decimals)
{
    num_write_fixed(out, v, decimals);
    buf_add_byte(out, ',');
}

static void put_text(buf *out, str s)
{
    parse_csv_put(out, s);
    buf_add_byte(out, ',');
}

static void put_answer(const gazetteer *g, const geocode_answer *found, const char *lang,
                       buf *out)
{
    bool own;
    gazetteer_place p = gazetteer_at(g, found->place);
    put_text(out, gazetteer_name(g, found->place, lang ? lang : "en", &own));
    put_number(out, found->where.lon, 6);
    put_number(out, found->where.lat, 6);
    put_text(out, str_of(p.country));
    put_text(out, str_of(gazetteer_kind_name(p.kind)));
    put_text(out, str_of(dateline_geo_precision_name(found->precision)));
    put_number(out, found->radius_km, 1);
    put_number(out, found->confidence, 3);
    parse_csv_put(out, p.id);
}

static void locate_group(void *ctx, size_t group, int worker)
{
    (void)worker;
    table *t = ctx;
    buf *out = &t->out[group];
    size_t end = (group + 1) * GROUP_ROWS;
    t->located[group] = 0;
    for (size_t i = group * GROUP_ROWS; i < end && i < t->n; i++) {
        const row *r = &t->rows[i];
        const char *lang = r->field[LANG].len ? r->field[LANG].at : t->options->lang;
        geocode_answer found;
        put_text(out, r->field[ID]);
        put_text(out, r->field[QUERY]);
        if (look_up(t, r, lang, &found)) {
            put_answer(t->dl->gazetteer, &found, lang, out);
            t->located[group]++;
        } else {
            buf_add_text(out, ",,,,,,,,");
        }
        buf_add_text(out, "\r\n");
    }
}

/* ------------------------------------------------------------------ Writing */

static dateline_status write_piece(dateline_output to, file_sink *sink, str bytes,
                                   dateline_error *err)
{
    return to.write ? handle_write(to, bytes, err) : file_sink_write(sink, bytes, err);
}

static dateline_status write_chunk(table *t, dateline_output to, file_sink *sink,
                                   dateline_error *err)
{
    size_t n = (t->n + GROUP_ROWS - 1) / GROUP_ROWS;
    pool_run(handle_threads(t->dl), n, locate_group, t);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; i < n; i++) {
        st = st ? st : write_piece(to, sink, buf_str(&t->out[i]), err);
        buf_clear(&t->out[i]);
        t->n_located += t->located[i];
    }
    t->n_rows += t->n;
    return st ? st : handle_go_on(t->dl, "locating", t->n_rows, 0, err);
}

static dateline_status write_table(table *t, dateline_output to, file_sink *sink,
                                   dateline_error *err)
{
    static const char header[] = "id,query,name,lon,lat,country,kind,precision,radius_km,"
                                 "confidence,place_id\r\n";
    dateline_status st = write_piece(to, sink, str_of(header), err);
    do {
        st = st ? st : read_chunk(t, err);
        st = st ? st : write_chunk(t, to, sink, err);
    } while (!st && t->n);
    if (t->n_overlong > TOLD)
        handle_log(t->dl, DATELINE_WARNING,
                   "%llu more rows have more fields than the header",
                   (unsigned long long)t->n_overlong - TOLD);
    return st;
}

static dateline_status open_table(table *t, dateline_input in, dateline_error *err)
{
    t->name = in.name ? in.name : in.path ? in.path : "<bytes>";
    t->rest = (str){ in.bytes, in.len };
    dateline_status st = DATELINE_OK;
    if (in.path)
        st = file_source_open(in.path, &t->file, err);
    else if (!in.bytes)
        st = error_set(err, DATELINE_USAGE, "an input needs a path or bytes");
    st = st ? st : parse_csv_stream_open(&t->in, read_block, t, t->name, 0, err);
    return st ? st : read_header(t, err);
}

dateline_status dateline_geocode_table(dateline *dl, dateline_input in,
                                       const dateline_geocode_options *options,
                                       dateline_output out, uint64_t *rows,
                                       uint64_t *located, dateline_error *err)
{
    static const dateline_geocode_options defaults = { 0 };
    arena own = { 0 };
    table *t = arena_new(&own, table);
    t->dl = dl;
    t->options = options ? options : &defaults;
    file_sink sink = { 0 };
    dateline_status st = DATELINE_OK;
    if (!out.write && !(out.path && *out.path))
        st = error_set(err, DATELINE_USAGE, "an output needs a path or a function");
    st = st ? st : handle_gazetteer(dl, err);
    st = st ? st : open_table(t, in, err);
    if (!st && !out.write)
        st = file_sink_open(out.path, &sink, err);
    st = st ? st : write_table(t, out, &sink, err);
    if (!st && !out.write)
        st = file_sink_finish(&sink, err);
    file_sink_drop(&sink);
    if (dl->gazetteer)
        gazetteer_rest(dl->gazetteer);
    if (rows)
        *rows = st ? 0 : t->n_rows;
    if (located)
        *located = st ? 0 : t->n_located;
    parse_csv_stream_close(&t->in);
    file_source_close(&t->file);
    arena_clear(&t->memory);
    arena_clear(&own);
    return st;
}
