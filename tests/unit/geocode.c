#include "geocode/geocode.h"
#include "compile/compile.h"
#include "geocode/likeness.h"
#include "geocode/match.h"

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
    "gn:14\tsettlement\tBi\tNG\t\t9.5\t7.5\t1000\tPPL\t\t\n"
    "gn:15\tsettlement\tVienna\tAT\t\t48.2\t16.37\t1691468\tPPLC\tru:Вена\t\n"
    "gn:16\tsettlement\tBaku\tAZ\t\t40.41\t49.87\t2300000\tPPLC\t"
    "ru:Баку|az:Bakı|hy:Բաքու|ka:ბაქო\t\n"
    "gn:17\tsettlement\tTbilisi\tGE\t\t41.69\t44.83\t1049498\tPPLC\tka:თბილისი\t\n"
    "gn:18\tsettlement\tNizhny Novgorod\tRU\t\t56.33\t44\t1250000\tPPLA\t"
    "ru:Нижний Новгород\t\n"
    "gn:19\tsettlement\tBoston\tUS\t\t42.36\t-71.06\t675000\tPPLA\t\t\n"
    "gn:20\tsettlement\tHadrutlar\tTR\t\t38\t35\t900\tPPL\t\t\n"
    "gn:21\tsettlement\tStepanavan\tAM\t\t41.01\t44.38\t12000\tPPLA2\t\t\n"
    "gn:22\tsettlement\tChouchi\tFR\t\t47\t2\t800\tPPL\t\t\n"
    "gn:23\tsettlement\tBrussels\tBE\t\t50.85\t4.35\t1019022\tPPLC\t\t\n"
    "hc:arm\tcountry\tDemonymia\tXX\t\t10\t10\t3000000\tPCLI\t"
    "en~:Demonymian|ru~:демонимский|ru:Демонимия\t100\n"
    "org:f24\torganization\tFrance 24\tFR\t\t48.83\t2.26\t\tORG\t\t\n";

static const char words[] = "lang\tword\tposition\tkind\n"
                            "en\tvillage\tbefore|after\tsettlement\n"
                            "en\tcity of\tbefore\tsettlement\n"
                            "en\tprovince\tafter\tadmin1\n"
                            "en\tdistrict\tafter\tadmin2|admin1\n"
                            "en\tlake\tbefore\tlake\n"
                            "vi\tlàng\tbefore\tsettlement\n"
                            "vi\tvùng\tbefore\tregion|admin1\n"
                            "hy\tգյուղ\tafter\tsettlement\n"
                            "az\tkəndi\tafter\tsettlement\n"
                            "az\trayonu\tafter\tadmin2|admin1\n"
                            "ru\tрайон\tbefore|after\tadmin2|admin1\n"
                            "ru\tгород\tbefore|after\tsettlement\n"
                            "fr\tville de\tbefore\tsettlement\n"
                            "en\troad\tafter\troad|line\n"
                            "en\tairport\tafter\tsite\n"
                            "en\tnear\tbefore\tnear\n"
                            "en\tkm\tbefore|after\tkm\n"
                            "en\tmiles\tbefore|after\tmile\n"
                            "en\tnorth of\tbefore\tnorth\n"
                            "en\tnorth east of\tbefore\tnorth|east\n"
                            "en\tbetween\tbefore\tbetween\n"
                            "en\tand\tbefore\tand\n"
                            "en\tin\tbefore\tin\n"
                            "en\tthe\tbefore\tof\n"
                            "ru\tпод\tbefore\tnear\n"
                            "vi\tcủa\tbefore\tin\n"
                            "vi\tcách\tbefore\tof\n"
                            "vi\tvề phía bắc\tafter\tnorth\n"
                            "fr\tà l est de\tbefore\teast\n"
                            "fr\tà l est d\tbefore\teast\n"
                            "az\tşimalında\tafter\tnorth\n";

static const char endings[] = "lang\tending\tinstead\tadjective\n"
                              "ru\tе\tа\t\nru\tой\tа\t\nru\tом\t\t\nru\tа\t\t\n"
                              "ru\tе\t\t\nru\tего\tий\t\nru\tими\tий\t\n"
                              "ru\tинский\tа\tyes\nru\tинском\tа\tyes\n"
                              "az\tnın\t\t\naz\tda\t\t\naz\tndə\t\t\naz\tlı\t\tyes\n"
                              "az\tnun\t\t\naz\tin\t\t\ntr\t'un\t\t\ntr\tlar\t\t\n"
                              "hy\tի\t\t\nhy\tում\t\t\nhy\tվում\tու\t\n"
                              "ka\tში\t\t\nka\tში\tი\t\nka\tი\t\t\n";

typedef struct sample {
    buf bytes;
    gazetteer *g;
} sample;

