#include "lexicon/lexicon.h"

#include "test.h"

typedef struct fixture {
    arena a;
    lexicon *x;
    text_token *tokens;
    lexicon_tag *tags;
    size_t n;
} fixture;

static const char table[] = "words\tclass\tvalue\n"
                            "# what a remark says is passed over\n"
                            "tổng thống|thủ tướng\ttitle\toffice\n"
                            "tuần\tunit\tweek\n"
                            "tuần tra\tnotdate\t\n"
                            "заяв*\tsay\tclaims\n"
                            "tháng #\tdateword\tin\n"
                            "hôm qua\tdeictic\tday step=-1\n"
                            "ảnh :\tphoto\tlead\n"
                            "tấn công\ttrigger\tkind=offensive verb\n"
                            "tấn công\tact\t\n";

static fixture find(const char *text)
{
    fixture f = { 0 };
    dateline_error err = { 0 };
    if (lexicon_read(&(lexicon_table){ "test.tsv", str_of(table) }, 1, &f.a, &f.x, &err))
        TEST_FAIL("%s:%d:%d %s", err.source, err.line, err.column, err.message);
    size_t n = text_tokens(str_of(text), &f.a, &f.tokens);
    f.n = lexicon_find(f.x, lexicon_memory_new(&f.a), str_of(text), f.tokens, n, &f.a,
                       &f.tags);
    return f;
}

TEST(lexicon_finds_phrases_whatever_divides_their_words)
{
    static const char *const texts[] = { "Tổng thống X", "tổng_thống X", "TỔNG  THỐNG",
                                         "tổng-thống" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture f = find(texts[i]);
        CHECK_INT(f.n, 1);
        CHECK_INT(f.tags[0].n, 2);
        CHECK_INT(f.tags[0].entry->class, LEXICON_TITLE);
        CHECK_INT(f.tags[0].entry->atoms, TITLE_OFFICE);
        arena_clear(&f.a);
    }
}

TEST(lexicon_counts_accents_and_not_case)
{
    fixture f = find("Tuan tra. TUẦN");
    CHECK_INT(f.n, 1);
    CHECK_INT(f.tags[0].entry->class, LEXICON_UNIT);
    arena_clear(&f.a);
}

TEST(lexicon_gives_the_longest_of_each_class)
{
    fixture f = find("tuần tra");
    CHECK_INT(f.n, 2);
    CHECK_INT(f.tags[0].n, 2);
    CHECK_INT(f.tags[0].entry->class, LEXICON_NOTDATE);
    CHECK_INT(f.tags[1].entry->class, LEXICON_UNIT);
    arena_clear(&f.a);
}

TEST(lexicon_gives_all_classes_of_a_phrase)
{
    fixture f = find("đã tấn công");
    CHECK_INT(f.n, 2);
    arena_clear(&f.a);
}

TEST(lexicon_stem_takes_any_ending)
{
    fixture f = find("Он заявил, она заявляет; заяв");
    CHECK_INT(f.n, 3);
    arena_clear(&f.a);
}

TEST(lexicon_number_sign_is_any_number)
{
    fixture f = find("tháng 11, tháng tư");
    CHECK_INT(f.n, 1);
    CHECK_INT(f.tags[0].n, 2);
    arena_clear(&f.a);
}

TEST(lexicon_phrase_does_not_go_over_a_paragraph)
{
    fixture f = find("tổng\n\nthống hôm\nqua");
    CHECK_INT(f.n, 1);
    CHECK_INT(f.tags[0].entry->step, -1);
    CHECK_INT(f.tags[0].entry->atoms, UNIT_DAY);
    arena_clear(&f.a);
}

static void refuse(const char *text, int line, int column, const char *part)
{
    arena a = { 0 };
    lexicon *x;
    dateline_error err = { 0 };
    CHECK_INT(lexicon_read(&(lexicon_table){ "test.tsv", str_of(text) }, 1, &a, &x, &err),
              DATELINE_INPUT);
    CHECK_INT(err.line, line);
    CHECK_INT(err.column, column);
    CHECK(strstr(err.message, part) != NULL);
    arena_clear(&a);
}

TEST(lexicon_says_where_a_table_is_wrong)
{
    refuse("words\tkind\n", 1, 7, "kind");
    refuse("words\tclass\nà\tverb\n", 2, 3, "verb");
    refuse("words\tclass\tvalue\nà\ttrigger\tkind=party\n", 2, 11, "kind=party");
    refuse("words\tclass\tvalue\nà\ttitle\toffice often\n", 2, 16, "office form after");
    refuse("words\tclass\n \ttitle\n", 2, 2, "words");
    refuse("words\tclass\nà||b\ttitle\n", 2, 3, "empty");
    refuse("words\tclass\nà\xff\ttitle\n", 0, 0, "UTF-8");
}

static void shape_of(const char *text, text_shape shape, text_gap gap, size_t i)
{
    arena a = { 0 };
    text_token *t;
    size_t n = text_tokens(str_of(text), &a, &t);
    CHECK(i < n);
    CHECK_INT(t[i].shape, shape);
    CHECK_INT(t[i].gap, gap);
    arena_clear(&a);
}

TEST(token_tells_how_a_word_is_written)
{
    shape_of("Yerevan", TEXT_CAPITAL, TEXT_PARAGRAPH, 0);
    shape_of("hòa bình_Nga", TEXT_CAPITAL, TEXT_UNDERSCORE, 2);
    shape_of("Nagorno- Karabakh", TEXT_CAPITAL, TEXT_HYPHEN, 1);
    shape_of("l’Arménie", TEXT_CAPITAL, TEXT_APOSTROPHE, 1);
    shape_of("một\nhai", TEXT_LOWER, TEXT_LINE, 1);
    shape_of("NATO", TEXT_UPPER, TEXT_PARAGRAPH, 0);
    shape_of("AZerbaijan", TEXT_MIXED, TEXT_PARAGRAPH, 0);
    shape_of("შუშა", TEXT_UNCASED, TEXT_PARAGRAPH, 0);
    shape_of("18h30", TEXT_NUMBER, TEXT_GLUED, 2);
    shape_of("Đông – Tây", TEXT_MARK, TEXT_SPACE, 1);
}

TEST(lexicon_says_what_a_word_is_by_itself)
{
    fixture f = find("");
    const lexicon_entry *e = lexicon_word(f.x, STR("заявляют"), LEXICON_SAY);
    CHECK(e && e->atoms == SAY_CLAIMS);
    CHECK(!lexicon_word(f.x, STR("tuần"), LEXICON_SAY));
    CHECK(lexicon_word(f.x, STR("tuần"), LEXICON_UNIT));
    CHECK(!lexicon_word(f.x, STR("tháng"), LEXICON_DATEWORD));
    arena_clear(&f.a);
}
