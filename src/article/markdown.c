#include "article/clean.h"
#include "article/form.h"
#include "text/utf8.h"

#include <string.h>

typedef struct markdown {
    article_clean c;
    uint32_t source;          /* code point of the input that comes next */
    bool fenced, fresh, meta; /* in code; no line written yet; in the front matter */
} markdown;

/* Bytes that are not of the text. */
static void pass(markdown *m, str *s, size_t n)
{
    m->source += (uint32_t)text_count((str){ s->at, n });
    s->at += n;
    s->len -= n;
}

static void write_to(markdown *m, str *s, size_t n)
{
    str part = { s->at, n };
    clean_text(&m->c, part, m->source);
    pass(m, s, n);
}

/* How many bytes a link's address "(...)" has; 0: there is none. */
static size_t address(str s)
{
    if (!s.len || *s.at != '(')
        return 0;
    const char *end = memchr(s.at, ')', s.len < 2048 ? s.len : 2048);
    return end ? (size_t)(end - s.at) + 1 : 0;
}

/* Whether a sign stands for itself behind the backslash at the beginning. */
static bool is_escape(str s)
{
    return s.len > 1 && (unsigned char)s.at[1] < 0x80 &&
           strchr("\\`*_{}[]()#+-.!|>~", s.at[1]);
}

/* Whether "[...](address)" begins here. */
static bool is_link(str s)
{
    const char *close = memchr(s.at, ']', s.len < 2048 ? s.len : 2048);
    size_t at = close ? (size_t)(close - s.at) + 1 : 0;
    return at && at < s.len && address((str){ s.at + at, s.len - at });
}

/* How many bytes at a place of a line are signs. A '*' is one when it touches a word on
   one side only. */
static size_t signs(str line, size_t at)
{
    str rest = { line.at + at, line.len - at };
    switch (*rest.at) {
    case '\\':
        return is_escape(rest);
    case '*':
    case '`':
    case '~':
        return !(at && rest.len > 1 && line.at[at - 1] == ' ' && rest.at[1] == ' ');
    case '!':
        return rest.len > 1 && rest.at[1] == '[' ? 2 : 0;
    case '[':
        return is_link(rest);
    case ']': {
        size_t n = address((str){ rest.at + 1, rest.len - 1 });
        return n ? n + 1 : 0;
    }
    default:
        return 0;
    }
}

/* A line without its signs. */
static void put_inline(markdown *m, str s)
{
    size_t run = 0;
    while (run < s.len) {
        size_t cut = signs(s, run);
        if (!cut) {
            run++;
            continue;
        }
        write_to(m, &s, run);
        bool escaped = *s.at == '\\';
        pass(m, &s, cut);
        run = escaped && s.len;
    }
    write_to(m, &s, run);
}

/* The signs at the beginning of a line: how many bytes, and what they make of it. */
static size_t lead_in(str s, uint8_t *hint, bool *item)
{
    size_t n = 0;
    while (n < s.len && (s.at[n] == ' ' || s.at[n] == '\t' || s.at[n] == '>'))
        n++;
    size_t signs = n;
    while (signs < s.len && s.at[signs] == '#')
        signs++;
    if (signs > n && signs - n <= 6 && signs < s.len && s.at[signs] == ' ') {
        *hint = ARTICLE_HEADLINE + 1;
        return signs + 1;
    }
    if (n + 1 < s.len && strchr("-*+", s.at[n]) && s.at[n + 1] == ' ') {
        *item = true;
        return n + 2;
    }
    return n;
}

/* "---" and "===" alone in a line. */
static bool is_rule(str s)
{
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != *s.at || !strchr("-=*_", *s.at))
            return false;
    return s.len >= 3;
}

/* "date: 2024-04-17T10:00" of the front matter states what a page's head does. */
static void read_meta(markdown *m, str line, article *out)
{
    enum { DAY = 10 };
    static const char *const days[] = { "date", "published", "pubdate", "publishdate" };
    str value = line, key = str_trim(str_cut(&value, ':'));
    value = str_trim(value);
    if (value.len > 1 && strchr("\"'", *value.at))
        value = str_trim((str){ value.at + 1, value.len - 2 });
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (str_eq_nocase(key, str_of(days[i])) && value.len >= DAY)
            out->published = str_copy(m->c.a, (str){ value.at, DAY });
    if (str_eq_nocase(key, STR("lang")) && value.len >= 2)
        out->stated_lang = str_copy(m->c.a, (str){ value.at, 2 });
}

static void put_line(markdown *m, str line, bool first, article *out)
{
    uint8_t hint = 0;
    bool item = false;
    str bare = str_trim(line);
    bool fence = str_starts(bare, STR("```")) || str_starts(bare, STR("~~~"));
    if (first && str_eq(bare, STR("---")))
        m->meta = true;
    else if (m->meta && str_eq(bare, STR("---")))
        m->meta = false, fence = false, bare.len = 3;
    if (fence)
        m->fenced = !m->fenced;
    if (m->meta)
        read_meta(m, line, out);
    if (m->meta || fence || m->fenced || is_rule(bare)) {
        pass(m, &line, line.len);
        return;
    }
    size_t n = lead_in(line, &hint, &item);
    if (!bare.len || hint || item || m->fresh)
        clean_line(&m->c, m->source, hint || item || !bare.len ? 2 : 1);
    m->fresh = hint != 0;
    pass(m, &line, n);
    m->c.hint = hint;
    put_inline(m, line);
}

void article_read_markdown(str s, arena *a, article *out)
{
    markdown m = { .c = { .a = a } };
    uint32_t n = (uint32_t)text_count(s);
    for (bool first = true; s.len; first = false) {
        str rest = s, line = str_cut(&rest, '\n');
        put_line(&m, line, first, out);
        bool end = line.len < s.len;
        /* Lines of a paragraph are one line. */
        if (end) {
            clean_code(&m.c, ' ', m.source, m.source + 1);
            m.source++;
        }
        s = rest;
    }
    clean_end(&m.c, n, out);
    out->hints = m.c.hints;
}
