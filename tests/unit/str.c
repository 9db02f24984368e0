#include "base/str.h"

#include "test.h"

TEST(str_cut_takes_up_to_the_separator)
{
    str rest = STR("a,b");

    str head = str_cut(&rest, ',');

    CHECK_STR(head, "a");
    CHECK_STR(rest, "b");
}

TEST(str_cut_without_separator_takes_all)
{
    str rest = STR("abc");

    str head = str_cut(&rest, ',');

    CHECK_STR(head, "abc");
    CHECK_INT(rest.len, 0);
}

TEST(str_trim_takes_white_space_off_both_ends)
{
    CHECK_STR(str_trim(STR(" \t a b\r\n")), "a b");
    CHECK_STR(str_trim(STR("  ")), "");
}

TEST(str_compare_orders_by_bytes_then_length)
{
    CHECK(str_compare(STR("a"), STR("b")) < 0);
    CHECK(str_compare(STR("a"), STR("ab")) < 0);
    CHECK(str_compare(STR("b"), STR("ab")) > 0);
    CHECK_INT(str_compare(STR("ab"), STR("ab")), 0);
}
