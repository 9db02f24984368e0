/*
 * gazetteer_sample.h - a small gazetteer that several tests ask.
 */
#ifndef TEST_GAZETTEER_SAMPLE_H
#define TEST_GAZETTEER_SAMPLE_H

#include "compile/compile.h"
#include "gazetteer/gazetteer.h"
#include "text/fold.h"
#include "text/sound.h"

#include "test.h"

static const char world[] =
    "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tpopulation\tcode\tnames\tradius_km\n"
    "cc:AZ\tcountry\tAzerbaijan\tAZ\t\t40.4\t47.5\t10000000\tPCLI\t"
    "vi:A-déc-bai-gian|fr:Azerbaïdjan|ru:Азербайджан\t200\n"
    "gn:1\tsettlement\tBaku\tAZ\tBaku\t40.41\t49.87\t1116513\tPPLC\t"
    "en:Baku|az:Bakı|ru:Баку|vi:Ba-cu|Bakou|Bakú\t\n"
    "gn:2\tsettlement\tQaracuxur\tAZ\tBaku\t40.39\t49.97\t72989\tPPL\t\t\n"
    "gn:3\tsettlement\tBarda\tAZ\tBarda\t40.37\t47.13\t38500\tPPLA\tБарда|Bərdə\t\n"
    "gn:4\tsettlement\tYerevan\tAM\tYerevan\t40.18\t44.51\t1093485\tPPLC\t"
    "Երևան|Єреван|Ереван\t\n"
    "gn:5\tsettlement\tSuva\tFJ\tRewa\t-18.14\t178.44\t77366\tPPLC\t\t\n"
    "gn:6\tsettlement\tApia\tWS\t\t-13.83\t-171.77\t40407\tPPLC\t\t\n"
    "gn:7\tsettlement\tBaku\tID\t\t-7.6\t110.8\t900\tPPL\t\t\n"
    "cc:AM\tcountry\tArmenia\tAM\t\t40.2\t45\t3000000\tPCLI\t"
    "ru~:армянский|en~:Armenian|ru:Армения|zh-Hans~:亚美尼亚的|ru~:Армения|en~:Hay\t120\n"
    "og:hay\torganization\tHay\tAM\t\t40.2\t44.5\t\tORG\tHäy\t\n";

static const char more[] =
    "# a later table adds and corrects\n"
    "id\tname\tkind\tlat\tlon\tradius_km\tparent\tnames\tfrom\tto\n"
    "gn:3\tBarda city\t\t\t\t3.5\tcc:AZ\taz:Bərdə\t1991\t2020-11-10\n"
    "wr:pacific\tPacific\tsea\t0\t-160\t7300\t\t\t\t\n";

static const char words[] = "lang\tword\tposition\tkind\n"
                            "en\tvillage\tbefore|after\tsettlement\n"
                            "en\tregion\tafter\tadmin1|region\n"
                            "vi\tthị trấn\tbefore\tsettlement\n";

static const char endings[] = "lang\tending\tinstead\tadjective\n"
                              "ru\tом\t\t\n"
                              "ru\tский\t\tyes\n"
                              "ru\tий\tия\t\n"
                              "tr\t'nın\t\t\n"
                              "az\tnın\t\t\n"
                              "az\tnin\t\t\n"
                              "az\tin\t\t\n"
                              "ka\tში\tი\t\n";

static inline void compile(buf *out)
{
    compile_table tables[] = { { "world.tsv", str_of(world) },
                               { "more.tsv", str_of(more) },
                               { "types.tsv", str_of(words) },
                               { "endings.tsv", str_of(endings) } };
    dateline_error err = { 0 };
    if (compile_tables(tables, sizeof tables / sizeof *tables, out, &err))
        TEST_FAIL("%s:%d:%d: %s", err.source, err.line, err.column, err.message);
}

static inline gazetteer *open_sample(buf *bytes)
{
    gazetteer *g = NULL;
    compile(bytes);
    CHECK_INT(gazetteer_open_bytes(buf_str(bytes), "sample", &g, NULL), DATELINE_OK);
    return g;
}

static inline size_t find(const gazetteer *g, const char *name, gazetteer_hit *hits,
                          size_t n)
{
    char folded[256];
    size_t len = text_fold(str_of(name), folded, sizeof folded);
    return gazetteer_find(g, (str){ folded, len }, hits, n);
}

/* Compiling one table fails; what it says. */
static inline dateline_error compile_fails(const char *table)
{
    dateline_error err = { 0 };
    buf out = { 0 };
    compile_table t = { "bad.tsv", str_of(table) };
    CHECK_INT(compile_tables(&t, 1, &out, &err), DATELINE_INPUT);
    CHECK_INT(out.len, 0);
    buf_clear(&out);
    return err;
}

static inline void use_all(const gazetteer *g)
{
    static const char *const names[] = { "Baku", "Ереван", "x", "Barda city", "zzz" };
    gazetteer_hit hits[4];
    arena a = { 0 };
    uint32_t at[8];
    str name;
    char lang[4];
    bool found;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        find(g, names[i], hits, 4);
    gazetteer_begins(g, STR("barda"));
    gazetteer_find_longer(g, STR("barda"), hits, 4);
    gazetteer_find_longer(g, STR("a"), hits, 4);
    for (uint32_t i = 0; i < 12; i++) {
        gazetteer_place p = gazetteer_at(g, i);
        gazetteer_by_id(g, p.id, at);
        gazetteer_name(g, i, "ru", &found);
        for (size_t k = 0; k < 20 && gazetteer_name_at(g, i, k, &name, lang); k++)
            CHECK(name.len < 1000);
        gazetteer_parent(g, i, at);
    }
    gazetteer_settlements(g, (geo_box){ 44, 39, 51, 42 }, at, 8, &a);
    gazetteer_settlements(g, (geo_box){ -180, -90, 180, 90 }, at, 8, &a);
    gazetteer_areas(g, (geo_box){ -180, -90, 180, 90 }, UINT32_MAX, at, 8);
    gazetteer_type(g, STR("village"), GAZETTEER_AFTER);
    gazetteer_stem stem[4];
    gazetteer_stems(g, STR("bakinin"), stem, 4);
    gazetteer_stems(g, STR("армянскии"), stem, 4);
    gazetteer_find_alike(g, STR("baku"), 0, hits, 4);
    gazetteer_find_alike(g, STR("azerbajan"), 2, hits, 4);
    gazetteer_find_alike(g, STR("zzzzzzzzzz"), 2, hits, 4);
    gazetteer_check(g, NULL);
    arena_clear(&a);
}

static inline size_t alike(const gazetteer *g, const char *name, unsigned most,
                           gazetteer_hit *hits, size_t n)
{
    char sound[256];
    size_t len = text_sound(str_of(name), TEXT_READ_COMMON, sound, sizeof sound);
    return gazetteer_find_alike(g, (str){ sound, len }, most, hits, n);
}
#endif
