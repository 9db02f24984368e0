#include "test.h"

#include "base/file.h"
#include "store/store.h"

#include <stdlib.h>
#include <unistd.h>

static const char SCHEMA[] = "CREATE TABLE t (n INTEGER, name TEXT, bytes BLOB);";
static const char ADD[] = "INSERT INTO t VALUES (?, ?, ?)";
static const char ALL[] = "SELECT n, name, bytes, n / 2.0 FROM t WHERE n >= ? ORDER BY n";

static char *scratch_path(arena *a, const char *name)
{
    return str_print(a, "/tmp/dateline-test-%ld-%s", (long)getpid(), name);
}

static void write_rows(const char *path, int n)
{
    store *s;
    CHECK_INT(store_create(path, SCHEMA, &s, NULL), DATELINE_OK);
    for (int i = 0; i < n; i++) {
        char name[32];
        snprintf(name, sizeof name, "row %d", i);
        store_value v[] = { store_int(i), store_text(str_of(name)),
                            store_blob((str){ "\0\1\2", 3 }) };
        CHECK_INT(store_insert(s, ADD, v, 3, NULL), DATELINE_OK);
    }
    CHECK_INT(store_finish(s, NULL), DATELINE_OK);
    store_close(s);
}

TEST(store_gives_back_what_was_put_in)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "back");
    write_rows(path, 3);
    store *s;
    store_value row[4], from[] = { store_int(1) };
    bool more;

    CHECK_INT(store_open(path, &s, NULL), DATELINE_OK);
    CHECK_INT(store_ask(s, ALL, from, 1, NULL), DATELINE_OK);
    CHECK_INT(store_next(s, row, 4, &more, NULL), DATELINE_OK);

    CHECK(more);
    CHECK_INT(row[0].integer, 1);
    CHECK_STR(row[1].bytes, "row 1");
    CHECK_INT(row[2].kind, STORE_BLOB);
    CHECK_INT(row[2].bytes.len, 3);
    CHECK_NEAR(row[3].real, 0.5, 0);
    CHECK_INT(store_next(s, row, 4, &more, NULL), DATELINE_OK);
    CHECK_INT(store_next(s, row, 4, &more, NULL), DATELINE_OK);
    CHECK(!more);
    store_close(s);
    file_remove(path);
    arena_clear(&a);
}

TEST(store_writes_the_same_bytes_for_the_same_rows)
{
    arena a = { 0 };
    char *one = scratch_path(&a, "one"), *two = scratch_path(&a, "two");
    str x, y;

    write_rows(one, 500);
    write_rows(two, 500);

    CHECK_INT(file_read(&a, one, &x, NULL), DATELINE_OK);
    CHECK_INT(file_read(&a, two, &y, NULL), DATELINE_OK);
    CHECK(str_eq(x, y));
    CHECK_INT(x.len % 4096, 0);
    file_remove(one);
    file_remove(two);
    arena_clear(&a);
}

TEST(store_that_is_not_finished_leaves_no_file)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "unfinished");
    store *s;

    CHECK_INT(store_create(path, SCHEMA, &s, NULL), DATELINE_OK);
    CHECK(file_exists(path));
    store_close(s);

    CHECK(!file_exists(path));
    arena_clear(&a);
}

TEST(store_does_not_write_over_a_file)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "there");
    dateline_error err;
    store *s;
    CHECK_INT(file_write(path, STR("mine"), NULL), DATELINE_OK);

    CHECK_INT(store_create(path, SCHEMA, &s, &err), DATELINE_IO);

    CHECK(!s);
    CHECK(file_exists(path));
    file_remove(path);
    arena_clear(&a);
}

TEST(store_says_what_is_no_database)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "text");
    dateline_error err = { 0 };
    store *s;
    CHECK_INT(file_write(path, STR("this is no database, it is only a text"), NULL),
              DATELINE_OK);

    CHECK_INT(store_open(path, &s, &err), DATELINE_INPUT);
    CHECK(strstr(err.message, "file is not a database"));
    CHECK_INT(store_open(scratch_path(&a, "none"), &s, &err), DATELINE_IO);
    CHECK(!s);
    file_remove(path);
    arena_clear(&a);
}

TEST(store_reports_bad_sql_and_repeated_keys)
{
    arena a = { 0 };
    char *path = scratch_path(&a, "sql");
    dateline_error err = { 0 };
    store *s;
    CHECK_INT(store_create(path, "CREATE TABLE u (n INTEGER UNIQUE)", &s, NULL),
              DATELINE_OK);

    CHECK_INT(store_run(s, "CREATE TABEL", &err), DATELINE_FAILED);
    store_value one = store_int(1);
    CHECK_INT(store_insert(s, "INSERT INTO u VALUES (?)", &one, 1, NULL), DATELINE_OK);
    CHECK_INT(store_insert(s, "INSERT INTO u VALUES (?)", &one, 1, &err),
              DATELINE_FAILED);
    store_close(s);
    arena_clear(&a);
}
