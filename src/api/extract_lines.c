#include "api/article.h"
#include "base/error.h"
#include "base/jsonw.h"
#include "export/export.h"
#include "extract/extract.h"
#include "parse/json.h"
#include "text/utf8.h"

#include <string.h>

/* Lines are read in blocks, the documents of a block are read in parallel, and their
   results written in order. A block ends at either limit, so its memory has one whatever
   the documents are. */
enum {
    BLOCK_LINES = 256,
    BLOCK_BYTES = 8 * 1024 * 1024,
    PIECE = 256 * 1024,
    MOST_WORKERS = 64,
};
#define LONGEST_LINE ((size_t)256 * 1024 * 1024)

typedef struct line_result {
    str line;
    uint64_t number; /* of the line in the input, 1 for the first */
    buf out;
} line_result;

typedef struct worker {
    arena own, document;
    article_worker reads;
} worker;

typedef struct lines {
    dateline *dl;
    const dateline_input *in;
    const char *name; /* of the input */
    str rest;         /* of an input in memory */
    file_source file;
    buf bytes;    /* what was read and not yet taken */
    size_t taken; /* of it */
    bool end;
    uint64_t n_lines, n_documents; /* taken so far */
    line_result results[BLOCK_LINES];
    size_t n;
    worker workers[MOST_WORKERS];
    file_sink sink;
} lines;

/* ------------------------------------------------------------------ Reading */

static dateline_status read_piece(lines *l, dateline_error *err)
{
    size_t got = PIECE;
    if (!l->file.open) {
        got = got < l->rest.len ? got : l->rest.len;
        buf_add(&l->bytes, l->rest.at, got);
        l->rest = (str){ l->rest.at + got, l->rest.len - got };
    } else {
        unsigned char *room = buf_room(&l->bytes, PIECE);
        if (!room)
            return buf_status(&l->bytes, "a line", err);
        dateline_status st = file_source_read(&l->file, (char *)room, PIECE, &got, err);
        l->bytes.len -= PIECE - (st ? 0 : got);
        if (st)
            return st;
    }
    l->end = got < PIECE;
    return DATELINE_OK;
}

/* What is taken makes room for what follows. */
static void shift(lines *l)
{
    if (!l->taken)
        return;
    memmove(l->bytes.at, l->bytes.at + l->taken, l->bytes.len - l->taken);
    l->bytes.len -= l->taken;
    l->taken = 0;
}

/* Read until a block of lines is there; how many bytes of them. */
static dateline_status fill(lines *l, size_t *whole, dateline_error *err)
{
    shift(l);
    size_t seen = 0, n = 0;
    *whole = 0;
    for (;;) {
        for (; seen < l->bytes.len && n < BLOCK_LINES; seen++)
            if (l->bytes.at[seen] == '\n') {
                *whole = seen + 1;
                n++;
            }
        bool full = n == BLOCK_LINES || *whole >= BLOCK_BYTES;
        if (full || l->end)
            break;
        if (l->bytes.len - *whole > LONGEST_LINE)
            return error_at(err, DATELINE_LIMIT, l->name, (int)(l->n_lines + n + 1), 1,
                            "a line of more than %zu MiB; divide the document",
                            LONGEST_LINE >> 20);
        dateline_status st = read_piece(l, err);
        if (st)
            return st;
    }
    if (l->end && n < BLOCK_LINES)
        *whole = l->bytes.len;
    return DATELINE_OK;
}

static dateline_status read_block(lines *l, dateline_error *err)
{
    size_t whole;
    dateline_status st = fill(l, &whole, err);
    if (st)
        return st;
    str rest = { (const char *)l->bytes.at, whole };
    l->n = 0;
    while (rest.len) {
        str line = str_trim(str_cut(&rest, '\n'));
        l->n_lines++;
        if (!line.len)
            continue;
        l->results[l->n].line = line;
        l->results[l->n++].number = l->n_lines;
    }
    l->taken = whole;
    return DATELINE_OK;
}

