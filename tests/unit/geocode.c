#include "geocode/geocode.h"
#include "gazetteer/compile.h"

#include "test.h"

static const char world[] =
    "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tpopulation\tcode\tnames\tradius_km\n"
    "cc:AZ\tcountry\tAzerbaijan\tAZ\t\t40.4\t47.5\t10000000\tPCLI\tru:Азербайджан\t200\n"
    "cc:AM\tcountry\tArmenia\tAM\t\t40.3\t44.9\t3000000\tPCLI\tvi:Ác-mê-ni-a\t120\n"
    "cc:US\tcountry\tUnited States\tUS\t\t39\t-98\t330000000\tPCLI\tUSA\t2500\n"
    "cc:FR\tcountry\tFrance\tFR\t\t46\t2\t67000000\tPCLI\tvi:Pháp\t450\n"
    "cc:BE\tcountry\tBelgium\tBE\t\t50.7\t4.7\t11000000\tPCLI\tvi:Bỉ\t99\n"
    "a1:TX\tadmin1\tTexas\tUS\t\t31.5\t-99.3\t\tADM1\t\t550\n"
    "a1:GE\tadmin1\tGegharkunik\tAM\t\t40.3\t45.3\t\tADM1\t\t45\n"
    "a1:LAN\tadmin1\tLankaran\tAZ\t\t38.76\t48.84\t\tADM1\t\t20\n"
    "a1:TA\tadmin1\tTavush\tAM\t\t40.95\t45.2\t\tADM1\t\t40\n"
    "hc:nk\tregion\tNagorno-Karabakh\tAZ\t\t39.82\t46.75\t\t\tKarabakh\t60\n"
    "hc:sevan\tlake\tLake Sevan\tAM\tGegharkunik\t40.35\t45.35\t\tLK\tSevan\t38\n"
    "hc:ararat\tmountain\tMount Ararat\tTR\t\t39.7\t44.3\t\tMT\t\t12\n"
    "hc:lc\troad\tLachin corridor\tAZ\t\t39.64\t46.55\t\t\t\t25\n"
    "gn:1\tsettlement\tParis\tFR\t\t48.85\t2.35\t2138551\tPPLC\t\t\n"
    "gn:2\tsettlement\tParis\tUS\tTexas\t33.66\t-95.56\t24800\tPPLA2\t\t\n"
    "gn:3\tsettlement\tMartuni\tAM\tGegharkunik\t40.14\t45.3\t11000\tPPL\t\t\n"
    "gn:4\tsettlement\tMartuni\tAZ\tKhojavend\t39.8\t47.11\t5000\tPPLA2\tМартуни\t\n"
    "gn:5\tsettlement\tStepanakert\tAZ\tKhankendi\t39.82\t46.75\t55000\tPPLA\t"
    "az:Xankəndi|Khankendi\t\n"
    "gn:6\tsettlement\tShusha\tAZ\tShusha\t39.76\t46.75\t5000\tPPLA\taz:Şuşa\t\n"
    "gn:7\tsettlement\tTaghavard\tAZ\tKhojavend\t39.67\t46.92\t\tPPL\t\t\n"
    "gn:8\tsettlement\tSevan\tAM\tGegharkunik\t40.55\t44.94\t19000\tPPL\t\t\n"
    "gn:9\tsettlement\tLankaran\tAZ\tLankaran\t38.75\t48.85\t50000\tPPLA\t\t\n"
    "gn:10\tsettlement\tTavush\tAM\tTavush\t40.97\t45.23\t900\tPPL\t\t\n"
    "gn:11\tsettlement\tYerevan\tAM\tYerevan\t40.18\t44.51\t1093485\tPPLC\t\t\n"
    "gn:12\tsettlement\tGavar\tAM\tGegharkunik\t40.35\t45.12\t20000\tPPLA\t\t\n"
    "gn:13\tsettlement\tHadrut\tAZ\tKhojavend\t39.52\t47.03\t4100\tPPL\t\t\n"
    "gn:14\tsettlement\tBi\tNG\t\t9.5\t7.5\t1000\tPPL\t\t\n";

static const char words[] = "lang\tword\tposition\tkind\n"
                            "en\tvillage\tbefore|after\tsettlement\n"
                            "en\tcity of\tbefore\tsettlement\n"
                            "en\tprovince\tafter\tadmin1\n"
                            "en\tdistrict\tafter\tadmin2|admin1\n"
                            "en\tlake\tbefore\tlake\n"
                            "vi\tlàng\tbefore\tsettlement\n"
                            "vi\tvùng\tbefore\tregion|admin1\n"
                            "hy\tգյուղ\tafter\tsettlement\n";

typedef struct sample {
    buf bytes;
    gazetteer *g;
} sample;

