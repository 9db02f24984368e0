#include "text/upper.h"

#include "text/utf8.h"

#include "test.h"

#define CHECK_UPPER(TEXT, LANG, WANT)                             \
    do {                                                          \
        arena a_ = { 0 };                                         \
        CHECK_STR(text_upper(&a_, str_of(TEXT), (LANG)), (WANT)); \
        arena_clear(&a_);                                         \
    } while (0)

TEST(upper_sets_the_languages_of_the_maps_in_capitals)
{
    CHECK_UPPER("Biển Đông, Thừa Thiên – Huế: ưỡẩ ỵ ơ", "vi",
                "BIỂN ĐÔNG, THỪA THIÊN – HUẾ: ƯỠẨ Ỵ Ơ");
    CHECK_UPPER("Каспийское море, ёж, Україна їєґ", "ru",
                "КАСПИЙСКОЕ МОРЕ, ЁЖ, УКРАЇНА ЇЄҐ");
    CHECK_UPPER("Հայաստան և Արցախ", "hy", "ՀԱՅԱՍՏԱՆ ԵՒ ԱՐՑԱԽ");
    CHECK_UPPER("Élysée, Straße, œuvre, ÿ, český ňž", "fr",
                "ÉLYSÉE, STRASSE, ŒUVRE, Ÿ, ČESKÝ ŇŽ");
    CHECK_UPPER("Αθήνα, Μεσόγειος, Ϊόνιο ϋώύ", "el", "ΑΘΉΝΑ, ΜΕΣΌΓΕΙΟΣ, ΪΌΝΙΟ ΫΏΎ");
    CHECK_UPPER("Қазақстан Ӂӂ", "kk", "ҚАЗАҚСТАН ӁӁ");
}

TEST(upper_dots_the_i_of_turkish_and_azerbaijani_only)
{
    CHECK_UPPER("Iğdır, İstanbul, Diyarbakır", "tr", "IĞDIR, İSTANBUL, DİYARBAKIR");
    CHECK_UPPER("Xankəndi", "az", "XANKƏNDİ");
    CHECK_UPPER("Bakı şəhəri", "az-Latn-AZ", "BAKI ŞƏHƏRİ");
    CHECK_UPPER("Xankendi", "en", "XANKENDI");
    CHECK_UPPER("i", "trv", "I");
    CHECK_UPPER("i", NULL, "I");
    CHECK_UPPER("i", "", "I");
}

TEST(upper_leaves_scripts_without_capitals)
{
    static const char *const same[] = { "თბილისი", "فارسی خلیج", "東京 서울 ไทย", "",
                                        "12 – 3" };
    for (int i = 0; i < 5; i++)
        CHECK_UPPER(same[i], "en", same[i]);
}

TEST(upper_twice_is_upper_once_for_any_character)
{
    for (uint32_t c = 1; c < 0x11000; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        arena a = { 0 };
        char text[4];
        str s = { text, text_put(c, text) };
        str once = text_upper(&a, s, "en"), twice = text_upper(&a, once, "en");
        if (!str_eq(once, twice) || text_utf8_check(once) != once.len)
            TEST_FAIL("U+%04X becomes %.*s, then %.*s", c, STR_ARGS(once),
                      STR_ARGS(twice));
        arena_clear(&a);
    }
}
