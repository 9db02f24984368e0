#include "article/clean.h"
#include "article/form.h"
#include "text/utf8.h"

enum { LOOKED_AT = 4096 };

static bool has(str s, const char *z)
{
    str needle = str_of(z);
    for (size_t i = 0; i + needle.len <= s.len; i++)
        if (s.at[i] == *z && str_eq_nocase((str){ s.at + i, needle.len }, needle))
            return true;
    return false;
}

static bool looks_html(str head)
{
    static const char *const tags[] = { "<html", "<body", "<head",   "<p>",
                                        "<p ",   "<div",  "<article" };
    str s = str_trim(head);
    if (!s.len || *s.at != '<')
        return false;
    if (str_starts(s, STR("<!")) || str_starts(s, STR("<?xml")))
        return has(s, "<html") || has(s, "<!doctype html");
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (has(s, tags[i]))
            return true;
    return false;
}

/* Titles with '#' and links "[text](address)". */
static bool looks_markdown(str head)
{
    size_t signs = 0;
    while (head.len) {
        str line = str_cut(&head, '\n');
        size_t n = 0;
        while (n < line.len && line.at[n] == '#')
            n++;
        signs += n >= 1 && n <= 6 && n < line.len && line.at[n] == ' ';
        signs += has(line, "](http");
        signs += str_starts(line, STR("---")) && str_trim(line).len == 3;
    }
    return signs > 0;
}

article_form article_form_of_text(str s)
{
    str head = { s.at, s.len < LOOKED_AT ? s.len : LOOKED_AT };
    if (looks_html(head))
        return ARTICLE_HTML;
    return looks_markdown(head) ? ARTICLE_MARKDOWN : ARTICLE_PLAIN;
}

void article_read_plain(str s, arena *a, article *out)
{
    /* Mostly a clean text is not longer than what it comes from. */
    article_clean c = { .a = a, .cap = s.len + 16 };
    c.text = arena_array(a, char, c.cap);
    clean_text(&c, s, 0);
    clean_end(&c, (uint32_t)text_count(s), out);
}
