#include "gazetteer/gazetteer.h"
#include "base/rng.h"
#include "gazetteer/compile.h"
#include "text/fold.h"

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
    "gn:7\tsettlement\tBaku\tID\t\t-7.6\t110.8\t900\tPPL\t\t\n";

static const char more[] =
    "# a later table adds and corrects\n"
    "id\tname\tkind\tlat\tlon\tradius_km\tparent\tnames\tfrom\tto\n"
    "gn:3\tBarda city\t\t\t\t3.5\tcc:AZ\taz:Bərdə\t1991\t2020-11-10\n"
    "wr:pacific\tPacific\tsea\t0\t-160\t7300\t\t\t\t\n";

static const char words[] = "lang\tword\tposition\tkind\n"
                            "en\tvillage\tbefore|after\tsettlement\n"
                            "en\tregion\tafter\tadmin1|region\n"
                            "vi\tthị trấn\tbefore\tsettlement\n";

static void compile(buf *out)
{
    gazetteer_table tables[] = { { "world.tsv", str_of(world) },
                                 { "more.tsv", str_of(more) },
                                 { "types.tsv", str_of(words) } };
    dateline_error err = { 0 };
    if (gazetteer_compile(tables, 3, out, &err))
        TEST_FAIL("%s:%d:%d: %s", err.source, err.line, err.column, err.message);
}

static gazetteer *open_sample(buf *bytes)
{
    gazetteer *g = NULL;
    compile(bytes);
    CHECK_INT(gazetteer_open_bytes(buf_str(bytes), "sample", &g, NULL), DATELINE_OK);
    return g;
}

static size_t find(const gazetteer *g, const char *name, gazetteer_hit *hits, size_t n)
{
    char folded[256];
    size_t len = text_fold(str_of(name), folded, sizeof folded);
    return gazetteer_find(g, (str){ folded, len }, hits, n);
}

/* Compiling one table fails; what it says. */
static dateline_error compile_fails(const char *table)
{
    dateline_error err = { 0 };
    buf out = { 0 };
    gazetteer_table t = { "bad.tsv", str_of(table) };
    CHECK_INT(gazetteer_compile(&t, 1, &out, &err), DATELINE_INPUT);
    CHECK_INT(out.len, 0);
    buf_clear(&out);
    return err;
}

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

    CHECK_INT(gazetteer_areas(g, caucasus, countries, at, 8), 1);
    CHECK_STR(gazetteer_at(g, at[0]).id, "cc:AZ");
    CHECK_INT(gazetteer_areas(g, caucasus, seas, at, 8), 0);
    CHECK_INT(gazetteer_areas(g, all, seas | countries, at, 8), 2);
    CHECK_STR(gazetteer_at(g, at[0]).id, "cc:AZ");
    CHECK_INT(gazetteer_areas(g, all, seas | countries, at, 1), 1);
    CHECK_INT(gazetteer_areas(g, all, UINT32_MAX, at, 8), 2); /* no settlements */
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

TEST(gazetteer_that_is_cut_anywhere_is_refused)
{
    buf bytes = { 0 };
    compile(&bytes);
    for (size_t n = 0; n < bytes.len; n += n < 400 ? 1 : 97) {
        gazetteer *g = NULL;
        str cut = { (const char *)bytes.at, n };
        CHECK_INT(gazetteer_open_bytes(cut, "cut", &g, NULL), DATELINE_GEODATA);
        CHECK(g == NULL);
    }
    buf_clear(&bytes);
}

TEST(gazetteer_check_passes_what_the_compiler_made)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);

    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    gazetteer_close(g);
    buf_clear(&bytes);
}

static void use_all(const gazetteer *g)
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
    gazetteer_check(g, NULL);
    arena_clear(&a);
}

