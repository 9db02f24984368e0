#include "kind/kind.h"

#include "test.h"

TEST(kind_is_found_by_its_words_in_four_languages)
{
    static const char *const words[] = {
        "Territorial Transfer", "ngừng bắn", "Ngung Ban",
        "cessez-le-feu",        "ПЕРЕМИРИЕ", "Explosions/Remote violence"
    };
    static const dateline_kind kinds[] = { DATELINE_TRANSFER,  DATELINE_CEASEFIRE,
                                           DATELINE_CEASEFIRE, DATELINE_CEASEFIRE,
                                           DATELINE_CEASEFIRE, DATELINE_OFFENSIVE };
    for (size_t i = 0; i < 6; i++) {
        dateline_kind kind;
        CHECK(kind_find(str_of(words[i]), &kind));
        CHECK_INT(kind, kinds[i]);
    }
    for (int i = 0; i < DATELINE_KINDS; i++) {
        dateline_kind kind;
        CHECK(kind_find(str_of(kind_name((dateline_kind)i)), &kind));
        CHECK_INT(kind, i);
    }
}
