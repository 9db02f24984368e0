#include "html/html.h"

#include "base/buf.h"
#include "test.h"

/* "h:Title|t:Text of a line|c:A caption": each line with the kind of its last run. */
static void expect_read(const char *page, const char *expected, const char *published)
{
    static const char kinds[] = {
        [HTML_TEXT] = 't', [HTML_HEADING] = 'h', [HTML_CAPTION] = 'c',
        [HTML_LINK] = 'l', [HTML_BYLINE] = 'b',  [HTML_DATELINE] = 'd'
    };
    arena a = { 0 };
    html_page x;
    dateline_error err = { 0 };
    buf out = { 0 }, line = { 0 };
    CHECK_INT(html_read(str_of(page), "page", &a, &x, &err), DATELINE_OK);
    html_kind kind = HTML_TEXT;
    for (size_t i = 0; i <= x.n; i++) {
        if (i == x.n || x.runs[i].lines) {
            str text = str_trim(buf_str(&line));
            if (text.len)
                buf_addf(&out, "%s%c:%.*s", out.len ? "|" : "", kinds[kind],
                         STR_ARGS(text));
            buf_clear(&line);
        }
        if (i == x.n)
            break;
        CHECK(x.runs[i].at + x.runs[i].len <= strlen(page));
        buf_add(&line, x.runs[i].text.at, x.runs[i].text.len);
        if (str_trim(x.runs[i].text).len)
            kind = x.runs[i].kind;
    }
    CHECK_STR(buf_str(&out), expected);
    CHECK_STR(str_of(x.published), published);
    buf_clear(&out);
    buf_clear(&line);
    arena_clear(&a);
}

TEST(html_captions_are_told_by_element_name_and_italics_under_a_picture)
{
    expect_read("<body><h1>Flood</h1><figure><img><figcaption>One.</figcaption></figure>"
                "<div class=wp-caption><img><p class=wp-caption-text>Two.</p></div>"
                "<table class=tplCaption><tr><td><img><tr><td>Three.</table>"
                "<p><img></p><p><em>Four.</em></p><p>It <em>rained</em> in Ruse.</p>"
                "<p><em>No picture here.</em></p>",
                "h:Flood|c:One.|c:Two.|c:Three.|c:Four.|t:It rained in Ruse.|"
                "t:No picture here.",
                "");
}

TEST(html_what_stands_around_is_left_out_by_its_name_unless_it_holds_the_article)
{
    expect_read(
        "<body><div class='site no-sidebar'><div id=top-banner>Buy</div>"
        "<div class='modal page'><h1>Flood</h1><p>It rained for two days.</p>"
        "<div class=relatedPosts>Old news</div><div class=share-bar>Tell</div>"
        "<div class='elementor-widget'>All of it.</div><div class=widget>Other.</div>"
        "<p>End <span class=sr-only>, opens new tab</span>of it<span "
        "style='display: none'>x</span>.</p><div class='overflow-hidden'>Left.</div>"
        "</div><div class=sidebar>Most read</div>",
        "h:Flood|t:It rained for two days.|t:All of it.|t:End of it.|t:Left.", "");
}

TEST(html_the_lead_between_the_title_and_the_article_is_read)
{
    expect_read("<body><div class=top>Site of news</div><div><h1>Flood</h1>"
                "<p class=date>3 May</p><p>A lead.</p><article><p>Long text of the "
                "article that follows the lead.</p><section><h3><a href=x>Another "
                "story</a></h3></section></article><p>Behind it</p></div>",
                "h:Flood|b:3 May|t:A lead.|t:Long text of the article that follows the "
                "lead.|l:Another story",
                "");
}

TEST(html_entries_of_a_running_report_are_read_together)
{
    expect_read("<body><main><h1>Live</h1><div><article><time>12:40</time><p>A truce "
                "was agreed.</p></article><article><time>09:10</time><p>Shells fell on "
                "the town all day long.</p></article></div></main>",
                "h:Live|b:12:40|t:A truce was agreed.|b:09:10|t:Shells fell on the town "
                "all day long.",
                "");
}

