#include "style/words.h"

#include "base/file.h"
#include "font/font.h"
#include "when/when.h"

#include "test.h"

typedef struct speech {
    arena a;
    style_words w;
} speech;

static speech speak(const char *lang)
{
    speech s = { 0 };
    str text;
    dateline_error err = { 0 };
    const char *path = str_print(&s.a, "styles/words/%s.json", lang);
    if (file_read(&s.a, path, &text, &err) ||
        style_words_read(text, path, &s.a, &s.w, &err))
        TEST_FAIL("%s:%d:%d %s", path, err.line, err.column, err.message);
    return s;
}

static dateline_when date(const char *edtf)
{
    when_date d;
    dateline_error err = { 0 };
    if (when_parse(str_of(edtf), NULL, &d, &err))
        TEST_FAIL("%s: %s", edtf, err.message);
    return d.when;
}

static void said(const char *lang, const char *edtf, const char *want)
{
    speech s = speak(lang);
    const char *have = style_when(&s.w, date(edtf), &s.a);
    if (strcmp(have, want) != 0)
        TEST_FAIL("%s: %s is '%s', not '%s'", lang, edtf, have, want);
    arena_clear(&s.a);
}

TEST(words_of_a_range_say_once_what_its_ends_share)
{
    static const struct {
        const char *lang, *days, *dates, *months, *years, *apart;
    } of[] = {
        { "en", "13–14 Sep 2022", "30 Sep – 2 Oct 2022", "Jan–Mar 2021", "2020–2023",
          "27 Dec 2020 – 3 Jan 2021" },
        { "fr", "13–14 sept. 2022", "30 sept. – 2 oct. 2022", "janv.–mars 2021",
          "2020–2023", "27 déc. 2020 – 3 janv. 2021" },
        { "vi", "13–14/9/2022", "30/9 – 2/10/2022", "tháng 1–3/2021", "2020–2023",
          "27/12/2020 – 3/1/2021" },
        { "ru", "13–14 сент. 2022\u202Fг.", "30 сент. – 2 окт. 2022\u202Fг.",
          "янв.–март 2021\u202Fг.", "2020–2023\u202Fгг.",
          "27 дек. 2020\u202Fг. – 3 янв. 2021\u202Fг." },
        { "tr", "13–14 Eyl 2022", "30 Eyl – 2 Eki 2022", "Oca–Mar 2021", "2020–2023",
          "27 Ara 2020 – 3 Oca 2021" },
        { "az", "13–14 sen 2022", "30 sen – 2 okt 2022", "yan–mar 2021", "2020–2023",
          "27 dek 2020 – 3 yan 2021" },
        { "hy", "13–14 սեպ, 2022\u00A0թ.", "30 սեպ – 2 հոկ, 2022\u00A0թ.",
          "2021\u00A0թ. հնվ–մրտ", "2020–2023\u00A0թթ.",
          "27 դեկ, 2020\u00A0թ. – 3 հնվ, 2021\u00A0թ." },
        { "ka", "13–14 სექ. 2022", "30 სექ. – 2 ოქტ. 2022", "იან.–მარ. 2021", "2020–2023",
          "27 დეკ. 2020 – 3 იან. 2021" },
    };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        said(of[i].lang, "2022-09-13/2022-09-14", of[i].days);
        said(of[i].lang, "2022-09-30/2022-10-02", of[i].dates);
        said(of[i].lang, "2021-01/2021-03", of[i].months);
        said(of[i].lang, "2020/2023", of[i].years);
        said(of[i].lang, "2020-12-27/2021-01-03", of[i].apart);
    }
    said("en", "199X", "1990–1999");
    said("en", "2022-09-13/2022-09-13", "13 Sep 2022");
}