/* ------------------------------------------------------------------ Working */

static const char *member_text(arena *a, const parse_value *doc, const char *name)
{
    const parse_value *v = parse_member(doc, name);
    return v && v->kind == PARSE_STRING ? str_copy(a, v->text) : NULL;
}

/* What messages and events call a document: its id, a string or a number. */
static const char *id_text(arena *a, const parse_value *doc)
{
    const parse_value *id = parse_member(doc, "doc_id");
    bool named = id && (id->kind == PARSE_STRING || id->kind == PARSE_NUMBER);
    return named && id->text.len ? str_copy(a, id->text) : NULL;
}

/* The id is written back as it was, a string or a number. */
static void write_id(jsonw *w, const parse_value *doc)
{
    const parse_value *id = parse_member(doc, "doc_id");
    jsonw_key(w, "doc_id");
    if (id && id->kind == PARSE_STRING)
        jsonw_str(w, id->text);
    else if (id && id->kind == PARSE_NUMBER)
        jsonw_raw(w, id->text);
    else
        jsonw_null(w);
}

static dateline_status read_document(lines *l, arena *a, str line, uint64_t number,
                                     const parse_value **doc, dateline_error *err)
{
    *doc = NULL;
    parse_text in = parse_text_of(line, l->name);
    in.line = (int)number;
    if (text_utf8_check(line) < line.len)
        return error_at(err, DATELINE_INPUT, l->name, in.line, 1, "not valid UTF-8");
    dateline_status st = parse_json(a, in, doc, err);
    const parse_value *text = parse_member(*doc, "text");
    if (!st && (!text || text->kind != PARSE_STRING))
        st = error_at(err, DATELINE_INPUT, l->name, in.line, 1,
                      "a line must be an object with 'text'");
    return st;
}

/* Documents have a line each: what is divided into lines for people is joined. A break
   inside a text is escaped, so every one that is seen stands between elements. */
static void join_lines(buf *out, size_t from)
{
    size_t to = from;
    for (size_t i = from; i < out->len; i++)
        if (out->at[i] != '\n')
            out->at[to++] = out->at[i];
    out->len = to;
}

static void write_result(lines *l, const parse_value *doc, const dateline_article *x,
                         const dateline_events *events, buf *out)
{
    jsonw w = { .out = out };
    jsonw_open(&w, '{');
    write_id(&w, doc);
    jsonw_key(&w, "mentions");
    extract_places places = { l->dl->gazetteer, l->dl->signs };
    extract_write_mentions(&x->text, &x->dates, &x->mentions, places, out);
    w.comma = true;
    jsonw_key(&w, "events");
    export_features(events, NULL, out);
    w.comma = true;
    jsonw_close(&w, '}');
    join_lines(out, 0);
}

static void write_error(const parse_value *doc, const dateline_error *why, buf *out)
{
    jsonw w = { .out = out };
    jsonw_open(&w, '{');
    write_id(&w, doc);
    jsonw_key(&w, "error");
    jsonw_text(&w, why->message);
    jsonw_key(&w, "line");
    jsonw_int(&w, why->line);
    jsonw_close(&w, '}');
}

