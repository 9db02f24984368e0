#include "when/when.h"
#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/rng.h"

#include "test.h"

static const char *marks_of(const when_date *d, char out[5])
{
    size_t n = 0;
    if (d->when.approximate)
        out[n++] = '~';
    if (d->when.uncertain)
        out[n++] = '?';
    if (d->when.interval)
        out[n++] = '/';
    if (d->ambiguous)
        out[n++] = '*';
    if (!n)
        out[n++] = '-';
    out[n] = 0;
    return out;
}

static void check_line(str line)
{
    str rest = line, text = str_cut(&rest, '\t'), want = str_cut(&rest, '\t');
    when_date d;
    dateline_error err = { 0 };
    char got[256], day[2][16], marks[5];
    if (when_parse(text, NULL, &d, &err)) {
        char part[128];
        snprintf(part, sizeof part, "%.*s", STR_ARGS(want));
        if (part[0] != '!' || !strstr(err.message, part + 1))
            TEST_FAIL("'%.*s' is refused: %s", STR_ARGS(text), err.message);
        return;
    }
    snprintf(got, sizeof got, "%s\t%s\t%s\t%s\t%s", d.edtf,
             when_first_day(d.when, day[0]) ? day[0] : "-",
             when_last_day(d.when, day[1]) ? day[1] : "-",
             when_precision_name(d.when.precision), marks_of(&d, marks));
    str wanted = { want.at, line.len - (size_t)(want.at - line.at) };
    if (!str_eq(str_of(got), wanted))
        TEST_FAIL("'%.*s' is %s, not %.*s", STR_ARGS(text), got, STR_ARGS(wanted));
}

TEST(when_reads_the_table_of_dates)
{
    arena a = { 0 };
    str table;
    if (file_read(&a, "tests/data/dates.tsv", &table, NULL))
        TEST_SKIP("tests/data/dates.tsv is not here");

    while (table.len) {
        str line = str_cut(&table, '\n');
        if (line.len && line.at[0] != '#')
            check_line(line);
    }
    arena_clear(&a);
}

TEST(when_year_alone_covers_the_whole_year)
{
    when_date d;

    CHECK_INT(when_parse(STR("1916"), NULL, &d, NULL), DATELINE_OK);

    CHECK_INT(d.when.begin, civil_seconds((civil_time){ 1916, 1, 1, 0, 0, 0 }));
    CHECK_INT(d.when.end, civil_seconds((civil_time){ 1917, 1, 1, 0, 0, 0 }));
    CHECK_INT(d.when.precision, DATELINE_YEAR);
}

TEST(when_open_end_is_told_from_an_unknown_one)
{
    when_date open, unknown;

    CHECK_INT(when_parse(STR("2020/.."), NULL, &open, NULL), DATELINE_OK);
    CHECK_INT(when_parse(STR("2020/"), NULL, &unknown, NULL), DATELINE_OK);

    CHECK_INT(open.when.end, INT64_MAX);
    CHECK(open.when.open_end);
    CHECK_INT(unknown.when.end, INT64_MAX);
    CHECK(!unknown.when.open_end);
}

TEST(when_rules_give_the_order_and_the_zone)
{
    when_date d;

    CHECK_INT(
        when_parse(STR("03/04/2023"), &(when_rules){ .month_first = true }, &d, NULL),
        DATELINE_OK);
    CHECK_TEXT(d.edtf, "2023-03-04");
    CHECK_INT(when_parse(STR("2023-03-04 02:00"), &(when_rules){ .offset_s = 4 * 3600 },
                         &d, NULL),
              DATELINE_OK);
    CHECK_TEXT(d.edtf, "2023-03-04T02:00+04:00");
    CHECK_INT(when_parse(STR("2023-03-04 02:00-03:30"), NULL, &d, NULL), DATELINE_OK);
    CHECK_TEXT(d.edtf, "2023-03-04T02:00-03:30");
}

TEST(when_failure_leaves_nothing_and_no_position)
{
    when_date d;
    dateline_error err = { 0 };

    CHECK_INT(when_parse(STR("2023-02-30"), NULL, &d, &err), DATELINE_INPUT);

    CHECK_TEXT(err.message, "there is no day 30: February 2023 has 28 days");
    CHECK_INT(err.line, 0);
    CHECK_TEXT(d.edtf, "");
    CHECK_INT(d.when.precision, DATELINE_UNDATED);
}

TEST(when_last_time_is_the_start_of_the_last_unit)
{
    when_date d;
    char time[24];

    CHECK_INT(when_parse(STR("2020-02"), NULL, &d, NULL), DATELINE_OK);
    CHECK(when_last_time(d.when, time));
    CHECK_TEXT(time, "2020-02-29T00:00:00Z");
    CHECK_INT(when_parse(STR("2021-11-16T14:30Z"), NULL, &d, NULL), DATELINE_OK);
    CHECK(when_last_time(d.when, time));
    CHECK_TEXT(time, "2021-11-16T14:30:00Z");
}