TEST(words_of_a_span_share_only_what_is_equally_exact)
{
    speech s = speak("en");
    CHECK_STR(str_of(style_span(&s.w, date("2020"), date("2020-03-04"), &s.a)),
              "2020 – 4 Mar 2020");
    CHECK_STR(str_of(style_span(&s.w, date("2020-02"), date("2020-05"), &s.a)),
              "Feb–May 2020");
    CHECK_STR(str_of(style_span(&s.w, date("2020-02-03"), date("2020-02-05"), &s.a)),
              "3–5 Feb 2020");
    arena_clear(&s.a);
}

TEST(words_of_a_sentence_end_with_one_stop)
{
    speech en = speak("en"), hy = speak("hy");
    CHECK_STR(str_of(style_sentence(&en.w, "as of 2024", &en.a)), "as of 2024.");
    CHECK_STR(str_of(style_sentence(&en.w, "2024 г.", &en.a)), "2024 г.");
    CHECK_STR(str_of(style_sentence(&hy.w, "2024 թ.", &hy.a)), "2024 թ.։");
    arena_clear(&en.a);
    arena_clear(&hy.a);
}

TEST(words_of_every_language_are_complete)
{
    arena a = { 0 };
    char **names;
    size_t n;
    CHECK_INT(file_list(&a, "styles/words", &names, &n, NULL), DATELINE_OK);
    CHECK(n >= 8);
    for (size_t i = 0; i < n; i++) {
        str name = str_of(names[i]);
        CHECK(str_ends(name, STR(".json")));
        speech s = speak(str_copy(&a, (str){ name.at, name.len - 5 }));
        CHECK(str_eq(str_of(s.w.lang), (str){ name.at, name.len - 5 }));
        for (int k = 0; k < WORDS; k++)
            if (!*s.w.word[k])
                TEST_FAIL("%s has an empty word %d", names[i], k);
        for (int k = 0; k < 12; k++)
            CHECK(*s.w.months[k]);
        for (int k = 0; k < 8; k++)
            CHECK(*s.w.directions[k]);
        for (int k = 0; k < DATELINE_KINDS; k++)
            for (int j = 0; j <= k; j++)
                CHECK(*s.w.kinds[k] &&
                      (j == k || strcmp(s.w.kinds[j], s.w.kinds[k]) != 0));
        CHECK(*s.w.thousands);
        arena_clear(&s.a);
    }
    arena_clear(&a);
}

/* A phrase that forgets its part, or names one that nobody fills in. */
TEST(words_of_every_language_have_the_right_parts)
{
    static const struct {
        style_word word;
        const char *parts[3];
    } wanted[] = {
        { WORD_DAY, { "{d}", "{y}", "" } },
        { WORD_MONTH, { "{m", "{y}", "" } },
        { WORD_YEAR, { "{y}", "", "" } },
        { WORD_RANGE, { "{a}", "{b}", "" } },
        { WORD_SINCE, { "{a}", "", "" } },
        { WORD_UNTIL, { "{b}", "", "" } },
        { WORD_ABOUT, { "{a}", "", "" } },
        { WORD_EVENTS_ONE, { "{n}", "", "" } },
        { WORD_EVENTS_FEW, { "{n}", "", "" } },
        { WORD_EVENTS_MANY, { "{n}", "", "" } },
        { WORD_MORE, { "{n}", "", "" } },
        { WORD_SOURCE, { "{a}", "", "" } },
        { WORD_MAP_DATA, { "{a}", "", "" } },
        { WORD_NOT_PLACED, { "{events}", "", "" } },
        { WORD_CLAIMED, { "{a}", "", "" } },
        { WORD_POINTER, { "{a}", "{km}", "{dir}" } },
        { WORD_EVENT_COUNT_SPAN, { "{events}", "{span}", "" } },
        { WORD_NOTE, { "{a}", "", "" } },
        { WORD_BOUNDARIES, { "{view}", "", "" } },
        { WORD_ASOF, { "{a}", "", "" } },
        { WORD_AND, { "{a}", "{b}", "" } },
        { WORD_ABOUT_DISTANCE, { "{km}", "", "" } },
        { WORD_ALT, { "{area}", "{events}", "{span}" } },
        { WORD_ALT_NO_AREA, { "{events}", "{span}", "" } },
        { WORD_ALT_EMPTY, { "{area}", "", "" } },
        { WORD_ALT_EVENT, { "{when}", "{place}", "{title}" } },
        { WORD_ALT_NO_PLACE, { "{when}", "{title}", "" } },
    };
    static const char *const langs[] = { "en", "vi", "fr", "ru", "hy", "az", "ka", "tr" };
    for (size_t l = 0; l < 8; l++) {
        speech s = speak(langs[l]);
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
            const char *text = s.w.word[wanted[i].word];
            size_t opened = 0, known = 0;
            for (const char *c = text; *c; c++)
                opened += *c == '{';
            for (int k = 0; k < 3; k++) {
                if (!strstr(text, wanted[i].parts[k]))
                    TEST_FAIL("%s: '%s' lacks %s", langs[l], text, wanted[i].parts[k]);
                known += *wanted[i].parts[k] != 0;
            }
            known += wanted[i].word == WORD_DAY && strstr(text, "{m") != NULL;
            CHECK_INT(opened, known);
        }
        arena_clear(&s.a);
    }
}

