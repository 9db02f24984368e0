#include "gazetteer_sample.h"

#include <stdio.h>
#include <string.h>

TEST(gazetteer_finds_a_name_in_any_spelling_most_important_first)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_hit hits[4];

    CHECK_INT(find(g, "BAKU", hits, 4), 2);
    CHECK_STR(gazetteer_at(g, hits[0].place).id, "gn:1");
    CHECK_STR(gazetteer_at(g, hits[1].place).id, "gn:7");
    CHECK_INT(find(g, "ba cu", hits, 4), 1);
    CHECK_STR(hits[0].name, "Ba-cu");
    CHECK_TEXT(hits[0].lang, "vi");
    CHECK_INT(find(g, "Bəku", hits, 4), 0);
    CHECK_INT(find(g, "", hits, 4), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_counts_hits_beyond_the_capacity)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_hit hit;

    CHECK_INT(find(g, "Baku", &hit, 1), 2);
    CHECK_INT(find(g, "Baku", NULL, 0), 2);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_place_says_what_the_tables_say)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    uint32_t at, parent;
    CHECK(gazetteer_by_id(g, STR("gn:3"), &at));

    gazetteer_place p = gazetteer_at(g, at);

    CHECK_STR(p.name, "Barda city");
    CHECK_TEXT(p.country, "AZ");
    CHECK_STR(p.admin1, "Barda");
    CHECK_STR(p.code, "PPLA");
    CHECK_NEAR(p.where.lat, 40.37, 1e-7);
    CHECK_NEAR(p.where.lon, 47.13, 1e-7);
    CHECK_NEAR(p.radius_km, 3.5, 1e-9);
    CHECK_INT(p.population, 38500);
    CHECK_INT(p.valid_from, 1991);
    CHECK_INT(p.valid_to, 2020);
    CHECK_STR(p.from, "1991");
    CHECK_STR(p.to, "2020-11-10");
    CHECK_INT(p.rank, GAZETTEER_ADMIN_SEAT);
    CHECK(gazetteer_parent(g, at, &parent));
    CHECK_STR(gazetteer_at(g, parent).id, "cc:AZ");
    CHECK(!gazetteer_by_id(g, STR("gn:33"), &at));
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_keeps_radii_of_oceans)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    uint32_t at = 0;

    CHECK(gazetteer_by_id(g, STR("wr:pacific"), &at));
    CHECK_NEAR(gazetteer_at(g, at).radius_km, 7300, 1e-9);
    CHECK_INT(gazetteer_at(g, at).population, -1);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_name_prefers_the_tag_then_the_script)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    uint32_t baku = 0, yerevan = 0, barda = 0;
    bool found;
    gazetteer_by_id(g, STR("gn:1"), &baku);
    gazetteer_by_id(g, STR("gn:3"), &barda);
    gazetteer_by_id(g, STR("gn:4"), &yerevan);

    CHECK_STR(gazetteer_name(g, baku, "az", &found), "Bakı");
    CHECK(found);
    CHECK_STR(gazetteer_name(g, baku, "ka", &found), "Baku");
    CHECK(!found);
    CHECK_STR(gazetteer_name(g, yerevan, "hy", &found), "Երևան");
    CHECK(found);
    CHECK_STR(gazetteer_name(g, barda, "ru", &found), "Барда");
    CHECK(found);
    /* Two Cyrillic names, one of them Ukrainian: no telling. */
    CHECK_STR(gazetteer_name(g, yerevan, "ru", &found), "Yerevan");
    CHECK(!found);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_lists_names_preferred_first_without_repeats)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    uint32_t at = 0;
    str name;
    char lang[4];
    gazetteer_by_id(g, STR("gn:1"), &at);

    CHECK(gazetteer_name_at(g, at, 0, &name, lang));
    CHECK_STR(name, "Baku");
    CHECK_TEXT(lang, "");
    size_t n = 0;
    while (gazetteer_name_at(g, at, n, &name, lang))
        n++;
    CHECK_INT(n, 6); /* Bakú has the fold of Baku */
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_place_without_dates_is_always_there)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    uint32_t at;
    CHECK(gazetteer_by_id(g, STR("gn:1"), &at));

    CHECK_INT(gazetteer_at(g, at).valid_from, 0);
    CHECK_INT(gazetteer_at(g, at).valid_to, 0);
    CHECK_STR(gazetteer_at(g, at).from, "");
    CHECK_STR(gazetteer_at(g, at).to, "");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_dates_are_years_or_dates_and_nothing_else)
{
    static const char *const good[] = { "1923", "-500", "0", "2020-11", "2020-11-10" };
    static const char *const bad[] = { "x",          "10000",      "2020-", "2020-13",
                                       "2020-11-32", "2020-11-1",  "--5",   "2020-11-10-",
                                       "+5",         "2020-11-10x" };
    char table[128];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        buf out = { 0 };
        snprintf(table, sizeof table,
                 "id\tkind\tname\tlat\tlon\tto\nx\tsea\tA\t1\t2\t%s\n", good[i]);
        compile_table t = { "good.tsv", str_of(table) };
        CHECK_INT(compile_tables(&t, 1, &out, NULL), DATELINE_OK);
        buf_clear(&out);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        snprintf(table, sizeof table,
                 "id\tkind\tname\tlat\tlon\tto\nx\tsea\tA\t1\t2\t%s\n", bad[i]);
        CHECK_INT(compile_fails(table).column, 13);
    }
}