TEST(civil_goes_there_and_back_for_any_second)
{
    uint64_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        int64_t t = (int64_t)(rng_next(&seed) % 400000000000) - 200000000000;
        civil_time p = civil_of(t);

        CHECK_INT(civil_seconds(p), t);
        CHECK(p.month >= 1 && p.month <= 12 && p.day >= 1);
        CHECK(p.day <= civil_month_days(p.year, p.month));
    }
}

TEST(civil_months_and_days_beyond_the_last_run_on)
{
    civil_time t = { .year = 2023, .month = 14, .day = 30 };
    int64_t first_of_march =
        civil_seconds((civil_time){ .year = 2024, .month = 3, .day = 1 });

    CHECK_INT(civil_seconds(t), first_of_march);
    CHECK_INT(civil_seconds((civil_time){ .year = 2024, .month = 3, .day = 0 }),
              first_of_march - 86400);
    CHECK_INT(civil_seconds((civil_time){ .year = 2025, .month = -9, .day = 1 }),
              first_of_march);
}

TEST(civil_has_the_first_and_the_last_second_there_are)
{
    civil_time first = civil_of(INT64_MIN), last = civil_of(INT64_MAX);

    CHECK(first.year < -292000000000 && last.year > 292000000000);
    CHECK_INT(civil_seconds(last), INT64_MAX);
}

TEST(civil_weekday_of_known_days)
{
    CHECK_INT(civil_weekday(0), 4); /* 1 January 1970, a Thursday */
    CHECK_INT(civil_weekday(civil_seconds((civil_time){ 2023, 9, 18, 23, 59, 59 })), 1);
    CHECK_INT(civil_weekday(civil_seconds((civil_time){ 1944, 6, 6, 0, 0, 0 })), 2);
}

/* EDTF text at random: a part, or two parts as an interval. */
static void random_part(uint64_t *seed, buf *out)
{
    int year = (int)rng_below(seed, 3000) - 200;
    uint32_t form = rng_below(seed, 9);
    if (year >= 0 && form == 0)
        buf_addf(out, "%03dX", year / 10);
    else if (year >= 0 && form == 1)
        buf_addf(out, "%02dXX", year / 100);
    else
        buf_addf(out, "%s%04d", year < 0 ? "-" : "", year < 0 ? -year : year);
    if (form == 3)
        buf_addf(out, "-%d", 21 + (int)rng_below(seed, 4));
    if (form >= 4)
        buf_addf(out, "-%02d", 1 + (int)rng_below(seed, 12));
    if (form >= 5)
        buf_addf(out, "-%02d", 1 + (int)rng_below(seed, 28));
    if (form == 7)
        buf_addf(out, "T%02d:%02dZ", (int)rng_below(seed, 24), (int)rng_below(seed, 60));
    if (form == 8)
        buf_addf(out, "T%02d:%02d:%02dZ", (int)rng_below(seed, 24),
                 (int)rng_below(seed, 60), (int)rng_below(seed, 60));
    static const char *const qualifiers[] = { "", "", "", "~", "?", "%" };
    buf_add_text(out, qualifiers[rng_below(seed, 6)]);
}

static void random_date(uint64_t *seed, buf *out)
{
    uint32_t form = rng_below(seed, 8);
    if (form == 0)
        buf_add_text(out, "../");
    if (form == 1)
        buf_add_text(out, "/");
    random_part(seed, out);
    if (form == 2)
        buf_add_text(out, "/..");
    if (form == 3)
        buf_add_text(out, "/");
    if (form == 4) {
        buf_add_text(out, "/");
        random_part(seed, out);
    }
}

static bool same(dateline_when a, dateline_when b)
{
    return a.begin == b.begin && a.end == b.end && a.precision == b.precision &&
           a.interval == b.interval && a.approximate == b.approximate &&
           a.uncertain == b.uncertain && a.open_begin == b.open_begin &&
           a.open_end == b.open_end;
}

TEST(when_written_is_read_back_the_same_for_any_date)
{
    uint64_t seed = 5;
    int read = 0;
    for (int round = 0; round < 5000; round++) {
        buf text = { 0 };
        when_date d, again;
        char out[WHEN_TEXT];
        random_date(&seed, &text);
        if (!when_parse(buf_str(&text), NULL, &d, NULL)) {
            when_write(d.when, out);
            if (when_parse(str_of(out), NULL, &again, NULL) || !same(again.when, d.when))
                TEST_FAIL("%.*s is written as %s", STR_ARGS(buf_str(&text)), out);
            if (when_parse(str_of(d.edtf), NULL, &again, NULL) ||
                strcmp(again.edtf, d.edtf) != 0)
                TEST_FAIL("%s is read as %s", d.edtf, again.edtf);
            read++;
        }
        buf_clear(&text);
    }
    CHECK(read > 4500); /* only intervals that end before they start are refused */
}
