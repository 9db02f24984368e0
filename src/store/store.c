#include "store/store.h"

#include "base/error.h"
#include "base/file.h"
#include "base/lazy.h"

#include <limits.h>
#include <sqlite3.h>
#include <stddef.h>

#define SQLITE_CALLS(X) \
    X(open_v2)          \
    X(close)            \
    X(exec)             \
    X(errmsg)           \
    X(prepare_v2)       \
    X(step)             \
    X(reset)            \
    X(finalize)         \
    X(bind_null)        \
    X(bind_int64)       \
    X(bind_double)      \
    X(bind_text64)      \
    X(bind_blob64)      \
    X(column_count)     \
    X(column_type)      \
    X(column_int64)     \
    X(column_double)    \
    X(column_blob)      \
    X(column_bytes)

typedef struct sqlite_calls {
#define X(name) __typeof__(sqlite3_##name) *name;
    SQLITE_CALLS(X)
#undef X
} sqlite_calls;

static const lazy_name names[] = {
#define X(name) { "sqlite3_" #name, offsetof(sqlite_calls, name) },
    SQLITE_CALLS(X)
#undef X
};

struct store {
    arena memory;
    sqlite_calls sqlite;
    sqlite3 *db;
    sqlite3_stmt *statement;
    const char *sql; /* of statement */
    const char *path;
    bool writing, finished;
};

static dateline_status fail(const store *s, int code, dateline_error *err)
{
    const char *why = s->db ? s->sqlite.errmsg(s->db) : "out of memory";
    dateline_status status = DATELINE_FAILED;
    if (code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN ||
        code == SQLITE_READONLY || code == SQLITE_PERM)
        status = DATELINE_IO;
    else if (!s->writing && (code == SQLITE_NOTADB || code == SQLITE_CORRUPT))
        status = DATELINE_INPUT;
    return error_set(err, status, "cannot %s '%s': %s", s->writing ? "write" : "read",
                     s->path, why);
}

static dateline_status open_at(const char *path, int flags, store **out,
                               dateline_error *err)
{
    *out = NULL;
    sqlite_calls calls;
    dateline_status st =
        lazy_open(LAZY_SQLITE, names, sizeof names / sizeof *names, &calls, err);
    if (st)
        return st;
    arena memory = { 0 };
    store *s = arena_new(&memory, store);
    s->path = str_copy(&memory, str_of(path));
    s->sqlite = calls;
    s->writing = flags & SQLITE_OPEN_CREATE;
    s->memory = memory;
    int code = s->sqlite.open_v2(s->path, &s->db, flags, NULL);
    if (code == SQLITE_OK) {
        *out = s;
        return DATELINE_OK;
    }
    st = fail(s, code, err);
    store_close(s);
    return st;
}

static void let_go(store *s)
{
    if (s->statement)
        s->sqlite.finalize(s->statement);
    s->statement = NULL;
    s->sql = NULL;
}

