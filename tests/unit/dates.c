#include "dates/dates.h"

#include "base/buf.h"
#include "lexicon.h"
#include "test.h"

#include <time.h>

typedef struct fixture {
    arena a;
    article x;
    dates found;
} fixture;

static dateline_when day(const char *text)
{
    when_date d = { 0 };
    if (*text && when_parse(str_of(text), NULL, &d, NULL))
        TEST_FAIL("%s is no day", text);
    return d.when;
}

static void open_text(fixture *f, const char *lang, str text)
{
    dateline_error err = { 0 };
    const lexicon *words = time_words(lang, &f->a, &err);
    if (!words && !err.message[0])
        TEST_SKIP("geodata/lexicon is not here");
    if (!words)
        TEST_FAIL("%s:%d:%d %s", err.source, err.line, err.column, err.message);
    CHECK_INT(article_open(text, ARTICLE_PLAIN, "test", &f->a, &f->x, &err), 0);
    article_parse(&f->x, words, lexicon_memory_new(&f->a), lang, &f->a);
}

/* Each sentence that begins a paragraph begins a story, when stories is true. */
static fixture find(const char *lang, const char *published, const char *text,
                    bool stories)
{
    fixture f = { 0 };
    open_text(&f, lang, str_of(text));
    if (stories) {
        f.x.stories = arena_array(&f.a, article_story, f.x.n_sentences);
        f.x.n_stories = 0;
        for (uint32_t i = 0; i < f.x.n_sentences; i++) {
            if (f.x.sentences[i].paragraph)
                f.x.stories[f.x.n_stories++].first = i;
            f.x.sentences[i].story = (uint32_t)f.x.n_stories - 1;
            f.x.stories[f.x.n_stories - 1].n++;
        }
    }
    dates_options options = { .published = day(published) };
    dates_find(&f.x, &options, &f.a, &f.found);
    return f;
}

static void check_date(const fixture *f, size_t i, const char *text, const char *value)
{
    CHECK(i < f->found.n);
    const dates_date *d = &f->found.dates[i];
    str span = text_span(f->x.text, &f->x.tokens[d->first], d->n);
    CHECK_STR(span, text);
    CHECK_STR(str_of(d->value), value);
}

/* ------------------------------------------------------- one expression at a time */

static void check_row(lexicon_memory *memory, const lexicon *words, str line)
{
    arena a = { 0 };
    article x;
    str rest = line, field[5];
    for (int i = 0; i < 5; i++)
        field[i] = str_cut(&rest, '\t');
    dates_options options = { .published = day(str_copy(&a, field[1])) };
    CHECK_INT(article_open(field[2], ARTICLE_PLAIN, "row", &a, &x, NULL), 0);
    article_parse(&x, words, memory, str_copy(&a, field[0]), &a);
    dates_date d = { 0 };
    bool found = dates_read(&x, &options, &a, &d);
    bool none = str_eq(field[3], STR("!"));
    if (none ? found && d.value[0] : !found)
        TEST_FAIL("%.*s: %s", STR_ARGS(field[2]), none ? "is no date" : "not understood");
    if (!none &&
        (!str_eq(field[3], str_of(d.value)) || !str_eq(field[4], str_of(d.text_only))))
        TEST_FAIL("%.*s is '%.*s' and '%.*s', not '%s' and '%s' (%s)", STR_ARGS(field[2]),
                  STR_ARGS(field[3]), STR_ARGS(field[4]), d.value, d.text_only, d.rule);
    arena_clear(&a);
}

TEST(dates_reads_expressions_of_eight_languages)
{
    arena a = { 0 };
    str table;
    if (file_read(&a, "tests/data/expressions.tsv", &table, NULL))
        TEST_SKIP("tests/data/expressions.tsv is not here");
    char lang[3] = "";
    const lexicon *words = NULL;
    lexicon_memory *memory = lexicon_memory_new(&a);
    while (table.len) {
        str line = str_cut(&table, '\n');
        if (!line.len || line.at[0] == '#')
            continue;
        if (memcmp(lang, line.at, 2) != 0) {
            memcpy(lang, line.at, 2);
            words = time_words(lang, &a, NULL);
            CHECK(words != NULL);
        }
        check_row(memory, words, line);
    }
    arena_clear(&a);
}

/* ------------------------------------------------------------------------ in a text */

