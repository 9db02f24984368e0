/* What a name is to its place, and what follows from that. */
#include "compile/compile.h"
#include "geocode/geocode.h"

#include "test.h"

static const char world[] =
    "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tpopulation\tcode\tnames\n"
    "p1\tsettlement\tCartagena\tES\t\t37.6\t-0.98\t211000\tPPL\tru:Картахена|es:"
    "Cartagena\n"
    "p2\tsettlement\tCartagena\tCO\t\t10.4\t-75.5\t952000\tPPLA\tes:Cartagena\n"
    "p3\tsettlement\tCampos dos Goytacazes\tBR\t\t-21.75\t-41.3\t390000\tPPL\tpt:Campos "
    "dos Goitacás|ru:Кампус-дус-Гойтаказис|es:Campos de los Goitacaces|hy:Կամպոս\n"
    "p4\tsettlement\tCampos\tES\t\t39.43\t3.02\t8900\tPPL\t\n"
    "p5\tsettlement\tCherbourg-Octeville\tFR\t\t49.64\t-1.62\t36000\tPPLA2\tCherbourg\n"
    "p6\tsettlement\tCherbourg\tAU\t\t-26.3\t151.95\t1200\tPPL\t\n"
    "p7\tsettlement\tSan José\tCR\t\t9.93\t-84.08\t335000\tPPLC\tes:San José\n"
    "p8\tsettlement\tPuerto San José\tGT\t\t13.93\t-90.82\t18600\tPPL\t\n"
    "p9\tsettlement\tOrange\tFR\t\t44.14\t4.81\t30000\tPPL\tru:Оранж|uk:Оранж|oc:Aurenja|"
    "it:Oranges|la:Arausio|es:Orange de Francia\n"
    "q1\tsettlement\tOrange\tUS\t\t37.2\t-81.1\t34000\tPPL\tOrange Town\n"
    "q2\tsettlement\tGori\tGE\t\t41.98\t44.11\t46000\tPPLA\tka:გორი\n"
    "q3\tsettlement\tKurskaya\tRU\t\t44.06\t44.46\t10000\tPPL\t\n"
    "q4\tadmin1\tKursk\tRU\t\t51.7\t36.2\t1100000\tADM1\t\n"
    "q5\tsettlement\tAsker\tNO\t\t59.83\t10.44\t1500\tPPL\t\n"
    "q6\tsettlement\tMars\tFR\t\t46\t4.25\t520\tPPL\t\n"
    "q7\tsettlement\tCommercy\tFR\t\t48.76\t5.59\t6300\tPPL\tMontag\n"
    "r1\tsettlement\tNewton\tUS\t\t42.34\t-71.2\t30000\tPPL\t\n"
    "r2\tsettlement\tNewton\tUS\t\t38.05\t-97.35\t20000\tPPL\t\n"
    "r3\tsite\tNewton City County Airport\tUS\t\t38.06\t-97.27\t\tAIRP\t\n"
    "r4\tsettlement\tOdesa\tUA\t\t46.49\t30.74\t1015000\tPPLA\taz:Odessa|en:Odessa\n"
    "r5\tsettlement\tOdessa\tUS\t\t31.85\t-102.37\t118000\tPPLA2\t\n"
    "s1\tsettlement\tTripoli\tLY\t\t32.88\t13.19\t1150000\tPPLC\tru:Триполи\n"
    "s2\tsettlement\tTripoli\tLB\t\t34.43\t35.84\t229000\tPPLA\ttr:Trablusşam\n"
    "r6\tsettlement\tDeer Lake\tCA\t\t49.17\t-57.43\t5000\tPPL\t\n"
    "r7\tsettlement\tDeer Valley\tUS\t\t33.7\t-112.1\t9000\tPPL\t\n";

static const char words[] = "lang\tword\tposition\tkind\n"
                            "es\tpuerto\tbefore\tsettlement\n"
                            "en\toblast\tafter\tadmin1\n"
                            "en\tlake\tbefore|after\tlake\n"
                            "en\tvalley\tafter\tregion\n"
                            "tr\tgölü\tafter\tlake\n"
                            "de\tMontag\tbefore\tnothing\n"
                            "fr\tmars\tbefore\tnothing\n"
                            "fr\tlundi\tbefore\tnothing\n";

static const char endings[] = "lang\tending\tinstead\tadjective\n"
                              "en\tskaya\tsk\tyes\ntr\tler\t\tyes\n";

static gazetteer *open_world(buf *bytes)
{
    compile_table tables[] = { { "world.tsv", STR(world) },
                               { "words.tsv", STR(words) },
                               { "endings.tsv", STR(endings) } };
    gazetteer *g = NULL;
    CHECK_INT(compile_tables(tables, 3, bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(bytes), "world", &g, NULL), DATELINE_OK);
    return g;
}

