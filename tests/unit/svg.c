#include "svg/parts.h"

#include "test.h"

TEST(svg_never_gives_an_id_twice)
{
    arena a = { 0 };
    svg_ids ids = { .a = &a };

    CHECK_STR(svg_id(&ids, "land", ""), "land");
    CHECK_STR(svg_id(&ids, "event-", "x"), "event-x");
    CHECK_STR(svg_id(&ids, "event-", "x"), "event-x-2");
    CHECK_STR(svg_id(&ids, "event-", "x-2"), "event-x-2-2");
    str b = svg_id(&ids, "event-", "a b"), c = svg_id(&ids, "event-", "a_b");
    CHECK(!str_eq(b, c));
    for (int i = 0; i < 2000; i++)
        svg_id(&ids, "event-", "same");
    CHECK_INT(ids.n, 2006);
    arena_clear(&a);
}

TEST(svg_escapes_what_xml_cannot_hold)
{
    buf b = { 0 };

    svg_escape(&b, STR("a<b>&\"\x01\n\xff\xc3\x28\xef\xbf\xbf"
                       "é"));

    CHECK_STR(buf_str(&b), "a&lt;b&gt;&amp;&quot; (é");
    buf_clear(&b);
}

TEST(svg_paths_are_short_and_do_not_drift)
{
    buf b = { 0 };
    geo_xy p[] = { { 0, 0 },         { 10, 0 },        { 10, 5.04 },    { 0, 0 },
                   { 3, 3 },         { 3.04, 3 },      { 3, 3 },        { 20, 20 },
                   { 20.44, 20.44 }, { 20.88, 20.88 }, { 21.32, 21.32 } };
    geo_path rings = { p, (int[]){ 0, 4, 7 }, 7, 2 };
    geo_path line = { p, (int[]){ 7, 11 }, 11, 1 };

    CHECK(svg_path(&b, &rings, true, 1));
    CHECK_STR(buf_str(&b), " d=\"m0 0h10v5z\"");
    b.len = 0;
    CHECK(svg_path(&b, &line, false, 1));
    CHECK_STR(buf_str(&b), " d=\"m20 20 .4 .4 .5 .5 .4 .4\"");
    b.len = 0;
    CHECK(!svg_path(&b, &(geo_path){ p + 4, (int[]){ 0, 3 }, 3, 1 }, true, 1));
    CHECK_INT(b.len, 0);
    buf_clear(&b);
}
