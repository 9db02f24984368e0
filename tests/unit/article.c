#include "article/article.h"

#include "base/buf.h"
#include "lexicon/language.h"
#include "test.h"
#include "text/nfc.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

typedef struct reading {
    arena a;
    article x;
    str bytes;
} reading;

static const char words[] = "words\tclass\tvalue\n"
                            "photo :|archive photo :|ảnh :\tphoto\ttail\n"
                            "pictured :\tphoto\tlead\n"
                            "source :\tphoto\ttail source\n"
                            "afp|reuters|north 24\tagency\t\n"
                            "our correspondent in|theo phóng viên\tcorrespondent\t\n"
                            "share this|skip to content\tfurniture\tstrong\n"
                            "advertisement|menu|news\tfurniture\t\n"
                            "read also :|related stories\trelated\t\n"
                            "mr|gen|tp\tabbreviation\t\n"
                            "etc\tabbreviation\tend\n"
                            "may\tmonth\tnumber=5\n"
                            "the|on|he|ngày\tfunction\t\n"
                            "said\tsay\t\n";

static reading read_as(const char *text, size_t n, article_form form)
{
    reading r = { .bytes = { text, n } };
    dateline_error err = { 0 };
    lexicon *x;
    if (lexicon_read(&(lexicon_table){ "words", str_of(words) }, 1, &r.a, &x, &err) ||
        article_open(r.bytes, form, "test", &r.a, &r.x, &err))
        TEST_FAIL("%s", err.message);
    article_parse(&r.x, x, lexicon_memory_new(&r.a), "en", &r.a);
    return r;
}

static reading read_text(const char *text)
{
    return read_as(text, strlen(text), ARTICLE_PLAIN);
}

/* "headline: Storm hits | body: It rained." */
static void expect(reading r, const char *want)
{
    buf got = { 0 };
    for (size_t i = 0; i < r.x.n_sentences; i++) {
        const article_sentence *s = &r.x.sentences[i];
        str t = text_span(r.x.text, r.x.tokens + s->first, s->n);
        bool story = i && s->story != r.x.sentences[i - 1].story;
        buf_addf(&got, "%s%s%s: %.*s", i ? (story ? " || " : " | ") : "",
                 article_zone_name(s->zone), s->repeated ? "*" : "", STR_ARGS(t));
    }
    buf_add_byte(&got, 0);
    CHECK_STR(str_of((const char *)got.at), want);
    buf_clear(&got);
    arena_clear(&r.a);
}

TEST(article_sentences_end_at_stops_and_not_at_abbreviations_initials_and_decimals)
{
    expect(
        read_text("Mr. J. K. Lee paid 2.5 euros. He left at 18.30. On 3. May it rained, "
                  "etc. He said so."),
        "body: Mr. J. K. Lee paid 2.5 euros. | body: He left at 18.30. | "
        "body: On 3. May it rained, etc. | body: He said so.");
    expect(
        read_text("\"Is it so?\" he asked. \"Yes!\" It was. Wait... what? No… Then yes."),
        "body: \"Is it so?\" he asked. | body: \"Yes!\" | body: It was. | "
        "body: Wait... what? | body: No… | body: Then yes.");
    expect(read_text("The wars ended.Then came peace. See site.com now."),
           "body: The wars ended. | body: Then came peace. | body: See site.com now.");
}

TEST(article_sentences_end_with_quotes_and_spaced_stops)
{
    expect(read_text("« C'est fini. » Il part. "
                     "\" Đúng \" , ông nói . Abc \" xyz . \" Tiếp ."),
           "body: « C'est fini. » | body: Il part. | body: \" Đúng \" , ông nói . | "
           "body: Abc \" xyz . \" | body: Tiếp .");
    expect(read_text("He is gone./.\nIt is over."),
           "body: He is gone./. | body: It is over.");
}

TEST(article_sentences_end_with_stops_of_other_scripts)
{
    expect(read_text("Նա եկավ։ Նա գնաց: Հետո լուռ էր։"),
           "body: Նա եկավ։ | body: Նա գնաց: | body: Հետո լուռ էր։");
    expect(read_text("ის მოვიდა. შემდეგ წავიდა."),
           "body: ის მოვიდა. | body: შემდეგ წავიდა.");
    expect(read_text("ماذا حدث؟ ذهب الرجل۔ عاد"),
           "body: ماذا حدث؟ | body: ذهب الرجل۔ | body: عاد");
}