static sample open_sample(void)
{
    sample s = { 0 };
    gazetteer_table tables[] = { { "world.tsv", str_of(world) },
                                 { "types.tsv", str_of(words) } };
    dateline_error err = { 0 };
    if (gazetteer_compile(tables, 2, &s.bytes, &err))
        TEST_FAIL("%s:%d:%d: %s", err.source, err.line, err.column, err.message);
    CHECK_INT(gazetteer_open_bytes(buf_str(&s.bytes), "sample", &s.g, NULL), 0);
    return s;
}

static void close_sample(sample *s)
{
    gazetteer_close(s->g);
    buf_clear(&s->bytes);
}

static geocode_answer ask(const sample *s, geocode_query query)
{
    geocode_answer a = { .place = GEOCODE_NOWHERE };
    geocode_find(s->g, &query, &a, 1);
    return a;
}

/* The id of the place that a text means; "" for none. */
static str meant(const sample *s, const char *text)
{
    geocode_answer a = ask(s, (geocode_query){ .text = str_of(text) });
    return a.place == GEOCODE_NOWHERE ? STR("") : gazetteer_at(s->g, a.place).id;
}

static double sure(const sample *s, const char *text)
{
    return ask(s, (geocode_query){ .text = str_of(text) }).confidence;
}

TEST(geocode_whole_name_means_the_most_important_place)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Paris"), "gn:1");
    CHECK_STR(meant(&s, "ARMENIA"), "cc:AM");
    CHECK_STR(meant(&s, "Ac-me-ni-a"), "cc:AM");
    CHECK(sure(&s, "Paris") > .9);
    CHECK(sure(&s, "Armenia") > .95);
    close_sample(&s);
}

TEST(geocode_qualifier_decides_between_places_of_one_name)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Paris, Texas"), "gn:2");
    CHECK_STR(meant(&s, "Paris, Texas, USA"), "gn:2");
    CHECK_STR(meant(&s, "Paris (France)"), "gn:1");
    CHECK_STR(meant(&s, "Martuni, Gegharkunik"), "gn:3");
    CHECK_STR(meant(&s, "Martuni (Nagorno-Karabakh)"), "gn:4");
    CHECK_STR(meant(&s, "Мартуни - Азербайджан"), "gn:4");
    CHECK(sure(&s, "Martuni, Gegharkunik") > .9);
    CHECK(sure(&s, "Martuni") < .8);
    close_sample(&s);
}

TEST(geocode_contradicted_qualifier_leaves_little_confidence)
{
    sample s = open_sample();

    CHECK(sure(&s, "Taghavard, France") < .5);
    CHECK(sure(&s, "Taghavard, Azerbaijan") > .9);
    close_sample(&s);
}

TEST(geocode_reads_the_wider_place_first_when_it_must)
{
    sample s = open_sample();

    geocode_answer a = ask(&s, (geocode_query){ .text = STR("Azerbaijan, Shusha") });

    CHECK_STR(gazetteer_at(s.g, a.place).id, "gn:6");
    CHECK_INT(a.rule, GEOCODE_REVERSED);
    close_sample(&s);
}

TEST(geocode_two_names_behind_a_slash_are_one_place)
{
    sample s = open_sample();

    geocode_answer a = ask(&s, (geocode_query){ .text = STR("Stepanakert / Khankendi") });

    CHECK_STR(gazetteer_at(s.g, a.place).id, "gn:5");
    CHECK_INT(a.rule, GEOCODE_EITHER);
    CHECK(sure(&s, "Stepanakert / Paris") < .5);
    close_sample(&s);
}

TEST(geocode_type_words_stand_before_and_after)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Taghavard village"), "gn:7");
    CHECK_STR(meant(&s, "village Taghavard"), "gn:7");
    CHECK_STR(meant(&s, "City of Shusha"), "gn:6");
    CHECK_STR(meant(&s, "LÀNG Taghavard, vùng Karabakh"), "gn:7");
    CHECK_STR(meant(&s, "Taghavard գյուղ"), "gn:7");
    CHECK_STR(meant(&s, "village"), "");
    close_sample(&s);
}

TEST(geocode_type_word_asks_for_a_kind)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Lake Sevan"), "hc:sevan");
    CHECK_STR(meant(&s, "Tavush province"), "a1:TA");
    CHECK_STR(meant(&s, "Tavush village"), "gn:10");
    CHECK_STR(meant(&s, "Lankaran district"), "a1:LAN");
    close_sample(&s);
}

TEST(geocode_bare_name_of_town_and_unit_means_the_town)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Lankaran"), "gn:9");
    CHECK_STR(meant(&s, "Tavush"), "a1:TA"); /* named like a village in it */
    close_sample(&s);
}