TEST(gazetteer_with_flipped_bits_is_found_out_and_harmless)
{
    buf bytes = { 0 };
    compile(&bytes);
    uint64_t seed = 11;
    for (int round = 0; round < 1500; round++) {
        size_t at = rng_below(&seed, (uint32_t)bytes.len);
        /* The header is a small part of the file: look at it now and then. */
        if (round % 8 == 0)
            at = rng_below(&seed, 400);
        unsigned char was = bytes.at[at];
        bytes.at[at] ^= (unsigned char)(1u << rng_below(&seed, 8));
        gazetteer *g = NULL;
        if (!gazetteer_open_bytes(buf_str(&bytes), "flipped", &g, NULL)) {
            use_all(g);
            CHECK_INT(gazetteer_check(g, NULL), DATELINE_GEODATA);
        }
        gazetteer_close(g);
        bytes.at[at] = was;
    }
    buf_clear(&bytes);
}

/* Settlements of one name, of all sizes and all over the world, which no two have alike;
   more than a group takes. */
static gazetteer *open_crowd(arena *a, buf *bytes, uint32_t n)
{
    buf table = { 0 };
    uint64_t seed = 7;
    buf_add_text(&table, "id\tkind\tname\tlat\tlon\tpopulation\n");
    for (uint32_t i = 0; i < n; i++)
        buf_addf(&table, "p%u\tsettlement\t%s\t%.4f\t%.4f\t%u\n", i,
                 i % 97 ? "Elsewhere" : "Springfield",
                 rng_below(&seed, 1600000) / 1e4 - 80,
                 rng_below(&seed, 3600000) / 1e4 - 180,
                 rng_below(&seed, 3) ? rng_below(&seed, 9000) + 1 : 0);
    gazetteer_table t = { "crowd.tsv", { str_copy(a, buf_str(&table)), table.len } };
    buf_clear(&table);
    gazetteer *g = NULL;
    CHECK_INT(gazetteer_compile(&t, 1, bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(bytes), "crowd", &g, NULL), DATELINE_OK);
    return g;
}

/* Whether a stands before b by what is known of both. */
static bool more_important(const gazetteer *g, uint32_t a, uint32_t b)
{
    gazetteer_place x = gazetteer_at(g, a), y = gazetteer_at(g, b);
    if (x.importance != y.importance)
        return x.importance > y.importance;
    if (x.population != y.population)
        return x.population > y.population;
    return str_compare(x.id, y.id) < 0;
}