TEST(dates_counts_from_the_date_before)
{
    fixture f = find("en", "2023-11-17",
                     "On 3 May 2022 the bridge was closed. Two days later it was opened "
                     "again. The same day the mayor resigned.",
                     false);
    CHECK_INT(f.found.n, 3);
    check_date(&f, 0, "3 May 2022", "2022-05-03");
    check_date(&f, 1, "Two days later", "2022-05-05");
    check_date(&f, 2, "The same day", "2022-05-05");
    CHECK_INT(f.found.dates[1].anchor, DATES_BEFORE);
    CHECK_INT(f.found.dates[1].reference, 0);
    arena_clear(&f.a);
}

TEST(dates_without_a_day_of_writing_stay_open)
{
    fixture f = find("vi", "", "Cây cầu bị đóng hôm 3/5. Hôm qua cầu mở lại.", false);
    CHECK_INT(f.found.n, 2);
    check_date(&f, 0, "hôm 3/5", "XXXX-05-03");
    check_date(&f, 1, "Hôm qua", "");
    CHECK(f.found.dates[0].open_year);
    CHECK_INT(f.found.dates[0].when.precision, DATELINE_UNDATED);
    arena_clear(&f.a);
}

TEST(dates_of_a_day_without_a_year_have_a_clock_in_the_text_only)
{
    fixture f = find("vi", "", "Giao tranh dừng lúc 18h30 ngày 16/11.", false);
    CHECK_INT(f.found.n, 1);
    CHECK_STR(str_of(f.found.dates[0].value), "XXXX-11-16");
    CHECK_STR(str_of(f.found.dates[0].text_only), "XXXX-11-16T18:30");
    arena_clear(&f.a);
}

TEST(dates_with_a_weekday_take_the_year_that_the_text_stated)
{
    fixture f =
        find("vi", "",
             "Ngày 5/10/2023, quân Nga rút đi. Theo tin hôm thứ Tư 4/10, đàm phán "
             "đã thất bại, và hôm thứ Tư 5/10 thì không.",
             false);
    CHECK_INT(f.found.n, 3);
    CHECK_STR(str_of(f.found.dates[1].text_only), "2023-10-04");
    CHECK_STR(str_of(f.found.dates[2].text_only), "XXXX-10-05");
    arena_clear(&f.a);
}

TEST(dates_of_another_story_count_from_its_own_day)
{
    fixture f =
        find("vi", "2024-01-28",
             "Ngày 27/1, cầu được mở lại.\n\nNgày 11/10, cầu bị đóng. Tháng trước "
             "nước đã dâng cao.",
             true);
    CHECK_INT(f.x.n_stories, 2);
    CHECK_INT(f.found.n, 3);
    check_date(&f, 1, "Ngày 11/10", "2023-10-11");
    check_date(&f, 2, "Tháng trước", "2023-09");
    CHECK_STR(str_of(f.found.dates[2].text_only), "XXXX-09");
    CHECK_INT(f.found.dates[2].anchor, DATES_STORY);
    CHECK(f.found.stories[1].own && !f.found.stories[0].own);
    arena_clear(&f.a);
}

TEST(dates_after_a_long_while_are_open_to_the_end)
{
    fixture f = find("vi", "2024-01-28",
                     "Con đập được xây vào tháng 11/2020. Nước sau đó dâng cao.", false);
    CHECK_INT(f.found.n, 2);
    check_date(&f, 1, "sau đó", "2020-11/..");
    arena_clear(&f.a);
}