static sample open_sample(void)
{
    sample s = { 0 };
    compile_table tables[] = { { "world.tsv", str_of(world) },
                               { "types.tsv", str_of(words) },
                               { "endings.tsv", str_of(endings) } };
    dateline_error err = { 0 };
    if (compile_tables(tables, 3, &s.bytes, &err))
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

static geocode_rule rule_of(const sample *s, const char *text)
{
    return ask(s, (geocode_query){ .text = str_of(text) }).rule;
}

TEST(geocode_finds_names_in_their_cases)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Вене"), "gn:15");
    CHECK_STR(meant(&s, "Bakının"), "gn:16");
    CHECK_STR(meant(&s, "Բաքվում"), "gn:16");
    CHECK_STR(meant(&s, "ბაქოში"), "gn:16");
    CHECK_STR(meant(&s, "თბილისში"), "gn:17");
    CHECK_STR(meant(&s, "Нижнего Новгорода"), "gn:18");
    CHECK_STR(meant(&s, "Baku'un"), "gn:16");
    CHECK_INT(rule_of(&s, "Вене"), GEOCODE_INFLECTED);
    CHECK(sure(&s, "Вене") > .8);
    CHECK(sure(&s, "Вене") < sure(&s, "Вена"));
    close_sample(&s);
}

TEST(geocode_name_as_written_wins_over_a_form_of_another)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Hadrutlar"), "gn:20");
    CHECK_STR(meant(&s, "Chouchi"), "gn:22"); /* and not by its sound Shusha */
    close_sample(&s);
}

TEST(geocode_plain_letters_alone_tell_no_language_of_an_ending)
{
    sample s = open_sample();
    geocode_query query = { .text = STR("Vienna") };

    CHECK_INT(ask(&s, query).rule, GEOCODE_WHOLE);
    query.text = STR("Taghavardnun");
    CHECK(ask(&s, query).confidence < .3);
    query.lang = "az";
    CHECK(ask(&s, query).confidence >
          ask(&s, (geocode_query){ .text = query.text }).confidence);
    close_sample(&s);
}

TEST(geocode_adjectives_are_of_their_place)
{
    sample s = open_sample();
    match found[MATCH_MOST];

    CHECK_STR(meant(&s, "Demonymian"), "hc:arm");
    CHECK_INT(rule_of(&s, "Demonymian"), GEOCODE_ADJECTIVE);
    CHECK_STR(meant(&s, "демонимскими"), "hc:arm");
    CHECK_INT(rule_of(&s, "демонимскими"), GEOCODE_ADJECTIVE);
    CHECK_INT(rule_of(&s, "венинский"), GEOCODE_ADJECTIVE);
    CHECK_INT(match_find(s.g, STR("Bakılı"), NULL, MATCH_LOOSE, found), 1);
    CHECK(found[0].associative);
    close_sample(&s);
}

TEST(geocode_adjective_beside_a_type_word_is_the_place)
{
    sample s = open_sample();
    match found[MATCH_MOST];

    size_t n = match_find(s.g, STR("венинском районе"), NULL, MATCH_LOOSE, found);

    CHECK(n == 1 && !found[0].associative);
    CHECK_INT(found[0].rule, GEOCODE_WIDENED);
    close_sample(&s);
}

TEST(geocode_type_words_have_cases_too)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Taghavard kəndində"), "gn:7");
    CHECK_STR(meant(&s, "городом Вена"), "gn:15");
    CHECK_STR(meant(&s, "городе Вене"), "gn:15");
    close_sample(&s);
}

TEST(geocode_words_cut_a_name_from_what_it_lies_in)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Paris in Texas"), "gn:2");
    CHECK_STR(meant(&s, "Martuni của Azerbaijan"), "gn:4");
    CHECK_STR(meant(&s, "Paris Texas"), "gn:2");
    CHECK_STR(meant(&s, "Martuni village Gegharkunik province"), "gn:3");
    CHECK_STR(meant(&s, "Gegharkunik rayonunun Martuni kəndi"), "gn:3");
    CHECK_STR(meant(&s, "Nizhny Novgorod"), "gn:18");
    close_sample(&s);
}

TEST(geocode_relations_say_where_beside_a_place)
{
    sample s = open_sample();
    static const struct {
        const char *text;
        double lon, lat, radius;
    } cases[] = { { "near Shusha", 46.75, 39.76, 10 },
                  { "5 km north-east of Shusha", 46.791, 39.792, 2 },
                  { "2,5 km north of Shusha", 46.75, 39.7825, 2 },
                  { "5-15 miles north of Shusha", 46.75, 39.9047, 6.44 },
                  { "10km north of the city of Shusha", 46.75, 39.85, 4 },
                  { "under Shusha", 0, 0, 0 },
                  { "под Веной", 16.37, 48.2, 10 },
                  { "cách Shusha 5 km về phía bắc", 46.75, 39.805, 2 },
                  { "Shusha'nın 5 km şimalında", 46.75, 39.805, 2 },
                  { "à l'est d'Hadrut", 47.0884, 39.52, 10 },
                  { "between Shusha and Hadrut", 46.89, 39.64, 17.94 },
                  { "Stepanakert - Shusha road", 46.75, 39.79, 3.34 },
                  { "Stepanakert-Shusha road", 46.75, 39.79, 3.34 },
                  { "Shusha airport", 46.75, 39.76, 15 } };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geocode_answer a = ask(&s, (geocode_query){ .text = str_of(cases[i].text) });
        if (!cases[i].radius) {
            CHECK(a.rule != GEOCODE_NEAR);
            continue;
        }
        CHECK_INT(a.rule, GEOCODE_NEAR);
        CHECK_INT(a.precision, DATELINE_GEO_NEAR);
        CHECK_NEAR(a.where.lon, cases[i].lon, .01);
        CHECK_NEAR(a.where.lat, cases[i].lat, .01);
        CHECK_NEAR(a.radius_km, cases[i].radius, .05);
    }
    close_sample(&s);
}