static void work(void *ctx, size_t i, int index)
{
    lines *l = ctx;
    worker *k = &l->workers[index];
    line_result *r = &l->results[i];
    dateline_article x = { .memory = k->document, .name = l->name };
    dateline_error why = { 0 };
    const parse_value *doc;
    dateline_events *events = event_events_new();
    r->out.len = 0;
    if (!k->reads.lexicon)
        k->reads = article_worker_new(&k->own);
    dateline_status st = read_document(l, &x.memory, r->line, r->number, &doc, &why);
    if (!st) {
        str text = parse_member(doc, "text")->text;
        const char *id = id_text(&x.memory, doc);
        const char *published = member_text(&x.memory, doc, "published");
        const char *lang = member_text(&x.memory, doc, "lang");
        dateline_input in = { .name = id,
                              .format = l->in->format == DATELINE_AUTO ? DATELINE_TEXT
                                                                       : l->in->format,
                              .published = published ? published : l->in->published,
                              .lang = lang ? lang : l->in->lang,
                              .outlet = l->in->outlet,
                              .url = member_text(&x.memory, doc, "url") };
        x.name = id ? id : l->name;
        st = article_extract(l->dl, &in, text, &k->reads, &x, events, &why);
    }
    if (st)
        write_error(doc, &why, &r->out);
    else
        write_result(l, doc, &x, events, &r->out);
    buf_add_byte(&r->out, '\n');
    event_events_free(events);
    arena_reuse(&x.memory);
    k->document = x.memory;
}

/* ------------------------------------------------------------------ Writing */

static dateline_status write_block(lines *l, const dateline_output *out,
                                   dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < l->n; i++) {
        str bytes = buf_str(&l->results[i].out);
        st = buf_status(&l->results[i].out, "what was found in a document", err);
        if (!st && out->write)
            st = out->write(out->user, bytes.at, bytes.len)
                     ? DATELINE_OK
                     : error_set(err, DATELINE_CANCELLED, "the receiver stopped");
        else if (!st)
            st = file_sink_write(&l->sink, bytes, err);
    }
    l->n_documents += l->n;
    return st;
}

static dateline_status run_all(lines *l, const dateline_output *out, dateline_error *err)
{
    int threads = handle_threads(l->dl);
    threads = threads > MOST_WORKERS ? MOST_WORKERS : threads;
    for (;;) {
        dateline_status st = read_block(l, err);
        st = st ? st : handle_go_on(l->dl, "extracting", l->n_documents, 0, err);
        if (st)
            return st;
        if (l->n)
            pool_run(threads, l->n, work, l);
        st = write_block(l, out, err);
        if (st || (l->end && l->taken == l->bytes.len))
            return st;
    }
}

static dateline_status open_all(lines *l, const dateline_output *out, dateline_error *err)
{
    if (!l->in->bytes && !l->in->path)
        return error_set(err, DATELINE_USAGE, "an input needs a path or bytes");
    l->rest = (str){ l->in->bytes, l->in->len };
    dateline_status st = handle_gazetteer(l->dl, err);
    st = st ? st : handle_languages(l->dl, err);
    st = st ? st : handle_offsets(l->dl, err);
    st = st ? st : handle_signs(l->dl, err);
    st = st ? st : handle_all_lexicons(l->dl, err);
    if (!st && !l->in->bytes)
        st = file_source_open(l->in->path, &l->file, err);
    if (!st && !out->write)
        st = file_sink_open(out->path ? out->path : "-", &l->sink, err);
    return st;
}

dateline_status dateline_extract_lines(dateline *dl, dateline_input in,
                                       dateline_output out, uint64_t *documents,
                                       dateline_error *err)
{
    arena own = { 0 };
    lines *l = arena_new(&own, lines);
    *l = (lines){ .dl = dl, .in = &in, .name = in.name ? in.name : in.path };
    l->name = l->name ? l->name : "<input>";
    dateline_status st = open_all(l, &out, err);
    st = st ? st : run_all(l, &out, err);
    if (!st && !out.write)
        st = file_sink_finish(&l->sink, err);
    if (documents)
        *documents = st ? 0 : l->n_documents;
    file_sink_drop(&l->sink);
    file_source_close(&l->file);
    buf_clear(&l->bytes);
    for (size_t i = 0; i < BLOCK_LINES; i++)
        buf_clear(&l->results[i].out);
    for (size_t i = 0; i < MOST_WORKERS; i++) {
        arena_clear(&l->workers[i].own);
        arena_clear(&l->workers[i].document);
    }
    arena_clear(&own);
    return st;
}