TEST(article_filled_lines_are_joined_and_others_are_not)
{
    expect(read_text("The storm that hit the western part of the country at night has\n"
                     "killed at least five people and left many more of them without\n"
                     "power, water and a roof. It was the worst one in ten years.\n"),
           "body: The storm that hit the western part of the country at night has\n"
           "killed at least five people and left many more of them without\n"
           "power, water and a roof. | body: It was the worst one in ten years.");
}

TEST(article_zones_of_a_wire_story)
{
    expect(
        read_text("Skip to content\nWORLD - ASIA\nStorm kills five in the west\nAnn Lee\n"
                  "RUSE, May 3 (AFP) - A storm hit the west, Mr. Roe said.\n"
                  "A street in Ruse, 3 May. Photo: AFP\n"
                  "The river rose.\nRead also: Another storm\nAdvertisement\n"
                  "What comes now\nNobody knows it yet. Time will tell.\n"
                  "(AFP, Reuters)\nShare this\n"),
        "furniture: Skip to content | kicker: WORLD - ASIA | "
        "headline: Storm kills five in the west | credit: Ann Lee | "
        "dateline: RUSE, May 3 (AFP) - | body: A storm hit the west, Mr. Roe said. | "
        "caption: A street in Ruse, 3 May. | credit: Photo: AFP | body: The river rose. "
        "| "
        "link: Read also: Another storm | furniture: Advertisement | "
        "headline: What comes now | body: Nobody knows it yet. | body: Time will tell. | "
        "credit: (AFP, Reuters) | furniture: Share this");
}

TEST(article_run_on_text_has_its_title_caption_and_credit_told_apart)
{
    expect(read_text(
               "Storm hits the old town of Ruse Strong storm hits the old town of Ruse "
               "and kills five , he said . Boats in the old harbour . Photo : North 24 "
               "On 3 May the river rose . Lee_Roe ( The AFP , Reuters )"),
           "headline: Storm hits the old town of Ruse | "
           "body: Strong storm hits the old town of Ruse and kills five , he said . | "
           "caption: Boats in the old harbour . | credit: Photo : North 24 | "
           "body: On 3 May the river rose . | credit: Lee_Roe ( The AFP , Reuters )");
}

TEST(article_correspondents_and_links_in_brackets)
{
    expect(
        read_text("Theo phóng viên AFP tại Ruse, bão đã đổ bộ vào bờ.\n"
                  "[Another storm is on its way]\nFrom Ruse, our correspondent in Varna, "
                  "people fled."),
        "dateline: Theo phóng viên AFP tại Ruse, | body: bão đã đổ bộ vào bờ. | "
        "link: [Another storm is on its way] | "
        "dateline: From Ruse, our correspondent in Varna, | body: people fled.");
    expect(read_text(
               "A dash - as here - is no dateline. NATO - an alliance of states - met."),
           "body: A dash - as here - is no dateline. | "
           "body: NATO - an alliance of states - met.");
}

TEST(article_sources_make_captions_only_in_brackets)
{
    expect(
        read_text(
            "He left. The end came. Source: AFP\nTanks roll in. (Source: AFP)\n"
            "Then [another storm is on its way now] more. Read also : Old news . Done."),
        "body: He left. | body: The end came. | credit: Source: AFP | "
        "caption: Tanks roll in. | credit: (Source: AFP) | "
        "body: Then [another storm is on its way now] more. | link: Read also : Old news "
        ". | "
        "body: Done.");
}

static const char two_stories[] =
    "Storm hits the old harbour of Ruse\n"
    "On 3 May, a storm hit the old harbour of Ruse and killed five people.\n"
    "Boats lie on the shore of the old harbour after the storm. Photo: AFP\n"
    "The mayor has asked for help.\n"
    "Ruse wants to build another wall against high water\n"
    "On 9 May, the town said that it wants to build a wall against high water.\n"
    "Boats lie on the shore of the old harbour after the storm. Photo: AFP\n"
    "It will cost much.\n"
    "Flood closes the only road to the port of Ruse On 11/5, a flood closed the only "
    "road to "
    "the port of Ruse. Boats lie on the shore of the old har...";