TEST(words_can_be_drawn_with_the_fonts_of_the_house)
{
    static const char *const langs[] = { "en", "vi", "fr", "ru", "hy", "az", "ka", "tr" };
    font *f;
    dateline_error err = { 0 };
    if (font_open("styles/fonts.conf", &f, &err))
        TEST_SKIP("%s", err.message);
    for (int l = 0; l < 8; l++) {
        speech s = speak(langs[l]);
        for (int i = 0; i < WORDS + 20 + DATELINE_KINDS; i++) {
            const char *text = i < WORDS        ? s.w.word[i]
                               : i < WORDS + 12 ? s.w.months[i - WORDS]
                               : i < WORDS + 20 ? s.w.directions[i - WORDS - 12]
                                                : s.w.kinds[i - WORDS - 20];
            if (font_measure(f, str_of(text), (font_spec){ .size_px = 16 }).missing)
                TEST_FAIL("%s: no glyphs for '%s'", langs[l], text);
        }
        arena_clear(&s.a);
    }
    font_close(f);
}

/* Dates as people write them in four languages; what stands there is EDTF. */
TEST(words_write_dates_no_more_exactly_than_they_are)
{
    static const struct {
        const char *edtf, *en, *vi, *fr, *ru;
    } dates[] = {
        { "2020-09-27", "27 Sep 2020", "27/9/2020", "27 sept. 2020", "27 сент. 2020 г." },
        { "2020-09-27T06:10:00Z", "27 Sep 2020", "27/9/2020", "27 sept. 2020",
          "27 сент. 2020 г." },
        { "2020-05", "May 2020", "tháng 5/2020", "mai 2020", "май 2020 г." },
        { "1994", "1994", "1994", "1994", "1994 г." },
        { "198X", "1980–1989", "1980–1989", "1980–1989", "1980–1989 гг." },
        { "19XX", "1900–1999", "1900–1999", "1900–1999", NULL },
        { "1988-02/1994-05", "Feb 1988 – May 1994", "tháng 2/1988 – tháng 5/1994",
          "févr. 1988 – mai 1994", "февр. 1988 г. – май 1994 г." },
        { "2020-11-10/2020-11-10", "10 Nov 2020", "10/11/2020", "10 nov. 2020",
          "10 нояб. 2020 г." },
        { "2020-09-27/2020-11-10", "27 Sep – 10 Nov 2020", "27/9 – 10/11/2020",
          "27 sept. – 10 nov. 2020", "27 сент. – 10 нояб. 2020 г." },
        { "2023/..", "since 2023", "từ 2023", "depuis 2023", "с 2023 г." },
        { "2021-05/..", "since May 2021", "từ tháng 5/2021", "depuis mai 2021",
          "с мая 2021 г." },
        { "../2023-09-19", "until 19 Sep 2023", "đến 19/9/2023", "jusqu’à 19 sept. 2023",
          "до 19 сент. 2023 г." },
        { "1915~", "c. 1915", "khoảng 1915", "vers 1915", "ок. 1915 г." },
        { "2019-12-31", "31 Dec 2019", "31/12/2019", "31 déc. 2019", NULL },
        { "2020-02-29", "29 Feb 2020", "29/2/2020", "29 févr. 2020", NULL },
        { "1969-12-31", "31 Dec 1969", "31/12/1969", "31 déc. 1969", NULL },
    };
    static const char *const langs[] = { "en", "vi", "fr", "ru" };
    for (int l = 0; l < 4; l++) {
        speech s = speak(langs[l]);
        for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
            const char *want = l == 0   ? dates[i].en
                               : l == 1 ? dates[i].vi
                               : l == 2 ? dates[i].fr
                                        : dates[i].ru;
            const char *got = style_when(&s.w, date(dates[i].edtf), &s.a);
            if (want && strcmp(got, want) != 0)
                TEST_FAIL("%s: %s is '%s', not '%s'", langs[l], dates[i].edtf, got, want);
        }
        CHECK_TEXT(style_when(&s.w, (dateline_when){ 0 }, &s.a), "");
        arena_clear(&s.a);
    }
}

