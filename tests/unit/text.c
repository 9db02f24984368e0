#include "base/rng.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/near.h"
#include "text/nfc.h"
#include "text/utf8.h"

#include "test.h"

static str fold(const char *text)
{
    static char room[8][1024];
    static int turn;
    char *out = room[turn++ % 8];
    size_t n = text_fold(str_of(text), out, sizeof room[0]);
    return (str){ out, n < sizeof room[0] ? n : 0 };
}

TEST(fold_takes_case_and_marks_off_latin_letters)
{
    CHECK_STR(fold("Đà Nẵng"), "da nang");
    CHECK_STR(fold("Thượng Karabakh"), "thuong karabakh");
    CHECK_STR(fold("Xankəndi"), "xankendi");
    CHECK_STR(fold("İSTANBUL Iğdır"), "istanbul igdir");
    CHECK_STR(fold("Łódź Øster Straße Ærø"), "lodz oster strasse aero");
}

TEST(fold_takes_case_and_marks_off_other_scripts)
{
    CHECK_STR(fold("Нагорный КАРАБАХ Ёлка"), "нагорныи карабах елка");
    CHECK_STR(fold("Αθήνα ΑΘΗΝΑΣ"), "αθηνα αθηνασ");
    CHECK_STR(fold("Երևան"), "երեւան");
    CHECK_STR(fold("ᲗᲑᲘᲚᲘᲡᲘ"), "თბილისი");
    CHECK_STR(fold("القُدس"), "القدس");
}

TEST(fold_makes_one_space_of_what_stands_between_words)
{
    CHECK_STR(fold("  Ba-cu_(x)\u00A0/ y\t"), "ba cu x y");
    CHECK_STR(fold("Nagorno- Karabakh"), "nagorno karabakh");
    CHECK_STR(fold("--"), "");
    CHECK_STR(fold(""), "");
}

TEST(fold_drops_apostrophes_and_what_is_invisible)
{
    CHECK_STR(fold("N’Djamena N'Djamena Nʼdjamena"), "ndjamena ndjamena ndjamena");
    CHECK_STR(fold("so\u00ADft\u200Bly"), "softly");
}

TEST(fold_keeps_voicing_marks_and_vowel_signs)
{
    CHECK(!str_eq(fold("ガ"), fold("カ")));
    CHECK(str_eq(fold("ｶﾞ"), fold("ガ")));
    CHECK_STR(fold("दिल्ली"), "दिल्ली");
    CHECK_STR(fold("กรุงเทพ"), "กรุงเทพ");
}

TEST(fold_composes_hangul)
{
    CHECK_STR(fold("서울"), "서울");
    CHECK_STR(fold("\u1109\u1165\u110B\u116E\u11AF"), "서울");
}

TEST(fold_writes_digits_of_every_script_alike)
{
    CHECK_STR(fold("٣ ३ ３"), "3 3 3");
}

TEST(fold_that_does_not_fit_says_how_long_it_is)
{
    char out[4] = "....";

    size_t n = text_fold(STR("Ереван"), out, 3);

    CHECK_INT(n, 12);
    CHECK(!memcmp(out, "е.", 3)); /* one letter of two bytes */
}

TEST(fold_takes_bytes_that_are_not_utf8_for_punctuation)
{
    CHECK_STR(fold("a\xFF"
                   "b\xC3"),
              "a b");
    CHECK_STR(fold("\xED\xA0\x80x"), "x");
}

/* Letters, marks, jamo, separators and arbitrary code points. */
static size_t random_text(uint64_t *seed, char *out, size_t n)
{
    static const uint32_t starts[] = { 0x20,   0xC0,   0x300,  0x400,  0x530,  0x5D0,
                                       0x620,  0x900,  0xE00,  0x10A0, 0x1100, 0x1161,
                                       0x11A8, 0x1E00, 0x2000, 0x3040, 0xAC00, 0xFB00,
                                       0xFE70, 0xFF00, 0x1D400 };
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t start = starts[rng_below(seed, sizeof starts / sizeof *starts)];
        uint32_t c = rng_below(seed, 20) ? start + rng_below(seed, 128)
                                         : rng_below(seed, 0x110000);
        if (c < 0xD800 || c > 0xDFFF)
            len += text_put(c, out + len);
    }
    return len;
}

/* The same with much of ASCII, which is read in larger pieces. */
static size_t random_mix(uint64_t *seed, char *out, size_t n)
{
    static const char ascii[] = "abcdefghijklmnopqrstuvwxyz{`azzaABZ@[09 \t\n\r\x7f.-";
    size_t len = 0;
    while (n--) {
        if (rng_below(seed, 8))
            out[len++] = ascii[rng_below(seed, sizeof ascii - 1)];
        else
            len += random_text(seed, out + len, 1);
    }
    return len;
}

TEST(text_letters_are_counted_as_one_by_one)
{
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[256];
        size_t n = random_mix(&seed, text, rng_below(&seed, 40));
        size_t capitals = 0, small = 0, upper = 0, lower = 0;
        str rest = { text, n };
        while (rest.len) {
            str behind = rest;
            text_letter l = text_letter_of(text_next(&behind));
            if (l < TEXT_CAPITAL_LETTER || l > TEXT_LETTER_UNCASED)
                break;
            upper += l == TEXT_CAPITAL_LETTER;
            lower += l == TEXT_SMALL_LETTER;
            rest = behind;
        }
        CHECK_INT(text_letters((str){ text, n }, &capitals, &small), n - rest.len);
        CHECK_INT(capitals, upper);
        CHECK_INT(small, lower);
    }
}