TEST(dates_leaves_other_numbers_alone)
{
    static const char *const texts[] = {
        "en\tAbout 2,000 people came, 15 of them by bus, and saw it end 2-1.",
        "en\tThe road is 5 km long and 3.5 m wide; it cost $2020, or 90% of the plan.",
        "en\tOnly 1/3 of the 1500 houses in ward 12 were sold.",
        "vi\tKhoảng 2.000 người, trong đó 15 trẻ em, đi 5 km để xem trận 2-1.",
        "vi\tXe tuần tra ngày càng nhiều, giờ là 12 chiếc, chiếm 2/3 đội xe.",
        "ru\tОколо 2000 человек прошли 5 км, счет был 2:1.",
        "fr\tQuelque 2 000 personnes ont parcouru 5 km, score final 2-1.",
        "fr\tJean Dupont, 37 ans, et une femme de 40 ans sont morts.",
        "en\tJohn Smith, aged 37 years, is dead.",
        "ru\tИван Петров, 37 лет, умер в возрасте 40 лет.",
        "vi\tÔng Nguyễn Văn A, 32 tuổi, đã chết.",
        "vi\tĐội khách dẫn trước 6-2 rồi thắng 7-3.",
        "vi\tKhoảng 10-12 người vào 3-5 ngôi nhà, quốc hội bỏ phiếu 12-5.",
        "vi\tĐây là ngày thứ ba liên tiếp trời mưa.",
        "en\tIt won the 6-2 game by 3-1, after the 2-2 draw.",
        "fr\tIls ont gagné 2-1, puis mené à 17-5, un bilan de 13-21-3.",
        "en\tThe wall was built in 1200 BC.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char lang[3] = { texts[i][0], texts[i][1], 0 };
        fixture f = find(lang, "2023-11-17", texts[i] + 3, false);
        if (f.found.n)
            TEST_FAIL("%s: a date at token %u (%s)", texts[i], f.found.dates[0].first,
                      f.found.dates[0].rule);
        arena_clear(&f.a);
    }
}

TEST(dates_that_edtf_cannot_say_are_none)
{
    static const char *const texts[] = {
        "vi\tngày 30/2/2024",      "vi\tngày 31-4-2023",   "en\t31 April 2023",
        "ru\t8 квартал 2023 года", "en\t29 February 2023",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char lang[3] = { texts[i][0], texts[i][1], 0 };
        fixture f = find(lang, "2023-11-17", texts[i] + 3, false);
        for (size_t k = 0; k < f.found.n; k++)
            CHECK(strlen(f.found.dates[k].value) < strlen("2023-02")); /* a year alone */
        arena_clear(&f.a);
    }
    fixture f = find("en", "", "It began about January.", false);
    CHECK_INT(f.found.n, 1);
    CHECK_STR(str_of(f.found.dates[0].value), "XXXX-01");
    arena_clear(&f.a);
}

TEST(dates_with_a_hyphen_need_a_word_for_the_day)
{
    fixture f = find("vi", "2025-02-08",
                     "Đêm 5-2, cầu bị phá. Sáng sớm 7-2, chiều tối 6-2 và từ 8-2 đến 9-2 "
                     "trời mưa; đội nhà thắng 6-1.",
                     false);
    CHECK_INT(f.found.n, 4);
    check_date(&f, 0, "Đêm 5-2", "2025-02-05");
    check_date(&f, 1, "Sáng sớm 7-2", "2025-02-07");
    check_date(&f, 2, "chiều tối 6-2", "2025-02-06");
    check_date(&f, 3, "từ 8-2 đến 9-2", "2025-02-08/2025-02-09");
    arena_clear(&f.a);
}

TEST(dates_of_the_same_day_are_not_of_one_named_in_passing)
{
    fixture f =
        find("vi", "2025-02-08",
             "Ngày 5/2, thị trưởng nhắc lại hiệp ước ký ngày 12/5/1994. Cùng ngày, "
             "cây cầu được mở. Ngày 3/11/2020, đê vỡ. Cùng ngày, cầu sập.",
             false);
    CHECK_INT(f.found.n, 5);
    check_date(&f, 2, "Cùng ngày", "2025-02-05");
    CHECK_INT(f.found.dates[2].reference, 0);
    check_date(&f, 4, "Cùng ngày", "2020-11-03");
    arena_clear(&f.a);
}

TEST(dates_of_the_day_after_are_counted_from_what_was_told)
{
    fixture f = find("fr", "2023-09-20",
                     "Le pont a été fermé le 5 mai 2022. Le lendemain, il a rouvert. La "
                     "veille du 3 juin 2022, il a été refermé.",
                     false);
    CHECK_INT(f.found.n, 3);
    check_date(&f, 1, "Le lendemain", "2022-05-06");
    check_date(&f, 2, "La veille du 3 juin 2022", "2022-06-02");
    arena_clear(&f.a);
}

