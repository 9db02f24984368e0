/*
 * geocode_world.h - a gazetteer of a few places, of every kind that geocode treats
 * in its own way, with words and endings of several languages.
 */
#ifndef TEST_GEOCODE_WORLD_H
#define TEST_GEOCODE_WORLD_H

#include "compile/compile.h"
#include "gazetteer/gazetteer.h"

static const char geocode_world_places[] =
    "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tpopulation\tcode\tnames\tradius_km\n"
    "cc:AZ\tcountry\tAzerbaijan\tAZ\t\t40.4\t47.5\t10000000\tPCLI\t"
    "ru:Азербайджан|vi:A-déc-bai-gian|fa:جمهوری آذربایجان|ru~:азербайджанский\t200\n"
    "cc:AM\tcountry\tArmenia\tAM\t\t40.3\t44.9\t3000000\tPCLI\t"
    "vi:Ác-mê-ni-a|hy:Հայաստան|ka:სომხეთი|en~:Armenian|ru~:армянский\t120\n"
    "cc:FR\tcountry\tFrance\tFR\t\t46\t2\t67000000\tPCLI\tvi:Pháp\t450\n"
    "cc:US\tcountry\tUnited States\tUS\t\t39\t-98\t330000000\tPCLI\tUSA\t2500\n"
    "a1:TX\tadmin1\tTexas\tUS\t\t31.5\t-99.3\t\tADM1\t\t550\n"
    "a1:GR\tadmin1\tGegharkunik\tAM\t\t40.3\t45.3\t\tADM1\thy:Գեղարքունիք\t45\n"
    "hc:nk\tregion\tNagorno-Karabakh\tAZ\t\t39.82\t46.75\t\t\t"
    "Karabakh|ru:Нагорный Карабах|az:Dağlıq Qarabağ|ar:قره باغ\t60\n"
    "hc:sevan\tlake\tLake Sevan\tAM\tGegharkunik\t40.35\t45.35\t\tLK\tSevan\t38\n"
    "hc:aras\triver\tAras\t\t\t39.2\t46.8\t\tSTM\tru:Аракс\t300\n"
    "hc:ararat\tmountain\tMount Ararat\tTR\t\t39.7\t44.3\t\tMT\t\t12\n"
    "hc:lc\troad\tLachin corridor\tAZ\t\t39.64\t46.55\t\t\tru:Лачинский коридор\t25\n"
    "wr:caspian\tsea\tCaspian Sea\t\t\t41.5\t50.8\t\tSEA\t\t450\n"
    "og:f24\torganization\tFrance 24\tFR\t\t48.8\t2.3\t\tORG\t\t\n"
    "gn:1\tsettlement\tParis\tFR\t\t48.85\t2.35\t2138551\tPPLC\tru:Париж\t\n"
    "gn:2\tsettlement\tParis\tUS\tTexas\t33.66\t-95.56\t24800\tPPLA2\t\t\n"
    "gn:3\tsettlement\tMartuni\tAM\tGegharkunik\t40.14\t45.3\t11000\tPPL\t\t\n"
    "gn:4\tsettlement\tMartuni\tAZ\tKhojavend\t39.8\t47.11\t5000\tPPLA2\tМартуни\t\n"
    "gn:5\tsettlement\tStepanakert\tAZ\tKhankendi\t39.82\t46.75\t55000\tPPLA\t"
    "az:Xankəndi|ru:Степанакерт|hy:Ստեփանակերտ\t\n"
    "gn:6\tsettlement\tShusha\tAZ\tShusha\t39.76\t46.75\t5000\tPPLA\taz:Şuşa|ru:Шуша\t\n"
    "gn:7\tsettlement\tYerevan\tAM\tYerevan\t40.18\t44.51\t1093485\tPPLC\t"
    "hy:Երևան|ka:ერევანი|ru:Ереван|ar:يريفان\t\n"
    "gn:8\tsettlement\tSuva\tFJ\tRewa\t-18.14\t178.44\t77366\tPPLC\t\t\n";

static const char geocode_world_words[] = "lang\tword\tposition\tkind\n"
                                          "en\tvillage\tbefore|after\tsettlement\n"
                                          "en\tcity of\tbefore\tsettlement\n"
                                          "en\tprovince\tafter\tadmin1\n"
                                          "en\tlake\tbefore\tlake\n"
                                          "vi\tlàng\tbefore\tsettlement\n"
                                          "vi\tvùng\tbefore\tregion|admin1\n"
                                          "ru\tсело\tbefore\tsettlement\n"
                                          "hy\tգյուղ\tafter\tsettlement\n";

static const char geocode_world_endings[] = "lang\tending\tinstead\tadjective\n"
                                            "ru\tе\tа\t\n"
                                            "ru\tа\t\t\n"
                                            "hy\tում\t\t\n"
                                            "ka\tში\tი\t\n"
                                            "az\tda\t\t\n"
                                            "tr\t'da\t\t\n"
                                            "en\tian\tia\tyes\n";

static inline dateline_status geocode_world_compile(buf *out, dateline_error *err)
{
    compile_table tables[] = { { "world.tsv", str_of(geocode_world_places) },
                               { "types.tsv", str_of(geocode_world_words) },
                               { "endings.tsv", str_of(geocode_world_endings) } };
    return compile_tables(tables, sizeof tables / sizeof *tables, out, err);
}
#endif