dateline_status store_run(store *s, const char *sql, dateline_error *err)
{
    let_go(s);
    int code = s->sqlite.exec(s->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? DATELINE_OK : fail(s, code, err);
}

dateline_status store_create(const char *path, const char *schema, store **out,
                             dateline_error *err)
{
    *out = NULL;
    if (file_exists(path))
        return error_set(err, DATELINE_IO, "cannot write '%s': it exists", path);
    store *s;
    dateline_status st =
        open_at(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &s, err);
    if (!s)
        return st;
    /* A fixed page size and no free pages: the bytes follow from the rows. */
    st = store_run(s,
                   "PRAGMA page_size = 4096;"
                   "PRAGMA auto_vacuum = 0;"
                   "PRAGMA encoding = 'UTF-8';"
                   "PRAGMA journal_mode = OFF;"
                   "PRAGMA synchronous = OFF;"
                   "PRAGMA locking_mode = EXCLUSIVE;"
                   "BEGIN;",
                   err);
    if (!st)
        st = store_run(s, schema, err);
    if (st)
        store_close(s);
    else
        *out = s;
    return st;
}

static int bind(store *s, int at, store_value v)
{
    switch (v.kind) {
    case STORE_INTEGER:
        return s->sqlite.bind_int64(s->statement, at, v.integer);
    case STORE_REAL:
        return s->sqlite.bind_double(s->statement, at, v.real);
    case STORE_TEXT:
        return s->sqlite.bind_text64(s->statement, at, v.bytes.len ? v.bytes.at : "",
                                     v.bytes.len, SQLITE_STATIC, SQLITE_UTF8);
    case STORE_BLOB:
        return s->sqlite.bind_blob64(s->statement, at, v.bytes.len ? v.bytes.at : "",
                                     v.bytes.len, SQLITE_STATIC);
    default:
        return s->sqlite.bind_null(s->statement, at);
    }
}

dateline_status store_ask(store *s, const char *sql, const store_value *values, size_t n,
                          dateline_error *err)
{
    int code = SQLITE_OK;
    if (s->sql == sql) {
        s->sqlite.reset(s->statement);
    } else {
        let_go(s);
        code = s->sqlite.prepare_v2(s->db, sql, -1, &s->statement, NULL);
        s->sql = sql;
    }
    for (size_t i = 0; code == SQLITE_OK && i < n && i < INT_MAX; i++)
        code = bind(s, (int)i + 1, values[i]);
    if (code == SQLITE_OK)
        return DATELINE_OK;
    dateline_status st = fail(s, code, err);
    let_go(s);
    return st;
}

dateline_status store_insert(store *s, const char *sql, const store_value *values,
                             size_t n, dateline_error *err)
{
    dateline_status st = store_ask(s, sql, values, n, err);
    if (st)
        return st;
    int code = s->sqlite.step(s->statement);
    if (code != SQLITE_DONE)
        st = fail(s, code, err);
    s->sqlite.reset(s->statement);
    return st;
}

dateline_status store_finish(store *s, dateline_error *err)
{
    dateline_status st = store_run(s, "COMMIT", err);
    s->finished = !st;
    return st;
}

dateline_status store_open(const char *path, store **out, dateline_error *err)
{
    dateline_status st = open_at(path, SQLITE_OPEN_READONLY, out, err);
    if (!*out)
        return st;
    /* SQLite looks at the file only when it is asked something. */
    st = store_run(*out, "SELECT count(*) FROM sqlite_master", err);
    if (st) {
        store_close(*out);
        *out = NULL;
    }
    return st;
}

static store_value column(store *s, int i)
{
    switch (s->sqlite.column_type(s->statement, i)) {
    case SQLITE_INTEGER:
        return store_int(s->sqlite.column_int64(s->statement, i));
    case SQLITE_FLOAT:
        return (store_value){ .kind = STORE_REAL,
                              .real = s->sqlite.column_double(s->statement, i) };
    case SQLITE_TEXT:
    case SQLITE_BLOB: {
        bool text = s->sqlite.column_type(s->statement, i) == SQLITE_TEXT;
        const char *at = s->sqlite.column_blob(s->statement, i);
        int len = s->sqlite.column_bytes(s->statement, i);
        str bytes = { at ? at : "", len > 0 ? (size_t)len : 0 };
        return text ? store_text(bytes) : store_blob(bytes);
    }
    default:
        return (store_value){ 0 };
    }
}

dateline_status store_next(store *s, store_value *row, size_t n, bool *more,
                           dateline_error *err)
{
    *more = false;
    if (!s->statement)
        return error_set(err, DATELINE_FAILED, "nothing was asked of '%s'", s->path);
    int code = s->sqlite.step(s->statement);
    if (code == SQLITE_DONE)
        return DATELINE_OK;
    if (code != SQLITE_ROW)
        return fail(s, code, err);
    int columns = s->sqlite.column_count(s->statement);
    for (size_t i = 0; i < n; i++)
        row[i] = (int)i < columns ? column(s, (int)i) : (store_value){ 0 };
    *more = true;
    return DATELINE_OK;
}

void store_close(store *s)
{
    if (!s)
        return;
    let_go(s);
    if (s->db)
        s->sqlite.close(s->db);
    if (s->writing && !s->finished)
        file_remove(s->path);
    arena memory = s->memory;
    arena_clear(&memory);
}