TEST(dates_say_from_and_until_by_the_case_of_a_word)
{
    fixture f = find("az", "2023-09-20",
                     "2020-ci il sentyabrın 27-dən noyabrın 10-dək körpü bağlı idi, "
                     "2022-ci ilin dekabrından yenə bağlıdır.",
                     false);
    CHECK_INT(f.found.n, 2);
    CHECK_STR(str_of(f.found.dates[0].value), "2020-09-27/2020-11-10");
    CHECK_STR(str_of(f.found.dates[1].value), "2022-12/..");
    arena_clear(&f.a);
}

TEST(dates_local_time_has_the_offset_that_is_given)
{
    fixture f = { 0 };
    open_text(&f, "vi", STR("18h30 ngày 3/5/2022 (giờ địa phương)"));
    dates_options options = { .offset_s = 4 * 3600, .local = true };
    dates_find(&f.x, &options, &f.a, &f.found);
    CHECK_INT(f.found.n, 1);
    CHECK_STR(str_of(f.found.dates[0].value), "2022-05-03T18:30:00+04:00");
    CHECK_STR(str_of(f.found.dates[0].text_only), "2022-05-03T18:30");
    CHECK_INT(f.found.dates[0].type, DATES_TIME);
    arena_clear(&f.a);
}

TEST(dates_of_a_diary_look_ahead)
{
    fixture f = { 0 };
    open_text(&f, "en", STR("3 December"));
    dates_options options = { .published = day("2023-11-17"), .ahead = true };
    dates_date d;
    CHECK(dates_read(&f.x, &options, &f.a, &d));
    CHECK_STR(str_of(d.value), "2023-12-03");
    options.published = day("2023-08-17");
    CHECK(dates_read(&f.x, &options, &f.a, &d));
    CHECK_STR(str_of(d.value), "2023-12-03");
    options.ahead = false;
    CHECK(dates_read(&f.x, &options, &f.a, &d));
    CHECK_STR(str_of(d.value), "2022-12-03");
    CHECK(d.guessed);
    arena_clear(&f.a);
}

/* As of 20 November 2023: a day of December without a year. */
TEST(dates_without_a_year_are_past_or_to_come_as_is_told)
{
    static const char *const texts[][3] = {
        { "vi", "Hội nghị khai mạc ngày 15/12 ở Hà Nội.", "2023-12-15" },
        { "vi", "Cây cầu đã sập ngày 15/12 ở Hà Nội.", "2022-12-15" },
        { "vi", "Trận lũ xảy ra hôm 15/12 ở Hà Nội.", "2022-12-15" },
        { "vi", "Ngày 15/12, hội nghị sẽ khai mạc ở Hà Nội.", "2023-12-15" },
        { "vi", "Hội nghị dự kiến khai mạc ngày 15/7 ở Hà Nội.", "2024-07-15" },
        { "vi", "Ngày 15/7, Thủ tướng cho biết sẽ không từ chức.", "2023-07-15" },
        { "en", "The talks open on 15 December in Geneva.", "2023-12-15" },
        { "en", "The bridge was closed on 15 December after a storm.", "2022-12-15" },
        { "en", "The meeting was scheduled for 15 December.", "2023-12-15" },
        { "en", "Elections will be held on 15 July.", "2024-07-15" },
        { "fr", "La réunion aura lieu le 15 juillet.", "2024-07-15" },
        { "fr", "La réunion a eu lieu le 15 décembre.", "2022-12-15" },
        { "ru", "Выборы состоятся 15 июля.", "2024-07-15" },
        { "ru", "Встреча состоялась 15 декабря.", "2022-12-15" },
        { "tr", "Toplantı 15 Temmuz tarihinde yapılacak.", "2024-07-15" },
        { "tr", "Toplantı 15 Aralık tarihinde yapıldı.", "2022-12-15" },
        { "az", "Görüş dekabrın 15-də baş tutub.", "2022-12-15" },
        { "hy", "Հանդիպումը տեղի ունեցավ դեկտեմբերի 15-ին:", "2022-12-15" },
        { "ka", "შეხვედრა 15 დეკემბერს გაიმართა.", "2022-12-15" },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture f = find(texts[i][0], "2023-11-20", texts[i][1], false);
        if (f.found.n != 1 || strcmp(f.found.dates[0].value, texts[i][2]) != 0)
            TEST_FAIL("%s: %zu dates, the first is %s", texts[i][1], f.found.n,
                      f.found.n ? f.found.dates[0].value : "none");
        arena_clear(&f.a);
    }
}