TEST(article_several_stories_in_one_file_are_told_apart)
{
    expect(
        read_text(two_stories),
        "headline: Storm hits the old harbour of Ruse | "
        "body: On 3 May, a storm hit the old harbour of Ruse and killed five people. | "
        "caption: Boats lie on the shore of the old harbour after the storm. | "
        "credit: Photo: AFP | body: The mayor has asked for help. || "
        "headline: Ruse wants to build another wall against high water | "
        "body: On 9 May, the town said that it wants to build a wall against high water. "
        "| "
        "caption*: Boats lie on the shore of the old harbour after the storm. | "
        "credit: Photo: AFP | body: It will cost much. || "
        "headline: Flood closes the only road to the port of Ruse | "
        "body: On 11/5, a flood closed the only road to the port of Ruse. | "
        "caption*: Boats lie on the shore of the old har...");
}

TEST(article_subtitles_begin_no_story)
{
    reading r = read_text("Storm hits Ruse\nA storm hit Ruse on Monday.\nThe first day\n"
                          "On 3 May, the river rose.\nThe second day\n"
                          "On 4 May, the rain went on and people left their homes.\n");
    CHECK_INT(r.x.n_stories, 1);
    arena_clear(&r.a);
}

/* The code points [from, end) of valid UTF-8. */
static str slice(str s, uint32_t from, uint32_t end)
{
    str head = text_head(s, from);
    return text_head((str){ s.at + head.len, s.len - head.len }, end - from);
}

/* In normal form, without what nobody sees. */
static str normal(str s, char *out)
{
    uint32_t in[TEXT_SEQUENCE], to[TEXT_SEQUENCE_OUT];
    size_t len = 0, n = 0;
    while (s.len || n) {
        uint32_t c = 0;
        text_clean kind = TEXT_KEPT;
        if (s.len) {
            c = text_next(&s);
            kind = text_clean_of(c);
        }
        if (kind == TEXT_UNSEEN)
            continue;
        if (kind != TEXT_JOINED || n == TEXT_SEQUENCE) {
            size_t k = text_nfc(in, n, to);
            for (size_t i = 0; i < k; i++)
                len += text_put(to[i], out + len);
            n = 0;
        }
        if (c)
            in[n++] = c;
    }
    return (str){ out, len };
}

static void check_tokens(reading r, str source)
{
    char *room = arena_array(&r.a, char, source.len * 4 + 16);
    for (uint32_t i = 0; i < r.x.n_tokens; i++) {
        const text_token *t = &r.x.tokens[i];
        str given = slice(source, article_offset(&r.x, t->at),
                          article_offset_end(&r.x, t->at + t->len));
        str want = article_token(&r.x, i), got = normal(given, room);
        if (!str_eq(got, want))
            TEST_FAIL("token %u is '%.*s', its place has '%.*s'", i, STR_ARGS(want),
                      STR_ARGS(got));
    }
    CHECK_INT(article_length(&r.x), text_count(source));
    arena_clear(&r.a);
}

TEST(article_places_in_the_input_are_exact_for_any_form_of_unicode)
{
    static const char *const texts[] = {
        "plain words",
        "Ba\xCC\x83o lo\xCC\x9B\xCC\x81n \xC4\x91o\xCC\x82\xCC\x89 bo\xCC\xA3\xCC\x82",
        "e\xCC\x81\xCC\xA3x a\xCC\xA3\xCC\x82.a\xCC\x82\xCC\xA3!",
        "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB \xEA\xB0\x80\xE1\x86\xA8 x",
        "soft\xC2\xADly zero\xE2\x80\x8Bwidth\xE2\x80\x8B a\xE2\x80\x8D\xCC\x81 "
        "z\xE2\x80\x8B",
        "one\r\ntwo\rthree\xE2\x80\xA8"
        "four\xC2\xA0"
        "five\t six\x01seven",
        "\xE2\x80\x8Bq \xE2\x84\xAB \xE2\x84\xA6 \xEF\xA4\x80",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_tokens(read_text(texts[i]), str_of(texts[i]));
}

TEST(article_places_in_the_input_are_exact_for_long_and_random_texts)
{
    static const char *const pieces[] = {
        "a", "e",  "o\xCC\x9B", "\xCC\x81",     "\xCC\xA3", " ", ".",        "\r\n",
        "B", "\n", "\xC3\xA9",  "\xE2\x80\x8B", "7",        ",", "\xC2\xA0", "word ",
    };
    arena a = { 0 };
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        char *text = arena_array(&a, char, 40000);
        size_t n = 0;
        for (int k = 0; k < (round ? 60 : 8000); k++) {
            seed = seed * 1664525u + 1013904223u;
            str p = str_of(pieces[seed >> 28]);
            memcpy(text + n, p.at, p.len);
            n += p.len;
        }
        check_tokens(read_as(text, n, ARTICLE_PLAIN), (str){ text, n });
    }
    arena_clear(&a);
}

