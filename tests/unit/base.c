#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/jsonw.h"
#include "base/lazy.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/rng.h"
#include "base/sort.h"
#include "parse/json.h"

#include "test.h"

/* ------------------------------------------------------------------- arena */

TEST(arena_grown_array_keeps_its_items_and_stays_while_there_is_room)
{
    arena a = { 0 };
    int *items = NULL, moves = 0;
    size_t cap = 0;
    for (int n = 0; n < 1000; n++) {
        const int *before = items;
        items = arena_grow(&a, items, (size_t)n, &cap, sizeof *items);
        moves += items != before;
        items[n] = n;
    }

    CHECK(cap >= 1000 && moves < 10);
    for (int i = 0; i < 1000; i++)
        CHECK_INT(items[i], i);
    arena_clear(&a);
}

TEST(arena_gives_zeroed_room_aligned_for_any_type)
{
    arena a = { 0 };
    for (size_t size = 1; size < 300; size++) {
        unsigned char *p = arena_array(&a, unsigned char, size);
        CHECK_INT((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            CHECK_INT(p[i], 0);
        memset(p, 0xAA, size);
    }
    arena_clear(&a);
}

TEST(arena_items_do_not_overlap_whatever_their_sizes)
{
    enum { N = 500 };
    arena a = { 0 };
    uint64_t seed = 11;
    unsigned char *items[N];
    size_t sizes[N];
    for (size_t i = 0; i < N; i++) {
        sizes[i] = 1 + rng_below(&seed, i % 50 ? 900 : 200000);
        items[i] = arena_array(&a, unsigned char, sizes[i]);
        memset(items[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            CHECK_INT(items[i][k], i % 251);
    arena_clear(&a);
}

TEST(arena_that_is_reused_gives_the_same_room_zeroed)
{
    enum { JOBS = 20, MANY = 40, SIZE = 9000, LARGE = 300 * 1000 };
    arena a = { 0 };
    for (int job = 0; job < JOBS; job++) {
        CHECK_INT(arena_array(&a, char, LARGE)[LARGE - 1], 0);
        for (int i = 0; i < MANY; i++) {
            char *bytes = arena_array(&a, char, SIZE);
            for (int k = 0; k < SIZE; k++)
                CHECK_INT(bytes[k], 0);
            memset(bytes, 'x', SIZE);
        }
        arena_reuse(&a);
        CHECK(!a.blocks);
    }
    arena_clear(&a);
    CHECK(!a.spare);
}

TEST(arena_that_was_cleared_is_ready_for_use_again)
{
    arena a = { 0 };
    memset(arena_array(&a, char, 100), 'x', 100);
    arena_clear(&a);
    CHECK(!a.blocks);

    char *again = arena_array(&a, char, 100);

    CHECK_INT(again[0], 0);
    CHECK_INT(again[99], 0);
    arena_clear(&a);
    arena_clear(&a);
}

/* --------------------------------------------------------------------- str */

TEST(str_of_null_is_empty)
{
    CHECK_INT(str_of(NULL).len, 0);
    CHECK(str_eq(str_of(NULL), STR("")));
    CHECK(!str_starts(str_of(NULL), STR("a")));
    CHECK(str_starts(STR("abc"), str_of(NULL)));
}

TEST(str_compares_without_case_in_ascii_only)
{
    CHECK(str_eq_nocase(STR("EPSG:Code"), STR("epsg:cODE")));
    CHECK(!str_eq_nocase(STR("É"), STR("é")));
    CHECK(!str_eq_nocase(STR("["), STR("{")));
    CHECK(!str_eq_nocase(STR("ab"), STR("abc")));
}

TEST(str_starts_and_ends_want_the_whole_part)
{
    CHECK(str_starts(STR("map.png"), STR("map")));
    CHECK(!str_starts(STR("ma"), STR("map")));
    CHECK(str_ends(STR("map.png"), STR(".png")));
    CHECK(!str_ends(STR("png"), STR(".png")));
}

TEST(str_cut_walks_through_every_part_for_any_text)
{
    uint64_t seed = 5;
    for (int round = 0; round < 300; round++) {
        char text[40];
        size_t n = rng_below(&seed, sizeof text), seps = 0, seen = 0, parts = 0;
        for (size_t i = 0; i < n; i++) {
            text[i] = rng_below(&seed, 3) ? 'a' : ',';
            seps += text[i] == ',';
        }
        str rest = { text, n };
        const char *end = text + n;
        bool more = true;
        while (more) {
            str head = str_cut(&rest, ',');
            seen += head.len;
            parts++;
            more = head.at + head.len < end;
            if (more && !rest.len) { /* the separator was the last byte */
                parts++;
                more = false;
            }
        }
        CHECK_INT(seen, n - seps);
        CHECK_INT(parts, seps + 1);
    }
}

TEST(str_print_writes_as_much_as_it_takes)
{
    arena a = { 0 };
    char long_text[3000];
    memset(long_text, 'q', sizeof long_text);

    const char *z = str_print(&a, "[%.*s]%d", (int)sizeof long_text, long_text, 7);

    CHECK_INT(strlen(z), sizeof long_text + 3);
    CHECK_TEXT(z + sizeof long_text + 1, "]7");
    CHECK_TEXT(str_copy(&a, (str){ 0 }), "");
    arena_clear(&a);
}

/* --------------------------------------------------------------------- buf */

TEST(buf_holds_what_was_added_in_order)
{
    buf b = { 0 };
    buf_add_text(&b, "ab");
    buf_add_byte(&b, 'c');
    buf_add_str(&b, STR("de"));
    buf_addf(&b, "%d", 42);
    buf_add(&b, NULL, 0);

    CHECK_STR(buf_str(&b), "abcde42");
    CHECK_INT(buf_status(&b, "text", NULL), DATELINE_OK);
    buf_clear(&b);
    CHECK_INT(b.len, 0);
}

TEST(buf_writes_integers_in_the_stated_order_of_bytes)
{
    buf b = { 0 };
    buf_add_u32le(&b, 0x01020304);
    buf_add_u32be(&b, 0x01020304);

    CHECK_INT(b.len, 8);
    CHECK(!memcmp(b.at, "\4\3\2\1\1\2\3\4", 8));
    buf_clear(&b);
}

TEST(buf_that_passed_its_ceiling_ignores_all_that_follows)
{
    buf b = { .max = 5 };
    dateline_error err = { 0 };
    buf_add_text(&b, "1234");
    buf_add_text(&b, "56");
    buf_add_text(&b, "7");

    CHECK_STR(buf_str(&b), "1234");
    CHECK_INT(buf_status(&b, "the list", &err), DATELINE_LIMIT);
    CHECK_TEXT(err.message, "the list would be larger than 5 bytes");
    CHECK(!buf_room(&b, 1));
    buf_clear(&b);
    CHECK(!b.over);
    CHECK_INT(b.max, 5);
}

TEST(buf_may_be_filled_to_its_ceiling_in_every_way)
{
    char filler[512];
    memset(filler, 'x', sizeof filler);
    buf b[3] = { { .max = 512 }, { .max = 512 }, { .max = 512 } };

    buf_add(&b[0], filler, 512);
    buf_addf(&b[1], "%.*s", 512, filler);
    CHECK(buf_room(&b[2], 512) != NULL);

    for (int i = 0; i < 3; i++) {
        CHECK_INT(buf_status(&b[i], "it", NULL), DATELINE_OK);
        CHECK_INT(b[i].len, 512);
        buf_clear(&b[i]);
    }
}

TEST(buf_room_is_zeroed_even_where_bytes_were_before)
{
    buf b = { 0 };
    char dirt[200];
    memset(dirt, 'x', sizeof dirt);
    buf_add(&b, dirt, sizeof dirt);
    b.len = 0;

    unsigned char *room = buf_room(&b, 200);

    for (int i = 0; i < 200; i++)
        CHECK_INT(room[i], 0);
    buf_clear(&b);
}

TEST(buf_that_is_asked_for_absurd_sizes_says_so)
{
    buf b = { 0 };
    buf_add_byte(&b, 'x');

    CHECK(!buf_room(&b, SIZE_MAX));
    CHECK_INT(buf_status(&b, "it", NULL), DATELINE_LIMIT);
    buf_clear(&b);
}

/* ------------------------------------------------------------------- error */

TEST(error_set_returns_the_status_with_and_without_an_error)
{
    dateline_error err = { 0 };

    CHECK_INT(error_set(NULL, DATELINE_IO, "x"), DATELINE_IO);
    CHECK_INT(error_set(&err, DATELINE_INPUT, "cannot read '%s'", "x"), DATELINE_INPUT);
    CHECK_INT(err.status, DATELINE_INPUT);
    CHECK_INT(err.line, 0);
    CHECK_TEXT(err.message, "cannot read 'x'");
}

TEST(error_message_is_one_line)
{
    dateline_error err;
    error_set(&err, DATELINE_INPUT, "a\nb\r\tc%s", "\x1b[31m");

    CHECK_TEXT(err.message, "a b  c [31m");
}

TEST(error_message_is_cut_between_characters)
{
    for (int shift = 0; shift < 4; shift++) {
        char text[400] = { 0 };
        memset(text, 'a', (size_t)shift);
        for (size_t i = (size_t)shift; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "ế", 3);
        dateline_error err;
        error_set(&err, DATELINE_INPUT, "%s", text);
        size_t n = strlen(err.message);
        CHECK(n < sizeof err.message && n + 4 > sizeof err.message - 3);
        CHECK_INT((n - (size_t)shift) % 3, 0);
    }
}

TEST(error_source_that_is_long_loses_its_beginning)
{
    char path[300];
    memset(path, 'd', sizeof path);
    memcpy(path + sizeof path - 12, "/events.csv", 12);
    dateline_error err;
    error_at(&err, DATELINE_INPUT, path, 17, 9, "bad");

    CHECK_INT(strlen(err.source), sizeof err.source - 1);
    CHECK(str_ends(str_of(err.source), STR("/events.csv")));
    CHECK_INT(err.line, 17);
    CHECK_INT(err.column, 9);
}

TEST(error_source_is_cut_between_characters)
{
    char path[304] = { 0 };
    for (size_t i = 0; i < 300; i += 3)
        memcpy(path + i, "ế", 3);
    for (size_t shift = 0; shift < 3; shift++) {
        dateline_error err = { 0 };
        memcpy(path + 300, "xx", shift); /* longer by one each time */
        error_source(&err, path);
        CHECK((unsigned char)err.source[0] == 0xE1);
    }
}

TEST(error_source_is_named_by_whom_knows_it_first)
{
    dateline_error err;
    error_set(&err, DATELINE_INPUT, "bad");
    error_source(&err, "inner.csv");
    error_source(&err, "outer.csv");
    error_source(NULL, "x");

    CHECK_TEXT(err.source, "inner.csv");
}

/* -------------------------------------------------------------------- sort */

typedef struct pair {
    int key, order;
} pair;

static int by_key(const void *a, const void *b, const void *ctx)
{
    int direction = *(const int *)ctx;
    return direction * (((const pair *)a)->key - ((const pair *)b)->key);
}

TEST(sort_orders_and_keeps_the_order_of_equals_for_any_items)
{
    uint64_t seed = 3;
    for (int round = 0; round < 300; round++) {
        arena a = { 0 };
        size_t n = rng_below(&seed, 200);
        int direction = round % 2 ? 1 : -1;
        pair *items = arena_array(&a, pair, n + 1);
        for (size_t i = 0; i < n; i++)
            items[i] = (pair){ (int)rng_below(&seed, 12), (int)i };

        sort_stable(items, n, sizeof *items, by_key, &direction, &a);

        for (size_t i = 1; i < n; i++) {
            int c = by_key(&items[i - 1], &items[i], &direction);
            CHECK(c < 0 || (c == 0 && items[i - 1].order < items[i].order));
        }
        arena_clear(&a);
    }
}

TEST(sort_loses_no_item)
{
    arena a = { 0 };
    int direction = 1, sum = 0;
    pair items[97];
    for (int i = 0; i < 97; i++)
        items[i] = (pair){ i * 31 % 17, i };
    sort_stable(items, 97, sizeof *items, by_key, &direction, &a);
    for (int i = 0; i < 97; i++)
        sum += items[i].order;
    CHECK_INT(sum, 96 * 97 / 2);
    arena_clear(&a);
}

/* --------------------------------------------------------------- rng, hash */

TEST(rng_gives_the_same_numbers_everywhere)
{
    uint64_t s = 1;
    CHECK(rng_next(&s) == UINT64_C(5180492295206395165));
    s = 42;
    uint64_t first = rng_next(&s);
    s = 42;
    CHECK(rng_next(&s) == first);
}

TEST(rng_stays_within_its_range_and_reaches_all_of_it)
{
    uint64_t s = 9;
    int seen[7] = { 0 };
    for (int i = 0; i < 7000; i++) {
        uint32_t v = rng_below(&s, 7);
        CHECK(v < 7);
        seen[v]++;
        double u = rng_unit(&s);
        CHECK(u >= 0 && u < 1);
    }
    for (int i = 0; i < 7; i++)
        CHECK(seen[i] > 850 && seen[i] < 1150);
}

TEST(hash_values_are_those_of_the_published_functions)
{
    CHECK(hash_str(STR("")) == UINT64_C(0xcbf29ce484222325));
    CHECK(hash_str(STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
    CHECK(hash_str(STR("foobar")) == UINT64_C(0x85944171f73967e8));
    CHECK(hash_crc32(0, "123456789", 9) == 0xCBF43926);
    CHECK(hash_crc32(0, "", 0) == 0);
    CHECK(hash_crc32(hash_crc32(0, "1234", 4), "56789", 5) == 0xCBF43926);
}

/* ------------------------------------------------------------------- jsonw */

TEST(jsonw_puts_commas_between_members_and_elements)
{
    buf b = { 0 };
    jsonw w = { .out = &b };
    jsonw_open(&w, '{');
    jsonw_key(&w, "a");
    jsonw_open(&w, '[');
    jsonw_num(&w, 1.5);
    jsonw_int(&w, INT64_MIN);
    jsonw_fixed(&w, 2.50049, 3);
    jsonw_open(&w, '[');
    jsonw_close(&w, ']');
    jsonw_close(&w, ']');
    jsonw_key(&w, "b");
    jsonw_bool(&w, true);
    jsonw_key(&w, "c");
    jsonw_null(&w);
    jsonw_key(&w, "d");
    jsonw_raw(&w, STR("{}"));
    jsonw_close(&w, '}');

    CHECK_STR(buf_str(&b), "{\"a\":[1.5,-9223372036854775808,2.5,[]],\"b\":true,"
                           "\"c\":null,\"d\":{}}");
    buf_clear(&b);
}

TEST(jsonw_breaks_lines_between_elements)
{
    buf b = { 0 };
    jsonw w = { .out = &b };
    jsonw_open(&w, '[');
    for (int i = 0; i < 2; i++) {
        jsonw_line(&w);
        jsonw_int(&w, i);
    }
    jsonw_close(&w, ']');

    CHECK_STR(buf_str(&b), "[\n0,\n1]");
    buf_clear(&b);
}

TEST(jsonw_text_is_read_back_as_it_was_for_any_bytes_of_ascii)
{
    uint64_t seed = 77;
    for (int round = 0; round < 300; round++) {
        arena a = { 0 };
        buf b = { 0 };
        jsonw w = { .out = &b };
        char text[24];
        size_t n = rng_below(&seed, sizeof text);
        for (size_t i = 0; i < n; i++)
            text[i] = (char)(1 + rng_below(&seed, 127));
        const parse_value *v;
        jsonw_str(&w, (str){ text, n });
        CHECK_INT(parse_json(&a, parse_text_of(buf_str(&b), "x"), &v, NULL), DATELINE_OK);
        CHECK(str_eq(v->text, (str){ text, n }));
        buf_clear(&b);
        arena_clear(&a);
    }
}

TEST(jsonw_writes_what_is_no_number_as_null)
{
    buf b = { 0 };
    jsonw w = { .out = &b };
    volatile double zero = 0;
    jsonw_num(&w, 1 / zero);
    jsonw_fixed(&w, zero / zero, 2);

    CHECK_STR(buf_str(&b), "null,null");
    buf_clear(&b);
}

/* -------------------------------------------------------------------- pool */

typedef struct tally {
    int times[400];
    int workers[400];
} tally;

static void count_job(void *ctx, size_t i, int worker)
{
    tally *t = ctx;
    t->times[i]++;
    t->workers[i] = worker;
}

TEST(pool_runs_each_job_once_on_any_number_of_threads)
{
    static const int threads[] = { -1, 0, 1, 2, 7, 64, 1000 };
    for (size_t k = 0; k < sizeof threads / sizeof *threads; k++)
        for (size_t n = 0; n <= 400; n += 57) {
            tally t = { 0 };
            pool_run(threads[k], n, count_job, &t);
            for (size_t i = 0; i < 400; i++) {
                CHECK_INT(t.times[i], i < n);
                CHECK(t.workers[i] >= 0 && t.workers[i] < 64);
            }
        }
    CHECK(pool_cpus() >= 1);
}

TEST(pool_gives_workers_numbers_below_the_number_of_threads)
{
    tally t = { 0 };
    pool_run(3, 400, count_job, &t);
    for (int i = 0; i < 400; i++)
        CHECK(t.workers[i] < 3);
}

static void set_to_seven(void *ctx)
{
    *(int *)ctx = 7;
}

TEST(pool_aside_is_done_when_it_was_waited_for)
{
    int value = 0;
    pool_aside *p = pool_aside_start(set_to_seven, &value);
    pool_aside_wait(p);
    pool_aside_wait(NULL);
    CHECK_INT(value, 7);
}

/* -------------------------------------------------------------------- lazy */

TEST(lazy_names_the_library_or_the_function_that_is_missing)
{
    struct {
        double (*cos)(double);
    } calls = { 0 };
    static const lazy_name right[] = { { "cos", 0 } },
                           wrong[] = { { "no_such_cosine", 0 } };
    dateline_error err = { 0 };

    CHECK_INT(lazy_open("libm.so.6", right, 1, &calls, &err), DATELINE_OK);
    CHECK_NEAR(calls.cos(0), 1, 0);
    CHECK_INT(lazy_open("libm.so.6", wrong, 1, &calls, &err), DATELINE_FAILED);
    CHECK_TEXT(err.message, "libm.so.6 has no no_such_cosine; it is too old");
    CHECK_INT(lazy_open("libnothing.so.9", right, 1, &calls, &err), DATELINE_FAILED);
    CHECK(strstr(err.message, "libnothing.so.9") != NULL);
}