TEST(dates_are_counted_from_what_the_article_dated)
{
    fixture f = find("en", "2023-11-20",
                     "Ruritania launched an offensive in the north on 19 September. The "
                     "talks had failed two days before the offensive.",
                     false);
    CHECK_INT(f.found.n, 2);
    check_date(&f, 1, "two days before the offensive", "2023-09-17");
    CHECK_STR(str_of(f.found.dates[1].text_only), "XXXX-09-17");
    CHECK_INT(f.found.dates[1].anchor, DATES_EVENT);
    arena_clear(&f.a);
    f = find("vi", "2023-11-20",
             "Ngày 19/9, Azerbaijan mở cuộc tấn công ở miền bắc. Đàm phán thất bại hai "
             "ngày trước khi Azerbaijan tấn công. Vào lúc đó không ai biết.",
             false);
    CHECK_INT(f.found.n, 3);
    check_date(&f, 1, "hai ngày trước khi Azerbaijan tấn công", "2023-09-17");
    check_date(&f, 2, "Vào lúc đó", "2023-09-17");
    arena_clear(&f.a);
}

/* Of another actor, or not dated: nothing is known. */
TEST(dates_counted_from_the_unknown_stay_open)
{
    fixture f = find("vi", "2023-11-20",
                     "Ngày 19/9, Azerbaijan mở cuộc tấn công ở miền bắc. Đàm phán thất "
                     "bại hai ngày trước khi Israel tấn công. Vào lúc đó không ai biết.",
                     false);
    CHECK_INT(f.found.n, 3);
    check_date(&f, 1, "hai ngày trước khi Israel tấn công", "");
    check_date(&f, 2, "Vào lúc đó", "");
    arena_clear(&f.a);
    f = find("en", "2023-11-20", "The talks failed two days before the offensive.",
             false);
    CHECK_INT(f.found.n, 1);
    check_date(&f, 0, "two days", "P2D");
    arena_clear(&f.a);
}

TEST(dates_know_no_landmark_that_is_to_come)
{
    fixture f = find("en", "2020-05-01", "since Russia's invasion of Ukraine", false);
    CHECK_INT(f.found.n, 1);
    check_date(&f, 0, "since Russia's invasion of Ukraine", "");
    arena_clear(&f.a);
}

/* A text that is only an expression is read in an article as it is by itself. */
TEST(dates_of_an_article_that_is_one_expression)
{
    fixture f = find("en", "2013-02-12", "24 12 2014", false);
    CHECK_INT(f.found.n, 1);
    check_date(&f, 0, "24 12 2014", "2014-12-24");
    arena_clear(&f.a);
    f = find("en", "2013-02-12", "Rooms 24 12 2014 are closed in 5 weeks.", false);
    CHECK_INT(f.found.n, 1);
    check_date(&f, 0, "in 5 weeks", "P5W");
    arena_clear(&f.a);
    f = find("en", "2013-02-12", "Rooms will be closed in 5 weeks.", false);
    CHECK_INT(f.found.n, 1);
    check_date(&f, 0, "in 5 weeks", "2013-03-19");
    arena_clear(&f.a);
}

/* Whatever a line is made of, twice as much of it takes no more than some times as
   long. */
TEST(dates_of_a_long_line_take_linear_time)
{
    static const char *const parts[] = { "7",       "12/",          "tháng ",
                                         "ngày 1 ", "hai ",         "sau khi ",
                                         "từ 5 ",   "thứ hai 3-4-", "2020 - " };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double seconds[2];
        for (int k = 0; k < 2; k++) {
            fixture f = { 0 };
            buf b = { 0 };
            for (size_t n = 0; n < (size_t)40000 << (2 * k); n += strlen(parts[i]))
                buf_add_text(&b, parts[i]);
            open_text(&f, "vi", buf_str(&b));
            dates_options options = { .published = day("2023-11-17") };
            clock_t start = clock();
            dates_find(&f.x, &options, &f.a, &f.found);
            seconds[k] = (double)(clock() - start) / CLOCKS_PER_SEC;
            buf_clear(&b);
            arena_clear(&f.a);
        }
        if (seconds[1] > 0.2 + 12 * seconds[0])
            TEST_FAIL("'%s': %.3f s, and %.3f s for four times as much", parts[i],
                      seconds[0], seconds[1]);
    }
}