static geocode_answer ask(const gazetteer *g, const char *text, const char *lang)
{
    geocode_answer a = { .place = GEOCODE_NOWHERE };
    geocode_find(g, &(geocode_query){ .text = str_of(text), .lang = lang }, &a, 1);
    return a;
}

static str meant(const gazetteer *g, const char *text)
{
    geocode_answer a = ask(g, text, NULL);
    return a.place == GEOCODE_NOWHERE ? STR("") : gazetteer_at(g, a.place).id;
}

TEST(geocode_name_in_another_script_may_mean_any_namesake)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Картахена"), "p2");
    geocode_answer in_spain;
    geocode_query q = { .text = STR("Картахена"), .country = "ES" };
    CHECK(geocode_find(g, &q, &in_spain, 1) == 1);
    CHECK_STR(gazetteer_at(g, in_spain.place).id, "p1");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_first_words_may_mean_the_larger_place)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Campos"), "p3");
    CHECK(ask(g, "Campos", NULL).confidence < .9);
    CHECK_STR(meant(g, "Cherbourg"), "p5");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_whole_name_wins_over_a_part_of_it)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Puerto San José"), "p8");
    CHECK_STR(meant(g, "San José"), "p7");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_of_towns_alike_the_one_of_more_names_is_meant)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Orange"), "p9");
    CHECK_INT(gazetteer_at(g, ask(g, "Orange", NULL).place).n_names, 7);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_area_by_a_form_of_its_name_wins_over_a_town_called_so)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    geocode_answer a = ask(g, "Kurskaya oblast", "en");
    CHECK_STR(gazetteer_at(g, a.place).id, "q4");
    CHECK_STR(meant(g, "Kurskaya"), "q3");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_words_of_the_news_are_no_names)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Montag"), "");
    CHECK_STR(meant(g, "lundi"), "");
    CHECK_STR(meant(g, "Mars"), "q6");
    CHECK(ask(g, "Mars", NULL).confidence < .3);
    CHECK_STR(meant(g, "Commercy"), "q7");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_few_villages_have_a_word_for_their_people)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK(ask(g, "askerler", "tr").confidence < .3);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_place_does_not_speak_for_itself_against_its_neighbors)
{
    static const char two[] =
        "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tpopulation\tcode\n"
        "cc\tcountry\tGeorgia\tGE\t\t42.3\t42.6\t3700000\tPCLI\n"
        "st\tadmin1\tGeorgia\tUS\t\t32.7\t-83.2\t10700000\tADM1\n"
        "at\tsettlement\tAtlanta\tUS\tGeorgia\t33.7\t-84.4\t498000\tPPLA\n"
        "ma\tsettlement\tMacon Bibb\tUS\tGeorgia\t32.8\t-83.6\t157000\tPPLA2\n"
        "tb\tsettlement\tTbilisi\tGE\t\t41.7\t44.8\t1100000\tPPLC\n"
        "ku\tsettlement\tKutaisi\tGE\t\t42.3\t42.7\t147000\tPPLA\n";
    static const char *const beside[2][2] = { { "Atlanta", "Macon Bibb" },
                                              { "Tbilisi", "Kutaisi" } };
    compile_table table = { "two.tsv", STR(two) };
    buf bytes = { 0 };
    arena a = { 0 };
    gazetteer *g = NULL;
    CHECK_INT(compile_tables(&table, 1, &bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "two", &g, NULL), DATELINE_OK);
    for (int i = 0; i < 2; i++) {
        geocode_query q[3] = { { .text = STR("Georgia") },
                               { .text = str_of(beside[i][0]) },
                               { .text = str_of(beside[i][1]) } };
        geocode_answer answers[3];
        geocode_batch(g, q, 3, answers, &a);
        CHECK_STR(gazetteer_at(g, answers[0].place).id, i ? "cc" : "st");
    }
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

TEST(geocode_of_two_towns_the_one_with_an_airport_of_its_name_is_meant)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Newton"), "r2");
    CHECK_STR(meant(g, "Orange"), "p9"); /* neither has one */
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_an_english_name_counts_behind_the_same_in_another_language)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Odessa"), "r4");
    geocode_answer a = ask(g, "Odessa", NULL);
    CHECK(a.confidence > .6);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_a_translated_word_for_a_kind_is_taken_back)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Deer Gölü"), "r6");
    CHECK(ask(g, "Deer Gölü", "tr").rule == GEOCODE_TYPED);
    CHECK_STR(meant(g, "Kordelt Gölü"), "");
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(geocode_a_name_unlike_the_main_one_hardly_means_a_namesake)
{
    buf bytes = { 0 };
    gazetteer *g = open_world(&bytes);
    CHECK_STR(meant(g, "Trablusşam"), "s2");
    CHECK_STR(meant(g, "Триполи"), "s1");
    gazetteer_close(g);
    buf_clear(&bytes);
}