TEST(geocode_article_alone_is_no_relation)
{
    sample s = open_sample();
    match found[MATCH_MOST];

    CHECK_INT(match_find(s.g, STR("the Hadrut"), NULL, MATCH_EXACT, found), 0);
    CHECK(rule_of(&s, "the Hadrut") != GEOCODE_NEAR);
    close_sample(&s);
}

TEST(geocode_organization_is_no_country)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "France 24"), "org:f24");
    CHECK_STR(meant(&s, "France"), "cc:FR");
    close_sample(&s);
}

TEST(geocode_finds_names_by_their_sound)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Бостон"), "gn:19");
    CHECK_STR(meant(&s, "ბოსტონი"), "gn:19");
    CHECK_STR(meant(&s, "ბოსტონში"), "gn:19");
    CHECK_STR(meant(&s, "Степанакерт"), "gn:5");
    CHECK_INT(rule_of(&s, "Бостон"), GEOCODE_SOUND);
    close_sample(&s);
}

TEST(geocode_finds_misspelt_names)
{
    sample s = open_sample();

    CHECK_STR(meant(&s, "Stepanakret"), "gn:5");
    CHECK_STR(meant(&s, "Taghavart village"), "gn:7");
    CHECK_STR(meant(&s, "Gegharkunig"), "a1:GE");
    CHECK_INT(rule_of(&s, "Stepanakret"), GEOCODE_MISSPELT);
    CHECK(sure(&s, "Stepanakret") < sure(&s, "Stepanakert"));
    CHECK_STR(meant(&s, "Bak"), ""); /* too short to guess */
    close_sample(&s);
}

TEST(geocode_likeness_knows_slips)
{
    likeness l;
    likeness_prepare(&l);

    CHECK_NEAR(likeness_cost(&l, STR("baku"), STR("baku")), 0, 0);
    CHECK_NEAR(likeness_cost(&l, STR("hadrut"), STR("haddrut")), .3, 1e-9);
    CHECK_NEAR(likeness_cost(&l, STR("hadrut"), STR("hafrut")), .7, 1e-9);
    CHECK_NEAR(likeness_cost(&l, STR("hadrut"), STR("hatrut")), .5, 1e-9);
    CHECK_NEAR(likeness_cost(&l, STR("hadrut"), STR("hardut")), .7, 1e-9);
    CHECK_NEAR(likeness_cost(&l, STR("hadrut"), STR("hapruj")), 1.5, .51);
    CHECK_NEAR(likeness_cost(&l, STR("тадрут"), STR("садрут")), 1.5, .51);
    CHECK_NEAR(likeness_cost(&l, STR("москва"), STR("моксва")), .7, 1e-9);
    CHECK_NEAR(likeness_cost(&l, STR("a"), STR("")), LIKENESS_FAR, 0);
    CHECK_NEAR(likeness_cost(&l, STR("a"), STR("bcdefghijklmnop")), LIKENESS_FAR, 0);
}

TEST(geocode_split_cuts_at_signs)
{
    sample s = open_sample();
    match_part parts[MATCH_PARTS];

    CHECK_INT(match_split(s.g, STR("a, b (c) / d - e"), parts), 5);
    CHECK_INT(parts[0].role, MATCH_NAME);
    CHECK_INT(parts[3].role, MATCH_OTHER);
    CHECK_STR(parts[4].text, "e");
    CHECK_INT(match_split(s.g, STR("Baku - Shusha road"), parts), 1);
    CHECK_INT(match_split(s.g, STR("2,5 km, b"), parts), 2);
    CHECK_INT(match_split(s.g, STR("a,b,c,d,e,f,g,h"), parts), MATCH_PARTS);
    CHECK_INT(match_split(s.g, STR(""), parts), 0);
    close_sample(&s);
}

TEST(geocode_many_words_end_soon)
{
    sample s = open_sample();
    char text[1025];
    const char *const words_of[] = { "в ", "a ", "5 ", "Вене ", "near ", "and ", "d'" };

    for (size_t k = 0; k < sizeof words_of / sizeof *words_of; k++) {
        size_t len = 0, step = strlen(words_of[k]);
        for (; len + step <= 1024; len += step)
            memcpy(text + len, words_of[k], step);
        text[len] = 0;
        meant(&s, text);
        text[step * 12] = 0;
        meant(&s, text);
    }
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
    CHECK_TEXT(geocode_rule_name(GEOCODE_INFLECTED), "inflected");
    CHECK_TEXT(geocode_rule_name(GEOCODE_NEAR), "near");
    CHECK_TEXT(geocode_rule_name((geocode_rule)99), "none");
}