TEST(article_a_byte_order_mark_is_not_counted_and_utf16_is_read)
{
    reading r = read_text("\xEF\xBB\xBFRuse it is.");
    CHECK_INT(article_offset(&r.x, r.x.tokens[1].at), 5);
    arena_clear(&r.a);
    static const char wide[] = "\xFF\xFER\0u\0s\0e\0 \0i\0t\0";
    r = read_as(wide, sizeof wide - 1, ARTICLE_PLAIN);
    CHECK_STR(article_token(&r.x, 1), "it");
    CHECK_INT(article_length(&r.x), 7);
    arena_clear(&r.a);
}

TEST(article_dirt_changes_no_sentence_and_no_zone)
{
    static const char *const dirty[] = {
        "Storm hits Ruse\r\nA storm\xC2\xA0hit Ruse.\r\nA street. Photo:\xC2\xA0"
        "AFP\r\n",
        "STORM HITS RUSE\nA_storm hit Ruse.\nA street. Photo:_AFP\n",
        "Storm hits\xE2\x80\x8B Ruse\nA storm hit Ruse.\nA street.\tPhoto: AFP\n",
    };
    for (size_t i = 0; i < sizeof dirty / sizeof *dirty; i++) {
        reading r = read_text(dirty[i]);
        CHECK_INT(r.x.n_sentences, 4);
        CHECK_INT(r.x.sentences[0].zone, ARTICLE_HEADLINE);
        CHECK_INT(r.x.sentences[1].zone, ARTICLE_BODY);
        CHECK_INT(r.x.sentences[2].zone, ARTICLE_CAPTION);
        CHECK_INT(r.x.sentences[3].zone, ARTICLE_CREDIT);
        arena_clear(&r.a);
    }
}

static const char page[] =
    "<!doctype html><html><head><title>x</title></head><body><nav><a "
    "href=#>Home</a></nav>"
    "<article><h1>Storm &amp; flood hit&nbsp;Ruse</h1><figure><img><figcaption>A street."
    "</figcaption></figure><p>Heavy <b>rain</b>fall hit the ci&shy;ty,\n &quot;he&quot; "
    "said, "
    "caf&eacute cafe&#x301; &lt;b&gt;.</p><p><a href=y>Another story of the day</a></p>"
    "<div class=\"share-buttons\">Tell others</div></article><footer>Old</footer>"
    "<script>var x = \"<p>no</p>\";</script></body></html>";

TEST(article_html_gives_its_main_text_with_places_in_the_page)
{
    reading r = read_as(page, sizeof page - 1, ARTICLE_AUTO);
    for (uint32_t i = 0; i < r.x.n_tokens; i++)
        if (str_eq(article_token(&r.x, i), STR("city"))) {
            const text_token *t = &r.x.tokens[i];
            uint32_t from = article_offset(&r.x, t->at);
            str given = slice(r.bytes, from, article_offset_end(&r.x, t->at + t->len));
            CHECK_STR(given, "ci&shy;ty");
        }
    expect(r, "headline: Storm & flood hit Ruse | caption: A street. | "
              "body: Heavy rainfall hit the city, \"he\" said, café café <b>. | "
              "link: Another story of the day");
}

TEST(article_html_that_is_nested_too_deep_is_refused_with_a_remedy)
{
    static const char *const tags[] = { "<div>", "<b id=x><table><td></b>", "<svg><g>" };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        arena a = { 0 };
        buf b = { 0 };
        buf_add_text(&b, "<html><body>");
        for (int k = 0; k < 100000; k++)
            buf_add_text(&b, tags[i]);
        article x;
        dateline_error err = { 0 };
        CHECK_INT(article_open(buf_str(&b), ARTICLE_HTML, "deep", &a, &x, &err),
                  DATELINE_LIMIT);
        CHECK(strstr(err.message, "save its text alone") != NULL);
        buf_clear(&b);
        arena_clear(&a);
    }
}