TEST(words_span_goes_from_the_first_to_the_last)
{
    speech s = speak("en");
    CHECK_TEXT(style_span(&s.w, date("1988-02"), date("2024"), &s.a), "Feb 1988 – 2024");
    CHECK_TEXT(style_span(&s.w, date("2024"), date("2024"), &s.a), "2024");
    CHECK_TEXT(style_span(&s.w, date("198X"), date("2020-11-10"), &s.a),
               "1980 – 10 Nov 2020");
    CHECK_TEXT(style_span(&s.w, date("2020-09-27"), date("2023/.."), &s.a),
               "27 Sep 2020 – 2023");
    CHECK_TEXT(style_span(&s.w, date("../1994"), date("2020"), &s.a), "until 2020");
    arena_clear(&s.a);
}

TEST(words_tell_whose_boundaries_and_of_when)
{
    speech en = speak("en"), vi = speak("vi");
    CHECK_TEXT(style_boundaries(&en.w, WORD_VIEW_UN, 20211116, &en.a),
               "Boundaries: United Nations view, as of 16 Nov 2021");
    CHECK_TEXT(style_boundaries(&en.w, WORD_VIEW_DEFACTO, 0, &en.a),
               "Boundaries: de facto control");
    CHECK_TEXT(style_boundaries(&vi.w, WORD_VIEW_DEFACTO, 20211116, &vi.a),
               "Biên giới: theo kiểm soát thực tế, tính đến 16/11/2021");
    arena_clear(&en.a);
    arena_clear(&vi.a);
}

TEST(words_survive_dates_at_both_ends_of_time)
{
    speech s = speak("en");
    dateline_when when = { .precision = DATELINE_DAY };
    static const int64_t odd[] = { INT64_MIN, INT64_MIN + 1, -1,
                                   0,         INT64_MAX - 1, INT64_MAX };
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 6; k++) {
            when.begin = odd[i];
            when.end = odd[k];
            if (when.end <= when.begin)
                continue;
            when.interval = (i + k) % 2;
            CHECK(style_when(&s.w, when, &s.a) != NULL);
            CHECK(style_span(&s.w, when, when, &s.a) != NULL);
        }
    arena_clear(&s.a);
}

