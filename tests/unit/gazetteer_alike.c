#include "base/rng.h"
#include "gazetteer/tree.h"
#include "gazetteer_sample.h"
#include "geodata.h"

#include <string.h>

TEST(gazetteer_alike_finds_misspelled_names_in_any_script)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_hit hits[4];

    CHECK_INT(alike(g, "Erevan", 2, hits, 4), 1);
    CHECK_STR(gazetteer_at(g, hits[0].place).id, "gn:4");
    CHECK_INT(alike(g, "Azebraijan", 2, hits, 4), 1);
    CHECK_STR(gazetteer_at(g, hits[0].place).id, "cc:AZ");
    CHECK(hits[0].edits > 0);
    CHECK_INT(alike(g, "Азербайжан", 2, hits, 4), 1);
    CHECK_STR(gazetteer_at(g, hits[0].place).id, "cc:AZ");
    CHECK_INT(alike(g, "Lankaran", 2, hits, 4), 0);
    CHECK_INT(alike(g, "", 2, hits, 4), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_alike_gives_one_hit_a_place_most_important_first)
{
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    gazetteer_hit hits[4];

    CHECK_INT(alike(g, "Baku", 2, hits, 4), 2);
    CHECK_STR(gazetteer_at(g, hits[0].place).id, "gn:1");
    CHECK_STR(hits[0].name, "Baku");
    CHECK_INT(hits[0].edits, 0);
    CHECK_STR(gazetteer_at(g, hits[1].place).id, "gn:7");
    CHECK_INT(alike(g, "Baku", 2, hits, 1), 2);
    CHECK_INT(alike(g, "Baku", 2, NULL, 0), 2);
    CHECK_INT(alike(g, "армянский", 0, hits, 4), 1);
    CHECK(hits[0].adjective);
    CHECK_TEXT(hits[0].lang, "ru");
    gazetteer_close(g);
    buf_clear(&bytes);
}

