#include "base/rng.h"
#include "gazetteer_sample.h"

#include <stdio.h>
#include <string.h>

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
    compile_table t = { "crowd.tsv", { str_copy(a, buf_str(&table)), table.len } };
    buf_clear(&table);
    gazetteer *g = NULL;
    CHECK_INT(compile_tables(&t, 1, bytes, NULL), DATELINE_OK);
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
    compile_table t = { "many.tsv", buf_str(&table) };
    gazetteer *g = NULL;
    CHECK_INT(compile_tables(&t, 1, &bytes, NULL), DATELINE_OK);
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

static bool begins_with(str name, str text)
{
    return text.len && name.len >= text.len && !memcmp(name.at, text.at, text.len) &&
           (name.len == text.len || name.at[text.len] == ' ');
}

/* One to four words of few letters, so that many names begin alike. */
static str random_words(arena *a, uint64_t *seed)
{
    char name[64];
    size_t n = 0;
    for (uint32_t w = 1 + rng_below(seed, 4); w; w--) {
        for (uint32_t k = 1 + rng_below(seed, 5); k; k--)
            name[n++] = (char)('a' + rng_below(seed, 2));
        name[n++] = ' ';
    }
    return (str){ str_copy(a, (str){ name, n - 1 }), n - 1 };
}

TEST(gazetteer_knows_the_names_that_begin_with_a_text)
{
    enum { PLACES = 700, QUESTIONS = 3000, MOST = 48 };
    buf table = { 0 }, bytes = { 0 };
    arena a = { 0 };
    uint64_t seed = 11;
    str *names = arena_array(&a, str, PLACES);
    gazetteer_hit *hits = arena_array(&a, gazetteer_hit, PLACES);
    buf_add_text(&table, "id\tkind\tname\tlat\tlon\n");
    for (int i = 0; i < PLACES; i++) {
        names[i] = random_words(&a, &seed);
        buf_addf(&table, "p%d\tsettlement\t%.*s\t%d\t%d\n", i, (int)names[i].len,
                 names[i].at, i % 90, i % 180);
    }
    compile_table t = { "words.tsv", buf_str(&table) };
    gazetteer *g = NULL;
    CHECK_INT(compile_tables(&t, 1, &bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "words", &g, NULL), DATELINE_OK);

    int yes = 0, several = 0;
    for (int i = 0; i < QUESTIONS; i++) {
        str asked = i < PLACES ? names[i] : random_words(&a, &seed);
        if (i % 2)
            asked.len = 1 + rng_below(&seed, (uint32_t)asked.len);
        size_t same = 0, longer = 0, so = 0;
        for (int k = 0; k < PLACES; k++) {
            so += str_starts(names[k], asked);
            same += str_eq(names[k], asked);
            longer += begins_with(names[k], asked) && !str_eq(names[k], asked);
        }
        size_t n = gazetteer_find_longer(g, asked, hits, PLACES);
        CHECK_INT(gazetteer_begins(g, asked), same + longer > 0);
        CHECK_INT(gazetteer_begins_so(g, asked), so > 0);
        CHECK(n == longer || (!n && longer >= MOST));
        for (size_t k = 0; k < n; k++)
            CHECK(begins_with(hits[k].name, asked));
        yes += same + longer > 0;
        several += n > 1;
    }
    CHECK(yes > QUESTIONS / 8 && yes < QUESTIONS - QUESTIONS / 8);
    CHECK(several > QUESTIONS / 16);
    gazetteer_close(g);
    buf_clear(&table);
    buf_clear(&bytes);
    arena_clear(&a);
}

TEST(gazetteer_begins_asks_for_whole_words)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    CHECK(gazetteer_begins(g, STR("ba")));
    CHECK(gazetteer_begins(g, STR("barda")));
    CHECK(gazetteer_begins(g, STR("barda city")));
    CHECK(!gazetteer_begins(g, STR("barda c")));
    CHECK(!gazetteer_begins(g, STR("bard")));
    CHECK(!gazetteer_begins(g, STR("")));
    CHECK(!gazetteer_begins(g, STR("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF")));
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_finds_ids_and_names_that_share_a_long_beginning)
{
    enum { PLACES = 900 };
    buf table = { 0 }, bytes = { 0 };
    gazetteer *g = NULL;
    char text[128];
    uint32_t at;
    buf_add_text(&table, "id\tkind\tname\tlat\tlon\n");
    for (int i = 0; i < PLACES; i++)
        buf_addf(&table,
                 "collection:of:many:%d\tsettlement\tGreater Municipality of Number %d "
                 "beside the other one\t1\t2\n",
                 i, i);
    compile_table t = { "long.tsv", buf_str(&table) };
    CHECK_INT(compile_tables(&t, 1, &bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(&bytes), "long", &g, NULL), DATELINE_OK);

    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    for (int i = 0; i < PLACES; i++) {
        gazetteer_hit hit;
        snprintf(text, sizeof text, "collection:of:many:%d", i);
        CHECK(gazetteer_by_id(g, str_of(text), &at));
        CHECK_STR(gazetteer_at(g, at).id, text);
        snprintf(text, sizeof text,
                 "Greater Municipality of Number %d beside the other one", i);
        CHECK_INT(find(g, text, &hit, 1), 1);
        CHECK_INT(hit.place, at);
    }
    CHECK(!gazetteer_by_id(g, STR("collection:of:many:900"), &at));
    CHECK(!gazetteer_by_id(g, STR("collection:of:many:"), &at));
    CHECK(!gazetteer_by_id(g, STR("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), &at));
    gazetteer_close(g);
    buf_clear(&table);
    buf_clear(&bytes);
}