TEST(article_a_page_in_a_declared_character_set_keeps_its_places)
{
    static const char bytes[] = "<html><meta charset=windows-1251><p>\xC1\xE0\xEA\xF3 "
                                "\x97 x.</p><p>e.</p>";
    reading r = read_as(bytes, sizeof bytes - 1, ARTICLE_AUTO);
    CHECK_STR(article_token(&r.x, 0), "Баку");
    CHECK_INT(article_offset(&r.x, r.x.tokens[0].at), 36);
    CHECK_INT(article_offset_end(&r.x, r.x.tokens[0].at + r.x.tokens[0].len), 40);
    CHECK_INT(article_length(&r.x), sizeof bytes - 1);
    expect(r, "body: Баку — x. | body: e.");
    /* Letters and tones of Vietnamese become one. */
    static const char tones[] = "<html><meta charset=windows-1258><p>H\xE0 N\xF4\xF2i";
    r = read_as(tones, sizeof tones - 1, ARTICLE_AUTO);
    expect(r, "headline: Hà Nội");
}

TEST(article_a_line_that_is_a_date_is_no_title)
{
    static const char text[] =
        "<h1>Storm hits the town</h1><h2>Ten are dead and the mayor of Ruse asks for "
        "help.</h2><p>17 May 2024, 10:15 (UTC +04:00)</p><p>Reuters, "
        "Ruse</p><div class=location-stamp>Ruse</div><p>A storm hit the<br>town of "
        "Ruse.</p><p>RUSE, 17 May. /Ivan Petrov, AFP/. The storm went on over the "
        "hills.</p>";
    expect(
        read_as(text, sizeof text - 1, ARTICLE_HTML),
        "headline: Storm hits the town | body: Ten are dead and the mayor of Ruse asks "
        "for help. | body: 17 May 2024, 10:15 (UTC +04:00) | "
        "credit: Reuters, Ruse | dateline: Ruse | body: A storm hit the\ntown of Ruse. "
        "| dateline: RUSE, 17 May. /Ivan Petrov, AFP/. | body: The storm went on over "
        "the hills.");
}

TEST(article_markdown_gives_its_text_without_signs)
{
    static const char text[] =
        "---\ntitle: x\n---\n# Storm hits Ruse\n\n**RUSE** — A storm "
        "[hit](http://x.y)\nthe town. 5 * 3 is a_b.\n\n- one item here\n"
        "- two \\*items\\*\n\n```\ncode\n```\n";
    expect(read_as(text, sizeof text - 1, ARTICLE_AUTO),
           "headline: Storm hits Ruse | dateline: RUSE — | body: A storm hit the town. | "
           "body: 5 * 3 is a_b. | body: one item here | body: two *items*");
}

TEST(article_the_form_is_known_by_the_name_of_a_file)
{
    CHECK_INT(article_form_of_name("a/b.HTML"), ARTICLE_HTML);
    CHECK_INT(article_form_of_name("b.md"), ARTICLE_MARKDOWN);
    CHECK_INT(article_form_of_name("b.txt"), ARTICLE_PLAIN);
    CHECK_INT(article_form_of_name("-"), ARTICLE_AUTO);
}

TEST(article_text_that_is_not_utf8_is_refused_with_its_place)
{
    arena a = { 0 };
    article x;
    dateline_error err = { 0 };
    CHECK_INT(article_open(STR("caf\xE9 noir"), ARTICLE_PLAIN, "t", &a, &x, &err),
              DATELINE_INPUT);
    CHECK(strstr(err.message, "byte 3") != NULL);
    arena_clear(&a);
}

TEST(article_languages_are_told_by_words_and_letters)
{
    static const char table[] =
        "lang\twords\tletters\nen\tthe|of|and|in\t\nde\tder|und|in\tß\n"
        "ka\t\tაბგდევ\n";
    arena a = { 0 };
    lexicon_languages *x;
    CHECK_INT(lexicon_languages_read(str_of(table), "t", &a, &x, NULL), DATELINE_OK);
    CHECK_STR(str_of(lexicon_language_of(x, STR("The end of the road"))), "en");
    CHECK_STR(str_of(lexicon_language_of(x, STR("der Weg und die Straße"))), "de");
    CHECK_STR(str_of(lexicon_language_of(x, STR("ავადა დაბა"))), "ka");
    CHECK_STR(str_of(lexicon_language_of(x, STR("Lorem ipsum dolor sit amet"))), "");
    CHECK_STR(str_of(lexicon_language_of(x, STR(""))), "");
    dateline_error err = { 0 };
    CHECK_INT(
        lexicon_languages_read(STR("lang\twords\tletters\nen\n"), "t", &a, &x, &err),
        DATELINE_INPUT);
    CHECK_INT(err.line, 2);
    arena_clear(&a);
}