TEST(gazetteer_finds_adjectives_and_never_shows_them)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_hit hits[4];
    uint32_t at = 0;
    str name;
    char lang[4];
    bool found;
    gazetteer_by_id(g, STR("cc:AM"), &at);

    CHECK_INT(find(g, "Армянский", hits, 4), 1);
    CHECK_INT(hits[0].place, at);
    CHECK_STR(hits[0].name, "армянский");
    CHECK_TEXT(hits[0].lang, "ru");
    CHECK(hits[0].adjective);
    CHECK_INT(find(g, "亚美尼亚的", hits, 4), 1);
    CHECK_TEXT(hits[0].lang, "zh");
    CHECK(hits[0].adjective);
    /* A name comes before an adjective that is spelled alike. */
    CHECK_INT(find(g, "армения", hits, 4), 1);
    CHECK(!hits[0].adjective);

    CHECK_STR(gazetteer_name(g, at, "ru", &found), "Армения");
    CHECK(found);
    CHECK_STR(gazetteer_name(g, at, "en", &found), "Armenia");
    CHECK(!found);
    size_t n = 0;
    for (; gazetteer_name_at(g, at, n, &name, lang); n++)
        CHECK(str_eq(name, STR("Armenia")) || str_eq(name, STR("Армения")));
    CHECK_INT(n, 2);
    CHECK_STR(name, "");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_organization_is_no_settlement_and_of_little_weight)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    arena a = { 0 };
    gazetteer_hit hits[4];
    uint32_t at[4];

    CHECK_INT(find(g, "Hay", hits, 4), 2);
    CHECK(hits[0].adjective); /* the country's */
    gazetteer_place p = gazetteer_at(g, hits[1].place);
    CHECK_INT(p.kind, GAZETTEER_ORGANIZATION);
    CHECK_TEXT(gazetteer_kind_name(p.kind), "organization");
    CHECK_INT(p.rank, GAZETTEER_PLACE);
    CHECK(p.importance < .3);
    CHECK_INT(gazetteer_settlements(g, (geo_box){ 44.49, 40.19, 44.6, 40.3 }, at, 4, &a),
              0);
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

static size_t stems(const gazetteer *g, const char *word, gazetteer_stem *out, size_t n)
{
    char folded[256];
    size_t len = text_fold(str_of(word), folded, sizeof folded);
    return gazetteer_stems(g, (str){ folded, len }, out, n);
}