TEST(geocode_precision_is_that_of_the_kind)
{
    sample s = open_sample();
    static const struct {
        const char *text;
        dateline_geo_precision precision;
    } cases[] = { { "Shusha", DATELINE_GEO_EXACT },
                  { "Gegharkunik", DATELINE_GEO_ADM1 },
                  { "Nagorno-Karabakh", DATELINE_GEO_REGION },
                  { "Lachin corridor", DATELINE_GEO_LINE },
                  { "Armenia", DATELINE_GEO_COUNTRY },
                  { "Lake Sevan", DATELINE_GEO_WATER },
                  { "Mount Ararat", DATELINE_GEO_NEAR } };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(ask(&s, (geocode_query){ .text = str_of(cases[i].text) }).precision,
                  cases[i].precision);
    CHECK_NEAR(ask(&s, (geocode_query){ .text = STR("Karabakh") }).radius_km, 60, 1e-9);
    close_sample(&s);
}

TEST(geocode_area_known_only_by_its_town_is_around_the_town)
{
    sample s = open_sample();

    geocode_answer a = ask(&s, (geocode_query){ .text = STR("Shusha district") });

    CHECK_STR(gazetteer_at(s.g, a.place).id, "gn:6");
    CHECK_INT(a.rule, GEOCODE_WIDENED);
    CHECK(a.precision != DATELINE_GEO_EXACT);
    CHECK(a.radius_km >= 25);
    close_sample(&s);
}

TEST(geocode_hints_prefer_a_country_and_an_area)
{
    sample s = open_sample();
    geocode_query in_us = { .text = STR("Paris"), .country = "US" };
    geocode_query in_box = { .text = STR("Martuni"), .near = { 44, 40, 46, 41 } };
    geocode_query within = { .text = STR("Paris"), .within = STR("Texas") };

    CHECK_STR(gazetteer_at(s.g, ask(&s, in_us).place).id, "gn:2");
    CHECK_STR(gazetteer_at(s.g, ask(&s, in_box).place).id, "gn:3");
    CHECK_STR(gazetteer_at(s.g, ask(&s, within).place).id, "gn:2");
    close_sample(&s);
}

TEST(geocode_marks_that_differ_count_less)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Bỉ"), "cc:BE");
    CHECK_STR(meant(&s, "Bi"), "cc:BE");
    close_sample(&s);
}

TEST(geocode_neighbors_decide_between_the_two_martunis)
{
    sample s = open_sample();
    arena a = { 0 };
    geocode_query west[] = { { .text = STR("Martuni") },
                             { .text = STR("Gavar, Armenia") },
                             { .text = STR("Gegharkunik") } };
    geocode_query east[] = { { .text = STR("Martuni") },
                             { .text = STR("Hadrut, Azerbaijan") },
                             { .text = STR("Stepanakert") } };
    geocode_answer answers[3];

    geocode_batch(s.g, west, 3, answers, &a);
    CHECK_STR(gazetteer_at(s.g, answers[0].place).id, "gn:3");
    CHECK(answers[0].by_neighbors);
    geocode_batch(s.g, east, 3, answers, &a);
    CHECK_STR(gazetteer_at(s.g, answers[0].place).id, "gn:4");
    arena_clear(&a);
    close_sample(&s);
}

TEST(geocode_answers_are_ranked_and_counted)
{
    sample s = open_sample();
    geocode_query query = { .text = STR("Paris") };
    geocode_answer a[4];

    CHECK_INT(geocode_find(s.g, &query, a, 4), 2);
    CHECK(a[0].confidence > a[1].confidence);
    CHECK_INT(geocode_find(s.g, &query, a, 1), 1);
    CHECK_INT(geocode_find(s.g, &query, a, 0), 0);
    close_sample(&s);
}

TEST(geocode_bad_text_has_no_answer)
{
    sample s = open_sample();
    static char large[1 << 20];
    memset(large, 'a', sizeof large);
    geocode_answer a;

    CHECK_STR(meant(&s, ""), "");
    CHECK_STR(meant(&s, " ,;/() "), "");
    CHECK_STR(meant(&s, "\x01\x02"), "");
    CHECK_STR(meant(&s, "Par\xC3is"), "");
    CHECK_STR(meant(&s, "Paris,,,,,,,,,,,,,,,Texas"), "gn:2");
    geocode_query query = { .text = { large, sizeof large } };
    CHECK_INT(geocode_find(s.g, &query, &a, 1), 0);
    geocode_batch(s.g, NULL, 0, NULL, &(arena){ 0 });
    close_sample(&s);
}

TEST(geocode_rules_have_names)
{
    CHECK_TEXT(geocode_rule_name(GEOCODE_REVERSED), "reversed");
    CHECK_TEXT(geocode_rule_name((geocode_rule)99), "none");
}