TEST(text_that_is_kept_ends_before_what_is_not)
{
    uint64_t seed = 8;
    for (int round = 0; round < 20000; round++) {
        char text[256];
        size_t n = random_mix(&seed, text, rng_below(&seed, 40)), last, before = 0;
        str rest = { text, n };
        while (rest.len) {
            str behind = rest;
            uint32_t c = text_next(&behind);
            if (text_clean_of(c) != TEXT_KEPT && c != ' ' && c != '\n')
                break;
            before = n - rest.len;
            rest = behind;
        }
        CHECK_INT(text_kept((str){ text, n }, &last), n - rest.len);
        CHECK_INT(last, before);
    }
}

TEST(utf8_fault_is_found_wherever_it_stands)
{
    uint64_t seed = 9;
    for (int round = 0; round < 20000; round++) {
        char text[256];
        size_t n = random_mix(&seed, text, 1 + rng_below(&seed, 40));
        CHECK_INT(text_utf8_check((str){ text, n }), n);
        size_t at = rng_below(&seed, (uint32_t)n);
        while (((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        text[at] = (char)0xFF;
        CHECK_INT(text_utf8_check((str){ text, n }), at);
    }
}

TEST(fold_of_a_fold_is_the_same_for_any_text)
{
    uint64_t seed = 42;
    for (int round = 0; round < 20000; round++) {
        char text[64], once[1024], twice[1024];
        size_t n = random_text(&seed, text, 1 + rng_below(&seed, 12));
        size_t n_once = text_fold((str){ text, n }, once, sizeof once);
        size_t n_twice = text_fold((str){ once, n_once }, twice, sizeof twice);
        CHECK(str_eq((str){ once, n_once }, (str){ twice, n_twice }));
        CHECK_INT(text_utf8_check((str){ once, n_once }), n_once);
        CHECK(!n_once || (once[0] != ' ' && once[n_once - 1] != ' '));
    }
}

TEST(fold_never_writes_past_its_room_for_any_bytes)
{
    uint64_t seed = 7;
    for (int round = 0; round < 5000; round++) {
        char text[24], out[40];
        size_t n = rng_below(&seed, sizeof text), cap = rng_below(&seed, 16);
        for (size_t i = 0; i < n; i++)
            text[i] = (char)rng_next(&seed);
        memset(out, '#', sizeof out);
        text_fold((str){ text, n }, out, cap);
        for (size_t i = cap; i < sizeof out; i++)
            CHECK_INT(out[i], '#');
    }
}

TEST(distance_counts_insertions_deletions_replacements_and_swaps)
{
    CHECK_INT(text_distance(STR("baku"), STR("baku"), 3), 0);
    CHECK_INT(text_distance(STR("baku"), STR("bakuu"), 3), 1);
    CHECK_INT(text_distance(STR("baku"), STR("bku"), 3), 1);
    CHECK_INT(text_distance(STR("baku"), STR("beku"), 3), 1);
    CHECK_INT(text_distance(STR("baku"), STR("bauk"), 3), 1);
    CHECK_INT(text_distance(STR("kitten"), STR("sitting"), 5), 3);
    CHECK_INT(text_distance(STR(""), STR("abc"), 5), 3);
}

TEST(distance_counts_letters_not_bytes)
{
    CHECK_INT(text_distance(STR("шуша"), STR("шуши"), 3), 1);
}

TEST(distance_stops_past_its_bound)
{
    CHECK_INT(text_distance(STR("kitten"), STR("sitting"), 2), 3);
    CHECK_INT(text_distance(STR("a"), STR("abcdefgh"), 2), 3);
}

TEST(distance_is_the_same_both_ways_for_any_words)
{
    uint64_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        char a[12], b[12];
        size_t n_a = rng_below(&seed, 12), n_b = rng_below(&seed, 12);
        for (size_t i = 0; i < 12; i++) {
            a[i] = (char)('a' + rng_below(&seed, 3));
            b[i] = (char)('a' + rng_below(&seed, 3));
        }
        str x = { a, n_a }, y = { b, n_b };
        CHECK_INT(text_distance(x, y, 20), text_distance(y, x, 20));
        CHECK_INT(text_distance(x, y, 20) == 0, str_eq(x, y));
    }
}

TEST(nearest_finds_what_was_meant)
{
    const str words[] = { STR("atlas"), STR("blueprint"), STR("parchment") };

    CHECK_INT(text_nearest(STR("Parchmint"), words, 3, 2), 2);
    CHECK_INT(text_nearest(STR("atlsa"), words, 3, 2), 0);
    CHECK_INT(text_nearest(STR("relief"), words, 3, 2), TEXT_NONE);
    CHECK_INT(text_nearest(STR(""), words, 3, 2), TEXT_NONE);
}

TEST(nearest_takes_the_first_of_equals)
{
    const str words[] = { STR("bat"), STR("cat") };

    CHECK_INT(text_nearest(STR("rat"), words, 2, 1), 0);
}