TEST(gazetteer_stems_of_a_word_are_by_the_longest_ending_first)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_stem s[4];

    CHECK_INT(stems(g, "Армянский", s, 4), 2);
    CHECK_INT(s[0].keep, strlen("армян"));
    CHECK_STR(s[0].instead, "");
    CHECK(s[0].adjective);
    CHECK_TEXT(s[0].lang, "ru");
    CHECK_INT(s[1].keep, strlen("армянск"));
    CHECK_STR(s[1].instead, "ия");
    CHECK(!s[1].adjective);

    /* Of one text as the table has them; nın and nin have one fold, and az has it once.
     */
    CHECK_INT(stems(g, "Bakı'nın", s, 4), 3);
    CHECK_INT(s[0].keep, 4);
    CHECK_TEXT(s[0].lang, "tr");
    CHECK_INT(s[1].keep, 4);
    CHECK_TEXT(s[1].lang, "az");
    CHECK_INT(s[2].keep, 5);
    CHECK_INT(stems(g, "Bakı'nın", s, 1), 3);
    CHECK_INT(stems(g, "Bakı'nın", NULL, 0), 3);

    CHECK_INT(stems(g, "თბილისში", s, 4), 1);
    CHECK_INT(s[0].keep, strlen("თბილის"));
    CHECK_STR(s[0].instead, "ი");
    CHECK_TEXT(s[0].lang, "ka");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_stems_keep_two_letters)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_stem s[4];

    CHECK_INT(stems(g, "abin", s, 4), 1);
    CHECK_INT(stems(g, "ain", s, 4), 0);
    CHECK_INT(stems(g, "рий", s, 4), 0);
    CHECK_INT(stems(g, "урий", s, 4), 1);
    CHECK_INT(stems(g, "in", s, 4), 0);
    CHECK_INT(stems(g, "", s, 4), 0);
    CHECK_INT(stems(g, "Baku", s, 4), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_without_endings_has_no_stems)
{
    buf bytes = { 0 };
    gazetteer *g = NULL;
    compile_table t = { "world.tsv", str_of(world) };
    gazetteer_stem s[4];
    CHECK_INT(compile_tables(&t, 1, &bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "world", &g, NULL), DATELINE_OK);

    CHECK_INT(stems(g, "Bakının", s, 4), 0);
    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_endings_with_faults_are_refused_with_the_place)
{
    dateline_error err = compile_fails("lang\tending\nru\t'\n");
    CHECK_INT(err.line, 2);
    CHECK_INT(err.column, 4);
    err = compile_fails("lang\tending\tadjective\nru\tский\tno\n");
    CHECK_TEXT(err.message, "adjective 'no' is neither 'yes' nor empty");
    err = compile_fails("lang\tending\nruss\tом\n");
    CHECK_INT(err.column, 1);
}