TEST(html_a_page_without_a_heading_has_that_of_its_title)
{
    expect_read("<head><title>Flood in old Ruse | The Post</title></head><body><h1><a "
                "href=/>The Post</a></h1><p>It rained.</p>",
                "h:Flood in old Ruse|l:The Post|t:It rained.", "");
    expect_read("<title>Flood in Ruse - The Post</title><body><div><b>Flood in Ruse</b>"
                "</div><p>It rained.</p>",
                "h:Flood in Ruse|t:It rained.", "");
}

TEST(html_one_break_goes_on_and_two_end_a_paragraph)
{
    arena a = { 0 };
    html_page x;
    CHECK_INT(html_read(STR("<body>a<br>b<br><br>c"), "p", &a, &x, NULL), DATELINE_OK);
    CHECK_INT(x.n, 3);
    CHECK_INT(x.runs[1].lines, 1);
    CHECK_INT(x.runs[2].lines, 2);
    arena_clear(&a);
}

TEST(html_elements_of_amp_are_blocks_and_its_advertising_is_none)
{
    expect_read("<body><h1>Flood</h1><p>One.</p><amp-ad><div>Buy</div></amp-ad><amp-img>"
                "</amp-img><amp-accordion>Two.</amp-accordion><x-y>Three.</x-y>",
                "h:Flood|t:One.|t:Two.|t:Three.", "");
}

TEST(html_the_day_of_publication_is_the_surest_that_the_page_states)
{
    static const struct {
        const char *head, *day;
    } pages[] = {
        { "<time datetime=2024-04-01>x</time>", "2024-04-01" },
        { "<time datetime=2024-04-01>x</time><time pubdate datetime=2024-04-02>y</time>",
          "2024-04-02" },
        { "<meta property=article:published_time content='2024-04-03T01:00:00Z'><time "
          "pubdate datetime=2024-04-02>y</time>",
          "2024-04-03" },
        { "<meta itemprop=datePublished content=2024-04-03><script "
          "type='application/ld+json'>{\"dateModified\":\"2024-04-05\",\"datePublished\" "
          ": \"2024-04-04T10:00\"}</script>",
          "2024-04-04" },
        { "<script>{\"datePublished\":\"2024-04-04\"}</script>", "" },
        { "<meta name=date content='April 3'>", "" },
        { "<meta name=date content='2024-13-01'>", "" },
        { "<time datetime='2024-04-031'>x</time><time datetime='12:40'>x</time>", "" },
        { "<script type='application/ld+json'>{\"datePublished\":", "" },
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        arena a = { 0 };
        html_page x;
        CHECK_INT(html_read(str_of(pages[i].head), "p", &a, &x, NULL), DATELINE_OK);
        CHECK_STR(str_of(x.published), pages[i].day);
        arena_clear(&a);
    }
}

TEST(html_the_language_is_that_of_the_root)
{
    arena a = { 0 };
    html_page x;
    CHECK_INT(html_read(STR("<html lang=en-GB><p lang=fr>x"), "p", &a, &x, NULL),
              DATELINE_OK);
    CHECK_STR(str_of(x.lang), "en");
    CHECK_INT(html_read(STR("<html lang=english><p>x"), "p", &a, &x, NULL), DATELINE_OK);
    CHECK_STR(str_of(x.lang), "");
    arena_clear(&a);
}

TEST(html_the_character_set_is_that_of_meta_or_xml)
{
    CHECK_STR(html_charset(STR("<meta charset=\"windows-1251\">")), "windows-1251");
    CHECK_STR(html_charset(STR("<META CONTENT='text/html; CHARSET=koi8-r'>")), "koi8-r");
    CHECK_STR(html_charset(STR("<?xml encoding='ISO-8859-1'?>")), "ISO-8859-1");
    CHECK_STR(html_charset(STR("<meta charset=>")), "");
    CHECK_STR(html_charset(STR("<p>charset")), "");
}