TEST(words_count_events_as_the_language_does)
{
    static const struct {
        const char *lang;
        long n;
        const char *want;
    } counts[] = {
        { "en", 1, "1 event" },       { "en", 2, "2 events" },
        { "en", 0, "0 events" },      { "en", 12345, "12,345 events" },
        { "vi", 1, "1 sự kiện" },     { "vi", 40, "40 sự kiện" },
        { "ru", 1, "1 событие" },     { "ru", 2, "2 события" },
        { "ru", 4, "4 события" },     { "ru", 5, "5 событий" },
        { "ru", 11, "11 событий" },   { "ru", 12, "12 событий" },
        { "ru", 14, "14 событий" },   { "ru", 21, "21 событие" },
        { "ru", 22, "22 события" },   { "ru", 25, "25 событий" },
        { "ru", 101, "101 событие" }, { "ru", 111, "111 событий" },
        { "fr", 0, "0 événement" },   { "fr", 2, "2 événements" },
        { "ru", 112, "112 событий" }, { "ru", 0, "0 событий" },
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        speech s = speak(counts[i].lang);
        CHECK_TEXT(style_events(&s.w, counts[i].n, &s.a), counts[i].want);
        arena_clear(&s.a);
    }
}

TEST(words_group_thousands)
{
    speech en = speak("en"), vi = speak("vi");
    CHECK_TEXT(style_number(&en.w, 0, &en.a), "0");
    CHECK_TEXT(style_number(&en.w, 999.6, &en.a), "1000");
    CHECK_TEXT(style_number(&en.w, 9999, &en.a), "9999");
    CHECK_TEXT(style_number(&en.w, 10000, &en.a), "10,000");
    CHECK_TEXT(style_number(&en.w, 123456789, &en.a), "123,456,789");
    CHECK_TEXT(style_number(&en.w, -9999, &en.a), "-9999");
    CHECK_TEXT(style_number(&en.w, -123456, &en.a), "-123,456");
    CHECK_TEXT(style_number(&vi.w, 30000, &vi.a), "30.000");
    arena_clear(&en.a);
    arena_clear(&vi.a);
}

TEST(words_say_fills_in_what_it_is_given)
{
    speech s = speak("en");
    CHECK_TEXT(style_say(&s.w, WORD_POINTER, &s.a, "a", "Baku", "km", "120", "dir",
                         s.w.directions[2], NULL),
               "Baku · 120 km E");
    CHECK_TEXT(style_say(&s.w, WORD_SOURCE, &s.a, "a", "{a} {b} %s", NULL),
               "Source: {a} {b} %s");
    CHECK_TEXT(style_say(&s.w, WORD_SOURCE, &s.a, NULL), "Source: ");
    arena_clear(&s.a);
}

TEST(words_that_lack_something_are_refused)
{
    arena a = { 0 };
    str text;
    style_words w;
    dateline_error err = { 0 };
    CHECK_INT(style_words_read(STR("{}"), "xx.json", &a, &w, &err), DATELINE_INPUT);
    CHECK_TEXT(err.message, "the text 'day' is missing");
    CHECK_TEXT(err.source, "xx.json");
    CHECK_INT(style_words_read(STR("[1]"), "xx.json", &a, &w, &err), DATELINE_INPUT);
    CHECK_INT(style_words_read(STR("{"), "xx.json", &a, &w, &err), DATELINE_INPUT);

    CHECK_INT(file_read(&a, "styles/words/en.json", &text, NULL), DATELINE_OK);
    char *copy = str_copy(&a, text);
    char *jan = strstr(copy, "\"Jan\"");
    CHECK(jan != NULL);
    memcpy(jan, "12345", 5);
    CHECK_INT(style_words_read(str_of(copy), "en.json", &a, &w, &err), DATELINE_INPUT);
    CHECK_TEXT(err.message, "'months' must be a list of 12 texts");
    CHECK(err.line > 10);

    copy = str_copy(&a, text);
    char *riot = strstr(copy, "\"riot\"");
    CHECK(riot != NULL);
    memcpy(riot, "\"rout\"", 6);
    CHECK_INT(style_words_read(str_of(copy), "en.json", &a, &w, &err), DATELINE_INPUT);
    CHECK_TEXT(err.message, "'kinds' has no text for 'riot'");
    arena_clear(&a);
}