TEST(gazetteer_ranks_a_suburb_behind_towns)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    uint32_t suburb = 0, town = 0, country = 0;
    gazetteer_by_id(g, STR("cc:AZ"), &country);
    gazetteer_by_id(g, STR("gn:2"), &suburb);
    gazetteer_by_id(g, STR("gn:3"), &town);

    CHECK(gazetteer_at(g, suburb).importance < gazetteer_at(g, town).importance);
    CHECK_INT(gazetteer_at(g, suburb).rank, GAZETTEER_VILLAGE);
    CHECK(gazetteer_at(g, country).importance > gazetteer_at(g, town).importance);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_settlements_of_a_box_come_by_importance)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    arena a = { 0 };
    uint32_t at[8];

    CHECK_INT(gazetteer_settlements(g, (geo_box){ 44, 39, 51, 42 }, at, 8, &a), 4);
    CHECK_STR(gazetteer_at(g, at[0]).name, "Baku");
    CHECK_STR(gazetteer_at(g, at[1]).name, "Yerevan");
    CHECK_INT(gazetteer_settlements(g, (geo_box){ 44, 39, 51, 42 }, at, 1, &a), 1);
    CHECK_INT(gazetteer_settlements(g, (geo_box){ -180, -90, 180, 90 }, at, 8, &a), 7);
    CHECK_INT(gazetteer_settlements(g, (geo_box){ 0, 0, 1, 1 }, at, 8, &a), 0);
    arena_clear(&a);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_settlements_of_a_box_across_the_antimeridian)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    arena a = { 0 };
    uint32_t at[8];

    CHECK_INT(gazetteer_settlements(g, (geo_box){ 170, -20, -170, -10 }, at, 8, &a), 2);
    arena_clear(&a);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_areas_of_a_box_are_of_the_kinds_asked_for)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    geo_box caucasus = { 44, 39, 51, 42 }, all = { -180, -90, 180, 90 };
    uint32_t seas = 1u << GAZETTEER_SEA, countries = 1u << GAZETTEER_COUNTRY;
    uint32_t at[8];

    CHECK_INT(gazetteer_areas(g, caucasus, countries, at, 8), 2);
    CHECK_STR(gazetteer_at(g, at[0]).id, "cc:AZ");
    CHECK_INT(gazetteer_areas(g, caucasus, seas, at, 8), 0);
    CHECK_INT(gazetteer_areas(g, all, seas | countries, at, 8), 3);
    CHECK_STR(gazetteer_at(g, at[0]).id, "cc:AZ");
    CHECK_INT(gazetteer_areas(g, all, seas | countries, at, 1), 1);
    CHECK_INT(gazetteer_areas(g, all, UINT32_MAX, at, 8), 4); /* no settlements */
    CHECK_INT(gazetteer_areas(g, all, UINT32_MAX, NULL, 0), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_knows_type_words_by_side)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);

    CHECK_INT(gazetteer_type(g, STR("thi tran"), GAZETTEER_BEFORE),
              1 << GAZETTEER_SETTLEMENT);
    CHECK_INT(gazetteer_type(g, STR("thi tran"), GAZETTEER_AFTER), 0);
    CHECK_INT(gazetteer_type(g, STR("region"), GAZETTEER_AFTER),
              1 << GAZETTEER_ADMIN1 | 1 << GAZETTEER_REGION);
    CHECK_INT(gazetteer_type(g, STR("x"), GAZETTEER_AFTER), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_tables_with_faults_are_refused_with_the_place)
{
    dateline_error err = compile_fails("id\tkind\tnaem\n");
    CHECK_TEXT(err.message, "unknown column 'naem' (did you mean 'name'?)");

    err = compile_fails("id\tkind\tname\tlat\tlon\nx\ttown\tA\t1\t2\n");
    CHECK_INT(err.line, 2);
    CHECK_INT(err.column, 3);

    err = compile_fails("id\tkind\tname\tlat\tlon\nx\tsettlement\tЁё\t91\t2\n");
    CHECK_INT(err.column, 17);

    err = compile_fails("id\tkind\tname\tlat\tlon\nx\tsettlement\tA\t1\t2\n"
                        "x\tsettlement\tB\t1\t2\n");
    CHECK_TEXT(err.message, "id 'x' stands in line 2 already");

    err = compile_fails("id\tkind\tname\tlat\tlon\nx\tsettlement\tA\t1\t2\t3\n");
    CHECK_TEXT(err.message, "more fields than the header's 5 columns");

    err = compile_fails("id\tkind\tname\tlat\tlon\tparent\nx\tsea\tA\t1\t2\ty\n");
    CHECK_TEXT(err.message, "place 'x': no place has the id of its parent 'y'");

    err = compile_fails("id\tkind\tname\tlat\tlon\nx\tsea\t\xFF\t1\t2\n");
    CHECK_INT(err.line, 2);
    CHECK_INT(err.column, 7);

    err = compile_fails("");
    CHECK_TEXT(err.message, "the table is empty; its first line names the columns");
}

TEST(gazetteer_is_the_same_to_the_byte_each_time)
{
    buf a = { 0 }, b = { 0 };
    compile(&a);
    compile(&b);

    CHECK(str_eq(buf_str(&a), buf_str(&b)));
    buf_clear(&a);
    buf_clear(&b);
}
