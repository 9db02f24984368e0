/*
 * test.h - all there is to write a unit test.
 *
 *     TEST(str_cut_without_separator_takes_all)
 *     {
 *         str rest = STR("abc");
 *
 *         str head = str_cut(&rest, ',');
 *
 *         CHECK(str_eq(head, STR("abc")));
 *         CHECK_INT(rest.len, 0);
 *     }
 *
 * A test registers itself; cmocka runs it. A failed check reports file:line and
 * both values and ends that test. The first argument of the binary selects
 * tests whose name contains it.
 */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct test {
    const char *name;
    void (*run)(void **state);
    struct test *next;
} test;
extern test *test_list;

#define TEST(NAME)                                                 \
    static void NAME(void **state);                                \
    __attribute__((constructor)) static void NAME##_register(void) \
    {                                                              \
        static test t = { #NAME, NAME, NULL };                     \
        t.next = test_list;                                        \
        test_list = &t;                                            \
    }                                                              \
    static void NAME(void **state __attribute__((unused)))

/* Ends the test as skipped, with a reason on the output. */
#define TEST_SKIP(...)                                         \
    do {                                                       \
        print_message("%s:%d: skipped: ", __FILE__, __LINE__); \
        print_message(__VA_ARGS__);                            \
        print_message("\n");                                   \
        skip();                                                \
    } while (0)

#define TEST_FAIL(...)                              \
    do {                                            \
        print_error("%s:%d: ", __FILE__, __LINE__); \
        print_error(__VA_ARGS__);                   \
        print_error("\n");                          \
        _fail(__FILE__, __LINE__);                  \
    } while (0)

#define CHECK(X)                         \
    do {                                 \
        if (!(X))                        \
            TEST_FAIL("not so: %s", #X); \
    } while (0)

#define CHECK_INT(GOT, WANT)                                       \
    do {                                                           \
        intmax_t got_ = (intmax_t)(GOT), want_ = (intmax_t)(WANT); \
        if (got_ != want_)                                         \
            TEST_FAIL("%s is %jd, not %jd", #GOT, got_, want_);    \
    } while (0)

#define CHECK_TEXT(GOT, WANT)                                                           \
    do {                                                                                \
        const char *got_ = (GOT), *want_ = (WANT);                                      \
        if (!got_ || strcmp(got_, want_))                                               \
            TEST_FAIL("%s is \"%s\", not \"%s\"", #GOT, got_ ? got_ : "(null)", want_); \
    } while (0)

/* A str against a literal. */
#define CHECK_STR(GOT, WANT)                                                     \
    do {                                                                         \
        str gs_ = (GOT);                                                         \
        const char *ws_ = (WANT);                                                \
        if (gs_.len != strlen(ws_) || (gs_.len && memcmp(gs_.at, ws_, gs_.len))) \
            TEST_FAIL("%s is \"%.*s\", not \"%s\"", #GOT, (int)gs_.len,          \
                      gs_.at ? gs_.at : "", ws_);                                \
    } while (0)

#define CHECK_NEAR(GOT, WANT, TOLERANCE)                                   \
    do {                                                                   \
        double got_ = (GOT), want_ = (WANT), d_ = got_ - want_;            \
        if (!((d_ < 0 ? -d_ : d_) <= (TOLERANCE)))                         \
            TEST_FAIL("%s is %.9g, not %.9g within %g", #GOT, got_, want_, \
                      (double)(TOLERANCE));                                \
    } while (0)
#endif
