#include "font/font.h"

#include "text/utf8.h"

#include "test.h"

#include <math.h>

static font *opened(void)
{
    font *f;
    dateline_error err = { 0 };
    if (font_open("styles/fonts.conf", &f, &err)) {
        print_message("skipped: %s\n", err.message);
        return NULL;
    }
    return f;
}

static const font_spec PLAIN = { .size_px = 100 },
                       BOLD = { .size_px = 100, .bold = true };

TEST(font_measures_the_same_text_the_same_each_time)
{
    font *f = opened(), *g = opened();
    if (!f || !g)
        skip();
    str text = STR("Thượng Karabakh Xankəndi Степанакерт");
    font_extent a = font_measure(f, text, PLAIN), b = font_measure(f, text, PLAIN),
                c = font_measure(g, text, PLAIN);
    CHECK(!memcmp(&a, &b, sizeof a));
    CHECK(!memcmp(&a, &c, sizeof a));
    CHECK(a.width > 0 && a.ascent > 0 && a.descent > 0);
    font_close(f);
    font_close(g);
}

TEST(font_tells_specs_apart)
{
    font *f = opened();
    if (!f)
        skip();
    str text = STR("Stepanakert");
    double plain = font_measure(f, text, PLAIN).width;
    double bold = font_measure(f, text, BOLD).width;
    double wide =
        font_measure(f, text, (font_spec){ .size_px = 100, .spacing_em = 0.1 }).width;
    double small = font_measure(f, text, (font_spec){ .size_px = 50 }).width;
    CHECK(bold > plain);
    CHECK_NEAR(wide - plain, 11 * 10, 11);
    CHECK_NEAR(small, plain / 2, plain * 0.01);
    CHECK_NEAR(font_measure(f, text, PLAIN).width, plain, 0);
    font_close(f);
}

TEST(font_ink_of_vietnamese_capitals_is_taller_than_that_of_small_letters)
{
    font *f = opened();
    if (!f)
        skip();
    font_extent x = font_measure(f, STR("x"), PLAIN),
                e = font_measure(f, STR("E"), PLAIN);
    static const char *const stacked[] = { "Ế", "Ổ", "Ẩ", "Ữ", "Ễ", "Ẵ" };
    for (int i = 0; i < 6; i++) {
        font_extent tall = font_measure(f, str_of(stacked[i]), PLAIN);
        CHECK(-tall.ink_y0 > -e.ink_y0 + 15);
        CHECK(-tall.ink_y0 > 1.7 * -x.ink_y0);
    }
    font_extent below = font_measure(f, STR("Ệ"), PLAIN);
    CHECK(below.ink_y1 > e.ink_y1 + 10);
    font_close(f);
}

TEST(font_has_every_letter_of_the_languages_of_the_maps)
{
    static const struct {
        const char *lang, *letters;
    } alphabets[] = {
        { "vi", "AaĂăÂâBbCcDdĐđEeÊêGgHhIiKkLlMmNnOoÔôƠơPpQqRrSsTtUuƯưVvXxYy"
                "ÀàẢảÃãÁáẠạẰằẲẳẴẵẮắẶặẦầẨẩẪẫẤấẬậÈèẺẻẼẽÉéẸẹỀềỂểỄễẾếỆệÌìỈỉĨĩÍíỊị"
                "ÒòỎỏÕõÓóỌọỒồỔổỖỗỐốỘộỜờỞởỠỡỚớỢợÙùỦủŨũÚúỤụỪừỬửỮữỨứỰựỲỳỶỷỸỹÝýỴỵ" },
        { "ru", "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя№" },
        { "hy", "ԱաԲբԳգԴդԵեԶզԷէԸըԹթԺժԻիԼլԽխԾծԿկՀհՁձՂղՃճՄմՅյՆնՇշՈոՉչՊպՋջՌռՍսՎվՏտՐրՑցՒւՓփՔք"
                "ՕօՖֆև" },
        { "ka", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ" },
        { "az", "AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz" },
        { "tr", "AaBbCcÇçDdEeFfGgĞğHhIıİiJjKkLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz" },
        { "fa", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹" },
        { "fr", "ÀàÂâÆæÇçÉéÈèÊêËëÎîÏïÔôŒœÙùÛûÜüŸÿ«»’" },
        { "signs", "–—·…“”‘’°× 0123456789 ()/:;,.!?%&@+" },
    };
    font *f = opened();
    if (!f)
        skip();
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        for (str rest = str_of(alphabets[i].letters); rest.len;) {
            str letter = text_head(rest, 1);
            for (int bold = 0; bold < 2; bold++)
                if (font_measure(f, letter, bold ? BOLD : PLAIN).missing)
                    TEST_FAIL("%s: no glyph for '%.*s'%s", alphabets[i].lang,
                              STR_ARGS(letter), bold ? " in bold" : "");
            rest = (str){ rest.at + letter.len, rest.len - letter.len };
        }
    }
    font_close(f);
}

TEST(font_counts_characters_that_it_does_not_have)
{
    font *f = opened();
    if (!f)
        skip();
    CHECK(font_measure(f, STR("a\U00013000b"), PLAIN).missing > 0);
    CHECK_INT(font_measure(f, STR("ab"), PLAIN).missing, 0);
    font_close(f);
}

TEST(font_advance_is_additive_without_kerning_and_zero_for_nothing)
{
    font *f = opened();
    if (!f)
        skip();
    CHECK_NEAR(font_measure(f, STR(""), PLAIN).width, 0, 0);
    CHECK_NEAR(font_measure(f, (str){ 0 }, PLAIN).width, 0, 0);
    double one = font_measure(f, STR("n"), PLAIN).width;
    CHECK_NEAR(font_measure(f, STR("nnnnnnnnnn"), PLAIN).width, 10 * one, 0.1);
    font_close(f);
}

TEST(font_line_breaks_do_not_break_the_line)
{
    font *f = opened();
    if (!f)
        skip();
    font_extent one = font_measure(f, STR("ab cd"), PLAIN);
    font_extent two = font_measure(f, STR("ab\ncd"), PLAIN);
    CHECK(two.width > one.width * 0.6);
    CHECK_NEAR(two.ascent, one.ascent, one.ascent * 0.5);
    font_close(f);
}

/* More texts than layouts are kept, and more than the table has room for at first. */
TEST(font_remembers_thousands_of_texts)
{
    font *f = opened();
    if (!f)
        skip();
    double widths[5000];
    font_spec spec = { .size_px = 12 };
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++) {
            char text[16];
            snprintf(text, sizeof text, "n%d", i);
            double w = font_measure(f, str_of(text), spec).width;
            if (round)
                CHECK_NEAR(w, widths[i], 0);
            widths[i] = w;
        }
    font_close(f);
}

TEST(font_list_that_names_no_font_is_an_error_with_a_remedy)
{
    font *f = NULL;
    dateline_error err = { 0 };
    CHECK_INT(font_open("no/fonts.conf", &f, &err), DATELINE_IO);
    CHECK(!f);
    CHECK_INT(font_open("styles/presets.json", &f, &err), DATELINE_GEODATA);
    CHECK(!f);
    CHECK(strstr(err.message, "styles/presets.json") != NULL);
    font_close(NULL);
}