/* Settlements of these names, joined by spaces, in a country. */
static gazetteer *open_names(buf *bytes, const char *country, const char *names)
{
    buf table = { 0 };
    str rest = str_of(names);
    buf_add_text(&table, "id\tkind\tname\tcountry\tlat\tlon\n");
    for (int i = 0; rest.len; i++) {
        str name = str_cut(&rest, ' ');
        buf_addf(&table, "collection:%d\tsettlement\t%.*s\t%s\t1\t2\n", i, STR_ARGS(name),
                 country);
    }
    compile_table t = { "names.tsv", buf_str(&table) };
    gazetteer *g = NULL;
    CHECK_INT(compile_tables(&t, 1, bytes, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_open_bytes(buf_str(bytes), "names", &g, NULL), DATELINE_OK);
    CHECK_INT(gazetteer_check(g, NULL), DATELINE_OK);
    buf_clear(&table);
    return g;
}

TEST(gazetteer_alike_asks_short_sounds_for_more)
{
    buf bytes = { 0 };
    gazetteer *g = open_names(&bytes, "XX", "bad badem bademar");

    CHECK_INT(gazetteer_find_alike(g, STR("bad"), 2, NULL, 0), 1);
    CHECK_INT(gazetteer_find_alike(g, STR("ban"), 2, NULL, 0), 0);
    CHECK_INT(gazetteer_find_alike(g, STR("baden"), 2, NULL, 0), 1);
    CHECK_INT(gazetteer_find_alike(g, STR("bamen"), 2, NULL, 0), 0);
    CHECK_INT(gazetteer_find_alike(g, STR("bamenar"), 2, NULL, 0), 1);
    CHECK_INT(gazetteer_find_alike(g, STR("bamenar"), 1, NULL, 0), 0);
    CHECK_INT(gazetteer_find_alike(g, STR("bademra"), 1, NULL, 0), 1);
    CHECK_INT(gazetteer_find_alike(g, STR("bademra"), 0, NULL, 0), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

TEST(gazetteer_reads_untagged_names_by_the_letters_of_the_country)
{
    buf bytes = { 0 };
    char sound[64];
    size_t n = text_sound(STR("Qaxcoş"), TEXT_READ_TURKIC, sound, sizeof sound);
    gazetteer *g = open_names(&bytes, "AZ", "Qaxcoş Cola");

    CHECK_INT(gazetteer_find_alike(g, (str){ sound, n }, 0, NULL, 0), 1);
    n = text_sound(STR("Cola"), TEXT_READ_COMMON, sound, sizeof sound);
    CHECK_INT(gazetteer_find_alike(g, (str){ sound, n }, 0, NULL, 0), 1);
    gazetteer_close(g);
    buf_clear(&bytes);
    g = open_names(&bytes, "DE", "Qaxcoş");
    n = text_sound(STR("Qaxcoş"), TEXT_READ_TURKIC, sound, sizeof sound);
    CHECK_INT(gazetteer_find_alike(g, (str){ sound, n }, 0, NULL, 0), 0);
    gazetteer_close(g);
    buf_clear(&bytes);
}

enum { LETTERS = 24 };

/* Edits from a to b, where two letters change places only if nothing is put between
   them: all of the table, none of the tree's ways. */
static unsigned distance(str a, str b)
{
    unsigned d[LETTERS + 1][LETTERS + 1];
    for (size_t i = 0; i <= a.len; i++)
        for (size_t k = 0; k <= b.len; k++) {
            if (!i || !k) {
                d[i][k] = (unsigned)(i + k);
                continue;
            }
            bool same = a.at[i - 1] == b.at[k - 1];
            unsigned best = d[i - 1][k - 1] + !same;
            best = d[i - 1][k] + 1 < best ? d[i - 1][k] + 1 : best;
            best = d[i][k - 1] + 1 < best ? d[i][k - 1] + 1 : best;
            bool turned = i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] &&
                          a.at[i - 2] == b.at[k - 1];
            if (turned && d[i - 2][k - 2] + 1 < best)
                best = d[i - 2][k - 2] + 1;
            d[i][k] = best;
        }
    return d[a.len][b.len];
}

/* Words of few letters, so that many lie close together. */
static str random_word(arena *a, uint64_t *seed, unsigned letters)
{
    static const char sounds[] = "baderumiko";
    char word[LETTERS];
    size_t n = 1 + rng_below(seed, 11);
    for (size_t i = 0; i < n; i++)
        word[i] = sounds[rng_below(seed, letters)];
    return (str){ str_copy(a, (str){ word, n }), n };
}

/* Whether a hit of this many edits is due for each place, and for no other. */
static void check_tier(const str *sounds, uint32_t n, str query, unsigned most,
                       const gazetteer *g)
{
    static gazetteer_hit hits[4096];
    unsigned nearest = most + 1;
    size_t due = 0;
    for (uint32_t i = 0; i < n; i++) {
        unsigned d = distance(query, sounds[i]);
        due = d < nearest ? 1 : due + (d == nearest);
        nearest = d < nearest ? d : nearest;
    }
    due = nearest > most ? 0 : due;
    size_t found = gazetteer_find_alike(g, query, most, hits, 4096);
    CHECK_INT(found, due);
    for (size_t i = 0; i < found; i++) {
        CHECK_INT(hits[i].edits, nearest);
        CHECK_INT(distance(query, hits[i].name), nearest);
    }
}

TEST(gazetteer_alike_is_what_a_walk_over_all_sounds_would_choose)
{
    enum { PLACES = 700, QUERIES = 1200 };
    for (unsigned letters = 2; letters <= 10; letters += 4) {
        arena a = { 0 };
        buf bytes = { 0 }, table = { 0 };
        uint64_t seed = 17 + letters;
        str *sounds = arena_array(&a, str, PLACES);
        for (int i = 0; i < PLACES; i++) {
            str word = random_word(&a, &seed, letters);
            char sound[64];
            size_t n = text_sound(word, TEXT_READ_COMMON, sound, sizeof sound);
            sounds[i] = (str){ str_copy(&a, (str){ sound, n }), n };
            /* A sound that is not its own sound would be another in the table. */
            char again[64];
            size_t m = text_sound(sounds[i], TEXT_READ_COMMON, again, sizeof again);
            i -= !n || !str_eq(sounds[i], (str){ again, m });
        }
        for (int i = 0; i < PLACES; i++)
            buf_addf(&table, "%.*s ", STR_ARGS(sounds[i]));
        table.len--;
        char *names = str_copy(&a, buf_str(&table));
        gazetteer *g = open_names(&bytes, "XX", names);
        for (int i = 0; i < QUERIES; i++) {
            str query = random_word(&a, &seed, letters);
            unsigned most = query.len < 4 ? 0 : query.len < 7 ? 1 : 2;
            check_tier(sounds, PLACES, query, most, g);
        }
        gazetteer_close(g);
        buf_clear(&bytes);
        buf_clear(&table);
        arena_clear(&a);
    }
}

/* A question of these bytes ends after so many steps, and within a tree of any kind. */
static void check_bound(const gazetteer *g, const char *bytes, size_t n)
{
    gazetteer_hit hits[8];
    uint32_t visits;
    tree_find_alike(g, (str){ bytes, n }, 2, hits, 8, &visits);
    CHECK(visits <= TREE_VISITS);
    tree_find_alike(g, (str){ bytes, n }, UINT32_MAX, hits, 8, &visits);
    CHECK(visits <= TREE_VISITS);
}

static void check_bounds(const gazetteer *g)
{
    uint64_t seed = 23;
    char bytes[4096];
    for (size_t n = 0; n < 80; n++) {
        for (char c = 'a'; c <= 'z'; c++) {
            memset(bytes, c, n);
            check_bound(g, bytes, n);
        }
        for (int round = 0; round < 20; round++) {
            unsigned letters = round % 2 ? 256 : 26;
            for (size_t i = 0; i < n; i++)
                bytes[i] =
                    (char)((letters == 26 ? 'a' : 0) + (int)rng_below(&seed, letters));
            check_bound(g, bytes, n);
        }
    }
    memset(bytes, 'a', sizeof bytes);
    check_bound(g, bytes, sizeof bytes);
}

TEST(gazetteer_alike_does_a_bounded_work_for_any_bytes)
{
    arena a = { 0 };
    buf bytes = { 0 };
    gazetteer *g = open_sample(&bytes);
    const char *dir = geodata_dir(&a);
    check_bounds(g);
    gazetteer_close(g);
    g = NULL;
    if (dir && !gazetteer_open(str_print(&a, "%s/gazetteer.bin", dir), &g, NULL))
        check_bounds(g);
    gazetteer_close(g);
    buf_clear(&bytes);
    arena_clear(&a);
}