TEST(gazetteer_finds_places_of_one_name_by_importance_wherever_they_lie)
{
    arena a = { 0 };
    buf bytes = { 0 };
    gazetteer *g = open_crowd(&a, &bytes, 3000);
    gazetteer_hit hits[64];

    CHECK_INT(find(g, "Springfield", hits, 64), 31);
    for (int i = 1; i < 31; i++)
        CHECK(more_important(g, hits[i - 1].place, hits[i].place));
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

TEST(gazetteer_settlements_are_those_that_a_walk_over_all_would_choose)
{
    enum { PLACES = 6000, WANTED = 40 };
    arena a = { 0 };
    buf bytes = { 0 };
    gazetteer *g = open_crowd(&a, &bytes, PLACES);
    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    uint64_t seed = 3;
    for (int round = 0; round < 60; round++) {
        double west = rng_below(&seed, 360) - 180.0, south = rng_below(&seed, 150) - 80.0;
        double wide = rng_below(&seed, 3) ? 1 + rng_below(&seed, 40) : 300;
        geo_box box = { west, south, geo_wrap_lon(west + wide), south + wide / 2 };
        uint32_t at[WANTED], n_inside = 0, n_ahead = 0;
        size_t n = gazetteer_settlements(g, box, at, WANTED, &a);
        for (uint32_t i = 0; i < PLACES; i++) {
            bool inside = geo_box_has(box, gazetteer_at(g, i).where);
            n_inside += inside;
            n_ahead += inside && n && !more_important(g, at[n - 1], i);
        }
        CHECK_INT(n, n_inside < WANTED ? n_inside : WANTED);
        CHECK_INT(n_ahead, n); /* the last one itself among them */
        for (size_t i = 1; i < n; i++)
            CHECK(more_important(g, at[i - 1], at[i]));
    }
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

/* The nearest of all within km, or -1. */
static double nearest_km(const gazetteer *g, geo_lonlat p, double km)
{
    double best = -1;
    for (uint32_t i = 0; i < gazetteer_count(g); i++) {
        double far = geo_distance_km(gazetteer_at(g, i).where, p);
        if (far <= km && (best < 0 || far < best))
            best = far;
    }
    return best;
}

TEST(gazetteer_nearest_is_the_one_that_a_walk_over_all_would_choose)
{
    enum { PLACES = 6000 };
    arena a = { 0 };
    buf bytes = { 0 };
    gazetteer *g = open_crowd(&a, &bytes, PLACES);
    uint64_t seed = 11;
    size_t found = 0;
    for (int round = 0; round < 400; round++) {
        geo_lonlat p = { (double)rng_below(&seed, 361) - 180,
                         (double)rng_below(&seed, 181) - 90 };
        double within = 20 + (double)rng_below(&seed, 1200);
        if (round % 4 == 0)
            p.lon = round % 8 ? 179.999 : -180;
        uint32_t place = PLACES;
        double want = nearest_km(g, p, within);
        CHECK(gazetteer_nearest(g, p, within, &place) == (want >= 0));
        found += want >= 0;
        if (want >= 0)
            CHECK_NEAR(geo_distance_km(gazetteer_at(g, place).where, p), want, 1e-9);
    }
    CHECK(found > 200 && found < 400);
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

TEST(gazetteer_numbers_neighbors_side_by_side)
{
    enum { PLACES = 6000 };
    arena a = { 0 };
    buf bytes = { 0 };
    gazetteer *g = open_crowd(&a, &bytes, PLACES);
    double steps = 0;
    for (uint32_t i = 1; i < PLACES; i++)
        steps += geo_distance_km(gazetteer_at(g, i - 1).where, gazetteer_at(g, i).where);

    /* By chance they would be a quarter of the way around the world apart. */
    CHECK(steps / PLACES < 1000);
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

TEST(gazetteer_finds_every_place_by_its_id_and_no_other)
{
    enum { PLACES = 3000 };
    arena a = { 0 };
    buf bytes = { 0 };
    gazetteer *g = open_crowd(&a, &bytes, PLACES);
    uint32_t at;
    for (uint32_t i = 0; i < PLACES; i++) {
        CHECK(gazetteer_by_id(g, gazetteer_at(g, i).id, &at));
        CHECK_INT(at, i);
    }
    CHECK(!gazetteer_by_id(g, STR("p3000"), &at));
    CHECK(!gazetteer_by_id(g, STR("p"), &at));
    CHECK(!gazetteer_by_id(g, STR(""), &at));
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}

/* Names that share beginnings, so that blocks, ties and postings are all met. */
TEST(gazetteer_finds_every_name_of_any_table)
{
    enum { PLACES = 3000 };
    buf table = { 0 }, bytes = { 0 };
    arena a = { 0 };
    uint64_t seed = 5;
    str *names = arena_array(&a, str, PLACES);
    buf_add_text(&table, "id\tkind\tname\tlat\tlon\n");
    for (int i = 0; i < PLACES; i++) {
        char name[16];
        size_t n = 1 + rng_below(&seed, 14);
        for (size_t k = 0; k < n; k++)
            name[k] = (char)('a' + rng_below(&seed, k < 9 ? 2 : 26));
        names[i] = (str){ str_copy(&a, (str){ name, n }), n };
        buf_addf(&table, "p%d\tsettlement\t%.*s\t%d\t%d\n", i, (int)n, name, i % 90,
                 i % 180);
    }
    gazetteer_table t = { "many.tsv", buf_str(&table) };
    gazetteer *g = NULL;
    CHECK_INT(gazetteer_compile(&t, 1, &bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "many", &g, NULL), DATELINE_OK);

    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    for (int i = 0; i < PLACES; i++) {
        size_t same = 0;
        for (int k = 0; k < PLACES; k++)
            same += str_eq(names[i], names[k]);
        gazetteer_hit hit;
        CHECK_INT(gazetteer_find(g, names[i], &hit, 1), same);
        CHECK(str_eq(hit.name, names[i]));
    }
    gazetteer_close(g);
    buf_clear(&table);
    buf_clear(&bytes);
    arena_clear(&a);
}
