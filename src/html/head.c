#include "html/tree.h"

#include <string.h>

/*
 * What a page states of itself: its title, language and day of publication. The day is
 * that of schema.org's datePublished, as JSON or in the markup; of Open Graph and its
 * like; or of the first <time> of the page that is no part of something else.
 */

enum { DAY = 10, JSON_MOST = 1 << 18 };

/* "2024-04-17" at the beginning, and no digit behind it; NULL: none. */
static const char *day_of(str s, arena *a)
{
    static const char form[] = "dddd-dd-dd";
    s = str_trim(s);
    if (s.len < DAY || (s.len > DAY && s.at[DAY] >= '0' && s.at[DAY] <= '9'))
        return NULL;
    for (size_t i = 0; i < DAY; i++) {
        bool digit = s.at[i] >= '0' && s.at[i] <= '9';
        if (form[i] == 'd' ? !digit : s.at[i] != '-')
            return NULL;
    }
    int month = (s.at[5] - '0') * 10 + s.at[6] - '0';
    int day = (s.at[8] - '0') * 10 + s.at[9] - '0';
    bool sane = *s.at != '0' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return sane ? str_copy(a, (str){ s.at, DAY }) : NULL;
}

/* The first datePublished of a script of JSON. */
static const char *day_of_json(str s, arena *a)
{
    const str key = STR("\"datePublished\"");
    s.len = s.len < JSON_MOST ? s.len : JSON_MOST;
    s = str_trim(s);
    while (s.len > key.len) {
        const char *quote = memchr(s.at, '"', s.len);
        if (!quote)
            return NULL;
        s = (str){ quote, s.len - (size_t)(quote - s.at) };
        if (str_starts(s, key)) {
            str value = { s.at + key.len, s.len - key.len };
            value = str_trim(value);
            if (value.len && *value.at == ':')
                value = str_trim((str){ value.at + 1, value.len - 1 });
            if (value.len > 1 && *value.at == '"')
                return day_of((str){ value.at + 1, value.len - 1 }, a);
        }
        s.at++;
        s.len--;
    }
    return NULL;
}

static bool is_one_of(str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(s, str_of(list[i])))
            return true;
    return false;
}

static const char *day_of_meta(const GumboNode *node, arena *a)
{
    static const char *const names[] = { "article:published_time",
                                         "datePublished",
                                         "og:article:published_time",
                                         "pubdate",
                                         "publishdate",
                                         "publish-date",
                                         "dc.date.issued",
                                         "dcterms.issued",
                                         "dc.date",
                                         "date",
                                         "parsely-pub-date",
                                         "sailthru.date",
                                         "article.published" };
    static const char *const attributes[] = { "property", "name", "itemprop" };
    for (size_t i = 0; i < 3; i++)
        if (is_one_of(html_attribute(node, attributes[i]), names,
                      sizeof names / sizeof *names))
            return day_of(html_attribute(node, "content"), a);
    return NULL;
}

static const GumboNode *text_in(const GumboNode *node)
{
    const GumboVector *children = html_children(node);
    return children->length && html_is_text(children->data[0]) ? children->data[0] : NULL;
}

/* Where a day can be stated, from the surest on. */
typedef struct days {
    const char *json, *meta, *marked, *first;
} days;

static void read_element(const GumboNode *node, days *d, arena *a)
{
    const GumboNode *text = text_in(node);
    str type = html_attribute(node, "type");
    if (html_is(node, GUMBO_TAG_META) && !d->meta)
        d->meta = day_of_meta(node, a);
    if (html_is(node, GUMBO_TAG_SCRIPT) && !d->json && text &&
        str_eq_nocase(type, STR("application/ld+json")))
        d->json = day_of_json(str_of(text->v.text.text), a);
    if (!html_is(node, GUMBO_TAG_TIME))
        return;
    bool marked = html_attribute(node, "pubdate").at ||
                  str_eq(html_attribute(node, "itemprop"), STR("datePublished"));
    const char *day = d->first && (!marked || d->marked)
                          ? NULL
                          : day_of(html_attribute(node, "datetime"), a);
    if (marked && !d->marked)
        d->marked = day;
    if (!d->first)
        d->first = day;
}

html_head html_read_head(const GumboNode *root, arena *a)
{
    html_head out = { .published = "", .lang = "" };
    days d = { 0 };
    str lang = html_is_element(root) ? html_attribute(root, "lang") : (str){ 0 };
    size_t n = 0;
    while (n < lang.len && lang.at[n] != '-' && lang.at[n] != '_')
        n++;
    if (n == 2 || n == 3)
        out.lang = str_copy(a, (str){ lang.at, n });
    for (const GumboNode *node = root; node; node = html_next(node, root)) {
        if (!html_is_element(node))
            continue;
        read_element(node, &d, a);
        if (html_is(node, GUMBO_TAG_TITLE) && !out.title)
            out.title = text_in(node);
    }
    const char *day = d.json ? d.json : d.meta ? d.meta : d.marked ? d.marked : d.first;
    if (day)
        out.published = day;
    return out;
}

static size_t words(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += (unsigned char)s.at[i] > ' ' && (!i || (unsigned char)s.at[i - 1] <= ' ');
    return n;
}

/* "Title | Site", "Title - Site", "Title — Site". */
size_t html_title_length(str title)
{
    static const char *const signs[] = { " | ", " - ", " – ", " — ", " :: ", " « " };
    for (size_t at = title.len; at-- > 0;)
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            str sign = str_of(signs[i]), rest = { title.at + at, title.len - at };
            str head = { title.at, at };
            if (!str_starts(rest, sign))
                continue;
            rest = (str){ rest.at + sign.len, rest.len - sign.len };
            return words(head) >= 3 && words(rest) <= 4 ? at : title.len;
        }
    return title.len;
}
