#include "base/num.h"
#include "base/rng.h"

#include "test.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

static double parsed(const char *text)
{
    double v = NAN;
    return num_parse(str_of(text), &v) ? v : NAN;
}

static const char *written(double v)
{
    static char text[512];
    buf b = { 0 };
    num_write(&b, v);
    memcpy(text, b.at, b.len);
    text[b.len] = 0;
    buf_clear(&b);
    return text;
}

static const char *written_fixed(double v, int decimals)
{
    static char text[512];
    buf b = { 0 };
    num_write_fixed(&b, v, decimals);
    memcpy(text, b.at, b.len);
    text[b.len] = 0;
    buf_clear(&b);
    return text;
}

TEST(num_reads_decimal_numbers)
{
    CHECK_NEAR(parsed("0"), 0, 0);
    CHECK_NEAR(parsed("-0.0"), 0, 0);
    CHECK_NEAR(parsed("+12.5"), 12.5, 0);
    CHECK_NEAR(parsed(".5"), 0.5, 0);
    CHECK_NEAR(parsed("5."), 5, 0);
    CHECK_NEAR(parsed("1e3"), 1000, 0);
    CHECK_NEAR(parsed("-2.5E-3"), -0.0025, 0);
    CHECK_NEAR(parsed("0e9999"), 0, 0);
    CHECK_NEAR(parsed("1e-9999"), 0, 0);
    CHECK_NEAR(parsed("40.177700000000000000000001"), 40.1777, 0);
    CHECK_NEAR(parsed("123456789012345678901234567890"), 1.2345678901234568e29, 0);
}

TEST(num_refuses_what_is_no_decimal_number)
{
    static const char *const wrong[] = { "",      " 1",  "1 ",    "1,5",     "0x10",
                                         "nan",   "inf", "+",     "-",       ".",
                                         "e5",    "1e",  "1e+",   "1e99999", "1e400",
                                         "1.2.3", "--1", "1_000", "١٢" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double v = 7;
        if (num_parse(str_of(wrong[i]), &v))
            TEST_FAIL("'%s' was read as %g", wrong[i], v);
        CHECK_NEAR(v, 7, 0);
    }
}

TEST(num_reads_as_strtod_does_for_any_coordinate)
{
    uint64_t seed = 21;
    for (int i = 0; i < 5000; i++) {
        char text[40];
        snprintf(text, sizeof text, "%.*f", (int)rng_below(&seed, 13),
                 (rng_unit(&seed) - 0.5) * 360);
        CHECK_NEAR(parsed(text), strtod(text, NULL), 0);
    }
}

TEST(num_takes_a_comma_as_the_decimal_sign_only_where_asked)
{
    double v;
    CHECK(num_parse_comma(STR("48,85"), &v));
    CHECK_NEAR(v, 48.85, 0);
    CHECK(num_parse_comma(STR("48.85"), &v));
    CHECK(!num_parse_comma(STR("1,234.5"), &v));
    CHECK(!num_parse_comma(STR("1,234,567"), &v));
}

TEST(num_reads_whole_numbers_of_up_to_eighteen_digits)
{
    int64_t v = 7;
    CHECK(num_parse_int(STR("-999999999999999999"), &v));
    CHECK_INT(v, -999999999999999999);
    CHECK(num_parse_int(STR("+08"), &v));
    CHECK_INT(v, 8);
    CHECK(!num_parse_int(STR("9999999999999999999"), &v));
    CHECK(!num_parse_int(STR(""), &v));
    CHECK(!num_parse_int(STR("-"), &v));
    CHECK(!num_parse_int(STR("1.0"), &v));
    CHECK_INT(v, 8);
}

TEST(num_writes_the_shortest_form_without_an_exponent)
{
    CHECK_TEXT(written(0), "0");
    CHECK_TEXT(written(-0.0), "0");
    CHECK_TEXT(written(0.1), "0.1");
    CHECK_TEXT(written(-46.75), "-46.75");
    CHECK_TEXT(written(1e21), "1000000000000000000000");
    CHECK_TEXT(written(1e-7), "0.0000001");
    CHECK_TEXT(written(0.1 + 0.2), "0.30000000000000004");
    CHECK_TEXT(written(9007199254740992), "9007199254740992");
    CHECK_TEXT(written(999.9999999999999), "999.9999999999999");
    CHECK_TEXT(written(INFINITY), "null");
    CHECK_TEXT(written(NAN), "null");
}

TEST(num_that_was_written_reads_back_the_same_for_any_double)
{
    uint64_t seed = 1234;
    for (int i = 0; i < 20000; i++) {
        union {
            uint64_t bits;
            double v;
        } u = { rng_next(&seed) };
        if (i % 2) /* numbers of the size that maps have */
            u.v = (rng_unit(&seed) - 0.5) * pow(10, rng_below(&seed, 12));
        if (!isfinite(u.v))
            continue;
        const char *text = written(u.v);
        if (strpbrk(text, "eE") || parsed(text) != u.v)
            TEST_FAIL("%a is written %s, which reads back as %a", u.v, text,
                      parsed(text));
    }
}

TEST(num_fixed_drops_zeros_at_the_end)
{
    CHECK_TEXT(written_fixed(2.5, 3), "2.5");
    CHECK_TEXT(written_fixed(1200, 2), "1200");
    CHECK_TEXT(written_fixed(1200, 0), "1200");
    CHECK_TEXT(written_fixed(-0.001, 2), "0");
    CHECK_TEXT(written_fixed(0.005001, 2), "0.01");
    CHECK_TEXT(written_fixed(NAN, 2), "null");
    CHECK_INT(strlen(written_fixed(1e300, 6)), 301);
}

/* A program that uses the library may have called setlocale. */
TEST(num_is_the_same_in_a_locale_with_a_comma)
{
    static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8",  "fr_FR.UTF-8",
                                         "fr_FR.utf8",  "vi_VN.UTF-8", "ru_RU.UTF-8" };
    const char *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        found = setlocale(LC_ALL, names[i]);
    if (!found)
        TEST_SKIP("no locale with a comma is installed");
    char point[8], whole[512], fixed[512];
    snprintf(point, sizeof point, "%.1f", 0.5);
    snprintf(whole, sizeof whole, "%s", written(1234.5625));
    snprintf(fixed, sizeof fixed, "%s", written_fixed(-1234.5625, 2));
    double v = parsed("1.5");
    setlocale(LC_ALL, "C");

    CHECK_TEXT(point, "0,5");
    CHECK_TEXT(whole, "1234.5625");
    CHECK_TEXT(fixed, "-1234.56");
    CHECK_NEAR(v, 1.5, 0);
}
